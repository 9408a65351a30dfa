/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-recover-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/isg-cipher-page-private.h"
#include "store/isg-cipher-private.h"
#include "store/isg-store-private.h"

/* The first page of a SQLite file holds its header and the root of the table of tables.  That table
 * is larger than a page here, so that the root only says which pages are its leaves: these are
 * found by what stands in them, and a first page is written that points to them.
 * Source: the file format, sqlite.org/fileformat2.html, 1.3, 1.6 and 2.1. */

#define PAGE      4096
#define INTERIOR  0x05
#define LEAF      0x0d
#define ROOT      100 /* where the page's own header lies on the first page */
#define CELLS     (ROOT + 12)
#define MAX_LEAFS 400

typedef struct {
  guint32 number;
  guint64 last; /* the largest row in it */
} Leaf;

typedef struct {
  int fd;
  gint64 start; /* of page 1 */
  guint32 pages;
  IsgCipherCodec *codec; /* (owned) (nullable) */
} Pages;

static void
pages_clear (Pages *pages)
{
  if (pages->fd >= 0)
    close (pages->fd);
  isg_cipher_codec_free (pages->codec);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pages, pages_clear)

/* ---- pages of the copy ---- */

static gboolean
read_page (Pages *pages, guint32 number, guint8 out[PAGE])
{
  guint8 raw[PAGE];

  if (pread (pages->fd, raw, PAGE, pages->start + (gint64) (number - 1) * PAGE) != PAGE)
    return FALSE;
  if (pages->codec != NULL)
    return isg_cipher_open_page (pages->codec, number, raw, out);
  memcpy (out, raw, PAGE);
  return TRUE;
}

static gboolean
write_first (Pages *pages, const guint8 plain[PAGE])
{
  guint8 raw[PAGE];

  if (pages->codec == NULL)
    memcpy (raw, plain, PAGE);
  else if (!isg_cipher_seal_page (pages->codec, 1, plain, raw))
    return FALSE;
  return pwrite (pages->fd, raw, PAGE, pages->start) == PAGE;
}

static gboolean
open_pages (const char *path, IsgCipher *cipher, gint64 size, Pages *pages, GError **error)
{
  IsgCipherHeader header = { 0 };
  gboolean encrypted;
  struct stat info;

  if (!isg_cipher_header_of_file (path, &header, &encrypted, error))
    return FALSE;
  pages->start = encrypted ? ISG_CIPHER_START : 0;
  pages->fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  if (pages->fd >= 0 && cipher != NULL)
    pages->codec = isg_cipher_codec_new (isg_cipher_key (cipher), header.salt);
  if (pages->fd < 0 || (cipher != NULL && pages->codec == NULL) || fstat (pages->fd, &info) != 0) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "recover: %s", g_strerror (errno));
    return FALSE;
  }
  if (size == 0 || size > info.st_size)
    size = info.st_size;
  pages->pages = size > pages->start ? (guint32) ((size - pages->start) / PAGE) : 0;
  return TRUE;
}

/* ---- the leaves ---- */

static guint
read_varint (const guint8 *from, const guint8 *end, guint64 *out)
{
  *out = 0;
  for (guint i = 0; i < 9 && from + i < end; i++) {
    if (i == 8) {
      *out = *out << 8 | from[i];
      return 9;
    }
    *out = *out << 7 | (from[i] & 0x7f);
    if ((from[i] & 0x80) == 0)
      return i + 1;
  }
  return 0;
}

static const guint8 *
cell_of (const guint8 page[PAGE], guint nth)
{
  guint at = (guint) page[8 + 2 * nth] << 8 | page[9 + 2 * nth];

  return at >= 8 && at < PAGE - 16 ? page + at : NULL;
}

static gboolean
read_row_number (const guint8 *cell, const guint8 *end, guint64 *out, const guint8 **out_rest)
{
  guint64 length;
  guint n = read_varint (cell, end, &length);
  guint m = n > 0 ? read_varint (cell + n, end, out) : 0;

  if (m == 0)
    return FALSE;
  *out_rest = cell + n + m;
  return TRUE;
}

