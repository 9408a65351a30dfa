/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-form-view.h"

#include <string.h>

#include "rules/isg-check.h"
#include "rules/isg-record-json.h"
#include "support/isg-test.h"

static IsgRules *rules;

static IsgRecord *
make_record (const char *kind, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFields) fields
    = isg_record_fields_from_json (rules, isg_rules_kind (rules, kind), json, -1, NULL, &error);

  g_assert_no_error (error);
  return isg_record_new (kind, NULL, NULL, fields);
}

/* The facts of a record that was checked alone. */
typedef struct {
  IsgFormFacts facts;
  IsgRecord *record;
  GPtrArray *findings;
  GHashTable *raw;
} Known;

static Known *
know (const char *kind, const char *json)
{
  Known *known = g_new0 (Known, 1);
  IsgCheckContext context = { isg_date_new (2026, 11, 23), NULL, NULL, NULL, NULL };

  known->record = make_record (kind, json);
  known->findings = isg_rules_check (rules, known->record, &context);
  known->raw = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  known->facts = (IsgFormFacts){
    .rules = rules,
    .kind = isg_rules_kind (rules, kind),
    .record = known->record,
    .raw = known->raw,
    .findings = known->findings,
  };
  return known;
}

static void
known_free (Known *known)
{
  isg_record_unref (known->record);
  g_ptr_array_unref (known->findings);
  g_hash_table_unref (known->raw);
  g_free (known);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Known, known_free)

static gboolean
has_code (const IsgFormView *view, const char *field, const char *code)
{
  const IsgFormViewField *at = isg_form_view_field (view, field);

  g_assert_nonnull (at);
  for (guint i = 0; i < at->findings->len; i++)
    if (g_str_equal (isg_finding_code (g_ptr_array_index (at->findings, i)), code))
      return TRUE;
  return FALSE;
}

#define WHOLE                                                                                      \
  "{\"national_id\":\"10000000146\",\"given_name\":\"Işıl\",\"family_name\":\"İnci\","          \
  "\"birth_date\":\"1990-01-01\",\"start_date\":\"2024-03-01\"}"

/* ---- fields ---- */

static void
test_marks_what_is_needed (void)
{
  static const struct {
    const char *kind;
    const char *json;
    const char *field;
    gboolean required;
  } cases[] = {
    { "employee", "{}", "given_name", TRUE },
    { "employee", "{}", "job", FALSE },
    { "employee", WHOLE, "given_name", TRUE },
    /* Needed in one case: whether it is empty or not. */
    { "professional", "{}", "certificate_class", FALSE },
    { "professional", "{\"role\":\"specialist\"}", "certificate_class", TRUE },
    { "professional",
      "{\"role\":\"specialist\",\"certificate_class\":\"B\"}",
      "certificate_class",
      TRUE },
    { "professional", "{\"role\":\"physician\"}", "certificate_class", FALSE },
    /* Needed only for sending: an old workplace can do without. */
    { "workplace", "{}", "sgk_no", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Known) known = know (cases[i].kind, cases[i].json);
    g_autoptr (IsgFormView) view = isg_form_view_new (&known->facts);

    g_test_message ("%s %s: %s", cases[i].kind, cases[i].json, cases[i].field);
    g_assert_cmpint (isg_form_view_field (view, cases[i].field)->required, ==, cases[i].required);
  }
}

static void
test_counts_what_is_missing (void)
{
  static const struct {
    const char *json;
    guint n_missing;
  } cases[] = {
    { "{}", 5 },
    { "{\"given_name\":\"Işıl\"}", 4 },
    { "{\"national_id\":\"10000000145\"}", 5 },
    { WHOLE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Known) known = know ("employee", cases[i].json);
    g_autoptr (IsgFormView) view = isg_form_view_new (&known->facts);

    g_assert_cmpuint (view->n_missing, ==, cases[i].n_missing);
    g_assert_false (view->sends);
    g_assert_true (view->editable);
  }
}

