/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-queue.h"

#include <string.h>

#include "rules/isg-json.h"
#include "store/isg-health-private.h"

/* Of which record's revision a submission is, and whether what belongs to it is sealed. */
typedef struct {
  char *uuid; /* (owned) */
  char *key;  /* (owned): the submission's */
  gint64 revision;
  gboolean seals;
} Origin;

static void
origin_clear (Origin *origin)
{
  g_free (origin->uuid);
  g_free (origin->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Origin, origin_clear)

static gboolean
find_origin (IsgStore *store, gint64 submission, Origin *out, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "SELECT r.uuid, s.revision, r.kind, s.key"
                                               " FROM submission s"
                                               " JOIN record r ON r.id = s.record WHERE s.id = ?1",
                                               error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, submission);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  out->uuid = isg_stmt_dup_text (stmt, 0);
  out->revision = isg_stmt_int64 (stmt, 1);
  out->key = isg_stmt_dup_text (stmt, 3);
  return isg_health_seals_record (store, isg_stmt_text (stmt, 2), &out->seals, error);
}

/* ---- what the Ministry wrote ---- */

/* Binds a message, or its blob; without the key what must be sealed is not kept. */
static gboolean
bind_message (IsgStore *store,
              IsgStmt *stmt,
              int open,
              int sealed,
              const Origin *origin,
              const char *where,
              const char *message,
              GError **error)
{
  const IsgHealthPlace place = { origin->uuid, (guint64) origin->revision, where, origin->key };
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) blob = NULL;

  isg_stmt_bind_text (stmt, open, origin->seals ? NULL : message);
  if (origin->seals && store->health != NULL && message != NULL) {
    plain = g_bytes_new (message, strlen (message));
    blob = isg_health_seal (store, &place, plain, error);
    if (blob == NULL)
      return FALSE;
  }
  isg_stmt_bind_bytes (stmt, sealed, blob);
  return TRUE;
}

/* Where the handle does not see it, the code alone is known. */
static gboolean
open_message (IsgStore *store,
              const Origin *origin,
              const char *where,
              GBytes *blob,
              char **message,
              GError **error)
{
  const IsgHealthPlace place = { origin->uuid, (guint64) origin->revision, where, origin->key };
  g_autoptr (GBytes) plain = NULL;

  if (blob == NULL || store->health == NULL || store->health_hidden)
    return TRUE;
  plain = isg_health_open (store, &place, blob, error);
  if (plain == NULL)
    return FALSE;
  g_free (*message);
  *message = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  return TRUE;
}

/* ---- attempts ---- */

void
isg_stored_attempt_free (IsgStoredAttempt *attempt)
{
  if (attempt == NULL)
    return;
  g_free (attempt->boot_id);
  g_free (attempt->firm_hash);
  g_free (attempt->phase);
  g_free (attempt->message);
  g_free (attempt->content_type);
  g_free (attempt->detail);
  g_free (attempt);
}

static void
bind_when (IsgStmt *stmt, int index, gint64 number)
{
  if (number != 0)
    isg_stmt_bind_int64 (stmt, index, number);
  else
    isg_stmt_bind_null (stmt, index);
}

gboolean
isg_store_attempt_begin (IsgStore *store, IsgStoredAttempt *attempt, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO attempt (submission, kind, number, time, boot_id,"
                        " boot_seconds, pid, firm_hash, phase, n_asked)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                        error);

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, attempt->submission);
  isg_stmt_bind_text (stmt, 2, attempt->is_save ? "save" : "query");
  isg_stmt_bind_int64 (stmt, 3, (gint64) attempt->number);
  isg_stmt_bind_int64 (stmt, 4, attempt->time);
  isg_stmt_bind_text (stmt, 5, attempt->boot_id);
  isg_stmt_bind_int64 (stmt, 6, attempt->boot_seconds);
  isg_stmt_bind_int64 (stmt, 7, attempt->pid);
  isg_stmt_bind_text (stmt, 8, attempt->firm_hash);
  isg_stmt_bind_text (stmt, 9, attempt->phase);
  isg_stmt_bind_int64 (stmt, 10, attempt->n_asked);
  if (!isg_stmt_run (stmt, error))
    return FALSE;
  attempt->id = isg_store_last_id (store);
  return TRUE;
}

static gboolean
find_origin_of_attempt (IsgStore *store, gint64 attempt, Origin *out, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT submission FROM attempt WHERE id = ?1", error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, attempt);
  return isg_stmt_step (stmt, &row, error)
         && (!row || find_origin (store, isg_stmt_int64 (stmt, 0), out, error));
}

