/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include <string.h>

#include "base/isg-error.h"
#include "base/isg-redact.h"
#include "model/isg-submission.h"
#include "rules/isg-record-json.h"
#include "store/isg-health-key.h"

/* What was on stdin. */
typedef struct {
  GBytes *bytes;
  GHashTable *emptied; /* (element-type utf8): members given as an empty list: said, not left out */
  GPtrArray *unread;   /* (element-type IsgFinding): what could not be read */
} Input;

static void
input_clear (Input *input)
{
  g_clear_pointer (&input->bytes, g_bytes_unref);
  g_clear_pointer (&input->emptied, g_hash_table_unref);
  g_clear_pointer (&input->unread, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Input, input_clear)

/* A place that is only empty makes a draft; a value that is wrong is not taken. What another record
 * still lacks is mended there, and is no reason to lose this one. */
static gboolean
is_wrong_value (const IsgFinding *finding, IsgRecord *record, const Input *input)
{
  const char *path = isg_finding_path (finding);

  if (isg_finding_severity (finding) != ISG_SEVERITY_BLOCK
      || g_str_equal (isg_finding_code (finding), "needed_to_send"))
    return FALSE;
  return path == NULL || isg_record_lookup (record, path) != NULL
         || g_hash_table_contains (input->emptied, path);
}

static gboolean
had_before (const IsgFinding *finding, GPtrArray *before)
{
  for (guint i = 0; before != NULL && i < before->len; i++) {
    const IsgFinding *old = g_ptr_array_index (before, i);

    if (g_strcmp0 (isg_finding_code (old), isg_finding_code (finding)) == 0
        && g_strcmp0 (isg_finding_path (old), isg_finding_path (finding)) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_wrong_value (GPtrArray *findings, GPtrArray *before, IsgRecord *record, const Input *input)
{
  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);

    if (is_wrong_value (finding, record, input) && !had_before (finding, before))
      return TRUE;
  }
  return FALSE;
}

/* Judges and saves; what is wrong is listed and nothing is written. */
static IsgCliExit
judge_and_save (IsgCli *cli,
                const IsgKind *kind,
                IsgRecord *record,
                GPtrArray *before,
                const Input *input)
{
  IsgCheckContext context = isg_store_check_context (cli->store);
  g_autoptr (GPtrArray) findings = isg_rules_check (cli->rules, record, &context);
  g_autoptr (IsgRecord) saved = NULL;
  g_autoptr (GError) error = NULL;

  if (has_wrong_value (findings, before, record, input)) {
    isg_cli_note ("isgctl: %s",
                  _ ("Some values do not fit. Nothing was changed; the findings say what and where."));
    isg_cli_out_string (cli, "uuid", NULL);
    isg_cli_out_findings (cli, kind, findings);
    for (guint i = 0; i < findings->len; i++) {
      const IsgFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *text
        = isg_rules_finding_message (cli->rules, kind, finding, isg_i18n_language ());

      if (isg_finding_severity (finding) == ISG_SEVERITY_BLOCK)
        isg_cli_note ("  %s: %s",
                      isg_finding_path (finding) != NULL ? isg_finding_path (finding) : "-",
                      text);
    }
    return ISG_CLI_NOT_FIT;
  }
  if (!isg_store_record_save (cli->store, record, &saved, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_string (cli, "uuid", isg_record_uuid (saved));
  isg_cli_out_int (cli, "revision", isg_record_revision (saved));
  isg_cli_say (cli, "%s", isg_record_uuid (saved));
  isg_cli_out_findings (cli, kind, findings);
  return ISG_CLI_DONE;
}

/* Members that were given as "[]". What cannot be read at all is said by
 * isg_record_fields_from_json (). */
static GHashTable *
find_emptied (GBytes *bytes)
{
  GHashTable *emptied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!json_parser_load_from_data (parser,
                                   g_bytes_get_data (bytes, NULL),
                                   (gssize) g_bytes_get_size (bytes),
                                   NULL)
      || json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return emptied;
  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &name, &node))
    if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0)
      g_hash_table_add (emptied, g_strdup (name));
  return emptied;
}

/* Files that were written on Windows begin with a byte order mark. */
static GBytes *
pass_over_mark (GBytes *bytes)
{
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  GBytes *rest;

  if (length < 3 || memcmp (data, "\xEF\xBB\xBF", 3) != 0)
    return bytes;
  rest = g_bytes_new_from_bytes (bytes, 3, length - 3);
  g_bytes_unref (bytes);
  return rest;
}

static IsgFields *
read_fields (IsgCli *cli, const IsgKind *kind, IsgFields *base, Input *input, GError **error)
{
  g_autoptr (IsgFields) fields = NULL;

  input->bytes = pass_over_mark (isg_cli_read_stdin (error));
  if (input->bytes == NULL)
    return NULL;
  input->unread = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  fields = isg_record_fields_find_wrong (cli->rules,
                                         kind,
                                         g_bytes_get_size (input->bytes) > 0
                                           ? g_bytes_get_data (input->bytes, NULL)
                                           : "",
                                         (gssize) g_bytes_get_size (input->bytes),
                                         base,
                                         input->unread,
                                         error);
  /* Only after the reader with the limits has read it. */
  if (fields != NULL)
    input->emptied = find_emptied (input->bytes);
  return g_steal_pointer (&fields);
}

/* What cannot even be read is listed like any other value that does not fit; what is no record at
 * all is said of the whole. */
static IsgCliExit
fail_reading (IsgCli *cli, const IsgKind *kind, const Input *input, GError *error)
{
  gboolean is_value = error->domain == ISG_RULES_ERROR && input->unread != NULL;
  g_autofree char *said = isg_redact_text (error->message);
  IsgCliExit code = isg_cli_fail (cli, error);

  if (!is_value)
    return code;
  if (input->unread->len == 0)
    g_ptr_array_add (input->unread,
                     isg_finding_new (NULL, ISG_SEVERITY_BLOCK, "not_json", "text", said, NULL));
  isg_cli_out_string (cli, "uuid", NULL);
  isg_cli_out_findings (cli, kind, input->unread);
  return code;
}

static IsgCliExit
add_record (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *workplace = NULL;
  const GOptionEntry entries[] = {
    { "workplace",
      0,
      0,
      G_OPTION_ARG_STRING,
      &workplace,
      N_ ("The workplace it belongs to"), "UUID" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFields) fields = NULL;
  g_autoptr (IsgRecord) record = NULL;
  g_auto (Input) input = { NULL, NULL, NULL };
  const IsgKind *kind;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "KIND [--workplace UUID] < fields.json", &argc, &argv, &code))
    return code;
  if (argc != 2)
    return isg_cli_usage (cli, "%s", "record add KIND [--workplace UUID] < fields.json");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));

  kind = isg_rules_kind (cli->rules, argv[1]);
  if (kind == NULL) {
    g_set_error (&error, ISG_RULES_ERROR, ISG_RULES_ERROR_UNKNOWN, "kind “%s”", argv[1]);
    return isg_cli_fail (cli, g_steal_pointer (&error));
  }
  if (isg_kind_has_workplace (kind) != (workplace != NULL))
    return isg_cli_usage (cli,
                          isg_kind_has_workplace (kind)
                          ? _ ("“%s” belongs to a workplace: add --workplace UUID.")
                          : _ ("A %s belongs to no workplace: leave out --workplace."), argv[1]);
  if (!isg_cli_workplace (cli, workplace, &error)
      || (fields = read_fields (cli, kind, NULL, &input, &error)) == NULL)
    return fail_reading (cli, kind, &input, g_steal_pointer (&error));
  record = isg_record_new (argv[1], NULL, workplace, fields);
  return judge_and_save (cli, kind, record, NULL, &input);
}

