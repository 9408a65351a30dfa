/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "store/isg-mirror.h"
#include "store/isg-store-queue.h"
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* Restored, cloned and left behind: a file that is not the newest can never cause a second sending
 * (submission.md 5 and 8: F, G, H). */

/* Whether the lab's store knows its mirror, or stands on a machine without one. What is closed
 * there is closed on the machine that it was opened on. */
static void
use_state_dir (Lab *lab, const char *name)
{
  g_autofree char *dir = g_build_filename (isg_test_tmpdir (), name, NULL);

  g_clear_pointer (&lab->fixture.store, isg_store_close);
  g_setenv ("ISG_STATE_DIR", dir, TRUE);
}

static void
test_f_a_draft_of_the_backup_meets_its_number (void)
{
  for (guint mirrored = 0; mirrored < 2; mirrored++) {
    g_auto (Lab) lab = { 0 };
    g_autofree char *uuid = NULL;
    g_autofree char *backup = NULL;

    use_state_dir (&lab, "f");
    lab_init (&lab);
    uuid = lab_training (&lab, 2);
    backup = lab_copy_store (&lab);
    lab_finalise (&lab, uuid);
    lab_sign (&lab);
    lab_run (&lab);
    g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);

    if (mirrored == 0)
      use_state_dir (&lab, "f-elsewhere");
    lab_move_to (&lab, backup);
    g_assert_cmpstr (lab_state (&lab, uuid), ==, "DRAFT");
    lab_finalise (&lab, uuid);
    lab_sign (&lab);
    lab_run (&lab);
    g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
    /* With the mirror it is asked about and not sent; without, the number says that it is used. */
    g_assert_cmpuint (lab.ministry->n_save_requests, ==, mirrored == 1 ? 1 : 2);
    isg_test_check_promises (&lab);
  }
}

static void
test_g_an_older_text_of_the_backup_is_not_stored_beside_the_newer (void)
{
  for (guint mirrored = 0; mirrored < 2; mirrored++) {
    g_auto (Lab) lab = { 0 };
    g_autofree char *uuid = NULL;
    g_autofree char *backup = NULL;

    use_state_dir (&lab, "g");
    lab_init (&lab);
    uuid = lab_queued (&lab, 1);
    backup = lab_copy_store (&lab);
    isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 210);
    lab_run (&lab);
    lab_edit (&lab, uuid, 50);
    lab_finalise (&lab, uuid);
    lab_sign (&lab);
    lab_run (&lab);
    g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");

    if (mirrored == 0)
      use_state_dir (&lab, "g-elsewhere");
    lab_move_to (&lab, backup);
    g_assert_cmpstr (lab_state (&lab, uuid), ==, "QUEUED");
    lab_run (&lab);
    /* Other content lies there: that is for a person to look at. */
    g_assert_cmpstr (lab_state (&lab, uuid), ==, "NEEDS_HELP");
    isg_test_check_promises (&lab);
  }
}

static void
test_h_of_two_clones_one_sends_and_the_other_finds (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *original = NULL;
  g_autofree char *clone = NULL;

  use_state_dir (&lab, "h-one");
  lab_init (&lab);
  uuid = lab_queued (&lab, 2);
  original = g_strdup (lab.fixture.dir);
  clone = lab_copy_store (&lab);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");

  use_state_dir (&lab, "h-two");
  lab_move_to (&lab, clone);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_cmpuint (isg_fake_ministry_doubles (lab.ministry), ==, 0);
  isg_test_check_promises (&lab);
}

static void
test_what_was_being_sent_in_the_backup_is_asked_about (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (GPtrArray) gates = NULL;

  use_state_dir (&lab, "sending");
  lab_init (&lab);
  first = lab_queued (&lab, 1);
  second = lab_queued (&lab, 1);
  backup = lab_copy_store (&lab);
  lab_run (&lab);
  lab_move_to (&lab, backup);
  /* Said as a gate, asked before anything is sent. */
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  gates = isg_gate_list (lab.fixture.store, NULL);
  g_assert_cmpuint (gates->len, ==, 1);
  g_assert_cmpstr (((IsgGateInfo *) g_ptr_array_index (gates, 0))->name, ==, "OLD_COPY");
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, first), ==, "ACCEPTED");
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 2);
  isg_test_check_promises (&lab);
}

