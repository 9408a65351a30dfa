/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/isg-record-paper.h"

#include <string.h>

#include "base/isg-date.h"
#include "base/isg-i18n.h"

typedef struct {
  IsgPaper *paper;
  IsgRules *rules;
  const IsgRecordPaper *how;
  IsgLanguage language;
  gboolean left_out; /* a health detail was not printed */
} Printing;

/* ---- values in words ---- */

static char *
number_words (const Printing *printing, const IsgFieldDef *field, const IsgValue *value)
{
  g_autofree char *number = isg_decimal_to_string (isg_value_decimal (value), 0);
  const char *unit = isg_field_def_unit (field, printing->language);

  if (printing->language == ISG_LANGUAGE_TR)
    g_strdelimit (number, ".", ',');
  return unit != NULL ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
}

/* A published code has a figure in it; the others ("inside") are words of the program's own. */
static gboolean
is_published (const char *code)
{
  return code[strcspn (code, "0123456789")] != '\0';
}

/* The code stands behind its words: who reads the paper may have to type it elsewhere. */
static char *
code_words (const Printing *printing, const IsgCodeList *list, const char *code)
{
  const char *label = list != NULL ? isg_code_list_label (list, code, printing->language) : code;

  if (label == NULL || g_str_equal (label, code))
    return g_strdup (code);
  return is_published (code) ? g_strdup_printf ("%s (%s)", label, code) : g_strdup (label);
}

