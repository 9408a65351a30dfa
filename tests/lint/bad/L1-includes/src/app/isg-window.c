/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <curl/curl.h>
#include <sqlite3.h>

#include "cli/isg-cli.h"
