/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-receipt.h"

#include "base/isg-bytes.h"
#include "model/isg-submission.h"
#include "submit/isg-cades.h"
#include "submit/isg-receipt-private.h"
#include "submit/isg-submit-error.h"

#include <string.h>

void
isg_receipt_summary_free (IsgReceiptSummary *summary)
{
  if (summary == NULL)
    return;
  g_free (summary->title);
  g_free (summary->signer_identity);
  g_free (summary->signer_name);
  g_free (summary->program);
  g_free (summary->pack);
  g_free (summary->environment);
  g_clear_pointer (&summary->marks, g_ptr_array_unref);
  g_free (summary);
}

static gboolean
fail (GError **error, const char *why)
{
  g_set_error_literal (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_SIGNATURE_BAD, why);
  return FALSE;
}

/* ---- members ---- */

static const IsgJson *
member (const IsgJson *object, const char *name, IsgJsonType type, GError **error)
{
  for (guint i = 0; i < isg_json_length (object); i++) {
    if (isg_json_type (object) == ISG_JSON_OBJECT
        && strcmp (isg_json_nth_name (object, i), name) == 0
        && isg_json_type (isg_json_nth (object, i)) == type)
      return isg_json_nth (object, i);
  }
  g_set_error (error,
               ISG_SUBMIT_ERROR,
               ISG_SUBMIT_ERROR_SIGNATURE_BAD,
               "the receipt has no proper member \"%s\"",
               name);
  return NULL;
}

static const char *
text_of (const IsgJson *object, const char *name, GError **error)
{
  const IsgJson *value = member (object, name, ISG_JSON_STRING, error);

  return value == NULL ? NULL : isg_json_text (value);
}

static gboolean
integer_of (const IsgJson *object, const char *name, gint64 *out_value, GError **error)
{
  const IsgJson *value = member (object, name, ISG_JSON_NUMBER, error);

  if (value == NULL)
    return FALSE;
  if (!g_ascii_string_to_signed (isg_json_text (value), 10, 0, G_MAXINT32, out_value, NULL))
    return fail (error, "a number of the receipt is none");
  return TRUE;
}

static gboolean
number_of (const IsgJson *object, const char *name, guint64 *out_value, GError **error)
{
  const char *text = text_of (object, name, error);

  if (text == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, out_value, NULL))
    return fail (error, "a notification's number is none");
  return TRUE;
}

static gboolean
time_of (const IsgJson *object, const char *name, gint64 *out_seconds, GError **error)
{
  const char *text = text_of (object, name, error);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return FALSE;
  zone = g_time_zone_new_identifier ("Europe/Istanbul");
  if (zone == NULL)
    zone = g_time_zone_new_offset (3 * 3600);
  time = g_date_time_new_from_iso8601 (text, zone);
  if (time == NULL)
    return fail (error, "a time of the receipt is none");
  *out_seconds = g_date_time_to_unix (time);
  return TRUE;
}

