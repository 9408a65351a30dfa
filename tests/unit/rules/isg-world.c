/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "isg-world.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rules/isg-json.h"
#include "support/isg-test.h"

World *
world_new_of (const char *dir)
{
  g_autoptr (GError) error = NULL;
  World *world = g_new0 (World, 1);

  world->dir = g_strdup (dir);
  world->records = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);
  world->rules = isg_rules_load (dir, &error);
  g_assert_no_error (error);
  return world;
}

World *
world_new (void)
{
  g_autofree char *dir = isg_test_source ("data/rules");

  return world_new_of (dir);
}

char *
world_copy_pack (void)
{
  g_autofree char *from = isg_test_source ("data/rules");
  g_autofree char *source = g_strconcat (from, "/.", NULL);
  char *to = isg_test_path ("pack");
  const char *argv[] = { "cp", "-r", "--no-preserve=mode", source, to, NULL };
  int status = 1;

  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  g_assert_true (g_spawn_sync (NULL,
                               (char **) argv,
                               NULL,
                               G_SPAWN_SEARCH_PATH,
                               NULL,
                               NULL,
                               NULL,
                               NULL,
                               &status,
                               NULL));
  g_assert_cmpint (status, ==, 0);
  return to;
}

char *
world_read_file (const char *dir, const char *file)
{
  g_autofree char *path = g_build_filename (dir, file, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

void
world_write_file (const char *dir, const char *file, const char *text)
{
  g_autofree char *path = g_build_filename (dir, file, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

void
world_change_file (const char *dir, const char *file, const char *find, const char *replace)
{
  g_autofree char *text = world_read_file (dir, file);
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_nonnull (strstr (text, find));
  g_string_replace (changed, find, replace, 1);
  world_write_file (dir, file, changed->str);
}

void
world_free (World *world)
{
  if (world == NULL)
    return;
  g_ptr_array_unref (world->records);
  isg_rules_unref (world->rules);
  g_free (world->dir);
  g_free (world);
}

IsgRecord *
world_record (World *world, const char *kind, const char *workplace, const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFields) fields = isg_record_fields_from_json (world->rules,
                                                              isg_rules_kind (world->rules, kind),
                                                              text,
                                                              -1,
                                                              NULL,
                                                              &error);

  g_assert_no_error (error);
  return isg_record_new (kind, NULL, workplace, fields);
}

const char *
world_add (World *world, const char *kind, const char *workplace, const char *json)
{
  IsgRecord *record = world_record (world, kind, workplace, json);

  g_ptr_array_add (world->records, record);
  return isg_record_uuid (record);
}

static IsgRecord *
resolve (const char *uuid, gpointer data)
{
  World *world = data;

  for (guint i = 0; i < world->records->len; i++) {
    IsgRecord *record = g_ptr_array_index (world->records, i);

    if (g_str_equal (isg_record_uuid (record), uuid))
      return isg_record_ref (record);
  }
  return NULL;
}

static GPtrArray *
find (const char *kind, const char *workplace, const char *field, const char *wanted, gpointer data)
{
  World *world = data;
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);

  for (guint i = 0; i < world->records->len; i++) {
    IsgRecord *record = g_ptr_array_index (world->records, i);
    IsgValue *value = field != NULL ? isg_record_get (record, field) : NULL;
    g_autofree char *text = value != NULL ? isg_value_to_text (value) : NULL;

    if (g_str_equal (isg_record_kind (record), kind) && g_strcmp0 (text, wanted) == 0
        && (workplace == NULL || g_strcmp0 (isg_record_workplace (record), workplace) == 0))
      g_ptr_array_add (found, isg_record_ref (record));
  }
  return found;
}

/* The sentence as it stands in the pack, read apart from the code that is tested. */
static char *
raw_sentence (World *world, const char *code, const char *language)
{
  g_autofree char *id = g_strconcat ("finding.", code, NULL);
  g_autofree char *text = world_read_file (world->dir, "texts/findings.json");
  g_autoptr (IsgJson) json = isg_json_parse (text, strlen (text), 8, NULL);
  const IsgJson *texts = NULL;

  texts = isg_json_nth (json, 1);
  for (guint i = 0; i < isg_json_length (texts); i++) {
    if (!g_str_equal (isg_json_nth_name (texts, i), id))
      continue;
    return g_strdup (
      isg_json_text (isg_json_nth (isg_json_nth (texts, i), *language == 't' ? 0 : 1)));
  }
  g_error ("there is no sentence for %s", code);
}

static void
assert_place_filled (const IsgKind *kind,
                     const IsgFinding *finding,
                     const char *place,
                     const char *language)
{
  g_auto (GStrv) parts = g_strsplit (place, ":", 2);
  g_autofree char *own = g_strconcat (parts[0], ".", language, NULL);
  const char *path = isg_finding_path (finding);
  const IsgFieldDef *def = path != NULL ? isg_kind_field (kind, path) : NULL;

  g_test_message ("%s: {%s}", isg_finding_code (finding), place);
  if (g_str_equal (parts[0], "field") || g_str_equal (parts[0], "hint"))
    g_assert_nonnull (def);
  else if (g_str_equal (parts[0], "unit"))
    return; /* a number of things has none */
  else if (parts[1] != NULL && g_str_has_prefix (parts[1], "words"))
    g_assert_nonnull (isg_finding_arg (finding, own));
  else
    g_assert_nonnull (isg_finding_arg (finding, parts[0]));
}

static void
assert_said (World *world, const IsgKind *kind, const IsgFinding *finding, IsgLanguage language)
{
  const char *tag = isg_i18n_language_tag (language);
  g_autofree char *raw = raw_sentence (world, isg_finding_code (finding), tag);
  g_autofree char *message = isg_rules_finding_message (world->rules, kind, finding, language);
  g_auto (GStrv) parts = g_strsplit_set (raw, "{}", -1);

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i += 2) {
    assert_place_filled (kind, finding, parts[i], tag);
    if (parts[i + 1] == NULL)
      break;
  }
  g_assert_cmpstr (message, !=, "");
  g_assert_null (strpbrk (message, "{}"));
  g_assert_null (strstr (message, "  "));
  g_assert_true (g_utf8_validate (message, -1, NULL));
}

IsgCheckContext
world_context (World *world)
{
  return (IsgCheckContext){ WORLD_TODAY, resolve, world, find, world };
}

GPtrArray *
world_check (World *world, IsgRecord *record)
{
  IsgCheckContext context = world_context (world);
  const IsgKind *kind = isg_rules_kind (world->rules, isg_record_kind (record));
  GPtrArray *findings = isg_rules_check (world->rules, record, &context);

  for (guint i = 0; i < findings->len; i++) {
    assert_said (world, kind, g_ptr_array_index (findings, i), ISG_LANGUAGE_TR);
    assert_said (world, kind, g_ptr_array_index (findings, i), ISG_LANGUAGE_EN);
  }
  return findings;
}

const IsgFinding *
world_find (GPtrArray *findings, const char *path, const char *code)
{
  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);

    if (g_strcmp0 (isg_finding_path (finding), path) == 0
        && g_str_equal (isg_finding_code (finding), code))
      return finding;
  }
  return NULL;
}
