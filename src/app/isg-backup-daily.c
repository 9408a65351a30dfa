/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-backup-daily.h"

#include "app/isg-backup-jobs.h"

/* A stick that is plugged in later gets its backup soon after. */
#define LOOK_SECONDS 900

struct _IsgBackupDaily {
  GObject parent_instance;

  IsgContext *context;   /* (owned) */
  IsgProgress *progress; /* (owned) (nullable): while a backup is written */
  guint timer;
};

G_DEFINE_FINAL_TYPE (IsgBackupDaily, isg_backup_daily, G_TYPE_OBJECT)

typedef struct {
  char *data_dir;
  gint64 now;
  IsgProgress *progress; /* (owned) */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->data_dir);
  g_object_unref (look->progress);
  g_free (look);
}

static gpointer
back_up_if_due (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Look *look = data;
  IsgBackupState *state = isg_backup_state_read (store, look->data_dir, cancellable, error);
  gpointer info = NULL;

  if (state == NULL)
    return NULL;
  if (isg_backup_state_is_due (state, look->now) && !isg_store_is_read_only (store))
    info = isg_backup_job_rotate (store, look->progress, cancellable, error);
  isg_backup_state_free (state);
  return info;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgBackupDaily) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgBackupInfo) info = isg_tasks_finish (result, &error);

  g_clear_object (&self->progress);
  if (error != NULL)
    g_debug ("no backup today yet: %s", error->message);
}

void
isg_backup_daily_look (IsgBackupDaily *self)
{
  Look *look;

  g_return_if_fail (ISG_IS_BACKUP_DAILY (self));

  if (self->progress != NULL)
    return;
  self->progress = isg_progress_new ();
  look = g_new0 (Look, 1);
  look->data_dir = g_strdup (isg_context_data_dir (self->context));
  look->now = isg_clock_now (isg_context_clock (self->context));
  look->progress = g_object_ref (self->progress);
  isg_tasks_run (isg_context_card_tasks (self->context),
                 back_up_if_due,
                 look,
                 look_free,
                 (GDestroyNotify) isg_backup_info_free,
                 NULL,
                 looked_cb,
                 g_object_ref (self));
}

static gboolean
timer_cb (gpointer data)
{
  isg_backup_daily_look (data);
  return G_SOURCE_CONTINUE;
}

/* Whoever closes the program does not wait for it: what was begun is taken away. */
static void
isg_backup_daily_dispose (GObject *object)
{
  IsgBackupDaily *self = ISG_BACKUP_DAILY (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (isg_backup_daily_parent_class)->dispose (object);
}

static void
isg_backup_daily_class_init (IsgBackupDailyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_backup_daily_dispose;
}

static void
isg_backup_daily_init (IsgBackupDaily *self)
{
}

IsgBackupDaily *
isg_backup_daily_new (IsgContext *context)
{
  IsgBackupDaily *self = g_object_new (ISG_TYPE_BACKUP_DAILY, NULL);

  self->context = g_object_ref (context);
  self->timer = g_timeout_add_seconds (LOOK_SECONDS, timer_cb, self);
  isg_backup_daily_look (self);
  return self;
}
