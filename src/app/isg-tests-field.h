/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_TESTS_FIELD (isg_tests_field_get_type ())

/**
 * IsgTestsField:
 *
 * A list of groups that has one row for each code of a list: about what, in which state, and what
 * the state asks for. The first two fields of the group are the codes. A blank row is no group.
 */
G_DECLARE_FINAL_TYPE (IsgTestsField, isg_tests_field, ISG, TESTS_FIELD, IsgField)

G_END_DECLS
