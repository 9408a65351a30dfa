/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-screen.h"

G_BEGIN_DECLS

/**
 * isg_class_change_watch:
 * @screen: the screen of a saved workplace
 *
 * When another hazard class is chosen, or comes with another kind of work, lists which dates move
 * and by which article, before it is taken: "Vazgeç" puts class and kind of work back.
 *
 * Thread: main.  Source: domain.md 1.3; ui.md 3.2.
 */
void isg_class_change_watch (IsgRecordScreen *screen);

G_END_DECLS
