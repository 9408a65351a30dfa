/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* What the parts of a record's screen besides its form are made of. */

/**
 * isg_part_page_new:
 * @content: what stands on it
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a page that scrolls and is as wide as a form
 */
GtkWidget *isg_part_page_new (GtkWidget *content);

/**
 * isg_part_page_list:
 * @name: its accessible name
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a list without selection
 */
GtkListBox *isg_part_page_list (const char *name);

/**
 * isg_part_page_clear:
 * @list: a list
 *
 * Thread: main.
 */
void isg_part_page_clear (GtkListBox *list);

/**
 * isg_part_page_row:
 * @title: its words
 * @detail: (nullable): small type below
 * @uuid: (nullable): the record that it opens; see isg_part_page_row_uuid ()
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *isg_part_page_row (const char *title, const char *detail, const char *uuid);

/**
 * isg_part_page_row_uuid:
 * @row: a row of such a list
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the record that it opens
 */
const char *isg_part_page_row_uuid (GtkListBoxRow *row);

/**
 * isg_part_page_row_add_badge:
 * @row: a row of isg_part_page_row ()
 * @badge: (transfer floating): stands before the arrow
 *
 * Thread: main.
 */
void isg_part_page_row_add_badge (GtkWidget *row, GtkWidget *badge);

G_END_DECLS
