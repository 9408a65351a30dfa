/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-person-extract.h"

#include "base/isg-date.h"
#include "rules/isg-json.h"
#include "rules/isg-record-json.h"
#include "store/isg-health-key.h"
#include "store/isg-record-private.h"

#define FORMAT "isg-kisi-dokumu 1"

/* ---- values ---- */

static gboolean
is_other (IsgValue *value, const char *uuid)
{
  return value != NULL && g_strcmp0 (isg_value_text (value), uuid) != 0;
}

/* Whether a row of a list is about somebody else: it refers to another person, or it names one
 * where it could refer to this one. */
static gboolean
is_of_another (const IsgFieldDef *list, IsgFields *row, const char *kind, const char *uuid)
{
  GPtrArray *fields = isg_field_def_fields (list);
  gboolean people = FALSE;

  for (guint i = 0; fields != NULL && i < fields->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (fields, i);
    IsgValue *value;

    if (g_strcmp0 (isg_field_def_ref_kind (field), kind) != 0)
      continue;
    value = isg_fields_get (row, isg_field_def_id (field));
    if (value != NULL && !is_other (value, uuid))
      return FALSE;
    people = TRUE;
  }
  return people;
}

static IsgValue *
own_rows (const IsgFieldDef *list, IsgValue *value, const char *kind, const char *uuid)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < isg_value_n_groups (value); i++) {
    IsgFields *row = isg_value_group (value, i);

    if (!is_of_another (list, row, kind, uuid))
      g_ptr_array_add (rows, isg_fields_ref (row));
  }
  return rows->len > 0 ? isg_value_new_groups (rows) : NULL;
}

static IsgFields *
own_fields (const IsgKind *kind, IsgRecord *record, const char *person_kind, const char *uuid)
{
  IsgFields *all = isg_record_fields (record);
  g_autoptr (IsgFieldsBuilder) own = isg_fields_builder_new (NULL);

  for (guint i = 0; i < isg_fields_size (all); i++) {
    const char *id;
    IsgValue *value = isg_fields_nth (all, i, &id);
    const IsgFieldDef *def = kind != NULL ? isg_kind_field (kind, id) : NULL;

    isg_fields_builder_set (own,
                            id,
                            def != NULL && isg_value_type (value) == ISG_VALUE_GROUPS
                              ? own_rows (def, value, person_kind, uuid)
                              : isg_value_ref (value));
  }
  return isg_fields_builder_end (g_steal_pointer (&own));
}

/* ---- JSON ---- */

static void
append_name (GString *out, const char *name)
{
  if (out->len > 0 && out->str[out->len - 1] != '{' && out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  isg_json_append_string (out, name);
  g_string_append_c (out, ':');
}

static void
append_text (GString *out, const char *name, const char *text)
{
  if (text == NULL)
    return;
  append_name (out, name);
  isg_json_append_string (out, text);
}

static void
append_time (GString *out, const char *name, gint64 seconds)
{
  g_autofree char *text = isg_unix_to_local_iso (seconds * 1000, FALSE);

  append_text (out, name, text);
}

static gboolean
append_history (GString *out, IsgStore *store, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) revisions = isg_store_record_revisions (store, uuid, error);

  if (revisions == NULL)
    return FALSE;
  append_name (out, "history");
  g_string_append_c (out, '[');
  for (guint i = 0; i < revisions->len; i++) {
    const IsgRevision *revision = g_ptr_array_index (revisions, i);

    g_string_append (out, i > 0 ? ",{" : "{");
    g_string_append_printf (out, "\"revision\":%u", revision->number);
    append_time (out, "time", revision->time);
    append_text (out, "by", revision->author);
    g_string_append_c (out, '}');
  }
  g_string_append_c (out, ']');
  return TRUE;
}

/* What a record says of the person; whole for the person's own record. */
static gboolean
append_record (GString *out,
               IsgStore *store,
               IsgRecord *record,
               const char *person_kind,
               const char *uuid,
               GError **error)
{
  const IsgKind *kind = isg_rules_kind (store->rules, isg_record_kind (record));
  g_autoptr (IsgFields) fields = own_fields (kind, record, person_kind, uuid);
  g_autofree char *json = isg_record_fields_to_json (fields);
  g_autofree char *workplace = NULL;

  g_string_append_c (out, '{');
  append_text (out, "uuid", isg_record_uuid (record));
  append_text (out, "kind", isg_record_kind (record));
  append_text (out, "kind_label", kind != NULL ? isg_kind_label (kind, ISG_LANGUAGE_TR) : NULL);
  append_text (out, "workplace", isg_record_workplace (record));
  append_name (out, "fields");
  g_string_append (out, json);
  if (isg_record_is_sealed (record))
    g_string_append (out, ",\"sealed\":true");
  if (!append_history (out, store, isg_record_uuid (record), error))
    return FALSE;
  g_string_append_c (out, '}');
  return isg_store_health_note (store, ISG_JOURNAL_EXPORTED, record, "person extract", error);
}

