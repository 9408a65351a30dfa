/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/isg-bytes.h"
#include "base/isg-error.h"
#include "store/isg-key-slot-private.h"
#include "store/isg-recovery-code.h"
#include "store/isg-store-key.h"
#include "store/isg-store-private.h"
#include "support/isg-fault-vfs.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* design.md 5, Keys. */

static IsgSecret *
secret (const char *text)
{
  g_autoptr (GError) error = NULL;
  IsgSecret *made = isg_secret_new (text, -1, &error);

  g_assert_no_error (error);
  return made;
}

/* ---- the recovery code ---- */

static gboolean
reads (const char *typed, GError **error)
{
  g_autoptr (IsgSecret) given = secret (typed);
  g_autoptr (IsgSecret) read = isg_recovery_code_read (given, error);

  return read != NULL;
}

static void
test_one_wrong_character_of_a_code_is_found (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  g_autoptr (IsgSecret) code = isg_recovery_code_new (NULL);
  const char *right = isg_secret_peek (code, NULL);

  g_assert_cmpuint (strlen (right), ==, 34);
  g_assert_true (reads (right, NULL));
  for (guint i = 0; right[i] != '\0'; i++) {
    for (guint k = 0; k < 32 && right[i] != '-'; k++) {
      g_autofree char *wrong = g_strdup (right);
      g_autoptr (GError) error = NULL;

      wrong[i] = alphabet[k];
      if (wrong[i] == right[i])
        continue;
      g_assert_false (reads (wrong, &error));
      g_assert_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_RANGE);
    }
  }
}

static void
test_two_characters_exchanged_are_found (void)
{
  g_autoptr (IsgSecret) code = isg_recovery_code_new (NULL);
  g_autofree char *right = g_strdup (isg_secret_peek (code, NULL));
  GString *bare = g_string_new (right);

  g_string_replace (bare, "-", "", 0);
  g_assert_true (reads (bare->str, NULL));
  for (guint i = 0; i + 1 < bare->len; i++) {
    g_autofree char *wrong = g_strdup (bare->str);

    wrong[i] = bare->str[i + 1];
    wrong[i + 1] = bare->str[i];
    g_assert_cmpint (reads (wrong, NULL), ==, g_str_equal (wrong, bare->str));
  }
  g_string_free (bare, TRUE);
}

static void
test_a_code_is_read_as_people_write (void)
{
  for (guint round = 0; round < 40; round++) {
    g_autoptr (IsgSecret) code = isg_recovery_code_new (NULL);
    g_autoptr (GString) typed = g_string_new (isg_secret_peek (code, NULL));
    g_autoptr (IsgSecret) given = NULL;
    g_autoptr (IsgSecret) read = NULL;

    g_string_replace (typed, "0", round % 2 == 0 ? "O" : "o", 0);
    g_string_replace (typed, "1", round % 3 == 0 ? "l" : round % 3 == 1 ? "I" : "i", 0);
    g_string_replace (typed, "-", round % 2 == 0 ? " " : "", 0);
    if (round % 4 == 0)
      g_string_ascii_down (typed);
    given = secret (typed->str);
    read = isg_recovery_code_read (given, NULL);
    g_assert_nonnull (read);
    g_assert_true (isg_secret_equal (read, code));
  }
}

static void
test_what_is_no_code_is_said_to_be_none (void)
{
  static const char *const none[]
    = { "", "U", "7ZQ4", "7ZQ4-0JXM-7ZQ4-0JXM-7ZQ4-0JXM-7ZQ4-0JXM", "şifre" };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (reads (none[i], &error));
    g_assert_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_FORMAT);
  }
}

/* ---- slots ---- */

static void
test_a_slot_opens_for_its_own_secret_uuid_kind_and_rounds (void)
{
  g_autoptr (IsgSecret) key = secret ("0123456789abcdef0123456789abcdef");
  g_autoptr (IsgSecret) right = secret ("doğru");
  g_autoptr (IsgSecret) wrong = secret ("dogru");
  guint8 uuid[16] = { 1 };
  guint8 other[16] = { 2 };
  IsgCipherSlot slot;
  IsgCipherSlot changed;

  g_assert_true (
    isg_key_slot_wrap (key, uuid, ISG_KEY_SLOT_PASSPHRASE, 210000, right, 7, &slot, NULL));
  for (guint i = 0; i < 5; i++) {
    g_autoptr (IsgSecret) out = NULL;

    changed = slot;
    if (i == 3)
      changed.rounds = 210001;
    if (i == 4) {
      changed.kind = ISG_KEY_SLOT_RECOVERY;
      changed.rounds = 0;
    }
    g_assert_true (
      isg_key_slot_unwrap (&changed, i == 2 ? other : uuid, i == 1 ? wrong : right, &out, NULL));
    g_assert_cmpint (out != NULL, ==, i == 0);
    if (out != NULL)
      g_assert_true (isg_secret_equal (out, key));
  }
}

