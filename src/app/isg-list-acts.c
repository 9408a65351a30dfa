/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-list-private.h"
#include "app/isg-sheet.h"
#include "submit/isg-finalise.h"

/* An act on several records: what is asked, and what came of it. */
typedef struct {
  GtkWidget *screen;   /* (owned) */
  IsgContext *context; /* (owned) */
  GPtrArray *uuids;    /* (owned) (element-type utf8): what is to be done to */
  char *reason;        /* (nullable) */
  GPtrArray *done;     /* (owned) (element-type utf8): filled in the store thread */
  guint n_unfit;       /* records that are not complete */
} Act;

static Act *
act_new (GtkWidget *screen, IsgContext *context, GPtrArray *uuids)
{
  Act *act = g_new0 (Act, 1);

  act->screen = g_object_ref (screen);
  act->context = g_object_ref (context);
  act->uuids = uuids;
  act->done = g_ptr_array_new_with_free_func (g_free);
  return act;
}

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->screen);
  g_object_unref (act->context);
  g_ptr_array_unref (act->uuids);
  g_ptr_array_unref (act->done);
  g_free (act->reason);
  g_free (act);
}

/* Runs the act; @done is told when all is said. */
static void
run (Act *act, IsgTaskFunc func, GAsyncReadyCallback done)
{
  isg_tasks_run (isg_context_tasks (act->context), func, act, act_free, NULL, NULL, done, NULL);
}

/* Says what went wrong, if anything. Returns the window in which to say what was done. */
static IsgWindow *
end (Act *act, GAsyncResult *result)
{
  IsgWindow *window = isg_window_from (act->screen);
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  isg_context_changed (act->context);
  if (error != NULL && window != NULL)
    isg_window_show_error (window, error);
  return window;
}

/* An act on what this one was done to, for its undo. */
static Act *
act_on_done (Act *act)
{
  return act_new (act->screen, act->context, g_ptr_array_ref (act->done));
}

static Act *
act_again (Act *act)
{
  return act_new (act->screen, act->context, g_ptr_array_ref (act->uuids));
}

/* ---- close and open again ---- */

static gpointer
do_close (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  for (guint i = 0; transaction != NULL && i < act->uuids->len; i++) {
    if (!isg_store_record_close (store, act->uuids->pdata[i], act->reason, error))
      return NULL;
    g_ptr_array_add (act->done, g_strdup (act->uuids->pdata[i]));
  }
  if (transaction == NULL || !isg_transaction_commit (transaction, error))
    g_ptr_array_set_size (act->done, 0);
  return NULL;
}

static void
reopened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  end (g_task_get_task_data (G_TASK (result)), result);
}

static void
undo_close (gpointer data)
{
  run (act_again (data), do_close, reopened_cb);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Act *act = g_task_get_task_data (G_TASK (result));
  IsgWindow *window = end (act, result);
  g_autofree char *text = NULL;

  if (window == NULL || act->done->len == 0)
    return;
  /* Translators: Turkish: %u kayıt kapatıldı */
  text = g_strdup_printf (ngettext ("%u record closed", "%u records closed", act->done->len),
                          act->done->len);
  isg_window_toast (window, text, undo_close, act_on_done (act), act_free, TRUE);
}

void
isg_list_act_reopen (GtkWidget *screen, IsgContext *context, GPtrArray *uuids)
{
  run (act_new (screen, context, uuids), do_close, reopened_cb);
}

/* ---- the reason ---- */

static void
reason_typed_cb (GtkEditable *entry, IsgSheet *sheet)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  isg_sheet_set_act_sensitive (sheet, *text != '\0');
}

static void
close_acted_cb (IsgSheet *sheet, GtkEditable *entry)
{
  Act *act = g_object_steal_data (G_OBJECT (sheet), "isg-act");

  act->reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  isg_sheet_finish (sheet);
  run (act, do_close, closed_cb);
}

