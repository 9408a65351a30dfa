/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-keep-file.h"
#include "print/isg-paper.h"

G_BEGIN_DECLS

/**
 * IsgPaperMake:
 * @store: the store, in its thread
 * @data: as given
 * @leaves: whether it is kept or printed; %FALSE for the preview
 * @error: what went wrong
 *
 * Returns: (transfer full): the document, not laid out yet, or %NULL with @error
 */
typedef IsgPaper *(*IsgPaperMake) (IsgStore *store, gpointer data, gboolean leaves, GError **error);

/**
 * IsgPaperChoice:
 *
 * One of the papers that can be printed.
 */
typedef struct {
  const char *label; /* msgid */
  IsgPaperMake make;
} IsgPaperChoice;

/**
 * IsgPaperWish:
 *
 * What is to be printed.
 */
typedef struct {
  const char *title;            /* of the sheet */
  const char *stem;             /* how files begin: "isg-alindi"; names no person */
  const IsgPaperChoice *papers; /* (array length=n_papers): at least one; outlives the sheet */
  guint n_papers;
  gpointer data;                        /* (nullable): for the papers; taken over */
  GDestroyNotify data_free;             /* (nullable): frees @data; may run in any thread */
  const char *other_label;              /* (nullable): of a button for another file */
  IsgKeepFile (*other) (gpointer data); /* (nullable): that file */
  void (*printed) (
    gpointer printed_data);    /* (nullable): once it went to the printer; main thread */
  gpointer printed_data;       /* (nullable): for @printed; taken over */
  GDestroyNotify printed_free; /* (nullable): frees @printed_data */
} IsgPaperWish;

/**
 * isg_paper_sheet_open:
 * @context: the context
 * @window: the window
 * @wish: what is to be printed; its data is taken over
 *
 * The papers with a preview of the chosen one, "PDF kaydet…" and "Yazdır…"; Enter prints.
 *
 * Thread: main.  Source: ui.md 3.12.
 *
 * Returns: (transfer none): the sheet
 */
GtkWidget *isg_paper_sheet_open (IsgContext *context, IsgWindow *window, const IsgPaperWish *wish);

/**
 * isg_paper_sheet_file:
 * @sheet: an open sheet
 *
 * Thread: main.
 *
 * Returns: the chosen paper as a PDF file, for isg_keep_file_ask (); its data is the caller's
 */
IsgKeepFile isg_paper_sheet_file (GtkWidget *sheet);

/**
 * isg_paper_sheet_set_export:
 * @sheet: an open sheet
 * @path: (nullable): a file that takes the place of the printer, without a dialog; for tests
 *
 * Thread: main.
 */
void isg_paper_sheet_set_export (GtkWidget *sheet, const char *path);

G_END_DECLS
