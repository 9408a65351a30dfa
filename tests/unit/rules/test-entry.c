/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "isg-world.h"
#include "rules/isg-entry.h"
#include "support/isg-test.h"

static World *world;
static const char *workplace;
static const char *employee;

static IsgRecord *
exam (const char *more)
{
  g_autofree char *json = g_strdup_printf ("{'employee':'%s'%s}", employee, more);

  return world_record (world, "health_exam", workplace, json);
}

static char *
suggested (const char *more, const char *field)
{
  IsgCheckContext context = world_context (world);
  g_autoptr (IsgRecord) record = exam (more);
  g_autoptr (IsgFields) fields = isg_rules_suggest (world->rules, record, &context);
  IsgValue *value = isg_fields_get (fields, field);

  return value != NULL ? isg_value_to_text (value) : g_strdup ("");
}

static const IsgFieldDef *
field (const char *id)
{
  return isg_kind_field (isg_rules_kind (world->rules, "health_exam"), id);
}

/* The workplace is hazardous; the second person is sixteen. */
static void
test_last_day_follows_class_person_and_kind (void)
{
  static const struct {
    const char *more, *until;
  } cases[] = {
    { "", "" },
    { ",'exam_date':'2026-11-23'", "2029-11-23" },
    { ",'exam_date':'2026-11-23','exam_type':'periodic'", "2029-11-23" },
    { ",'exam_date':'2026-11-23','exam_type':'pregnancy'", "2027-05-23" },
    { ",'exam_date':'2026-11-23','valid_until':'2027-01-01'", "2029-11-23" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *until = suggested (cases[i].more, "valid_until");

    g_test_message ("%s", cases[i].more);
    g_assert_cmpstr (until, ==, cases[i].until);
  }
}

static void
test_young_person_is_seen_sooner (void)
{
  const char *grown = employee;
  g_autofree char *until = NULL;

  employee = world_add (world,
                        "employee",
                        workplace,
                        "{'national_id':'10000000382','given_name':'Can','family_name':'Er',"
                        "'birth_date':'2010-02-03','start_date':'2026-11-01'}");
  until = suggested (",'exam_date':'2026-11-23'", "valid_until");
  employee = grown;
  g_assert_cmpstr (until, ==, "2027-05-23");
}

static void
test_job_comes_from_the_person (void)
{
  g_autofree char *job = suggested ("", "work_done");
  g_autofree char *none = suggested ("", "declaration_date");
  g_autofree char *signed_on
    = suggested (",'exam_date':'2026-11-23','declaration_signed':true", "declaration_date");

  g_assert_cmpstr (job, ==, "Kaportacı");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (signed_on, ==, "2026-11-23");
}

static void
test_last_exam_gives_what_stays_the_same (void)
{
  g_autofree char *dust = NULL;
  g_autofree char *done = NULL;
  g_autofree char *earlier = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *verdict = NULL;
  static const char *const exams[] = {
    "'exam_date':'2024-05-04','exposure_dust':['1411'],'work_done':'Boyacı','verdict':'fit'",
    "'exam_date':'2025-05-04','exposure_dust':['1421'],'work_done':'Kaynakçı','verdict':'fit',"
    "'diagnosis_heart':true",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (exams); i++) {
    g_autofree char *json = g_strdup_printf ("{'employee':'%s',%s}", employee, exams[i]);

    world_add (world, "health_exam", workplace, json);
  }
  dust = suggested (",'exam_date':'2026-11-23'", "exposure_dust");
  done = suggested (",'exam_date':'2026-11-23'", "work_done");
  earlier = suggested (",'exam_date':'2024-12-31'", "exposure_dust");
  detail = suggested (",'exam_date':'2026-11-23'", "diagnosis_heart");
  verdict = suggested (",'exam_date':'2026-11-23'", "verdict");
  g_assert_cmpstr (dust, ==, "1421");
  g_assert_cmpstr (done, ==, "Kaynakçı");
  g_assert_cmpstr (earlier, ==, "1411");
  /* Neither a health detail nor an opinion is anybody's but the physician's. */
  g_assert_cmpstr (detail, ==, "");
  g_assert_cmpstr (verdict, ==, "");
}

/* Source: ui.md 3.5: never J, measures or tests. */
static void
test_only_what_has_an_ordinary_answer_is_filled (void)
{
  static const struct {
    const char *id, *answer;
  } cases[] = {
    { "complaint_cough", "false" },
    { "diagnosis_skin_disease", "false" },
    { "past_operation", "false" },
    { "smoking", "no" },
    { "system_other", "normal" },
    { "family_mother", "Nothing to note" },
    { "past_hospital_note", NULL },
    { "pulse", NULL },
    { "lab_tests", NULL },
    { "blood", NULL },
    { "verdict", NULL },
    { "night_fit", NULL },
    { "valid_until", NULL },
    { "declaration_signed", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgValue) value = isg_field_def_ordinary (field (cases[i].id), ISG_LANGUAGE_EN);
    g_autofree char *text = value != NULL ? isg_value_to_text (value) : NULL;

    g_test_message ("%s", cases[i].id);
    g_assert_cmpstr (text, ==, cases[i].answer);
  }
}

static void
test_question_follows_an_answer (void)
{
  g_autoptr (IsgRecord) no = exam (",'past_operation':false,'smoking':'quit'");
  g_autoptr (IsgRecord) yes = exam (",'past_operation':true,'smoking':'yes'");
  const IsgFieldDef *note = field ("past_operation_note");
  const IsgFieldDef *stopped = field ("smoking_stopped");

  g_assert_true (isg_field_def_follows (note));
  g_assert_false (isg_field_def_follows (field ("past_operation")));
  g_assert_false (isg_field_def_is_asked (note, isg_record_fields (no)));
  g_assert_true (isg_field_def_is_asked (note, isg_record_fields (yes)));
  g_assert_true (isg_field_def_is_asked (stopped, isg_record_fields (no)));
  g_assert_false (isg_field_def_is_asked (stopped, isg_record_fields (yes)));
  g_assert_true (isg_field_def_is_asked (field ("past_operation"), isg_record_fields (no)));
}

static void
test_body_mass_index_is_computed (void)
{
  static const struct {
    const char *more, *tr, *en;
  } cases[] = {
    { ",'height':176,'weight':81.5", "VKİ 26,3", "BMI 26.3" },
    { ",'height':160,'weight':48", "VKİ 18,8", "BMI 18.8" }, /* 18.75 */
    { ",'height':176", NULL, NULL },
    { ",'weight':81.5", NULL, NULL },
    { ",'height':0,'weight':81.5", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgRecord) record = exam (cases[i].more);
    IsgFields *fields = isg_record_fields (record);
    g_autofree char *tr = isg_field_def_quotient (field ("weight"), fields, ISG_LANGUAGE_TR);
    g_autofree char *en = isg_field_def_quotient (field ("weight"), fields, ISG_LANGUAGE_EN);

    g_test_message ("%s", cases[i].more);
    g_assert_cmpstr (tr, ==, cases[i].tr);
    g_assert_cmpstr (en, ==, cases[i].en);
  }
}

static void
test_measure_is_asked_for_once_the_body_was_looked_at (void)
{
  g_autoptr (IsgRecord) begun = exam (",'system_eyes':'normal','pulse':70");
  g_autoptr (IsgRecord) blank = exam ("");
  g_autoptr (GPtrArray) findings = world_check (world, begun);
  g_autoptr (GPtrArray) none = world_check (world, blank);

  g_assert_nonnull (world_find (findings, "weight", "measure_blank"));
  g_assert_null (world_find (findings, "pulse", "measure_blank"));
  g_assert_null (world_find (none, "weight", "measure_blank"));
}

/* ---- a broken pack ---- */

static void
test_broken_help_is_refused_with_its_place (void)
{
  static const struct {
    const char *find, *replace, *reason;
  } cases[] = {
    { "\"ordinary\": \"normal\"", "\"ordinary\": \"healthy\"", "no such answer" },
    { "\"copy\": \"employee.job\"", "\"copy\": \"employee.trade\"", "trade" },
    { "\"copy\": \"employee.job\"", "\"copy\": \"employee.birth_date\"", "another type" },
    { "\"term\": \"exam.young.interval\",\n          \"birth\"",
      "\"term\": \"exam.never\",\n          \"birth\"",
      "no such term" },
    { "\"of\": \"weight\"", "\"of\": \"verdict\"", "no such number" },
    { "\"equals\": \"quit\"", "\"equals\": \"maybe\"", "no such code" },
    { "\"type\": \"code\",\n      \"label\": {\n        \"tr\": \"Kan grubu\"",
      "\"type\": \"code\",\n      \"carry\": true,\n      \"label\": {\n        \"tr\": \"Kan "
      "grubu\"",
      "health detail" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *dir = world_copy_pack ();
    g_autoptr (GError) error = NULL;
    g_autoptr (IsgRules) rules = NULL;

    world_change_file (dir, "kinds/health_exam.json", cases[i].find, cases[i].replace);
    rules = isg_rules_load (dir, &error);
    g_test_message ("%s", cases[i].replace);
    g_assert_null (rules);
    g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_BROKEN);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, "kinds/health_exam.json"));
    g_assert_nonnull (strstr (error->message, cases[i].reason));
  }
}

