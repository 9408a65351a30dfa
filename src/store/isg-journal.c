/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"

#include "base/isg-bytes.h"
#include "rules/isg-json.h"
#include "store/isg-mirror.h"

/* The chain: hash = SHA-256 of the hash before (the file's uuid for the first line) and of seq,
 * time, actor, act, record, revision, detail, each as "<bytes>:<text>" with numbers in decimal, so
 * that no two lines write the same bytes. */

static void
append_text (GString *line, const char *text)
{
  g_string_append_printf (line, "%" G_GSIZE_FORMAT ":%s", strlen (text), text);
}

static void
append_number (GString *line, gint64 number)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  append_text (line, text);
}

static char *
hash_line (const char *before, const IsgJournalEntry *entry)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint8 hash[32];

  append_text (line, before);
  append_number (line, entry->seq);
  append_number (line, entry->time);
  append_text (line, entry->actor);
  append_text (line, entry->act);
  append_text (line, entry->record);
  append_number (line, entry->revision);
  append_text (line, entry->detail);
  isg_bytes_sha256 (line->str, line->len, hash);
  return isg_bytes_to_hex (hash, sizeof hash);
}

static gboolean
read_last (IsgStore *store, gint64 *out_seq, char **out_hash, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", error);
  gboolean row;

  if (stmt == NULL || !isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_seq = row ? isg_stmt_int64 (stmt, 0) : 0;
  *out_hash = row ? isg_stmt_dup_text (stmt, 1) : g_strdup (store->uuid);
  return TRUE;
}

static gboolean
insert_line (IsgStore *store, const IsgJournalEntry *entry, const char *hash, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "INSERT INTO journal (seq, time, actor, act, "
                                               "record, revision, detail, hash)"
                                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                                               error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, entry->seq);
  isg_stmt_bind_int64 (stmt, 2, entry->time);
  isg_stmt_bind_text (stmt, 3, entry->actor);
  isg_stmt_bind_text (stmt, 4, entry->act);
  isg_stmt_bind_text (stmt, 5, entry->record);
  isg_stmt_bind_int64 (stmt, 6, entry->revision);
  isg_stmt_bind_text (stmt, 7, entry->detail);
  isg_stmt_bind_text (stmt, 8, hash);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_journal (IsgStore *store,
                   const char *act,
                   const char *record,
                   guint revision,
                   const char *detail,
                   GError **error)
{
  g_autofree char *before = NULL;
  g_autofree char *hash = NULL;
  gint64 seq;
  IsgJournalEntry entry = {
    .time = isg_clock_now (store->clock),
    .actor = store->actor,
    .act = (char *) act,
    .record = (char *) (record != NULL ? record : ""),
    .revision = revision,
    .detail = (char *) (detail != NULL ? detail : ""),
  };

  isg_store_assert_owner (store);
  if (!read_last (store, &seq, &before, error))
    return FALSE;
  entry.seq = seq + 1;
  hash = hash_line (before, &entry);
  store->journalled = TRUE;
  return insert_line (store, &entry, hash, error);
}

gboolean
isg_store_journal_access (IsgStore *store,
                          IsgJournalAccess access,
                          const char *record,
                          guint revision,
                          const char *what,
                          GError **error)
{
  static const char *const acts[] = { "health.read", "health.printed", "health.exported" };
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (GString) detail = g_string_new ("{\"what\":");

  isg_json_append_string (detail, what != NULL ? what : "");
  g_string_append_c (detail, '}');
  return transaction != NULL
         && isg_store_journal (store, acts[access], record, revision, detail->str, error)
         && isg_transaction_commit (transaction, error);
}

/* ---- the head that is kept outside ---- */

gboolean
isg_store_journal_last_time (IsgStore *store, gint64 *out_time, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT time FROM journal ORDER BY seq DESC LIMIT 1", error);
  gboolean row;

  if (stmt == NULL || !isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_time = row ? isg_stmt_int64 (stmt, 0) : 0;
  return TRUE;
}

/* Whether the line that stood last when the store was closed last stands there still. */
static gboolean
head_holds (IsgStore *store, gint64 *out_seq, gboolean *out_holds, GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (IsgStmt) stmt = NULL;
  gboolean row;

  *out_holds = TRUE;
  if (!isg_mirror_head (store, out_seq, &hash, error))
    return FALSE;
  if (hash == NULL)
    return TRUE;
  stmt = isg_stmt_prepare (store, "SELECT hash FROM journal WHERE seq = ?1", error);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, *out_seq);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_holds = row && g_strcmp0 (isg_stmt_text (stmt, 0), hash) == 0;
  return TRUE;
}

gboolean
isg_store_journal_new_head (IsgStore *store, GError **error)
{
  g_autofree char *hash = NULL;
  gint64 seq;

  isg_store_assert_owner (store);
  return read_last (store, &seq, &hash, error)
         && (seq == 0 || isg_mirror_set_head (store, seq, hash, error));
}

void
isg_store_journal_keep_head (IsgStore *store)
{
  gboolean holds;
  gint64 seq;

  /* A head that does not hold is evidence, and stays. */
  if (store->journalled && store->uuid != NULL && head_holds (store, &seq, &holds, NULL) && holds)
    isg_store_journal_new_head (store, NULL);
  store->journalled = FALSE;
}

static void
entry_free (IsgJournalEntry *entry)
{
  g_free (entry->actor);
  g_free (entry->act);
  g_free (entry->record);
  g_free (entry->detail);
  g_free (entry->hash);
  g_free (entry);
}

static IsgJournalEntry *
read_entry (IsgStmt *stmt)
{
  IsgJournalEntry *entry = g_new0 (IsgJournalEntry, 1);

  entry->seq = isg_stmt_int64 (stmt, 0);
  entry->time = isg_stmt_int64 (stmt, 1);
  entry->actor = isg_stmt_dup_text (stmt, 2);
  entry->act = isg_stmt_dup_text (stmt, 3);
  entry->record = isg_stmt_dup_text (stmt, 4);
  entry->revision = isg_stmt_int64 (stmt, 5);
  entry->detail = isg_stmt_dup_text (stmt, 6);
  entry->hash = isg_stmt_dup_text (stmt, 7);
  return entry;
}

#define COLUMNS "SELECT seq, time, actor, act, record, revision, detail, hash FROM journal"

static const char select_all[] = COLUMNS " ORDER BY seq";

static const char select_lines[]
  = COLUMNS " WHERE seq > ?1 AND (?3 = 0 OR time >= ?3) AND (?4 = 0 OR time < ?4)"
            " AND (?5 = '' OR act = ?5 OR substr (act, 1, length (?5) + 1) = ?5 || '.')"
            " AND (?6 = '' OR record = ?6) AND (?7 = '' OR actor = ?7) ORDER BY seq LIMIT ?2";

GPtrArray *
isg_store_journal_select (IsgStore *store, const IsgJournalQuery *query, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, select_lines, error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, query->after);
  isg_stmt_bind_int64 (stmt, 2, query->limit);
  isg_stmt_bind_int64 (stmt, 3, query->from);
  isg_stmt_bind_int64 (stmt, 4, query->until);
  isg_stmt_bind_text (stmt, 5, query->act != NULL ? query->act : "");
  isg_stmt_bind_text (stmt, 6, query->record != NULL ? query->record : "");
  isg_stmt_bind_text (stmt, 7, query->actor != NULL ? query->actor : "");
  for (;;) {
    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&entries);
    g_ptr_array_add (entries, read_entry (stmt));
  }
}