static void
test_rounds_out_of_range_are_refused_before_any_work (void)
{
  static const guint32 rounds[] = { 0, 1, 209999, 10000001, G_MAXUINT32 };
  g_autoptr (IsgSecret) key = secret ("0123456789abcdef0123456789abcdef");
  guint8 uuid[16] = { 1 };

  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (IsgSecret) out = NULL;
    IsgCipherSlot slot = { .kind = ISG_KEY_SLOT_PASSPHRASE, .rounds = rounds[i] };
    gint64 began = g_get_monotonic_time ();

    g_assert_false (isg_key_slot_unwrap (&slot, uuid, key, &out, &error));
    g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT);
    g_clear_error (&error);
    g_assert_false (
      isg_key_slot_wrap (key, uuid, ISG_KEY_SLOT_PASSPHRASE, rounds[i], key, 0, &slot, &error));
    g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
    g_assert_cmpint (g_get_monotonic_time () - began, <, 50000);
  }
}

static void
test_rounds_are_as_many_as_the_machine_can (void)
{
  guint32 rounds = isg_key_slot_calibrate ();

  g_assert_cmpuint (rounds, >=, 210000);
  g_assert_cmpuint (rounds, <=, 10000000);
}

static void
test_each_wrong_try_makes_the_next_wait_longer (void)
{
  g_autoptr (IsgClock) clock = isg_clock_new_fake (1000000);
  IsgUnlockTries tries = { 0 };
  const gint64 expected[] = { 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300 };

  g_assert_cmpint (isg_unlock_wait (&tries, clock), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    isg_unlock_failed (&tries, clock);
    g_assert_cmpint (isg_unlock_wait (&tries, clock), ==, expected[i]);
    isg_clock_advance (clock, 1);
    g_assert_cmpint (isg_unlock_wait (&tries, clock), ==, MAX (expected[i] - 1, 0));
    /* Back in time is no way around it. */
    isg_clock_set (clock, 500000);
    g_assert_cmpint (isg_unlock_wait (&tries, clock), ==, expected[i]);
    isg_clock_set (clock, 2000000 + i * 1000);
    g_assert_cmpint (isg_unlock_wait (&tries, clock), ==, 0);
  }
}

/* ---- a store with slots ---- */

typedef struct {
  StoreFixture base; /* for rules and clock */
  char *dir;
  char *path;
  IsgStore *store;
} Locked;

static IsgStoreKey *
key_with (Locked *locked, IsgKeySlotKind kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  IsgStoreKey *key = isg_store_key_new (&error);
  g_autoptr (IsgSecret) given = secret (text);

  isg_store_key_add (key, kind, given, locked->base.clock, &error);
  g_assert_no_error (error);
  return key;
}

/* With the keyring's kind where the passphrase's work is not what is tested. */
static void
locked_init (Locked *locked, IsgKeySlotKind kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStoreKey) key = NULL;

  store_fixture_init (&locked->base);
  locked->dir = isg_test_path ("locked");
  locked->path = g_build_filename (locked->dir, ISG_STORE_FILE, NULL);
  key = key_with (locked, kind, text);
  locked->store = isg_store_create_with (locked->dir,
                                         key,
                                         ISG_ENVIRONMENT_SANDBOX,
                                         locked->base.rules,
                                         locked->base.clock,
                                         &error);
  g_assert_no_error (error);
}

