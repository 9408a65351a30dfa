/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-desk-data.h"

#include <glib/gi18n.h>

#include "app/isg-desk-duties.h"
#include "app/isg-training-view.h"
#include "app/isg-value-words.h"

/* What counts as a year ago: a visit is seldom on the very day. */
#define A_YEAR 300

/* As much of what was written is listed of one kind. */
#define MOST_ENTERED 100

static void
fact_free (gpointer data)
{
  IsgDeskFact *fact = data;

  g_free (fact->label);
  g_free (fact->words);
  g_free (fact->before);
  g_free (fact);
}

static void
person_free (gpointer data)
{
  IsgDeskPerson *person = data;

  g_free (person->uuid);
  g_free (person->name);
  g_free (person->job);
  g_free (person);
}

void
isg_desk_data_free (IsgDeskData *data)
{
  if (data == NULL)
    return;
  g_free (data->uuid);
  g_free (data->title);
  g_free (data->employer);
  g_free (data->line);
  g_clear_pointer (&data->facts, g_ptr_array_unref);
  g_clear_pointer (&data->people, g_ptr_array_unref);
  g_clear_pointer (&data->duties, g_ptr_array_unref);
  g_clear_pointer (&data->entered, g_ptr_array_unref);
  g_free (data);
}

static IsgListQuery
query_for (const IsgDeskData *data, const char *kind)
{
  return (IsgListQuery){
    .kind = kind,
    .workplace = data->uuid,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .language = isg_i18n_language (),
  };
}

/* ---- the workplace ---- */

/* The newest revision that is a year old, if there is one. */
static gboolean
read_before (IsgStore *store, const IsgDeskData *data, IsgRecord **out_before, GError **error)
{
  g_autoptr (GPtrArray) revisions = isg_store_record_revisions (store, data->uuid, error);
  guint number = 0;

  if (revisions == NULL)
    return FALSE;
  for (guint i = 0; i < revisions->len; i++) {
    const IsgRevision *revision = g_ptr_array_index (revisions, i);

    if (isg_date_from_unix (revision->time) <= data->today - A_YEAR)
      number = revision->number;
  }
  if (number == 0)
    return TRUE;
  *out_before = isg_store_record_get (store, data->uuid, number, error);
  return *out_before != NULL;
}

static void
add_fact (IsgDeskData *data, const IsgFieldDef *def, IsgRecord *now, IsgRecord *before)
{
  const char *id = isg_field_def_id (def);
  g_autofree char *words = isg_value_words (def, isg_record_fields (now), isg_record_get (now, id));
  g_autofree char *past
    = before != NULL
        ? isg_value_words (def, isg_record_fields (before), isg_record_get (before, id))
        : NULL;
  IsgDeskFact *fact;

  if (isg_field_def_is_sealed (def) || (words == NULL && past == NULL))
    return;
  fact = g_new0 (IsgDeskFact, 1);
  fact->label = g_strdup (isg_field_def_label (def, isg_i18n_language ()));
  fact->words = words != NULL ? g_steal_pointer (&words) : g_strdup ("–");
  if (before != NULL && g_strcmp0 (past, fact->words) != 0)
    fact->before = past != NULL ? g_steal_pointer (&past) : g_strdup ("–");
  g_ptr_array_add (data->facts, fact);
}

static char *
code_words (const IsgKind *kind, IsgRecord *record, const char *id)
{
  const IsgFieldDef *def = isg_kind_field (kind, id);

  return def != NULL
           ? isg_value_words (def, isg_record_fields (record), isg_record_get (record, id))
           : NULL;
}

static char *
line_words (const IsgDeskData *data, const IsgKind *kind, IsgRecord *record)
{
  g_autofree char *hazard = code_words (kind, record, "hazard_class");
  g_autofree char *province = code_words (kind, record, "province");
  g_autofree char *people
    = g_strdup_printf (ngettext ("%u employee", "%u employees", data->n_now), data->n_now);
  const char *district = isg_value_text (isg_record_get (record, "district"));
  GString *line = g_string_new (hazard);

  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, people);
  if (district != NULL)
    g_string_append_printf (line, " · %s", district);
  if (province != NULL)
    g_string_append_printf (line, " / %s", province);
  return g_string_free (line, FALSE);
}

static gboolean
read_workplace (IsgStore *store, IsgDeskData *data, GError **error)
{
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), "workplace");
  g_autoptr (IsgRecord) record = isg_store_record_get (store, data->uuid, 0, error);
  g_autoptr (IsgRecord) before = NULL;
  GPtrArray *defs = isg_kind_fields (kind);

  if (record == NULL || !read_before (store, data, &before, error))
    return FALSE;
  data->title = g_strdup (isg_value_text (isg_record_get (record, "name")));
  data->employer = g_strdup (isg_value_text (isg_record_get (record, "employer_name")));
  data->line = line_words (data, kind, record);
  for (guint i = 0; i < defs->len; i++)
    add_fact (data, g_ptr_array_index (defs, i), record, before);
  return TRUE;
}

/* ---- people ---- */

static void
add_person (IsgDeskData *data, const IsgRow *row)
{
  IsgDate start = isg_value_date (isg_fields_get (row->fields, "start_date"));
  IsgDate left = isg_value_date (isg_fields_get (row->fields, "leave_date"));
  IsgDeskPerson *person;

  if (isg_training_works_on (start, left, data->today - 365))
    data->n_before++;
  if (left != ISG_DATE_NONE && left < data->today - 365)
    return;
  person = g_new0 (IsgDeskPerson, 1);
  person->uuid = g_strdup (row->uuid);
  person->name = g_strdup (row->title);
  person->job = g_strdup (isg_value_text (isg_fields_get (row->fields, "job")));
  person->start = start;
  person->left = left;
  person->is_new = start != ISG_DATE_NONE && start > data->today - 365;
  data->n_now += isg_training_works_on (start, left, data->today);
  g_ptr_array_add (data->people, person);
}

