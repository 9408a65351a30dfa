/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-submission-detail.h"

#include <glib/gi18n.h>

#include "app/isg-badge.h"
#include "app/isg-error-text.h"
#include "app/isg-help-sheet.h"
#include "app/isg-submission-card.h"
#include "app/isg-submission-files.h"
#include "app/isg-wrap-box.h"

#define ACT_SPACING 9

struct _IsgSubmissionDetail {
  IsgScreen parent_instance;

  GtkBox *box;         /* (unowned): what is shown */
  GtkWidget *receipt;  /* (unowned) */
  GtkWidget *bundle;   /* (unowned): for support */
  GtkWidget *ask;      /* (unowned) */
  GtkWidget *withdraw; /* (unowned) */
  GtkWidget *open;     /* (unowned) */

  IsgContext *context; /* (owned) (nullable): until disposed */
  char *uuid;
  char *kind;  /* (nullable): once read */
  char *shown; /* (nullable): what stands there, so that equal news rebuild nothing */
  gboolean reading;
  gboolean read_again;
};

G_DEFINE_FINAL_TYPE (IsgSubmissionDetail, isg_submission_detail, ISG_TYPE_SCREEN)

static void
show_error (IsgSubmissionDetail *self, const GError *error)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    isg_window_show_error (window, error);
}

/* ---- showing ---- */

static gboolean
any_state (const IsgStatus *status, const char *const *states)
{
  for (guint i = 0; i < status->submissions->len; i++) {
    const IsgStatusSubmission *submission = g_ptr_array_index (status->submissions, i);

    if (g_strv_contains (states, submission->state))
      return TRUE;
  }
  return FALSE;
}

/* All that can change what is seen. */
static char *
describe (const IsgStatus *status)
{
  GString *text = g_string_new (status->state);

  g_string_append_printf (text, "|%s|%s", status->title, status->gate != NULL ? status->gate : "");
  for (guint i = 0; i < status->submissions->len; i++) {
    const IsgStatusSubmission *s = g_ptr_array_index (status->submissions, i);
    guint n_attempts = s->attempts != NULL ? s->attempts->len : 0;
    const IsgStatusAttempt *last
      = n_attempts > 0 ? g_ptr_array_index (s->attempts, n_attempts - 1) : NULL;

    g_string_append_printf (text,
                            "\n%s %s %s %u %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %d",
                            s->key,
                            s->state,
                            s->server_no != NULL ? s->server_no : "",
                            n_attempts,
                            s->last_code,
                            s->next_try,
                            s->final_at,
                            last != NULL && last->phase != NULL ? last->phase : "",
                            last != NULL ? last->code : 0);
  }
  return g_string_free (text, FALSE);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label
    = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0F, "wrap", TRUE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
help_asked (const char *key, IsgHelpAct act, gpointer user_data)
{
  IsgSubmissionDetail *self = user_data;

  isg_help_sheet_open (self->context,
                       GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                       key,
                       act);
}

static void
show_acts (IsgSubmissionDetail *self, const IsgStatus *status)
{
  static const char *const answered[]
    = { "ACCEPTED", "PARTLY_ACCEPTED", "REJECTED", "SUPERSEDED", "CANCELLED", NULL };
  /* Also what is over: the Ministry's own word alone moves it. */
  static const char *const asked[] = { "IN_DOUBT", "PROCESSING",         "NEEDS_HELP", "ACCEPTED",
                                       "REJECTED", "REPORTED_ELSEWHERE", NULL };
  static const char *const helpless[] = { "NEEDS_HELP", NULL };
  static const char *const unsent[] = { "AWAITING_SIGNATURE", "QUEUED", NULL };

  gtk_widget_set_visible (self->receipt, any_state (status, answered));
  gtk_widget_set_visible (self->ask, any_state (status, asked));
  gtk_widget_set_visible (self->bundle, any_state (status, helpless));
  gtk_widget_set_visible (self->withdraw, any_state (status, unsent));
}

static void
show_status (IsgSubmissionDetail *self, const IsgStatus *status)
{
  GtkWidget *child;
  g_autofree char *now = describe (status);

  if (g_strcmp0 (now, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
  g_free (self->kind);
  self->kind = g_strdup (status->kind);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  isg_screen_set_title (ISG_SCREEN (self), status->title, _ ("Submission"));
  show_acts (self, status);
  for (guint i = 0; i < status->submissions->len; i++)
    gtk_box_append (self->box,
                    isg_submission_card_new (self->context,
                                             status->kind,
                                             g_ptr_array_index (status->submissions, i),
                                             help_asked,
                                             self));
  gtk_box_append (self->box,
                  new_label (_ ("This does not replace notices to SGK or İSG-KATİP."),
                                "dim-label"));
}

/* ---- reading ---- */

static gpointer
read_status (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return isg_status_get (store, data, isg_i18n_language (), error);
}

static void read_screen (IsgSubmissionDetail *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSubmissionDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStatus) status = isg_tasks_finish (result, &error);

  self->reading = FALSE;
  if (self->context == NULL)
    return;
  if (self->read_again)
    read_screen (self);
  else if (status != NULL)
    show_status (self, status);
  else
    show_error (self, error);
}

static void
run (IsgSubmissionDetail *self,
     IsgTaskFunc func,
     GDestroyNotify result_free,
     GAsyncReadyCallback cb)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 func,
                 g_strdup (self->uuid),
                 g_free,
                 result_free,
                 NULL,
                 cb,
                 g_object_ref (self));
}

