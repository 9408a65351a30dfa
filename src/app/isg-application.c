/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-application.h"

#include <glib/gi18n.h>

#include "app/isg-backup-daily.h"
#include "app/isg-backup-jobs.h"
#include "app/isg-draw-pages.h"
#include "app/isg-error-text.h"
#include "app/isg-first-steps.h"
#include "app/isg-guide.h"
#include "app/isg-health-lock.h"
#include "app/isg-lock-watch.h"
#include "app/isg-look.h"
#include "app/isg-notify.h"
#include "app/isg-pages.h"
#include "app/isg-repair.h"
#include "app/isg-restore-jobs.h"
#include "app/isg-restore-sheet.h"
#include "app/isg-sample-file.h"
#include "app/isg-sheet.h"
#include "app/isg-shortcuts.h"
#include "app/isg-unlock.h"
#include "app/isg-window-private.h"
#include "rules/isg-rulebook.h"
#include "store/isg-store-key.h"
#include "store/isg-store-packs.h"

/* How often it is looked whether a pack has come into force. */
#define RULES_SECONDS 600

struct _IsgApplication {
  AdwApplication parent_instance;

  char *data_dir;  /* (nullable): until options were read */
  char *own_dir;   /* (nullable): the user's own folder, while the sample's is looked around in */
  char *page;      /* (nullable): to be opened first */
  char *draw_dir;  /* (nullable): where pages are to be drawn */
  gboolean failed; /* what was asked for on the command line could not be done */
  IsgRules *rules; /* (owned) (nullable) */
  IsgClock *clock; /* (owned) (nullable) */
  IsgTransportMaker transport;
  gpointer transport_data;

  IsgLook *look;         /* (owned) */
  IsgTasks *opening;     /* (owned) (nullable): the lane that looks whether there is a store */
  IsgContext *context;   /* (owned) (nullable) */
  IsgStoreKey *key;      /* (owned) (nullable): what opens the store */
  IsgUnlockTries tries;  /* wrong passphrases so far */
  IsgTasks *unlocking;   /* (owned) (nullable): the lane that looks for the key */
  IsgUnlock *unlock;     /* (unowned) (nullable) */
  IsgWindow *window;     /* (unowned) (nullable) */
  IsgNotify *notify;     /* (owned) (nullable): while there is a context */
  IsgLockWatch *watch;   /* (owned) (nullable): while there is a context */
  IsgBackupDaily *daily; /* (owned) (nullable): while there is a context */
  IsgRestore *restore;   /* (owned) (nullable): what is to take the store's place */
  IsgTasks *restoring;   /* (owned) (nullable): the lane of that, or of the sample's file */
  char *told;            /* (nullable): what is to be read once the store is open */
  gboolean locked;       /* the screen is */
  gboolean first_start;  /* the guide has just made the store */
  gboolean leaving;      /* the sample is being left */
  gboolean reloading;    /* the store is opened anew, by other rules */
  char *said;            /* (nullable): what is to be told then */
  guint day_source;      /* looks whether a pack comes into force */
  IsgDate day;           /* for which it was told that new rules wait */
  gboolean ending;
};

G_DEFINE_FINAL_TYPE (IsgApplication, isg_application, ADW_TYPE_APPLICATION)

/* ---- the window ---- */

static void
window_gone_cb (IsgApplication *self)
{
  self->window = NULL;
}

/* The new window comes before the old one goes: without any, the application would end. */
static void
show_window (IsgApplication *self)
{
  IsgWindow *old = self->window;

  if (old != NULL)
    g_signal_handlers_disconnect_by_func (old, window_gone_cb, self);
  self->window = isg_window_new (ADW_APPLICATION (self), self->context);
  isg_window_remember (self->window, self->look);
  g_signal_connect_object (self->window,
                           "destroy",
                           G_CALLBACK (window_gone_cb),
                           self,
                           G_CONNECT_SWAPPED);
  if (old != NULL)
    gtk_window_destroy (GTK_WINDOW (old));
}

static void
open_first_page (IsgApplication *self)
{
  guint n;
  const IsgPage *pages = isg_pages (&n);

  if (self->page != NULL && isg_window_open_page (self->window, self->page))
    return;
  if (n > 0)
    isg_window_open_page (self->window, pages[0].id);
}

