/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-screen.h"

G_BEGIN_DECLS

/**
 * isg_ordinary_fill:
 * @screen: a record's screen
 * @section: (nullable): a section of its form; %NULL for all
 *
 * Puts ordinary answers into the blanks, says so in a toast that takes it back, and has the journal
 * name the act: it is the physician's, not the program's.
 *
 * Thread: main.  Source: ui.md 3.5, F4.
 */
void isg_ordinary_fill (IsgRecordScreen *screen, IsgFormSection *section);

G_END_DECLS