static void
test_typed_text_that_is_no_value_is_said_instead_of_empty (void)
{
  static const struct {
    const char *kind;
    const char *field;
    const char *typed;
    const char *code;
  } cases[] = {
    { "employee", "birth_date", "32.13.2001", "date_format" },
    { "assignment", "minutes", "çok", "number_format" },
    { "workplace", "nace_code", "fırın", "not_in_list" },
    { "assignment", "professional", "Ayşe", "not_in_list" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Known) known = know (cases[i].kind, "{}");
    g_autoptr (IsgFormView) empty = isg_form_view_new (&known->facts);
    g_autoptr (IsgFormView) view = NULL;

    g_hash_table_insert (known->raw, g_strdup (cases[i].field), g_strdup (cases[i].typed));
    view = isg_form_view_new (&known->facts);
    g_assert_true (has_code (empty, cases[i].field, "required"));
    g_assert_false (has_code (view, cases[i].field, "required"));
    g_assert_true (has_code (view, cases[i].field, cases[i].code));
    g_assert_cmpuint (view->n_missing, ==, empty->n_missing);
  }
}

/* Every sentence that the view makes itself is in the pack. */
static void
test_its_own_sentences_are_in_the_pack (void)
{
  static const char *const codes[]
    = { "date_format", "number_format", "not_in_list", "tckn_length", "refused_value" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    for (int language = 0; language < 2; language++) {
      g_autofree char *id = g_strdup_printf ("finding.%s", codes[i]);
      g_autofree char *text = isg_rules_text (rules, id, (IsgLanguage) language, NULL);

      g_assert_nonnull (text);
    }
}

/* ---- sections ---- */

static void
test_sections_say_how_far_they_are (void)
{
  static const struct {
    const char *json;
    IsgFormSectionState identity;
    IsgFormSectionState work;
  } cases[] = {
    { "{}", ISG_FORM_SECTION_MISSING, ISG_FORM_SECTION_MISSING },
    { WHOLE, ISG_FORM_SECTION_COMPLETE, ISG_FORM_SECTION_COMPLETE },
    { "{\"national_id\":\"10000000145\",\"start_date\":\"2024-03-01\"}",
      ISG_FORM_SECTION_FINDING,
      ISG_FORM_SECTION_COMPLETE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Known) known = know ("employee", cases[i].json);
    g_autoptr (IsgFormView) view = isg_form_view_new (&known->facts);
    const IsgFormViewSection *identity = g_ptr_array_index (view->sections, 0);
    const IsgFormViewSection *work = g_ptr_array_index (view->sections, 1);

    g_assert_cmpuint (view->sections->len, ==, 2);
    g_assert_cmpstr (identity->id, ==, "identity");
    g_assert_cmpint (identity->state, ==, cases[i].identity);
    g_assert_cmpint (work->state, ==, cases[i].work);
  }
}

/* ---- F7 ---- */

static void
test_next_missing_goes_round (void)
{
  static const struct {
    const char *from;
    gboolean back;
    const char *to;
  } cases[] = {
    { NULL, FALSE, "national_id" },         { "national_id", FALSE, "given_name" },
    { "birth_date", FALSE, "start_date" },  { "start_date", FALSE, "national_id" },
    { "leave_date", FALSE, "national_id" }, { "national_id", TRUE, "start_date" },
    { NULL, TRUE, "start_date" },           { "job", TRUE, "start_date" },
  };
  g_autoptr (Known) known = know ("employee", "{}");
  g_autoptr (IsgFormView) view = isg_form_view_new (&known->facts);
  g_autoptr (Known) whole = know ("employee", WHOLE);
  g_autoptr (IsgFormView) full = isg_form_view_new (&whole->facts);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const IsgFinding *finding = isg_form_view_next (view, cases[i].from, cases[i].back);

    g_assert_nonnull (finding);
    g_assert_cmpstr (isg_finding_path (finding), ==, cases[i].to);
  }
  g_assert_null (isg_form_view_next (full, NULL, FALSE));
}

/* ---- states ---- */

static IsgStatus *
make_status (const char *state)
{
  IsgStatus *status = g_new0 (IsgStatus, 1);

  status->state = g_strdup (state);
  status->submissions = g_ptr_array_new ();
  return status;
}

static void
status_clear (IsgStatus *status)
{
  g_free (status->state);
  g_ptr_array_unref (status->submissions);
  g_free (status);
}

