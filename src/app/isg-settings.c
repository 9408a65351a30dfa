/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-settings.h"

#include <glib/gi18n.h>

#include "app/isg-application.h"
#include "app/isg-settings-pages.h"
#include "app/isg-text-scale.h"

#define SETTINGS_WIDTH  640
#define SETTINGS_HEIGHT 620

void
isg_settings_open (IsgWindow *window, const char *page)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  IsgContext *context = isg_window_context (window);
  IsgLook *look = NULL;
  GtkWidget *settings;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (context != NULL);

  if (ISG_IS_APPLICATION (application))
    look = isg_application_look (ISG_APPLICATION (application));
  settings = g_object_new (ADW_TYPE_PREFERENCES_WINDOW,
                           "transient-for",
                           window,
                           "modal",
                           TRUE,
                           "destroy-with-parent",
                           TRUE,
                           "title",
                           _ ("Settings"),
                              "default-width",
                              isg_scaled (SETTINGS_WIDTH),
                              "default-height",
                              isg_scaled (SETTINGS_HEIGHT),
                              NULL);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (settings),
                              isg_settings_general_new (context, look));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (settings),
                              isg_settings_submission_new (context));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (settings), isg_settings_card_new (context));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (settings), isg_settings_backup_new (context));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (settings),
                              isg_settings_security_new (context));
  if (page != NULL && *page != '\0')
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (settings), page);
  gtk_window_present (GTK_WINDOW (settings));
}
