/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_LINES_FIELD (isg_lines_field_get_type ())

/**
 * IsgLinesField:
 *
 * A short list of rows of texts and days (former jobs), each row one line of inputs, with a button
 * that adds one. A row that is emptied is none.
 */
G_DECLARE_FINAL_TYPE (IsgLinesField, isg_lines_field, ISG, LINES_FIELD, IsgField)

G_END_DECLS
