/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-exam-start.h"
#include "app/isg-health-lock.h"
#include "app/isg-import-sheet.h"
#include "app/isg-near-miss.h"
#include "app/isg-pages.h"
#include "app/isg-receipt-year.h"
#include "app/isg-screen-private.h"
#include "app/isg-search-sheet.h"
#include "app/isg-settings.h"
#include "app/isg-shortcuts.h"
#include "app/isg-submission-files.h"
#include "app/isg-window-private.h"
#include "store/isg-role.h"

/* Keys and menus call these, never a handler of their own; which keys stands in isg-shortcuts.c. */

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  isg_window_pop (user_data);
}

static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  isg_window_open_page (user_data, g_variant_get_string (parameter, NULL));
}

static void
do_on_screen (IsgWindow *self, IsgScreenAct act)
{
  IsgScreen *screen = isg_window_is_working (self) ? isg_window_screen (self) : NULL;

  if (screen != NULL)
    isg_screen_do (screen, act);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  do_on_screen (user_data, ISG_SCREEN_FIND);
}

static void
finish_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  do_on_screen (user_data, ISG_SCREEN_FINISH);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  do_on_screen (user_data, ISG_SCREEN_ADD);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  do_on_screen (user_data, ISG_SCREEN_PRINT);
}

static void
keep_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  isg_window_keep (user_data);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  isg_window_undo (user_data);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_search_sheet_open (user_data);
}

static void
switcher_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_window_open_switcher (user_data);
}

static void
next_region_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  isg_window_next_region (user_data, FALSE);
}

static void
previous_region_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  isg_window_next_region (user_data, TRUE);
}

static void
try_now_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IsgContext *context = isg_window_context (user_data);

  if (context != NULL)
    isg_worker_try_now (isg_context_worker (context));
}

static void
settings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_settings_open (user_data, g_variant_get_string (parameter, NULL));
}

static void
sign_basket_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_sign_basket_open (user_data);
}

static void
exam_session_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data)
      && isg_health_lock_role_may (isg_window_context (user_data), ISG_RIGHT_EXAMS))
    isg_exam_start_open (user_data);
}

static void
desk_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_window_open_page (user_data, "desk");
}

static void
new_record_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_record_open (user_data, g_variant_get_string (parameter, NULL), NULL, NULL);
}

static void
near_miss_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_near_miss_open (user_data);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_import_sheet_open (user_data, "employee", NULL);
}

static void
import_leftover_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_import_leftover_ask (user_data);
}

static void
open_record_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *kind;
  const char *uuid;

  g_variant_get (parameter, "(&s&s)", &kind, &uuid);
  if (isg_window_is_working (user_data))
    isg_record_open (user_data, kind, uuid, NULL);
}

static void
health_lock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (isg_window_is_working (user_data))
    isg_health_lock_ask (isg_window_context (user_data), user_data);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *shortcuts = GTK_WINDOW (isg_shortcuts_window_new ());

  gtk_window_set_transient_for (shortcuts, user_data);
  gtk_window_present (shortcuts);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (GTK_WINDOW (user_data),
                         "application-name",
                         "İSG Defteri",
                         "application-icon",
                         ISG_APP_ID,
                         "version",
                         ISG_VERSION,
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         "comments",
                         _ ("Keeps the health and safety records of small workplaces, signs them and "
                            "sends them to the Ministry."),
                            NULL);
}

static void
support_bundle_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IsgWindow *self = user_data;
  const char *uuid = g_variant_get_string (parameter, NULL);

  if (isg_window_is_working (self))
    isg_support_bundle_ask (isg_window_context (self), self, *uuid != '\0' ? uuid : NULL);
}

static void
receipts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IsgWindow *self = user_data;

  if (isg_window_is_working (self))
    isg_receipt_year_open (isg_window_context (self), self, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "back", .activate = back_cb },
  { .name = "page", .activate = page_cb, .parameter_type = "s" },
  { .name = "find", .activate = find_cb },
  { .name = "finish", .activate = finish_cb },
  { .name = "print", .activate = print_cb },
  { .name = "add", .activate = add_cb },
  { .name = "keep", .activate = keep_cb },
  { .name = "undo", .activate = undo_cb },
  { .name = "search", .activate = search_cb },
  { .name = "switcher", .activate = switcher_cb },
  { .name = "next-region", .activate = next_region_cb },
  { .name = "previous-region", .activate = previous_region_cb },
  { .name = "try-now", .activate = try_now_cb },
  { .name = "settings", .activate = settings_cb, .parameter_type = "s" },
  { .name = "sign-basket", .activate = sign_basket_cb },
  { .name = "exam-session", .activate = exam_session_cb },
  { .name = "receipts", .activate = receipts_cb, .parameter_type = "s" },
  { .name = "support-bundle", .activate = support_bundle_cb, .parameter_type = "s" },
  { .name = "desk", .activate = desk_cb },
  { .name = "new-record", .activate = new_record_cb, .parameter_type = "s" },
  { .name = "near-miss", .activate = near_miss_cb },
  { .name = "import", .activate = import_cb },
  { .name = "import-leftover", .activate = import_leftover_cb, .parameter_type = "s" },
  { .name = "open-record", .activate = open_record_cb, .parameter_type = "(ss)" },
  { .name = "shortcuts", .activate = shortcuts_cb },
  { .name = "about", .activate = about_cb },
  { .name = "health-lock", .activate = health_lock_cb },
};

/* Keys that a text entry uses too: it is asked first. */
static void
add_late_keys (IsgWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_BUBBLE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("win.back")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z,
                                                                                  GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("win.undo")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
isg_window_add_actions (IsgWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_late_keys (self);
}
