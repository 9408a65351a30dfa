/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "base/isg-secret.h"

G_BEGIN_DECLS

/**
 * isg_pin_sheet_open:
 * @parent: the window it stands over
 * @title: its title
 * @act: what the button shows
 * @given: called with the PIN, once, before the sheet closes
 * @data: (type GObject): for @given; kept while the sheet is open
 *
 * Asks for the card's PIN. The entry is emptied when it was given; the PIN is kept nowhere.
 *
 * Thread: main.
 */
void isg_pin_sheet_open (GtkWindow *parent,
                         const char *title,
                         const char *act,
                         void (*given) (IsgSecret *pin, gpointer data),
                         gpointer data);

G_END_DECLS
