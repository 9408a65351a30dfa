/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "isg-world.h"
#include "rules/isg-checklist.h"
#include "support/isg-test.h"

static World *world;

/* The trades that were promised, each with the code of domain.md 1.3.1 that a workplace of it has.
 */
static const struct {
  const char *id;
  const char *nace_now;
  const char *nace_2017;
} trades[] = {
  { "berber-kuafor", "96.21.02", "96.02.02" },
  { "firin", "10.71.02", "10.71.02" },
  { "kasap", "47.22.05", "47.22.01" },
  { "lokanta-kahvehane", "56.11.01", "56.30.02" },
  { "terzi", "14.21.04", "14.13.05" },
  { "marangoz", "16.23.99", "16.23.90" },
  { "kaynak-metal", "25.53.01", "25.62.02" },
  { "oto-tamir", "95.31.01", "45.20.06" },
  { "elektrik-tesisat", "43.21.01", "43.22.03" },
  { "kuru-temizleme", "96.10.03", "96.01.04" },
  { "bakkal-manav", "47.11.01", "47.21.01" },
};

static void
test_each_trade_has_its_list_and_is_offered_it (void)
{
  g_assert_cmpuint (isg_rules_checklists (world->rules)->len, ==, G_N_ELEMENTS (trades));
  for (guint i = 0; i < G_N_ELEMENTS (trades); i++) {
    const IsgChecklist *list = isg_rules_checklist (world->rules, trades[i].id);

    g_test_message ("%s", trades[i].id);
    g_assert_nonnull (list);
    g_assert_true (isg_rules_checklist_for (world->rules, trades[i].nace_now) == list);
    g_assert_true (isg_rules_checklist_for (world->rules, trades[i].nace_2017) == list);
    g_assert_cmpuint (isg_checklist_n_own (list), >=, 15);
  }
  g_assert_null (isg_rules_checklist_for (world->rules, "74.20.22"));
  g_assert_null (isg_rules_checklist_for (world->rules, "10.7"));
  g_assert_null (isg_rules_checklist_for (world->rules, NULL));
}

static void
test_every_trade_shares_what_holds_everywhere (void)
{
  const IsgStatement *shared = isg_rules_statement (world->rules, "ortak.cikis");
  GPtrArray *lists = isg_rules_checklists (world->rules);

  g_assert_nonnull (shared);
  for (guint i = 0; i < lists->len; i++) {
    GPtrArray *statements = isg_checklist_statements (g_ptr_array_index (lists, i));

    g_assert_true (g_ptr_array_find (statements, shared, NULL));
    g_assert_cmpuint (statements->len, >, isg_checklist_n_own (g_ptr_array_index (lists, i)));
  }
  /* A part of other lists is no trade. */
  g_assert_nonnull (isg_rules_checklist (world->rules, "ortak"));
  g_assert_false (g_ptr_array_find (lists, isg_rules_checklist (world->rules, "ortak"), NULL));
}

/* A plain sentence: a capital letter, a full stop at its end, short enough to be read at a glance.
 */
static void
assert_sentence (const char *text)
{
  g_test_message ("%s", text);
  g_assert_true (g_unichar_isupper (g_utf8_get_char (text)) || g_ascii_isdigit (*text));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 110);
}

static void
test_statements_are_whole_sentences_in_both_languages (void)
{
  GPtrArray *lists = isg_rules_checklists (world->rules);

  for (guint i = 0; i < lists->len; i++) {
    GPtrArray *statements = isg_checklist_statements (g_ptr_array_index (lists, i));

    for (guint j = 0; j < statements->len; j++) {
      const IsgStatement *statement = g_ptr_array_index (statements, j);

      for (guint k = 0; k < 2; k++) {
        IsgLanguage language = k == 0 ? ISG_LANGUAGE_TR : ISG_LANGUAGE_EN;

        assert_sentence (isg_statement_affirmative (statement, language));
        assert_sentence (isg_statement_negative (statement, language));
        g_assert_cmpstr (isg_statement_section (statement, language), !=, "");
      }
      g_assert_cmpstr (isg_statement_affirmative (statement, ISG_LANGUAGE_TR),
                       !=,
                       isg_statement_affirmative (statement, ISG_LANGUAGE_EN));
      g_assert_cmpstr (isg_statement_hazard (statement, ISG_LANGUAGE_TR),
                       !=,
                       isg_statement_hazard (statement, ISG_LANGUAGE_EN));
      g_assert_cmpstr (isg_statement_source (statement), !=, "");
      g_assert_true (isg_rules_statement (world->rules, isg_statement_id (statement)) == statement);
    }
  }
}

