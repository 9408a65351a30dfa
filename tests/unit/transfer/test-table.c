/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-table.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *data;
  gssize length; /* -1: to the zero */
  const char *encoding;
  char separator;
  const char *cells; /* rows by "/", cells by "," */
} Case;

static const Case cases[] = {
  { "semicolons", "a;b\r\nç;\r\n", -1, "UTF-8", ';', "a,b/ç," },
  { "commas", "a,b\nc,d", -1, "UTF-8", ',', "a,b/c,d" },
  { "tabs", "a\tb, c\n", -1, "UTF-8", '\t', "a,b, c" },
  { "bars after sep=", "sep=|\r\na|b;c;d\n", -1, "UTF-8", '|', "/a,b;c;d" },
  { "a mark of UTF-8",
    "\xef\xbb\xbf"
    "a;b",
    -1,
    "UTF-8",
    ';',
    "a,b" },
  { "Windows-1254", "\xddsim;\xfe\xf0\xfd", -1, "Windows-1254", ';', "İsim,şğı" },
  { "UTF-16, low byte first",
    "\xff\xfe"
    "a\0;\0\x31\x01",
    8,
    "UTF-16",
    ';',
    "a,ı" },
  { "UTF-16, high byte first", "\xfe\xff\0a\0;\x01\x31", 8, "UTF-16", ';', "a,ı" },
  { "quotes", "\"a;\"\"b\"\"\";\"c\nd\"\ne;f", -1, "UTF-8", ';', "a;\"b\",c\nd/e,f" },
  { "spaces of the web", "\xc2\xa0 a \xc2\xa0;b", -1, "UTF-8", ';', "a,b" },
  { "letters in two parts", "s\xcc\xa7;x", -1, "UTF-8", ';', "ş,x" },
  { "old line ends", "a;b\rc;d\r", -1, "UTF-8", ';', "a,b/c,d" },
  { "one column", "a\nb\n", -1, "UTF-8", ';', "a/b" },
  { "nothing", "", -1, "UTF-8", ';', "" },
};

static GBytes *
bytes_of (const char *data, gssize length)
{
  return g_bytes_new (data, length < 0 ? strlen (data) : (gsize) length);
}

static char *
join (const IsgTable *table)
{
  GString *out = g_string_new (NULL);

  for (guint row = 0; row < isg_table_n_rows (table); row++) {
    if (row > 0)
      g_string_append_c (out, '/');
    for (guint i = 0; i < isg_table_n_cells (table, row); i++)
      g_string_append_printf (out, "%s%s", i > 0 ? "," : "", isg_table_cell (table, row, i));
  }
  return g_string_free (out, FALSE);
}

static void
test_a_file_becomes_cells_whatever_wrote_it (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = bytes_of (cases[i].data, cases[i].length);
    g_autoptr (GError) error = NULL;
    g_autoptr (IsgTable) table = isg_table_read (bytes, &error);
    g_autofree char *text = NULL;

    g_test_message ("%s", cases[i].name);
    g_assert_no_error (error);
    text = join (table);
    g_assert_cmpstr (text, ==, cases[i].cells);
    g_assert_cmpstr (isg_table_encoding (table), ==, cases[i].encoding);
    g_assert_cmpint (isg_table_separator (table), ==, cases[i].separator);
  }
}

static void
test_what_is_no_table_is_refused (void)
{
  static const struct {
    const char *data;
    gssize length;
  } refused[] = { { "PK\3\4", -1 },
                  { "\xd0\xcf\x11\xe0", -1 },
                  { "%PDF-1.4", -1 },
                  { "a;\0b\n", 5 },
                  { "a;\"b\nc;d\n", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GBytes) bytes = bytes_of (refused[i].data, refused[i].length);
    g_autoptr (GError) error = NULL;

    g_assert_null (isg_table_read (bytes, &error));
    g_assert_error (error, ISG_TRANSFER_ERROR, ISG_TRANSFER_ERROR_NO_TABLE);
  }
}

static void
test_a_row_knows_its_line_in_the_file (void)
{
  g_autoptr (GBytes) bytes = bytes_of ("a;b\n\n\"c\nd\";e\nf;g\n", -1);
  g_autoptr (IsgTable) table = isg_table_read (bytes, NULL);

  g_assert_cmpuint (isg_table_n_rows (table), ==, 4);
  g_assert_cmpuint (isg_table_line (table, 0), ==, 1);
  g_assert_cmpuint (isg_table_line (table, 2), ==, 3);
  g_assert_cmpuint (isg_table_line (table, 3), ==, 5);
  g_assert_true (isg_table_is_blank (table, 1));
  g_assert_false (isg_table_is_blank (table, 2));
  g_assert_cmpstr (isg_table_cell (table, 3, 7), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/cells", test_a_file_becomes_cells_whatever_wrote_it);
  g_test_add_func ("/table/refused", test_what_is_no_table_is_refused);
  g_test_add_func ("/table/lines", test_a_row_knows_its_line_in_the_file);
  return g_test_run ();
}
