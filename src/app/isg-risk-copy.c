/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-risk-copy.h"

#include <glib/gi18n.h>

#include "app/isg-part-page.h"
#include "app/isg-risk-fill.h"
#include "app/isg-text-scale.h"
#include "base/isg-text.h"

#define HEIGHT 260

typedef struct {
  IsgSheet *sheet;   /* (unowned): it owns us */
  IsgRules *rules;   /* (owned) */
  IsgValue *hazards; /* (owned) */
  GPtrArray *ticks;  /* (element-type GtkCheckButton) (unowned): in the sheet, one for each row */
  GtkCheckButton *here;     /* (unowned): in the sheet */
  GtkEditable *section;     /* (unowned): in the sheet */
  GtkCheckButton *measures; /* (unowned): in the sheet */
  GtkCheckButton *scores;   /* (unowned): in the sheet */
  IsgRiskCopied copied;
  gpointer data;
  GDestroyNotify data_free; /* (nullable) */
} Copying;

static void
copying_free (gpointer data)
{
  Copying *copying = data;

  isg_rules_unref (copying->rules);
  isg_value_unref (copying->hazards);
  g_ptr_array_unref (copying->ticks);
  if (copying->data_free != NULL)
    copying->data_free (copying->data);
  g_free (copying);
}

static guint
n_ticked (Copying *copying)
{
  guint n = 0;

  for (guint i = 0; i < copying->ticks->len; i++)
    n += gtk_check_button_get_active (g_ptr_array_index (copying->ticks, i));
  return n;
}

static void
update (Copying *copying)
{
  guint n = n_ticked (copying);
  g_autofree char *label = g_strdup_printf (ngettext ("Copy %u row", "Copy %u rows", n), n);

  isg_sheet_set_act_label (copying->sheet, label);
  isg_sheet_set_act_sensitive (copying->sheet, n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (copying->section),
                            gtk_check_button_get_active (copying->here));
}

/* ---- the act ---- */

static IsgFields *
copy_of (Copying *copying, guint index, const char *section)
{
  IsgFields *copy = isg_risk_copy_row (copying->rules,
                                       isg_value_group (copying->hazards, index),
                                       gtk_check_button_get_active (copying->measures),
                                       gtk_check_button_get_active (copying->scores));
  g_autoptr (IsgValue) value = section != NULL ? isg_value_new_text (section) : NULL;
  IsgFields *placed;

  if (value == NULL)
    return copy;
  placed = isg_fields_with (copy, "section", value);
  isg_fields_unref (copy);
  return placed;
}

static void
act_cb (Copying *copying)
{
  g_autoptr (IsgSheet) sheet = g_object_ref (copying->sheet);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  gboolean here = gtk_check_button_get_active (copying->here);
  g_autofree char *typed
    = here ? isg_text_clean (gtk_editable_get_text (copying->section), -1) : NULL;
  const char *section = typed != NULL && *typed != '\0' ? typed : NULL;

  for (guint i = 0; i < copying->ticks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (copying->ticks, i)))
      g_ptr_array_add (rows, copy_of (copying, i, section));
  copying->copied (rows, here, copying->data);
  isg_sheet_finish (sheet);
}

/* ---- the sheet ---- */

static GtkCheckButton *
tick_new (Copying *copying, GtkBox *box, const char *label, gboolean active)
{
  GtkWidget *tick = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), active);
  g_signal_connect_swapped (tick, "toggled", G_CALLBACK (update), copying);
  gtk_box_append (box, tick);
  return GTK_CHECK_BUTTON (tick);
}

static char *
row_label (IsgFields *row)
{
  const char *section = isg_value_text (isg_fields_get (row, "section"));
  const char *hazard = isg_value_text (isg_fields_get (row, "hazard"));

  if (section == NULL || hazard == NULL)
    return g_strdup (hazard != NULL ? hazard : section != NULL ? section : _ ("New row"));
  return g_strdup_printf ("%s · %s", section, hazard);
}

static GtkWidget *
rows_new (Copying *copying)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkBox *box = g_object_new (GTK_TYPE_BOX,
                              "orientation",
                              GTK_ORIENTATION_VERTICAL,
                              "spacing",
                              3,
                              "accessible-role",
                              GTK_ACCESSIBLE_ROLE_GROUP,
                              NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: of a list with ticks; Turkish: Kopyalanacak
                                     satırlar */
                                  _ ("Rows to copy"), -1);
  for (guint i = 0; i < isg_value_n_groups (copying->hazards); i++) {
    g_autofree char *label = row_label (isg_value_group (copying->hazards, i));

    g_ptr_array_add (copying->ticks, tick_new (copying, box, label, TRUE));
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (box));
  gtk_widget_set_size_request (scroller, isg_scaled (400), isg_scaled (HEIGHT));
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
add_target (Copying *copying, GtkBox *box, gboolean editable)
{
  GtkCheckButton *elsewhere = tick_new (copying, box, _ ("To another workplace"), TRUE);

  /* Translators: where copied hazards go; Turkish: Bu değerlendirmenin şu bölümüne: */
  copying->here = tick_new (copying, box, _ ("Into this section here:"), FALSE);
  gtk_check_button_set_group (copying->here, elsewhere);
  copying->section = GTK_EDITABLE (gtk_entry_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (copying->section),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Section"), -1);
  gtk_box_append (box, GTK_WIDGET (copying->section));
  gtk_widget_set_sensitive (GTK_WIDGET (copying->here), editable);
}

static GtkWidget *
content_new (Copying *copying, gboolean editable)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));

  gtk_widget_add_css_class (GTK_WIDGET (box), "sheet-content");
  gtk_box_append (box, rows_new (copying));
  copying->measures = tick_new (copying, box, _ ("Take measures too"), TRUE);
  copying->scores = tick_new (copying, box, _ ("Take scores too"), FALSE);
  add_target (copying, box, editable);
  return GTK_WIDGET (box);
}

IsgSheet *
isg_risk_copy_open (GtkWindow *parent,
                    IsgRules *rules,
                    IsgValue *hazards,
                    gboolean editable,
                    IsgRiskCopied copied,
                    gpointer data,
                    GDestroyNotify data_free)
{
  Copying *copying = g_new0 (Copying, 1);

  copying->rules = isg_rules_ref (rules);
  copying->hazards = isg_value_ref (hazards);
  copying->ticks = g_ptr_array_new ();
  copying->copied = copied;
  copying->data = data;
  copying->data_free = data_free;
  copying->sheet = isg_sheet_new (parent,
                                  _ ("Copy rows"),
                                     /* Translators: the act's fixed name; Turkish: Kopyala */
                                     _ ("Copy"), NULL);
  g_object_set_data_full (G_OBJECT (copying->sheet), "isg-copying", copying, copying_free);
  isg_sheet_set_content (copying->sheet, content_new (copying, editable));
  g_signal_connect_swapped (copying->sheet, "act", G_CALLBACK (act_cb), copying);
  update (copying);
  gtk_window_present (GTK_WINDOW (copying->sheet));
  return copying->sheet;
}
