/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-badge.h"

#include "rules/isg-dataset-def.h"
#include "store/isg-record-private.h"

typedef struct {
  char *kind;
  guint missing;
  guint revision;
  guint finished; /* revision */
} Head;

static void
head_clear (Head *head)
{
  g_free (head->kind);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

static void
part_clear (IsgBadgePart *part)
{
  g_free ((char *) part->state);
  g_free ((char *) part->no);
  g_free ((char *) part->reason);
}

static gboolean
read_head (IsgStore *store, gint64 id, Head *out_head, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "SELECT kind, missing, revision, coalesce "
                                               "(finished, 0) FROM record WHERE id = ?1",
                                               error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (!row) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "badge: no such record");
    return FALSE;
  }
  out_head->kind = isg_stmt_dup_text (stmt, 0);
  out_head->missing = isg_stmt_int64 (stmt, 1);
  out_head->revision = isg_stmt_int64 (stmt, 2);
  out_head->finished = isg_stmt_int64 (stmt, 3);
  return TRUE;
}

/* What is accepted is the method's to say: the code table is the pack's. */
static gboolean
is_accepted (IsgStmt *stmt, const IsgMethod *method, const IsgBadgePart *part)
{
  return g_str_equal (part->state, "ACCEPTED")
         || (method != NULL && !isg_stmt_is_null (stmt, 0)
             && isg_method_code_class (method, isg_stmt_int64 (stmt, 0))
                  == ISG_CODE_CLASS_ACCEPTED);
}

static gboolean
count_items (IsgStore *store,
             gint64 submission,
             const IsgMethod *method,
             gboolean gone,
             IsgBadgePart *part,
             GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "SELECT status, count(*) FROM submission_item WHERE "
                                               "submission = ?1 GROUP BY status",
                                               error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, submission);
  for (;;) {
    guint n;
    gboolean accepted;

    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    n = isg_stmt_int64 (stmt, 1);
    accepted = is_accepted (stmt, method, part);
    part->n_items += accepted || !gone ? n : 0;
    part->n_accepted += accepted ? n : 0;
  }
}

/* Of what was partly accepted the accepted lines stand, also once the refused ones are gone. */
static const char newest_of_each_part[]
  = "SELECT s.id, s.state, s.method, s.revision, coalesce (s.final_at, 0),"
    " coalesce (s.server_no, CAST (s.number AS TEXT)), s.reason,"
    " (SELECT count (DISTINCT path) FROM field_error e WHERE e.submission = s.id), s.pack, s.gone"
    " FROM submission s WHERE s.record = ?1 AND s.id ="
    " (SELECT max (t.id) FROM submission t WHERE t.record = s.record AND t.part = s.part"
    "  AND (t.gone = 0 OR t.state = 'PARTLY_ACCEPTED'))"
    " ORDER BY s.part_order, s.id";

static gboolean
read_part (IsgStore *store, IsgStmt *stmt, const Head *head, IsgBadgePart *part, GError **error)
{
  const IsgMethod *method
    = isg_store_method (store, isg_stmt_text (stmt, 8), head->kind, isg_stmt_text (stmt, 2));
  gboolean gone = isg_stmt_int64 (stmt, 9) != 0;

  part->state = isg_stmt_dup_text (stmt, 1);
  part->revision = isg_stmt_int64 (stmt, 3);
  part->final_at = isg_stmt_int64 (stmt, 4);
  part->no = isg_stmt_dup_text (stmt, 5);
  part->reason = isg_stmt_dup_text (stmt, 6);
  part->n_fields = isg_stmt_int64 (stmt, 7);
  if (!count_items (store, isg_stmt_int64 (stmt, 0), method, gone, part, error))
    return FALSE;
  if (gone) {
    g_free ((char *) part->state);
    part->state = g_strdup ("ACCEPTED");
    /* Finished without what was refused, it reads as what was accepted. */
    part->revision = MAX (part->revision, head->finished);
  }
  return TRUE;
}

static GArray *
read_parts (IsgStore *store, gint64 id, const Head *head, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (IsgBadgePart));
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, newest_of_each_part, error);
  gboolean row;

  g_array_set_clear_func (parts, (GDestroyNotify) part_clear);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, id);
  for (;;) {
    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&parts);
    g_array_set_size (parts, parts->len + 1);
    if (!read_part (store, stmt, head, &g_array_index (parts, IsgBadgePart, parts->len - 1), error))
      return NULL;
  }
}

static gboolean
write_badge (IsgStore *store, gint64 id, const char *badge, const char *note, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "UPDATE record SET badge = ?2, badge_note = ?3"
                        " WHERE id = ?1 AND (badge <> ?2 OR badge_note <> ?3)",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_text (stmt, 2, badge);
  isg_stmt_bind_text (stmt, 3, note);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_record_badge_write (IsgStore *store, gint64 id, GError **error)
{
  g_auto (Head) head = { 0 };
  g_autoptr (GArray) parts = NULL;
  g_autofree char *note = NULL;
  const IsgKind *kind;
  IsgBadgeRecord record = { 0 };
  const char *badge;

  isg_store_assert_owner (store);
  if (!read_head (store, id, &head, error))
    return FALSE;
  parts = read_parts (store, id, &head, error);
  if (parts == NULL)
    return FALSE;
  kind = isg_rules_kind (store->rules, head.kind);
  record.sent = kind != NULL && isg_kind_is_sent (kind);
  record.missing = head.missing;
  record.revision = head.revision;
  badge = isg_badge_derive (&record, (IsgBadgePart *) parts->data, parts->len, &note);
  return write_badge (store, id, badge, note, error);
}

gboolean
isg_store_record_refresh_badge (IsgStore *store, const char *uuid, GError **error)
{
  gint64 id;

  return isg_store_record_id (store, uuid, &id, error) && isg_record_badge_write (store, id, error);
}

gboolean
isg_store_workplace_badge (IsgStore *store, const char *workplace, char **out_badge, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (
    store,
    workplace != NULL ? "SELECT DISTINCT badge FROM record WHERE badge <> '' AND closed IS NULL"
                        " AND workplace = (SELECT id FROM record WHERE uuid = ?1)"
                      : "SELECT DISTINCT badge FROM record WHERE badge <> '' AND closed IS NULL",
    error);
  const char *worst = NULL;
  guint rank = G_MAXUINT;
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  if (workplace != NULL)
    isg_stmt_bind_text (stmt, 1, workplace);
  for (;;) {
    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
    if (!row)
      break;
    rank = MIN (rank, isg_badge_rank (isg_stmt_text (stmt, 0)));
  }
  worst = isg_badge_nth (rank);
  *out_badge = g_strdup (worst != NULL ? worst : "");
  return TRUE;
}
