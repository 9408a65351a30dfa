/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-paper-view.h"

#include <glib/gi18n.h>

#include "app/isg-text-scale.h"

/* As large as it may ask for; it is given what there is. */
#define WIDTH  360
#define HEIGHT 420

struct _IsgPaperView {
  GtkBox parent_instance;

  GtkWidget *area;  /* (unowned) */
  GtkWidget *steps; /* (unowned) */
  GtkWidget *back;  /* (unowned) */
  GtkWidget *forth; /* (unowned) */
  GtkLabel *where;  /* (unowned) */

  IsgPaper *paper; /* (owned) (nullable) */
  guint page;
};

G_DEFINE_FINAL_TYPE (IsgPaperView, isg_paper_view, GTK_TYPE_BOX)

static guint
n_pages (IsgPaperView *self)
{
  return self->paper != NULL ? isg_paper_n_pages (self->paper) : 0;
}

/* ---- drawing ---- */

/* Paper is white with black ink in the dark style too. */
static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  IsgPaperView *self = data;
  double scale = MIN (width / ISG_PAPER_WIDTH, height / ISG_PAPER_HEIGHT);

  cairo_translate (cr,
                   (width - ISG_PAPER_WIDTH * scale) / 2,
                   (height - ISG_PAPER_HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, ISG_PAPER_WIDTH, ISG_PAPER_HEIGHT);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (cr, 1 / scale);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (self->paper != NULL)
    isg_paper_draw (self->paper, self->page, cr);
}

static void
show_page (IsgPaperView *self)
{
  guint n = n_pages (self);
  /* Translators: which page of how many. */
  g_autofree char *words
    = n > 0 ? g_strdup_printf (_ ("Page %u / %u"), self->page + 1, n) : g_strdup ("");

  gtk_label_set_label (self->where, words);
  gtk_widget_set_visible (self->steps, n > 0);
  gtk_widget_set_visible (self->back, n > 1);
  gtk_widget_set_visible (self->forth, n > 1);
  gtk_widget_set_sensitive (self->back, self->page > 0);
  gtk_widget_set_sensitive (self->forth, self->page + 1 < n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *words != '\0' ? words : _ ("Working…"), -1);
  gtk_widget_queue_draw (self->area);
}

/* ---- stepping ---- */

static void
step (IsgPaperView *self, int by)
{
  guint n = n_pages (self);

  if (by < 0 && self->page > 0)
    self->page--;
  else if (by > 0 && self->page + 1 < n)
    self->page++;
  show_page (self);
}

static void
back_cb (IsgPaperView *self)
{
  step (self, -1);
}

static void
forth_cb (IsgPaperView *self)
{
  step (self, 1);
}

static gboolean
step_key_cb (GtkWidget *widget, GVariant *by, gpointer data)
{
  step (ISG_PAPER_VIEW (widget), g_variant_get_int32 (by));
  return TRUE;
}

static GtkWidget *
make_step (IsgPaperView *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (button, name);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->steps), button);
  return button;
}

/* ---- the class ---- */

static void
isg_paper_view_finalize (GObject *object)
{
  isg_paper_free (ISG_PAPER_VIEW (object)->paper);
  G_OBJECT_CLASS (isg_paper_view_parent_class)->finalize (object);
}

static void
isg_paper_view_class_init (IsgPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_paper_view_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, step_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, step_key_cb, "i", 1);
}

static void
isg_paper_view_init (IsgPaperView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->area = g_object_new (GTK_TYPE_DRAWING_AREA,
                             "accessible-role",
                             GTK_ACCESSIBLE_ROLE_IMG,
                             "content-width",
                             isg_scaled (WIDTH),
                             "content-height",
                             isg_scaled (HEIGHT),
                             "hexpand",
                             TRUE,
                             "vexpand",
                             TRUE,
                             NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  gtk_box_append (GTK_BOX (self), self->area);

  self->steps = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->steps, GTK_ALIGN_CENTER);
  self->back = make_step (self, "go-previous-symbolic", _ ("Previous page"), G_CALLBACK (back_cb));
  self->where = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->where), "numeric");
  gtk_box_append (GTK_BOX (self->steps), GTK_WIDGET (self->where));
  self->forth = make_step (self, "go-next-symbolic", _ ("Next page"), G_CALLBACK (forth_cb));
  gtk_box_append (GTK_BOX (self), self->steps);
  show_page (self);
}

GtkWidget *
isg_paper_view_new (void)
{
  return g_object_new (ISG_TYPE_PAPER_VIEW, NULL);
}

void
isg_paper_view_take (IsgPaperView *self, IsgPaper *paper)
{
  g_return_if_fail (ISG_IS_PAPER_VIEW (self));

  isg_paper_free (self->paper);
  self->paper = paper;
  self->page = 0;
  show_page (self);
}

guint
isg_paper_view_page (IsgPaperView *self, guint *out_n)
{
  g_return_val_if_fail (ISG_IS_PAPER_VIEW (self), 0);

  if (out_n != NULL)
    *out_n = n_pages (self);
  return self->page;
}
