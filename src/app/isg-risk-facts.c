/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-facts.h"

#include "app/isg-training-view.h"
#include "rules/isg-risk-review.h"

void
isg_risk_question_free (gpointer data)
{
  IsgRiskQuestion *question = data;

  g_free (question->workplace);
  g_free (question->assessment);
  g_free (question);
}

void
isg_risk_facts_free (gpointer data)
{
  IsgRiskFacts *facts = data;

  if (facts == NULL)
    return;
  g_free (facts->hazard_class);
  g_free (facts->nace);
  g_free (facts->professional);
  g_ptr_array_unref (facts->people);
  g_clear_pointer (&facts->assessment, isg_record_unref);
  g_clear_pointer (&facts->cause, isg_record_unref);
  g_free (facts);
}

static GPtrArray *
list (IsgStore *store, const IsgRiskQuestion *question, const char *kind, GError **error)
{
  IsgListQuery query = {
    .kind = kind,
    .workplace = question->workplace,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .language = ISG_LANGUAGE_TR,
  };

  return isg_store_record_list (store, &query, error);
}

static IsgDate
date_of (const IsgRow *row, const char *id)
{
  return isg_value_date (isg_fields_get (row->fields, id));
}

static gboolean
read_workplace (IsgStore *store,
                const IsgRiskQuestion *question,
                IsgRiskFacts *facts,
                GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, question->workplace, 0, error);

  if (record == NULL)
    return FALSE;
  facts->hazard_class = g_strdup (isg_value_text (isg_record_get (record, "hazard_class")));
  facts->nace = g_strdup (isg_value_text (isg_record_get (record, "nace_code")));
  return TRUE;
}

static gboolean
read_people (IsgStore *store, const IsgRiskQuestion *question, IsgRiskFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) rows = list (store, question, "employee", error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    if (isg_training_works_on (date_of (row, "start_date"),
                               date_of (row, "leave_date"),
                               question->today))
      g_ptr_array_add (facts->people, g_strdup (row->title));
  }
  return rows != NULL;
}

/* Two experts leave it open who signs. */
static gboolean
read_professional (IsgStore *store,
                   const IsgRiskQuestion *question,
                   IsgRiskFacts *facts,
                   GError **error)
{
  g_autoptr (GPtrArray) rows = list (store, question, "assignment", error);
  guint n = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    const char *uuid = isg_value_text (isg_fields_get (row->fields, "professional"));
    g_autoptr (IsgRecord) person = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;

    if (person == NULL
        || g_strcmp0 (isg_value_text (isg_record_get (person, "role")), "specialist") != 0
        || !isg_training_works_on (date_of (row, "contract_start"),
                                   date_of (row, "contract_end"),
                                   question->today))
      continue;
    g_free (facts->professional);
    facts->professional = g_strdup (uuid);
    n++;
  }
  if (n > 1)
    g_clear_pointer (&facts->professional, g_free);
  return rows != NULL;
}

static GPtrArray *
read_records (IsgStore *store, const IsgRiskQuestion *question, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) rows = list (store, question, kind, error);
  g_autoptr (GPtrArray) records
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    IsgRecord *record = NULL;

    if (g_strcmp0 (row->uuid, question->assessment) == 0)
      continue;
    record = isg_store_record_get (store, row->uuid, 0, error);
    if (record == NULL)
      return NULL;
    g_ptr_array_add (records, record);
  }
  return rows != NULL ? g_steal_pointer (&records) : NULL;
}

static gboolean
read_assessments (IsgStore *store,
                  const IsgRiskQuestion *question,
                  IsgRiskFacts *facts,
                  GError **error)
{
  g_autoptr (GPtrArray) assessments = read_records (store, question, "risk_assessment", error);
  g_autoptr (GPtrArray) incidents
    = assessments != NULL ? read_records (store, question, "incident", error) : NULL;
  IsgRecord *cause;
  IsgDate newest = ISG_DATE_NONE;

  if (incidents == NULL)
    return FALSE;
  for (guint i = 0; i < assessments->len; i++) {
    IsgRecord *record = g_ptr_array_index (assessments, i);
    IsgDate date = isg_value_date (isg_record_get (record, "date"));

    if (date == ISG_DATE_NONE || (newest != ISG_DATE_NONE && date <= newest))
      continue;
    newest = date;
    g_clear_pointer (&facts->assessment, isg_record_unref);
    facts->assessment = isg_record_ref (record);
  }
  cause = isg_risk_review_cause (isg_store_rules (store), assessments, incidents);
  facts->cause = cause != NULL ? isg_record_ref (cause) : NULL;
  return TRUE;
}

gpointer
isg_risk_facts_read (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRiskQuestion *question = data;
  IsgRiskFacts *facts = g_new0 (IsgRiskFacts, 1);

  facts->people = g_ptr_array_new_with_free_func (g_free);
  if (read_workplace (store, question, facts, error) && read_people (store, question, facts, error)
      && read_professional (store, question, facts, error)
      && read_assessments (store, question, facts, error))
    return facts;
  isg_risk_facts_free (facts);
  return NULL;
}
