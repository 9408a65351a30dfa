/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-rules-private.h"

/* The columns that every list has, in this order; further ones are the list's own. */
static const char *const fixed_columns[] = {
  "code", "label_tr", "label_en", "active", "valid_from", "valid_to",
};

#define N_FIXED G_N_ELEMENTS (fixed_columns)

struct _IsgCodeList {
  const char *id;
  const char *source;
  gboolean complete;  /* FALSE: a part of the official list; other codes may be right */
  guint announced;    /* rows that the first line announces: a file that was cut off is found */
  guint prefix;       /* not 0: a code belongs to the group that its first characters name */
  GPtrArray *columns; /* (owned) (element-type utf8) the further ones */
  GPtrArray *rows;    /* (owned) (element-type IsgCode) */
  GPtrArray *extras;  /* (owned) (element-type GPtrArray of utf8) beside rows */
  GHashTable *places; /* (owned) code → index */
};

/* A file being read: where we are, for the place of a failure. */
typedef struct {
  IsgPackReader *reader;
  const char *file;
  guint line;
} Cursor;

static void G_GNUC_PRINTF (2, 3) fail (Cursor *cursor, const char *format, ...)
{
  g_autofree char *place = g_strdup_printf ("line %u", cursor->line);
  g_autofree char *reason = NULL;
  va_list list;

  va_start (list, format);
  reason = g_strdup_vprintf (format, list);
  va_end (list);
  isg_pack_reader_fail (cursor->reader, ISG_RULES_ERROR_BROKEN, cursor->file, place, "%s", reason);
}

void
isg_code_list_free (IsgCodeList *list)
{
  g_ptr_array_unref (list->columns);
  g_ptr_array_unref (list->rows);
  g_ptr_array_unref (list->extras);
  g_hash_table_unref (list->places);
  g_free (list);
}

static IsgCodeList *
make_list (const char *id)
{
  IsgCodeList *list = g_new0 (IsgCodeList, 1);

  list->id = id;
  list->complete = TRUE;
  list->columns = g_ptr_array_new ();
  list->rows = g_ptr_array_new_with_free_func (g_free);
  list->extras = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  list->places = g_hash_table_new (g_str_hash, g_str_equal);
  return list;
}

static gboolean
read_count (const char *value, guint *out)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (value, 10, 1, 1000000, &number, NULL))
    return FALSE;
  *out = (guint) number;
  return TRUE;
}

/* "# source: …; date: 2026-11-01; rows: 26; complete: no; prefix: 4" */
static void
read_origin (IsgCodeList *list, Cursor *cursor, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (*line == '#' ? line + 1 : "", ";", -1);
  gboolean dated = FALSE;

  for (guint i = 0; parts[i] != NULL; i++) {
    const char *name = g_strstrip (parts[i]);
    char *colon = strchr (parts[i], ':');
    const char *value = NULL;
    IsgDate date = ISG_DATE_NONE;

    if (colon == NULL) {
      fail (cursor, "\"name: value\" is expected: %s", name);
      return;
    }
    *colon = '\0';
    value = g_strstrip (colon + 1);
    if (g_str_equal (name, "source") && *value != '\0')
      list->source = isg_pack_reader_keep (cursor->reader, value);
    else if (g_str_equal (name, "date") && isg_date_parse_iso (value, &date, NULL))
      dated = TRUE;
    else if (g_str_equal (name, "complete") && g_str_equal (value, "no"))
      list->complete = FALSE;
    else if (g_str_equal (name, "prefix") && read_count (value, &list->prefix))
      continue;
    else if (g_str_equal (name, "rows") && read_count (value, &list->announced))
      continue;
    else
      fail (cursor, "this is not understood: %s: %s", name, value);
  }
  if (list->source == NULL || !dated || list->announced == 0)
    fail (cursor, "the first line is \"# source: …; date: YYYY-MM-DD; rows: …\"");
}

static void
read_columns (IsgCodeList *list, Cursor *cursor, const char *line)
{
  g_auto (GStrv) names = g_strsplit (line, "\t", -1);
  guint n = g_strv_length (names);

  for (guint i = 0; i < N_FIXED; i++)
    if (i >= n || !g_str_equal (names[i], fixed_columns[i])) {
      fail (cursor, "column %u is to be %s", i + 1, fixed_columns[i]);
      return;
    }
  for (guint i = N_FIXED; i < n; i++) {
    if (*names[i] == '\0' || isg_code_list_has_column (list, names[i]))
      fail (cursor, "column %u has no name of its own", i + 1);
    g_ptr_array_add (list->columns, (gpointer) isg_pack_reader_keep (cursor->reader, names[i]));
  }
}

static IsgDate
read_date (Cursor *cursor, const char *text)
{
  IsgDate date = ISG_DATE_NONE;

  if (*text != '\0' && !isg_date_parse_iso (text, &date, NULL))
    fail (cursor, "a date YYYY-MM-DD is expected: %s", text);
  return date;
}

static const char *
read_word (Cursor *cursor, guint column, const char *text)
{
  if (*text == '\0')
    fail (cursor, "%s is empty", fixed_columns[column]);
  return isg_pack_reader_keep (cursor->reader, text);
}

