/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/isg-store-queue.h"
#include "submit/isg-mask.h"
#include "submit/isg-support.h"
#include "submit/isg-tar.h"
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* What leaves for a supplier holds no person. */

#define PEOPLE 1000

/* A surname that stands in no dictionary, in Turkish letters. */
static char *
planted_name (guint i)
{
  static const char *const heads[] = { "Çınar", "Öztürk", "İğdır", "Şahin", "Güneş", "Ünal" };

  return g_strdup_printf ("%s%c%c%c",
                          heads[i % G_N_ELEMENTS (heads)],
                          'a' + i / 100 % 10,
                          'k' + i / 10 % 10,
                          'b' + i % 10);
}

static char *
training_of_many (Lab *lab)
{
  g_autofree char *trainer = store_fixture_person (0);
  g_autoptr (GString) json = g_string_new (NULL);
  char *uuid;

  g_string_printf (json,
                   "{'date':'2026-11-02','professional':'%s','trainer_national_id':'%s',"
                   "'place':'inside','method':'face_to_face','topics':[{'code':'340','minutes':40}]"
                   ",'participants':[",
                   lab->professional,
                   trainer);
  for (guint i = 0; i < PEOPLE; i++) {
    g_autofree char *number = store_fixture_person (i + 1);
    g_autofree char *name = planted_name (i);
    g_autofree char *person
      = g_strdup_printf ("{'national_id':'%s','given_name':'%s','family_name':'%s',"
                         "'start_date':'2024-01-02','job':'Kalfa'}",
                         number,
                         name,
                         name);
    g_autofree char *employee
      = store_fixture_add (&lab->fixture, "employee", lab->workplace, person);

    g_string_append_printf (json, "%s{'employee':'%s'}", i > 0 ? "," : "", employee);
  }
  g_string_append (json, "]}");
  uuid = store_fixture_add (&lab->fixture, "training", lab->workplace, json->str);
  g_ptr_array_add (lab->records, g_strdup (uuid));
  return uuid;
}

/* A reply that repeats people, as the Ministry's 214 does. */
static void
plant_reply (Lab *lab, const char *uuid)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (lab->fixture.store, uuid, TRUE, NULL);
  g_autoptr (GString) body = g_string_new ("<return><status>214</status><message>&lt;ad&gt;");

  for (guint i = 0; i < PEOPLE; i++) {
    g_autofree char *number = store_fixture_person (i + 1);
    g_autofree char *name = planted_name (i);

    g_string_append_printf (body, "%s %s&lt;/ad&gt;0532 123 45 67 ", name, number);
  }
  g_string_append (body, "</message></return>");
  g_assert_true (isg_store_begin (lab->fixture.store, NULL));
  for (guint i = 0; i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);
    g_autoptr (GPtrArray) attempts = isg_store_attempts (lab->fixture.store, row->id, NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (body->str, body->len);
    IsgStoredAttempt attempt = { .submission = row->id,
                                 .is_save = TRUE,
                                 .number = row->number,
                                 .boot_id = (char *) "x",
                                 .firm_hash = (char *) "",
                                 .phase = (char *) "answered",
                                 .n_asked = 1 };

    g_assert_true (isg_store_attempt_begin (lab->fixture.store, &attempt, NULL));
    g_assert_true (isg_store_reply_add (lab->fixture.store, bytes, row->id, &attempt.reply, NULL));
    attempt.code = 214;
    attempt.outcome = ISG_OUTCOME_REFUSED;
    attempt.message = body->str;
    attempt.ended = 1;
    g_assert_true (isg_store_attempt_end (lab->fixture.store, &attempt, NULL));
  }
  g_assert_true (isg_store_commit (lab->fixture.store, NULL));
}

static void
assert_lacks (const char *text, const char *planted)
{
  const char *found = strstr (text, planted);

  if (found != NULL)
    g_test_message ("%.200s", MAX (found - 80, text));
  g_assert_null (found);
}

static char *
all_text (GBytes *bundle)
{
  g_autoptr (GPtrArray) files = isg_tar_read (bundle);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (files);
  for (guint i = 0; i < files->len; i++) {
    const IsgTarFile *file = g_ptr_array_index (files, i);
    gsize length;
    const char *data = g_bytes_get_data (file->content, &length);

    g_string_append (text, file->name);
    g_string_append_len (text, data, (gssize) length);
  }
  return g_string_free (text, FALSE);
}

