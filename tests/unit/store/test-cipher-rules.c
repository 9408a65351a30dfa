/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/isg-cipher-file-private.h"
#include "support/isg-test.h"
#include "unit/store/cipher-fixture.h"

/* design.md 5: what the cipher refuses, and what SQLite can do under it all the same. */

#define PAGE ISG_CIPHER_PAGE

static sqlite3_file *
file_of (sqlite3 *handle)
{
  sqlite3_file *file = NULL;

  g_assert_cmpint (sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file),
                   ==,
                   SQLITE_OK);
  return file;
}

static sqlite3_file *
log_of (sqlite3 *handle)
{
  sqlite3_file *file = NULL;

  g_assert_cmpint (sqlite3_file_control (handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file),
                   ==,
                   SQLITE_OK);
  return file;
}

static sqlite3 *
open_filled (CipherFixture *fixture, int n)
{
  sqlite3 *handle;

  cipher_fixture_init (fixture);
  handle = cipher_open (fixture->cipher, fixture->path);
  cipher_fill (handle, n);
  return handle;
}

/* ---- odd reads and writes ---- */

typedef struct {
  int length;
  sqlite3_int64 offset;
  gboolean read;  /* allowed */
  gboolean write; /* allowed */
} Odd;

static void
test_odd_reads_and_writes_of_the_file_are_refused (void)
{
  static const Odd odds[] = {
    { PAGE, PAGE, TRUE, TRUE },    { PAGE, PAGE + 1, FALSE, FALSE }, { PAGE, 512, FALSE, FALSE },
    { 100, 0, TRUE, FALSE },       { 100, 1, FALSE, FALSE },         { 16, 24, TRUE, FALSE },
    { 16, 25, FALSE, FALSE },      { 4, 24, FALSE, FALSE },          { 512, 0, FALSE, FALSE },
    { 2 * PAGE, 0, FALSE, FALSE }, { PAGE, -PAGE, FALSE, FALSE },    { 1, PAGE, FALSE, FALSE },
  };
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 50);
  sqlite3_file *file = file_of (handle);
  g_autofree guint8 *data = g_malloc0 (2 * PAGE);

  cipher_must (handle, "PRAGMA wal_checkpoint (TRUNCATE)");
  for (guint i = 0; i < G_N_ELEMENTS (odds); i++) {
    int rc = file->pMethods->xRead (file, data, odds[i].length, odds[i].offset);

    g_assert_cmpint (rc, ==, odds[i].read ? SQLITE_OK : SQLITE_IOERR_READ);
    if (odds[i].write)
      g_assert_cmpint (file->pMethods->xWrite (file, data, odds[i].length, odds[i].offset),
                       ==,
                       SQLITE_OK);
    else
      g_assert_cmpint (file->pMethods->xWrite (file, data, odds[i].length, odds[i].offset),
                       ==,
                       SQLITE_IOERR_WRITE);
  }
  g_assert_cmpint (file->pMethods->xTruncate (file, PAGE + 1), ==, SQLITE_IOERR_TRUNCATE);
  sqlite3_close (handle);
}

