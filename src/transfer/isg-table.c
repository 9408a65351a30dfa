/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-table.h"

#include <string.h>

#define MAX_BYTES  (64 * 1024 * 1024)
#define MAX_ROWS   1000000
#define LOOK_LINES 20 /* by which the separator is found */

static const char separators[] = { ';', '\t', ',', '|' };

struct _IsgTable {
  const char *encoding;
  char separator;
  GPtrArray *rows; /* (owned) (element-type GStrv) */
  GArray *lines;   /* (owned) (element-type guint) */
};

void
isg_table_free (IsgTable *table)
{
  g_ptr_array_unref (table->rows);
  g_array_unref (table->lines);
  g_free (table);
}

/* ---- text ---- */

static gboolean
begins (const char *data, gsize length, const char *mark, gsize n)
{
  return length >= n && memcmp (data, mark, n) == 0;
}

static gboolean
no_table (GError **error, const char *what)
{
  g_set_error (error, ISG_TRANSFER_ERROR, ISG_TRANSFER_ERROR_NO_TABLE, "%s", what);
  return FALSE;
}

static gboolean
judge_kind (const char *data, gsize length, GError **error)
{
  if (begins (data, length, "PK\3\4", 4))
    return no_table (error, "a workbook (XLSX, ODS): save it as CSV");
  if (begins (data, length, "\xd0\xcf\x11\xe0", 4))
    return no_table (error, "a workbook (XLS): save it as CSV");
  if (begins (data, length, "%PDF", 4))
    return no_table (error, "a PDF");
  return TRUE;
}

static char *
convert (IsgTable *table, const char *data, gsize length, const char *from, const char *name)
{
  table->encoding = name;
  return g_convert_with_fallback (data, (gssize) length, "UTF-8", from, "?", NULL, NULL, NULL);
}

static char *
decode (IsgTable *table, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *text;

  if (data == NULL)
    data = "";

  if (length > MAX_BYTES) {
    g_set_error (error, ISG_TRANSFER_ERROR, ISG_TRANSFER_ERROR_TOO_LARGE, "more than 64 MiB");
    return NULL;
  }
  if (!judge_kind (data, length, error))
    return NULL;

  table->encoding = "UTF-8";
  if (begins (data, length, "\xff\xfe", 2))
    text = convert (table, data + 2, length - 2, "UTF-16LE", "UTF-16");
  else if (begins (data, length, "\xfe\xff", 2))
    text = convert (table, data + 2, length - 2, "UTF-16BE", "UTF-16");
  else {
    gsize skip = begins (data, length, "\xef\xbb\xbf", 3) ? 3 : 0;

    if (length > 0 && memchr (data, '\0', length) != NULL)
      text = NULL;
    else if (g_utf8_validate (data + skip, (gssize) (length - skip), NULL))
      text = g_strndup (data + skip, length - skip);
    else
      text = convert (table, data, length, "WINDOWS-1254", "Windows-1254");
  }
  if (text == NULL || !g_utf8_validate (text, -1, NULL)) {
    g_free (text);
    no_table (error, "no text");
    return NULL;
  }
  return text;
}

/* ---- separator ---- */

static guint
count_outside_quotes (const char *text, char separator)
{
  gboolean quoted = FALSE;
  guint n = 0;
  guint lines = 0;

  for (const char *at = text; *at != '\0' && lines < LOOK_LINES; at++) {
    if (*at == '"')
      quoted = !quoted;
    else if (!quoted && *at == separator)
      n++;
    else if (!quoted && *at == '\n')
      lines++;
  }
  return n;
}

/* Excel's own first line. */
static const char *
take_said_separator (const char *text, char *separator)
{
  gsize end;

  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || text[4] == '\0')
    return text;
  end = 5 + strspn (text + 5, "\r");
  if (text[end] != '\n')
    return text;
  *separator = text[4];
  return text + end; /* an empty line stays in its place, so that the lines are counted right */
}

static char
find_separator (const char *text)
{
  char best = separators[0];
  guint most = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++) {
    guint n = count_outside_quotes (text, separators[i]);

    if (n > most) {
      most = n;
      best = separators[i];
    }
  }
  return best;
}

/* ---- cells ---- */

