/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-exam-start.h"

#include <glib/gi18n.h>

#include "app/isg-date-field.h"
#include "app/isg-exam-jobs.h"
#include "app/isg-exam-session.h"
#include "app/isg-one-stop.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"
#include "app/isg-workplace-sheet.h"

/* Ticked of their own accord when due within these days. */
#define SOON 60

typedef enum {
  SHOW_DUE,
  SHOW_LATE,
  SHOW_NEW,
  SHOW_ALL,
} Show;

typedef struct {
  IsgWindow *window; /* (unowned): the sheet's parent */
  IsgSheet *sheet;   /* (unowned): owns this */
  char *workplace;
  IsgExamPlan *plan; /* (owned) (nullable): until it is read */
  IsgDate today;

  GtkDropDown *kind;
  GtkEditable *date;
  GtkDropDown *physician;
  GtkDropDown *show;
  GtkListBox *list;
  GPtrArray *ticks; /* (element-type GtkCheckButton) (unowned): beside plan->people */
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_free (start->workplace);
  isg_exam_plan_free (start->plan);
  g_ptr_array_unref (start->ticks);
  g_free (start);
}

static const IsgCodeList *
kinds (Start *start)
{
  return isg_rules_code_list (isg_context_rules (isg_window_context (start->window)), "exam_type");
}

/* ---- who ---- */

static gboolean
is_in (Start *start, const IsgExamPerson *person, Show show)
{
  switch (show) {
  case SHOW_LATE:
    return person->late;
  case SHOW_NEW:
    return person->first;
  case SHOW_DUE:
    return person->late || person->first || person->record != NULL
           || (person->due != ISG_DATE_NONE && person->due <= start->today + SOON);
  case SHOW_ALL:
  default:
    return TRUE;
  }
}

static guint
count_ticked (Start *start)
{
  guint n = 0;

  for (guint i = 0; i < start->ticks->len; i++)
    n += gtk_check_button_get_active (g_ptr_array_index (start->ticks, i)) ? 1 : 0;
  return n;
}

static void
update_act (Start *start)
{
  guint n = count_ticked (start);
  g_autofree char *label
    = g_strdup_printf (ngettext ("Start with %u person", "Start with %u people", n), n);

  isg_sheet_set_act_label (start->sheet, label);
  isg_sheet_set_act_sensitive (start->sheet, n > 0);
}

static char *
when_text (Start *start, const IsgExamPerson *person)
{
  g_autofree char *day = person->due != ISG_DATE_NONE ? isg_i18n_date (person->due, FALSE) : NULL;

  if (person->tests)
    return g_strdup (isg_exam_state_words (ISG_EXAM_TESTS));
  if (person->record != NULL)
    return g_strdup (isg_exam_state_words (ISG_EXAM_BEGUN));
  if (day == NULL)
    return g_strdup (person->first ? _ ("never examined") : "");
  if (person->late)
    /* Translators: an examination was due on this day. */
    return g_strdup_printf (_ ("overdue since %s"), day);
  return g_strdup_printf (_ ("due %s"), day);
}

static void
add_person (Start *start, const IsgExamPerson *person)
{
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *name = gtk_label_new (person->name);
  GtkWidget *when = gtk_label_new (NULL);
  g_autofree char *words = when_text (start, person);

  gtk_label_set_label (GTK_LABEL (when), words);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (when), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (when, person->late ? "error" : "dim-label");
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), when);
  gtk_widget_set_hexpand (line, TRUE);
  g_object_set (tick, "child", NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  person->name,
                                  -1);
  {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

    gtk_box_append (GTK_BOX (box), tick);
    gtk_box_append (GTK_BOX (box), line);
    gtk_widget_add_css_class (box, "basket-row");
    gtk_list_box_append (start->list, box);
  }
  gtk_widget_set_focusable (gtk_widget_get_last_child (GTK_WIDGET (start->list)), FALSE);
  g_ptr_array_add (start->ticks, tick);
  g_signal_connect_swapped (tick, "toggled", G_CALLBACK (update_act), start);
}

