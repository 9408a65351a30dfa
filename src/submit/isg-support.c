/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-support.h"

#include <string.h>

#include "base/isg-text.h"
#include "rules/isg-dataset-def.h"
#include "rules/isg-json.h"
#include "store/isg-store-queue.h"
#include "store/isg-store-record.h"
#include "submit/isg-certificate.h"
#include "submit/isg-foresee.h"
#include "submit/isg-mask.h"
#include "submit/isg-status.h"
#include "submit/isg-tar.h"

#define MOST_NOTIFICATIONS 50 /* the newest; more say nothing new */

typedef struct {
  IsgStore *store;
  IsgMask *mask;     /* (owned) */
  GHashTable *words; /* (owned) (element-type utf8): of the pack's own texts */
  GHashTable *names; /* (owned) (element-type utf8): of elements and members of our own messages */
  GByteArray *tar;   /* (owned) */
  guint n;
} Bundle;

static void
bundle_clear (Bundle *bundle)
{
  g_clear_pointer (&bundle->mask, isg_mask_free);
  g_clear_pointer (&bundle->words, g_hash_table_unref);
  g_clear_pointer (&bundle->names, g_hash_table_unref);
  g_clear_pointer (&bundle->tar, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bundle, bundle_clear)

/* ---- which words are no one's ---- */

static void
add_words (GHashTable *words, const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \n.,;:!?()“”\"'{}/·–-’", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_hash_table_add (words, g_strdup (parts[i]));
}

/* The Ministry's own words are nearly those by which the pack explains its codes; what is left of
 * markup in a text stands with them. */
static GHashTable *
own_words (IsgRules *rules)
{
  static const char *const markup[] = { "lt", "gt", "amp", "quot", "apos", "xml", "json" };
  static const char *const parts[] = { "sentence", "steps" };
  GPtrArray *all = isg_rules_foretold_all (rules);
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (markup); i++)
    g_hash_table_add (words, g_strdup (markup[i]));
  for (guint i = 0; i < all->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (parts); j++) {
      const IsgForetold *foretold = g_ptr_array_index (all, i);
      g_autofree char *id = g_strdup_printf ("reply.%d.%s", foretold->code, parts[j]);
      g_autofree char *text = isg_rules_text (rules, id, ISG_LANGUAGE_TR, NULL);

      if (text != NULL)
        add_words (words, text);
    }
  return words;
}

/* Whatever any record is found by is somebody's. */
static gboolean
is_of_a_record (IsgStore *store, const char *word)
{
  IsgListQuery query
    = { .search = word, .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE, .limit = 1 };

  for (guint closed = 0; closed < 2; closed++) {
    g_autoptr (GPtrArray) rows = NULL;

    query.closed = closed == 1;
    rows = isg_store_record_list (store, &query, NULL);
    if (rows == NULL || rows->len > 0)
      return TRUE;
  }
  return FALSE;
}

