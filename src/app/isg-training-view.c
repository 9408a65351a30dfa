/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-training-view.h"

/* Shares are given in steps of so many minutes. */
#define STEP 5

static IsgDecimal
sum_minutes (IsgDecimal sum, IsgFields *topic)
{
  IsgValue *minutes = isg_fields_get (topic, "minutes");
  IsgDecimal added;

  if (minutes == NULL || !isg_decimal_add (sum, isg_value_decimal (minutes), &added))
    return sum;
  return added;
}

IsgDecimal
isg_training_minutes (IsgValue *topics, const IsgCodeList *list, const char *group)
{
  IsgDecimal sum = isg_decimal_from_int (0);

  for (guint i = 0; i < isg_value_n_groups (topics); i++) {
    IsgFields *topic = isg_value_group (topics, i);
    const char *code = isg_value_text (isg_fields_get (topic, "code"));

    if (group != NULL
        && (code == NULL || g_strcmp0 (isg_code_list_extra (list, code, "group"), group) != 0))
      continue;
    sum = sum_minutes (sum, topic);
  }
  return sum;
}

/* Whole minutes, and billionths of them, for a bar on the screen alone. */
static double
to_double (IsgDecimal number)
{
  double value = (double) number.unscaled;

  for (guint i = 0; i < number.scale; i++)
    value /= 10;
  return value;
}

void
isg_training_hours (IsgRules *rules,
                    const char *hazard_class,
                    IsgDate date,
                    IsgValue *topics,
                    IsgTrainingHours *out_hours)
{
  IsgTrainingHours hours = { .planned = isg_training_minutes (topics, NULL, NULL) };
  const IsgTerm *lesson = NULL;

  if (hazard_class != NULL && date != ISG_DATE_NONE) {
    hours.term = isg_rules_term (rules, "training.basic.hours", hazard_class, -1, date);
    lesson = isg_rules_term (rules, "training.lesson.minutes", hazard_class, -1, date);
  }
  if (hours.term != NULL && lesson != NULL
      && isg_decimal_multiply (hours.term->value, lesson->value, &hours.required)) {
    IsgDecimal minus = hours.planned;

    hours.lessons = hours.term->value;
    minus.unscaled = -minus.unscaled;
    if (isg_decimal_compare (hours.planned, hours.required) < 0)
      isg_decimal_add (hours.required, minus, &hours.missing);
    hours.fraction = CLAMP (to_double (hours.planned) / to_double (hours.required), 0, 1);
  } else
    hours.term = NULL;
  *out_hours = hours;
}

char *
isg_training_number (IsgDecimal number)
{
  char *text = isg_decimal_to_string (number, 0);

  if (isg_i18n_language () == ISG_LANGUAGE_TR)
    g_strdelimit (text, ".", ',');
  return text;
}

char *
isg_training_lessons (IsgRules *rules, IsgFields *fields)
{
  IsgDecimal minutes = isg_training_minutes (isg_fields_get (fields, "topics"), NULL, NULL);
  IsgDate date = isg_value_date (isg_fields_get (fields, "date"));
  const IsgTerm *lesson = date != ISG_DATE_NONE
                            ? isg_rules_term (rules, "training.lesson.minutes", NULL, -1, date)
                            : NULL;
  gint64 tenths;
  g_autofree char *text = NULL;
  IsgDecimal lessons;

  if (lesson == NULL || minutes.unscaled == 0 || lesson->value.unscaled <= 0)
    return g_strdup ("");
  tenths = (gint64) (to_double (minutes) / to_double (lesson->value) * 10 + 0.5);
  text = g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, tenths / 10, tenths % 10);
  if (!isg_decimal_parse (text, &lessons, NULL))
    return g_strdup ("");
  return isg_training_number (lessons);
}

char *
isg_training_subject (IsgRules *rules, IsgFields *fields, IsgLanguage language)
{
  IsgValue *topics = isg_fields_get (fields, "topics");
  const IsgCodeList *list = isg_rules_code_list (rules, "training_topics");
  guint n = isg_value_n_groups (topics);
  const char *code;
  const char *label;

  if (n == 0 || list == NULL)
    return g_strdup ("");
  code = isg_value_text (isg_fields_get (isg_value_group (topics, 0), "code"));
  label = code != NULL ? isg_code_list_label (list, code, language) : "";
  if (n == 1)
    return g_strdup (label);
  /* Translators: first topic of a training and how many more; Turkish: %s ve %u konu daha */
  return g_strdup_printf (ngettext ("%s and %u more topic", "%s and %u more topics", n - 1),
                          label,
                          n - 1);
}

IsgDecimal
isg_training_share (IsgDecimal required, guint n, guint index)
{
  gint64 minutes = required.unscaled;
  gint64 share;
  gint64 left;

  for (guint i = 0; i < required.scale; i++)
    minutes /= 10;
  share = minutes / n / STEP * STEP;
  left = minutes - share * n;
  share += STEP * CLAMP ((left - (gint64) index * STEP) / STEP, 0, 1);
  /* What is less than a step goes to the last one. */
  if (index + 1 == n)
    share += left % STEP;
  return isg_decimal_from_int (share);
}

/* ---- people ---- */

static IsgDate
add_term (IsgDate from, const IsgTerm *term)
{
  g_autofree char *text = isg_decimal_to_string (term->value, 0);
  gint64 n = g_ascii_strtoll (text, NULL, 10);

  if (g_strcmp0 (term->unit, "year") == 0)
    return isg_date_add_months (from, (int) (12 * n));
  if (g_strcmp0 (term->unit, "month") == 0)
    return isg_date_add_months (from, (int) n);
  return ISG_DATE_NONE;
}

IsgPersonTraining
isg_training_person (IsgRules *rules, const char *hazard_class, IsgDate last, IsgDate day)
{
  const IsgTerm *term;
  IsgDate until;

  if (last == ISG_DATE_NONE)
    return ISG_PERSON_TRAINING_NEVER;
  if (hazard_class == NULL || day == ISG_DATE_NONE)
    return ISG_PERSON_TRAINING_HELD;
  term = isg_rules_term (rules, "training.repeat.interval", hazard_class, -1, day);
  until = term != NULL ? add_term (last, term) : ISG_DATE_NONE;
  return until != ISG_DATE_NONE && until < day ? ISG_PERSON_TRAINING_EXPIRED
                                               : ISG_PERSON_TRAINING_HELD;
}

gboolean
isg_training_works_on (IsgDate start, IsgDate leave, IsgDate day)
{
  if (day == ISG_DATE_NONE)
    return TRUE;
  return (start == ISG_DATE_NONE || start <= day) && (leave == ISG_DATE_NONE || day <= leave);
}

char *
isg_training_last_text (IsgPersonTraining standing, IsgDate last)
{
  g_autofree char *date = NULL;

  if (standing == ISG_PERSON_TRAINING_NEVER)
    /* Translators: of an employee; Turkish: eğitim almamış */
    return g_strdup (_ ("no training yet"));
  date = isg_i18n_date (last, FALSE);
  if (standing == ISG_PERSON_TRAINING_EXPIRED)
    /* Translators: of an employee; Turkish: son eğitim %s, süresi doldu */
    return g_strdup_printf (_ ("last training %s, expired"), date);
  /* Translators: of an employee; Turkish: son eğitim %s */
  return g_strdup_printf (_ ("last training %s"), date);
}
