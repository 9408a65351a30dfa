/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What was typed in the rows of a list and is no value, as one text for the draft. Other lists have
 * texts of their own; they are told apart by their shape.
 */

/**
 * isg_rows_raw_add:
 * @raw: (inout) (transfer full) (nullable): the text so far, %NULL for none
 * @row: which row, from 0
 * @field: the field's id inside the row
 * @typed: what was typed
 *
 * Thread: any.
 */
void isg_rows_raw_add (char **raw, guint row, const char *field, const char *typed);

/**
 * isg_rows_raw_parse:
 * @raw: (nullable): a text of isg_rows_raw_add (), or anything else
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type utf8 utf8): "[2].minutes" → what was typed; empty when
 * @raw is no such text
 */
GHashTable *isg_rows_raw_parse (const char *raw);

/**
 * isg_rows_raw_lookup:
 * @raw: (nullable): a text of isg_rows_raw_add (), or anything else
 * @path: the place below the list, "[2].minutes"
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): what was typed there
 */
char *isg_rows_raw_lookup (const char *raw, const char *path);

G_END_DECLS
