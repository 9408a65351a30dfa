/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "isg-world.h"
#include "rules/isg-dataset-def.h"
#include "rules/isg-json.h"
#include "rules/isg-pack-source.h"
#include "rules/isg-rules.h"
#include "support/isg-test.h"

static void
assert_refused (const char *dir, int code, const char *file, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_rules_load (dir, &error);

  g_test_message ("%s", error != NULL ? error->message : "loaded");
  g_assert_null (rules);
  g_assert_error (error, ISG_RULES_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, file));
  g_assert_nonnull (strstr (error->message, said));
}

/* clang-format off */
static const struct {
  const char *file;
  const char *find;
  const char *replace;
  const char *said; /* place and reason */
} mutations[] = {
  /* the manifest */
  { "pack.json", "\"version\"", "\"versoin\"", "version: missing" },
  { "pack.json", "\"issued\": \"2026-11-01\"", "\"issued\": \"1.11.2026\"", "issued: a date" },
  { "pack.json", "\"engine\": 1", "\"engine\": \"1\"", "engine: a number" },
  { "pack.json", "\"engine\": 1", "\"engine\": 1, \"more\": 1", "more: unknown member" },
  { "pack.json", "\"kinds/workplace.json\",", "\"kinds/workplace.json\", \"kinds/workplace.json\",", "files: listed twice" },
  { "pack.json", "\"kinds/workplace.json\",", "\"kinds/workplace.json\", \"../secret.json\",", "files: this engine reads no such file" },
  { "pack.json", "\"kinds/workplace.json\",", "\"kinds/workplace.json\", \"kinds/sub/x.json\",", "files: this engine reads no such file" },
  { "pack.json", "\"kinds/workplace.json\",", "\"kinds/workplace.json\", \"plugins/x.json\",", "files: this engine reads no such file" },
  { "pack.json", "\"kinds/workplace.json\",", "\"kinds/workplace.json\", 7,", "files[1]: a string" },
  { "pack.json", "}", "", "not JSON: line" },
  /* kinds */
  { "kinds/training.json", "\"id\": \"training\"", "\"id\": \"trainings\"", "id: it is to be called as its file" },
  { "kinds/training.json", "\"sent\": true", "\"sent\": \"yes\"", "sent: true or false" },
  { "kinds/training.json", "\"sent\": true", "\"sent\": true, \"colour\": \"red\"", "colour: unknown member" },
  { "kinds/training.json", "\"signer\": \"professional\",", "", "signer: missing" },
  { "kinds/training.json", "\"signer\": \"professional\"", "\"signer\": \"place\"", "signer: a field of another type" },
  { "kinds/training.json", "\"date\": \"date\"", "\"date\": \"day\"", "date: there is no such field: day" },
  { "kinds/training.json", "{topics:count:konu:konu}", "{subjects:count:konu:konu}", "title: subjects leads nowhere" },
  { "kinds/training.json", "{topics:count:konu:konu}", "{topics", "title: a { without }" },
  { "kinds/training.json", "{topics:count:konu:konu}", "{topics.code}", "title: a list can only be counted" },
  { "kinds/training.json", "\"type\": \"date\"", "\"type\": \"day\"", "fields[0].type: unknown: day" },
  { "kinds/training.json", "\"obligation\": \"required\"", "\"obligation\": \"must\"", "fields[0].obligation: unknown: must" },
  { "kinds/training.json", "\"obligation\": \"required\"", "\"obligation\": \"conditional\"", "fields[0].required_when" },
  { "kinds/training.json", "\"source\": \"İBYS eğitim veri seti, egitimTarihi (wire.md 2.2)\"", "\"source\": \"\"", "fields[0].source: empty" },
  { "kinds/training.json", "\"source\": \"İBYS eğitim veri seti, egitimTarihi (wire.md 2.2)\"", "\"sauce\": \"x\"", "fields[0].source: missing" },
  { "kinds/training.json", "\"section\": \"when_where\"", "\"section\": \"where\"", "fields[0].section: there is no such section" },
  { "kinds/training.json", "\"id\": \"place\",", "\"id\": \"date\",", "fields[3].id: stands twice: date" },
  { "kinds/training.json", "\"id\": \"place\",", "\"id\": \"Place\",", "fields[3].id: small letters" },
  { "kinds/training.json", "\"id\": \"place\",", "\"id\": \"workplace\",", "fields[3].id: this name stands for" },
  { "kinds/training.json", "\"codes\": \"place\"", "\"codes\": \"places\"", "fields[3].codes: there is no such code list: places" },
  { "kinds/training.json", "\"kind\": \"professional\"", "\"kind\": \"expert\"", "fields[1].kind: there is no such kind: expert" },
  { "kinds/training.json", "\"default_from\": \"professional.national_id\"", "\"default_from\": \"professional.number\"", "fields[2].default_from: professional.number leads nowhere" },
  { "kinds/training.json", "\"max\": \"1440\"", "\"max\": \"0.5\"", "fields[5].fields[1].max: less than min" },
  { "kinds/training.json", "\"max\": \"1440\"", "\"max\": \"many\"", "fields[5].fields[1].max: a number" },
  { "kinds/training.json", "\"missing\": \"no_topic\"", "\"missing\": \"no_subject\"", "fields[5].missing: there is no text finding.no_subject" },
  { "kinds/training.json", "\"tr\": \"Tarih\",", "", "fields[0].label.tr: missing" },
  { "kinds/training.json", "\"tr\": \"Tarih\",", "\"tr\": \"Tarih\", \"de\": \"Datum\",", "fields[0].label.de: unknown member" },
  { "kinds/training.json", "\"max_length\": 20,", "", "fields[2].max_length: missing" },
  { "kinds/training.json", "\"max_length\": 20,", "\"max_length\": 0,", "fields[2].max_length: a whole number from 1" },
  { "kinds/training.json", "\"check\": \"date_not_future\"", "\"check\": \"date_not_past\"", "checks[0].check: this engine has no such check" },
  { "kinds/training.json", "\"path\": \"date\",", "\"path\": \"day\",", "checks[0].path: day leads nowhere" },
  { "kinds/training.json", "\"path\": \"date\",", "\"other\": \"date\",", "checks[0].path: missing" },
  { "kinds/training.json", "\"code\": \"date_future\"", "\"code\": \"future\"", "checks[0].code: there is no text finding.future" },
  { "kinds/training.json", "\"grade\": \"block\"", "\"grade\": \"fatal\"", "checks[0].grade: unknown: fatal" },
  { "kinds/training.json", "\"key\": \"professional\"", "\"key\": \"person\"", "checks[1].key: assignment has no such field" },
  { "kinds/training.json", "\"kind\": \"assignment\"", "\"kind\": \"contract\"", "there is no such kind to look at" },
  { "kinds/training.json", "\"low\",\n          \"high\",\n          \"very_high\"", "\"low\", \"low\"", "stands twice: low" },
  { "kinds/training.json", "\"very_high\"", "\"highest\"", "there is no such code: highest" },
  { "kinds/training.json", "\"since\": \"2026-04-02\"", "\"since\": \"2026-13-02\"", "checks[3].since: a date" },
  { "kinds/training.json", "\"term\": \"training.basic.hours\"", "\"term\": \"training.hours\"", "checks[5].term: there is no term" },
  { "kinds/training.json", "\"active_from\": \"start_date\"", "\"active_from\": \"begin\"", "checks[8].active_from: employee has no such field" },
  { "kinds/training.json", "\"workplace.hazard_class\"", "\"workplace.danger\"", "workplace.danger leads nowhere" },
  { "kinds/professional.json", "\"equals\": \"specialist\"", "\"equals\": \"baker\"", "required_when.in: there is no such code: baker" },
  { "kinds/professional.json", "\"field\": \"role\"", "\"field\": \"rank\"", "required_when.field: there is no such field: rank" },
  { "kinds/professional.json", "\"unique_key\": \"national_id\"", "\"unique_key\": \"role\"", "unique_key: a field of another type" },
  { "kinds/workplace.json", "\"2017\": \"nace-2017\"", "\"2018\": \"nace-2017\"", "codes_by.lists.2018" },
  { "kinds/workplace.json", "\"2017\": \"nace-2017\"", "\"2017\": \"nace-2018\"", "there is no such code list: nace-2018" },
  { "kinds/workplace.json", "\"column\": \"successor\"", "\"column\": \"heir\"", "column: there is no such column: heir" },
  { "kinds/workplace.json", "\"fields\": [", "\"fields\": [7,", "fields[0]: an object is expected" },
  { "kinds/health_exam.json", "\"id\": \"blood_group\",", "\"id\": \"blood_group\", \"search\": true,", "search: what is sealed is not searched" },
  { "kinds/health_exam.json", "\"date\": \"exam_date\"", "\"date\": \"tetanus_date\"", "date: a sealed field cannot play this part" },
  { "kinds/health_exam.json", "Muayene · {employee.given_name}", "Muayene · {blood_group}", "title: a sealed field stands in no title" },
  { "kinds/health_exam.json", "\"any\": [\n        \"conditions\",", "\"any\": [\n        \"requirements\",", "any: requirements leads nowhere" },
  { "kinds/health_exam.json", "\"exam_type\": [\n          \"entry\"", "\"exam_type\": [\n          \"yearly\"", "when.exam_type: there is no such code: yearly" },
  { "kinds/incident.json", "\"seen\": [\n          \"true\"", "\"seen\": [\n          \"yes\"", "when.seen: there is no such code: yes" },
  { "kinds/health_exam.json", "\"column\": \"alone\"", "\"column\": \"lonely\"", "column: there is no such column: lonely" },
  { "kinds/risk_assessment.json", "\"key\": \"incident_type\"", "\"key\": \"kind\"", "key: incident has no such field" },
  { "kinds/risk_assessment.json", "\"key\": \"incident_type\"", "\"key\": \"place\"", "key: a field with codes is expected" },
  { "kinds/risk_assessment.json", "\"kind\": \"incident\",\n      \"key\"", "\"kind\": \"event\",\n      \"key\"", "kind: there is no such kind with a day: event" },
  { "kinds/risk_assessment.json", "\"hazards.responsible\"", "\"hazards.person\"", "person" },
  /* announcements */
  { "announcements/circulars.json", "\"date\": \"2018-02-27\"", "\"date\": \"27.2.2018\"", "announcements[0].date: a date" },
  { "announcements/circulars.json", "\"id\": \"genelge-2018-1\"", "\"id\": \"Genelge 2018\"", "announcements[0].id: small letters" },
  { "announcements/circulars.json", "\"id\": \"genelge-2018-1\",", "\"id\": \"genelge-2018-1\", \"link\": \"x\",", "announcements[0].link: unknown member" },
  { "announcements/circulars.json", "\"title\"", "\"titel\"", "announcements[0].title: missing" },
  /* code lists */
  { "codes/place.tsv", "# source: ", "# ", "line 1" },
  { "codes/place.tsv", "; date: 2026-11-01", "", "line 1: the first line is" },
  { "codes/place.tsv", "date: 2026-11-01", "date: 2026-11-31", "line 1: this is not understood" },
  { "codes/place.tsv", "label_en", "label_de", "line 2: column 3 is to be label_en" },
  { "codes/place.tsv", "rows: 2", "rows: 3", "line 4: 3 rows are announced, there are 2" },
  { "codes/place.tsv", "rows: 2", "rows: two", "line 1: this is not understood" },
  { "codes/place.tsv", "; rows: 2", "", "line 1: the first line is" },
  { "codes/place.tsv", "outside\t", "inside\t", "line 4: the code stands twice: inside" },
  { "codes/place.tsv", "Outside", "", "line 4: label_en is empty" },
  { "codes/place.tsv", "yes", "true", "line 3: active is yes or no" },
  { "codes/place.tsv", "yes\t\t", "yes\t\t\t", "line 3: 6 columns are expected, there are 7" },
  { "codes/place.tsv", "yes\t\t", "yes\t2026-02-30\t", "line 3: a date" },
  { "codes/place.tsv", "yes\t\t", "yes\t2026-02-03\t2026-02-01", "line 3: valid_to lies before" },
  { "codes/place.tsv", "In the workplace", "In the work\xffplace", "lines of UTF-8" },
  { "codes/place.tsv", "\n", "\r\n", "lines of UTF-8" },
  { "codes/place.tsv", "label_en", "label_en\r", "lines of UTF-8" },
  /* terms */
  { "terms/training.json", "\"unit\": \"lesson_hour\"", "\"unit\": \"fortnight\"", "terms[0].unit: unknown: fortnight" },
  { "terms/training.json", "\"value\": \"8\"", "\"value\": \"eight\"", "terms[0].value" },
  { "terms/training.json", "\"hazard_class\": \"low\"", "\"hazard_class\": \"mild\"", "terms[0].hazard_class: unknown: mild" },
  { "terms/training.json", "\"valid_to\": \"2026-04-01\"", "\"valid_to\": \"2026-04-02\"", "terms[1]: holds together with training-basic-low-2013" },
  { "terms/training.json", "\"valid_to\": \"2026-04-01\"", "\"valid_to\": \"2013-05-14\"", "terms[0].valid_to: before valid_from" },
  { "terms/training.json", "\"id\": \"training-basic-low-2026\"", "\"id\": \"training-basic-low-2013\"", "terms[1].id: stands twice" },
  { "terms/training.json", "\"article\": \"Eğitim Yön. m.11\",", "", "terms[0].article: missing" },
  { "terms/service.json", "\"size_max\": 49", "\"size_max\": 9", "size_max: less than size_min" },
  { "terms/training.json", "\"opens\": \"training\"", "\"opens\": \"course\"", "due[0].opens: there is no such kind: course" },
  { "terms/training.json", "\"term\": \"training.induction.hours\"", "\"term\": \"training.hours\"", "due[0].term: there is no term of that topic: training.hours" },
  { "terms/training.json", "\"date\": \"start_date\"", "\"date\": \"begin\"", "due[0].base.date: begin leads nowhere: there is no such field" },
  { "terms/training.json", "\"date\": \"start_date\"", "\"date\": \"a.b.c\"", "due[0].base.date: a.b.c leads nowhere: one or two steps" },
  { "terms/training.json", "\"kind\": \"employee\"", "\"kind\": \"person\"", "due[0].base.kind: there is no such kind: person" },
  { "terms/training.json", "\"kind\": \"employee\"", "\"kind\": \"professional\"", "due[0].base.kind: its records belong to no workplace" },
  { "terms/training.json", "\"since\": \"base\"", "\"since\": \"then\"", "due[0].done.since: unknown: then" },
  { "terms/training.json", "\"amount\": \"topics.minutes\"", "\"amount\": \"topics.code\"", "due[1].hours.amount: topics.code leads nowhere: only numbers" },
  { "terms/training.json", "\"amount\": \"topics.minutes\"", "\"amount\": \"topics\"", "due[1].hours.amount: topics leads nowhere: a list has no value" },
  { "terms/training.json", "\"together\": \"training.together\"", "\"apart\": \"training.together\"", "due[1].hours.together: missing" },
  { "terms/training.json", "\"id\": \"training-basic\",", "\"id\": \"training-induction\",", "due[1].id: stands twice: training-induction" },
  { "terms/exam.json", "\"replaces\": \"exam-periodic\"", "\"replaces\": \"exam-yearly\"", "due[2].replaces: there is no such rule: exam-yearly" },
  { "terms/exam.json", "\"topic\": \"exam\",", "\"topic\": \"exams\",", "due[0].topic: unknown: exams" },
  { "terms/exam.json", "\"article\": \"6331 m.15\",", "", "due[0].article: missing" },
  { "terms/papers.json", "\"month\": 1,", "\"month\": 2,", "due[0].yearly.day: no such day" },
  { "terms/papers.json", "\"year\": \"year\"", "\"age\": \"year\"", "due[0].yearly.year: missing" },
  { "terms/calendar.json", "\"saturday\"", "\"caturday\"", "calendar.weekend: unknown: caturday" },
  { "terms/calendar.json", "\"hazard_class\": \"hazard_class\"", "\"hazard_class\": \"danger\"", "calendar.hazard_class: there is no such field" },
  { "terms/calendar.json", "\"people\": \"employee\"", "\"people\": \"worker\"", "calendar.people: there is no such kind: worker" },
  { "terms/holidays.json", "\"date\": \"2024-01-01\"", "\"date\": \"2023-01-01\"", "holidays[0].days[0].date: a day of 2024 is expected" },
  { "terms/holidays.json", "\"year\": 2025", "\"year\": 2024", "holidays[1].year: stands twice: 2024" },
  { "terms/duties.json", "{employees:count:employee:employees}", "{employees", "duties[0].text: a { without" },
  { "terms/duties.json", "\"article\": \"6331 m.9\",", "", "duties[0].article: missing" },
  { "terms/duties.json", "\"term\": \"service.specialist.minutes\"", "\"term\": \"service.minutes\"", "term: there is no term of that topic: service.minutes" },
  /* texts */
  { "texts/findings.json", "{field} boş. {hint}", "{field boş. {hint}", "finding.required.tr: a { without }" },
  { "texts/findings.json", "{field} boş. {hint}", "{field:loud} boş.", "finding.required.tr: a place with an unknown format" },
  { "texts/findings.json", "\"finding.required\":", "\"finding.needed\":", "there is no text finding.required" },
  { "texts/findings.json", "\"en\": \"{field} is empty. {hint}\"", "\"en\": \"\"", "finding.required.en: empty" },
  { "texts/gates.json", "\"gate.NETWORK.button\":", "\"state.QUEUED.badge\":", "stands twice: state.QUEUED.badge" },
  /* risk methods */
  { "risk-methods/matrix_5x5.json", "\"id\": \"matrix_5x5\"", "\"id\": \"matrix\"", "id: it is to be called as its file" },
  { "risk-methods/matrix_5x5.json", "\"score\": \"required\"", "\"score\": \"always\"", "score: unknown: always" },
  { "risk-methods/matrix_5x5.json", "\"value\": \"2\"", "\"value\": \"1\"", "factors[0].values[1].value: not more than" },
  { "risk-methods/matrix_5x5.json", "\"value\": \"1\"", "\"value\": \"0\"", "factors[0].values[0].value: a number above 0" },
  { "risk-methods/matrix_5x5.json", "\"after\": \"after_probability\"", "\"after\": \"probability\"", "factors[0].field: stands twice: probability" },
  { "risk-methods/matrix_5x5.json", "\"field\": \"severity\"", "\"field\": \"probability\"", "factors[1].field: stands twice: probability" },
  { "risk-methods/matrix_5x5.json", "\"from\": \"15\"", "\"from\": \"16\"", "levels: the score 15 lies in 0 levels" },
  { "risk-methods/matrix_5x5.json", "\"to\": \"20\"", "\"to\": \"25\"", "levels: the score 25 lies in 2 levels" },
  { "risk-methods/matrix_5x5.json", "\"to\": \"12\"", "\"to\": \"15\"", "levels: the score 15 lies in 2 levels" },
  { "risk-methods/matrix_5x5.json", "\"to\": \"12\"", "\"to\": \"12\", \"below\": \"13\"", "levels[2].to: stands beside" },
  { "risk-methods/matrix_5x5.json", "\"id\": \"low\"", "\"id\": \"high\"", "levels[3].id: stands twice: high" },
  { "risk-methods/fine_kinney.json", "\"below\": \"400\"", "\"to\": \"400\"", "levels: the score 400 lies in 2 levels" },
  { "risk-methods/fine_kinney.json", "\"below\": \"400\"", "\"to\": \"405\"", "levels: the score 400 lies in 2 levels" },
  { "risk-methods/fine_kinney.json", "\"from\": \"400\"", "\"from\": \"99999\"", "levels: the score" },
  { "risk-methods/fine_kinney.json", "\"value\": \"0.1\"", "\"value\": \"a tenth\"", "factors[0].values[0].value: a number" },
  { "risk-methods/fine_kinney.json", "\"value\": \"0.1\"", "\"value\": \"0.3\"", "factors[0].values[1].value: not more than" },
  { "risk-methods/checklist.json", "\"scored_by\": \"matrix_5x5\"", "\"scored_by\": \"matrix_6x6\"", "scored_by: there is no such method" },
  { "risk-methods/checklist.json", "\"scored_by\": \"matrix_5x5\"", "\"scored_by\": \"matrix_5x5\", \"levels\": []", "levels: unknown member" },
  /* checklists */
  { "checklists/firin.json", "\"id\": \"firin\"", "\"id\": \"bakery\"", "id: it is to be called as its file" },
  { "checklists/firin.json", "\"section\": \"hamur\"", "\"section\": \"dough\"", "statements[0].section: there is no such section" },
  { "checklists/firin.json", "\"id\": \"firin.kesme\"", "\"id\": \"firin.kapak\"", "statements[1].id: stands twice" },
  { "checklists/firin.json", "\"id\": \"firin.kesme\"", "\"id\": \"ortak.pano\"", "statements[1].id: stands twice" },
  { "checklists/firin.json", "\"rank\": \"engineering\"", "\"rank\": \"ppe\"", "statements[0].measures[1].rank: administrative comes before ppe" },
  { "checklists/firin.json", "\"rank\": \"engineering\"", "\"rank\": \"magic\"", "statements[0].measures[0].rank: unknown: magic" },
  { "checklists/firin.json", "\"severity\": \"40\"", "\"severity\": \"41\"", "scores.fine_kinney.severity: a value that the method does not have" },
  { "checklists/firin.json", "\"severity\": \"5\"", "\"severity\": \"6\"", "scores.matrix_5x5.severity: a value that the method does not have" },
  { "checklists/firin.json", "\"frequency\": \"6\",", "", "scores.fine_kinney.frequency: missing" },
  { "checklists/firin.json", "\"en\": \"The dough mixer stops when its cover is opened.\"", "\"en\": \"\"", "statements[0].affirmative.en: empty" },
  { "checklists/firin.json", "The dough mixer turns with its cover open.", "The dough mixer stops when its cover is opened.", "statements: stands twice" },
  { "checklists/firin.json", "\"with\": [\n    \"ortak\"\n  ]", "\"with\": [\"terzi\"]", "with: there is no such list before" },
  { "checklists/firin.json", "\"10.71\"", "\"1071\"", "nace: 99.99 or 99.99.99 is expected" },
  { "checklists/firin.json", "\"10.71\"", "\"96.02.03\"", "nace: another list is offered for 96.02.03" },
  { "checklists/firin.json", "\"10.71\"", "", "nace: a list that is offered names its activities" },
  /* data sets; more of them in the tests of src/dataset */
  { "datasets/training-ibys-soap-list.json", "\"kind\": \"training\"", "\"kind\": \"course\"", "course" },
  { "datasets/training-ibys-soap-list.json", "\"topics.minutes\"", "\"topics.seconds\"", "seconds" },
};
/* clang-format on */

