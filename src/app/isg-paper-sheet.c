/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-paper-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-paper-print.h"
#include "app/isg-paper-view.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"

#define SHEET_WIDTH  560
#define SHEET_HEIGHT 660

/* Of a wish: in the sheet and in what the store's thread does for it. */
typedef struct {
  gpointer data; /* (owned) */
  GDestroyNotify data_free;
} Subject;

typedef struct {
  IsgContext *context; /* (owned) */
  IsgWindow *window;   /* (unowned) (nullable): weak */
  IsgSheet *sheet;     /* (unowned) (nullable): weak */
  IsgPaperView *view;  /* (unowned): lives as long as the sheet */
  const IsgPaperChoice *papers;
  guint n_papers;
  guint chosen;
  Subject *subject; /* (owned): atomic */
  char *stem;       /* (owned) */
  char *export;     /* (owned) (nullable) */
  IsgKeepFile (*other) (gpointer data);
  void (*printed) (gpointer data);
  gpointer printed_data;       /* (owned) */
  GDestroyNotify printed_free; /* (nullable) */
} Printing;

static void
subject_clear (gpointer pointer)
{
  Subject *subject = pointer;

  if (subject->data_free != NULL)
    subject->data_free (subject->data);
}

static void
subject_unref (gpointer subject)
{
  g_atomic_rc_box_release_full (subject, subject_clear);
}

static void
printing_clear (gpointer pointer)
{
  Printing *printing = pointer;

  g_clear_object (&printing->context);
  g_clear_weak_pointer (&printing->window);
  g_clear_weak_pointer (&printing->sheet);
  subject_unref (printing->subject);
  g_free (printing->stem);
  g_free (printing->export);
  if (printing->printed_free != NULL)
    printing->printed_free (printing->printed_data);
}

static void
printing_unref (gpointer printing)
{
  g_rc_box_release_full (printing, printing_clear);
}

static void
closure_unref (gpointer printing, GClosure *closure)
{
  printing_unref (printing);
}

static void
show_trouble (Printing *printing, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (printing->sheet == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return;
  sentence = error->domain == GTK_PRINT_ERROR
    ? g_strdup (_ ("It was not printed: the printer did not take it. Look at the "
                              "printer, or keep a PDF."))
    : isg_error_text (error);
  isg_sheet_set_error (printing->sheet, sentence);
}

/* ---- making a paper ---- */

typedef struct {
  IsgPaperMake make;
  Subject *subject; /* (owned) */
  char *name;       /* (owned) (nullable): of its file */
  gboolean leaves;
} Job;

static Job *
job_new (Printing *printing, gboolean leaves)
{
  Job *job = g_new0 (Job, 1);

  job->make = printing->papers[printing->chosen].make;
  job->subject = g_atomic_rc_box_acquire (printing->subject);
  job->leaves = leaves;
  return job;
}

static void
job_free (gpointer pointer)
{
  Job *job = pointer;

  subject_unref (job->subject);
  g_free (job->name);
  g_free (job);
}

static gpointer
make_paper (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return job->make (store, job->subject->data, job->leaves, error);
}

static void
run (Printing *printing, gboolean leaves, GAsyncReadyCallback made)
{
  isg_tasks_run (isg_context_tasks (printing->context),
                 make_paper,
                 job_new (printing, leaves),
                 job_free,
                 (GDestroyNotify) isg_paper_free,
                 NULL,
                 made,
                 g_rc_box_acquire (printing));
}

/* ---- preview ---- */

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Printing *printing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgPaper) paper = isg_tasks_finish (result, &error);

  if (printing->sheet != NULL && paper != NULL) {
    isg_paper_view_take (printing->view, g_steal_pointer (&paper));
    isg_sheet_set_act_sensitive (printing->sheet, TRUE);
  } else if (error != NULL) {
    show_trouble (printing, error);
  }
  printing_unref (printing);
}

static void
preview (Printing *printing)
{
  isg_sheet_set_error (printing->sheet, NULL);
  isg_sheet_set_act_sensitive (printing->sheet, FALSE);
  run (printing, FALSE, previewed_cb);
}

