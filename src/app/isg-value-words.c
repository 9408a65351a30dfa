/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-value-words.h"

/* Letters of a long text that a summary takes. */
#define MOST 60

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdup (text);
  g_autofree char *begin = NULL;

  g_strdelimit (line, "\n\t", ' ');
  g_strstrip (line);
  if (g_utf8_strlen (line, -1) <= MOST)
    return g_steal_pointer (&line);
  begin = g_utf8_substring (line, 0, MOST - 1);
  return g_strconcat (begin, "…", NULL);
}

static char *
number_words (const IsgFieldDef *def, IsgValue *value)
{
  const char *unit = isg_field_def_unit (def, isg_i18n_language ());
  g_autofree char *number = isg_decimal_to_string (isg_value_decimal (value), 0);

  if (isg_i18n_language () == ISG_LANGUAGE_TR)
    g_strdelimit (number, ".", ',');
  return unit != NULL ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
}

static const char *
code_words (const IsgFieldDef *def, IsgFields *beside, const char *code)
{
  const IsgCodeList *list = isg_field_def_code_list_for (def, beside);
  const char *words = list != NULL ? isg_code_list_label (list, code, isg_i18n_language ()) : NULL;

  return words != NULL ? words : code;
}

static char *
codes_words (const IsgFieldDef *def, IsgFields *beside, IsgValue *value)
{
  const char *const *codes = isg_value_codes (value);
  GString *text = g_string_new (NULL);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", code_words (def, beside, codes[i]));
  return g_string_free (text, FALSE);
}

static char *
moment_words (IsgValue *value)
{
  g_autofree char *date = isg_i18n_date (isg_value_date (value), FALSE);
  g_autofree char *time = isg_i18n_time_of_day (isg_value_seconds (value));

  return g_strdup_printf ("%s %s", date, time);
}

char *
isg_value_words (const IsgFieldDef *def, IsgFields *beside, IsgValue *value)
{
  g_return_val_if_fail (def != NULL, NULL);

  if (value == NULL)
    return NULL;
  switch (isg_value_type (value)) {
  case ISG_VALUE_TEXT:
    return shorten (isg_value_text (value));
  case ISG_VALUE_CODE:
    return g_strdup (code_words (def, beside, isg_value_text (value)));
  case ISG_VALUE_CODES:
    return codes_words (def, beside, value);
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
    return number_words (def, value);
  case ISG_VALUE_DATE:
    return isg_i18n_date (isg_value_date (value), FALSE);
  case ISG_VALUE_TIME:
    return isg_i18n_time_of_day (isg_value_seconds (value));
  case ISG_VALUE_DATETIME:
    return moment_words (value);
  case ISG_VALUE_BOOL:
    return isg_value_bool (value) ? g_strdup (isg_field_def_label (def, isg_i18n_language ()))
                                  : NULL;
  case ISG_VALUE_REF:
  case ISG_VALUE_GROUPS:
  default:
    return NULL;
  }
}
