/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-entry-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_ID_FIELD (isg_id_field_get_type ())

/**
 * IsgIdField:
 *
 * An identity, tax or SGK number: digits alone, in groups when it is not being typed. The parts of
 * an SGK number are said below it.
 */
G_DECLARE_FINAL_TYPE (IsgIdField, isg_id_field, ISG, ID_FIELD, IsgEntryField)

/**
 * isg_id_group:
 * @check: the algorithm of the number
 * @digits: its digits
 *
 * Thread: any.  Source: ui.md 7.
 *
 * Returns: (transfer full): a person's number as "100 000 001 46", an SGK number by its parts;
 * others and incomplete ones as they are
 */
char *isg_id_group (IsgFieldCheck check, const char *digits);

/**
 * isg_id_explain_sgk:
 * @rules: the rule pack, for the names of natures and provinces
 * @digits: the number's digits
 *
 * Thread: any.  Source: ui.md 3.2.
 *
 * Returns: (transfer full) (nullable): "2 özel · iş kolu 1084 · …"; %NULL unless it has 26 digits
 */
char *isg_id_explain_sgk (IsgRules *rules, const char *digits);

G_END_DECLS
