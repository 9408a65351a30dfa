/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-document.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-fixture.h"

#define LIST   "ibys-soap-list"
#define SINGLE "ibys-soap-single"

static GPtrArray *
make (IsgFixture *fixture, const char *method, GPtrArray *plan, GPtrArray *only, GError **error)
{
  return isg_document_make (fixture->rules,
                            method,
                            fixture->record,
                            isg_fixture_resolve,
                            fixture,
                            plan,
                            only,
                            ISG_FIXTURE_NOW,
                            error);
}

static GPtrArray *
make_all (IsgFixture *fixture, GPtrArray *plan, GPtrArray *only)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *parts = make (fixture, LIST, plan, only, &error);

  g_assert_no_error (error);
  return parts;
}

static const IsgPart *
part_at (GPtrArray *parts, guint index)
{
  g_assert_cmpuint (index, <, parts->len);
  return g_ptr_array_index (parts, index);
}

/* Lives as long as @parts. */
static GPtrArray *
plan_of (GPtrArray *parts)
{
  GPtrArray *plan = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < parts->len; i++) {
    const IsgPart *part = part_at (parts, i);

    for (guint k = 0; k < part->items->len; k++) {
      const IsgItem *item = g_ptr_array_index (part->items, k);
      IsgItemPlan *entry = g_new0 (IsgItemPlan, 1);

      entry->part = part->name;
      entry->employee = item->employee;
      entry->topic = item->topic;
      g_ptr_array_add (plan, entry);
    }
  }
  return plan;
}

static void
assert_part (const IsgPart *part, const char *name, guint first, guint n_employees, guint n_topics)
{
  g_assert_cmpstr (part->name, ==, name);
  g_assert_cmpuint (part->items->len, ==, n_employees * n_topics);
  for (guint i = 0; i < part->items->len; i++) {
    const IsgItem *item = g_ptr_array_index (part->items, i);
    const IsgItem *before = i == 0 ? NULL : g_ptr_array_index (part->items, i - 1);
    g_autofree char *employee = isg_fixture_employee (first + i / n_topics);
    g_autofree char *uuid = isg_fixture_employee_uuid (first + i / n_topics);

    g_assert_cmpstr (item->employee, ==, employee);
    g_assert_cmpstr (item->employee_uuid, ==, uuid);
    if (before != NULL && strcmp (before->employee, item->employee) == 0)
      g_assert_cmpstr (before->topic, <, item->topic);
  }
}

static guint
count_text (const char *text, const char *needle)
{
  guint n = 0;

  for (const char *p = strstr (text, needle); p != NULL; p = strstr (p + 1, needle))
    n++;
  return n;
}

static void
test_250_people_and_12_topics_become_6_documents (void)
{
  static const struct {
    const char *name;
    guint first;
    guint employees;
    guint topics;
  } expected[] = { { "1", 0, 100, 10 },  { "2", 0, 100, 2 },   { "3", 100, 100, 10 },
                   { "4", 100, 100, 2 }, { "5", 200, 50, 10 }, { "6", 200, 50, 2 } };
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) parts = NULL;

  isg_fixture_training (fixture, 250, 12);
  parts = make_all (fixture, NULL, NULL);
  g_assert_cmpuint (parts->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < parts->len; i++) {
    const IsgPart *part = part_at (parts, i);

    assert_part (part,
                 expected[i].name,
                 expected[i].first,
                 expected[i].employees,
                 expected[i].topics);
    g_assert_cmpuint (count_text (part->document, "<calisanTckNo>"), ==, expected[i].employees);
    g_assert_cmpuint (count_text (part->document, "<egitimKoduId>"), ==, expected[i].topics);
    g_assert_cmpuint (count_text (part->message, "<calisan>"), ==, expected[i].employees);
    g_assert_cmpuint (count_text (part->message, "<egitim>"), ==, expected[i].topics + 1);
  }
  g_assert_cmpuint (isg_document_count_parts (fixture->rules, LIST, fixture->record), ==, 6);
}

static void
test_rows_ascend_in_what_is_signed_and_what_is_sent (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) parts = NULL;
  const IsgPart *part;

  isg_fixture_training (fixture, 3, 3);
  parts = make_all (fixture, NULL, NULL);
  part = part_at (parts, 0);
  for (guint i = 0; i < 2; i++) {
    const char *text = i == 0 ? part->document : part->message;
    g_autofree char *first = isg_fixture_employee (0);
    g_autofree char *second = isg_fixture_employee (1);
    g_autofree char *third = isg_fixture_employee (2);

    g_assert_true (strstr (text, first) < strstr (text, second));
    g_assert_true (strstr (text, second) < strstr (text, third));
    g_assert_true (strstr (text, ">390<") < strstr (text, ">395<"));
    g_assert_true (strstr (text, ">395<") < strstr (text, ">399<"));
  }
}

