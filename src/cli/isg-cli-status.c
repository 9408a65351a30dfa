/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "store/isg-store-queue.h"
#include "submit/isg-status.h"

/* What an item does not have is null. */
static void
out_or_null (IsgCli *cli, const char *name, const char *text)
{
  isg_cli_out_string (cli, name, text != NULL && *text != '\0' ? text : NULL);
}

static void
out_items (IsgCli *cli, GPtrArray *items)
{
  isg_cli_out_array (cli, "items");
  for (guint i = 0; i < items->len; i++) {
    const IsgStatusItem *item = g_ptr_array_index (items, i);

    json_builder_begin_object (cli->out);
    out_or_null (cli, "employee", item->employee);
    out_or_null (cli, "employee_uuid", item->employee_uuid);
    out_or_null (cli, "topic", item->topic);
    json_builder_set_member_name (cli->out, "status");
    if (item->status != 0)
      json_builder_add_int_value (cli->out, item->status);
    else
      json_builder_add_null_value (cli->out);
    isg_cli_out_string (cli, "message", item->message);
    json_builder_end_object (cli->out);
  }
  json_builder_end_array (cli->out);
}

/* Names that the sentence of a refusal speaks of. */
typedef struct {
  char *expert;   /* (owned) (nullable) */
  char *employee; /* (owned) (nullable) */
  char *count;    /* (owned): topics, or people, of the notification */
} Named;

static void
named_clear (Named *named)
{
  g_free (named->expert);
  g_free (named->employee);
  g_free (named->count);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Named, named_clear)

static char *
title_of (IsgCli *cli, const char *uuid)
{
  g_autoptr (IsgRecord) record = uuid != NULL ? isg_store_resolve (uuid, cli->store) : NULL;
  const IsgKind *kind
    = record != NULL ? isg_rules_kind (cli->rules, isg_record_kind (record)) : NULL;

  if (kind == NULL)
    return NULL;
  return isg_kind_title (kind,
                         cli->rules,
                         record,
                         isg_store_resolve,
                         cli->store,
                         isg_i18n_language ());
}

static guint
count_distinct (GPtrArray *items, gboolean topics)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++) {
    const IsgStatusItem *item = g_ptr_array_index (items, i);

    g_hash_table_add (seen, topics ? item->topic : item->employee);
  }
  return g_hash_table_size (seen);
}

static Named
name_all (IsgCli *cli,
          const char *uuid,
          const IsgStatusSubmission *submission,
          const IsgStatusError *error)
{
  g_autoptr (IsgRecord) record = isg_store_resolve (uuid, cli->store);
  const IsgKind *kind
    = record != NULL ? isg_rules_kind (cli->rules, isg_record_kind (record)) : NULL;
  IsgValue *at = record != NULL ? isg_record_lookup (record, error->path) : NULL;
  Named named = { 0 };

  if (kind != NULL)
    named.expert = title_of (cli, isg_kind_signer (kind, record));
  if (at != NULL && isg_value_type (at) == ISG_VALUE_REF)
    named.employee = title_of (cli, isg_value_text (at));
  for (guint i = 0; named.employee == NULL && i < submission->items->len; i++) {
    const IsgStatusItem *item = g_ptr_array_index (submission->items, i);

    if (item->status == error->code)
      named.employee = g_strdup (item->employee_name);
  }
  /* 216 and 217 speak of topics, 218 and 219 of people. */
  named.count = g_strdup_printf ("%u", count_distinct (submission->items, error->code < 218));
  return named;
}

static char *
fill (IsgCli *cli, const char *part, const Named *named, const IsgStatusError *error)
{
  g_autofree char *id = g_strdup_printf ("reply.%d.%s", error->code, part);

  return isg_rules_text (cli->rules,
                         id,
                         isg_i18n_language (),
                         "field",
                         error->path,
                         "value",
                         error->value != NULL ? error->value : "",
                         "expert",
                         named->expert != NULL ? named->expert : "–",
                         "employee",
                         named->employee != NULL ? named->employee : "–",
                         "n",
                         named->count,
                         "which",
                         error->value != NULL ? error->value : "",
                         NULL);
}