static void
locked_clear (Locked *locked)
{
  g_clear_pointer (&locked->store, isg_store_close);
  store_fixture_clear (&locked->base);
  g_clear_pointer (&locked->dir, g_free);
  g_clear_pointer (&locked->path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Locked, locked_clear)

static IsgStore *
open_with (Locked *locked, IsgKeySlotKind kind, const char *text, GError **error)
{
  g_autoptr (IsgSecret) given = secret (text);
  g_autoptr (IsgStoreKey) key = isg_store_unlock (locked->dir, kind, given, error);

  return key != NULL
           ? isg_store_open_with (locked->dir, key, locked->base.rules, locked->base.clock, error)
           : NULL;
}

static gboolean
opens (Locked *locked, IsgKeySlotKind kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store = open_with (locked, kind, text, &error);

  if (store == NULL)
    g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY);
  return store != NULL;
}

static char *
hash_of (const char *path)
{
  char *data;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  bytes = g_bytes_new_take (data, length);
  return isg_bytes_sha256_hex (bytes);
}

static void
test_a_store_opens_with_its_passphrase_alone (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (IsgStoreKey) stranger = NULL;

  locked_init (&locked, ISG_KEY_SLOT_PASSPHRASE, "doğru at pil zımba");
  g_assert_true (isg_store_is_encrypted (locked.store));
  g_clear_pointer (&locked.store, isg_store_close);
  before = hash_of (locked.path);

  g_assert_null (isg_store_open (locked.dir, locked.base.rules, locked.base.clock, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (opens (&locked, ISG_KEY_SLOT_PASSPHRASE, "dogru at pil zimba"));
  g_assert_false (opens (&locked, ISG_KEY_SLOT_KEYRING, "doğru at pil zımba"));
  stranger = key_with (&locked, ISG_KEY_SLOT_KEYRING, "x");
  g_assert_null (
    isg_store_open_with (locked.dir, stranger, locked.base.rules, locked.base.clock, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY);
  after = hash_of (locked.path);
  g_assert_cmpstr (before, ==, after);

  g_assert_true (opens (&locked, ISG_KEY_SLOT_PASSPHRASE, "doğru at pil zımba"));
}

static void
test_slots_are_added_changed_and_removed (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgSecret) code = isg_recovery_code_new (NULL);
  g_autoptr (IsgSecret) second = secret ("second");
  g_autoptr (IsgSecret) third = secret ("third");
  g_autoptr (GPtrArray) slots = NULL;
  gint64 lines;

  locked_init (&locked, ISG_KEY_SLOT_KEYRING, "first");
  isg_store_add_slot (locked.store, ISG_KEY_SLOT_RECOVERY, code, NULL, &error);
  g_assert_no_error (error);
  isg_store_add_slot (locked.store, ISG_KEY_SLOT_KEYRING, second, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (opens (&locked, ISG_KEY_SLOT_KEYRING, "first"));
  g_assert_true (opens (&locked, ISG_KEY_SLOT_KEYRING, "second"));
  g_assert_true (opens (&locked, ISG_KEY_SLOT_RECOVERY, isg_secret_peek (code, NULL)));

  /* One for all of a kind. */
  isg_store_add_slot (locked.store, ISG_KEY_SLOT_KEYRING, third, "*", &error);
  g_assert_no_error (error);
  g_assert_false (opens (&locked, ISG_KEY_SLOT_KEYRING, "first"));
  g_assert_false (opens (&locked, ISG_KEY_SLOT_KEYRING, "second"));
  g_assert_true (opens (&locked, ISG_KEY_SLOT_KEYRING, "third"));

  slots = isg_store_slots (locked.store, &error);
  g_assert_cmpuint (slots->len, ==, 2);
  isg_store_remove_slot (locked.store, ((IsgKeySlot *) g_ptr_array_index (slots, 0))->id, &error);
  g_assert_no_error (error);
  g_assert_false (opens (&locked, ISG_KEY_SLOT_RECOVERY, isg_secret_peek (code, NULL)));
  g_assert_false (isg_store_remove_slot (locked.store, "00", &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
  g_clear_error (&error);
  g_assert_false (isg_store_remove_slot (locked.store,
                                         ((IsgKeySlot *) g_ptr_array_index (slots, 1))->id,
                                         &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (isg_store_journal_verify (locked.store, &lines, NULL));
  g_assert_cmpint (lines, ==, 5);
}

static void
test_copies_carry_the_slots (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = isg_test_path ("copy.db");
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", copy);
  g_autoptr (IsgSecret) later = secret ("later");
  g_autoptr (IsgStoreKey) key = NULL;

  locked_init (&locked, ISG_KEY_SLOT_KEYRING, "first");
  isg_store_add_slot (locked.store, ISG_KEY_SLOT_KEYRING, later, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_exec (locked.store->handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  key = isg_store_unlock_file (copy, ISG_KEY_SLOT_KEYRING, later, &error);
  g_assert_no_error (error);
}

/* The n-th write or sync of the header fails, the write half done: the one or the other opens. */
static void
test_a_slot_cut_short_leaves_one_whole_header (void)
{
  const IsgFaultOps ops[] = { ISG_FAULT_WRITE, ISG_FAULT_SYNC };

  for (guint op = 0; op < G_N_ELEMENTS (ops); op++)
    for (guint nth = 1;; nth++) {
      g_auto (Locked) locked = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (IsgSecret) next = secret ("next");
      gboolean added;
      guint failed;

      locked_init (&locked, ISG_KEY_SLOT_KEYRING, "first");
      isg_fault_vfs_arm (ops[op], nth, TRUE, ISG_FAULT_FULL);
      added = isg_store_add_slot (locked.store, ISG_KEY_SLOT_KEYRING, next, "*", &error);
      g_clear_pointer (&locked.store, isg_store_close);
      failed = isg_fault_vfs_disarm ();
      g_assert_true (added == (error == NULL));
      if (added)
        g_assert_true (opens (&locked, ISG_KEY_SLOT_KEYRING, "next"));
      else
        g_assert_true (opens (&locked, ISG_KEY_SLOT_KEYRING, "first")
                       || opens (&locked, ISG_KEY_SLOT_KEYRING, "next"));
      if (failed == 0)
        break;
      g_assert_cmpuint (nth, <, 60);
    }
}

/* ---- a new key ---- */

static void
assert_no_text_in (const char *dir_path, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (dir_path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (dir_path, name, NULL);
    g_autofree char *data = NULL;
    gsize length;

    if (!g_file_get_contents (path, &data, &length, NULL))
      continue;
    if (memmem (data, length, text, strlen (text)) != NULL)
      g_test_message ("%s in %s", text, name);
    g_assert_null (memmem (data, length, text, strlen (text)));
  }
}

static void
test_a_plain_store_becomes_an_encrypted_one (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStoreKey) key = NULL;
  g_autofree char *workplace = NULL;

  store_fixture_init (&locked.base);
  locked.dir = g_strdup (locked.base.dir);
  locked.path = g_build_filename (locked.dir, ISG_STORE_FILE, NULL);
  workplace = store_fixture_workplace (&locked.base, "Gizliköy Fırını");
  key = key_with (&locked, ISG_KEY_SLOT_KEYRING, "first");
  /* Not under the feet of an open handle. */
  g_assert_false (
    isg_store_rekey (locked.dir, NULL, key, locked.base.rules, locked.base.clock, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_clear_pointer (&locked.base.store, isg_store_close);

  isg_store_rekey (locked.dir, NULL, key, locked.base.rules, locked.base.clock, &error);
  g_assert_no_error (error);
  assert_no_text_in (locked.dir, "Gizlik");
  locked.store = open_with (&locked, ISG_KEY_SLOT_KEYRING, "first", &error);
  g_assert_no_error (error);
  {
    g_autoptr (IsgRecord) record = isg_store_record_get (locked.store, workplace, 0, &error);
    gint64 lines;

    g_assert_no_error (error);
    g_assert_true (isg_store_journal_verify (locked.store, &lines, &error));
  }
}

static void
test_a_new_key_shuts_the_old_one_out_of_the_new_file (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStoreKey) old_key = NULL;
  g_autoptr (IsgStoreKey) new_key = NULL;

  locked_init (&locked, ISG_KEY_SLOT_KEYRING, "first");
  old_key = isg_store_key_ref (isg_store_key (locked.store));
  g_clear_pointer (&locked.store, isg_store_close);
  new_key = key_with (&locked, ISG_KEY_SLOT_KEYRING, "second");
  isg_store_rekey (locked.dir, old_key, new_key, locked.base.rules, locked.base.clock, &error);
  g_assert_no_error (error);
  g_assert_false (opens (&locked, ISG_KEY_SLOT_KEYRING, "first"));
  g_assert_true (opens (&locked, ISG_KEY_SLOT_KEYRING, "second"));
  g_assert_null (
    isg_store_open_with (locked.dir, old_key, locked.base.rules, locked.base.clock, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY);
}

static void
test_a_plain_copy_is_journalled (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = isg_test_path ("copy.db");
  g_autoptr (GPtrArray) lines = NULL;
  IsgJournalEntry *last;
  gboolean encrypted = TRUE;
  GStatBuf info;

  locked_init (&locked, ISG_KEY_SLOT_KEYRING, "first");
  isg_store_plain_copy (locked.store, copy, &error);
  g_assert_no_error (error);
  g_assert_true (isg_store_look_locked_file (copy, &encrypted, NULL, NULL, NULL));
  g_assert_false (encrypted);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  lines = isg_store_journal_list (locked.store, 0, 100, NULL);
  last = g_ptr_array_index (lines, lines->len - 1);
  g_assert_cmpstr (last->act, ==, "store.plain_copy");
  g_assert_false (isg_store_plain_copy (locked.store, copy, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS);
}

/* ---- nothing to read ---- */

/* A thousand names, numbers and diagnoses, and none of them in any file while the store is open,
 * after it is closed, and in its backup. */
static void
test_no_file_shows_what_is_in_the_store (void)
{
  g_auto (Locked) locked = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *sql = NULL;

  locked_init (&locked, ISG_KEY_SLOT_KEYRING, "first");
  g_clear_pointer (&locked.base.store, isg_store_close);
  locked.base.store = locked.store;
  for (guint i = 0; i < 334; i++) {
    g_autofree char *planted
      = g_strdup_printf ("INSERT INTO setting (key, value, secret) VALUES ('plant.%u', 'Ekili%04u"
                         " tani%04uJ45', 0)",
                         i,
                         i,
                         i);

    store_fixture_exec (&locked.base, planted);
  }
  copy = g_build_filename (locked.dir, "copy.db", NULL);
  sql = g_strdup_printf ("VACUUM INTO '%s'", copy);
  g_assert_cmpint (sqlite3_exec (locked.store->handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  assert_no_text_in (locked.dir, "Ekili");
  assert_no_text_in (locked.dir, "tani0");
  assert_no_text_in (locked.dir, "plant.");
  assert_no_text_in (locked.dir, "CREATE TABLE");
  for (guint i = 0; i < 334; i++) {
    g_autofree char *person = store_fixture_person (i);

    if (i % 20 == 0)
      assert_no_text_in (locked.dir, person);
  }
  locked.base.store = NULL;
  g_clear_pointer (&locked.store, isg_store_close);
  assert_no_text_in (locked.dir, "Ekili");
  assert_no_text_in (locked.dir, "CREATE TABLE");
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  isg_fault_vfs_install ();
  g_test_add_func ("/key/code/wrong", test_one_wrong_character_of_a_code_is_found);
  g_test_add_func ("/key/code/exchanged", test_two_characters_exchanged_are_found);
  g_test_add_func ("/key/code/tolerant", test_a_code_is_read_as_people_write);
  g_test_add_func ("/key/code/none", test_what_is_no_code_is_said_to_be_none);
  g_test_add_func ("/key/slot/bound", test_a_slot_opens_for_its_own_secret_uuid_kind_and_rounds);
  g_test_add_func ("/key/slot/rounds", test_rounds_out_of_range_are_refused_before_any_work);
  g_test_add_func ("/key/slot/calibrated", test_rounds_are_as_many_as_the_machine_can);
  g_test_add_func ("/key/slot/wait", test_each_wrong_try_makes_the_next_wait_longer);
  g_test_add_func ("/key/store/opens", test_a_store_opens_with_its_passphrase_alone);
  g_test_add_func ("/key/store/slots", test_slots_are_added_changed_and_removed);
  g_test_add_func ("/key/store/copies", test_copies_carry_the_slots);
  g_test_add_func ("/key/store/cut-short", test_a_slot_cut_short_leaves_one_whole_header);
  g_test_add_func ("/key/new/from-plain", test_a_plain_store_becomes_an_encrypted_one);
  g_test_add_func ("/key/new/old-out", test_a_new_key_shuts_the_old_one_out_of_the_new_file);
  g_test_add_func ("/key/new/plain-copy", test_a_plain_copy_is_journalled);
  g_test_add_func ("/key/nothing-to-read", test_no_file_shows_what_is_in_the_store);
  return g_test_run ();
}