static void
test_state_decides_what_can_be_typed (void)
{
  static const struct {
    const char *state;
    gboolean correcting;
    gboolean closed;
    IsgFormNote note;
  } cases[] = {
    { "DRAFT", FALSE, FALSE, ISG_FORM_NOTE_NONE },
    { "AWAITING_SIGNATURE", FALSE, FALSE, ISG_FORM_NOTE_CAN_WITHDRAW },
    { "QUEUED", FALSE, FALSE, ISG_FORM_NOTE_CAN_WITHDRAW },
    { "QUEUED", TRUE, FALSE, ISG_FORM_NOTE_CAN_WITHDRAW },
    { "SENDING", FALSE, FALSE, ISG_FORM_NOTE_ON_THE_WAY },
    { "IN_DOUBT", FALSE, FALSE, ISG_FORM_NOTE_ON_THE_WAY },
    { "PROCESSING", TRUE, FALSE, ISG_FORM_NOTE_ON_THE_WAY },
    { "NEEDS_HELP", FALSE, FALSE, ISG_FORM_NOTE_ON_THE_WAY },
    { "ACCEPTED", FALSE, FALSE, ISG_FORM_NOTE_ACCEPTED },
    { "ACCEPTED", TRUE, FALSE, ISG_FORM_NOTE_NONE },
    { "REPORTED_ELSEWHERE", FALSE, FALSE, ISG_FORM_NOTE_FINAL },
    { "REPORTED_ELSEWHERE", TRUE, FALSE, ISG_FORM_NOTE_NONE },
    { "CANCELLED", FALSE, FALSE, ISG_FORM_NOTE_FINAL },
    { "REJECTED", FALSE, FALSE, ISG_FORM_NOTE_NONE },
    { "PARTLY_ACCEPTED", FALSE, FALSE, ISG_FORM_NOTE_NONE },
    { "WITHDRAWN", FALSE, FALSE, ISG_FORM_NOTE_NONE },
    { "DRAFT", FALSE, TRUE, ISG_FORM_NOTE_CLOSED },
    { "ACCEPTED", TRUE, TRUE, ISG_FORM_NOTE_CLOSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Known) known = know ("training", "{}");
    IsgStatus *status = make_status (cases[i].state);
    g_autoptr (IsgFormView) view = NULL;

    known->facts.status = status;
    known->facts.correcting = cases[i].correcting;
    known->facts.closed = cases[i].closed;
    view = isg_form_view_new (&known->facts);
    g_test_message ("%s", cases[i].state);
    g_assert_cmpint (view->note, ==, cases[i].note);
    g_assert_cmpint (view->editable, ==, cases[i].note == ISG_FORM_NOTE_NONE);
    g_assert_true (view->sends);
    status_clear (status);
  }
}

/* ---- refusals ---- */

static IsgStatusSubmission *
make_refused (const char *part, const char *state, const char *path, const char *value)
{
  IsgStatusSubmission *submission = g_new0 (IsgStatusSubmission, 1);
  IsgStatusError *error = g_new0 (IsgStatusError, 1);

  error->path = g_strdup (path);
  error->value = g_strdup (value);
  error->message = g_strdup ("Tarih hatalı");
  submission->part = g_strdup (part);
  submission->state = g_strdup (state);
  submission->items = g_ptr_array_new ();
  submission->errors = g_ptr_array_new ();
  g_ptr_array_add (submission->errors, error);
  return submission;
}

static void
submission_clear (IsgStatusSubmission *submission)
{
  IsgStatusError *error = g_ptr_array_index (submission->errors, 0);

  g_free (error->path);
  g_free (error->value);
  g_free (error->message);
  g_free (error);
  g_ptr_array_unref (submission->errors);
  g_ptr_array_unref (submission->items);
  g_free (submission->part);
  g_free (submission->state);
  g_free (submission);
}

/* Whether the record as a whole is refused. */
static gboolean
is_refused_whole (const IsgFormView *view)
{
  for (guint i = 0; i < view->places->len; i++)
    if (g_str_equal (isg_finding_code (g_ptr_array_index (view->places, i)), "refused_record"))
      return TRUE;
  return FALSE;
}

