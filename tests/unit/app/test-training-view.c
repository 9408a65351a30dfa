/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-training-view.h"
#include "support/isg-test.h"

static IsgRules *rules;

static IsgDate
day (const char *iso)
{
  IsgDate date = ISG_DATE_NONE;

  if (iso != NULL)
    g_assert_true (isg_date_parse_iso (iso, &date, NULL));
  return date;
}

static IsgDecimal
number (const char *text)
{
  IsgDecimal value;

  g_assert_true (isg_decimal_parse (text, &value, NULL));
  return value;
}

static void
assert_number (IsgDecimal value, const char *expected)
{
  g_autofree char *text = isg_decimal_to_string (value, 0);

  g_assert_cmpstr (text, ==, expected);
}

/* "110=45,120=22.5,130" → the value of "topics" */
static IsgValue *
topics (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (char **part = parts; *part != NULL && **part != '\0'; part++) {
    g_auto (GStrv) pair = g_strsplit (*part, "=", 2);
    IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

    isg_fields_builder_set (builder, "code", isg_value_new_code (pair[0]));
    if (pair[1] != NULL)
      isg_fields_builder_set (builder, "minutes", isg_value_new_decimal (number (pair[1])));
    g_ptr_array_add (groups, isg_fields_builder_end (builder));
  }
  return isg_value_new_groups (groups);
}

static void
test_needed_time_follows_class_and_day (void)
{
  static const struct {
    const char *hazard_class, *date, *topics;
    const char *required, *planned, *missing, *article;
  } cases[] = {
    { "low", "2026-11-23", "", "360", "0", "360", "Eğitim Yön. (2026)" },
    { "high", "2026-11-23", "110=405", "540", "405", "135", "Eğitim Yön. (2026)" },
    { "very_high", "2026-11-23", "110=45", "720", "45", "675", "Eğitim Yön. (2026)" },
    { "high", "2026-04-01", "110=45", "540", "45", "495", "Eğitim Yön. m.11" },
    { "high", "2026-04-02", "110=45", "540", "45", "495", "Eğitim Yön. (2026)" },
    { "low", "2013-05-15", "110=45", "360", "45", "315", "Eğitim Yön. m.11" },
    { "low", "2026-11-23", "110=180,120=179.5", "360", "359.5", "0.5", "Eğitim Yön. (2026)" },
    { "low", "2026-11-23", "110=180,120=180", "360", "360", "0", "Eğitim Yön. (2026)" },
    { "low", "2026-11-23", "110=180,120=300", "360", "480", "0", "Eğitim Yön. (2026)" },
    { "low", "2026-11-23", "110,120=60", "360", "60", "300", "Eğitim Yön. (2026)" },
    /* What is not known is not claimed. */
    { NULL, "2026-11-23", "110=45", "0", "45", "0", NULL },
    { "low", NULL, "110=45", "0", "45", "0", NULL },
    { "low", "2013-05-14", "110=45", "0", "45", "0", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgValue) value = topics (cases[i].topics);
    IsgTrainingHours hours;

    g_test_message ("%s %s %s", cases[i].hazard_class, cases[i].date, cases[i].topics);
    isg_training_hours (rules, cases[i].hazard_class, day (cases[i].date), value, &hours);
    assert_number (hours.required, cases[i].required);
    assert_number (hours.planned, cases[i].planned);
    assert_number (hours.missing, cases[i].missing);
    g_assert_cmpstr (hours.term != NULL ? hours.term->article : NULL, ==, cases[i].article);
    g_assert_cmpfloat (hours.fraction, >=, 0);
    g_assert_cmpfloat (hours.fraction, <=, 1);
    if (hours.term != NULL)
      g_assert_true ((hours.fraction >= 1) == (hours.missing.unscaled == 0));
  }
}

static void
test_minutes_are_summed_by_group (void)
{
  const IsgCodeList *list = isg_rules_code_list (rules, "training_topics");
  g_autoptr (IsgValue) value = topics ("110=45,120=22.5,210=30,399=10,999=7");

  assert_number (isg_training_minutes (value, NULL, NULL), "114.5");
  assert_number (isg_training_minutes (value, list, "general"), "67.5");
  assert_number (isg_training_minutes (value, list, "health"), "30");
  assert_number (isg_training_minutes (value, list, "technical"), "10");
  assert_number (isg_training_minutes (NULL, list, "technical"), "0");
}

