/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-lock-watch.h"

#define DEFAULT_MINUTES 10
#define LOOK_SECONDS    10

struct _IsgLockWatch {
  GObject parent_instance;

  IsgContext *context;       /* (owned) */
  GDBusConnection *bus;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  guint subscription;
  guint timer;
  gint64 minutes;
  gint64 touched; /* monotonic, microseconds */
};

enum {
  LOCK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgLockWatch, isg_lock_watch, G_TYPE_OBJECT)

void
isg_lock_watch_look (IsgLockWatch *self, gint64 idle)
{
  g_return_if_fail (ISG_IS_LOCK_WATCH (self));

  if (idle >= self->minutes * 60)
    g_signal_emit (self, signals[LOCK], 0);
}

static gboolean
timer_cb (gpointer data)
{
  IsgLockWatch *self = data;

  isg_lock_watch_look (self, (g_get_monotonic_time () - self->touched) / G_USEC_PER_SEC);
  return G_SOURCE_CONTINUE;
}

/* ---- who touches what ---- */

static gboolean
event_cb (IsgLockWatch *self)
{
  self->touched = g_get_monotonic_time ();
  return FALSE;
}

static void
watch_window (IsgLockWatch *self, GtkWindow *window)
{
  GtkEventController *all = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (all, GTK_PHASE_CAPTURE);
  g_signal_connect_object (all, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), all);
}

/* ---- going to sleep ---- */

static void
sleep_cb (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer data)
{
  IsgLockWatch *self = data;
  gboolean begins = FALSE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &begins);
  if (begins)
    g_signal_emit (self, signals[LOCK], 0);
}

/* A system without logind says nothing; the time of idleness is watched there, too. */
static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgLockWatch) self = user_data;
  GDBusConnection *bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    return;
  self->bus = bus;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->subscription = g_dbus_connection_signal_subscribe (bus,
                                                           "org.freedesktop.login1",
                                                           "org.freedesktop.login1.Manager",
                                                           "PrepareForSleep",
                                                           "/org/freedesktop/login1",
                                                           NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE,
                                                           sleep_cb,
                                                           self,
                                                           NULL);
}

/* ---- how long ---- */

static gpointer
read_minutes (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = NULL;
  gint64 minutes;

  if (!isg_store_setting (store, ISG_LOCK_IDLE_SETTING, &text, error))
    return NULL;
  minutes = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return GINT_TO_POINTER ((int) (minutes > 0 ? CLAMP (minutes, 1, 24 * 60) : DEFAULT_MINUTES));
}

static void
minutes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgLockWatch) self = user_data;
  int minutes = GPOINTER_TO_INT (isg_tasks_finish (result, NULL));

  if (minutes > 0)
    self->minutes = minutes;
}

static void
ask_minutes (IsgLockWatch *self)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 read_minutes,
                 NULL,
                 NULL,
                 NULL,
                 NULL,
                 minutes_cb,
                 g_object_ref (self));
}

/* ---- the watch ---- */

static void
isg_lock_watch_dispose (GObject *object)
{
  IsgLockWatch *self = ISG_LOCK_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (isg_lock_watch_parent_class)->dispose (object);
}

static void
isg_lock_watch_finalize (GObject *object)
{
  g_clear_object (&ISG_LOCK_WATCH (object)->cancellable);
  G_OBJECT_CLASS (isg_lock_watch_parent_class)->finalize (object);
}

static void
isg_lock_watch_class_init (IsgLockWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_lock_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_lock_watch_finalize;
  signals[LOCK] = g_signal_new ("lock",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
}

static void
isg_lock_watch_init (IsgLockWatch *self)
{
  self->minutes = DEFAULT_MINUTES;
  self->touched = g_get_monotonic_time ();
  self->cancellable = g_cancellable_new ();
}

IsgLockWatch *
isg_lock_watch_new (GtkApplication *application, IsgContext *context)
{
  IsgLockWatch *self = g_object_new (ISG_TYPE_LOCK_WATCH, NULL);

  self->context = g_object_ref (context);
  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    watch_window (self, at->data);
  g_signal_connect_object (application,
                           "window-added",
                           G_CALLBACK (watch_window),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (ask_minutes), self, G_CONNECT_SWAPPED);
  self->timer = g_timeout_add_seconds (LOOK_SECONDS, timer_cb, self);
  ask_minutes (self);
  /* A test has no system around it. */
  if (g_getenv ("ISG_TEST") == NULL)
    g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_cb, g_object_ref (self));
  return self;
}
