/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-screen.h"

G_BEGIN_DECLS

/**
 * isg_person_card_add:
 * @screen: the screen of a saved employee
 *
 * Adds the parts of a person's card: "Özet" (what is due, with rule; "İşten ayrıldı…"),
 * "Eğitimler", "Muayeneler" (verdict and dates only) and "Kazalar".
 *
 * Thread: main.  Source: ui.md 3.3.
 */
void isg_person_card_add (IsgRecordScreen *screen);

G_END_DECLS
