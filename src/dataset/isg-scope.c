/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-scope-private.h"

#include <string.h>

void
isg_scope_init (IsgScope *scope, const IsgMethod *method)
{
  memset (scope, 0, sizeof *scope);
  scope->method = method;
  scope->found
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) isg_record_unref);
}

void
isg_scope_clear (IsgScope *scope)
{
  g_clear_pointer (&scope->found, g_hash_table_unref);
}

void
isg_scope_bind (IsgScope *scope, const char *list, guint row)
{
  g_return_if_fail (scope->n_bound < G_N_ELEMENTS (scope->bound_list));

  scope->bound_list[scope->n_bound] = list;
  scope->bound_row[scope->n_bound] = row;
  scope->n_bound++;
}

void
isg_scope_unbind (IsgScope *scope)
{
  g_return_if_fail (scope->n_bound > 0);

  scope->n_bound--;
}

/* The row that is being written; where no node repeats over the list, a part of one item has just
 * one row of it. */
static gboolean
find_row (IsgScope *scope, const char *list, guint *out_row)
{
  const IsgMethod *method = scope->method;

  for (guint i = 0; i < scope->n_bound; i++) {
    if (strcmp (scope->bound_list[i], list) == 0) {
      *out_row = scope->bound_row[i];
      return TRUE;
    }
  }
  if (g_strcmp0 (method->employee.list, list) == 0 && scope->n_employees == 1) {
    *out_row = scope->employees[0];
    return TRUE;
  }
  if (g_strcmp0 (method->topic.list, list) == 0 && scope->n_topics == 1) {
    *out_row = scope->topics[0];
    return TRUE;
  }
  return FALSE;
}

static IsgRecord *
resolve (IsgScope *scope, const char *uuid)
{
  IsgRecord *record;

  if (uuid == NULL)
    return NULL;
  record = g_hash_table_lookup (scope->found, uuid);
  if (record != NULL || scope->resolver == NULL)
    return record;

  record = scope->resolver (uuid, scope->resolver_data);
  if (record != NULL)
    g_hash_table_insert (scope->found, g_strdup (uuid), record);
  return record;
}

static IsgFields *
enter (IsgScope *scope, const IsgValue *value, const char *list)
{
  IsgRecord *record;
  guint row;

  switch (isg_value_type (value)) {
  case ISG_VALUE_REF:
    record = resolve (scope, isg_value_text (value));
    return record == NULL ? NULL : isg_record_fields (record);
  case ISG_VALUE_GROUPS:
    if (!find_row (scope, list, &row) || row >= isg_value_n_groups (value))
      return NULL;
    return isg_value_group (value, row);
  case ISG_VALUE_TEXT:
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
  case ISG_VALUE_DATE:
  case ISG_VALUE_TIME:
  case ISG_VALUE_DATETIME:
  case ISG_VALUE_BOOL:
  case ISG_VALUE_CODE:
  case ISG_VALUE_CODES:
  default:
    return NULL;
  }
}

IsgFields *
isg_scope_row (IsgScope *scope)
{
  guint last = scope->n_bound;
  IsgValue *list = last > 0 ? isg_record_get (scope->record, scope->bound_list[last - 1]) : NULL;

  if (list == NULL || isg_value_type (list) != ISG_VALUE_GROUPS
      || scope->bound_row[last - 1] >= isg_value_n_groups (list))
    return NULL;
  return isg_value_group (list, scope->bound_row[last - 1]);
}

IsgValue *
isg_scope_lookup (IsgScope *scope, const IsgDefPath *path)
{
  IsgFields *fields;
  IsgValue *value = NULL;
  guint first = 0;

  if (scope->record == NULL)
    return NULL;
  fields = isg_record_fields (scope->record);
  if (strcmp (path->steps[0], "workplace") == 0) {
    IsgRecord *workplace = resolve (scope, isg_record_workplace (scope->record));

    if (workplace == NULL)
      return NULL;
    fields = isg_record_fields (workplace);
    first = 1;
  }
  for (guint i = first; path->steps[i] != NULL; i++) {
    value = isg_fields_get (fields, path->steps[i]);
    if (value == NULL || path->steps[i + 1] == NULL)
      break;
    fields = enter (scope, value, path->list);
    value = NULL;
    if (fields == NULL)
      break;
  }
  return value == NULL ? NULL : isg_value_ref (value);
}

