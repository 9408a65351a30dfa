/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-handover.h"

#include "base/isg-date.h"
#include "rules/isg-json.h"
#include "rules/isg-record-json.h"
#include "store/isg-store-queue.h"

/* A document in the making. */
typedef struct {
  IsgStore *store;  /* (not owned) */
  IsgRules *rules;  /* (not owned) */
  GString *out;     /* (owned) */
  GHashTable *done; /* (owned) (element-type utf8): uuids of the records that stand in it */
  GPtrArray *named; /* (owned) (element-type utf8): uuids that a record names */
} Package;

static void
package_clear (Package *package)
{
  g_string_free (package->out, TRUE);
  g_hash_table_unref (package->done);
  g_ptr_array_unref (package->named);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Package, package_clear)

/* ---- JSON ---- */

static void
open_member (Package *package, const char *name)
{
  GString *out = package->out;

  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  isg_json_append_string (out, name);
  g_string_append_c (out, ':');
}

static void
add_text (Package *package, const char *name, const char *value)
{
  open_member (package, name);
  if (value != NULL)
    isg_json_append_string (package->out, value);
  else
    g_string_append (package->out, "null");
}

static void
add_number (Package *package, const char *name, guint64 value)
{
  open_member (package, name);
  g_string_append_printf (package->out, "%" G_GUINT64_FORMAT, value);
}

static void
add_time (Package *package, const char *name, gint64 seconds)
{
  g_autofree char *text = isg_unix_to_local_iso (seconds * 1000, FALSE);

  add_text (package, name, text);
}

static void
next_in_list (Package *package)
{
  if (package->out->str[package->out->len - 1] != '[')
    g_string_append_c (package->out, ',');
  g_string_append_c (package->out, '{');
}

/* ---- values without health details ---- */

static IsgFields *open_values (GPtrArray *defs, IsgFields *fields);

static IsgValue *
open_groups (const IsgFieldDef *def, const IsgValue *value)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < isg_value_n_groups (value); i++)
    g_ptr_array_add (groups, open_values (isg_field_def_fields (def), isg_value_group (value, i)));
  return isg_value_new_groups (groups);
}

/* The values whose fields the pack does not seal. */
static IsgFields *
open_values (GPtrArray *defs, IsgFields *fields)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    IsgValue *value = isg_fields_get (fields, isg_field_def_id (def));

    if (value == NULL || isg_field_def_is_sealed (def))
      continue;
    isg_fields_builder_set (builder,
                            isg_field_def_id (def),
                            isg_value_type (value) == ISG_VALUE_GROUPS ? open_groups (def, value)
                                                                       : isg_value_ref (value));
  }
  return isg_fields_builder_end (builder);
}

static void
add_fields (Package *package, const IsgKind *kind, IsgRecord *record)
{
  g_autoptr (IsgFields) fields = open_values (isg_kind_fields (kind), isg_record_fields (record));
  g_autofree char *json = isg_record_fields_to_json (fields);

  open_member (package, "fields");
  g_string_append (package->out, json);
}

static void
note_named (Package *package, GPtrArray *defs, IsgFields *fields)
{
  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    IsgValue *value = isg_fields_get (fields, isg_field_def_id (def));

    if (value == NULL)
      continue;
    if (isg_value_type (value) == ISG_VALUE_REF)
      g_ptr_array_add (package->named, g_strdup (isg_value_text (value)));
    for (guint j = 0; isg_value_type (value) == ISG_VALUE_GROUPS && j < isg_value_n_groups (value);
         j++)
      note_named (package, isg_field_def_fields (def), isg_value_group (value, j));
  }
}

/* ---- a record ---- */

static gboolean
add_revisions (Package *package, const IsgKind *kind, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) revisions = isg_store_record_revisions (package->store, uuid, error);

  if (revisions == NULL)
    return FALSE;
  open_member (package, "revisions");
  g_string_append_c (package->out, '[');
  for (guint i = 0; i < revisions->len; i++) {
    const IsgRevision *revision = g_ptr_array_index (revisions, i);
    g_autoptr (IsgRecord) record
      = isg_store_record_get (package->store, uuid, revision->number, error);

    if (record == NULL)
      return FALSE;
    next_in_list (package);
    add_number (package, "revision", revision->number);
    add_time (package, "time", revision->time);
    add_text (package, "author", revision->author);
    add_text (package, "pack", revision->pack);
    add_fields (package, kind, record);
    g_string_append_c (package->out, '}');
  }
  g_string_append_c (package->out, ']');
  return TRUE;
}

static gboolean
add_submissions (Package *package, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (package->store, uuid, FALSE, error);

  if (rows == NULL)
    return FALSE;
  open_member (package, "submissions");
  g_string_append_c (package->out, '[');
  for (guint i = 0; i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);
    g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, row->number);

    next_in_list (package);
    add_text (package, "key", row->key);
    add_text (package, "method", row->method);
    add_text (package, "part", row->part);
    add_text (package, "pack", row->pack);
    add_number (package, "revision", row->revision);
    add_text (package, "state", isg_submission_state_name (row->machine.state));
    add_text (package, "query_no", number);
    add_text (package, "server_no", row->server_no);
    add_text (package, "sha256", row->sha256);
    g_string_append_c (package->out, '}');
  }
  g_string_append_c (package->out, ']');
  return TRUE;
}

