/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-fill.h"
#include "app/isg-risk-matrix.h"
#include "app/isg-risk-view.h"
#include "support/isg-test.h"

#define TODAY (isg_date_new (2026, 11, 23))

typedef struct {
  const char *probability;
  const char *frequency; /* (nullable) */
  const char *severity;
  const char *after_probability; /* (nullable) */
  int due;                       /* day of November 2026, or 0 */
  gboolean done;
} Hazard;

static IsgRules *
load_rules (void)
{
  g_autofree char *dir = isg_test_source ("data/rules");
  g_autoptr (GError) error = NULL;
  IsgRules *rules = isg_rules_load (dir, &error);

  g_assert_no_error (error);
  return rules;
}

static void
set_number (IsgFieldsBuilder *builder, const char *id, const char *text)
{
  IsgDecimal number;

  if (text == NULL)
    return;
  g_assert_true (isg_decimal_parse (text, &number, NULL));
  isg_fields_builder_set (builder, id, isg_value_new_decimal (number));
}

static IsgFields *
row_new (const Hazard *hazard)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  isg_fields_builder_set (builder, "hazard", isg_value_new_text ("Islak zemin"));
  set_number (builder, "probability", hazard->probability);
  set_number (builder, "frequency", hazard->frequency);
  set_number (builder, "severity", hazard->severity);
  if (hazard->after_probability != NULL) {
    set_number (builder, "after_probability", hazard->after_probability);
    set_number (builder, "after_severity", hazard->severity);
  }
  if (hazard->due != 0)
    isg_fields_builder_set (builder,
                            "due",
                            isg_value_new_date (isg_date_new (2026, 11, hazard->due)));
  if (hazard->done)
    isg_fields_builder_set (builder, "done_on", isg_value_new_date (TODAY));
  return isg_fields_builder_end (builder);
}

static IsgFields *
assessment_new (const char *method, const Hazard *hazards, gsize n)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (rows, row_new (&hazards[i]));
  isg_fields_builder_set (builder, "method", isg_value_new_code (method));
  isg_fields_builder_set (builder, "hazards", isg_value_new_groups (rows));
  return isg_fields_builder_end (builder);
}

static const Hazard matrix[] = {
  { "5", NULL, "5", NULL, 1, FALSE },  /* intolerable, late */
  { "4", NULL, "4", NULL, 30, FALSE }, /* high, not late */
  { "4", NULL, "4", "1", 2, TRUE },    /* was high; done, and low now */
  { "3", NULL, "3", NULL, 23, FALSE }, /* medium; its day is today */
  { "1", NULL, NULL, NULL, 0, FALSE }, /* no score */
};

static void
test_counts_are_of_the_present_state (void)
{
  g_autoptr (IsgRules) rules = load_rules ();
  g_autoptr (IsgFields) fields = assessment_new ("matrix_5x5", matrix, G_N_ELEMENTS (matrix));
  IsgRiskCounts counts;

  isg_risk_view_count (rules, fields, TODAY, &counts);
  g_assert_cmpuint (counts.n_hazards, ==, 5);
  g_assert_cmpuint (counts.n_high, ==, 2);
  g_assert_cmpuint (counts.n_late, ==, 1);
}

static void
test_a_score_says_number_and_level (void)
{
  g_autoptr (IsgRules) rules = load_rules ();
  const IsgRiskMethod *method = isg_rules_risk_method (rules, "fine_kinney");
  Hazard hazard = { "0.5", "3", "15", NULL, 0, FALSE };
  g_autoptr (IsgFields) row = row_new (&hazard);
  g_autofree char *tr = isg_risk_view_score (method, row, ISG_RISK_BEFORE, ISG_LANGUAGE_TR);
  g_autofree char *en = isg_risk_view_score (method, row, ISG_RISK_BEFORE, ISG_LANGUAGE_EN);

  g_assert_cmpstr (tr, ==, "22,5 · Olası");
  g_assert_cmpstr (en, ==, "22.5 · Possible");
  g_assert_null (isg_risk_view_score (method, row, ISG_RISK_AFTER, ISG_LANGUAGE_TR));
  g_assert_null (isg_risk_view_score (NULL, row, ISG_RISK_BEFORE, ISG_LANGUAGE_TR));
}

