/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/isg-bytes.h"
#include "support/isg-test.h"
#include "unit/store/cipher-fixture.h"

/* design.md 5, the store file: what is written, and what is found when it is not as it was
 * written. */

#define PAGE ISG_CIPHER_PAGE

static char *
hash_of (const char *path)
{
  gsize length;
  guint8 *data = cipher_load (path, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);

  return isg_bytes_sha256_hex (bytes);
}

static int
try_open (IsgCipher *cipher, const char *path)
{
  sqlite3 *handle = NULL;
  int rc = sqlite3_open_v2 (path,
                            &handle,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE,
                            isg_cipher_vfs_name (cipher));

  sqlite3_close (handle);
  return rc;
}

/* SQLITE_IOERR_DATA, from SQLite itself or in what its check says. */
static void
assert_damage (const char *answer)
{
  if (strstr (answer, "8202") == NULL)
    g_test_message ("%s", answer);
  g_assert_nonnull (strstr (answer, "8202"));
}

/* What reading everything in a file answers. */
static char *
read_all (IsgCipher *cipher, const char *path)
{
  sqlite3 *handle = NULL;
  char *answer;
  int rc = sqlite3_open_v2 (path,
                            &handle,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE,
                            isg_cipher_vfs_name (cipher));

  if (rc == SQLITE_OK)
    cipher_exec (handle, "PRAGMA temp_store = MEMORY");
  answer = rc == SQLITE_OK ? cipher_text (handle, "PRAGMA integrity_check")
                           : g_strdup_printf ("open %d", rc);
  sqlite3_close (handle);
  return answer;
}

