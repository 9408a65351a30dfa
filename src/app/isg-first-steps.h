/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_first_steps_begin:
 * @window: the window of a store that was just made
 *
 * What the guide asks once there is a store: the form of the workplace, and, when that was left
 * with a workplace kept, its employees, with the line of fast add open. Whoever leaves earlier is
 * asked nothing more.
 *
 * Thread: main.  Source: ui.md 3.12, screens 3 and 4.
 */
void isg_first_steps_begin (IsgWindow *window);

G_END_DECLS