static char *
codes_words (const Printing *printing, const IsgCodeList *list, const char *const *codes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++) {
    g_autofree char *words = code_words (printing, list, codes[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", words);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
record_words (const Printing *printing, const char *uuid)
{
  const IsgRecordPaper *how = printing->how;
  g_autoptr (IsgRecord) record
    = how->resolver != NULL ? how->resolver (uuid, how->resolver_data) : NULL;
  const IsgKind *kind
    = record != NULL ? isg_rules_kind (printing->rules, isg_record_kind (record)) : NULL;

  return kind == NULL ? g_strdup (uuid)
                      : isg_kind_title (kind,
                                        printing->rules,
                                        record,
                                        how->resolver,
                                        how->resolver_data,
                                        printing->language);
}

static char *
clock_words (const Printing *printing, int seconds)
{
  return g_strdup_printf (printing->language == ISG_LANGUAGE_TR ? "%02d.%02d" : "%02d:%02d",
                          seconds / 3600,
                          seconds / 60 % 60);
}

static char *
value_words (const Printing *printing,
             const IsgFieldDef *field,
             IsgFields *beside,
             const IsgValue *value)
{
  const IsgCodeList *list;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  switch (isg_value_type (value)) {
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
    return number_words (printing, field, value);
  case ISG_VALUE_DATE:
    return isg_i18n_date (isg_value_date (value), FALSE);
  case ISG_VALUE_TIME:
    return clock_words (printing, isg_value_seconds (value));
  case ISG_VALUE_DATETIME:
    day = isg_i18n_date (isg_value_date (value), FALSE);
    time = clock_words (printing, isg_value_seconds (value));
    return g_strdup_printf ("%s %s", day, time);
  case ISG_VALUE_BOOL:
    return g_strdup (isg_value_bool (value) ? _ ("Yes") : _ ("No"));
  case ISG_VALUE_CODE:
    list = isg_field_def_code_list_for (field, beside);
    return code_words (printing, list, isg_value_text (value));
  case ISG_VALUE_CODES:
    list = isg_field_def_code_list_for (field, beside);
    return codes_words (printing, list, isg_value_codes (value));
  case ISG_VALUE_REF:
    return record_words (printing, isg_value_text (value));
  case ISG_VALUE_TEXT:
  case ISG_VALUE_GROUPS:
  default:
    return isg_value_to_text (value);
  }
}

/* ---- fields ---- */

static void print_fields (Printing *printing, GPtrArray *defs, IsgFields *fields);

static void
print_groups (Printing *printing, const IsgFieldDef *field, const IsgValue *value)
{
  const char *label = isg_field_def_label (field, printing->language);
  guint n = isg_value_n_groups (value);

  for (guint i = 0; i < n; i++) {
    g_autofree char *heading = g_strdup_printf ("%s %u / %u", label, i + 1, n);

    isg_paper_heading (printing->paper, heading);
    print_fields (printing, isg_field_def_fields (field), isg_value_group (value, i));
  }
}

static void
print_field (Printing *printing, const IsgFieldDef *field, IsgFields *fields)
{
  IsgValue *value = isg_fields_get (fields, isg_field_def_id (field));
  g_autofree char *words = NULL;

  /* Whoever does not see them has no value of them either. */
  if (isg_field_def_is_sealed (field) && !printing->how->with_sealed) {
    printing->left_out = TRUE;
    return;
  }
  if (value == NULL)
    return;
  if (isg_value_type (value) == ISG_VALUE_GROUPS) {
    print_groups (printing, field, value);
    return;
  }
  words = value_words (printing, field, fields, value);
  isg_paper_pair (printing->paper, isg_field_def_label (field, printing->language), words);
}

/* Single values first, so that they do not stand below the heading of a list. */
static void
print_fields (Printing *printing, GPtrArray *defs, IsgFields *fields)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; defs != NULL && i < defs->len; i++) {
      const IsgFieldDef *field = g_ptr_array_index (defs, i);

      if ((isg_field_def_type (field) == ISG_VALUE_GROUPS) == (pass == 1))
        print_field (printing, field, fields);
    }
}

static void
print_head (Printing *printing, const IsgKind *kind, IsgRecord *record)
{
  g_autofree char *revision = g_strdup_printf ("%u", isg_record_revision (record));
  const char *workplace = isg_record_workplace (record);

  isg_paper_pair (printing->paper, _ ("Kind"), isg_kind_label (kind, printing->language));
  if (workplace != NULL) {
    g_autofree char *title = record_words (printing, workplace);

    isg_paper_pair (printing->paper, _ ("Workplace"), title);
  }
  isg_paper_pair (printing->paper, _ ("Revision"), revision);
  if (printing->how->state != NULL)
    isg_paper_pair (printing->paper, _ ("State"), printing->how->state);
  isg_paper_gap (printing->paper);
}

static char *
make_footer (IsgRules *rules, IsgRecord *record, gint64 printed_at)
{
  g_autofree char *day = isg_i18n_date (isg_date_from_unix (printed_at), FALSE);

  return g_strdup_printf (_ ("İSG Defteri %s · rules %s · printed %s · record %s"),
                             ISG_VERSION,
                             isg_rules_version (rules),
                             day,
                             isg_record_uuid (record));
}

IsgPaper *
isg_record_paper (IsgRules *rules, IsgRecord *record, const IsgRecordPaper *how)
{
  const IsgKind *kind = isg_rules_kind (rules, isg_record_kind (record));
  IsgLanguage language = isg_i18n_language ();
  g_autofree char *footer = make_footer (rules, record, how->printed_at);
  g_autofree char *title = NULL;
  Printing printing = { NULL, rules, how, language, FALSE };

  g_return_val_if_fail (kind != NULL, NULL);
  title = isg_kind_title (kind, rules, record, how->resolver, how->resolver_data, language);
  printing.paper = isg_paper_new (title, footer, how->watermark);
  print_head (&printing, kind, record);
  print_fields (&printing, isg_kind_fields (kind), isg_record_fields (record));
  if (printing.left_out)
    isg_paper_note (printing.paper,
                    _ ("Health details are not printed here; physician and health staff alone read "
                       "them."));
  return printing.paper;
}

void
isg_record_paper_add (IsgPaper *paper,
                      IsgRules *rules,
                      const IsgKind *kind,
                      IsgFields *fields,
                      const IsgRecordPaper *how)
{
  Printing printing = { paper, rules, how, isg_i18n_language (), FALSE };

  print_fields (&printing, isg_kind_fields (kind), fields);
}
