/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "isg-world.h"
#include "rules/isg-dataset-def.h"
#include "rules/isg-foretold.h"
#include "support/isg-test.h"

static void
assert_text (World *world, const char *id)
{
  for (int language = ISG_LANGUAGE_TR; language <= ISG_LANGUAGE_EN; language++) {
    g_autofree char *text = isg_rules_text (world->rules,
                                            id,
                                            (IsgLanguage) language,
                                            "n",
                                            "3",
                                            "date",
                                            "2026-11-23",
                                            "time",
                                            "14.32",
                                            NULL);

    g_test_message ("%s", id);
    g_assert_nonnull (text);
    g_assert_cmpstr (text, !=, "");
    g_assert_null (strpbrk (text, "{}"));
  }
}

static void
assert_family (World *world, const char *family, const char *members, const char *parts)
{
  g_auto (GStrv) names = g_strsplit (members, " ", -1);
  g_auto (GStrv) ends = g_strsplit (parts, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; ends[j] != NULL; j++) {
      g_autofree char *id = g_strdup_printf ("%s.%s.%s", family, names[i], ends[j]);

      assert_text (world, id);
    }
}

static void
test_every_state_gate_and_reply_has_its_words (void)
{
  g_autoptr (World) world = world_new ();

  assert_family (world,
                 "state",
                 "DRAFT DRAFT_COMPLETE DRAFT_OVERDUE AWAITING_SIGNATURE QUEUED SENDING IN_DOUBT "
                 "PROCESSING ACCEPTED PARTLY_ACCEPTED REJECTED NEEDS_HELP SUPERSEDED CANCELLED "
                 "WITHDRAWN REPORTED_ELSEWHERE",
                 "badge short explain can");
  assert_family (world,
                 "gate",
                 "CARD CERTIFICATE CLOCK SIGNATURE METHOD OLD_COPY STORE CREDENTIALS NETWORK TLS "
                 "SERVER FIRM ENDPOINT PORTAL NOT_PUBLISHED FOLDER LIVE_SHUT DISK",
                 "sentence button");
  assert_family (world,
                 "help",
                 "absent absent_taken absent_weak batch differs endpoint failed fault found_stored "
                 "handed_over no_content no_outcome numbers odd older_stored query signature "
                 "unjudged used_and_absent",
                 "because");
  assert_family (world,
                 "reply",
                 "200 202 204 210 211 212 213 214 215 216 217 218 219 220 221 222 401 403 1111 "
                 "2222 ticket no_answer connect tls html unknown client_fault differs",
                 "sentence steps who");
  g_assert_null (isg_rules_text (world->rules, "reply.999.sentence", ISG_LANGUAGE_TR, NULL));
}

/* ---- every code of every method ---- */

typedef void (*CodeFunc) (World *world, const IsgMethod *method, int code);

static void
for_each_code (World *world, CodeFunc func)
{
  GPtrArray *methods = isg_rules_methods (world->rules);
  guint n = 0;

  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);
    g_autoptr (GArray) codes = isg_method_codes (method);

    for (guint j = 0; j < codes->len; j++, n++) {
      g_test_message ("%s: %d", isg_method_id (method), g_array_index (codes, int, j));
      func (world, method, g_array_index (codes, int, j));
    }
  }
  g_assert_cmpuint (n, >, 100);
}

static void
assert_explained (World *world, const IsgMethod *method, int code)
{
  static const char *const parts[] = { "sentence", "steps", "who" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *id = g_strdup_printf ("reply.%d.%s", code, parts[i]);
    g_autofree char *turkish = isg_rules_text (world->rules, id, ISG_LANGUAGE_TR, NULL);
    g_autofree char *english = isg_rules_text (world->rules, id, ISG_LANGUAGE_EN, NULL);

    g_assert_nonnull (turkish);
    g_assert_nonnull (english);
    g_assert_cmpstr (turkish, !=, english);
  }
}

static void
test_every_published_code_is_explained_in_both_languages (void)
{
  g_autoptr (World) world = world_new ();

  for_each_code (world, assert_explained);
}

/* A refusal has a local twin, or the reason is stated why it can have none. */
static void
assert_foretold (World *world, const IsgMethod *method, int code)
{
  IsgCodeClass klass = isg_method_code_class (method, code);
  const IsgForetold *foretold = isg_rules_foretold (world->rules, code);

  if (klass == ISG_CODE_CLASS_ACCEPTED || klass == ISG_CODE_CLASS_IN_WORK) {
    g_assert_null (foretold);
    return;
  }
  g_assert_nonnull (foretold);
  if (foretold->twins[0] != NULL)
    return;
  g_assert_nonnull (foretold->why[ISG_LANGUAGE_TR]);
  g_assert_cmpstr (foretold->why[ISG_LANGUAGE_TR], !=, foretold->why[ISG_LANGUAGE_EN]);
}

