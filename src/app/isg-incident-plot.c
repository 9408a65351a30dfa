/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-incident-plot.h"

#include <glib/gi18n.h>

#include "app/isg-plot.h"
#include "app/isg-rates-sheet.h"
#include "app/isg-window.h"
#include "store/isg-store-record.h"

#define MONTHS 12
/* Kinds of events; a pack with more shows the first ones. */
#define MOST_KINDS 5

typedef struct {
  IsgContext *context;   /* (owned) */
  GtkWidget *box;        /* (unowned): it owns us */
  IsgPlot *plot;         /* (unowned): in the box */
  GtkWidget *rates;      /* (unowned): in the box */
  GCancellable *reading; /* (owned) (nullable) */
} Head;

static void
head_free (gpointer data)
{
  Head *head = data;

  if (head->reading != NULL)
    g_cancellable_cancel (head->reading);
  g_clear_object (&head->reading);
  g_object_unref (head->context);
  g_free (head);
}

/* ---- values ---- */

static const IsgCodeList *
kinds_of (IsgRules *rules)
{
  const IsgKind *kind = isg_rules_kind (rules, "incident");
  const IsgFieldDef *def = kind != NULL ? isg_kind_field (kind, "incident_type") : NULL;

  return def != NULL ? isg_field_def_code_list (def) : NULL;
}

static IsgDate
first_of_month (IsgDate today, int back)
{
  int year, month;

  isg_date_split (today, &year, &month, NULL);
  return isg_date_add_months (isg_date_new (year, month, 1), -back);
}

static void
count (GPtrArray *rows, IsgDate from, IsgDate until, const IsgCodeList *kinds, double *numbers)
{
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    const char *type = isg_value_text (isg_fields_get (row->fields, "incident_type"));

    if (row->date == ISG_DATE_NONE || row->date < from || row->date >= until)
      continue;
    for (guint j = 0; j < isg_code_list_size (kinds) && j < MOST_KINDS; j++)
      if (g_strcmp0 (isg_code_list_nth (kinds, j)->code, type) == 0)
        numbers[j] += 1;
  }
}

static void
add_month (IsgPlotValues *values, GPtrArray *rows, const IsgCodeList *kinds, IsgDate from)
{
  g_autofree char *label = NULL;
  double numbers[MOST_KINDS] = { 0 };
  int year, month;

  isg_date_split (from, &year, &month, NULL);
  label = g_strdup_printf ("%02d.%d", month, year % 100);
  count (rows, from, isg_date_add_months (from, 1), kinds, numbers);
  isg_plot_values_add_group (values, NULL, label, NULL, numbers);
}

IsgPlotValues *
isg_incident_plot_values (IsgRules *rules, GPtrArray *rows, IsgDate today)
{
  static const IsgPlotTone tones[MOST_KINDS]
    = { ISG_PLOT_BAD, ISG_PLOT_WARN, ISG_PLOT_NORMAL, ISG_PLOT_QUIET, ISG_PLOT_GOOD };
  IsgPlotValues *values = isg_plot_values_new (ISG_PLOT_GROUPS);
  const IsgCodeList *kinds = kinds_of (rules);

  for (guint i = 0; kinds != NULL && i < isg_code_list_size (kinds) && i < MOST_KINDS; i++)
    isg_plot_values_add_series (values,
                                isg_code_list_label (kinds,
                                                     isg_code_list_nth (kinds, i)->code,
                                                     isg_i18n_language ()),
                                tones[i]);
  for (int back = MONTHS - 1; kinds != NULL && back >= 0; back--)
    add_month (values, rows, kinds, first_of_month (today, back));
  return values;
}

/* ---- reading ---- */

typedef struct {
  char *workplace; /* (nullable) */
  IsgDate from;
  IsgLanguage language;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->workplace);
  g_free (question);
}

static gpointer
read_rows (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  IsgListQuery query = { .kind = "incident",
                         .workplace = question->workplace,
                         .date_from = question->from,
                         .date_to = ISG_DATE_NONE,
                         .language = question->language };

  return isg_store_record_list (store, &query, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_tasks_finish (result, &error);
  g_autoptr (IsgPlotValues) values = NULL;
  g_autofree char *sentence = NULL;
  Head *head = user_data;

  /* Cancelled when the plot is gone. The list below says what is wrong with the
   * store. */
  if (rows == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  values = isg_incident_plot_values (isg_context_rules (head->context),
                                     rows,
                                     isg_clock_today (isg_context_clock (head->context)));
  sentence = isg_plot_values_sentence (values, _("Last 12 months"));
  isg_plot_set (head->plot, values, sentence);
  gtk_widget_set_visible (head->box, rows->len > 0);
}

static void
read_again (GtkWidget *box)
{
  Head *head = g_object_get_data (G_OBJECT (box), "isg-head");
  Question *question = g_new0 (Question, 1);

  if (head->reading != NULL)
    g_cancellable_cancel (head->reading);
  g_clear_object (&head->reading);
  head->reading = g_cancellable_new ();
  question->workplace = g_strdup (isg_context_workplace (head->context));
  question->from = first_of_month (isg_clock_today (isg_context_clock (head->context)), MONTHS - 1);
  question->language = isg_i18n_language ();
  gtk_widget_set_sensitive (head->rates, question->workplace != NULL);
  if (question->workplace == NULL)
    gtk_widget_set_tooltip_text (head->rates, _ ("Choose a workplace first"));
  else
    gtk_widget_set_tooltip_text (head->rates, NULL);
  isg_tasks_run (isg_context_tasks (head->context),
                 read_rows,
                 question,
                 question_free,
                 (GDestroyNotify) g_ptr_array_unref,
                 head->reading,
                 read_cb,
                 head);
}

/* ---- the widget ---- */

static void
rates_cb (GtkWidget *button, Head *head)
{
  IsgWindow *window = isg_window_from (button);

  if (window != NULL && isg_context_workplace (head->context) != NULL)
    isg_rates_sheet_open (window, isg_context_workplace (head->context));
}

GtkWidget *
isg_incident_plot_new (IsgContext *context)
{
  Head *head = g_new0 (Head, 1);

  head->context = g_object_ref (context);
  head->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  head->plot = ISG_PLOT (isg_plot_new ());
  head->rates = gtk_button_new_with_label (_("Rates…"));
  gtk_widget_set_halign (head->rates, GTK_ALIGN_START);
  gtk_widget_set_visible (head->box, FALSE);
  gtk_widget_add_css_class (head->box, "list-head");
  gtk_box_append (GTK_BOX (head->box), GTK_WIDGET (head->plot));
  gtk_box_append (GTK_BOX (head->box), head->rates);
  g_object_set_data_full (G_OBJECT (head->box), "isg-head", head, head_free);
  g_signal_connect (head->rates, "clicked", G_CALLBACK (rates_cb), head);
  g_signal_connect_object (context,
                           "changed",
                           G_CALLBACK (read_again),
                           head->box,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "notify::workplace",
                           G_CALLBACK (read_again),
                           head->box,
                           G_CONNECT_SWAPPED);
  read_again (head->box);
  return head->box;
}
