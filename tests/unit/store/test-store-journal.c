/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* ---- transactions ---- */

static void
test_nested_begins_write_once_at_the_end (void)
{
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_init (&fixture);
  g_assert_true (isg_store_begin (fixture.store, NULL));
  g_assert_true (isg_store_set_setting (fixture.store, "language", "tr", FALSE, NULL));
  g_assert_true (isg_store_in_transaction (fixture.store));
  isg_store_rollback (fixture.store);
  g_assert_false (isg_store_in_transaction (fixture.store));
  g_assert_cmpint (store_fixture_number (&fixture, "SELECT count(*) FROM setting"), ==, 0);

  g_assert_true (isg_store_begin (fixture.store, NULL));
  g_assert_true (isg_store_set_setting (fixture.store, "language", "tr", FALSE, NULL));
  g_assert_true (isg_store_commit (fixture.store, NULL));
  g_assert_cmpint (store_fixture_number (&fixture, "SELECT count(*) FROM setting"), ==, 1);
}

static void
test_a_transaction_out_of_scope_is_undone (void)
{
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_init (&fixture);
  {
    g_autoptr (IsgTransaction) transaction = isg_transaction_begin (fixture.store, NULL);

    g_assert_nonnull (transaction);
    g_assert_true (isg_store_set_setting (fixture.store, "language", "tr", FALSE, NULL));
  }
  g_assert_false (isg_store_in_transaction (fixture.store));
  g_assert_cmpint (store_fixture_number (&fixture, "SELECT count(*) FROM setting"), ==, 0);
}

