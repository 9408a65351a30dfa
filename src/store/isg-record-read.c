/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-record-private.h"

#include "rules/isg-record-json.h"
#include "store/isg-health-private.h"

gboolean
isg_store_record_id (IsgStore *store, const char *uuid, gint64 *out_id, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT id FROM record WHERE uuid = ?1", error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, uuid);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (!row) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "no record %s", uuid);
    return FALSE;
  }
  *out_id = isg_stmt_int64 (stmt, 0);
  return TRUE;
}

IsgFields *
isg_record_read_body (IsgStore *store, const char *kind, const char *body, GError **error)
{
  g_autoptr (GError) failed = NULL;
  IsgFields *fields = isg_record_fields_from_store (store->rules,
                                                    isg_rules_kind (store->rules, kind),
                                                    body,
                                                    &failed);

  /* We wrote it, so what cannot be read is damage; what it says may be personal. */
  if (fields == NULL)
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_CORRUPT,
                 "the body of a %s cannot be read",
                 kind);
  return fields;
}

/* Columns: kind, uuid, workplace's uuid, number, body, what is sealed, under which revision. */
static IsgRecord *
read_record (IsgStore *store, IsgStmt *stmt, GError **error)
{
  g_autoptr (GBytes) sealed = isg_stmt_bytes (stmt, 5);
  const IsgHealthRow row = {
    .kind = isg_stmt_text (stmt, 0),
    .uuid = isg_stmt_text (stmt, 1),
    .body = isg_stmt_text (stmt, 4),
    .sealed = sealed,
    .revision = (guint64) isg_stmt_int64 (stmt, 6),
  };
  gboolean marked;
  g_autoptr (IsgFields) fields = isg_health_read (store, &row, &marked, error);
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (IsgRecord) seen = NULL;

  if (fields == NULL)
    return NULL;
  record = isg_record_new (row.kind, row.uuid, isg_stmt_text (stmt, 2), fields);
  seen = isg_record_with_sealed (record, marked);
  return isg_record_with_revision (seen, isg_stmt_int64 (stmt, 3));
}

#define SELECT_RECORD                                                                              \
  "SELECT r.kind, r.uuid, w.uuid, v.number, v.body, " ISG_RECORD_SEALED " FROM record r"           \
  " JOIN revision v ON v.record = r.id AND v.number = "                                            \
  "CASE WHEN ?2 = 0 THEN r.revision ELSE ?2 END"                                                   \
  " LEFT JOIN revision o ON o.record = r.id AND o.number = v.sealed_from"                          \
  " LEFT JOIN record w ON w.id = r.workplace WHERE "

IsgRecord *
isg_store_record_get (IsgStore *store, const char *uuid, guint revision, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, SELECT_RECORD "r.uuid = ?1", error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, uuid);
  isg_stmt_bind_int64 (stmt, 2, revision);
  if (!isg_stmt_step (stmt, &row, error))
    return NULL;
  if (row)
    return read_record (store, stmt, error);
  g_set_error (error,
               ISG_STORE_ERROR,
               ISG_STORE_ERROR_ABSENT,
               revision == 0 ? "no record %s" : "no record %s of that revision",
               uuid);
  return NULL;
}

IsgRecord *
isg_record_get_by_id (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, SELECT_RECORD "r.id = ?1", error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_int64 (stmt, 2, 0);
  if (!isg_stmt_step (stmt, &row, error))
    return NULL;
  if (row)
    return read_record (store, stmt, error);
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "no record in that row");
  return NULL;
}

IsgRecord *
isg_store_resolve (const char *uuid, gpointer store)
{
  GError *error = NULL;
  IsgRecord *record = isg_store_record_get (store, uuid, 0, &error);

  isg_store_note_look_up (store, error);
  return record;
}

static void
revision_free (IsgRevision *revision)
{
  g_free (revision->author);
  g_free (revision->pack);
  g_free (revision);
}

GPtrArray *
isg_store_record_revisions (IsgStore *store, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) revision_free);
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "SELECT number, time, author, pack FROM revision "
                                               "WHERE record = ?1 ORDER BY number",
                                               error);
  gint64 id;
  gboolean row;

  if (stmt == NULL || !isg_store_record_id (store, uuid, &id, error))
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, id);
  for (;;) {
    IsgRevision *revision;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&revisions);
    revision = g_new0 (IsgRevision, 1);
    revision->number = isg_stmt_int64 (stmt, 0);
    revision->time = isg_stmt_int64 (stmt, 1);
    revision->author = isg_stmt_dup_text (stmt, 2);
    revision->pack = isg_stmt_dup_text (stmt, 3);
    g_ptr_array_add (revisions, revision);
  }
}
