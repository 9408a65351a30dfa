/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/isg-error.h"
#include "base/isg-i18n.h"
#include "rules/isg-record-json.h"
#include "store/isg-store-key.h"
#include "store/isg-store-place.h"
#include "submit/isg-copy.h"

#define MAX_STDIN (4 * 1024 * 1024)

/* "name" or "name:n" in the environment: whether this is the n-th time that the point is passed. */
static gboolean
is_point (const char *variable, const char *name, guint *passed)
{
  const char *wanted = g_getenv (variable);
  const char *colon = wanted != NULL ? strchr (wanted, ':') : NULL;
  gsize length = wanted == NULL ? 0 : colon != NULL ? (gsize) (colon - wanted) : strlen (wanted);
  guint64 nth = 1;

  if (wanted == NULL || strlen (name) != length || strncmp (wanted, name, length) != 0)
    return FALSE;
  if (colon != NULL)
    nth = g_ascii_strtoull (colon + 1, NULL, 10);
  return ++*passed == nth;
}

void
isg_cli_pass (const char *name, gpointer data)
{
  IsgCli *cli = data;

  if (is_point ("ISG_TEST_KILL_POINT", name, &cli->n_passed))
    raise (SIGKILL);
  if (is_point ("ISG_TEST_STOP_POINT", name, &cli->n_stopped))
    raise (SIGSTOP);
}

IsgRules *
isg_cli_rules (IsgCli *cli, GError **error)
{
  if (cli->rules != NULL)
    return cli->rules;
  cli->packs = isg_rulebook_new (cli->data_dir, error);
  if (cli->packs == NULL)
    return NULL;
  cli->rules = isg_rules_ref (isg_rulebook_active (cli->packs, isg_clock_today (cli->clock)));
  if (isg_rulebook_trouble (cli->packs) != NULL)
    isg_cli_note (_ ("An installed rule pack cannot be read and was passed over: %s"),
                     isg_rulebook_trouble (cli->packs));
  return cli->rules;
}

static void
say_where_it_lies (IsgCli *cli)
{
  if (isg_store_is_read_only (cli->store))
    isg_cli_note ("isgctl: %s",
                  _ ("The disk or folder of the store may only be read. Records can be looked at; "
                     "nothing can be changed until it may be written."));
  if (isg_place_is_network (cli->data_dir))
    isg_cli_note ("isgctl: %s",
                  _ ("The store lies on a network drive, where two computers may spoil each "
                     "other's work. Keep it on this computer's own disk and put backups there."));
}

IsgStore *
isg_cli_store (IsgCli *cli, GError **error)
{
  g_autofree char *path = g_build_filename (cli->data_dir, ISG_STORE_FILE, NULL);
  g_autoptr (IsgStoreKey) key = NULL;
  g_autofree char *language = NULL;
  g_autoptr (GError) unlooked = NULL;

  if (cli->store != NULL)
    return cli->store;
  if (isg_cli_rules (cli, error) == NULL || !isg_cli_unlock (cli, path, &key, error))
    return NULL;
  cli->store = isg_store_open_with (cli->data_dir, key, cli->rules, cli->clock, error);
  if (cli->store == NULL)
    return NULL;

  isg_store_set_actor (cli->store, "isgctl");
  isg_store_set_point (cli->store, isg_cli_pass, cli);
  /* The worker looks again before it sends anything. */
  if (!isg_copy_look (cli->store, &unlooked))
    isg_cli_note ("isgctl: %s", unlooked->message);
  /* Until the store is open the environment decides the language; from here on its owner's choice.
   */
  if (!isg_store_setting (cli->store, "language", &language, error))
    return NULL;
  isg_i18n_init (language, ISG_LOCALE_DIR);
  say_where_it_lies (cli);
  if (!isg_cli_open_health (cli, cli->store, error)) {
    g_clear_pointer (&cli->store, isg_store_close);
    return NULL;
  }
  return cli->store;
}

gboolean
isg_cli_workplace (IsgCli *cli, const char *uuid, GError **error)
{
  g_autoptr (IsgRecord) record = NULL;

  if (uuid == NULL)
    return TRUE;
  record = isg_store_record_get (cli->store, uuid, 0, error);
  if (record == NULL)
    return FALSE;
  if (g_str_equal (isg_record_kind (record), "workplace"))
    return TRUE;
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "no workplace %s", uuid);
  return FALSE;
}

void
isg_cli_note (const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "%s\n", text);
}

void
isg_cli_say (IsgCli *cli, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (cli->plain, format, args);
  va_end (args);
  g_string_append_c (cli->plain, '\n');
}

