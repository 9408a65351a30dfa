/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-view.h"

#include "base/isg-text.h"
#include "rules/isg-sentence.h"

#define HAZARDS "hazards"

const IsgRiskMethod *
isg_risk_view_method (IsgRules *rules, IsgFields *assessment)
{
  return isg_rules_risk_method (rules, isg_value_text (isg_fields_get (assessment, "method")));
}

static const IsgRiskFactor *
nth_factor (const IsgRiskMethod *method, guint index)
{
  return g_ptr_array_index (isg_risk_method_factors (method), index);
}

/* ---- rows ---- */

gboolean
isg_risk_view_is_late (IsgFields *row, IsgDate today)
{
  IsgDate due = isg_value_date (isg_fields_get (row, "due"));

  return due != ISG_DATE_NONE && today != ISG_DATE_NONE && due < today
         && isg_fields_get (row, "done_on") == NULL;
}

/* As it is now: the residual risk holds once the measure is done and judged. */
static const IsgRiskLevel *
present_level (const IsgRiskMethod *method, IsgFields *row)
{
  const IsgRiskLevel *after = isg_fields_get (row, "done_on") != NULL
                                ? isg_risk_method_row_level (method, row, ISG_RISK_AFTER)
                                : NULL;

  return after != NULL ? after : isg_risk_method_row_level (method, row, ISG_RISK_BEFORE);
}

void
isg_risk_view_count (IsgRules *rules,
                     IsgFields *assessment,
                     IsgDate today,
                     IsgRiskCounts *out_counts)
{
  const IsgRiskMethod *method = isg_risk_view_method (rules, assessment);
  IsgValue *hazards = isg_fields_get (assessment, HAZARDS);
  IsgRiskCounts counts = { .n_hazards = isg_value_n_groups (hazards) };

  for (guint i = 0; i < counts.n_hazards; i++) {
    IsgFields *row = isg_value_group (hazards, i);
    const IsgRiskLevel *level = method != NULL ? present_level (method, row) : NULL;

    if (level != NULL && isg_risk_level_is_high (level))
      counts.n_high++;
    if (isg_risk_view_is_late (row, today))
      counts.n_late++;
  }
  *out_counts = counts;
}

char *
isg_risk_view_score (const IsgRiskMethod *method,
                     IsgFields *row,
                     IsgRiskWhen when,
                     IsgLanguage language)
{
  IsgDecimal score;
  g_autofree char *number = NULL;

  if (method == NULL || !isg_risk_method_score (method, row, when, &score))
    return NULL;
  number = isg_risk_method_number (score, language);
  return g_strdup_printf ("%s · %s",
                          number,
                          isg_risk_level_label (isg_risk_method_level (method, score), language));
}

IsgFields *
isg_risk_view_offer (const IsgRiskMethod *method, const IsgStatement *statement, IsgFields *row)
{
  g_autoptr (IsgFields) offered = isg_fields_ref (row);

  if (method == NULL || statement == NULL
      || isg_risk_method_score (method, row, ISG_RISK_BEFORE, NULL))
    return NULL;
  for (guint i = 0; i < isg_risk_method_factors (method)->len; i++) {
    const IsgRiskFactor *factor = nth_factor (method, i);
    g_autoptr (IsgFields) before = g_steal_pointer (&offered);
    g_autoptr (IsgValue) value = NULL;
    IsgDecimal number;

    if (!isg_statement_score (statement, method, factor, &number))
      return NULL;
    value = isg_value_new_decimal (number);
    offered = isg_fields_with (before, isg_risk_factor_field (factor, ISG_RISK_BEFORE), value);
  }
  return g_steal_pointer (&offered);
}

/* ---- counts ---- */

GArray *
isg_risk_view_levels (const IsgRiskMethod *method, IsgValue *hazards, IsgRiskWhen when)
{
  GPtrArray *levels = isg_risk_method_levels (method);
  GArray *counts = g_array_sized_new (FALSE, TRUE, sizeof (guint), levels->len);

  g_array_set_size (counts, levels->len);
  for (guint i = 0; i < isg_value_n_groups (hazards); i++) {
    const IsgRiskLevel *level
      = isg_risk_method_row_level (method, isg_value_group (hazards, i), when);
    guint index;

    if (level != NULL && g_ptr_array_find (levels, level, &index))
      g_array_index (counts, guint, index)++;
  }
  return counts;
}