static void
test_each_broken_definition_is_refused_with_file_and_place (void)
{
  g_autofree char *dir = world_copy_pack ();

  for (guint i = 0; i < G_N_ELEMENTS (mutations); i++) {
    g_autofree char *whole = world_read_file (dir, mutations[i].file);
    const char *file = mutations[i].file;

    /* A missing engine text is no fault of one file. */
    if (strstr (mutations[i].said, "no text finding.required") != NULL)
      file = "texts";
    if (strstr (mutations[i].said, "stands twice: state.QUEUED") != NULL)
      file = "texts/";
    g_test_message ("%s: %s → %s", mutations[i].file, mutations[i].find, mutations[i].said);
    world_change_file (dir, mutations[i].file, mutations[i].find, mutations[i].replace);
    assert_refused (dir, ISG_RULES_ERROR_BROKEN, file, mutations[i].said);
    world_write_file (dir, mutations[i].file, whole);
  }
}

static void
test_missing_file_is_named (void)
{
  static const char *const files[] = { "pack.json",
                                       "kinds/training.json",
                                       "codes/place.tsv",
                                       "terms/training.json",
                                       "texts/findings.json" };
  g_autofree char *dir = world_copy_pack ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *whole = world_read_file (dir, files[i]);
    g_autofree char *path = g_build_filename (dir, files[i], NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
    assert_refused (dir, ISG_RULES_ERROR_MISSING, files[i], "No such file");
    world_write_file (dir, files[i], whole);
  }
}

