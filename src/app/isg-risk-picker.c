/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-picker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-finding-row.h"
#include "app/isg-risk-view.h"
#include "rules/isg-sentence.h"

struct _IsgRiskPicker {
  AdwBin parent_instance;

  IsgRules *rules; /* (owned) */
  const IsgKind *kind;
  IsgRiskWhen when;
  IsgLanguage language;
  const IsgRiskMethod *method; /* (nullable) */
  IsgFields *row;              /* (owned): its factors are what was picked */

  GtkBox *body;      /* (unowned): input and score */
  AdwBin *slot;      /* (unowned): grid or scales */
  IsgRiskGrid *grid; /* (unowned) (nullable): in the slot */
  GPtrArray *scales; /* (element-type IsgRiskScale) (unowned): in the slot */
  GtkLabel *score;   /* (unowned) */
  GtkLabel *action;  /* (unowned) */
  GtkLabel *formula; /* (unowned) */
  GtkBox *findings;  /* (unowned) */
  gboolean narrow;
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRiskPicker, isg_risk_picker, ADW_TYPE_BIN)

IsgRiskGrid *
isg_risk_picker_grid (IsgRiskPicker *self)
{
  g_return_val_if_fail (ISG_IS_RISK_PICKER (self), NULL);

  return self->grid;
}

IsgRiskScale *
isg_risk_picker_scale (IsgRiskPicker *self, guint index)
{
  g_return_val_if_fail (ISG_IS_RISK_PICKER (self), NULL);

  return index < self->scales->len ? g_ptr_array_index (self->scales, index) : NULL;
}

/* ---- factors ---- */

static guint
n_factors (IsgRiskPicker *self)
{
  return self->method != NULL ? isg_risk_method_factors (self->method)->len : 0;
}

static const IsgRiskFactor *
factor (IsgRiskPicker *self, guint index)
{
  return g_ptr_array_index (isg_risk_method_factors (self->method), index);
}

static const char *
field_of (IsgRiskPicker *self, guint index)
{
  return isg_risk_factor_field (factor (self, index), self->when);
}

/* Index of the value that the row has, or -1: blank, or a value of another method. */
static int
index_of (IsgRiskPicker *self, guint at)
{
  IsgValue *value = isg_fields_get (self->row, field_of (self, at));
  guint index;

  if (value == NULL || isg_value_type (value) != ISG_VALUE_DECIMAL
      || !isg_risk_factor_find (factor (self, at), isg_value_decimal (value), &index))
    return -1;
  return (int) index;
}

gboolean
isg_risk_picker_holds (IsgRiskPicker *self, const char *field)
{
  g_return_val_if_fail (ISG_IS_RISK_PICKER (self), FALSE);

  for (guint i = 0; i < n_factors (self); i++)
    if (g_strcmp0 (field_of (self, i), field) == 0)
      return TRUE;
  return FALSE;
}

IsgFields *
isg_risk_picker_write (IsgRiskPicker *self, IsgFields *row)
{
  IsgFields *written = isg_fields_ref (row);

  g_return_val_if_fail (ISG_IS_RISK_PICKER (self), written);

  for (guint i = 0; i < n_factors (self); i++) {
    IsgFields *next = isg_fields_with (written,
                                       field_of (self, i),
                                       isg_fields_get (self->row, field_of (self, i)));

    isg_fields_unref (written);
    written = next;
  }
  return written;
}

/* ---- what is said ---- */

/* "Olasılık 3 (yılda birkaç) × şiddet 4 (ağır yaralanma)" */
static char *
meanings (IsgRiskPicker *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_factors (self); i++) {
    int index = index_of (self, i);
    g_autofree char *number = NULL;

    if (index < 0)
      continue;
    number = isg_risk_method_number (isg_risk_factor_value (factor (self, i), (guint) index),
                                     self->language);
    g_string_append_printf (text,
                            "%s%s %s (%s)",
                            text->len > 0 ? " × " : "",
                            isg_risk_factor_label (factor (self, i), self->language),
                            number,
                            isg_risk_factor_meaning (factor (self, i),
                                                     (guint) index,
                                                     self->language));
  }
  return g_string_free (text, FALSE);
}

/* What stands there by another method: changing the method keeps old scores readable. */
static char *
other_score (IsgRiskPicker *self)
{
  GPtrArray *methods = isg_rules_risk_methods (self->rules);

  for (guint i = 0; i < methods->len; i++) {
    const IsgRiskMethod *other = g_ptr_array_index (methods, i);
    g_autofree char *score = isg_risk_view_score (other, self->row, self->when, self->language);

    if (other != self->method && score != NULL)
      return g_strdup_printf ("%s: %s", isg_risk_method_label (other, self->language), score);
  }
  return NULL;
}

