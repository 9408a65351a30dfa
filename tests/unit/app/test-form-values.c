/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-draft-json.h"
#include "app/isg-form-fill.h"
#include "app/isg-id-field.h"
#include "app/isg-workplace-duties.h"
#include "rules/isg-record-json.h"
#include "support/isg-test.h"

static IsgRules *rules;

static IsgFields *
make_fields (const char *kind, const char *json)
{
  g_autoptr (GError) error = NULL;
  IsgFields *fields
    = isg_record_fields_from_json (rules, isg_rules_kind (rules, kind), json, -1, NULL, &error);

  g_assert_no_error (error);
  return fields;
}

/* ---- drafts ---- */

static void
test_draft_comes_back_as_it_was (void)
{
  static const char *const cases[] = {
    "{}",
    "{\"name\":\"Yıldız \\\"Ekmek\\\" {Fırını}\",\"address\":\"a\\\\b\\nc\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgFields) fields = make_fields ("workplace", cases[i]);
    g_autoptr (GHashTable) raw = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (IsgDraftBody) body = NULL;
    g_autofree char *json = NULL;
    g_autoptr (GError) error = NULL;

    g_hash_table_insert (raw, (gpointer) "service_start", (gpointer) "32.13.\"2001\"");
    json = isg_draft_body_to_json (fields, raw, i == 1);
    body = isg_draft_body_from_json (rules, isg_rules_kind (rules, "workplace"), json, &error);
    g_assert_no_error (error);
    g_assert_true (isg_fields_equal (fields, body->fields));
    g_assert_cmpuint (g_hash_table_size (body->raw), ==, 1);
    g_assert_cmpstr (g_hash_table_lookup (body->raw, "service_start"), ==, "32.13.\"2001\"");
    g_assert_cmpint (body->left, ==, i == 1);
  }
}

/* A binary fraction would make 0.1 something else. */
static void
test_draft_keeps_decimals_exact (void)
{
  static const char *const numbers[] = { "0.1", "22.1", "81.123456789", "44640" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *source = g_strdup_printf ("{\"minutes\":%s}", numbers[i]);
    g_autoptr (IsgFields) fields = make_fields ("assignment", source);
    g_autofree char *json = isg_draft_body_to_json (fields, NULL, FALSE);
    g_autoptr (IsgDraftBody) body
      = isg_draft_body_from_json (rules, isg_rules_kind (rules, "assignment"), json, NULL);
    g_autofree char *text = NULL;

    g_assert_nonnull (body);
    text = isg_value_to_text (isg_fields_get (body->fields, "minutes"));
    g_assert_cmpstr (text, ==, numbers[i]);
  }
}

static void
test_damaged_draft_is_refused (void)
{
  static const char *const cases[]
    = { "", "nothing", "[]", "{}", "{\"fields\":[]}", "{\"fields\":{", "{\"raw\":{}}", "3" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i]);
    g_assert_null (
      isg_draft_body_from_json (rules, isg_rules_kind (rules, "workplace"), cases[i], &error));
    g_assert_nonnull (error);
  }
}

/* ---- what follows from an answer ---- */

static void
test_class_follows_the_work_unless_it_was_changed_by_hand (void)
{
  static const struct {
    const char *before;
    const char *code;
    const char *class;
    const char *list;
  } cases[] = {
    { "{}", "10.71.02", "low", "2025" },
    { "{}", "96.21.02", "high", "2025" },
    { "{\"nace_code\":\"96.21.02\",\"nace_list\":\"2025\",\"hazard_class\":\"high\"}",
      "10.71.02",
      "low",
      "2025" },
    /* By hand. */
    { "{\"nace_code\":\"96.21.02\",\"nace_list\":\"2025\",\"hazard_class\":\"very_high\"}",
      "10.71.02",
      "very_high",
      "2025" },
    /* The old list holds when it was chosen. */
    { "{\"nace_list\":\"2017\"}", "96.02.02", "high", "2017" },
    /* A code that the partial list does not have says nothing of the class. */
    { "{}", "01.11.07", NULL, "2025" },
  };
  const IsgKind *kind = isg_rules_kind (rules, "workplace");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgFields) before = make_fields ("workplace", cases[i].before);
    g_autoptr (IsgValue) code = isg_value_new_code (cases[i].code);
    g_autoptr (IsgFields) after = isg_fields_with (before, "nace_code", code);
    g_autoptr (IsgFields) filled = isg_form_fill (rules, kind, before, after, "nace_code");

    g_test_message ("%s + %s", cases[i].before, cases[i].code);
    g_assert_cmpstr (isg_value_text (isg_fields_get (filled, "hazard_class")), ==, cases[i].class);
    g_assert_cmpstr (isg_value_text (isg_fields_get (filled, "nace_list")), ==, cases[i].list);
  }
}

