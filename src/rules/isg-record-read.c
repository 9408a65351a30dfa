/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/isg-identity.h"
#include "base/isg-text.h"
#include "rules/isg-json.h"
#include "rules/isg-record-json.h"
#include "rules/isg-rules-private.h"

#define MAX_SIZE  (2 * 1024 * 1024)
#define MAX_DEPTH 16
#define MAX_ECHO  40

/* One reading of a text. */
typedef struct {
  gboolean
    from_store; /* our own text: nothing is trimmed, and what the pack does not know is kept */
  GError **error;
} Read;

static gboolean read_fields (Read *read,
                             GPtrArray *defs,
                             const IsgJson *json,
                             const char *prefix,
                             IsgFieldsBuilder *into);

static gboolean G_GNUC_PRINTF (4, 5)
  fail (Read *read, IsgRulesError code, const char *path, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list list;

  va_start (list, format);
  reason = g_strdup_vprintf (format, list);
  va_end (list);
  g_set_error (read->error, ISG_RULES_ERROR, (int) code, "%s: %s", path, reason);
  return FALSE;
}

static gboolean
fail_value (Read *read, const char *path, const char *reason)
{
  return fail (read, ISG_RULES_ERROR_VALUE, path, "%s", reason);
}

/* What is said back of a value that somebody else wrote is short. */
static char *
echo (const char *text)
{
  if (g_utf8_strlen (text, -1) <= MAX_ECHO)
    return g_strdup (text);
  return g_utf8_substring (text, 0, MAX_ECHO);
}

/* ---- texts ---- */

static char *
drop_spaces (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text != ' ')
      g_string_append_c (out, *text);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* People write numbers in groups; only the number itself is kept. What is no number stays, for a
 * finding to name it. */
static char *
normalise (const IsgFieldDef *def, const char *text)
{
  char *digits = NULL;

  switch (def->check) {
  case ISG_FIELD_CHECK_SGK:
    digits = isg_identity_sgk_digits (text);
    return digits != NULL ? digits : g_strdup (text);
  case ISG_FIELD_CHECK_PERSON:
  case ISG_FIELD_CHECK_TAX:
    return drop_spaces (text);
  case ISG_FIELD_CHECK_NONE:
  default:
    return g_strdup (text);
  }
}

/* ---- codes ---- */

static gboolean
is_known (const IsgFieldDef *def, const char *code)
{
  GHashTableIter iter;
  gpointer list = NULL;

  if (isg_code_list_find (def->codes, code) != NULL)
    return TRUE;
  if (def->codes_for == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, def->codes_for);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    if (isg_code_list_find (list, code) != NULL)
      return TRUE;
  return FALSE;
}

/* The code that somebody means who wrote it in another case, or wrote its label. */
static const char *
find_meant (const IsgCodeList *list, const char *text)
{
  g_autofree char *folded = isg_text_fold (text);

  for (guint i = 0; i < isg_code_list_size (list); i++) {
    const IsgCode *row = isg_code_list_nth (list, i);
    g_autofree char *code = isg_text_fold (row->code);
    g_autofree char *tr = isg_text_fold (row->label_tr);
    g_autofree char *en = isg_text_fold (row->label_en);

    if (g_str_equal (folded, code) || g_str_equal (folded, tr) || g_str_equal (folded, en))
      return row->code;
  }
  return NULL;
}

/* Returns: (transfer none) (nullable): @text or the code meant by it */
static const char *
read_code_text (Read *read, const IsgFieldDef *def, const char *path, const char *text)
{
  const char *meant = NULL;
  g_autofree char *said = NULL;

  if (read->from_store || is_known (def, text))
    return text;
  meant = find_meant (def->codes, text);
  if (meant != NULL || !isg_code_list_is_complete (def->codes))
    return meant != NULL ? meant : text;
  said = echo (text);
  fail (read,
        ISG_RULES_ERROR_VALUE,
        path,
        "there is no such code in the list %s: %s",
        isg_code_list_id (def->codes),
        said);
  return NULL;
}

static IsgValue *
read_codes (Read *read, const IsgFieldDef *def, const char *path, const IsgJson *json)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < isg_json_length (json); i++) {
    const IsgJson *item = isg_json_nth (json, i);
    g_autofree char *clean = NULL;
    const char *code = NULL;

    if (isg_json_type (item) == ISG_JSON_STRING)
      clean = isg_text_clean (isg_json_text (item), -1);
    if (clean == NULL) {
      fail_value (read, path, "an array of strings is expected");
      return NULL;
    }
    code = read_code_text (read, def, path, read->from_store ? isg_json_text (item) : clean);
    if (code == NULL)
      return NULL;
    g_ptr_array_add (codes, g_strdup (code));
  }
  g_ptr_array_add (codes, NULL);
  return isg_value_new_codes ((const char *const *) codes->pdata);
}

