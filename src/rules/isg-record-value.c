/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/isg-identity.h"
#include "base/isg-redact.h"
#include "base/isg-text.h"
#include "rules/isg-record-read-private.h"

#define MAX_ECHO 40

/* In both languages; a pack that has no words for it leaves the finding's code to speak. */
static void
note_finding (IsgRecordRead *read,
              IsgRulesError code,
              const char *path,
              const char *reason,
              const char *text)
{
  g_autofree char *id = g_strconcat ("unread.", reason, NULL);
  g_autofree char *shown = text != NULL ? isg_redact_text (text) : NULL;
  g_autofree char *tr = NULL;
  g_autofree char *en = NULL;

  if (read->findings == NULL)
    return;
  tr = isg_rules_text (read->rules, id, ISG_LANGUAGE_TR, "text", shown, NULL);
  en = isg_rules_text (read->rules, id, ISG_LANGUAGE_EN, "text", shown, NULL);
  g_ptr_array_add (read->findings,
                   isg_finding_new (path,
                                    ISG_SEVERITY_BLOCK,
                                    code == ISG_RULES_ERROR_UNKNOWN ? "unknown_field"
                                                                    : "unreadable",
                                    "reason.tr",
                                    tr,
                                    "reason.en",
                                    en,
                                    NULL));
}

gboolean
isg_record_read_fail (IsgRecordRead *read,
                      IsgRulesError code,
                      const char *path,
                      const char *reason,
                      const char *text,
                      const char *format,
                      ...)
{
  g_autofree char *said = NULL;
  va_list list;

  va_start (list, format);
  said = g_strdup_vprintf (format, list);
  va_end (list);
  if (read->error == NULL || *read->error == NULL)
    g_set_error (read->error, ISG_RULES_ERROR, (int) code, "%s: %s", path, said);
  note_finding (read, code, path, reason, text);
  return FALSE;
}

gboolean
isg_record_read_fail_value (IsgRecordRead *read,
                            const char *path,
                            const char *reason,
                            const char *said)
{
  return isg_record_read_fail (read, ISG_RULES_ERROR_VALUE, path, reason, NULL, "%s", said);
}

/* What is said back of a value that somebody else wrote is short. */
char *
isg_record_read_echo (const char *text)
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

/* "962102" where the form is "99.99.99": the marks between the digits go without saying.  Anything
 * else stays as it is. */
static char *
put_marks (const char *format, const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (format == NULL)
    return g_strdup (text);
  for (const char *mark = format, *digit = text;; mark++)
    if (*mark == '\0')
      return *digit == '\0' ? g_string_free (g_steal_pointer (&out), FALSE) : g_strdup (text);
    else if (*mark != '9')
      g_string_append_c (out, *mark);
    else if (g_ascii_isdigit (*digit))
      g_string_append_c (out, *digit++);
    else
      return g_strdup (text);
}

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
read_code_text (IsgRecordRead *read, const IsgFieldDef *def, const char *path, const char *text)
{
  const char *meant = NULL;
  g_autofree char *said = NULL;
  g_autofree char *where = NULL;

  if (read->from_store || is_known (def, text))
    return text;
  meant = find_meant (def->codes, text);
  if (meant != NULL || !isg_code_list_is_complete (def->codes))
    return meant != NULL ? meant : text;
  said = isg_record_read_echo (text);
  where = g_strdup_printf ("%s: %s", isg_code_list_id (def->codes), said);
  isg_record_read_fail (read,
                        ISG_RULES_ERROR_VALUE,
                        path,
                        "list",
                        where,
                        "there is no such code in the list %s",
                        where);
  return NULL;
}

static IsgValue *
read_codes (IsgRecordRead *read, const IsgFieldDef *def, const char *path, const IsgJson *json)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < isg_json_length (json); i++) {
    const IsgJson *item = isg_json_nth (json, i);
    g_autofree char *clean = NULL;
    const char *code = NULL;

    if (isg_json_type (item) == ISG_JSON_STRING)
      clean = isg_text_clean (isg_json_text (item), -1);
    if (clean == NULL) {
      isg_record_read_fail_value (read, path, "strings", "an array of strings is expected");
      return NULL;
    }
    code = read_code_text (read, def, path, read->from_store ? isg_json_text (item) : clean);
    if (code == NULL)
      return NULL;
    /* A set: what is said twice holds once. */
    if (read->from_store || !g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
      g_ptr_array_add (codes, g_strdup (code));
  }
  g_ptr_array_add (codes, NULL);
  return isg_value_new_codes ((const char *const *) codes->pdata);
}

/* ---- values by type ---- */

