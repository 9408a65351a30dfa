/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-bar.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"

struct _IsgRecordBar {
  GtkBox parent_instance;

  IsgRecordSession *session; /* (owned) */
  GtkImage *icon;
  GtkLabel *keeping;
  GtkButton *missing;
  GtkLabel *missing_label;
  GtkButton *main;
  char *main_label; /* (nullable): instead of what the kind says */
};

enum {
  MISSING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRecordBar, isg_record_bar, GTK_TYPE_BOX)

GtkWidget *
isg_record_bar_missing_button (IsgRecordBar *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_BAR (self), NULL);

  return GTK_WIDGET (self->missing);
}

static char *
keeping_text (IsgRecordBar *self, const char **out_icon)
{
  const GError *error = NULL;
  g_autofree char *detail = NULL;
  gint64 time = 0;

  *out_icon = NULL;
  switch (isg_record_session_keeping (self->session, &time, &error)) {
  case ISG_KEEPING_WRITING:
    return g_strdup (_ ("Writing…"));
  case ISG_KEEPING_KEPT:
    *out_icon = "object-select-symbolic";
    detail = isg_i18n_clock_time (time);
    /* Translators: %s is a time of day. */
    return g_strdup_printf (_ ("Draft kept %s"), detail);
  case ISG_KEEPING_FAILED:
    *out_icon = "dialog-warning-symbolic";
    detail = isg_error_text (error);
    /* Translators: %s is why, a sentence. */
    return g_strdup_printf (_ ("Could not be kept: %s Your text is still on the screen."), detail);
  case ISG_KEEPING_NOTHING:
  default:
    return g_strdup ("");
  }
}

static void
update_keeping (IsgRecordBar *self)
{
  const char *icon;
  g_autofree char *text = keeping_text (self, &icon);

  gtk_label_set_label (self->keeping, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->keeping), text);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  gtk_image_set_from_icon_name (self->icon, icon);
}

void
isg_record_bar_say (IsgRecordBar *self, const char *text)
{
  g_return_if_fail (ISG_IS_RECORD_BAR (self));

  gtk_label_set_label (self->keeping, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->keeping), text);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  gtk_image_set_from_icon_name (self->icon, "dialog-warning-symbolic");
}

static char *
missing_text (guint n)
{
  if (n == 0)
    return g_strdup (_ ("Nothing missing"));
  /* Translators: places of a form that are still to be filled. */
  return g_strdup_printf (ngettext ("%u missing", "%u missing", n), n);
}

static void
update_buttons (IsgRecordBar *self)
{
  const IsgFormView *view = isg_record_session_view (self->session);
  gboolean loaded = isg_record_session_is_loaded (self->session);
  g_autofree char *missing = missing_text (view->n_missing);

  gtk_label_set_label (self->missing_label, missing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->missing),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  missing,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), loaded);
  if (self->main_label == NULL)
    gtk_button_set_label (self->main,
                          view->sends
                          ? _ ("Finish and put up for signing")
                          : _ ("Complete"));
  gtk_widget_set_visible (GTK_WIDGET (self->main), loaded && view->editable);
}

static void
missing_cb (IsgRecordBar *self)
{
  g_signal_emit (self, signals[MISSING], 0);
}

void
isg_record_bar_add (IsgRecordBar *self, GtkWidget *button)
{
  g_return_if_fail (ISG_IS_RECORD_BAR (self));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_insert_child_after (GTK_BOX (self), button, GTK_WIDGET (self->missing));
}

void
isg_record_bar_set_main (IsgRecordBar *self, const char *label, const char *name)
{
  g_return_if_fail (ISG_IS_RECORD_BAR (self));

  g_free (self->main_label);
  self->main_label = g_strdup (label);
  gtk_button_set_label (self->main, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->main),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static void
isg_record_bar_finalize (GObject *object)
{
  g_free (ISG_RECORD_BAR (object)->main_label);
  G_OBJECT_CLASS (isg_record_bar_parent_class)->finalize (object);
}

static void
isg_record_bar_dispose (GObject *object)
{
  g_clear_object (&ISG_RECORD_BAR (object)->session);
  G_OBJECT_CLASS (isg_record_bar_parent_class)->dispose (object);
}

static void
isg_record_bar_class_init (IsgRecordBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_record_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_record_bar_finalize;
  signals[MISSING] = g_signal_new ("missing",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/record-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgRecordBar, icon);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordBar, keeping);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordBar, missing);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordBar, missing_label);
  gtk_widget_class_bind_template_child (widget_class, IsgRecordBar, main);
}

static void
isg_record_bar_init (IsgRecordBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->missing,
                           "clicked",
                           G_CALLBACK (missing_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

IsgRecordBar *
isg_record_bar_new (IsgRecordSession *session)
{
  IsgRecordBar *self = g_object_new (ISG_TYPE_RECORD_BAR, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "kept", G_CALLBACK (update_keeping), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "viewed", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "loaded", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  update_keeping (self);
  update_buttons (self);
  return self;
}