static gboolean
has_value (const IsgRiskFactor *factor, IsgFields *row, IsgRiskWhen when, guint index)
{
  IsgValue *value = isg_fields_get (row, isg_risk_factor_field (factor, when));
  guint found;

  return value != NULL && isg_risk_factor_find (factor, isg_value_decimal (value), &found)
         && found == index;
}

guint
isg_risk_view_cell (const IsgRiskMethod *method,
                    IsgValue *hazards,
                    IsgRiskWhen when,
                    guint first,
                    guint second)
{
  guint n = 0;

  for (guint i = 0; i < isg_value_n_groups (hazards); i++) {
    IsgFields *row = isg_value_group (hazards, i);

    if (has_value (nth_factor (method, 0), row, when, first)
        && has_value (nth_factor (method, 1), row, when, second))
      n++;
  }
  return n;
}

char *
isg_risk_view_sentence (const IsgRiskMethod *method,
                        IsgValue *hazards,
                        IsgRiskWhen when,
                        IsgLanguage language)
{
  g_autoptr (GArray) counts = isg_risk_view_levels (method, hazards, when);
  GPtrArray *levels = isg_risk_method_levels (method);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < levels->len; i++) {
    g_autofree char *word
      = isg_sentence_lower (isg_risk_level_label (g_ptr_array_index (levels, i), language),
                            language);

    g_string_append_printf (text,
                            "%s%s %u",
                            i > 0 ? ", " : "",
                            word,
                            g_array_index (counts, guint, i));
  }
  return g_string_free (text, FALSE);
}

const IsgRiskLevel *
isg_risk_view_cell_level (const IsgRiskMethod *method,
                          guint first,
                          guint second,
                          IsgDecimal *out_score)
{
  IsgDecimal score = isg_decimal_from_int (0);

  /* Products of the pack's values are small; the pack was refused otherwise. */
  if (!isg_decimal_multiply (isg_risk_factor_value (nth_factor (method, 0), first),
                             isg_risk_factor_value (nth_factor (method, 1), second),
                             &score))
    g_return_val_if_reached (NULL);
  if (out_score != NULL)
    *out_score = score;
  return isg_risk_method_level (method, score);
}

/* ---- how long it holds ---- */

IsgDate
isg_risk_view_valid_until (IsgRules *rules,
                           const char *hazard_class,
                           IsgDate date,
                           const IsgTerm **out_term)
{
  const IsgTerm *term = hazard_class != NULL && date != ISG_DATE_NONE
                          ? isg_rules_term (rules, "risk.renewal.interval", hazard_class, -1, date)
                          : NULL;
  g_autofree char *number = term != NULL ? isg_decimal_to_string (term->value, 0) : NULL;

  if (out_term != NULL)
    *out_term = term;
  if (term == NULL || g_strcmp0 (term->unit, "year") != 0)
    return ISG_DATE_NONE;
  return isg_date_add_months (date, 12 * (int) g_ascii_strtoll (number, NULL, 10));
}

/* ---- team ---- */

static gboolean
has_duty (IsgValue *team, const char *code)
{
  for (guint i = 0; i < isg_value_n_groups (team); i++)
    if (g_strcmp0 (isg_value_text (isg_fields_get (isg_value_group (team, i), "duty")), code) == 0)
      return TRUE;
  return FALSE;
}

char *
isg_risk_view_missing_duties (const IsgCodeList *duties, IsgValue *team, IsgLanguage language)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; duties != NULL && i < isg_code_list_size (duties); i++) {
    const IsgCode *duty = isg_code_list_nth (duties, i);

    if (duty->active && !has_duty (team, duty->code))
      g_string_append_printf (text,
                              "%s%s",
                              text->len > 0 ? ", " : "",
                              isg_code_list_label (duties, duty->code, language));
  }
  return g_string_free (text, FALSE);
}