static void
test_refusal_of_no_field_stands_while_the_record_is_the_refused_one (void)
{
  static const struct {
    const char *path; /* as it was answered */
    const char *submitted;
    gboolean shown;
  } cases[] = {
    { "", "{\"date\":\"2026-03-20\"}", TRUE },
    { "bilinmeyenAlan", "{\"date\":\"2026-03-20\"}", TRUE },
    { "", "{\"date\":\"2026-03-19\"}", FALSE },
    { "bilinmeyenAlan", "{\"date\":\"2026-03-19\"}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Known) known = know ("training", "{\"date\":\"2026-03-20\"}");
    g_autoptr (IsgRecord) submitted = make_record ("training", cases[i].submitted);
    IsgStatus *status = make_status ("REJECTED");
    g_autoptr (IsgFormView) view = NULL;

    g_ptr_array_add (status->submissions, make_refused ("1", "REJECTED", cases[i].path, NULL));
    known->facts.status = status;
    known->facts.submitted = submitted;
    view = isg_form_view_new (&known->facts);
    g_assert_false (has_code (view, "date", "refused_value"));
    g_assert_cmpint (is_refused_whole (view), ==, cases[i].shown);
    submission_clear (g_ptr_array_index (status->submissions, 0));
    status_clear (status);
  }
}

static void
test_refusal_stands_while_the_value_is_the_refused_one (void)
{
  static const struct {
    const char *newest;    /* state of the newest submission */
    const char *submitted; /* the record as it was sent */
    gboolean shown;
  } cases[] = {
    { "REJECTED", "{\"date\":\"2026-03-20\"}", TRUE },
    { "PARTLY_ACCEPTED", "{\"date\":\"2026-03-20\"}", TRUE },
    { "REJECTED", "{\"date\":\"2026-03-19\"}", FALSE },
    { "ACCEPTED", "{\"date\":\"2026-03-20\"}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Known) known = know ("training", "{\"date\":\"2026-03-20\"}");
    g_autoptr (IsgRecord) submitted = make_record ("training", cases[i].submitted);
    IsgStatus *status = make_status (cases[i].newest);
    IsgStatusSubmission *newest = make_refused ("1", cases[i].newest, "date", "\"2026-03-20\"");
    /* An older one of the same part is history. */
    IsgStatusSubmission *older = make_refused ("1", "REJECTED", "place", "\"inside\"");
    g_autoptr (IsgFormView) view = NULL;

    g_ptr_array_add (status->submissions, newest);
    g_ptr_array_add (status->submissions, older);
    known->facts.status = status;
    known->facts.submitted = submitted;
    view = isg_form_view_new (&known->facts);
    g_assert_cmpint (has_code (view, "date", "refused_value"), ==, cases[i].shown);
    g_assert_false (has_code (view, "place", "refused_value"));
    if (cases[i].shown) {
      const IsgFormViewField *date = isg_form_view_field (view, "date");
      g_autofree char *sentence
        = isg_rules_finding_message (rules,
                                     known->facts.kind,
                                     g_ptr_array_index (date->findings, date->findings->len - 1),
                                     ISG_LANGUAGE_TR);

      g_assert_nonnull (strstr (sentence, "2026-03-20"));
      g_assert_null (strchr (sentence, '"'));
    }
    submission_clear (newest);
    submission_clear (older);
    status_clear (status);
  }
}

#define ONE "\"11111111-1111-4111-8111-111111111111\""
#define TWO "\"22222222-2222-4222-8222-222222222222\""

/* Who was refused is refused in whichever line that person stands now. */
static void
test_refusal_follows_the_person_through_the_list (void)
{
  static const struct {
    const char *now;
    gboolean shown;
  } cases[] = {
    { "{\"participants\":[{\"employee\":" ONE "},{\"employee\":" TWO "}]}", TRUE },
    { "{\"participants\":[{\"employee\":" TWO "}]}", TRUE },
    { "{\"participants\":[{\"employee\":" ONE "}]}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Known) known = know ("training", cases[i].now);
    g_autoptr (IsgRecord) submitted = make_record ("training", cases[0].now);
    IsgStatus *status = make_status ("PARTLY_ACCEPTED");
    IsgStatusSubmission *refused
      = make_refused ("1", "PARTLY_ACCEPTED", "participants[1].employee", TWO);
    g_autoptr (IsgFormView) view = NULL;

    g_ptr_array_add (status->submissions, refused);
    known->facts.status = status;
    known->facts.submitted = submitted;
    view = isg_form_view_new (&known->facts);
    g_assert_cmpint (has_code (view, "participants", "refused_value"), ==, cases[i].shown);
    submission_clear (refused);
    status_clear (status);
  }
}

/* ---- while one types ---- */

static void
test_says_while_typing_only_what_cannot_become_right (void)
{
  static const struct {
    const char *kind;
    const char *field;
    const char *typed;
    const char *code;
    gboolean hopeless;
  } cases[] = {
    { "employee", "national_id", "1000000014", "tckn_length", FALSE },
    { "employee", "national_id", "10000000145", "tckn_checksum", TRUE },
    { "employee", "national_id", "100000001455", "tckn_length", TRUE },
    { "employee", "national_id", "10000000146", "duplicate_here", TRUE },
    { "employee", "national_id", "", "required", FALSE },
    { "workplace", "sgk_no", "2107102021000028034", "sgk_length", FALSE },
    { "workplace", "sgk_no", "210710202100002803409050001", "sgk_length", TRUE },
    /* Here it may be the subcontractor's part that is missing: it is offered. */
    { "workplace", "sgk_no", "21071020210000280340905", "sgk_length", TRUE },
    { "workplace", "tax_no", "123456789", "vkn_length", FALSE },
    { "workplace", "tax_no", "1234567890", "vkn_checksum", FALSE },
    { "workplace", "tax_no", "12345678901", "vkn_checksum", TRUE },
    { "employee", "birth_date", "01.0", "date_format", FALSE },
    { "employee", "birth_date", "01?0", "date_format", TRUE },
    { "employee", "birth_date", "1 January 1990", "date_format", TRUE },
    { "assignment", "minutes", "1a", "number_format", TRUE },
    { "assignment", "minutes", "1,", "number_format", FALSE },
    { "assignment", "minutes", "0", "number_range", FALSE },
    { "assignment", "minutes", "99999", "number_range", TRUE },
    { "employee", "given_name", "x", "too_long", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const IsgFieldDef *def = isg_kind_field (isg_rules_kind (rules, cases[i].kind), cases[i].field);
    g_autoptr (IsgFinding) finding
      = isg_finding_new (cases[i].field, ISG_SEVERITY_BLOCK, cases[i].code, NULL);

    g_test_message ("%s \"%s\" %s", cases[i].field, cases[i].typed, cases[i].code);
    g_assert_cmpint (isg_form_view_is_hopeless (def, cases[i].typed, finding),
                     ==,
                     cases[i].hopeless);
  }
}

static void
test_place_of_a_finding_leads_to_its_field (void)
{
  static const struct {
    const char *path;
    const char *field;
  } cases[] = {
    { "date", "date" }, { "topics[2].minutes", "topics" }, { "topics", "topics" }, { NULL, NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *field = isg_form_view_field_of (cases[i].path);

    g_assert_cmpstr (field, ==, cases[i].field);
  }
}

int
main (int argc, char *argv[])
{
  g_autofree char *pack = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  isg_test_init (&argc, &argv);
  pack = isg_test_source ("data/rules");
  rules = isg_rules_load (pack, &error);
  g_assert_no_error (error);

  g_test_add_func ("/form-view/marks-what-is-needed", test_marks_what_is_needed);
  g_test_add_func ("/form-view/counts-what-is-missing", test_counts_what_is_missing);
  g_test_add_func ("/form-view/typed-text-that-is-no-value-is-said-instead-of-empty",
                   test_typed_text_that_is_no_value_is_said_instead_of_empty);
  g_test_add_func ("/form-view/its-own-sentences-are-in-the-pack",
                   test_its_own_sentences_are_in_the_pack);
  g_test_add_func ("/form-view/sections-say-how-far-they-are", test_sections_say_how_far_they_are);
  g_test_add_func ("/form-view/next-missing-goes-round", test_next_missing_goes_round);
  g_test_add_func ("/form-view/state-decides-what-can-be-typed",
                   test_state_decides_what_can_be_typed);
  g_test_add_func ("/form-view/refusal-of-no-field-stands-while-the-record-is-the-refused-one",
                   test_refusal_of_no_field_stands_while_the_record_is_the_refused_one);
  g_test_add_func ("/form-view/refusal-follows-the-person-through-the-list",
                   test_refusal_follows_the_person_through_the_list);
  g_test_add_func ("/form-view/refusal-stands-while-the-value-is-the-refused-one",
                   test_refusal_stands_while_the_value_is_the_refused_one);
  g_test_add_func ("/form-view/says-while-typing-only-what-cannot-become-right",
                   test_says_while_typing_only_what_cannot_become_right);
  g_test_add_func ("/form-view/place-of-a-finding-leads-to-its-field",
                   test_place_of_a_finding_leads_to_its_field);
  result = g_test_run ();
  isg_rules_unref (rules);
  return result;
}