static void
test_half_written_file_is_refused (void)
{
  static const char *const files[] = { "pack.json",
                                       "kinds/training.json",
                                       "codes/provinces.tsv",
                                       "terms/training.json",
                                       "texts/findings.json" };
  g_autofree char *dir = world_copy_pack ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *whole = world_read_file (dir, files[i]);

    for (guint part = 0; part < 8; part++) {
      g_autofree char *half = g_strndup (whole, strlen (whole) * part / 8);

      world_write_file (dir, files[i], half);
      assert_refused (dir, ISG_RULES_ERROR_BROKEN, files[i], "");
    }
    world_write_file (dir, files[i], whole);
  }
}

static void
test_definition_that_nobody_lists_is_not_passed_over (void)
{
  g_autofree char *dir = world_copy_pack ();

  world_write_file (dir, "kinds/exam.json", "{}");
  assert_refused (dir, ISG_RULES_ERROR_BROKEN, "kinds/exam.json", "not in the file list");
}

static void
test_pack_for_a_newer_engine_is_refused_as_such (void)
{
  g_autofree char *dir = world_copy_pack ();

  world_change_file (dir, "pack.json", "\"engine\": 1", "\"engine\": 2");
  assert_refused (dir, ISG_RULES_ERROR_ENGINE, "pack.json", "engine");
}

