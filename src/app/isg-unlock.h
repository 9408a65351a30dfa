/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/isg-secret.h"

G_BEGIN_DECLS

#define ISG_TYPE_UNLOCK (isg_unlock_get_type ())

/**
 * IsgUnlock:
 *
 * What stands in the place of everything while the store is locked: asks for the passphrase, or the
 * recovery code.
 *
 * Signals: "given" (): there is a secret to be taken.
 */
G_DECLARE_FINAL_TYPE (IsgUnlock, isg_unlock, ISG, UNLOCK, AdwBin)

/**
 * isg_unlock_new:
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the screen
 */
GtkWidget *isg_unlock_new (void);

/**
 * isg_unlock_new_for_screen:
 *
 * The lock of a desk that somebody left: it says so, and that what is signed goes on being sent.
 *
 * Thread: main.  Source: ui.md 3.12.
 *
 * Returns: (transfer floating): the screen
 */
GtkWidget *isg_unlock_new_for_screen (void);

/**
 * isg_unlock_take:
 * @self: the screen
 *
 * Empties the entry, and lets nothing be typed until isg_unlock_refuse ().
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): what was typed
 */
IsgSecret *isg_unlock_take (IsgUnlock *self);

/**
 * isg_unlock_refuse:
 * @self: the screen
 * @sentence: what is the matter
 * @seconds: how long the next try has to wait; 0 for not at all
 *
 * Thread: main.
 */
void isg_unlock_refuse (IsgUnlock *self, const char *sentence, gint64 seconds);

G_END_DECLS