/* ---- values by type ---- */

static IsgValue *
read_number (Read *read, const IsgFieldDef *def, const char *path, const IsgJson *json)
{
  IsgDecimal number = { 0 };
  gint64 whole = 0;

  if (!isg_decimal_parse (isg_json_text (json), &number, NULL)) {
    fail_value (read,
                path,
                "a number of at most 15 digits and 9 places without exponent is expected");
    return NULL;
  }
  if (def->type == ISG_VALUE_DECIMAL)
    return isg_value_new_decimal (number);
  if (!g_ascii_string_to_signed (isg_json_text (json), 10, G_MININT64, G_MAXINT64, &whole, NULL)) {
    fail_value (read, path, "a whole number is expected");
    return NULL;
  }
  return isg_value_new_integer (whole);
}

static IsgValue *
read_moment (Read *read, const IsgFieldDef *def, const char *path, const char *text)
{
  IsgDate date = ISG_DATE_NONE;
  int seconds = 0;

  if (def->type == ISG_VALUE_DATE) {
    if (isg_date_parse_iso (text, &date, NULL))
      return isg_value_new_date (date);
    fail_value (read, path, "a date YYYY-MM-DD is expected");
  } else if (def->type == ISG_VALUE_TIME) {
    if (isg_time_parse (text, &seconds, NULL))
      return isg_value_new_time (seconds);
    fail_value (read, path, "a time HH:MM is expected");
  } else {
    if (isg_datetime_parse_iso (text, &date, &seconds, NULL))
      return isg_value_new_datetime (date, seconds);
    fail_value (read, path, "a date and time YYYY-MM-DDTHH:MM:SS is expected");
  }
  return NULL;
}

static IsgValue *
read_string (Read *read, const IsgFieldDef *def, const char *path, const char *text)
{
  const char *code = NULL;

  if (def->type == ISG_VALUE_TEXT) {
    g_autofree char *normal = read->from_store ? g_strdup (text) : normalise (def, text);

    return isg_value_new_text (normal);
  }
  if (def->type == ISG_VALUE_CODE) {
    code = read_code_text (read, def, path, text);
    return code != NULL ? isg_value_new_code (code) : NULL;
  }
  if (def->type != ISG_VALUE_REF)
    return read_moment (read, def, path, text);
  if (!isg_uuid_is_valid (text)) {
    fail_value (read, path, "the uuid of a record is expected");
    return NULL;
  }
  return isg_value_new_ref (text);
}

static IsgValue *
read_groups (Read *read, const IsgFieldDef *def, const char *path, const IsgJson *json)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < isg_json_length (json); i++) {
    const IsgJson *item = isg_json_nth (json, i);
    g_autofree char *place = g_strdup_printf ("%s[%u]", path, i);
    g_autofree char *prefix = g_strconcat (place, ".", NULL);
    g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (NULL);

    if (isg_json_type (item) != ISG_JSON_OBJECT) {
      fail_value (read, place, "an object is expected");
      return NULL;
    }
    if (!read_fields (read, def != NULL ? def->fields : NULL, item, prefix, builder))
      return NULL;
    g_ptr_array_add (groups, isg_fields_builder_end (g_steal_pointer (&builder)));
  }
  return isg_value_new_groups (groups);
}

static IsgJsonType
json_type_of (IsgValueType type)
{
  switch (type) {
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
    return ISG_JSON_NUMBER;
  case ISG_VALUE_BOOL:
    return ISG_JSON_BOOL;
  case ISG_VALUE_CODES:
  case ISG_VALUE_GROUPS:
    return ISG_JSON_ARRAY;
  case ISG_VALUE_TEXT:
  case ISG_VALUE_DATE:
  case ISG_VALUE_TIME:
  case ISG_VALUE_DATETIME:
  case ISG_VALUE_CODE:
  case ISG_VALUE_REF:
  default:
    return ISG_JSON_STRING;
  }
}

