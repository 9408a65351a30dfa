/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_TEXT_AREA (isg_text_area_get_type ())

/**
 * IsgTextArea:
 *
 * A long text of three to eight lines. Tab leaves it; letters are counted from 80 % of the limit
 * on.
 */
G_DECLARE_FINAL_TYPE (IsgTextArea, isg_text_area, ISG, TEXT_AREA, IsgField)

G_END_DECLS