static void
test_every_published_code_has_a_local_twin_or_a_reason (void)
{
  g_autoptr (World) world = world_new ();

  for_each_code (world, assert_foretold);
}

static void
assert_said (World *world, const char *id, IsgLanguage language, const char *n, const char *said)
{
  g_autofree char *text
    = isg_rules_text (world->rules, id, language, "n", n, "date", "2026-11-23", NULL);

  g_assert_cmpstr (text, ==, said);
}

static void
test_words_are_those_of_the_user_interface (void)
{
  g_autoptr (World) world = world_new ();

  assert_said (world, "state.DRAFT.badge", ISG_LANGUAGE_TR, "3", "Taslak · 3 eksik");
  assert_said (world, "state.DRAFT.badge", ISG_LANGUAGE_EN, "3", "Draft · 3 missing");
  assert_said (world, "state.ACCEPTED.short", ISG_LANGUAGE_TR, "3", "Kabul edildi · 23.11.2026");
  assert_said (world, "state.ACCEPTED.badge", ISG_LANGUAGE_EN, "3", "Accepted · 23 Nov 2026");
  assert_said (world, "state.IN_DOUBT.short", ISG_LANGUAGE_TR, "3", "Cevap gelmedi, soruluyor");
  assert_said (world, "state.REJECTED.badge", ISG_LANGUAGE_EN, "1", "Refused · 1 field");
  assert_said (world, "state.REJECTED.badge", ISG_LANGUAGE_EN, "2", "Refused · 2 fields");
  assert_said (world,
               "gate.NETWORK.sentence",
               ISG_LANGUAGE_TR,
               "12000",
               "İnternet yok. 12.000 kayıt sırada; bağlantı gelince kendiliğinden gönderilir.");
  assert_said (world, "gate.NETWORK.button", ISG_LANGUAGE_EN, "1", "Try now");
  assert_said (world,
               "state.QUEUED.explain",
               ISG_LANGUAGE_EN,
               "1",
               "Signed; it is sent in its turn.");
}

static void
test_place_that_a_user_writes_is_not_filled_again (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *text = isg_rules_text (world->rules,
                                          "reply.212.sentence",
                                          ISG_LANGUAGE_EN,
                                          "expert",
                                          "{employee} · x",
                                          "employee",
                                          "Ali",
                                          NULL);

  g_assert_cmpstr (text,
                   ==,
                   "The Ministry sees no link between {employee} · x and Ali at this workplace.");
}

static void
test_finding_without_words_still_says_something (void)
{
  g_autoptr (World) world = world_new ();
  const IsgKind *kind = isg_rules_kind (world->rules, "training");
  g_autoptr (IsgFinding) known
    = isg_finding_new ("date", ISG_SEVERITY_BLOCK, "from_elsewhere", NULL);
  g_autoptr (IsgFinding) placeless
    = isg_finding_new (NULL, ISG_SEVERITY_BLOCK, "from_elsewhere", NULL);
  g_autofree char *first = isg_rules_finding_message (world->rules, kind, known, ISG_LANGUAGE_TR);
  g_autofree char *second
    = isg_rules_finding_message (world->rules, NULL, placeless, ISG_LANGUAGE_TR);

  g_assert_cmpstr (first, ==, "Tarih: from_elsewhere");
  g_assert_cmpstr (second, ==, "from_elsewhere");
}

static void
assert_finding (World *world,
                const char *kind_id,
                const IsgFinding *finding,
                const char *tr,
                const char *en)
{
  const IsgKind *kind = isg_rules_kind (world->rules, kind_id);
  g_autofree char *in_turkish
    = isg_rules_finding_message (world->rules, kind, finding, ISG_LANGUAGE_TR);
  g_autofree char *in_english
    = isg_rules_finding_message (world->rules, kind, finding, ISG_LANGUAGE_EN);

  g_assert_cmpstr (in_turkish, ==, tr);
  g_assert_cmpstr (in_english, ==, en);
}

static void
test_finding_is_said_in_both_languages (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (IsgRecord) expert
    = world_record (world, "professional", NULL, "{'role':'specialist'}");
  g_autoptr (IsgRecord) worker
    = world_record (world,
                    "employee",
                    NULL,
                    "{'start_date':'2026-03-05','leave_date':'2026-03-01'}");
  g_autoptr (GPtrArray) of_expert = world_check (world, expert);
  g_autoptr (GPtrArray) of_worker = world_check (world, worker);

  assert_finding (world,
                  "professional",
                  world_find (of_expert, "certificate_class", "required_when"),
                  "İş güvenliği uzmanı seçildiği için belge sınıfı gerekir.",
                  "Because Safety expert was chosen, certificate class is needed.");
  assert_finding (world,
                  "employee",
                  world_find (of_worker, "leave_date", "date_order"),
                  "İşe giriş (05.03.2026) İşten ayrılma tarihinden (01.03.2026) önce olmalı.",
                  "Start (5 Mar 2026) must be before Leaving (1 Mar 2026).");
  assert_finding (world,
                  "employee",
                  world_find (of_worker, "given_name", "required"),
                  "Ad boş. Çalışanın adını yazın.",
                  "Given name is empty. Enter the given name.");
}

