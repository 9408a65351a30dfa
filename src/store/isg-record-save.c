/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-record-private.h"

#include "rules/isg-json.h"
#include "store/isg-health-private.h"

/* Titles that an earlier change left behind, mended a few at each saving. */
#define MEND_AT_ONCE 50

/* What stands in the file of a record that is being saved. */
typedef struct {
  gint64 id;      /* 0: none yet */
  guint revision; /* 0: none yet */
  guint missing;  /* places to be filled */
  gboolean completed;
  char *title_tr;    /* (owned) */
  char *title_en;    /* (owned) */
  IsgRecord *record; /* (owned) (nullable) */
} Stored;

static void
stored_clear (Stored *stored)
{
  g_free (stored->title_tr);
  g_free (stored->title_en);
  g_clear_pointer (&stored->record, isg_record_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stored, stored_clear)

static gboolean
read_stored (IsgStore *store, const char *uuid, Stored *out_stored, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT id, revision, title_tr, title_en, missing, finished IS NOT NULL"
                        " FROM record WHERE uuid = ?1",
                        error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, uuid);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  out_stored->id = isg_stmt_int64 (stmt, 0);
  out_stored->revision = isg_stmt_int64 (stmt, 1);
  out_stored->title_tr = isg_stmt_dup_text (stmt, 2);
  out_stored->title_en = isg_stmt_dup_text (stmt, 3);
  out_stored->missing = (guint) isg_stmt_int64 (stmt, 4);
  out_stored->completed = isg_stmt_int64 (stmt, 5) != 0;
  out_stored->record = isg_store_record_get (store, uuid, 0, error);
  return out_stored->record != NULL;
}

static gboolean
judge_stored (IsgRecord *record, const Stored *stored, GError **error)
{
  guint revision = isg_record_revision (record);

  if (revision != stored->revision) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 revision > 0 && stored->id == 0 ? ISG_STORE_ERROR_ABSENT
                                                 : ISG_STORE_ERROR_CONFLICT,
                 "made from revision %u, the newest is %u",
                 revision,
                 stored->revision);
    return FALSE;
  }
  if (stored->record != NULL
      && (!g_str_equal (isg_record_kind (record), isg_record_kind (stored->record))
          || g_strcmp0 (isg_record_workplace (record), isg_record_workplace (stored->record))
               != 0)) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_INVALID,
                 "a record keeps its kind and its workplace");
    return FALSE;
  }
  return TRUE;
}

static gboolean
judge_submissions (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT state FROM submission WHERE record = ?1 AND state IN "
                        "('AWAITING_SIGNATURE',"
                        " 'QUEUED', 'SENDING', 'IN_DOUBT', 'PROCESSING', 'NEEDS_HELP') LIMIT 1",
                        error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (row)
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_INVALID,
                 "a submission of the record is %s",
                 isg_stmt_text (stmt, 0));
  return !row;
}

static gboolean
write_record (IsgStore *store,
              gint64 id,
              IsgRecord *record,
              const IsgRecordColumns *columns,
              GError **error)
{
  static const char insert[]
    = "INSERT INTO record (workplace, employee, date, title_tr, title_en, sort_key, search_key,"
      " unique_key, missing, revision, changed, uuid, kind, created)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?11)";
  static const char update[]
    = "UPDATE record SET workplace = ?1, employee = ?2, date = ?3, title_tr = ?4, title_en = ?5,"
      " sort_key = ?6, search_key = ?7, unique_key = ?8, missing = ?9, revision = ?10,"
      " changed = ?11, stale = 0 WHERE id = ?12";
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, id == 0 ? insert : update, error);

  if (stmt == NULL)
    return FALSE;
  if (columns->workplace != 0)
    isg_stmt_bind_int64 (stmt, 1, columns->workplace);
  if (columns->employee != 0)
    isg_stmt_bind_int64 (stmt, 2, columns->employee);
  if (columns->date != ISG_DATE_NONE)
    isg_stmt_bind_int64 (stmt, 3, columns->date);
  isg_stmt_bind_text (stmt, 4, columns->title_tr);
  isg_stmt_bind_text (stmt, 5, columns->title_en);
  isg_stmt_bind_text (stmt, 6, columns->sort_key);
  isg_stmt_bind_text (stmt, 7, columns->search_key);
  isg_stmt_bind_text (stmt, 8, columns->unique_key);
  isg_stmt_bind_int64 (stmt, 9, columns->missing);
  isg_stmt_bind_int64 (stmt, 10, isg_record_revision (record));
  isg_stmt_bind_int64 (stmt, 11, isg_clock_now (store->clock));
  if (id != 0) {
    isg_stmt_bind_int64 (stmt, 12, id);
    return isg_stmt_run (stmt, error);
  }
  isg_stmt_bind_text (stmt, 12, isg_record_uuid (record));
  isg_stmt_bind_text (stmt, 13, isg_record_kind (record));
  return isg_stmt_run (stmt, error);
}

