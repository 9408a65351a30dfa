/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-record-json.h"
#include "store/isg-store-record.h"
#include "submit/isg-submit-work.h"

/* Items and refused fields of a reply, as rows.  No field is known by name: a place is found by the
 * reference that stands in it. */

static gboolean
is_ref_to (const IsgValue *value, const char *uuid)
{
  return value != NULL && isg_value_type (value) == ISG_VALUE_REF
         && g_strcmp0 (isg_value_text (value), uuid) == 0;
}

static char *
find_in_groups (const char *id, const IsgValue *groups, const char *uuid)
{
  for (guint i = 0; i < isg_value_n_groups (groups); i++) {
    IsgFields *group = isg_value_group (groups, i);

    for (guint j = 0; j < isg_fields_size (group); j++) {
      const char *member;

      if (is_ref_to (isg_fields_nth (group, j, &member), uuid))
        return g_strdup_printf ("%s[%u].%s", id, i, member);
    }
  }
  return NULL;
}

/* Where the record names that other record: "participants[3].employee"; %NULL when nowhere. */
static char *
find_reference (IsgRecord *record, const char *uuid)
{
  IsgFields *fields = isg_record_fields (record);

  for (guint i = 0; uuid != NULL && *uuid != '\0' && i < isg_fields_size (fields); i++) {
    const char *id;
    IsgValue *value = isg_fields_nth (fields, i, &id);
    char *path;

    if (is_ref_to (value, uuid))
      return g_strdup (id);
    path = find_in_groups (id, value, uuid);
    if (path != NULL)
      return path;
  }
  return NULL;
}

/* What stands there as JSON, to tell later whether it is still the value that was refused. */
static char *
value_json (IsgRecord *record, const char *path)
{
  IsgValue *value = path != NULL && *path != '\0' ? isg_record_lookup (record, path) : NULL;
  g_autoptr (IsgFields) empty = NULL;
  g_autoptr (IsgFields) fields = NULL;
  g_autofree char *json = NULL;
  gsize skip = strlen ("{\"v\":");

  if (value == NULL)
    return NULL;
  empty = isg_fields_new ();
  fields = isg_fields_with (empty, "v", value);
  json = isg_record_fields_to_json (fields);
  return strlen (json) > skip ? g_strndup (json + skip, strlen (json) - skip - 1) : NULL;
}

static gboolean
add_error (IsgSubmitWork *work,
           const IsgStoredSubmission *row,
           IsgRecord *record,
           const char *path,
           const char *wire_name,
           int code,
           const char *message,
           GError **error)
{
  g_autofree char *value = value_json (record, path);
  IsgStoredFieldError field = { .path = (char *) (path != NULL ? path : ""),
                                .wire_name = (char *) (wire_name != NULL ? wire_name : ""),
                                .value = value,
                                .code = code,
                                .message = (char *) message };

  return isg_store_field_error_add (work->store, row->id, &field, error);
}

static gboolean
add_named_fields (IsgSubmitWork *work,
                  const IsgStoredSubmission *row,
                  IsgRecord *record,
                  const IsgReply *reply,
                  GError **error)
{
  for (guint i = 0; i < reply->fields->len; i++) {
    const IsgReplyField *field = g_ptr_array_index (reply->fields, i);

    if (!add_error (work,
                    row,
                    record,
                    field->path,
                    field->wire_name,
                    field->code,
                    field->message,
                    error))
      return FALSE;
  }
  return TRUE;
}

static const char *
uuid_of (GPtrArray *items, const char *employee)
{
  for (guint i = 0; i < items->len; i++) {
    const IsgStoredItem *item = g_ptr_array_index (items, i);

    if (g_strcmp0 (item->employee, employee) == 0)
      return item->employee_uuid;
  }
  return NULL;
}

