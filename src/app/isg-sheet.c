/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-sheet.h"

#include <glib/gi18n.h>

typedef struct {
  GtkButton *cancel_button; /* (unowned) */
  GtkWidget *act_button;    /* (unowned) */
  GtkLabel *act_label;      /* (unowned) */
  GtkWidget *error_box;     /* (unowned): a revealer */
  GtkLabel *error_label;    /* (unowned) */
  GtkWidget *progress_box;  /* (unowned) */
  GtkLabel *progress_label;
  GtkProgressBar *progress;
  AdwBin *content;
  char *act_name;
  gboolean act_sensitive;
  gboolean finished;
} IsgSheetPrivate;

enum {
  PROP_0,
  PROP_ACT_LABEL,
  PROP_ACT_NAME,
  PROP_ACT_SENSITIVE,
  N_PROPS,
};

enum {
  ACT,
  CANCELLED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (IsgSheet, isg_sheet, ADW_TYPE_WINDOW)

static IsgSheetPrivate *
get_private (IsgSheet *self)
{
  return isg_sheet_get_instance_private (self);
}

static void
act_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  IsgSheet *self = ISG_SHEET (widget);

  if (gtk_widget_get_visible (get_private (self)->act_button))
    g_signal_emit (self, signals[ACT], 0);
}

static void
cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
isg_sheet_close_request (GtkWindow *window)
{
  IsgSheet *self = ISG_SHEET (window);
  IsgSheetPrivate *priv = get_private (self);

  if (!priv->finished) {
    priv->finished = TRUE;
    g_signal_emit (self, signals[CANCELLED], 0);
  }
  return GTK_WINDOW_CLASS (isg_sheet_parent_class)->close_request (window);
}

