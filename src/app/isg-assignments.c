/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-assignments.h"

#include <glib/gi18n.h>

#include "app/isg-part-page.h"
#include "app/isg-plot.h"
#include "app/isg-workplace-duties.h"

struct _IsgAssignments {
  AdwBin parent_instance;

  IsgPlot *plot;    /* (unowned) */
  GtkListBox *list; /* (unowned) */
  GtkWidget *empty; /* (unowned) */
};

enum {
  OPEN,
  ADD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgAssignments, isg_assignments, ADW_TYPE_BIN)

/* ---- needed and contracted ---- */

/* Whole sentences, since the order of their parts is the language's. */
static char *
enough_text (IsgServiceRole role, const char *has, const char *needed)
{
  /* Translators: minutes contracted / needed a month, as texts. */
  if (role == ISG_SERVICE_SPECIALIST)
    return g_strdup_printf (_ ("Expert: %s / %s min."), has, needed);
  if (role == ISG_SERVICE_PHYSICIAN)
    return g_strdup_printf (_ ("Physician: %s / %s min."), has, needed);
  return g_strdup_printf (_ ("Other health staff: %s / %s min."), has, needed);
}

static char *
short_text (IsgServiceRole role, const char *has, const char *needed, const char *missing)
{
  /* Translators: minutes contracted / needed a month, and the difference, as texts. */
  if (role == ISG_SERVICE_SPECIALIST)
    return g_strdup_printf (_ ("Expert: %s / %s min, %s short."), has, needed, missing);
  if (role == ISG_SERVICE_PHYSICIAN)
    return g_strdup_printf (_ ("Physician: %s / %s min, %s short."), has, needed, missing);
  return g_strdup_printf (_ ("Other health staff: %s / %s min, %s short."), has, needed, missing);
}

static char *
bar_text (IsgServiceRole role, IsgDecimal has, IsgDecimal needed)
{
  const IsgDecimal minus = { -has.unscaled, has.scale };
  g_autofree char *a = isg_workplace_minutes_text (has);
  g_autofree char *b = isg_workplace_minutes_text (needed);
  g_autofree char *c = NULL;
  IsgDecimal missing;

  if (isg_decimal_compare (has, needed) >= 0 || !isg_decimal_add (needed, minus, &missing))
    return enough_text (role, a, b);
  c = isg_workplace_minutes_text (missing);
  return short_text (role, a, b, c);
}

/* For the drawing alone. */
static double
as_double (IsgDecimal number)
{
  double value = (double) number.unscaled;

  for (guint i = 0; i < number.scale; i++)
    value /= 10;
  return value;
}

static const char *
role_label (IsgServiceRole role)
{
  if (role == ISG_SERVICE_SPECIALIST)
    return _ ("Expert");
  return role == ISG_SERVICE_PHYSICIAN ? _ ("Physician") : _ ("Other health staff");
}

static void
add_level (IsgPlotValues *values, IsgServiceRole role, IsgDecimal has, IsgDecimal needed)
{
  gboolean enough = isg_decimal_compare (has, needed) >= 0;
  g_autofree char *a = isg_workplace_minutes_text (has);
  g_autofree char *b = isg_workplace_minutes_text (needed);
  /* Translators: minutes contracted / needed a month, as texts; Turkish: %s / %s dk */
  g_autofree char *text = g_strdup_printf (_ ("%s / %s min"), a, b);

  isg_plot_values_add (values,
                       NULL,
                       role_label (role),
                       NULL,
                       enough ? ISG_PLOT_GOOD : ISG_PLOT_WARN,
                       as_double (has));
  isg_plot_values_set_text (values, text);
  isg_plot_values_set_mark (values, as_double (needed));
}

/* Plot 5. */
static void
fill_plot (IsgAssignments *self, IsgRules *rules, const IsgWorkplaceData *data)
{
  g_autoptr (IsgPlotValues) values = isg_plot_values_new (ISG_PLOT_LEVEL);
  g_autoptr (GString) sentence = g_string_new (NULL);

  for (int role = 0; role < ISG_SERVICE_N_ROLES; role++) {
    g_autofree char *words = NULL;
    IsgDecimal needed;

    if (!isg_workplace_needed_minutes (rules, data, role, &needed, NULL))
      continue;
    words = bar_text (role, data->minutes[role], needed);
    add_level (values, role, data->minutes[role], needed);
    g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? " " : "", words);
  }
  isg_plot_set (self->plot, values, sentence->str);
  gtk_widget_set_visible (GTK_WIDGET (self->plot), isg_plot_values_items (values)->len > 0);
}

/* ---- contracts ---- */

static char *
contract_detail (const IsgRow *row)
{
  IsgDate start = isg_value_date (isg_fields_get (row->fields, "contract_start"));
  IsgDate end = isg_value_date (isg_fields_get (row->fields, "contract_end"));
  IsgValue *minutes = isg_fields_get (row->fields, "minutes");
  g_autofree char *from = start != ISG_DATE_NONE ? isg_i18n_date (start, FALSE) : g_strdup ("…");
  g_autofree char *until = end != ISG_DATE_NONE ? isg_i18n_date (end, FALSE) : g_strdup ("…");
  g_autofree char *time
    = minutes != NULL ? isg_workplace_minutes_text (isg_value_decimal (minutes)) : g_strdup ("–");

  /* Translators: contract dates and minutes a month, as texts. */
  return g_strdup_printf (_ ("%s – %s · %s min a month"), from, until, time);
}

void
isg_assignments_show (IsgAssignments *self, IsgRules *rules, const IsgWorkplaceData *data)
{
  g_return_if_fail (ISG_IS_ASSIGNMENTS (self));

  fill_plot (self, rules, data);
  isg_part_page_clear (self->list);
  for (guint i = 0; i < data->assignments->len; i++) {
    const IsgRow *row = g_ptr_array_index (data->assignments, i);
    g_autofree char *detail = contract_detail (row);

    gtk_list_box_append (self->list, isg_part_page_row (row->title, detail, row->uuid));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->list), data->assignments->len > 0);
  gtk_widget_set_visible (self->empty, data->assignments->len == 0);
}

static void
activated_cb (IsgAssignments *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPEN], 0, isg_part_page_row_uuid (row));
}

static void
add_cb (IsgAssignments *self)
{
  g_signal_emit (self, signals[ADD], 0);
}

static void
isg_assignments_class_init (IsgAssignmentsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[OPEN] = g_signal_new ("open",
                                type,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_STRING);
  signals[ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
isg_assignments_init (IsgAssignments *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add service provider"));

  self->plot = ISG_PLOT (isg_plot_new ());
  self->list = isg_part_page_list (_ ("Service providers"));
  self->empty = gtk_label_new (_ ("No service provider yet. Add the contract of the expert or the "
                                  "physician."));
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->empty), 0);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->plot));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), add);
  adw_bin_set_child (ADW_BIN (self), isg_part_page_new (box));

  g_signal_connect_object (self->list,
                           "row-activated",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
}