/* What is not shown is not ticked. */
static void
show_cb (Start *start)
{
  Show show = (Show) gtk_drop_down_get_selected (start->show);

  for (guint i = 0; start->plan != NULL && i < start->ticks->len; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (start->list, (int) i);
    gboolean in = is_in (start, g_ptr_array_index (start->plan->people, i), show);

    gtk_widget_set_visible (GTK_WIDGET (row), in);
    gtk_check_button_set_active (g_ptr_array_index (start->ticks, i), in && show != SHOW_ALL);
  }
  update_act (start);
}

static void
plan_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (IsgSheet) sheet = data;
  Start *start = g_object_get_data (G_OBJECT (sheet), "isg-start");
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkStringList) physicians = gtk_string_list_new (NULL);
  IsgExamPlan *plan = isg_tasks_finish (result, &error);

  if (start == NULL || plan == NULL) {
    isg_exam_plan_free (plan);
    if (start != NULL && error != NULL)
      isg_window_show_error (start->window, error);
    return;
  }
  start->plan = plan;
  for (guint i = 0; i < plan->physicians->len; i++)
    gtk_string_list_append (physicians,
                            ((IsgExamPhysician *) g_ptr_array_index (plan->physicians, i))->name);
  gtk_drop_down_set_model (start->physician, G_LIST_MODEL (physicians));
  for (guint i = 0; i < plan->people->len; i++)
    add_person (start, g_ptr_array_index (plan->people, i));
  show_cb (start);
  if (plan->physicians->len == 0)
    isg_sheet_set_error (sheet,
                         _ ("There is no physician yet. Add one in the workplace under "
                                   "“Service providers”; the exam is signed by the physician."));
}

/* ---- the act ---- */

static IsgFields *
make_head (Start *start, IsgDate date)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);
  const IsgCodeList *list = kinds (start);
  guint kind = gtk_drop_down_get_selected (start->kind);
  guint physician = gtk_drop_down_get_selected (start->physician);

  if (kind < isg_code_list_size (list))
    isg_fields_builder_set (builder,
                            "exam_type",
                            isg_value_new_code (isg_code_list_nth (list, kind)->code));
  isg_fields_builder_set (builder, "exam_date", isg_value_new_date (date));
  if (physician < start->plan->physicians->len)
    isg_fields_builder_set (builder,
                            "physician",
                            isg_value_new_ref (
                              ((IsgExamPhysician *) g_ptr_array_index (start->plan->physicians,
                                                                       physician))
                                ->uuid));
  return isg_fields_builder_end (builder);
}

static void
act_cb (Start *start)
{
  g_autoptr (IsgSheet) sheet = g_object_ref (start->sheet);
  g_autoptr (IsgExamQueue) queue = NULL;
  g_autoptr (IsgFields) head = NULL;
  IsgWindow *window = start->window;
  g_autofree char *title = NULL;
  IsgDate date;

  if (start->plan == NULL)
    return;
  if (!isg_date_field_parse_text (gtk_editable_get_text (start->date), start->today, &date)) {
    isg_sheet_set_error (sheet, _ ("The date was not understood. Example: 23.11.2026 or 231126."));
    gtk_widget_grab_focus (GTK_WIDGET (start->date));
    return;
  }
  head = make_head (start, date);
  queue = isg_exam_queue_new (start->workplace, head);
  for (guint i = 0; i < start->ticks->len; i++) {
    const IsgExamPerson *person = g_ptr_array_index (start->plan->people, i);

    if (gtk_check_button_get_active (g_ptr_array_index (start->ticks, i)))
      isg_exam_queue_add (queue,
                          person->employee,
                          person->name,
                          person->job,
                          person->record,
                          person->tests);
  }
  title = g_strdup (start->plan->workplace_title);
  isg_sheet_finish (sheet);
  if (isg_exam_queue_size (queue) > 0)
    isg_exam_session_begin (window, queue, title);
}

