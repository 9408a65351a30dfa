/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-resend.h"

#include <glib/gi18n.h>
#include <string.h>

#include "submit/isg-finalise.h"
#include "submit/isg-status.h"

struct _IsgResend {
  GObject parent_instance;

  IsgContext *context; /* (owned) */
  GtkWindow *parent;   /* (unowned) (nullable): weak */
  char *leader;        /* (nullable): whose answer is waited for */
  GStrv followers;     /* (owned) (nullable) */
  gboolean looking;
};

G_DEFINE_FINAL_TYPE (IsgResend, isg_resend, G_TYPE_OBJECT)

static void
tell (IsgResend *self, const char *text)
{
  if (ISG_IS_WINDOW (self->parent))
    isg_window_toast (ISG_WINDOW (self->parent), text, NULL, NULL, NULL, FALSE);
}

/* ---- sending ---- */

/* Goes on after one that does not fit any more: somebody may have mended it meanwhile. */
static gpointer
send_again (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  guint n = 0;

  for (char **uuid = data; *uuid != NULL; uuid++) {
    g_autoptr (GError) local = NULL;

    if (isg_send_again (store, *uuid, &local)) {
      n++;
    } else if (!g_error_matches (local, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  }
  return GUINT_TO_POINTER (n);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgResend) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n = GPOINTER_TO_UINT (isg_tasks_finish (result, &error));

  isg_context_changed (self->context);
  if (error != NULL) {
    if (ISG_IS_WINDOW (self->parent))
      isg_window_show_error (ISG_WINDOW (self->parent), error);
  } else {
    g_autofree char *text = g_strdup_printf (g_dngettext (NULL,
                                                          "%u record is sent again.",
                                                          "%u records are sent again.",
                                                          n),
                                             n);

    tell (self, text);
  }
}

static void
send_records (IsgResend *self, const char *const *uuids)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 send_again,
                 g_strdupv ((char **) uuids),
                 (GDestroyNotify) g_strfreev,
                 NULL,
                 NULL,
                 sent_cb,
                 g_object_ref (self));
}

/* ---- the first one's answer ---- */

static gpointer
read_state (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgStatus) status = isg_status_get (store, data, isg_i18n_language (), error);

  return status != NULL ? g_strdup (status->state) : NULL;
}

static void
forget (IsgResend *self)
{
  g_clear_pointer (&self->leader, g_free);
  g_clear_pointer (&self->followers, g_strfreev);
}

static gboolean
is_settled (const char *state)
{
  return g_strcmp0 (state, "QUEUED") != 0 && g_strcmp0 (state, "SENDING") != 0
         && g_strcmp0 (state, "IN_DOUBT") != 0 && g_strcmp0 (state, "PROCESSING") != 0;
}

static void
state_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgResend) self = user_data;
  g_autofree char *state = isg_tasks_finish (result, NULL);

  self->looking = FALSE;
  if (state == NULL || self->leader == NULL || !is_settled (state))
    return;
  if (strcmp (state, "ACCEPTED") == 0) {
    g_auto (GStrv) followers = g_steal_pointer (&self->followers);

    forget (self);
    send_records (self, (const char *const *) followers);
    return;
  }
  forget (self);
  tell (self, _ ("The first record was not accepted; the others were not sent."));
}

static void
changed_cb (IsgResend *self)
{
  if (self->leader == NULL || self->looking)
    return;
  self->looking = TRUE;
  isg_tasks_run (isg_context_tasks (self->context),
                 read_state,
                 g_strdup (self->leader),
                 g_free,
                 g_free,
                 NULL,
                 state_read_cb,
                 g_object_ref (self));
}

void
isg_resend_start (IsgResend *self, GtkWindow *parent, const char *const *uuids)
{
  const char *first[] = { uuids[0], NULL };

  g_return_if_fail (ISG_IS_RESEND (self));

  if (uuids[0] == NULL)
    return;
  g_set_weak_pointer (&self->parent, parent);
  forget (self);
  send_records (self, first);
  if (uuids[1] == NULL)
    return;
  /* Looked at with each change from now on; the sending above comes before the first look. */
  self->leader = g_strdup (uuids[0]);
  self->followers = g_strdupv ((char **) uuids + 1);
}

/* ---- asking ---- */

static void
answered_cb (AdwMessageDialog *dialog, const char *response, IsgResend *self)
{
  if (g_strcmp0 (response, "send") == 0)
    isg_resend_start (self,
                      gtk_window_get_transient_for (GTK_WINDOW (dialog)),
                      g_object_get_data (G_OBJECT (dialog), "isg-uuids"));
}

void
isg_resend_ask (IsgResend *self, GtkWindow *parent, const char *const *uuids)
{
  GtkWidget *dialog;

  g_return_if_fail (ISG_IS_RESEND (self));

  dialog = adw_message_dialog_new (parent, _ ("Is it mended in İSG-KATİP?"), NULL);
  if (uuids[0] != NULL && uuids[1] != NULL)
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                                 _ ("One record is sent first, the rest after its answer."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("Cancel"), "send", _ ("Send again"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "send",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog),
                          "isg-uuids",
                          g_strdupv ((char **) uuids),
                          (GDestroyNotify) g_strfreev);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- the class ---- */

static void
isg_resend_finalize (GObject *object)
{
  IsgResend *self = ISG_RESEND (object);

  forget (self);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (isg_resend_parent_class)->finalize (object);
}

static void
isg_resend_class_init (IsgResendClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_resend_finalize;
}

static void
isg_resend_init (IsgResend *self)
{
}

IsgResend *
isg_resend_new (IsgContext *context)
{
  IsgResend *self = g_object_new (ISG_TYPE_RESEND, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