static void
make (CipherFixture *fixture, int n)
{
  sqlite3 *handle;

  cipher_fixture_init (fixture);
  handle = cipher_open (fixture->cipher, fixture->path);
  cipher_fill (handle, n);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* ---- what is written ---- */

static void
test_what_is_written_is_read_again (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *wal = NULL;
  g_autofree char *count = NULL;
  sqlite3 *handle;

  cipher_fixture_init (&fixture);
  wal = g_strconcat (fixture.path, "-wal", NULL);
  handle = cipher_open (fixture.cipher, fixture.path);
  cipher_fill (handle, 100);
  g_assert_true (g_file_test (fixture.log, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  sqlite3_close (handle);
  /* A clean close leaves the file alone. */
  g_assert_false (g_file_test (fixture.log, G_FILE_TEST_EXISTS));

  handle = cipher_open (fixture.cipher, fixture.path);
  count = cipher_text (handle, "SELECT count(*) || '/' || max(length(x)) FROM t");
  g_assert_cmpstr (count, ==, "100/500");
  sqlite3_close (handle);
}

static void
test_pages_lie_behind_two_equal_copies_of_the_header (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree guint8 *data = NULL;
  gsize length;

  make (&fixture, 100);
  data = cipher_load (fixture.path, &length);
  g_assert_cmpuint (length % PAGE, ==, 0);
  g_assert_cmpuint (length, >, ISG_CIPHER_START + 10 * PAGE);
  g_assert_cmpmem (data, 16, "isg-defteri key\n", 16);
  g_assert_cmpmem (data, ISG_CIPHER_COPY, data + ISG_CIPHER_COPY, ISG_CIPHER_COPY);
  g_assert_cmpuint (data[22] << 8 | data[23], ==, 4096);
  g_assert_cmpuint (data[27], ==, 32);
  /* The last 4 bytes of a page are zero, the nonce before them is another in each. */
  for (gsize at = ISG_CIPHER_START; at < length; at += PAGE) {
    g_assert_cmpmem (data + at + PAGE - 4, 4, "\0\0\0\0", 4);
    for (gsize other = ISG_CIPHER_START; other < at; other += PAGE)
      g_assert_cmpint (memcmp (data + at + PAGE - 16, data + other + PAGE - 16, 12), !=, 0);
  }
}

static void
test_the_same_page_written_twice_is_other_bytes (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree guint8 *before = NULL;
  g_autofree guint8 *after = NULL;
  gsize length;
  sqlite3 *handle;

  make (&fixture, 3);
  before = cipher_load (fixture.path, &length);
  handle = cipher_open (fixture.cipher, fixture.path);
  cipher_must (handle, "UPDATE t SET x = upper (x); UPDATE t SET x = lower (x)");
  sqlite3_close (handle);
  after = cipher_load (fixture.path, &length);
  g_assert_cmpint (memcmp (before + ISG_CIPHER_START + PAGE, after + ISG_CIPHER_START + PAGE, PAGE),
                   !=,
                   0);
}

static void
test_a_plain_sqlite_makes_nothing_of_it (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *answer = NULL;
  sqlite3 *handle;

  make (&fixture, 10);
  before = hash_of (fixture.path);
  g_assert_cmpint (sqlite3_open (fixture.path, &handle), ==, SQLITE_OK);
  answer = cipher_text (handle, "SELECT count(*) FROM t");
  g_assert_cmpstr (answer, ==, "error 26");
  sqlite3_close (handle);
  after = hash_of (fixture.path);
  g_assert_cmpstr (before, ==, after);
}

/* ---- keys ---- */

static void
test_a_wrong_key_touches_nothing (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autoptr (IsgCipher) other = cipher_new (2, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *dir = NULL;
  g_autoptr (GDir) listing = NULL;

  make (&fixture, 10);
  before = hash_of (fixture.path);
  g_assert_cmpint (try_open (other, fixture.path), ==, SQLITE_NOTADB);
  g_assert_cmpint (isg_cipher_reason (other), ==, ISG_CIPHER_WRONG_KEY);
  after = hash_of (fixture.path);
  g_assert_cmpstr (before, ==, after);
  dir = g_path_get_dirname (fixture.path);
  listing = g_dir_open (dir, 0, NULL);
  g_assert_nonnull (g_dir_read_name (listing));
  g_assert_null (g_dir_read_name (listing));
  g_assert_cmpint (try_open (fixture.cipher, fixture.path), ==, SQLITE_OK);
}

static void
test_a_file_without_our_header_is_not_ours (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *plain = isg_test_path ("plain.db");
  gboolean encrypted = TRUE;
  sqlite3 *handle;

  cipher_fixture_init (&fixture);
  handle = cipher_open (NULL, plain);
  cipher_fill (handle, 10);
  sqlite3_close (handle);
  g_assert_cmpint (try_open (fixture.cipher, plain), ==, SQLITE_NOTADB);
  g_assert_cmpint (isg_cipher_reason (fixture.cipher), ==, ISG_CIPHER_NOT_OURS);
  g_assert_true (isg_cipher_header_of_file (plain, NULL, &encrypted, NULL));
  g_assert_false (encrypted);
}

static void
test_a_header_of_a_newer_form_is_left_alone (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *data = NULL;
  g_autofree char *path = NULL;
  gboolean encrypted;
  gsize length;

  make (&fixture, 3);
  data = cipher_load (fixture.path, &length);
  for (guint copy = 0; copy < 2; copy++) {
    guint8 *at = data + copy * ISG_CIPHER_COPY;

    at[19] = 2;
    isg_bytes_sha256 (at, 4032, at + 4032);
  }
  path = isg_test_path ("newer.db");
  cipher_save (path, data, length);
  g_assert_false (isg_cipher_header_of_file (path, NULL, &encrypted, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_NEWER);
  g_assert_cmpint (try_open (fixture.cipher, path), ==, SQLITE_NOTADB);
  g_assert_cmpint (isg_cipher_reason (fixture.cipher), ==, ISG_CIPHER_NEWER);
}

static void
test_another_salt_is_another_key (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree guint8 *data = NULL;
  g_autofree char *path = NULL;
  gsize length;

  make (&fixture, 3);
  data = cipher_load (fixture.path, &length);
  for (guint copy = 0; copy < 2; copy++) {
    guint8 *at = data + copy * ISG_CIPHER_COPY;

    /* Whoever can sum up the header still cannot make its MAC. */
    at[32] ^= 1;
    isg_bytes_sha256 (at, 4032, at + 4032);
  }
  path = isg_test_path ("salt.db");
  cipher_save (path, data, length);
  g_assert_cmpint (try_open (fixture.cipher, path), ==, SQLITE_NOTADB);
  g_assert_cmpint (isg_cipher_reason (fixture.cipher), ==, ISG_CIPHER_WRONG_KEY);
}

static void
test_one_good_copy_of_the_header_is_enough (void)
{
  for (guint copy = 0; copy < 2; copy++) {
    g_auto (CipherFixture) fixture = { 0 };
    g_autofree char *answer = NULL;
    IsgCipherHeader header;
    gboolean whole = TRUE;
    sqlite3 *handle;

    make (&fixture, 3);
    cipher_flip (fixture.path, copy * ISG_CIPHER_COPY * 8 + 8 * 100);
    handle = cipher_open (fixture.cipher, fixture.path);
    answer = cipher_text (handle, "SELECT count(*) FROM t");
    g_assert_cmpstr (answer, ==, "3");
    g_assert_true (isg_cipher_read_header (handle, &header, &whole, NULL));
    g_assert_false (whole);
    /* And it is made two again. */
    g_assert_true (isg_cipher_write_header (handle, &header, NULL));
    g_assert_true (isg_cipher_read_header (handle, &header, &whole, NULL));
    g_assert_true (whole);
    g_assert_cmpuint (header.sequence, ==, 2);
    sqlite3_close (handle);
  }
}

static void
test_two_bad_copies_of_the_header_are_damage (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean encrypted;

  make (&fixture, 3);
  cipher_flip (fixture.path, 8 * 100);
  cipher_flip (fixture.path, ISG_CIPHER_COPY * 8 + 8 * 4000);
  g_assert_cmpint (try_open (fixture.cipher, fixture.path), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (isg_cipher_reason (fixture.cipher), ==, ISG_CIPHER_DAMAGED);
  g_assert_false (isg_cipher_header_of_file (fixture.path, NULL, &encrypted, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT);
}

/* ---- pages ---- */

typedef enum {
  SWAP,
  FOREIGN,
  ZERO,
  OLDER_NUMBER
} Harm;

static void
harm_pages (Harm harm, guint8 *data, const guint8 *foreign)
{
  guint8 *two = data + ISG_CIPHER_START + 4 * PAGE;
  guint8 *three = two + PAGE;
  guint8 hold[PAGE];

  switch (harm) {
  case SWAP:
    memcpy (hold, two, PAGE);
    memcpy (two, three, PAGE);
    memcpy (three, hold, PAGE);
    break;
  case OLDER_NUMBER:
    memcpy (two, three, PAGE);
    break;
  case FOREIGN:
    memcpy (two, foreign + (two - data), PAGE);
    break;
  case ZERO:
    memset (two, 0, PAGE);
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
test_pages_of_elsewhere_are_found (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *copy = isg_test_path ("copy.db");
  g_autofree char *into = g_strdup_printf ("VACUUM INTO '%s'", copy);
  g_autofree guint8 *foreign = NULL;
  gsize length;
  sqlite3 *handle;

  make (&fixture, 100);
  /* The same content under the same file key, in another file. */
  handle = cipher_open (fixture.cipher, fixture.path);
  cipher_must (handle, into);
  sqlite3_close (handle);
  foreign = cipher_load (copy, &length);
  for (Harm harm = SWAP; harm <= OLDER_NUMBER; harm++) {
    g_autofree guint8 *data = cipher_load (fixture.path, &length);
    g_autofree char *path = isg_test_path ("harmed.db");
    g_autofree char *answer = NULL;

    harm_pages (harm, data, foreign);
    cipher_save (path, data, length);
    answer = read_all (fixture.cipher, path);
    assert_damage (answer);
  }
}

/* Every byte of a small file in the nightly run, one of each class and some by chance otherwise. */
static void
test_one_flipped_bit_is_found_on_reading (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autoptr (GRand) chance = g_rand_new_with_seed (5);
  g_autofree guint8 *data = NULL;
  gsize length;
  gsize step = g_getenv ("ISG_TEST_NIGHTLY") != NULL ? 1 : 97;

  make (&fixture, 20);
  data = cipher_load (fixture.path, &length);
  for (gsize at = 0; at < length; at += step) {
    gsize classes[] = { at,
                        at / PAGE * PAGE,
                        at / PAGE * PAGE + ISG_CIPHER_BODY,
                        at / PAGE * PAGE + ISG_CIPHER_BODY + 16,
                        at / PAGE * PAGE + PAGE - 1 };
    gsize place = step == 1 ? at : classes[g_rand_int_range (chance, 0, 5)];
    guint8 bit = (guint8) (1 << g_rand_int_range (chance, 0, 8));
    g_autofree char *path = isg_test_path ("flipped.db");
    g_autofree char *answer = NULL;
    sqlite3 *handle = NULL;

    data[place] ^= bit;
    cipher_save (path, data, length);
    data[place] ^= bit;
    if (place >= ISG_CIPHER_START) {
      answer = read_all (fixture.cipher, path);
      assert_damage (answer);
    } else {
      IsgCipherHeader header;
      gboolean whole = TRUE;

      handle = cipher_open (fixture.cipher, path);
      g_assert_true (isg_cipher_read_header (handle, &header, &whole, NULL));
      g_assert_false (whole);
      sqlite3_close (handle);
    }
    g_unlink (path);
  }
}

static void
test_a_truncated_file_is_found (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree guint8 *data = NULL;
  gsize length;
  const gsize cuts[] = { PAGE, 100, 1 };

  make (&fixture, 50);
  data = cipher_load (fixture.path, &length);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++) {
    g_autofree char *path = isg_test_path ("cut.db");
    g_autofree char *answer = NULL;

    cipher_save (path, data, length - cuts[i]);
    answer = read_all (fixture.cipher, path);
    g_assert_false (g_str_equal (answer, "ok"));
    if (!g_str_equal (answer, "error 11"))
      assert_damage (answer);
  }
  {
    g_autofree char *path = isg_test_path ("cut.db");

    /* In the header. */
    cipher_save (path, data, ISG_CIPHER_COPY + 5);
    g_assert_cmpint (try_open (fixture.cipher, path), ==, SQLITE_IOERR_DATA);
    cipher_save (path, data, 50);
    g_assert_cmpint (try_open (fixture.cipher, path), ==, SQLITE_IOERR_DATA);
  }
}

static void
test_a_bad_page_leaves_the_handle_usable (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autofree char *answer = NULL;
  sqlite3 *handle;

  make (&fixture, 100);
  handle = cipher_open (fixture.cipher, fixture.path);
  cipher_must (handle, "CREATE TABLE other (n); INSERT INTO other VALUES (7)");
  sqlite3_close (handle);
  cipher_flip (fixture.path, (ISG_CIPHER_START + 6 * PAGE) * 8);
  handle = cipher_open (fixture.cipher, fixture.path);
  g_assert_cmpint (cipher_exec (handle, "BEGIN; INSERT INTO other VALUES (8); UPDATE t SET x = 1"),
                   ==,
                   SQLITE_IOERR_DATA);
  /* The transaction is gone as a whole. */
  g_assert_true (sqlite3_get_autocommit (handle) != 0);
  answer = cipher_text (handle, "SELECT group_concat (n) FROM other");
  g_assert_cmpstr (answer, ==, "7");
  sqlite3_close (handle);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/cipher/file/read-again", test_what_is_written_is_read_again);
  g_test_add_func ("/cipher/file/layout", test_pages_lie_behind_two_equal_copies_of_the_header);
  g_test_add_func ("/cipher/file/fresh-nonce", test_the_same_page_written_twice_is_other_bytes);
  g_test_add_func ("/cipher/file/plain-sqlite", test_a_plain_sqlite_makes_nothing_of_it);
  g_test_add_func ("/cipher/file/wrong-key", test_a_wrong_key_touches_nothing);
  g_test_add_func ("/cipher/file/not-ours", test_a_file_without_our_header_is_not_ours);
  g_test_add_func ("/cipher/file/newer", test_a_header_of_a_newer_form_is_left_alone);
  g_test_add_func ("/cipher/file/salt", test_another_salt_is_another_key);
  g_test_add_func ("/cipher/file/one-copy", test_one_good_copy_of_the_header_is_enough);
  g_test_add_func ("/cipher/file/no-copy", test_two_bad_copies_of_the_header_are_damage);
  g_test_add_func ("/cipher/file/elsewhere", test_pages_of_elsewhere_are_found);
  g_test_add_func ("/cipher/file/flip", test_one_flipped_bit_is_found_on_reading);
  g_test_add_func ("/cipher/file/truncated", test_a_truncated_file_is_found);
  g_test_add_func ("/cipher/file/usable", test_a_bad_page_leaves_the_handle_usable);
  return g_test_run ();
}
