/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"
#include "support/isg-fault-malloc.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

static void
assert_whole (StoreFixture *fixture, guint saved)
{
  g_autofree char *integrity = NULL;
  gint64 lines;

  integrity = store_fixture_text (fixture, "PRAGMA integrity_check");
  g_assert_cmpstr (integrity, ==, "ok");
  g_assert_true (isg_store_journal_verify (fixture->store, &lines, NULL));
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM record"), ==, saved);
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM revision"), ==, saved);
}

/* The n-th time that SQLite asks for memory it gets none, for n = 1, 2, … until a saving goes
 * through untouched. */
static void
save_with_too_little (gconstpointer data)
{
  gboolean from_then_on = GPOINTER_TO_INT (data);
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *workplace = NULL;
  g_autofree char *professional = NULL;
  g_autofree char *json = NULL;
  guint saved = 2;
  guint failed = 1;

  store_fixture_init (&fixture);
  workplace = store_fixture_workplace (&fixture, "Berber");
  professional = store_fixture_professional (&fixture, 0, "Ela", "Deniz");
  json = g_strdup_printf ("{'professional':'%s','contract_start':'2026-01-01','minutes':60}",
                          professional);
  for (guint n = 1; failed > 0; n++) {
    g_autoptr (IsgRecord) record = store_fixture_record (&fixture, "assignment", workplace, json);
    g_autoptr (GError) error = NULL;
    gboolean done;

    g_assert_cmpuint (n, <, 5000);
    /* Nothing prepared, so that preparing is tried as well. */
    isg_store_forget_statements (fixture.store);
    isg_fault_malloc_arm (n, from_then_on);
    done = isg_store_record_save (fixture.store, record, NULL, &error);
    failed = isg_fault_malloc_disarm ();
    if (done)
      saved++;
    else
      g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
    g_assert_true (done || failed > 0);
    g_assert_false (isg_store_in_transaction (fixture.store));
    if (n % 50 == 0 || failed == 0)
      assert_whole (&fixture, saved);
  }
  store_fixture_reopen (&fixture);
  assert_whole (&fixture, saved);
  /* Nor is anything saved by a title or a count of what is missing that could not look a name up.
   */
  g_assert_cmpint (store_fixture_number (&fixture,
                                         "SELECT count(DISTINCT title_tr || ' ' || missing)"
                                         " FROM record WHERE kind = 'assignment'"),
                   ==,
                   1);
}

static void
test_reading_with_too_little_memory_is_an_error (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *uuid = NULL;
  IsgListQuery query = { .kind = "workplace",
                         .search = "berber",
                         .date_from = ISG_DATE_NONE,
                         .date_to = ISG_DATE_NONE };
  guint failed = 1;

  store_fixture_init (&fixture);
  uuid = store_fixture_workplace (&fixture, "Berber");
  for (guint n = 1; failed > 0; n++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) rows = NULL;

    g_assert_cmpuint (n, <, 5000);
    isg_store_forget_statements (fixture.store);
    isg_fault_malloc_arm (n, FALSE);
    rows = isg_store_record_list (fixture.store, &query, &error);
    failed = isg_fault_malloc_disarm ();
    if (rows == NULL)
      g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
    else
      g_assert_cmpuint (rows->len, ==, 1);
  }
}

static void
test_opening_with_too_little_memory_is_an_error (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  guint failed = 1;

  store_fixture_init (&fixture);
  g_free (store_fixture_workplace (&fixture, "Berber"));
  /* Opening makes the views of every kind again. */
  for (guint n = 1; failed > 0; n++) {
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (n, <, 20000);
    g_clear_pointer (&fixture.store, isg_store_close);
    isg_fault_malloc_arm (n, FALSE);
    fixture.store = isg_store_open (fixture.dir, fixture.rules, fixture.clock, &error);
    failed = isg_fault_malloc_disarm ();
    if (fixture.store == NULL)
      g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
  }
  assert_whole (&fixture, 1);
}

int
main (int argc, char **argv)
{
  isg_fault_malloc_install ();
  isg_test_init (&argc, &argv);
  g_test_add_data_func ("/store/memory/too-little-once-loses-nothing",
                        GINT_TO_POINTER (FALSE),
                        save_with_too_little);
  g_test_add_data_func ("/store/memory/too-little-from-then-on-loses-nothing",
                        GINT_TO_POINTER (TRUE),
                        save_with_too_little);
  g_test_add_func ("/store/memory/reading-with-too-little-is-an-error",
                   test_reading_with_too_little_memory_is_an_error);
  g_test_add_func ("/store/memory/opening-with-too-little-is-an-error",
                   test_opening_with_too_little_memory_is_an_error);
  return g_test_run ();
}
