/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-form-fill.h"

#define CODE  "nace_code"
#define LIST  "nace_list"
#define CLASS "hazard_class"

static const IsgFieldDef *
code_def (IsgRules *rules)
{
  const IsgKind *kind = isg_rules_kind (rules, "workplace");

  return kind != NULL ? isg_kind_field (kind, CODE) : NULL;
}

/* (nullable): the class that the list gives to the code. */
static const char *
class_of (const IsgFieldDef *def, IsgFields *fields)
{
  const IsgCodeList *list = isg_field_def_code_list_for (def, fields);
  const char *code = isg_value_text (isg_fields_get (fields, CODE));

  return list != NULL && code != NULL ? isg_code_list_extra (list, code, "class") : NULL;
}

static IsgFields *
with_code (IsgFields *fields, const char *id, const char *code)
{
  g_autoptr (IsgValue) value = isg_value_new_code (code);

  return isg_fields_with (fields, id, value);
}

/* The version of the list in which a new choice was looked up: "nace-2025" is "2025". */
static IsgFields *
fill_list (const IsgFieldDef *def, IsgFields *fields)
{
  const IsgCodeList *list = isg_field_def_code_list_for (def, fields);
  const char *id = list != NULL ? isg_code_list_id (list) : "";

  if (isg_fields_get (fields, LIST) != NULL || isg_fields_get (fields, CODE) == NULL
      || !g_str_has_prefix (id, "nace-"))
    return isg_fields_ref (fields);
  return with_code (fields, LIST, id + sizeof "nace-" - 1);
}

IsgFields *
isg_form_fill (IsgRules *rules,
               const IsgKind *kind,
               IsgFields *before,
               IsgFields *after,
               const char *id)
{
  const IsgFieldDef *def = code_def (rules);
  g_autoptr (IsgFields) listed = NULL;
  const char *chosen, *present, *former;

  if (def == NULL || !g_str_equal (isg_kind_id (kind), "workplace")
      || (!g_str_equal (id, CODE) && !g_str_equal (id, LIST)))
    return isg_fields_ref (after);

  listed = fill_list (def, after);
  chosen = class_of (def, listed);
  present = isg_value_text (isg_fields_get (before, CLASS));
  former = class_of (def, before);
  /* A class that is not the former code's was chosen by hand. */
  if (chosen == NULL || (present != NULL && g_strcmp0 (present, former) != 0))
    return g_steal_pointer (&listed);
  return with_code (listed, CLASS, chosen);
}

IsgFields *
isg_form_successor (IsgRules *rules, IsgFields *fields)
{
  const IsgFieldDef *def = code_def (rules);
  const IsgCodeList *list = def != NULL ? isg_field_def_code_list_for (def, fields) : NULL;
  const char *code = isg_value_text (isg_fields_get (fields, CODE));
  const char *next
    = list != NULL && code != NULL ? isg_code_list_extra (list, code, "successor") : NULL;
  g_autoptr (IsgFields) listless = NULL;
  g_autoptr (IsgFields) coded = NULL;

  if (next == NULL || *next == '\0')
    return NULL;
  listless = isg_fields_with (fields, LIST, NULL);
  coded = with_code (listless, CODE, next);
  return isg_form_fill (rules, isg_rules_kind (rules, "workplace"), fields, coded, CODE);
}