static void
test_nothing_is_written_after_somebody_deeper_rolled_back (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgTransaction) outer = NULL;

  store_fixture_init (&fixture);
  outer = isg_transaction_begin (fixture.store, NULL);
  isg_store_rollback (fixture.store);
  g_assert_false (isg_store_journal (fixture.store, "test", NULL, 0, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (isg_transaction_commit (outer, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
}

static void
test_a_rolled_back_transaction_does_not_end_the_next (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (IsgTransaction) first = NULL;
  g_autoptr (IsgTransaction) second = NULL;

  store_fixture_init (&fixture);
  first = isg_transaction_begin (fixture.store, NULL);
  isg_store_rollback (fixture.store);
  second = isg_transaction_begin (fixture.store, NULL);
  g_clear_pointer (&first, isg_transaction_free);
  g_assert_true (isg_store_set_setting (fixture.store, "language", "tr", FALSE, NULL));
  g_assert_true (isg_transaction_commit (second, NULL));
  g_assert_cmpint (store_fixture_number (&fixture, "SELECT count(*) FROM setting"), ==, 1);
}

static void
test_the_version_changes_with_every_commit (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (IsgStore) other = NULL;
  gint64 before;
  gint64 after;

  store_fixture_init (&fixture);
  other = isg_store_open (fixture.dir, fixture.rules, fixture.clock, NULL);
  before = isg_store_data_version (fixture.store);
  g_assert_cmpint (isg_store_data_version (fixture.store), ==, before);

  g_assert_true (isg_store_set_setting (fixture.store, "a", "1", FALSE, NULL));
  after = isg_store_data_version (fixture.store);
  g_assert_cmpint (after, !=, before);
  g_assert_cmpint (isg_store_data_version (fixture.store), ==, after);

  g_assert_true (isg_store_set_setting (other, "a", "2", FALSE, NULL));
  g_assert_cmpint (isg_store_data_version (fixture.store), !=, after);
}

/* ---- settings ---- */

static void
test_a_setting_is_kept_and_taken_out (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *value = NULL;

  store_fixture_init (&fixture);
  g_assert_true (isg_store_setting (fixture.store, "firm.code", &value, NULL));
  g_assert_null (value);
  g_assert_true (isg_store_set_setting (fixture.store, "firm.code", "ibys-1", FALSE, NULL));
  store_fixture_reopen (&fixture);
  g_assert_true (isg_store_setting (fixture.store, "firm.code", &value, NULL));
  g_assert_cmpstr (value, ==, "ibys-1");
  g_clear_pointer (&value, g_free);
  g_assert_true (isg_store_set_setting (fixture.store, "firm.code", NULL, FALSE, NULL));
  g_assert_true (isg_store_setting (fixture.store, "firm.code", &value, NULL));
  g_assert_null (value);
}

static void
test_a_password_is_secret_and_not_in_the_journal (void)
{
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_init (&fixture);
  g_assert_true (isg_store_set_setting (fixture.store, "firm.password", "kirpi-7", FALSE, NULL));
  g_assert_true (isg_store_set_setting (fixture.store, "firm.code", "ibys-1", FALSE, NULL));
  g_assert_cmpint (
    store_fixture_number (&fixture, "SELECT sum(secret) FROM setting WHERE key = 'firm.password'"),
    ==,
    1);
  g_assert_cmpint (store_fixture_number (&fixture, "SELECT sum(secret) FROM setting"), ==, 1);
  g_assert_cmpint (
    store_fixture_number (&fixture, "SELECT count(*) FROM journal WHERE detail LIKE '%kirpi%'"),
    ==,
    0);
  g_assert_cmpint (
    store_fixture_number (&fixture, "SELECT count(*) FROM journal WHERE act = 'setting.changed'"),
    ==,
    2);
}

static void
test_a_setting_that_stays_is_no_line (void)
{
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_init (&fixture);
  g_assert_true (isg_store_set_setting (fixture.store, "firm.code", "a", FALSE, NULL));
  g_assert_true (isg_store_set_setting (fixture.store, "firm.code", "a", FALSE, NULL));
  g_assert_true (isg_store_set_setting (fixture.store, "language", NULL, FALSE, NULL));
  g_assert_cmpint (
    store_fixture_number (&fixture, "SELECT count(*) FROM journal WHERE act = 'setting.changed'"),
    ==,
    1);
}

/* ---- journal ---- */

static void
append (StoreFixture *fixture, const char *act, const char *detail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (fixture->store, &error);

  isg_store_journal (fixture->store, act, "b0a1", 3, detail, &error);
  g_assert_no_error (error);
  isg_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* The chain told a second time, by what its comment says. */
static void
test_the_chain_is_what_its_comment_says (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *before = NULL;

  store_fixture_init (&fixture);
  append (&fixture, "test.first", "{\"n\":1}");
  append (&fixture, "test.second", NULL);
  lines = isg_store_journal_list (fixture.store, 0, 100, NULL);
  g_assert_cmpuint (lines->len, ==, 3);
  before = g_strdup (isg_store_uuid (fixture.store));
  for (guint i = 0; i < lines->len; i++) {
    IsgJournalEntry *line = g_ptr_array_index (lines, i);
    g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, line->seq);
    g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, line->time);
    g_autofree char *revision = g_strdup_printf ("%u", line->revision);
    const char *parts[]
      = { before, seq, time, line->actor, line->act, line->record, revision, line->detail };
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

    for (guint j = 0; j < G_N_ELEMENTS (parts); j++) {
      g_autofree char *prefixed = g_strdup_printf ("%u:%s", (guint) strlen (parts[j]), parts[j]);

      g_checksum_update (sum, (const guint8 *) prefixed, -1);
    }
    g_assert_cmpstr (line->hash, ==, g_checksum_get_string (sum));
    g_assert_cmpint (line->seq, ==, i + 1);
    g_free (before);
    before = g_strdup (line->hash);
  }
}

static void
test_the_journal_holds_and_says_who_did_what_when (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) lines = NULL;
  IsgJournalEntry *line;
  gint64 count;

  store_fixture_init (&fixture);
  isg_clock_advance (fixture.clock, 60);
  append (&fixture, "test.first", "{\"n\":1}");
  g_assert_true (isg_store_journal_verify (fixture.store, &count, NULL));
  g_assert_cmpint (count, ==, 2);
  lines = isg_store_journal_list (fixture.store, 1, 1, NULL);
  g_assert_cmpuint (lines->len, ==, 1);
  line = g_ptr_array_index (lines, 0);
  g_assert_cmpint (line->time, ==, STORE_FIXTURE_NOW + 60);
  g_assert_cmpstr (line->actor, ==, "test");
  g_assert_cmpstr (line->act, ==, "test.first");
  g_assert_cmpstr (line->record, ==, "b0a1");
  g_assert_cmpuint (line->revision, ==, 3);
  g_assert_cmpstr (line->detail, ==, "{\"n\":1}");
}

static void
test_a_line_that_was_changed_is_found (void)
{
  static const char *const changes[] = {
    "UPDATE journal SET act = 'test.Second' WHERE seq = 3",
    "UPDATE journal SET detail = '' WHERE seq = 3",
    "UPDATE journal SET record = record || detail, detail = '' WHERE seq = 3",
    "UPDATE journal SET time = time + 1 WHERE seq = 3",
    "UPDATE journal SET revision = 4 WHERE seq = 3",
    "UPDATE journal SET hash = upper (hash) WHERE seq = 3",
    "DELETE FROM journal WHERE seq = 3",
    "UPDATE journal SET seq = 9 WHERE seq = 4; UPDATE journal SET seq = 4 WHERE seq = 3;"
    " UPDATE journal SET seq = 3 WHERE seq = 9",
    "UPDATE meta SET value = 'another' WHERE key = 'uuid'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_auto (StoreFixture) fixture = { 0 };
    g_autoptr (GError) error = NULL;
    gint64 count = -7;

    store_fixture_init (&fixture);
    append (&fixture, "test.first", "{\"n\":1}");
    append (&fixture, "test.second", "{\"n\":2}");
    append (&fixture, "test.third", "{\"n\":3}");
    store_fixture_exec (&fixture, "DROP TRIGGER journal_keep; DROP TRIGGER journal_same");
    store_fixture_exec (&fixture, changes[i]);
    store_fixture_reopen (&fixture);
    g_assert_false (isg_store_journal_verify (fixture.store, &count, &error));
    g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT);
    g_assert_cmpint (count, ==, -7);
  }
}

