/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-setting-rows.h"
#include "app/isg-settings-pages.h"
#include "store/isg-role.h"

/* ---- rows of the look: kept by GSettings, not in the store ---- */

typedef struct {
  IsgLook *look; /* (owned) */
  const char *const *values;
  char *(*get) (IsgLook *look);
  void (*set) (IsgLook *look, const char *value);
  gboolean filling;
} LookRow;

static void
look_row_free (gpointer data)
{
  LookRow *row = data;

  g_object_unref (row->look);
  g_free (row);
}

static LookRow *
look_row_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "look-row");
}

static void
fill_look (GtkWidget *widget)
{
  LookRow *row = look_row_of (widget);
  g_autofree char *value = row->get (row->look);

  row->filling = TRUE;
  for (guint i = 0; row->values[i] != NULL; i++)
    if (g_str_equal (row->values[i], value))
      adw_combo_row_set_selected (ADW_COMBO_ROW (widget), i);
  row->filling = FALSE;
}

typedef struct {
  GtkWidget *widget; /* (owned) */
  char *before;
} Before;

static void
before_free (gpointer data)
{
  Before *before = data;

  g_object_unref (before->widget);
  g_free (before->before);
  g_free (before);
}

static void
put_back (gpointer data)
{
  Before *before = data;
  LookRow *row = look_row_of (before->widget);

  row->set (row->look, before->before);
  fill_look (before->widget);
}

static void
look_changed_cb (GtkWidget *widget)
{
  LookRow *row = look_row_of (widget);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (widget));
  Before *before;

  if (row->filling || selected >= g_strv_length ((GStrv) row->values))
    return;
  before = g_new0 (Before, 1);
  before->widget = g_object_ref (widget);
  before->before = row->get (row->look);
  row->set (row->look, row->values[selected]);
  isg_setting_toast (widget, put_back, before, before_free);
}

static GtkWidget *
look_row_new (IsgLook *look,
              const char *title,
              const char *const *values,
              const char *const *labels,
              char *(*get) (IsgLook *look),
              void (*set) (IsgLook *look, const char *value))
{
  GtkWidget *widget = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);
  LookRow *row = g_new0 (LookRow, 1);

  *row = (LookRow){ g_object_ref (look), values, get, set, FALSE };
  g_object_set_data_full (G_OBJECT (widget), "look-row", row, look_row_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (widget), G_LIST_MODEL (model));
  fill_look (widget);
  g_signal_connect (widget, "notify::selected", G_CALLBACK (look_changed_cb), NULL);
  return widget;
}

static char *
get_scale (IsgLook *look)
{
  return g_strdup_printf ("%d", isg_look_text_scale (look));
}

static void
set_scale (IsgLook *look, const char *value)
{
  isg_look_set_text_scale (look, (int) g_ascii_strtoll (value, NULL, 10));
}

static void
add_look (AdwPreferencesPage *page, IsgLook *look)
{
  static const char *const languages[] = { "system", "tr", "en", NULL };
  static const char *const styles[] = { "system", "light", "dark", NULL };
  static const char *const sizes[] = { "100", "125", "150", "175", "200", NULL };
  const char *language_labels[] = { _ ("System"), "Türkçe", "English", NULL };
  const char *style_labels[]
    = { C_ ("style", "System"), C_ ("style", "Light"), C_ ("style", "Dark"), NULL };
  /* Translators: percent; in Turkish the sign stands before the number. */
  const char *size_labels[]
    = { _ ("100 %"), _ ("125 %"), _ ("150 %"), _ ("175 %"), _ ("200 %"), NULL };
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *language = look_row_new (look,
                                      _ ("Language"),
                                         languages,
                                         language_labels,
                                         isg_look_language,
                                         isg_look_set_language);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (language),
                               _ ("Acts when the program is started again."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), language);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             look_row_new (look,
                                           _ ("Style"),
                                              styles,
                                              style_labels,
                                              isg_look_style,
                                              isg_look_set_style));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             look_row_new (look,
                                           _ ("Text size"),
                                              sizes,
                                              size_labels,
                                              get_scale,
                                              set_scale));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static void
add_user (AdwPreferencesPage *page, IsgContext *context)
{
  static const char *const roles[]
    = { "employer", "expert", "physician", "health_staff", "chamber", NULL };
  static const char *const notifications[] = { "", "off", NULL };
  const char *role_labels[] = {
    C_ ("role", "Employer"),
        C_ ("role", "Safety expert"),
            C_ ("role", "Workplace physician"),
                C_ ("role", "Other health staff"),
                    C_ ("role", "Chamber"),
                        NULL,
                };
  const char *notification_labels[]
    = { C_ ("notifications", "On"), C_ ("notifications", "Off"), NULL };
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_choice_new (context,
                                                     ISG_ROLE_SETTING,
                                                     _ ("My role"), roles, role_labels));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_choice_new (context,
                                                     "app.notifications",
                                                     _ ("Notifications"),
                                                        notifications,
                                                        notification_labels));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

AdwPreferencesPage *
isg_settings_general_new (IsgContext *context, IsgLook *look)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_name (page, "general");
  adw_preferences_page_set_title (page, _ ("General"));
  adw_preferences_page_set_icon_name (page, "preferences-system-symbolic");
  if (look != NULL)
    add_look (page, look);
  add_user (page, context);
  return page;
}
