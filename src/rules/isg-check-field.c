/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-check-private.h"

static void check_level (IsgCheckRun *run, GPtrArray *defs, IsgFields *fields, const char *prefix);

static void
report_missing (IsgCheckRun *run,
                GPtrArray *defs,
                const IsgFieldDef *def,
                IsgFields *beside,
                const char *path)
{
  const IsgFieldDef *why = NULL;
  g_autofree char *tr = NULL;
  g_autofree char *en = NULL;

  if (def->obligation == ISG_OBLIGATION_REQUIRED)
    isg_check_run_report (run, path, ISG_SEVERITY_BLOCK, def->missing, NULL);
  if (def->obligation != ISG_OBLIGATION_CONDITIONAL
      || !isg_condition_holds (def->condition, beside))
    return;

  why = isg_fields_find_def (defs, def->condition->field);
  tr = isg_field_def_display (why, isg_fields_get (beside, why->id), beside, ISG_LANGUAGE_TR);
  en = isg_field_def_display (why, isg_fields_get (beside, why->id), beside, ISG_LANGUAGE_EN);
  isg_check_run_report (run,
                        path,
                        ISG_SEVERITY_BLOCK,
                        "required_when",
                        "condition.tr",
                        tr,
                        "condition.en",
                        en,
                        "what.tr",
                        def->label.tr,
                        "what.en",
                        def->label.en,
                        NULL);
}

static void
check_number (IsgCheckRun *run, const IsgFieldDef *def, const char *path, IsgDecimal number)
{
  gboolean low = (def->limits & 1) && isg_decimal_compare (number, def->min) < 0;
  gboolean high = (def->limits & 2) && isg_decimal_compare (number, def->max) > 0;
  gboolean rows = def->type == ISG_VALUE_GROUPS || def->type == ISG_VALUE_CODES;
  g_autofree char *min = isg_decimal_to_string (def->min, 0);
  g_autofree char *max = isg_decimal_to_string (def->max, 0);
  const char *code = "number_range";

  if (!low && !high)
    return;
  if (rows)
    code = low ? "rows_min" : "rows_max";
  else if (def->limits != 3)
    code = low ? "number_min" : "number_max";
  isg_check_run_report (run, path, ISG_SEVERITY_BLOCK, code, "min", min, "max", max, NULL);
}

/* "99.99.99": where a 9 stands a digit is expected, elsewhere the character itself. */
static gboolean
fits_format (const char *format, const char *text)
{
  for (; *format != '\0'; format++, text++)
    if (*format == '9' ? !g_ascii_isdigit (*text) : *format != *text)
      return FALSE;
  return *text == '\0';
}

static gboolean
is_valid_on (const IsgCode *row, IsgDate day)
{
  return row->active && (row->valid_from == ISG_DATE_NONE || day >= row->valid_from)
         && (row->valid_to == ISG_DATE_NONE || day <= row->valid_to);
}

static void
check_code (IsgCheckRun *run,
            const IsgFieldDef *def,
            IsgFields *beside,
            const char *path,
            const char *code)
{
  const IsgCodeList *list = isg_field_def_code_list_for (def, beside);
  const IsgCode *row = isg_code_list_find (list, code);
  IsgDate day = isg_kind_date (run->kind, run->record);

  if ((row == NULL || !g_str_equal (row->code, code)) && def->format != NULL
      && !fits_format (def->format, code))
    isg_check_run_report (run, path, ISG_SEVERITY_BLOCK, "format", "example", def->format, NULL);
  else if (row == NULL)
    isg_check_run_report (run,
                          path,
                          ISG_SEVERITY_WARNING,
                          isg_code_list_is_complete (list) ? "code_unknown" : "code_unlisted",
                          "code",
                          code,
                          NULL);
  else if (!is_valid_on (row, day != ISG_DATE_NONE ? day : run->context->today))
    isg_check_run_report (run,
                          path,
                          ISG_SEVERITY_WARNING,
                          "code_inactive",
                          "code.tr",
                          row->label_tr,
                          "code.en",
                          row->label_en,
                          NULL);
}

