/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/isg-text.h"
#include "rules/isg-record-json.h"
#include "rules/isg-record-read-private.h"

#define MAX_SIZE  (2 * 1024 * 1024)
#define MAX_DEPTH 16

/* ---- what the pack does not know (any more) ---- */

/* 1.0 is written as 1, so it has to be the same value that 1 is. */
static IsgValue *
read_unknown_number (const char *text)
{
  IsgDecimal number = { 0 };
  gint64 whole = 0;

  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &whole, NULL))
    return isg_value_new_integer (whole);
  if (!isg_decimal_parse (text, &number, NULL))
    return isg_value_new_text (text);
  if (number.scale == 0)
    return isg_value_new_integer (number.unscaled);
  return isg_value_new_decimal (number);
}

/* It is kept as text, and written as such, so that it has to be read as what that text is. */
static gboolean
is_number_too_long (const IsgJson *json)
{
  IsgDecimal number = { 0 };

  return isg_json_type (json) == ISG_JSON_NUMBER
         && !g_ascii_string_to_signed (isg_json_text (json), 10, G_MININT64, G_MAXINT64, NULL, NULL)
         && !isg_decimal_parse (isg_json_text (json), &number, NULL);
}

static IsgValue *
read_unknown_strings (IsgRecordRead *read, const char *path, const IsgJson *json)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < isg_json_length (json); i++) {
    if (isg_json_type (isg_json_nth (json, i)) != ISG_JSON_STRING) {
      isg_record_read_fail_value (read, path, "strings", "values of different types in one array");
      return NULL;
    }
    g_ptr_array_add (codes, (gpointer) isg_json_text (isg_json_nth (json, i)));
  }
  g_ptr_array_add (codes, NULL);
  return isg_value_new_codes ((const char *const *) codes->pdata);
}

/* By its shape alone. */
static IsgValue *
read_unknown (IsgRecordRead *read, const char *path, const IsgJson *json)
{
  switch (isg_json_type (json)) {
  case ISG_JSON_BOOL:
    return isg_value_new_bool (isg_json_bool (json));
  case ISG_JSON_NUMBER:
    return read_unknown_number (isg_json_text (json));
  case ISG_JSON_STRING:
    return isg_value_new_text (isg_json_text (json));
  case ISG_JSON_ARRAY:
    if (isg_json_length (json) > 0 && isg_json_type (isg_json_nth (json, 0)) == ISG_JSON_STRING)
      return read_unknown_strings (read, path, json);
    return isg_record_read_groups (read, NULL, path, json);
  case ISG_JSON_NULL:
  case ISG_JSON_OBJECT:
  default:
    isg_record_read_fail_value (read, path, "object", "an object may stand in an array alone");
    return NULL;
  }
}

/* ---- objects ---- */

/* Text from outside is trimmed, and refused when it holds control characters; what is then empty is
 * no value. */
static gboolean
clean_member (IsgRecordRead *read, const IsgJson *json, const char *path, gboolean *out_empty)
{
  g_autofree char *clean = NULL;

  *out_empty = isg_json_type (json) == ISG_JSON_NULL;
  if (read->from_store)
    return TRUE;
  if (isg_json_type (json) == ISG_JSON_ARRAY)
    *out_empty = isg_json_length (json) == 0;
  if (isg_json_type (json) != ISG_JSON_STRING)
    return TRUE;
  clean = isg_text_clean (isg_json_text (json), -1);
  if (clean == NULL)
    return isg_record_read_fail_value (read, path, "control", "a control character in the text");
  *out_empty = *clean == '\0';
  return TRUE;
}

static IsgValue *
read_member (IsgRecordRead *read, const IsgFieldDef *def, const char *path, const IsgJson *json)
{
  IsgRecordRead quiet = { read->from_store, NULL, NULL, NULL };
  IsgValue *value = NULL;

  if (!read->from_store) {
    g_autofree char *clean = NULL;

    if (isg_json_type (json) != ISG_JSON_STRING
        || isg_record_json_type_of (def->type) != ISG_JSON_STRING)
      return isg_record_read_known (read, def, path, json);
    clean = isg_text_clean (isg_json_text (json), -1);
    return isg_record_read_string (read, def, path, clean);
  }
  if (def != NULL)
    value = isg_record_read_known (&quiet, def, path, json);
  if (value == NULL && def != NULL && isg_record_json_type_of (def->type) == ISG_JSON_STRING
      && is_number_too_long (json))
    value = isg_record_read_string (&quiet, def, path, isg_json_text (json));
  return value != NULL ? value : read_unknown (read, path, json);
}