static void
chosen_cb (GtkDropDown *choice, GParamSpec *pspec, Printing *printing)
{
  guint chosen = gtk_drop_down_get_selected (choice);

  if (chosen >= printing->n_papers || chosen == printing->chosen)
    return;
  printing->chosen = chosen;
  preview (printing);
}

/* ---- printing ---- */

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Printing *printing)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY && printing->printed != NULL)
    printing->printed (printing->printed_data);
  if (printing->sheet == NULL)
    return;
  isg_sheet_set_act_sensitive (printing->sheet, TRUE);
  if (error != NULL)
    show_trouble (printing, error);
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    isg_sheet_finish (printing->sheet);
}

static void
print (Printing *printing, IsgPaper *paper)
{
  g_autoptr (GtkPrintOperation) operation = isg_paper_print_new (paper, printing->stem);
  g_autoptr (GError) error = NULL;

  g_signal_connect_data (operation,
                         "done",
                         G_CALLBACK (done_cb),
                         g_rc_box_acquire (printing),
                         closure_unref,
                         0);
  if (printing->export != NULL)
    gtk_print_operation_set_export_filename (operation, printing->export);
  if (gtk_print_operation_run (operation,
                               printing->export != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                                        : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (printing->sheet),
                               &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR) {
    show_trouble (printing, error);
    isg_sheet_set_act_sensitive (printing->sheet, TRUE);
  }
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Printing *printing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgPaper) paper = isg_tasks_finish (result, &error);

  if (printing->sheet != NULL && paper != NULL) {
    print (printing, g_steal_pointer (&paper));
  } else if (error != NULL) {
    show_trouble (printing, error);
    if (printing->sheet != NULL)
      isg_sheet_set_act_sensitive (printing->sheet, TRUE);
  }
  printing_unref (printing);
}

static void
act_cb (IsgSheet *sheet, Printing *printing)
{
  isg_sheet_set_error (sheet, NULL);
  isg_sheet_set_act_sensitive (sheet, FALSE);
  run (printing, TRUE, made_cb);
}

/* ---- files ---- */

static GBytes *
make_pdf (IsgStore *store, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (IsgPaper) paper = job->make (store, job->subject->data, job->leaves, error);

  return paper != NULL ? isg_paper_to_pdf (paper, error) : NULL;
}

/* "isg-alindi-20261123-0142.pdf" */
static char *
file_name (Printing *printing)
{
  gint64 now = isg_clock_now (isg_context_clock (printing->context));
  g_autofree char *iso = isg_unix_to_local_iso (now * 1000, FALSE);

  return g_strdup_printf ("%s-%.4s%.2s%.2s-%.2s%.2s.pdf",
                          printing->stem,
                          iso,
                          iso + 5,
                          iso + 8,
                          iso + 11,
                          iso + 14);
}

static IsgKeepFile
pdf_file (Printing *printing)
{
  Job *job = job_new (printing, TRUE);

  job->name = file_name (printing);
  return (IsgKeepFile){
    .title = _ ("Save PDF"),
                .name = job->name,
                .done = _ ("PDF kept"), .make = make_pdf, .data = job, .data_free = job_free };
}

static void
pdf_cb (GtkButton *button, Printing *printing)
{
  IsgKeepFile file = pdf_file (printing);

  if (printing->window != NULL)
    isg_keep_file_ask (printing->context, printing->window, GTK_WINDOW (printing->sheet), &file);
  else
    file.data_free (file.data);
}

static void
other_cb (GtkButton *button, Printing *printing)
{
  IsgKeepFile file = printing->other (printing->subject->data);

  if (printing->window != NULL)
    isg_keep_file_ask (printing->context, printing->window, GTK_WINDOW (printing->sheet), &file);
  else if (file.data_free != NULL)
    file.data_free (file.data);
}

/* ---- building ---- */

static void
connect (Printing *printing, gpointer widget, const char *signal, GCallback callback)
{
  g_signal_connect_data (widget, signal, callback, g_rc_box_acquire (printing), closure_unref, 0);
}

static GtkWidget *
make_choice (Printing *printing)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; i < printing->n_papers; i++)
    gtk_string_list_append (labels, _ (printing->papers[i].label));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_widget_set_visible (choice, printing->n_papers > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Paper"), -1);
  connect (printing, choice, "notify::selected", G_CALLBACK (chosen_cb));
  return choice;
}