/* ---- terms ---- */

static void
test_term_holds_for_its_day_class_and_size (void)
{
  static const struct {
    const char *topic;
    const char *hazard_class;
    int size;
    int day[3];
    const char *value; /* NULL: no term */
  } cases[] = {
    { "training.basic.hours", "low", -1, { 2019, 1, 4 }, "8" },
    { "training.basic.hours", "high", -1, { 2026, 4, 1 }, "12" },
    { "training.basic.hours", "very_high", -1, { 2026, 4, 2 }, "16" },
    { "training.basic.hours", "low", -1, { 2013, 5, 14 }, NULL },
    { "training.basic.hours", NULL, -1, { 2026, 4, 2 }, NULL },
    { "training.repeat.hours", "very_high", -1, { 2026, 4, 1 }, "16" },
    { "training.repeat.hours", "very_high", -1, { 2026, 4, 2 }, "8" },
    { "training.repeat.interval", "low", -1, { 2026, 11, 23 }, "3" },
    { "training.repeat.interval", "very_high", -1, { 2020, 1, 1 }, "1" },
    { "training.refresher.hours", "high", -1, { 2026, 11, 23 }, "3" },
    { "training.refresher.hours", "high", -1, { 2025, 11, 23 }, NULL },
    { "training.lesson.minutes", "high", -1, { 2026, 11, 23 }, "45" },
    { "training.lesson.minutes", NULL, -1, { 2014, 1, 1 }, "45" },
    { "training.induction.hours", NULL, -1, { 2014, 1, 1 }, "2" },
    { "service.specialist.minutes", "very_high", 12, { 2026, 11, 23 }, "40" },
    { "service.physician.minutes", "low", -1, { 2026, 11, 23 }, "5" },
    { "service.other_health.minutes", "very_high", 9, { 2026, 11, 23 }, NULL },
    { "service.other_health.minutes", "very_high", 10, { 2026, 11, 23 }, "10" },
    { "service.other_health.minutes", "very_high", 49, { 2026, 11, 23 }, "10" },
    { "service.other_health.minutes", "very_high", 50, { 2026, 11, 23 }, "15" },
    { "service.other_health.minutes", "very_high", 250, { 2026, 11, 23 }, "20" },
    { "service.other_health.minutes", "very_high", -1, { 2026, 11, 23 }, NULL },
    { "service.other_health.minutes", "high", 50, { 2026, 11, 23 }, NULL },
    { "service.self.employees", "low", -1, { 2026, 11, 23 }, "49" },
    { "exam.periodic.interval", "high", -1, { 2026, 11, 23 }, "3" },
    { "balloon.gas", "low", -1, { 2026, 11, 23 }, NULL },
  };
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgDate day = isg_date_new (cases[i].day[0], cases[i].day[1], cases[i].day[2]);
    const IsgTerm *term
      = isg_rules_term (world->rules, cases[i].topic, cases[i].hazard_class, cases[i].size, day);
    g_autofree char *value = term != NULL ? isg_decimal_to_string (term->value, 0) : NULL;

    g_test_message ("%s, case %u", cases[i].topic, i);
    g_assert_cmpstr (value, ==, cases[i].value);
  }
}

static void
test_every_term_has_its_article (void)
{
  g_autoptr (World) world = world_new ();
  GPtrArray *terms = isg_rules_terms (world->rules);

  g_assert_cmpuint (terms->len, >, 40);
  for (guint i = 0; i < terms->len; i++) {
    const IsgTerm *term = g_ptr_array_index (terms, i);

    g_assert_cmpstr (term->article, !=, "");
    g_assert_cmpstr (term->source, !=, "");
    g_assert_cmpint (isg_decimal_compare (term->value, isg_decimal_from_int (0)), >, 0);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/texts/families", test_every_state_gate_and_reply_has_its_words);
  g_test_add_func ("/texts/codes", test_every_published_code_is_explained_in_both_languages);
  g_test_add_func ("/foretold/codes", test_every_published_code_has_a_local_twin_or_a_reason);
  g_test_add_func ("/texts/words", test_words_are_those_of_the_user_interface);
  g_test_add_func ("/texts/injection", test_place_that_a_user_writes_is_not_filled_again);
  g_test_add_func ("/texts/unknown", test_finding_without_words_still_says_something);
  g_test_add_func ("/texts/findings", test_finding_is_said_in_both_languages);
  g_test_add_func ("/terms/hold", test_term_holds_for_its_day_class_and_size);
  g_test_add_func ("/terms/article", test_every_term_has_its_article);
  return g_test_run ();
}
