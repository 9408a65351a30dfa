/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-sign-basket-view.h"
#include "app/isg-submission-plot.h"
#include "app/isg-submission-view.h"
#include "support/isg-test.h"

#define NOW G_GINT64_CONSTANT (1795413600)
#define DAY G_GINT64_CONSTANT (86400)

static IsgRules *rules;

/* ---- groups ---- */

static void
add_row (GPtrArray *rows,
         const char *uuid,
         const char *workplace,
         const char *state,
         int code,
         const char *path,
         const char *message,
         gint64 time)
{
  IsgQueueRow *row = g_new0 (IsgQueueRow, 1);

  row->uuid = g_strdup (uuid);
  row->workplace_title = g_strdup (workplace);
  row->state = g_strdup (state);
  row->last_code = code;
  row->error_path = g_strdup (path);
  row->last_message = g_strdup (message);
  row->last_event = time;
  g_ptr_array_add (rows, row);
}

static GPtrArray *
make_rows (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_queue_row_free);

  add_row (rows, "a", "Öz Kasap", "REJECTED", 210, "participants[0].identity", "no", 50);
  add_row (rows, "b", "Öz Kasap", "REJECTED", 213, NULL, "not registered", 10);
  add_row (rows,
           "c",
           "Kardeşler Oto",
           "PARTLY_ACCEPTED",
           210,
           "participants[7].identity",
           "no",
           20);
  add_row (rows, "d", "Yıldız", "REJECTED", 210, "date", "no", 60);
  add_row (rows, "e", "Yıldız", "REJECTED", 210, "date", "other words", 70);
  add_row (rows, "f", "Yıldız", "ACCEPTED", 210, "date", "no", 80);
  add_row (rows, "g", "Yıldız", "IN_DOUBT", 213, NULL, "not registered", 80);
  add_row (rows, "h", "Yıldız", "REJECTED", 0, NULL, NULL, 80);
  return rows;
}

static void
test_equal_refusals_are_one_group (void)
{
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GPtrArray) groups = isg_refusal_groups (rows);
  static const struct {
    int code;
    const char *path;
    guint n;
  } expected[] = {
    { 210, "participants.identity", 2 },
    { 210, "date", 1 },
    { 210, "date", 1 },
    { 213, NULL, 1 },
  };

  g_assert_cmpuint (groups->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < groups->len; i++) {
    const IsgRefusalGroup *group = g_ptr_array_index (groups, i);

    g_assert_cmpint (group->code, ==, expected[i].code);
    g_assert_cmpstr (group->path, ==, expected[i].path);
    g_assert_cmpuint (group->rows->len, ==, expected[i].n);
  }
  g_assert_cmpstr (((IsgRefusalGroup *) g_ptr_array_index (groups, 1))->message, ==, "other words");
}

static void
test_places_are_named_and_counted (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_queue_row_free);
  static const char *const places[] = { "A", "B", "A", "C", "D", NULL };
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; places[i] != NULL; i++)
    add_row (rows, "x", places[i], "REJECTED", 213, NULL, "m", 1);
  groups = isg_refusal_groups (rows);
  text = isg_group_places (g_ptr_array_index (groups, 0));
  g_assert_cmpstr (text, ==, "A, B +2");
}

static void
test_only_outside_causes_are_sent_again (void)
{
  static const int never[] = { 0, 200, 204, 210, 211, 214, 215, 222, 401, 1111 };

  g_assert_true (isg_refusal_can_send_again (212));
  g_assert_true (isg_refusal_can_send_again (213));
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_false (isg_refusal_can_send_again (never[i]));
}

static void
test_segments_count_their_states (void)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  static const guint expected[] = { 21, 1, 0, 0, 5, 7, 0, 8 };
  guint n;
  const IsgSegment *segments = isg_segments (&n);

  g_hash_table_insert (counts, (char *) "AWAITING_SIGNATURE", GUINT_TO_POINTER (1));
  g_hash_table_insert (counts, (char *) "IN_DOUBT", GUINT_TO_POINTER (2));
  g_hash_table_insert (counts, (char *) "PROCESSING", GUINT_TO_POINTER (3));
  g_hash_table_insert (counts, (char *) "REJECTED", GUINT_TO_POINTER (3));
  g_hash_table_insert (counts, (char *) "PARTLY_ACCEPTED", GUINT_TO_POINTER (4));
  g_hash_table_insert (counts, (char *) "ACCEPTED", GUINT_TO_POINTER (8));
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (isg_segment_count (&segments[i], counts), ==, expected[i]);
}

/* ---- words ---- */