static void
worker_failed_cb (IsgApplication *self, const GError *error)
{
  if (self->window != NULL && !self->ending)
    isg_window_show_error (self->window, error);
}

/* What is more than a toast holds. */
static void
tell (IsgApplication *self)
{
  g_autofree char *told = g_steal_pointer (&self->told);

  if (told != NULL && self->window != NULL)
    isg_window_tell (self->window, told);
}

static gboolean day_cb (gpointer data);
static void lock_screen (IsgApplication *self);

static void
start_working (IsgApplication *self, IsgEnvironment environment)
{
  self->context = isg_context_new (self->data_dir,
                                   self->key,
                                   self->rules,
                                   self->clock,
                                   environment,
                                   self->transport,
                                   self->transport_data);
  /* Until what is pending was kept: see end (). */
  g_application_hold (G_APPLICATION (self));
  g_signal_connect_object (isg_context_worker (self->context),
                           "failed",
                           G_CALLBACK (worker_failed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  show_window (self);
  if (self->draw_dir != NULL) {
    isg_draw_pages (self->window, self->draw_dir, self->page);
    return;
  }
  open_first_page (self);
  gtk_window_present (GTK_WINDOW (self->window));
  self->notify = isg_notify_new (self->context, GTK_WINDOW (self->window));
  self->watch = isg_lock_watch_new (GTK_APPLICATION (self), self->context);
  g_signal_connect_object (self->watch, "lock", G_CALLBACK (lock_screen), self, G_CONNECT_SWAPPED);
  if (self->said != NULL)
    isg_window_toast (self->window, self->said, NULL, NULL, NULL, FALSE);
  g_clear_pointer (&self->said, g_free);
  tell (self);
  isg_worker_start (isg_context_worker (self->context));
  self->daily = isg_backup_daily_new (self->context);
  if (self->day_source == 0)
    self->day_source = g_timeout_add_seconds (RULES_SECONDS, day_cb, self);
  /* The guide's next question: the workplace. */
  if (self->first_start)
    isg_first_steps_begin (self->window);
  self->first_start = FALSE;
}

/* ---- the locked screen ---- */

static void show_unlock (IsgApplication *self, GtkWidget *unlock);

/* Sheets stand over the window, and would go on showing what they show. The application does not
 * know them: a window that stands over another is not one of its own. */
static void
close_sheets (IsgApplication *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  g_list_foreach (windows, (GFunc) (void (*) (void)) g_object_ref, NULL);
  for (GList *at = windows; at != NULL; at = at->next) {
    if (at->data != self->window && gtk_widget_get_visible (at->data))
      gtk_window_close (at->data);
    g_object_unref (at->data);
  }
}

static gboolean
has_sheets (IsgApplication *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (at->data != self->window && gtk_widget_get_visible (at->data))
      return TRUE;
  return FALSE;
}

/* A file that is not encrypted has nothing that could open a screen: there the health details alone
 * are shut. */
static void
lock_screen (IsgApplication *self)
{
  if (self->context == NULL || self->window == NULL || self->locked || self->ending
      || !isg_window_is_working (self->window))
    return;
  /* Before the key goes: drafts of exams are sealed with it. */
  isg_window_keep (self->window);
  isg_health_lock_shut (self->context);
  if (self->key == NULL)
    return;
  close_sheets (self);
  self->locked = TRUE;
  show_unlock (self, isg_unlock_new_for_screen ());
}

static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IsgApplication *self = user_data;
  gboolean open;

  if (self->context == NULL || self->window == NULL || !isg_window_is_working (self->window))
    return;
  open = isg_health_lock_sight (self->context) == ISG_HEALTH_OPEN
         && isg_health_lock_is_set_up (self->context);
  lock_screen (self);
  if (!self->locked)
    isg_window_toast (self->window,
                      open
                      ? _ ("The health details are locked.")
                      : _ ("The file has no passphrase, so the screen was not locked. Choose "
                                "one in Settings › Lock and security."),
                           NULL,
                           NULL,
                           NULL,
                           FALSE);
}

/* ---- guide and repair screen ---- */

static void
guide_done_cb (IsgApplication *self, IsgGuide *guide)
{
  g_clear_pointer (&self->key, isg_store_key_unref);
  if (isg_guide_key (guide) != NULL)
    self->key = isg_store_key_ref (isg_guide_key (guide));
  self->first_start = TRUE;
  isg_application_open_store (self);
}

static void
show_other (IsgApplication *self, GtkWidget *child)
{
  if (self->window == NULL)
    show_window (self);
  isg_window_show_root (self->window, child);
  gtk_window_present (GTK_WINDOW (self->window));
  tell (self);
}

static void sample_cb (IsgApplication *self, IsgGuide *guide);

static void
show_guide (IsgApplication *self)
{
  GtkWidget *guide = isg_guide_new (self->data_dir, self->rules, self->clock);

  g_signal_connect_object (guide, "done", G_CALLBACK (guide_done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guide, "sample", G_CALLBACK (sample_cb), self, G_CONNECT_SWAPPED);
  show_other (self, guide);
}

static void
open_backup_cb (IsgApplication *self)
{
  if (self->window != NULL)
    isg_restore_sheet_open (GTK_WINDOW (self->window), NULL);
}

static void
show_repair (IsgApplication *self, const GError *error)
{
  GtkWidget *repair = isg_repair_new (error, self->data_dir);

  g_signal_connect_object (repair,
                           "try-again",
                           G_CALLBACK (isg_application_open_store),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (repair, "restore", G_CALLBACK (open_backup_cb), self, G_CONNECT_SWAPPED);
  show_other (self, repair);
}

/* ---- the locked store ---- */

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgStoreKey *key = isg_tasks_finish (result, &error);
  gboolean wrong = g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY);
  g_autofree char *sentence = error == NULL ? NULL
                                            : wrong && self->locked
                                ? g_strdup (_ ("The passphrase is not right."))
                                : isg_error_text (error);

  isg_tasks_stop (self->unlocking);
  g_clear_object (&self->unlocking);
  g_application_release (G_APPLICATION (self));
  if (key != NULL) {
    g_clear_pointer (&self->key, isg_store_key_unref);
    self->key = key;
    self->tries = (IsgUnlockTries){ 0 };
    if (self->locked && self->window != NULL)
      isg_window_show_root (self->window, NULL);
    self->locked = FALSE;
    if (!self->ending)
      isg_application_open_store (self);
    return;
  }
  isg_unlock_failed (&self->tries, self->clock);
  if (!self->ending && self->unlock != NULL)
    isg_unlock_refuse (self->unlock, sentence, isg_unlock_wait (&self->tries, self->clock));
}

static void
given_cb (IsgApplication *self)
{
  g_autoptr (IsgSecret) secret = isg_unlock_take (self->unlock);

  if (secret == NULL || self->unlocking != NULL)
    return;
  self->unlocking = isg_tasks_new (self->data_dir, self->rules, self->clock, "unlock");
  g_application_hold (G_APPLICATION (self));
  isg_tasks_unlock (self->unlocking, secret, unlocked_cb, g_object_ref (self));
}

static void
show_unlock (IsgApplication *self, GtkWidget *unlock)
{
  g_set_weak_pointer (&self->unlock, ISG_UNLOCK (unlock));
  g_signal_connect_object (unlock, "given", G_CALLBACK (given_cb), self, G_CONNECT_SWAPPED);
  show_other (self, unlock);
}

/* Nobody is there to answer when pages are drawn into files. */
static void
cannot_open (IsgApplication *self, const GError *error)
{
  if (self->draw_dir != NULL) {
    gboolean absent = g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
    g_autofree char *sentence
      = absent ? g_strdup (_ ("There is no file of İSG Defteri in this folder."))
               : isg_error_text (error);

    fprintf (stderr, "isg-defteri: %s\n", sentence);
    self->failed = TRUE;
  } else if (g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT))
    show_guide (self);
  else if (g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_LOCKED))
    show_unlock (self, isg_unlock_new ());
  else
    show_repair (self, error);
}