/* A refusal that names no field has a sentence of its own. */
static char *
explain (IsgCli *cli,
         const char *uuid,
         const IsgStatusSubmission *submission,
         const IsgStatusError *error)
{
  g_auto (Named) named = name_all (cli, uuid, submission, error);
  char *text = *error->path == '\0' ? fill (cli, "unnamed", &named, error) : NULL;

  return text != NULL ? text : fill (cli, "sentence", &named, error);
}

static void
out_errors (IsgCli *cli, const char *uuid, const IsgStatusSubmission *submission)
{
  isg_cli_out_array (cli, "errors");
  for (guint i = 0; i < submission->errors->len; i++) {
    const IsgStatusError *error = g_ptr_array_index (submission->errors, i);
    g_autofree char *sentence = explain (cli, uuid, submission, error);

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "field", error->path);
    isg_cli_out_int (cli, "code", error->code);
    isg_cli_out_string (cli, "message", error->message);
    isg_cli_out_string (cli, "explanation", sentence);
    json_builder_end_object (cli->out);
    isg_cli_say (cli,
                 "      %d %s: %s",
                 error->code,
                 error->path,
                 sentence != NULL ? sentence : error->message);
  }
  json_builder_end_array (cli->out);
}

/* Why it needs a person, in the pack's words. */
static void
out_reason (IsgCli *cli, const IsgStatusSubmission *submission)
{
  g_autofree char *id = g_strdup_printf ("help.%s.because", submission->reason);
  g_autofree char *text = submission->reason == NULL
                            ? NULL
                            : isg_rules_text (cli->rules, id, isg_i18n_language (), NULL);

  isg_cli_out_string (cli, "reason", submission->reason);
  isg_cli_out_string (cli, "explanation", text);
  if (text != NULL)
    isg_cli_say (cli, "      %s", text);
}

static void
out_submission (IsgCli *cli, const char *uuid, const IsgStatusSubmission *submission)
{
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "key", submission->key);
  isg_cli_out_string (cli, "method", submission->method);
  isg_cli_out_bool (cli, "provisional", submission->provisional);
  isg_cli_out_bool (cli, "gone", submission->gone);
  isg_cli_out_string (cli, "pack", submission->pack);
  isg_cli_out_string (cli, "part", submission->part);
  isg_cli_out_string (cli, "state", submission->state);
  isg_cli_out_string (cli, "query_no", submission->query_no);
  isg_cli_out_string (cli, "server_no", submission->server_no);
  isg_cli_out_string (cli, "gate", submission->gate);
  isg_cli_out_int (cli, "attempts", submission->n_attempts);
  isg_cli_out_int (cli, "revision", submission->revision);
  isg_cli_out_string (cli, "sha256", submission->sha256);
  isg_cli_out_time (cli, "next_try", submission->next_try);
  json_builder_set_member_name (cli->out, "code");
  if (submission->last_code != 0)
    json_builder_add_int_value (cli->out, submission->last_code);
  else
    json_builder_add_null_value (cli->out);
  isg_cli_out_string (cli, "message", submission->last_message);
  isg_cli_say (cli,
               "    %s  %-17s no %s%s%s%s%s%s%s",
               submission->part,
               submission->state,
               submission->query_no,
               submission->server_no != NULL ? " / " : "",
               submission->server_no != NULL ? submission->server_no : "",
               submission->gate != NULL ? " · " : "",
               submission->gate != NULL ? submission->gate : "",
               submission->provisional ? " · " : "",
               submission->provisional
               ? _ ("provisional")
               : "");
  out_reason (cli, submission);
  out_items (cli, submission->items);
  out_errors (cli, uuid, submission);
  json_builder_end_object (cli->out);
}

static gboolean
out_status (IsgCli *cli, const char *uuid, GError **error)
{
  g_autoptr (IsgStatus) status = isg_status_get (cli->store, uuid, isg_i18n_language (), error);

  if (status == NULL)
    return FALSE;
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "uuid", status->uuid);
  isg_cli_out_string (cli, "kind", status->kind);
  isg_cli_out_string (cli, "title", status->title);
  isg_cli_out_string (cli, "state", status->state);
  isg_cli_out_string (cli, "gate", status->gate);
  isg_cli_say (cli,
               "%s  %-17s %s%s  %s",
               status->uuid,
               status->state,
               status->gate != NULL ? "· " : "",
               status->gate != NULL ? status->gate : "",
               status->title);
  isg_cli_out_array (cli, "submissions");
  for (guint i = 0; i < status->submissions->len; i++)
    out_submission (cli, status->uuid, g_ptr_array_index (status->submissions, i));
  json_builder_end_array (cli->out);
  json_builder_end_object (cli->out);
  return TRUE;
}

