/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-recover-private.h"

#include <glib/gstdio.h>

#include "store/isg-backup-private.h"
#include "store/isg-cipher-private.h"
#include "store/isg-migrate-private.h"
#include "store/isg-store-file-private.h"
#include "store/isg-store-key-private.h"
#include "store/isg-store-record.h"
#include "store/isg-store-slot-private.h"

static void
table_free (IsgRecoverTable *table)
{
  g_free (table->name);
  g_free (table);
}

static void
gap_free (IsgRecoverGap *gap)
{
  g_free (gap->table);
  g_free (gap);
}

static IsgRecoverReport *
report_new (void)
{
  IsgRecoverReport *report = g_new0 (IsgRecoverReport, 1);

  report->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) table_free);
  report->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) gap_free);
  return report;
}

void
isg_recover_report_free (IsgRecoverReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->tables);
  g_ptr_array_unref (report->gaps);
  g_free (report);
}

gboolean
isg_recover_report_is_whole (const IsgRecoverReport *report)
{
  for (guint i = 0; i < report->tables->len; i++) {
    const IsgRecoverTable *table = g_ptr_array_index (report->tables, i);

    if (table->mended > 0 || table->set_aside > 0)
      return FALSE;
  }
  return report->gaps->len == 0 && report->unreadable == 0 && !report->identity_lost
         && !report->end_lost;
}

/* ---- the new file ---- */

static gboolean
exec (sqlite3 *handle, const char *sql, GError **error)
{
  int rc = sqlite3_exec (handle, sql, NULL, NULL, NULL);

  if (rc != SQLITE_OK)
    isg_store_set_error (error, handle, rc, "recover");
  return rc == SQLITE_OK;
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "recover: %s", what);
  return FALSE;
}

