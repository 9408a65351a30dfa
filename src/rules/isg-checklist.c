/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-checklist.h"

#include <string.h>

#include "rules/isg-checklist-private.h"
#include "rules/isg-rules-private.h"

/* "96.21": the first four digits stand for every code below them. */
#define GROUP_LENGTH 5

static const char *const rank_codes[] = {
  "eliminate", "substitute", "engineering", "administrative", "ppe",
};

const char *
isg_measure_rank_code (IsgMeasureRank rank)
{
  g_return_val_if_fail ((guint) rank < G_N_ELEMENTS (rank_codes), NULL);

  return rank_codes[rank];
}

GPtrArray *
isg_rules_checklists (IsgRules *rules)
{
  g_return_val_if_fail (rules != NULL, NULL);

  return rules->offered_checklists;
}

const IsgChecklist *
isg_rules_checklist (IsgRules *rules, const char *id)
{
  g_return_val_if_fail (rules != NULL, NULL);

  for (guint i = 0; id != NULL && i < rules->checklists->len; i++) {
    const IsgChecklist *checklist = g_ptr_array_index (rules->checklists, i);

    if (g_str_equal (checklist->id, id))
      return checklist;
  }
  return NULL;
}

static gboolean
is_for (const IsgChecklist *checklist, const char *nace)
{
  for (guint i = 0; i < checklist->nace->len; i++) {
    const char *own = g_ptr_array_index (checklist->nace, i);

    if (g_str_equal (own, nace) || (strlen (own) == GROUP_LENGTH && g_str_has_prefix (nace, own)))
      return TRUE;
  }
  return FALSE;
}

const IsgChecklist *
isg_rules_checklist_for (IsgRules *rules, const char *nace)
{
  g_return_val_if_fail (rules != NULL, NULL);

  for (guint i = 0; nace != NULL && i < rules->offered_checklists->len; i++)
    if (is_for (g_ptr_array_index (rules->offered_checklists, i), nace))
      return g_ptr_array_index (rules->offered_checklists, i);
  return NULL;
}

const IsgStatement *
isg_rules_statement (IsgRules *rules, const char *id)
{
  g_return_val_if_fail (rules != NULL, NULL);

  return id != NULL ? g_hash_table_lookup (rules->statements, id) : NULL;
}

const char *
isg_checklist_id (const IsgChecklist *checklist)
{
  return checklist->id;
}

const char *
isg_checklist_label (const IsgChecklist *checklist, IsgLanguage language)
{
  return isg_words_in (&checklist->label, language);
}

const char *
isg_checklist_source (const IsgChecklist *checklist)
{
  return checklist->source;
}

GPtrArray *
isg_checklist_nace (const IsgChecklist *checklist)
{
  return checklist->nace;
}

GPtrArray *
isg_checklist_statements (const IsgChecklist *checklist)
{
  return checklist->all;
}

guint
isg_checklist_n_own (const IsgChecklist *checklist)
{
  return checklist->own->len;
}

/* ---- statements ---- */

const char *
isg_statement_id (const IsgStatement *statement)
{
  return statement->id;
}

const char *
isg_statement_section (const IsgStatement *statement, IsgLanguage language)
{
  return isg_words_in (&statement->section->label, language);
}

const char *
isg_statement_hazard (const IsgStatement *statement, IsgLanguage language)
{
  return isg_words_in (&statement->hazard, language);
}

const char *
isg_statement_risk (const IsgStatement *statement, IsgLanguage language)
{
  return isg_words_in (&statement->risk, language);
}

const char *
isg_statement_affirmative (const IsgStatement *statement, IsgLanguage language)
{
  return isg_words_in (&statement->affirmative, language);
}

const char *
isg_statement_negative (const IsgStatement *statement, IsgLanguage language)
{
  return isg_words_in (&statement->negative, language);
}

const char *
isg_statement_source (const IsgStatement *statement)
{
  return statement->source;
}

guint
isg_statement_n_measures (const IsgStatement *statement)
{
  return statement->measures->len;
}

static const IsgOfferedMeasure *
nth_measure (const IsgStatement *statement, guint index)
{
  g_assert (index < statement->measures->len);

  return &g_array_index (statement->measures, IsgOfferedMeasure, index);
}

const char *
isg_statement_measure (const IsgStatement *statement, guint index, IsgLanguage language)
{
  return isg_words_in (&nth_measure (statement, index)->text, language);
}

IsgMeasureRank
isg_statement_measure_rank (const IsgStatement *statement, guint index)
{
  return nth_measure (statement, index)->rank;
}

gboolean
isg_statement_score (const IsgStatement *statement,
                     const IsgRiskMethod *method,
                     const IsgRiskFactor *factor,
                     IsgDecimal *out)
{
  g_return_val_if_fail (g_ptr_array_find (isg_risk_method_factors (method), factor, NULL), FALSE);

  for (guint i = 0; i < statement->scores->len; i++) {
    const IsgOfferedScore *score = &g_array_index (statement->scores, IsgOfferedScore, i);

    if (score->factor != factor)
      continue;
    *out = score->value;
    return TRUE;
  }
  return FALSE;
}
