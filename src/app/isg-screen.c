/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-screen-private.h"

#include <glib/gi18n.h>

#include "app/isg-gate-banner.h"

typedef struct {
  AdwHeaderBar *header;
  GtkWidget *back;
  GtkWidget *sidebar;
  GtkWidget *search;
  GtkMenuButton *menu;
  AdwWindowTitle *window_title;
  IsgGateBanner *gate;
  AdwBin *content;

  IsgContext *context; /* (owned) (nullable): until the window has taken it */
  char *title;
  char *subtitle; /* (nullable) */
  IsgBand band;
  guint level;
  gboolean show_gate;
} IsgScreenPrivate;

enum {
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_BAND,
  PROP_LEVEL,
  N_PROPS,
};

enum {
  LEFT,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (IsgScreen, isg_screen, ADW_TYPE_BIN)

static IsgScreenPrivate *
get_private (IsgScreen *self)
{
  return isg_screen_get_instance_private (self);
}

static void
update_title (IsgScreen *self)
{
  IsgScreenPrivate *priv = get_private (self);
  gboolean sandbox = priv->context != NULL && isg_context_is_sandbox (priv->context);
  g_autofree char *subtitle = NULL;

  if (!sandbox)
    subtitle = g_strdup (priv->subtitle);
  else if (priv->subtitle == NULL || *priv->subtitle == '\0')
    subtitle = g_strdup (_ ("(TEST)"));
  else
    /* Translators: %s is a workplace; the mark says that this is the test environment. */
    subtitle = g_strdup_printf (_ ("(TEST) %s"), priv->subtitle);

  adw_window_title_set_title (priv->window_title, priv->title != NULL ? priv->title : "");
  adw_window_title_set_subtitle (priv->window_title, subtitle != NULL ? subtitle : "");
}

void
isg_screen_set_title (IsgScreen *self, const char *title, const char *subtitle)
{
  IsgScreenPrivate *priv;

  g_return_if_fail (ISG_IS_SCREEN (self));

  priv = get_private (self);
  g_free (priv->title);
  priv->title = g_strdup (title);
  g_free (priv->subtitle);
  priv->subtitle = g_strdup (subtitle);
  update_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUBTITLE]);
}

void
isg_screen_set_content (IsgScreen *self, GtkWidget *content)
{
  g_return_if_fail (ISG_IS_SCREEN (self));

  adw_bin_set_child (get_private (self)->content, content);
}

void
isg_screen_pack_start (IsgScreen *self, GtkWidget *child)
{
  g_return_if_fail (ISG_IS_SCREEN (self));

  adw_header_bar_pack_start (get_private (self)->header, child);
}

void
isg_screen_pack_end (IsgScreen *self, GtkWidget *child)
{
  g_return_if_fail (ISG_IS_SCREEN (self));

  adw_header_bar_pack_end (get_private (self)->header, child);
}

void
isg_screen_set_menu (IsgScreen *self, GMenuModel *menu, const char *name)
{
  IsgScreenPrivate *priv;

  g_return_if_fail (ISG_IS_SCREEN (self));

  priv = get_private (self);
  gtk_menu_button_set_menu_model (priv->menu, menu);
  gtk_widget_set_visible (GTK_WIDGET (priv->menu), menu != NULL);
  if (menu == NULL)
    return;
  gtk_widget_set_tooltip_text (GTK_WIDGET (priv->menu), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->menu),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

void
isg_screen_show_gate (IsgScreen *self, gboolean show)
{
  IsgScreenPrivate *priv;

  g_return_if_fail (ISG_IS_SCREEN (self));

  priv = get_private (self);
  priv->show_gate = show;
  isg_gate_banner_watch (priv->gate, show ? priv->context : NULL);
}

IsgBand
isg_screen_band (IsgScreen *self)
{
  g_return_val_if_fail (ISG_IS_SCREEN (self), ISG_BAND_WIDE);

  return get_private (self)->band;
}

/* ---- for the window ---- */

static void
update_buttons (IsgScreen *self)
{
  IsgScreenPrivate *priv = get_private (self);

  gtk_widget_set_visible (priv->back, priv->level > 0);
  gtk_widget_set_visible (priv->sidebar, priv->level == 0);
  gtk_widget_set_visible (priv->search, priv->level == 0);
}

void
isg_screen_attach (IsgScreen *self, IsgContext *context, guint level)
{
  IsgScreenPrivate *priv = get_private (self);

  g_set_object (&priv->context, context);
  if (priv->level != level) {
    priv->level = level;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LEVEL]);
  }
  update_buttons (self);
  update_title (self);
  isg_screen_show_gate (self, priv->show_gate);
}