static IsgCliExit
edit_record (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) old = NULL;
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (IsgFields) fields = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_auto (Input) input = { NULL, NULL, NULL };
  IsgCheckContext context;
  const IsgKind *kind;
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "UUID < fields.json", &argc, &argv, &code))
    return code;
  if (argc != 2)
    return isg_cli_usage (cli, "%s", "record edit UUID < fields.json");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  old = isg_store_record_get (cli->store, argv[1], 0, &error);
  if (old == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));

  kind = isg_rules_kind (cli->rules, isg_record_kind (old));
  if (kind == NULL) {
    g_set_error (&error,
                 ISG_RULES_ERROR,
                 ISG_RULES_ERROR_UNKNOWN,
                 "kind “%s”",
                 isg_record_kind (old));
    return isg_cli_fail (cli, g_steal_pointer (&error));
  }
  fields = read_fields (cli, kind, isg_record_fields (old), &input, &error);
  if (fields == NULL)
    return fail_reading (cli, kind, &input, g_steal_pointer (&error));
  record = isg_record_with_fields (old, fields);
  context = isg_store_check_context (cli->store);
  before = isg_rules_check (cli->rules, old, &context);
  return judge_and_save (cli, kind, record, before, &input);
}

static void
out_row (IsgCli *cli, const IsgRow *row)
{
  g_autofree char *date = row->date != ISG_DATE_NONE ? isg_date_to_iso (row->date) : NULL;

  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "uuid", row->uuid);
  isg_cli_out_string (cli, "kind", row->kind);
  isg_cli_out_string (cli, "workplace", row->workplace);
  isg_cli_out_string (cli, "title", row->title);
  isg_cli_out_string (cli, "date", date);
  isg_cli_out_string (cli, "state", *row->badge != '\0' ? row->badge : "DRAFT");
  isg_cli_out_int (cli, "missing", row->missing);
  isg_cli_out_int (cli, "revision", row->revision);
  isg_cli_out_bool (cli, "closed", row->closed);
  json_builder_end_object (cli->out);
  isg_cli_say (cli,
               "%s  %-17s  %-10s  %s",
               row->uuid,
               *row->badge != '\0' ? row->badge : "-",
               date != NULL ? date : "",
               row->title);
}

