/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/isg-secret.h"

G_BEGIN_DECLS

#define ISG_TYPE_PASSPHRASE_FORM (isg_passphrase_form_get_type ())

/**
 * IsgPassphraseForm:
 *
 * A new passphrase, typed twice, with its strength in words.
 *
 * Signals: "changed" (): isg_passphrase_form_is_ready () may say something else; "activate" ():
 * Enter was pressed in the second entry.
 */
G_DECLARE_FINAL_TYPE (IsgPassphraseForm, isg_passphrase_form, ISG, PASSPHRASE_FORM, AdwBin)

/**
 * isg_passphrase_form_new:
 *
 * Thread: main.  Source: ui.md 3.12, screen 2.
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *isg_passphrase_form_new (void);

/**
 * isg_passphrase_form_is_ready:
 * @self: a form
 *
 * Thread: main.
 *
 * Returns: whether both entries say the same, and it is not too short
 */
gboolean isg_passphrase_form_is_ready (IsgPassphraseForm *self);

/**
 * isg_passphrase_form_take:
 * @self: a form
 *
 * Empties both entries.
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): the passphrase, when it is ready
 */
IsgSecret *isg_passphrase_form_take (IsgPassphraseForm *self);

/**
 * isg_passphrase_form_type:
 * @self: a form
 * @first: what stands in the first entry
 * @second: what stands in the second
 *
 * For tests.
 *
 * Thread: main.
 */
void isg_passphrase_form_type (IsgPassphraseForm *self, const char *first, const char *second);

G_END_DECLS
