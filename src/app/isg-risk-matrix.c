/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-matrix.h"

#include <glib/gi18n.h>

#include "base/isg-i18n.h"

struct _IsgRiskMatrix {
  GtkBox parent_instance;

  const IsgRiskMethod *method; /* (nullable): the pack's */
  IsgValue *hazards;           /* (owned) (nullable) */
  IsgRiskWhen when;
  GtkToggleButton *toggles[2]; /* (unowned): by IsgRiskWhen */
  IsgPlot *plot;               /* (unowned) */
  GtkLabel *note;              /* (unowned): what is not in it */
};

enum {
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRiskMatrix, isg_risk_matrix, GTK_TYPE_BOX)

IsgPlot *
isg_risk_matrix_plot (IsgRiskMatrix *self)
{
  g_return_val_if_fail (ISG_IS_RISK_MATRIX (self), NULL);

  return self->plot;
}

static const IsgRiskFactor *
factor (const IsgRiskMethod *method, guint index)
{
  return g_ptr_array_index (isg_risk_method_factors (method), index);
}

/* ---- values ---- */

static IsgPlotTone
tone_of (const IsgRiskMethod *method, const IsgRiskLevel *level)
{
  guint least = 5 - MIN (isg_risk_method_levels (method)->len, 5);

  return (IsgPlotTone) MIN (ISG_PLOT_GRADE_1 + least + isg_risk_level_rank (level),
                            ISG_PLOT_GRADE_5);
}

static char *
axis_word (const IsgRiskFactor *axis, guint index, const char *between, IsgLanguage language)
{
  g_autofree char *number = isg_risk_method_number (isg_risk_factor_value (axis, index), language);

  return g_strconcat (number, between, isg_risk_factor_name (axis, index, language), NULL);
}

static void
set_axes (IsgPlotValues *values, const IsgRiskMethod *method, IsgLanguage language)
{
  g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();
  g_auto (GStrv) row_words = NULL;
  g_auto (GStrv) column_words = NULL;

  for (guint i = isg_risk_factor_n_values (factor (method, 0)); i-- > 0;) {
    g_autofree char *word = axis_word (factor (method, 0), i, " ", language);

    g_strv_builder_add (rows, word);
  }
  for (guint i = 0; i < isg_risk_factor_n_values (factor (method, 1)); i++) {
    g_autofree char *word = axis_word (factor (method, 1), i, "\n", language);

    g_strv_builder_add (columns, word);
  }
  row_words = g_strv_builder_end (rows);
  column_words = g_strv_builder_end (columns);
  isg_plot_values_set_axes (values,
                            (const char *const *) row_words,
                            (const char *const *) column_words,
                            isg_risk_factor_label (factor (method, 0), language),
                            isg_risk_factor_label (factor (method, 1), language));
}

/* "Skor 12, Orta: olasılık 3, şiddet 4" */
static char *
cell_name (const IsgRiskMethod *method, guint first, guint second, IsgLanguage language)
{
  IsgDecimal score;
  const IsgRiskLevel *level = isg_risk_view_cell_level (method, first, second, &score);
  g_autofree char *number = isg_risk_method_number (score, language);
  g_autofree char *up
    = isg_risk_method_number (isg_risk_factor_value (factor (method, 0), first), language);
  g_autofree char *across
    = isg_risk_method_number (isg_risk_factor_value (factor (method, 1), second), language);

  return g_strdup_printf ("%s %s × %s %s = %s · %s",
                          isg_risk_factor_symbol (factor (method, 0), language),
                          up,
                          isg_risk_factor_symbol (factor (method, 1), language),
                          across,
                          number,
                          isg_risk_level_label (level, language));
}

static void
add_cells (IsgPlotValues *values,
           const IsgRiskMethod *method,
           IsgValue *hazards,
           IsgRiskWhen when,
           IsgLanguage language)
{
  for (guint first = isg_risk_factor_n_values (factor (method, 0)); first-- > 0;)
    for (guint second = 0; second < isg_risk_factor_n_values (factor (method, 1)); second++) {
      guint n = isg_risk_view_cell (method, hazards, when, first, second);
      g_autofree char *id = g_strdup_printf ("%u %u", first, second);
      g_autofree char *name = cell_name (method, first, second, language);
      g_autofree char *label = n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");

      isg_plot_values_add (values,
                           n > 0 ? id : NULL,
                           label,
                           name,
                           tone_of (method, isg_risk_view_cell_level (method, first, second, NULL)),
                           n);
    }
  set_axes (values, method, language);
}

static void
add_levels (IsgPlotValues *values,
            const IsgRiskMethod *method,
            IsgValue *hazards,
            IsgRiskWhen when,
            IsgLanguage language)
{
  GPtrArray *levels = isg_risk_method_levels (method);
  g_autoptr (GArray) counts = isg_risk_view_levels (method, hazards, when);

  for (guint i = 0; i < levels->len; i++) {
    const IsgRiskLevel *level = g_ptr_array_index (levels, i);
    guint n = g_array_index (counts, guint, i);
    g_autofree char *limits = isg_risk_level_limits (level, language);
    g_autofree char *name
      = g_strdup_printf ("%s (%s)", isg_risk_level_label (level, language), limits);

    isg_plot_values_add (values,
                         n > 0 ? isg_risk_level_id (level) : NULL,
                         isg_risk_level_label (level, language),
                         name,
                         tone_of (method, level),
                         n);
  }
}

