/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "isg-world.h"
#include "rules/isg-risk-method.h"
#include "support/isg-test.h"

/* The numbers of domain.md 4.6, written down anew and apart from the pack. */

static World *world;

static IsgDecimal
number (const char *text)
{
  IsgDecimal value = isg_decimal_from_int (0);

  g_assert_true (isg_decimal_parse (text, &value, NULL));
  return value;
}

static IsgFields *
make_row (const char *probability, const char *frequency, const char *severity)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  isg_fields_builder_set (builder, "probability", isg_value_new_decimal (number (probability)));
  if (frequency != NULL)
    isg_fields_builder_set (builder, "frequency", isg_value_new_decimal (number (frequency)));
  isg_fields_builder_set (builder, "severity", isg_value_new_decimal (number (severity)));
  return isg_fields_builder_end (builder);
}

static void
assert_level (const char *method_id, const char *score, const char *id)
{
  const IsgRiskMethod *method = isg_rules_risk_method (world->rules, method_id);
  const IsgRiskLevel *level = isg_risk_method_level (method, number (score));

  g_test_message ("%s: %s is %s", method_id, score, id);
  g_assert_nonnull (level);
  g_assert_cmpstr (isg_risk_level_id (level), ==, id);
}

static void
test_levels_begin_and_end_where_the_tables_say (void)
{
  static const struct {
    const char *method;
    const char *score;
    const char *level;
  } cases[] = {
    { "matrix_5x5", "1", "trivial" },
    { "matrix_5x5", "2", "low" },
    { "matrix_5x5", "6", "low" },
    { "matrix_5x5", "8", "medium" },
    { "matrix_5x5", "12", "medium" },
    { "matrix_5x5", "15", "high" },
    { "matrix_5x5", "16", "high" },
    { "matrix_5x5", "20", "high" },
    { "matrix_5x5", "25", "intolerable" },
    { "fine_kinney", "0.05", "trivial" },
    { "fine_kinney", "18", "trivial" },
    { "fine_kinney", "19.999", "trivial" },
    { "fine_kinney", "20", "low" },
    { "fine_kinney", "69.9", "low" },
    { "fine_kinney", "70", "medium" },
    { "fine_kinney", "199.9", "medium" },
    { "fine_kinney", "200", "high" },
    { "fine_kinney", "399.9", "high" },
    { "fine_kinney", "400", "intolerable" },
    { "fine_kinney", "10000", "intolerable" },
    { "checklist", "15", "high" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_level (cases[i].method, cases[i].score, cases[i].level);
}

static void
test_score_is_the_exact_product_of_picked_values (void)
{
  static const struct {
    const char *method;
    const char *p;
    const char *f;
    const char *s;
    const char *score; /* NULL: none */
  } cases[] = {
    { "matrix_5x5", "3", NULL, "4", "12" },       { "matrix_5x5", "5", NULL, "5", "25" },
    { "matrix_5x5", "3.0", NULL, "4", "12" },     { "matrix_5x5", "0", NULL, "4", NULL },
    { "matrix_5x5", "6", NULL, "4", NULL },       { "matrix_5x5", "2.5", NULL, "4", NULL },
    { "fine_kinney", "0.1", "0.5", "1", "0.05" }, { "fine_kinney", "0.1", "3", "7", "2.1" },
    { "fine_kinney", "0.2", "0.5", "15", "1.5" }, { "fine_kinney", "0.5", "0.5", "7", "1.75" },
    { "fine_kinney", "3", "3", "15", "135" },     { "fine_kinney", "10", "10", "100", "10000" },
    { "fine_kinney", "3", NULL, "15", NULL },     { "fine_kinney", "4", "3", "15", NULL },
    { "fine_kinney", "3", "5", "15", NULL },      { "fine_kinney", "3", "3", "14", NULL },
    { "checklist", "3", NULL, "4", "12" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const IsgRiskMethod *method = isg_rules_risk_method (world->rules, cases[i].method);
    g_autoptr (IsgFields) row = make_row (cases[i].p, cases[i].f, cases[i].s);
    IsgDecimal score = isg_decimal_from_int (-1);
    gboolean has = isg_risk_method_score (method, row, ISG_RISK_BEFORE, &score);
    g_autofree char *text = isg_decimal_to_string (score, 0);

    g_test_message ("%s %s %s %s", cases[i].method, cases[i].p, cases[i].f, cases[i].s);
    g_assert_cmpint (has, ==, cases[i].score != NULL);
    g_assert_cmpstr (text, ==, cases[i].score != NULL ? cases[i].score : "-1");
    g_assert_false (isg_risk_method_score (method, row, ISG_RISK_AFTER, NULL));
    g_assert_true ((isg_risk_method_row_level (method, row, ISG_RISK_BEFORE) != NULL) == has);
  }
}

static void
test_whole_numbers_of_older_records_count_as_well (void)
{
  const IsgRiskMethod *method = isg_rules_risk_method (world->rules, "matrix_5x5");
  g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) row = NULL;
  IsgDecimal score = isg_decimal_from_int (0);

  isg_fields_builder_set (builder, "after_probability", isg_value_new_integer (2));
  isg_fields_builder_set (builder, "after_severity", isg_value_new_integer (5));
  row = isg_fields_builder_end (g_steal_pointer (&builder));
  g_assert_true (isg_risk_method_score (method, row, ISG_RISK_AFTER, &score));
  g_assert_cmpint (isg_decimal_compare (score, isg_decimal_from_int (10)), ==, 0);
  g_assert_false (isg_risk_method_score (method, row, ISG_RISK_BEFORE, NULL));
  g_assert_false (isg_risk_method_score (method, NULL, ISG_RISK_BEFORE, NULL));
}

static void
test_values_are_those_of_the_tables (void)
{
  static const struct {
    const char *method;
    const char *field;
    const char *values;
  } cases[] = {
    { "matrix_5x5", "probability", "1 · 2 · 3 · 4 · 5" },
    { "matrix_5x5", "after_severity", "1 · 2 · 3 · 4 · 5" },
    { "fine_kinney", "probability", "0,1 · 0,2 · 0,5 · 1 · 3 · 6 · 10" },
    { "fine_kinney", "frequency", "0,5 · 1 · 2 · 3 · 6 · 10" },
    { "fine_kinney", "severity", "1 · 3 · 7 · 15 · 40 · 100" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const IsgRiskMethod *method = isg_rules_risk_method (world->rules, cases[i].method);
    const IsgRiskFactor *factor = isg_risk_method_factor (method, cases[i].field);
    g_autofree char *values = NULL;

    g_assert_nonnull (factor);
    values = isg_risk_factor_values_text (factor, ISG_LANGUAGE_TR);
    g_assert_cmpstr (values, ==, cases[i].values);
    g_assert_true (isg_risk_factor_find (factor, isg_decimal_from_int (1), NULL));
    g_assert_false (isg_risk_factor_find (factor, number ("0.3"), NULL));
  }
  g_assert_null (
    isg_risk_method_factor (isg_rules_risk_method (world->rules, "matrix_5x5"), "frequency"));
}

static void
test_limits_are_printed_with_their_edges (void)
{
  static const char *const fine_kinney[] = {
    "R ≥ 400", "200 ≤ R < 400", "70 ≤ R < 200", "20 ≤ R < 70", "R < 20",
  };
  static const char *const matrix[] = {
    "R = 25", "15 ≤ R ≤ 20", "8 ≤ R ≤ 12", "2 ≤ R ≤ 6", "R ≤ 1",
  };
  const char *const *expected[] = { fine_kinney, matrix };
  const char *ids[] = { "fine_kinney", "matrix_5x5" };

  for (guint i = 0; i < 2; i++) {
    GPtrArray *levels = isg_risk_method_levels (isg_rules_risk_method (world->rules, ids[i]));

    g_assert_cmpuint (levels->len, ==, 5);
    for (guint j = 0; j < levels->len; j++) {
      g_autofree char *text
        = isg_risk_level_limits (g_ptr_array_index (levels, j), ISG_LANGUAGE_TR);

      g_assert_cmpstr (text, ==, expected[i][j]);
      g_assert_cmpuint (isg_risk_level_rank (g_ptr_array_index (levels, j)), ==, 4 - j);
    }
  }
}

static void
test_formula_is_written_as_the_language_writes_numbers (void)
{
  const IsgRiskMethod *method = isg_rules_risk_method (world->rules, "fine_kinney");
  g_autoptr (IsgFields) row = make_row ("0.5", "3", "15");
  g_autofree char *tr = isg_risk_method_formula (method, row, ISG_RISK_BEFORE, ISG_LANGUAGE_TR);
  g_autofree char *en = isg_risk_method_formula (method, row, ISG_RISK_BEFORE, ISG_LANGUAGE_EN);

  g_assert_cmpstr (tr, ==, "O 0,5 × F 3 × Ş 15 = 22,5");
  g_assert_cmpstr (en, ==, "P 0.5 × F 3 × S 15 = 22.5");
  g_assert_null (isg_risk_method_formula (method, NULL, ISG_RISK_BEFORE, ISG_LANGUAGE_TR));
}

static void
test_only_the_checklist_goes_without_a_score (void)
{
  GPtrArray *methods = isg_rules_risk_methods (world->rules);

  g_assert_cmpuint (methods->len, ==, 3);
  for (guint i = 0; i < methods->len; i++) {
    const IsgRiskMethod *method = g_ptr_array_index (methods, i);

    g_assert_cmpint (isg_risk_method_needs_score (method),
                     ==,
                     !g_str_equal (isg_risk_method_id (method), "checklist"));
  }
  g_assert_null (isg_rules_risk_method (world->rules, "x_matrix"));
  g_assert_null (isg_rules_risk_method (world->rules, NULL));
}

static void
test_a_level_that_counts_as_high_asks_for_a_measure (void)
{
  GPtrArray *methods = isg_rules_risk_methods (world->rules);

  for (guint i = 0; i < methods->len; i++) {
    GPtrArray *levels = isg_risk_method_levels (g_ptr_array_index (methods, i));
    gboolean last = TRUE;

    g_assert_true (isg_risk_level_is_high (g_ptr_array_index (levels, 0)));
    for (guint j = 0; j < levels->len; j++) {
      const IsgRiskLevel *level = g_ptr_array_index (levels, j);

      if (isg_risk_level_is_high (level))
        g_assert_true (isg_risk_level_needs_measure (level));
      /* A graver level never asks for less. */
      g_assert_true (last || !isg_risk_level_needs_measure (level));
      last = isg_risk_level_needs_measure (level);
      g_assert_cmpstr (isg_risk_level_action (level, ISG_LANGUAGE_TR),
                       !=,
                       isg_risk_level_action (level, ISG_LANGUAGE_EN));
    }
  }
}

int
main (int argc, char **argv)
{
  int status = 0;

  isg_test_init (&argc, &argv);
  world = world_new ();
  g_test_add_func ("/risk-method/levels-begin-and-end-where-the-tables-say",
                   test_levels_begin_and_end_where_the_tables_say);
  g_test_add_func ("/risk-method/score-is-the-exact-product-of-picked-values",
                   test_score_is_the_exact_product_of_picked_values);
  g_test_add_func ("/risk-method/whole-numbers-of-older-records-count-as-well",
                   test_whole_numbers_of_older_records_count_as_well);
  g_test_add_func ("/risk-method/values-are-those-of-the-tables",
                   test_values_are_those_of_the_tables);
  g_test_add_func ("/risk-method/limits-are-printed-with-their-edges",
                   test_limits_are_printed_with_their_edges);
  g_test_add_func ("/risk-method/formula-is-written-as-the-language-writes-numbers",
                   test_formula_is_written_as_the_language_writes_numbers);
  g_test_add_func ("/risk-method/only-the-checklist-goes-without-a-score",
                   test_only_the_checklist_goes_without_a_score);
  g_test_add_func ("/risk-method/a-level-that-counts-as-high-asks-for-a-measure",
                   test_a_level_that_counts_as_high_asks_for_a_measure);
  status = g_test_run ();
  world_free (world);
  return status;
}
