/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a store with a row in every table as SQL: dump-store OUT. Used once for each version of
 * the schema, when it is released: tests/migrate/fixtures/v<version>.sql is what later programs
 * must still open. */
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
    "INSERT INTO gate (name, since, detail) VALUES ('NETWORK', 1795413600, 'yok')";

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

int
main (int argc, char **argv)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GString) out = g_string_new ("-- A store of version 1 with a row in every table.\n");

  isg_test_init (&argc, &argv);
  if (argc != 2)
    return 2;
  store_fixture_init (&fixture);
  fill (&fixture);
  g_string_append_printf (out, "PRAGMA application_id = %d;\n", ISG_STORE_APPLICATION_ID);
  g_string_append (out, "PRAGMA user_version = 1;\nBEGIN;\n");
  dump_objects (&fixture, out, "type = 'table'");
  dump_tables (&fixture, out);
  dump_objects (&fixture, out, "type = 'index'");
  g_string_append (out, "INSERT INTO record_words (record_words) VALUES ('rebuild');\n");
  dump_objects (&fixture, out, "type = 'trigger'");
  g_string_append (out, "COMMIT;\n");
  return g_file_set_contents (argv[1], out->str, out->len, NULL) ? 0 : 3;
}