/* ---- opening ---- */

static gpointer
read_environment (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER ((int) isg_store_environment (store) + 1);
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  int environment = GPOINTER_TO_INT (isg_tasks_finish (result, &error));

  isg_tasks_stop (self->opening);
  /* The keyring may have had it. */
  if (self->key == NULL && isg_tasks_key (self->opening) != NULL)
    self->key = isg_store_key_ref (isg_tasks_key (self->opening));
  g_clear_object (&self->opening);
  g_application_release (G_APPLICATION (self));
  /* The user has closed the window in the meantime. */
  if (self->ending)
    return;
  if (error != NULL)
    cannot_open (self, error);
  else
    start_working (self, (IsgEnvironment) (environment - 1));
}

void
isg_application_open_store (IsgApplication *self)
{
  g_return_if_fail (ISG_IS_APPLICATION (self));

  if (self->opening != NULL || self->context != NULL)
    return;
  self->opening = isg_tasks_new (self->data_dir, self->rules, self->clock, "opening");
  isg_tasks_set_key (self->opening, self->key);
  g_application_hold (G_APPLICATION (self));
  isg_tasks_run (self->opening,
                 read_environment,
                 NULL,
                 NULL,
                 NULL,
                 NULL,
                 store_opened_cb,
                 g_object_ref (self));
}