static IsgValue *
read_known (Read *read, const IsgFieldDef *def, const char *path, const IsgJson *json)
{
  static const char *const names[] = {
    "null", "true or false", "a number", "a string", "an array", "an object",
  };

  if (isg_json_type (json) != json_type_of (def->type)) {
    fail (read, ISG_RULES_ERROR_VALUE, path, "%s is expected", names[json_type_of (def->type)]);
    return NULL;
  }
  if (def->type == ISG_VALUE_GROUPS)
    return read_groups (read, def, path, json);
  if (def->type == ISG_VALUE_CODES)
    return read_codes (read, def, path, json);
  if (def->type == ISG_VALUE_BOOL)
    return isg_value_new_bool (isg_json_bool (json));
  if (isg_json_type (json) == ISG_JSON_NUMBER)
    return read_number (read, def, path, json);
  return read_string (read, def, path, isg_json_text (json));
}

/* ---- what the pack does not know (any more) ---- */

static IsgValue *
read_unknown_number (const char *text)
{
  IsgDecimal number = { 0 };
  gint64 whole = 0;

  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &whole, NULL))
    return isg_value_new_integer (whole);
  if (isg_decimal_parse (text, &number, NULL))
    return isg_value_new_decimal (number);
  return isg_value_new_text (text);
}

static IsgValue *
read_unknown_strings (Read *read, const char *path, const IsgJson *json)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < isg_json_length (json); i++) {
    if (isg_json_type (isg_json_nth (json, i)) != ISG_JSON_STRING) {
      fail_value (read, path, "values of different types in one array");
      return NULL;
    }
    g_ptr_array_add (codes, (gpointer) isg_json_text (isg_json_nth (json, i)));
  }
  g_ptr_array_add (codes, NULL);
  return isg_value_new_codes ((const char *const *) codes->pdata);
}

/* By its shape alone. */
static IsgValue *
read_unknown (Read *read, const char *path, const IsgJson *json)
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
    return read_groups (read, NULL, path, json);
  case ISG_JSON_NULL:
  case ISG_JSON_OBJECT:
  default:
    fail_value (read, path, "an object may stand in an array alone");
    return NULL;
  }
}

/* ---- objects ---- */

/* Text from outside is trimmed, and refused when it holds control characters; what is then empty is
 * no value. */
static gboolean
clean_member (Read *read, const IsgJson *json, const char *path, gboolean *out_empty)
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
    return fail_value (read, path, "a control character in the text");
  *out_empty = *clean == '\0';
  return TRUE;
}

static IsgValue *
read_member (Read *read, const IsgFieldDef *def, const char *path, const IsgJson *json)
{
  Read quiet = { read->from_store, NULL };
  IsgValue *value = NULL;

  if (!read->from_store) {
    g_autofree char *clean = NULL;

    if (isg_json_type (json) != ISG_JSON_STRING || json_type_of (def->type) != ISG_JSON_STRING)
      return read_known (read, def, path, json);
    clean = isg_text_clean (isg_json_text (json), -1);
    return read_string (read, def, path, clean);
  }
  if (def != NULL)
    value = read_known (&quiet, def, path, json);
  return value != NULL ? value : read_unknown (read, path, json);
}

static gboolean
read_fields (Read *read,
             GPtrArray *defs,
             const IsgJson *json,
             const char *prefix,
             IsgFieldsBuilder *into)
{
  for (guint i = 0; i < isg_json_length (json); i++) {
    const char *id = isg_json_nth_name (json, i);
    const IsgFieldDef *def = defs != NULL ? isg_fields_find_def (defs, id) : NULL;
    g_autofree char *said = echo (id);
    g_autofree char *path = g_strconcat (prefix, said, NULL);
    IsgValue *value = NULL;
    gboolean empty = FALSE;

    if (def == NULL && !read->from_store)
      return fail (read, ISG_RULES_ERROR_UNKNOWN, path, "there is no such field");
    if (!clean_member (read, isg_json_nth (json, i), path, &empty))
      return FALSE;
    if (!empty) {
      value = read_member (read, def, path, isg_json_nth (json, i));
      if (value == NULL)
        return FALSE;
    }
    isg_fields_builder_set (into, id, value);
  }
  return TRUE;
}

static IsgFields *
read_text (Read *read, const IsgKind *kind, const char *json, gsize length, IsgFields *base)
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
  if (!read_fields (read, kind != NULL ? kind->fields : NULL, tree, "", builder))
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
  Read read = { FALSE, error };

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  return read_text (&read, kind, json, length < 0 ? strlen (json) : (gsize) length, base);
}

IsgFields *
isg_record_fields_from_store (IsgRules *rules,
                              const IsgKind *kind,
                              const char *json,
                              GError **error)
{
  Read read = { TRUE, error };

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  return read_text (&read, kind, json, strlen (json), NULL);
}
