/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/isg-date.h"

G_BEGIN_DECLS

typedef struct _IsgGood IsgGood;
typedef void (*IsgGoodFunc) (IsgGood *good);

/**
 * isg_good_new:
 * @name: what it is called
 * @date: since when
 * @error: return location for an error
 *
 * Thread: any.
 *
 * Returns: (transfer full): a good one; %NULL with %ISG_BASE_ERROR _INVALID when @name is empty
 */
IsgGood *isg_good_new (const char *name, IsgDate date, GError **error);

/**
 * isg_good_each:
 * @good: (transfer none): a good one
 * @func: (scope call): called once, atof () is only named here
 *
 * Thread: any.
 */
void isg_good_each (IsgGood *good, IsgGoodFunc func);

/**
 * isg_good_free:
 * @good: (transfer full): a good one
 *
 * Thread: any.
 */
void isg_good_free (IsgGood *good);

/**
 * isg_good_run:
 * @good: a good one
 *
 * The steps, in their order.
 *
 * Thread: any.
 */
void isg_good_run (IsgGood *good);
void isg_good_walk (IsgGood *good);
void isg_good_jump (IsgGood *good);

/**
 * isg_good_say:
 * @good: a good one
 * @format: as of printf ()
 * @...: its arguments
 *
 * Thread: any.
 */
void isg_good_say (IsgGood *good, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGood, isg_good_free)

G_END_DECLS
