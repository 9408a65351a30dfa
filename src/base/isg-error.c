/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-error.h"

/* clang-format 14 breaks quark names that have hyphens, so this one has none. */
G_DEFINE_QUARK (isg_base_error, isg_base_error)
