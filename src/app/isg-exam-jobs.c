/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-exam-jobs.h"

#include "app/isg-exam-words.h"

static void
person_free (gpointer data)
{
  IsgExamPerson *person = data;

  g_free (person->employee);
  g_free (person->name);
  g_free (person->job);
  g_free (person->record);
  g_free (person);
}

static void
physician_free (gpointer data)
{
  IsgExamPhysician *physician = data;

  g_free (physician->uuid);
  g_free (physician->name);
  g_free (physician);
}

void
isg_exam_plan_free (IsgExamPlan *plan)
{
  if (plan == NULL)
    return;
  g_free (plan->workplace_title);
  g_ptr_array_unref (plan->people);
  g_ptr_array_unref (plan->physicians);
  g_free (plan);
}

static GPtrArray *
list (IsgStore *store, const char *kind, const char *workplace, GError **error)
{
  IsgListQuery query = {
    .kind = kind,
    .workplace = workplace,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .language = isg_i18n_language (),
  };

  return isg_store_record_list (store, &query, error);
}

static const char *
text_of (const IsgRow *row, const char *field)
{
  return isg_value_text (isg_fields_get (row->fields, field));
}

/* ---- people ---- */

static IsgExamPerson *
find_person (IsgExamPlan *plan, const char *employee)
{
  for (guint i = 0; employee != NULL && i < plan->people->len; i++) {
    IsgExamPerson *person = g_ptr_array_index (plan->people, i);

    if (g_str_equal (person->employee, employee))
      return person;
  }
  return NULL;
}

static gboolean
read_people (IsgStore *store, const char *workplace, IsgExamPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) rows = list (store, "employee", workplace, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    IsgExamPerson *person;

    if (isg_fields_get (row->fields, "leave_date") != NULL)
      continue;
    person = g_new0 (IsgExamPerson, 1);
    person->employee = g_strdup (row->uuid);
    person->name = isg_exam_person (row->fields);
    person->job = g_strdup (text_of (row, "job"));
    person->due = ISG_DATE_NONE;
    person->first = TRUE;
    g_ptr_array_add (plan->people, person);
  }
  return rows != NULL;
}

/* The soonest of all that an examination does. */
static gboolean
read_due (IsgStore *store, const char *workplace, IsgExamPlan *plan, GError **error)
{
  IsgDueQuery query = { workplace, ISG_DATE_NONE, isg_i18n_language () };
  g_autoptr (IsgDueList) due = isg_store_due (store, &query, error);
  GPtrArray *items = due != NULL ? isg_due_list_items (due) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const IsgDueItem *item = g_ptr_array_index (items, i);
    IsgExamPerson *person = find_person (plan, item->employee);

    if (person == NULL || item->date == ISG_DATE_NONE
        || g_strcmp0 (isg_due_item_opens (item), "health_exam") != 0
        || (person->due != ISG_DATE_NONE && person->due <= item->date))
      continue;
    person->due = item->date;
    person->late = item->state == ISG_DUE_OVERDUE;
  }
  return due != NULL;
}

static gboolean
read_exams (IsgStore *store, const char *workplace, IsgExamPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) rows = list (store, "health_exam", workplace, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    IsgExamPerson *person = find_person (plan, text_of (row, "employee"));
    IsgValue *tests = isg_fields_get (row->fields, "waiting_for_tests");

    if (person == NULL)
      continue;
    /* Who has a verdict was examined (as the calendar counts); without one the exam goes on. */
    if (text_of (row, "verdict") != NULL) {
      person->first = FALSE;
      continue;
    }
    if (person->record != NULL || g_strcmp0 (row->badge, "DRAFT") != 0)
      continue;
    person->record = g_strdup (row->uuid);
    person->tests = tests != NULL && isg_value_bool (tests);
  }
  return rows != NULL;
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const IsgExamPerson *first = *(const IsgExamPerson *const *) a;
  const IsgExamPerson *second = *(const IsgExamPerson *const *) b;
  IsgDate one = first->due != ISG_DATE_NONE ? first->due : G_MAXINT32;
  IsgDate other = second->due != ISG_DATE_NONE ? second->due : G_MAXINT32;

  return one < other ? -1 : one > other;
}

/* ---- physicians ---- */

static gboolean
is_assigned (GPtrArray *assignments, const char *professional, IsgDate today)
{
  for (guint i = 0; i < assignments->len; i++) {
    const IsgRow *row = g_ptr_array_index (assignments, i);
    IsgDate end = isg_value_date (isg_fields_get (row->fields, "contract_end"));

    if (g_strcmp0 (text_of (row, "professional"), professional) == 0
        && (end == ISG_DATE_NONE || end >= today))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_physicians (IsgStore *store, const char *workplace, IsgExamPlan *plan, GError **error)
{
  IsgDate today = isg_store_check_context (store).today;
  g_autoptr (GPtrArray) assignments = list (store, "assignment", workplace, error);
  g_autoptr (GPtrArray) rows
    = assignments != NULL ? list (store, "professional", NULL, error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    IsgExamPhysician *physician;

    if (g_strcmp0 (text_of (row, "role"), "physician") != 0)
      continue;
    physician = g_new0 (IsgExamPhysician, 1);
    physician->uuid = g_strdup (row->uuid);
    physician->name = isg_exam_person (row->fields);
    physician->assigned = is_assigned (assignments, row->uuid, today);
    g_ptr_array_insert (plan->physicians, physician->assigned ? 0 : -1, physician);
  }
  return rows != NULL;
}

gpointer
isg_exam_job_plan (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *workplace = data;
  g_autoptr (IsgExamPlan) plan = g_new0 (IsgExamPlan, 1);
  g_autoptr (IsgRecord) record = isg_store_record_get (store, workplace, 0, error);

  plan->people = g_ptr_array_new_with_free_func (person_free);
  plan->physicians = g_ptr_array_new_with_free_func (physician_free);
  if (record == NULL)
    return NULL;
  plan->workplace_title = g_strdup (isg_value_text (isg_record_get (record, "name")));
  if (!read_people (store, workplace, plan, error) || !read_due (store, workplace, plan, error)
      || !read_exams (store, workplace, plan, error)
      || !read_physicians (store, workplace, plan, error))
    return NULL;
  g_ptr_array_sort (plan->people, compare_people);
  return g_steal_pointer (&plan);
}
