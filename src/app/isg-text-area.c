/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-text-area.h"

#include <glib/gi18n.h>

#include "app/isg-text-scale.h"
#include "base/isg-text.h"

/* Three and eight lines at 100 %. */
#define LEAST_HEIGHT 72
#define MOST_HEIGHT  184

struct _IsgTextArea {
  IsgField parent_instance;

  GtkScrolledWindow *scroller; /* (unowned) */
  GtkTextView *view;           /* (unowned) */
  GtkTextBuffer *buffer;       /* (unowned) */
  GtkLabel *count;             /* (unowned) */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (IsgTextArea, isg_text_area, ISG_TYPE_FIELD)

static char *
get_text (IsgTextArea *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
set_text (IsgTextArea *self, const char *text)
{
  g_autofree char *present = get_text (self);

  if (g_strcmp0 (present, text) == 0)
    return;
  self->quiet = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->quiet = FALSE;
}

static IsgValue *
isg_text_area_get_value (IsgField *field)
{
  g_autofree char *text = get_text (ISG_TEXT_AREA (field));
  g_autofree char *clean = isg_text_clean (text, -1);

  return clean != NULL && *clean != '\0' ? isg_value_new_text (clean) : NULL;
}

static void
isg_text_area_set_value (IsgField *field, IsgValue *value)
{
  g_autofree char *text = value != NULL ? isg_value_to_text (value) : NULL;

  set_text (ISG_TEXT_AREA (field), text != NULL ? text : "");
}

static void
update_count (IsgTextArea *self)
{
  const IsgFieldDef *def = isg_field_def (ISG_FIELD (self));
  int most = def != NULL ? (int) isg_field_def_max_length (def) : 0;
  int count = gtk_text_buffer_get_char_count (self->buffer);
  g_autofree char *text = g_strdup_printf ("%d / %d", count, most);

  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), most > 0 && count * 10 >= most * 8);
}

static void
changed_cb (IsgTextArea *self)
{
  update_count (self);
  if (!self->quiet)
    isg_field_emit_changed (ISG_FIELD (self));
}

static void
isg_text_area_constructed (GObject *object)
{
  IsgTextArea *self = ISG_TEXT_AREA (object);

  G_OBJECT_CLASS (isg_text_area_parent_class)->constructed (object);
  g_object_bind_property (self, "editable", self->view, "editable", G_BINDING_SYNC_CREATE);
}

static void
isg_text_area_class_init (IsgTextAreaClass *klass)
{
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = isg_text_area_constructed;
  field_class->get_value = isg_text_area_get_value;
  field_class->set_value = isg_text_area_set_value;
}

static void
isg_text_area_init (IsgTextArea *self)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (self->scroller, isg_scaled (LEAST_HEIGHT));
  gtk_scrolled_window_set_max_content_height (self->scroller, isg_scaled (MOST_HEIGHT));
  gtk_scrolled_window_set_propagate_natural_height (self->scroller, TRUE);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  gtk_widget_add_css_class (GTK_WIDGET (self->scroller), "text-area");
  self->count = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_halign (GTK_WIDGET (self->count), GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self->count), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_box_append (GTK_BOX (frame), GTK_WIDGET (self->scroller));
  gtk_box_append (GTK_BOX (frame), GTK_WIDGET (self->count));
  isg_field_set_input (ISG_FIELD (self), GTK_WIDGET (self->view), frame);

  g_signal_connect_object (self->buffer,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