static void
test_odd_reads_and_writes_of_the_log_are_refused (void)
{
  static const Odd odds[] = {
    { 32, 0, TRUE, TRUE },          { 24, 32, FALSE, TRUE },       { PAGE, 32 + 24, TRUE, TRUE },
    { 24 + PAGE, 32, TRUE, FALSE }, { 8, 24, TRUE, FALSE },        { 8, 32 + 16, TRUE, FALSE },
    { 8, 32 + 8, FALSE, FALSE },    { PAGE, 32, FALSE, FALSE },    { PAGE, 0, FALSE, FALSE },
    { 24, 0, FALSE, FALSE },        { 16, 32 + 24, FALSE, FALSE }, { 512, 32 + 24, FALSE, FALSE },
  };
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 50);
  sqlite3_file *log = log_of (handle);

  for (guint i = 0; i < G_N_ELEMENTS (odds); i++) {
    g_autofree guint8 *data = g_malloc0 (2 * PAGE);
    int rc = log->pMethods->xRead (log, data, odds[i].length, odds[i].offset);

    g_assert_cmpint (rc, ==, odds[i].read ? SQLITE_OK : SQLITE_IOERR_READ);
    if (odds[i].write && odds[i].length == PAGE)
      memset (data + ISG_CIPHER_BODY, 0, ISG_CIPHER_RESERVE);
    rc = log->pMethods->xWrite (log, data, odds[i].length, odds[i].offset);
    g_assert_cmpint (rc, ==, odds[i].write ? SQLITE_OK : SQLITE_IOERR_WRITE);
    if (odds[i].write && odds[i].length == 24) {
      /* As SQLite does: a page comes with its header. */
      rc = log->pMethods->xWrite (log, "", 0, 1);
      g_assert_cmpint (rc, ==, SQLITE_IOERR_WRITE);
      memset (data, 0, PAGE);
      g_assert_cmpint (log->pMethods->xWrite (log, data, PAGE, odds[i].offset + 24), ==, SQLITE_OK);
    }
  }
  /* The log was written over: nothing of it goes into the file. */
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_close (handle);
}

static void
test_reserved_bytes_read_as_zero_and_must_be_written_so (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 50);
  sqlite3_file *file = file_of (handle);
  sqlite3_file *log = log_of (handle);
  guint8 page[PAGE];

  g_assert_cmpint (log->pMethods->xRead (log, page, PAGE, 32 + 24), ==, SQLITE_OK);
  g_assert_cmpmem (page + PAGE - 32, 32, (guint8[32]){ 0 }, 32);
  page[PAGE - 1] = 1;
  g_assert_cmpint (log->pMethods->xWrite (log, page, PAGE, 32 + 24), ==, SQLITE_IOERR_WRITE);
  cipher_must (handle, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_cmpint (file->pMethods->xRead (file, page, PAGE, PAGE), ==, SQLITE_OK);
  g_assert_cmpmem (page + PAGE - 32, 32, (guint8[32]){ 0 }, 32);
  page[PAGE - 32] = 1;
  g_assert_cmpint (file->pMethods->xWrite (file, page, PAGE, PAGE), ==, SQLITE_IOERR_WRITE);
  sqlite3_close (handle);
}

static void
test_a_first_page_of_another_shape_is_refused (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 5);
  sqlite3_file *file = file_of (handle);
  guint8 page[PAGE];

  cipher_must (handle, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_cmpint (file->pMethods->xRead (file, page, PAGE, 0), ==, SQLITE_OK);
  g_assert_cmpint (page[20], ==, 32);
  page[20] = 0;
  g_assert_cmpint (file->pMethods->xWrite (file, page, PAGE, 0), ==, SQLITE_IOERR_WRITE);
  page[20] = 32;
  page[16] = 8;
  g_assert_cmpint (file->pMethods->xWrite (file, page, PAGE, 0), ==, SQLITE_IOERR_WRITE);
  page[16] = 16;
  g_assert_cmpint (file->pMethods->xWrite (file, page, PAGE, 0), ==, SQLITE_OK);
  sqlite3_close (handle);
}

/* What SQLite writes is its own page, from its cache: it is the same after the write. */
static void
test_sqlites_own_buffer_is_not_changed (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 5);
  sqlite3_file *file = file_of (handle);
  guint8 page[PAGE];
  guint8 before[PAGE];

  cipher_must (handle, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_cmpint (file->pMethods->xRead (file, page, PAGE, PAGE), ==, SQLITE_OK);
  memcpy (before, page, PAGE);
  g_assert_cmpint (file->pMethods->xWrite (file, page, PAGE, PAGE), ==, SQLITE_OK);
  g_assert_cmpmem (page, PAGE, before, PAGE);
  sqlite3_close (handle);
}