static void
check_codes (IsgCheckRun *run,
             const IsgFieldDef *def,
             IsgFields *beside,
             const char *path,
             const char *const *codes)
{
  check_number (run, def, path, isg_decimal_from_int (g_strv_length ((char **) codes)));
  for (guint i = 0; codes[i] != NULL; i++)
    check_code (run, def, beside, path, codes[i]);
}

static void
check_reference (IsgCheckRun *run, const IsgFieldDef *def, const char *path, const char *uuid)
{
  g_autoptr (IsgRecord) record = NULL;
  const IsgKind *wanted = isg_rules_kind (run->rules, def->ref_kind);

  if (run->context->resolver == NULL)
    return;
  if (isg_uuid_is_valid (uuid))
    record = isg_check_run_resolve (uuid, run);
  if (record == NULL)
    isg_check_run_report (run, path, ISG_SEVERITY_BLOCK, "reference_missing", NULL);
  else if (!g_str_equal (isg_record_kind (record), def->ref_kind))
    isg_check_run_report (run,
                          path,
                          ISG_SEVERITY_BLOCK,
                          "reference_kind",
                          "kind.tr",
                          wanted->label.tr,
                          "kind.en",
                          wanted->label.en,
                          NULL);
}

static void
check_groups (IsgCheckRun *run, const IsgFieldDef *def, const char *path, IsgValue *value)
{
  check_number (run, def, path, isg_decimal_from_int (isg_value_n_groups (value)));
  for (guint i = 0; i < isg_value_n_groups (value); i++) {
    g_autofree char *prefix = g_strdup_printf ("%s[%u].", path, i);

    check_level (run, def->fields, isg_value_group (value, i), prefix);
  }
}

static void
check_value (IsgCheckRun *run,
             const IsgFieldDef *def,
             IsgFields *beside,
             const char *path,
             IsgValue *value)
{
  if (isg_value_type (value) != def->type) {
    isg_check_run_report (run, path, ISG_SEVERITY_BLOCK, "wrong_type", NULL);
    return;
  }
  switch (def->type) {
  case ISG_VALUE_TEXT:
    isg_check_text (run, def, path, isg_value_text (value));
    break;
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
    check_number (run, def, path, isg_value_decimal (value));
    break;
  case ISG_VALUE_CODE:
    check_code (run, def, beside, path, isg_value_text (value));
    break;
  case ISG_VALUE_CODES:
    check_codes (run, def, beside, path, isg_value_codes (value));
    break;
  case ISG_VALUE_REF:
    check_reference (run, def, path, isg_value_text (value));
    break;
  case ISG_VALUE_GROUPS:
    check_groups (run, def, path, value);
    break;
  case ISG_VALUE_DATE:
  case ISG_VALUE_TIME:
  case ISG_VALUE_DATETIME:
  case ISG_VALUE_BOOL:
  default:
    break;
  }
}

static gboolean
is_empty (IsgValue *value)
{
  const char *text = isg_value_text (value);

  if (value == NULL)
    return TRUE;
  if (text != NULL)
    return *text == '\0';
  if (isg_value_codes (value) != NULL)
    return isg_value_codes (value)[0] == NULL;
  return isg_value_type (value) == ISG_VALUE_GROUPS && isg_value_n_groups (value) == 0;
}

static void
check_level (IsgCheckRun *run, GPtrArray *defs, IsgFields *fields, const char *prefix)
{
  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    g_autofree char *path = g_strconcat (prefix, def->id, NULL);
    IsgValue *value = isg_fields_get (fields, def->id);

    if (is_empty (value))
      report_missing (run, defs, def, fields, path);
    else
      check_value (run, def, fields, path, value);
  }
}

void
isg_check_fields (IsgCheckRun *run)
{
  check_level (run, run->kind->fields, isg_record_fields (run->record), "");
}
