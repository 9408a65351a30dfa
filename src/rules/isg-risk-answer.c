/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-risk-answer.h"

/* The fields of the kind risk_assessment that an answer touches. */
#define ANSWERS   "answers"
#define HAZARDS   "hazards"
#define STATEMENT "statement"
#define ANSWER    "answer"
#define NO        "no"

static GPtrArray *
get_rows (IsgRecord *record, const char *list)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  IsgValue *value = isg_record_get (record, list);

  for (guint i = 0; i < isg_value_n_groups (value); i++)
    g_ptr_array_add (rows, isg_fields_ref (isg_value_group (value, i)));
  return rows;
}

static IsgRecord *
set_rows (IsgRecord *record, const char *list, GPtrArray *rows)
{
  g_autoptr (IsgValue) value = rows->len > 0 ? isg_value_new_groups (rows) : NULL;

  return isg_record_with_value (record, list, value);
}

/* The index of the statement's row; the length when there is none. */
static guint
find_row (GPtrArray *rows, const char *statement)
{
  guint i = 0;

  while (i < rows->len
         && g_strcmp0 (isg_value_text (isg_fields_get (g_ptr_array_index (rows, i), STATEMENT)),
                       statement)
              != 0)
    i++;
  return i;
}

static IsgFields *
make_answer (const char *statement, const char *answer)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  isg_fields_builder_set (builder, STATEMENT, isg_value_new_text (statement));
  isg_fields_builder_set (builder, ANSWER, isg_value_new_code (answer));
  return isg_fields_builder_end (builder);
}

static IsgFields *
make_hazard (const IsgStatement *statement, IsgLanguage language)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  isg_fields_builder_set (builder,
                          "section",
                          isg_value_new_text (isg_statement_section (statement, language)));
  isg_fields_builder_set (builder,
                          "hazard",
                          isg_value_new_text (isg_statement_hazard (statement, language)));
  isg_fields_builder_set (builder,
                          "risk",
                          isg_value_new_text (isg_statement_risk (statement, language)));
  isg_fields_builder_set (builder, STATEMENT, isg_value_new_text (isg_statement_id (statement)));
  return isg_fields_builder_end (builder);
}

static void
put_row (GPtrArray *rows, guint index, IsgFields *row)
{
  if (index == rows->len) {
    g_ptr_array_add (rows, row);
    return;
  }
  isg_fields_unref (g_ptr_array_index (rows, index));
  g_ptr_array_index (rows, index) = row;
}

static IsgRecord *
keep_answer (IsgRecord *assessment, const char *statement, const char *answer)
{
  g_autoptr (GPtrArray) rows = get_rows (assessment, ANSWERS);
  guint index = find_row (rows, statement);

  if (answer != NULL)
    put_row (rows, index, make_answer (statement, answer));
  else if (index < rows->len)
    g_ptr_array_remove_index (rows, index);
  return set_rows (assessment, ANSWERS, rows);
}

/* Whether the row is still as an answer made it, in whichever language. */
static gboolean
is_untouched (IsgFields *row, const IsgStatement *statement)
{
  g_autoptr (IsgFields) tr = make_hazard (statement, ISG_LANGUAGE_TR);
  g_autoptr (IsgFields) en = make_hazard (statement, ISG_LANGUAGE_EN);

  return isg_fields_equal (row, tr) || isg_fields_equal (row, en);
}

static IsgRecord *
keep_hazard (IsgRecord *assessment,
             const IsgStatement *statement,
             gboolean no,
             IsgLanguage language)
{
  g_autoptr (GPtrArray) rows = get_rows (assessment, HAZARDS);
  guint index = find_row (rows, isg_statement_id (statement));

  if (no && index == rows->len)
    g_ptr_array_add (rows, make_hazard (statement, language));
  else if (!no && index < rows->len && is_untouched (g_ptr_array_index (rows, index), statement))
    g_ptr_array_remove_index (rows, index);
  else
    return isg_record_ref (assessment);
  return set_rows (assessment, HAZARDS, rows);
}

IsgRecord *
isg_risk_answer (IsgRules *rules,
                 IsgRecord *assessment,
                 const IsgStatement *statement,
                 const char *answer,
                 IsgLanguage language)
{
  g_autoptr (IsgRecord) answered = NULL;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (assessment != NULL, NULL);
  g_return_val_if_fail (statement != NULL, NULL);
  g_return_val_if_fail (isg_rules_statement (rules, isg_statement_id (statement)) == statement,
                        NULL);

  answered = keep_answer (assessment, isg_statement_id (statement), answer);
  return keep_hazard (answered, statement, g_strcmp0 (answer, NO) == 0, language);
}

const char *
isg_risk_answer_of (IsgRecord *assessment, const IsgStatement *statement)
{
  g_autoptr (GPtrArray) rows = get_rows (assessment, ANSWERS);
  guint index = find_row (rows, isg_statement_id (statement));

  if (index == rows->len)
    return NULL;
  /* The text is the record's, which holds the row as well. */
  return isg_value_text (isg_fields_get (g_ptr_array_index (rows, index), ANSWER));
}

guint
isg_risk_count_answers (IsgRecord *assessment, const IsgChecklist *checklist)
{
  GPtrArray *statements = isg_checklist_statements (checklist);
  guint n = 0;

  for (guint i = 0; i < statements->len; i++)
    if (isg_risk_answer_of (assessment, g_ptr_array_index (statements, i)) != NULL)
      n++;
  return n;
}