static void
test_numbers_of_the_lost_copy_are_asked_about (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *lost = NULL;
  g_autofree char *after = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (GPtrArray) numbers = NULL;
  const IsgLostSending *sending;
  guint64 number;

  use_state_dir (&lab, "lost");
  lab_init (&lab);
  backup = lab_copy_store (&lab);
  lost = lab_queued (&lab, 2);
  number = lab_number (&lab, lost);
  lab_run (&lab);
  lab_move_to (&lab, backup);
  g_ptr_array_set_size (lab.records, 0);
  lab.n_people += 10;
  after = lab_queued (&lab, 1);
  lab_run (&lab);
  numbers = isg_store_lost_list (lab.fixture.store, FALSE, NULL);
  g_assert_cmpuint (numbers->len, ==, 1);
  sending = g_ptr_array_index (numbers, 0);
  g_assert_cmpuint (sending->number, ==, number);
  g_assert_cmpint (sending->code, ==, 200);
  g_assert_cmpuint (sending->n_items, ==, 2);
  g_assert_cmpstr (lab_state (&lab, after), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

/* S: after a restore the user types a lost record anew. */
static void
test_s_a_lost_record_typed_anew_is_known_again (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *lost = NULL;
  g_autofree char *again = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gboolean told = FALSE;

  use_state_dir (&lab, "s");
  lab_init (&lab);
  backup = lab_copy_store (&lab);
  lost = lab_queued (&lab, 1);
  lab_run (&lab);
  lab_move_to (&lab, backup);
  g_ptr_array_set_size (lab.records, 0);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  lab.n_people = 1;
  again = lab_training (&lab, 1);
  g_assert_true (isg_finalise (lab.fixture.store, again, &findings, NULL, NULL));
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (isg_finding_code (g_ptr_array_index (findings, i)), "sent_by_lost_copy"))
      told = TRUE;
  g_assert_true (told);
}

static void
test_a_new_store_is_no_copy (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *mirror = NULL;
  gint64 epoch;
  gboolean copy;

  use_state_dir (&lab, "fresh");
  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  lab_run (&lab);
  lab_reopen (&lab);
  lab_run (&lab);
  g_assert_true (isg_store_epoch (lab.fixture.store, &epoch, &copy, NULL));
  g_assert_cmpint (epoch, ==, 1);
  g_assert_false (copy);
  mirror = isg_mirror_path (lab.fixture.store);
  g_assert_true (g_file_test (mirror, G_FILE_TEST_EXISTS));
  /* A line that a crash cut short is no line, and the next one stands by itself. */
  {
    g_autofree char *text = NULL;
    g_autofree char *cut = NULL;
    g_autoptr (GPtrArray) log = NULL;
    g_autofree char *again = NULL;

    g_assert_true (g_file_get_contents (mirror, &text, NULL, NULL));
    cut = g_strconcat (text, "99 1", NULL);
    g_assert_true (g_file_set_contents (mirror, cut, -1, NULL));
    again = lab_queued (&lab, 1);
    lab_run (&lab);
    g_assert_cmpstr (lab_state (&lab, again), ==, "ACCEPTED");
    log = isg_mirror_read (lab.fixture.store, NULL);
    g_assert_cmpuint (log->len, ==, 2);
    g_assert_true (isg_store_epoch (lab.fixture.store, &epoch, &copy, NULL));
    g_assert_false (copy);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/copies/f-a-draft-of-the-backup-meets-its-number",
                   test_f_a_draft_of_the_backup_meets_its_number);
  g_test_add_func ("/copies/g-an-older-text-of-the-backup-is-not-stored-beside-the-newer",
                   test_g_an_older_text_of_the_backup_is_not_stored_beside_the_newer);
  g_test_add_func ("/copies/h-of-two-clones-one-sends-and-the-other-finds",
                   test_h_of_two_clones_one_sends_and_the_other_finds);
  g_test_add_func ("/copies/what-was-being-sent-in-the-backup-is-asked-about",
                   test_what_was_being_sent_in_the_backup_is_asked_about);
  g_test_add_func ("/copies/numbers-of-the-lost-copy-are-asked-about",
                   test_numbers_of_the_lost_copy_are_asked_about);
  g_test_add_func ("/copies/s-a-lost-record-typed-anew-is-known-again",
                   test_s_a_lost_record_typed_anew_is_known_again);
  g_test_add_func ("/copies/a-new-store-is-no-copy", test_a_new_store_is_no_copy);
  return g_test_run ();
}