static GtkWidget *
make_buttons (Printing *printing, const char *other_label)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *pdf = gtk_button_new_with_label (_ ("Save PDF…"));

  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  connect (printing, pdf, "clicked", G_CALLBACK (pdf_cb));
  gtk_box_append (GTK_BOX (buttons), pdf);
  if (printing->other != NULL) {
    GtkWidget *other = gtk_button_new_with_label (other_label);

    connect (printing, other, "clicked", G_CALLBACK (other_cb));
    gtk_box_append (GTK_BOX (buttons), other);
  }
  return buttons;
}

/* On a button Enter is that button's; elsewhere it prints. */
static gboolean
key_cb (GtkEventControllerKey *keys,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        GtkWidget *sheet)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (sheet));

  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || GTK_IS_BUTTON (focus))
    return FALSE;
  return gtk_widget_activate_action (sheet, "sheet.act", NULL);
}

static void
add_keys (GtkWidget *sheet)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), sheet, 0);
  gtk_widget_add_controller (sheet, keys);
}

static GtkWidget *
make_content (Printing *printing, const char *other_label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *view = isg_paper_view_new ();

  printing->view = ISG_PAPER_VIEW (view);
  gtk_widget_set_focusable (view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Preview"), -1);
  gtk_widget_add_css_class (box, "sheet-text");
  gtk_box_append (GTK_BOX (box), make_choice (printing));
  gtk_box_append (GTK_BOX (box), view);
  gtk_box_append (GTK_BOX (box), make_buttons (printing, other_label));
  return box;
}

static Printing *
printing_new (IsgContext *context, IsgWindow *window, const IsgPaperWish *wish)
{
  Printing *printing = g_rc_box_new0 (Printing);

  printing->context = g_object_ref (context);
  g_set_weak_pointer (&printing->window, window);
  printing->papers = wish->papers;
  printing->n_papers = wish->n_papers;
  printing->stem = g_strdup (wish->stem);
  printing->other = wish->other;
  printing->printed = wish->printed;
  printing->printed_data = wish->printed_data;
  printing->printed_free = wish->printed_free;
  printing->subject = g_atomic_rc_box_new0 (Subject);
  printing->subject->data = wish->data;
  printing->subject->data_free = wish->data_free;
  return printing;
}

GtkWidget *
isg_paper_sheet_open (IsgContext *context, IsgWindow *window, const IsgPaperWish *wish)
{
  Printing *printing;
  IsgSheet *sheet;

  g_return_val_if_fail (ISG_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (wish->n_papers > 0, NULL);

  printing = printing_new (context, window, wish);
  sheet = isg_sheet_new (GTK_WINDOW (window), wish->title, _ ("Print…"), _ ("Print"));
  g_set_weak_pointer (&printing->sheet, sheet);
  isg_sheet_set_content (sheet, make_content (printing, wish->other_label));
  gtk_window_set_default_size (GTK_WINDOW (sheet),
                               isg_scaled (SHEET_WIDTH),
                               isg_scaled (SHEET_HEIGHT));
  connect (printing, sheet, "act", G_CALLBACK (act_cb));
  g_object_set_data_full (G_OBJECT (sheet), "isg-printing", printing, printing_unref);
  add_keys (GTK_WIDGET (sheet));
  /* Not the way out, which Enter would take. */
  gtk_window_set_focus (GTK_WINDOW (sheet), GTK_WIDGET (printing->view));
  preview (printing);
  gtk_window_present (GTK_WINDOW (sheet));
  return GTK_WIDGET (sheet);
}

IsgKeepFile
isg_paper_sheet_file (GtkWidget *sheet)
{
  return pdf_file (g_object_get_data (G_OBJECT (sheet), "isg-printing"));
}

void
isg_paper_sheet_set_export (GtkWidget *sheet, const char *path)
{
  Printing *printing = g_object_get_data (G_OBJECT (sheet), "isg-printing");

  g_return_if_fail (printing != NULL);

  g_free (printing->export);
  printing->export = g_strdup (path);
}
