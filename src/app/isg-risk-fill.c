/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-fill.h"

#include "rules/isg-checklist.h"

/* Of the pack: with it a tradesman begins. */
#define FIRST_METHOD "matrix_5x5"

static void
set (IsgFieldsBuilder *builder, const char *id, IsgValue *value)
{
  if (value != NULL)
    isg_fields_builder_set (builder, id, value);
}

static void
take_over (IsgFieldsBuilder *builder, IsgRecord *from, const char *id)
{
  IsgValue *value = isg_record_get (from, id);

  set (builder, id, value != NULL ? isg_value_ref (value) : NULL);
}

static void
fill_review (IsgFieldsBuilder *builder, const IsgRiskFacts *facts)
{
  take_over (builder, facts->assessment, "team");
  take_over (builder, facts->assessment, "hazards");
  take_over (builder, facts->assessment, "answers");
  take_over (builder, facts->assessment, "checklist");
  if (facts->cause == NULL)
    return;
  set (builder, "renewal_reason", isg_value_new_code ("incident"));
  set (builder, "incident", isg_value_new_ref (isg_record_uuid (facts->cause)));
}

IsgFields *
isg_risk_fill_new (IsgRules *rules, const IsgRiskFacts *facts, IsgDate today, gboolean review)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);
  const IsgChecklist *checklist = isg_rules_checklist_for (rules, facts->nace);
  IsgDate until = isg_risk_view_valid_until (rules, facts->hazard_class, today, NULL);

  set (builder, "date", isg_value_new_date (today));
  if (until != ISG_DATE_NONE)
    set (builder, "valid_until", isg_value_new_date (until));
  if (facts->professional != NULL)
    set (builder, "professional", isg_value_new_ref (facts->professional));
  if (checklist != NULL)
    set (builder, "checklist", isg_value_new_code (isg_checklist_id (checklist)));
  if (isg_rules_risk_method (rules, FIRST_METHOD) != NULL)
    set (builder, "method", isg_value_new_code (FIRST_METHOD));
  if (facts->assessment != NULL) {
    take_over (builder, facts->assessment, "method");
    set (builder, "renews", isg_value_new_ref (isg_record_uuid (facts->assessment)));
    if (review)
      fill_review (builder, facts);
  }
  return isg_fields_builder_end (builder);
}

IsgFields *
isg_risk_fill_date (IsgRules *rules, const IsgRiskFacts *facts, IsgDate before, IsgFields *fields)
{
  IsgDate date = isg_value_date (isg_fields_get (fields, "date"));
  IsgDate present = isg_value_date (isg_fields_get (fields, "valid_until"));
  IsgDate former = isg_risk_view_valid_until (rules, facts->hazard_class, before, NULL);
  IsgDate until = isg_risk_view_valid_until (rules, facts->hazard_class, date, NULL);
  g_autoptr (IsgValue) value = until != ISG_DATE_NONE ? isg_value_new_date (until) : NULL;

  if (value == NULL || (present != ISG_DATE_NONE && present != former))
    return isg_fields_ref (fields);
  return isg_fields_with (fields, "valid_until", value);
}

/* ---- copies ---- */

#define COPIED "copied"
#define UNREAD "unread"

static gboolean
is_score (IsgRules *rules, const char *id)
{
  GPtrArray *methods = isg_rules_risk_methods (rules);

  for (guint i = 0; i < methods->len; i++)
    if (isg_risk_method_factor (g_ptr_array_index (methods, i), id) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_one_of (const char *id, const char *const *ids)
{
  return g_strv_contains (ids, id);
}

IsgFields *
isg_risk_copy_row (IsgRules *rules, IsgFields *row, gboolean measures, gboolean scores)
{
  static const char *const always[]
    = { "section", "hazard", "risk", "affected", "existing_measures", NULL };
  static const char *const with_measures[] = { "measure", "measure_rank", NULL };
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  for (guint i = 0; i < isg_fields_size (row); i++) {
    const char *id;
    IsgValue *value = isg_fields_nth (row, i, &id);

    if (is_one_of (id, always) || (measures && is_one_of (id, with_measures))
        || (scores && is_score (rules, id)))
      isg_fields_builder_set (builder, id, isg_value_ref (value));
  }
  isg_fields_builder_set (builder, COPIED, isg_value_new_code (UNREAD));
  return isg_fields_builder_end (builder);
}

IsgFields *
isg_risk_look_at (IsgFields *row)
{
  return isg_fields_with (row, COPIED, NULL);
}