/* No-break spaces come with lists that were copied from the web. */
static char *
finish_cell (GString *cell)
{
  g_autofree char *composed = g_utf8_normalize (cell->str, (gssize) cell->len, G_NORMALIZE_NFC);
  const char *begin = composed;
  const char *end = composed + strlen (composed);

  while (begin < end && g_unichar_isspace (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  while (end > begin) {
    const char *last = g_utf8_prev_char (end);

    if (!g_unichar_isspace (g_utf8_get_char (last)))
      break;
    end = last;
  }
  g_string_truncate (cell, 0);
  return g_strndup (begin, (gsize) (end - begin));
}

typedef struct {
  const char *at;
  char separator;
  GString *cell; /* (owned) */
  guint line;
  guint open_since; /* a quote that never ends began on this line; 0: none */
} Reader;

static void
read_quoted (Reader *reader)
{
  guint begun = reader->line;

  for (reader->at++; *reader->at != '\0'; reader->at++) {
    if (*reader->at == '"' && reader->at[1] == '"')
      reader->at++;
    else if (*reader->at == '"') {
      reader->at++;
      return;
    }
    reader->line += *reader->at == '\n' ? 1 : 0;
    g_string_append_c (reader->cell, *reader->at);
  }
  reader->open_since = begun;
}

static void
read_cell (Reader *reader)
{
  if (*reader->at == '"')
    read_quoted (reader);
  while (*reader->at != '\0' && *reader->at != reader->separator && *reader->at != '\n'
         && *reader->at != '\r')
    g_string_append_c (reader->cell, *reader->at++);
}

static char **
read_row (Reader *reader)
{
  GPtrArray *cells = g_ptr_array_new ();

  for (;;) {
    read_cell (reader);
    g_ptr_array_add (cells, finish_cell (reader->cell));
    if (*reader->at != reader->separator || *reader->at == '\0')
      break;
    reader->at++;
  }
  if (reader->at[0] == '\r' && reader->at[1] == '\n')
    reader->at++;
  if (*reader->at != '\0') {
    reader->at++;
    reader->line++;
  }
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (cells, FALSE);
}

static gboolean
read_rows (IsgTable *table, const char *text, GError **error)
{
  Reader reader = { .at = text, .separator = table->separator, .line = 1 };

  reader.cell = g_string_new (NULL);
  while (*reader.at != '\0' && table->rows->len <= MAX_ROWS) {
    g_array_append_val (table->lines, reader.line);
    g_ptr_array_add (table->rows, read_row (&reader));
  }
  g_string_free (reader.cell, TRUE);

  if (table->rows->len > MAX_ROWS)
    g_set_error (error,
                 ISG_TRANSFER_ERROR,
                 ISG_TRANSFER_ERROR_TOO_LARGE,
                 "more than %d rows",
                 MAX_ROWS);
  else if (reader.open_since != 0)
    g_set_error (error,
                 ISG_TRANSFER_ERROR,
                 ISG_TRANSFER_ERROR_NO_TABLE,
                 "a quote begins on line %u and does not end",
                 reader.open_since);
  return table->rows->len <= MAX_ROWS && reader.open_since == 0;
}

IsgTable *
isg_table_read (GBytes *bytes, GError **error)
{
  g_autoptr (IsgTable) table = g_new0 (IsgTable, 1);
  g_autofree char *text = NULL;
  const char *begin;

  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  table->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  text = decode (table, bytes, error);
  if (text == NULL)
    return NULL;
  begin = take_said_separator (text, &table->separator);
  if (table->separator == '\0')
    table->separator = find_separator (begin);
  return read_rows (table, begin, error) ? g_steal_pointer (&table) : NULL;
}

/* ---- looking ---- */

const char *
isg_table_encoding (const IsgTable *table)
{
  return table->encoding;
}

char
isg_table_separator (const IsgTable *table)
{
  return table->separator;
}

guint
isg_table_n_rows (const IsgTable *table)
{
  return table->rows->len;
}

guint
isg_table_n_cells (const IsgTable *table, guint row)
{
  return g_strv_length (g_ptr_array_index (table->rows, row));
}

const char *
isg_table_cell (const IsgTable *table, guint row, guint column)
{
  char **cells = g_ptr_array_index (table->rows, row);

  return column < g_strv_length (cells) ? cells[column] : "";
}

guint
isg_table_line (const IsgTable *table, guint row)
{
  return g_array_index (table->lines, guint, row);
}

gboolean
isg_table_is_blank (const IsgTable *table, guint row)
{
  char **cells = g_ptr_array_index (table->rows, row);

  for (guint i = 0; cells[i] != NULL; i++)
    if (*cells[i] != '\0')
      return FALSE;
  return TRUE;
}