IsgPlotValues *
isg_risk_matrix_values (const IsgRiskMethod *method,
                        IsgValue *hazards,
                        IsgRiskWhen when,
                        IsgLanguage language)
{
  gboolean grid = isg_risk_method_factors (method)->len == 2;
  IsgPlotValues *values = isg_plot_values_new (grid ? ISG_PLOT_GRID : ISG_PLOT_BARS);

  (grid ? add_cells : add_levels) (values, method, hazards, when, language);
  return values;
}

/* ---- what is shown ---- */

static guint
count_unscored (IsgRiskMatrix *self)
{
  guint n = 0;

  for (guint i = 0; i < isg_value_n_groups (self->hazards); i++)
    n += isg_risk_method_row_level (self->method, isg_value_group (self->hazards, i), self->when)
         == NULL;
  return n;
}

static void
update (IsgRiskMatrix *self)
{
  IsgLanguage language = isg_i18n_language ();
  g_autoptr (IsgPlotValues) values = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *note = NULL;
  guint n;

  gtk_widget_set_visible (GTK_WIDGET (self->plot), self->method != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
  if (self->method == NULL) {
    gtk_label_set_label (self->note, _ ("Choose the method under “Team and document” first."));
    return;
  }
  values = isg_risk_matrix_values (self->method, self->hazards, self->when, language);
  counts = isg_risk_view_sentence (self->method, self->hazards, self->when, language);
  /* Translators: what a reader of the screen says of the plot; %s is "high 3, medium 9 …". */
  sentence = g_strdup_printf (_ ("Risk matrix: %s."), counts);
  isg_plot_set (self->plot, values, sentence);
  n = count_unscored (self);
  note = g_strdup_printf (ngettext ("%u hazard has no score here.",
                                    "%u hazards have no score here.",
                                    n),
                          n);
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), n > 0);
}

void
isg_risk_matrix_show (IsgRiskMatrix *self, const IsgRiskMethod *method, IsgValue *hazards)
{
  IsgValue *old;

  g_return_if_fail (ISG_IS_RISK_MATRIX (self));

  if (method == self->method && isg_value_equal (hazards, self->hazards))
    return;
  old = self->hazards;
  self->method = method;
  self->hazards = hazards != NULL ? isg_value_ref (hazards) : NULL;
  g_clear_pointer (&old, isg_value_unref);
  update (self);
}

void
isg_risk_matrix_set_when (IsgRiskMatrix *self, IsgRiskWhen when)
{
  g_return_if_fail (ISG_IS_RISK_MATRIX (self));

  gtk_toggle_button_set_active (self->toggles[when], TRUE);
}

/* ---- what is done ---- */

static void
toggled_cb (GtkToggleButton *toggle, IsgRiskMatrix *self)
{
  if (!gtk_toggle_button_get_active (toggle))
    return;
  self->when = toggle == self->toggles[ISG_RISK_AFTER] ? ISG_RISK_AFTER : ISG_RISK_BEFORE;
  update (self);
}

static gboolean
is_in (IsgRiskMatrix *self, guint row, const char *id)
{
  IsgFields *fields = isg_value_group (self->hazards, row);
  const IsgRiskLevel *level = isg_risk_method_row_level (self->method, fields, self->when);
  g_autofree char *cell = NULL;
  guint at[2];

  if (level == NULL || g_str_equal (isg_risk_level_id (level), id))
    return level != NULL;
  if (isg_risk_method_factors (self->method)->len != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++) {
    IsgValue *value
      = isg_fields_get (fields, isg_risk_factor_field (factor (self->method, i), self->when));

    if (!isg_risk_factor_find (factor (self->method, i), isg_value_decimal (value), &at[i]))
      return FALSE;
  }
  cell = g_strdup_printf ("%u %u", at[0], at[1]);
  return g_str_equal (cell, id);
}

static void
activated_cb (IsgRiskMatrix *self, const char *id)
{
  for (guint i = 0; i < isg_value_n_groups (self->hazards); i++)
    if (is_in (self, i, id)) {
      g_signal_emit (self, signals[OPEN], 0, i);
      return;
    }
}

/* ---- class ---- */

static void
isg_risk_matrix_finalize (GObject *object)
{
  g_clear_pointer (&ISG_RISK_MATRIX (object)->hazards, isg_value_unref);
  G_OBJECT_CLASS (isg_risk_matrix_parent_class)->finalize (object);
}

static void
isg_risk_matrix_class_init (IsgRiskMatrixClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_risk_matrix_finalize;
  signals[OPEN] = g_signal_new ("open",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_UINT);
}

static void
add_toggle (IsgRiskMatrix *self, GtkWidget *box, IsgRiskWhen when, const char *label)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (label);

  self->toggles[when] = GTK_TOGGLE_BUTTON (toggle);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (box), toggle);
}

static void
isg_risk_matrix_init (IsgRiskMatrix *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "part-section");
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  self->plot = ISG_PLOT (isg_plot_new ());
  self->note = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0F, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  /* Translators: of the scores of hazards, before and after the measures. */
  add_toggle (self, box, ISG_RISK_BEFORE, _ ("Before the measures"));
  add_toggle (self, box, ISG_RISK_AFTER, _ ("After the measures"));
  gtk_toggle_button_set_group (self->toggles[ISG_RISK_AFTER], self->toggles[ISG_RISK_BEFORE]);
  gtk_toggle_button_set_active (self->toggles[ISG_RISK_BEFORE], TRUE);
  gtk_box_append (GTK_BOX (self), box);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->plot));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->note));
  g_signal_connect_object (self->plot,
                           "activated",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
isg_risk_matrix_new (void)
{
  return g_object_new (ISG_TYPE_RISK_MATRIX, NULL);
}