static void
test_plot_counts_every_record_once (void)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (IsgPlotValues) values = NULL;
  g_autofree char *sentence = NULL;
  static const char *const states[]
    = { "ACCEPTED", "QUEUED", "REJECTED", "PARTLY_ACCEPTED", "WITHDRAWN", NULL };

  g_assert_null (isg_submission_plot (counts));
  for (guint i = 0; states[i] != NULL; i++)
    g_hash_table_insert (counts, (gpointer) states[i], GUINT_TO_POINTER (i + 1));
  values = isg_submission_plot (counts);
  g_assert_cmpfloat (isg_plot_values_total (values), ==, 1 + 2 + 3 + 4 + 5);
  sentence = isg_plot_values_sentence (values, "Submissions");
  g_assert_nonnull (strstr (sentence, "accepted 1"));
  g_assert_nonnull (strstr (sentence, "to be mended 7"));
  g_assert_nonnull (strstr (sentence, "over 5"));
}

static void
test_a_refusal_without_a_field_says_so (void)
{
  g_autofree char *named = isg_reply_sentence (rules, "training", 210, "date", "2026");
  g_autofree char *group = isg_reply_sentence (rules, "training", 210, "date", NULL);
  g_autofree char *unnamed = isg_reply_sentence (rules, "training", 210, "", NULL);
  g_autofree char *bond = isg_reply_sentence (rules, "training", 213, "professional", NULL);

  g_assert_nonnull (strstr (named, "2026"));
  g_assert_null (strstr (group, "–"));
  g_assert_null (strstr (unnamed, "–"));
  g_assert_cmpstr (group, !=, unnamed);
  /* No hole where a name would stand. */
  g_assert_true (g_unichar_isupper (g_utf8_get_char (bond)));
}

static void
test_unknown_codes_do_not_count_as_accepted (void)
{
  g_autofree char *known = isg_reply_sentence (rules, "training", 213, NULL, NULL);
  g_autofree char *unknown = isg_reply_sentence (rules, "training", 987, NULL, NULL);
  g_autofree char *none = isg_reply_sentence (rules, "training", 0, NULL, NULL);
  g_auto (GStrv) steps = isg_reply_steps (rules, 213);

  g_assert_cmpstr (known, !=, "");
  g_assert_nonnull (strstr (unknown, "987"));
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (g_strv_length (steps), ==, 3);
}

static void
test_timeline_says_accepted_from_the_state_alone (void)
{
  static const struct {
    const char *state;
    gboolean accepted;
  } cases[] = { { "ACCEPTED", TRUE },
                { "PROCESSING", FALSE },
                { "IN_DOUBT", FALSE },
                { "REJECTED", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgStatusAttempt attempt = { .time = 30, .kind = (char *) "save", .code = 200 };
    g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
    IsgStatusSubmission submission
      = { .state = (char *) cases[i].state, .created = 10, .signed_at = 20, .final_at = 40 };
    g_autoptr (GPtrArray) entries = NULL;
    gboolean accepted = FALSE;

    g_ptr_array_add (attempts, &attempt);
    submission.attempts = attempts;
    entries = isg_timeline (rules, "training", &submission);
    for (guint j = 0; j < entries->len; j++) {
      const IsgTimelineEntry *entry = g_ptr_array_index (entries, j);

      accepted = accepted || g_strcmp0 (entry->what, "Accepted") == 0;
      g_assert_true (entry->detail == NULL || strstr (entry->detail, "ccepted") == NULL);
      g_assert_cmpint (entry->time, ==, (gint64) (j + 1) * 10);
    }
    g_assert_true (accepted == cases[i].accepted);
  }
}

/* ---- the sign basket ---- */

static IsgBasketCard *
make_card (gint64 not_after, IsgPinTries tries)
{
  IsgBasketCard *card = g_new0 (IsgBasketCard, 1);
  IsgSignerCertificate *certificate = g_new0 (IsgSignerCertificate, 1);

  certificate->identity = g_strdup ("10000000146");
  certificate->name = g_strdup ("AYŞE IĞDIRLI");
  certificate->not_before = NOW - DAY;
  certificate->not_after = not_after;
  card->code = -1;
  card->tries = tries;
  card->certificates
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_signer_certificate_free);
  g_ptr_array_add (card->certificates, certificate);
  return card;
}

