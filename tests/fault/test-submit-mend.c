/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-queue.h"
#include "submit/isg-mend.h"
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* One refused field of many records, mended once. */

#define N 3

typedef struct {
  Lab lab;
  char *uuids[N + 1]; /* (owned) */
} Refused;

static void
refused_init (Refused *refused)
{
  lab_init (&refused->lab);
  for (guint i = 0; i < N; i++) {
    refused->uuids[i] = lab_queued (&refused->lab, 1);
    isg_fake_ministry_save_fault (refused->lab.ministry, MINISTRY_CODE, 210);
  }
  lab_run (&refused->lab);
  for (guint i = 0; i < N; i++)
    g_assert_cmpstr (lab_state (&refused->lab, refused->uuids[i]), ==, "REJECTED");
}

static void
refused_clear (Refused *refused)
{
  for (guint i = 0; i < N; i++)
    g_free (refused->uuids[i]);
  lab_clear (&refused->lab);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Refused, refused_clear)

static GPtrArray *
mend (Refused *refused, int day, guint *left)
{
  g_autoptr (IsgValue) date = isg_value_new_date (isg_date_new (2026, 11, day));
  g_autoptr (GError) error = NULL;
  GPtrArray *mended = isg_mend_apply (refused->lab.fixture.store,
                                      (const char *const *) refused->uuids,
                                      210,
                                      "date",
                                      date,
                                      left,
                                      &error);

  g_assert_no_error (error);
  return mended;
}

static IsgDate
date_of (Refused *refused, guint i)
{
  g_autoptr (IsgRecord) record
    = isg_store_record_get (refused->lab.fixture.store, refused->uuids[i], 0, NULL);

  return isg_value_date (isg_record_get (record, "date"));
}

static void
test_the_refused_field_is_changed_in_all_and_signed_together (void)
{
  g_auto (Refused) refused = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) mended = NULL;
  guint64 numbers[N];
  guint left;

  refused_init (&refused);
  rows = isg_mend_rows (refused.lab.fixture.store,
                        (const char *const *) refused.uuids,
                        210,
                        "date",
                        ISG_LANGUAGE_TR,
                        NULL);
  g_assert_cmpuint (rows->len, ==, N);
  for (guint i = 0; i < N; i++) {
    const IsgMendRow *row = g_ptr_array_index (rows, i);

    g_assert_cmpuint (row->n_places, ==, 1);
    g_assert_false (row->is_typed);
    g_assert_cmpint (isg_value_date (row->now), ==, isg_date_new (2026, 11, 2));
    numbers[i] = lab_number (&refused.lab, refused.uuids[i]);
  }
  mended = mend (&refused, 3, &left);
  g_assert_cmpuint (mended->len, ==, N);
  g_assert_cmpuint (left, ==, 0);
  lab_sign (&refused.lab);
  lab_run (&refused.lab);
  for (guint i = 0; i < N; i++) {
    g_assert_cmpint (date_of (&refused, i), ==, isg_date_new (2026, 11, 3));
    g_assert_cmpstr (lab_state (&refused.lab, refused.uuids[i]), ==, "ACCEPTED");
    /* Nothing was stored under it: the number stays. */
    g_assert_cmpuint (lab_number (&refused.lab, refused.uuids[i]), ==, numbers[i]);
  }
  isg_test_check_promises (&refused.lab);
}

static void
test_all_of_it_is_taken_back_until_one_is_signed (void)
{
  g_auto (Refused) refused = { 0 };
  g_autoptr (GPtrArray) mended = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  guint left;

  refused_init (&refused);
  mended = mend (&refused, 3, &left);
  isg_mend_undo (refused.lab.fixture.store, mended, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N; i++) {
    g_assert_cmpint (date_of (&refused, i), ==, isg_date_new (2026, 11, 2));
    g_assert_cmpstr (lab_state (&refused.lab, refused.uuids[i]), ==, "WITHDRAWN");
  }
  for (guint i = 0; i < N; i++)
    lab_finalise (&refused.lab, refused.uuids[i]);
  lab_sign (&refused.lab);
  g_assert_false (isg_mend_undo (refused.lab.fixture.store, mended, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT);
  isg_test_check_promises (&refused.lab);
}

static void
test_a_record_somebody_types_in_and_one_that_is_not_fit_are_left (void)
{
  g_auto (Refused) refused = { 0 };
  IsgDraft draft = { 0 };
  g_autoptr (GPtrArray) mended = NULL;
  g_autoptr (GPtrArray) none = NULL;
  guint left;

  refused_init (&refused);
  draft.uuid = refused.uuids[0];
  draft.kind = (char *) "training";
  draft.base = 1;
  draft.body = (char *) "{}";
  g_assert_true (isg_store_draft_put (refused.lab.fixture.store, &draft, NULL));
  /* A day to come is refused by the rules: nothing of it is kept. */
  none = mend (&refused, 30, &left);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (left, ==, N);
  g_assert_cmpint (date_of (&refused, 1), ==, isg_date_new (2026, 11, 2));
  mended = mend (&refused, 3, &left);
  g_assert_cmpuint (mended->len, ==, N - 1);
  g_assert_cmpuint (left, ==, 1);
  g_assert_cmpint (date_of (&refused, 0), ==, isg_date_new (2026, 11, 2));
  g_assert_cmpstr (lab_state (&refused.lab, refused.uuids[0]), ==, "REJECTED");
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/mend/changed-in-all-and-signed-together",
                   test_the_refused_field_is_changed_in_all_and_signed_together);
  g_test_add_func ("/mend/taken-back-until-one-is-signed",
                   test_all_of_it_is_taken_back_until_one_is_signed);
  g_test_add_func ("/mend/what-is-typed-or-not-fit-is-left",
                   test_a_record_somebody_types_in_and_one_that_is_not_fit_are_left);
  return g_test_run ();
}
