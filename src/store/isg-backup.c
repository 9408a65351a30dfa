/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-backup-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rules/isg-json.h"
#include "store/isg-cipher-private.h"
#include "store/isg-migrate-private.h"
#include "store/isg-mirror.h"
#include "store/isg-store-file-private.h"
#include "store/isg-store-key-private.h"

#define PAGES_A_STEP   256
#define OPS_A_QUESTION 20000
#define PAGE           4096

/* ---- what is in a file ---- */

/* Its first column of its first row; "" where there is none. */
static char *
read_text (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;

  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return text != NULL ? text : g_strdup ("");
}

static void
take_text (char **into, char *text)
{
  g_free (*into);
  *into = text;
}

/* The tables of the search index say nothing that others do not. */
static const char tables_sql[]
  = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT LIKE 'record_words%' ORDER BY name";

static gboolean
count_table (sqlite3 *handle, const char *table, IsgBackupInfo *info, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\"", table);
  IsgBackupCount *count;
  gint64 rows;

  if (!isg_store_file_number (handle, sql, &rows, error))
    return FALSE;
  count = g_new0 (IsgBackupCount, 1);
  count->table = g_strdup (table);
  count->rows = rows;
  g_ptr_array_add (info->counts, count);
  return TRUE;
}

static gboolean
count_tables (sqlite3 *handle, IsgBackupInfo *info, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (handle, tables_sql, -1, &stmt, NULL);
  gboolean counted = rc == SQLITE_OK;

  while (counted && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    counted = count_table (handle, (const char *) sqlite3_column_text (stmt, 0), info, error);
  if (counted && rc != SQLITE_DONE) {
    isg_store_set_error (error, handle, rc, "backup: count");
    counted = FALSE;
  } else if (rc != SQLITE_DONE && error != NULL && *error == NULL)
    isg_store_set_error (error, handle, rc, "backup: tables");
  sqlite3_finalize (stmt);
  return counted;
}

gboolean
isg_backup_describe (sqlite3 *handle, IsgBackupInfo *info, GError **error)
{
  g_autofree char *epoch = read_text (handle, "SELECT value FROM meta WHERE key = 'epoch'");
  g_autofree char *seq = read_text (handle, "SELECT max (seq) FROM journal");

  take_text (&info->uuid, read_text (handle, "SELECT value FROM meta WHERE key = 'uuid'"));
  take_text (&info->environment,
             read_text (handle, "SELECT value FROM meta WHERE key = 'environment'"));
  take_text (&info->journal_hash,
             read_text (handle, "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1"));
  info->epoch = g_ascii_strtoll (epoch, NULL, 10);
  info->journal_seq = g_ascii_strtoll (seq, NULL, 10);
  return isg_store_file_number (handle, "PRAGMA user_version", &info->schema, error)
         && count_tables (handle, info, error);
}

/* ---- copying ---- */

static gboolean
stopped (GError **error)
{
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CANCELLED, "backup: stopped");
  return FALSE;
}

/* The one place where the file of a backup is made. */
static sqlite3 *
open_target (sqlite3 *source, const char *path, GError **error)
{
  return isg_store_file_new (path, isg_cipher_of_handle (source), error);
}

static gboolean
run_copy (sqlite3_backup *backup,
          sqlite3 *target,
          IsgBackupProgress progress,
          gpointer data,
          GError **error)
{
  for (;;) {
    int rc = sqlite3_backup_step (backup, PAGES_A_STEP);
    gint64 all = sqlite3_backup_pagecount (backup);
    gint64 done = all - sqlite3_backup_remaining (backup);

    if (rc == SQLITE_DONE)
      return TRUE;
    if (rc != SQLITE_OK) {
      isg_store_set_error (error, target, rc, "backup: copy");
      return FALSE;
    }
    if (progress != NULL && !progress (done, 2 * all, data))
      return stopped (error);
  }
}

gboolean
isg_backup_copy_pages (sqlite3 *source,
                       const char *path,
                       IsgBackupProgress progress,
                       gpointer data,
                       GError **error)
{
  sqlite3 *target = open_target (source, path, error);
  sqlite3_backup *backup;
  gboolean copied = FALSE;
  int rc;

  if (target == NULL)
    return FALSE;
  backup = sqlite3_backup_init (target, "main", source, "main");
  if (backup == NULL)
    isg_store_set_error (error, target, sqlite3_errcode (target), "backup: begin");
  else {
    copied = run_copy (backup, target, progress, data, error);
    rc = sqlite3_backup_finish (backup);
    if (copied && rc != SQLITE_OK) {
      isg_store_set_error (error, target, rc, "backup: end");
      copied = FALSE;
    }
  }
  if (sqlite3_close (target) != SQLITE_OK && copied) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "backup: close");
    copied = FALSE;
  }
  return copied;
}

/* ---- checking ---- */

typedef struct {
  IsgBackupProgress progress;
  gpointer data;
  gint64 done;
  gint64 all;
} Asker;

