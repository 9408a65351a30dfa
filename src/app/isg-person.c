/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-person.h"

#include "base/isg-text.h"

G_DEFINE_FINAL_TYPE (IsgPerson, isg_person, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
isg_person_finalize (GObject *object)
{
  IsgPerson *self = ISG_PERSON (object);

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->key);
  g_free (self->number);
  g_free (self->job);
  G_OBJECT_CLASS (isg_person_parent_class)->finalize (object);
}

static void
isg_person_class_init (IsgPersonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_person_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
isg_person_init (IsgPerson *self)
{
}

void
isg_person_changed (IsgPerson *self)
{
  g_return_if_fail (ISG_IS_PERSON (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

void
isg_person_refresh (IsgPerson *self, const IsgPerson *from)
{
  g_return_if_fail (ISG_IS_PERSON (self));

  take_text (&self->name, from->name);
  take_text (&self->key, from->key);
  take_text (&self->number, from->number);
  take_text (&self->job, from->job);
  self->start = from->start;
  self->leave = from->leave;
  self->last = from->last;
  self->foreign = from->foreign;
  isg_person_changed (self);
}

/* ---- reading ---- */

void
isg_people_question_free (gpointer data)
{
  IsgPeopleQuestion *question = data;

  g_free (question->workplace);
  g_free (question->training);
  g_clear_pointer (&question->more, g_ptr_array_unref);
  g_free (question);
}

void
isg_people_free (gpointer data)
{
  IsgPeople *people = data;

  if (people == NULL)
    return;
  g_free (people->hazard_class);
  g_clear_pointer (&people->people, g_ptr_array_unref);
  g_free (people);
}

static GPtrArray *
list_rows (IsgStore *store,
           const IsgPeopleQuestion *question,
           const char *kind,
           const char *sort,
           GError **error)
{
  IsgListQuery query = {
    .kind = kind,
    .workplace = question->workplace,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .sort = sort,
    .language = question->language,
  };

  return isg_store_record_list (store, &query, error);
}

static char *
dup_field (IsgFields *fields, const char *id)
{
  const char *text = isg_value_text (isg_fields_get (fields, id));

  return g_strdup (text != NULL ? text : "");
}

static IsgPerson *
make_person (const char *uuid, const char *name, IsgFields *fields)
{
  IsgPerson *person = g_object_new (ISG_TYPE_PERSON, NULL);

  person->uuid = g_strdup (uuid);
  person->name = g_strdup (name);
  person->job = dup_field (fields, "job");
  person->number = dup_field (fields, "national_id");
  person->start = isg_value_date (isg_fields_get (fields, "start_date"));
  person->leave = isg_value_date (isg_fields_get (fields, "leave_date"));
  person->last = ISG_DATE_NONE;
  person->works = TRUE;
  {
    g_autofree char *words = g_strconcat (person->name, " ", person->job, NULL);

    person->key = isg_text_fold (words);
  }
  return person;
}

/* uuid → the person in @people */
static GHashTable *
by_uuid (GPtrArray *people)
{
  GHashTable *known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < people->len; i++) {
    IsgPerson *person = g_ptr_array_index (people, i);

    g_hash_table_insert (known, person->uuid, person);
  }
  return known;
}

/* Those who are ticked and are no employees of this workplace (any more) must be seen, too. */
static void
add_more (IsgStore *store, const IsgPeopleQuestion *question, GPtrArray *people, GHashTable *known)
{
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), "employee");

  for (guint i = 0; kind != NULL && i < question->more->len; i++) {
    const char *uuid = g_ptr_array_index (question->more, i);
    g_autoptr (IsgRecord) record = NULL;
    g_autofree char *name = NULL;
    IsgPerson *person;

    if (g_hash_table_contains (known, uuid))
      continue;
    record = isg_store_resolve (uuid, store);
    if (record == NULL)
      continue;
    name = isg_kind_title (kind,
                           isg_store_rules (store),
                           record,
                           isg_store_resolve,
                           store,
                           question->language);
    person = make_person (uuid, name, isg_record_fields (record));
    person->foreign = TRUE;
    g_ptr_array_add (people, person);
    g_hash_table_insert (known, person->uuid, person);
  }
}

static gboolean
read_last_trainings (IsgStore *store,
                     const IsgPeopleQuestion *question,
                     GHashTable *known,
                     GError **error)
{
  g_autoptr (GPtrArray) rows = list_rows (store, question, "training", "date", error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    IsgValue *present = isg_fields_get (row->fields, "participants");

    if (row->date == ISG_DATE_NONE || g_strcmp0 (row->uuid, question->training) == 0)
      continue;
    for (guint j = 0; j < isg_value_n_groups (present); j++) {
      const char *uuid = isg_value_text (isg_fields_get (isg_value_group (present, j), "employee"));
      IsgPerson *person = uuid != NULL ? g_hash_table_lookup (known, uuid) : NULL;

      if (person != NULL)
        person->last = MAX (person->last, row->date);
    }
  }
  return TRUE;
}

gpointer
isg_people_read (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgPeopleQuestion *question = data;
  g_autoptr (IsgRecord) workplace = isg_store_record_get (store, question->workplace, 0, error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = NULL;
  IsgPeople *answer;

  if (workplace == NULL)
    return NULL;
  rows = list_rows (store, question, "employee", "title", error);
  if (rows == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    g_ptr_array_add (people, make_person (row->uuid, row->title, row->fields));
  }
  known = by_uuid (people);
  add_more (store, question, people, known);
  if (!read_last_trainings (store, question, known, error))
    return NULL;

  answer = g_new0 (IsgPeople, 1);
  answer->hazard_class = g_strdup (isg_value_text (isg_record_get (workplace, "hazard_class")));
  answer->people = g_steal_pointer (&people);
  return answer;
}
