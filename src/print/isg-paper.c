/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/isg-paper-private.h"

#define FONT_TEXT    "Cantarell, Noto Sans, DejaVu Sans 10"
#define FONT_LABEL   "Cantarell, Noto Sans, DejaVu Sans Bold 9"
#define FONT_HEADING "Cantarell, Noto Sans, DejaVu Sans Bold 12"
#define FONT_TITLE   "Cantarell, Noto Sans, DejaVu Sans Bold 16"
#define FONT_NOTE    "Cantarell, Noto Sans, DejaVu Sans 8"

#define LABEL_SHARE 0.34 /* of the width, for the label of a pair */
#define COLUMN_GAP  8.0
#define QR_SIDE     85.0 /* points: 3 cm */
#define FOOT        34.0 /* points that the footer takes */

static void
line_free (gpointer data)
{
  IsgPaperLine *line = data;

  for (guint i = 0; i < line->n; i++)
    g_clear_object (&line->layouts[i]);
  isg_qr_free (line->qr);
  g_free (line);
}

IsgPaper *
isg_paper_new (const char *title, const char *footer, const char *watermark)
{
  IsgPaper *paper = g_new0 (IsgPaper, 1);
  g_autoptr (PangoLayout) layout = NULL;

  paper->title = g_strdup (title);
  paper->footer = g_strdup (footer);
  paper->watermark = g_strdup (watermark);
  paper->fonts = pango_cairo_font_map_new ();
  paper->context = pango_font_map_create_context (paper->fonts);
  /* One unit is one point, whatever the screen's resolution. */
  pango_cairo_context_set_resolution (paper->context, 72);
  pango_context_set_language (paper->context, pango_language_from_string ("tr"));
  paper->lines = g_ptr_array_new_with_free_func (line_free);
  return paper;
}

void
isg_paper_free (IsgPaper *paper)
{
  if (paper == NULL)
    return;
  g_ptr_array_unref (paper->lines);
  g_clear_pointer (&paper->starts, g_array_unref);
  g_object_unref (paper->context);
  g_object_unref (paper->fonts);
  g_free (paper->title);
  g_free (paper->footer);
  g_free (paper->watermark);
  g_free (paper);
}

PangoLayout *
isg_paper_layout (IsgPaper *paper, const char *font, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (paper->context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  return layout;
}

/* ---- blocks ---- */

typedef struct {
  PangoLayout *layouts[ISG_PAPER_COLUMNS]; /* (owned by the lines that are made) */
  double x[ISG_PAPER_COLUMNS];
  guint n;
  double above;
  gboolean stays;
  gboolean shaded;
  gboolean ruled;
} Block;

static double
line_height (PangoLayout *layout, guint index)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, (int) index);
  PangoRectangle extents;

  if (line == NULL)
    return 0;
  pango_layout_line_get_extents (line, NULL, &extents);
  return (double) extents.height / PANGO_SCALE;
}

/* Each line of a block may begin a page; the layouts side by side break at the same lines. */
static void
add_block (IsgPaper *paper, Block *block)
{
  int n_lines = 1;

  g_return_if_fail (paper->starts == NULL);
  for (guint i = 0; i < block->n; i++)
    n_lines = MAX (n_lines, pango_layout_get_line_count (block->layouts[i]));
  for (guint index = 0; index < (guint) n_lines; index++) {
    IsgPaperLine *line = g_new0 (IsgPaperLine, 1);

    line->n = block->n;
    line->index = index;
    line->above = index == 0 ? block->above : 0;
    line->stays = block->stays;
    line->shaded = block->shaded;
    line->ruled = block->ruled && index == 0;
    for (guint i = 0; i < block->n; i++) {
      line->layouts[i] = g_object_ref (block->layouts[i]);
      line->x[i] = block->x[i];
      line->height = MAX (line->height, line_height (block->layouts[i], index));
    }
    g_ptr_array_add (paper->lines, line);
  }
  for (guint i = 0; i < block->n; i++)
    g_clear_object (&block->layouts[i]);
}

static void
add_plain (IsgPaper *paper, const char *font, const char *text, double above, gboolean stays)
{
  Block block = { .n = 1, .above = above, .stays = stays };

  block.layouts[0] = isg_paper_layout (paper, font, text, ISG_PAPER_INNER);
  add_block (paper, &block);
}

void
isg_paper_heading (IsgPaper *paper, const char *text)
{
  add_plain (paper, FONT_HEADING, text, 12, TRUE);
}

void
isg_paper_text (IsgPaper *paper, const char *text)
{
  add_plain (paper, FONT_TEXT, text, 4, FALSE);
}