/* The tables as they were in the version of the damaged file. */
static gboolean
make_tables (sqlite3 *target, gint64 version, GError **error)
{
  g_autofree char *mark
    = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %" G_GINT64_FORMAT,
                       ISG_STORE_APPLICATION_ID,
                       version);

  if (!exec (target, mark, error))
    return FALSE;
  for (guint i = 0; i < isg_store_n_migrations && isg_store_migrations[i].version <= version; i++)
    if (!exec (target, isg_store_migrations[i].sql, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_index_of_words (const char *name)
{
  return g_str_has_prefix (name, "record_words");
}

/* In the order in which they were made: what is referred to before what refers. */
static GPtrArray *
list_tables (sqlite3 *target, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (target,
                               "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT"
                               " LIKE 'sqlite_%' ORDER BY rowid",
                               -1,
                               &stmt,
                               NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW) {
    const char *name = (const char *) sqlite3_column_text (stmt, 0);

    if (!is_index_of_words (name))
      g_ptr_array_add (names, g_strdup (name));
    rc = SQLITE_OK;
  }
  sqlite3_finalize (stmt);
  if (rc == SQLITE_DONE)
    return g_steal_pointer (&names);
  isg_store_set_error (error, target, rc, "recover: tables");
  return NULL;
}

/* Without an identity it is another store; which environment it is of its submissions tell. */
static gboolean
give_identity (sqlite3 *target, IsgClock *clock, IsgRecoverReport *report, GError **error)
{
  g_autofree char *uuid = isg_uuid_new ();
  g_autofree char *sql = g_strdup_printf (
    "INSERT OR IGNORE INTO meta (key, value) VALUES ('uuid', '%s'), ('epoch', '0'),"
    " ('created', '%" G_GINT64_FORMAT "'), ('program', '" ISG_VERSION "'), ('environment',"
    " coalesce ((SELECT environment FROM submission LIMIT 1), 'live'));"
    "DELETE FROM meta WHERE key = 'views'",
    uuid,
    isg_clock_now (clock));
  gint64 there;

  if (!isg_store_file_number (target,
                              "SELECT count (*) FROM meta WHERE key IN ('uuid', 'environment',"
                              " 'epoch')",
                              &there,
                              error))
    return FALSE;
  report->identity_lost = there < 3;
  return exec (target, sql, error);
}

static gboolean
fill (sqlite3 *source, sqlite3 *target, IsgClock *clock, IsgRecoverReport *report, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  gint64 application, version;

  if (!isg_store_file_number (source, "PRAGMA application_id", &application, NULL)
      || !isg_store_file_number (source, "PRAGMA user_version", &version, NULL))
    return damaged (error, "the first page cannot be read");
  if (application != ISG_STORE_APPLICATION_ID || version < 1) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FOREIGN, "recover: not a store");
    return FALSE;
  }
  if (version > isg_store_migrations[isg_store_n_migrations - 1].version) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_NEWER, "recover: a newer program's file");
    return FALSE;
  }
  if (!make_tables (target, version, error) || (names = list_tables (target, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!isg_recover_table (source, target, g_ptr_array_index (names, i), report, error))
      return FALSE;
  return give_identity (target, clock, report, error);
}

static gboolean
make_target (sqlite3 *source,
             const char *path,
             IsgClock *clock,
             IsgRecoverReport *report,
             GError **error)
{
  sqlite3 *target = isg_store_file_new (path, isg_cipher_of_handle (source), error);
  gboolean done;

  if (target == NULL)
    return FALSE;
  done = exec (target, "PRAGMA foreign_keys = ON; BEGIN", error)
         && fill (source, target, clock, report, error) && exec (target, "COMMIT", error);
  if (sqlite3_close (target) != SQLITE_OK && done)
    done = damaged (error, "the new file was not closed");
  return done;
}

/* ---- from the damaged file to a backup ---- */

typedef struct {
  char *reading; /* (owned): the bytes of the damaged file */
  char *made;    /* (owned): the new one, before it is a backup */
} Scratch;

static void
drop (const char *path)
{
  static const char *const more[] = { "", "-wal", "-log", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++) {
    g_autofree char *name = g_strconcat (path, more[i], NULL);

    g_unlink (name);
  }
}

static void
scratch_clear (Scratch *scratch)
{
  drop (scratch->reading);
  drop (scratch->made);
  g_free (scratch->reading);
  g_free (scratch->made);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scratch, scratch_clear)

/* A log is part of the file. */
static gboolean
copy_with_log (const char *path, const char *reading, gint64 *out_unreadable, GError **error)
{
  static const char *const logs[] = { "-wal", "-log" };
  gint64 more = 0;

  if (!isg_recover_copy_bytes (path, reading, out_unreadable, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (logs); i++) {
    g_autofree char *from = g_strconcat (path, logs[i], NULL);
    g_autofree char *to = g_strconcat (reading, logs[i], NULL);

    if (!g_file_test (from, G_FILE_TEST_EXISTS))
      continue;
    if (!isg_recover_copy_bytes (from, to, &more, error))
      return FALSE;
    *out_unreadable += more;
  }
  return TRUE;
}

/* The end of a damaged backup may be whole; that of a store is none. */
static void
read_end (const char *path, IsgStoreKey *key, IsgBackupInfo **out_end, IsgRecoverReport *report)
{
  g_autoptr (GError) error = NULL;

  *out_end = isg_backup_read_info (path, key, &error);
  report->end_lost = g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT)
                     || (*out_end != NULL && (*out_end)->sealed);
}

/* A torn first page of a store comes from its log. */
static gboolean
mend_first (const char *reading, IsgCipher *cipher, const IsgBackupInfo *end, GError **error)
{
  g_autofree char *wal = g_strconcat (reading, "-wal", NULL);
  g_autofree char *log = g_strconcat (reading, "-log", NULL);
  gint64 newest = isg_store_migrations[isg_store_n_migrations - 1].version;

  return g_file_test (wal, G_FILE_TEST_EXISTS) || g_file_test (log, G_FILE_TEST_EXISTS)
         || isg_recover_first_page (reading,
                                    cipher,
                                    end != NULL ? end->size : 0,
                                    end != NULL && !end->sealed ? end->schema : newest,
                                    error);
}

static gboolean
write_backup (const char *made,
              IsgCipher *cipher,
              const IsgBackupCarry *carries,
              const char *new_path,
              IsgClock *clock,
              GError **error)
{
  sqlite3 *handle = isg_store_file_read (made, cipher, error);
  gboolean written;

  if (handle == NULL)
    return FALSE;
  written = isg_backup_of_handle (handle,
                                  carries,
                                  new_path,
                                  isg_clock_now (clock),
                                  NULL,
                                  NULL,
                                  NULL,
                                  error);
  sqlite3_close (handle);
  return written;
}

gboolean
isg_recover_file (const char *path,
                  IsgStoreKey *key,
                  const char *new_path,
                  IsgClock *clock,
                  IsgRecoverReport **out_report,
                  GError **error)
{
  g_autoptr (IsgRecoverReport) report = report_new ();
  g_auto (Scratch) scratch
    = { g_strconcat (new_path, ".reading", NULL), g_strconcat (new_path, ".made", NULL) };
  g_autoptr (IsgCipher) cipher = NULL;
  g_autoptr (IsgBackupInfo) end = NULL;
  IsgBackupCarry carries = { 0 };
  sqlite3 *source;
  gboolean made;

  if (g_file_test (new_path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS, "recover: the name is taken");
    return FALSE;
  }
  drop (scratch.reading);
  drop (scratch.made);
  if (!copy_with_log (path, scratch.reading, &report->unreadable, error)
      || !isg_store_key_cipher_for (scratch.reading, key, &cipher, error))
    return FALSE;
  read_end (scratch.reading, key, &end, report);
  if (!mend_first (scratch.reading, cipher, end, error))
    return FALSE;
  source = isg_store_file_open (scratch.reading, cipher, error);
  if (source == NULL)
    return FALSE;
  made = make_target (source, scratch.made, clock, report, error);
  sqlite3_close (source);
  if (end != NULL)
    carries = (IsgBackupCarry){ report->identity_lost ? NULL : end->sent, end->packs };
  if (!made || !write_backup (scratch.made, cipher, &carries, new_path, clock, error))
    return FALSE;
  *out_report = g_steal_pointer (&report);
  return TRUE;
}

gboolean
isg_recover_store (const char *data_dir,
                   IsgStoreKey *key,
                   const char *new_path,
                   IsgClock *clock,
                   IsgRecoverReport **out_report,
                   GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, ISG_STORE_FILE, NULL);
  IsgStoreSlot *slot;
  gboolean done = FALSE;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "there is no store");
    return FALSE;
  }
  slot = isg_store_slot_enter (data_dir, error);
  if (slot == NULL)
    return FALSE;
  if (isg_store_slot_is_alone (slot))
    done = isg_recover_file (path, key, new_path, clock, out_report, error);
  else
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY, "recover: the store is open");
  isg_store_slot_leave (slot, TRUE);
  return done;
}