GPtrArray *
isg_store_journal_list (IsgStore *store, gint64 after, guint limit, GError **error)
{
  const IsgJournalQuery query = { .after = after, .limit = limit };

  return isg_store_journal_select (store, &query, error);
}

static gboolean
line_holds (const IsgJournalEntry *entry, gint64 seq, const char *before)
{
  g_autofree char *hash = NULL;

  if (entry->seq != seq)
    return FALSE;
  hash = hash_line (before, entry);
  return g_strcmp0 (hash, entry->hash) == 0;
}

static gboolean
broken_at (GError **error, gint64 seq)
{
  g_set_error (error,
               ISG_STORE_ERROR,
               ISG_STORE_ERROR_CORRUPT,
               "journal: line %" G_GINT64_FORMAT " does not hold",
               seq);
  return FALSE;
}

static gboolean
verify_lines (IsgStore *store, gint64 *out_count, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, select_all, error);
  g_autofree char *before = NULL;
  gint64 count = 0;
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  before = g_strdup (store->uuid);
  for (;;) {
    IsgJournalEntry *entry;
    gboolean holds;

    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
    if (!row)
      break;
    entry = read_entry (stmt);
    holds = line_holds (entry, count + 1, before);
    g_free (before);
    before = g_steal_pointer (&entry->hash);
    entry_free (entry);
    if (!holds)
      return broken_at (error, count + 1);
    count++;
  }
  *out_count = count;
  return TRUE;
}

gboolean
isg_store_journal_verify (IsgStore *store, gint64 *out_count, GError **error)
{
  gboolean holds;
  gint64 count, seq;

  if (!verify_lines (store, &count, error) || !head_holds (store, &seq, &holds, error))
    return FALSE;
  if (!holds) {
    if (seq <= count)
      return broken_at (error, seq);
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_CORRUPT,
                 "journal: lines %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " are missing",
                 count + 1,
                 seq);
    return FALSE;
  }
  *out_count = count;
  return TRUE;
}
