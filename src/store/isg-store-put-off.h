/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * IsgPutOff:
 *
 * What a person put off, with the reason. It changes no legal date and takes nothing out of any
 * list; it is shown beside the date.
 */
typedef struct {
  char *duty;    /* isg_due_item_key () */
  IsgDate legal; /* the legal day then; where it is another now, this no longer holds */
  IsgDate until;
  char *reason;
  gint64 time;
} IsgPutOff;

/**
 * isg_put_off_free:
 * @put_off: (transfer full) (nullable): one
 *
 * Thread: any.
 */
void isg_put_off_free (IsgPutOff *put_off);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgPutOff, isg_put_off_free)

/**
 * isg_store_put_off:
 * @store: a store
 * @duty: isg_due_item_key ()
 * @legal: the legal day
 * @until: the day on which it is meant to be done; %ISG_DATE_NONE takes it back
 * @reason: why; with @until not empty
 * @error: %ISG_STORE_ERROR _INVALID (no reason), _BUSY, _FULL, _IO
 *
 * Journalled; the reason stands in the table alone, since it may be personal.
 *
 * Thread: the owner.  Source: ui.md 3.1.
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_store_put_off (IsgStore *store,
                            const char *duty,
                            IsgDate legal,
                            IsgDate until,
                            const char *reason,
                            GError **error);

/**
 * isg_store_put_offs:
 * @store: a store
 * @error: %ISG_STORE_ERROR _BUSY, _IO, _CORRUPT
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type utf8 IsgPutOff): duty → what was put off, or %NULL with
 * @error
 */
GHashTable *isg_store_put_offs (IsgStore *store, GError **error);

G_END_DECLS
