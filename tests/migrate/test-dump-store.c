/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a store with a row in every table as SQL, to the file that ISG_STORE_DUMP names. Done once
 * for each version of the schema, when it is released: tests/migrate/fixtures/v<version>.sql is
 * what later programs must still open. */
#include <sqlite3.h>

#include "store/isg-store-private.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* Tables that hold another's content, and views, come into being by themselves. */
#define OWN_OBJECTS                                                                                \
  "sql IS NOT NULL AND type <> 'view' AND name NOT GLOB 'record_words_[dci]*' OR name IN "         \
  "('record_words_insert', 'record_words_update')"

static const char submission_rows[]
  = "INSERT INTO submission_item (submission, ordinal, employee, employee_uuid, topic, status,"
    " message) SELECT id, 1, '10000000146', '', '110', 200, 'Kabul edildi' FROM submission;"
    "INSERT INTO reply (body) VALUES (CAST ('<ok/>' AS BLOB));"
    "INSERT INTO lost_sending (number, time, method, fingerprints) VALUES (4712, 1795413600,"
    " 'ibys-soap-list', 'f1 f2');"
    "INSERT INTO attempt (reply, submission, kind, number, time, boot_id, boot_seconds, pid, "
    "firm_hash,"
    " phase, http_status, code, outcome, ended) SELECT 1, id, 'save', number, 1795413600, 'boot', "
    "60, "
    "7,"
    " 'firm', 'answered', 200, 200, 'TAKEN', 1795413601 FROM submission;"
    "INSERT INTO field_error (submission, path, wire_name, value, code, message)"
    " SELECT id, 'date', 'egitimTarihi', '\"2026-11-20\"', 210, 'Tarih' FROM submission;"
    "INSERT INTO put_off (duty, legal, until, reason, time) VALUES ("
    "'00112233445566778899aabbccddeeff', 20780, 20810, 'Hekim izinde', 1795413600);"
    "INSERT INTO bond (professional, workplace, question, method, sha256, answer, answered, tried,"
    " code) SELECT p.id, w.id, 'workplace', 'ibys-soap-list', 'f3', 'no', 1795413600, 1795413600,"
    " 213 FROM record p, record w WHERE p.kind = 'professional' AND w.kind = 'workplace';"
    "INSERT INTO retention_hold (record, until, reason, actor, time) SELECT id, 30000, 'Asbest',"
    " 'test', 1795413600 FROM record WHERE kind = 'employee';"
    "INSERT INTO destruction SELECT id, 1795413600, 'test', 'health_file', 'retention-health',"
    " 'm.7', '1', 9000, 14479, 1, 0, 0 FROM record WHERE kind = 'professional';"
    "INSERT INTO gate (name, since, detail) VALUES ('NETWORK', 1795413600, 'yok');"
    "INSERT INTO health_key VALUES ('00112233445566778899aabbccddeeff', 1795413600, 'sealed');"
    "INSERT INTO health_slot VALUES ('ffeeddccbbaa99887766554433221100', 1, 210000, 1795413600,"
    " zeroblob (32), zeroblob (12), zeroblob (32), zeroblob (16))";

static void
fill (StoreFixture *fixture)
{
  IsgDraft draft = { .uuid = (char *) "0b54b8a0-4b9c-4a39-9a0f-1f2f3f4f5f6f",
                     .kind = (char *) "employee",
                     .body = (char *) "{\"given_name\":\"Ay" };
  g_autofree char *workplace = store_fixture_workplace (fixture, "Işık Berber");
  g_autofree char *professional = store_fixture_professional (fixture, 0, "Ela", "Deniz");
  g_autofree char *first = store_fixture_employee (fixture, workplace, 1, "Işıl", "Çağ");
  g_autofree char *second = store_fixture_employee (fixture, workplace, 2, "İlker", "Şen");
  g_autofree char *training
    = store_fixture_training (fixture, workplace, professional, first, second, NULL);
  g_autoptr (IsgRecord) edited
    = store_fixture_edit (fixture, first, "job", isg_value_new_text ("Kalfa"));

  g_assert_true (isg_store_record_save (fixture->store, edited, NULL, NULL));
  g_assert_true (isg_store_record_close (fixture->store, second, "ayrıldı", NULL));
  g_assert_true (isg_store_draft_put (fixture->store, &draft, NULL));
  g_assert_true (isg_store_set_setting (fixture->store, "firm.code", "ibys-1", FALSE, NULL));
  g_assert_true (isg_store_set_setting (fixture->store, "firm.password", "kirpi-7", TRUE, NULL));
  store_fixture_submission (fixture, training, "1", "ACCEPTED", 1);
  store_fixture_exec (fixture, submission_rows);
}

