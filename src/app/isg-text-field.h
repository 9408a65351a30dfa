/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-entry-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_TEXT_FIELD (isg_text_field_get_type ())

/**
 * IsgTextField:
 *
 * A short text. White space at its ends goes.
 */
G_DECLARE_FINAL_TYPE (IsgTextField, isg_text_field, ISG, TEXT_FIELD, IsgEntryField)

G_END_DECLS