/* Past the store, by somebody who knows SQL: also the chain is made anew. */
static void
exec_raw (StoreFixture *fixture, const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->dir, ISG_STORE_FILE, NULL);
  sqlite3 *handle;
  char *failed = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "DROP TRIGGER journal_keep; DROP TRIGGER journal_same", NULL, NULL, NULL);
  sqlite3_exec (handle, sql, NULL, NULL, &failed);
  g_assert_cmpstr (failed, ==, NULL);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static void
test_a_tail_that_was_cut_off_is_found (void)
{
  static const char *const cuts[] = {
    "DELETE FROM journal WHERE seq = (SELECT max (seq) FROM journal)",
    "DELETE FROM journal WHERE seq > 2",
    "DELETE FROM journal",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++) {
    g_auto (StoreFixture) fixture = { 0 };
    gint64 count;

    store_fixture_init (&fixture);
    append (&fixture, "test.first", "{}");
    append (&fixture, "test.second", "{}");
    append (&fixture, "test.third", "{}");
    g_clear_pointer (&fixture.store, isg_store_close);
    exec_raw (&fixture, cuts[i]);
    for (guint round = 0; round < 2; round++) {
      g_autoptr (GError) error = NULL;

      store_fixture_reopen (&fixture);
      g_assert_false (isg_store_journal_verify (fixture.store, &count, &error));
      g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT);
      /* Whoever writes on does not hide it. */
      append (&fixture, "test.later", "{}");
    }
  }
}

