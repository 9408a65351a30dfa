/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-error.h"

G_DEFINE_QUARK (isg_gw_error, isg_gw_error)
