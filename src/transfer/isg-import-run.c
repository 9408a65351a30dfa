/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-import-private.h"

#include <string.h>

#define BATCH 500 /* rows in a transaction: a long one would hold up whoever else writes */

gboolean
isg_import_is_taken (const IsgImportRow *row)
{
  return !row->left_out && (row->what == ISG_IMPORT_NEW || row->what == ISG_IMPORT_UPDATE);
}

static guint
count_taken (const IsgImport *import, IsgImportWhat what)
{
  guint n = 0;

  for (guint i = 0; i < import->rows->len; i++) {
    const IsgImportRow *row = g_ptr_array_index (import->rows, i);

    n += row->what == what && isg_import_is_taken (row);
  }
  return n;
}

/* How many; whom is in the lines of the records. */
static gboolean
journal (const IsgImport *import, GError **error)
{
  g_autofree char *detail
    = g_strdup_printf ("{\"kind\":\"%s\",\"new\":%u,\"updated\":%u,\"same\":%u,\"to_mend\":%u,"
                       "\"skipped\":%u}",
                       isg_kind_id (import->kind),
                       count_taken (import, ISG_IMPORT_NEW),
                       count_taken (import, ISG_IMPORT_UPDATE),
                       import->counts[ISG_IMPORT_SAME],
                       import->counts[ISG_IMPORT_MEND],
                       import->counts[ISG_IMPORT_SKIPPED] + import->counts[ISG_IMPORT_NEW]
                         - count_taken (import, ISG_IMPORT_NEW) + import->counts[ISG_IMPORT_UPDATE]
                         - count_taken (import, ISG_IMPORT_UPDATE));

  return isg_store_journal (import->store, "import.done", import->workplace, 0, detail, error);
}

/* What a batch wrote counts once it is committed. */
static void
note_saved (GPtrArray *rows, GPtrArray *saved)
{
  for (guint i = 0; i < rows->len; i++) {
    IsgImportRow *row = g_ptr_array_index (rows, i);

    g_clear_pointer (&row->saved, isg_record_unref);
    row->saved = isg_record_ref (g_ptr_array_index (saved, i));
  }
}

/* Saves up to a batch of rows from *@next on; the line of the journal goes with the last one. */
static gboolean
save_batch (IsgImport *import, guint *next, guint *out_n, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (import->store, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);
  guint i = *next;

  if (transaction == NULL)
    return FALSE;
  for (; i < import->rows->len && rows->len < BATCH; i++) {
    IsgImportRow *row = g_ptr_array_index (import->rows, i);
    IsgRecord *record;

    if (!isg_import_is_taken (row))
      continue;
    if (!isg_store_record_save (import->store, row->record, &record, error))
      return FALSE;
    g_ptr_array_add (rows, row);
    g_ptr_array_add (saved, record);
  }
  if ((i == import->rows->len && !journal (import, error))
      || !isg_transaction_commit (transaction, error))
    return FALSE;
  note_saved (rows, saved);
  *next = i;
  *out_n += rows->len;
  return TRUE;
}

gboolean
isg_import_run (IsgImport *import, guint *out_n, GError **error)
{
  return isg_import_run_with (import, NULL, NULL, out_n, error);
}

gboolean
isg_import_run_with (IsgImport *import,
                     IsgImportProgress progress,
                     gpointer data,
                     guint *out_n,
                     GError **error)
{
  guint next = 0;

  *out_n = 0;
  do {
    if (!save_batch (import, &next, out_n, error))
      return FALSE;
    if (progress != NULL && !progress (next, import->rows->len, data) && next < import->rows->len) {
      g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CANCELLED, "import: stopped");
      return FALSE;
    }
  } while (next < import->rows->len);
  return TRUE;
}

/* ---- taking it back ---- */

/* Returns %FALSE with @error; *@out_done: whether there was something to be taken back. */
static gboolean
undo_row (const IsgImportRow *row,
          IsgStore *store,
          const char *reason,
          gboolean *out_done,
          GError **error)
{
  const char *uuid = isg_record_uuid (row->saved);
  g_autoptr (IsgRecord) now = isg_store_resolve (uuid, store);
  g_autoptr (IsgRecord) before = NULL;

  *out_done = now != NULL && isg_record_revision (now) == isg_record_revision (row->saved);
  if (!*out_done)
    return TRUE;
  if (row->old == NULL)
    return isg_store_record_close (store, uuid, reason, error);
  before = isg_record_with_fields (now, isg_record_fields (row->old));
  return isg_store_record_save (store, before, NULL, error);
}

static gboolean
undo_batch (IsgImport *import,
            IsgStore *store,
            const char *reason,
            guint *next,
            guint *out_n,
            GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  guint i = *next;
  guint n = 0;
  guint tried = 0;

  if (transaction == NULL)
    return FALSE;
  for (; i < import->rows->len && tried < BATCH; i++) {
    const IsgImportRow *row = g_ptr_array_index (import->rows, i);
    gboolean done = FALSE;

    if (row->saved == NULL)
      continue;
    if (!undo_row (row, store, reason, &done, error))
      return FALSE;
    tried++;
    n += done;
  }
  if ((i == import->rows->len
       && !isg_store_journal (store, "import.undone", import->workplace, 0, NULL, error))
      || !isg_transaction_commit (transaction, error))
    return FALSE;
  *next = i;
  *out_n += n;
  return TRUE;
}

gboolean
isg_import_undo (IsgImport *import,
                 IsgStore *store,
                 const char *reason,
                 guint *out_n,
                 GError **error)
{
  guint next = 0;

  *out_n = 0;
  do
    if (!undo_batch (import, store, reason, &next, out_n, error))
      return FALSE;
  while (next < import->rows->len);
  return TRUE;
}

/* ---- what was not taken ---- */

/* Spreadsheets of Turkey separate by semicolons and know UTF-8 by its mark; a cell that begins as a
 * formula would be run by them. */
static void
append_cell (GString *out, const char *cell)
{
  g_string_append_c (out, '"');
  if (*cell != '\0' && strchr ("=+-@", *cell) != NULL)
    g_string_append_c (out, '\'');
  for (const char *at = cell; *at != '\0'; at++) {
    if (*at == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *at);
  }
  g_string_append (out, "\"");
}

static void
append_line (GString *out, const IsgTable *table, guint row, guint n, const char *last)
{
  for (guint i = 0; i < n; i++) {
    append_cell (out, isg_table_cell (table, row, i));
    g_string_append_c (out, ';');
  }
  append_cell (out, last);
  g_string_append (out, "\r\n");
}

GBytes *
isg_import_leftover (const IsgImport *import, const char *heading, IsgImportWhy why, gpointer data)
{
  GString *out = g_string_new ("\xef\xbb\xbf");
  guint n = import->columns->len;

  append_line (out, import->table, import->heading_row, n, heading);
  for (guint i = 0; i < import->rows->len; i++) {
    const IsgImportRow *row = g_ptr_array_index (import->rows, i);
    g_autofree char *reason = row->what == ISG_IMPORT_MEND ? why (row, data) : NULL;

    if (reason != NULL)
      append_line (out, import->table, row->row, n, reason);
  }
  return g_string_free_to_bytes (out);
}