static void
test_other_answers_fill_nothing (void)
{
  g_autoptr (IsgFields) before = make_fields ("workplace", "{\"nace_code\":\"10.71.02\"}");
  g_autoptr (IsgValue) name = isg_value_new_text ("Fırın");
  g_autoptr (IsgFields) after = isg_fields_with (before, "name", name);
  g_autoptr (IsgFields) filled
    = isg_form_fill (rules, isg_rules_kind (rules, "workplace"), before, after, "name");

  g_assert_true (isg_fields_equal (filled, after));
}

static void
test_old_code_gives_way_to_the_new_one (void)
{
  g_autoptr (IsgFields) old
    = make_fields ("workplace",
                   "{\"nace_code\":\"96.02.02\",\"nace_list\":\"2017\",\"hazard_class\":\"high\"}");
  g_autoptr (IsgFields) none
    = make_fields ("workplace", "{\"nace_code\":\"96.21.02\",\"nace_list\":\"2025\"}");
  g_autoptr (IsgFields) fields = isg_form_successor (rules, old);

  g_assert_nonnull (fields);
  g_assert_cmpstr (isg_value_text (isg_fields_get (fields, "nace_code")), ==, "96.21.02");
  g_assert_cmpstr (isg_value_text (isg_fields_get (fields, "nace_list")), ==, "2025");
  g_assert_cmpstr (isg_value_text (isg_fields_get (fields, "hazard_class")), ==, "high");
  g_assert_null (isg_form_successor (rules, none));
}

/* ---- numbers ---- */

