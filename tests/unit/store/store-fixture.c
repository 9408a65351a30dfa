/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/store/store-fixture.h"

#include <stdarg.h>

#include "rules/isg-record-json.h"
#include "store/isg-store-private.h"
#include "support/isg-test.h"

void
store_fixture_init (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pack = isg_test_source ("data/rules");

  fixture->dir = isg_test_path ("data");
  fixture->rules = isg_rules_load (pack, &error);
  g_assert_no_error (error);
  fixture->clock = isg_clock_new_fake (STORE_FIXTURE_NOW);
  fixture->store = isg_store_create (fixture->dir,
                                     ISG_ENVIRONMENT_SANDBOX,
                                     fixture->rules,
                                     fixture->clock,
                                     &error);
  g_assert_no_error (error);
  isg_store_set_actor (fixture->store, "test");
}

void
store_fixture_clear (StoreFixture *fixture)
{
  g_clear_pointer (&fixture->store, isg_store_close);
  g_clear_pointer (&fixture->rules, isg_rules_unref);
  g_clear_pointer (&fixture->clock, isg_clock_unref);
  g_clear_pointer (&fixture->dir, g_free);
}

void
store_fixture_reopen (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->store, isg_store_close);
  fixture->store = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);
  g_assert_no_error (error);
  isg_store_set_actor (fixture->store, "test");
}

char *
store_fixture_person (guint n)
{
  int digits[11] = { 0 };
  int odd;
  int even;
  int sum = 0;
  char text[12];

  g_snprintf (text, sizeof text, "%09u00", 100000000 + n);
  for (guint i = 0; i < 9; i++)
    digits[i] = text[i] - '0';
  odd = digits[0] + digits[2] + digits[4] + digits[6] + digits[8];
  even = digits[1] + digits[3] + digits[5] + digits[7];
  digits[9] = ((7 * odd - even) % 10 + 10) % 10;
  for (guint i = 0; i < 10; i++)
    sum += digits[i];
  digits[10] = sum % 10;
  text[9] = '0' + digits[9];
  text[10] = '0' + digits[10];
  return g_strdup (text);
}

IsgRecord *
store_fixture_record (StoreFixture *fixture,
                      const char *kind,
                      const char *workplace,
                      const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) quoted = g_string_new (json);
  g_autoptr (IsgFields) fields = NULL;

  g_string_replace (quoted, "'", "\"", 0);
  fields = isg_record_fields_from_json (fixture->rules,
                                        isg_rules_kind (fixture->rules, kind),
                                        quoted->str,
                                        -1,
                                        NULL,
                                        &error);
  g_assert_no_error (error);
  return isg_record_new (kind, NULL, workplace, fields);
}

char *
store_fixture_add (StoreFixture *fixture, const char *kind, const char *workplace, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) record = store_fixture_record (fixture, kind, workplace, json);

  isg_store_record_save (fixture->store, record, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (isg_record_uuid (record));
}

IsgRecord *
store_fixture_edit (StoreFixture *fixture, const char *uuid, const char *id, IsgValue *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) record = isg_store_record_get (fixture->store, uuid, 0, &error);
  g_autoptr (IsgValue) owned = value;

  g_assert_no_error (error);
  return isg_record_with_value (record, id, owned);
}

char *
store_fixture_workplace (StoreFixture *fixture, const char *name)
{
  g_autofree char *json = g_strdup_printf ("{'name':'%s','employer_name':'Ada Deneme',"
                                           "'hazard_class':'high','district':'Merkez',"
                                           "'address':'Çarşı 1','phone':'0532 123 45 67'}",
                                           name);

  return store_fixture_add (fixture, "workplace", NULL, json);
}

char *
store_fixture_employee (StoreFixture *fixture,
                        const char *workplace,
                        guint n,
                        const char *given,
                        const char *family)
{
  g_autofree char *person = store_fixture_person (n);
  g_autofree char *json
    = g_strdup_printf ("{'national_id':'%s','given_name':'%s','family_name':'%s',"
                       "'birth_date':'1990-05-06','start_date':'2020-01-02'}",
                       person,
                       given,
                       family);

  return store_fixture_add (fixture, "employee", workplace, json);
}

char *
store_fixture_professional (StoreFixture *fixture, guint n, const char *given, const char *family)
{
  g_autofree char *person = store_fixture_person (n);
  g_autofree char *json
    = g_strdup_printf ("{'national_id':'%s','given_name':'%s','family_name':'%s',"
                       "'role':'specialist','certificate_no':'4711','certificate_class':'A'}",
                       person,
                       given,
                       family);

  return store_fixture_add (fixture, "professional", NULL, json);
}

char *
store_fixture_training (StoreFixture *fixture, const char *workplace, const char *professional, ...)
{
  g_autoptr (GString) json = g_string_new (NULL);
  const char *participant;
  va_list participants;

  g_string_printf (json,
                   "{'date':'2026-11-20','professional':'%s','place':'inside',"
                   "'method':'face_to_face','topics':[{'code':'110','minutes':60}],"
                   "'participants':[",
                   professional);
  va_start (participants, professional);
  while ((participant = va_arg (participants, const char *)) != NULL)
    g_string_append_printf (json, "{'employee':'%s'},", participant);
  va_end (participants);
  if (json->str[json->len - 1] == ',')
    g_string_truncate (json, json->len - 1);
  g_string_append (json, "]}");
  return store_fixture_add (fixture, "training", workplace, json->str);
}

gint64
store_fixture_submission (StoreFixture *fixture,
                          const char *record,
                          const char *part,
                          const char *state,
                          guint revision)
{
  g_autofree char *key = isg_uuid_new ();
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO submission (key, record, revision, method, dataset, part, part_order, n, number,"
    " pack, environment, document_tmpl, document, sha256, message_tmpl, signer, state, created,"
    " changed) SELECT '%s', id, %u, 'ibys-soap-list', 'training', '%s', 1, 1, 4711, 'pack',"
    " 'sandbox', x'', x'', '', x'', '10000000146', '%s', 0, 0 FROM record WHERE uuid = '%s'",
    key,
    revision,
    part,
    state,
    record);

  store_fixture_exec (fixture, sql);
  return isg_store_last_id (fixture->store);
}

void
store_fixture_exec (StoreFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (fixture->store, &error);

  g_assert_no_error (error);
  isg_store_exec (fixture->store, sql, "test", &error);
  g_assert_no_error (error);
  isg_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

gint64
store_fixture_number (StoreFixture *fixture, const char *sql)
{
  g_autofree char *text = store_fixture_text (fixture, sql);

  g_assert_nonnull (text);
  return g_ascii_strtoll (text, NULL, 10);
}

char *
store_fixture_text (StoreFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (fixture->store, sql, &error);
  gboolean row;

  g_assert_no_error (error);
  isg_stmt_step (stmt, &row, &error);
  g_assert_no_error (error);
  g_assert_true (row);
  return isg_stmt_dup_text (stmt, 0);
}