/* ---- ending ---- */

static gpointer
do_nothing (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void open_anew (IsgApplication *self);

static void begin_restore (IsgApplication *self);
static void begin_leaving (IsgApplication *self);

static gboolean
stop_cb (gpointer data)
{
  IsgApplication *self = data;

  isg_context_stop (self->context);
  g_clear_object (&self->context);
  if (self->restore != NULL)
    begin_restore (self);
  else if (self->leaving)
    begin_leaving (self);
  else if (self->reloading && !self->ending)
    open_anew (self);
  g_application_release (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

static void wait_for_lanes (IsgApplication *self);

static void
lane_reached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgApplication) self = user_data;

  wait_for_lanes (self);
}

/* Drafts are on their way to the store when the window closes, and their answers come through the
 * main loop, which therefore must not end before them. */
static void
wait_for_lanes (IsgApplication *self)
{
  IsgTasks *store_lane = isg_context_tasks (self->context);
  IsgTasks *card_lane = isg_context_card_tasks (self->context);
  IsgTasks *busy = isg_tasks_n_pending (store_lane) > 0  ? store_lane
                   : isg_tasks_n_pending (card_lane) > 0 ? card_lane
                                                         : NULL;

  if (busy == NULL) {
    /* After the tasks have let go of what they held. */
    g_idle_add_full (G_PRIORITY_LOW, stop_cb, g_object_ref (self), g_object_unref);
    return;
  }
  isg_tasks_run (busy, do_nothing, NULL, NULL, NULL, NULL, lane_reached_cb, g_object_ref (self));
}

static void
stop_watching (IsgApplication *self)
{
  g_clear_object (&self->notify);
  g_clear_object (&self->watch);
  g_clear_object (&self->daily);
}

static void
isg_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  IsgApplication *self = ISG_APPLICATION (application);

  GTK_APPLICATION_CLASS (isg_application_parent_class)->window_removed (application, window);
  if (self->ending || gtk_application_get_windows (application) != NULL)
    return;
  self->ending = TRUE;
  stop_watching (self);
  if (self->context != NULL && !self->reloading)
    wait_for_lanes (self);
}

/* ---- actions ---- */

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IsgApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
}

static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IsgApplication *self = user_data;

  if (self->window == NULL || self->locked)
    return;
  isg_window_open_page (self->window, g_variant_get_string (parameter, NULL));
  /* Whoever pressed a notification is elsewhere. */
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
text_larger_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  isg_application_set_text_scale (user_data, isg_application_text_scale (user_data) + 25);
}

static void
text_smaller_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  isg_application_set_text_scale (user_data, isg_application_text_scale (user_data) - 25);
}

static void
text_normal_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  isg_application_set_text_scale (user_data, 100);
}

/* Everything that works by the old rules comes to rest, then the store is opened by the new ones.
 */
static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IsgApplication *self = user_data;

  if (self->context == NULL || self->ending || self->reloading)
    return;
  self->reloading = TRUE;
  stop_watching (self);
  g_free (self->said);
  self->said = g_variant_dup_string (parameter, NULL);
  wait_for_lanes (self);
}

/* ---- a pack's day comes while the program runs ---- */