static void
say (IsgRiskPicker *self, const char *score, const char *action, const char *formula)
{
  gtk_label_set_label (self->score, score);
  gtk_label_set_label (self->action, action != NULL ? action : "");
  gtk_label_set_label (self->formula, formula != NULL ? formula : "");
  gtk_widget_set_visible (GTK_WIDGET (self->action), action != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->formula), formula != NULL && *formula != '\0');
}

static void
say_score (IsgRiskPicker *self, const IsgRiskLevel *level)
{
  g_autofree char *score
    = isg_risk_view_score (self->method, self->row, self->when, self->language);
  g_autofree char *limits = isg_risk_level_limits (level, self->language);
  g_autofree char *formula
    = self->grid != NULL
        ? meanings (self)
        : isg_risk_method_formula (self->method, self->row, self->when, self->language);
  g_autofree char *with_limits
    = g_strdup_printf ("%s\n%s: %s", formula, isg_risk_level_label (level, self->language), limits);

  say (self, score, isg_risk_level_action (level, self->language), with_limits);
}

static void
update_score (IsgRiskPicker *self)
{
  const IsgRiskLevel *level
    = self->method != NULL ? isg_risk_method_row_level (self->method, self->row, self->when) : NULL;
  g_autofree char *other = NULL;
  g_autofree char *picked = NULL;

  if (self->method == NULL) {
    say (self, _ ("No method"), _ ("Choose the method under “Team and document” first."), NULL);
    return;
  }
  if (level != NULL) {
    say_score (self, level);
    return;
  }
  other = other_score (self);
  picked = meanings (self);
  say (self,
       /* Translators: of a hazard. */
       _ ("No score"),
          self->grid != NULL
          ? _ ("Press a cell, or type two digits: first probability, then severity.")
          : _ ("Choose a value in each row."), other != NULL ? other : picked);
}

/* ---- picking ---- */

static void
take (IsgRiskPicker *self, guint at, int index)
{
  g_autoptr (IsgFields) old = self->row;
  g_autoptr (IsgValue) value
    = index >= 0 ? isg_value_new_decimal (isg_risk_factor_value (factor (self, at), (guint) index))
                 : NULL;

  self->row = isg_fields_with (old, field_of (self, at), value);
}