int
main (int argc, char *argv[])
{
  int failed;

  isg_test_init (&argc, &argv);
  world = world_new ();
  workplace = world_add (world,
                         "workplace",
                         NULL,
                         "{'name':'Kardeşler Oto','hazard_class':'high','nace_code':'95.31.01'}");
  employee = world_add (world,
                        "employee",
                        workplace,
                        "{'national_id':'10000000146','given_name':'Ayşe','family_name':'Iğdırlı',"
                        "'birth_date':'1990-01-01','start_date':'2020-01-01','job':'Kaportacı'}");

  g_test_add_func ("/entry/last-day-follows-class-person-and-kind",
                   test_last_day_follows_class_person_and_kind);
  g_test_add_func ("/entry/young-person-is-seen-sooner", test_young_person_is_seen_sooner);
  g_test_add_func ("/entry/job-comes-from-the-person", test_job_comes_from_the_person);
  g_test_add_func ("/entry/last-exam-gives-what-stays-the-same",
                   test_last_exam_gives_what_stays_the_same);
  g_test_add_func ("/entry/only-what-has-an-ordinary-answer-is-filled",
                   test_only_what_has_an_ordinary_answer_is_filled);
  g_test_add_func ("/entry/question-follows-an-answer", test_question_follows_an_answer);
  g_test_add_func ("/entry/body-mass-index-is-computed", test_body_mass_index_is_computed);
  g_test_add_func ("/entry/measure-is-asked-for-once-the-body-was-looked-at",
                   test_measure_is_asked_for_once_the_body_was_looked_at);
  g_test_add_func ("/entry/broken-help-is-refused-with-its-place",
                   test_broken_help_is_refused_with_its_place);
  failed = g_test_run ();
  world_free (world);
  return failed;
}
