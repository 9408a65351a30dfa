/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-risk-review.h"

static IsgDate
day_of (IsgRules *rules, IsgRecord *record)
{
  const IsgKind *kind = isg_rules_kind (rules, isg_record_kind (record));

  return kind != NULL ? isg_kind_date (kind, record) : ISG_DATE_NONE;
}

static IsgRecord *
find_newest (IsgRules *rules, GPtrArray *records, IsgDate *out_day)
{
  IsgRecord *newest = NULL;
  IsgDate last = ISG_DATE_NONE;

  for (guint i = 0; i < records->len; i++) {
    IsgRecord *record = g_ptr_array_index (records, i);
    IsgDate day = day_of (rules, record);

    if (day == ISG_DATE_NONE || (newest != NULL && day <= last))
      continue;
    newest = record;
    last = day;
  }
  *out_day = last;
  return newest;
}

IsgRecord *
isg_risk_review_cause (IsgRules *rules, GPtrArray *assessments, GPtrArray *incidents)
{
  IsgDate assessed = ISG_DATE_NONE;
  IsgDate happened = ISG_DATE_NONE;
  IsgRecord *cause = NULL;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (assessments != NULL, NULL);
  g_return_val_if_fail (incidents != NULL, NULL);

  if (find_newest (rules, assessments, &assessed) == NULL)
    return NULL;
  cause = find_newest (rules, incidents, &happened);
  return cause != NULL && happened > assessed ? cause : NULL;
}
