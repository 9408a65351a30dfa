/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/isg-backup.h"
#include "store/isg-mirror.h"
#include "store/isg-recover.h"
#include "store/isg-recovery-code.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* What stands behind the last page of a backup.  design.md 5, submission.md 5. */

#define PACK "2099.1.1.isgpaket"

typedef struct {
  StoreFixture base;
  IsgStoreKey *key;
  char *path; /* a backup of it */
} Locked;

static IsgStoreKey *
new_key (IsgClock *clock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgSecret) code = isg_recovery_code_new (&error);
  IsgStoreKey *key = isg_store_key_new (&error);

  g_assert_no_error (error);
  g_assert_true (isg_store_key_add (key, ISG_KEY_SLOT_RECOVERY, code, clock, &error));
  return key;
}

static void
encrypt (Locked *locked, IsgStoreKey *old_key)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&locked->base.store, isg_store_close);
  locked->key = new_key (locked->base.clock);
  isg_store_rekey (locked->base.dir,
                   old_key,
                   locked->key,
                   locked->base.rules,
                   locked->base.clock,
                   &error);
  g_assert_no_error (error);
}

static void
open_locked (Locked *locked)
{
  g_autoptr (GError) error = NULL;

  locked->base.store = isg_store_open_with (locked->base.dir,
                                            locked->key,
                                            locked->base.rules,
                                            locked->base.clock,
                                            &error);
  g_assert_no_error (error);
}

static void
send_one (Locked *locked, guint64 number)
{
  const IsgMirrorLine line = { 1, STORE_FIXTURE_NOW, number, (char *) "m", (char *) "f1,f2" };

  g_assert_true (isg_mirror_append (locked->base.store, &line, NULL));
}