static IsgValue *
read_number (IsgRecordRead *read, const IsgFieldDef *def, const char *path, const IsgJson *json)
{
  IsgDecimal number = { 0 };
  g_autofree char *text = NULL;
  gint64 whole = 0;

  if (!isg_decimal_parse (isg_json_text (json), &number, NULL)) {
    isg_record_read_fail_value (read,
                                path,
                                "digits",
                                "a number of at most 15 digits and 9 places without exponent is "
                                "expected");
    return NULL;
  }
  if (def->type == ISG_VALUE_DECIMAL)
    return isg_value_new_decimal (number);
  /* Many writers of JSON say 3.0 for 3. */
  text = isg_decimal_to_string (number, 0);
  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &whole, NULL)) {
    isg_record_read_fail_value (read, path, "whole", "a whole number is expected");
    return NULL;
  }
  return isg_value_new_integer (whole);
}

static IsgValue *
read_moment (IsgRecordRead *read, const IsgFieldDef *def, const char *path, const char *text)
{
  IsgDate date = ISG_DATE_NONE;
  int seconds = 0;

  if (def->type == ISG_VALUE_DATE) {
    if (isg_date_parse_iso (text, &date, NULL))
      return isg_value_new_date (date);
    isg_record_read_fail_value (read, path, "date", "a date YYYY-MM-DD is expected");
  } else if (def->type == ISG_VALUE_TIME) {
    if (isg_time_parse (text, &seconds, NULL))
      return isg_value_new_time (seconds);
    isg_record_read_fail_value (read, path, "time", "a time HH:MM is expected");
  } else {
    if (isg_datetime_parse_iso (text, &date, &seconds, NULL))
      return isg_value_new_datetime (date, seconds);
    isg_record_read_fail_value (read,
                                path,
                                "datetime",
                                "a date and time YYYY-MM-DDTHH:MM:SS is expected");
  }
  return NULL;
}

IsgValue *
isg_record_read_string (IsgRecordRead *read,
                        const IsgFieldDef *def,
                        const char *path,
                        const char *text)
{
  const char *code = NULL;

  if (def->type == ISG_VALUE_TEXT) {
    g_autofree char *normal = read->from_store ? g_strdup (text) : normalise (def, text);

    return isg_value_new_text (normal);
  }
  if (def->type == ISG_VALUE_CODE) {
    g_autofree char *marked = read->from_store ? g_strdup (text) : put_marks (def->format, text);

    code = read_code_text (read, def, path, marked);
    return code != NULL ? isg_value_new_code (code) : NULL;
  }
  if (def->type != ISG_VALUE_REF)
    return read_moment (read, def, path, text);
  if (!isg_uuid_is_valid (text)) {
    isg_record_read_fail_value (read, path, "uuid", "the uuid of a record is expected");
    return NULL;
  }
  return isg_value_new_ref (text);
}

IsgValue *
isg_record_read_groups (IsgRecordRead *read,
                        const IsgFieldDef *def,
                        const char *path,
                        const IsgJson *json)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  GPtrArray *fields = def != NULL ? def->fields : NULL;
  gboolean held = TRUE;

  for (guint i = 0; i < isg_json_length (json); i++) {
    const IsgJson *item = isg_json_nth (json, i);
    g_autofree char *place = g_strdup_printf ("%s[%u]", path, i);
    g_autofree char *prefix = g_strconcat (place, ".", NULL);
    g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (NULL);

    if (isg_json_type (item) != ISG_JSON_OBJECT)
      held = isg_record_read_fail_value (read, place, "object", "an object is expected");
    else
      held = isg_record_read_fields (read, fields, item, prefix, builder) && held;
    if (!held && read->findings == NULL)
      return NULL;
    g_ptr_array_add (groups, isg_fields_builder_end (g_steal_pointer (&builder)));
  }
  return held ? isg_value_new_groups (groups) : NULL;
}

IsgJsonType
isg_record_json_type_of (IsgValueType type)
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

IsgValue *
isg_record_read_known (IsgRecordRead *read,
                       const IsgFieldDef *def,
                       const char *path,
                       const IsgJson *json)
{
  static const char *const names[] = {
    "null", "true or false", "a number", "a string", "an array", "an object",
  };
  static const char *const reasons[] = {
    "object", "bool", "number", "string", "array", "object",
  };

  if (isg_json_type (json) != isg_record_json_type_of (def->type)) {
    isg_record_read_fail (read,
                          ISG_RULES_ERROR_VALUE,
                          path,
                          reasons[isg_record_json_type_of (def->type)],
                          NULL,
                          "%s is expected",
                          names[isg_record_json_type_of (def->type)]);
    return NULL;
  }
  if (def->type == ISG_VALUE_GROUPS)
    return isg_record_read_groups (read, def, path, json);
  if (def->type == ISG_VALUE_CODES)
    return read_codes (read, def, path, json);
  if (def->type == ISG_VALUE_BOOL)
    return isg_value_new_bool (isg_json_bool (json));
  if (isg_json_type (json) == ISG_JSON_NUMBER)
    return read_number (read, def, path, json);
  return isg_record_read_string (read, def, path, isg_json_text (json));
}
