/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/isg-backup-private.h"
#include "store/isg-mirror.h"
#include "store/isg-store-file-private.h"
#include "store/isg-store-place.h"
#include "store/isg-store-queue.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

static char *
backup_path (void)
{
  return isg_test_path ("yedek.isgyedek");
}

static void
make_folder_of (const char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
}

static char *
written (StoreFixture *fixture)
{
  char *path = backup_path ();
  g_autoptr (GError) error = NULL;

  make_folder_of (path);
  isg_backup_write (fixture->store, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* ---- writing and verifying ---- */

static void
test_a_backup_says_what_it_holds (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = backup_path ();
  g_autofree char *workplace = NULL;
  g_autoptr (IsgBackupInfo) info = NULL;
  g_autoptr (IsgBackupInfo) again = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;
  IsgBackupLast last;

  store_fixture_init (&fixture);
  make_folder_of (path);
  workplace = store_fixture_workplace (&fixture, "Berber");
  g_free (store_fixture_employee (&fixture, workplace, 1, "Ela", "Deniz"));
  isg_backup_write (fixture.store, path, NULL, NULL, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info->uuid, ==, isg_store_uuid (fixture.store));
  g_assert_cmpstr (info->environment, ==, "sandbox");
  g_assert_cmpint (info->made, ==, STORE_FIXTURE_NOW);
  g_assert_cmpint (isg_backup_info_rows (info, "record"), ==, 2);
  g_assert_cmpint (isg_backup_info_rows (info, "revision"), ==, 2);
  g_assert_cmpint (isg_backup_info_rows (info, "nothing"), ==, 0);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (status.st_size % 4096, ==, 0);

  again = isg_backup_verify (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->sha256, ==, info->sha256);
  g_assert_cmpint (again->journal_seq, ==, info->journal_seq);
  g_assert_cmpstr (again->journal_hash, ==, info->journal_hash);
  g_assert_cmpuint (again->counts->len, ==, info->counts->len);

  g_assert_true (isg_backup_last (fixture.store, &last, NULL));
  g_assert_cmpint (last.time, ==, STORE_FIXTURE_NOW);
  g_assert_cmpint (last.records, ==, 2);
  g_assert_cmpstr (last.path, ==, path);
  g_free (last.path);
}

static void
test_a_name_that_is_taken_stays_what_it_was (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = backup_path ();
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  make_folder_of (path);
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_false (isg_backup_write (fixture.store, path, NULL, NULL, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "mine");
}

typedef struct {
  StoreFixture *fixture;
  IsgStore *other;
  guint n;
} Writer;

static gboolean
write_meanwhile_cb (gint64 done, gint64 all, gpointer data)
{
  Writer *writer = data;

  g_assert_cmpint (done, <=, all);
  if (writer->n++ == 0)
    g_assert_true (isg_store_set_setting (writer->other, "language", "tr", FALSE, NULL));
  return TRUE;
}

static void
test_others_write_while_a_backup_is_made (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = backup_path ();
  g_autofree char *value = NULL;
  Writer writer = { .fixture = &fixture };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgBackupInfo) info = NULL;

  store_fixture_init (&fixture);
  make_folder_of (path);
  for (guint i = 0; i < 300; i++) {
    g_autofree char *name = g_strdup_printf ("İşyeri %u", i);

    g_free (store_fixture_workplace (&fixture, name));
  }
  writer.other = isg_store_open (fixture.dir, fixture.rules, fixture.clock, &error);
  g_assert_no_error (error);
  isg_backup_write (fixture.store, path, write_meanwhile_cb, &writer, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (writer.n, >=, 2);
  /* What was written meanwhile is in the store and not in the backup. */
  g_assert_cmpint (isg_backup_info_rows (info, "setting"), ==, 0);
  g_assert_true (isg_store_setting (fixture.store, "language", &value, NULL));
  g_assert_cmpstr (value, ==, "tr");
  isg_store_close (writer.other);
}

static gboolean
stop_cb (gint64 done, gint64 all, gpointer data)
{
  guint *left = data;

  return (*left)-- > 0;
}

static void
test_a_backup_that_is_stopped_leaves_nothing (void)
{
  for (guint after = 0; after < 4; after++) {
    g_auto (StoreFixture) fixture = { 0 };
    g_autofree char *path = backup_path ();
    g_autofree char *dir = g_path_get_dirname (path);
    g_autoptr (GError) error = NULL;
    guint left = after;

    store_fixture_init (&fixture);
    make_folder_of (path);
    for (guint i = 0; i < 300; i++)
      g_free (store_fixture_workplace (&fixture, "Berber"));
    g_assert_false (isg_backup_write (fixture.store, path, stop_cb, &left, NULL, &error));
    g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CANCELLED);
    g_assert_cmpint (g_rmdir (dir), ==, 0);
  }
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
test_one_flipped_bit_anywhere_is_found (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  struct stat status;

  store_fixture_init (&fixture);
  g_free (store_fixture_workplace (&fixture, "Berber"));
  path = written (&fixture);
  g_assert_cmpint (stat (path, &status), ==, 0);
  for (gint64 at = 0; at < status.st_size; at += status.st_size / 97) {
    g_autoptr (IsgBackupInfo) info = NULL;
    g_autoptr (GError) error = NULL;
    char byte;
    int fd = g_open (path, O_RDONLY, 0);

    g_assert_cmpint (pread (fd, &byte, 1, at), ==, 1);
    close (fd);
    flip (path, at);
    info = isg_backup_verify (path, NULL, NULL, NULL, &error);
    /* Line ends that fill up the last page are nothing that anybody reads. */
    if (info == NULL)
      g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT);
    else
      g_assert_cmpint (byte, ==, '\n');
    flip (path, at);
  }
}

static void
test_a_shortened_or_foreign_file_is_no_backup (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *store = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  store_fixture_init (&fixture);
  path = written (&fixture);
  g_assert_null (isg_backup_verify ("/nowhere/at/all", NULL, NULL, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
  g_clear_error (&error);
  store = g_build_filename (fixture.dir, ISG_STORE_FILE, NULL);
  g_assert_null (isg_backup_verify (store, NULL, NULL, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (truncate (path, status.st_size - 4096), ==, 0);
  g_assert_null (isg_backup_verify (path, NULL, NULL, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FOREIGN);
}

/* ---- restoring ---- */

static void
test_a_restore_keeps_what_was_there (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *restored = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) record = NULL;
  sqlite3 *old;
  gint64 number;

  store_fixture_init (&fixture);
  before = store_fixture_workplace (&fixture, "Önceki");
  path = written (&fixture);
  after = store_fixture_workplace (&fixture, "Sonraki");
  g_assert_false (isg_backup_restore (fixture.dir, path, NULL, fixture.clock, &kept, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY);
  g_clear_error (&error);

  g_clear_pointer (&fixture.store, isg_store_close);
  isg_backup_restore (fixture.dir, path, NULL, fixture.clock, &kept, &error);
  g_assert_no_error (error);
  store_fixture_reopen (&fixture);
  record = isg_store_record_get (fixture.store, before, 0, NULL);
  g_assert_nonnull (record);
  g_assert_null (isg_store_record_get (fixture.store, after, 0, NULL));
  g_assert_true (isg_store_restored (fixture.store, &restored, NULL));
  g_assert_nonnull (restored);

  old = isg_store_file_read (kept, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (isg_store_file_number (old, "SELECT count (*) FROM record", &number, NULL));
  g_assert_cmpint (number, ==, 2);
  sqlite3_close (old);
}

static void
write_and_verify (IsgStore *store, const char *value)
{
  g_autoptr (GError) error = NULL;
  gint64 count;

  g_assert_true (isg_store_set_setting (store, "language", value, FALSE, NULL));
  isg_store_journal_verify (store, &count, &error);
  g_assert_no_error (error);
}

/* Somebody looks into a backup beside his data: both go on, and neither is called damaged. */
static void
test_a_copy_and_its_original_keep_a_journal_each (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *dir = isg_test_path ("beside");
  g_autoptr (GError) error = NULL;
  IsgStore *copy;

  store_fixture_init (&fixture);
  g_free (store_fixture_workplace (&fixture, "Berber"));
  path = written (&fixture);
  isg_backup_restore (dir, path, NULL, fixture.clock, NULL, &error);
  g_assert_no_error (error);
  for (guint round = 0; round < 3; round++) {
    store_fixture_reopen (&fixture);
    write_and_verify (fixture.store, round % 2 == 0 ? "tr" : "en");
    copy = isg_store_open (dir, fixture.rules, fixture.clock, &error);
    g_assert_no_error (error);
    if (round == 0)
      g_assert_true (isg_store_journal_new_head (copy, NULL));
    for (guint i = 0; i <= round; i++)
      write_and_verify (copy, i % 2 == 0 ? "tr" : "en");
    isg_store_close (copy);
  }
}

static void
test_a_damaged_backup_changes_nothing (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *workplace = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  path = written (&fixture);
  workplace = store_fixture_workplace (&fixture, "Berber");
  flip (path, 5000);
  g_clear_pointer (&fixture.store, isg_store_close);
  g_assert_false (isg_backup_restore (fixture.dir, path, NULL, fixture.clock, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT);
  store_fixture_reopen (&fixture);
  g_assert_cmpint (store_fixture_number (&fixture, "SELECT count (*) FROM record"), ==, 1);
}

static void
test_a_restore_into_an_empty_folder_makes_a_store (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *dir = isg_test_path ("new");
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store = NULL;

  store_fixture_init (&fixture);
  path = written (&fixture);
  isg_backup_restore (dir, path, NULL, fixture.clock, &kept, &error);
  g_assert_no_error (error);
  g_assert_null (kept);
  store = isg_store_open (dir, fixture.rules, fixture.clock, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (isg_store_uuid (store), ==, isg_store_uuid (fixture.store));
}

static void
test_a_damaged_store_is_kept_with_its_log (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *present = NULL;
  g_autofree char *log = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_log = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  path = written (&fixture);
  present = g_build_filename (fixture.dir, ISG_STORE_FILE, NULL);
  log = g_strconcat (present, "-wal", NULL);
  g_clear_pointer (&fixture.store, isg_store_close);
  g_assert_true (g_file_set_contents (present, "not a store", -1, NULL));
  g_assert_true (g_file_set_contents (log, "not a log", -1, NULL));
  isg_backup_restore (fixture.dir, path, NULL, fixture.clock, &kept, &error);
  g_assert_no_error (error);
  kept_log = g_strconcat (kept, "-wal", NULL);
  g_assert_true (g_file_get_contents (kept_log, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "not a log");
  store_fixture_reopen (&fixture);
}

/* A newer backup beside the one that is restored knows what was sent after it. */
static void
test_newer_backups_tell_what_was_sent (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *state = isg_test_path ("state-away");
  g_autofree char *older = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;
  const IsgMirrorLine line = { 7, STORE_FIXTURE_NOW, 4711, (char *) "m", (char *) "f1,f2" };

  store_fixture_init (&fixture);
  older = written (&fixture);
  folder = g_path_get_dirname (older);
  newer = g_build_filename (folder, "newer.isgyedek", NULL);
  g_assert_true (isg_mirror_adopt (fixture.store, 0, NULL));
  g_assert_true (isg_mirror_append (fixture.store, &line, NULL));
  isg_backup_write (fixture.store, newer, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture.store, isg_store_close);

  /* On a machine that has no mirror. */
  g_setenv ("ISG_STATE_DIR", state, TRUE);
  isg_backup_restore (fixture.dir, older, NULL, fixture.clock, NULL, &error);
  g_assert_no_error (error);
  store_fixture_reopen (&fixture);
  log = isg_mirror_read (fixture.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (log->len, ==, 1);
  g_assert_cmpuint (((IsgMirrorLine *) g_ptr_array_index (log, 0))->number, ==, 4711);
  g_unsetenv ("ISG_STATE_DIR");
}

/* ---- rotation ---- */

#define DAY (24 * 3600)

static void
test_days_weeks_and_months_are_kept (void)
{
  const IsgBackupKeep keep = { 7, 5, 12 };
  gint64 made[800];
  gboolean kept[800];
  guint n = 0;

  /* Two a day over 400 days, newest first. */
  for (guint i = 0; i < 800; i++)
    made[i] = STORE_FIXTURE_NOW - (gint64) i * DAY / 2;
  isg_backup_sort_out (made, 800, &keep, kept);
  for (guint i = 0; i < 800; i++)
    n += kept[i] ? 1 : 0;
  g_assert_true (kept[0]);
  g_assert_cmpuint (n, >=, 7 + 3 + 10);
  g_assert_cmpuint (n, <=, 7 + 5 + 12);
  /* The last of each of the last seven days. */
  for (guint day = 0; day < 6; day++)
    g_assert_true (kept[2 * day] || kept[2 * day + 1]);
  g_assert_false (kept[799]);
}

static void
test_the_newest_is_kept_whatever_the_rule (void)
{
  const IsgBackupKeep keep = { 0, 0, 1 };
  const gint64 made[] = { 100, 300, 200 };
  gboolean kept[3];

  isg_backup_sort_out (made, 3, &keep, kept);
  g_assert_false (kept[0]);
  g_assert_true (kept[1]);
  g_assert_false (kept[2]);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_rotation_takes_away_its_own_alone (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *folder = isg_test_path ("stick");
  g_autofree char *mine = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  /* A stick that is not there is not made up for. */
  g_assert_true (isg_store_set_setting (fixture.store, "backup.folder", folder, FALSE, NULL));
  g_assert_false (isg_backup_rotate (fixture.store, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
  g_clear_error (&error);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  mine = g_build_filename (folder, "benim.isgyedek", NULL);
  name = g_strdup_printf ("isg-defteri-%.8s-bozuk.isgyedek", isg_store_uuid (fixture.store));
  damaged = g_build_filename (folder, name, NULL);
  isg_backup_write (fixture.store, mine, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (damaged, "x", -1, NULL));
  g_assert_true (isg_store_set_setting (fixture.store, "backup.keep", "3 0 0", FALSE, NULL));
  for (guint i = 0; i < 6; i++) {
    g_autofree char *path = NULL;

    isg_backup_rotate (fixture.store, NULL, NULL, &path, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    isg_clock_advance (fixture.clock, DAY);
  }
  g_assert_cmpuint (count_files (folder), ==, 3 + 2);
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (damaged, G_FILE_TEST_EXISTS));
}

static void
test_what_is_no_rule_is_refused (void)
{
  static const char *const wrong[] = { "", "7", "7 5", "7 5 12 1", "a b c", "0 0 0", "-1 5 12" };
  IsgBackupKeep keep;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (isg_backup_parse_keep (wrong[i], &keep));
  g_assert_true (isg_backup_parse_keep ("7 5 12", &keep));
  g_assert_cmpuint (keep.months, ==, 12);
}

/* ---- places ---- */

static void
test_a_backup_beside_the_data_is_seen (void)
{
  g_autofree char *data = isg_test_path ("data");
  g_autofree char *below = g_build_filename (data, "not", "yet", NULL);
  g_autofree char *near = g_strconcat (data, "-backup", NULL);

  g_assert_cmpint (g_mkdir_with_parents (data, 0700), ==, 0);
  g_assert_cmpint (isg_place_compare (data, data), ==, ISG_PLACE_SAME_FOLDER);
  g_assert_cmpint (isg_place_compare (data, below), ==, ISG_PLACE_SAME_FOLDER);
  g_assert_cmpint (isg_place_compare (data, near), ==, ISG_PLACE_SAME_DISK);
  g_assert_cmpint (isg_place_compare (data, "/proc"), ==, ISG_PLACE_AWAY);
}

static void
test_network_drives_are_known (void)
{
  g_assert_true (isg_place_magic_is_network (0x6969));
  g_assert_true (isg_place_magic_is_network (0xff534d42));
  /* As 64 bits of a negative number on some machines. */
  g_assert_true (isg_place_magic_is_network (G_GUINT64_CONSTANT (0xfffffffffe534d42)));
  g_assert_false (isg_place_magic_is_network (0xef53));
  g_assert_false (isg_place_is_network ("/proc"));
  g_assert_false (isg_place_is_network ("/nowhere/at/all"));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/backup/a-backup-says-what-it-holds", test_a_backup_says_what_it_holds);
  g_test_add_func ("/backup/a-name-that-is-taken-stays-what-it-was",
                   test_a_name_that_is_taken_stays_what_it_was);
  g_test_add_func ("/backup/others-write-while-a-backup-is-made",
                   test_others_write_while_a_backup_is_made);
  g_test_add_func ("/backup/a-backup-that-is-stopped-leaves-nothing",
                   test_a_backup_that_is_stopped_leaves_nothing);
  g_test_add_func ("/backup/one-flipped-bit-anywhere-is-found",
                   test_one_flipped_bit_anywhere_is_found);
  g_test_add_func ("/backup/a-shortened-or-foreign-file-is-no-backup",
                   test_a_shortened_or_foreign_file_is_no_backup);
  g_test_add_func ("/backup/a-restore-keeps-what-was-there", test_a_restore_keeps_what_was_there);
  g_test_add_func ("/backup/a-copy-and-its-original-keep-a-journal-each",
                   test_a_copy_and_its_original_keep_a_journal_each);
  g_test_add_func ("/backup/a-damaged-backup-changes-nothing",
                   test_a_damaged_backup_changes_nothing);
  g_test_add_func ("/backup/a-restore-into-an-empty-folder-makes-a-store",
                   test_a_restore_into_an_empty_folder_makes_a_store);
  g_test_add_func ("/backup/a-damaged-store-is-kept-with-its-log",
                   test_a_damaged_store_is_kept_with_its_log);
  g_test_add_func ("/backup/newer-backups-tell-what-was-sent",
                   test_newer_backups_tell_what_was_sent);
  g_test_add_func ("/backup/days-weeks-and-months-are-kept", test_days_weeks_and_months_are_kept);
  g_test_add_func ("/backup/the-newest-is-kept-whatever-the-rule",
                   test_the_newest_is_kept_whatever_the_rule);
  g_test_add_func ("/backup/rotation-takes-away-its-own-alone",
                   test_rotation_takes_away_its_own_alone);
  g_test_add_func ("/backup/what-is-no-rule-is-refused", test_what_is_no_rule_is_refused);
  g_test_add_func ("/backup/a-backup-beside-the-data-is-seen",
                   test_a_backup_beside_the_data_is_seen);
  g_test_add_func ("/backup/network-drives-are-known", test_network_drives_are_known);
  return g_test_run ();
}
