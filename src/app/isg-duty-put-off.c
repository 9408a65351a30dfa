/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-duty-open.h"
#include "app/isg-sheet.h"

typedef struct {
  char *duty;
  IsgDate legal;
  IsgDate until; /* ISG_DATE_NONE: takes it back */
  char *reason;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->duty);
  g_free (wish->reason);
  g_free (wish);
}

static gpointer
write_put_off (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;

  isg_store_put_off (store, wish->duty, wish->legal, wish->until, wish->reason, error);
  return NULL;
}

/* ---- the act, and its undoing ---- */

typedef struct {
  IsgWindow *window; /* (owned) */
  char *duty;
  IsgDate legal;
  gboolean undone;
} Done;

static void
done_free (gpointer data)
{
  Done *done = data;

  g_object_unref (done->window);
  g_free (done->duty);
  g_free (done);
}

static void run_wish (IsgWindow *window, Wish *wish, Done *done);

static void
undo (gpointer data)
{
  const Done *done = data;
  Wish *wish = g_new0 (Wish, 1);
  Done *again = g_new0 (Done, 1);

  *wish = (Wish){ g_strdup (done->duty), done->legal, ISG_DATE_NONE, NULL };
  *again = (Done){ g_object_ref (done->window), g_strdup (done->duty), done->legal, TRUE };
  run_wish (done->window, wish, again);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Done *done = user_data;

  isg_tasks_finish (result, &error);
  if (error != NULL) {
    isg_window_show_error (done->window, error);
    done_free (done);
    return;
  }
  if (isg_window_context (done->window) != NULL)
    isg_context_changed (isg_window_context (done->window));
  if (done->undone)
    done_free (done);
  else
    /* Translators: Turkish: Ertelendi; yasal gün değişmedi. */
    isg_window_toast (done->window,
                      _ ("Put off; the legal day is unchanged."), undo, done, done_free, FALSE);
}

static void
run_wish (IsgWindow *window, Wish *wish, Done *done)
{
  isg_tasks_run (isg_context_tasks (isg_window_context (window)),
                 write_put_off,
                 wish,
                 wish_free,
                 NULL,
                 NULL,
                 written_cb,
                 done);
}

/* ---- the sheet ---- */

typedef struct {
  IsgSheet *sheet;     /* (unowned): it owns us */
  IsgWindow *window;   /* (unowned): its parent */
  IsgDueTask *task;    /* (owned) */
  GtkEditable *day;    /* (unowned) */
  GtkEditable *reason; /* (unowned) */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->task);
  g_free (asking);
}

static void
refuse (Asking *asking, GtkEditable *entry, const char *sentence)
{
  isg_sheet_set_error (asking->sheet, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static void
act_cb (Asking *asking)
{
  IsgDate today = isg_clock_today (isg_context_clock (isg_window_context (asking->window)));
  const IsgDueItem *item = isg_due_task_item (asking->task);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (asking->reason)));
  g_autoptr (IsgSheet) sheet = g_object_ref (asking->sheet);
  IsgDate until;
  Wish *wish;
  Done *done;

  if (!isg_date_parse_typed (gtk_editable_get_text (asking->day), today, &until, NULL)) {
    refuse (asking, asking->day, _ ("This is not a day. Write it as 23.11.2026 or +7."));
    return;
  }
  if (until <= today) {
    refuse (asking, asking->day, _ ("Choose a day after today."));
    return;
  }
  if (*reason == '\0') {
    refuse (asking, asking->reason, _ ("Write the reason; it is shown beside the task."));
    return;
  }
  wish = g_new0 (Wish, 1);
  done = g_new0 (Done, 1);
  *wish = (Wish){ isg_due_item_key (item), item->date, until, g_strdup (reason) };
  *done = (Done){ g_object_ref (asking->window), isg_due_item_key (item), item->date, FALSE };
  run_wish (asking->window, wish, done);
  isg_sheet_finish (sheet);
}

static GtkEditable *
add_entry (GtkBox *box, const char *words)
{
  GtkWidget *label = gtk_label_new (words), *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_box_append (box, label);
  gtk_box_append (box, entry);
  return GTK_EDITABLE (entry);
}

static GtkWidget *
content_new (Asking *asking)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  const IsgDueItem *item = isg_due_task_item (asking->task);
  g_autofree char *legal = isg_i18n_date (item->date, TRUE);
  /* Translators: %s is a day. Turkish: Yasal son gün %s olarak kalır; iş listede iki tarihiyle
     durur. */
  g_autofree char *words = g_strdup_printf (_ ("The legal last day stays %s; the task stays in the list with both days."),
    legal);
  GtkWidget *title = gtk_label_new (isg_due_item_text (item, isg_i18n_language ()));
  GtkWidget *note = gtk_label_new (words);

  gtk_widget_add_css_class (GTK_WIDGET (box), "sheet-content");
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_box_append (box, title);
  gtk_box_append (box, note);
  /* Translators: to which day something is put off; Turkish: Hangi güne? */
  asking->day = add_entry (box, _ ("To which day?"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (asking->day), "+7");
  /* Translators: why something is put off; Turkish: Neden? */
  asking->reason = add_entry (box, _ ("Why?"));
  gtk_entry_set_activates_default (GTK_ENTRY (asking->reason), TRUE);
  return GTK_WIDGET (box);
}

void
isg_duty_put_off (IsgWindow *window, IsgDueTask *task)
{
  Asking *asking;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (ISG_IS_DUE_TASK (task));

  asking = g_new0 (Asking, 1);
  asking->window = window;
  asking->task = g_object_ref (task);
  asking->sheet = isg_sheet_new (GTK_WINDOW (window), _ ("Put off"), _ ("Put off"), NULL);
  isg_sheet_set_content (asking->sheet, content_new (asking));
  g_object_set_data_full (G_OBJECT (asking->sheet), "isg-asking", asking, asking_free);
  g_signal_connect_swapped (asking->sheet, "act", G_CALLBACK (act_cb), asking);
  gtk_window_present (GTK_WINDOW (asking->sheet));
  gtk_widget_grab_focus (GTK_WIDGET (asking->day));
}
