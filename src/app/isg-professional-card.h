/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"

G_BEGIN_DECLS

/**
 * IsgCardRead:
 * @number: (nullable): the identity number on the card
 * @name: (nullable): the name on the card
 * @error: (nullable): why nothing was read
 * @data: the caller's
 */
typedef void (*IsgCardRead) (const char *number,
                             const char *name,
                             const GError *error,
                             gpointer data);

/**
 * isg_professional_card_read:
 * @context: the context
 * @cancellable: to be no longer interested; @read is then not called
 * @read: called once
 * @data: for @read
 *
 * Reads who the card in the reader belongs to. Asks for no PIN.
 *
 * Thread: main.
 */
void isg_professional_card_read (IsgContext *context,
                                 GCancellable *cancellable,
                                 IsgCardRead read,
                                 gpointer data);

G_END_DECLS
