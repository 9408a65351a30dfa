/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <sqlite3.h>
#include <gio/gio.h>

#include "../base/isg-date.h"
#include "base/isg-date-private.h"
#include "isg-plain.h"
#include "store/isg-store.h"
/* #include "app/isg-window.h" is only a comment */