/* Encoded again, since GLib's decoder passes over what is no Base64. */
static GBytes *
bytes_of (const IsgJson *object, const char *name, GError **error)
{
  const char *text = text_of (object, name, error);
  g_autofree guchar *data = NULL;
  g_autofree char *again = NULL;
  gsize length = 0;

  if (text == NULL)
    return NULL;
  data = g_base64_decode (text, &length);
  again = g_base64_encode (data, length);
  if (strcmp (again, text) != 0) {
    fail (error, "the receipt holds bytes that are not Base64");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/* ---- replies ---- */

typedef struct {
  const IsgMethod *method;
  gboolean later; /* a save's 200 without items means taken, not accepted */
  IsgSubmissionState state;
  guint64 number;
  const char *server_no; /* (nullable) */
  GPtrArray *replies;    /* (element-type IsgReply): under this number */
  GArray *is_query;      /* (element-type gboolean): of each */
} Evidence;

static gboolean
add_reply (Evidence *evidence, const IsgJson *json, GError **error)
{
  const char *kind = text_of (json, "kind", error);
  const char *content_type = kind == NULL ? NULL : text_of (json, "content_type", error);
  g_autoptr (GBytes) body = content_type == NULL ? NULL : bytes_of (json, "body", error);
  g_autoptr (IsgReply) reply = NULL;
  IsgReceiptReply raw = { 0 };
  gint64 http_status, code, time;

  if (body == NULL || !number_of (json, "number", &raw.number, error)
      || !integer_of (json, "http_status", &http_status, error)
      || !integer_of (json, "code", &code, error) || !time_of (json, "time", &time, error))
    return FALSE;
  if (strcmp (kind, "save") != 0 && strcmp (kind, "query") != 0)
    return fail (error, "a reply is neither to a save nor to a query");
  raw.is_query = *kind == 'q';
  raw.server_no = evidence->server_no;
  raw.http_status = (guint) http_status;
  raw.content_type = *content_type == '\0' ? NULL : content_type;
  raw.body = body;
  reply = isg_receipt_reply_read (evidence->method, &raw);
  if (reply == NULL || reply->code != code)
    return fail (error, "a reply does not say what the receipt says of it");
  if (raw.number == evidence->number) {
    g_array_append_val (evidence->is_query, raw.is_query);
    g_ptr_array_add (evidence->replies, g_steal_pointer (&reply));
  }
  return TRUE;
}

static gboolean
is_accepted_code (const Evidence *evidence, int code)
{
  return isg_method_code_class (evidence->method, code) == ISG_CODE_CLASS_ACCEPTED;
}

/* Whether the reply's own code is a verdict on every item. */
static gboolean
code_judges (const Evidence *evidence, guint nth)
{
  const IsgReply *reply = g_ptr_array_index (evidence->replies, nth);

  return reply->items->len == 0
         && (reply->klass != ISG_CODE_CLASS_ACCEPTED || !evidence->later
             || g_array_index (evidence->is_query, gboolean, nth));
}

static gboolean
same_verdict (const Evidence *evidence, int told, int kept)
{
  return told == kept || (is_accepted_code (evidence, told) && is_accepted_code (evidence, kept));
}

static gboolean
reply_judges_so (const Evidence *evidence,
                 guint nth,
                 const char *employee,
                 const char *topic,
                 int status)
{
  const IsgReply *reply = g_ptr_array_index (evidence->replies, nth);

  for (guint i = 0; i < reply->items->len; i++) {
    const IsgReplyItem *item = g_ptr_array_index (reply->items, i);

    if ((*item->employee == '\0' || strcmp (item->employee, employee) == 0)
        && (*item->topic == '\0' || strcmp (item->topic, topic) == 0)
        && same_verdict (evidence, item->status, status))
      return TRUE;
  }
  return code_judges (evidence, nth) && same_verdict (evidence, reply->code, status);
}

static gboolean
check_item (const Evidence *evidence, const IsgJson *json, guint *n_accepted, GError **error)
{
  const char *employee = text_of (json, "employee", error);
  const char *topic = employee == NULL ? NULL : text_of (json, "topic", error);
  gint64 status;

  if (topic == NULL || !integer_of (json, "status", &status, error)
      || text_of (json, "message", error) == NULL)
    return FALSE;
  if (is_accepted_code (evidence, (int) status))
    *n_accepted += 1;
  else if (evidence->state == ISG_SUBMISSION_ACCEPTED && status != 0)
    return fail (error, "an accepted notification has an item that was not accepted");
  if (status == 0)
    return TRUE;
  for (guint i = 0; i < evidence->replies->len; i++) {
    if (reply_judges_so (evidence, i, employee, topic, (int) status))
      return TRUE;
  }
  return fail (error, "no reply says what the receipt says of an item");
}

static gboolean
check_items (const Evidence *evidence, const IsgJson *items, GError **error)
{
  guint n_accepted = 0;

  for (guint i = 0; i < isg_json_length (items); i++) {
    if (!check_item (evidence, isg_json_nth (items, i), &n_accepted, error))
      return FALSE;
  }
  if (evidence->state == ISG_SUBMISSION_PARTLY_ACCEPTED && n_accepted == 0)
    return fail (error, "of a partly accepted notification no item was accepted");
  return TRUE;
}

static gboolean
check_says_accepted (const Evidence *evidence, GError **error)
{
  if (evidence->state != ISG_SUBMISSION_ACCEPTED)
    return TRUE;
  for (guint i = 0; i < evidence->replies->len; i++) {
    const IsgReply *reply = g_ptr_array_index (evidence->replies, i);

    if (reply->klass == ISG_CODE_CLASS_ACCEPTED
        && (reply->items->len > 0 || code_judges (evidence, i)))
      return TRUE;
  }
  return fail (error, "no reply says that the notification was accepted");
}

static gboolean
check_server_no (const Evidence *evidence, GError **error)
{
  if (evidence->server_no == NULL)
    return TRUE;
  for (guint i = 0; i < evidence->replies->len; i++) {
    const IsgReply *reply = g_ptr_array_index (evidence->replies, i);

    if (g_strcmp0 (reply->server_no, evidence->server_no) == 0)
      return TRUE;
  }
  return fail (error, "no reply names the server's number");
}

static gboolean
check_replies (Evidence *evidence, const IsgJson *json, GError **error)
{
  const IsgJson *replies = member (json, "replies", ISG_JSON_ARRAY, error);
  const IsgJson *items = replies == NULL ? NULL : member (json, "items", ISG_JSON_ARRAY, error);

  if (items == NULL)
    return FALSE;
  if (isg_json_length (replies) == 0)
    return fail (error, "a notification has no reply");
  for (guint i = 0; i < isg_json_length (replies); i++) {
    if (!add_reply (evidence, isg_json_nth (replies, i), error))
      return FALSE;
  }
  return check_says_accepted (evidence, error) && check_server_no (evidence, error)
         && check_items (evidence, items, error);
}

static gboolean
check_verdict (const IsgMethod *method,
               IsgEnvironment environment,
               const IsgJson *json,
               IsgReceiptSummary *summary,
               GError **error)
{
  g_autoptr (GPtrArray) replies = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_reply_free);
  g_autoptr (GArray) is_query = g_array_new (FALSE, FALSE, sizeof (gboolean));
  Evidence evidence = { .replies = replies, .is_query = is_query };
  const char *state = text_of (json, "state", error);
  const char *server_no = state == NULL ? NULL : text_of (json, "server_no", error);

  if (server_no == NULL || !number_of (json, "query_no", &evidence.number, error))
    return FALSE;
  evidence.server_no = *server_no == '\0' ? NULL : server_no;
  evidence.method = method;
  evidence.later = isg_method_traits (evidence.method, environment).later_outcome;
  evidence.state = isg_submission_state_parse (state);
  if (evidence.state == ISG_SUBMISSION_N_STATES
      || strcmp (isg_submission_state_name (evidence.state), state) != 0)
    return fail (error, "a notification is in no known state");
  if (!check_replies (&evidence, json, error))
    return FALSE;
  summary->n_accepted += evidence.state == ISG_SUBMISSION_ACCEPTED;
  return TRUE;
}

/* ---- the signature ---- */

static gboolean
document_names (GBytes *document, const char *identity)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (document, &length);

  return *identity != '\0' && text != NULL
         && g_strstr_len (text, (gssize) length, identity) != NULL;
}

