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
save (Desk *desk, IsgRecord *record)
{
  g_autoptr (GError) error = NULL;

  isg_store_record_save (desk->store.store, record, NULL, &error);
  g_assert_no_error (error);
}

static char *
title_of (Desk *desk, const char *uuid)
{
  g_autofree char *sql = g_strdup_printf ("SELECT title_tr FROM record WHERE uuid = '%s'", uuid);

  return store_fixture_text (&desk->store, sql);
}

static void
test_a_title_follows_those_it_tells_of (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *json = NULL;
  g_autofree char *assignment = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (IsgRecord) edited = NULL;

  desk_init (&desk);
  json = g_strdup_printf ("{'professional':'%s','contract_start':'2026-01-01','minutes':60}",
                          desk.professional);
  assignment = store_fixture_add (&desk.store, "assignment", desk.workplace, json);
  before = title_of (&desk, assignment);
  g_assert_nonnull (strstr (before, "Ela Deniz"));

  edited = store_fixture_edit (&desk.store,
                               desk.professional,
                               "family_name",
                               isg_value_new_text ("Yurt"));
  save (&desk, edited);
  after = title_of (&desk, assignment);
  g_assert_nonnull (strstr (after, "Ela Yurt"));
  g_assert_cmpint (store_fixture_number (&desk.store,
                                         "SELECT count(*) FROM record WHERE kind = 'assignment' "
                                         "AND instr (search_key, 'yurt')"),
                   ==,
                   1);
}

static void
test_many_titles_follow_in_time (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *json = NULL;
  g_autoptr (IsgRecord) edited = NULL;
  static const char behind[]
    = "SELECT count(*) FROM record WHERE kind = 'assignment' AND title_tr NOT LIKE 'Ela Yurt%'";
  gint64 left;

  desk_init (&desk);
  json = g_strdup_printf ("{'professional':'%s','contract_start':'2026-01-01','minutes':60}",
                          desk.professional);
  g_free (store_fixture_add (&desk.store, "assignment", desk.workplace, json));
  store_fixture_exec (
    &desk.store,
    "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 600)"
    " INSERT INTO record (uuid, kind, workplace, title_tr, title_en, sort_key, search_key, "
    "revision,"
    " created, changed) SELECT 'copy-' || value, kind, workplace, title_tr, title_en, sort_key,"
    " search_key, 1, created, changed FROM record, n"
    " WHERE kind = 'assignment'");
  store_fixture_exec (&desk.store,
                      "INSERT INTO revision (record, number, body, pack, author, time)"
                      " SELECT r.id, 1, v.body, v.pack, v.author, v.time FROM record r,"
                      " revision v JOIN record o ON o.id = v.record WHERE r.uuid LIKE 'copy-%'"
                      " AND o.kind = 'assignment' AND o.uuid NOT LIKE 'copy-%';"
                      "INSERT INTO reference SELECT r.id, 'professional', o.id FROM record r, "
                      "record o"
                      " WHERE r.uuid LIKE 'copy-%' AND o.kind = 'professional'");
  edited = store_fixture_edit (&desk.store,
                               desk.professional,
                               "family_name",
                               isg_value_new_text ("Yurt"));
  save (&desk, edited);
  left = store_fixture_number (&desk.store, behind);
  g_assert_cmpint (left, >, 0);
  for (guint round = 0; left > 0; round++) {
    gint64 now;

    g_clear_pointer (&edited, isg_record_unref);
    edited = store_fixture_edit (&desk.store,
                                 desk.first,
                                 "job",
                                 isg_value_new_text (round % 2 == 0 ? "Kalfa" : "Usta"));
    save (&desk, edited);
    now = store_fixture_number (&desk.store, behind);
    g_assert_cmpint (now, <, left);
    left = now;
  }
  g_assert_cmpint (store_fixture_number (&desk.store, "SELECT sum(stale) FROM record"), ==, 0);
}