/* ---- the sheet ---- */

static GtkWidget *
labelled (const char *words, GtkWidget *input)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), input);
  gtk_widget_set_hexpand (box, TRUE);
  if (GTK_IS_ENTRY (input))
    gtk_label_set_mnemonic_widget (GTK_LABEL (label), input);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (input),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    words,
                                    -1);
  return box;
}

static GtkWidget *
make_head_inputs (Start *start)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const IsgCodeList *list = kinds (start);
  g_autofree char *today = isg_i18n_date (start->today, FALSE);

  for (guint i = 0; i < isg_code_list_size (list); i++)
    gtk_string_list_append (words,
                            isg_code_list_label (list,
                                                 isg_code_list_nth (list, i)->code,
                                                 isg_i18n_language ()));
  start->kind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (words)), NULL));
  /* Most sessions are periodic. */
  gtk_drop_down_set_selected (start->kind, 1);
  start->date = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_text (start->date, today);
  gtk_editable_set_width_chars (start->date, 10);
  start->physician = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_box_append (GTK_BOX (box), labelled (_ ("Kind of exam"), GTK_WIDGET (start->kind)));
  gtk_box_append (GTK_BOX (box), labelled (_ ("Date"), GTK_WIDGET (start->date)));
  gtk_box_append (GTK_BOX (box), labelled (_ ("Physician"), GTK_WIDGET (start->physician)));
  return box;
}

static GtkWidget *
make_list (Start *start)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  start->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (start->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (start->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (start->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who is examined"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (start->list));
  gtk_widget_set_size_request (scroller, isg_scaled (480), isg_scaled (320));
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
content_new (Start *start)
{
  const char *shows[]
    = { _ ("Overdue, due in 60 days, new"), _ ("Overdue"), _ ("Never examined"), _ ("All"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  start->show = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (shows));
  gtk_widget_add_css_class (box, "sheet-content");
  gtk_box_append (GTK_BOX (box), make_head_inputs (start));
  gtk_box_append (GTK_BOX (box), labelled (_ ("Employees"), GTK_WIDGET (start->show)));
  gtk_box_append (GTK_BOX (box), make_list (start));
  g_signal_connect_swapped (start->show, "notify::selected", G_CALLBACK (show_cb), start);
  return box;
}

static void
open_for (IsgWindow *window, const char *workplace)
{
  IsgContext *context = isg_window_context (window);
  Start *start = g_new0 (Start, 1);

  start->window = window;
  start->workplace = g_strdup (workplace);
  start->today = isg_clock_today (isg_context_clock (context));
  start->ticks = g_ptr_array_new ();
  start->sheet = isg_sheet_new (GTK_WINDOW (window), _ ("Exam session"), _ ("Start"), _ ("Start"));
  isg_sheet_set_content (start->sheet, content_new (start));
  isg_sheet_set_act_sensitive (start->sheet, FALSE);
  g_object_set_data_full (G_OBJECT (start->sheet), "isg-start", start, start_free);
  g_signal_connect_swapped (start->sheet, "act", G_CALLBACK (act_cb), start);
  isg_tasks_run (isg_context_tasks (context),
                 isg_exam_job_plan,
                 g_strdup (workplace),
                 g_free,
                 (GDestroyNotify) isg_exam_plan_free,
                 NULL,
                 plan_read_cb,
                 g_object_ref (start->sheet));
  gtk_window_present (GTK_WINDOW (start->sheet));
}

static void
workplace_chosen_cb (const char *workplace, gpointer window)
{
  open_for (window, workplace);
}

void
isg_exam_start_open (IsgWindow *window)
{
  const char *workplace;

  g_return_if_fail (ISG_IS_WINDOW (window));

  workplace = isg_context_workplace (isg_window_context (window));
  if (workplace != NULL)
    open_for (window, workplace);
  else
    isg_workplace_sheet_open (window, workplace_chosen_cb, window, NULL);
}