static void
test_the_device_promises_one_thing_alone (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 5);
  sqlite3_file *file = file_of (handle);
  sqlite3_file *log = log_of (handle);
  sqlite3_int64 size = 1 << 20;
  g_autofree char *mapped = cipher_text (handle, "PRAGMA mmap_size = 1000000");

  g_assert_cmpint (file->pMethods->xDeviceCharacteristics (file),
                   ==,
                   SQLITE_IOCAP_POWERSAFE_OVERWRITE);
  g_assert_cmpint (log->pMethods->xDeviceCharacteristics (log),
                   ==,
                   SQLITE_IOCAP_POWERSAFE_OVERWRITE);
  g_assert_cmpint (file->pMethods->iVersion, ==, 2);
  g_assert_cmpint (sqlite3_file_control (handle, "main", SQLITE_FCNTL_MMAP_SIZE, &size),
                   ==,
                   SQLITE_OK);
  g_assert_cmpint (size, ==, 0);
  g_assert_cmpstr (mapped, ==, "0");
  g_assert_cmpint (sqlite3_file_control (handle, "main", SQLITE_FCNTL_BEGIN_ATOMIC_WRITE, NULL),
                   ==,
                   SQLITE_NOTFOUND);
  sqlite3_close (handle);
}

/* ---- slips that would leave plain pages ---- */

static const char *const slips[] = {
  "PRAGMA journal_mode = DELETE; INSERT INTO t (x) VALUES ('y')",
  "PRAGMA journal_mode = TRUNCATE; INSERT INTO t (x) VALUES ('y')",
  "PRAGMA journal_mode = PERSIST; INSERT INTO t (x) VALUES ('y')",
  "PRAGMA temp_store = FILE; PRAGMA cache_size = 5; PRAGMA cache_spill = 1;"
  " CREATE TEMP TABLE s AS SELECT a.x || b.x AS x FROM t a, t b; CREATE INDEX temp.i ON s (x)",
};

static void
test_what_would_leak_fails (gconstpointer data)
{
  const char *slip = data;
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *answer = NULL;
  g_autofree char *dir = NULL;
  g_autoptr (GDir) listing = NULL;
  const char *name;
  sqlite3 *handle = open_filled (&fixture, 300);

  g_assert_cmpint (cipher_exec (handle, slip) & 0xff, ==, SQLITE_CANTOPEN);
  cipher_exec (handle, "ROLLBACK");
  answer = cipher_text (handle, "SELECT count(*) FROM t");
  g_assert_cmpstr (answer, ==, "300");
  sqlite3_close (handle);
  dir = g_path_get_dirname (fixture.path);
  listing = g_dir_open (dir, 0, NULL);
  while ((name = g_dir_read_name (listing)) != NULL)
    g_assert_true (g_str_has_prefix (name, "store.db") && !g_str_has_suffix (name, "-journal"));
}