void
isg_screen_set_band (IsgScreen *self, IsgBand band)
{
  IsgScreenPrivate *priv = get_private (self);

  if (priv->band == band)
    return;
  priv->band = band;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BAND]);
}

void
isg_screen_set_docked (IsgScreen *self, gboolean docked)
{
  adw_header_bar_set_show_start_title_buttons (get_private (self)->header, !docked);
}

void
isg_screen_set_trouble (IsgScreen *self, const char *sentence)
{
  isg_gate_banner_set_trouble (get_private (self)->gate, sentence);
}

void
isg_screen_leave (IsgScreen *self)
{
  IsgScreenClass *klass = ISG_SCREEN_GET_CLASS (self);

  if (klass->leave != NULL)
    klass->leave (self);
}

void
isg_screen_detach (IsgScreen *self)
{
  isg_screen_leave (self);
  g_signal_emit (self, signals[LEFT], 0);
}

void
isg_screen_focus_first (IsgScreen *self)
{
  IsgScreenClass *klass = ISG_SCREEN_GET_CLASS (self);

  if (klass->focus_first != NULL)
    klass->focus_first (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (get_private (self)->content), GTK_DIR_TAB_FORWARD);
}

gboolean
isg_screen_do (IsgScreen *self, IsgScreenAct act)
{
  IsgScreenClass *klass = ISG_SCREEN_GET_CLASS (self);
  void (*func) (IsgScreen *) = NULL;

  switch (act) {
  case ISG_SCREEN_FIND:
    func = klass->find;
    break;
  case ISG_SCREEN_FINISH:
    func = klass->finish;
    break;
  case ISG_SCREEN_ADD:
    func = klass->add;
    break;
  case ISG_SCREEN_PRINT:
    func = klass->print;
    break;
  default:
    g_assert_not_reached ();
  }
  if (func != NULL)
    func (self);
  return func != NULL;
}

/* ---- the class ---- */

static void
isg_screen_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IsgScreenPrivate *priv = get_private (ISG_SCREEN (object));

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, priv->title);
    break;
  case PROP_SUBTITLE:
    g_value_set_string (value, priv->subtitle);
    break;
  case PROP_BAND:
    g_value_set_int (value, (int) priv->band);
    break;
  case PROP_LEVEL:
    g_value_set_uint (value, priv->level);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_screen_dispose (GObject *object)
{
  g_clear_object (&get_private (ISG_SCREEN (object))->context);
  G_OBJECT_CLASS (isg_screen_parent_class)->dispose (object);
}

static void
isg_screen_finalize (GObject *object)
{
  IsgScreenPrivate *priv = get_private (ISG_SCREEN (object));

  g_free (priv->title);
  g_free (priv->subtitle);
  G_OBJECT_CLASS (isg_screen_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  /* An IsgBand. */
  props[PROP_BAND]
    = g_param_spec_int ("band", NULL, NULL, ISG_BAND_NARROW, ISG_BAND_WIDE, ISG_BAND_WIDE, flags);
  props[PROP_LEVEL] = g_param_spec_uint ("level", NULL, NULL, 0, 9, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
isg_screen_class_init (IsgScreenClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = isg_screen_get_property;
  object_class->dispose = isg_screen_dispose;
  object_class->finalize = isg_screen_finalize;
  install_properties (object_class);

  signals[LEFT] = g_signal_new ("left",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);

  g_type_ensure (ISG_TYPE_GATE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/screen.ui");
  gtk_widget_class_bind_template_child_private (widget_class, IsgScreen, header);
  gtk_widget_class_bind_template_child_private (widget_class, IsgScreen, back);
  gtk_widget_class_bind_template_child_private (widget_class, IsgScreen, sidebar);
  gtk_widget_class_bind_template_child_private (widget_class, IsgScreen, search);
  gtk_widget_class_bind_template_child_private (widget_class, IsgScreen, menu);
  gtk_widget_class_bind_template_child_private (widget_class, IsgScreen, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, IsgScreen, gate);
  gtk_widget_class_bind_template_child_private (widget_class, IsgScreen, content);
}

static void
isg_screen_init (IsgScreen *self)
{
  get_private (self)->band = ISG_BAND_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
}