static void
test_folder_without_a_pack_is_refused (void)
{
  assert_refused (isg_test_tmpdir (), ISG_RULES_ERROR_MISSING, "pack.json", "No such file");
  assert_refused ("/nowhere/at/all", ISG_RULES_ERROR_MISSING, "pack.json", "No such file");
}

/* The list of the resource and that of the pack are kept by hand; here they are compared. */
static void
test_built_in_pack_is_the_one_of_the_source_tree (void)
{
  g_autofree char *dir = isg_test_source ("data/rules");
  g_autofree char *manifest = world_read_file (dir, "pack.json");
  g_autoptr (IsgJson) json = isg_json_parse (manifest, strlen (manifest), 8, NULL);
  const IsgJson *files = isg_json_nth (json, isg_json_length (json) - 1);
  g_autoptr (IsgPackSource) inside = isg_pack_source_new (NULL);
  g_autoptr (IsgPackSource) outside = isg_pack_source_new (dir);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (isg_json_length (files), >, 20);
  for (guint i = 0; i < isg_json_length (files); i++) {
    const char *file = isg_json_text (isg_json_nth (files, i));
    g_autoptr (GBytes) built_in = isg_pack_source_read (inside, file, &error);
    g_autoptr (GBytes) source = isg_pack_source_read (outside, file, NULL);

    g_assert_no_error (error);
    g_test_message ("%s", file);
    g_assert_true (g_bytes_equal (built_in, source));
  }
}

