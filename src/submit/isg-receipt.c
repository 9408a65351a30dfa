/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-receipt.h"

#include "base/isg-bytes.h"
#include "base/isg-date.h"
#include "store/isg-health-key.h"
#include "store/isg-store-queue.h"
#include "store/isg-store-record.h"
#include "submit/isg-receipt-private.h"
#include "submit/isg-submit-apply.h"
#include "submit/isg-submit-error.h"

/* ---- writing ---- */

static void
append_name (GString *out, const char *name)
{
  char last = out->len == 0 ? '{' : out->str[out->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (out, ',');
  isg_json_append_string (out, name);
  g_string_append_c (out, ':');
}

static void
append_text (GString *out, const char *name, const char *text)
{
  append_name (out, name);
  isg_json_append_string (out, text == NULL ? "" : text);
}

static void
append_integer (GString *out, const char *name, gint64 value)
{
  append_name (out, name);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
}

/* As text: a reader that keeps numbers as binary fractions must not round it. */
static void
append_number (GString *out, const char *name, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  append_text (out, name, text);
}

static void
append_time (GString *out, const char *name, gint64 seconds)
{
  g_autofree char *text = isg_unix_to_local_iso (seconds * 1000, FALSE);

  append_text (out, name, text);
}

static void
append_bytes (GString *out, const char *name, GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_base64_encode (data, length);

  append_text (out, name, text);
}

static void
begin_element (GString *out)
{
  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  g_string_append_c (out, '{');
}

/* ---- one notification ---- */

static gboolean
append_items (GString *out, IsgStore *store, gint64 submission, GError **error)
{
  g_autoptr (GPtrArray) items = isg_store_items (store, submission, error);

  if (items == NULL)
    return FALSE;
  append_name (out, "items");
  g_string_append_c (out, '[');
  for (guint i = 0; i < items->len; i++) {
    const IsgStoredItem *item = g_ptr_array_index (items, i);

    begin_element (out);
    append_text (out, "employee", item->employee);
    append_text (out, "topic", item->topic);
    append_integer (out, "status", item->status);
    append_text (out, "message", item->message);
    g_string_append_c (out, '}');
  }
  g_string_append_c (out, ']');
  return TRUE;
}

/* A reply to a question about several tells of other people too: the receipt has our own entry
 * alone, and says what it was cut from. The Ministry, who has the whole, can tell that it fits. */
static GBytes *
own_body (const IsgMethod *method, const IsgReceiptReply *raw)
{
  IsgAsked asked = { .number = raw->number, .server_no = raw->server_no, .signer = "" };
  GBytes *own = NULL;

  if (raw->is_query)
    own = isg_message_extract (method, raw->http_status, raw->content_type, raw->body, &asked);
  return own != NULL ? own : g_bytes_ref (raw->body);
}

static void
append_extract (GString *out, GBytes *whole, GBytes *own)
{
  g_autofree char *sha256 = NULL;

  if (g_bytes_equal (whole, own))
    return;
  sha256 = isg_bytes_sha256_hex (whole);
  append_text (out, "extract_of_sha256", sha256);
  append_integer (out, "extract_of_bytes", (gint64) g_bytes_get_size (whole));
}

static void
append_reply (GString *out,
              const IsgMethod *method,
              const IsgStoredAttempt *attempt,
              const IsgReceiptReply *raw,
              const IsgReply *reply)
{
  g_autoptr (GBytes) own = own_body (method, raw);

  begin_element (out);
  append_time (out, "time", attempt->ended != 0 ? attempt->ended : attempt->time);
  append_text (out, "kind", raw->is_query ? "query" : "save");
  append_number (out, "number", raw->number);
  append_integer (out, "http_status", raw->http_status);
  append_text (out, "content_type", raw->content_type);
  append_integer (out, "code", reply->code);
  append_bytes (out, "body", own);
  append_extract (out, raw->body, own);
  g_string_append_c (out, '}');
}

/* The replies that say something of the notification; @out_answered is 0 when none does. The
 * server's number may have come in one that says nothing of it ("our system failed"). */
static char *
make_replies (IsgStore *store,
              const IsgMethod *method,
              const IsgStoredSubmission *row,
              gint64 *out_answered,
              gboolean *out_server_no,
              GError **error)
{
  g_autoptr (GPtrArray) attempts = isg_store_attempts (store, row->id, error);
  g_autoptr (GString) out = g_string_new ("[");
  gint64 answered = 0;
  gboolean server_no = FALSE;

  if (attempts == NULL)
    return NULL;
  for (guint i = 0; i < attempts->len; i++) {
    const IsgStoredAttempt *attempt = g_ptr_array_index (attempts, i);
    g_autoptr (GBytes) body = NULL;
    g_autoptr (IsgReply) reply = NULL;
    IsgReceiptReply raw;

    if (attempt->reply == 0)
      continue;
    body = isg_store_reply_get (store, attempt->reply, error);
    if (body == NULL)
      return NULL;
    raw = (IsgReceiptReply){
      .is_query = !attempt->is_save,
      .number = attempt->number != 0 ? attempt->number : row->number,
      .server_no = row->server_no,
      .http_status = attempt->http_status,
      .content_type = attempt->content_type,
      .body = body,
    };
    reply = isg_receipt_reply_read (method, &raw);
    if (reply == NULL)
      continue;
    append_reply (out, method, attempt, &raw, reply);
    answered = attempt->ended != 0 ? attempt->ended : attempt->time;
    server_no = server_no || g_strcmp0 (reply->server_no, row->server_no) == 0;
  }
  g_string_append_c (out, ']');
  *out_answered = answered;
  *out_server_no = server_no;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
append_signed (GString *out, const IsgStoredSubmission *row)
{
  g_autofree char *sha256 = isg_bytes_sha256_hex (row->document);

  append_text (out, "sha256", sha256);
  append_bytes (out, "document", row->document);
  append_bytes (out, "signature", row->signature);
  append_bytes (out, "certificate", row->certificate);
  append_text (out, "signer", row->signer);
}

/* Adds nothing where nothing was answered. */
static gboolean
append_notification (GString *out,
                     IsgStore *store,
                     const IsgStoredSubmission *row,
                     guint *n_answered,
                     GError **error)
{
  const IsgMethod *method;
  g_autofree char *replies = NULL;
  gint64 answered = 0;
  gboolean server_no = FALSE;

  if (row->document == NULL || row->signature == NULL || row->certificate == NULL)
    return TRUE;
  if (!isg_submit_needs_text (row, error))
    return FALSE;
  method = isg_store_method (store, row->pack, row->kind, row->method);
  if (method == NULL) {
    g_set_error (error,
                 ISG_SUBMIT_ERROR,
                 ISG_SUBMIT_ERROR_METHOD,
                 "the pack has no method %s",
                 row->method);
    return FALSE;
  }
  replies = make_replies (store, method, row, &answered, &server_no, error);
  if (replies == NULL)
    return FALSE;
  if (answered == 0)
    return TRUE;
  begin_element (out);
  append_text (out, "key", row->key);
  append_text (out, "method", row->method);
  append_text (out, "part", row->part);
  append_text (out, "state", isg_submission_state_name (row->machine.state));
  append_number (out, "query_no", row->number);
  append_text (out, "server_no", server_no ? row->server_no : NULL);
  append_integer (out, "revision", row->revision);
  append_text (out, "pack", row->pack);
  append_time (out, "signed_at", row->signed_at);
  append_time (out, "answered_at", answered);
  append_signed (out, row);
  if (!append_items (out, store, row->id, error))
    return FALSE;
  append_name (out, "replies");
  g_string_append (out, replies);
  g_string_append_c (out, '}');
  *n_answered += 1;
  return TRUE;
}

/* ---- the file ---- */

static GPtrArray *
find_rows (IsgStore *store, const char *uuid, GError **error)
{
  g_autoptr (IsgStoredSubmission) one = isg_store_submission_by_key (store, uuid, NULL);
  GPtrArray *rows;

  if (one == NULL)
    return isg_store_submissions_of (store, uuid, FALSE, error);
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_stored_submission_free);
  g_ptr_array_add (rows, g_steal_pointer (&one));
  return rows;
}

static gboolean
append_record (GString *out, IsgStore *store, const IsgStoredSubmission *row, GError **error)
{
  IsgRules *rules = isg_store_rules_of (store, row->pack);
  const IsgKind *kind = isg_rules_kind (rules, row->kind);
  g_autoptr (IsgRecord) record = isg_store_record_get (store, row->uuid, row->revision, error);
  g_autofree char *title = NULL;

  if (record == NULL)
    return FALSE;
  if (kind != NULL)
    title = isg_kind_title (kind, rules, record, isg_store_resolve, store, ISG_LANGUAGE_TR);
  append_name (out, "record");
  g_string_append_c (out, '{');
  append_text (out, "uuid", row->uuid);
  append_text (out, "kind", row->kind);
  append_text (out, "title", title);
  append_integer (out, "revision", row->revision);
  g_string_append_c (out, '}');
  return TRUE;
}

static gboolean
append_head (GString *out, IsgStore *store, const IsgStoredSubmission *row, GError **error)
{
  g_autofree char *pack
    = g_strdup_printf ("%s %s", isg_rules_id (isg_store_rules (store)), row->pack);

  append_text (out, "format", ISG_RECEIPT_FORMAT);
  append_text (out, "program", "isg-defteri");
  append_text (out, "program_version", ISG_VERSION);
  append_text (out, "pack", pack);
  append_text (out,
               "environment",
               isg_store_environment (store) == ISG_ENVIRONMENT_LIVE ? "live" : "sandbox");
  append_time (out, "made", isg_clock_now (isg_store_clock (store)));
  return append_record (out, store, row, error);
}

/* @out holds the whole object but its end. */
static GBytes *
seal (GString *out, GError **error)
{
  g_autofree char *whole = g_strconcat (out->str, "}", NULL);
  g_autoptr (IsgJson) json = isg_json_parse (whole, out->len + 1, ISG_RECEIPT_DEPTH, error);
  g_autofree char *digest = NULL;

  if (json == NULL)
    return NULL;
  digest = isg_receipt_seal (json);
  append_text (out, "seal", digest);
  g_string_append (out, "}\n");
  return g_bytes_new (out->str, out->len);
}

/* A receipt of a sealed record shows what was sent: it is for those who see it, and who made it
 * stands in the journal. */
static gboolean
note_sealed (IsgStore *store, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);

    gboolean sees = TRUE;

    if (row->sealed && !isg_store_health_sees (store, &sees, error))
      return FALSE;
    if (!sees) {
      g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH, "the health details are locked");
      return FALSE;
    }
    if (row->sealed)
      return isg_store_journal_access (store,
                                       ISG_JOURNAL_EXPORTED,
                                       row->uuid,
                                       row->revision,
                                       "receipt",
                                       error);
  }
  return TRUE;
}

GBytes *
isg_receipt_make (IsgStore *store, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) rows = find_rows (store, uuid, error);
  g_autoptr (GString) out = g_string_new ("{");
  guint n_answered = 0;

  if (rows == NULL || !note_sealed (store, rows, error))
    return NULL;
  if (rows->len > 0 && !append_head (out, store, g_ptr_array_index (rows, 0), error))
    return NULL;
  append_name (out, "notifications");
  g_string_append_c (out, '[');
  for (guint i = 0; i < rows->len; i++) {
    if (!append_notification (out, store, g_ptr_array_index (rows, i), &n_answered, error))
      return NULL;
  }
  g_string_append_c (out, ']');
  if (n_answered == 0) {
    g_set_error_literal (error,
                         ISG_SUBMIT_ERROR,
                         ISG_SUBMIT_ERROR_NOT_FIT,
                         "nothing of this record was answered");
    return NULL;
  }
  return seal (out, error);
}
