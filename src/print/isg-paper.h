/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define ISG_PAPER_WIDTH  595.28 /* points: A4 */
#define ISG_PAPER_HEIGHT 841.89

/**
 * IsgPaper:
 *
 * A printed document: blocks from top to bottom, laid out on numbered A4 pages. Blocks are added
 * first; the first question about pages lays them out, and nothing is added after it. The same
 * pages go to PDF, to the printer and to a preview.
 */
typedef struct _IsgPaper IsgPaper;

/**
 * isg_paper_new:
 * @title: stands at the top of the first page
 * @footer: (nullable): stands at the foot of each page, beside "page/pages"
 * @watermark: (nullable): stands across each page: "DENEME"
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full): an empty document
 */
IsgPaper *isg_paper_new (const char *title, const char *footer, const char *watermark);

/**
 * isg_paper_free:
 * @paper: (transfer full) (nullable): a document
 *
 * Thread: the caller's.
 */
void isg_paper_free (IsgPaper *paper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgPaper, isg_paper_free)

/**
 * isg_paper_heading:
 * @paper: a document
 * @text: a heading; it stays with what follows it
 *
 * Thread: the caller's.
 */
void isg_paper_heading (IsgPaper *paper, const char *text);

/**
 * isg_paper_text:
 * @paper: a document
 * @text: running text, lines broken by the page's width and at its own line ends
 *
 * Thread: the caller's.
 */
void isg_paper_text (IsgPaper *paper, const char *text);

/**
 * isg_paper_note:
 * @paper: a document
 * @text: text in small type
 *
 * Thread: the caller's.
 */
void isg_paper_note (IsgPaper *paper, const char *text);

/**
 * isg_paper_pair:
 * @paper: a document
 * @label: what is said
 * @value: what it is
 *
 * Thread: the caller's.
 */
void isg_paper_pair (IsgPaper *paper, const char *label, const char *value);

/**
 * isg_paper_row:
 * @paper: a document
 * @cells: (array length=n): texts of a row of a table
 * @n: 1 to 6; columns share the width evenly
 * @is_head: whether it names the columns
 *
 * Thread: the caller's.
 */
void isg_paper_row (IsgPaper *paper, const char *const *cells, guint n, gboolean is_head);

/**
 * isg_paper_gap:
 * @paper: a document
 *
 * Leaves half a line free.
 *
 * Thread: the caller's.
 */
void isg_paper_gap (IsgPaper *paper);

/**
 * isg_paper_qr:
 * @paper: a document
 * @content: what the symbol says
 * @caption: (nullable): stands beside it
 *
 * 3 cm square, not broken over pages. Where the content is too long for a symbol the caption stands
 * alone.
 *
 * Thread: the caller's.
 */
void isg_paper_qr (IsgPaper *paper, const char *content, const char *caption);

/**
 * isg_paper_n_pages:
 * @paper: a document
 *
 * Thread: the caller's.
 *
 * Returns: how many pages it has, at least one
 */
guint isg_paper_n_pages (IsgPaper *paper);

/**
 * isg_paper_draw:
 * @paper: a document
 * @page: below isg_paper_n_pages ()
 * @cr: where to; one unit is one point
 *
 * Thread: the caller's.
 */
void isg_paper_draw (IsgPaper *paper, guint page, cairo_t *cr);

/**
 * isg_paper_to_pdf:
 * @paper: a document
 * @error: %G_IO_ERROR when cairo could not write it
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full): a PDF file, or %NULL with @error
 */
GBytes *isg_paper_to_pdf (IsgPaper *paper, GError **error);

G_END_DECLS