static GtkWidget *
make_reason (GtkWidget **out_entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *label = gtk_label_new (_ ("Reason"));
  GtkWidget *help
    /* Translators: Turkish: Kayıt silinmez; listeden kalkar ve saklama süresi işlemeye başlar. */
    = gtk_label_new (_ ("Nothing is deleted: the record leaves the list and its retention clock "
                        "starts."));

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  g_object_set (label, "xalign", 0.0F, NULL);
  g_object_set (help, "xalign", 0.0F, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (help, "dim-label");
  gtk_widget_add_css_class (help, "caption");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), help);
  gtk_widget_add_css_class (box, "sheet-body");
  *out_entry = entry;
  return box;
}

void
isg_list_act_close (GtkWidget *screen, IsgContext *context, GPtrArray *uuids)
{
  GtkWidget *entry;
  GtkWidget *body = make_reason (&entry);
  IsgSheet *sheet = isg_sheet_new (GTK_WINDOW (gtk_widget_get_root (screen)),
                                   _ ("Close Record"),
                                      /* Translators: closes the record; Turkish: Kapat */
                                      C_ ("record", "Close"), NULL);

  g_object_set_data_full (G_OBJECT (sheet), "isg-act", act_new (screen, context, uuids), act_free);
  isg_sheet_set_content (sheet, body);
  isg_sheet_set_act_sensitive (sheet, FALSE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (reason_typed_cb), sheet, 0);
  g_signal_connect_object (sheet, "act", G_CALLBACK (close_acted_cb), entry, 0);
  gtk_window_present (GTK_WINDOW (sheet));
  gtk_widget_grab_focus (entry);
}

/* ---- finish ---- */

/* Each on its own: one that is not complete does not hold up the others. */
static gpointer
do_finish (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;

  for (guint i = 0; i < act->uuids->len; i++) {
    const char *uuid = act->uuids->pdata[i];
    g_autoptr (GError) unfit = NULL;

    if (isg_finalise (store, uuid, NULL, NULL, &unfit))
      g_ptr_array_add (act->done, g_strdup (uuid));
    else if (g_error_matches (unfit, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT)
             || g_error_matches (unfit, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_MAYBE_SENT))
      act->n_unfit++;
    else {
      g_propagate_error (error, g_steal_pointer (&unfit));
      return NULL;
    }
  }
  return NULL;
}

static gpointer
do_withdraw (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;

  for (guint i = 0; i < act->uuids->len; i++)
    if (!isg_withdraw (store, act->uuids->pdata[i], NULL, error))
      return NULL;
  return NULL;
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  end (g_task_get_task_data (G_TASK (result)), result);
}

static void
undo_finish (gpointer data)
{
  run (act_again (data), do_withdraw, withdrawn_cb);
}

static char *
say_finished (Act *act)
{
  g_autofree char *done = NULL;
  g_autofree char *unfit = NULL;

  if (act->done->len > 0)
    /* Translators: Turkish: %u kayıt imza sepetine kondu. */
    done = g_strdup_printf (ngettext ("%u record was put into the sign basket.",
                                      "%u records were put into the sign basket.",
                                      act->done->len),
                            act->done->len);
  if (act->n_unfit > 0)
    /* Translators: Turkish: %u kayıt bitirilmedi; içinde eksik var veya yolda. */
    unfit = g_strdup_printf (ngettext ("%u record was not finished: places are missing, or it is "
                                       "on its way.",
                                       "%u records were not finished: places are missing, or they "
                                       "are on their way.",
                                       act->n_unfit),
                             act->n_unfit);
  if (done != NULL && unfit != NULL)
    return g_strdup_printf ("%s %s", done, unfit);
  return g_strdup (done != NULL ? done : unfit);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Act *act = g_task_get_task_data (G_TASK (result));
  IsgWindow *window = end (act, result);
  g_autofree char *text = say_finished (act);

  if (window == NULL || text == NULL)
    return;
  if (act->done->len == 0) {
    isg_window_toast (window, text, NULL, NULL, NULL, FALSE);
    return;
  }
  isg_window_toast (window, text, undo_finish, act_on_done (act), act_free, FALSE);
}

void
isg_list_act_finish (GtkWidget *screen, IsgContext *context, GPtrArray *uuids)
{
  run (act_new (screen, context, uuids), do_finish, finished_cb);
}