static void
test_numbers_are_shown_in_groups (void)
{
  static const struct {
    IsgFieldCheck check;
    const char *digits;
    const char *shown;
  } cases[] = {
    { ISG_FIELD_CHECK_PERSON, "10000000146", "100 000 001 46" },
    { ISG_FIELD_CHECK_PERSON, "1000000014", "1000000014" },
    { ISG_FIELD_CHECK_TAX, "10000000146", "100 000 001 46" },
    { ISG_FIELD_CHECK_TAX, "1234567890", "1234567890" },
    { ISG_FIELD_CHECK_SGK, "21071020210000280340905000", "2 1071 02 02 1000028 034 09 05 000" },
    { ISG_FIELD_CHECK_SGK, "21071020210000280340905", "21071020210000280340905" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = isg_id_group (cases[i].check, cases[i].digits);

    g_assert_cmpstr (shown, ==, cases[i].shown);
  }
}

static void
test_sgk_number_is_explained_when_it_is_whole (void)
{
  g_autofree char *whole = isg_id_explain_sgk (rules, "21071020210000280340905000");

  g_assert_cmpstr (whole,
                   ==,
                   "2 private, permanent · activity 1071 · unit 02/02 · serial 1000028 · province "
                   "034 İstanbul · district 09 · control 05 · subcontractor 000");
  g_assert_null (isg_id_explain_sgk (rules, "2107102021000028034090500"));
}

/* ---- what a workplace must do ---- */

static void
test_duties_follow_class_and_size (void)
{
  static const struct {
    const char *class;
    guint employees;
    int expert; /* minutes contracted */
    int physician;
    const char *sentence; /* stands in one of them */
    IsgDutyMark mark;
  } cases[] = {
    { NULL, 0, 0, 0, "hazard class is not known", ISG_DUTY_SHORT },
    { "high", 1, 0, 0, "class hazardous and has 1 employee.", ISG_DUTY_DONE },
    { "high", 0, 0, 0, "has 0 employees", ISG_DUTY_OPEN },
    { "high", 0, 0, 0, "with the first employee all duties begin", ISG_DUTY_OPEN },
    { "high", 5, 0, 0, "you cannot take it on yourself", ISG_DUTY_SHORT },
    { "high", 5, 100, 50, "you cannot take it on yourself", ISG_DUTY_DONE },
    { "high", 5, 100, 40, "In the contracts: 40 min.", ISG_DUTY_SHORT },
    { "high", 5, 100, 40, "In the contracts: 100 min.", ISG_DUTY_DONE },
    { "high", 5, 100, 50, "The physician gives this workplace at least 50 minutes", ISG_DUTY_DONE },
    { "low", 49, 0, 0, "can take on safety yourself", ISG_DUTY_OPEN },
    { "low", 50, 0, 0, "you cannot take it on yourself", ISG_DUTY_SHORT },
    { "very_high", 10, 0, 0, "health staff give at least 100 minutes", ISG_DUTY_SHORT },
    { "high", 5, 0, 0, "12 lesson hours (540 min)", ISG_DUTY_OPEN },
    { "low", 5, 0, 0, "at least every 5 years", ISG_DUTY_OPEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgWorkplaceData data = { 0 };
    g_autoptr (GPtrArray) duties = NULL;
    const IsgDuty *found = NULL;

    data.hazard_class = (char *) cases[i].class;
    data.n_employees = cases[i].employees;
    data.today = isg_date_new (2026, 11, 23);
    data.minutes[ISG_SERVICE_SPECIALIST] = isg_decimal_from_int (cases[i].expert);
    data.minutes[ISG_SERVICE_PHYSICIAN] = isg_decimal_from_int (cases[i].physician);
    data.has_role[ISG_SERVICE_SPECIALIST] = cases[i].expert > 0;
    data.has_role[ISG_SERVICE_PHYSICIAN] = cases[i].physician > 0;
    duties = isg_workplace_duties (rules, &data);
    for (guint j = 0; j < duties->len; j++) {
      const IsgDuty *duty = g_ptr_array_index (duties, j);

      if (strstr (duty->text, cases[i].sentence) != NULL)
        found = duty;
    }
    g_test_message ("%s", cases[i].sentence);
    g_assert_nonnull (found);
    g_assert_cmpint (found->mark, ==, cases[i].mark);
  }
}

int
main (int argc, char *argv[])
{
  g_autofree char *pack = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  isg_test_init (&argc, &argv);
  isg_i18n_init ("en", ISG_LOCALE_DIR);
  pack = isg_test_source ("data/rules");
  rules = isg_rules_load (pack, &error);
  g_assert_no_error (error);

  g_test_add_func ("/form-values/draft-comes-back-as-it-was", test_draft_comes_back_as_it_was);
  g_test_add_func ("/form-values/draft-keeps-decimals-exact", test_draft_keeps_decimals_exact);
  g_test_add_func ("/form-values/damaged-draft-is-refused", test_damaged_draft_is_refused);
  g_test_add_func ("/form-values/class-follows-the-work-unless-it-was-changed-by-hand",
                   test_class_follows_the_work_unless_it_was_changed_by_hand);
  g_test_add_func ("/form-values/other-answers-fill-nothing", test_other_answers_fill_nothing);
  g_test_add_func ("/form-values/old-code-gives-way-to-the-new-one",
                   test_old_code_gives_way_to_the_new_one);
  g_test_add_func ("/form-values/numbers-are-shown-in-groups", test_numbers_are_shown_in_groups);
  g_test_add_func ("/form-values/sgk-number-is-explained-when-it-is-whole",
                   test_sgk_number_is_explained_when_it_is_whole);
  g_test_add_func ("/form-values/duties-follow-class-and-size", test_duties_follow_class_and_size);
  result = g_test_run ();
  isg_rules_unref (rules);
  return result;
}