static void
read_screen (IsgSubmissionDetail *self)
{
  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  run (self, read_status, (GDestroyNotify) isg_status_free, read_cb);
}

/* ---- acts ---- */

static gpointer
ask_now (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  isg_ask_now (store, data, error);
  return NULL;
}

static gpointer
withdraw (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  isg_withdraw (store, data, NULL, error);
  return NULL;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSubmissionDetail) self = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (self->context == NULL)
    return;
  isg_context_changed (self->context);
  if (error != NULL)
    show_error (self, error);
}

static void
ask_cb (IsgSubmissionDetail *self)
{
  run (self, ask_now, NULL, done_cb);
}

static void
withdraw_cb (IsgSubmissionDetail *self)
{
  run (self, withdraw, NULL, done_cb);
}

static void
open_cb (IsgSubmissionDetail *self)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (window != NULL && self->kind != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (window),
                                    "open-record",
                                    g_variant_new ("(ss)", self->kind, self->uuid));
}

/* ---- files ---- */

static void
receipt_cb (IsgSubmissionDetail *self)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (window != NULL)
    isg_receipt_open (self->context, window, self->uuid);
}

static void
bundle_cb (IsgSubmissionDetail *self)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (window != NULL)
    isg_support_bundle_ask (self->context, window, self->uuid);
}

/* ---- the class ---- */

static void
isg_submission_detail_dispose (GObject *object)
{
  IsgSubmissionDetail *self = ISG_SUBMISSION_DETAIL (object);

  g_clear_object (&self->context);
  G_OBJECT_CLASS (isg_submission_detail_parent_class)->dispose (object);
}

static void
isg_submission_detail_finalize (GObject *object)
{
  IsgSubmissionDetail *self = ISG_SUBMISSION_DETAIL (object);

  g_free (self->uuid);
  g_free (self->kind);
  g_free (self->shown);
  G_OBJECT_CLASS (isg_submission_detail_parent_class)->finalize (object);
}

static void
isg_submission_detail_class_init (IsgSubmissionDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_submission_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_submission_detail_finalize;
}

static void
connect_button (IsgSubmissionDetail *self, GtkWidget *button, GCallback callback)
{
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
}

/* In as many lines as the window needs. */
static void
wrap_acts (GtkBox *acts)
{
  GtkWidget *wrap = isg_wrap_box_new (ACT_SPACING);
  GtkWidget *button;

  while ((button = gtk_widget_get_first_child (GTK_WIDGET (acts))) != NULL) {
    g_object_ref (button);
    gtk_box_remove (acts, button);
    isg_wrap_box_append (ISG_WRAP_BOX (wrap), button);
    g_object_unref (button);
  }
  gtk_widget_set_hexpand (wrap, TRUE);
  gtk_box_append (acts, wrap);
}

static void
isg_submission_detail_init (IsgSubmissionDetail *self)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/submission-detail.ui");

  self->box = GTK_BOX (gtk_builder_get_object (builder, "box"));
  self->receipt = GTK_WIDGET (gtk_builder_get_object (builder, "receipt"));
  self->bundle = GTK_WIDGET (gtk_builder_get_object (builder, "bundle"));
  self->ask = GTK_WIDGET (gtk_builder_get_object (builder, "ask"));
  self->withdraw = GTK_WIDGET (gtk_builder_get_object (builder, "withdraw"));
  self->open = GTK_WIDGET (gtk_builder_get_object (builder, "open"));
  wrap_acts (GTK_BOX (gtk_builder_get_object (builder, "acts")));
  isg_screen_set_content (ISG_SCREEN (self), GTK_WIDGET (gtk_builder_get_object (builder, "body")));
  connect_button (self, self->receipt, G_CALLBACK (receipt_cb));
  connect_button (self, self->bundle, G_CALLBACK (bundle_cb));
  connect_button (self, self->ask, G_CALLBACK (ask_cb));
  connect_button (self, self->withdraw, G_CALLBACK (withdraw_cb));
  connect_button (self, self->open, G_CALLBACK (open_cb));
}

IsgScreen *
isg_submission_detail_new (IsgContext *context, const char *uuid)
{
  IsgSubmissionDetail *self;

  g_return_val_if_fail (ISG_IS_CONTEXT (context), NULL);

  self = g_object_new (ISG_TYPE_SUBMISSION_DETAIL, NULL);
  self->context = g_object_ref (context);
  self->uuid = g_strdup (uuid);
  isg_screen_set_title (ISG_SCREEN (self), _ ("Submission"), NULL);
  isg_screen_show_gate (ISG_SCREEN (self), TRUE);
  g_signal_connect_object (context, "changed", G_CALLBACK (read_screen), self, G_CONNECT_SWAPPED);
  read_screen (self);
  return ISG_SCREEN (self);
}