static void
test_a_thousand_people_are_in_no_bundle (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *text = NULL;
  g_autofree char *signer = store_fixture_person (0);
  g_autoptr (GBytes) bundle = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  lab_init (&lab);
  uuid = training_of_many (&lab);
  lab_finalise (&lab, uuid);
  lab_sign (&lab);
  plant_reply (&lab, uuid);
  bundle = isg_support_bundle (lab.fixture.store, uuid, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, PEOPLE / 100);
  text = all_text (bundle);
  for (guint i = 0; i < PEOPLE; i++) {
    g_autofree char *number = store_fixture_person (i + 1);
    g_autofree char *name = planted_name (i);

    assert_lacks (text, number);
    assert_lacks (text, name);
  }
  assert_lacks (text, signer);
  assert_lacks (text, "0532 123");
  assert_lacks (text, "24711010100000010340123000");
  assert_lacks (text, "IĞDIRLI");
  assert_lacks (text, uuid);
  /* No secret, and nothing that was signed with. */
  {
    g_autofree char *code = NULL;
    g_autofree char *password = NULL;

    g_assert_true (isg_store_setting (lab.fixture.store, "firm.code", &code, NULL));
    g_assert_true (isg_store_setting (lab.fixture.store, "firm.password", &password, NULL));
    assert_lacks (text, code);
    assert_lacks (text, password);
  }
  /* And yet the form is there. */
  g_assert_nonnull (strstr (text, "<egitimKoduId>340</egitimKoduId>"));
  g_assert_nonnull (strstr (text, "<status>214</status>"));
  g_assert_nonnull (strstr (text, "\"state\":\"QUEUED\""));
}

static void
test_what_needs_help_is_told_of_by_itself (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GBytes) bundle = NULL;
  guint n;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CLIENT, 0);
  lab_run (&lab);
  other = lab_queued (&lab, 1);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "NEEDS_HELP");
  bundle = isg_support_bundle (lab.fixture.store, NULL, &n, NULL);
  g_assert_nonnull (bundle);
  g_assert_cmpuint (n, ==, 1);
}

/* ---- the mask ---- */

static void
assert_masked (const char *text, gboolean strict, const char *keeps, const char *loses)
{
  g_autoptr (IsgMask) mask = isg_mask_new (NULL, NULL);
  g_autofree char *masked = isg_mask_text (mask, text, strlen (text), strict);

  g_test_message ("%s → %s", text, masked);
  g_assert_nonnull (strstr (masked, keeps));
  g_assert_null (strstr (masked, loses));
}

static void
test_values_that_name_nobody_stay (void)
{
  assert_masked ("<a>40.0</a>", FALSE, ">40.0<", "ZZZ");
  assert_masked ("<a>23-11-2026</a>", FALSE, ">23-11-2026<", "ZZZ");
  assert_masked ("{\"status\":210,\"x\":\"2026-11-23T10:00:00.123\"}", FALSE, ":210,", "ZZZ");
  assert_masked ("<a>10000000146</a>", FALSE, "</", "10000000146");
  assert_masked ("<a>0532 123 45 67</a>", FALSE, "</", "0532");
  assert_masked ("{\"a\":10000000146}", FALSE, ":", "10000000146");
  assert_masked ("<a>1</a>", TRUE, "</", ">1234567890<");
  assert_masked ("Ayşe Yılmaz", FALSE, " ", "Yılmaz");
}

static void
test_the_same_is_replaced_by_the_same (void)
{
  g_autoptr (IsgMask) mask = isg_mask_new (NULL, NULL);
  g_autofree char *one = isg_mask_text (mask, "<a>ALİ</a>", strlen ("<a>ALİ</a>"), FALSE);
  g_autofree char *same = isg_mask_text (mask, "<a>ALİ</a>", strlen ("<a>ALİ</a>"), FALSE);
  g_autofree char *other = isg_mask_text (mask, "<a>ALI</a>", strlen ("<a>ALI</a>"), FALSE);

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/mask/values", test_values_that_name_nobody_stay);
  g_test_add_func ("/mask/same", test_the_same_is_replaced_by_the_same);
  g_test_add_func ("/support/needs-help", test_what_needs_help_is_told_of_by_itself);
  g_test_add_func ("/support/a-thousand-people", test_a_thousand_people_are_in_no_bundle);
  return g_test_run ();
}