/* Nobody is in the middle of something: no sheet is open, and the window is not in use. */
static gboolean
is_left_alone (IsgApplication *self)
{
  return self->window != NULL && !has_sheets (self)
         && !gtk_window_is_active (GTK_WINDOW (self->window));
}

/* In the store's lane: packs are files, and reading them takes its time. */
static gpointer
read_version (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgRulebook) packs = isg_store_packs (store, error);
  IsgDate today = isg_clock_today (isg_store_clock (store));

  return packs != NULL ? g_strdup (isg_rules_version (isg_rulebook_active (packs, today))) : NULL;
}

static void
take_new_rules (IsgApplication *self)
{
  IsgDate today = isg_clock_today (self->clock);

  if (is_left_alone (self))
    g_action_group_activate_action (G_ACTION_GROUP (self),
                                    "reload",
                                    g_variant_new_string (_ ("New rules are in force; the program works by them now.")));
  else if (self->day != today && self->window != NULL)
    isg_window_toast (self->window,
                      _ ("New rules are in force. They are taken as soon as the window rests."),
                         NULL,
                         NULL,
                         NULL,
                         FALSE);
  self->day = today;
}

static void
version_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgApplication) self = user_data;
  /* A pack that cannot be read is told of where packs are looked at; the rules in use go on. */
  g_autofree char *version = isg_tasks_finish (result, NULL);

  if (version != NULL && self->context != NULL && !self->ending && !self->reloading
      && !g_str_equal (version, isg_rules_version (self->rules)))
    take_new_rules (self);
}

void
isg_application_look_at_rules (IsgApplication *self)
{
  g_return_if_fail (ISG_IS_APPLICATION (self));

  if (self->context == NULL || self->ending || self->reloading)
    return;
  isg_tasks_run (isg_context_tasks (self->context),
                 read_version,
                 NULL,
                 NULL,
                 g_free,
                 NULL,
                 version_read_cb,
                 g_object_ref (self));
}

static gboolean
day_cb (gpointer data)
{
  isg_application_look_at_rules (data);
  return G_SOURCE_CONTINUE;
}

static void leave_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data);

static const GActionEntry entries[] = {
  { .name = "leave-sample", .activate = leave_sample_cb },
  { .name = "reload", .activate = reload_cb, .parameter_type = "s" },
  { .name = "quit", .activate = quit_cb },
  { .name = "lock", .activate = lock_cb },
  { .name = "page", .activate = page_cb, .parameter_type = "s" },
  { .name = "text-larger", .activate = text_larger_cb },
  { .name = "text-smaller", .activate = text_smaller_cb },
  { .name = "text-normal", .activate = text_normal_cb },
};

/* ---- the application ---- */

static void
isg_application_activate (GApplication *application)
{
  IsgApplication *self = ISG_APPLICATION (application);

  if (self->window != NULL)
    gtk_window_present (GTK_WINDOW (self->window));
  else if (self->rules != NULL)
    isg_application_open_store (self);
}

/* The pack that is in force today. */
static IsgRules *
load_rules (IsgApplication *self, GError **error)
{
  g_autoptr (IsgRulebook) packs = isg_rulebook_new (self->data_dir, error);

  return packs != NULL ? isg_rules_ref (isg_rulebook_active (packs, isg_clock_today (self->clock)))
                       : NULL;
}

/* Returns whether there is a pack in force; else that was said. */
static gboolean
take_rules (IsgApplication *self)
{
  g_autoptr (GError) error = NULL;
  IsgRules *rules = load_rules (self, &error);

  self->reloading = FALSE;
  if (rules == NULL) {
    cannot_open (self, error);
    return FALSE;
  }
  isg_rules_unref (self->rules);
  self->rules = rules;
  return TRUE;
}

static void
open_anew (IsgApplication *self)
{
  if (!take_rules (self))
    return;
  g_free (self->page);
  self->page = g_strdup ("rules");
  isg_application_open_store (self);
}

/* ---- a backup in the place of the store ---- */

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  const IsgRestore *done = isg_tasks_finish (result, &error);

  g_free (self->told);
  self->told = done != NULL ? isg_restore_words (done) : isg_backup_error_text (error);
  if (done != NULL) {
    g_clear_pointer (&self->key, isg_store_key_unref);
    self->key = done->key != NULL ? isg_store_key_ref (done->key) : NULL;
  }
  isg_tasks_stop (self->restoring);
  g_clear_object (&self->restoring);
  g_clear_pointer (&self->restore, isg_restore_free);
  g_application_release (G_APPLICATION (self));
  if (!self->ending && take_rules (self))
    isg_application_open_store (self);
}

