/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-workplace-duties.h"

#include <glib/gi18n.h>

#include "rules/isg-sentence.h"

static void
duty_free (gpointer data)
{
  IsgDuty *duty = data;

  g_free (duty->text);
  g_free (duty->article);
  g_free (duty);
}

static void
add (GPtrArray *duties,
     IsgDutyMark mark,
     char *text,
     const char *article,
     const char *button,
     const char *target)
{
  IsgDuty *duty = g_new0 (IsgDuty, 1);

  *duty = (IsgDuty){ mark, text, g_strdup (article), button, target };
  g_ptr_array_add (duties, duty);
}

static const IsgTerm *
term (IsgRules *rules, const IsgWorkplaceData *data, const char *topic)
{
  return isg_rules_term (rules, topic, data->hazard_class, (int) data->n_employees, data->today);
}

static char *
number_text (IsgDecimal number)
{
  g_autofree char *plain = isg_decimal_to_string (number, 0);

  return isg_sentence_number (plain, isg_i18n_language ());
}

char *
isg_workplace_minutes_text (IsgDecimal minutes)
{
  return number_text (minutes);
}

/* ---- class and size ---- */

static void
add_class (GPtrArray *duties, IsgRules *rules, const IsgWorkplaceData *data)
{
  const IsgCodeList *classes = isg_rules_code_list (rules, "hazard_class");
  g_autofree char *class = NULL;
  char *text;

  if (data->hazard_class == NULL) {
    add (duties,
         ISG_DUTY_SHORT,
         g_strdup (_ ("The hazard class is not known yet. Choose what work is done.")),
                   NULL,
                   _ ("Details"), "part:form");
    return;
  }
  class = isg_sentence_lower (isg_code_list_label (classes,
                                                   data->hazard_class,
                                                   isg_i18n_language ()),
                              isg_i18n_language ());
  /* Translators: %s is a hazard class, "hazardous". */
  text = g_strdup_printf (ngettext ("This workplace is in class %s and has %u employee.",
                                    "This workplace is in class %s and has %u employees.",
                                    data->n_employees),
                          class,
                          data->n_employees);
  add (duties,
       data->n_employees > 0 ? ISG_DUTY_DONE : ISG_DUTY_OPEN,
       text,
       NULL,
       _ ("Employees"), "page:employees");
}

/* ---- contracts ---- */

static void
add_contracts (GPtrArray *duties, IsgRules *rules, const IsgWorkplaceData *data)
{
  gboolean both = data->has_role[ISG_SERVICE_SPECIALIST] && data->has_role[ISG_SERVICE_PHYSICIAN];
  const IsgTerm *alone = term (rules, data, "service.self.employees");
  IsgDecimal size = isg_decimal_from_int (data->n_employees);

  if (alone != NULL && isg_decimal_compare (size, alone->value) <= 0) {
    add (duties,
         both ? ISG_DUTY_DONE : ISG_DUTY_OPEN,
         g_strdup (_ ("You can take on safety yourself after the Ministry's training, or make a "
                      "contract with a safety expert; health exams need a physician in either "
                      "case.")),
                   alone->article,
                   _ ("Service providers"), "part:services");
    return;
  }
  add (duties,
       both ? ISG_DUTY_DONE : ISG_DUTY_SHORT,
       g_strdup (_ ("A contract with a safety expert and a physician is needed; you cannot take it "
                    "on yourself: that is only for low-hazard workplaces with fewer than 50 "
                    "employees (Law 6331 art. 6).")),
                 NULL,
                 _ ("Service providers"), "part:services");
}

gboolean
isg_workplace_needed_minutes (IsgRules *rules,
                              const IsgWorkplaceData *data,
                              IsgServiceRole role,
                              IsgDecimal *out_minutes,
                              const char **out_article)
{
  static const char *const topics[ISG_SERVICE_N_ROLES]
    = { "service.specialist.minutes", "service.physician.minutes", "service.other_health.minutes" };
  const IsgTerm *each = data->hazard_class != NULL ? term (rules, data, topics[role]) : NULL;
  IsgDecimal all;

  if (each == NULL || data->n_employees == 0
      || !isg_decimal_multiply (each->value, isg_decimal_from_int (data->n_employees), &all))
    return FALSE;
  *out_minutes = all;
  if (out_article != NULL)
    *out_article = each->article;
  return TRUE;
}