static gboolean
bind_details (IsgStore *store, IsgStmt *stmt, const IsgHealthWriting *writing, GError **error)
{
  const IsgHealthPlace place = {
    .uuid = isg_record_uuid (writing->record),
    .revision = isg_record_revision (writing->record),
    .where = "revision",
  };
  g_autoptr (GBytes) blob = NULL;

  if (writing->from != 0)
    isg_stmt_bind_int64 (stmt, 8, (gint64) writing->from);
  if (writing->details == NULL)
    return TRUE;
  blob = isg_health_seal (store, &place, writing->details, error);
  isg_stmt_bind_bytes (stmt, 7, blob);
  return blob != NULL;
}

static gboolean
write_revision (IsgStore *store, gint64 id, const IsgHealthWriting *writing, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "INSERT INTO revision (record, number, body, pack, "
                                               "author, time, sealed, sealed_from)"
                                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                                               error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_int64 (stmt, 2, isg_record_revision (writing->record));
  isg_stmt_bind_text (stmt, 3, writing->body);
  isg_stmt_bind_text (stmt, 4, isg_rules_version (store->rules));
  isg_stmt_bind_text (stmt, 5, store->actor);
  isg_stmt_bind_int64 (stmt, 6, isg_clock_now (store->clock));
  return bind_details (store, stmt, writing, error) && isg_stmt_run (stmt, error);
}

static gboolean
journal_saving (IsgStore *store, IsgRecord *record, GError **error)
{
  g_autoptr (GString) json = g_string_new ("{\"kind\":");

  isg_json_append_string (json, isg_record_kind (record));
  g_string_append_c (json, '}');
  return isg_store_journal (store,
                            "record.saved",
                            isg_record_uuid (record),
                            isg_record_revision (record),
                            json->str,
                            error);
}

static gboolean
spread_title (IsgStore *store,
              gint64 id,
              const Stored *stored,
              const IsgRecordColumns *columns,
              GError **error)
{
  if (stored->id != 0
      && (g_strcmp0 (stored->title_tr, columns->title_tr) != 0
          || g_strcmp0 (stored->title_en, columns->title_en) != 0)
      && !isg_record_titles_spread (store, id, error))
    return FALSE;
  return isg_record_titles_mend (store, MEND_AT_ONCE, error);
}

/* What is missing among details that this handle does not see was counted when they were seen. */
static gboolean
add_unseen_missing (IsgStore *store,
                    IsgRecord *record,
                    const Stored *stored,
                    guint *missing,
                    GError **error)
{
  guint seen;

  if (!isg_record_is_sealed (record) || stored->record == NULL)
    return TRUE;
  if (!isg_record_count_missing (store, stored->record, &seen, error))
    return FALSE;
  *missing += stored->missing > seen ? stored->missing - seen : 0;
  return TRUE;
}

static gboolean
write_all (IsgStore *store,
           const IsgKind *kind,
           const IsgHealthWriting *writing,
           const Stored *stored,
           GError **error)
{
  IsgRecord *record = writing->record;
  g_auto (IsgRecordColumns) columns = { 0 };
  gint64 id = stored->id;

  if (!isg_record_columns_fill (store, kind, record, &columns, error)
      || !add_unseen_missing (store, record, stored, &columns.missing, error)
      || !write_record (store, id, record, &columns, error))
    return FALSE;
  if (id == 0)
    id = isg_store_last_id (store);
  return write_revision (store, id, writing, error)
         && isg_record_references_write (store, id, writing->visible, error)
         && spread_title (store, id, stored, &columns, error)
         && isg_record_badge_write (store, id, error) && journal_saving (store, record, error);
}

