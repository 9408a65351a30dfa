/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-badge.h"

#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* 2026-11-23 23:30 in Istanbul, which is the 23rd there and in UTC; half an hour later it is the
 * 24th there alone. */
#define LATE_ON_23 1795465800

#define PART(s, ...)                                                                               \
  {                                                                                                \
    .state = s, .revision = 2, __VA_ARGS__                                                         \
  }

/* clang-format off */
static const struct {
  const char *name;
  IsgBadgeRecord record;
  IsgBadgePart parts[4];
  const char *badge;
  const char *note;
} cases[] = {
  { "not sent, complete", { FALSE, 0, 2 }, { { 0 } }, "", "" },
  { "not sent, incomplete", { FALSE, 3, 2 }, { { 0 } }, "DRAFT", "{\"missing\":3}" },
  { "draft, complete", { TRUE, 0, 2 }, { { 0 } }, "DRAFT", "{\"missing\":0}" },
  { "draft, incomplete", { TRUE, 3, 2 }, { { 0 } }, "DRAFT", "{\"missing\":3}" },
  { "awaiting", { TRUE, 0, 2 }, { PART ("AWAITING_SIGNATURE") }, "AWAITING_SIGNATURE", "" },
  { "queued", { TRUE, 0, 2 }, { PART ("QUEUED") }, "QUEUED", "" },
  { "sending", { TRUE, 0, 2 }, { PART ("SENDING") }, "SENDING", "" },
  { "in doubt", { TRUE, 0, 2 }, { PART ("IN_DOUBT") }, "IN_DOUBT", "" },
  { "processing", { TRUE, 0, 2 }, { PART ("PROCESSING", .no = "77") }, "PROCESSING", "{\"no\":\"77\"}" },
  { "accepted", { TRUE, 0, 2 }, { PART ("ACCEPTED", .no = "77", .final_at = LATE_ON_23) },
    "ACCEPTED", "{\"date\":\"2026-11-23\",\"no\":\"77\"}" },
  { "accepted past midnight in Istanbul", { TRUE, 0, 2 }, { PART ("ACCEPTED", .no = "77", .final_at = LATE_ON_23 + 1800) },
    "ACCEPTED", "{\"date\":\"2026-11-24\",\"no\":\"77\"}" },
  { "accepted, edited since", { TRUE, 0, 3 }, { PART ("ACCEPTED", .no = "77", .final_at = LATE_ON_23) },
    "ACCEPTED", "{\"date\":\"2026-11-23\",\"no\":\"77\",\"differs\":true}" },
  { "two accepted: the later day, the first number", { TRUE, 0, 2 },
    { PART ("ACCEPTED", .no = "77", .final_at = LATE_ON_23), PART ("ACCEPTED", .no = "78", .final_at = LATE_ON_23 + 86400) },
    "ACCEPTED", "{\"date\":\"2026-11-24\",\"no\":\"77\"}" },
  { "partly", { TRUE, 0, 2 }, { PART ("PARTLY_ACCEPTED", .n_items = 100, .n_accepted = 97) },
    "PARTLY_ACCEPTED", "{\"k\":97,\"n\":100}" },
  { "partly, another part accepted", { TRUE, 0, 2 },
    { PART ("ACCEPTED", .n_items = 30, .n_accepted = 30), PART ("PARTLY_ACCEPTED", .n_items = 100, .n_accepted = 97) },
    "PARTLY_ACCEPTED", "{\"k\":127,\"n\":130}" },
  { "rejected", { TRUE, 0, 2 }, { PART ("REJECTED", .n_fields = 2) }, "REJECTED", "{\"fields\":2}" },
  { "two rejected", { TRUE, 0, 2 }, { PART ("REJECTED", .n_fields = 2), PART ("REJECTED", .n_fields = 1) },
    "REJECTED", "{\"fields\":3}" },
  { "rejected and being mended", { TRUE, 1, 3 }, { PART ("REJECTED", .n_fields = 2) }, "REJECTED", "{\"fields\":2}" },
  { "help", { TRUE, 0, 2 }, { PART ("NEEDS_HELP", .reason = "differs") }, "NEEDS_HELP", "{\"reason\":\"differs\"}" },
  { "withdrawn", { TRUE, 0, 2 }, { PART ("WITHDRAWN") }, "WITHDRAWN", "" },
  { "withdrawn, edited since", { TRUE, 1, 3 }, { PART ("WITHDRAWN") }, "DRAFT", "{\"missing\":1}" },
  { "elsewhere", { TRUE, 0, 2 }, { PART ("REPORTED_ELSEWHERE", .reason = "SGK \"12\"") },
    "REPORTED_ELSEWHERE", "{\"reason\":\"SGK \\\"12\\\"\"}" },
  { "superseded", { TRUE, 0, 2 }, { PART ("SUPERSEDED", .no = "80") }, "SUPERSEDED", "{\"no\":\"80\"}" },
  { "cancelled", { TRUE, 0, 2 }, { PART ("CANCELLED", .final_at = LATE_ON_23) }, "CANCELLED", "{\"date\":\"2026-11-23\"}" },
  { "rejected before partly", { TRUE, 0, 2 }, { PART ("PARTLY_ACCEPTED"), PART ("REJECTED") }, "REJECTED", "{\"fields\":0}" },
  { "partly before help", { TRUE, 0, 2 }, { PART ("NEEDS_HELP"), PART ("PARTLY_ACCEPTED") }, "PARTLY_ACCEPTED", "{\"k\":0,\"n\":0}" },
  { "help before doubt", { TRUE, 0, 2 }, { PART ("IN_DOUBT"), PART ("NEEDS_HELP") }, "NEEDS_HELP", "" },
  { "doubt before awaiting", { TRUE, 0, 2 }, { PART ("AWAITING_SIGNATURE"), PART ("IN_DOUBT") }, "IN_DOUBT", "" },
  { "awaiting before queued", { TRUE, 0, 2 }, { PART ("QUEUED"), PART ("AWAITING_SIGNATURE") }, "AWAITING_SIGNATURE", "" },
  { "queued before sending", { TRUE, 0, 2 }, { PART ("SENDING"), PART ("QUEUED") }, "QUEUED", "" },
  { "sending before processing", { TRUE, 0, 2 }, { PART ("PROCESSING"), PART ("SENDING") }, "SENDING", "" },
  { "processing before accepted", { TRUE, 0, 2 }, { PART ("ACCEPTED"), PART ("PROCESSING") }, "PROCESSING", "" },
  { "a part withdrawn: not accepted", { TRUE, 0, 2 }, { PART ("ACCEPTED"), PART ("WITHDRAWN") }, "WITHDRAWN", "" },
};
/* clang-format on */

