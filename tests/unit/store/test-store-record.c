/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

typedef struct {
  StoreFixture store;
  char *workplace;
  char *professional;
  char *first;
  char *second;
  char *training;
} Desk;

static void
desk_init (Desk *desk)
{
  store_fixture_init (&desk->store);
  desk->workplace = store_fixture_workplace (&desk->store, "Ilgaz Berber");
  desk->professional = store_fixture_professional (&desk->store, 0, "Ela", "Deniz");
  desk->first = store_fixture_employee (&desk->store, desk->workplace, 1, "Işıl", "Çağ");
  desk->second = store_fixture_employee (&desk->store, desk->workplace, 2, "İlker", "Şen");
  desk->training = store_fixture_training (&desk->store,
                                           desk->workplace,
                                           desk->professional,
                                           desk->first,
                                           desk->second,
                                           NULL);
}

static void
desk_clear (Desk *desk)
{
  g_free (desk->workplace);
  g_free (desk->professional);
  g_free (desk->first);
  g_free (desk->second);
  g_free (desk->training);
  store_fixture_clear (&desk->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static void
assert_refused (Desk *desk, IsgRecord *record, IsgStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before
    = store_fixture_text (&desk->store,
                          "SELECT count(*) || ' ' || (SELECT count(*) FROM journal) FROM revision");
  g_autofree char *after = NULL;
  IsgRecord *saved = NULL;

  g_assert_false (isg_store_record_save (desk->store.store, record, &saved, &error));
  g_assert_error (error, ISG_STORE_ERROR, (int) code);
  g_assert_null (saved);
  g_assert_false (isg_store_in_transaction (desk->store.store));
  after
    = store_fixture_text (&desk->store,
                          "SELECT count(*) || ' ' || (SELECT count(*) FROM journal) FROM revision");
  g_assert_cmpstr (before, ==, after);
}

static void
save (Desk *desk, IsgRecord *record)
{
  g_autoptr (GError) error = NULL;

  isg_store_record_save (desk->store.store, record, NULL, &error);
  g_assert_no_error (error);
}

static void
test_what_is_saved_comes_back (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgRecord) edited = NULL;
  g_autoptr (IsgRecord) saved = NULL;
  g_autoptr (IsgRecord) found = NULL;

  desk_init (&desk);
  edited = store_fixture_edit (&desk.store,
                               desk.training,
                               "date",
                               isg_value_new_date (isg_date_new (2026, 11, 21)));
  g_assert_true (isg_store_record_save (desk.store.store, edited, &saved, NULL));
  g_assert_cmpuint (isg_record_revision (saved), ==, 2);

  store_fixture_reopen (&desk.store);
  found = isg_store_record_get (desk.store.store, desk.training, 0, NULL);
  g_assert_cmpuint (isg_record_revision (found), ==, 2);
  g_assert_cmpstr (isg_record_kind (found), ==, "training");
  g_assert_cmpstr (isg_record_workplace (found), ==, desk.workplace);
  g_assert_true (isg_fields_equal (isg_record_fields (found), isg_record_fields (edited)));
}

static void
test_old_revisions_stay (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgRecord) edited = NULL;
  g_autoptr (IsgRecord) old = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GError) error = NULL;
  IsgRevision *second;

  desk_init (&desk);
  isg_clock_advance (desk.store.clock, 90);
  isg_store_set_actor (desk.store.store, "isgctl");
  edited = store_fixture_edit (&desk.store, desk.first, "job", isg_value_new_text ("Kalfa"));
  save (&desk, edited);

  old = isg_store_record_get (desk.store.store, desk.first, 1, NULL);
  g_assert_cmpuint (isg_record_revision (old), ==, 1);
  g_assert_null (isg_record_get (old, "job"));
  revisions = isg_store_record_revisions (desk.store.store, desk.first, NULL);
  g_assert_cmpuint (revisions->len, ==, 2);
  second = g_ptr_array_index (revisions, 1);
  g_assert_cmpuint (second->number, ==, 2);
  g_assert_cmpint (second->time, ==, STORE_FIXTURE_NOW + 90);
  g_assert_cmpstr (second->author, ==, "isgctl");
  g_assert_cmpstr (second->pack, ==, isg_rules_version (desk.store.rules));

  g_assert_null (isg_store_record_get (desk.store.store, desk.first, 3, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
}

static void
test_a_saving_has_its_line_in_the_journal (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) lines = NULL;
  IsgJournalEntry *line;

  desk_init (&desk);
  lines = isg_store_journal_list (desk.store.store, 0, 100, NULL);
  g_assert_cmpuint (lines->len, ==, 6);
  line = g_ptr_array_index (lines, 3);
  g_assert_cmpstr (line->act, ==, "record.saved");
  g_assert_cmpstr (line->record, ==, desk.first);
  g_assert_cmpuint (line->revision, ==, 1);
  g_assert_cmpstr (line->detail, ==, "{\"kind\":\"employee\"}");
}

