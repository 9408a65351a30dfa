/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-import-private.h"

#define BATCH 500 /* rows in a transaction: a long one would hold up whoever else writes */

static gboolean
is_taken (const IsgImportRow *row)
{
  return row->what == ISG_IMPORT_NEW || row->what == ISG_IMPORT_UPDATE;
}

/* How many; whom is in the lines of the records. */
static gboolean
journal (const IsgImport *import, GError **error)
{
  g_autofree char *detail
    = g_strdup_printf ("{\"kind\":\"%s\",\"new\":%u,\"updated\":%u,\"same\":%u,\"to_mend\":%u,"
                       "\"skipped\":%u}",
                       isg_kind_id (import->kind),
                       import->counts[ISG_IMPORT_NEW],
                       import->counts[ISG_IMPORT_UPDATE],
                       import->counts[ISG_IMPORT_SAME],
                       import->counts[ISG_IMPORT_MEND],
                       import->counts[ISG_IMPORT_SKIPPED]);

  return isg_store_journal (import->store, "import.done", import->workplace, 0, detail, error);
}

/* Saves up to a batch of rows from *@next on; the line of the journal goes with the last one. */
static gboolean
save_batch (IsgImport *import, guint *next, guint *out_n, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (import->store, error);
  guint i = *next;
  guint n = 0;

  if (transaction == NULL)
    return FALSE;
  for (; i < import->rows->len && n < BATCH; i++) {
    IsgImportRow *row = g_ptr_array_index (import->rows, i);

    if (!is_taken (row))
      continue;
    if (!isg_store_record_save (import->store, row->record, NULL, error))
      return FALSE;
    n++;
  }
  if ((i == import->rows->len && !journal (import, error))
      || !isg_transaction_commit (transaction, error))
    return FALSE;
  *next = i;
  *out_n += n;
  return TRUE;
}

gboolean
isg_import_run (IsgImport *import, guint *out_n, GError **error)
{
  guint next = 0;

  *out_n = 0;
  do
    if (!save_batch (import, &next, out_n, error))
      return FALSE;
  while (next < import->rows->len);
  return TRUE;
}