void
isg_paper_note (IsgPaper *paper, const char *text)
{
  add_plain (paper, FONT_NOTE, text, 4, FALSE);
}

void
isg_paper_pair (IsgPaper *paper, const char *label, const char *value)
{
  Block block = { .n = 2, .above = 3 };
  double split = ISG_PAPER_INNER * LABEL_SHARE;

  block.layouts[0] = isg_paper_layout (paper, FONT_LABEL, label, split - COLUMN_GAP);
  block.layouts[1] = isg_paper_layout (paper, FONT_TEXT, value, ISG_PAPER_INNER - split);
  block.x[1] = split;
  add_block (paper, &block);
}

void
isg_paper_row (IsgPaper *paper, const char *const *cells, guint n, gboolean is_head)
{
  Block block = { .n = n, .above = 3, .stays = is_head, .shaded = is_head, .ruled = !is_head };
  double width = ISG_PAPER_INNER / n;

  g_return_if_fail (n >= 1 && n <= ISG_PAPER_COLUMNS);
  for (guint i = 0; i < n; i++) {
    block.layouts[i]
      = isg_paper_layout (paper, is_head ? FONT_LABEL : FONT_TEXT, cells[i], width - COLUMN_GAP);
    block.x[i] = width * i;
  }
  add_block (paper, &block);
}

void
isg_paper_gap (IsgPaper *paper)
{
  add_plain (paper, FONT_NOTE, "", 0, FALSE);
}

void
isg_paper_qr (IsgPaper *paper, const char *content, const char *caption)
{
  g_autoptr (IsgQr) qr = isg_qr_new (content);
  PangoLayout *beside;
  IsgPaperLine *line;

  g_return_if_fail (paper->starts == NULL);
  if (qr == NULL) {
    isg_paper_note (paper, caption);
    return;
  }
  line = g_new0 (IsgPaperLine, 1);
  line->qr = g_steal_pointer (&qr);
  line->height = QR_SIDE;
  line->above = 6;
  line->n = 1;
  beside = isg_paper_layout (paper, FONT_NOTE, caption, ISG_PAPER_INNER - QR_SIDE - 2 * COLUMN_GAP);
  line->layouts[0] = beside;
  line->x[0] = QR_SIDE + 2 * COLUMN_GAP;
  g_ptr_array_add (paper->lines, line);
}

/* ---- pages ---- */

static double
room_of (IsgPaper *paper, guint page)
{
  double room = ISG_PAPER_HEIGHT - 2 * ISG_PAPER_MARGIN - FOOT;
  g_autoptr (PangoLayout) title = NULL;
  int height;

  if (page > 0)
    return room;
  title = isg_paper_layout (paper, FONT_TITLE, paper->title, ISG_PAPER_INNER);
  pango_layout_get_size (title, NULL, &height);
  return room - (double) height / PANGO_SCALE - 10;
}

/* What must stand together from @first on: a line, and what follows a heading. */
static double
need_of (IsgPaper *paper, guint first)
{
  double need = 0;

  for (guint i = first; i < paper->lines->len; i++) {
    const IsgPaperLine *line = g_ptr_array_index (paper->lines, i);

    need += line->height + (i > first ? line->above : 0);
    if (!line->stays)
      break;
  }
  return need;
}

static void
lay_out (IsgPaper *paper)
{
  double left = room_of (paper, 0);
  gboolean top = TRUE;
  guint first = 0;

  if (paper->starts != NULL)
    return;
  paper->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (paper->starts, first);
  for (guint i = 0; i < paper->lines->len; i++) {
    const IsgPaperLine *line = g_ptr_array_index (paper->lines, i);
    double above = top ? 0 : line->above;

    if (!top && above + need_of (paper, i) > left) {
      g_array_append_val (paper->starts, i);
      left = room_of (paper, paper->starts->len - 1);
      above = 0;
    }
    left -= above + line->height;
    top = FALSE;
  }
}

guint
isg_paper_n_pages (IsgPaper *paper)
{
  lay_out (paper);
  return paper->starts->len;
}

/* ---- drawing ---- */

static void
draw_qr (const IsgQr *qr, double x, double y, cairo_t *cr)
{
  double module = QR_SIDE / (qr->size + 8); /* with its quiet zone of four modules */

  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (guint row = 0; row < qr->size; row++)
    for (guint column = 0; column < qr->size; column++)
      if (qr->dark[row * qr->size + column])
        cairo_rectangle (cr, x + (column + 4) * module, y + (row + 4) * module, module, module);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_layout_line (PangoLayout *layout, guint index, double x, double y, cairo_t *cr)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, (int) index);
  PangoRectangle extents;

  if (line == NULL)
    return;
  pango_layout_line_get_extents (line, NULL, &extents);
  cairo_move_to (cr, x, y - (double) extents.y / PANGO_SCALE);
  pango_cairo_show_layout_line (cr, line);
}

