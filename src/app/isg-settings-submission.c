/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-connection.h"
#include "app/isg-error-text.h"
#include "app/isg-setting-rows.h"
#include "app/isg-settings-pages.h"

/* ---- environment and methods ---- */

static void
add_environment (AdwPreferencesPage *page, IsgContext *context)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *value = gtk_label_new (isg_context_is_sandbox (context)
                                    ? C_ ("environment", "Test") : C_ ("environment", "Live"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Environment"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               isg_context_is_sandbox (context)
                               ? _ ("Nothing goes to the Ministry. Live needs a new file.")
                               : _ ("Records go to the Ministry."));
  gtk_widget_add_css_class (value, "dim-label");
  gtk_widget_set_focusable (row, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

/* The ways in which records of one kind can be sent; the pack's own choice is "". */
static void
add_choice_of_method (GtkWidget *group, IsgContext *context, const IsgKind *kind)
{
  IsgRules *rules = isg_context_rules (context);
  GPtrArray *methods = isg_rules_methods (rules);
  const IsgMethod *usual = isg_rules_method (rules, isg_kind_id (kind), NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *key = g_strdup_printf ("method.%s", isg_kind_id (kind));
  g_autofree char *title = NULL;

  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);

    if (!g_str_equal (isg_method_kind (method), isg_kind_id (kind)))
      continue;
    g_ptr_array_insert (values,
                        method == usual ? 0 : -1,
                        (gpointer) (method == usual ? "" : isg_method_id (method)));
    g_ptr_array_insert (labels,
                        method == usual ? 0 : -1,
                        method == usual
                        /* Translators: %s is a method's name. */
                        ? g_strdup_printf (_ ("%s (usual)"), isg_method_id (method))
                        : g_strdup (isg_method_id (method)));
  }
  if (values->len < 2)
    return;
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (labels, NULL);
  /* Translators: %s is a kind of record, such as "Training". */
  title = g_strdup_printf (_ ("Method · %s"), isg_kind_label (kind, isg_i18n_language ()));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_choice_new (context,
                                                     key,
                                                     title,
                                                     (const char *const *) values->pdata,
                                                     (const char *const *) labels->pdata));
}

static void
add_addresses (AdwPreferencesPage *page, IsgContext *context)
{
  IsgRules *rules = isg_context_rules (context);
  GPtrArray *methods = isg_rules_methods (rules);
  GPtrArray *kinds = isg_rules_kinds (rules);
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Method and address"));
  for (guint i = 0; i < kinds->len; i++)
    add_choice_of_method (group, context, g_ptr_array_index (kinds, i));
  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);
    g_autofree char *key = g_strdup_printf ("endpoint.%s", isg_method_id (method));
    /* Translators: %s is a method's name. */
    g_autofree char *title = g_strdup_printf (_ ("Address · %s"), isg_method_id (method));

    if (g_str_equal (isg_method_transport (method), "file")
        || !g_hash_table_add (known, (gpointer) isg_method_id (method)))
      continue;
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               isg_setting_entry_new (context, key, title));
  }
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static void
add_firm (AdwPreferencesPage *page, IsgContext *context)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Firm"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Your integrator gives them to you. The password is not shown and not exported."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_entry_new (context, "firm.code", _ ("Firm code")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), isg_setting_password_new (context));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static void
add_server (AdwPreferencesPage *page, IsgContext *context)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("How the server is known"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Leave them empty unless your integrator asks."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_file_new (context, "tls.ca_file", _ ("CA file")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_entry_new (context, "tls.pin", _ ("Pinned key")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_file_new (context,
                                                   "tls.client_cert",
                                                   _ ("Client certificate")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_file_new (context, "tls.client_key", _ ("Client key")));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

/* ---- the test ---- */

static void
show_step (GtkWidget *group, IsgConnectionStep step, gboolean passed)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  passed ? "emblem-ok-symbolic" : "dialog-warning-symbolic",
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  GPtrArray *rows = g_object_get_data (G_OBJECT (group), "rows");

  gtk_widget_add_css_class (icon, passed ? "success" : "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), isg_connection_words (step, passed));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_focusable (row, FALSE);
  g_ptr_array_add (rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
clear_steps (GtkWidget *group)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (group), "rows");

  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
set_busy (GtkWidget *group, gboolean busy)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (group), "button");

  gtk_widget_set_sensitive (button, !busy);
  gtk_button_set_label (GTK_BUTTON (button), busy ? _ ("Working…") : _ ("Test connection"));
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) group = user_data;
  g_autoptr (GError) error = NULL;
  guint passed = GPOINTER_TO_UINT (isg_tasks_finish (result, &error));

  if (gtk_widget_get_root (group) == NULL)
    return;
  set_busy (group, FALSE);
  clear_steps (group);
  for (guint i = 0; i < passed && i < ISG_CONNECTION_N; i++)
    show_step (group, i, TRUE);
  if (error != NULL) {
    g_autofree char *sentence = isg_error_text (error);

    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), sentence);
  } else if (passed < ISG_CONNECTION_N) {
    show_step (group, passed, FALSE);
  }
}

/* The method by which trainings go now; what is tested is what is used. */
static gpointer
test_present_method (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  IsgConnectionTest *test = data;
  char *chosen = NULL;

  if (!isg_store_setting (store, "method.training", &chosen, error))
    return NULL;
  if (chosen != NULL && *chosen != '\0') {
    g_free (test->method);
    test->method = chosen;
  } else {
    g_free (chosen);
  }
  return isg_connection_run (store, test, cancellable, error);
}

static void
test_cb (GtkWidget *group)
{
  IsgContext *context = g_object_get_data (G_OBJECT (group), "context");
  const IsgMethod *usual = isg_rules_method (isg_context_rules (context), "training", NULL);
  IsgConnectionTest *test;

  if (usual == NULL)
    return;
  test = g_new0 (IsgConnectionTest, 1);
  test->method = g_strdup (isg_method_id (usual));
  set_busy (group, TRUE);
  clear_steps (group);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), NULL);
  isg_tasks_run (isg_context_card_tasks (context),
                 test_present_method,
                 test,
                 isg_connection_test_free,
                 NULL,
                 g_object_get_data (G_OBJECT (group), "cancellable"),
                 tested_cb,
                 g_object_ref (group));
}

/* The window was closed: nobody waits for the answer. */
static void
group_gone_cb (GtkWidget *group)
{
  g_cancellable_cancel (g_object_get_data (G_OBJECT (group), "cancellable"));
}

static void
add_test (AdwPreferencesPage *page, IsgContext *context)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Test connection"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Connection"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
  g_object_set_data (G_OBJECT (group), "button", button);
  g_object_set_data_full (G_OBJECT (group), "context", g_object_ref (context), g_object_unref);
  g_object_set_data_full (G_OBJECT (group), "cancellable", g_cancellable_new (), g_object_unref);
  g_object_set_data_full (G_OBJECT (group),
                          "rows",
                          g_ptr_array_new (),
                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (test_cb), group, G_CONNECT_SWAPPED);
  g_signal_connect (group, "unrealize", G_CALLBACK (group_gone_cb), NULL);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

AdwPreferencesPage *
isg_settings_submission_new (IsgContext *context)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_name (page, "submission");
  adw_preferences_page_set_title (page, _ ("Submission"));
  adw_preferences_page_set_icon_name (page, "document-send-symbolic");
  add_environment (page, context);
  add_firm (page, context);
  add_addresses (page, context);
  add_test (page, context);
  add_server (page, context);
  return page;
}
