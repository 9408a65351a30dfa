/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "isg-world.h"
#include "rules/isg-calendar.h"
#include "rules/isg-rates.h"
#include "support/isg-test.h"

/* ---- facts by path ---- */

static guint
table_of (IsgRules *rules, const char *kind, const char *list)
{
  GPtrArray *tables = isg_calendar_tables (rules);

  for (guint i = 0; i < tables->len; i++) {
    const IsgFactTable *table = g_ptr_array_index (tables, i);

    if (g_str_equal (table->kind, kind) && g_strcmp0 (table->list, list) == 0)
      return i;
  }
  g_assert_not_reached ();
}

/* @pairs: "path=text path=text". */
static void
add (IsgFacts *facts,
     IsgRules *rules,
     const char *kind,
     const char *list,
     const char *uuid,
     const char *pairs)
{
  guint index = table_of (rules, kind, list);
  const IsgFactTable *table = g_ptr_array_index (isg_calendar_tables (rules), index);
  g_autofree const char **values = g_new0 (const char *, table->columns->len + 1);
  g_auto (GStrv) parts = g_strsplit (pairs, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    char *equals = strchr (parts[i], '=');
    gboolean known = FALSE;

    *equals = '\0';
    for (guint j = 0; j < table->columns->len; j++)
      if (g_str_equal (((IsgFactColumn *) g_ptr_array_index (table->columns, j))->path, parts[i])) {
        values[j] = equals + 1;
        known = TRUE;
      }
    g_assert_true (known);
  }
  isg_facts_add (facts, index, uuid, uuid, 0, FALSE, values);
}

static IsgDate
day (const char *text)
{
  IsgDate date = ISG_DATE_NONE;

  g_assert_true (isg_date_parse_iso (text, &date, NULL));
  return date;
}

/* ---- working days ---- */

static void
test_working_days_pass_over_weekends_and_feasts (void)
{
  /* By hand, with Law 2429 and a wall calendar. */
  static const struct {
    const char *from;
    int days;
    const char *last;
  } cases[] = {
    { "2026-11-23", 3, "2026-11-26" }, /* Monday */
    { "2026-11-20", 3, "2026-11-25" }, /* Friday */
    { "2026-11-21", 3, "2026-11-25" }, /* Saturday */
    { "2024-06-14", 3, "2024-06-24" }, /* Friday before Kurban bayramı */
    { "2024-12-30", 3, "2025-01-03" }, /* over New Year */
    { "2025-03-28", 3, "2025-04-04" }, /* Friday; Ramazan bayramı until Tuesday */
    { "2025-06-04", 3, "2025-06-11" }, /* Thursday the eve, Friday to Monday the feast */
    { "2026-04-22", 3, "2026-04-28" }, /* Thursday 23 April, Friday, Monday, Tuesday */
    { "2026-10-27", 3, "2026-11-02" }, /* 28 October half, 29 not */
    { "2026-05-25",
      3,
      "2026-06-02" }, /* Tuesday the eve, Kurban bayramı, weekend, Monday, Tuesday */
    { "2028-02-24", 3, "2028-03-01" }, /* the eve, the feast, 29 February */
    { "2026-11-23", 0, "2026-11-23" },
  };
  g_autoptr (World) world = world_new ();
  IsgDate last = 7;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].from);
    g_assert_true (
      isg_holidays_add_working_days (world->rules, day (cases[i].from), cases[i].days, &last));
    g_assert_cmpint (last, ==, day (cases[i].last));
  }
  last = 7;
  g_assert_false (isg_holidays_add_working_days (world->rules, day ("2023-12-29"), 1, &last));
  g_assert_false (isg_holidays_add_working_days (world->rules, day ("2030-12-30"), 3, &last));
  g_assert_cmpint (last, ==, 7);
}