static void
back_up (Locked *locked, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  isg_backup_write (locked->base.store, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
locked_init (Locked *locked)
{
  g_autofree char *rules = NULL;
  g_autofree char *pack = NULL;
  g_autofree char *chosen = NULL;

  store_fixture_init (&locked->base);
  g_free (store_fixture_workplace (&locked->base, "Berber"));
  rules = g_build_filename (locked->base.dir, "rules", NULL);
  pack = g_build_filename (rules, PACK, NULL);
  chosen = g_build_filename (rules, "chosen", NULL);
  g_assert_cmpint (g_mkdir_with_parents (rules, 0700), ==, 0);
  g_assert_true (g_file_set_contents (pack, "a pack\0of bytes", 15, NULL));
  g_assert_true (g_file_set_contents (chosen, "2099.1.1\n", -1, NULL));
  encrypt (locked, NULL);
  open_locked (locked);
  g_assert_true (isg_mirror_adopt (locked->base.store, 0, NULL));
  send_one (locked, 4711);
  locked->path = isg_test_path ("kilitli.isgyedek");
  back_up (locked, locked->path);
}

static void
locked_clear (Locked *locked)
{
  g_clear_pointer (&locked->key, isg_store_key_unref);
  g_free (locked->path);
  store_fixture_clear (&locked->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Locked, locked_clear)

static void
test_an_encrypted_end_tells_nothing_without_the_key (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgBackupInfo) open = NULL;
  g_autofree char *content = NULL;
  const char *words[] = { NULL, "sandbox", "4711", "f1,f2", "record", "revision", "isgpaket" };
  gsize length;

  locked_init (&locked);
  words[0] = isg_store_uuid (locked.base.store);
  g_assert_true (g_file_get_contents (locked.path, &content, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_null (memmem (content, length, words[i], strlen (words[i])));
  open = isg_backup_read_info (locked.path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (open->sealed);
  g_assert_cmpint (open->made, ==, STORE_FIXTURE_NOW);
  g_assert_cmpstr (open->uuid, ==, "");
  g_assert_cmpuint (open->counts->len + open->sent->len + open->packs->len, ==, 0);
}

static void
test_the_key_opens_the_end (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgBackupInfo) info = NULL;
  g_autoptr (IsgBackupInfo) foreign = NULL;
  g_autoptr (IsgStoreKey) other = NULL;

  locked_init (&locked);
  info = isg_backup_verify (locked.path, locked.key, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (info->sealed);
  g_assert_cmpstr (info->uuid, ==, isg_store_uuid (locked.base.store));
  g_assert_cmpint (isg_backup_info_rows (info, "record"), ==, 1);
  g_assert_cmpuint (info->sent->len, ==, 1);
  g_assert_cmpuint (info->packs->len, ==, 2);
  other = new_key (locked.base.clock);
  foreign = isg_backup_read_info (locked.path, other, &error);
  g_assert_no_error (error);
  g_assert_true (foreign->sealed);
  g_assert_null (isg_backup_verify (locked.path, other, NULL, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY);
}

static void
flip (const char *path, gint64 at)
{
  int fd = g_open (path, O_RDWR, 0);
  char byte;

  g_assert_cmpint (pread (fd, &byte, 1, at), ==, 1);
  byte ^= 0x10;
  g_assert_cmpint (pwrite (fd, &byte, 1, at), ==, 1);
  close (fd);
}

static void
test_one_flipped_bit_of_an_encrypted_end_is_found (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (IsgBackupInfo) whole = NULL;
  struct stat status;
  guint n_found = 0;

  locked_init (&locked);
  whole = isg_backup_read_info (locked.path, locked.key, NULL);
  g_assert_cmpint (stat (locked.path, &status), ==, 0);
  for (gint64 at = whole->size; at < status.st_size; at++) {
    g_autoptr (IsgBackupInfo) info = NULL;
    g_autoptr (GError) error = NULL;
    char byte = 0;
    int fd = g_open (locked.path, O_RDONLY, 0);

    g_assert_cmpint (pread (fd, &byte, 1, at), ==, 1);
    close (fd);
    flip (locked.path, at);
    info = isg_backup_read_info (locked.path, locked.key, &error);
    /* Line ends that fill up the last page are nothing that anybody reads. */
    if (info != NULL)
      g_assert_cmpint (byte, ==, '\n');
    n_found += info == NULL;
    flip (locked.path, at);
  }
  g_assert_cmpuint (n_found, >, 500);
}

/* Somebody without the key who puts the end of one backup behind the pages of another. */
static void
test_an_end_is_bound_to_its_pages (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgBackupInfo) whole = NULL;
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *foot = NULL;
  g_autofree char *content = NULL;
  char *sha;
  gsize length;
  gsize end;

  locked_init (&locked);
  whole = isg_backup_read_info (locked.path, NULL, NULL);
  g_assert_true (g_file_get_contents (locked.path, &content, &length, NULL));
  sha = memmem (content + whole->size, length - whole->size, whole->sha256, 64);
  g_assert_nonnull (sha);
  sha[0] = sha[0] == '0' ? '1' : '0';
  /* The hash of the text needs no key: the forger writes it anew. */
  end = strlen (content + whole->size) > 0 ? length - whole->size - 128 : 0;
  while (content[whole->size + end - 1] == '\n' && content[whole->size + end - 2] == '\n')
    end--;
  text = g_strndup (content + whole->size, end);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  memcpy (content + length - 128 + strcspn (content + length - 128, "\n") - 64, hash, 64);
  g_assert_true (g_file_set_contents (locked.path, content, (gssize) length, NULL));
  g_clear_pointer (&whole, isg_backup_info_free);
  whole = isg_backup_read_info (locked.path, locked.key, &error);
  g_assert_no_error (error);
  g_assert_true (whole->sealed);
}

static void
test_a_restore_brings_the_rule_packs (void)
{
  g_auto (Locked) locked = { 0 };
  g_autofree char *dir = isg_test_path ("new-machine");
  g_autofree char *pack = g_build_filename (dir, "rules", PACK, NULL);
  g_autofree char *chosen = g_build_filename (dir, "rules", "chosen", NULL);
  g_autofree char *content = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  locked_init (&locked);
  isg_backup_restore (dir, locked.path, locked.key, locked.base.clock, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (pack, &content, &length, NULL));
  g_assert_cmpmem (content, length, "a pack\0of bytes", 15);
  g_assert_true (g_file_get_contents (chosen, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "2099.1.1\n");

  /* What is chosen there stays chosen. */
  g_assert_true (g_file_set_contents (chosen, "", -1, NULL));
  g_assert_cmpint (g_unlink (pack), ==, 0);
  isg_backup_restore (dir, locked.path, locked.key, locked.base.clock, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (pack, G_FILE_TEST_EXISTS));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (chosen, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "");
}

/* The newer backup was written after "new key": the old key restores, and what was sent is known.
 */
static void
test_the_send_log_is_read_under_another_file_key (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (IsgStoreKey) old_key = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *state = isg_test_path ("state-away");
  g_autofree char *dir = isg_test_path ("new-machine");
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;

  locked_init (&locked);
  folder = g_path_get_dirname (locked.path);
  newer = g_build_filename (folder, "newer.isgyedek", NULL);
  old_key = g_steal_pointer (&locked.key);
  encrypt (&locked, old_key);
  open_locked (&locked);
  send_one (&locked, 4712);
  back_up (&locked, newer);
  g_clear_pointer (&locked.base.store, isg_store_close);

  g_setenv ("ISG_STATE_DIR", state, TRUE);
  isg_backup_restore (dir, locked.path, old_key, locked.base.clock, NULL, &error);
  g_assert_no_error (error);
  locked.base.store
    = isg_store_open_with (dir, old_key, locked.base.rules, locked.base.clock, &error);
  g_assert_no_error (error);
  log = isg_mirror_read (locked.base.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (log->len, ==, 2);
  g_unsetenv ("ISG_STATE_DIR");
}

static void
test_what_is_saved_of_a_damaged_backup_carries_what_it_carried (void)
{
  g_auto (Locked) locked = { 0 };
  g_autofree char *saved = isg_test_path ("saved.isgyedek");
  g_autofree char *again = isg_test_path ("again.isgyedek");
  g_autoptr (IsgRecoverReport) report = NULL;
  g_autoptr (IsgBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  locked_init (&locked);
  isg_recover_file (locked.path, locked.key, saved, locked.base.clock, &report, &error);
  g_assert_no_error (error);
  g_assert_true (isg_recover_report_is_whole (report));
  info = isg_backup_verify (saved, locked.key, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info->sent->len, ==, 1);
  g_assert_cmpuint (info->packs->len, ==, 2);
  g_clear_pointer (&report, isg_recover_report_free);

  /* Its end is torn: that is said, and the rows are saved all the same. */
  g_clear_pointer (&info, isg_backup_info_free);
  info = isg_backup_read_info (locked.path, NULL, NULL);
  flip (locked.path, info->size + 20);
  isg_recover_file (locked.path, locked.key, again, locked.base.clock, &report, &error);
  g_assert_no_error (error);
  g_assert_true (report->end_lost);
  g_assert_false (isg_recover_report_is_whole (report));
  g_clear_pointer (&info, isg_backup_info_free);
  info = isg_backup_verify (again, locked.key, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (isg_backup_info_rows (info, "record"), ==, 1);
}

/* Without it nobody knows which tables there are: it is made anew from the other pages. */
static void
test_a_lost_first_page_does_not_lose_the_archive (void)
{
  for (guint encrypted = 0; encrypted < 2; encrypted++) {
    g_auto (Locked) locked = { 0 };
    g_autofree char *plain = isg_test_path ("plain.isgyedek");
    g_autofree char *saved = isg_test_path ("saved.isgyedek");
    g_autofree char *zeros = g_malloc0 (4096);
    g_autoptr (IsgRecoverReport) report = NULL;
    g_autoptr (IsgBackupInfo) info = NULL;
    g_autoptr (GError) error = NULL;
    StoreFixture fixture = { 0 };
    int fd;

    if (encrypted == 1)
      locked_init (&locked);
    else {
      store_fixture_init (&fixture);
      g_free (store_fixture_workplace (&fixture, "Berber"));
      isg_backup_write (fixture.store, plain, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
    fd = g_open (encrypted == 1 ? locked.path : plain, O_RDWR, 0);
    g_assert_cmpint (pwrite (fd, zeros, 4096, encrypted == 1 ? 8192 : 0), ==, 4096);
    close (fd);
    isg_recover_file (encrypted == 1 ? locked.path : plain,
                      locked.key,
                      saved,
                      encrypted == 1 ? locked.base.clock : fixture.clock,
                      &report,
                      &error);
    g_assert_no_error (error);
    g_assert_cmpuint (report->gaps->len, ==, 0);
    info = isg_backup_verify (saved, locked.key, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (isg_backup_info_rows (info, "record"), ==, 1);
    g_assert_cmpint (isg_backup_info_rows (info, "revision"), ==, 1);
    g_assert_cmpint (g_unlink (saved), ==, 0);
    store_fixture_clear (&fixture);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/backup-end/tells-nothing",
                   test_an_encrypted_end_tells_nothing_without_the_key);
  g_test_add_func ("/backup-end/key", test_the_key_opens_the_end);
  g_test_add_func ("/backup-end/flipped", test_one_flipped_bit_of_an_encrypted_end_is_found);
  g_test_add_func ("/backup-end/bound", test_an_end_is_bound_to_its_pages);
  g_test_add_func ("/backup-end/packs", test_a_restore_brings_the_rule_packs);
  g_test_add_func ("/backup-end/new-key", test_the_send_log_is_read_under_another_file_key);
  g_test_add_func ("/backup-end/damaged",
                   test_what_is_saved_of_a_damaged_backup_carries_what_it_carried);
  g_test_add_func ("/backup-end/first-page", test_a_lost_first_page_does_not_lose_the_archive);
  return g_test_run ();
}
