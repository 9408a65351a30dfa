/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <unistd.h>

#include "store/isg-store-queue.h"
#include "submit/isg-signing.h"
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* The process is killed at a named point; the next one finds what it finds, and everything holds.
 */

typedef struct {
  const char *point;
  MinistryFault save; /* what the ministry does with the first save */
  int value;
} Case;

static const Case cases[] = {
  { "before-commit", MINISTRY_PLAIN, 0 },
  { "after-commit", MINISTRY_PLAIN, 0 },
  { "after-mirror", MINISTRY_PLAIN, 0 },
  { "in-prereq", MINISTRY_PLAIN, 0 },
  { "after-reply", MINISTRY_PLAIN, 0 },
  { "before-reply-commit", MINISTRY_PLAIN, 0 },
  { "after-reply-commit", MINISTRY_PLAIN, 0 },
  { "after-reply", MINISTRY_TAKES, 0 },
  { "after-reply", MINISTRY_CODE, 210 },
  { "before-reply-commit", MINISTRY_CODE, 213 },
  { "after-reply", MINISTRY_LATE, 2 },
  { "after-reply", MINISTRY_STORES_1111, 0 },
  { "before-reply-commit", MINISTRY_HTTP, 401 },
  { "query-before", MINISTRY_DROPS_AFTER, 0 },
  { "query-after-reply", MINISTRY_DROPS_AFTER, 0 },
  { "query-before-commit", MINISTRY_DROPS_AFTER, 0 },
  { "query-after-commit", MINISTRY_DROPS_AFTER, 0 },
  { "query-after-reply", MINISTRY_DROPS_BEFORE, 0 },
  { "query-after-commit", MINISTRY_LATE, 3 },
};

static void
run_in_child (Lab *lab)
{
  lab_run (lab);
}

static void
test_killed (gconstpointer data)
{
  const Case *c = data;
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  lab_init (&lab);
  first = lab_queued (&lab, 2);
  second = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, c->save, c->value);
  lab.point = c->point;
  lab.at_point = lab_die;
  g_assert_cmpint (lab_in_child (&lab, run_in_child), ==, SIGKILL);

  lab.point = NULL;
  lab_run (&lab);
  isg_test_check_promises (&lab);
  if (c->save == MINISTRY_CODE && g_str_equal (c->point, "before-reply-commit"))
    g_assert_cmpstr (lab_state (&lab, first), ==, "ACCEPTED"); /* the refusal was lost with us */
  if (c->save != MINISTRY_CODE)
    g_assert_cmpstr (lab_state (&lab, first), ==, "ACCEPTED");
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
}

/* ---- twice in a row, at every pair of points ---- */

static const char *const save_points[]
  = { "before-commit", "after-commit",        "after-mirror",      "in-prereq",
      "after-reply",   "before-reply-commit", "after-reply-commit" };

static void
test_killed_twice (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (save_points); i++)
    for (guint j = 0; j < G_N_ELEMENTS (save_points); j++) {
      g_auto (Lab) lab = { 0 };
      g_autofree char *uuid = NULL;

      lab_init (&lab);
      uuid = lab_queued (&lab, 1);
      lab.at_point = lab_die;
      lab.point = save_points[i];
      lab_in_child (&lab, run_in_child);
      lab.point = save_points[j];
      lab_in_child (&lab, run_in_child);
      lab.point = NULL;
      lab_run (&lab);
      isg_test_check_promises (&lab);
      g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
    }
}

/* ---- the card ---- */

static void
sign_in_child (Lab *lab)
{
  lab_sign (lab);
}

static void
test_killed_while_signing_keeps_what_was_signed (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  lab_init (&lab);
  first = lab_training (&lab, 1);
  second = lab_training (&lab, 1);
  lab_finalise (&lab, first);
  lab_finalise (&lab, second);
  isg_fake_signer_kill_at (lab.signer, 2);
  g_assert_cmpint (lab_in_child (&lab, sign_in_child), ==, SIGKILL);
  isg_test_check_promises (&lab);
  g_assert_cmpstr (lab_state (&lab, second), ==, "AWAITING_SIGNATURE");

  g_clear_object (&lab.signer);
  lab.signer = isg_fake_signer_new ("1234");
  {
    g_autofree char *number = store_fixture_person (0);

    isg_fake_signer_add (lab.signer, number, "AYŞE IĞDIRLI", 0, G_GINT64_CONSTANT (4102444800));
  }
  lab_sign (&lab);
  lab_run (&lab);
  isg_test_check_promises (&lab);
  g_assert_cmpstr (lab_state (&lab, first), ==, "ACCEPTED");
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
}

/* ---- finishing and signing: whole or not at all ---- */

typedef struct {
  const char *point;
  guint nth;
  const char *state; /* of the first of two records then */
} PersonCase;

