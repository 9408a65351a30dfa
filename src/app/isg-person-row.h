/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-person.h"

G_BEGIN_DECLS

#define ISG_TYPE_PERSON_ROW (isg_person_row_get_type ())

/**
 * IsgPersonRow:
 *
 * A line of the people's list: tick, name, job, last training, the Ministry's word.
 */
G_DECLARE_FINAL_TYPE (IsgPersonRow, isg_person_row, ISG, PERSON_ROW, GtkBox)

/**
 * isg_person_row_new:
 *
 * Thread: main.
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *isg_person_row_new (void);

/**
 * isg_person_row_set:
 * @self: a line
 * @person: (nullable): whom it shows, and follows
 *
 * Thread: main.
 */
void isg_person_row_set (IsgPersonRow *self, IsgPerson *person);

/**
 * isg_person_row_person:
 * @self: a line
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): whom it shows
 */
IsgPerson *isg_person_row_person (IsgPersonRow *self);

/**
 * isg_person_row_set_look:
 * @self: a line
 * @narrow: whether what is said of the person stands below the name
 * @editable: whether the tick can be changed
 *
 * Thread: main.
 */
void isg_person_row_set_look (IsgPersonRow *self, gboolean narrow, gboolean editable);

G_END_DECLS
