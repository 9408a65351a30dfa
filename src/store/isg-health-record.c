/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-health-private.h"

#include <string.h>

#include "rules/isg-record-json.h"

static gboolean
seals_field (const IsgKind *kind, const char *id)
{
  const IsgFieldDef *def = kind != NULL ? isg_kind_field (kind, id) : NULL;

  return def != NULL && isg_field_def_is_sealed (def);
}

gboolean
isg_health_seals_kind (IsgStore *store, const char *kind)
{
  return isg_kind_has_sealed (isg_rules_kind (store->rules, kind));
}

gboolean
isg_health_seals_record (IsgStore *store, const char *kind, gboolean *out_seals, GError **error)
{
  if (isg_health_seals_kind (store, kind))
    return isg_store_health_is_set_up (store, out_seals, error);
  *out_seals = FALSE;
  return TRUE;
}

void
isg_health_split (const IsgKind *kind,
                  IsgFields *fields,
                  IsgFields **out_open,
                  IsgFields **out_details)
{
  g_autoptr (IsgFieldsBuilder) open = isg_fields_builder_new (NULL);
  g_autoptr (IsgFieldsBuilder) details = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) sealed = NULL;

  for (guint i = 0; i < isg_fields_size (fields); i++) {
    const char *id;
    IsgValue *value = isg_fields_nth (fields, i, &id);

    isg_fields_builder_set (seals_field (kind, id) ? details : open, id, isg_value_ref (value));
  }
  *out_open = isg_fields_builder_end (g_steal_pointer (&open));
  sealed = isg_fields_builder_end (g_steal_pointer (&details));
  *out_details = isg_fields_size (sealed) > 0 ? g_steal_pointer (&sealed) : NULL;
}

IsgFields *
isg_health_join (IsgFields *open, IsgFields *details)
{
  g_autoptr (IsgFieldsBuilder) all = isg_fields_builder_new (open);

  for (guint i = 0; details != NULL && i < isg_fields_size (details); i++) {
    const char *id;
    IsgValue *value = isg_fields_nth (details, i, &id);

    isg_fields_builder_set (all, id, isg_value_ref (value));
  }
  return isg_fields_builder_end (g_steal_pointer (&all));
}

/* ---- reading ---- */

static IsgFields *
open_details (IsgStore *store, const IsgHealthRow *row, GError **error)
{
  const IsgHealthPlace place = { row->uuid, row->revision, "revision", NULL };
  g_autoptr (GBytes) plain = isg_health_open (store, &place, row->sealed, error);
  g_autofree char *json = NULL;

  if (plain == NULL)
    return NULL;
  json = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  return isg_record_read_body (store, row->kind, json, error);
}

IsgFields *
isg_health_read (IsgStore *store, const IsgHealthRow *row, gboolean *out_marked, GError **error)
{
  const IsgKind *kind = isg_rules_kind (store->rules, row->kind);
  g_autoptr (IsgFields) fields = isg_record_read_body (store, row->kind, row->body, error);
  g_autoptr (IsgFields) open = NULL;
  g_autoptr (IsgFields) details = NULL;
  gboolean sees;

  *out_marked = FALSE;
  if (fields == NULL || (row->sealed == NULL && !isg_kind_has_sealed (kind)))
    return g_steal_pointer (&fields);
  if (!isg_store_health_sees (store, &sees, error))
    return NULL;
  if (!sees) {
    *out_marked = TRUE;
    /* What was written before the key is in the body still until it is sealed too. */
    isg_health_split (kind, fields, &open, &details);
    return g_steal_pointer (&open);
  }
  if (row->sealed == NULL)
    return g_steal_pointer (&fields);
  details = open_details (store, row, error);
  return details != NULL ? isg_health_join (fields, details) : NULL;
}

/* ---- writing ---- */

void
isg_health_writing_clear (IsgHealthWriting *writing)
{
  g_clear_pointer (&writing->record, isg_record_unref);
  g_clear_pointer (&writing->visible, isg_record_unref);
  g_clear_pointer (&writing->body, g_free);
  g_clear_pointer (&writing->details, g_bytes_unref);
}

static void
write_plain (IsgRecord *record, IsgRecord *visible, IsgFields *body, IsgHealthWriting *out)
{
  out->record = isg_record_ref (record);
  out->visible = isg_record_ref (visible);
  out->body = isg_record_fields_to_json (body);
}