static void
test_the_days_left_are_those_after_today (void)
{
  g_autoptr (World) world = world_new ();
  gboolean half = FALSE;

  g_assert_cmpint (isg_holidays_working_days_left (world->rules,
                                                   day ("2026-11-23"),
                                                   day ("2026-11-25")),
                   ==,
                   2);
  g_assert_cmpint (isg_holidays_working_days_left (world->rules,
                                                   day ("2026-11-27"),
                                                   day ("2026-11-30")),
                   ==,
                   1);
  g_assert_cmpint (isg_holidays_working_days_left (world->rules,
                                                   day ("2026-11-25"),
                                                   day ("2026-11-25")),
                   ==,
                   0);
  g_assert_cmpint (isg_holidays_working_days_left (world->rules,
                                                   day ("2026-11-26"),
                                                   day ("2026-11-25")),
                   ==,
                   -1);
  g_assert_nonnull (isg_holiday_name (world->rules, day ("2026-10-28"), ISG_LANGUAGE_TR, &half));
  g_assert_true (half);
  g_assert_nonnull (isg_holiday_name (world->rules, day ("2026-10-29"), ISG_LANGUAGE_TR, &half));
  g_assert_false (half);
  g_assert_null (isg_holiday_name (world->rules, day ("2026-10-30"), ISG_LANGUAGE_TR, NULL));
}

/* ---- a new pack ---- */

static IsgDueList *
due_of (IsgRules *rules)
{
  g_autoptr (IsgFacts) facts = isg_facts_new (rules, "w", "W", "high");
  IsgDueList *list = isg_due_list_new (rules, ISG_DATE_NONE);

  add (facts, rules, "employee", NULL, "old", "start_date=2022-03-01 national_id=1");
  add (facts, rules, "employee", NULL, "new", "start_date=2022-03-01 national_id=2");
  add (facts,
       rules,
       "training",
       "participants",
       "t1",
       "date=2025-05-10 topics.minutes=540000 participants.employee=old");
  add (facts,
       rules,
       "training",
       "participants",
       "t2",
       "date=2026-05-10 topics.minutes=540000 participants.employee=new");
  isg_calendar_due (facts, day ("2026-11-23"), list);
  isg_due_list_sort (list);
  return list;
}

static void
test_a_new_term_moves_what_falls_under_it (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *dir = world_copy_pack ();
  g_autoptr (World) changed = NULL;
  g_autoptr (IsgDueList) before = due_of (world->rules);
  g_autoptr (IsgDueList) after = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  const IsgDueMove *move;

  world_change_file (dir,
                     "terms/training.json",
                     "\"id\": \"training-repeat-interval-high-2026\",\n      \"topic\": "
                     "\"training.repeat.interval\",\n      \"hazard_class\": \"high\",\n      "
                     "\"value\": \"2\"",
                     "\"id\": \"training-repeat-interval-high-2026\",\n      \"topic\": "
                     "\"training.repeat.interval\",\n      \"hazard_class\": \"high\",\n      "
                     "\"value\": \"1\"");
  changed = world_new_of (dir);
  after = due_of (changed->rules);
  moves = isg_due_list_moves (before, after);
  /* The training of 2025 keeps the rule set of its day. */
  g_assert_cmpuint (moves->len, ==, 1);
  move = g_ptr_array_index (moves, 0);
  g_assert_cmpstr (move->after->employee, ==, "new");
  g_assert_cmpint (move->before->date, ==, day ("2028-05-10"));
  g_assert_cmpint (move->after->date, ==, day ("2027-05-10"));
}

/* ---- duties ---- */

static gboolean
has_duty (GPtrArray *duties, const char *id, const char *said)
{
  for (guint i = 0; i < duties->len; i++) {
    const IsgWorkplaceDuty *duty = g_ptr_array_index (duties, i);

    if (g_str_equal (duty->id, id))
      return said == NULL || strstr (duty->text, said) != NULL;
  }
  return FALSE;
}

