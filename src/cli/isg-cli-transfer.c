/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-error.h"
#include "transfer/isg-handover.h"
#include "transfer/isg-import.h"

/* As they stand in the document, in the order of IsgImportWhat. */
static const char *const what_names[ISG_IMPORT_N_WHAT]
  = { "new", "update", "same", "mend", "skipped" };
static const char *const what_words[ISG_IMPORT_N_WHAT]
  = { N_ ("New"), N_ ("To be updated"), N_ ("Same"), N_ ("To be mended"), N_ ("Skipped") };

/* The word on the command line is the plural of the kind's id. */
static const IsgKind *
find_kind (IsgCli *cli, const char *word)
{
  GPtrArray *kinds = isg_rules_kinds (cli->rules);

  for (guint i = 0; i < kinds->len; i++) {
    const IsgKind *kind = g_ptr_array_index (kinds, i);
    g_autofree char *plural = g_strdup_printf ("%ss", isg_kind_id (kind));

    if (isg_kind_unique_key (kind) != NULL
        && (g_str_equal (word, plural) || g_str_equal (word, isg_kind_id (kind))))
      return kind;
  }
  return NULL;
}

/* ---- what is shown ---- */

static void
out_columns (IsgCli *cli, const IsgImport *import)
{
  isg_cli_out_array (cli, "columns");
  for (guint i = 0; i < isg_import_n_columns (import); i++) {
    GPtrArray *fields = isg_import_fields (import, i);
    g_autoptr (GString) names = g_string_new (NULL);

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "heading", isg_import_heading (import, i));
    isg_cli_out_array (cli, "fields");
    for (guint j = 0; j < fields->len; j++) {
      const IsgFieldDef *field = g_ptr_array_index (fields, j);

      json_builder_add_string_value (cli->out, isg_field_def_id (field));
      g_string_append_printf (names,
                              "%s%s",
                              j > 0 ? ", " : "",
                              isg_field_def_label (field, isg_i18n_language ()));
    }
    json_builder_end_array (cli->out);
    json_builder_end_object (cli->out);
    isg_cli_say (cli,
                 "  %s → %s",
                 isg_import_heading (import, i),
                 names->len > 0 ? names->str : _ ("not taken"));
  }
  json_builder_end_array (cli->out);
}

static void
out_changes (IsgCli *cli, const IsgImportRow *row)
{
  isg_cli_out_array (cli, "changes");
  for (guint i = 0; i < row->changes->len; i++) {
    const IsgImportChange *change = g_ptr_array_index (row->changes, i);

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "field", isg_field_def_id (change->field));
    isg_cli_out_string (cli, "before", change->before);
    isg_cli_out_string (cli, "after", change->after);
    json_builder_end_object (cli->out);
    isg_cli_say (cli,
                 "        %s: %s → %s",
                 isg_field_def_label (change->field, isg_i18n_language ()),
                 change->before,
                 change->after);
  }
  json_builder_end_array (cli->out);
}

static char *
title_of (IsgCli *cli, const IsgKind *kind, const IsgImportRow *row)
{
  return row->record == NULL ? NULL
                             : isg_kind_title (kind,
                                               cli->rules,
                                               row->record,
                                               isg_store_resolve,
                                               cli->store,
                                               isg_i18n_language ());
}

static void
out_row (IsgCli *cli, const IsgKind *kind, const IsgImportRow *row, gboolean dry_run)
{
  g_autofree char *title = title_of (cli, kind, row);
  gboolean there = row->what == ISG_IMPORT_UPDATE || row->what == ISG_IMPORT_SAME
                   || (row->what == ISG_IMPORT_NEW && !dry_run);

  isg_cli_say (cli, "%6u  %-16s %s", row->line, _ (what_words[row->what]), title ? title : "");
  json_builder_begin_object (cli->out);
  isg_cli_out_int (cli, "line", row->line);
  isg_cli_out_string (cli, "what", what_names[row->what]);
  isg_cli_out_string (cli, "uuid", there ? isg_record_uuid (row->record) : NULL);
  isg_cli_out_string (cli, "title", title);
  if (row->twin != 0) {
    isg_cli_out_int (cli, "same_as_line", row->twin);
    isg_cli_say (cli, _ ("        The same number stands on line %u."), row->twin);
  }
  out_changes (cli, row);
  isg_cli_out_findings (cli, kind, row->findings);
  json_builder_end_object (cli->out);
}