gboolean
isg_store_attempt_end (IsgStore *store, const IsgStoredAttempt *attempt, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "UPDATE attempt SET phase = ?2, http_status = ?3, code = ?4, message = ?5,"
                        " content_type = ?6, reply = ?7, outcome = ?8, detail = ?9, ended = ?10,"
                        " sealed = ?11 WHERE id = ?1 AND ended IS NULL",
                        error);
  g_auto (Origin) origin = { 0 };

  isg_store_assert_owner (store);
  if (stmt == NULL
      || (attempt->message != NULL && !find_origin_of_attempt (store, attempt->id, &origin, error))
      || !bind_message (store, stmt, 5, 11, &origin, "answer", attempt->message, error))
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, attempt->id);
  isg_stmt_bind_text (stmt, 2, attempt->phase);
  bind_when (stmt, 3, attempt->http_status);
  bind_when (stmt, 4, attempt->code);
  isg_stmt_bind_text (stmt, 6, attempt->content_type);
  bind_when (stmt, 7, attempt->reply);
  isg_stmt_bind_text (stmt, 8, isg_attempt_outcome_name (attempt->outcome));
  isg_stmt_bind_text (stmt, 9, attempt->detail);
  isg_stmt_bind_int64 (stmt, 10, attempt->ended);
  return isg_stmt_run (stmt, error);
}

static IsgAttemptOutcome
parse_outcome (const char *name)
{
  for (guint i = 0; name != NULL && i < ISG_OUTCOME_N; i++)
    if (g_strcmp0 (isg_attempt_outcome_name (i), name) == 0)
      return i;
  return ISG_OUTCOME_NONE;
}

static IsgStoredAttempt *
read_attempt (IsgStore *store, IsgStmt *stmt, const Origin *origin, GError **error)
{
  IsgStoredAttempt *attempt = g_new0 (IsgStoredAttempt, 1);
  g_autoptr (GBytes) blob = isg_stmt_bytes (stmt, 19);

  attempt->id = isg_stmt_int64 (stmt, 0);
  attempt->submission = isg_stmt_int64 (stmt, 1);
  attempt->is_save = g_strcmp0 (isg_stmt_text (stmt, 2), "save") == 0;
  attempt->number = isg_stmt_int64 (stmt, 3);
  attempt->time = isg_stmt_int64 (stmt, 4);
  attempt->boot_id = isg_stmt_dup_text (stmt, 5);
  attempt->boot_seconds = isg_stmt_int64 (stmt, 6);
  attempt->pid = isg_stmt_int64 (stmt, 7);
  attempt->firm_hash = isg_stmt_dup_text (stmt, 8);
  attempt->phase = isg_stmt_dup_text (stmt, 9);
  attempt->http_status = isg_stmt_int64 (stmt, 10);
  attempt->code = isg_stmt_int64 (stmt, 11);
  attempt->message = isg_stmt_dup_text (stmt, 12);
  attempt->content_type = isg_stmt_dup_text (stmt, 13);
  attempt->reply = isg_stmt_int64 (stmt, 14);
  attempt->n_asked = isg_stmt_int64 (stmt, 15);
  attempt->outcome = parse_outcome (isg_stmt_text (stmt, 16));
  attempt->detail = isg_stmt_dup_text (stmt, 17);
  attempt->ended = isg_stmt_int64 (stmt, 18);
  if (!open_message (store, origin, "answer", blob, &attempt->message, error))
    g_clear_pointer (&attempt, isg_stored_attempt_free);
  return attempt;
}

GPtrArray *
isg_store_attempts (IsgStore *store, gint64 submission, GError **error)
{
  g_autoptr (GPtrArray) attempts
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_stored_attempt_free);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT id, submission, kind, number, time, boot_id, boot_seconds, pid,"
                        " firm_hash, phase, http_status, code, message, content_type, reply,"
                        " n_asked, outcome, detail, ended, sealed"
                        " FROM attempt WHERE submission = ?1 ORDER BY id",
                        error);
  g_auto (Origin) origin = { 0 };
  gboolean row;

  if (stmt == NULL || !find_origin (store, submission, &origin, error))
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, submission);
  for (;;) {
    IsgStoredAttempt *attempt;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&attempts);
    attempt = read_attempt (store, stmt, &origin, error);
    if (attempt == NULL)
      return NULL;
    g_ptr_array_add (attempts, attempt);
  }
}

/* ---- replies ---- */

static IsgHealthPlace
reply_place (const Origin *origin)
{
  return (IsgHealthPlace){ origin->uuid, (guint64) origin->revision, "reply", origin->key };
}