static void
test_class_and_size_decide_what_a_workplace_must_do (void)
{
  static const struct {
    const char *hazard_class;
    guint employees;
    const char *has;
    const char *said; /* (nullable) */
    const char *has_not;
  } cases[] = {
    { "high", 1, "service-needed", NULL, "service-self" },
    { "high", 3, "expert-minutes", "60 dak", "other-health-minutes" },
    { "high", 3, "basic", "12 ders saati (540 dk)", "board" },
    { "high", 40, "support-high", "40", "support-low" },
    { "low", 1, "service-self", NULL, "service-needed" },
    { "low", 9, "support-all", NULL, "support-low" },
    { "low", 10, "support-low", "50", "support-all" },
    { "low", 49, "service-self", NULL, "board" },
    { "low", 50, "service-needed-large", NULL, "service-self" },
    { "low", 50, "board", "3 ayda", "representatives-2" },
    { "low", 51, "representatives-2", NULL, "representative" },
    { "very_high", 9, "expert-class-very-high", NULL, "other-health-minutes" },
    { "very_high", 10, "other-health-minutes", "100 dak", "expert-class-high" },
    { "very_high", 250, "other-health-minutes", "5000 dak", "service-self" },
    { "very_high", 50, "periodic-exam", "1 yılda", "entry-exam" },
    { "high", 0, "alone", NULL, "risk" },
    { NULL, 5, "accident", NULL, "expert-minutes" },
  };
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) duties = isg_rules_workplace_duties (world->rules,
                                                               cases[i].hazard_class,
                                                               cases[i].employees,
                                                               day ("2026-11-23"),
                                                               ISG_LANGUAGE_TR);

    g_test_message ("%s, %u: %s", cases[i].hazard_class, cases[i].employees, cases[i].has);
    g_assert_true (has_duty (duties, cases[i].has, cases[i].said));
    g_assert_false (has_duty (duties, cases[i].has_not, NULL));
    for (guint j = 0; j < duties->len; j++) {
      const IsgWorkplaceDuty *duty = g_ptr_array_index (duties, j);

      g_assert_cmpstr (duty->article, !=, NULL);
      g_assert_null (strchr (duty->text, '{'));
    }
  }
}

/* ---- rates ---- */

static IsgFacts *
shop (IsgRules *rules, guint people)
{
  IsgFacts *facts = isg_facts_new (rules, "w", "W", "high");

  for (guint i = 0; i < people; i++) {
    g_autofree char *uuid = g_strdup_printf ("e%u", i);

    add (facts, rules, "employee", NULL, uuid, "start_date=2020-01-01");
  }
  add (facts,
       rules,
       "incident",
       NULL,
       "a",
       "occurred_at=2025-03-04T10:00:00 incident_type=accident");
  add (facts,
       rules,
       "incident",
       NULL,
       "b",
       "occurred_at=2025-12-31T10:00:00 incident_type=accident");
  add (facts,
       rules,
       "incident",
       NULL,
       "c",
       "occurred_at=2026-01-01T10:00:00 incident_type=accident");
  add (facts,
       rules,
       "incident",
       NULL,
       "d",
       "occurred_at=2025-05-01T10:00:00 incident_type=near_miss");
  add (facts,
       rules,
       "incident",
       "victims",
       "a",
       "occurred_at=2025-03-04T10:00:00 incident_type=accident victims.employee=e0 "
       "victims.days_lost=10 victims.outcome=temporary");
  return facts;
}