/* ---- what there is ---- */

static GPtrArray *
find_records (IsgStore *store, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "SELECT DISTINCT r.uuid FROM record p"
                                               " JOIN reference f ON f.target = p.id"
                                               " JOIN record r ON r.id = f.source"
                                               " WHERE p.uuid = ?1 ORDER BY r.kind, r.date, r.id",
                                               error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, uuid);
  for (;;) {
    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&uuids);
    g_ptr_array_add (uuids, isg_stmt_dup_text (stmt, 0));
  }
}

static gboolean
append_records (GString *out,
                IsgStore *store,
                GPtrArray *uuids,
                const char *person_kind,
                const char *uuid,
                GError **error)
{
  append_name (out, "records");
  g_string_append_c (out, '[');
  for (guint i = 0; i < uuids->len; i++) {
    g_autoptr (IsgRecord) record
      = isg_store_record_get (store, g_ptr_array_index (uuids, i), 0, error);

    if (i > 0)
      g_string_append_c (out, ',');
    if (record == NULL || !append_record (out, store, record, person_kind, uuid, error))
      return FALSE;
  }
  g_string_append_c (out, ']');
  return TRUE;
}

static gboolean
append_access_of (GString *out, IsgStore *store, const char *record, GError **error)
{
  const IsgJournalQuery query = { .limit = -1, .act = "health", .record = record };
  g_autoptr (GPtrArray) entries = isg_store_journal_select (store, &query, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++) {
    const IsgJournalEntry *entry = g_ptr_array_index (entries, i);

    g_string_append (out, out->str[out->len - 1] == '[' ? "{" : ",{");
    append_time (out, "time", entry->time);
    append_text (out, "by", entry->actor);
    append_text (out, "act", entry->act);
    append_text (out, "record", entry->record);
    g_string_append_c (out, '}');
  }
  return TRUE;
}

static gboolean
append_access (GString *out, IsgStore *store, GPtrArray *uuids, GError **error)
{
  append_name (out, "access");
  g_string_append_c (out, '[');
  for (guint i = 0; i < uuids->len; i++)
    if (!append_access_of (out, store, g_ptr_array_index (uuids, i), error))
      return FALSE;
  g_string_append_c (out, ']');
  return TRUE;
}

/* A kind whose records name a person by an identity number. */
static gboolean
is_person (IsgStore *store, IsgRecord *record)
{
  const IsgKind *kind = isg_rules_kind (store->rules, isg_record_kind (record));
  GPtrArray *fields = kind != NULL ? isg_kind_fields (kind) : NULL;

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    if (isg_field_def_check (g_ptr_array_index (fields, i)) == ISG_FIELD_CHECK_PERSON
        && g_strcmp0 (isg_kind_unique_key (kind), isg_field_def_id (g_ptr_array_index (fields, i)))
             == 0)
      return TRUE;
  return FALSE;
}

GBytes *
isg_person_extract (IsgStore *store, const char *uuid, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (IsgRecord) person = NULL;
  g_autoptr (GPtrArray) uuids = NULL;
  g_autoptr (GString) out = g_string_new ("{");
  const char *kind;

  if (transaction == NULL || (person = isg_store_record_get (store, uuid, 0, error)) == NULL)
    return NULL;
  if (!is_person (store, person)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "this record is no person's");
    return NULL;
  }
  kind = isg_record_kind (person);
  uuids = find_records (store, uuid, error);
  append_text (out, "format", FORMAT);
  append_time (out, "made", isg_clock_now (store->clock));
  append_name (out, "person");
  if (uuids == NULL || !append_record (out, store, person, kind, uuid, error)
      || !append_records (out, store, uuids, kind, uuid, error)
      || !append_access (out, store, uuids, error)
      || !isg_store_journal (store, "person.extracted", uuid, 0, NULL, error)
      || !isg_transaction_commit (transaction, error))
    return NULL;
  g_string_append (out, "}\n");
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