/* @out_value: %NULL for what is empty */
static gboolean
read_or_empty (IsgRecordRead *read,
               const IsgFieldDef *def,
               const char *path,
               const IsgJson *json,
               IsgValue **out_value)
{
  gboolean empty = FALSE;

  if (!clean_member (read, json, path, &empty))
    return FALSE;
  *out_value = empty ? NULL : read_member (read, def, path, json);
  return empty || *out_value != NULL;
}

gboolean
isg_record_read_fields (IsgRecordRead *read,
                        GPtrArray *defs,
                        const IsgJson *json,
                        const char *prefix,
                        IsgFieldsBuilder *into)
{
  gboolean held = TRUE;

  for (guint i = 0; i < isg_json_length (json) && (held || read->findings != NULL); i++) {
    const char *id = isg_json_nth_name (json, i);
    const IsgFieldDef *def = defs != NULL ? isg_fields_find_def (defs, id) : NULL;
    g_autofree char *said = isg_record_read_echo (id);
    g_autofree char *path = g_strconcat (prefix, said, NULL);
    IsgValue *value = NULL;

    if (def == NULL && !read->from_store)
      held = isg_record_read_fail (read,
                                   ISG_RULES_ERROR_UNKNOWN,
                                   path,
                                   "field",
                                   said,
                                   "there is no such field");
    else if (!read_or_empty (read, def, path, isg_json_nth (json, i), &value))
      held = FALSE;
    else
      isg_fields_builder_set (into, id, value);
  }
  return held;
}

static IsgFields *
read_text (IsgRecordRead *read,
           const IsgKind *kind,
           const char *json,
           gsize length,
           IsgFields *base)
{
  g_autoptr (IsgJson) tree = NULL;
  g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (base);

  if (length > MAX_SIZE) {
    g_set_error (read->error,
                 ISG_RULES_ERROR,
                 ISG_RULES_ERROR_VALUE,
                 "the record is larger than %d bytes",
                 MAX_SIZE);
    return NULL;
  }
  tree = isg_json_parse (json, length, MAX_DEPTH, read->error);
  if (tree == NULL)
    return NULL;
  if (isg_json_type (tree) != ISG_JSON_OBJECT) {
    g_set_error (read->error,
                 ISG_RULES_ERROR,
                 ISG_RULES_ERROR_VALUE,
                 "the record: an object is expected");
    return NULL;
  }
  if (!isg_record_read_fields (read, kind != NULL ? kind->fields : NULL, tree, "", builder))
    return NULL;
  return isg_fields_builder_end (g_steal_pointer (&builder));
}

IsgFields *
isg_record_fields_from_json (IsgRules *rules,
                             const IsgKind *kind,
                             const char *json,
                             gssize length,
                             IsgFields *base,
                             GError **error)
{
  return isg_record_fields_find_wrong (rules, kind, json, length, base, NULL, error);
}

IsgFields *
isg_record_fields_find_wrong (IsgRules *rules,
                              const IsgKind *kind,
                              const char *json,
                              gssize length,
                              IsgFields *base,
                              GPtrArray *into,
                              GError **error)
{
  g_autoptr (GError) first = NULL;
  IsgRecordRead read = { FALSE, &first, into, rules };
  IsgFields *fields = NULL;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  fields = read_text (&read, kind, json, length < 0 ? strlen (json) : (gsize) length, base);
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  return fields;
}

IsgFields *
isg_record_fields_from_store (IsgRules *rules,
                              const IsgKind *kind,
                              const char *json,
                              GError **error)
{
  IsgRecordRead read = { TRUE, error, NULL, NULL };

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  return read_text (&read, kind, json, strlen (json), NULL);
}
