/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgCheckContext:
 *
 * What a check may look at besides the record. Filled by the caller; all but @today may be %NULL.
 */
typedef struct {
  IsgDate today;
  IsgRecordResolver resolver; /* finds referenced records */
  gpointer resolver_data;
  /* Records of a kind at a workplace (%NULL: any) in which the field has that value; for duplicates
   * and for assignments. A %NULL field asks for all that are open. Returns (transfer full)
   * (element-type IsgRecord). */
  GPtrArray *(*find) (const char *kind,
                      const char *workplace,
                      const char *field,
                      const char *value,
                      gpointer user_data);
  gpointer find_data;
} IsgCheckContext;

/**
 * isg_rules_check:
 * @rules: a pack
 * @record: the record
 * @context: what may be looked at
 *
 * Judges a record by its kind: obligation, types, limits, codes, identity numbers, references, and
 * the kind's named checks. Knows no field by name. Used alike by the form as one types, by isgctl
 * and before finalising.
 *
 * Thread: any that may use @context.
 *
 * Returns: (transfer full) (element-type IsgFinding): findings in the order of the form, perhaps
 * none
 */
GPtrArray *isg_rules_check (IsgRules *rules, IsgRecord *record, const IsgCheckContext *context);

/**
 * isg_rules_count_missing:
 * @findings: (element-type IsgFinding): what isg_rules_check () found
 *
 * Thread: any.
 *
 * Returns: how many places are to be filled or mended before the record can be finished ("n eksik")
 */
guint isg_rules_count_missing (GPtrArray *findings);

G_END_DECLS
