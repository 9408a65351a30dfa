/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-transfer-error.h"

G_DEFINE_QUARK (isg_transfer_error, isg_transfer_error)
