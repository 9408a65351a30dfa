/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-notify.h"

#include <glib/gi18n.h>

struct _IsgNotify {
  GObject parent_instance;

  IsgContext *context; /* (owned) */
  GtkWindow *window;   /* (weak) */
  IsgCounts last;      /* what was last seen, looked at or not */
  gboolean has_last;   /* what waited at the start is not news */
  gboolean reading;
  gboolean read_again;
};

G_DEFINE_FINAL_TYPE (IsgNotify, isg_notify, G_TYPE_OBJECT)

static guint
n_to_sign (const IsgCounts *counts)
{
  return counts->submission - counts->submission_bad;
}

char *
isg_notify_words (const IsgCounts *before, const IsgCounts *now, const char **out_id)
{
  guint n = n_to_sign (now);

  if (now->submission_bad > before->submission_bad) {
    *out_id = "refused";
    return g_strdup (now->submission_bad - before->submission_bad == 1
                     ? _ ("A record was refused.")
                     : _ ("Records were refused."));
  }
  if (n > n_to_sign (before)) {
    *out_id = "to-sign";
    return g_strdup_printf (g_dngettext (NULL,
                                         "%u record waits for your signature.",
                                         "%u records wait for your signature.",
                                         n),
                            n);
  }
  return NULL;
}

/* ---- reading ---- */

typedef struct {
  IsgCounts counts;
  gboolean wanted;
} News;

static gpointer
read_news (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree IsgCounts *counts = isg_counts_read (store, NULL, cancellable, error);
  g_autofree char *setting = NULL;
  News *news;

  if (counts == NULL || !isg_store_setting (store, "app.notifications", &setting, error))
    return NULL;
  news = g_new0 (News, 1);
  news->counts = *counts;
  news->wanted = g_strcmp0 (setting, "off") != 0;
  return news;
}

static void
say (IsgNotify *self, const IsgCounts *now)
{
  const char *id = NULL;
  g_autofree char *words = isg_notify_words (&self->last, now, &id);
  g_autoptr (GNotification) notification = NULL;
  GtkApplication *application = gtk_window_get_application (self->window);

  if (words == NULL || application == NULL || gtk_window_is_active (self->window))
    return;
  notification = g_notification_new (words);
  g_notification_set_default_action_and_target (notification, "app.page", "s", "submission");
  g_application_send_notification (G_APPLICATION (application), id, notification);
}

static void read_again (IsgNotify *self);

static void
news_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgNotify) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree News *news = isg_tasks_finish (result, &error);

  self->reading = FALSE;
  /* What could not be read is said by the page that shows it; here the next change asks again. */
  if (news != NULL && self->window != NULL) {
    if (news->wanted && self->has_last)
      say (self, &news->counts);
    self->last = news->counts;
    self->has_last = TRUE;
  }
  if (self->read_again)
    read_again (self);
}

static void
read_again (IsgNotify *self)
{
  self->read_again = self->reading;
  if (self->reading || self->window == NULL)
    return;
  self->reading = TRUE;
  isg_tasks_run (isg_context_tasks (self->context),
                 read_news,
                 NULL,
                 NULL,
                 g_free,
                 NULL,
                 news_read_cb,
                 g_object_ref (self));
}

/* ---- the object ---- */

static void
isg_notify_finalize (GObject *object)
{
  IsgNotify *self = ISG_NOTIFY (object);

  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (isg_notify_parent_class)->finalize (object);
}

static void
isg_notify_class_init (IsgNotifyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_notify_finalize;
}

static void
isg_notify_init (IsgNotify *self)
{
}

IsgNotify *
isg_notify_new (IsgContext *context, GtkWindow *window)
{
  IsgNotify *self = g_object_new (ISG_TYPE_NOTIFY, NULL);

  self->context = g_object_ref (context);
  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (context, "changed", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  read_again (self);
  return self;
}