static const IsgKind *
judge_request (IsgStore *store, IsgRecord *record, GError **error)
{
  const IsgKind *kind = isg_rules_kind (store->rules, isg_record_kind (record));

  if (kind == NULL)
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_INVALID,
                 "the rule pack knows no kind %s",
                 isg_record_kind (record));
  else if (!isg_uuid_is_valid (isg_record_uuid (record))) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "this is no uuid");
    return NULL;
  }
  return kind;
}

/* The draft goes with the saving: what it holds and this handle does not see would be lost. */
static gboolean
judge_draft (IsgStore *store, IsgRecord *record, GError **error)
{
  g_autoptr (IsgStmt) stmt = NULL;
  gboolean row;

  if (!isg_record_is_sealed (record))
    return TRUE;
  stmt
    = isg_stmt_prepare (store, "SELECT 1 FROM draft WHERE uuid = ?1 AND sealed IS NOT NULL", error);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, isg_record_uuid (record));
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (row)
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_HEALTH,
                 "a draft of the record has health details");
  return !row;
}

/* What counts as served stays as it was served; the answer to it is written beside. */
static gboolean
judge_frozen (const IsgKind *kind, IsgRecord *record, const Stored *stored, GError **error)
{
  GPtrArray *defs = isg_kind_fields (kind);

  for (guint i = 0; stored->completed && i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    const char *id = isg_field_def_id (def);

    if (!isg_field_def_is_frozen (def)
        || isg_value_equal (isg_record_get (record, id), isg_record_get (stored->record, id)))
      continue;
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_FROZEN,
                 "%s of a completed record stays as it is",
                 id);
    return FALSE;
  }
  return TRUE;
}

static gboolean
save_changed (IsgStore *store,
              const IsgKind *kind,
              IsgHealthWriting *writing,
              const Stored *stored,
              GError **error)
{
  g_autoptr (IsgRecord) record = g_steal_pointer (&writing->record);

  writing->record = isg_record_with_revision (record, stored->revision + 1);
  return judge_submissions (store, stored->id, error)
         && write_all (store, kind, writing, stored, error);
}

gboolean
isg_store_record_save (IsgStore *store, IsgRecord *record, IsgRecord **out_saved, GError **error)
{
  const IsgKind *kind = judge_request (store, record, error);
  g_autoptr (IsgTransaction) transaction = NULL;
  g_auto (IsgHealthWriting) writing = { 0 };
  g_auto (Stored) stored = { 0 };

  isg_store_assert_owner (store);
  if (kind == NULL)
    return FALSE;
  transaction = isg_transaction_begin (store, error);
  if (transaction == NULL || !read_stored (store, isg_record_uuid (record), &stored, error)
      || !judge_stored (record, &stored, error) || !judge_frozen (kind, record, &stored, error)
      || !isg_health_prepare (store, record, stored.record, &writing, error)
      || !judge_draft (store, writing.record, error))
    return FALSE;

  if ((stored.record == NULL
       || !isg_fields_equal (isg_record_fields (writing.record), isg_record_fields (stored.record)))
      && !save_changed (store, kind, &writing, &stored, error))
    return FALSE;
  if (!isg_store_draft_drop (store, isg_record_uuid (record), error)
      || !isg_transaction_commit (transaction, error))
    return FALSE;
  if (out_saved != NULL)
    *out_saved = isg_record_ref (writing.record);
  return TRUE;
}

gboolean
isg_store_record_completed (IsgStore *store, const char *uuid, guint *out_revision, GError **error)
{
  g_autoptr (IsgStmt) stmt = NULL;
  gboolean row;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (store, "SELECT ifnull (finished, 0) FROM record WHERE uuid = ?1", error);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, uuid);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_revision = row ? (guint) isg_stmt_int64 (stmt, 0) : 0;
  return TRUE;
}