static void
test_built_in_pack_says_whose_it_is (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_rules_load (NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (isg_rules_id (rules), ==, "isg-defteri");
  g_assert_cmpstr (isg_rules_issuer (rules), !=, "");
  g_assert_cmpint (isg_rules_issued (rules), !=, ISG_DATE_NONE);
  g_assert_cmpint (isg_rules_valid_from (rules), >=, isg_rules_issued (rules));
  g_assert_cmpuint (isg_rules_kinds (rules)->len, >=, 8);
  g_assert_cmpuint (isg_rules_methods (rules)->len, >=, 2);
}

static void
test_environment_names_another_pack (void)
{
  g_autofree char *dir = world_copy_pack ();
  g_autoptr (IsgRules) rules = NULL;

  world_change_file (dir, "pack.json", "\"version\": \"", "\"version\": \"other-");
  g_setenv ("ISG_RULES_DIR", dir, TRUE);
  rules = isg_rules_load (NULL, NULL);
  g_unsetenv ("ISG_RULES_DIR");
  g_assert_nonnull (rules);
  g_assert_true (g_str_has_prefix (isg_rules_version (rules), "other-"));
}

/* A kind of one's own, with data alone. */
static void
test_new_kind_needs_no_new_code (void)
{
  static const char kind[]
    = "{\"id\":\"visit\",\"label\":{\"tr\":\"Ziyaret\",\"en\":\"Visit\"},\"workplace\":true,"
      "\"title\":{\"tr\":\"{subject}\",\"en\":\"{subject}\"},\"date\":\"held_on\",\"source\":\"x\","
      "\"fields\":[{\"id\":\"held_on\",\"type\":\"date\",\"label\":{\"tr\":\"Tarih\",\"en\":"
      "\"Date\"},"
      "\"hint\":{\"tr\":\"Yazın.\",\"en\":\"Enter "
      "it.\"},\"obligation\":\"required\",\"source\":\"x\"},"
      "{\"id\":\"subject\",\"type\":\"text\",\"label\":{\"tr\":\"Konu\",\"en\":\"Subject\"},"
      "\"obligation\":\"optional\",\"max_length\":9,\"source\":\"x\",\"search\":true}],"
      "\"checks\":[{\"check\":\"date_not_future\",\"path\":\"held_on\",\"code\":\"date_future\","
      "\"grade\":\"warning\",\"source\":\"x\"}]}";
  g_autofree char *dir = world_copy_pack ();
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = NULL;

  world_write_file (dir, "kinds/visit.json", kind);
  world_change_file (dir,
                     "pack.json",
                     "\"kinds/workplace.json\",",
                     "\"kinds/workplace.json\", \"kinds/visit.json\",");
  rules = isg_rules_load (dir, &error);
  g_assert_no_error (error);
  g_assert_nonnull (isg_rules_kind (rules, "visit"));
  g_assert_false (isg_kind_is_sent (isg_rules_kind (rules, "visit")));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/pack/broken", test_each_broken_definition_is_refused_with_file_and_place);
  g_test_add_func ("/pack/missing", test_missing_file_is_named);
  g_test_add_func ("/pack/half", test_half_written_file_is_refused);
  g_test_add_func ("/pack/unlisted", test_definition_that_nobody_lists_is_not_passed_over);
  g_test_add_func ("/pack/engine", test_pack_for_a_newer_engine_is_refused_as_such);
  g_test_add_func ("/pack/nowhere", test_folder_without_a_pack_is_refused);
  g_test_add_func ("/pack/built-in", test_built_in_pack_is_the_one_of_the_source_tree);
  g_test_add_func ("/pack/issuer", test_built_in_pack_says_whose_it_is);
  g_test_add_func ("/pack/environment", test_environment_names_another_pack);
  g_test_add_func ("/pack/new-kind", test_new_kind_needs_no_new_code);
  return g_test_run ();
}