static void
test_a_journal_beside_the_file_is_not_played_back (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *journal = NULL;
  g_autofree char *answer = NULL;
  sqlite3 *handle = open_filled (&fixture, 5);

  sqlite3_close (handle);
  journal = g_strconcat (fixture.path, "-journal", NULL);
  g_assert_true (
    g_file_set_contents (journal, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7garbage", -1, NULL));
  handle = cipher_open (fixture.cipher, fixture.path);
  answer = cipher_text (handle, "SELECT count(*) FROM t");
  g_assert_cmpstr (answer, ==, "5");
  sqlite3_close (handle);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
}

static void
test_another_page_size_or_autovacuum_is_refused (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 5);

  g_assert_cmpint (cipher_exec (handle, "PRAGMA page_size = 8192"), ==, SQLITE_ERROR);
  g_assert_cmpint (cipher_exec (handle, "PRAGMA auto_vacuum = FULL"), ==, SQLITE_ERROR);
  cipher_must (handle, "PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE; VACUUM");
  sqlite3_close (handle);
}

/* ---- what SQLite can do under it ---- */

static void
assert_rows (IsgCipher *cipher, const char *path, const char *expected)
{
  sqlite3 *handle = cipher_open (cipher, path);
  g_autofree char *count = cipher_text (handle, "SELECT count(*) FROM t");
  g_autofree char *check = cipher_text (handle, "PRAGMA integrity_check");

  g_assert_cmpstr (count, ==, expected);
  g_assert_cmpstr (check, ==, "ok");
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static gboolean
is_encrypted (const char *path)
{
  gboolean encrypted;

  g_assert_true (isg_cipher_header_of_file (path, NULL, &encrypted, NULL));
  return encrypted;
}

static void
test_vacuum_in_place (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 500);
  GStatBuf before;
  GStatBuf after;

  cipher_must (handle, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_stat (fixture.path, &before);
  cipher_must (handle, "DELETE FROM t WHERE id > 20; VACUUM; PRAGMA wal_checkpoint (TRUNCATE)");
  g_stat (fixture.path, &after);
  g_assert_cmpint (after.st_size, <, before.st_size / 4);
  sqlite3_close (handle);
  assert_rows (fixture.cipher, fixture.path, "20");
}

static void
vacuum_into (sqlite3 *handle, const char *path, const char *vfs)
{
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO 'file:%s%s%s'",
                                          path,
                                          vfs != NULL ? "?vfs=" : "",
                                          vfs != NULL ? vfs : "");

  cipher_must (handle, sql);
}

static void
test_vacuum_into_files_of_every_key (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autoptr (IsgCipher) other = cipher_new (2, NULL);
  g_autofree char *same = isg_test_path ("same.db");
  g_autofree char *new_key = isg_test_path ("other.db");
  g_autofree char *plain = isg_test_path ("plain.db");
  IsgCipherHeader first;
  IsgCipherHeader second;
  gboolean encrypted;
  sqlite3 *handle = open_filled (&fixture, 50);

  vacuum_into (handle, same, NULL);
  vacuum_into (handle, new_key, isg_cipher_vfs_name (other));
  vacuum_into (handle, plain, "unix");
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  assert_rows (fixture.cipher, same, "50");
  assert_rows (other, new_key, "50");
  assert_rows (NULL, plain, "50");
  g_assert_false (is_encrypted (plain));
  /* The same key and slots, another salt. */
  g_assert_true (isg_cipher_header_of_file (fixture.path, &first, &encrypted, NULL));
  g_assert_true (isg_cipher_header_of_file (same, &second, &encrypted, NULL));
  g_assert_cmpmem (first.uuid, 16, second.uuid, 16);
  g_assert_cmpmem (first.slots, sizeof first.slots, second.slots, sizeof second.slots);
  g_assert_cmpint (memcmp (first.salt, second.salt, sizeof first.salt), !=, 0);
}

static void
test_a_plain_file_becomes_an_encrypted_one (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *plain = isg_test_path ("plain.db");
  int reserve = ISG_CIPHER_RESERVE;
  sqlite3 *handle;

  cipher_fixture_init (&fixture);
  handle = cipher_open (NULL, plain);
  cipher_fill (handle, 50);
  g_assert_cmpint (sqlite3_file_control (handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve),
                   ==,
                   SQLITE_OK);
  vacuum_into (handle, fixture.path, isg_cipher_vfs_name (fixture.cipher));
  sqlite3_close (handle);
  assert_rows (fixture.cipher, fixture.path, "50");
  assert_rows (NULL, plain, "50");
}

static int
back_up (sqlite3 *from, sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");

  g_assert_nonnull (backup);
  while (sqlite3_backup_step (backup, 5) == SQLITE_OK)
    ;
  return sqlite3_backup_finish (backup);
}

static sqlite3 *
open_target (IsgCipher *cipher, const char *path)
{
  sqlite3 *handle;

  if (cipher != NULL)
    g_assert_true (isg_cipher_create (cipher, path, NULL));
  g_assert_cmpint (sqlite3_open_v2 (path,
                                    &handle,
                                    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                      | SQLITE_OPEN_EXRESCODE,
                                    cipher != NULL ? isg_cipher_vfs_name (cipher) : NULL),
                   ==,
                   SQLITE_OK);
  cipher_must (handle, "PRAGMA journal_mode = MEMORY");
  return handle;
}

static void
test_backup_to_encrypted_and_to_plain (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autoptr (IsgCipher) other = cipher_new (2, NULL);
  IsgCipher *keys[] = { fixture.cipher, other, NULL };
  sqlite3 *handle = open_filled (&fixture, 200);

  keys[0] = fixture.cipher;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *path = isg_test_path ("backup.db");
    sqlite3 *target = open_target (keys[i], path);

    g_assert_cmpint (back_up (handle, target), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_close (target), ==, SQLITE_OK);
    g_assert_cmpint (is_encrypted (path), ==, keys[i] != NULL);
    assert_rows (keys[i], path, "200");
  }
  sqlite3_close (handle);
}