/* What the newest revision holds, whoever looks: its body, and where its sealed part stands. */
static gboolean
read_raw (IsgStore *store,
          IsgRecord *stored,
          IsgFields **out_details,
          guint64 *out_from,
          GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (
    store,
    "SELECT v.body, CASE WHEN v.sealed IS NOT NULL THEN v.number ELSE v.sealed_from END"
    " FROM record r JOIN revision v ON v.record = r.id AND v.number = r.revision"
    " WHERE r.uuid = ?1",
    error);
  const char *kind = isg_record_kind (stored);
  g_autoptr (IsgFields) fields = NULL;
  g_autoptr (IsgFields) open = NULL;
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, isg_record_uuid (stored));
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  fields = isg_record_read_body (store, kind, row ? isg_stmt_text (stmt, 0) : "{}", error);
  if (fields == NULL)
    return FALSE;
  *out_from = row ? (guint64) isg_stmt_int64 (stmt, 1) : 0;
  isg_health_split (isg_rules_kind (store->rules, kind), fields, &open, out_details);
  return TRUE;
}

/* By a handle that does not see the details: they stay what they are. */
static gboolean
prepare_unseen (IsgStore *store,
                IsgRecord *record,
                IsgRecord *stored,
                IsgHealthWriting *out,
                GError **error)
{
  const IsgKind *kind = isg_rules_kind (store->rules, isg_record_kind (record));
  g_autoptr (IsgFields) open = NULL;
  g_autoptr (IsgFields) typed = NULL;
  g_autoptr (IsgFields) kept = NULL;
  g_autoptr (IsgFields) body = NULL;
  g_autoptr (IsgRecord) shown = NULL;

  isg_health_split (kind, isg_record_fields (record), &open, &typed);
  if (typed != NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH, "the health details are locked");
    return FALSE;
  }
  if (stored != NULL && !read_raw (store, stored, &kept, &out->from, error))
    return FALSE;
  body = isg_health_join (open, kept);
  shown = isg_record_with_sealed (record, TRUE);
  write_plain (shown, shown, body, out);
  return TRUE;
}

/* What was not seen when the record was read and is seen now is added again; what was typed since
 * goes before. */
static IsgFields *
all_fields (const IsgKind *kind, IsgRecord *record, IsgRecord *stored)
{
  g_autoptr (IsgFields) open = NULL;
  g_autoptr (IsgFields) details = NULL;
  g_autoptr (IsgFields) with = NULL;

  if (!isg_record_is_sealed (record) || stored == NULL)
    return isg_fields_ref (isg_record_fields (record));
  isg_health_split (kind, isg_record_fields (stored), &open, &details);
  with = isg_health_join (isg_record_fields (record), details);
  return isg_health_join (with, isg_record_fields (record));
}

static gboolean
prepare_seen (IsgStore *store,
              IsgRecord *record,
              IsgRecord *stored,
              IsgHealthWriting *out,
              GError **error)
{
  const IsgKind *kind = isg_rules_kind (store->rules, isg_record_kind (record));
  g_autoptr (IsgFields) all = all_fields (kind, record, stored);
  g_autoptr (IsgFields) open = NULL;
  g_autoptr (IsgFields) details = NULL;
  g_autoptr (IsgRecord) whole = isg_record_with_fields (record, all);
  g_autoptr (IsgRecord) shown = isg_record_with_sealed (whole, FALSE);
  g_autoptr (IsgRecord) visible = NULL;
  gboolean set_up;

  if (!isg_store_health_is_set_up (store, &set_up, error))
    return FALSE;
  isg_health_split (kind, all, &open, &details);
  visible = isg_record_with_fields (shown, open);
  write_plain (shown, visible, set_up ? open : all, out);
  if (set_up) {
    /* Also where there are none, so that nobody sees whether there are. */
    g_autoptr (IsgFields) none = isg_fields_new ();
    char *json = isg_record_fields_to_json (details != NULL ? details : none);

    out->details = g_bytes_new_take (json, strlen (json));
  }
  return TRUE;
}

gboolean
isg_health_prepare (IsgStore *store,
                    IsgRecord *record,
                    IsgRecord *stored,
                    IsgHealthWriting *out,
                    GError **error)
{
  gboolean sees;

  if (!isg_health_seals_kind (store, isg_record_kind (record))) {
    write_plain (record, record, isg_record_fields (record), out);
    return TRUE;
  }
  if (!isg_store_health_sees (store, &sees, error))
    return FALSE;
  return sees ? prepare_seen (store, record, stored, out, error)
              : prepare_unseen (store, record, stored, out, error);
}

gboolean
isg_store_health_note (IsgStore *store,
                       IsgJournalAccess access,
                       IsgRecord *record,
                       const char *what,
                       GError **error)
{
  g_autoptr (IsgFields) open = NULL;
  g_autoptr (IsgFields) details = NULL;
  gboolean set_up;

  isg_store_assert_owner (store);
  isg_health_split (isg_rules_kind (store->rules, isg_record_kind (record)),
                    isg_record_fields (record),
                    &open,
                    &details);
  if (details == NULL)
    return TRUE;
  if (!isg_store_health_is_set_up (store, &set_up, error))
    return FALSE;
  return (store->read_only && !set_up)
         || isg_store_journal_access (store,
                                      access,
                                      isg_record_uuid (record),
                                      isg_record_revision (record),
                                      what,
                                      error);
}
