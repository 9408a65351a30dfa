/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/isg-identity.h"
#include "rules/isg-check-private.h"

static char *
display (IsgCheckRun *run, const IsgPath *path, guint row, IsgLanguage language)
{
  g_autoptr (IsgRecord) other = isg_check_run_record (run, path, row);

  if (other != NULL)
    return isg_check_run_title (run, other, language);
  return isg_path_display (path, run->record, row, isg_check_run_resolve, run, language);
}

void
isg_check_unique_in_list (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint row = 0; row < isg_path_rows (path, run->record); row++) {
    g_autoptr (IsgValue) value = isg_check_run_get (run, path, row);
    g_autofree char *place = isg_check_def_place (def, row);
    g_autofree char *tr = NULL;
    g_autofree char *en = NULL;

    if (value == NULL || g_hash_table_add (seen, isg_value_to_text (value)))
      continue;
    tr = display (run, path, row, ISG_LANGUAGE_TR);
    en = display (run, path, row, ISG_LANGUAGE_EN);
    isg_check_run_report (run, place, def->grade, def->code, "which.tr", tr, "which.en", en, NULL);
  }
}

void
isg_check_split_notice (const IsgCheckDef *def, IsgCheckRun *run)
{
  guint64 parts = 1;
  g_autofree char *k = NULL;

  for (guint i = 0; i < def->params.lists->len; i++) {
    const IsgPath *path = g_ptr_array_index (def->params.lists, i);
    g_autoptr (IsgValue) rows = isg_check_run_get (run, path, 0);
    guint max = g_array_index (def->params.maxima, guint, i);

    parts *= MAX (1, (isg_value_n_groups (rows) + max - 1) / max);
  }
  if (parts < 2)
    return;
  k = g_strdup_printf ("%" G_GUINT64_FORMAT, parts);
  isg_check_run_report (run, NULL, def->grade, def->code, "k", k, NULL);
}

/* What the table allows beside @value; NULL when it says nothing of it. */
static GPtrArray *
allowed_beside (const IsgCheckDef *def, const IsgValue *value)
{
  const char *text = isg_value_text (value);

  return text != NULL ? g_hash_table_lookup (def->params.allowed, text) : NULL;
}

static gboolean
is_among (GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

void
isg_check_matrix (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];
  const IsgPath *other = def->paths[ISG_CHECK_OTHER];
  g_autoptr (IsgValue) value = isg_check_run_get (run, path, 0);
  g_autoptr (IsgValue) against = isg_check_run_get (run, other, 0);
  GPtrArray *allowed = value != NULL ? allowed_beside (def, value) : NULL;
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autofree char *tr = NULL;
  g_autofree char *en = NULL;

  if (allowed == NULL || isg_value_text (against) == NULL
      || is_among (allowed, isg_value_text (against)))
    return;
  tr = display (run, other, 0, ISG_LANGUAGE_TR);
  en = display (run, other, 0, ISG_LANGUAGE_EN);
  isg_check_run_report (run,
                        place,
                        def->grade,
                        def->code,
                        "x",
                        isg_value_text (value),
                        "class.tr",
                        tr,
                        "class.en",
                        en,
                        NULL);
}

void
isg_check_combination (const IsgCheckDef *def, IsgCheckRun *run)
{
  IsgDate day = isg_check_run_date (run, def->paths[ISG_CHECK_DATE], 0);
  g_autofree char *place = isg_check_def_place (def, 0);

  if (def->params.since != ISG_DATE_NONE && (day == ISG_DATE_NONE || day < def->params.since))
    return;
  for (guint i = 0; i < def->params.lists->len; i++) {
    const IsgPath *path = g_ptr_array_index (def->params.lists, i);
    GPtrArray *values = g_hash_table_lookup (def->params.allowed, isg_path_text (path));
    g_autoptr (IsgValue) value = isg_check_run_get (run, path, 0);

    if (isg_value_text (value) == NULL || !is_among (values, isg_value_text (value)))
      return;
  }
  isg_check_run_report (run, place, def->grade, def->code, NULL);
}

/* ---- codes ---- */

/* The list that holds for a field of the record itself. */
static const IsgCodeList *
list_for (IsgCheckRun *run, const IsgPath *path)
{
  return isg_field_def_code_list_for (isg_path_field (path), isg_record_fields (run->record));
}

static const char *
column_of (const IsgCheckDef *def, const IsgCodeList *list, const char *code)
{
  const char *cell
    = list != NULL && code != NULL ? isg_code_list_extra (list, code, def->params.column) : NULL;

  return cell != NULL && *cell != '\0' ? cell : NULL;
}