/* What the data set's definition calls its elements and members. */
static void
collect_names (Bundle *bundle, const char *tmpl)
{
  for (const char *c = tmpl; *c != '\0'; c++) {
    const char *start = c + 1;
    gsize length;

    if (*c != '<' && *c != '"')
      continue;
    start += *start == '/' ? 1 : 0;
    length = strspn (start, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    if (length > 0 && (*c == '<' || g_str_has_prefix (start + length, "\":")))
      g_hash_table_add (bundle->names, g_strndup (start, length));
  }
}

static gboolean
knows (const char *word, gboolean is_name, gpointer data)
{
  Bundle *bundle = data;

  if (is_name && g_hash_table_contains (bundle->names, word))
    return TRUE;
  if (!is_name && !g_hash_table_contains (bundle->words, word))
    return FALSE;
  return strlen (word) < 3 || !is_of_a_record (bundle->store, word);
}

/* ---- JSON ---- */

static void
append_text (GString *json, const char *name, const char *value)
{
  char last = json->str[json->len - 1];

  g_string_append_printf (json, "%s\"%s\":", last == '{' || last == '[' ? "" : ",", name);
  if (value != NULL)
    isg_json_append_string (json, value);
  else
    g_string_append (json, "null");
}

static void
append_number (GString *json, const char *name, gint64 value)
{
  char last = json->str[json->len - 1];

  g_string_append_printf (json,
                          "%s\"%s\":%" G_GINT64_FORMAT,
                          last == '{' || last == '[' ? "" : ",",
                          name,
                          value);
}

static void
append_masked (Bundle *bundle, GString *json, const char *name, const char *value)
{
  g_autofree char *masked
    = value != NULL ? isg_mask_text (bundle->mask, value, strlen (value), FALSE) : NULL;

  append_text (json, name, masked);
}

static void
begin_list (GString *json, const char *name)
{
  g_string_append_printf (json, ",\"%s\":[", name);
}

static void
begin_object (GString *json)
{
  g_string_append (json, json->str[json->len - 1] == '[' ? "{" : ",{");
}

static void
add_file (Bundle *bundle, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  isg_tar_add (bundle->tar, name, bytes, isg_clock_now (isg_store_clock (bundle->store)));
}

/* ---- the program and its queue ---- */

static gboolean
append_gates (Bundle *bundle, GString *json, GError **error)
{
  g_autoptr (GPtrArray) gates = isg_gate_list (bundle->store, error);

  if (gates == NULL)
    return FALSE;
  begin_list (json, "gates");
  for (guint i = 0; i < gates->len; i++) {
    const IsgGateInfo *gate = g_ptr_array_index (gates, i);

    begin_object (json);
    append_text (json, "name", gate->name);
    append_masked (bundle, json, "scope", gate->scope);
    append_masked (bundle, json, "detail", gate->detail);
    append_number (json, "code", gate->code);
    append_number (json, "waiting", gate->n_waiting);
    g_string_append_c (json, '}');
  }
  g_string_append_c (json, ']');
  return TRUE;
}

static gboolean
append_counts (Bundle *bundle, GString *json, GError **error)
{
  g_autoptr (GHashTable) counts = isg_queue_counts (bundle->store, NULL, error);
  g_autoptr (GPtrArray) refusals = NULL;
  GHashTableIter iter;
  gpointer state, n;
  guint answered;

  if (counts == NULL || (refusals = isg_refusal_counts (bundle->store, &answered, error)) == NULL)
    return FALSE;
  begin_list (json, "states");
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &state, &n)) {
    begin_object (json);
    append_number (json, state, GPOINTER_TO_UINT (n));
    g_string_append_c (json, '}');
  }
  g_string_append_c (json, ']');
  begin_list (json, "refusals");
  for (guint i = 0; i < refusals->len; i++) {
    const IsgRefusalCount *count = g_ptr_array_index (refusals, i);

    begin_object (json);
    append_number (json, "code", count->code);
    append_number (json, "notifications", count->n_notifications);
    g_string_append_c (json, '}');
  }
  g_string_append_c (json, ']');
  return TRUE;
}

static gboolean
add_info (Bundle *bundle, GError **error)
{
  IsgRules *rules = isg_store_rules (bundle->store);
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  append_text (json, "format", "isg-support-1");
  append_text (json, "program", "isg-defteri " ISG_VERSION);
  append_text (json, "pack", isg_rules_version (rules));
  append_text (json, "pack_id", isg_rules_id (rules));
  append_text (json, "system", os);
  append_text (json,
               "environment",
               isg_store_environment (bundle->store) == ISG_ENVIRONMENT_LIVE ? "live" : "sandbox");
  append_number (json, "made", isg_clock_now (isg_store_clock (bundle->store)));
  if (!append_gates (bundle, json, error) || !append_counts (bundle, json, error))
    return FALSE;
  g_string_append (json, "}\n");
  add_file (bundle, "info.json", json->str);
  return TRUE;
}

/* ---- a notification ---- */

static gboolean
tells_of_health (IsgRules *rules, const char *kind_id)
{
  const IsgKind *kind = isg_rules_kind (rules, kind_id);

  return kind == NULL || isg_kind_has_sealed (kind);
}

static void
add_bytes (Bundle *bundle, const char *name, const char *data, gsize length, gboolean strict)
{
  g_autofree char *masked = isg_mask_text (bundle->mask, data, length, strict);

  add_file (bundle, name, masked);
}

static gboolean
add_reply (Bundle *bundle, const char *name, gint64 reply, gboolean strict, GError **error)
{
  g_autoptr (GBytes) body = isg_store_reply_get (bundle->store, reply, error);
  gsize length;
  const char *data;

  if (body == NULL)
    return FALSE;
  data = g_bytes_get_data (body, &length);
  add_bytes (bundle, name, data != NULL ? data : "", length, strict);
  return TRUE;
}

static gboolean
append_attempts (Bundle *bundle,
                 GString *json,
                 const IsgStoredSubmission *row,
                 gboolean strict,
                 GError **error)
{
  g_autoptr (GPtrArray) attempts = isg_store_attempts (bundle->store, row->id, error);

  if (attempts == NULL)
    return FALSE;
  begin_list (json, "attempts");
  for (guint i = 0; i < attempts->len; i++) {
    const IsgStoredAttempt *attempt = g_ptr_array_index (attempts, i);
    g_autofree char *name = g_strdup_printf ("%03u-reply-%u.txt", bundle->n, i + 1);

    begin_object (json);
    append_text (json, "kind", attempt->is_save ? "save" : "query");
    append_number (json, "time", attempt->time);
    append_number (json, "ended", attempt->ended);
    append_text (json, "phase", attempt->phase);
    append_text (json, "outcome", isg_attempt_outcome_name (attempt->outcome));
    append_number (json, "http_status", attempt->http_status);
    append_number (json, "code", attempt->code);
    append_masked (bundle, json, "content_type", attempt->content_type);
    append_masked (bundle, json, "message", attempt->message);
    append_masked (bundle, json, "detail", attempt->detail);
    append_text (json, "reply", attempt->reply != 0 ? name : NULL);
    g_string_append_c (json, '}');
    if (attempt->reply != 0 && !add_reply (bundle, name, attempt->reply, strict, error))
      return FALSE;
  }
  g_string_append_c (json, ']');
  return TRUE;
}

