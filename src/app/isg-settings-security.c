/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-health-lock.h"
#include "app/isg-journal-sheet.h"
#include "app/isg-key-sheets.h"
#include "app/isg-lock-watch.h"
#include "app/isg-setting-rows.h"
#include "app/isg-settings-pages.h"

/* Rows that open a sheet; which of them are shown depends on what the file has. */
typedef struct {
  IsgContext *context;    /* (owned) */
  GtkWidget *encrypted;   /* (unowned): the group of the file's keys */
  GtkWidget *plain;       /* (unowned): that it has none */
  GtkWidget *health_new;  /* (unowned) */
  GtkWidget *health_open; /* (unowned) */
  GtkWidget *health[2];   /* (unowned): what needs an open lock */
} Security;

static void
security_free (gpointer data)
{
  g_object_unref (((Security *) data)->context);
  g_free (data);
}

static void
act_cb (GtkWidget *row, gpointer act)
{
  IsgContext *context = g_object_get_data (G_OBJECT (row), "context");

  isg_key_sheet_open (context,
                      GTK_WINDOW (gtk_widget_get_root (row)),
                      (IsgKeyAct) GPOINTER_TO_INT (act));
}

static GtkWidget *
act_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static GtkWidget *
add_act (GtkWidget *group,
         IsgContext *context,
         const char *title,
         const char *subtitle,
         IsgKeyAct act)
{
  GtkWidget *row = act_row_new (title, subtitle);

  g_object_set_data_full (G_OBJECT (row), "context", g_object_ref (context), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (act_cb), GINT_TO_POINTER ((int) act));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

/* ---- what the file has ---- */

static gpointer
is_encrypted (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (isg_store_is_encrypted (store) ? 2 : 1);
}

static void
encrypted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  Security *security = g_object_get_data (G_OBJECT (page), "security");
  int encrypted = GPOINTER_TO_INT (isg_tasks_finish (result, NULL));

  gtk_widget_set_visible (security->encrypted, encrypted == 2);
  gtk_widget_set_visible (security->plain, encrypted == 1);
}

static void
update_health (GtkWidget *page)
{
  Security *security = g_object_get_data (G_OBJECT (page), "security");
  IsgHealthSight sight = isg_health_lock_sight (security->context);
  gboolean set_up = isg_health_lock_is_set_up (security->context);

  gtk_widget_set_visible (security->health_new, !set_up && sight == ISG_HEALTH_OPEN);
  gtk_widget_set_visible (security->health_open, sight == ISG_HEALTH_LOCKED);
  for (guint i = 0; i < G_N_ELEMENTS (security->health); i++)
    gtk_widget_set_visible (security->health[i], set_up && sight == ISG_HEALTH_OPEN);
}

static void
open_lock_cb (GtkWidget *row)
{
  isg_health_lock_ask (g_object_get_data (G_OBJECT (row), "context"), row);
}

static void
journal_cb (GtkWidget *row)
{
  isg_journal_sheet_open (g_object_get_data (G_OBJECT (row), "context"),
                          GTK_WINDOW (gtk_widget_get_root (row)));
}

/* ---- groups ---- */

static GtkWidget *
build_file_keys (Security *security)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("The file's passphrase"));
  add_act (group, security->context, _ ("Change passphrase"), NULL, ISG_KEY_ACT_PASSPHRASE);
  add_act (group,
           security->context,
           _ ("New recovery code"),
              _ ("For the day on which the passphrase is forgotten."), ISG_KEY_ACT_CODE);
  add_act (group, security->context, _ ("Put into keyring"), NULL, ISG_KEY_ACT_KEYRING);
  return group;
}

static GtkWidget *
build_plain (void)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("The file's passphrase"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("This file is not encrypted. Close the program and run “isgctl key new” to give it a "
       "passphrase."));
  return group;
}

static GtkWidget *
build_health (Security *security)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Health details"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Of an exam everybody sees verdict, conditions and dates; the rest only the physician and "
       "the health staff."));
  security->health_new
    = add_act (group,
               security->context,
               _ ("Choose a health passphrase"), NULL, ISG_KEY_ACT_HEALTH_SET_UP);
  security->health_open = act_row_new (_ ("Open health lock"), NULL);
  g_object_set_data_full (G_OBJECT (security->health_open),
                          "context",
                          g_object_ref (security->context),
                          g_object_unref);
  g_signal_connect (security->health_open, "activated", G_CALLBACK (open_lock_cb), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), security->health_open);
  security->health[0]
    = add_act (group,
               security->context,
               _ ("Change health passphrase"), NULL, ISG_KEY_ACT_HEALTH_PASSPHRASE);
  security->health[1] = add_act (group,
                                 security->context,
                                 _ ("New health recovery code"), NULL, ISG_KEY_ACT_HEALTH_CODE);
  return group;
}

static GtkWidget *
build_lock (Security *security)
{
  static const char *const minutes[] = { "5", "10", "30", NULL };
  const char *labels[] = { _ ("5 minutes"), _ ("10 minutes"), _ ("30 minutes"), NULL };
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *journal = act_row_new (_ ("Journal"), _ ("Who did what, and when"));

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_choice_new (security->context,
                                                     ISG_LOCK_IDLE_SETTING,
                                                     _ ("Lock when idle for"), minutes, labels));
  g_object_set_data_full (G_OBJECT (journal),
                          "context",
                          g_object_ref (security->context),
                          g_object_unref);
  g_signal_connect (journal, "activated", G_CALLBACK (journal_cb), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), journal);
  return group;
}

AdwPreferencesPage *
isg_settings_security_new (IsgContext *context)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  Security *security = g_new0 (Security, 1);

  security->context = g_object_ref (context);
  g_object_set_data_full (G_OBJECT (page), "security", security, security_free);
  adw_preferences_page_set_name (page, "security");
  adw_preferences_page_set_title (page, _ ("Lock and security"));
  adw_preferences_page_set_icon_name (page, "system-lock-screen-symbolic");
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (build_lock (security)));
  security->encrypted = build_file_keys (security);
  security->plain = build_plain ();
  gtk_widget_set_visible (security->encrypted, FALSE);
  gtk_widget_set_visible (security->plain, FALSE);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (security->encrypted));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (security->plain));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (build_health (security)));
  update_health (GTK_WIDGET (page));
  g_signal_connect_object (context,
                           "health-changed",
                           G_CALLBACK (update_health),
                           page,
                           G_CONNECT_SWAPPED);
  isg_tasks_run (isg_context_tasks (context),
                 is_encrypted,
                 NULL,
                 NULL,
                 NULL,
                 NULL,
                 encrypted_cb,
                 g_object_ref (page));
  return page;
}