void
isg_check_matches_code (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *other = def->paths[ISG_CHECK_OTHER];
  g_autoptr (IsgValue) value = isg_check_run_get (run, def->paths[ISG_CHECK_PATH], 0);
  g_autoptr (IsgValue) code = isg_check_run_get (run, other, 0);
  g_autoptr (IsgValue) reason = isg_check_run_get (run, def->paths[ISG_CHECK_UNLESS], 0);
  const char *expected = column_of (def, list_for (run, other), isg_value_text (code));
  g_autofree char *place = isg_path_place (def->paths[ISG_CHECK_UNLESS], 0);

  if (reason == NULL && expected != NULL && isg_value_text (value) != NULL
      && !g_str_equal (expected, isg_value_text (value)))
    isg_check_run_report (run, place, def->grade, def->code, NULL);
}

static void
report_code (const IsgCheckDef *def, IsgCheckRun *run, const char *code)
{
  const IsgCodeList *list = def->params.list;
  g_autofree char *place = isg_check_def_place (def, 0);

  isg_check_run_report (run,
                        place,
                        def->grade,
                        def->code,
                        "code",
                        code,
                        "name.tr",
                        isg_code_list_label (list, code, ISG_LANGUAGE_TR),
                        "name.en",
                        isg_code_list_label (list, code, ISG_LANGUAGE_EN),
                        NULL);
}

/* The older list in which @code stands: the one that the record names, or, when today's does not
 * know the code, any. */
static const IsgCodeList *
older_list (const IsgCheckDef *def, IsgCheckRun *run, const IsgPath *path, const char *code)
{
  const IsgCodeList *chosen = list_for (run, path);
  GHashTable *lists = isg_path_field (path)->codes_for;
  GHashTableIter iter;
  gpointer list = NULL;

  if (chosen != def->params.list)
    return chosen;
  if (lists == NULL || isg_code_list_find (chosen, code) != NULL)
    return NULL;
  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    if (list != def->params.list && isg_code_list_find (list, code) != NULL)
      return list;
  return NULL;
}

void
isg_check_code_successor (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];
  g_autoptr (IsgValue) value = isg_check_run_get (run, path, 0);
  const char *code = isg_value_text (value);
  const char *successor = NULL;

  if (code != NULL)
    successor = column_of (def, older_list (def, run, path, code), code);
  if (successor != NULL && !g_str_equal (successor, code))
    report_code (def, run, successor);
}

void
isg_check_code_reused (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, def->paths[ISG_CHECK_PATH], 0);
  const char *code = isg_value_text (value);
  const char *reused = column_of (def, def->params.list, code);

  if (reused != NULL && g_str_equal (reused, "yes"))
    report_code (def, run, code);
}

/* ---- numbers of people and workplaces ---- */

void
isg_check_person_foreign (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, def->paths[ISG_CHECK_PATH], 0);
  g_autoptr (IsgValue) known = isg_check_run_get (run, def->paths[ISG_CHECK_UNLESS], 0);
  const char *text = isg_value_text (value);
  g_autofree char *place = isg_check_def_place (def, 0);

  if (known == NULL && text != NULL && isg_identity_check_person (text) == ISG_IDENTITY_OK
      && isg_identity_is_foreign (text))
    isg_check_run_report (run, place, def->grade, def->code, NULL);
}

static gboolean
get_parts (const IsgCheckDef *def, IsgCheckRun *run, IsgSgkParts *out)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, def->paths[ISG_CHECK_PATH], 0);
  const char *text = isg_value_text (value);
  g_autofree char *digits = text != NULL ? isg_identity_sgk_digits (text) : NULL;

  return digits != NULL && isg_identity_split_sgk (digits, out);
}

void
isg_check_sgk_nature (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autofree char *place = isg_check_def_place (def, 0);
  IsgSgkParts parts;

  if (get_parts (def, run, &parts) && isg_code_list_find (def->params.list, parts.nature) == NULL)
    isg_check_run_report (run, place, def->grade, def->code, "k", parts.nature, NULL);
}

void
isg_check_sgk_province (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autofree char *place = isg_check_def_place (def, 0);
  IsgSgkParts parts;

  if (!get_parts (def, run, &parts))
    return;
  for (guint i = 0; i < isg_code_list_size (def->params.list); i++) {
    const char *code = isg_code_list_nth (def->params.list, i)->code;

    if (g_strcmp0 (column_of (def, def->params.list, code), parts.province) == 0)
      return;
  }
  isg_check_run_report (run, place, def->grade, def->code, "k", parts.province, NULL);
}

void
isg_check_sgk_activity (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, def->paths[ISG_CHECK_OTHER], 0);
  const char *code = isg_value_text (value);
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autoptr (GString) digits = g_string_new (NULL);
  IsgSgkParts parts;

  for (const char *at = code; at != NULL && *at != '\0' && digits->len < 4; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  if (digits->len == 4 && get_parts (def, run, &parts)
      && !g_str_equal (digits->str, parts.activity))
    isg_check_run_report (run,
                          place,
                          def->grade,
                          def->code,
                          "a",
                          parts.activity,
                          "b",
                          digits->str,
                          NULL);
}
