/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-search-private.h"
#include "store/isg-store-private.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* ---- keys ---- */

static void
test_a_key_has_every_word_once_and_digits_without_signs (void)
{
  static const struct {
    const char *texts[4];
    const char *key;
  } cases[] = {
    { { "Işıl Çağ", "10000000146 Işıl Çağ", NULL }, "isil cag 10000000146" },
    { { "0532 123 45 67", NULL }, "0532 123 45 67 05321234567" },
    { { "12.03.2026", NULL }, "12.03.2026 12032026" },
    { { "Cad. 5/3", NULL }, "cad. 5/3 53" },
    { { "- - -", NULL }, "-" },
    { { "", "", NULL }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = isg_search_key (cases[i].texts);

    g_assert_cmpstr (key, ==, cases[i].key);
  }
}

static void
test_words_become_trigrams (void)
{
  static const struct {
    const char *typed;
    const char *match;
  } cases[] = {
    { "ab", NULL },
    { "", NULL },
    { "abc", "\"abc\"" },
    { "şule ab", "\"sul\" AND \"ule\"" },
    { "a\"bc", "\"a\"\"b\" AND \"\"\"bc\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) words = isg_search_words (cases[i].typed);
    g_autofree char *match = isg_search_match ((const char *const *) words);

    g_assert_cmpstr (match, ==, cases[i].match);
  }
}

/* ---- drafts ---- */

static void
test_a_draft_is_kept_as_typed (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *workplace = NULL;
  g_autoptr (IsgDraft) found_draft = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) trainings = NULL;
  IsgDraft draft = { .uuid = (char *) "not-yet-saved",
                     .kind = (char *) "employee",
                     .body = (char *) "{\"given_name\":\"Ay" };

  store_fixture_init (&fixture);
  workplace = store_fixture_workplace (&fixture, "Işık Berber");
  draft.workplace = workplace;
  g_assert_true (isg_store_draft_put (fixture.store, &draft, NULL));
  draft.body = (char *) "{\"given_name\":\"Ayşe\"}";
  isg_clock_advance (fixture.clock, 2);
  g_assert_true (isg_store_draft_put (fixture.store, &draft, NULL));
  store_fixture_reopen (&fixture);
  g_assert_true (isg_store_draft_get (fixture.store, "not-yet-saved", &found_draft, NULL));
  g_assert_cmpstr (found_draft->body, ==, draft.body);
  g_assert_cmpstr (found_draft->kind, ==, "employee");
  g_assert_cmpstr (found_draft->workplace, ==, workplace);
  g_assert_cmpuint (found_draft->base, ==, 0);
  g_assert_cmpint (found_draft->time, ==, STORE_FIXTURE_NOW + 2);

  draft.uuid = (char *) "another";
  draft.kind = (char *) "training";
  isg_clock_advance (fixture.clock, 2);
  g_assert_true (isg_store_draft_put (fixture.store, &draft, NULL));
  all = isg_store_draft_list (fixture.store, NULL, NULL);
  trainings = isg_store_draft_list (fixture.store, "training", NULL);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((IsgDraft *) g_ptr_array_index (all, 0))->uuid, ==, "another");
  g_assert_cmpuint (trainings->len, ==, 1);

  g_assert_true (isg_store_draft_drop (fixture.store, "not-yet-saved", NULL));
  g_clear_pointer (&found_draft, isg_draft_free);
  g_assert_true (isg_store_draft_get (fixture.store, "not-yet-saved", &found_draft, NULL));
  g_assert_null (found_draft);
}

/* ---- views ---- */

static void
test_views_have_typed_columns (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *workplace = NULL;
  g_autofree char *professional = NULL;
  g_autofree char *employee = NULL;
  g_autofree char *training = NULL;
  g_autofree char *line = NULL;
  g_autofree char *topic = NULL;

  store_fixture_init (&fixture);
  workplace = store_fixture_workplace (&fixture, "Işık Berber");
  g_free (store_fixture_employee (&fixture, workplace, 8, "Ömer", "Ak"));
  professional = store_fixture_professional (&fixture, 90, "Ela", "Deniz");
  employee = store_fixture_text (&fixture, "SELECT uuid FROM record WHERE title_tr = 'Ömer Ak'");
  training = store_fixture_training (&fixture, workplace, professional, employee, NULL);
  line = store_fixture_text (&fixture,
                             "SELECT date || ' ' || place || ' ' || record_revision || ' ' || "
                             "record_badge || ' ' ||"
                             " typeof (date) FROM view_training");
  g_assert_cmpstr (line, ==, "2026-11-20 inside 1 DRAFT text");
  topic = store_fixture_text (&fixture,
                              "SELECT record_line || ' ' || code || ' ' || minutes || ' ' || "
                              "typeof (minutes)"
                              " FROM view_training_topics");
  g_assert_cmpstr (topic, ==, "1 110 60.0 real");
  g_assert_cmpint (store_fixture_number (&fixture,
                                         "SELECT count(*) FROM view_training_participants p"
                                         " JOIN view_employee e ON e.record = p.employee"
                                         " WHERE e.given_name = 'Ömer'"),
                   ==,
                   1);
}

static void
test_views_follow_the_pack (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *workplace = NULL;

  store_fixture_init (&fixture);
  workplace = store_fixture_workplace (&fixture, "Işık Berber");
  g_free (store_fixture_employee (&fixture, workplace, 8, "Ömer", "Ak"));
  store_fixture_exec (&fixture,
                      "DROP VIEW view_employee; CREATE VIEW view_old AS SELECT 1;"
                      "UPDATE meta SET value = 'another 1' WHERE key = 'views'");
  store_fixture_reopen (&fixture);
  g_assert_cmpint (store_fixture_number (&fixture, "SELECT count(*) FROM view_employee"), ==, 1);
  g_assert_cmpint (store_fixture_number (&fixture,
                                         "SELECT count(*) FROM sqlite_schema WHERE name = "
                                         "'view_old'"),
                   ==,
                   0);
}

static void
test_health_details_stand_in_no_view (void)
{
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_init (&fixture);
  g_assert_cmpint (store_fixture_number (&fixture,
                                         "SELECT count(*) FROM pragma_table_info "
                                         "('view_health_exam') WHERE name IN ('verdict',"
                                         " 'conditions', 'valid_until')"),
                   ==,
                   3);
  g_assert_cmpint (store_fixture_number (&fixture,
                                         "SELECT count(*) FROM pragma_table_info "
                                         "('view_health_exam') WHERE name IN ('blood_group',"
                                         " 'smoking', 'systolic', 'family_mother',"
                                         " 'complaint_cough', 'system_eyes', 'former_jobs')"),
                   ==,
                   0);
  g_assert_cmpint (store_fixture_number (&fixture,
                                         "SELECT count(*) FROM sqlite_schema WHERE type = 'view'"
                                         " AND name GLOB 'view_health_exam_*'"),
                   ==,
                   0);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/search/a-key-has-every-word-once-and-digits-without-signs",
                   test_a_key_has_every_word_once_and_digits_without_signs);
  g_test_add_func ("/store/search/words-become-trigrams", test_words_become_trigrams);
  g_test_add_func ("/store/draft/is-kept-as-typed", test_a_draft_is_kept_as_typed);
  g_test_add_func ("/store/views/have-typed-columns", test_views_have_typed_columns);
  g_test_add_func ("/store/views/follow-the-pack", test_views_follow_the_pack);
  g_test_add_func ("/store/views/no-health-details", test_health_details_stand_in_no_view);
  return g_test_run ();
}