/* type, name, table: texts; the root: a number; the statement: a text, or none. */
static gboolean
is_row_of_tables (const guint8 *record, const guint8 *end)
{
  static const char *const types[] = { "table", "index", "trigger", "view" };
  guint64 serial[5];
  guint64 head;
  guint at = read_varint (record, end, &head);

  if (at == 0 || head > 40 || record + head >= end)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (serial); i++) {
    guint n = read_varint (record + at, end, &serial[i]);

    if (n == 0)
      return FALSE;
    at += n;
  }
  if (at != head || serial[0] < 13 || serial[0] % 2 == 0 || serial[1] % 2 == 0 || serial[2] % 2 == 0
      || serial[3] > 9 || (serial[4] != 0 && serial[4] % 2 == 0))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    gsize length = strlen (types[i]);

    if ((serial[0] - 13) / 2 == length && record + head + length <= end
        && memcmp (record + head, types[i], length) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_leaf_of_tables (const guint8 page[PAGE], guint64 *out_last)
{
  guint n = (guint) page[3] << 8 | page[4];
  const guint8 *first = page[0] == LEAF && n > 0 && n < 400 ? cell_of (page, 0) : NULL;
  const guint8 *last = first != NULL ? cell_of (page, n - 1) : NULL;
  const guint8 *rest;
  guint64 row;

  return last != NULL && read_row_number (first, page + PAGE, &row, &rest)
         && is_row_of_tables (rest, page + PAGE)
         && read_row_number (last, page + PAGE, out_last, &rest);
}

static gint
by_row (gconstpointer a, gconstpointer b)
{
  const Leaf *left = a;
  const Leaf *right = b;

  return left->last < right->last ? -1 : left->last > right->last;
}

static GArray *
find_leaves (Pages *pages)
{
  GArray *leaves = g_array_new (FALSE, TRUE, sizeof (Leaf));
  guint8 page[PAGE];

  for (guint32 number = 2; number <= pages->pages; number++) {
    Leaf leaf = { .number = number };

    if (read_page (pages, number, page) && is_leaf_of_tables (page, &leaf.last))
      g_array_append_val (leaves, leaf);
  }
  g_array_sort (leaves, by_row);
  return leaves;
}

/* ---- the page ---- */

static void
put32 (guint8 *at, guint32 number)
{
  number = GUINT32_TO_BE (number);
  memcpy (at, &number, sizeof number);
}

static void
put16 (guint8 *at, guint number)
{
  at[0] = (guint8) (number >> 8);
  at[1] = (guint8) number;
}

static void
put_header (guint8 page[PAGE], const Pages *pages, gint64 version)
{
  memcpy (page, "SQLite format 3", 16);
  put16 (page + 16, PAGE);
  page[18] = page[19] = 2;
  page[20] = pages->codec != NULL ? ISG_CIPHER_RESERVE : 0;
  page[21] = 64;
  page[22] = page[23] = 32;
  put32 (page + 24, 1);
  put32 (page + 28, pages->pages);
  put32 (page + 40, 1);
  put32 (page + 44, 4);
  put32 (page + 56, 1);
  put32 (page + 60, (guint32) version);
  put32 (page + 68, ISG_STORE_APPLICATION_ID);
  put32 (page + 92, 1);
  put32 (page + 96, (guint32) sqlite3_libversion_number ());
}

static guint
put_cell (guint8 *at, const Leaf *leaf)
{
  guint n = 0;

  put32 (at, leaf->number);
  for (int shift = 28; shift >= 0; shift -= 7) {
    guint8 bits = (leaf->last >> shift) & 0x7f;

    if (n > 0 || bits != 0 || shift == 0)
      at[4 + n++] = bits | (shift > 0 ? 0x80 : 0);
  }
  return 4 + n;
}

static void
make_first (const Pages *pages, GArray *leaves, gint64 version, guint8 page[PAGE])
{
  guint end = PAGE - (pages->codec != NULL ? ISG_CIPHER_RESERVE : 0);
  guint8 cell[16];

  memset (page, 0, PAGE);
  put_header (page, pages, version);
  page[ROOT] = INTERIOR;
  put16 (page + ROOT + 3, leaves->len - 1);
  for (guint i = 0; i + 1 < leaves->len; i++) {
    guint length = put_cell (cell, &g_array_index (leaves, Leaf, i));

    end -= length;
    memcpy (page + end, cell, length);
    put16 (page + CELLS + 2 * i, end);
  }
  put16 (page + ROOT + 5, end);
  put32 (page + ROOT + 8, g_array_index (leaves, Leaf, leaves->len - 1).number);
}

static gboolean
is_first_page (const guint8 page[PAGE])
{
  return memcmp (page, "SQLite format 3", 16) == 0
         && (page[ROOT] == INTERIOR || page[ROOT] == LEAF);
}

gboolean
isg_recover_first_page (const char *path,
                        IsgCipher *cipher,
                        gint64 size,
                        gint64 version,
                        GError **error)
{
  g_auto (Pages) pages = { .fd = -1 };
  g_autoptr (GArray) leaves = NULL;
  guint8 page[PAGE];

  if (!open_pages (path, cipher, size, &pages, error))
    return FALSE;
  if (pages.pages == 0 || (read_page (&pages, 1, page) && is_first_page (page)))
    return TRUE;
  leaves = find_leaves (&pages);
  /* What is said of it when it is opened is said then. */
  if (leaves->len < 2 || leaves->len > MAX_LEAFS)
    return TRUE;
  make_first (&pages, leaves, version, page);
  if (write_first (&pages, page))
    return TRUE;
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "recover: the first page");
  return FALSE;
}
