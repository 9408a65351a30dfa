/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/store/cipher-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "support/isg-test.h"

IsgCipher *
cipher_new (guint8 seed, IsgSecret **out_key)
{
  g_autoptr (GError) error = NULL;
  guint8 bytes[ISG_CIPHER_KEY];
  IsgCipherHeader header = { 0 };
  g_autoptr (IsgSecret) key = NULL;
  IsgCipher *cipher;

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (seed * 31 + i * 7 + 1);
  key = isg_secret_new (bytes, sizeof bytes, &error);
  g_assert_no_error (error);
  memset (header.uuid, seed, sizeof header.uuid);
  header.n_slots = 1;
  header.slots[0].kind = 1;
  header.slots[0].rounds = 210000;
  cipher = isg_cipher_new (key, &header, &error);
  g_assert_no_error (error);
  if (out_key != NULL)
    *out_key = g_steal_pointer (&key);
  return cipher;
}

void
cipher_fixture_init (CipherFixture *fixture)
{
  fixture->path = isg_test_path ("store.db");
  fixture->log = g_strconcat (fixture->path, "-log", NULL);
  fixture->cipher = cipher_new (1, &fixture->key);
}

void
cipher_fixture_clear (CipherFixture *fixture)
{
  g_clear_pointer (&fixture->cipher, isg_cipher_free);
  g_clear_pointer (&fixture->key, isg_secret_unref);
  g_clear_pointer (&fixture->path, g_free);
  g_clear_pointer (&fixture->log, g_free);
}

sqlite3 *
cipher_open (IsgCipher *cipher, const char *path)
{
  g_autoptr (GError) error = NULL;
  gboolean fresh = !g_file_test (path, G_FILE_TEST_EXISTS);
  sqlite3 *handle;

  if (fresh && cipher != NULL) {
    isg_cipher_create (cipher, path, &error);
    g_assert_no_error (error);
  }
  g_assert_cmpint (sqlite3_open_v2 (path,
                                    &handle,
                                    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI
                                      | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                    cipher != NULL ? isg_cipher_vfs_name (cipher) : NULL),
                   ==,
                   SQLITE_OK);
  sqlite3_busy_timeout (handle, 10000);
  cipher_exec (handle,
               "PRAGMA cache_spill = OFF; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;"
               "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000;");
  if (fresh)
    cipher_must (handle, "PRAGMA journal_mode = MEMORY; PRAGMA journal_mode = WAL");
  return handle;
}

int
cipher_exec (sqlite3 *handle, const char *sql)
{
  return sqlite3_exec (handle, sql, NULL, NULL, NULL);
}

void
cipher_must (sqlite3 *handle, const char *sql)
{
  int rc = cipher_exec (handle, sql);

  if (rc != SQLITE_OK)
    g_test_message ("%s: %s", sql, sqlite3_errmsg (handle));
  g_assert_cmpint (rc, ==, SQLITE_OK);
}

char *
cipher_text (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;
  int rc = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  else
    text = g_strdup_printf ("error %d", rc);
  sqlite3_finalize (stmt);
  return text;
}

void
cipher_fill (sqlite3 *handle, int n)
{
  g_autofree char *sql
    = g_strdup_printf ("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, x TEXT);"
                       "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                       "%d) INSERT INTO t (x) SELECT printf ('%%.500c', 'x') FROM n",
                       n);

  cipher_must (handle, sql);
}

guint8 *
cipher_load (const char *path, gsize *out_length)
{
  char *data;

  g_assert_true (g_file_get_contents (path, &data, out_length, NULL));
  return (guint8 *) data;
}

void
cipher_save (const char *path, const guint8 *data, gsize length)
{
  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) length, NULL));
}

static void
copy_file (const char *from, const char *to)
{
  gsize length;
  g_autofree guint8 *data = cipher_load (from, &length);

  cipher_save (to, data, length);
}

char *
cipher_copy (CipherFixture *fixture, const char *name)
{
  char *path = isg_test_path (name);
  g_autofree char *log = g_strconcat (path, "-log", NULL);

  copy_file (fixture->path, path);
  if (g_file_test (fixture->log, G_FILE_TEST_EXISTS))
    copy_file (fixture->log, log);
  return path;
}

void
cipher_flip (const char *path, guint64 bit)
{
  gsize length;
  g_autofree guint8 *data = cipher_load (path, &length);

  g_assert_cmpuint (bit / 8, <, length);
  data[bit / 8] ^= (guint8) (1u << bit % 8);
  cipher_save (path, data, length);
}
