/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-value.h"

struct _IsgValue {
  gatomicrefcount refs;
  IsgValueType type;
  union {
    char *text;     /* (owned) TEXT, CODE, REF */
    gint64 integer; /* INTEGER, BOOL */
    IsgDecimal decimal;
    struct {
      IsgDate date;
      int seconds;
    } moment;          /* DATE, TIME, DATETIME */
    char **codes;      /* (owned) */
    GPtrArray *groups; /* (owned) (element-type IsgFields) */
  } as;
};

static IsgValue *
make_value (IsgValueType type)
{
  IsgValue *value = g_new0 (IsgValue, 1);

  g_atomic_ref_count_init (&value->refs);
  value->type = type;
  return value;
}

static IsgValue *
make_text (IsgValueType type, const char *text)
{
  IsgValue *value = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  value = make_value (type);
  value->as.text = g_strdup (text);
  return value;
}

static IsgValue *
make_moment (IsgValueType type, IsgDate date, int seconds)
{
  IsgValue *value = make_value (type);

  value->as.moment.date = date;
  value->as.moment.seconds = seconds;
  return value;
}

IsgValue *
isg_value_new_text (const char *text)
{
  return make_text (ISG_VALUE_TEXT, text);
}

IsgValue *
isg_value_new_code (const char *code)
{
  return make_text (ISG_VALUE_CODE, code);
}

IsgValue *
isg_value_new_ref (const char *uuid)
{
  return make_text (ISG_VALUE_REF, uuid);
}

IsgValue *
isg_value_new_integer (gint64 number)
{
  IsgValue *value = make_value (ISG_VALUE_INTEGER);

  value->as.integer = number;
  return value;
}

IsgValue *
isg_value_new_decimal (IsgDecimal number)
{
  IsgValue *value = make_value (ISG_VALUE_DECIMAL);

  value->as.decimal = number;
  return value;
}

IsgValue *
isg_value_new_date (IsgDate date)
{
  return make_moment (ISG_VALUE_DATE, date, 0);
}

IsgValue *
isg_value_new_time (int seconds)
{
  return make_moment (ISG_VALUE_TIME, ISG_DATE_NONE, seconds);
}

IsgValue *
isg_value_new_datetime (IsgDate date, int seconds)
{
  return make_moment (ISG_VALUE_DATETIME, date, seconds);
}

IsgValue *
isg_value_new_bool (gboolean yes)
{
  IsgValue *value = make_value (ISG_VALUE_BOOL);

  value->as.integer = yes ? 1 : 0;
  return value;
}

IsgValue *
isg_value_new_codes (const char *const *codes)
{
  IsgValue *value = NULL;

  g_return_val_if_fail (codes != NULL, NULL);

  value = make_value (ISG_VALUE_CODES);
  value->as.codes = g_strdupv ((char **) codes);
  return value;
}

IsgValue *
isg_value_new_groups (GPtrArray *groups)
{
  IsgValue *value = NULL;

  g_return_val_if_fail (groups != NULL, NULL);

  value = make_value (ISG_VALUE_GROUPS);
  value->as.groups = g_ptr_array_new_full (groups->len, (GDestroyNotify) isg_fields_unref);
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (value->as.groups, isg_fields_ref (g_ptr_array_index (groups, i)));
  return value;
}

IsgValue *
isg_value_ref (IsgValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  g_atomic_ref_count_inc (&value->refs);
  return value;
}

static gboolean
holds_text (const IsgValue *value)
{
  return value->type == ISG_VALUE_TEXT || value->type == ISG_VALUE_CODE
         || value->type == ISG_VALUE_REF;
}

void
isg_value_unref (IsgValue *value)
{
  g_return_if_fail (value != NULL);

  if (!g_atomic_ref_count_dec (&value->refs))
    return;

  if (holds_text (value))
    g_free (value->as.text);
  else if (value->type == ISG_VALUE_CODES)
    g_strfreev (value->as.codes);
  else if (value->type == ISG_VALUE_GROUPS)
    g_ptr_array_unref (value->as.groups);
  g_free (value);
}

IsgValueType
isg_value_type (const IsgValue *value)
{
  g_return_val_if_fail (value != NULL, ISG_VALUE_TEXT);

  return value->type;
}

const char *
isg_value_text (const IsgValue *value)
{
  return value != NULL && holds_text (value) ? value->as.text : NULL;
}

gint64
isg_value_integer (const IsgValue *value)
{
  g_return_val_if_fail (value != NULL, 0);
  g_return_val_if_fail (value->type == ISG_VALUE_INTEGER || value->type == ISG_VALUE_BOOL, 0);

  return value->as.integer;
}