static void
test_basket_says_what_the_card_needs (void)
{
  static const struct {
    gint64 left;
    const char *line;
    const char *notice; /* (nullable) */
  } cases[] = {
    { 477 * DAY, "477 days left", NULL },
    { 12 * DAY, "12 days left", "The certificate ends in 12 days; ask for a new one now." },
    { -1, "not valid today", NULL },
  };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgBasketCard) card = make_card (NOW + cases[i].left, ISG_PIN_TRIES_UNKNOWN);
    g_autofree char *line = isg_basket_card_line (card, NOW);
    g_autofree char *notice = isg_basket_notice (card, rows, NOW);

    g_assert_nonnull (strstr (line, cases[i].line));
    g_assert_cmpstr (notice, ==, cases[i].notice);
  }
}

static void
test_records_of_others_are_set_apart (void)
{
  g_autoptr (IsgBasketCard) card = make_card (NOW + 400 * DAY, ISG_PIN_TRIES_UNKNOWN);
  IsgBasketRow mine = { .signer = (char *) "10000000146", .signer_name = (char *) "Ayşe Iğdırlı" };
  IsgBasketRow other
    = { .signer = (char *) "10000000382", .signer_name = (char *) "Dr. Ali Çelik" };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *notice = NULL;
  g_autofree char *facts = NULL;

  g_ptr_array_add (rows, &mine);
  g_ptr_array_add (rows, &other);
  notice = isg_basket_notice (card, rows, NOW);
  g_assert_nonnull (strstr (notice, "Dr. Ali Çelik"));
  g_assert_nonnull (isg_basket_card_find (card, mine.signer, NOW));
  g_assert_null (isg_basket_card_find (card, other.signer, NOW));
  facts = isg_basket_row_facts (&other, FALSE);
  g_assert_nonnull (strstr (facts, "signed by: Dr. Ali Çelik"));
}

static void
test_failures_say_what_holds (void)
{
  static const struct {
    int code;
    IsgPinTries tries;
    const char *sentence;
  } cases[] = {
    { ISG_SUBMIT_ERROR_PIN_WRONG,
      ISG_PIN_TRIES_LAST,
      "The PIN is not right. Tries left: 1. Nothing was signed." },
    { ISG_SUBMIT_ERROR_PIN_WRONG,
      ISG_PIN_TRIES_UNKNOWN,
      "The PIN is not right. Nothing was signed." },
    { ISG_SUBMIT_ERROR_PIN_WRONG,
      ISG_PIN_TRIES_LOCKED,
      "The card is locked. Open it with the issuer's PUK code; your records wait." },
    { ISG_SUBMIT_ERROR_NO_CARD,
      ISG_PIN_TRIES_UNKNOWN,
      "The card was removed: 2 signed, 3 waiting." },
    { ISG_SUBMIT_ERROR_SEAL_ONLY,
      ISG_PIN_TRIES_UNKNOWN,
      "The card holds only a seal; a person's signature is needed." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = g_error_new_literal (ISG_SUBMIT_ERROR, cases[i].code, "");
    g_autofree char *sentence = isg_basket_failure (error, cases[i].tries, 2, 3);

    g_assert_cmpstr (sentence, ==, cases[i].sentence);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pack = NULL;
  int result;

  isg_test_init (&argc, &argv);
  isg_i18n_init ("en", NULL);
  pack = isg_test_source ("data/rules");
  rules = isg_rules_load (pack, &error);
  g_assert_no_error (error);

  g_test_add_func ("/submission-view/equal-refusals-are-one-group",
                   test_equal_refusals_are_one_group);
  g_test_add_func ("/submission-view/places-are-named-and-counted",
                   test_places_are_named_and_counted);
  g_test_add_func ("/submission-view/only-outside-causes-are-sent-again",
                   test_only_outside_causes_are_sent_again);
  g_test_add_func ("/submission-view/segments-count-their-states",
                   test_segments_count_their_states);
  g_test_add_func ("/submission-view/plot-counts-every-record-once",
                   test_plot_counts_every_record_once);
  g_test_add_func ("/submission-view/a-refusal-without-a-field-says-so",
                   test_a_refusal_without_a_field_says_so);
  g_test_add_func ("/submission-view/unknown-codes-do-not-count-as-accepted",
                   test_unknown_codes_do_not_count_as_accepted);
  g_test_add_func ("/submission-view/accepted-from-the-state-alone",
                   test_timeline_says_accepted_from_the_state_alone);
  g_test_add_func ("/sign-basket-view/says-what-the-card-needs",
                   test_basket_says_what_the_card_needs);
  g_test_add_func ("/sign-basket-view/records-of-others-are-set-apart",
                   test_records_of_others_are_set_apart);
  g_test_add_func ("/sign-basket-view/failures-say-what-holds", test_failures_say_what_holds);
  result = g_test_run ();
  isg_rules_unref (rules);
  return result;
}
