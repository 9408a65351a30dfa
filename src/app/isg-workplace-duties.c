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
  g_clear_pointer (&duty->tasks, g_ptr_array_unref);
  g_free (duty);
}

static IsgDuty *
add (GPtrArray *duties, IsgDutyMark mark, char *text, const char *article)
{
  IsgDuty *duty = g_new0 (IsgDuty, 1);

  duty->mark = mark;
  duty->text = text;
  duty->article = g_strdup (article);
  g_ptr_array_add (duties, duty);
  return duty;
}

static const IsgTerm *
term (IsgRules *rules, const IsgWorkplaceData *data, const char *topic)
{
  return isg_rules_term (rules, topic, data->hazard_class, (int) data->n_employees, data->today);
}

char *
isg_workplace_minutes_text (IsgDecimal minutes)
{
  g_autofree char *plain = isg_decimal_to_string (minutes, 0);

  return isg_sentence_number (plain, isg_i18n_language ());
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

/* ---- how it stands, and where it is done ---- */

/* What a sentence of the pack is judged by. */
typedef enum {
  BY_NOTHING,   /* the program cannot know */
  BY_SIZE,      /* people are entered */
  BY_CONTRACTS, /* of expert and physician */
  BY_MINUTES,   /* of a role */
  BY_CALENDAR,  /* dates of rules */
} Judge;

typedef struct {
  const char *id; /* of the sentence, or how it begins */
  Judge judge;
  IsgServiceRole role;
  const char *rules[4]; /* of the calendar, or how they begin */
} Way;

static const Way ways[] = {
  { "class-size", BY_SIZE, 0, { NULL } },
  { "service-", BY_CONTRACTS, 0, { NULL } },
  { "expert-minutes", BY_MINUTES, ISG_SERVICE_SPECIALIST, { NULL } },
  { "physician-minutes", BY_MINUTES, ISG_SERVICE_PHYSICIAN, { NULL } },
  { "other-health-minutes", BY_MINUTES, ISG_SERVICE_OTHER_HEALTH, { NULL } },
  { "risk", BY_CALENDAR, 0, { "risk-" } },
  { "emergency", BY_CALENDAR, 0, { "emergency-" } },
  { "drill", BY_CALENDAR, 0, { "drill-" } },
  { "induction", BY_CALENDAR, 0, { "training-induction" } },
  { "basic", BY_CALENDAR, 0, { "training-basic" } },
  { "repeat", BY_CALENDAR, 0, { "training-repeat" } },
  { "entry-exam", BY_CALENDAR, 0, { "exam-entry" } },
  { "periodic-exam", BY_CALENDAR, 0, { "exam-periodic", "exam-young", "exam-interim" } },
  { "board", BY_CALENDAR, 0, { "board-meeting" } },
  { "papers", BY_CALENDAR, 0, { "work-plan", "training-plan", "evaluation-report" } },
  { "equipment", BY_CALENDAR, 0, { "equipment-" } },
  { "accident", BY_CALENDAR, 0, { "sgk-" } },
};

static const Way *
way_of (const char *id)
{
  static const Way nothing = { "", BY_NOTHING, 0, { NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_has_prefix (id, ways[i].id))
      return &ways[i];
  return &nothing;
}

static void
judge_size (IsgDuty *duty, const IsgWorkplaceData *data)
{
  duty->mark = data->n_employees > 0 ? ISG_DUTY_DONE : ISG_DUTY_OPEN;
  duty->button = _ ("Employees");
  duty->target = "page:employees";
}

static void
judge_contracts (IsgDuty *duty, const char *id, const IsgWorkplaceData *data)
{
  gboolean both = data->has_role[ISG_SERVICE_SPECIALIST] && data->has_role[ISG_SERVICE_PHYSICIAN];
  gboolean needed = !g_str_equal (id, "service-self");

  duty->mark = both ? ISG_DUTY_DONE : needed ? ISG_DUTY_SHORT : ISG_DUTY_OPEN;
  duty->button = _ ("Service providers");
  duty->target = "part:services";
}

static void
judge_minutes (IsgDuty *duty, IsgRules *rules, const IsgWorkplaceData *data, IsgServiceRole role)
{
  g_autofree char *has = isg_workplace_minutes_text (data->minutes[role]);
  g_autofree char *before = duty->text;
  IsgDecimal needed;

  /* Translators: after the minutes that are needed; %s are those of the contracts. Turkish:
     Sözleşmede %s dk. */
  g_autofree char *after = g_strdup_printf (_ ("In the contracts: %s min."), has);

  duty->text = g_strdup_printf ("%s %s", before, after);
  duty->button = _ ("Service providers");
  duty->target = "part:services";
  if (isg_workplace_needed_minutes (rules, data, role, &needed, NULL))
    duty->mark
      = isg_decimal_compare (data->minutes[role], needed) >= 0 ? ISG_DUTY_DONE : ISG_DUTY_SHORT;
}

static gboolean
is_of (const Way *way, const IsgDueItem *item)
{
  for (gsize i = 0; i < G_N_ELEMENTS (way->rules) && way->rules[i] != NULL; i++)
    if (g_str_has_prefix (isg_due_item_rule (item), way->rules[i]))
      return TRUE;
  return FALSE;
}

/* Those of one rule, since they are done in one form. */
static void
take_task (IsgDuty *duty, IsgDueTask *task)
{
  const IsgDueItem *item = isg_due_task_item (task);

  if (duty->tasks == NULL)
    duty->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  else if (!g_str_equal (isg_due_item_rule (isg_due_task_item (g_ptr_array_index (duty->tasks, 0))),
                         isg_due_item_rule (item)))
    return;
  g_ptr_array_add (duty->tasks, g_object_ref (task));
}

static void
judge_calendar (IsgDuty *duty, const Way *way, const IsgWorkplaceData *data)
{
  guint late = 0;

  if (data->tasks == NULL)
    return;
  duty->mark = ISG_DUTY_DONE;
  for (guint i = 0; i < data->tasks->len; i++) {
    IsgDueTask *task = g_ptr_array_index (data->tasks, i);
    const IsgDueItem *item = isg_due_task_item (task);

    if (!is_of (way, item) || item->state == ISG_DUE_OK)
      continue;
    late += item->state == ISG_DUE_OVERDUE;
    if (duty->mark == ISG_DUTY_DONE)
      duty->mark = ISG_DUTY_OPEN;
    take_task (duty, task);
  }
  if (late > 0) {
    g_autofree char *before = duty->article;
    /* Translators: how many dates of a duty are overdue; Turkish: %u gecikmiş */
    g_autofree char *words = g_strdup_printf (ngettext ("%u overdue", "%u overdue", late), late);

    duty->mark = ISG_DUTY_SHORT;
    duty->article
      = before != NULL ? g_strdup_printf ("%s · %s", before, words) : g_steal_pointer (&words);
  }
  if (duty->tasks != NULL)
    duty->button = _ ("Open the form");
}

static void
judge (IsgDuty *duty, const char *id, IsgRules *rules, const IsgWorkplaceData *data)
{
  const Way *way = way_of (id);

  switch (way->judge) {
  case BY_SIZE:
    judge_size (duty, data);
    break;
  case BY_CONTRACTS:
    judge_contracts (duty, id, data);
    break;
  case BY_MINUTES:
    judge_minutes (duty, rules, data, way->role);
    break;
  case BY_CALENDAR:
    judge_calendar (duty, way, data);
    break;
  case BY_NOTHING:
  default:
    break;
  }
}

GPtrArray *
isg_workplace_duties (IsgRules *rules, const IsgWorkplaceData *data)
{
  GPtrArray *duties = g_ptr_array_new_with_free_func (duty_free);
  g_autoptr (GPtrArray) sentences = NULL;

  g_return_val_if_fail (rules != NULL && data != NULL, duties);

  if (data->hazard_class == NULL) {
    IsgDuty *duty
      = add (duties,
             ISG_DUTY_SHORT,
             g_strdup (_ ("The hazard class is not known yet. Choose what work is done.")), NULL);

    duty->button = _ ("Details");
    duty->target = "part:form";
  }
  sentences = isg_rules_workplace_duties (rules,
                                          data->hazard_class,
                                          data->n_employees,
                                          data->today,
                                          isg_i18n_language ());
  for (guint i = 0; i < sentences->len; i++) {
    const IsgWorkplaceDuty *sentence = g_ptr_array_index (sentences, i);
    IsgDuty *duty = add (duties, ISG_DUTY_OPEN, g_strdup (sentence->text), sentence->article);

    judge (duty, sentence->id, rules, data);
  }
  return duties;
}