static void
cell_cb (IsgRiskPicker *self, int first, int second)
{
  take (self, 0, first);
  take (self, 1, second);
  update_score (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
typing_cb (IsgRiskPicker *self, int first)
{
  g_autofree char *number
    = isg_risk_method_number (isg_risk_factor_value (factor (self, 0), (guint) first),
                              self->language);
  g_autofree char *lower
    = isg_sentence_lower (isg_risk_factor_label (factor (self, 1), self->language), self->language);
  g_autofree char *text = g_strdup_printf ("%s %s, %s …",
                                           isg_risk_factor_label (factor (self, 0), self->language),
                                           number,
                                           lower);

  say (self, text, NULL, NULL);
}

static void
scale_cb (IsgRiskPicker *self, int index, IsgRiskScale *scale)
{
  guint at;

  if (!g_ptr_array_find (self->scales, scale, &at))
    return;
  take (self, at, index);
  update_score (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- the input of a method ---- */

static void
turn (IsgRiskPicker *self)
{
  gboolean beside = self->grid != NULL && !self->narrow;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  if (self->grid != NULL)
    isg_risk_grid_set_narrow (self->grid, self->narrow);
  for (guint i = 0; i < self->scales->len; i++)
    isg_risk_scale_set_narrow (g_ptr_array_index (self->scales, i), self->narrow);
}

static GtkWidget *
scales_new (IsgRiskPicker *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  isg_risk_method_label (self->method, self->language),
                                  -1);
  for (guint i = 0; i < n_factors (self); i++) {
    GtkWidget *scale = isg_risk_scale_new (factor (self, i), self->language);

    g_signal_connect_object (scale, "picked", G_CALLBACK (scale_cb), self, G_CONNECT_SWAPPED);
    gtk_list_box_append (GTK_LIST_BOX (list), scale);
    g_ptr_array_add (self->scales, scale);
  }
  return list;
}

static void
set_method (IsgRiskPicker *self, const IsgRiskMethod *method)
{
  if (method == self->method)
    return;
  self->method = method;
  self->grid = NULL;
  g_ptr_array_set_size (self->scales, 0);
  adw_bin_set_child (self->slot, NULL);
  if (n_factors (self) == 2) {
    self->grid = ISG_RISK_GRID (isg_risk_grid_new (method, self->language));
    g_signal_connect_object (self->grid, "picked", G_CALLBACK (cell_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->grid, "typing", G_CALLBACK (typing_cb), self, G_CONNECT_SWAPPED);
    adw_bin_set_child (self->slot, GTK_WIDGET (self->grid));
  } else if (n_factors (self) > 0)
    adw_bin_set_child (self->slot, scales_new (self));
  turn (self);
}

void
isg_risk_picker_show (IsgRiskPicker *self, const IsgRiskMethod *method, IsgFields *row)
{
  g_return_if_fail (ISG_IS_RISK_PICKER (self));
  g_return_if_fail (row != NULL);

  set_method (self, method);
  isg_fields_ref (row);
  isg_fields_unref (self->row);
  self->row = row;
  if (self->grid != NULL)
    isg_risk_grid_choose (self->grid, index_of (self, 0), index_of (self, 1));
  for (guint i = 0; i < self->scales->len; i++)
    isg_risk_scale_choose (g_ptr_array_index (self->scales, i), index_of (self, i));
  update_score (self);
}

void
isg_risk_picker_set_narrow (IsgRiskPicker *self, gboolean narrow)
{
  g_return_if_fail (ISG_IS_RISK_PICKER (self));

  self->narrow = narrow;
  turn (self);
}

void
isg_risk_picker_grab (IsgRiskPicker *self)
{
  g_return_if_fail (ISG_IS_RISK_PICKER (self));

  if (self->grid != NULL)
    isg_risk_grid_grab (self->grid);
  else if (self->scales->len > 0)
    isg_risk_scale_grab (g_ptr_array_index (self->scales, 0));
}

void
isg_risk_picker_show_findings (IsgRiskPicker *self, GPtrArray *findings)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);

  g_return_if_fail (ISG_IS_RISK_PICKER (self));

  for (guint i = 0; i < findings->len; i++) {
    IsgFinding *finding = g_ptr_array_index (findings, i);
    const char *path = isg_finding_path (finding);
    const char *dot = path != NULL ? strrchr (path, '.') : NULL;

    if (dot != NULL && isg_risk_picker_holds (self, dot + 1))
      g_ptr_array_add (own, isg_finding_ref (finding));
  }
  isg_finding_rows_fill (self->findings, self->rules, self->kind, own, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), own->len > 0);
}

/* ---- class ---- */

static void
isg_risk_picker_finalize (GObject *object)
{
  IsgRiskPicker *self = ISG_RISK_PICKER (object);

  g_clear_pointer (&self->rules, isg_rules_unref);
  isg_fields_unref (self->row);
  g_ptr_array_unref (self->scales);
  G_OBJECT_CLASS (isg_risk_picker_parent_class)->finalize (object);
}

static void
isg_risk_picker_class_init (IsgRiskPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_risk_picker_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static GtkLabel *
line_new (GtkBox *box, const char *css)
{
  GtkLabel *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0F, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (label), css);
  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

static void
isg_risk_picker_init (IsgRiskPicker *self)
{
  GtkBox *all = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  GtkBox *side = g_object_new (GTK_TYPE_BOX,
                               "orientation",
                               GTK_ORIENTATION_VERTICAL,
                               "spacing",
                               4,
                               "accessible-role",
                               GTK_ACCESSIBLE_ROLE_GROUP,
                               NULL);

  self->row = isg_fields_new ();
  self->scales = g_ptr_array_new ();
  self->body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18));
  self->slot = ADW_BIN (adw_bin_new ());
  self->findings = g_object_new (GTK_TYPE_BOX,
                                 "orientation",
                                 GTK_ORIENTATION_VERTICAL,
                                 "spacing",
                                 4,
                                 "visible",
                                 FALSE,
                                 NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (side), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (side),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Score"), -1);
  self->score = line_new (side, "title-3");
  self->action = line_new (side, "body");
  self->formula = line_new (side, "dim-label");
  gtk_box_append (self->body, GTK_WIDGET (self->slot));
  gtk_box_append (self->body, GTK_WIDGET (side));
  gtk_box_append (all, GTK_WIDGET (self->body));
  gtk_box_append (all, GTK_WIDGET (self->findings));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (all));
}

IsgRiskPicker *
isg_risk_picker_new (IsgRules *rules, const IsgKind *kind, IsgRiskWhen when, IsgLanguage language)
{
  IsgRiskPicker *self = g_object_new (ISG_TYPE_RISK_PICKER, NULL);

  self->rules = isg_rules_ref (rules);
  self->kind = kind;
  self->when = when;
  self->language = language;
  update_score (self);
  return self;
}
