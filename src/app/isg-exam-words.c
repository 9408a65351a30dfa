/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-exam-words.h"

#include <glib/gi18n.h>

char *
isg_exam_person (IsgFields *fields)
{
  const char *given = isg_value_text (isg_fields_get (fields, "given_name"));
  const char *family = isg_value_text (isg_fields_get (fields, "family_name"));

  if (given == NULL || family == NULL)
    return g_strdup (given != NULL ? given : family != NULL ? family : "");
  return g_strdup_printf ("%s %s", given, family);
}

static const char *
code_label (IsgRules *rules, const char *list, const char *code)
{
  const IsgCodeList *codes = isg_rules_code_list (rules, list);

  return codes != NULL ? isg_code_list_label (codes, code, isg_i18n_language ()) : code;
}

char *
isg_exam_kind (IsgRules *rules, IsgFields *fields)
{
  const char *code = isg_value_text (isg_fields_get (fields, "exam_type"));

  return g_strdup (code != NULL ? code_label (rules, "exam_type", code) : "");
}

/* The frequent ones by their words, then what was written. */
static char *
conditions (IsgRules *rules, IsgFields *fields)
{
  IsgValue *value = isg_fields_get (fields, "condition_codes");
  const char *const *codes = value != NULL ? isg_value_codes (value) : NULL;
  const char *written = isg_value_text (isg_fields_get (fields, "conditions"));
  GString *words = g_string_new (NULL);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    g_string_append_printf (words,
                            "%s%s",
                            words->len > 0 ? ", " : "",
                            code_label (rules, "exam_condition", codes[i]));
  if (written != NULL && *written != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", written);
  return g_string_free (words, FALSE);
}

char *
isg_exam_verdict (IsgRules *rules, IsgFields *fields, IsgDate today)
{
  const char *code = isg_value_text (isg_fields_get (fields, "verdict"));
  IsgDate until = isg_value_date (isg_fields_get (fields, "valid_until"));
  g_autofree char *with = NULL;
  const char *verdict;

  if (code == NULL)
    return g_strdup ("");
  if (until != ISG_DATE_NONE && until < today)
    /* Translators: of an examination's report. */
    return g_strdup (_ ("Expired"));
  verdict = code_label (rules, "verdict", code);
  with = conditions (rules, fields);
  return *with != '\0' ? g_strdup_printf ("%s: %s", verdict, with) : g_strdup (verdict);
}

char *
isg_exam_tests (IsgFields *fields)
{
  IsgValue *tests = isg_fields_get (fields, "lab_tests");
  IsgValue *waiting = isg_fields_get (fields, "waiting_for_tests");
  guint n = 0;

  for (guint i = 0; i < isg_value_n_groups (tests); i++)
    if (g_strcmp0 (isg_value_text (isg_fields_get (isg_value_group (tests, i), "state")), "ordered")
        == 0)
      n++;
  if (n > 0)
    /* Translators: tests of an examination whose results are not here yet. */
    return g_strdup_printf (ngettext ("%u pending", "%u pending", n), n);
  if (waiting != NULL && isg_value_bool (waiting))
    return g_strdup (_ ("pending"));
  return g_strdup ("");
}
