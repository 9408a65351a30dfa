/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-help-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-sheet.h"

typedef struct {
  IsgContext *context; /* (owned) */
  IsgSheet *sheet;     /* (unowned) (nullable): weak */
  GtkEditable *reason; /* (unowned): lives as long as the sheet */
  char *key;
  IsgHelpAct act;
} Help;

static const char *const labels[] = {
  [ISG_HELP_SEND_AGAIN] = N_ ("Retry"),
                              [ISG_HELP_NEW_NUMBER] = N_ ("Send with a new number"),
                                                          [ISG_HELP_WITHDRAW]
                                                          = N_ ("Withdraw"),
                                                                [ISG_HELP_REPORTED_ELSEWHERE]
                                                                = N_ ("Reported another way"),
                                                                };

const char *
isg_help_act_label (IsgHelpAct act)
{
  g_return_val_if_fail (act < G_N_ELEMENTS (labels), "");

  return _ (labels[act]);
}

static void
help_clear (gpointer data)
{
  Help *help = data;

  g_clear_object (&help->context);
  g_clear_weak_pointer (&help->sheet);
  g_free (help->key);
}

static void
help_unref (gpointer help)
{
  g_rc_box_release_full (help, help_clear);
}

static void
closure_unref (gpointer help, GClosure *closure)
{
  help_unref (help);
}

/* ---- deciding ---- */

typedef struct {
  char *key;
  char *reason;
  IsgHelpAct act;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_free (decision->key);
  g_free (decision->reason);
  g_free (decision);
}

static gpointer
decide (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Decision *decision = data;

  isg_help_decide (store, decision->key, decision->act, decision->reason, error);
  return NULL;
}

static char *
failure_sentence (const GError *error)
{
  if (g_error_matches (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT))
    return g_strdup (_ ("This cannot be decided yet. Ask the Ministry first."));
  return isg_error_text (error);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Help *help = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (error == NULL)
    isg_context_changed (help->context);
  if (help->sheet != NULL && error == NULL) {
    isg_sheet_finish (help->sheet);
  } else if (help->sheet != NULL) {
    g_autofree char *sentence = failure_sentence (error);

    isg_sheet_set_error (help->sheet, sentence);
    isg_sheet_set_act_sensitive (help->sheet, TRUE);
  }
  help_unref (help);
}

static char *
typed_reason (Help *help)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (help->reason)));
}

static void
act_cb (IsgSheet *sheet, Help *help)
{
  g_autofree char *reason = typed_reason (help);
  Decision *decision;

  if (*reason == '\0')
    return;
  decision = g_new0 (Decision, 1);
  decision->key = g_strdup (help->key);
  decision->reason = g_steal_pointer (&reason);
  decision->act = help->act;
  isg_sheet_set_act_sensitive (sheet, FALSE);
  isg_tasks_run (isg_context_tasks (help->context),
                 decide,
                 decision,
                 decision_free,
                 NULL,
                 NULL,
                 decided_cb,
                 g_rc_box_acquire (help));
}

static void
reason_cb (GtkEditable *editable, Help *help)
{
  g_autofree char *reason = typed_reason (help);

  isg_sheet_set_act_sensitive (help->sheet, *reason != '\0');
}

/* ---- building ---- */

static GtkWidget *
make_content (Help *help)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (_ ("Why? It is written to the journal."));
  GtkWidget *mark = gtk_label_new ("●");
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (box, "sheet-text");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_widget_add_css_class (mark, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  TRUE,
                                  -1);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), entry);
  help->reason = GTK_EDITABLE (entry);
  return box;
}

GtkWidget *
isg_help_sheet_open (IsgContext *context, GtkWindow *parent, const char *key, IsgHelpAct act)
{
  Help *help = g_rc_box_new0 (Help);
  const char *label = isg_help_act_label (act);
  IsgSheet *sheet = isg_sheet_new (parent, label, label, NULL);

  help->context = g_object_ref (context);
  help->key = g_strdup (key);
  help->act = act;
  g_set_weak_pointer (&help->sheet, sheet);
  isg_sheet_set_content (sheet, make_content (help));
  isg_sheet_set_act_sensitive (sheet, FALSE);
  g_signal_connect_data (help->reason,
                         "changed",
                         G_CALLBACK (reason_cb),
                         g_rc_box_acquire (help),
                         closure_unref,
                         0);
  g_signal_connect_data (sheet, "act", G_CALLBACK (act_cb), help, closure_unref, 0);
  gtk_window_present (GTK_WINDOW (sheet));
  gtk_widget_grab_focus (GTK_WIDGET (help->reason));
  return GTK_WIDGET (sheet);
}