static void
test_a_backup_of_a_plain_file_into_an_encrypted_one_is_refused (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *plain = isg_test_path ("plain.db");
  sqlite3 *handle = cipher_open (NULL, plain);
  sqlite3 *target;

  cipher_fixture_init (&fixture);
  cipher_fill (handle, 50);
  target = open_target (fixture.cipher, fixture.path);
  g_assert_cmpint (back_up (handle, target), !=, SQLITE_OK);
  sqlite3_close (target);
  sqlite3_close (handle);
}

static void
test_attached_files_have_headers_of_their_own (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *second = isg_test_path ("second.db");
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS b", second);
  g_autofree char *answer = NULL;
  sqlite3 *handle = open_filled (&fixture, 20);
  sqlite3 *other = cipher_open (fixture.cipher, second);

  cipher_fill (other, 3);
  sqlite3_close (other);
  cipher_must (handle, attach);
  cipher_must (handle, "INSERT INTO b.t (x) SELECT x FROM main.t");
  answer = cipher_text (handle, "SELECT count(*) FROM b.t");
  g_assert_cmpstr (answer, ==, "23");
  sqlite3_close (handle);
  assert_rows (fixture.cipher, second, "23");
  assert_rows (fixture.cipher, fixture.path, "20");
}

static void
test_sorts_and_indexes_need_no_file (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 3000);

  cipher_must (handle,
               "CREATE INDEX i ON t (x, id); SELECT x FROM t ORDER BY x || id;"
               "SAVEPOINT s; UPDATE t SET x = x || 'y'; ROLLBACK TO s; RELEASE s");
  sqlite3_close (handle);
  assert_rows (fixture.cipher, fixture.path, "3000");
}

/* ---- processes ---- */

static void
add_rows (const char *path, int n)
{
  /* Keys do not outlive a fork: the child makes its own. */
  g_autoptr (IsgCipher) cipher = cipher_new (1, NULL);
  sqlite3 *handle = cipher_open (cipher, path);

  for (int i = 0; i < n; i++)
    cipher_must (handle, "INSERT INTO t (x) VALUES ('child')");
  sqlite3_close (handle);
}

static void
test_two_processes_write_by_turns (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 10);
  int status;
  pid_t child;

  sqlite3_close (handle);
  child = fork ();
  if (child == 0) {
    add_rows (fixture.path, 50);
    _exit (0);
  }
  add_rows (fixture.path, 50);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  assert_rows (fixture.cipher, fixture.path, "110");
}