static const PersonCase person_cases[] = {
  { "finalise-before-commit", 1, "DRAFT" },
  { "finalise-after-commit", 1, "AWAITING_SIGNATURE" },
  { "sign-before-card", 1, "AWAITING_SIGNATURE" },
  { "sign-after-card", 1, "AWAITING_SIGNATURE" },
  { "sign-before-commit", 1, "AWAITING_SIGNATURE" },
  { "sign-after-commit", 1, "QUEUED" },
  { "sign-before-card", 2, "QUEUED" },
};

static void
store_pass_cb (const char *name, gpointer data)
{
  Lab *lab = data;

  lab->tools.kill_point (name, lab->tools.kill_data);
}

static void
finalise_and_sign (Lab *lab)
{
  /* Keys are random; a child that goes on with its parent's numbers would meet them again. */
  g_random_set_seed ((guint32) getpid ());
  isg_store_set_point (lab->fixture.store, store_pass_cb, lab);
  lab_finalise (lab, g_ptr_array_index (lab->records, 0));
  lab_finalise (lab, g_ptr_array_index (lab->records, 1));
  lab_sign (lab);
}

static void
test_killed_with_a_person (gconstpointer data)
{
  const PersonCase *c = data;
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  lab_init (&lab);
  first = lab_training (&lab, 1);
  second = lab_training (&lab, 1);
  lab.point = c->point;
  lab.point_nth = c->nth;
  lab.at_point = lab_die;
  g_assert_cmpint (lab_in_child (&lab, finalise_and_sign), ==, SIGKILL);
  g_assert_cmpstr (lab_state (&lab, first), ==, c->state);
  isg_test_check_promises (&lab);

  lab.point = NULL;
  if (g_str_equal (lab_state (&lab, first), "DRAFT"))
    lab_finalise (&lab, first);
  if (g_str_equal (lab_state (&lab, second), "DRAFT"))
    lab_finalise (&lab, second);
  lab_sign (&lab);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, first), ==, "ACCEPTED");
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

/* ---- 500 half-sent rows ---- */

static void
test_500_in_doubt_settle_in_one_pass_each_asked_once (void)
{
  g_auto (Lab) lab = { 0 };
  const guint n = 500;

  lab_init (&lab);
  for (guint i = 0; i < n; i++) {
    g_autofree char *uuid = lab_training (&lab, 1);

    lab_finalise (&lab, uuid);
  }
  lab_sign (&lab);
  /* Half-sent as a crash leaves them: taken or not, and nobody knows. */
  for (guint i = 0; i < n; i++) {
    g_autoptr (GPtrArray) rows = isg_store_submissions_of (lab.fixture.store,
                                                           g_ptr_array_index (lab.records, i),
                                                           TRUE,
                                                           NULL);
    IsgStoredSubmission *row = g_ptr_array_index (rows, 0);
    IsgSubmissionState before = row->machine.state;
    g_autofree char *person = store_fixture_person (i + 1);
    MinistryEntry *entry = &lab.ministry->entries[lab.ministry->n_entries++];
    g_autofree char *content = g_strdup_printf ("%s|340|40.0|200;", person);

    entry->number = row->number;
    entry->n_taken = 1;
    g_strlcpy (entry->content, content, MINISTRY_CONTENT);
    row->machine.state = ISG_SUBMISSION_IN_DOUBT;
    row->machine.flags = ISG_SUBMISSION_UNSETTLED;
    row->next_try = STORE_FIXTURE_NOW;
    g_assert_true (isg_store_begin (lab.fixture.store, NULL));
    g_assert_true (isg_store_submission_write (lab.fixture.store, row, before, 0, NULL));
    g_assert_true (isg_store_commit (lab.fixture.store, NULL));
  }
  while (lab_step (&lab) == ISG_STEP_WORKED)
    ;
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (lab_state (&lab, g_ptr_array_index (lab.records, i)), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_numbers_asked, ==, n);
  g_assert_cmpuint (lab.ministry->n_question_requests, ==, n / 20);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 0);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/crash/%s/%u-%d-%u",
                                             cases[i].point,
                                             cases[i].save,
                                             cases[i].value,
                                             (guint) i);

    g_test_add_data_func (path, &cases[i], test_killed);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (person_cases); i++) {
    g_autofree char *path
      = g_strdup_printf ("/crash/%s/%u", person_cases[i].point, person_cases[i].nth);

    g_test_add_data_func (path, &person_cases[i], test_killed_with_a_person);
  }
  g_test_add_func ("/crash/twice-in-a-row", test_killed_twice);
  g_test_add_func ("/crash/killed-while-signing-keeps-what-was-signed",
                   test_killed_while_signing_keeps_what_was_signed);
  g_test_add_func ("/crash/500-in-doubt-settle-in-one-pass-each-asked-once",
                   test_500_in_doubt_settle_in_one_pass_each_asked_once);
  return g_test_run ();
}