/* Nobody has the store open any more. */
static void
begin_restore (IsgApplication *self)
{
  self->restoring = isg_application_new_lane (self, "restore");
  g_application_hold (G_APPLICATION (self));
  isg_tasks_run_apart (self->restoring,
                       isg_restore_job_do,
                       self->restore,
                       NULL,
                       NULL,
                       restored_cb,
                       g_object_ref (self));
}

static GtkWidget *
restoring_new (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *spinner = gtk_spinner_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The backup is being put in place"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Please wait; today’s file is kept beside it."));
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), spinner);
  return page;
}

void
isg_application_restore (IsgApplication *self, const char *path, IsgStoreKey *key, gboolean damaged)
{
  g_return_if_fail (ISG_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);

  if (self->restore != NULL || self->reloading || self->ending)
    return;
  self->restore = isg_restore_new (self->data_dir, path, key, self->clock, damaged);
  self->reloading = TRUE;
  if (self->window != NULL && self->context != NULL)
    isg_window_keep (self->window);
  close_sheets (self);
  show_other (self, restoring_new ());
  stop_watching (self);
  if (self->context != NULL)
    wait_for_lanes (self);
  else
    begin_restore (self);
}

/* ---- looking around in the sample's file ---- */

static void
update_leaving (IsgApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "leave-sample");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->own_dir != NULL);
}

static void
sample_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  isg_tasks_stop (self->restoring);
  g_clear_object (&self->restoring);
  g_application_release (G_APPLICATION (self));
  if (self->ending)
    return;
  if (error != NULL) {
    if (self->window != NULL)
      isg_window_show_error (self->window, error);
    return;
  }
  self->own_dir = g_steal_pointer (&self->data_dir);
  self->data_dir = isg_sample_file_dir (self->own_dir);
  update_leaving (self);
  g_free (self->said);
  self->said
    = g_strdup (_ ("This is sample data in a file of its own. The main menu leads back from it."));
  isg_application_open_store (self);
}

static void
sample_cb (IsgApplication *self, IsgGuide *guide)
{
  g_autofree char *dir = isg_sample_file_dir (self->data_dir);

  if (self->restoring != NULL || self->own_dir != NULL)
    return;
  self->restoring = isg_application_new_lane (self, "sample");
  g_application_hold (G_APPLICATION (self));
  isg_tasks_run_apart (self->restoring,
                       isg_sample_file_job_make,
                       isg_sample_file_new (dir, isg_guide_role (guide), self->rules, self->clock),
                       isg_sample_file_free,
                       NULL,
                       sample_made_cb,
                       g_object_ref (self));
}

static void
sample_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgApplication) self = user_data;

  /* What could not be deleted is opened again by the next look around. */
  isg_tasks_finish (result, NULL);
  isg_tasks_stop (self->restoring);
  g_clear_object (&self->restoring);
  g_application_release (G_APPLICATION (self));
  g_free (self->data_dir);
  self->data_dir = g_steal_pointer (&self->own_dir);
  self->leaving = FALSE;
  update_leaving (self);
  if (!self->ending && take_rules (self))
    isg_application_open_store (self);
}

static void
begin_leaving (IsgApplication *self)
{
  self->restoring = isg_application_new_lane (self, "sample");
  g_application_hold (G_APPLICATION (self));
  isg_tasks_run_apart (self->restoring,
                       isg_sample_file_job_remove,
                       isg_sample_file_new (self->data_dir, NULL, NULL, NULL),
                       isg_sample_file_free,
                       NULL,
                       sample_removed_cb,
                       g_object_ref (self));
}

static void
leave_cb (IsgApplication *self, IsgSheet *sheet)
{
  isg_sheet_finish (sheet);
  if (self->own_dir == NULL || self->context == NULL || self->reloading || self->ending)
    return;
  self->leaving = TRUE;
  self->reloading = TRUE;
  close_sheets (self);
  stop_watching (self);
  wait_for_lanes (self);
}