static void
dump_objects (StoreFixture *fixture, GString *out, const char *which)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT group_concat (sql || ';', char (10)) FROM"
                       " (SELECT sql FROM sqlite_schema WHERE (%s) AND (" OWN_OBJECTS
                       ") ORDER BY rowid)",
                       which);
  g_autofree char *text = store_fixture_text (fixture, sql);

  g_string_append_printf (out, "%s\n", text);
}

static char *
columns_of (StoreFixture *fixture, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT group_concat ('quote (\"' || name || '\")', ' || "
                                          "'','' || ') FROM pragma_table_info ('%s')",
                                          table);

  return store_fixture_text (fixture, sql);
}

static void
dump_rows (StoreFixture *fixture, GString *out, const char *table)
{
  g_autofree char *columns = columns_of (fixture, table);
  g_autofree char *sql
    = g_strdup_printf ("SELECT '%s', %s FROM \"%s\"%s",
                       table,
                       columns,
                       table,
                       /* Views are made anew from the pack that opens it. */
                       g_str_equal (table, "meta") ? " WHERE key <> 'views'" : "");
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (fixture->store, sql, NULL);
  gboolean row;

  while (isg_stmt_step (stmt, &row, NULL) && row)
    g_string_append_printf (out,
                            "INSERT INTO %s VALUES (%s);\n",
                            isg_stmt_text (stmt, 0),
                            isg_stmt_text (stmt, 1));
}

static void
dump_tables (StoreFixture *fixture, GString *out)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (fixture->store,
                        "SELECT name FROM sqlite_schema WHERE type = 'table'"
                        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'record_words%'"
                        " ORDER BY rowid",
                        NULL);
  gboolean row;

  while (isg_stmt_step (stmt, &row, NULL) && row)
    dump_rows (fixture, out, isg_stmt_text (stmt, 0));
}

static char *
dump (StoreFixture *fixture)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out,
                          "-- A store of version %" G_GINT64_FORMAT " with a row in every table.\n",
                          store_fixture_number (fixture, "PRAGMA user_version"));
  g_string_append_printf (out, "PRAGMA application_id = %d;\n", ISG_STORE_APPLICATION_ID);
  g_string_append_printf (out,
                          "PRAGMA user_version = %" G_GINT64_FORMAT ";\nBEGIN;\n",
                          store_fixture_number (fixture, "PRAGMA user_version"));
  dump_objects (fixture, out, "type = 'table'");
  dump_tables (fixture, out);
  dump_objects (fixture, out, "type = 'index'");
  g_string_append (out, "INSERT INTO record_words (record_words) VALUES ('rebuild');\n");
  dump_objects (fixture, out, "type = 'trigger'");
  g_string_append (out, "COMMIT;\n");
  return g_string_free (out, FALSE);
}

static int
count_rows (sqlite3 *handle, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
  sqlite3_stmt *stmt = NULL;
  int count;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  count = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  return count;
}

static void
assert_row_in_every_table (const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;
  guint tables = 0;

  g_assert_cmpint (sqlite3_open (":memory:", &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                       " AND name NOT LIKE 'sqlite_%'",
                                       -1,
                                       &stmt,
                                       NULL),
                   ==,
                   SQLITE_OK);
  for (; sqlite3_step (stmt) == SQLITE_ROW; tables++) {
    const char *table = (const char *) sqlite3_column_text (stmt, 0);

    g_test_message ("%s", table);
    g_assert_cmpint (count_rows (handle, table), >, 0);
  }
  g_assert_cmpuint (tables, >, 12);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
}

static void
test_a_dump_has_a_row_in_every_table (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *sql = NULL;
  const char *path = g_getenv ("ISG_STORE_DUMP");

  store_fixture_init (&fixture);
  fill (&fixture);
  sql = dump (&fixture);
  assert_row_in_every_table (sql);
  if (path != NULL)
    g_assert_true (g_file_set_contents (path, sql, -1, NULL));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/migrate/a-dump-has-a-row-in-every-table",
                   test_a_dump_has_a_row_in_every_table);
  return g_test_run ();
}
