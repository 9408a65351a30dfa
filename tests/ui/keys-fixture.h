/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-fixture.h"

G_BEGIN_DECLS

/* Keys as a person presses them. GTK 4 cannot be sent any, so they go to the controllers and
 * shortcuts that would get them, from the window to the focus and back. */

/**
 * keys_press:
 * @fixture: a fixture
 * @keyval: a key
 * @state: with Ctrl, Shift, Alt
 *
 * Thread: main.
 *
 * Returns: whether anything took it
 */
gboolean keys_press (UiFixture *fixture, guint keyval, GdkModifierType state);

/**
 * keys_type:
 * @fixture: a fixture
 * @keys: letters and digits; "⇥" is Tab, "⏎" Enter, "␣" Space, "⌫" Backspace
 *
 * Presses them one by one, each as soon as nothing is pending.
 *
 * Thread: main.
 *
 * Returns: how many keys
 */
guint keys_type (UiFixture *fixture, const char *keys);

/**
 * keys_focus:
 * @fixture: a fixture
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the widget that has the focus
 */
GtkWidget *keys_focus (UiFixture *fixture);

G_END_DECLS
