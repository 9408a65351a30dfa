/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-setting-rows.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"

/* What a row knows of its setting; hangs on the row. */
typedef struct {
  IsgContext *context; /* (owned) */
  char *key;
  char *kept;       /* (nullable): as it is in the store */
  gboolean filling; /* the row is being set by us */
  void (*fill) (GtkWidget *row, const char *value);
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_object_unref (setting->context);
  g_free (setting->key);
  g_free (setting->kept);
  g_free (setting);
}

static Setting *
setting_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "isg-setting");
}

static Setting *
attach (GtkWidget *row,
        IsgContext *context,
        const char *key,
        void (*fill) (GtkWidget *row, const char *value))
{
  Setting *setting = g_new0 (Setting, 1);

  setting->context = g_object_ref (context);
  setting->key = g_strdup (key);
  setting->fill = fill;
  g_object_set_data_full (G_OBJECT (row), "isg-setting", setting, setting_free);
  return setting;
}

/* ---- saying it ---- */

typedef struct {
  void (*undo) (gpointer data);
  gpointer data;
  GDestroyNotify data_free; /* (nullable) */
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  if (undo->data_free != NULL)
    undo->data_free (undo->data);
  g_free (undo);
}

static void
undo_cb (AdwToast *toast, gpointer data)
{
  Undo *undo = data;

  undo->undo (undo->data);
}

/* The newest change is the one that somebody wants back: an older toast goes out of its way. */
static void
show_toast (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *window = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW);
  AdwToast *before;

  if (window == NULL) {
    g_object_unref (toast);
    return;
  }
  before = g_object_get_data (G_OBJECT (window), "isg-toast");
  if (before != NULL)
    adw_toast_dismiss (before);
  g_object_set_data_full (G_OBJECT (window), "isg-toast", g_object_ref (toast), g_object_unref);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), toast);
}

void
isg_setting_toast (GtkWidget *widget,
                   void (*undo) (gpointer data),
                   gpointer data,
                   GDestroyNotify data_free)
{
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  toast = adw_toast_new (_ ("Setting changed"));
  adw_toast_set_timeout (toast, 8);
  if (undo != NULL) {
    Undo *act = g_new0 (Undo, 1);

    *act = (Undo){ undo, data, data_free };
    adw_toast_set_button_label (toast, _ ("Undo"));
    g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), act, undo_free, 0);
  } else if (data_free != NULL) {
    data_free (data);
  }
  show_toast (widget, toast);
}

static void
show_trouble (GtkWidget *widget, const GError *error)
{
  g_autofree char *sentence = isg_error_text (error);
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  show_toast (widget, adw_toast_new (markup));
}

/* ---- reading and writing ---- */

static void
fill (GtkWidget *row, const char *value)
{
  Setting *setting = setting_of (row);

  g_free (setting->kept);
  setting->kept = g_strdup (value);
  setting->filling = TRUE;
  setting->fill (row, value != NULL ? value : "");
  setting->filling = FALSE;
}

static gpointer
read_setting (IsgStore *store, gpointer key, GCancellable *cancellable, GError **error)
{
  char *value = NULL;

  return isg_store_setting (store, key, &value, error) ? value : NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = isg_tasks_finish (result, &error);

  /* The window may have been closed since. */
  if (error == NULL && gtk_widget_get_root (row) != NULL)
    fill (row, value);
}

static void
read_value (GtkWidget *row)
{
  Setting *setting = setting_of (row);

  isg_tasks_run (isg_context_tasks (setting->context),
                 read_setting,
                 g_strdup (setting->key),
                 g_free,
                 g_free,
                 NULL,
                 read_cb,
                 g_object_ref_sink (row));
}

typedef struct {
  char *key;
  char *value; /* (nullable) */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->key);
  g_free (change->value);
  g_free (change);
}

static gpointer
write_setting (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;

  isg_store_set_setting (store, change->key, change->value, FALSE, error);
  return NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (error != NULL) {
    show_trouble (row, error);
    return;
  }
  /* What kept the queue from going may just have been mended. */
  isg_worker_try_now (isg_context_worker (setting_of (row)->context));
  isg_context_changed (setting_of (row)->context);
}

static void
put (GtkWidget *row, const char *value)
{
  Setting *setting = setting_of (row);
  Change *change = g_new0 (Change, 1);

  change->key = g_strdup (setting->key);
  change->value = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  g_free (setting->kept);
  setting->kept = g_strdup (change->value);
  isg_tasks_run (isg_context_tasks (setting->context),
                 write_setting,
                 change,
                 change_free,
                 NULL,
                 NULL,
                 written_cb,
                 g_object_ref (row));
}

/* ---- a change and its undo ---- */

typedef struct {
  GtkWidget *row; /* (owned) */
  char *before;   /* (nullable) */
} Before;

static void
before_free (gpointer data)
{
  Before *before = data;

  g_object_unref (before->row);
  g_free (before->before);
  g_free (before);
}

static void
put_back (gpointer data)
{
  Before *before = data;

  put (before->row, before->before);
  fill (before->row, before->before);
}

static void
change (GtkWidget *row, const char *value)
{
  Setting *setting = setting_of (row);
  Before *before;

  if (setting->filling || g_strcmp0 (setting->kept != NULL ? setting->kept : "", value) == 0)
    return;
  before = g_new0 (Before, 1);
  before->row = g_object_ref (row);
  before->before = g_strdup (setting->kept);
  put (row, value);
  isg_setting_toast (row, put_back, before, before_free);
}