static gboolean
check_certificate (const IsgMethod *method,
                   const IsgJson *json,
                   GBytes *document,
                   const IsgCadesInfo *info,
                   IsgReceiptSummary *summary,
                   GError **error)
{
  g_autoptr (GBytes) certificate = bytes_of (json, "certificate", error);
  const char *signer = certificate == NULL ? NULL : text_of (json, "signer", error);
  gint64 signed_at;

  if (signer == NULL || !time_of (json, "signed_at", &signed_at, error))
    return FALSE;
  if (!g_bytes_equal (certificate, info->certificate))
    return fail (error, "the certificate is not the signature's");
  if (g_strcmp0 (info->signer_identity, signer) != 0)
    return fail (error, "the certificate is another person's than the signer's");
  if (isg_method_names_signer (method) && !document_names (document, signer))
    return fail (error, "the signed text does not name the signer");
  if (summary->signer_identity == NULL) {
    summary->signer_identity = g_strdup (signer);
    summary->signer_name = g_strdup (info->signer_name);
  }
  summary->signed_at
    = MAX (summary->signed_at, info->signing_time != 0 ? info->signing_time : signed_at);
  return TRUE;
}

static gboolean
check_signature (const IsgMethod *method,
                 const IsgJson *json,
                 IsgReceiptSummary *summary,
                 GError **error)
{
  g_autoptr (GBytes) document = bytes_of (json, "document", error);
  g_autoptr (GBytes) signature = document == NULL ? NULL : bytes_of (json, "signature", error);
  const char *sha256 = signature == NULL ? NULL : text_of (json, "sha256", error);
  g_autofree char *digest = NULL;
  g_autoptr (IsgCadesInfo) info = NULL;

  if (sha256 == NULL)
    return FALSE;
  digest = isg_bytes_sha256_hex (document);
  if (strcmp (digest, sha256) != 0)
    return fail (error, "the signed text does not have the hash that the receipt names");
  if (!isg_cades_verify (signature, document, &info, error))
    return FALSE;
  return check_certificate (method, json, document, info, summary, error);
}

/* ---- the file ---- */

/* Those under which the notification was finalised. */
static IsgRules *
rules_of (IsgRulebook *packs, const IsgJson *json, GError **error)
{
  const char *version = text_of (json, "pack", error);
  IsgRules *rules = packs != NULL && version != NULL ? isg_rulebook_find (packs, version) : NULL;

  if (version == NULL)
    return NULL;
  rules = rules != NULL ? isg_rules_ref (rules) : isg_rules_load (NULL, error);
  if (rules == NULL)
    g_prefix_error (error, "the rules cannot be read: ");
  return rules;
}

