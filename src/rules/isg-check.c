/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-check.h"

#include <stdarg.h>
#include <string.h>

#include "rules/isg-check-private.h"
#include "rules/isg-sentence.h"

IsgRecord *
isg_check_run_resolve (const char *uuid, gpointer data)
{
  IsgCheckRun *run = data;
  gpointer known = NULL;
  IsgRecord *record = NULL;

  if (run->context->resolver == NULL)
    return NULL;
  if (g_hash_table_lookup_extended (run->resolved, uuid, NULL, &known))
    return known != NULL ? isg_record_ref (known) : NULL;

  record = run->context->resolver (uuid, run->context->resolver_data);
  g_hash_table_insert (run->resolved, g_strdup (uuid), record);
  return record != NULL ? isg_record_ref (record) : NULL;
}

/* A value of another type, from an older pack's time, is reported as such and is none for the named
 * checks. */
IsgValue *
isg_check_run_get (IsgCheckRun *run, const IsgPath *path, guint row)
{
  const IsgFieldDef *field = path != NULL ? isg_path_field (path) : NULL;
  g_autoptr (IsgValue) value = NULL;

  if (field == NULL)
    return NULL;
  value = isg_path_get (path, run->record, row, isg_check_run_resolve, run);
  if (value == NULL || isg_value_type (value) != field->type)
    return NULL;
  return g_steal_pointer (&value);
}

IsgDate
isg_check_run_date (IsgCheckRun *run, const IsgPath *path, guint row)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, path, row);

  return isg_value_date (value);
}

IsgRecord *
isg_check_run_record (IsgCheckRun *run, const IsgPath *path, guint row)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, path, row);

  if (value == NULL || isg_value_type (value) != ISG_VALUE_REF)
    return NULL;
  return isg_check_run_resolve (isg_value_text (value), run);
}

GPtrArray *
isg_check_run_find (IsgCheckRun *run,
                    const char *kind,
                    const char *workplace,
                    const char *field,
                    const char *value)
{
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *others = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);

  if (run->context->find != NULL)
    found = run->context->find (kind, workplace, field, value, run->context->find_data);
  for (guint i = 0; found != NULL && i < found->len; i++) {
    IsgRecord *other = g_ptr_array_index (found, i);

    if (!g_str_equal (isg_record_uuid (other), isg_record_uuid (run->record)))
      g_ptr_array_add (others, isg_record_ref (other));
  }
  return others;
}

char *
isg_check_run_title (IsgCheckRun *run, IsgRecord *record, IsgLanguage language)
{
  const IsgKind *kind
    = record != NULL ? isg_rules_kind (run->rules, isg_record_kind (record)) : NULL;

  if (kind == NULL)
    return NULL;
  return isg_kind_title (kind, run->rules, record, isg_check_run_resolve, run, language);
}

/* ---- findings ---- */

typedef struct {
  const IsgFieldDef *list;
  IsgFields *row;
  IsgLanguage language;
} RowName;

static char *
fill_row (const char *name, const char *format, gpointer user_data)
{
  RowName *named = user_data;
  const IsgFieldDef *def = isg_fields_find_def (named->list->fields, name);
  IsgValue *value = isg_fields_get (named->row, name);

  return def != NULL ? isg_field_def_display (def, value, named->row, named->language) : NULL;
}

/* How the row of @path is called: "Kişisel koruyucu donanım kullanımı", or its number from 1. */
static char *
row_name (IsgCheckRun *run, const char *path, IsgLanguage language)
{
  const char *bracket = path != NULL ? strchr (path, '[') : NULL;
  g_autofree char *id = bracket != NULL ? g_strndup (path, (gsize) (bracket - path)) : NULL;
  const IsgFieldDef *list = id != NULL ? isg_fields_find_def (run->kind->fields, id) : NULL;
  guint index = bracket != NULL ? (guint) g_ascii_strtoull (bracket + 1, NULL, 10) : 0;
  IsgValue *rows = id != NULL ? isg_record_get (run->record, id) : NULL;
  RowName named = { list, NULL, language };
  char *name = NULL;

  if (list == NULL || index >= isg_value_n_groups (rows))
    return NULL;
  named.row = isg_value_group (rows, index);
  if (isg_words_in (&list->row, language) != NULL)
    name = isg_sentence_fill (isg_words_in (&list->row, language), fill_row, &named);
  if (name == NULL || *name == '\0') {
    g_free (name);
    name = g_strdup_printf ("%s %u", isg_words_in (&list->label, language), index + 1);
  }
  return name;
}

static void
add_pair (GPtrArray *pairs, const char *name, const char *text)
{
  if (text == NULL)
    return;
  g_ptr_array_add (pairs, g_strdup (name));
  g_ptr_array_add (pairs, g_strdup (text));
}

