/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-badge-text.h"

#include "support/isg-test.h"

static IsgRules *
load_rules (void)
{
  g_autofree char *pack = isg_test_source ("data/rules");
  g_autoptr (GError) error = NULL;
  IsgRules *rules = isg_rules_load (pack, &error);

  g_assert_no_error (error);
  return rules;
}

/* Source: the table of ui.md 2.9. */
static const struct {
  const char *state;
  const char *note;
  const char *tr;
  const char *en;
  const char *icon;
  const char *css_class;
} states[] = {
  { "DRAFT",
    "{\"missing\":3}",
    "Taslak · 3 eksik",
    "Draft · 3 missing",
    "document-edit",
    "st-draft" },
  { "DRAFT",
    "{\"missing\":0}",
    "Taslak · eksiksiz",
    "Draft · complete",
    "emblem-documents",
    "st-ready" },
  { "DRAFT", "", "Taslak · eksiksiz", "Draft · complete", "emblem-documents", "st-ready" },
  { "DRAFT",
    "{\"missing\":0,\"late\":true}",
    "Taslak · süresi geçti",
    "Draft · overdue",
    "appointment-missed",
    "st-late" },
  { "AWAITING_SIGNATURE",
    "",
    "İmza bekliyor",
    "Waiting for signature",
    "auth-smartcard",
    "st-sign" },
  { "QUEUED", NULL, "Sırada", "Queued", "document-open-recent", "st-queue" },
  { "SENDING", NULL, "Gönderiliyor", "Sending", "mail-send", "st-send" },
  { "IN_DOUBT",
    NULL,
    "Cevap gelmedi, Bakanlığa soruluyor",
    "No answer, asking the Ministry",
    "dialog-question",
    "st-doubt" },
  { "PROCESSING",
    "{\"no\":\"77\"}",
    "Bakanlık aldı, sonuç bekleniyor",
    "Taken by the Ministry, result pending",
    "content-loading",
    "st-wait" },
  { "ACCEPTED",
    "{\"date\":\"2026-11-23\",\"no\":\"77\"}",
    "Kabul edildi · 23.11.2026 · 77",
    "Accepted · 23 Nov 2026 · 77",
    "emblem-ok",
    "st-ok" },
  { "ACCEPTED",
    "{\"date\":\"2026-11-23\"}",
    "Kabul edildi · 23.11.2026",
    "Accepted · 23 Nov 2026",
    "emblem-ok",
    "st-ok" },
  { "PARTLY_ACCEPTED",
    "{\"k\":2,\"n\":5}",
    "Kısmen kabul edildi · 2/5 satır",
    "Partly accepted · 2/5 lines",
    "emblem-synchronizing",
    "st-part" },
  { "REJECTED",
    "{\"fields\":1}",
    "Reddedildi · 1 alan",
    "Refused · 1 field",
    "dialog-error",
    "st-bad" },
  { "REJECTED",
    "{\"fields\":2}",
    "Reddedildi · 2 alan",
    "Refused · 2 fields",
    "dialog-error",
    "st-bad" },
  { "NEEDS_HELP", "", "Elle çözülmeli", "To be solved by hand", "dialog-warning", "st-help" },
  { "SUPERSEDED", "", "Düzeltildi", "Corrected", "edit-redo", "st-old" },
  { "CANCELLED",
    "",
    "Bakanlıkta iptal edildi",
    "Cancelled at the Ministry",
    "action-unavailable",
    "st-void" },
  { "WITHDRAWN",
    "",
    "Gönderilmeden geri çekildi",
    "Withdrawn before sending",
    "edit-undo",
    "st-back" },
  { "REPORTED_ELSEWHERE",
    "",
    "Başka yoldan bildirildi",
    "Reported another way",
    "emblem-shared",
    "st-else" },
};

static void
test_each_state_has_its_words_and_look (void)
{
  g_autoptr (IsgRules) rules = load_rules ();

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autofree char *icon = g_strconcat (states[i].icon, "-symbolic", NULL);
    g_autofree char *tr = NULL;
    g_autofree char *en = NULL;
    g_autofree char *explained = NULL;

    isg_i18n_init ("tr", "");
    tr = isg_badge_text (rules, states[i].state, states[i].note, FALSE, ISG_BADGE_FULL);
    explained = isg_badge_text (rules, states[i].state, states[i].note, TRUE, ISG_BADGE_EXPLAIN);
    isg_i18n_init ("en", "");
    en = isg_badge_text (rules, states[i].state, states[i].note, FALSE, ISG_BADGE_FULL);
    g_assert_cmpstr (tr, ==, states[i].tr);
    g_assert_cmpstr (en, ==, states[i].en);
    g_assert_cmpstr (explained, !=, "");
    g_assert_false (g_str_has_suffix (explained, "(DENEME)"));
    g_assert_cmpstr (isg_badge_icon (states[i].state, states[i].note), ==, icon);
    g_assert_cmpstr (isg_badge_css_class (states[i].state, states[i].note),
                     ==,
                     states[i].css_class);
  }
}