static void
test_no_sentence_stands_in_two_lists (void)
{
  GPtrArray *lists = isg_rules_checklists (world->rules);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lists->len; i++) {
    const IsgChecklist *list = g_ptr_array_index (lists, i);

    for (guint j = 0; j < isg_checklist_n_own (list); j++) {
      const IsgStatement *statement = g_ptr_array_index (isg_checklist_statements (list), j);
      const char *text = isg_statement_affirmative (statement, ISG_LANGUAGE_TR);

      g_test_message ("%s", text);
      g_assert_true (g_hash_table_add (seen, (gpointer) text));
    }
  }
}

static void
test_measures_go_from_the_source_to_the_person (void)
{
  GPtrArray *lists = isg_rules_checklists (world->rules);

  for (guint i = 0; i < lists->len; i++) {
    GPtrArray *statements = isg_checklist_statements (g_ptr_array_index (lists, i));

    for (guint j = 0; j < statements->len; j++) {
      const IsgStatement *statement = g_ptr_array_index (statements, j);
      IsgMeasureRank last = ISG_MEASURE_ELIMINATE;

      g_test_message ("%s", isg_statement_id (statement));
      g_assert_cmpuint (isg_statement_n_measures (statement), >=, 2);
      /* Protective equipment alone is no answer (Risk Yön. m.10). */
      g_assert_cmpint (isg_statement_measure_rank (statement, 0), <, ISG_MEASURE_PPE);
      for (guint k = 0; k < isg_statement_n_measures (statement); k++) {
        g_assert_cmpint (isg_statement_measure_rank (statement, k), >=, last);
        last = isg_statement_measure_rank (statement, k);
        g_assert_cmpstr (isg_statement_measure (statement, k, ISG_LANGUAGE_TR),
                         !=,
                         isg_statement_measure (statement, k, ISG_LANGUAGE_EN));
      }
    }
  }
}

static void
assert_scored (const IsgStatement *statement, const IsgRiskMethod *method)
{
  GPtrArray *factors = isg_risk_method_factors (method);
  IsgDecimal score = isg_decimal_from_int (1);

  for (guint i = 0; i < factors->len; i++) {
    IsgDecimal value = isg_decimal_from_int (0);

    g_assert_true (isg_statement_score (statement, method, g_ptr_array_index (factors, i), &value));
    g_assert_true (isg_risk_factor_find (g_ptr_array_index (factors, i), value, NULL));
    g_assert_true (isg_decimal_multiply (score, value, &score));
  }
  g_assert_nonnull (isg_risk_method_level (method, score));
}

static void
test_first_scores_are_values_of_every_method (void)
{
  GPtrArray *lists = isg_rules_checklists (world->rules);
  GPtrArray *methods = isg_rules_risk_methods (world->rules);

  for (guint i = 0; i < lists->len; i++) {
    GPtrArray *statements = isg_checklist_statements (g_ptr_array_index (lists, i));

    for (guint j = 0; j < statements->len; j++)
      for (guint k = 0; k < methods->len; k++)
        assert_scored (g_ptr_array_index (statements, j), g_ptr_array_index (methods, k));
  }
}

int
main (int argc, char **argv)
{
  int status = 0;

  isg_test_init (&argc, &argv);
  world = world_new ();
  g_test_add_func ("/checklist/each-trade-has-its-list-and-is-offered-it",
                   test_each_trade_has_its_list_and_is_offered_it);
  g_test_add_func ("/checklist/every-trade-shares-what-holds-everywhere",
                   test_every_trade_shares_what_holds_everywhere);
  g_test_add_func ("/checklist/statements-are-whole-sentences-in-both-languages",
                   test_statements_are_whole_sentences_in_both_languages);
  g_test_add_func ("/checklist/no-sentence-stands-in-two-lists",
                   test_no_sentence_stands_in_two_lists);
  g_test_add_func ("/checklist/measures-go-from-the-source-to-the-person",
                   test_measures_go_from_the_source_to_the_person);
  g_test_add_func ("/checklist/first-scores-are-values-of-every-method",
                   test_first_scores_are_values_of_every_method);
  status = g_test_run ();
  world_free (world);
  return status;
}
