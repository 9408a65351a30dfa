/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-pick-source-private.h"

typedef struct {
  char *kind;
  char *workplace;   /* (nullable) */
  char *search;      /* (nullable) */
  char *key;         /* (nullable): instead of a search */
  char *key_field;   /* (nullable): NULL: the uuid */
  GPtrArray *recent; /* (owned) (nullable) (element-type utf8) */
  IsgLanguage language;
  IsgPickFound found;
  gpointer data;
  GCancellable *cancellable; /* (owned) (nullable) */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_free (ask->kind);
  g_free (ask->workplace);
  g_free (ask->search);
  g_free (ask->key);
  g_free (ask->key_field);
  g_clear_pointer (&ask->recent, g_ptr_array_unref);
  g_clear_object (&ask->cancellable);
  g_free (ask);
}

/* "…0146", and the class of the certificate: what tells people of one name apart. */
static char *
detail_of (IsgRules *rules, const char *kind_id, IsgFields *fields)
{
  const IsgKind *kind = isg_rules_kind (rules, kind_id);
  const char *number = isg_value_text (isg_fields_get (fields, "national_id"));
  const char *class = isg_value_text (isg_fields_get (fields, "certificate_class"));
  const IsgFieldDef *def = class != NULL ? isg_kind_field (kind, "certificate_class") : NULL;
  const char *words
    = def != NULL ? isg_code_list_label (isg_field_def_code_list (def), class, isg_i18n_language ())
                  : NULL;
  gsize length = number != NULL ? strlen (number) : 0;

  if (length < 4)
    return g_strdup (words);
  return g_strdup_printf ("…%s%s%s",
                          number + length - 4,
                          words != NULL ? " · " : "",
                          words != NULL ? words : "");
}

static IsgPickItem *
item_new (IsgStore *store, const Ask *ask, IsgRecord *record)
{
  IsgRules *rules = isg_store_rules (store);
  const IsgKind *kind = isg_rules_kind (rules, isg_record_kind (record));
  g_autofree char *title
    = isg_kind_title (kind, rules, record, isg_store_resolve, store, ask->language);
  g_autofree char *detail = detail_of (rules, ask->kind, isg_record_fields (record));
  const char *key = ask->key_field == NULL
                      ? isg_record_uuid (record)
                      : isg_value_text (isg_record_get (record, ask->key_field));

  return key != NULL ? isg_pick_item_new (key, title, detail) : NULL;
}

static void
add_record (IsgStore *store, const Ask *ask, const char *uuid, GPtrArray *items)
{
  g_autoptr (IsgRecord) record = isg_store_resolve (uuid, store);
  IsgPickItem *item = record != NULL && g_str_equal (isg_record_kind (record), ask->kind)
                        ? item_new (store, ask, record)
                        : NULL;

  for (guint i = 0; item != NULL && i < items->len; i++)
    if (g_str_equal (isg_pick_item_key (g_ptr_array_index (items, i)), isg_pick_item_key (item)))
      g_clear_object (&item);
  if (item != NULL)
    g_ptr_array_add (items, item);
}

static void
find_key (IsgStore *store, const Ask *ask, GPtrArray *items)
{
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (GPtrArray) records = NULL;

  if (ask->key_field == NULL) {
    add_record (store, ask, ask->key, items);
    return;
  }
  records = context.find (ask->kind, NULL, ask->key_field, ask->key, context.find_data);
  if (records != NULL && records->len > 0)
    add_record (store, ask, isg_record_uuid (g_ptr_array_index (records, 0)), items);
}

static gboolean
find_text (IsgStore *store, const Ask *ask, GPtrArray *items, GError **error)
{
  IsgListQuery query = {
    .kind = ask->kind,
    .workplace = ask->workplace,
    .search = ask->search,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .limit = ISG_PICK_MOST,
    .language = ask->language,
  };
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, error);

  if (rows == NULL)
    return FALSE;
  if (ask->search == NULL || *ask->search == '\0')
    for (guint i = 0; i < ask->recent->len; i++)
      add_record (store, ask, g_ptr_array_index (ask->recent, i), items);
  for (guint i = 0; i < rows->len; i++)
    add_record (store, ask, ((const IsgRow *) g_ptr_array_index (rows, i))->uuid, items);
  return TRUE;
}

static gpointer
find (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Ask *ask = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (ask->key != NULL)
    find_key (store, ask, items);
  else if (!find_text (store, ask, items, error))
    return NULL;
  return g_steal_pointer (&items);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ask *ask = user_data;
  GPtrArray *items = isg_tasks_finish (result, NULL);

  if (g_cancellable_is_cancelled (ask->cancellable)) {
    if (items != NULL)
      g_ptr_array_unref (items);
    return;
  }
  /* A list that cannot be read now has no hits; typing on asks again. */
  ask->found (items != NULL ? items : g_ptr_array_new_with_free_func (g_object_unref), ask->data);
}

static GPtrArray *
copy_texts (GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (texts, i)));
  return copy;
}

void
isg_pick_records_ask (IsgPickSource *self,
                      const char *text,
                      const char *key,
                      IsgRecord *record,
                      GCancellable *cancellable,
                      IsgPickFound found,
                      gpointer data)
{
  const IsgKind *kind = isg_rules_kind (isg_context_rules (self->context), self->kind);
  Ask *ask = g_new0 (Ask, 1);

  ask->kind = g_strdup (self->kind);
  if (isg_kind_has_workplace (kind) && record != NULL)
    ask->workplace = g_strdup (isg_record_workplace (record));
  ask->search = g_strdup (text);
  ask->key = g_strdup (key);
  ask->key_field = g_strdup (self->key);
  ask->recent = copy_texts (self->recent);
  ask->language = isg_i18n_language ();
  ask->found = found;
  ask->data = data;
  g_set_object (&ask->cancellable, cancellable);
  isg_tasks_run (isg_context_tasks (self->context),
                 find,
                 ask,
                 ask_free,
                 (GDestroyNotify) g_ptr_array_unref,
                 cancellable,
                 found_cb,
                 ask);
}