/* What was never on its way is DRAFT, also where the kind is sent nowhere. */
static gboolean
set_state (IsgListQuery *query, const char *state, const char *badges[3])
{
  if (g_ascii_strcasecmp (state, "closed") == 0) {
    query->closed = TRUE;
    return TRUE;
  }
  for (guint i = 0; i < ISG_SUBMISSION_N_STATES && badges[0] == NULL; i++)
    if (g_ascii_strcasecmp (state, isg_submission_state_name (i)) == 0)
      badges[0] = isg_submission_state_name (i);
  if (g_ascii_strcasecmp (state, "DRAFT") == 0) {
    badges[0] = "DRAFT";
    badges[1] = "";
  }
  query->badges = badges;
  return badges[0] != NULL;
}

static IsgCliExit
list_records (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *workplace = NULL, *state = NULL, *search = NULL;
  int limit = 0, offset = 0;
  const GOptionEntry entries[] = {
    { "workplace", 0, 0, G_OPTION_ARG_STRING, &workplace, N_ ("Only of this workplace"), "UUID" },
      { "state",
        0,
        0,
        G_OPTION_ARG_STRING,
        &state,
        N_ ("Only in this state, or “closed”"), "STATE" },
        { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_ ("Only with these words"), "TEXT" },
          { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many"), "N" },
            { "offset", 0, 0, G_OPTION_ARG_INT, &offset, N_ ("Pass over so many"), "N" },
              G_OPTION_ENTRY_NULL,
          };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const char *badges[] = { NULL, NULL, NULL };
  IsgListQuery query = { 0 };
  guint total = 0;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "KIND", &argc, &argv, &code))
    return code;
  if (argc != 2 || limit < 0 || offset < 0)
    return isg_cli_usage (cli,
                          "%s",
                          "record list KIND [--workplace UUID] [--state STATE] [--search TEXT] "
                          "[--limit N] [--offset N]");
  if (isg_cli_store (cli, &error) == NULL || !isg_cli_workplace (cli, workplace, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (isg_rules_kind (cli->rules, argv[1]) == NULL) {
    g_set_error (&error, ISG_RULES_ERROR, ISG_RULES_ERROR_UNKNOWN, "kind “%s”", argv[1]);
    return isg_cli_fail (cli, g_steal_pointer (&error));
  }

  query.kind = argv[1];
  query.workplace = workplace;
  query.search = search;
  query.date_from = query.date_to = ISG_DATE_NONE;
  query.limit = (guint) limit;
  query.offset = (guint) offset;
  query.language = isg_i18n_language ();
  if (state != NULL && !set_state (&query, state, badges))
    return isg_cli_usage (cli, _ ("“%s” is not a state."), state);
  rows = isg_store_record_list (cli->store, &query, &error);
  if (rows == NULL || !isg_store_record_count (cli->store, &query, &total, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_array (cli, "records");
  for (guint i = 0; i < rows->len; i++)
    out_row (cli, g_ptr_array_index (rows, i));
  json_builder_end_array (cli->out);
  isg_cli_out_int (cli, "total", total);
  return ISG_CLI_DONE;
}

static gboolean
out_revisions (IsgCli *cli, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) revisions = isg_store_record_revisions (cli->store, uuid, error);

  if (revisions == NULL)
    return FALSE;
  isg_cli_out_array (cli, "revisions");
  for (guint i = 0; i < revisions->len; i++) {
    const IsgRevision *revision = g_ptr_array_index (revisions, i);
    g_autoptr (IsgRecord) record = isg_store_record_get (cli->store, uuid, revision->number, error);
    g_autofree char *time = isg_unix_to_local_iso (revision->time * 1000, FALSE);

    if (record == NULL)
      return FALSE;
    json_builder_begin_object (cli->out);
    isg_cli_out_int (cli, "revision", revision->number);
    isg_cli_out_string (cli, "time", time);
    isg_cli_out_string (cli, "author", revision->author);
    isg_cli_out_string (cli, "pack", revision->pack);
    isg_cli_out_fields (cli, "fields", isg_record_fields (record));
    json_builder_end_object (cli->out);
    isg_cli_say (cli, "  %u  %s  %s  %s", revision->number, time, revision->author, revision->pack);
  }
  json_builder_end_array (cli->out);
  return TRUE;
}

static IsgCliExit
show_record (IsgCli *cli, int argc, char **argv)
{
  gboolean revisions = FALSE;
  const GOptionEntry entries[] = {
    { "revisions", 0, 0, G_OPTION_ARG_NONE, &revisions, N_ ("Every revision"), NULL },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) record = NULL;
  g_autofree char *text = NULL, *title = NULL;
  const IsgKind *kind;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "UUID", &argc, &argv, &code))
    return code;
  if (argc != 2)
    return isg_cli_usage (cli, "%s", "record show UUID [--revisions]");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  record = isg_store_record_get (cli->store, argv[1], 0, &error);
  if (record == NULL
      || !isg_store_health_note (cli->store, ISG_JOURNAL_READ, record, "record show", &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  kind = isg_rules_kind (cli->rules, isg_record_kind (record));
  if (kind != NULL)
    title = isg_kind_title (kind,
                            cli->rules,
                            record,
                            isg_store_resolve,
                            cli->store,
                            isg_i18n_language ());
  isg_cli_out_string (cli, "uuid", isg_record_uuid (record));
  isg_cli_out_string (cli, "kind", isg_record_kind (record));
  isg_cli_out_string (cli, "workplace", isg_record_workplace (record));
  isg_cli_out_string (cli, "title", title);
  isg_cli_out_int (cli, "revision", isg_record_revision (record));
  isg_cli_out_fields (cli, "fields", isg_record_fields (record));
  /* Only where it is so: the document is otherwise what it always was. */
  if (isg_record_is_sealed (record)) {
    isg_cli_out_bool (cli, "sealed", TRUE);
    isg_cli_note ("isgctl: %s", _ ("The health details of this record are locked and not shown."));
  }
  text = isg_record_fields_to_json (isg_record_fields (record));
  isg_cli_say (cli,
               "%s %s %u %s\n%s",
               isg_record_uuid (record),
               isg_record_kind (record),
               isg_record_revision (record),
               title,
               text);
  if (revisions && !out_revisions (cli, argv[1], &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return ISG_CLI_DONE;
}

/* ---- check ---- */

static gboolean
check_one (IsgCli *cli, const char *uuid, gboolean *blocked, GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (cli->store, uuid, 0, error);
  g_autoptr (GPtrArray) findings = NULL;
  IsgCheckContext context = isg_store_check_context (cli->store);

  if (record == NULL)
    return FALSE;
  findings = isg_rules_check (cli->rules, record, &context);
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "uuid", uuid);
  isg_cli_out_string (cli, "kind", isg_record_kind (record));
  isg_cli_say (cli, "%s %s", uuid, isg_record_kind (record));
  isg_cli_out_findings (cli, isg_rules_kind (cli->rules, isg_record_kind (record)), findings);
  json_builder_end_object (cli->out);
  *blocked = *blocked || isg_findings_block (findings) > 0;
  return TRUE;
}

static gboolean
add_all_of_kind (IsgCli *cli, const char *kind, GPtrArray *uuids, GError **error)
{
  IsgListQuery query = { .kind = kind, .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };
  g_autoptr (GPtrArray) rows = isg_store_record_list (cli->store, &query, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (uuids, g_strdup (((IsgRow *) g_ptr_array_index (rows, i))->uuid));
  return TRUE;
}

static gboolean
collect_uuids (IsgCli *cli, gboolean all, int argc, char **argv, GPtrArray *uuids, GError **error)
{
  GPtrArray *kinds = isg_rules_kinds (cli->rules);

  for (guint i = 0; all && i < kinds->len; i++)
    if (!add_all_of_kind (cli, isg_kind_id (g_ptr_array_index (kinds, i)), uuids, error))
      return FALSE;
  for (int i = 1; i < argc; i++)
    g_ptr_array_add (uuids, g_strdup (argv[i]));
  return TRUE;
}

static IsgCliExit
check_records (IsgCli *cli, int argc, char **argv)
{
  gboolean all = FALSE, blocked = FALSE;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Every open record"), NULL }, G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "UUID… | --all", &argc, &argv, &code))
    return code;
  if ((argc < 2) != all)
    return isg_cli_usage (cli, "%s", "record check UUID… | --all");
  if (isg_cli_store (cli, &error) == NULL || !collect_uuids (cli, all, argc, argv, uuids, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_array (cli, "records");
  for (guint i = 0; i < uuids->len; i++)
    if (!check_one (cli, g_ptr_array_index (uuids, i), &blocked, &error))
      break;
  json_builder_end_array (cli->out);
  if (error != NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return blocked ? ISG_CLI_NOT_FIT : ISG_CLI_DONE;
}

IsgCliExit
isg_cli_record (IsgCli *cli, int argc, char **argv)
{
  static const struct {
    const char *name;
    IsgCliCommand run;
  } acts[] = {
    { "add", add_record },   { "edit", edit_record },    { "list", list_records },
    { "show", show_record }, { "check", check_records },
  };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].name, argv[1]) == 0)
      return acts[i].run (cli, argc - 1, argv + 1);
  return isg_cli_usage (cli, "%s", "record add|edit|list|show|check …");
}