static void
test_a_participant_added_later_moves_nobody (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *smallest = isg_fixture_employee (0);

  isg_fixture_training (fixture, 150, 12);
  before = make_all (fixture, NULL, NULL);
  plan = plan_of (before);
  /* Without the smallest number at first: whoever is added comes before everybody else. */
  for (guint i = plan->len; i > 0; i--) {
    const IsgItemPlan *entry = g_ptr_array_index (plan, i - 1);

    if (strcmp (entry->employee, smallest) == 0)
      g_ptr_array_remove_index (plan, i - 1);
  }
  after = make_all (fixture, plan, NULL);
  g_assert_cmpuint (before->len, ==, 4);
  g_assert_cmpuint (after->len, ==, 6);
  assert_part (part_at (after, 0), "1", 1, 99, 10);
  assert_part (part_at (after, 1), "2", 1, 99, 2);
  assert_part (part_at (after, 4), "5", 0, 1, 10);
  assert_part (part_at (after, 5), "6", 0, 1, 2);
  for (guint i = 2; i < 4; i++) {
    g_assert_cmpstr (part_at (after, i)->document, ==, part_at (before, i)->document);
    g_assert_cmpstr (part_at (after, i)->message, ==, part_at (before, i)->message);
  }
}

static void
test_a_topic_added_later_goes_into_a_new_part (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) after = NULL;

  isg_fixture_training (fixture, 2, 2);
  before = make_all (fixture, NULL, NULL);
  plan = plan_of (before);
  isg_fixture_training (fixture, 2, 3);
  after = make_all (fixture, plan, NULL);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpstr (part_at (after, 0)->document, ==, part_at (before, 0)->document);
  assert_part (part_at (after, 1), "2", 0, 2, 1);
}

static void
test_a_planned_part_is_known_by_record_as_well_as_by_number (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) plan = g_ptr_array_new ();
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *uuid = isg_fixture_employee_uuid (0);
  IsgItemPlan entry = { "4", uuid, "399" };

  isg_fixture_training (fixture, 1, 1);
  g_ptr_array_add (plan, &entry);
  parts = make_all (fixture, plan, NULL);
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_cmpstr (part_at (parts, 0)->name, ==, "4");
}

static GPtrArray *
choose (guint n, ...)
{
  GPtrArray *only = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_item_free);
  va_list args;

  va_start (args, n);
  for (guint i = 0; i < n; i++) {
    guint index = va_arg (args, guint);
    const char *topic = va_arg (args, const char *);
    g_autofree char *employee = isg_fixture_employee (index);
    g_autofree char *uuid = isg_fixture_employee_uuid (index);

    g_ptr_array_add (only, isg_item_new (employee, uuid, topic));
  }
  va_end (args);
  return only;
}

static void
test_what_was_refused_keeps_its_part (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) only = NULL;
  g_autoptr (GPtrArray) rest = NULL;

  isg_fixture_training (fixture, 120, 2);
  before = make_all (fixture, NULL, NULL);
  plan = plan_of (before);
  only = choose (2, 110u, "395", 110u, "399");
  rest = make_all (fixture, plan, only);
  g_assert_cmpuint (rest->len, ==, 1);
  assert_part (part_at (rest, 0), "2", 110, 1, 2);
}

/* (1, 395) and (2, 399): one message would say (1, 399) and (2, 395) as well. */
static void
test_a_rest_that_is_no_rectangle_says_no_pair_too_many (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) only = choose (2, 1u, "395", 2u, "399");
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) later_plan = NULL;
  g_autoptr (GPtrArray) later = NULL;

  isg_fixture_training (fixture, 4, 2);
  before = make_all (fixture, NULL, NULL);
  plan = plan_of (before);
  rest = make_all (fixture, plan, only);
  g_assert_cmpuint (rest->len, ==, 2);
  assert_part (part_at (rest, 0), "1", 1, 1, 1);
  assert_part (part_at (rest, 1), "1.2", 2, 1, 1);
  g_assert_null (strstr (part_at (rest, 0)->message, ">399<"));

  later_plan = plan_of (rest);
  later = make_all (fixture, later_plan, only);
  g_assert_cmpuint (later->len, ==, 2);
  g_assert_cmpstr (part_at (later, 0)->name, ==, "1");
  g_assert_cmpstr (part_at (later, 1)->name, ==, "1.2");
}

static void
test_single_has_one_part_for_each_pair (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = isg_fixture_employee_uuid (0);
  g_autofree char *expected = g_strconcat (first, "|395", NULL);
  g_autoptr (GPtrArray) only = choose (1, 1u, "399");
  g_autoptr (GPtrArray) rest = NULL;

  isg_fixture_training (fixture, 2, 2);
  parts = make (fixture, SINGLE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 4);
  assert_part (part_at (parts, 0), expected, 0, 1, 1);
  g_assert_nonnull (strstr (part_at (parts, 0)->document, "<egitimKoduId>395<"));
  g_assert_cmpuint (isg_document_count_parts (fixture->rules, SINGLE, fixture->record), ==, 4);

  rest = make (fixture, SINGLE, NULL, only, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpuint (part_at (rest, 0)->items->len, ==, 1);
  g_assert_nonnull (strstr (part_at (rest, 0)->document, "<egitimKoduId>399<"));
}

/* ---- what cannot become a document ---- */

static void
change (IsgFixture *fixture, const char *id, IsgValue *value)
{
  g_autoptr (IsgValue) owned = value;
  IsgRecord *changed = isg_record_with_value (fixture->record, id, owned);

  isg_record_unref (fixture->record);
  fixture->record = changed;
}

static void
assert_refused (IsgFixture *fixture, const char *method, int code, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = make (fixture, method, NULL, NULL, &error);

  g_assert_null (parts);
  g_assert_error (error, ISG_DATASET_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, place));
}

