/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

const char *a = N_ ("Two %d");
const char *b = N_ ("Three");
