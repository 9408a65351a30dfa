/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-error.h"

G_DEFINE_QUARK (isg_submit_error, isg_submit_error)