gboolean
isg_store_reply_add (IsgStore *store,
                     GBytes *body,
                     gint64 submission,
                     gint64 *out_id,
                     GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "INSERT INTO reply (body, submission) VALUES (?1, ?2)", error);
  g_autoptr (GBytes) blob = NULL;
  g_auto (Origin) origin = { 0 };
  IsgHealthPlace place;

  isg_store_assert_owner (store);
  if (stmt == NULL || !find_origin (store, submission, &origin, error))
    return FALSE;
  *out_id = 0;
  if (origin.seals && store->health == NULL)
    return TRUE;
  if (origin.seals) {
    place = reply_place (&origin);
    blob = isg_health_seal (store, &place, body, error);
    if (blob == NULL)
      return FALSE;
    isg_stmt_bind_int64 (stmt, 2, submission);
  }
  isg_stmt_bind_bytes (stmt, 1, blob != NULL ? blob : body);
  if (!isg_stmt_run (stmt, error))
    return FALSE;
  *out_id = isg_store_last_id (store);
  return TRUE;
}

GBytes *
isg_store_reply_get (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT body, submission FROM reply WHERE id = ?1", error);
  g_auto (Origin) origin = { 0 };
  g_autoptr (GBytes) body = NULL;
  IsgHealthPlace place;
  gboolean row;

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, id);
  if (!isg_stmt_step (stmt, &row, error))
    return NULL;
  if (!row) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "queue: no such reply");
    return NULL;
  }
  body = isg_stmt_bytes (stmt, 0);
  if (isg_stmt_is_null (stmt, 1))
    return g_steal_pointer (&body);
  if (!find_origin (store, isg_stmt_int64 (stmt, 1), &origin, error))
    return NULL;
  place = reply_place (&origin);
  return isg_health_open (store, &place, body, error);
}

/* ---- items ---- */

void
isg_stored_item_free (IsgStoredItem *item)
{
  if (item == NULL)
    return;
  g_free (item->employee);
  g_free (item->employee_uuid);
  g_free (item->topic);
  g_free (item->message);
  g_free (item);
}

static IsgStoredItem *
read_item (IsgStmt *stmt)
{
  IsgStoredItem *item = g_new0 (IsgStoredItem, 1);

  item->employee = isg_stmt_dup_text (stmt, 0);
  item->employee_uuid = isg_stmt_dup_text (stmt, 1);
  item->topic = isg_stmt_dup_text (stmt, 2);
  item->status = isg_stmt_int64 (stmt, 3);
  item->message = isg_stmt_dup_text (stmt, 4);
  return item;
}

GPtrArray *
isg_store_items (IsgStore *store, gint64 submission, GError **error)
{
  g_autoptr (GPtrArray) items
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_stored_item_free);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT employee, employee_uuid, topic, status, message, sealed"
                        " FROM submission_item WHERE submission = ?1 ORDER BY ordinal",
                        error);
  g_auto (Origin) origin = { 0 };
  gboolean row;

  if (stmt == NULL || !find_origin (store, submission, &origin, error))
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, submission);
  for (;;) {
    g_autoptr (GBytes) blob = NULL;
    IsgStoredItem *item;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&items);
    item = read_item (stmt);
    g_ptr_array_add (items, item);
    blob = isg_stmt_bytes (stmt, 5);
    if (!open_message (store, &origin, "item", blob, &item->message, error))
      return NULL;
  }
}

gboolean
isg_store_items_of_record (IsgStore *store,
                           const char *uuid,
                           void (*each) (const char *part,
                                         IsgSubmissionState state,
                                         const IsgStoredItem *item,
                                         gpointer data),
                           gpointer data,
                           GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT i.employee, i.employee_uuid, i.topic, i.status, i.message, s.part,"
                        " s.state FROM record r JOIN submission s ON s.record = r.id"
                        " JOIN submission_item i ON i.submission = s.id"
                        " WHERE r.uuid = ?1 ORDER BY s.id, i.ordinal",
                        error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, uuid);
  for (;;) {
    IsgStoredItem *item;

    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    item = read_item (stmt);
    each (isg_stmt_text (stmt, 5),
          isg_submission_state_parse (isg_stmt_text (stmt, 6)),
          item,
          data);
    isg_stored_item_free (item);
  }
}

gboolean
isg_store_item_set (IsgStore *store,
                    gint64 submission,
                    const char *employee,
                    const char *topic,
                    int status,
                    const char *message,
                    GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        employee != NULL
                          ? "UPDATE submission_item SET status = ?2, message = ?3, sealed = ?6"
                            " WHERE submission = ?1 AND employee = ?4 AND topic = ?5"
                          : "UPDATE submission_item SET status = ?2, message = ?3, sealed = ?6"
                            " WHERE submission = ?1",
                        error);
  g_auto (Origin) origin = { 0 };

  isg_store_assert_owner (store);
  if (stmt == NULL || (message != NULL && !find_origin (store, submission, &origin, error))
      || !bind_message (store, stmt, 3, 6, &origin, "item", message, error))
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, submission);
  isg_stmt_bind_int64 (stmt, 2, status);
  if (employee != NULL) {
    isg_stmt_bind_text (stmt, 4, employee);
    isg_stmt_bind_text (stmt, 5, topic);
  }
  return isg_stmt_run (stmt, error);
}

