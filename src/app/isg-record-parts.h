/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-screen.h"

G_BEGIN_DECLS

/**
 * isg_record_parts_add:
 * @screen: the screen of a saved record
 *
 * Adds the parts that a kind has besides its form: a workplace's "What must it do?", "Service
 * providers" and "Records", and a person's card.
 *
 * Thread: main.  Source: ui.md 3.2.
 */
void isg_record_parts_add (IsgRecordScreen *screen);

G_END_DECLS