/* Every open record of the kinds that are sent. */
static gboolean
collect_sent (IsgCli *cli, GPtrArray *uuids, GError **error)
{
  GPtrArray *kinds = isg_rules_kinds (cli->rules);

  for (guint i = 0; i < kinds->len; i++) {
    const char *kind = isg_kind_id (g_ptr_array_index (kinds, i));
    IsgListQuery query
      = { .kind = kind, .sort = "date", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };
    g_autoptr (GPtrArray) rows = NULL;

    if (isg_rules_method (cli->rules, kind, NULL) == NULL)
      continue;
    rows = isg_store_record_list (cli->store, &query, error);
    if (rows == NULL)
      return FALSE;
    for (guint j = 0; j < rows->len; j++) {
      const IsgRow *row = g_ptr_array_index (rows, j);

      /* What can do without being sent is listed once somebody sends it. */
      if (isg_kind_is_sent (g_ptr_array_index (kinds, i)) || g_strcmp0 (row->badge, "") != 0)
        g_ptr_array_add (uuids, g_strdup (row->uuid));
    }
  }
  return TRUE;
}

/* What an old copy knows of what it does not know. */
static gboolean
out_copy (IsgCli *cli, GError **error)
{
  IsgCopyWindow window;
  guint left, all;

  if (!isg_store_copy_window (cli->store, &window, error)
      || !isg_store_copy_left (cli->store, &left, &all, error))
    return FALSE;
  json_builder_set_member_name (cli->out, "copy");
  if (window.until == 0) {
    json_builder_add_null_value (cli->out);
    return TRUE;
  }
  json_builder_begin_object (cli->out);
  isg_cli_out_time (cli, "from", window.from);
  isg_cli_out_time (cli, "until", window.until);
  isg_cli_out_bool (cli, "window_known", window.known);
  isg_cli_out_int (cli, "left", left);
  isg_cli_out_int (cli, "all", all);
  json_builder_end_object (cli->out);
  return TRUE;
}

static gboolean
out_lost (IsgCli *cli, GError **error)
{
  g_autoptr (GPtrArray) lost = isg_store_lost_list (cli->store, FALSE, error);

  if (lost == NULL)
    return FALSE;
  isg_cli_out_array (cli, "lost");
  for (guint i = 0; i < lost->len; i++) {
    const IsgLostSending *sending = g_ptr_array_index (lost, i);
    g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, sending->number);

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "query_no", number);
    isg_cli_out_time (cli, "time", sending->time);
    isg_cli_out_string (cli, "method", sending->method);
    isg_cli_out_int (cli, "items", sending->n_items);
    isg_cli_out_time (cli, "asked", sending->asked);
    json_builder_set_member_name (cli->out, "code");
    if (sending->code != 0)
      json_builder_add_int_value (cli->out, sending->code);
    else
      json_builder_add_null_value (cli->out);
    isg_cli_out_string (cli, "message", sending->message);
    json_builder_end_object (cli->out);
    isg_cli_say (cli,
                 _ ("Sent by the lost copy: %s, items: %u. %s"),
                    number,
                    sending->n_items,
                    sending->message != NULL ? sending->message : "");
  }
  json_builder_end_array (cli->out);
  return TRUE;
}

IsgCliExit
isg_cli_status (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "[UUID…]", &argc, &argv, &code))
    return code;
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  for (int i = 1; i < argc; i++)
    g_ptr_array_add (uuids, g_strdup (argv[i]));
  if (argc == 1 && !collect_sent (cli, uuids, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_array (cli, "records");
  for (guint i = 0; i < uuids->len; i++)
    if (!out_status (cli, g_ptr_array_index (uuids, i), &error))
      return isg_cli_fail (cli, g_steal_pointer (&error));
  json_builder_end_array (cli->out);
  if (!out_copy (cli, &error) || (argc == 1 && !out_lost (cli, &error)))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return ISG_CLI_DONE;
}