static void
leave_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IsgApplication *self = user_data;
  GtkWidget *words;
  IsgSheet *sheet;

  if (self->window == NULL || self->own_dir == NULL || !isg_window_is_working (self->window))
    return;
  sheet = isg_sheet_new (GTK_WINDOW (self->window),
                         _ ("Leave the Sample Data"), _ ("Delete and leave"), NULL);
  words = gtk_label_new (_ ("The sample’s file is deleted, with what you tried in it. A file of your own is not touched; it begins empty."));
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 48);
  gtk_widget_add_css_class (words, "sheet-text");
  isg_sheet_set_content (sheet, words);
  g_signal_connect_object (sheet, "act", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (sheet));
}

static void
isg_application_startup (GApplication *application)
{
  IsgApplication *self = ISG_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  G_APPLICATION_CLASS (isg_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (ISG_APP_ID);
  isg_look_apply (self->look);
  isg_shortcuts_install (GTK_APPLICATION (self));
  if (self->clock == NULL)
    self->clock = isg_clock_new_system ();
  if (self->rules == NULL)
    self->rules = load_rules (self, &error);
  if (self->rules == NULL)
    cannot_open (self, error);
}

static char *
default_data_dir (void)
{
  const char *dir = g_getenv ("ISG_DATA_DIR");

  if (dir != NULL && *dir != '\0')
    return g_strdup (dir);
  return g_build_filename (g_get_user_data_dir (), "isg-defteri", NULL);
}

/* One window for a store: a store somewhere else has a name of its own on the bus. */
static void
name_by_data_dir (IsgApplication *self)
{
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "isg-defteri", NULL);
  g_autofree char *here = g_canonicalize_filename (self->data_dir, NULL);
  g_autofree char *hash = NULL;
  g_autofree char *id = NULL;

  if (g_str_equal (usual, here))
    return;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, here, -1);
  id = g_strdup_printf ("%s.d%.12s", ISG_APP_ID, hash);
  g_application_set_application_id (G_APPLICATION (self), id);
}

static int
isg_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  IsgApplication *self = ISG_APPLICATION (application);

  if (g_variant_dict_contains (options, "version")) {
    g_autofree char *line = g_strdup_printf ("isg-defteri %s\n", ISG_VERSION);

    fputs (line, stdout);
    return 0;
  }
  g_variant_dict_lookup (options, "data-dir", "^ay", &self->data_dir);
  g_variant_dict_lookup (options, "page", "s", &self->page);
  g_variant_dict_lookup (options, "draw-pages", "^ay", &self->draw_dir);
  if (self->data_dir == NULL)
    self->data_dir = default_data_dir ();
  if (self->draw_dir != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  name_by_data_dir (self);
  return -1;
}

