/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-screen.h"

G_BEGIN_DECLS

/**
 * isg_sgk_panel_add:
 * @screen: the screen of an incident
 *
 * Puts the clock of SGK's notice above the form: how long there is still time,
 * who notifies, and what stops the clock. It follows what is typed.
 *
 * Thread: main.  Source: ui.md 3.7.
 */
void isg_sgk_panel_add (IsgRecordScreen *screen);

G_END_DECLS
