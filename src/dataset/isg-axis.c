/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-split-private.h"

#include <string.h>

static void
clear_row (gpointer data)
{
  IsgAxisRow *row = data;

  g_free (row->key);
  g_free (row->uuid);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return isg_key_compare (((const IsgAxisRow *) a)->key, ((const IsgAxisRow *) b)->key);
}

static gboolean
fail (IsgScope *scope, const IsgDefPath *path, const char *why, GError **error)
{
  g_autofree char *place = isg_scope_place (scope, path);

  g_set_error (error, ISG_DATASET_ERROR, ISG_DATASET_ERROR_VALUE, "%s: %s", place, why);
  return FALSE;
}

static gboolean
read_row (IsgScope *scope, const IsgDefAxis *axis, IsgAxisRow *row, GError **error)
{
  g_autoptr (IsgValue) key = isg_scope_lookup (scope, axis->key);
  g_autoptr (IsgValue) record = NULL;
  g_autofree char *text = key == NULL ? NULL : isg_value_to_text (key);

  if (text == NULL || *text == '\0')
    return fail (scope, axis->key, "missing", error);
  if (axis->record != NULL)
    record = isg_scope_lookup (scope, axis->record);
  row->key = g_steal_pointer (&text);
  row->uuid = g_strdup (record == NULL ? "" : isg_value_text (record));
  return TRUE;
}

static gboolean
read_list (IsgScope *scope, const IsgDefAxis *axis, GArray *rows, GError **error)
{
  guint size = isg_scope_list_size (scope, axis->list);

  for (guint i = 0; i < size; i++) {
    IsgAxisRow row = { NULL, NULL, i };
    gboolean good;

    isg_scope_bind (scope, axis->list, i);
    good = read_row (scope, axis, &row, error);
    isg_scope_unbind (scope);
    if (!good)
      return FALSE;
    g_array_append_val (rows, row);
  }
  if (size > 0)
    return TRUE;
  g_set_error (error, ISG_DATASET_ERROR, ISG_DATASET_ERROR_VALUE, "%s: missing", axis->list);
  return FALSE;
}

static gboolean
check_unique (IsgScope *scope, const IsgDefAxis *axis, GArray *rows, GError **error)
{
  for (guint i = 1; i < rows->len; i++) {
    const IsgAxisRow *row = &g_array_index (rows, IsgAxisRow, i);
    gboolean good;

    if (isg_key_compare (row[-1].key, row->key) != 0)
      continue;
    isg_scope_bind (scope, axis->list, MAX (row[-1].row, row->row));
    good = fail (scope, axis->key, "stands twice", error);
    isg_scope_unbind (scope);
    return good;
  }
  return TRUE;
}

GArray *
isg_axis_rows (IsgScope *scope, const IsgDefAxis *axis, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (IsgAxisRow));

  g_array_set_clear_func (rows, clear_row);
  if (axis->list != NULL) {
    if (!read_list (scope, axis, rows, error))
      return NULL;
    g_array_sort (rows, compare_rows);
    if (!check_unique (scope, axis, rows, error))
      return NULL;
  } else {
    IsgAxisRow row = { NULL, NULL, 0 };

    if (axis->key == NULL) {
      row.key = g_strdup ("");
      row.uuid = g_strdup ("");
    } else if (!read_row (scope, axis, &row, error)) {
      return NULL;
    }
    g_array_append_val (rows, row);
  }
  return g_steal_pointer (&rows);
}
