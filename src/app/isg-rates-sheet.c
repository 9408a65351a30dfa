/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-rates-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-part-page.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"
#include "rules/isg-rates.h"
#include "store/isg-store-due.h"

/* This year and the last. */
#define YEARS 2

typedef struct {
  char *workplace;
  IsgDate today;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->workplace);
  g_free (question);
}

/* (element-type IsgRates), newest year first */
static gpointer
read_rates (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (IsgFacts) facts
    = isg_store_facts (store, question->workplace, isg_i18n_language (), error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  int year;

  if (facts == NULL)
    return NULL;
  isg_date_split (question->today, &year, NULL, NULL);
  for (int i = 0; i < YEARS; i++) {
    IsgRates rates;

    if (isg_rates_compute (facts, year - i, question->today, -1, &rates))
      g_ptr_array_add (all, g_memdup2 (&rates, sizeof rates));
  }
  return g_steal_pointer (&all);
}

/* ---- what is said ---- */

static char *
number_text (IsgDecimal number)
{
  char *text = isg_decimal_to_string (number, 2);

  if (isg_i18n_language () == ISG_LANGUAGE_TR)
    g_strdelimit (text, ".", ',');
  return text;
}

static void
add_rate (GtkListBox *list, IsgRules *rules, const char *id, IsgDecimal value)
{
  g_autofree char *number = number_text (value);
  g_autofree char *formula = isg_rates_formula (rules, id, isg_i18n_language ());

  gtk_list_box_append (list, isg_part_page_row (number, formula != NULL ? formula : "", NULL));
}

static void
add_counts (GtkListBox *list, const IsgRates *rates)
{
  g_autofree char *lost = g_strdup_printf ("%" G_GINT64_FORMAT, rates->days_lost);
  g_autofree char *counts = g_strdup_printf (_ ("%u accidents, %u people hurt, %u deaths"),
                                                rates->accidents,
                                                rates->victims,
                                                rates->deaths);
  /* Translators: days lost, as text, and how many people worked there in the year. */
  g_autofree char *days
    = g_strdup_printf (_ ("%s days lost, %u employees"), lost, rates->employees);

  gtk_list_box_append (list, isg_part_page_row (counts, days, NULL));
}

static char *
basis_text (const IsgRates *rates)
{
  g_autofree char *days = g_strdup_printf ("%" G_GINT64_FORMAT, rates->paid_days);

  if (!rates->has_rates)
    return g_strdup (_ ("Rates say nothing for a workplace this small."));
  if (rates->estimated)
    return g_strdup_printf (_ ("%s days with premium, counted from start and leave dates"), days);
  return g_strdup_printf (_ ("%s days with premium"), days);
}

static GtkWidget *
year_new (IsgRules *rules, const IsgRates *rates)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *year = g_strdup_printf ("%d", rates->year);
  g_autofree char *basis = basis_text (rates);
  GtkWidget *heading = gtk_label_new (year);
  GtkWidget *note = gtk_label_new (basis);
  GtkListBox *list = isg_part_page_list (year);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  add_counts (list, rates);
  if (rates->has_rates) {
    add_rate (list, rules, "frequency", rates->frequency);
    add_rate (list, rules, "per_hundred", rates->per_hundred);
    add_rate (list, rules, "severity_days", rates->severity_days);
    add_rate (list, rules, "severity_hours", rates->severity_hours);
  }
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (list));
  gtk_box_append (GTK_BOX (box), note);
  return box;
}

/* ---- the sheet ---- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSheet) sheet = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = isg_tasks_finish (result, &error);
  IsgRules *rules = g_object_get_data (G_OBJECT (sheet), "isg-rules");
  GtkWidget *box;

  if (all == NULL) {
    g_autofree char *text = isg_error_text (error);

    isg_sheet_set_error (sheet, text);
    return;
  }
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (box, "sheet-content");
  for (guint i = 0; i < all->len; i++)
    gtk_box_append (GTK_BOX (box), year_new (rules, g_ptr_array_index (all, i)));
  isg_sheet_set_content (sheet, box);
}

void
isg_rates_sheet_open (IsgWindow *window, const char *workplace)
{
  IsgContext *context;
  IsgSheet *sheet;
  Question *question;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (workplace != NULL);

  context = isg_window_context (window);
  sheet = isg_sheet_new (GTK_WINDOW (window), _("Rates"), NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (sheet), isg_scaled (560), -1);
  g_object_set_data_full (G_OBJECT (sheet),
                          "isg-rules",
                          isg_rules_ref (isg_context_rules (context)),
                          (GDestroyNotify) isg_rules_unref);
  question = g_new0 (Question, 1);
  question->workplace = g_strdup (workplace);
  question->today = isg_clock_today (isg_context_clock (context));
  isg_tasks_run (isg_context_tasks (context),
                 read_rates,
                 question,
                 question_free,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 read_cb,
                 g_object_ref (sheet));
  gtk_window_present (GTK_WINDOW (sheet));
}