static void
test_nothing_changed_is_no_revision (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgRecord) same = NULL;
  g_autoptr (IsgRecord) saved = NULL;
  gint64 lines;

  desk_init (&desk);
  lines = store_fixture_number (&desk.store, "SELECT count(*) FROM journal");
  same = isg_store_record_get (desk.store.store, desk.training, 0, NULL);
  g_assert_true (isg_store_record_save (desk.store.store, same, &saved, NULL));
  g_assert_cmpuint (isg_record_revision (saved), ==, 1);
  g_assert_cmpint (store_fixture_number (&desk.store, "SELECT count(*) FROM journal"), ==, lines);
}

static void
test_a_saving_from_an_older_revision_is_a_conflict (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgRecord) mine = NULL;
  g_autoptr (IsgRecord) theirs = NULL;

  desk_init (&desk);
  mine = store_fixture_edit (&desk.store, desk.first, "job", isg_value_new_text ("Kalfa"));
  theirs = store_fixture_edit (&desk.store, desk.first, "job", isg_value_new_text ("Usta"));
  save (&desk, theirs);
  assert_refused (&desk, mine, ISG_STORE_ERROR_CONFLICT);
}

static void
test_a_new_record_cannot_take_the_place_of_another (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (IsgRecord) impostor = NULL;

  desk_init (&desk);
  record = isg_store_record_get (desk.store.store, desk.first, 0, NULL);
  impostor = isg_record_new ("employee", desk.first, desk.workplace, isg_record_fields (record));
  assert_refused (&desk, impostor, ISG_STORE_ERROR_CONFLICT);
}

static void
test_a_request_that_makes_no_sense_is_refused (void)
{
  static const struct {
    const char *kind;
    gboolean workplace;
    IsgStoreError code;
  } cases[] = {
    { "sandwich", FALSE, ISG_STORE_ERROR_INVALID },
    { "employee", FALSE, ISG_STORE_ERROR_INVALID },
    { "workplace", TRUE, ISG_STORE_ERROR_INVALID },
  };
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgFields) empty = isg_fields_new ();
  g_autoptr (IsgRecord) homeless = NULL;
  g_autoptr (IsgRecord) nameless = NULL;
  g_autoptr (IsgRecord) never = NULL;
  g_autoptr (IsgRecord) later = NULL;

  desk_init (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgRecord) record
      = isg_record_new (cases[i].kind, NULL, cases[i].workplace ? desk.workplace : NULL, empty);

    assert_refused (&desk, record, cases[i].code);
  }
  homeless = isg_record_new ("employee", NULL, "0a7ff6c6-6a4c-4b0c-8f2e-2f2f2f2f2f2f", empty);
  assert_refused (&desk, homeless, ISG_STORE_ERROR_ABSENT);
  nameless = isg_record_new ("workplace", "Ilgaz", NULL, empty);
  assert_refused (&desk, nameless, ISG_STORE_ERROR_INVALID);
  never = isg_record_new ("workplace", NULL, NULL, empty);
  later = isg_record_with_revision (never, 1);
  assert_refused (&desk, later, ISG_STORE_ERROR_ABSENT);
}

static void
test_a_record_keeps_its_workplace (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *other = NULL;
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (IsgRecord) moved = NULL;
  g_autoptr (IsgRecord) again = NULL;

  desk_init (&desk);
  other = store_fixture_workplace (&desk.store, "Fırın");
  record = isg_store_record_get (desk.store.store, desk.first, 0, NULL);
  moved = isg_record_new ("employee", desk.first, other, isg_record_fields (record));
  again = isg_record_with_revision (moved, 1);
  assert_refused (&desk, again, ISG_STORE_ERROR_INVALID);
}

static void
test_a_reference_must_be_there (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgRecord) edited = NULL;

  desk_init (&desk);
  edited = store_fixture_edit (&desk.store,
                               desk.training,
                               "professional",
                               isg_value_new_ref ("0a7ff6c6-6a4c-4b0c-8f2e-2f2f2f2f2f2f"));
  assert_refused (&desk, edited, ISG_STORE_ERROR_ABSENT);
}

static void
test_references_are_those_of_the_newest_revision (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (IsgRecord) edited = NULL;
  static const char all[]
    = "SELECT group_concat (x, ' ') FROM (SELECT f.field || ':' || t.title_tr AS x FROM reference f"
      " JOIN record t ON t.id = f.target JOIN record s ON s.id = f.source"
      " WHERE s.kind = 'training' ORDER BY t.id)";

  desk_init (&desk);
  before = store_fixture_text (&desk.store, all);
  g_assert_true (g_str_has_prefix (before, "professional:Ela Deniz"));
  g_assert_nonnull (
    strstr (before, " participants.employee:Işıl Çağ participants.employee:İlker Şen"));
  edited = store_fixture_edit (&desk.store, desk.training, "participants", NULL);
  save (&desk, edited);
  after = store_fixture_text (&desk.store, all);
  g_assert_null (strstr (after, "participants"));
}