static void
test_rates_agree_with_those_worked_out_by_hand (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (IsgFacts) facts = shop (world->rules, 12);
  g_autofree char *formula = isg_rates_formula (world->rules, "frequency", ISG_LANGUAGE_TR);
  IsgRates rates;

  g_assert_true (isg_rates_compute (facts, 2025, day ("2026-11-23"), -1, &rates));
  g_assert_cmpuint (rates.accidents, ==, 2);
  g_assert_cmpuint (rates.victims, ==, 1);
  g_assert_cmpint (rates.days_lost, ==, 10);
  g_assert_cmpint (rates.lost_total, ==, 10);
  /* 12 people × 360 days = 4320; × 8 = 34,560 hours. */
  g_assert_cmpint (rates.paid_days, ==, 4320);
  g_assert_true (rates.estimated && rates.has_rates);
  g_assert_cmpint (rates.frequency.unscaled, ==, 5787);      /* 2,000,000 ÷ 34,560 = 57.870… */
  g_assert_cmpint (rates.per_hundred.unscaled, ==, 1302);    /* 450,000 ÷ 34,560 = 13.020… */
  g_assert_cmpint (rates.severity_days.unscaled, ==, 28935); /* 10,000,000 ÷ 34,560 = 289.351… */
  g_assert_cmpint (rates.severity_hours.unscaled, ==, 23);   /* 8,000 ÷ 34,560 = 0.231… */
  g_assert_nonnull (strstr (formula, "× 1 000 000 ÷ (PTEGS × 8)"));

  add (facts,
       world->rules,
       "incident",
       "victims",
       "b",
       "occurred_at=2025-12-31T10:00:00 incident_type=accident victims.outcome=death");
  g_assert_true (isg_rates_compute (facts, 2025, day ("2026-11-23"), 4000, &rates));
  g_assert_cmpint (rates.lost_total, ==, 7510);
  g_assert_false (rates.estimated);
  g_assert_cmpint (rates.frequency.unscaled, ==, 6250); /* 2,000,000 ÷ 32,000 = 62.5 */

  add (facts,
       world->rules,
       "incident",
       "victims",
       "b",
       "occurred_at=2025-12-31T10:00:00 incident_type=accident victims.outcome=permanent "
       "victims.incapacity_degree=12.4");
  g_assert_true (isg_rates_compute (facts, 2025, day ("2026-11-23"), -1, &rates));
  g_assert_cmpint (rates.lost_total, ==, 8440); /* 7510 and 12.4 × 75 */
}

static void
test_a_very_small_shop_gets_counts_alone (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (IsgFacts) facts = shop (world->rules, 9);
  g_autoptr (IsgFacts) one = isg_facts_new (world->rules, "w", "W", "high");
  IsgRates rates;

  g_assert_true (isg_rates_compute (facts, 2025, day ("2026-11-23"), -1, &rates));
  g_assert_false (rates.has_rates);
  g_assert_cmpuint (rates.accidents, ==, 2);
  g_assert_cmpint (rates.days_lost, ==, 10);

  /* 10–28 February are 19 days, 1–15 March 15; a whole February is 30. */
  add (one, world->rules, "employee", NULL, "e", "start_date=2025-02-10 leave_date=2025-03-15");
  g_assert_true (isg_rates_compute (one, 2025, day ("2026-11-23"), -1, &rates));
  g_assert_cmpint (rates.paid_days, ==, 34);
  add (one, world->rules, "employee", NULL, "f", "start_date=2025-02-01 leave_date=2025-02-28");
  g_assert_true (isg_rates_compute (one, 2025, day ("2026-11-23"), -1, &rates));
  g_assert_cmpint (rates.paid_days, ==, 64);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/calendar/working-days", test_working_days_pass_over_weekends_and_feasts);
  g_test_add_func ("/calendar/days-left", test_the_days_left_are_those_after_today);
  g_test_add_func ("/calendar/new-term", test_a_new_term_moves_what_falls_under_it);
  g_test_add_func ("/calendar/duties", test_class_and_size_decide_what_a_workplace_must_do);
  g_test_add_func ("/calendar/rates", test_rates_agree_with_those_worked_out_by_hand);
  g_test_add_func ("/calendar/small-shop", test_a_very_small_shop_gets_counts_alone);
  return g_test_run ();
}