/* As isg_receipt_qr_text () of print writes it. */
static gboolean
add_mark (const IsgJson *json, IsgReceiptSummary *summary, GError **error)
{
  const char *server_no = text_of (json, "server_no", error);
  const char *sha256 = server_no == NULL ? NULL : text_of (json, "sha256", error);
  guint64 number;

  if (sha256 == NULL || !number_of (json, "query_no", &number, error))
    return FALSE;
  g_ptr_array_add (summary->marks,
                   g_strdup_printf ("ISG-ALINDI-1\nno=%" G_GUINT64_FORMAT
                                    "\nbakanlik=%s\nsha256=%s\n",
                                    number,
                                    server_no,
                                    sha256));
  return TRUE;
}

static gboolean
check_notifications (const IsgJson *root,
                     IsgRulebook *packs,
                     IsgReceiptSummary *summary,
                     GError **error)
{
  const IsgJson *notifications = member (root, "notifications", ISG_JSON_ARRAY, error);
  const IsgJson *record = member (root, "record", ISG_JSON_OBJECT, error);
  const char *kind = record == NULL ? NULL : text_of (record, "kind", error);
  IsgEnvironment environment
    = strcmp (summary->environment, "live") == 0 ? ISG_ENVIRONMENT_LIVE : ISG_ENVIRONMENT_SANDBOX;

  if (notifications == NULL || kind == NULL)
    return FALSE;
  if (isg_json_length (notifications) == 0)
    return fail (error, "the receipt has no notification");
  for (guint i = 0; i < isg_json_length (notifications); i++) {
    const IsgJson *json = isg_json_nth (notifications, i);
    g_autoptr (IsgRules) rules = rules_of (packs, json, error);
    const char *id = rules == NULL ? NULL : text_of (json, "method", error);
    const IsgMethod *method = id == NULL ? NULL : isg_rules_method (rules, kind, id);
    gint64 answered_at;

    if (id == NULL)
      return FALSE;
    if (method == NULL)
      return fail (error, "this program does not know the method");
    if (!check_signature (method, json, summary, error)
        || !check_verdict (method, environment, json, summary, error)
        || !time_of (json, "answered_at", &answered_at, error))
      return FALSE;
    if (!add_mark (json, summary, error))
      return FALSE;
    summary->n_notifications += 1;
    summary->answered_at = MAX (summary->answered_at, answered_at);
  }
  return TRUE;
}

static gboolean
check_head (const IsgJson *root, IsgReceiptSummary *summary, GError **error)
{
  const char *format = text_of (root, "format", error);
  const char *seal = format == NULL ? NULL : text_of (root, "seal", error);
  const char *program = seal == NULL ? NULL : text_of (root, "program", error);
  const char *version = program == NULL ? NULL : text_of (root, "program_version", error);
  const char *pack = version == NULL ? NULL : text_of (root, "pack", error);
  const char *environment = pack == NULL ? NULL : text_of (root, "environment", error);
  const IsgJson *record
    = environment == NULL ? NULL : member (root, "record", ISG_JSON_OBJECT, error);
  const char *title = record == NULL ? NULL : text_of (record, "title", error);
  g_autofree char *digest = NULL;

  if (title == NULL)
    return FALSE;
  if (strcmp (format, ISG_RECEIPT_FORMAT) != 0)
    return fail (error, "the file is no receipt of a known format");
  digest = isg_receipt_seal (root);
  if (strcmp (digest, seal) != 0)
    return fail (error, "the receipt was changed after it was made");
  if (strcmp (environment, "live") != 0 && strcmp (environment, "sandbox") != 0)
    return fail (error, "the receipt is of no known environment");
  summary->title = g_strdup (title);
  summary->program = g_strdup_printf ("%s %s", program, version);
  summary->pack = g_strdup (pack);
  summary->environment = g_strdup (environment);
  return TRUE;
}

gboolean
isg_receipt_verify (GBytes *bytes,
                    IsgRulebook *packs,
                    IsgReceiptSummary **out_summary,
                    GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (IsgReceiptSummary) summary = g_new0 (IsgReceiptSummary, 1);
  g_autoptr (GError) broken = NULL;
  g_autoptr (IsgJson) root
    = isg_json_parse (data == NULL ? "" : data, length, ISG_RECEIPT_DEPTH, &broken);

  summary->marks = g_ptr_array_new_with_free_func (g_free);
  if (root == NULL) {
    g_set_error (error,
                 ISG_SUBMIT_ERROR,
                 ISG_SUBMIT_ERROR_SIGNATURE_BAD,
                 "the file is no receipt: %s",
                 broken->message);
    return FALSE;
  }
  if (!check_head (root, summary, error) || !check_notifications (root, packs, summary, error))
    return FALSE;
  if (out_summary != NULL)
    *out_summary = g_steal_pointer (&summary);
  return TRUE;
}
