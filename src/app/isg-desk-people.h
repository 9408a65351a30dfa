/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-desk-data.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ISG_TYPE_DESK_PEOPLE (isg_desk_people_get_type ())

/**
 * IsgDeskPeople:
 *
 * Step 2 of the desk: who works at a workplace, one line each. A on a line asks for the day of
 * leaving, Enter opens the person, Ctrl+N adds one.
 *
 * Signals: "leave" (uuid, day as int): the day was typed; isg_desk_people_answer () says what came
 * of it. "change" (uuid): the person's form is wanted.
 */
G_DECLARE_FINAL_TYPE (IsgDeskPeople, isg_desk_people, ISG, DESK_PEOPLE, AdwBin)

/**
 * isg_desk_people_new:
 * @context: the context
 *
 * Thread: main.  Source: ui.md 5.1.
 *
 * Returns: (transfer floating): the step, showing nobody
 */
GtkWidget *isg_desk_people_new (IsgContext *context);

/**
 * isg_desk_people_show:
 * @self: the step
 * @data: the workplace
 *
 * The focus stays on the person on whom it was. While a day is being typed the lines stay as they
 * are.
 *
 * Thread: main.
 */
void isg_desk_people_show (IsgDeskPeople *self, const IsgDeskData *data);

/**
 * isg_desk_people_answer:
 * @self: the step
 * @trouble: (nullable): what is wrong with the day that was typed; %NULL: it was written
 *
 * Thread: main.
 */
void isg_desk_people_answer (IsgDeskPeople *self, const char *trouble);

/**
 * isg_desk_people_focus:
 * @self: the step
 *
 * Puts the focus on the first line, or into the line of entries where nobody works.
 *
 * Thread: main.
 */
void isg_desk_people_focus (IsgDeskPeople *self);

/**
 * isg_desk_people_add:
 * @self: the step
 *
 * Ctrl+N: shows the line of entries and puts the focus into it.
 *
 * Thread: main.
 */
void isg_desk_people_add (IsgDeskPeople *self);

/**
 * isg_desk_people_set_narrow:
 * @self: the step
 * @narrow: whether there is no room for one line
 *
 * Thread: main.
 */
void isg_desk_people_set_narrow (IsgDeskPeople *self, gboolean narrow);

G_END_DECLS