static void
read_row (IsgCodeList *list, Cursor *cursor, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  IsgCode *row = NULL;
  GPtrArray *extra = NULL;

  if (g_strv_length (cells) != N_FIXED + list->columns->len) {
    fail (cursor,
          "%u columns are expected, there are %u",
          (guint) N_FIXED + list->columns->len,
          g_strv_length (cells));
    return;
  }
  row = g_new0 (IsgCode, 1);
  g_ptr_array_add (list->rows, row);
  row->code = read_word (cursor, 0, cells[0]);
  row->label_tr = read_word (cursor, 1, cells[1]);
  row->label_en = read_word (cursor, 2, cells[2]);
  row->active = g_str_equal (cells[3], "yes");
  row->valid_from = read_date (cursor, cells[4]);
  row->valid_to = read_date (cursor, cells[5]);
  if (!row->active && !g_str_equal (cells[3], "no"))
    fail (cursor, "active is yes or no: %s", cells[3]);
  if (row->valid_to != ISG_DATE_NONE && row->valid_to < row->valid_from)
    fail (cursor, "valid_to lies before valid_from");
  if (!g_hash_table_insert (list->places,
                            (gpointer) row->code,
                            GUINT_TO_POINTER (list->rows->len - 1)))
    fail (cursor, "the code stands twice: %s", row->code);

  extra = g_ptr_array_new ();
  g_ptr_array_add (list->extras, extra);
  for (guint i = N_FIXED; cells[i] != NULL; i++)
    g_ptr_array_add (extra, (gpointer) isg_pack_reader_keep (cursor->reader, cells[i]));
}

IsgCodeList *
isg_code_list_load (IsgPackReader *reader, const char *file)
{
  Cursor cursor = { reader, file, 1 };
  g_autoptr (GBytes) bytes = isg_pack_reader_bytes (reader, file);
  IsgCodeList *list = make_list (isg_pack_reader_stem (reader, file));
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);
  g_auto (GStrv) lines = NULL;

  if (!g_utf8_validate (text, -1, NULL) || strlen (text) != length || strchr (text, '\r') != NULL)
    fail (&cursor, "lines of UTF-8 text are expected");
  else if (!g_str_has_suffix (text, "\n"))
    fail (&cursor, "the file does not end with a line end");
  if (isg_pack_reader_failed (reader))
    return list;

  text[length - 1] = '\0';
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && !isg_pack_reader_failed (reader); i++) {
    cursor.line = i + 1;
    if (i == 0)
      read_origin (list, &cursor, lines[i]);
    else if (i == 1)
      read_columns (list, &cursor, lines[i]);
    else
      read_row (list, &cursor, lines[i]);
  }
  if (list->rows->len != list->announced)
    fail (&cursor, "%u rows are announced, there are %u", list->announced, list->rows->len);
  return list;
}

gboolean
isg_code_list_has_column (const IsgCodeList *list, const char *column)
{
  return g_ptr_array_find_with_equal_func (list->columns, column, g_str_equal, NULL);
}

const char *
isg_code_list_id (const IsgCodeList *list)
{
  return list->id;
}

gboolean
isg_code_list_is_complete (const IsgCodeList *list)
{
  return list->complete;
}

guint
isg_code_list_size (const IsgCodeList *list)
{
  return list->rows->len;
}

const IsgCode *
isg_code_list_nth (const IsgCodeList *list, guint index)
{
  g_return_val_if_fail (index < list->rows->len, NULL);

  return g_ptr_array_index (list->rows, index);
}

static gboolean
find_place (const IsgCodeList *list, const char *code, guint *out_index)
{
  gpointer place = NULL;
  g_autofree char *group = NULL;

  if (list->prefix > 0 && strlen (code) > list->prefix)
    group = g_strndup (code, list->prefix);
  if (!g_hash_table_lookup_extended (list->places, code, NULL, &place)
      && (group == NULL || !g_hash_table_lookup_extended (list->places, group, NULL, &place)))
    return FALSE;
  *out_index = GPOINTER_TO_UINT (place);
  return TRUE;
}

const IsgCode *
isg_code_list_find (const IsgCodeList *list, const char *code)
{
  guint index = 0;

  g_return_val_if_fail (list != NULL, NULL);
  g_return_val_if_fail (code != NULL, NULL);

  return find_place (list, code, &index) ? isg_code_list_nth (list, index) : NULL;
}

const char *
isg_code_list_label (const IsgCodeList *list, const char *code, IsgLanguage language)
{
  const IsgCode *row = isg_code_list_find (list, code);

  if (row == NULL)
    return code;
  return language == ISG_LANGUAGE_TR ? row->label_tr : row->label_en;
}

const char *
isg_code_list_extra (const IsgCodeList *list, const char *code, const char *column)
{
  guint row = 0;
  guint index = 0;

  g_return_val_if_fail (list != NULL, NULL);
  g_return_val_if_fail (code != NULL, NULL);
  g_return_val_if_fail (column != NULL, NULL);

  if (!find_place (list, code, &row)
      || !g_ptr_array_find_with_equal_func (list->columns, column, g_str_equal, &index))
    return NULL;
  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (list->extras, row), index);
}