void
isg_sheet_finish (IsgSheet *self)
{
  g_return_if_fail (ISG_IS_SHEET (self));

  get_private (self)->finished = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

void
isg_sheet_set_content (IsgSheet *self, GtkWidget *content)
{
  g_return_if_fail (ISG_IS_SHEET (self));

  adw_bin_set_child (get_private (self)->content, content);
}

void
isg_sheet_set_act_sensitive (IsgSheet *self, gboolean sensitive)
{
  IsgSheetPrivate *priv;

  g_return_if_fail (ISG_IS_SHEET (self));

  priv = get_private (self);
  if (priv->act_sensitive == !!sensitive)
    return;
  priv->act_sensitive = !!sensitive;
  /* Button and key alike. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.act", sensitive);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACT_SENSITIVE]);
}

/* The button's words are a child of its own, so that its accessible name stays (ui.md 6.1). */
void
isg_sheet_set_act_label (IsgSheet *self, const char *label)
{
  IsgSheetPrivate *priv;

  g_return_if_fail (ISG_IS_SHEET (self));

  priv = get_private (self);
  gtk_label_set_label (priv->act_label, label != NULL ? label : "");
  gtk_widget_set_visible (priv->act_button, label != NULL && *label != '\0');
  /* What only shows something is closed, not cancelled. */
  gtk_button_set_label (priv->cancel_button,
                        gtk_widget_get_visible (priv->act_button)
                        ? _ ("Cancel")
                        : _ ("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->act_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  priv->act_name != NULL ? priv->act_name : label,
                                  -1);
}

void
isg_sheet_set_error (IsgSheet *self, const char *text)
{
  IsgSheetPrivate *priv;

  g_return_if_fail (ISG_IS_SHEET (self));

  priv = get_private (self);
  gtk_revealer_set_reveal_child (GTK_REVEALER (priv->error_box), text != NULL);
  gtk_label_set_label (priv->error_label, text != NULL ? text : "");
}

void
isg_sheet_set_progress (IsgSheet *self, const char *text, double fraction)
{
  IsgSheetPrivate *priv;

  g_return_if_fail (ISG_IS_SHEET (self));

  priv = get_private (self);
  gtk_widget_set_visible (priv->progress_box, text != NULL);
  gtk_label_set_label (priv->progress_label, text != NULL ? text : "");
  gtk_progress_bar_set_fraction (priv->progress, fraction);
}

static void
isg_sheet_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IsgSheetPrivate *priv = get_private (ISG_SHEET (object));

  switch (id) {
  case PROP_ACT_LABEL:
    g_value_set_string (value, gtk_label_get_label (priv->act_label));
    break;
  case PROP_ACT_NAME:
    g_value_set_string (value, priv->act_name);
    break;
  case PROP_ACT_SENSITIVE:
    g_value_set_boolean (value, priv->act_sensitive);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_sheet_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  IsgSheet *self = ISG_SHEET (object);

  switch (id) {
  case PROP_ACT_LABEL:
    isg_sheet_set_act_label (self, g_value_get_string (value));
    break;
  case PROP_ACT_NAME:
    g_free (get_private (self)->act_name);
    get_private (self)->act_name = g_value_dup_string (value);
    break;
  case PROP_ACT_SENSITIVE:
    isg_sheet_set_act_sensitive (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_sheet_constructed (GObject *object)
{
  G_OBJECT_CLASS (isg_sheet_parent_class)->constructed (object);

  /* Both are known only now. */
  isg_sheet_set_act_label (ISG_SHEET (object),
                           gtk_label_get_label (get_private (ISG_SHEET (object))->act_label));
}

static void
isg_sheet_finalize (GObject *object)
{
  g_free (get_private (ISG_SHEET (object))->act_name);
  G_OBJECT_CLASS (isg_sheet_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  props[PROP_ACT_LABEL] = g_param_spec_string ("act-label",
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_ACT_NAME]
    = g_param_spec_string ("act-name",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_ACT_SENSITIVE]
    = g_param_spec_boolean ("act-sensitive",
                            NULL,
                            NULL,
                            TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
install_signals (IsgSheetClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[ACT] = g_signal_new ("act",
                               type,
                               G_SIGNAL_RUN_FIRST,
                               G_STRUCT_OFFSET (IsgSheetClass, act),
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
  signals[CANCELLED] = g_signal_new ("cancelled",
                                     type,
                                     G_SIGNAL_RUN_FIRST,
                                     G_STRUCT_OFFSET (IsgSheetClass, cancelled),
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     0);
}

/* Who still holds a sheet that is gone (a task under way) may let go of it after the window is gone
 * too: GTK 4.8 forgets the parent of a window that was destroyed with it only by chance. */
static void
isg_sheet_unmap (GtkWidget *widget)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  GTK_WIDGET_CLASS (isg_sheet_parent_class)->unmap (widget);
  if (parent != NULL && gtk_widget_in_destruction (GTK_WIDGET (parent)))
    gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
  else
    gtk_window_set_destroy_with_parent (GTK_WINDOW (widget), FALSE);
}

static void
isg_sheet_class_init (IsgSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = isg_sheet_get_property;
  object_class->set_property = isg_sheet_set_property;
  object_class->constructed = isg_sheet_constructed;
  object_class->finalize = isg_sheet_finalize;
  widget_class->unmap = isg_sheet_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = isg_sheet_close_request;
  install_properties (object_class);
  install_signals (klass);

  gtk_widget_class_install_action (widget_class, "sheet.act", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "sheet.cancel", NULL, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sheet.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "sheet.act",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_KP_Enter,
                                       GDK_CONTROL_MASK,
                                       "sheet.act",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/sheet.ui");
  gtk_widget_class_bind_template_child_private (widget_class, IsgSheet, cancel_button);
  gtk_widget_class_bind_template_child_private (widget_class, IsgSheet, act_button);
  gtk_widget_class_bind_template_child_private (widget_class, IsgSheet, act_label);
  gtk_widget_class_bind_template_child_private (widget_class, IsgSheet, error_box);
  gtk_widget_class_bind_template_child_private (widget_class, IsgSheet, error_label);
  gtk_widget_class_bind_template_child_private (widget_class, IsgSheet, progress_box);
  gtk_widget_class_bind_template_child_private (widget_class, IsgSheet, progress_label);
  gtk_widget_class_bind_template_child_private (widget_class, IsgSheet, progress);
  gtk_widget_class_bind_template_child_private (widget_class, IsgSheet, content);
}

static void
isg_sheet_init (IsgSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  get_private (self)->act_sensitive = TRUE;
}

IsgSheet *
isg_sheet_new (GtkWindow *parent, const char *title, const char *act_label, const char *act_name)
{
  return g_object_new (ISG_TYPE_SHEET,
                       "transient-for",
                       parent,
                       "title",
                       title,
                       "act-name",
                       act_name,
                       "act-label",
                       act_label,
                       NULL);
}
