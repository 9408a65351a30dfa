/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "isg-world.h"
#include "rules/isg-risk-answer.h"
#include "support/isg-test.h"

static World *world;

/* Takes @record. */
static IsgRecord *
answer (IsgRecord *record, const char *id, const char *said)
{
  const IsgStatement *statement = isg_rules_statement (world->rules, id);
  IsgRecord *answered = NULL;

  g_assert_nonnull (statement);
  answered = isg_risk_answer (world->rules, record, statement, said, ISG_LANGUAGE_TR);
  g_assert_cmpstr (isg_risk_answer_of (answered, statement), ==, said);
  isg_record_unref (record);
  return answered;
}

static guint
n_hazards (IsgRecord *record)
{
  return isg_value_n_groups (isg_record_get (record, "hazards"));
}

static const char *
hazard_text (IsgRecord *record, guint row, const char *field)
{
  return isg_value_text (
    isg_fields_get (isg_value_group (isg_record_get (record, "hazards"), row), field));
}

static IsgRecord *
new_assessment (void)
{
  return world_record (world,
                       "risk_assessment",
                       NULL,
                       "{'date':'2026-05-04','method':'checklist','checklist':'firin'}");
}

static void
test_no_makes_a_hazard_row_and_only_one (void)
{
  g_autoptr (IsgRecord) record = new_assessment ();

  record = answer (g_steal_pointer (&record), "firin.kapak", "yes");
  g_assert_cmpuint (n_hazards (record), ==, 0);
  record = answer (g_steal_pointer (&record), "firin.kapak", "no");
  record = answer (g_steal_pointer (&record), "firin.kapak", "no");
  g_assert_cmpuint (n_hazards (record), ==, 1);
  g_assert_cmpstr (hazard_text (record, 0, "section"), ==, "Hamurhane");
  g_assert_cmpstr (hazard_text (record, 0, "hazard"), ==, "Dönen hamur yoğurma kolu");
  g_assert_cmpstr (hazard_text (record, 0, "risk"), ==, "El veya kol kapma, uzuv kaybı");
  g_assert_cmpstr (hazard_text (record, 0, "statement"), ==, "firin.kapak");
  /* Measure and scores are offered, never entered. */
  g_assert_null (hazard_text (record, 0, "measure"));
  g_assert_null (isg_record_lookup (record, "hazards[0].probability"));
  g_assert_cmpuint (isg_value_n_groups (isg_record_get (record, "answers")), ==, 1);
}

static void
test_row_goes_when_no_is_taken_back (void)
{
  static const char *const others[] = { "yes", "not_applicable", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (IsgRecord) record = new_assessment ();

    record = answer (g_steal_pointer (&record), "firin.baca", "no");
    record = answer (g_steal_pointer (&record), "firin.kapak", "no");
    record = answer (g_steal_pointer (&record), "firin.baca", others[i]);
    g_assert_cmpuint (n_hazards (record), ==, 1);
    g_assert_cmpstr (hazard_text (record, 0, "statement"), ==, "firin.kapak");
  }
}

static void
test_what_somebody_wrote_stays (void)
{
  g_autoptr (IsgRecord) record = new_assessment ();
  g_autoptr (IsgValue) measure = isg_value_new_text ("Kapak kilidi");
  g_autoptr (IsgValue) list = NULL;
  g_autoptr (IsgFields) row = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  IsgRecord *written = NULL;

  record = answer (g_steal_pointer (&record), "firin.kapak", "no");
  row
    = isg_fields_with (isg_value_group (isg_record_get (record, "hazards"), 0), "measure", measure);
  g_ptr_array_add (rows, row);
  list = isg_value_new_groups (rows);
  written = isg_record_with_value (record, "hazards", list);
  isg_record_unref (record);
  record = answer (written, "firin.kapak", "yes");
  g_assert_cmpuint (n_hazards (record), ==, 1);
  g_assert_cmpstr (hazard_text (record, 0, "measure"), ==, "Kapak kilidi");
}

static void
test_blank_is_not_counted (void)
{
  const IsgChecklist *list = isg_rules_checklist (world->rules, "firin");
  g_autoptr (IsgRecord) record = new_assessment ();

  g_assert_cmpuint (isg_risk_count_answers (record, list), ==, 0);
  record = answer (g_steal_pointer (&record), "firin.kapak", "no");
  record = answer (g_steal_pointer (&record), "ortak.cikis", "not_applicable");
  record = answer (g_steal_pointer (&record), "kasap.kiyma", "yes");
  g_assert_cmpuint (isg_risk_count_answers (record, list), ==, 2);
  record = answer (g_steal_pointer (&record), "ortak.cikis", NULL);
  g_assert_cmpuint (isg_risk_count_answers (record, list), ==, 1);
}

/* Walking a whole list with "no" leaves nothing that the answers themselves lack. */
static void
test_every_no_of_every_list_has_its_hazard (void)
{
  GPtrArray *lists = isg_rules_checklists (world->rules);

  for (guint i = 0; i < lists->len; i++) {
    GPtrArray *statements = isg_checklist_statements (g_ptr_array_index (lists, i));
    g_autoptr (IsgRecord) record = new_assessment ();
    g_autoptr (GPtrArray) findings = NULL;

    for (guint j = 0; j < statements->len; j++)
      record = answer (g_steal_pointer (&record),
                       isg_statement_id (g_ptr_array_index (statements, j)),
                       "no");
    g_assert_cmpuint (n_hazards (record), ==, statements->len);
    g_assert_cmpuint (isg_risk_count_answers (record, g_ptr_array_index (lists, i)),
                      ==,
                      statements->len);
    findings = world_check (world, record);
    for (guint j = 0; j < findings->len; j++) {
      const char *path = isg_finding_path (g_ptr_array_index (findings, j));

      g_assert_true (
        path == NULL
        || (!g_str_has_prefix (path, "answers") && !g_str_has_prefix (path, "hazards")));
    }
  }
}

int
main (int argc, char **argv)
{
  int status = 0;

  isg_test_init (&argc, &argv);
  world = world_new ();
  g_test_add_func ("/risk-answer/no-makes-a-hazard-row-and-only-one",
                   test_no_makes_a_hazard_row_and_only_one);
  g_test_add_func ("/risk-answer/row-goes-when-no-is-taken-back",
                   test_row_goes_when_no_is_taken_back);
  g_test_add_func ("/risk-answer/what-somebody-wrote-stays", test_what_somebody_wrote_stays);
  g_test_add_func ("/risk-answer/blank-is-not-counted", test_blank_is_not_counted);
  g_test_add_func ("/risk-answer/every-no-of-every-list-has-its-hazard",
                   test_every_no_of_every_list_has_its_hazard);
  status = g_test_run ();
  world_free (world);
  return status;
}
