/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

/* Sheets of the page "Lock and security": each does one thing to what opens the file or the health
 * details. */

/**
 * IsgKeyAct:
 * @ISG_KEY_ACT_PASSPHRASE: another passphrase for the file
 * @ISG_KEY_ACT_CODE: a new recovery code for the file
 * @ISG_KEY_ACT_KEYRING: the desktop's keyring opens the file
 * @ISG_KEY_ACT_HEALTH_SET_UP: the health passphrase, for the first time
 * @ISG_KEY_ACT_HEALTH_PASSPHRASE: another health passphrase
 * @ISG_KEY_ACT_HEALTH_CODE: a new recovery code for the health details
 */
typedef enum {
  ISG_KEY_ACT_PASSPHRASE,
  ISG_KEY_ACT_CODE,
  ISG_KEY_ACT_KEYRING,
  ISG_KEY_ACT_HEALTH_SET_UP,
  ISG_KEY_ACT_HEALTH_PASSPHRASE,
  ISG_KEY_ACT_HEALTH_CODE,
} IsgKeyAct;

/**
 * isg_key_sheet_open:
 * @context: the context
 * @parent: the window it stands over
 * @act: what is wanted
 *
 * Asks what it needs, does it, and shows a new recovery code until two groups of it were typed.
 *
 * Thread: main.  Source: ui.md 3.11, Lock and security.
 */
void isg_key_sheet_open (IsgContext *context, GtkWindow *parent, IsgKeyAct act);

G_END_DECLS