static void
draw_line (const IsgPaperLine *line, double y, cairo_t *cr)
{
  if (line->shaded) {
    cairo_set_source_rgb (cr, 0.92, 0.92, 0.92);
    cairo_rectangle (cr, ISG_PAPER_MARGIN - 3, y - 1, ISG_PAPER_INNER + 6, line->height + 2);
    cairo_fill (cr);
  }
  if (line->ruled) {
    cairo_set_source_rgb (cr, 0.75, 0.75, 0.75);
    cairo_set_line_width (cr, 0.4);
    cairo_move_to (cr, ISG_PAPER_MARGIN - 3, y - 1.5);
    cairo_line_to (cr, ISG_PAPER_MARGIN + ISG_PAPER_INNER + 3, y - 1.5);
    cairo_stroke (cr);
  }
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (line->qr != NULL) {
    draw_qr (line->qr, ISG_PAPER_MARGIN, y, cr);
    cairo_move_to (cr, ISG_PAPER_MARGIN + line->x[0], y + 12);
    pango_cairo_show_layout (cr, line->layouts[0]);
    return;
  }
  for (guint i = 0; i < line->n; i++)
    draw_layout_line (line->layouts[i], line->index, ISG_PAPER_MARGIN + line->x[i], y, cr);
}

static void
draw_watermark (IsgPaper *paper, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  if (paper->watermark == NULL)
    return;
  layout = isg_paper_layout (paper, "Cantarell, Noto Sans Bold 90", paper->watermark, -1);
  pango_layout_get_size (layout, &width, &height);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.93, 0.93, 0.93);
  cairo_translate (cr, ISG_PAPER_WIDTH / 2, ISG_PAPER_HEIGHT / 2);
  cairo_rotate (cr, -0.9);
  cairo_move_to (cr, -(double) width / PANGO_SCALE / 2, -(double) height / PANGO_SCALE / 2);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

static void
draw_foot (IsgPaper *paper, guint page, cairo_t *cr)
{
  double y = ISG_PAPER_HEIGHT - ISG_PAPER_MARGIN - 10;
  g_autofree char *number = g_strdup_printf ("%u/%u", page + 1, paper->starts->len);
  g_autoptr (PangoLayout) right = isg_paper_layout (paper, FONT_NOTE, number, -1);
  g_autoptr (PangoLayout) left
    = isg_paper_layout (paper, FONT_NOTE, paper->footer, ISG_PAPER_INNER - 60);
  int width;

  cairo_set_source_rgb (cr, 0.25, 0.25, 0.25);
  cairo_move_to (cr, ISG_PAPER_MARGIN, y);
  pango_cairo_show_layout (cr, left);
  pango_layout_get_size (right, &width, NULL);
  cairo_move_to (cr, ISG_PAPER_MARGIN + ISG_PAPER_INNER - (double) width / PANGO_SCALE, y);
  pango_cairo_show_layout (cr, right);
}

static double
draw_title (IsgPaper *paper, cairo_t *cr)
{
  g_autoptr (PangoLayout) title
    = isg_paper_layout (paper, FONT_TITLE, paper->title, ISG_PAPER_INNER);
  int height;

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, ISG_PAPER_MARGIN, ISG_PAPER_MARGIN);
  pango_cairo_show_layout (cr, title);
  pango_layout_get_size (title, NULL, &height);
  return (double) height / PANGO_SCALE + 10;
}

void
isg_paper_draw (IsgPaper *paper, guint page, cairo_t *cr)
{
  double y = ISG_PAPER_MARGIN;
  guint first, end;

  lay_out (paper);
  g_return_if_fail (page < paper->starts->len);
  first = g_array_index (paper->starts, guint, page);
  end = page + 1 < paper->starts->len ? g_array_index (paper->starts, guint, page + 1)
                                      : paper->lines->len;
  draw_watermark (paper, cr);
  if (page == 0)
    y += draw_title (paper, cr);
  for (guint i = first; i < end; i++) {
    const IsgPaperLine *line = g_ptr_array_index (paper->lines, i);

    y += i > first ? line->above : 0;
    draw_line (line, y, cr);
    y += line->height;
  }
  draw_foot (paper, page, cr);
}