static void
test_a_chain_that_was_made_anew_is_found (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *cut = NULL;
  gint64 count;

  store_fixture_init (&fixture);
  append (&fixture, "test.first", "{}");
  append (&fixture, "test.second", "{}");
  cut = g_strdup_printf ("DELETE FROM journal WHERE seq = %" G_GINT64_FORMAT,
                         store_fixture_number (&fixture, "SELECT max (seq) FROM journal"));
  g_clear_pointer (&fixture.store, isg_store_close);
  exec_raw (&fixture, cut);
  /* The program itself writes another line in its place, which holds in the chain. */
  store_fixture_reopen (&fixture);
  append (&fixture, "test.other", "{}");
  g_assert_false (isg_store_journal_verify (fixture.store, &count, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT);
}

static void
test_lines_are_found_by_what_was_asked (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  const struct {
    IsgJournalQuery query;
    guint n;
  } cases[] = {
    { { .limit = -1, .act = "test" }, 3 },
    { { .limit = 2, .act = "test" }, 2 },
    { { .limit = -1, .act = "test.second" }, 1 },
    { { .limit = -1, .act = "tes" }, 0 },
    { { .limit = -1, .act = "health" }, 1 },
    { { .limit = -1, .record = "nobody" }, 0 },
    { { .limit = -1, .actor = "somebody" }, 0 },
    { { .limit = -1, .act = "test", .from = STORE_FIXTURE_NOW + 1 }, 1 },
    { { .limit = -1, .act = "test", .until = STORE_FIXTURE_NOW + 1 }, 2 },
    { { .limit = -1, .act = "test", .actor = "test" }, 3 },
  };

  store_fixture_init (&fixture);
  append (&fixture, "test.first", "{}");
  append (&fixture, "test.second", "{}");
  isg_clock_advance (fixture.clock, 60);
  append (&fixture, "test.third", "{}");
  g_assert_true (isg_store_journal_access (fixture.store,
                                           ISG_JOURNAL_PRINTED,
                                           "0b54b8a0-4b9c-4a39-9a0f-1f2f3f4f5f6f",
                                           2,
                                           "ek-2",
                                           NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) entries = isg_store_journal_select (fixture.store, &cases[i].query, NULL);

    g_assert_cmpuint (entries->len, ==, cases[i].n);
    if (i == 4) {
      const IsgJournalEntry *entry = g_ptr_array_index (entries, 0);

      g_assert_cmpstr (entry->act, ==, "health.printed");
      g_assert_cmpuint (entry->revision, ==, 2);
      g_assert_cmpstr (entry->detail, ==, "{\"what\":\"ek-2\"}");
    }
  }
}

static void
test_what_is_kept_for_ever_cannot_be_taken_out (void)
{
  static const char *const acts[] = {
    "DELETE FROM journal",  "UPDATE journal SET act = 'x'",
    "DELETE FROM revision", "UPDATE revision SET body = '{}'",
    "DELETE FROM record",   "DELETE FROM submission",
  };
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *workplace = NULL;

  store_fixture_init (&fixture);
  workplace = store_fixture_workplace (&fixture, "Berber");
  store_fixture_submission (&fixture, workplace, "1", "ACCEPTED", 1);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (IsgTransaction) transaction = isg_transaction_begin (fixture.store, NULL);

    g_assert_false (isg_store_exec (fixture.store, acts[i], "test", &error));
    g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/transaction/nested-begins-write-once-at-the-end",
                   test_nested_begins_write_once_at_the_end);
  g_test_add_func ("/store/transaction/a-transaction-out-of-scope-is-undone",
                   test_a_transaction_out_of_scope_is_undone);
  g_test_add_func ("/store/transaction/nothing-is-written-after-somebody-deeper-rolled-back",
                   test_nothing_is_written_after_somebody_deeper_rolled_back);
  g_test_add_func ("/store/transaction/a-rolled-back-transaction-does-not-end-the-next",
                   test_a_rolled_back_transaction_does_not_end_the_next);
  g_test_add_func ("/store/transaction/the-version-changes-with-every-commit",
                   test_the_version_changes_with_every_commit);
  g_test_add_func ("/store/setting/is-kept-and-taken-out", test_a_setting_is_kept_and_taken_out);
  g_test_add_func ("/store/setting/a-password-is-secret-and-not-in-the-journal",
                   test_a_password_is_secret_and_not_in_the_journal);
  g_test_add_func ("/store/setting/that-stays-is-no-line", test_a_setting_that_stays_is_no_line);
  g_test_add_func ("/store/journal/the-chain-is-what-its-comment-says",
                   test_the_chain_is_what_its_comment_says);
  g_test_add_func ("/store/journal/holds-and-says-who-did-what-when",
                   test_the_journal_holds_and_says_who_did_what_when);
  g_test_add_func ("/store/journal/a-line-that-was-changed-is-found",
                   test_a_line_that_was_changed_is_found);
  g_test_add_func ("/store/journal/what-is-kept-for-ever-cannot-be-taken-out",
                   test_what_is_kept_for_ever_cannot_be_taken_out);
  g_test_add_func ("/store/journal/a-tail-that-was-cut-off-is-found",
                   test_a_tail_that_was_cut_off_is_found);
  g_test_add_func ("/store/journal/a-chain-that-was-made-anew-is-found",
                   test_a_chain_that_was_made_anew_is_found);
  g_test_add_func ("/store/journal/lines-are-found-by-what-was-asked",
                   test_lines_are_found_by_what_was_asked);
  return g_test_run ();
}