static void
out_plan (IsgCli *cli, const IsgKind *kind, const IsgImport *import, gboolean dry_run)
{
  const IsgTable *table = isg_import_table (import);
  const char separator[] = { isg_table_separator (table), '\0' };
  GPtrArray *rows = isg_import_rows (import);

  isg_cli_out_string (cli, "encoding", isg_table_encoding (table));
  isg_cli_out_string (cli, "separator", separator);
  isg_cli_out_int (cli, "heading_line", isg_import_heading_line (import));
  out_columns (cli, import);
  isg_cli_out_array (cli, "rows");
  for (guint i = 0; i < rows->len; i++)
    out_row (cli, kind, g_ptr_array_index (rows, i), dry_run);
  json_builder_end_array (cli->out);

  json_builder_set_member_name (cli->out, "counts");
  json_builder_begin_object (cli->out);
  for (guint i = 0; i < ISG_IMPORT_N_WHAT; i++) {
    isg_cli_out_int (cli, what_names[i], isg_import_count (import, i));
    isg_cli_say (cli, "%6u  %s", isg_import_count (import, i), _ (what_words[i]));
  }
  json_builder_end_object (cli->out);
}

/* ---- import ---- */

static GBytes *
read_file (const char *path, GError **error)
{
  char *data;
  gsize length;

  if (g_str_equal (path, "-"))
    return isg_cli_read_stdin (error);
  return g_file_get_contents (path, &data, &length, error) ? g_bytes_new_take (data, length) : NULL;
}

static IsgImport *
plan (IsgCli *cli, const IsgKind *kind, const char *workplace, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (path, error);
  IsgTable *table = bytes != NULL ? isg_table_read (bytes, error) : NULL;

  return table != NULL ? isg_import_plan (cli->store, kind, workplace, table, error) : NULL;
}

static IsgCliExit
import_file (IsgCli *cli,
             const IsgKind *kind,
             const char *workplace,
             const char *path,
             gboolean dry_run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgImport) import = plan (cli, kind, workplace, path, &error);
  guint n = 0;

  if (import == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_bool (cli, "dry_run", dry_run);
  out_plan (cli, kind, import, dry_run);
  if (!dry_run && !isg_import_run (import, &n, &error)) {
    IsgCliExit code = isg_cli_fail (cli, g_steal_pointer (&error));

    isg_cli_out_int (cli, "imported", n);
    return code;
  }
  isg_cli_out_int (cli, "imported", n);
  if (dry_run)
    isg_cli_say (cli, "%s", _ ("Nothing is kept yet."));
  else
    isg_cli_say (cli, _ ("Records written: %u."), n);
  if (isg_import_count (import, ISG_IMPORT_MEND) == 0)
    return ISG_CLI_DONE;
  isg_cli_note ("isgctl: %s",
                _ ("Some rows are to be mended; they were not taken. Mend them in the file and "
                   "import it again: what was taken is not taken twice."));
  return ISG_CLI_NOT_FIT;
}

IsgCliExit
isg_cli_import (IsgCli *cli, int argc, char **argv)
{
  static const char usage[] = "import employees FILE --workplace UUID [--dry-run]";
  g_autofree char *workplace = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "workplace",
      0,
      0,
      G_OPTION_ARG_STRING,
      &workplace,
      N_ ("The workplace it belongs to"), "UUID" },
      { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Show what would happen"), NULL },
        G_OPTION_ENTRY_NULL,
    };
  g_autoptr (GError) error = NULL;
  const IsgKind *kind;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "KIND FILE --workplace UUID", &argc, &argv, &code))
    return code;
  if (argc != 3)
    return isg_cli_usage (cli, "%s", usage);
  if (isg_cli_store (cli, &error) == NULL || !isg_cli_workplace (cli, workplace, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  kind = find_kind (cli, argv[1]);
  if (kind == NULL)
    return isg_cli_usage (cli, _ ("“%s” cannot be imported."), argv[1]);
  if (isg_kind_has_workplace (kind) != (workplace != NULL))
    return isg_cli_usage (cli, "%s", usage);
  return import_file (cli, kind, workplace, argv[2], dry_run);
}

/* ---- export ---- */

IsgCliExit
isg_cli_export (IsgCli *cli, int argc, char **argv)
{
  static const char usage[] = "export --workplace UUID -o FILE";
  g_autofree char *workplace = NULL;
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { "workplace", 0, 0, G_OPTION_ARG_STRING, &workplace, N_ ("Of this workplace"), "UUID" },
      { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_ ("The file to write"), "FILE" },
        G_OPTION_ENTRY_NULL,
    };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  IsgCliExit code;
  guint n;

  if (!isg_cli_parse (cli, entries, "--workplace UUID -o FILE", &argc, &argv, &code))
    return code;
  if (argc != 1 || workplace == NULL || path == NULL)
    return isg_cli_usage (cli, "%s", usage);
  if (isg_cli_store (cli, &error) == NULL || !isg_cli_workplace (cli, workplace, &error)
      || (bytes = isg_handover_write (cli->store, workplace, &n, &error)) == NULL
      || !isg_cli_write_file (cli, path, bytes, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_string (cli, "file", path);
  isg_cli_out_int (cli, "records", n);
  isg_cli_out_int (cli, "bytes", (gint64) g_bytes_get_size (bytes));
  isg_cli_say (cli, _ ("Records written: %u."), n);
  isg_cli_note ("isgctl: %s",
                _ ("Health details are not in it; the physician hands them over to a physician."));
  return ISG_CLI_DONE;
}