static void
add_minutes (GPtrArray *duties, IsgRules *rules, const IsgWorkplaceData *data)
{
  const IsgDecimal *has = data->minutes;
  IsgDecimal expert, physician;
  const char *article_a, *article_b;
  gboolean enough;

  if (!isg_workplace_needed_minutes (rules, data, ISG_SERVICE_SPECIALIST, &expert, &article_a)
      || !isg_workplace_needed_minutes (rules, data, ISG_SERVICE_PHYSICIAN, &physician, &article_b))
    return;

  enough = isg_decimal_compare (has[ISG_SERVICE_SPECIALIST], expert) >= 0
           && isg_decimal_compare (has[ISG_SERVICE_PHYSICIAN], physician) >= 0;
  g_autofree char *x = number_text (expert);
  g_autofree char *y = number_text (physician);
  g_autofree char *x2 = number_text (has[ISG_SERVICE_SPECIALIST]);
  g_autofree char *y2 = number_text (has[ISG_SERVICE_PHYSICIAN]);
  g_autofree char *articles = g_strdup_printf ("%s, %s", article_a, article_b);

  add (duties,
       enough ? ISG_DUTY_DONE : ISG_DUTY_SHORT,
       /* Translators: minutes a month, as texts. */
       g_strdup_printf (_ ("Needed: expert %s, physician %s min a month; in the contract %s and %s."),
                           x,
                           y,
                           x2,
                           y2),
                        articles,
                        _ ("Service providers"), "part:services");
}

static void
add_other_health (GPtrArray *duties, IsgRules *rules, const IsgWorkplaceData *data)
{
  g_autofree char *x = NULL;
  g_autofree char *x2 = NULL;
  const char *article;
  IsgDecimal needed;

  if (!isg_workplace_needed_minutes (rules, data, ISG_SERVICE_OTHER_HEALTH, &needed, &article))
    return;
  x = number_text (needed);
  x2 = number_text (data->minutes[ISG_SERVICE_OTHER_HEALTH]);
  add (duties,
       isg_decimal_compare (data->minutes[ISG_SERVICE_OTHER_HEALTH], needed) >= 0 ? ISG_DUTY_DONE
                                                                                  : ISG_DUTY_SHORT,
       /* Translators: minutes a month, as texts. */
       g_strdup_printf (_ ("Needed: other health staff %s min a month; in the contract %s."),
                           x,
                           x2),
                        article,
                        _ ("Service providers"), "part:services");
}

/* ---- training and exams ---- */

static void
add_training (GPtrArray *duties, IsgRules *rules, const IsgWorkplaceData *data)
{
  const IsgTerm *hours = term (rules, data, "training.basic.hours");
  const IsgTerm *lesson = term (rules, data, "training.lesson.minutes");
  IsgDecimal all;

  if (hours == NULL || lesson == NULL || !isg_decimal_multiply (hours->value, lesson->value, &all))
    return;
  g_autofree char *lessons = number_text (hours->value);
  g_autofree char *minutes = number_text (all);

  add (duties,
       ISG_DUTY_OPEN,
       /* Translators: numbers as texts. */
       g_strdup_printf (_ ("Basic training: %s lesson hours (%s min) for every employee."),
                           lessons,
                           minutes),
                        hours->article,
                        _ ("Trainings"), "page:trainings");
}

static void
add_exams (GPtrArray *duties, IsgRules *rules, const IsgWorkplaceData *data)
{
  const IsgTerm *interval = term (rules, data, "exam.periodic.interval");
  g_autofree char *years = NULL;

  if (interval == NULL || g_strcmp0 (interval->unit, "year") != 0)
    return;
  years = number_text (interval->value);
  add (duties,
       ISG_DUTY_OPEN,
       /* Translators: a number of years, as a text. */
       g_strdup_printf (_ ("Health exam before the start of work, then at least every %s years."),
                           years),
                        interval->article,
                        NULL,
                        NULL);
}

GPtrArray *
isg_workplace_duties (IsgRules *rules, const IsgWorkplaceData *data)
{
  GPtrArray *duties = g_ptr_array_new_with_free_func (duty_free);

  g_return_val_if_fail (rules != NULL && data != NULL, duties);

  add_class (duties, rules, data);
  if (data->hazard_class == NULL)
    return duties;
  add_contracts (duties, rules, data);
  add_minutes (duties, rules, data);
  add_other_health (duties, rules, data);
  add_training (duties, rules, data);
  add_exams (duties, rules, data);
  return duties;
}