static void
test_missing_values_are_named (void)
{
  static const struct {
    const char *field;
    const char *place;
  } cases[] = {
    { "date", "date:" },     { "professional", "professional:" },
    { "place", "place:" },   { "method", "method:" },
    { "topics", "topics:" }, { "participants", "participants:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgFixture) fixture = isg_fixture_new ();

    isg_fixture_training (fixture, 2, 2);
    change (fixture, cases[i].field, NULL);
    assert_refused (fixture, LIST, ISG_DATASET_ERROR_VALUE, cases[i].place);
    assert_refused (fixture, SINGLE, ISG_DATASET_ERROR_VALUE, cases[i].place);
  }
}

static void
test_the_professional_is_the_trainer_where_none_is_named (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) parts = NULL;

  isg_fixture_training (fixture, 1, 1);
  change (fixture, "trainer_national_id", NULL);
  parts = make_all (fixture, NULL, NULL);
  g_assert_nonnull (
    strstr (part_at (parts, 0)->document, "<egiticiTckNo>10000000146</egiticiTckNo>"));
}

static void
test_what_does_not_fit_is_named (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();

  isg_fixture_training (fixture, 2, 2);
  change (fixture, "trainer_national_id", isg_value_new_text ("1000000014"));
  assert_refused (fixture, LIST, ISG_DATASET_ERROR_VALUE, "trainer_national_id:");
  change (fixture, "trainer_national_id", isg_value_new_text ("10000000146"));
  change (fixture, "place", isg_value_new_code ("nowhere"));
  assert_refused (fixture, LIST, ISG_DATASET_ERROR_VALUE, "place:");
}

static void
test_an_employee_or_topic_twice_is_named (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  IsgValue *participants;

  isg_fixture_training (fixture, 2, 2);
  participants = isg_record_get (fixture->record, "participants");
  g_ptr_array_add (rows, isg_value_group (participants, 0));
  g_ptr_array_add (rows, isg_value_group (participants, 1));
  g_ptr_array_add (rows, isg_value_group (participants, 0));
  change (fixture, "participants", isg_value_new_groups (rows));
  assert_refused (fixture, LIST, ISG_DATASET_ERROR_VALUE, "participants[2].employee: stands twice");
}

static void
test_a_record_that_is_not_there_is_named (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  g_autofree char *uuid = isg_fixture_employee_uuid (0);

  isg_fixture_training (fixture, 2, 2);
  g_hash_table_remove (fixture->records, uuid);
  assert_refused (fixture, LIST, ISG_DATASET_ERROR_VALUE, "participants[1].employee: missing");
}

static void
test_an_unknown_method_is_refused (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();

  isg_fixture_training (fixture, 1, 1);
  assert_refused (fixture, "telgraf", ISG_DATASET_ERROR_UNKNOWN, "no data set");
  g_assert_cmpuint (isg_document_count_parts (fixture->rules, "telgraf", fixture->record), ==, 0);
}

static void
test_an_unfinished_record_counts_nothing (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();

  isg_fixture_training (fixture, 1, 1);
  change (fixture, "topics", NULL);
  g_assert_cmpuint (isg_document_count_parts (fixture->rules, LIST, fixture->record), ==, 0);
  g_assert_cmpuint (isg_document_count_parts (fixture->rules, SINGLE, fixture->record), ==, 0);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/split/250x12", test_250_people_and_12_topics_become_6_documents);
  g_test_add_func ("/split/ascending", test_rows_ascend_in_what_is_signed_and_what_is_sent);
  g_test_add_func ("/split/participant-later", test_a_participant_added_later_moves_nobody);
  g_test_add_func ("/split/topic-later", test_a_topic_added_later_goes_into_a_new_part);
  g_test_add_func ("/split/by-record", test_a_planned_part_is_known_by_record_as_well_as_by_number);
  g_test_add_func ("/split/refused", test_what_was_refused_keeps_its_part);
  g_test_add_func ("/split/no-rectangle", test_a_rest_that_is_no_rectangle_says_no_pair_too_many);
  g_test_add_func ("/split/single", test_single_has_one_part_for_each_pair);
  g_test_add_func ("/document/missing", test_missing_values_are_named);
  g_test_add_func ("/document/trainer", test_the_professional_is_the_trainer_where_none_is_named);
  g_test_add_func ("/document/unfit", test_what_does_not_fit_is_named);
  g_test_add_func ("/document/twice", test_an_employee_or_topic_twice_is_named);
  g_test_add_func ("/document/no-record", test_a_record_that_is_not_there_is_named);
  g_test_add_func ("/document/unknown-method", test_an_unknown_method_is_refused);
  g_test_add_func ("/document/unfinished", test_an_unfinished_record_counts_nothing);
  return g_test_run ();
}
