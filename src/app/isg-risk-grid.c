/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-grid.h"

#include <glib/gi18n.h>

#include "app/isg-risk-view.h"
#include "app/isg-text-scale.h"
#include "rules/isg-sentence.h"

/* Source: ui.md 3.6. */
#define CELL_WIDTH        58
#define CELL_WIDTH_NARROW 46
#define CELL_HEIGHT       40

struct _IsgRiskGrid {
  AdwBin parent_instance;

  const IsgRiskMethod *method; /* the pack's */
  IsgLanguage language;
  GtkGrid *grid;    /* (unowned) */
  GPtrArray *cells; /* (element-type GtkToggleButton) (unowned): by the first factor, then second */
  guint n_first;
  guint n_second;
  int first; /* chosen, or -1 */
  int second;
  int digit; /* the first of two, as an index, or -1 */
  gboolean narrow;
  gboolean quiet;
};

enum {
  PICKED,
  TYPING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRiskGrid, isg_risk_grid, ADW_TYPE_BIN)

static const IsgRiskFactor *
factor (IsgRiskGrid *self, guint index)
{
  return g_ptr_array_index (isg_risk_method_factors (self->method), index);
}

GtkWidget *
isg_risk_grid_cell (IsgRiskGrid *self, guint first, guint second)
{
  g_return_val_if_fail (ISG_IS_RISK_GRID (self), NULL);
  g_return_val_if_fail (first < self->n_first && second < self->n_second, NULL);

  return g_ptr_array_index (self->cells, first * self->n_second + second);
}

/* ---- what is chosen ---- */

/* One tab stop: the chosen cell, or the first one. */
static void
update_cells (IsgRiskGrid *self)
{
  gboolean quiet = self->quiet;

  self->quiet = TRUE;
  for (guint i = 0; i < self->cells->len; i++) {
    GtkWidget *cell = g_ptr_array_index (self->cells, i);
    gboolean chosen = self->first >= 0 && self->second >= 0
                      && i == (guint) self->first * self->n_second + (guint) self->second;

    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (cell), chosen);
    if (!gtk_widget_has_focus (cell))
      gtk_widget_set_focusable (cell, chosen || (self->first < 0 && i == 0));
  }
  self->quiet = quiet;
}

void
isg_risk_grid_choose (IsgRiskGrid *self, int first, int second)
{
  g_return_if_fail (ISG_IS_RISK_GRID (self));

  self->first = second >= 0 ? first : -1;
  self->second = first >= 0 ? second : -1;
  self->digit = -1;
  update_cells (self);
}

void
isg_risk_grid_grab (IsgRiskGrid *self)
{
  GtkWidget *cell;

  g_return_if_fail (ISG_IS_RISK_GRID (self));

  cell = isg_risk_grid_cell (self, (guint) MAX (self->first, 0), (guint) MAX (self->second, 0));
  gtk_widget_set_focusable (cell, TRUE);
  gtk_widget_grab_focus (cell);
  update_cells (self);
}

static void
pick (IsgRiskGrid *self, int first, int second, gboolean with_focus)
{
  isg_risk_grid_choose (self, first, second);
  if (with_focus)
    isg_risk_grid_grab (self);
  g_signal_emit (self, signals[PICKED], 0, self->first, self->second);
}

/* A press on the chosen one leaves it chosen: blank is Backspace. */
static void
toggled_cb (GtkToggleButton *cell, IsgRiskGrid *self)
{
  guint index = 0;

  if (self->quiet || !g_ptr_array_find (self->cells, cell, &index))
    return;
  pick (self, (int) (index / self->n_second), (int) (index % self->n_second), FALSE);
}

/* ---- keys ---- */

static gboolean
take_digit (IsgRiskGrid *self, int index)
{
  if (index < 0 || index >= (int) (self->digit < 0 ? self->n_first : self->n_second))
    return FALSE;
  if (self->digit < 0) {
    self->digit = index;
    g_signal_emit (self, signals[TYPING], 0, index);
  } else
    pick (self, self->digit, index, TRUE);
  return TRUE;
}

static gboolean
walk (IsgRiskGrid *self, int first, int second)
{
  if (self->first < 0)
    pick (self, 0, 0, TRUE);
  else
    pick (self,
          CLAMP (self->first + first, 0, (int) self->n_first - 1),
          CLAMP (self->second + second, 0, (int) self->n_second - 1),
          TRUE);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        IsgRiskGrid *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  switch (keyval) {
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    return walk (self, 1, 0);
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    return walk (self, -1, 0);
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    return walk (self, 0, -1);
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    return walk (self, 0, 1);
  case GDK_KEY_BackSpace:
  case GDK_KEY_Delete:
    pick (self, -1, -1, TRUE);
    return TRUE;
  default:
    return take_digit (self, (int) gdk_keyval_to_unicode (keyval) - '1');
  }
}

/* ---- building ---- */