/* One line for each person and code, however many topics were refused for it. */
static gboolean
add_refused_items (IsgSubmitWork *work,
                   const IsgMethod *method,
                   const IsgStoredSubmission *row,
                   IsgRecord *record,
                   const IsgReply *reply,
                   GPtrArray *items,
                   GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reply->items->len; i++) {
    const IsgReplyItem *item = g_ptr_array_index (reply->items, i);
    g_autofree char *path = NULL;

    if (isg_method_code_class (method, item->status) == ISG_CODE_CLASS_ACCEPTED
        || !g_hash_table_add (seen, g_strdup_printf ("%s|%d", item->employee, item->status)))
      continue;
    path = find_reference (record, uuid_of (items, item->employee));
    if (!add_error (work, row, record, path, NULL, item->status, item->message, error))
      return FALSE;
  }
  return TRUE;
}

/* The whole was refused and no place was named: its person, where it is about one, else its signer.
 * A field that is not named may be any: then it is the record's, and no place is blamed.
 */
static gboolean
add_whole (IsgSubmitWork *work,
           const IsgMethod *method,
           const IsgStoredSubmission *row,
           IsgRecord *record,
           const IsgReply *reply,
           GPtrArray *items,
           GError **error)
{
  IsgRules *rules = isg_store_rules (work->store);
  const IsgKind *kind = isg_rules_kind (rules, row->kind);
  const IsgStoredItem *item = items->len == 1 ? g_ptr_array_index (items, 0) : NULL;
  gboolean of_field = isg_method_code_is_of_fields (method, reply->code);
  g_autofree char *path
    = item != NULL && !of_field ? find_reference (record, item->employee_uuid) : NULL;

  if (path == NULL && kind != NULL && !of_field)
    path = find_reference (record, isg_kind_signer (kind, record));
  return add_error (work, row, record, path, NULL, reply->code, reply->message, error);
}

static gboolean
is_refusal (IsgSubmissionEvent event)
{
  return event == ISG_EVENT_SAVE_REFUSED || event == ISG_EVENT_SAVE_PARTLY
         || event == ISG_EVENT_SAVE_BATCH || event == ISG_EVENT_SAVE_SIGNATURE
         || event == ISG_EVENT_QUERY_REFUSED || event == ISG_EVENT_QUERY_PARTLY;
}

static gboolean
keep_errors (IsgSubmitWork *work,
             const IsgMethod *method,
             const IsgStoredSubmission *row,
             const IsgReply *reply,
             GError **error)
{
  g_autoptr (IsgRecord) record
    = isg_store_record_get (work->store, row->uuid, row->revision, error);
  g_autoptr (GPtrArray) items
    = record != NULL ? isg_store_items (work->store, row->id, error) : NULL;

  if (items == NULL || !add_named_fields (work, row, record, reply, error)
      || !add_refused_items (work, method, row, record, reply, items, error))
    return FALSE;
  return reply->fields->len > 0 || reply->items->len > 0
         || add_whole (work, method, row, record, reply, items, error);
}

static gboolean
speaks_of_all (IsgSubmissionEvent event)
{
  return event == ISG_EVENT_SAVE_ACCEPTED || event == ISG_EVENT_SAVE_REFUSED
         || event == ISG_EVENT_QUERY_ACCEPTED || event == ISG_EVENT_QUERY_REFUSED;
}

gboolean
isg_submit_keep_reply (IsgSubmitWork *work,
                       const IsgMethod *method,
                       const IsgStoredSubmission *row,
                       const IsgReply *reply,
                       IsgSubmissionEvent event,
                       GError **error)
{
  /* What lies there is not ours: nothing that is said of it is ours either. */
  if (event == ISG_EVENT_QUERY_DIFFERS)
    return TRUE;
  for (guint i = 0; i < reply->items->len; i++) {
    const IsgReplyItem *item = g_ptr_array_index (reply->items, i);

    if (!isg_store_item_set (work->store,
                             row->id,
                             item->employee,
                             item->topic,
                             item->status,
                             item->message,
                             error))
      return FALSE;
  }
  if (reply->items->len == 0 && speaks_of_all (event)
      && !isg_store_item_set (work->store, row->id, NULL, NULL, reply->code, reply->message, error))
    return FALSE;
  return !is_refusal (event) || keep_errors (work, method, row, reply, error);
}