IsgCliExit
isg_cli_usage (IsgCli *cli, const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  isg_cli_note ("isgctl: %s", text);
  json_builder_set_member_name (cli->out, "error");
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "code", "usage");
  isg_cli_out_string (cli, "message", text);
  json_builder_end_object (cli->out);
  return ISG_CLI_USAGE;
}

static gboolean
say_help (IsgCli *cli, GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  isg_cli_say (cli, "%s", g_strchomp (help));
  isg_cli_out_string (cli, "help", help);
  return FALSE;
}

gboolean
isg_cli_parse (IsgCli *cli,
               const GOptionEntry *entries,
               const char *usage,
               int *argc,
               char ***argv,
               IsgCliExit *out_exit)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;
  const GOptionEntry common[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show how to use this command"), NULL },
      G_OPTION_ENTRY_NULL,
  };

  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    *out_exit = isg_cli_usage (cli, "%s", error->message);
    return FALSE;
  }
  /* "--" only says where the options end. */
  if (*argc > 1 && g_strcmp0 ((*argv)[1], "--") == 0) {
    memmove (&(*argv)[1], &(*argv)[2], (gsize) (*argc - 1) * sizeof (char *));
    (*argc)--;
  }
  if (help) {
    *out_exit = ISG_CLI_DONE;
    return say_help (cli, context);
  }
  return TRUE;
}

GBytes *
isg_cli_read_stdin (GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[16384];
  gssize got;

  while ((got = g_input_stream_read (input, block, sizeof block, NULL, error)) > 0) {
    g_byte_array_append (bytes, block, (guint) got);
    if (bytes->len > MAX_STDIN) {
      g_set_error (error,
                   ISG_BASE_ERROR,
                   ISG_BASE_ERROR_RANGE,
                   "stdin: more than %d bytes",
                   MAX_STDIN);
      return NULL;
    }
  }
  if (got < 0)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
isg_cli_write_file (IsgCli *cli, const char *path, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_strcmp0 (path, "-") == 0) {
    cli->stdout_taken = TRUE;
    if (fwrite (data, 1, length, stdout) == length && fflush (stdout) == 0)
      return TRUE;
    g_set_error (error,
                 G_FILE_ERROR,
                 g_file_error_from_errno (errno),
                 "stdout: %s",
                 g_strerror (errno));
    return FALSE;
  }
  return g_file_set_contents_full (path,
                                   data,
                                   (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

void
isg_cli_out_string (IsgCli *cli, const char *name, const char *value)
{
  json_builder_set_member_name (cli->out, name);
  if (value != NULL)
    json_builder_add_string_value (cli->out, value);
  else
    json_builder_add_null_value (cli->out);
}

void
isg_cli_out_int (IsgCli *cli, const char *name, gint64 value)
{
  json_builder_set_member_name (cli->out, name);
  json_builder_add_int_value (cli->out, value);
}

void
isg_cli_out_bool (IsgCli *cli, const char *name, gboolean value)
{
  json_builder_set_member_name (cli->out, name);
  json_builder_add_boolean_value (cli->out, value);
}

void
isg_cli_out_time (IsgCli *cli, const char *name, gint64 seconds)
{
  g_autofree char *text = seconds != 0 ? isg_unix_to_local_iso (seconds * 1000, FALSE) : NULL;

  isg_cli_out_string (cli, name, text);
}

void
isg_cli_out_array (IsgCli *cli, const char *name)
{
  json_builder_set_member_name (cli->out, name);
  json_builder_begin_array (cli->out);
}

void
isg_cli_out_fields (IsgCli *cli, const char *name, IsgFields *fields)
{
  g_autofree char *text = isg_record_fields_to_json (fields);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  json_builder_set_member_name (cli->out, name);
  json_builder_add_value (cli->out, g_steal_pointer (&node));
}

void
isg_cli_out_findings (IsgCli *cli, const IsgKind *kind, GPtrArray *findings)
{
  isg_cli_out_array (cli, "findings");
  for (guint i = 0; findings != NULL && i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);
    const char *severity = isg_finding_severity_name (isg_finding_severity (finding));
    const char *path = isg_finding_path (finding);
    g_autofree char *message
      = isg_rules_finding_message (cli->rules, kind, finding, isg_i18n_language ());

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "field", path);
    isg_cli_out_string (cli, "severity", severity);
    isg_cli_out_string (cli, "code", isg_finding_code (finding));
    isg_cli_out_string (cli, "message", message);
    json_builder_end_object (cli->out);
    isg_cli_say (cli, "  %-7s %-28s %s", severity, path != NULL ? path : "-", message);
  }
  json_builder_end_array (cli->out);
}
