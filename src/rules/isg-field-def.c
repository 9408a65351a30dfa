/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rules-private.h"
#include "rules/isg-sentence.h"

void
isg_condition_free (IsgCondition *condition)
{
  if (condition == NULL)
    return;

  g_clear_pointer (&condition->values, g_ptr_array_unref);
  g_free (condition);
}

void
isg_field_def_free (IsgFieldDef *field)
{
  isg_condition_free (field->condition);
  g_clear_pointer (&field->codes_for, g_hash_table_unref);
  g_clear_pointer (&field->fields, g_ptr_array_unref);
  g_clear_pointer (&field->headings, g_ptr_array_unref);
  isg_entry_def_free (field->entry);
  g_free (field);
}

gboolean
isg_condition_holds (const IsgCondition *condition, IsgFields *beside)
{
  IsgValue *value = NULL;

  if (condition == NULL || condition->field == NULL)
    return FALSE;
  value = isg_fields_get (beside, condition->field);
  if (value == NULL)
    return FALSE;
  if (condition->type == ISG_CONDITION_FILLED)
    return TRUE;
  return isg_value_is_among (value, condition->values);
}

gboolean
isg_field_def_knows (const IsgFieldDef *field, const char *text)
{
  if (field->type == ISG_VALUE_BOOL)
    return g_str_equal (text, "true") || g_str_equal (text, "false");
  return field->codes != NULL && isg_code_list_find (field->codes, text) != NULL;
}

gboolean
isg_value_is_among (IsgValue *value, GPtrArray *texts)
{
  const char *text = value != NULL ? isg_value_text (value) : NULL;

  if (value != NULL && isg_value_type (value) == ISG_VALUE_BOOL)
    text = isg_value_bool (value) ? "true" : "false";
  return text != NULL && g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

const char *
isg_field_def_id (const IsgFieldDef *field)
{
  return field->id;
}

IsgValueType
isg_field_def_type (const IsgFieldDef *field)
{
  return field->type;
}

const char *
isg_field_def_label (const IsgFieldDef *field, IsgLanguage language)
{
  return isg_words_in (&field->label, language);
}

const char *
isg_field_def_help (const IsgFieldDef *field, IsgLanguage language)
{
  return isg_words_in (&field->help, language);
}

const char *
isg_field_def_unit (const IsgFieldDef *field, IsgLanguage language)
{
  return isg_words_in (&field->unit, language);
}

const char *
isg_field_def_source (const IsgFieldDef *field)
{
  return field->source;
}

const char *
isg_field_def_section (const IsgFieldDef *field)
{
  return field->section;
}

gboolean
isg_field_def_is_sealed (const IsgFieldDef *field)
{
  return field->sealed;
}

gboolean
isg_field_def_is_frozen (const IsgFieldDef *field)
{
  return field->frozen;
}

const char *
isg_field_def_default_from (const IsgFieldDef *field)
{
  return field->default_from;
}

gboolean
isg_field_def_is_name (const IsgFieldDef *field)
{
  return field->name;
}

GPtrArray *
isg_field_def_headings (const IsgFieldDef *field)
{
  return field->headings;
}

IsgObligation
isg_field_def_obligation (const IsgFieldDef *field)
{
  return field->obligation;
}

IsgFieldCheck
isg_field_def_check (const IsgFieldDef *field)
{
  return field->check;
}

guint
isg_field_def_limits (const IsgFieldDef *field, IsgDecimal *out_min, IsgDecimal *out_max)
{
  if (out_min != NULL && (field->limits & 1))
    *out_min = field->min;
  if (out_max != NULL && (field->limits & 2))
    *out_max = field->max;
  return field->limits;
}

guint
isg_field_def_max_length (const IsgFieldDef *field)
{
  return field->max_length;
}

const IsgCodeList *
isg_field_def_code_list (const IsgFieldDef *field)
{
  return field->codes;
}

const IsgCodeList *
isg_field_def_code_list_for (const IsgFieldDef *field, IsgFields *beside)
{
  const IsgCodeList *list = NULL;
  const char *which = NULL;

  g_return_val_if_fail (field != NULL, NULL);

  if (field->codes_by != NULL)
    which = isg_value_text (isg_fields_get (beside, field->codes_by));
  if (which != NULL)
    list = g_hash_table_lookup (field->codes_for, which);
  return list != NULL ? list : field->codes;
}

const char *
isg_field_def_ref_kind (const IsgFieldDef *field)
{
  return field->ref_kind;
}

GPtrArray *
isg_field_def_fields (const IsgFieldDef *field)
{
  return field->fields;
}

static char *
display_codes (const IsgCodeList *list, const char *const *codes, IsgLanguage language)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; codes[i] != NULL; i++)
    g_ptr_array_add (labels, (gpointer) isg_code_list_label (list, codes[i], language));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

static char *
display_bool (gboolean yes, IsgLanguage language)
{
  if (language == ISG_LANGUAGE_TR)
    return g_strdup (yes ? "Evet" : "Hayır");
  return g_strdup (yes ? "Yes" : "No");
}

static char *
display_datetime (IsgValue *value, IsgLanguage language)
{
  g_autofree char *day = isg_sentence_date (isg_value_date (value), language);
  int minutes = isg_value_seconds (value) / 60;

  return g_strdup_printf ("%s %02d%c%02d",
                          day,
                          minutes / 60,
                          language == ISG_LANGUAGE_TR ? '.' : ':',
                          minutes % 60);
}

char *
isg_field_def_display (const IsgFieldDef *field,
                       IsgValue *value,
                       IsgFields *beside,
                       IsgLanguage language)
{
  const IsgCodeList *list = isg_field_def_code_list_for (field, beside);
  g_autofree char *text = NULL;

  if (value == NULL || isg_value_type (value) == ISG_VALUE_GROUPS)
    return g_strdup ("");
  if (list != NULL && isg_value_type (value) == ISG_VALUE_CODE)
    return g_strdup (isg_code_list_label (list, isg_value_text (value), language));
  if (list != NULL && isg_value_type (value) == ISG_VALUE_CODES)
    return display_codes (list, isg_value_codes (value), language);
  if (isg_value_type (value) == ISG_VALUE_BOOL)
    return display_bool (isg_value_bool (value), language);
  if (isg_value_type (value) == ISG_VALUE_DATE)
    return isg_sentence_date (isg_value_date (value), language);
  if (isg_value_type (value) == ISG_VALUE_DATETIME)
    return display_datetime (value, language);
  text = isg_value_to_text (value);
  if (isg_value_type (value) == ISG_VALUE_INTEGER || isg_value_type (value) == ISG_VALUE_DECIMAL)
    return isg_sentence_number (text, language);
  return g_steal_pointer (&text);
}