static void
append_state (Bundle *bundle, GString *json, const IsgStoredSubmission *row)
{
  append_text (json, "method", row->method);
  append_text (json, "dataset", row->dataset);
  append_text (json, "pack", row->pack);
  append_text (json, "state", isg_submission_state_name (row->machine.state));
  append_number (json, "flags", row->machine.flags);
  append_text (json, "found", isg_found_name (row->machine.found));
  append_masked (bundle, json, "reason", row->reason);
  append_number (json, "number", row->n);
  append_number (json, "odd_answers", row->machine.n_odd);
  append_number (json, "next_numbers", row->machine.n_next);
  append_number (json, "created", row->created);
  append_number (json, "signed", row->signed_at);
  append_number (json,
                 "signature_bytes",
                 row->signature != NULL ? (gint64) g_bytes_get_size (row->signature) : 0);
  append_number (json,
                 "certificate_ends",
                 row->certificate != NULL ? isg_certificate_not_after (row->certificate) : 0);
}

static gboolean
add_notification (Bundle *bundle, const IsgStoredSubmission *row, GError **error)
{
  gboolean strict = tells_of_health (isg_store_rules (bundle->store), row->kind);
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *name = NULL;
  g_autofree char *document = NULL;
  gsize length;
  const char *data = g_bytes_get_data (row->document, &length);

  bundle->n++;
  collect_names (bundle, row->document_tmpl);
  collect_names (bundle, row->message_tmpl);
  name = g_strdup_printf ("%03u-state.json", bundle->n);
  document = g_strdup_printf ("%03u-signed.txt", bundle->n);
  append_state (bundle, json, row);
  if (!append_attempts (bundle, json, row, strict, error))
    return FALSE;
  g_string_append (json, "}\n");
  add_file (bundle, name, json->str);
  add_bytes (bundle, document, data != NULL ? data : "", length, strict);
  return TRUE;
}

/* ---- which ---- */

static gboolean
is_behind_signature (Bundle *bundle, const IsgStoredSubmission *row)
{
  g_autoptr (GPtrArray) gates = isg_store_gates (bundle->store, NULL);
  g_autofree char *scope = g_strdup_printf ("%s@%s", row->method, row->pack);

  for (guint i = 0; gates != NULL && i < gates->len; i++) {
    const IsgStoredGate *gate = g_ptr_array_index (gates, i);

    if (gate->gate == ISG_GATE_SIGNATURE && g_strcmp0 (gate->scope, scope) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
add_record (Bundle *bundle, const char *uuid, gboolean all, GError **error)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (bundle->store, uuid, TRUE, error);

  for (guint i = 0; rows != NULL && i < rows->len && bundle->n < MOST_NOTIFICATIONS; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);

    if ((all || row->machine.state == ISG_SUBMISSION_NEEDS_HELP
         || is_behind_signature (bundle, row))
        && !add_notification (bundle, row, error))
      return FALSE;
  }
  return rows != NULL;
}

static gboolean
add_all (Bundle *bundle, GError **error)
{
  static const char *const states[] = { "NEEDS_HELP", "QUEUED", NULL };
  g_autoptr (GPtrArray) rows
    = isg_queue_list (bundle->store, NULL, states, ISG_LANGUAGE_TR, MOST_NOTIFICATIONS, 0, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!add_record (bundle,
                     ((const IsgQueueRow *) g_ptr_array_index (rows, i))->uuid,
                     FALSE,
                     error))
      return FALSE;
  return rows != NULL;
}

GBytes *
isg_support_bundle (IsgStore *store, const char *uuid, guint *out_n, GError **error)
{
  g_auto (Bundle) bundle = { .store = store,
                             .words = own_words (isg_store_rules (store)),
                             .names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                             .tar = g_byte_array_new () };

  bundle.mask = isg_mask_new (knows, &bundle);
  if (!add_info (&bundle, error)
      || !(uuid != NULL ? add_record (&bundle, uuid, TRUE, error) : add_all (&bundle, error)))
    return NULL;
  isg_tar_end (bundle.tar);
  if (out_n != NULL)
    *out_n = bundle.n;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bundle.tar));
}