/* ---- text ---- */

static void
fill_entry (GtkWidget *row, const char *value)
{
  gtk_editable_set_text (GTK_EDITABLE (row), value);
}

static void
entry_done_cb (GtkWidget *row)
{
  g_autofree char *value = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));

  change (row, g_strstrip (value));
}

static void
watch_leaving (GtkWidget *row, GCallback callback)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", callback, row, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
}

GtkWidget *
isg_setting_entry_new (IsgContext *context, const char *key, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  attach (row, context, key, fill_entry);
  g_signal_connect (row, "apply", G_CALLBACK (entry_done_cb), NULL);
  watch_leaving (row, G_CALLBACK (entry_done_cb));
  read_value (row);
  return row;
}

/* ---- a file ---- */

static void
fill_file (GtkWidget *row, const char *value)
{
  GtkWidget *clear = g_object_get_data (G_OBJECT (row), "clear");
  g_autofree char *markup = g_markup_escape_text (value, -1);

  const char *none = g_object_get_data (G_OBJECT (row), "none");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               *value != '\0' ? markup
                               : none != NULL ? none
                                              : _ ("none"));
  gtk_widget_set_visible (clear, *value != '\0');
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    path = g_file_get_path (file);
  if (path != NULL) {
    GtkWidget *row = GTK_WIDGET (data);

    change (row, path);
    fill (row, path);
  }
  g_object_set_data (G_OBJECT (data), "dialog", NULL);
}

static void
choose_file_cb (GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                                   GTK_WINDOW (root),
                                   g_object_get_data (G_OBJECT (row), "none") != NULL
                                     ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                     : GTK_FILE_CHOOSER_ACTION_OPEN,
                                   _ ("Choose"), _ ("Cancel"));

  /* A native dialog is nobody's child; it lives as long as the row or until it is answered. */
  g_object_set_data_full (G_OBJECT (row), "dialog", dialog, g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), row, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
clear_file_cb (GtkWidget *row)
{
  change (row, "");
  fill (row, NULL);
}

static GtkWidget *
add_button (GtkWidget *row, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked, row, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

/* @none: what stands there while none is chosen; only a folder has such words. */
static GtkWidget *
path_new (IsgContext *context, const char *key, const char *title, const char *none)
{
  GtkWidget *row = adw_action_row_new ();
  /* Translators: %s is what the file is, such as "CA file". */
  g_autofree char *clear_name = g_strdup_printf (_ ("%s: take out"), title);
  g_autofree char *choose_name = g_strdup_printf (_ ("%s: choose…"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "none", g_strdup (none), g_free);
  g_object_set_data (G_OBJECT (row),
                     "clear",
                     add_button (row,
                                 "edit-clear-symbolic",
                                 clear_name,
                                 G_CALLBACK (clear_file_cb)));
  add_button (row, "document-open-symbolic", choose_name, G_CALLBACK (choose_file_cb));
  attach (row, context, key, fill_file);
  read_value (row);
  return row;
}

GtkWidget *
isg_setting_file_new (IsgContext *context, const char *key, const char *title)
{
  return path_new (context, key, title, NULL);
}

GtkWidget *
isg_setting_folder_new (IsgContext *context, const char *key, const char *title, const char *none)
{
  g_return_val_if_fail (none != NULL, NULL);

  return path_new (context, key, title, none);
}

/* ---- a choice ---- */

static GPtrArray *
choice_values (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "values");
}

static void
add_choice (GtkWidget *row, const char *value, const char *label)
{
  GtkStringList *labels = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (row)));

  g_ptr_array_add (choice_values (row), g_strdup (value));
  gtk_string_list_append (labels, label);
}

static guint
find_choice (GtkWidget *row, const char *value)
{
  GPtrArray *values = choice_values (row);

  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (g_ptr_array_index (values, i), value))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
fill_choice (GtkWidget *row, const char *value)
{
  /* What somebody else has written is an answer too. */
  if (find_choice (row, value) == GTK_INVALID_LIST_POSITION)
    add_choice (row, value, value);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_choice (row, value));
}

static void
choice_made_cb (GtkWidget *row)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

  if (selected < choice_values (row)->len)
    change (row, g_ptr_array_index (choice_values (row), selected));
}

GtkWidget *
isg_setting_choice_new (IsgContext *context,
                        const char *key,
                        const char *title,
                        const char *const *values,
                        const char *const *labels)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  g_object_set_data_full (G_OBJECT (row),
                          "values",
                          g_ptr_array_new_with_free_func (g_free),
                          (GDestroyNotify) g_ptr_array_unref);
  attach (row, context, key, fill_choice)->filling = TRUE;
  for (guint i = 0; values[i] != NULL; i++)
    add_choice (row, values[i], labels[i]);
  setting_of (row)->filling = FALSE;
  g_signal_connect (row, "notify::selected", G_CALLBACK (choice_made_cb), NULL);
  read_value (row);
  return row;
}

void
isg_setting_choice_add (GtkWidget *row, const char *value, const char *label)
{
  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  if (find_choice (row, value) == GTK_INVALID_LIST_POSITION)
    add_choice (row, value, label);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_choice (row, value));
}
