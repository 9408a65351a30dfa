/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-scale.h"

#include <glib/gi18n.h>

struct _IsgRiskScale {
  AdwPreferencesRow parent_instance;

  const IsgRiskFactor *factor; /* the pack's */
  IsgLanguage language;
  GtkBox *box;       /* (unowned): words and toggles */
  GtkLabel *title;   /* (unowned) */
  GtkLabel *meaning; /* (unowned) */
  GtkBox *toggles;   /* (unowned) */
  GPtrArray *values; /* (element-type GtkToggleButton) (unowned) */
  int chosen;        /* or -1 */
  gboolean quiet;
};

enum {
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRiskScale, isg_risk_scale, ADW_TYPE_PREFERENCES_ROW)

GtkWidget *
isg_risk_scale_toggle (IsgRiskScale *self, guint index)
{
  g_return_val_if_fail (ISG_IS_RISK_SCALE (self), NULL);
  g_return_val_if_fail (index < self->values->len, NULL);

  return g_ptr_array_index (self->values, index);
}

static char *
meaning_of (IsgRiskScale *self, guint index)
{
  return g_strdup_printf ("%s · %s",
                          isg_risk_factor_name (self->factor, index, self->language),
                          isg_risk_factor_meaning (self->factor, index, self->language));
}

static void
update (IsgRiskScale *self)
{
  gboolean quiet = self->quiet;
  g_autofree char *meaning = self->chosen >= 0 ? meaning_of (self, (guint) self->chosen)
                                               /* Translators: of three rows of numbers. */
                                               : g_strdup (_ ("Choose a value"));

  self->quiet = TRUE;
  for (guint i = 0; i < self->values->len; i++) {
    GtkWidget *toggle = g_ptr_array_index (self->values, i);

    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), (int) i == self->chosen);
    if (!gtk_widget_has_focus (toggle))
      gtk_widget_set_focusable (toggle, (int) i == MAX (self->chosen, 0));
  }
  gtk_label_set_label (self->meaning, meaning);
  self->quiet = quiet;
}

void
isg_risk_scale_choose (IsgRiskScale *self, int index)
{
  g_return_if_fail (ISG_IS_RISK_SCALE (self));

  self->chosen = index;
  update (self);
}

void
isg_risk_scale_grab (IsgRiskScale *self)
{
  GtkWidget *toggle;

  g_return_if_fail (ISG_IS_RISK_SCALE (self));

  toggle = isg_risk_scale_toggle (self, (guint) MAX (self->chosen, 0));
  gtk_widget_set_focusable (toggle, TRUE);
  gtk_widget_grab_focus (toggle);
  update (self);
}

static void
pick (IsgRiskScale *self, int index, gboolean with_focus)
{
  isg_risk_scale_choose (self, index);
  if (with_focus)
    isg_risk_scale_grab (self);
  g_signal_emit (self, signals[PICKED], 0, index);
}

static void
toggled_cb (GtkToggleButton *toggle, IsgRiskScale *self)
{
  guint index = 0;

  if (!self->quiet && g_ptr_array_find (self->values, toggle, &index))
    pick (self, (int) index, FALSE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        IsgRiskScale *self)
{
  int last = (int) self->values->len - 1;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  if (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete)
    pick (self, -1, TRUE);
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    pick (self, CLAMP (self->chosen - 1, 0, last), TRUE);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    pick (self, CLAMP (self->chosen + 1, 0, last), TRUE);
  else
    return FALSE;
  return TRUE;
}

void
isg_risk_scale_set_narrow (IsgRiskScale *self, gboolean narrow)
{
  g_return_if_fail (ISG_IS_RISK_SCALE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->toggles), narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
}

/* ---- building ---- */

static void
isg_risk_scale_finalize (GObject *object)
{
  g_ptr_array_unref (ISG_RISK_SCALE (object)->values);
  G_OBJECT_CLASS (isg_risk_scale_parent_class)->finalize (object);
}

static void
isg_risk_scale_class_init (IsgRiskScaleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_risk_scale_finalize;
  signals[PICKED] = g_signal_new ("picked",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_INT);
}

static GtkWidget *
words_new (IsgRiskScale *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0F, "wrap", TRUE, NULL);
  self->meaning = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0F, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->meaning), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->meaning), "dim-label");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->meaning));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

static void
isg_risk_scale_init (IsgRiskScale *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->values = g_ptr_array_new ();
  self->chosen = -1;
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  self->toggles = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "field-box");
  gtk_widget_add_css_class (GTK_WIDGET (self->toggles), "linked");
  gtk_widget_set_valign (GTK_WIDGET (self->toggles), GTK_ALIGN_CENTER);
  gtk_box_append (self->box, words_new (self));
  gtk_box_append (self->box, GTK_WIDGET (self->toggles));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->toggles), keys);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->box));
}

static void
add_value (IsgRiskScale *self, guint index, const char *title)
{
  g_autofree char *number
    = isg_risk_method_number (isg_risk_factor_value (self->factor, index), self->language);
  g_autofree char *name = g_strdup_printf ("%s %s", title, number);
  g_autofree char *meaning = meaning_of (self, index);
  GtkWidget *toggle = gtk_toggle_button_new_with_label (number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (toggle, meaning);
  gtk_widget_add_css_class (toggle, "risk-value");
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (self->toggles, toggle);
  g_ptr_array_add (self->values, toggle);
}

GtkWidget *
isg_risk_scale_new (const IsgRiskFactor *factor, IsgLanguage language)
{
  IsgRiskScale *self = g_object_new (ISG_TYPE_RISK_SCALE, NULL);
  g_autofree char *title = g_strdup_printf ("%s (%s)",
                                            isg_risk_factor_label (factor, language),
                                            isg_risk_factor_symbol (factor, language));

  self->factor = factor;
  self->language = language;
  gtk_label_set_label (self->title, title);
  for (guint i = 0; i < isg_risk_factor_n_values (factor); i++)
    add_value (self, i, title);
  update (self);
  return GTK_WIDGET (self);
}
