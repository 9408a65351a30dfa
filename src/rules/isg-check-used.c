/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-check-private.h"

/* Whether a record of the kind that is checked makes this field of one that it refers to needed. */
static gboolean
is_needed (const IsgFieldDef *def, const IsgKind *by)
{
  const IsgCondition *condition = def->condition;

  if (condition == NULL)
    return FALSE;
  if (condition->type == ISG_CONDITION_SENT)
    return by->is_sent;
  return condition->type == ISG_CONDITION_USED_IN
         && g_ptr_array_find_with_equal_func (condition->values, by->id, g_str_equal, NULL);
}

static void
report_unfit (IsgCheckRun *run,
              const char *path,
              IsgRecord *used,
              const char *why_tr,
              const char *why_en)
{
  g_autofree char *tr = isg_check_run_title (run, used, ISG_LANGUAGE_TR);
  g_autofree char *en = isg_check_run_title (run, used, ISG_LANGUAGE_EN);

  isg_check_run_report (run,
                        path,
                        ISG_SEVERITY_BLOCK,
                        "needed_to_send",
                        "record.tr",
                        tr,
                        "record.en",
                        en,
                        "why.tr",
                        why_tr,
                        "why.en",
                        why_en,
                        NULL);
}

/* A field that is needed for sending and has no value. */
static void
check_needed (IsgCheckRun *run, const char *path, IsgRecord *used, const IsgKind *kind)
{
  for (guint i = 0; i < kind->fields->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (kind->fields, i);
    g_autoptr (IsgFinding) finding = NULL;
    g_autofree char *tr = NULL;
    g_autofree char *en = NULL;

    if (!is_needed (def, run->kind) || isg_record_get (used, def->id) != NULL)
      continue;
    finding = isg_finding_new (def->id, ISG_SEVERITY_BLOCK, "required", NULL);
    tr = isg_rules_finding_message (run->rules, kind, finding, ISG_LANGUAGE_TR);
    en = isg_rules_finding_message (run->rules, kind, finding, ISG_LANGUAGE_EN);
    report_unfit (run, path, used, tr, en);
  }
}

/* Something that has not been entered is the other record's affair; something wrong would go along.
 */
static gboolean
is_wrong_value (const IsgFinding *finding, IsgRecord *used)
{
  return isg_finding_severity (finding) == ISG_SEVERITY_BLOCK && isg_finding_path (finding) != NULL
         && isg_record_lookup (used, isg_finding_path (finding)) != NULL;
}

static void
check_values (IsgCheckRun *run, const char *path, IsgRecord *used, const IsgKind *kind)
{
  IsgCheckContext alone = { run->context->today, NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) findings
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  IsgCheckRun inner = { run->rules, kind, used, &alone, run->resolved, findings };

  isg_check_fields (&inner);
  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);
    g_autofree char *tr = NULL;
    g_autofree char *en = NULL;

    if (!is_wrong_value (finding, used))
      continue;
    tr = isg_rules_finding_message (run->rules, kind, finding, ISG_LANGUAGE_TR);
    en = isg_rules_finding_message (run->rules, kind, finding, ISG_LANGUAGE_EN);
    report_unfit (run, path, used, tr, en);
    return;
  }
}

static void
check_used (IsgCheckRun *run, const char *path, const char *uuid, GHashTable *seen)
{
  g_autoptr (IsgRecord) used = NULL;
  const IsgKind *kind = NULL;

  if (uuid == NULL || !g_hash_table_add (seen, g_strdup (uuid)))
    return;
  used = isg_check_run_resolve (uuid, run);
  kind = used != NULL ? isg_rules_kind (run->rules, isg_record_kind (used)) : NULL;
  if (kind == NULL)
    return;
  check_needed (run, path, used, kind);
  check_values (run, path, used, kind);
}

static void
check_level (IsgCheckRun *run,
             GPtrArray *defs,
             IsgFields *fields,
             const char *prefix,
             GHashTable *seen)
{
  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    IsgValue *value = isg_fields_get (fields, def->id);
    g_autofree char *path = g_strconcat (prefix, def->id, NULL);

    if (def->type == ISG_VALUE_REF)
      check_used (run, path, isg_value_text (value), seen);
    for (guint j = 0; def->fields != NULL && j < isg_value_n_groups (value); j++) {
      g_autofree char *row = g_strdup_printf ("%s[%u].", path, j);

      check_level (run, def->fields, isg_value_group (value, j), row, seen);
    }
  }
}

void
isg_check_used_records (IsgCheckRun *run)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  check_used (run, NULL, isg_record_workplace (run->record), seen);
  check_level (run, run->kind->fields, isg_record_fields (run->record), "", seen);
}