IsgDecimal
isg_value_decimal (const IsgValue *value)
{
  IsgDecimal none = { 0 };

  g_return_val_if_fail (value != NULL, none);
  g_return_val_if_fail (value->type == ISG_VALUE_DECIMAL || value->type == ISG_VALUE_INTEGER, none);

  if (value->type == ISG_VALUE_INTEGER)
    return isg_decimal_from_int (value->as.integer);
  return value->as.decimal;
}

IsgDate
isg_value_date (const IsgValue *value)
{
  if (value == NULL || (value->type != ISG_VALUE_DATE && value->type != ISG_VALUE_DATETIME))
    return ISG_DATE_NONE;
  return value->as.moment.date;
}

int
isg_value_seconds (const IsgValue *value)
{
  g_return_val_if_fail (value != NULL, 0);
  g_return_val_if_fail (value->type == ISG_VALUE_TIME || value->type == ISG_VALUE_DATETIME, 0);

  return value->as.moment.seconds;
}

gboolean
isg_value_bool (const IsgValue *value)
{
  return value != NULL && value->type == ISG_VALUE_BOOL && value->as.integer != 0;
}

const char *const *
isg_value_codes (const IsgValue *value)
{
  if (value == NULL || value->type != ISG_VALUE_CODES)
    return NULL;
  return (const char *const *) value->as.codes;
}

guint
isg_value_n_groups (const IsgValue *value)
{
  return value != NULL && value->type == ISG_VALUE_GROUPS ? value->as.groups->len : 0;
}

IsgFields *
isg_value_group (const IsgValue *value, guint index)
{
  g_return_val_if_fail (index < isg_value_n_groups (value), NULL);

  return g_ptr_array_index (value->as.groups, index);
}

static gboolean
groups_equal (const IsgValue *a, const IsgValue *b)
{
  if (isg_value_n_groups (a) != isg_value_n_groups (b))
    return FALSE;
  for (guint i = 0; i < isg_value_n_groups (a); i++)
    if (!isg_fields_equal (isg_value_group (a, i), isg_value_group (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
isg_value_equal (const IsgValue *a, const IsgValue *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->type != b->type)
    return FALSE;

  switch (a->type) {
  case ISG_VALUE_TEXT:
  case ISG_VALUE_CODE:
  case ISG_VALUE_REF:
    return g_str_equal (a->as.text, b->as.text);
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_BOOL:
    return a->as.integer == b->as.integer;
  case ISG_VALUE_DECIMAL:
    return isg_decimal_compare (a->as.decimal, b->as.decimal) == 0;
  case ISG_VALUE_DATE:
  case ISG_VALUE_TIME:
  case ISG_VALUE_DATETIME:
    return a->as.moment.date == b->as.moment.date && a->as.moment.seconds == b->as.moment.seconds;
  case ISG_VALUE_CODES:
    return g_strv_equal (isg_value_codes (a), isg_value_codes (b));
  case ISG_VALUE_GROUPS:
    return groups_equal (a, b);
  default:
    g_return_val_if_reached (FALSE);
  }
}

static char *
time_to_text (int seconds)
{
  int rest = seconds % 60;

  if (rest == 0)
    return g_strdup_printf ("%02d:%02d", seconds / 3600, seconds / 60 % 60);
  return g_strdup_printf ("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, rest);
}

static char *
datetime_to_text (IsgDate date, int seconds)
{
  g_autofree char *day = isg_date_to_iso (date);

  return g_strdup_printf ("%sT%02d:%02d:%02d",
                          day,
                          seconds / 3600,
                          seconds / 60 % 60,
                          seconds % 60);
}

char *
isg_value_to_text (const IsgValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  switch (value->type) {
  case ISG_VALUE_TEXT:
  case ISG_VALUE_CODE:
  case ISG_VALUE_REF:
    return g_strdup (value->as.text);
  case ISG_VALUE_INTEGER:
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->as.integer);
  case ISG_VALUE_DECIMAL:
    return isg_decimal_to_string (value->as.decimal, 0);
  case ISG_VALUE_DATE:
    return isg_date_to_iso (value->as.moment.date);
  case ISG_VALUE_TIME:
    return time_to_text (value->as.moment.seconds);
  case ISG_VALUE_DATETIME:
    return datetime_to_text (value->as.moment.date, value->as.moment.seconds);
  case ISG_VALUE_BOOL:
    return g_strdup (value->as.integer ? "true" : "false");
  case ISG_VALUE_CODES:
    return g_strjoinv (",", value->as.codes);
  case ISG_VALUE_GROUPS:
  default:
    g_return_val_if_reached (NULL);
  }
}
