/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "isg-world.h"
#include "rules/isg-checklist.h"
#include "rules/isg-risk-review.h"
#include "support/isg-test.h"

static World *world;
static char *workplace; /* (owned) */

/* A finding of @code at @path, or of that code nowhere when @path is NULL. */
static void
assert_found (IsgRecord *record, const char *path, const char *code, IsgSeverity severity)
{
  g_autoptr (GPtrArray) findings = world_check (world, record);
  const IsgFinding *finding = NULL;

  if (path == NULL) {
    for (guint i = 0; i < findings->len; i++)
      g_assert_cmpstr (isg_finding_code (g_ptr_array_index (findings, i)), !=, code);
    return;
  }
  finding = world_find (findings, path, code);
  g_assert_nonnull (finding);
  g_assert_cmpint (isg_finding_severity (finding), ==, severity);
}

static IsgRecord *
make_assessment (const char *method, const char *row, const char *more)
{
  g_autofree char *json = g_strdup_printf ("{'date':'2026-05-04','method':'%s','hazards':[{'hazard'"
                                           ":'Islak zemin','risk':"
                                           "'Düşme'%s}]%s}",
                                           method,
                                           row,
                                           more);

  return world_record (world, "risk_assessment", workplace, json);
}

#define BLOCK   ISG_SEVERITY_BLOCK
#define WARNING ISG_SEVERITY_WARNING
#define WRITTEN ",'measure':'Paspas','responsible':'Ali Çelik','due':'2026-06-01'"