/* Whether another process could take the file for itself alone. */
static gboolean
lock_is_held (const char *path)
{
  pid_t child = fork ();
  int status;

  if (child == 0) {
    struct flock lock
      = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000 + 2, .l_len = 510 };
    int fd = open (path, O_RDWR);

    _exit (fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 1 : 0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WEXITSTATUS (status) == 1;
}

/* POSIX locks of a process go when it closes any descriptor of the file: so our own look at the
 * header must not close one. */
static void
test_a_look_at_the_header_keeps_the_locks (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  IsgCipherHeader header;
  gboolean encrypted;
  sqlite3 *handle = open_filled (&fixture, 10);
  int fd;

  g_assert_true (lock_is_held (fixture.path));
  g_assert_true (isg_cipher_header_of_file (fixture.path, &header, &encrypted, NULL));
  g_assert_true (isg_cipher_read_header (handle, &header, NULL, NULL));
  g_assert_true (isg_cipher_write_header (handle, &header, NULL));
  g_assert_true (lock_is_held (fixture.path));
  /* The proof that the test can fail. */
  fd = open (fixture.path, O_RDONLY);
  close (fd);
  g_assert_false (lock_is_held (fixture.path));
  sqlite3_close (handle);
}

static void
test_other_code_may_open_and_close_the_file (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_filled (&fixture, 10);
  int status;
  pid_t child;

  /* A copier in this process and a program that opens, reads and closes in another. */
  for (int i = 0; i < 20; i++) {
    gsize length;
    g_autofree guint8 *data = cipher_load (fixture.path, &length);

    cipher_must (handle, "INSERT INTO t (x) VALUES ('here')");
    g_assert_cmpuint (length, >, 0);
  }
  child = fork ();
  if (child == 0) {
    add_rows (fixture.path, 5);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  cipher_must (handle, "INSERT INTO t (x) VALUES ('here')");
  sqlite3_close (handle);
  assert_rows (fixture.cipher, fixture.path, "36");
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/cipher/rules/odd-file", test_odd_reads_and_writes_of_the_file_are_refused);
  g_test_add_func ("/cipher/rules/odd-log", test_odd_reads_and_writes_of_the_log_are_refused);
  g_test_add_func ("/cipher/rules/reserved",
                   test_reserved_bytes_read_as_zero_and_must_be_written_so);
  g_test_add_func ("/cipher/rules/shape", test_a_first_page_of_another_shape_is_refused);
  g_test_add_func ("/cipher/rules/buffer", test_sqlites_own_buffer_is_not_changed);
  g_test_add_func ("/cipher/rules/device", test_the_device_promises_one_thing_alone);
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++) {
    g_autofree char *name = g_strdup_printf ("/cipher/rules/slip/%u", i);

    g_test_add_data_func (name, slips[i], test_what_would_leak_fails);
  }
  g_test_add_func ("/cipher/rules/journal", test_a_journal_beside_the_file_is_not_played_back);
  g_test_add_func ("/cipher/rules/pragmas", test_another_page_size_or_autovacuum_is_refused);
  g_test_add_func ("/cipher/sql/vacuum", test_vacuum_in_place);
  g_test_add_func ("/cipher/sql/vacuum-into", test_vacuum_into_files_of_every_key);
  g_test_add_func ("/cipher/sql/from-plain", test_a_plain_file_becomes_an_encrypted_one);
  g_test_add_func ("/cipher/sql/backup", test_backup_to_encrypted_and_to_plain);
  g_test_add_func ("/cipher/sql/backup-of-plain",
                   test_a_backup_of_a_plain_file_into_an_encrypted_one_is_refused);
  g_test_add_func ("/cipher/sql/attach", test_attached_files_have_headers_of_their_own);
  g_test_add_func ("/cipher/sql/sort", test_sorts_and_indexes_need_no_file);
  g_test_add_func ("/cipher/processes/two", test_two_processes_write_by_turns);
  g_test_add_func ("/cipher/processes/locks", test_a_look_at_the_header_keeps_the_locks);
  g_test_add_func ("/cipher/processes/other-code", test_other_code_may_open_and_close_the_file);
  return g_test_run ();
}
