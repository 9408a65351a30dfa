/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "fuzz/isg-fuzz.h"
#include "rules/isg-check.h"
#include "rules/isg-rules.h"
#include "support/isg-test.h"

/*
 * An input is a pack in one text: a line "@@ kinds/thing.json" begins each file. The words of the
 * findings are those of the source tree, so that an input stays small.
 */
#define MARK "@@ "

static char *dir; /* (owned) for the life of the program */

static const char *const folders[] = { "kinds", "codes", "terms", "texts", "datasets" };

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  dir = isg_test_path ("pack");
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *folder = g_build_filename (dir, folders[i], NULL);

    g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  }
  return 0;
}

static void
empty_folder (const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *file = NULL;

  while ((file = g_dir_read_name (folder)) != NULL) {
    g_autofree char *old = g_build_filename (path, file, NULL);

    g_unlink (old);
  }
}

/* Only plain names in the pack's folders are written. */
static gboolean
is_harmless (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  const char *file = parts[0] == NULL || parts[1] == NULL ? name : parts[1];

  if (g_strv_length (parts) > 2 || *file == '.' || *file == '\0'
      || strspn (file, "abcdefghijklmnopqrstuvwxyz-_.") != strlen (file))
    return FALSE;
  if (file == name)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (g_str_equal (folders[i], parts[0]))
      return TRUE;
  return FALSE;
}

static void
write_file (const char *name, const char *text, gsize length)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  FILE *file = is_harmless (name) ? fopen (path, "wb") : NULL;

  if (file == NULL)
    return;
  fwrite (text, 1, length, file);
  fclose (file);
}

static void
write_pack (const char *text)
{
  g_auto (GStrv) files = g_strsplit (text, MARK, -1);
  g_autofree char *source = isg_test_source ("data/rules/texts/findings.json");
  g_autofree char *words = NULL;

  g_assert_true (g_file_get_contents (source, &words, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    empty_folder (folders[i]);
  write_file ("pack.json", "", 0);
  write_file ("texts/findings.json", words, strlen (words));
  for (guint i = 1; files[0] != NULL && files[i] != NULL; i++) {
    gsize length = strcspn (files[i], "\n");
    g_autofree char *name = g_strndup (files[i], length);
    const char *content = files[i][length] == '\n' ? files[i] + length + 1 : "";

    write_file (name, content, strlen (content));
  }
}

/* A pack that was taken cannot fail later: an empty record of each kind is judged and called by a
 * name. */
static void
use_pack (IsgRules *rules)
{
  IsgCheckContext context = { .today = isg_date_new (2026, 11, 23) };
  GPtrArray *kinds = isg_rules_kinds (rules);
  g_autoptr (IsgFields) none = isg_fields_new ();

  for (guint i = 0; i < kinds->len; i++) {
    const IsgKind *kind = g_ptr_array_index (kinds, i);
    g_autoptr (IsgRecord) record = isg_record_new (isg_kind_id (kind), NULL, NULL, none);
    g_autoptr (GPtrArray) findings = isg_rules_check (rules, record, &context);
    g_autofree char *title = isg_kind_title (kind, rules, record, NULL, NULL, ISG_LANGUAGE_TR);

    for (guint j = 0; j < findings->len; j++) {
      g_autofree char *message
        = isg_rules_finding_message (rules, kind, g_ptr_array_index (findings, j), ISG_LANGUAGE_TR);

      g_assert_nonnull (message);
    }
    g_assert_cmpstr (title, !=, "");
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = isg_fuzz_text (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = NULL;

  write_pack (text);
  rules = isg_rules_load (dir, &error);
  g_assert_cmpint (rules == NULL, ==, error != NULL);
  if (rules != NULL)
    use_pack (rules);
  else
    g_assert_cmpint ((int) error->domain, ==, (int) ISG_RULES_ERROR);
  return 0;
}
