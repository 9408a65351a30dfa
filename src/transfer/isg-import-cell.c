/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-import-private.h"

#include <string.h>

#include "base/isg-text.h"
#include "rules/isg-json.h"

static IsgFinding *
complain (const IsgFieldDef *field, const char *code, const char *cell)
{
  return isg_finding_new (isg_field_def_id (field), ISG_SEVERITY_BLOCK, code, "value", cell, NULL);
}

/* A spreadsheet writes "01.02.1990 00:00:00" and a person "1.2.1990"; the short forms of the form
 * ("b", "+7") are none of a list. */
static gboolean
read_date (const char *cell, IsgDate today, IsgDate *out_date)
{
  gsize length = strcspn (cell, " T");
  g_autofree char *day
    = strchr (cell + length, ':') != NULL ? g_strndup (cell, length) : g_strdup (cell);

  return g_ascii_isdigit (*day) && isg_date_parse_typed (day, today, out_date, NULL);
}

static IsgFinding *
write_date (const IsgFieldDef *field, const char *cell, IsgDate today, GString *json)
{
  IsgDate date;
  g_autofree char *iso = NULL;

  if (!read_date (cell, today, &date))
    return complain (field, "date_format", cell);
  iso = isg_date_to_iso (date);
  isg_json_append_string (json, iso);
  return NULL;
}

/* A comma divides; without one a point does, with one it only groups: "1.250,5". */
static gboolean
is_number (const char *cell, GString *out)
{
  const char *comma = strchr (cell, ',');
  const char *mark = comma != NULL ? comma : strchr (cell, '.');

  for (const char *at = cell; *at != '\0'; at++) {
    if (g_ascii_isdigit (*at) || (*at == '-' && at == cell))
      g_string_append_c (out, *at);
    else if (at == mark)
      g_string_append_c (out, '.');
    else if (*at != '.' || comma == NULL || at > comma)
      return FALSE;
  }
  return out->len > 0 && g_ascii_isdigit (out->str[*out->str == '-' ? 1 : 0])
         && g_ascii_isdigit (out->str[out->len - 1]);
}

static IsgFinding *
write_number (const IsgFieldDef *field, const char *cell, GString *json)
{
  g_autoptr (GString) number = g_string_new (NULL);

  if (!is_number (cell, number))
    return complain (field, "number_format", cell);
  g_string_append (json, number->str);
  return NULL;
}

static gboolean
is_one_of (const char *cell, const char *const *words)
{
  g_autofree char *folded = isg_text_fold (cell);

  return g_strv_contains (words, folded);
}

static IsgFinding *
write_yes_no (const IsgFieldDef *field, const char *cell, GString *json)
{
  static const char *const yes[] = { "evet", "e", "var", "x", "1", "yes", "y", "true", NULL };
  static const char *const no[] = { "hayir", "h", "yok", "0", "no", "n", "false", NULL };

  if (is_one_of (cell, yes))
    g_string_append (json, "true");
  else if (is_one_of (cell, no))
    g_string_append (json, "false");
  else
    return complain (field, "import_value", cell);
  return NULL;
}

/* "E" is Erkek when no other label begins so. */
static const char *
find_by_beginning (const IsgCodeList *list, const char *folded)
{
  const char *found = NULL;

  for (guint i = 0; i < isg_code_list_size (list); i++) {
    const IsgCode *code = isg_code_list_nth (list, i);
    g_autofree char *tr = isg_text_fold (isg_code_list_label (list, code->code, ISG_LANGUAGE_TR));
    g_autofree char *en = isg_text_fold (isg_code_list_label (list, code->code, ISG_LANGUAGE_EN));

    if (!g_str_has_prefix (tr, folded) && !g_str_has_prefix (en, folded))
      continue;
    if (g_str_equal (tr, folded) || g_str_equal (en, folded))
      return code->code;
    if (found != NULL)
      return NULL;
    found = code->code;
  }
  return found;
}

/* A code alone, a code with its label behind it, a label, or the beginning of one label. What an
 * incomplete list does not have is judged by the check. */
static IsgFinding *
write_code (const IsgFieldDef *field, const char *cell, GString *json)
{
  const IsgCodeList *list = isg_field_def_code_list (field);
  g_autofree char *first = g_strndup (cell, strcspn (cell, " "));
  g_autofree char *folded = isg_text_fold (cell);
  const char *code;

  if (isg_code_list_find (list, first) != NULL)
    code = first;
  else
    code = find_by_beginning (list, folded);
  if (code == NULL && isg_code_list_is_complete (list))
    return complain (field, "import_value", cell);
  isg_json_append_string (json, code != NULL ? code : cell);
  return NULL;
}

/* Spreadsheets mark text with an apostrophe, and people divide long numbers. */
static char *
clean_number (const char *cell)
{
  GString *out = g_string_new (NULL);

  for (const char *at = cell; *at != '\0'; at++)
    if (*at != '\'' && *at != ' ' && *at != '\t')
      g_string_append_c (out, *at);
  return g_string_free (out, FALSE);
}

static char *
as_name (const char *cell)
{
  g_autofree char *upper = isg_text_upper (cell);

  return g_str_equal (upper, cell) ? isg_text_name_case (cell) : g_strdup (cell);
}

static IsgFinding *
write_text (const IsgFieldDef *field, const char *cell, GString *json)
{
  g_autofree char *text = isg_field_def_check (field) != ISG_FIELD_CHECK_NONE ? clean_number (cell)
                          : isg_field_def_is_name (field)                     ? as_name (cell)
                                                                              : g_strdup (cell);
  g_autofree char *clean = isg_text_clean (text, -1);

  if (clean == NULL)
    return complain (field, "import_value", cell);
  isg_json_append_string (json, clean);
  return NULL;
}

IsgFinding *
isg_import_cell_write (const IsgFieldDef *field, const char *cell, IsgDate today, GString *json)
{
  switch (isg_field_def_type (field)) {
  case ISG_VALUE_DATE:
    return write_date (field, cell, today, json);
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
    return write_number (field, cell, json);
  case ISG_VALUE_BOOL:
    return write_yes_no (field, cell, json);
  case ISG_VALUE_CODE:
    return write_code (field, cell, json);
  case ISG_VALUE_TEXT:
    return write_text (field, cell, json);
  case ISG_VALUE_TIME:
  case ISG_VALUE_DATETIME:
  case ISG_VALUE_REF:
  case ISG_VALUE_CODES:
  case ISG_VALUE_GROUPS:
  default:
    return complain (field, "import_value", cell);
  }
}