static void
test_a_record_on_its_way_is_not_edited (void)
{
  static const struct {
    const char *state;
    gboolean open;
  } cases[] = {
    { "AWAITING_SIGNATURE", TRUE },
    { "QUEUED", TRUE },
    { "SENDING", TRUE },
    { "IN_DOUBT", TRUE },
    { "PROCESSING", TRUE },
    { "NEEDS_HELP", TRUE },
    { "ACCEPTED", FALSE },
    { "REJECTED", FALSE },
    { "PARTLY_ACCEPTED", FALSE },
    { "WITHDRAWN", FALSE },
    { "SUPERSEDED", FALSE },
    { "CANCELLED", FALSE },
    { "REPORTED_ELSEWHERE", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Desk) desk = { 0 };
    g_autoptr (IsgRecord) edited = NULL;

    desk_init (&desk);
    store_fixture_submission (&desk.store, desk.training, "1", cases[i].state, 1);
    edited
      = store_fixture_edit (&desk.store, desk.training, "place", isg_value_new_code ("outside"));
    g_test_message ("%s", cases[i].state);
    if (cases[i].open)
      assert_refused (&desk, edited, ISG_STORE_ERROR_INVALID);
    else
      save (&desk, edited);
  }
}

static void
test_an_accepted_record_that_is_edited_says_so (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgRecord) edited = NULL;
  g_autofree char *note = NULL;

  desk_init (&desk);
  store_fixture_submission (&desk.store, desk.training, "1", "ACCEPTED", 1);
  edited = store_fixture_edit (&desk.store, desk.training, "place", isg_value_new_code ("outside"));
  save (&desk, edited);
  note = store_fixture_text (&desk.store,
                             "SELECT badge || badge_note FROM record WHERE kind = 'training'");
  g_assert_cmpstr (note, ==, "ACCEPTED{\"no\":\"4711\",\"differs\":true}");
}

static void
test_a_draft_goes_when_its_record_is_saved (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgRecord) edited = NULL;
  IsgDraft draft = { .kind = (char *) "training", .base = 1, .body = (char *) "{}" };

  desk_init (&desk);
  draft.uuid = desk.training;
  g_assert_true (isg_store_draft_put (desk.store.store, &draft, NULL));
  draft.uuid = desk.first;
  g_assert_true (isg_store_draft_put (desk.store.store, &draft, NULL));
  edited = store_fixture_edit (&desk.store, desk.training, "place", isg_value_new_code ("outside"));
  save (&desk, edited);
  g_assert_cmpint (store_fixture_number (&desk.store, "SELECT count(*) FROM draft"), ==, 1);
  g_clear_pointer (&edited, isg_record_unref);

  /* Also when the form was opened and left as it was. */
  edited = isg_store_record_get (desk.store.store, desk.first, 0, NULL);
  save (&desk, edited);
  g_assert_cmpint (store_fixture_number (&desk.store, "SELECT count(*) FROM draft"), ==, 0);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/record/what-is-saved-comes-back", test_what_is_saved_comes_back);
  g_test_add_func ("/store/record/old-revisions-stay", test_old_revisions_stay);
  g_test_add_func ("/store/record/a-saving-has-its-line-in-the-journal",
                   test_a_saving_has_its_line_in_the_journal);
  g_test_add_func ("/store/record/nothing-changed-is-no-revision",
                   test_nothing_changed_is_no_revision);
  g_test_add_func ("/store/record/a-saving-from-an-older-revision-is-a-conflict",
                   test_a_saving_from_an_older_revision_is_a_conflict);
  g_test_add_func ("/store/record/a-new-record-cannot-take-the-place-of-another",
                   test_a_new_record_cannot_take_the_place_of_another);
  g_test_add_func ("/store/record/a-request-that-makes-no-sense-is-refused",
                   test_a_request_that_makes_no_sense_is_refused);
  g_test_add_func ("/store/record/keeps-its-workplace", test_a_record_keeps_its_workplace);
  g_test_add_func ("/store/record/a-reference-must-be-there", test_a_reference_must_be_there);
  g_test_add_func ("/store/record/references-are-those-of-the-newest-revision",
                   test_references_are_those_of_the_newest_revision);
  g_test_add_func ("/store/record/on-its-way-is-not-edited",
                   test_a_record_on_its_way_is_not_edited);
  g_test_add_func ("/store/record/accepted-and-edited-says-so",
                   test_an_accepted_record_that_is_edited_says_so);
  g_test_add_func ("/store/record/a-draft-goes-when-its-record-is-saved",
                   test_a_draft_goes_when_its_record_is_saved);
  return g_test_run ();
}