char *
isg_scope_place (IsgScope *scope, const IsgDefPath *path)
{
  gsize length = path->list == NULL ? 0 : strlen (path->list);
  guint row;

  if (length == 0 || !find_row (scope, path->list, &row))
    return g_strdup (path->field);
  return g_strdup_printf ("%s[%u]%s", path->list, row, path->field + length);
}

guint
isg_scope_list_size (IsgScope *scope, const char *list)
{
  return isg_value_n_groups (isg_record_get (scope->record, list));
}

/* ---- rows ---- */

typedef struct {
  char *key;
  guint row;
} SortRow;

static void
clear_sort_row (gpointer data)
{
  g_free (((SortRow *) data)->key);
}

static int
compare_sort_rows (gconstpointer a, gconstpointer b)
{
  const SortRow *left = a;
  const SortRow *right = b;
  int order = isg_key_compare (left->key, right->key);

  return order != 0 ? order : (left->row > right->row) - (left->row < right->row);
}

int
isg_key_compare (const char *a, const char *b)
{
  gboolean digits_a = *a != '\0' && a[strspn (a, "0123456789")] == '\0';
  gboolean digits_b = *b != '\0' && b[strspn (b, "0123456789")] == '\0';

  if (digits_a && digits_b) {
    gsize length_a;
    gsize length_b;

    a += strspn (a, "0");
    b += strspn (b, "0");
    length_a = strlen (a);
    length_b = strlen (b);
    if (length_a != length_b)
      return length_a < length_b ? -1 : 1;
  }
  return strcmp (a, b);
}

static GArray *
sorted_rows (IsgScope *scope, const IsgDefNode *node, guint size)
{
  g_autoptr (GArray) keyed = g_array_new (FALSE, FALSE, sizeof (SortRow));
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint), size);

  g_array_set_clear_func (keyed, clear_sort_row);
  for (guint i = 0; i < size; i++) {
    SortRow row = { NULL, i };
    g_autoptr (IsgValue) value = NULL;

    isg_scope_bind (scope, node->each->text, i);
    value = node->sort == NULL ? NULL : isg_scope_lookup (scope, node->sort);
    isg_scope_unbind (scope);
    row.key = value == NULL ? g_strdup ("") : isg_value_to_text (value);
    g_array_append_val (keyed, row);
  }
  g_array_sort (keyed, compare_sort_rows);
  for (guint i = 0; i < size; i++)
    g_array_append_val (rows, g_array_index (keyed, SortRow, i).row);
  return rows;
}

static GArray *
copy_rows (const guint *rows, guint n)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  if (n > 0)
    g_array_append_vals (copy, rows, n);
  return copy;
}

GArray *
isg_scope_rows (IsgScope *scope, const IsgDefNode *node)
{
  const char *list;

  if (node->each_asked) {
    GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint), scope->n_asked);

    for (guint i = 0; i < scope->n_asked; i++)
      g_array_append_val (rows, i);
    return rows;
  }
  list = node->each->text;
  if (g_strcmp0 (list, scope->method->employee.list) == 0)
    return copy_rows (scope->employees, scope->n_employees);
  if (g_strcmp0 (list, scope->method->topic.list) == 0)
    return copy_rows (scope->topics, scope->n_topics);
  return sorted_rows (scope, node, isg_scope_list_size (scope, list));
}

char *
isg_scope_slot (IsgScope *scope, const char *slot)
{
  const IsgAsked *asked;

  if (scope->n_asked == 0)
    return NULL;
  asked = &scope->asked[scope->asked_row];
  if (strcmp (slot, "asked") == 0) {
    if (scope->asks_server && asked->server_no != NULL)
      return g_strdup (asked->server_no);
    return g_strdup_printf ("%" G_GUINT64_FORMAT, asked->number);
  }
  if (strcmp (slot, "signer") == 0)
    return g_strdup (asked->signer == NULL ? "0" : asked->signer);
  return NULL;
}
