/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "print/isg-paper.h"
#include "print/isg-qr.h"

G_BEGIN_DECLS

#define ISG_PAPER_COLUMNS 6
#define ISG_PAPER_MARGIN  56.7 /* points: 2 cm */
#define ISG_PAPER_INNER   (ISG_PAPER_WIDTH - 2 * ISG_PAPER_MARGIN)

/* What stands in one line of the page: up to six lines of layouts side by side, or a symbol. */
typedef struct {
  PangoLayout *layouts[ISG_PAPER_COLUMNS]; /* (owned) (nullable) */
  double x[ISG_PAPER_COLUMNS];
  guint index; /* line within each layout; one that has no such line has ended */
  guint n;
  IsgQr *qr; /* (owned) (nullable) */
  double height;
  double above;    /* left free before it, but at the top of a page */
  gboolean stays;  /* with the next line */
  gboolean shaded; /* a table's head */
  gboolean ruled;  /* a hair line above it */
} IsgPaperLine;

struct _IsgPaper {
  char *title;           /* (owned) */
  char *footer;          /* (owned) (nullable) */
  char *watermark;       /* (owned) (nullable) */
  PangoFontMap *fonts;   /* (owned) */
  PangoContext *context; /* (owned) */
  GPtrArray *lines;      /* (owned) (element-type IsgPaperLine) */
  GArray
    *starts; /* (owned) (nullable) (element-type guint): first line of each page; once laid out */
};

/**
 * isg_paper_layout:
 * @paper: a document
 * @font: "Cantarell 10"
 * @text: a text
 * @width: points; less than 0 for one line
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full): its layout
 */
PangoLayout *isg_paper_layout (IsgPaper *paper, const char *font, const char *text, double width);

G_END_DECLS
