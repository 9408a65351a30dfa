/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-check.h"

G_BEGIN_DECLS

/* What a pack says to make typing shorter. Nothing of it judges: isg_rules_check () does. */

/**
 * isg_field_def_ordinary:
 * @field: a field
 * @language: of a text
 *
 * The answer that is given when nothing is to be noted ("Hayır", "Normal"), which a physician can
 * have put into blanks by one key. A verdict, a measure or a test has none.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL
 */
IsgValue *isg_field_def_ordinary (const IsgFieldDef *field, IsgLanguage language);

/**
 * isg_field_def_is_asked:
 * @field: a field
 * @beside: the values beside it
 *
 * Thread: any.
 *
 * Returns: %FALSE when another answer makes the question idle: what was found, where nothing was
 */
gboolean isg_field_def_is_asked (const IsgFieldDef *field, IsgFields *beside);

/**
 * isg_field_def_is_required:
 * @field: a field
 * @beside: the values beside it
 *
 * Thread: any.
 *
 * Returns: whether it must be filled; what a record is used for is not looked at
 */
gboolean isg_field_def_is_required (const IsgFieldDef *field, IsgFields *beside);

/**
 * isg_field_def_follows:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: whether the question is asked only after a certain answer to another
 */
gboolean isg_field_def_follows (const IsgFieldDef *field);

/**
 * isg_field_def_quotient:
 * @field: a field
 * @beside: the values beside it
 * @language: which
 *
 * What is computed from the field and others, and kept nowhere: "VKİ 25,7".
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the words, or %NULL when the field computes nothing or a
 * number is missing
 */
char *isg_field_def_quotient (const IsgFieldDef *field, IsgFields *beside, IsgLanguage language);

/**
 * isg_rules_suggest:
 * @rules: a pack
 * @record: the record as it is typed
 * @context: what may be looked at
 *
 * What the empty fields would have: the last day of a term that begins on another field's day, a
 * field of a record that is referred to, or what the newest earlier record of the same person has.
 * Health details are never taken from another record.
 *
 * Thread: any that may use @context.
 *
 * Returns: (transfer full): field id → value for the fields that a suggestion is known for, empty
 * or not
 */
IsgFields *isg_rules_suggest (IsgRules *rules, IsgRecord *record, const IsgCheckContext *context);

G_END_DECLS
