/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <curl/curl.h>
#include <gnutls/gnutls.h>

#include "app/isg-window.h"
#include "gateway/isg-gateway.h"