static char *
cell_name (IsgRiskGrid *self, guint first, guint second, const char *score)
{
  g_autofree char *upwards
    = isg_risk_method_number (isg_risk_factor_value (factor (self, 0), first), self->language);
  g_autofree char *across
    = isg_risk_method_number (isg_risk_factor_value (factor (self, 1), second), self->language);
  g_autofree char *lower
    = isg_sentence_lower (isg_risk_factor_label (factor (self, 1), self->language), self->language);

  /* Translators: a cell: "Probability 3, severity 4: score 12". */
  return g_strdup_printf (_ ("%s %s, %s %s: score %s"),
                             isg_risk_factor_label (factor (self, 0), self->language),
                             upwards,
                             lower,
                             across,
                             score);
}

static void
add_cell (IsgRiskGrid *self, guint first, guint second)
{
  IsgDecimal score;
  const IsgRiskLevel *level = isg_risk_view_cell_level (self->method, first, second, &score);
  g_autofree char *number = isg_risk_method_number (score, self->language);
  g_autofree char *name = cell_name (self, first, second, number);
  g_autofree char *css = g_strdup_printf ("risk-%s", isg_risk_level_id (level));
  GtkWidget *cell = gtk_toggle_button_new_with_label (number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (cell, "risk-cell");
  gtk_widget_add_css_class (cell, css);
  gtk_widget_set_tooltip_text (cell, isg_risk_level_label (level, self->language));
  g_signal_connect_object (cell, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_grid_attach (self->grid, cell, 1 + (int) second, (int) (self->n_first - 1 - first), 1, 1);
  g_ptr_array_add (self->cells, cell);
}

static GtkWidget *
axis_label (IsgRiskGrid *self, guint axis, guint index, const char *between)
{
  g_autofree char *number
    = isg_risk_method_number (isg_risk_factor_value (factor (self, axis), index), self->language);
  g_autofree char *text
    = g_strconcat (number,
                   between,
                   isg_risk_factor_name (factor (self, axis), index, self->language),
                   NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static void
add_axes (IsgRiskGrid *self)
{
  for (guint i = 0; i < self->n_first; i++) {
    GtkWidget *label = axis_label (self, 0, i, " ");

    gtk_label_set_xalign (GTK_LABEL (label), 1);
    gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
    gtk_grid_attach (self->grid, label, 0, (int) (self->n_first - 1 - i), 1, 1);
  }
  for (guint i = 0; i < self->n_second; i++) {
    GtkWidget *label = axis_label (self, 1, i, "\n");

    gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
    gtk_label_set_yalign (GTK_LABEL (label), 0);
    gtk_label_set_max_width_chars (GTK_LABEL (label), 8);
    gtk_grid_attach (self->grid, label, 1 + (int) i, (int) self->n_first, 1, 1);
  }
}

static void
update_sizes (gpointer object)
{
  IsgRiskGrid *self = object;
  int width = self->narrow ? CELL_WIDTH_NARROW : CELL_WIDTH;

  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_set_size_request (g_ptr_array_index (self->cells, i),
                                 isg_scaled (width),
                                 isg_scaled (CELL_HEIGHT));
}

void
isg_risk_grid_set_narrow (IsgRiskGrid *self, gboolean narrow)
{
  g_return_if_fail (ISG_IS_RISK_GRID (self));

  self->narrow = narrow;
  update_sizes (self);
}

static void
isg_risk_grid_finalize (GObject *object)
{
  g_ptr_array_unref (ISG_RISK_GRID (object)->cells);
  G_OBJECT_CLASS (isg_risk_grid_parent_class)->finalize (object);
}

static void
isg_risk_grid_class_init (IsgRiskGridClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_risk_grid_finalize;
  signals[PICKED] = g_signal_new ("picked",
                                  type,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_INT,
                                  G_TYPE_INT);
  signals[TYPING] = g_signal_new ("typing",
                                  type,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_INT);
}

static void
isg_risk_grid_init (IsgRiskGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cells = g_ptr_array_new ();
  self->first = self->second = self->digit = -1;
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 3);
  gtk_grid_set_column_spacing (self->grid, 3);
  gtk_widget_set_halign (GTK_WIDGET (self->grid), GTK_ALIGN_START);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
isg_risk_grid_new (const IsgRiskMethod *method, IsgLanguage language)
{
  IsgRiskGrid *self = g_object_new (ISG_TYPE_RISK_GRID, NULL);

  g_return_val_if_fail (isg_risk_method_factors (method)->len == 2, GTK_WIDGET (self));

  self->method = method;
  self->language = language;
  self->n_first = isg_risk_factor_n_values (factor (self, 0));
  self->n_second = isg_risk_factor_n_values (factor (self, 1));
  for (guint i = 0; i < self->n_first; i++)
    for (guint j = 0; j < self->n_second; j++)
      add_cell (self, i, j);
  add_axes (self);
  update_sizes (self);
  update_cells (self);
  isg_text_scale_watch (self, update_sizes);
  return GTK_WIDGET (self);
}