static void
isg_application_constructed (GObject *object)
{
  static const GOptionEntry options[] = {
    { "data-dir",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      NULL,
      N_ ("Where the store lies"), N_ ("DIR") },
      { "page",
        0,
        0,
        G_OPTION_ARG_STRING,
        NULL,
        N_ ("The page that is opened first"), N_ ("ID") },
        { "draw-pages",
          0,
          0,
          G_OPTION_ARG_FILENAME,
          NULL,
          N_ ("Draw the pages into PNG files and end"), N_ ("DIR") },
          { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and end"), NULL },
            { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
         };

  G_OBJECT_CLASS (isg_application_parent_class)->constructed (object);
  g_application_add_main_option_entries (G_APPLICATION (object), options);
  g_action_map_add_action_entries (G_ACTION_MAP (object), entries, G_N_ELEMENTS (entries), object);
  update_leaving (ISG_APPLICATION (object));
}

static void
isg_application_finalize (GObject *object)
{
  IsgApplication *self = ISG_APPLICATION (object);

  /* Whoever ends the application has let it come to rest. */
  g_assert (self->context == NULL);
  g_assert (self->opening == NULL);
  g_assert (self->unlocking == NULL);
  g_assert (self->restoring == NULL);

  g_clear_handle_id (&self->day_source, g_source_remove);
  g_clear_weak_pointer (&self->unlock);
  g_clear_pointer (&self->key, isg_store_key_unref);
  g_clear_object (&self->look);
  g_clear_pointer (&self->rules, isg_rules_unref);
  g_clear_pointer (&self->clock, isg_clock_unref);
  g_free (self->data_dir);
  g_free (self->own_dir);
  g_free (self->page);
  g_free (self->said);
  g_free (self->told);
  g_free (self->draw_dir);
  G_OBJECT_CLASS (isg_application_parent_class)->finalize (object);
}

static void
isg_application_class_init (IsgApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->constructed = isg_application_constructed;
  object_class->finalize = isg_application_finalize;
  application_class->startup = isg_application_startup;
  application_class->activate = isg_application_activate;
  application_class->handle_local_options = isg_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_removed = isg_application_window_removed;
}

static void
isg_application_init (IsgApplication *self)
{
  self->look = isg_look_new ();
}

IsgApplication *
isg_application_new (void)
{
  g_autoptr (IsgLook) look = isg_look_new ();
  g_autofree char *language = isg_look_language (look);
  gboolean alone = g_getenv ("ISG_TEST") != NULL;

  /* Before the first widget, and before options are described. A test makes a second application.
   */
  if (!gtk_is_initialized ())
    gtk_disable_setlocale ();
  isg_i18n_init (language, ISG_LOCALE_DIR);
  return g_object_new (ISG_TYPE_APPLICATION,
                       "application-id",
                       ISG_APP_ID,
                       "resource-base-path",
                       "/io/github/isgdefteri/IsgDefteri",
                       "flags",
                       alone ? G_APPLICATION_NON_UNIQUE : G_APPLICATION_DEFAULT_FLAGS,
                       NULL);
}

void
isg_application_set_data_dir (IsgApplication *self, const char *data_dir)
{
  g_return_if_fail (ISG_IS_APPLICATION (self));

  g_free (self->data_dir);
  self->data_dir = g_strdup (data_dir);
}

void
isg_application_set_tools (IsgApplication *self,
                           IsgRules *rules,
                           IsgClock *clock,
                           IsgTransportMaker transport,
                           gpointer transport_data)
{
  g_return_if_fail (ISG_IS_APPLICATION (self));

  g_clear_pointer (&self->rules, isg_rules_unref);
  g_clear_pointer (&self->clock, isg_clock_unref);
  self->rules = rules != NULL ? isg_rules_ref (rules) : NULL;
  self->clock = clock != NULL ? isg_clock_ref (clock) : NULL;
  self->transport = transport;
  self->transport_data = transport_data;
}

gboolean
isg_application_failed (IsgApplication *self)
{
  g_return_val_if_fail (ISG_IS_APPLICATION (self), TRUE);

  return self->failed;
}

IsgLook *
isg_application_look (IsgApplication *self)
{
  g_return_val_if_fail (ISG_IS_APPLICATION (self), NULL);

  return self->look;
}

IsgContext *
isg_application_context (IsgApplication *self)
{
  g_return_val_if_fail (ISG_IS_APPLICATION (self), NULL);

  return self->context;
}

const char *
isg_application_data_dir (IsgApplication *self)
{
  g_return_val_if_fail (ISG_IS_APPLICATION (self), NULL);

  return self->data_dir;
}

IsgStoreKey *
isg_application_key (IsgApplication *self)
{
  g_return_val_if_fail (ISG_IS_APPLICATION (self), NULL);

  return self->key;
}

IsgTasks *
isg_application_new_lane (IsgApplication *self, const char *name)
{
  IsgTasks *lane;

  g_return_val_if_fail (ISG_IS_APPLICATION (self), NULL);

  lane = isg_tasks_new (self->data_dir, self->rules, self->clock, name);
  isg_tasks_set_key (lane, self->key);
  return lane;
}

IsgWindow *
isg_application_window (IsgApplication *self)
{
  g_return_val_if_fail (ISG_IS_APPLICATION (self), NULL);

  return self->window;
}

int
isg_application_text_scale (IsgApplication *self)
{
  g_return_val_if_fail (ISG_IS_APPLICATION (self), 100);

  return isg_look_text_scale (self->look);
}

void
isg_application_set_text_scale (IsgApplication *self, int percent)
{
  g_return_if_fail (ISG_IS_APPLICATION (self));

  isg_look_set_text_scale (self->look, CLAMP (percent, 100, 200));
}