/* clang-format off */
static const struct {
  const char *method;
  const char *row;
  const char *code;
  const char *path; /* NULL: no such finding */
  IsgSeverity severity;
} cases[] = {
  /* a score outside the method's values */
  { "matrix_5x5", ",'probability':3,'severity':2", "score_outside", NULL, BLOCK },
  { "matrix_5x5", ",'probability':0,'severity':2", "score_outside", "hazards[0].probability", BLOCK },
  { "matrix_5x5", ",'probability':6,'severity':2", "score_outside", "hazards[0].probability", BLOCK },
  { "matrix_5x5", ",'probability':2.5,'severity':2", "score_outside", "hazards[0].probability", BLOCK },
  { "matrix_5x5", ",'probability':3,'severity':7", "score_outside", "hazards[0].severity", BLOCK },
  { "matrix_5x5", ",'after_severity':15", "score_outside", "hazards[0].after_severity", BLOCK },
  { "fine_kinney", ",'probability':0.1,'frequency':0.5,'severity':100", "score_outside", NULL, BLOCK },
  { "fine_kinney", ",'probability':0.3,'frequency':0.5,'severity':100", "score_outside", "hazards[0].probability", BLOCK },
  { "fine_kinney", ",'probability':2,'frequency':0.5,'severity':100", "score_outside", "hazards[0].probability", BLOCK },
  { "fine_kinney", ",'probability':1,'frequency':4,'severity':100", "score_outside", "hazards[0].frequency", BLOCK },
  { "fine_kinney", ",'probability':1,'frequency':1,'severity':99", "score_outside", "hazards[0].severity", BLOCK },
  { "fine_kinney", ",'after_frequency':0", "score_outside", "hazards[0].after_frequency", BLOCK },
  { "checklist", ",'probability':0.5,'severity':2", "score_outside", "hazards[0].probability", BLOCK },
  /* a factor that the method does not have */
  { "matrix_5x5", ",'probability':3,'severity':2,'frequency':3", "score_unused", "hazards[0].frequency", WARNING },
  { "matrix_5x5", ",'after_frequency':3", "score_unused", "hazards[0].after_frequency", WARNING },
  { "fine_kinney", ",'probability':1,'frequency':3,'severity':3", "score_unused", NULL, WARNING },
  /* no score, or half of one */
  { "matrix_5x5", "", "score_missing", "hazards[0].probability", BLOCK },
  { "matrix_5x5", ",'probability':3", "score_missing", "hazards[0].severity", BLOCK },
  { "matrix_5x5", ",'probability':3,'severity':2,'after_severity':1", "score_missing", "hazards[0].after_probability", BLOCK },
  { "matrix_5x5", ",'probability':3,'severity':2", "score_missing", NULL, BLOCK },
  { "fine_kinney", ",'probability':3,'severity':3", "score_missing", "hazards[0].frequency", BLOCK },
  { "checklist", "", "score_missing", NULL, BLOCK },
  { "checklist", ",'severity':3", "score_missing", "hazards[0].probability", BLOCK },
  /* what the level asks for */
  { "matrix_5x5", ",'probability':3,'severity':2", "measure_needed", NULL, BLOCK },
  { "matrix_5x5", ",'probability':4,'severity':2", "measure_needed", "hazards[0].measure", BLOCK },
  { "matrix_5x5", ",'probability':5,'severity':5,'measure':'Paspas'", "measure_needed", "hazards[0].responsible", BLOCK },
  { "matrix_5x5", ",'probability':5,'severity':5,'measure':'Paspas'", "measure_needed", "hazards[0].due", BLOCK },
  { "matrix_5x5", ",'probability':5,'severity':5" WRITTEN, "measure_needed", NULL, BLOCK },
  { "fine_kinney", ",'probability':6,'frequency':3,'severity':3", "measure_needed", NULL, BLOCK },
  { "fine_kinney", ",'probability':10,'frequency':1,'severity':7", "measure_needed", "hazards[0].due", BLOCK },
  { "checklist", ",'probability':5,'severity':5", "measure_needed", "hazards[0].measure", BLOCK },
  { "checklist", "", "measure_needed", NULL, BLOCK },
  /* after the measure */
  { "matrix_5x5", ",'probability':3,'severity':4,'after_probability':4,'after_severity':3", "score_not_lower", "hazards[0].after_severity", WARNING },
  { "matrix_5x5", ",'probability':3,'severity':4,'after_probability':1,'after_severity':4", "score_not_lower", NULL, WARNING },
  { "fine_kinney", ",'probability':1,'frequency':1,'severity':3,'after_probability':0.5,'after_frequency':1,'after_severity':7", "score_not_lower", "hazards[0].after_severity", WARNING },
  { "matrix_5x5", ",'probability':3,'severity':4,'done_on':'2026-05-05'", "score_after", "hazards[0].after_probability", WARNING },
  { "matrix_5x5", ",'probability':3,'severity':4,'done_on':'2026-05-05','after_probability':1", "score_after", "hazards[0].after_severity", WARNING },
  { "matrix_5x5", ",'probability':3,'severity':4,'done_on':'2026-05-05','after_probability':1,'after_severity':4", "score_after", NULL, WARNING },
  { "matrix_5x5", ",'probability':3,'severity':4", "score_after", NULL, WARNING },
  { "checklist", ",'done_on':'2026-05-05'", "score_after", NULL, WARNING },
  { "matrix_5x5", ",'done_on':'2099-05-05'", "date_future", "hazards[0].done_on", BLOCK },
  /* the hierarchy */
  { "matrix_5x5", ",'measure_rank':'ppe'", "only_ppe", "hazards[0].measure_rank", WARNING },
  { "matrix_5x5", ",'measure_rank':'engineering'", "only_ppe", NULL, WARNING },
};
/* clang-format on */

static void
test_score_and_measure_are_judged_by_the_method (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgRecord) record = make_assessment (cases[i].method, cases[i].row, "");

    g_test_message ("%s %s: %s at %s",
                    cases[i].method,
                    cases[i].row,
                    cases[i].code,
                    cases[i].path != NULL ? cases[i].path : "no place");
    assert_found (record, cases[i].path, cases[i].code, cases[i].severity);
  }
}