static void
test_the_plot_counts_each_cell_and_says_each_level (void)
{
  g_autoptr (IsgRules) rules = load_rules ();
  g_autoptr (IsgFields) fields = assessment_new ("matrix_5x5", matrix, G_N_ELEMENTS (matrix));
  IsgValue *hazards = isg_fields_get (fields, "hazards");
  const IsgRiskMethod *method = isg_risk_view_method (rules, fields);
  g_autofree char *before
    = isg_risk_view_sentence (method, hazards, ISG_RISK_BEFORE, ISG_LANGUAGE_TR);
  g_autofree char *after
    = isg_risk_view_sentence (method, hazards, ISG_RISK_AFTER, ISG_LANGUAGE_EN);
  g_autoptr (IsgPlotValues) values
    = isg_risk_matrix_values (method, hazards, ISG_RISK_BEFORE, ISG_LANGUAGE_TR);
  const IsgPlotItem *item;

  g_assert_cmpstr (before, ==, "tolere edilemez 1, yüksek 2, orta 1, düşük 0, önemsiz 0");
  g_assert_cmpstr (after, ==, "intolerable 0, high 0, medium 0, low 1, insignificant 0");
  g_assert_cmpuint (isg_risk_view_cell (method, hazards, ISG_RISK_BEFORE, 3, 3), ==, 2);
  g_assert_cmpuint (isg_plot_values_items (values)->len, ==, 25);
  /* From the top, from the left: probability 5, severity 5. */
  item = g_ptr_array_index (isg_plot_values_items (values), 4);
  g_assert_cmpfloat (item->value, ==, 1);
  g_assert_cmpstr (item->name, ==, "O 5 × Ş 5 = 25 · Tolere edilemez");
  g_assert_cmpint (item->tone, ==, ISG_PLOT_GRADE_5);
  /* An empty cell opens nothing. */
  item = g_ptr_array_index (isg_plot_values_items (values), 0);
  g_assert_null (item->id);
  g_assert_cmpint (item->tone, ==, ISG_PLOT_GRADE_2);
}

static void
test_three_factors_are_bars_by_level (void)
{
  static const Hazard hazards[]
    = { { "3", "6", "40", NULL, 0, FALSE }, { "0.5", "3", "15", NULL, 0, FALSE } };
  g_autoptr (IsgRules) rules = load_rules ();
  g_autoptr (IsgFields) fields = assessment_new ("fine_kinney", hazards, G_N_ELEMENTS (hazards));
  g_autoptr (IsgPlotValues) values = isg_risk_matrix_values (isg_risk_view_method (rules, fields),
                                                             isg_fields_get (fields, "hazards"),
                                                             ISG_RISK_BEFORE,
                                                             ISG_LANGUAGE_TR);
  const IsgPlotItem *worst = g_ptr_array_index (isg_plot_values_items (values), 0);

  g_assert_cmpint (isg_plot_values_form (values), ==, ISG_PLOT_BARS);
  g_assert_cmpuint (isg_plot_values_items (values)->len, ==, 5);
  g_assert_cmpstr (worst->label, ==, "Tolerans gösterilemez");
  g_assert_cmpfloat (worst->value, ==, 1);
  g_assert_cmpfloat (isg_plot_values_total (values), ==, 2);
}

static void
test_an_assessment_holds_by_the_class (void)
{
  static const struct {
    const char *hazard_class;
    int years;
  } cases[] = { { "low", 6 }, { "high", 4 }, { "very_high", 2 } };
  g_autoptr (IsgRules) rules = load_rules ();
  const IsgTerm *term = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpint (isg_risk_view_valid_until (rules, cases[i].hazard_class, TODAY, &term),
                     ==,
                     isg_date_new (2026 + cases[i].years, 11, 23));
    g_assert_cmpstr (term->article, ==, "Risk Yön. m.12");
  }
  g_assert_cmpint (isg_risk_view_valid_until (rules, NULL, TODAY, NULL), ==, ISG_DATE_NONE);
}