static gboolean
read_people (IsgStore *store, IsgDeskData *data, GError **error)
{
  IsgListQuery query = query_for (data, "employee");
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, error);

  /* In the store's order; those who are here first. */
  for (int left = 0; rows != NULL && left <= 1; left++)
    for (guint i = 0; i < rows->len; i++) {
      const IsgRow *row = g_ptr_array_index (rows, i);

      if ((isg_fields_get (row->fields, "leave_date") != NULL) == left)
        add_person (data, row);
    }
  return rows != NULL;
}

/* ---- what was written during the visit ---- */

static void
add_entered (IsgDeskData *data, const IsgKind *kind, const IsgRow *row)
{
  IsgDate left = isg_value_date (isg_fields_get (row->fields, "leave_date"));
  const char *label = isg_kind_label (kind, isg_i18n_language ());
  g_autofree char *day = left != ISG_DATE_NONE ? isg_i18n_date (left, FALSE) : NULL;

  g_ptr_array_add (data->entered,
                   day != NULL
                   /* Translators: a kind of record, a person, the day of leaving. */
                   ? g_strdup_printf (_ ("%s: %s, left on %s"), label, row->title, day)
                   : g_strdup_printf ("%s: %s", label, row->title));
}

static gboolean
read_entered (IsgStore *store, IsgDeskData *data, const IsgKind *kind, GError **error)
{
  IsgListQuery query = query_for (data, isg_kind_id (kind));
  g_autoptr (GPtrArray) rows = NULL;

  query.sort = "changed";
  query.descending = TRUE;
  query.limit = MOST_ENTERED;
  rows = isg_store_record_list (store, &query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    if (row->changed < data->since)
      break;
    data->changed_people |= g_str_equal (row->kind, "employee");
    add_entered (data, kind, row);
  }
  return rows != NULL;
}

static gboolean
read_all_entered (IsgStore *store, IsgDeskData *data, GError **error)
{
  GPtrArray *kinds = isg_rules_kinds (isg_store_rules (store));
  g_autoptr (GPtrArray) revisions = isg_store_record_revisions (store, data->uuid, error);
  const IsgRevision *newest;

  if (revisions == NULL)
    return FALSE;
  newest = revisions->len > 0 ? g_ptr_array_index (revisions, revisions->len - 1) : NULL;
  data->changed_workplace = newest != NULL && newest->time >= data->since;
  for (guint i = 0; i < kinds->len; i++) {
    const IsgKind *kind = g_ptr_array_index (kinds, i);

    if (isg_kind_has_workplace (kind) && !isg_kind_has_sealed (kind)
        && !read_entered (store, data, kind, error))
      return FALSE;
  }
  return TRUE;
}

void
isg_desk_wish_free (IsgDeskWish *wish)
{
  if (wish == NULL)
    return;
  g_free (wish->workplace);
  g_free (wish);
}

gpointer
isg_desk_job_read (IsgStore *store, gpointer asked, GCancellable *cancellable, GError **error)
{
  const IsgDeskWish *wish = asked;
  g_autoptr (IsgDeskData) data = g_new0 (IsgDeskData, 1);

  data->uuid = g_strdup (wish->workplace);
  data->since = wish->since;
  data->today = isg_clock_today (isg_store_clock (store));
  data->facts = g_ptr_array_new_with_free_func (fact_free);
  data->people = g_ptr_array_new_with_free_func (person_free);
  data->entered = g_ptr_array_new_with_free_func (g_free);
  if (!read_people (store, data, error) || !read_workplace (store, data, error)
      || !isg_desk_duties_read (store, data, error) || !read_all_entered (store, data, error))
    return NULL;
  return g_steal_pointer (&data);
}

/* ---- leaving ---- */

void
isg_desk_leaving_free (IsgDeskLeaving *leaving)
{
  if (leaving == NULL)
    return;
  g_free (leaving->employee);
  g_free (leaving);
}

static char *
first_block (IsgRules *rules, IsgRecord *record, GPtrArray *findings)
{
  const IsgKind *kind = isg_rules_kind (rules, isg_record_kind (record));

  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);

    /* What was missing before is not asked at the desk's one question. */
    if (isg_finding_severity (finding) == ISG_SEVERITY_BLOCK
        && g_strcmp0 (isg_finding_path (finding), "leave_date") == 0)
      return isg_rules_finding_message (rules, kind, finding, isg_i18n_language ());
  }
  return NULL;
}

gpointer
isg_desk_job_leave (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgDeskLeaving *leaving = data;
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (IsgRecord) record = isg_store_record_get (store, leaving->employee, 0, error);
  g_autoptr (IsgValue) day
    = leaving->day != ISG_DATE_NONE ? isg_value_new_date (leaving->day) : NULL;
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (IsgRecord) changed = NULL;
  char *sentence;

  if (record == NULL)
    return NULL;
  changed = isg_record_with_value (record, "leave_date", day);
  findings = isg_rules_check (isg_store_rules (store), changed, &context);
  sentence = first_block (isg_store_rules (store), changed, findings);
  if (sentence != NULL)
    g_ptr_array_add (said, sentence);
  else if (!isg_store_record_save (store, changed, NULL, error))
    return NULL;
  return g_steal_pointer (&said);
}