static int
ask_cb (void *data)
{
  Asker *asker = data;

  return asker->progress (asker->done, asker->all, asker->data) ? 0 : 1;
}

static gboolean
check_pages (sqlite3 *handle, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (handle, "PRAGMA integrity_check (1)", -1, &stmt, NULL);
  gboolean whole = FALSE;

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_INTERRUPT)
    stopped (error);
  else if (rc != SQLITE_ROW)
    isg_store_set_error (error, handle, rc, "backup: check");
  else {
    const char *said = (const char *) sqlite3_column_text (stmt, 0);

    whole = g_strcmp0 (said, "ok") == 0;
    if (!whole)
      g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "backup: %s", said);
  }
  sqlite3_finalize (stmt);
  return whole;
}

static gboolean
compare (const IsgBackupInfo *says, const IsgBackupInfo *holds, GError **error)
{
  const char *what = NULL;

  if (says->sealed)
    what = "what is sealed";
  else if (!g_str_equal (says->uuid, holds->uuid)
           || !g_str_equal (says->environment, holds->environment) || says->epoch != holds->epoch
           || says->schema != holds->schema)
    what = "identity";
  else if (says->journal_seq != holds->journal_seq
           || !g_str_equal (says->journal_hash, holds->journal_hash))
    what = "journal";
  else if (says->counts->len != holds->counts->len)
    what = "tables";
  for (guint i = 0; what == NULL && i < says->counts->len; i++) {
    const IsgBackupCount *count = g_ptr_array_index (says->counts, i);

    if (count->rows != isg_backup_info_rows (holds, count->table))
      what = count->table;
  }
  if (what != NULL)
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_CORRUPT,
                 "backup: it does not hold what it says: %s",
                 what);
  return what == NULL;
}

gboolean
isg_backup_check (const char *path,
                  IsgCipher *cipher,
                  const IsgBackupInfo *says,
                  IsgBackupProgress progress,
                  gpointer data,
                  gint64 done,
                  gint64 all,
                  GError **error)
{
  g_autoptr (IsgBackupInfo) holds = isg_backup_info_new ();
  Asker asker = { progress, data, done, all };
  sqlite3 *handle = isg_store_file_read (path, cipher, error);
  gint64 application;
  gboolean whole;

  if (handle == NULL)
    return FALSE;
  if (progress != NULL)
    sqlite3_progress_handler (handle, OPS_A_QUESTION, ask_cb, &asker);
  whole = isg_store_file_number (handle, "PRAGMA application_id", &application, error);
  if (whole && application != ISG_STORE_APPLICATION_ID) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FOREIGN, "backup: of another program");
    whole = FALSE;
  }
  whole = whole && check_pages (handle, error) && isg_backup_describe (handle, holds, error)
          && compare (says, holds, error);
  sqlite3_close (handle);
  return whole;
}

/* ---- writing ---- */

/* A name that somebody took meanwhile is not taken from him. */
gboolean
isg_backup_give_name (const char *half, const char *path, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);

  if (renameat2 (AT_FDCWD, half, AT_FDCWD, path, RENAME_NOREPLACE) != 0) {
    /* FAT of a USB stick and others do not know it. */
    if ((errno != EINVAL && errno != ENOSYS) || g_file_test (path, G_FILE_TEST_EXISTS)
        || g_rename (half, path) != 0) {
      g_set_error (error,
                   ISG_STORE_ERROR,
                   errno == EEXIST ? ISG_STORE_ERROR_EXISTS : ISG_STORE_ERROR_IO,
                   "backup: name: %s",
                   g_strerror (errno));
      return FALSE;
    }
  }
  return isg_store_file_sync_dir (dir, error);
}

/* With a transaction open that reads, so that what is counted is what is copied. */
static gboolean
copy_as_it_is (sqlite3 *source,
               const char *half,
               IsgBackupInfo *info,
               IsgBackupProgress progress,
               gpointer data,
               GError **error)
{
  int rc = sqlite3_exec (source, "BEGIN; SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL);
  gboolean copied;

  if (rc != SQLITE_OK) {
    isg_store_set_error (error, source, rc, "backup: begin");
    sqlite3_exec (source, "ROLLBACK", NULL, NULL, NULL);
    return FALSE;
  }
  copied = isg_backup_describe (source, info, error)
           && isg_backup_copy_pages (source, half, progress, data, error);
  sqlite3_exec (source, "ROLLBACK", NULL, NULL, NULL);
  return copied;
}

static gboolean
write_half (sqlite3 *source,
            const char *half,
            IsgBackupInfo *info,
            IsgBackupProgress progress,
            gpointer data,
            GError **error)
{
  struct stat status;
  gint64 pages;

  if (!copy_as_it_is (source, half, info, progress, data, error))
    return FALSE;
  if (g_stat (half, &status) != 0) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "backup: %s", g_strerror (errno));
    return FALSE;
  }
  info->size = status.st_size;
  pages = status.st_size / PAGE;
  g_free (info->sha256);
  info->sha256 = isg_backup_hash (half, info->size, progress, data, pages, 2 * pages, error);
  return info->sha256 != NULL
         && isg_backup_append_end (half, isg_cipher_of_handle (source), info, error)
         && isg_backup_check (half,
                              isg_cipher_of_handle (source),
                              info,
                              progress,
                              data,
                              2 * pages,
                              2 * pages,
                              error);
}