static void
test_shares_add_up_to_what_is_needed (void)
{
  static const gint64 required[] = { 360, 540, 720, 541, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    for (guint n = 1; n <= 40; n++) {
      gint64 sum = 0;
      gint64 least = G_MAXINT64;
      gint64 most = 0;

      for (guint topic = 0; topic < n; topic++) {
        IsgDecimal share = isg_training_share (isg_decimal_from_int (required[i]), n, topic);

        g_assert_cmpuint (share.scale, ==, 0);
        sum += share.unscaled;
        least = MIN (least, share.unscaled);
        most = MAX (most, share.unscaled);
      }
      g_assert_cmpint (sum, ==, required[i]);
      g_assert_cmpint (most - least, <, 10);
    }
}

static void
test_a_person_is_never_said_to_be_trained_beyond_doubt (void)
{
  static const struct {
    const char *hazard_class, *last, *day;
    IsgPersonTraining expected;
  } cases[] = {
    { "high", NULL, "2026-11-23", ISG_PERSON_TRAINING_NEVER },
    { "high", "2024-11-22", "2026-11-23", ISG_PERSON_TRAINING_EXPIRED },
    { "high", "2024-11-23", "2026-11-23", ISG_PERSON_TRAINING_HELD },
    { "low", "2023-11-22", "2026-11-23", ISG_PERSON_TRAINING_EXPIRED },
    { "low", "2023-11-23", "2026-11-23", ISG_PERSON_TRAINING_HELD },
    { "very_high", "2025-11-22", "2026-11-23", ISG_PERSON_TRAINING_EXPIRED },
    { "very_high", "2025-11-23", "2026-11-23", ISG_PERSON_TRAINING_HELD },
    { "low", "2024-02-29", "2027-02-28", ISG_PERSON_TRAINING_HELD },
    { "low", "2024-02-29", "2027-03-01", ISG_PERSON_TRAINING_EXPIRED },
    { NULL, "2000-01-01", "2026-11-23", ISG_PERSON_TRAINING_HELD },
    { "high", "2000-01-01", NULL, ISG_PERSON_TRAINING_HELD },
    /* A training that came later than the one that is written down. */
    { "high", "2026-12-01", "2026-11-23", ISG_PERSON_TRAINING_HELD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s %s %s", cases[i].hazard_class, cases[i].last, cases[i].day);
    g_assert_cmpint (isg_training_person (rules,
                                          cases[i].hazard_class,
                                          day (cases[i].last),
                                          day (cases[i].day)),
                     ==,
                     cases[i].expected);
  }
}

static void
test_working_days_include_first_and_last (void)
{
  static const struct {
    const char *start, *leave, *day;
    gboolean works;
  } cases[] = {
    { "2026-01-01", NULL, "2026-01-01", TRUE }, { "2026-01-02", NULL, "2026-01-01", FALSE },
    { NULL, "2026-01-01", "2026-01-01", TRUE }, { NULL, "2026-01-01", "2026-01-02", FALSE },
    { NULL, NULL, "2026-01-02", TRUE },         { "2026-01-02", "2026-01-03", NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (isg_training_works_on (day (cases[i].start),
                                            day (cases[i].leave),
                                            day (cases[i].day)),
                     ==,
                     cases[i].works);
}

static IsgFields *
training (const char *date, const char *text)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  if (date != NULL)
    isg_fields_builder_set (builder, "date", isg_value_new_date (day (date)));
  isg_fields_builder_set (builder, "topics", topics (text));
  return isg_fields_builder_end (builder);
}

static void
test_a_row_says_subject_and_lesson_hours (void)
{
  static const struct {
    const char *date, *topics, *subject, *lessons;
  } cases[] = {
    { "2026-11-23", "110=540", "Information on labour legislation", "12" },
    { "2026-11-23", "110=45,120=45", "Information on labour legislation and 1 more topic", "2" },
    { "2026-11-23", "240=20,250=30,399", "First aid and 2 more topics", "1.1" },
    { "2026-11-23", "999=45", "999", "1" },
    { "2026-11-23", "", "", "" },
    { NULL, "110=45", "Information on labour legislation", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgFields) fields = training (cases[i].date, cases[i].topics);
    g_autofree char *subject = isg_training_subject (rules, fields, ISG_LANGUAGE_EN);
    g_autofree char *lessons = isg_training_lessons (rules, fields);

    g_assert_cmpstr (subject, ==, cases[i].subject);
    g_assert_cmpstr (lessons, ==, cases[i].lessons);
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *pack = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  isg_test_init (&argc, &argv);
  isg_i18n_init ("en", NULL);
  pack = isg_test_source ("data/rules");
  rules = isg_rules_load (pack, &error);
  g_assert_no_error (error);

  g_test_add_func ("/training-view/needed-time-follows-class-and-day",
                   test_needed_time_follows_class_and_day);
  g_test_add_func ("/training-view/minutes-are-summed-by-group", test_minutes_are_summed_by_group);
  g_test_add_func ("/training-view/shares-add-up-to-what-is-needed",
                   test_shares_add_up_to_what_is_needed);
  g_test_add_func ("/training-view/a-person-is-never-said-to-be-trained-beyond-doubt",
                   test_a_person_is_never_said_to_be_trained_beyond_doubt);
  g_test_add_func ("/training-view/working-days-include-first-and-last",
                   test_working_days_include_first_and_last);
  g_test_add_func ("/training-view/a-row-says-subject-and-lesson-hours",
                   test_a_row_says_subject_and_lesson_hours);
  status = g_test_run ();
  isg_rules_unref (rules);
  return status;
}
