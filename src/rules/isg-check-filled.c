/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-check-private.h"

/* What is filled, alone or together, and when a check applies at all. */

static gboolean
is_filled (IsgCheckRun *run, const IsgPath *path, guint row)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, path, row);

  if (value == NULL)
    return FALSE;
  if (isg_value_type (value) == ISG_VALUE_GROUPS)
    return isg_value_n_groups (value) > 0;
  if (isg_value_type (value) == ISG_VALUE_CODES)
    return isg_value_codes (value)[0] != NULL;
  return isg_value_text (value) == NULL || *isg_value_text (value) != '\0';
}

static gboolean
is_one_of (IsgCheckRun *run, const IsgPath *path, GPtrArray *texts)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, path, 0);

  return isg_value_is_among (value, texts);
}

gboolean
isg_check_def_applies (const IsgCheckDef *def, IsgCheckRun *run)
{
  for (guint i = 0; def->params.when != NULL && i < def->params.when->len; i++)
    if (!is_one_of (run,
                    g_ptr_array_index (def->params.when, i),
                    g_ptr_array_index (def->params.when_in, i)))
      return FALSE;
  return TRUE;
}

/* One of several fields must have a value; in a list one of them in each row. */
void
isg_check_needs_any (const IsgCheckDef *def, IsgCheckRun *run)
{
  GPtrArray *any = def->params.lists;
  const IsgPath *first = g_ptr_array_index (any, 0);
  const IsgPath *at = def->paths[ISG_CHECK_AT] != NULL ? def->paths[ISG_CHECK_AT] : first;

  for (guint row = 0; row < isg_path_rows (first, run->record); row++) {
    g_autofree char *place = isg_path_place (at, row);
    gboolean filled = FALSE;

    for (guint i = 0; !filled && i < any->len; i++)
      filled = is_filled (run, g_ptr_array_index (any, i), row);
    if (!filled)
      isg_check_run_report (run, place, def->grade, def->code, NULL);
  }
}

/* None of the fields may have a value: the record is of a kind that has no such thing. */
void
isg_check_needs_none (const IsgCheckDef *def, IsgCheckRun *run)
{
  GPtrArray *any = def->params.lists;

  for (guint i = 0; i < any->len; i++) {
    const IsgPath *path = g_ptr_array_index (any, i);
    g_autofree char *place = isg_path_place (path, 0);

    if (is_filled (run, path, 0))
      isg_check_run_report (run, place, def->grade, def->code, NULL);
  }
}

/* What is begun is to be finished: all of the fields, or none of them. */
void
isg_check_fill_all (const IsgCheckDef *def, IsgCheckRun *run)
{
  GPtrArray *all = def->params.lists;
  const IsgPath *empty = NULL;
  guint missing = 0;
  g_autofree char *place = NULL;
  g_autofree char *n = NULL;

  for (guint i = 0; i < all->len; i++) {
    const IsgPath *path = g_ptr_array_index (all, i);

    if (is_filled (run, path, 0))
      continue;
    missing++;
    if (empty == NULL)
      empty = path;
  }
  if (missing == 0 || missing == all->len)
    return;
  place = isg_path_place (empty, 0);
  n = g_strdup_printf ("%u", missing);
  isg_check_run_report (run, place, def->grade, def->code, "n", n, NULL);
}

/* A code like "None of these" stands alone: its column says "yes". */
void
isg_check_code_alone (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];
  const IsgCodeList *list = isg_path_field (path)->codes;
  g_autoptr (IsgValue) value = isg_check_run_get (run, path, 0);
  const char *const *codes = value != NULL ? isg_value_codes (value) : NULL;
  g_autofree char *place = isg_check_def_place (def, 0);

  if (codes == NULL || codes[0] == NULL || codes[1] == NULL)
    return;
  for (guint i = 0; codes[i] != NULL; i++) {
    const char *cell = isg_code_list_extra (list, codes[i], def->params.column);

    if (cell == NULL || !g_str_equal (cell, "yes"))
      continue;
    isg_check_run_report (run,
                          place,
                          def->grade,
                          def->code,
                          "which.tr",
                          isg_code_list_label (list, codes[i], ISG_LANGUAGE_TR),
                          "which.en",
                          isg_code_list_label (list, codes[i], ISG_LANGUAGE_EN),
                          NULL);
    return;
  }
}