gboolean
isg_backup_of_handle (sqlite3 *source,
                      const IsgBackupCarry *carries,
                      const char *path,
                      gint64 made,
                      IsgBackupProgress progress,
                      gpointer data,
                      IsgBackupInfo **out_info,
                      GError **error)
{
  g_autoptr (IsgBackupInfo) info = isg_backup_info_new ();
  g_autofree char *half = g_strconcat (path, ".new", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS, "backup: the name is taken");
    return FALSE;
  }
  g_unlink (half);
  info->made = made;
  for (guint i = 0; carries->sent != NULL && i < carries->sent->len; i++)
    g_ptr_array_add (info->sent, g_strdup (g_ptr_array_index (carries->sent, i)));
  if (carries->packs != NULL) {
    g_ptr_array_unref (info->packs);
    info->packs = g_ptr_array_ref (carries->packs);
  }
  if (!write_half (source, half, info, progress, data, error)
      || !isg_backup_give_name (half, path, error)) {
    g_unlink (half);
    return FALSE;
  }
  if (out_info != NULL)
    *out_info = g_steal_pointer (&info);
  return TRUE;
}

/* ---- the store's own ---- */

static gboolean
remember (IsgStore *store, const char *path, const IsgBackupInfo *info, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  gint64 records = isg_backup_info_rows (info, "record");
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *last = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s",
                                           info->made,
                                           records,
                                           absolute);
  g_autofree char *detail
    = g_strdup_printf ("{\"sha256\":\"%s\",\"epoch\":%" G_GINT64_FORMAT
                       ",\"records\":%" G_GINT64_FORMAT ",\"journal\":%" G_GINT64_FORMAT "}",
                       info->sha256,
                       info->epoch,
                       records,
                       info->journal_seq);

  return transaction != NULL && isg_store_set_meta (store, "backup", last, error)
         && isg_store_journal (store, "backup.written", NULL, 0, detail, error)
         && isg_transaction_commit (transaction, error);
}

gboolean
isg_backup_write (IsgStore *store,
                  const char *path,
                  IsgBackupProgress progress,
                  gpointer data,
                  IsgBackupInfo **out_info,
                  GError **error)
{
  g_autoptr (IsgBackupInfo) info = NULL;
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GPtrArray) packs = NULL;

  isg_store_assert_owner (store);
  sent = isg_mirror_lines (store, error);
  packs = isg_rulebook_copy (store->data_dir);
  if (sent == NULL
      || !isg_backup_of_handle (store->handle,
                                &(IsgBackupCarry){ sent, packs },
                                path,
                                isg_clock_now (store->clock),
                                progress,
                                data,
                                &info,
                                error))
    return FALSE;
  /* The backup is there; that the store cannot note it is no reason to say that it is not. */
  if (!store->read_only && !remember (store, path, info, NULL))
    g_debug ("the backup is written but not noted");
  if (out_info != NULL)
    *out_info = g_steal_pointer (&info);
  return TRUE;
}

gboolean
isg_backup_last (IsgStore *store, IsgBackupLast *out_last, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  isg_store_assert_owner (store);
  if (!isg_store_meta (store, "backup", &text, error))
    return FALSE;
  *out_last = (IsgBackupLast){ 0 };
  words = text != NULL ? g_strsplit (text, " ", 3) : NULL;
  if (words == NULL || g_strv_length (words) != 3)
    return TRUE;
  out_last->time = g_ascii_strtoll (words[0], NULL, 10);
  out_last->records = g_ascii_strtoll (words[1], NULL, 10);
  out_last->path = g_strdup (words[2]);
  return TRUE;
}

/* ---- verifying ---- */

IsgBackupInfo *
isg_backup_verify (const char *path,
                   IsgStoreKey *key,
                   IsgBackupProgress progress,
                   gpointer data,
                   GError **error)
{
  g_autoptr (IsgBackupInfo) info = isg_backup_read_info (path, key, error);
  g_autoptr (IsgCipher) cipher = NULL;
  g_autofree char *hash = NULL;
  gint64 pages;

  if (info == NULL)
    return NULL;
  if (info->schema > isg_store_migrations[isg_store_n_migrations - 1].version) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_NEWER,
                 "backup: version %" G_GINT64_FORMAT,
                 info->schema);
    return NULL;
  }
  pages = info->size / PAGE;
  hash = isg_backup_hash (path, info->size, progress, data, 0, pages, error);
  if (hash == NULL)
    return NULL;
  if (!g_str_equal (hash, info->sha256)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "backup: its hash does not hold");
    return NULL;
  }
  if (!isg_store_key_cipher_for (path, key, &cipher, error)
      || !isg_backup_check (path, cipher, info, progress, data, pages, pages, error))
    return NULL;
  return g_steal_pointer (&info);
}