static gboolean
add_record (Package *package, const IsgRow *row, GError **error)
{
  const IsgKind *kind = isg_rules_kind (package->rules, row->kind);
  g_autoptr (IsgRecord) record = isg_store_record_get (package->store, row->uuid, 0, error);

  if (record == NULL)
    return FALSE;
  if (!g_hash_table_add (package->done, g_strdup (row->uuid)))
    return TRUE;
  next_in_list (package);
  add_text (package, "uuid", row->uuid);
  add_text (package, "kind", row->kind);
  add_text (package, "workplace", row->workplace);
  add_text (package, "title", row->title);
  add_text (package, "state", *row->badge != '\0' ? row->badge : "DRAFT");
  open_member (package, "closed");
  g_string_append (package->out, row->closed ? "true" : "false");
  add_number (package, "revision", row->revision);
  add_fields (package, kind, record);
  note_named (package, isg_kind_fields (kind), isg_record_fields (record));
  if (!add_revisions (package, kind, row->uuid, error)
      || !add_submissions (package, row->uuid, error))
    return FALSE;
  g_string_append_c (package->out, '}');
  return TRUE;
}

/* ---- all of them ---- */

/* Open and closed records of a kind, at the workplace or, with @named, those that were named. */
static gboolean
add_kind (Package *package,
          const IsgKind *kind,
          const char *workplace,
          GHashTable *named,
          GError **error)
{
  for (int closed = 0; closed < 2; closed++) {
    const IsgListQuery query = {
      .kind = isg_kind_id (kind),
      .workplace = workplace,
      .date_from = ISG_DATE_NONE,
      .date_to = ISG_DATE_NONE,
      .closed = closed == 1,
    };
    g_autoptr (GPtrArray) rows = isg_store_record_list (package->store, &query, error);

    if (rows == NULL)
      return FALSE;
    for (guint i = 0; i < rows->len; i++) {
      const IsgRow *row = g_ptr_array_index (rows, i);

      if ((named == NULL || g_hash_table_contains (named, row->uuid))
          && !add_record (package, row, error))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
add_named (Package *package, GError **error)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *kinds = isg_rules_kinds (package->rules);

  for (guint i = 0; i < package->named->len; i++)
    g_hash_table_add (named, g_ptr_array_index (package->named, i));
  for (guint i = 0; i < kinds->len; i++)
    if (!isg_kind_has_workplace (g_ptr_array_index (kinds, i))
        && !add_kind (package, g_ptr_array_index (kinds, i), NULL, named, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_all (Package *package, const char *workplace, GError **error)
{
  GPtrArray *kinds = isg_rules_kinds (package->rules);

  g_ptr_array_add (package->named, g_strdup (workplace));
  if (!add_named (package, error))
    return FALSE;
  for (guint i = 0; i < kinds->len; i++)
    if (isg_kind_has_workplace (g_ptr_array_index (kinds, i))
        && !add_kind (package, g_ptr_array_index (kinds, i), workplace, NULL, error))
      return FALSE;
  return add_named (package, error);
}

static void
begin (Package *package, const char *workplace)
{
  IsgEnvironment environment = isg_store_environment (package->store);

  g_string_append_c (package->out, '{');
  add_text (package, "format", "isg-handover-1");
  add_text (package, "program", "isg-defteri " ISG_VERSION);
  add_text (package, "pack", isg_rules_version (package->rules));
  add_text (package, "environment", environment == ISG_ENVIRONMENT_LIVE ? "live" : "sandbox");
  add_time (package, "made", isg_clock_now (isg_store_clock (package->store)));
  add_text (package, "workplace", workplace);
  open_member (package, "records");
  g_string_append_c (package->out, '[');
}

static gboolean
journal (Package *package, const char *workplace, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (package->store, error);
  g_autofree char *detail = g_strdup_printf ("{\"records\":%u}", g_hash_table_size (package->done));

  return transaction != NULL
         && isg_store_journal (package->store, "export.made", workplace, 0, detail, error)
         && isg_transaction_commit (transaction, error);
}

GBytes *
isg_handover_write (IsgStore *store, const char *workplace, guint *out_n, GError **error)
{
  g_auto (Package) package = {
    .store = store,
    .rules = isg_store_rules (store),
    .out = g_string_new (NULL),
    .done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .named = g_ptr_array_new_with_free_func (g_free),
  };
  GString *out = package.out;

  begin (&package, workplace);
  if (!add_all (&package, workplace, error) || !journal (&package, workplace, error))
    return NULL;
  g_string_append (out, "]}\n");
  if (out_n != NULL)
    *out_n = g_hash_table_size (package.done);
  return g_bytes_new (out->str, out->len);
}
