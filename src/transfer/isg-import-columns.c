/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-import-private.h"

#include <string.h>

#include "base/isg-text.h"

#define LOOK_ROWS 20 /* a list may have a title of its own above its headings */

static void
column_free (gpointer data)
{
  IsgImportColumn *column = data;

  g_free (column->heading);
  g_ptr_array_unref (column->fields);
  g_free (column);
}

/* "T.C. Kimlik No." and "tc kimlik no" are the same. */
static char *
squeeze (const char *text)
{
  g_autofree char *folded = isg_text_fold (text);
  GString *out = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (out, g_utf8_get_char (at));
  return g_string_free (out, FALSE);
}

static gboolean
is_called (const char *name, const char *squeezed)
{
  g_autofree char *own = squeeze (name);

  return g_str_equal (own, squeezed);
}

static gboolean
bears (const IsgFieldDef *field, const char *squeezed)
{
  GPtrArray *headings = isg_field_def_headings (field);

  if (is_called (isg_field_def_id (field), squeezed)
      || is_called (isg_field_def_label (field, ISG_LANGUAGE_TR), squeezed)
      || is_called (isg_field_def_label (field, ISG_LANGUAGE_EN), squeezed))
    return TRUE;
  for (guint i = 0; headings != NULL && i < headings->len; i++)
    if (is_called (g_ptr_array_index (headings, i), squeezed))
      return TRUE;
  return FALSE;
}

/* One cell holds neither a list nor a reference. */
static gboolean
fits_in_a_cell (const IsgFieldDef *field)
{
  IsgValueType type = isg_field_def_type (field);

  return type == ISG_VALUE_TEXT || type == ISG_VALUE_INTEGER || type == ISG_VALUE_DECIMAL
         || type == ISG_VALUE_DATE || type == ISG_VALUE_BOOL || type == ISG_VALUE_CODE;
}

static IsgImportColumn *
find_fields (const IsgKind *kind, const char *heading, GHashTable *taken)
{
  IsgImportColumn *column = g_new0 (IsgImportColumn, 1);
  g_autofree char *squeezed = squeeze (heading);
  GPtrArray *fields = isg_kind_fields (kind);

  column->heading = g_strdup (heading);
  column->fields = g_ptr_array_new ();
  for (guint i = 0; i < fields->len && *squeezed != '\0'; i++) {
    IsgFieldDef *field = g_ptr_array_index (fields, i);

    if (!fits_in_a_cell (field) || !bears (field, squeezed)
        || g_hash_table_contains (taken, isg_field_def_id (field)))
      continue;
    if (column->fields->len > 0 && !isg_field_def_is_name (field))
      continue;
    g_ptr_array_add (column->fields, field);
    g_hash_table_add (taken, (char *) isg_field_def_id (field));
  }
  return column;
}

static GPtrArray *
read_headings (const IsgKind *kind, const IsgTable *table, guint row)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (column_free);
  const char *unique = isg_kind_unique_key (kind);

  for (guint i = 0; i < isg_table_n_cells (table, row); i++)
    g_ptr_array_add (columns, find_fields (kind, isg_table_cell (table, row, i), taken));
  return unique != NULL && g_hash_table_contains (taken, unique) ? g_steal_pointer (&columns)
                                                                 : NULL;
}

GPtrArray *
isg_import_columns_find (const IsgKind *kind, const IsgTable *table, guint *out_row)
{
  for (guint row = 0; row < MIN (isg_table_n_rows (table), LOOK_ROWS); row++) {
    GPtrArray *columns = read_headings (kind, table, row);

    if (columns != NULL) {
      *out_row = row;
      return columns;
    }
  }
  return NULL;
}

GPtrArray *
isg_import_columns_choose (const IsgKind *kind,
                           const IsgTable *table,
                           const char *const *fields,
                           guint *out_row)
{
  GPtrArray *named = isg_import_columns_find (kind, table, out_row);
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  guint n = 0;

  if (named == NULL)
    *out_row = 0;
  g_clear_pointer (&named, g_ptr_array_unref);
  n = isg_table_n_rows (table) > 0 ? isg_table_n_cells (table, *out_row) : 0;
  for (guint i = 0; i < n; i++) {
    IsgImportColumn *column = g_new0 (IsgImportColumn, 1);
    const char *id = i < g_strv_length ((char **) fields) ? fields[i] : "";
    const IsgFieldDef *field = *id != '\0' ? isg_kind_field (kind, id) : NULL;

    column->heading = g_strdup (isg_table_cell (table, *out_row, i));
    column->fields = g_ptr_array_new ();
    if (field != NULL && fits_in_a_cell (field))
      g_ptr_array_add (column->fields, (gpointer) field);
    g_ptr_array_add (columns, column);
  }
  return columns;
}

GPtrArray *
isg_import_column_fields (const IsgKind *kind)
{
  GPtrArray *all = isg_kind_fields (kind);
  GPtrArray *fit = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (fits_in_a_cell (g_ptr_array_index (all, i)))
      g_ptr_array_add (fit, g_ptr_array_index (all, i));
  return fit;
}

char *
isg_import_cell_part (const IsgImportColumn *column, guint index, const char *cell)
{
  const char *last = strrchr (cell, ' ');

  if (column->fields->len < 2)
    return g_strdup (cell);
  if (index + 1 == column->fields->len)
    return g_strdup (last != NULL ? last + 1 : "");
  return index == 0 ? g_strndup (cell, last != NULL ? (gsize) (last - cell) : strlen (cell))
                    : g_strdup ("");
}