/* The machine's word is never shown; what a person typed is. */
static void
test_reason_is_said_in_words (void)
{
  g_autoptr (IsgRules) rules = load_rules ();
  g_autofree char *handed = NULL;
  g_autofree char *typed = NULL;

  isg_i18n_init ("tr", "");
  handed = isg_badge_text (rules,
                           "NEEDS_HELP",
                           "{\"reason\":\"handed_over\"}",
                           FALSE,
                           ISG_BADGE_EXPLAIN);
  typed = isg_badge_text (rules,
                          "REPORTED_ELSEWHERE",
                          "{\"reason\":\"2026/12 sayılı yazı\"}",
                          FALSE,
                          ISG_BADGE_EXPLAIN);
  g_assert_nonnull (strstr (handed, "imzalı paket klasöre yazıldı"));
  g_assert_null (strstr (handed, "handed_over"));
  g_assert_nonnull (strstr (typed, "2026/12 sayılı yazı"));
}

static void
test_test_environment_marks_every_state (void)
{
  g_autoptr (IsgRules) rules = load_rules ();

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autofree char *tr = NULL;
    g_autofree char *en = NULL;

    isg_i18n_init ("tr", "");
    tr = isg_badge_text (rules, states[i].state, states[i].note, TRUE, ISG_BADGE_SHORT);
    isg_i18n_init ("en", "");
    en = isg_badge_text (rules, states[i].state, states[i].note, TRUE, ISG_BADGE_SHORT);
    g_assert_true (g_str_has_suffix (tr, " (DENEME)"));
    g_assert_true (g_str_has_suffix (en, " (TEST)"));
  }
}

static void
test_lists_get_shorter_words (void)
{
  g_autoptr (IsgRules) rules = load_rules ();
  g_autofree char *doubt = NULL;
  g_autofree char *accepted = NULL;

  isg_i18n_init ("tr", "");
  doubt = isg_badge_text (rules, "IN_DOUBT", NULL, FALSE, ISG_BADGE_SHORT);
  accepted = isg_badge_text (rules,
                             "ACCEPTED",
                             "{\"date\":\"2026-11-23\",\"no\":\"77\"}",
                             FALSE,
                             ISG_BADGE_SHORT);
  g_assert_cmpstr (doubt, ==, "Cevap gelmedi, soruluyor");
  g_assert_cmpstr (accepted, ==, "Kabul edildi · 23.11.2026");
}

static void
test_odd_notes_do_no_harm (void)
{
  static const char *const notes[]
    = { "{",          "[]", "null", "7", "{\"missing\":\"x\"}", "{\"date\":{}}", "{\"no\":[1]}",
        "{\"n\":1.5}" };
  g_autoptr (IsgRules) rules = load_rules ();
  g_autofree char *none = isg_badge_text (rules, "", NULL, TRUE, ISG_BADGE_FULL);
  g_autofree char *unknown = isg_badge_text (rules, "NO_SUCH_STATE", NULL, TRUE, ISG_BADGE_SHORT);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (unknown, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (states); j++) {
      g_autofree char *text
        = isg_badge_text (rules, states[j].state, notes[i], FALSE, ISG_BADGE_FULL);

      g_assert_nonnull (text);
      g_assert_nonnull (isg_badge_icon (states[j].state, notes[i]));
    }
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/badge/reason", test_reason_is_said_in_words);
  g_test_add_func ("/badge-text/each-state-has-its-words-and-look",
                   test_each_state_has_its_words_and_look);
  g_test_add_func ("/badge-text/test-environment-marks-every-state",
                   test_test_environment_marks_every_state);
  g_test_add_func ("/badge-text/lists-get-shorter-words", test_lists_get_shorter_words);
  g_test_add_func ("/badge-text/odd-notes-do-no-harm", test_odd_notes_do_no_harm);
  return g_test_run ();
}