/* ---- field errors ---- */

void
isg_stored_field_error_free (IsgStoredFieldError *field)
{
  if (field == NULL)
    return;
  g_free (field->path);
  g_free (field->wire_name);
  g_free (field->value);
  g_free (field->message);
  g_free (field);
}

static void
append_member (GString *json, const char *name, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (json, "%s\"%s\":", json->len > 1 ? "," : "", name);
  isg_json_append_string (json, text);
}

/* What was refused and what the Ministry says of it, as one blob. */
static gboolean
seal_refusal (IsgStore *store,
              const Origin *origin,
              const IsgStoredFieldError *field,
              GBytes **out_blob,
              GError **error)
{
  const IsgHealthPlace place = {
    origin->uuid,
    (guint64) origin->revision,
    "refusal",
    field->path,
  };
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (GBytes) plain = NULL;

  append_member (json, "value", field->value);
  append_member (json, "message", field->message);
  g_string_append_c (json, '}');
  plain = g_bytes_new (json->str, json->len);
  *out_blob = isg_health_seal (store, &place, plain, error);
  return *out_blob != NULL;
}

static char *
dup_member (const IsgJson *tree, const char *name)
{
  for (guint i = 0; i < isg_json_length (tree); i++)
    if (g_strcmp0 (isg_json_nth_name (tree, i), name) == 0)
      return g_strdup (isg_json_text (isg_json_nth (tree, i)));
  return NULL;
}

/* Where the handle has no key, the place and the code alone are known. */
static gboolean
open_refusal (IsgStore *store,
              const Origin *origin,
              GBytes *blob,
              IsgStoredFieldError *field,
              GError **error)
{
  const IsgHealthPlace place = {
    origin->uuid,
    (guint64) origin->revision,
    "refusal",
    field->path,
  };
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (IsgJson) tree = NULL;

  if (store->health == NULL || store->health_hidden)
    return TRUE;
  plain = isg_health_open (store, &place, blob, error);
  if (plain == NULL)
    return FALSE;
  tree = isg_json_parse (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), 4, error);
  if (tree == NULL)
    return FALSE;
  field->value = dup_member (tree, "value");
  field->message = dup_member (tree, "message");
  return TRUE;
}

gboolean
isg_store_field_error_add (IsgStore *store,
                           gint64 submission,
                           const IsgStoredFieldError *field,
                           GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO field_error (submission, path, wire_name, value, code,"
                        " message, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                        error);
  g_auto (Origin) origin = { 0 };
  g_autoptr (GBytes) blob = NULL;

  isg_store_assert_owner (store);
  if (stmt == NULL || !find_origin (store, submission, &origin, error)
      || (origin.seals && store->health != NULL
          && !seal_refusal (store, &origin, field, &blob, error)))
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, submission);
  isg_stmt_bind_text (stmt, 2, field->path);
  isg_stmt_bind_text (stmt, 3, field->wire_name);
  isg_stmt_bind_text (stmt, 4, origin.seals ? NULL : field->value);
  isg_stmt_bind_int64 (stmt, 5, field->code);
  isg_stmt_bind_text (stmt, 6, origin.seals ? NULL : field->message);
  isg_stmt_bind_bytes (stmt, 7, blob);
  return isg_stmt_run (stmt, error);
}

static IsgStoredFieldError *
read_field_error (IsgStore *store, IsgStmt *stmt, const Origin *origin, GError **error)
{
  IsgStoredFieldError *field = g_new0 (IsgStoredFieldError, 1);
  g_autoptr (GBytes) blob = isg_stmt_bytes (stmt, 5);

  field->path = isg_stmt_dup_text (stmt, 0);
  field->wire_name = isg_stmt_dup_text (stmt, 1);
  field->value = isg_stmt_dup_text (stmt, 2);
  field->code = isg_stmt_int64 (stmt, 3);
  field->message = isg_stmt_dup_text (stmt, 4);
  if (blob != NULL && !open_refusal (store, origin, blob, field, error))
    g_clear_pointer (&field, isg_stored_field_error_free);
  return field;
}

GPtrArray *
isg_store_field_errors (IsgStore *store, gint64 submission, GError **error)
{
  g_autoptr (GPtrArray) fields
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_stored_field_error_free);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT path, wire_name, value, code, message, sealed FROM field_error"
                        " WHERE submission = ?1 ORDER BY id",
                        error);
  g_auto (Origin) origin = { 0 };
  gboolean row;

  if (stmt == NULL || !find_origin (store, submission, &origin, error))
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, submission);
  for (;;) {
    IsgStoredFieldError *field;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&fields);
    field = read_field_error (store, stmt, &origin, error);
    if (field == NULL)
      return NULL;
    g_ptr_array_add (fields, field);
  }
}
