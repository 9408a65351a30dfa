/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"

#include "base/isg-bytes.h"

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
  return insert_line (store, &entry, hash, error);
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

static const char select_lines[]
  = "SELECT seq, time, actor, act, record, revision, detail, hash FROM journal"
    " WHERE seq > ?1 ORDER BY seq LIMIT ?2";

GPtrArray *
isg_store_journal_list (IsgStore *store, gint64 after, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, select_lines, error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, after);
  isg_stmt_bind_int64 (stmt, 2, limit);
  for (;;) {
    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&entries);
    g_ptr_array_add (entries, read_entry (stmt));
  }
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

gboolean
isg_store_journal_verify (IsgStore *store, gint64 *out_count, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, select_lines, error);
  g_autofree char *before = NULL;
  gint64 count = 0;
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, G_MININT64);
  isg_stmt_bind_int64 (stmt, 2, -1);
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
    if (!holds) {
      g_set_error (error,
                   ISG_STORE_ERROR,
                   ISG_STORE_ERROR_CORRUPT,
                   "journal: line %" G_GINT64_FORMAT " does not hold",
                   count + 1);
      return FALSE;
    }
    count++;
  }
  *out_count = count;
  return TRUE;
}