static void
test_no_makes_a_hazard (void)
{
  static const struct {
    const char *answers;
    const char *row;
    const char *code;
    const char *path;
    IsgSeverity severity;
  } answered[] = {
    { "{'statement':'firin.kapak','answer':'no'}",
      "",
      "answer_without_hazard",
      "answers[0].statement",
      BLOCK },
    { "{'statement':'firin.kapak','answer':'no'}",
      ",'statement':'firin.kesme'",
      "answer_without_hazard",
      "answers[0].statement",
      BLOCK },
    { "{'statement':'firin.kapak','answer':'no'}",
      ",'statement':'firin.kapak'",
      "answer_without_hazard",
      NULL,
      BLOCK },
    { "{'statement':'firin.kapak','answer':'yes'}", "", "answer_without_hazard", NULL, BLOCK },
    { "{'statement':'firin.kapak','answer':'not_applicable'}",
      "",
      "answer_without_hazard",
      NULL,
      BLOCK },
    { "{'statement':'firin.kapak','answer':'yes'},{'statement':'firin.kapak','answer':'no'}",
      "",
      "answer_twice",
      "answers[1].statement",
      BLOCK },
    { "{'statement':'firin.eski','answer':'no'}",
      "",
      "statement_unknown",
      "answers[0].statement",
      WARNING },
    { "{'statement':'firin.eski','answer':'no'}", "", "answer_without_hazard", NULL, BLOCK },
    { "{'statement':'ortak.cikis','answer':'yes'}", "", "statement_unknown", NULL, WARNING },
    { "{'statement':'ortak.cikis'}", "", "required", "answers[0].answer", BLOCK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answered); i++) {
    g_autofree char *more = g_strdup_printf (",'answers':[%s]", answered[i].answers);
    g_autoptr (IsgRecord) record = make_assessment ("checklist", answered[i].row, more);

    g_test_message ("%s: %s", answered[i].answers, answered[i].code);
    assert_found (record, answered[i].path, answered[i].code, answered[i].severity);
  }
}

/* ---- review ---- */

static void
test_an_incident_after_it_opens_a_review (void)
{
  static const struct {
    const char *type;
    const char *when;
    gboolean due;
  } happened[] = {
    { "accident", "2026-05-05T08:00:00", TRUE },  { "near_miss", "2026-05-05T08:00:00", TRUE },
    { "disease", "2026-05-05T08:00:00", TRUE },   { "accident", "2026-05-04T08:00:00", FALSE },
    { "accident", "2026-05-03T08:00:00", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (happened); i++) {
    g_autoptr (World) own = world_new ();
    g_autofree char *place = g_strdup (world_add (own, "workplace", NULL, "{}"));
    g_autofree char *other = g_strdup (world_add (own, "workplace", NULL, "{}"));
    g_autofree char *json = g_strdup_printf ("{'incident_type':'%s','occurred_at':'%s'}",
                                             happened[i].type,
                                             happened[i].when);
    g_autoptr (IsgRecord) record
      = world_record (own, "risk_assessment", place, "{'date':'2026-05-04','method':'matrix_5x5'}");
    g_autoptr (IsgRecord) elsewhere
      = world_record (own, "risk_assessment", other, "{'date':'2026-05-04','method':'matrix_5x5'}");
    g_autoptr (GPtrArray) findings = NULL;
    g_autoptr (GPtrArray) findings_elsewhere = NULL;

    world_add (own, "incident", place, json);
    findings = world_check (own, record);
    findings_elsewhere = world_check (own, elsewhere);
    g_test_message ("%s", json);
    g_assert_cmpint (world_find (findings, "date", "review_due") != NULL, ==, happened[i].due);
    g_assert_null (world_find (findings_elsewhere, "date", "review_due"));
  }
}

static void
test_a_newer_assessment_has_looked_at_it (void)
{
  g_autoptr (World) own = world_new ();
  g_autofree char *place = g_strdup (world_add (own, "workplace", NULL, "{}"));
  g_autoptr (IsgRecord) record
    = world_record (own, "risk_assessment", place, "{'date':'2026-05-04','method':'matrix_5x5'}");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  world_add (own,
             "incident",
             place,
             "{'incident_type':'near_miss','occurred_at':'2026-06-01T08:00:00'}");
  before = world_check (own, record);
  g_assert_nonnull (world_find (before, "date", "review_due"));
  world_add (own, "risk_assessment", place, "{'date':'2026-06-02','method':'fine_kinney'}");
  after = world_check (own, record);
  g_assert_null (world_find (after, "date", "review_due"));
}

static void
test_the_newest_incident_is_the_cause (void)
{
  g_autoptr (GPtrArray) assessments
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);
  g_autoptr (GPtrArray) incidents
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);
  static const char *const days[] = { "2026-03-01", "2026-09-01", "2026-07-01" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autofree char *json
      = g_strdup_printf ("{'incident_type':'accident','occurred_at':'%sT10:00:00'}", days[i]);

    g_ptr_array_add (incidents, world_record (world, "incident", workplace, json));
  }
  g_ptr_array_add (incidents, world_record (world, "incident", workplace, "{}"));
  /* Without an assessment there is nothing to review. */
  g_assert_null (isg_risk_review_cause (world->rules, assessments, incidents));
  g_ptr_array_add (assessments,
                   world_record (world, "risk_assessment", workplace, "{'date':'2026-05-04'}"));
  g_assert_true (isg_risk_review_cause (world->rules, assessments, incidents)
                 == g_ptr_array_index (incidents, 1));
  g_ptr_array_add (assessments,
                   world_record (world, "risk_assessment", workplace, "{'date':'2026-09-01'}"));
  g_assert_null (isg_risk_review_cause (world->rules, assessments, incidents));
}