static void
test_a_badge_is_the_worst_of_its_parts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *note = NULL;
    const char *badge;
    guint n = 0;

    while (n < G_N_ELEMENTS (cases[i].parts) && cases[i].parts[n].state != NULL)
      n++;
    badge = isg_badge_derive (&cases[i].record, cases[i].parts, n, &note);
    g_test_message ("%s", cases[i].name);
    g_assert_cmpstr (badge, ==, cases[i].badge);
    g_assert_cmpstr (note, ==, cases[i].note);
  }
}

static void
test_every_badge_has_its_rank (void)
{
  const char *badge;
  guint i;

  for (i = 0; (badge = isg_badge_nth (i)) != NULL; i++)
    g_assert_cmpuint (isg_badge_rank (badge), ==, i);
  g_assert_cmpuint (i, ==, 14);
  g_assert_cmpuint (isg_badge_rank (""), ==, i);
  g_assert_cmpuint (isg_badge_rank (NULL), ==, i);
}

/* ---- in the store ---- */

static void
assert_badge (StoreFixture *fixture, const char *uuid, const char *badge, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql
    = g_strdup_printf ("SELECT badge || ' ' || badge_note FROM record WHERE uuid = '%s'", uuid);
  g_autofree char *expected = g_strconcat (badge, " ", note, NULL);
  g_autofree char *found = NULL;
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (fixture->store, &error);

  isg_store_record_refresh_badge (fixture->store, uuid, &error);
  g_assert_no_error (error);
  isg_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  found = store_fixture_text (fixture, sql);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_the_newest_submission_of_each_part_counts (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *workplace = NULL;
  g_autofree char *professional = NULL;
  g_autofree char *training = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *items = NULL;
  gint64 id;

  store_fixture_init (&fixture);
  workplace = store_fixture_workplace (&fixture, "Berber");
  professional = store_fixture_professional (&fixture, 0, "Ela", "Deniz");
  training = store_fixture_training (&fixture, workplace, professional, NULL);
  missing = store_fixture_text (&fixture,
                                "SELECT '{\"missing\":' || missing || '}' FROM record"
                                " WHERE kind = 'training' AND missing > 0");
  assert_badge (&fixture, training, "DRAFT", missing);

  store_fixture_submission (&fixture, training, "1", "REJECTED", 1);
  store_fixture_exec (&fixture,
                      "INSERT INTO field_error (submission, path, wire_name, code) VALUES"
                      " (1, 'date', 'egitimTarihi', 210), (1, 'date', 'egitimTarihi', 213),"
                      " (1, 'place', 'egitimYer', 210)");
  assert_badge (&fixture, training, "REJECTED", "{\"fields\":2}");
  store_fixture_submission (&fixture, training, "1", "QUEUED", 1);
  assert_badge (&fixture, training, "QUEUED", "");
  id = store_fixture_submission (&fixture, training, "2", "PARTLY_ACCEPTED", 1);
  items = g_strdup_printf ("INSERT INTO submission_item (submission, ordinal, employee,"
                           " employee_uuid, topic, status) VALUES (%d, 1, '', '', '', 200),"
                           " (%d, 2, '', '', '', 212), (%d, 3, '', '', '', 200)",
                           (int) id,
                           (int) id,
                           (int) id);
  store_fixture_exec (&fixture, items);
  assert_badge (&fixture, training, "PARTLY_ACCEPTED", "{\"k\":2,\"n\":3}");
}

static void
test_a_workplace_carries_the_worst_badge_of_its_records (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *badge = NULL;

  store_fixture_init (&fixture);
  first = store_fixture_workplace (&fixture, "Berber");
  second = store_fixture_workplace (&fixture, "Fırın");
  for (guint i = 0; i < 4; i++)
    g_free (store_fixture_employee (&fixture, i < 3 ? first : second, i, "Ela", "Deniz"));
  store_fixture_exec (&fixture,
                      "UPDATE record SET badge = '';"
                      "UPDATE record SET badge = CASE id WHEN 3 THEN 'ACCEPTED' WHEN 4 THEN"
                      " 'IN_DOUBT' WHEN 6 THEN 'REJECTED' ELSE '' END");
  g_assert_true (isg_store_workplace_badge (fixture.store, first, &badge, NULL));
  g_assert_cmpstr (badge, ==, "IN_DOUBT");
  g_clear_pointer (&badge, g_free);
  g_assert_true (isg_store_workplace_badge (fixture.store, NULL, &badge, NULL));
  g_assert_cmpstr (badge, ==, "REJECTED");
  g_clear_pointer (&badge, g_free);

  store_fixture_exec (&fixture, "UPDATE record SET closed = 1 WHERE id = 4");
  g_assert_true (isg_store_workplace_badge (fixture.store, first, &badge, NULL));
  g_assert_cmpstr (badge, ==, "ACCEPTED");
  g_clear_pointer (&badge, g_free);
  store_fixture_exec (&fixture, "UPDATE record SET badge = ''");
  g_assert_true (isg_store_workplace_badge (fixture.store, first, &badge, NULL));
  g_assert_cmpstr (badge, ==, "");
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/badge/is-the-worst-of-its-parts",
                   test_a_badge_is_the_worst_of_its_parts);
  g_test_add_func ("/store/badge/every-badge-has-its-rank", test_every_badge_has_its_rank);
  g_test_add_func ("/store/badge/the-newest-submission-of-each-part-counts",
                   test_the_newest_submission_of_each_part_counts);
  g_test_add_func ("/store/badge/a-workplace-carries-the-worst-badge-of-its-records",
                   test_a_workplace_carries_the_worst_badge_of_its_records);
  return g_test_run ();
}