static void
test_a_closed_record_can_be_opened_again (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  g_assert_true (isg_store_record_close (desk.store.store, desk.first, "ayrıldı", NULL));
  g_assert_true (isg_store_record_close (desk.store.store, desk.first, "ayrıldı", NULL));
  g_assert_cmpint (store_fixture_number (&desk.store,
                                         "SELECT count(*) FROM record WHERE closed IS NOT NULL"),
                   ==,
                   1);
  g_assert_true (isg_store_record_close (desk.store.store, desk.first, NULL, NULL));
  g_assert_cmpint (store_fixture_number (&desk.store,
                                         "SELECT count(*) FROM record WHERE closed IS NOT NULL"),
                   ==,
                   0);
  g_assert_cmpint (store_fixture_number (&desk.store,
                                         "SELECT count(*) FROM journal WHERE act IN "
                                         "('record.closed', 'record.opened')"),
                   ==,
                   2);
  g_assert_false (isg_store_record_close (desk.store.store, "nobody", "x", &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
}

static void
test_checks_find_what_stands_in_the_store (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *other = NULL;
  g_autofree char *person = store_fixture_person (1);
  IsgCheckContext context;
  const struct {
    const char *kind;
    const char *field;
    const char *value;
    guint here;
    guint anywhere;
  } cases[] = {
    { "employee", "national_id", person, 1, 2 },
    { "employee", "national_id", "19090909018", 0, 0 },
    { "employee", "given_name", "Işıl", 1, 2 },
    { "training", "participants.employee", NULL, 1, 1 },
    { "training", "date", "2026-11-20", 1, 1 },
    { "training", "topics.code", "110", 1, 1 },
    { "training", "topics.code", "11", 0, 0 },
    { "training", "professional", "nobody", 0, 0 },
    { "sandwich", "bread", "rye", 0, 0 },
  };

  desk_init (&desk);
  other = store_fixture_workplace (&desk.store, "Fırın");
  g_free (store_fixture_employee (&desk.store, other, 1, "Işıl", "Çağ"));
  context = isg_store_check_context (desk.store.store);
  g_assert_cmpint (context.today, ==, isg_date_new (2026, 11, 23));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *value = cases[i].value != NULL ? cases[i].value : desk.first;
    g_autoptr (GPtrArray) here
      = context.find (cases[i].kind, desk.workplace, cases[i].field, value, context.find_data);
    g_autoptr (GPtrArray) anywhere
      = context.find (cases[i].kind, NULL, cases[i].field, value, context.find_data);

    g_test_message ("%s %s", cases[i].kind, cases[i].field);
    g_assert_cmpuint (here->len, ==, cases[i].here);
    g_assert_cmpuint (anywhere->len, ==, cases[i].anywhere);
  }
  g_assert_null (context.resolver ("nobody", context.resolver_data));
}

static void
test_columns_tell_what_the_values_say (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *employee = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *person = store_fixture_person (1);

  desk_init (&desk);
  employee = store_fixture_text (&desk.store,
                                 "SELECT title_tr || '|' || unique_key || '|' || date || '|' ||"
                                 " (SELECT title_tr FROM record w WHERE w.id = r.workplace)"
                                 " FROM record r WHERE kind = 'employee' ORDER BY id LIMIT 1");
  expected = g_strdup_printf ("Işıl Çağ|%s|%d|Ilgaz Berber", person, isg_date_new (2020, 1, 2));
  g_assert_cmpstr (employee, ==, expected);
}

static void
test_an_old_pack_leaves_old_records_readable (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (IsgRecord) record = NULL;

  desk_init (&desk);
  store_fixture_exec (&desk.store,
                      "INSERT INTO record (uuid, kind, title_tr, title_en, sort_key, search_key,"
                      " revision, created, changed) VALUES ('0a7ff6c6-6a4c-4b0c-8f2e-2f2f2f2f2f2f',"
                      " 'sandwich', 'Tost', 'Toast', 't', 'tost', 1, 0, 0);"
                      "INSERT INTO revision (record, number, body, pack, author, time)"
                      " SELECT id, 1, '{\"bread\":\"rye\"}', 'old', 'x', 0"
                      " FROM record WHERE kind = 'sandwich'");
  record = isg_store_record_get (desk.store.store, "0a7ff6c6-6a4c-4b0c-8f2e-2f2f2f2f2f2f", 0, NULL);
  g_assert_nonnull (record);
  g_assert_cmpstr (isg_value_text (isg_record_get (record, "bread")), ==, "rye");
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/record/a-title-follows-those-it-tells-of",
                   test_a_title_follows_those_it_tells_of);
  g_test_add_func ("/store/record/many-titles-follow-in-time", test_many_titles_follow_in_time);
  g_test_add_func ("/store/record/closed-can-be-opened-again",
                   test_a_closed_record_can_be_opened_again);
  g_test_add_func ("/store/record/checks-find-what-stands-in-the-store",
                   test_checks_find_what_stands_in_the_store);
  g_test_add_func ("/store/record/columns-tell-what-the-values-say",
                   test_columns_tell_what_the_values_say);
  g_test_add_func ("/store/record/an-old-pack-leaves-old-records-readable",
                   test_an_old_pack_leaves_old_records_readable);
  return g_test_run ();
}