/* ---- code lists beside the definitions ---- */

static void
test_code_lists_say_what_the_definitions_say (void)
{
  const IsgCodeList *trades = isg_rules_code_list (world->rules, "checklist");
  const IsgCodeList *methods = isg_rules_code_list (world->rules, "risk_method");
  const IsgCodeList *ranks = isg_rules_code_list (world->rules, "measure_rank");

  g_assert_cmpuint (isg_code_list_size (trades), ==, isg_rules_checklists (world->rules)->len);
  for (guint i = 0; i < isg_code_list_size (trades); i++) {
    const IsgCode *code = isg_code_list_nth (trades, i);
    const IsgChecklist *list = isg_rules_checklist (world->rules, code->code);

    g_assert_nonnull (list);
    g_assert_cmpstr (isg_checklist_label (list, ISG_LANGUAGE_TR), ==, code->label_tr);
    g_assert_cmpstr (isg_checklist_label (list, ISG_LANGUAGE_EN), ==, code->label_en);
  }
  g_assert_cmpuint (isg_code_list_size (methods), ==, isg_rules_risk_methods (world->rules)->len);
  for (guint i = 0; i < isg_code_list_size (methods); i++) {
    const IsgCode *code = isg_code_list_nth (methods, i);
    const IsgRiskMethod *method = isg_rules_risk_method (world->rules, code->code);

    g_assert_nonnull (method);
    g_assert_cmpstr (isg_risk_method_label (method, ISG_LANGUAGE_TR), ==, code->label_tr);
    g_assert_cmpstr (isg_risk_method_label (method, ISG_LANGUAGE_EN), ==, code->label_en);
  }
  for (guint i = 0; i < isg_code_list_size (ranks); i++)
    g_assert_cmpstr (isg_code_list_nth (ranks, i)->code,
                     ==,
                     isg_measure_rank_code ((IsgMeasureRank) i));
}

int
main (int argc, char **argv)
{
  int status = 0;

  isg_test_init (&argc, &argv);
  world = world_new ();
  workplace = g_strdup (world_add (world, "workplace", NULL, "{}"));
  g_test_add_func ("/risk/score-and-measure-are-judged-by-the-method",
                   test_score_and_measure_are_judged_by_the_method);
  g_test_add_func ("/risk/no-makes-a-hazard", test_no_makes_a_hazard);
  g_test_add_func ("/risk/an-incident-after-it-opens-a-review",
                   test_an_incident_after_it_opens_a_review);
  g_test_add_func ("/risk/a-newer-assessment-has-looked-at-it",
                   test_a_newer_assessment_has_looked_at_it);
  g_test_add_func ("/risk/the-newest-incident-is-the-cause", test_the_newest_incident_is_the_cause);
  g_test_add_func ("/risk/code-lists-say-what-the-definitions-say",
                   test_code_lists_say_what_the_definitions_say);
  status = g_test_run ();
  g_free (workplace);
  world_free (world);
  return status;
}