static IsgFields *
dated (IsgDate date, IsgDate until)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  isg_fields_builder_set (builder, "date", isg_value_new_date (date));
  if (until != ISG_DATE_NONE)
    isg_fields_builder_set (builder, "valid_until", isg_value_new_date (until));
  return isg_fields_builder_end (builder);
}

static void
test_the_last_day_follows_the_date_unless_it_was_chosen (void)
{
  g_autoptr (IsgRules) rules = load_rules ();
  IsgRiskFacts facts = { .hazard_class = (char *) "high" };
  IsgDate moved = isg_date_new (2026, 12, 1);
  const struct {
    IsgDate until;
    IsgDate expected;
  } cases[] = {
    { ISG_DATE_NONE, isg_date_new (2030, 12, 1) },
    { isg_date_new (2030, 11, 23), isg_date_new (2030, 12, 1) },
    { isg_date_new (2028, 1, 1), isg_date_new (2028, 1, 1) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgFields) fields = dated (moved, cases[i].until);
    g_autoptr (IsgFields) filled = isg_risk_fill_date (rules, &facts, TODAY, fields);

    g_assert_cmpint (isg_value_date (isg_fields_get (filled, "valid_until")),
                     ==,
                     cases[i].expected);
  }
}

static void
test_a_copy_is_marked_and_takes_what_was_asked (void)
{
  g_autoptr (IsgRules) rules = load_rules ();
  Hazard hazard = { "4", NULL, "4", "1", 2, TRUE };
  g_autoptr (IsgFields) plain = row_new (&hazard);
  g_autoptr (IsgValue) measure = isg_value_new_text ("Paspas");
  g_autoptr (IsgFields) row = isg_fields_with (plain, "measure", measure);
  g_autoptr (IsgFields) bare = isg_risk_copy_row (rules, row, FALSE, FALSE);
  g_autoptr (IsgFields) full = isg_risk_copy_row (rules, row, TRUE, TRUE);
  g_autoptr (IsgFields) seen = isg_risk_look_at (full);

  g_assert_nonnull (isg_fields_get (bare, "hazard"));
  g_assert_null (isg_fields_get (bare, "measure"));
  g_assert_null (isg_fields_get (bare, "probability"));
  g_assert_cmpstr (isg_value_text (isg_fields_get (bare, "copied")), ==, "unread");
  g_assert_nonnull (isg_fields_get (full, "measure"));
  g_assert_nonnull (isg_fields_get (full, "after_severity"));
  /* Who, until when and whether it is done are each workplace's own. */
  g_assert_null (isg_fields_get (full, "due"));
  g_assert_null (isg_fields_get (full, "done_on"));
  g_assert_null (isg_fields_get (seen, "copied"));
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/risk-view/counts-are-of-the-present-state",
                   test_counts_are_of_the_present_state);
  g_test_add_func ("/risk-view/a-score-says-number-and-level", test_a_score_says_number_and_level);
  g_test_add_func ("/risk-view/the-plot-counts-each-cell-and-says-each-level",
                   test_the_plot_counts_each_cell_and_says_each_level);
  g_test_add_func ("/risk-view/three-factors-are-bars-by-level",
                   test_three_factors_are_bars_by_level);
  g_test_add_func ("/risk-view/an-assessment-holds-by-the-class",
                   test_an_assessment_holds_by_the_class);
  g_test_add_func ("/risk-view/the-last-day-follows-the-date-unless-it-was-chosen",
                   test_the_last_day_follows_the_date_unless_it_was_chosen);
  g_test_add_func ("/risk-view/a-copy-is-marked-and-takes-what-was-asked",
                   test_a_copy_is_marked_and_takes_what_was_asked);
  return g_test_run ();
}