void
isg_check_run_report (IsgCheckRun *run,
                      const char *path,
                      IsgSeverity severity,
                      const char *code,
                      ...)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *row_tr = row_name (run, path, ISG_LANGUAGE_TR);
  g_autofree char *row_en = row_name (run, path, ISG_LANGUAGE_EN);
  const char *name = NULL;
  va_list list;

  va_start (list, code);
  while ((name = va_arg (list, const char *)) != NULL)
    add_pair (pairs, name, va_arg (list, const char *));
  va_end (list);
  add_pair (pairs, "row.tr", row_tr);
  add_pair (pairs, "row.en", row_en);
  g_ptr_array_add (pairs, NULL);
  g_ptr_array_add (run->findings,
                   isg_finding_new_pairs (path,
                                          severity,
                                          code,
                                          (const char *const *) pairs->pdata));
}

/* ---- the order of the form ---- */

typedef struct {
  guint field;
  guint row;
  guint sub;
} Place;

static Place
find_place (const IsgKind *kind, const char *path)
{
  Place place = { G_MAXUINT, 0, 0 };
  gsize length = path != NULL ? strcspn (path, "[.") : 0;
  g_autofree char *id = path != NULL ? g_strndup (path, length) : NULL;
  const IsgFieldDef *def = id != NULL ? isg_fields_find_def (kind->fields, id) : NULL;
  const IsgFieldDef *sub = NULL;
  const char *dot = path != NULL ? strchr (path, '.') : NULL;

  if (def == NULL)
    return place;
  place.field = def->order;
  if (path[length] == '[')
    place.row = 1 + (guint) g_ascii_strtoull (path + length + 1, NULL, 10);
  if (dot != NULL && def->fields != NULL)
    sub = isg_fields_find_def (def->fields, dot + 1);
  place.sub = sub != NULL ? 1 + sub->order : 0;
  return place;
}

static int
compare_numbers (guint a, guint b)
{
  return a < b ? -1 : a > b;
}

static int
compare_findings (gconstpointer a, gconstpointer b, gpointer kind)
{
  Place first = find_place (kind, isg_finding_path (*(IsgFinding *const *) a));
  Place second = find_place (kind, isg_finding_path (*(IsgFinding *const *) b));

  if (first.field != second.field)
    return compare_numbers (first.field, second.field);
  if (first.row != second.row)
    return compare_numbers (first.row, second.row);
  return compare_numbers (first.sub, second.sub);
}

void
isg_check_run_unref_record (gpointer record)
{
  if (record != NULL)
    isg_record_unref (record);
}

static gboolean
is_of_details (const IsgKind *kind, const IsgFinding *finding)
{
  const char *path = isg_finding_path (finding);
  g_autofree char *id = path != NULL ? g_strndup (path, strcspn (path, ".[")) : NULL;
  const IsgFieldDef *def = id != NULL ? isg_fields_find_def (kind->fields, id) : NULL;

  return def != NULL && def->sealed;
}

/* What is not seen is not missing. */
static void
forget_unseen (IsgCheckRun *run)
{
  for (guint i = run->findings->len; isg_record_is_sealed (run->record) && i > 0; i--)
    if (is_of_details (run->kind, g_ptr_array_index (run->findings, i - 1)))
      g_ptr_array_remove_index (run->findings, i - 1);
}

GPtrArray *
isg_rules_check (IsgRules *rules, IsgRecord *record, const IsgCheckContext *context)
{
  IsgCheckRun run = { rules, NULL, record, context, NULL, NULL };
  g_autoptr (GHashTable) resolved = NULL;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  run.kind = isg_rules_kind (rules, isg_record_kind (record));
  run.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  run.resolved = resolved
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, isg_check_run_unref_record);
  if (run.kind == NULL) {
    g_ptr_array_add (run.findings,
                     isg_finding_new (NULL,
                                      ISG_SEVERITY_BLOCK,
                                      "kind_unknown",
                                      "kind",
                                      isg_record_kind (record),
                                      NULL));
    return run.findings;
  }

  isg_check_fields (&run);
  for (guint i = 0; i < run.kind->checks->len; i++) {
    const IsgCheckDef *def = g_ptr_array_index (run.kind->checks, i);

    if (isg_check_def_applies (def, &run))
      def->func (def, &run);
  }
  if (run.kind->is_sent)
    isg_check_used_records (&run);
  forget_unseen (&run);
  g_ptr_array_sort_with_data (run.findings, compare_findings, (gpointer) run.kind);
  return run.findings;
}

guint
isg_rules_count_missing (GPtrArray *findings)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  guint without_place = 0;

  g_return_val_if_fail (findings != NULL, 0);

  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);

    if (isg_finding_severity (finding) != ISG_SEVERITY_BLOCK)
      continue;
    if (isg_finding_path (finding) == NULL)
      without_place++;
    else
      g_hash_table_add (places, (gpointer) isg_finding_path (finding));
  }
  return g_hash_table_size (places) + without_place;
}
