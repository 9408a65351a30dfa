/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/dataset/isg-fixture.h"

#include <json-glib/json-glib.h>

#include "base/isg-identity.h"
#include "rules/isg-record-json.h"
#include "support/isg-test.h"

#define WORKPLACE    "00000000-0000-4000-8000-000000000001"
#define PROFESSIONAL "00000000-0000-4000-8000-000000000002"
#define TRAINING     "00000000-0000-4000-8000-000000000003"

static const char *const topics[]
  = { "399", "395", "390", "380", "370", "360", "350", "340", "330", "320",
      "310", "250", "240", "230", "220", "210", "140", "130", "120", "110" };

IsgFixture *
isg_fixture_new_at (const char *rules_dir)
{
  g_autoptr (GError) error = NULL;
  IsgFixture *fixture = g_new0 (IsgFixture, 1);

  fixture->rules = isg_rules_load (rules_dir, &error);
  g_assert_no_error (error);
  fixture->records
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) isg_record_unref);
  return fixture;
}

IsgFixture *
isg_fixture_new (void)
{
  g_autofree char *dir = isg_test_source ("data/rules");

  return isg_fixture_new_at (dir);
}

void
isg_fixture_free (IsgFixture *fixture)
{
  if (fixture == NULL)
    return;
  g_clear_pointer (&fixture->record, isg_record_unref);
  g_hash_table_unref (fixture->records);
  isg_rules_unref (fixture->rules);
  g_free (fixture);
}

void
isg_fixture_add (IsgFixture *fixture,
                 const char *kind_id,
                 const char *uuid,
                 const char *workplace,
                 const char *json)
{
  g_autoptr (GError) error = NULL;
  const IsgKind *kind = isg_rules_kind (fixture->rules, kind_id);
  g_autoptr (IsgFields) fields = NULL;
  g_autoptr (IsgRecord) record = NULL;

  g_assert_nonnull (kind);
  fields = isg_record_fields_from_json (fixture->rules, kind, json, -1, NULL, &error);
  g_assert_no_error (error);
  record = isg_record_new (kind_id, uuid, workplace, fields);
  g_clear_pointer (&fixture->record, isg_record_unref);
  fixture->record = isg_record_ref (record);
  g_hash_table_replace (fixture->records, g_strdup (uuid), g_steal_pointer (&record));
}

void
isg_fixture_load (IsgFixture *fixture, const char *name)
{
  g_autofree char *folder = isg_test_source ("tests/golden");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *array;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *record = json_array_get_object_element (array, i);
    g_autofree char *fields = json_to_string (json_object_get_member (record, "fields"), FALSE);

    isg_fixture_add (fixture,
                     json_object_get_string_member (record, "kind"),
                     json_object_get_string_member (record, "uuid"),
                     json_object_get_string_member_with_default (record, "workplace", NULL),
                     fields);
  }
}

IsgRecord *
isg_fixture_resolve (const char *uuid, gpointer user_data)
{
  IsgFixture *fixture = user_data;
  IsgRecord *record = g_hash_table_lookup (fixture->records, uuid);

  return record == NULL ? NULL : isg_record_ref (record);
}

GPtrArray *
isg_fixture_make (IsgFixture *fixture, const char *method)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *parts = isg_document_make (fixture->rules,
                                        method,
                                        fixture->record,
                                        isg_fixture_resolve,
                                        fixture,
                                        NULL,
                                        NULL,
                                        ISG_FIXTURE_NOW,
                                        &error);

  g_assert_no_error (error);
  return parts;
}

char *
isg_fixture_employee (guint index)
{
  g_autofree char *nine = g_strdup_printf ("%09u", 200000000 + index);

  return isg_identity_make_person (nine);
}

char *
isg_fixture_employee_uuid (guint index)
{
  return g_strdup_printf ("00000000-0000-4000-8001-%012u", index);
}

static void
add_employees (IsgFixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *uuid = isg_fixture_employee_uuid (i);
    g_autofree char *number = isg_fixture_employee (i);
    g_autofree char *json
      = g_strdup_printf ("{\"national_id\":\"%s\",\"given_name\":\"Ad\",\"family_name\":\"Soyad\"}",
                         number);

    isg_fixture_add (fixture, "employee", uuid, WORKPLACE, json);
  }
}

/* The rows are given backwards, so that nothing is in order by chance. */
static void
append_rows (GString *json, guint n_employees, guint n_topics)
{
  g_string_append (json, "\"topics\":[");
  for (guint i = 0; i < n_topics; i++)
    g_string_append_printf (json,
                            "%s{\"code\":\"%s\",\"minutes\":40}",
                            i > 0 ? "," : "",
                            topics[i]);
  g_string_append (json, "],\"participants\":[");
  for (guint i = n_employees; i > 0; i--) {
    g_autofree char *uuid = isg_fixture_employee_uuid (i - 1);

    g_string_append_printf (json, "%s{\"employee\":\"%s\"}", i < n_employees ? "," : "", uuid);
  }
  g_string_append (json, "]");
}

void
isg_fixture_training (IsgFixture *fixture, guint n_employees, guint n_topics)
{
  g_autoptr (GString) json
    = g_string_new ("{\"date\":\"2019-01-04\",\"professional\":\"" PROFESSIONAL "\","
                    "\"trainer_national_id\":\"10000000146\",\"place\":\"inside\","
                    "\"method\":\"face_to_face\",");

  g_assert_cmpuint (n_topics, <=, G_N_ELEMENTS (topics));
  isg_fixture_add (fixture,
                   "workplace",
                   WORKPLACE,
                   NULL,
                   "{\"name\":\"Fırın\",\"sgk_no\":\"24711010100000010340123000\"}");
  isg_fixture_add (fixture,
                   "professional",
                   PROFESSIONAL,
                   NULL,
                   "{\"national_id\":\"10000000146\",\"role\":\"specialist\","
                   "\"given_name\":\"Işıl\",\"family_name\":\"İnci\"}");
  add_employees (fixture, n_employees);
  append_rows (json, n_employees, n_topics);
  g_string_append_c (json, '}');
  isg_fixture_add (fixture, "training", TRAINING, WORKPLACE, json->str);
}

char *
isg_fixture_read (const char *name)
{
  g_autofree char *folder = isg_test_source ("tests/golden");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* ---- packs ---- */

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;

  g_file_get_contents (from, &data, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
copy_tree (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);

    if (g_file_test (source, G_FILE_TEST_IS_DIR))
      copy_tree (source, target);
    else
      copy_file (source, target);
  }
}

char *
isg_fixture_copy_pack (void)
{
  g_autofree char *from = isg_test_source ("data/rules");
  char *to = isg_test_path ("rules");

  copy_tree (from, to);
  return to;
}

void
isg_fixture_edit (const char *pack, const char *file, const char *from, const char *to)
{
  g_autofree char *path = g_build_filename (pack, file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  g_file_set_contents (path, changed->str, (gssize) changed->len, &error);
  g_assert_no_error (error);
}
