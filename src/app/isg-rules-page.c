/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-pack-sheet.h"
#include "app/isg-pages.h"
#include "app/isg-rules-rows.h"

#define ISG_TYPE_RULES_PAGE (isg_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (IsgRulesPage, isg_rules_page, ISG, RULES_PAGE, IsgScreen)

struct _IsgRulesPage {
  IsgScreen parent_instance;

  GtkStack *stack;           /* (unowned) */
  GtkBox *countdowns;        /* (unowned) */
  GtkListBox *announcements; /* (unowned) */
  GtkLabel *empty;           /* (unowned) */
  GtkListBox *packs;         /* (unowned) */
  GtkWidget *back;           /* (unowned) */
  AdwStatusPage *error;      /* (unowned) */

  IsgContext *context;           /* (owned) (nullable) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (IsgRulesPage, isg_rules_page, ISG_TYPE_SCREEN)

static void
show_error (IsgRulesPage *self, const GError *error)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (window != NULL)
    isg_window_show_error (window, error);
}

/* ---- showing ---- */

static void
clear_children (GtkWidget *parent, void (*take) (GtkWidget *parent, GtkWidget *child))
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (parent)) != NULL)
    take (parent, child);
}

static void
take_from_box (GtkWidget *parent, GtkWidget *child)
{
  gtk_box_remove (GTK_BOX (parent), child);
}

static void
take_from_list (GtkWidget *parent, GtkWidget *child)
{
  gtk_list_box_remove (GTK_LIST_BOX (parent), child);
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (error != NULL && self->context != NULL
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    show_error (self, error);
}

/* Unfolded is read. */
static void
unfolded_cb (GtkWidget *row, GParamSpec *pspec, IsgRulesPage *self)
{
  if (self->context == NULL || !isg_announcement_row_mark_read (row))
    return;
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_announcement_mark_read,
                 g_strdup (isg_announcement_row_id (row)),
                 g_free,
                 NULL,
                 NULL,
                 marked_cb,
                 g_object_ref (self));
}

static void
show_announcements (IsgRulesPage *self, const IsgRulesData *data)
{
  GPtrArray *announcements = isg_rules_announcements (data->active);

  clear_children (GTK_WIDGET (self->announcements), take_from_list);
  for (guint i = 0; i < announcements->len; i++) {
    const IsgAnnouncement *announcement = g_ptr_array_index (announcements, i);
    GtkWidget *row
      = isg_announcement_row_new (announcement,
                                  g_hash_table_contains (data->read, announcement->id));

    g_signal_connect_object (row, "notify::expanded", G_CALLBACK (unfolded_cb), self, 0);
    gtk_list_box_append (self->announcements, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->announcements), announcements->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), announcements->len == 0);
}

static void
show_packs (IsgRulesPage *self, const IsgRulesData *data)
{
  clear_children (GTK_WIDGET (self->countdowns), take_from_box);
  clear_children (GTK_WIDGET (self->packs), take_from_list);
  for (guint i = 0; i < data->packs->len; i++) {
    const IsgPackEntry *entry = g_ptr_array_index (data->packs, i);
    GtkWidget *countdown = isg_countdown_new (entry, data);

    if (countdown != NULL)
      gtk_box_append (self->countdowns, countdown);
    gtk_list_box_append (self->packs, isg_pack_row_new (entry));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->countdowns),
                          gtk_widget_get_first_child (GTK_WIDGET (self->countdowns)) != NULL);
  gtk_widget_set_visible (self->back, data->can_go_back);
}

static void
show_data (IsgRulesPage *self, const IsgRulesData *data)
{
  g_autofree char *from = isg_i18n_date (isg_rules_valid_from (data->active), FALSE);
  g_autofree char *empty = g_strdup_printf (_ ("No announcements. Rule pack: %s, %s."),
                                               isg_rules_version (data->active),
                                               from);

  gtk_label_set_label (self->empty, empty);
  show_announcements (self, data);
  show_packs (self, data);
  gtk_stack_set_visible_child_name (self->stack, "ready");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRulesData) data = isg_tasks_finish (result, &error);

  if (self->context == NULL)
    return;
  if (data != NULL) {
    show_data (self, data);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)) {
    g_autofree char *sentence = isg_error_text (error);

    adw_status_page_set_description (self->error, sentence);
    gtk_stack_set_visible_child_name (self->stack, "error");
  }
}

static void
read_page (IsgRulesPage *self)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_rules_data_read,
                 NULL,
                 NULL,
                 (GDestroyNotify) isg_rules_data_free,
                 NULL,
                 read_cb,
                 g_object_ref (self));
}

/* ---- installing and going back ---- */

static void
offer_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgPackOffer *offer = isg_tasks_finish (result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (offer == NULL) {
    if (self->context != NULL)
      show_error (self, error);
  } else if (self->context == NULL || !GTK_IS_WINDOW (root)) {
    isg_pack_offer_free (offer);
  } else {
    IsgSheet *sheet = isg_pack_sheet_new (GTK_WINDOW (root), self->context, offer);

    gtk_window_present (GTK_WINDOW (sheet));
  }
}

static void
offer_file (IsgRulesPage *self, const char *path)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_pack_offer_read,
                 g_strdup (path),
                 g_free,
                 (GDestroyNotify) isg_pack_offer_free,
                 NULL,
                 offer_read_cb,
                 g_object_ref (self));
}

static void
offer_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  offer_file (ISG_RULES_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
chosen_cb (IsgRulesPage *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    offer_file (self, path);
  g_clear_object (&self->chooser);
}

static void
choose_cb (IsgRulesPage *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  self->chooser
    = gtk_file_chooser_native_new (_ ("Install pack"),
                                      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                      GTK_FILE_CHOOSER_ACTION_OPEN,
                                      NULL,
                                      NULL);
  gtk_file_filter_set_name (filter, _ ("Rule packs"));
  gtk_file_filter_add_suffix (filter, "isgpaket");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser,
                           "response",
                           G_CALLBACK (chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
went_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *version = isg_tasks_finish (result, &error);

  if (self->context == NULL)
    return;
  if (version == NULL) {
    gtk_widget_set_sensitive (self->back, TRUE);
    show_error (self, error);
  } else {
    /* Translators: %s is the version of a rule pack. */
    g_autofree char *words = g_strdup_printf (_ ("Taken out: rule pack %s"), version);

    gtk_widget_activate_action (GTK_WIDGET (self), "app.reload", "s", words);
  }
}

static void
back_cb (IsgRulesPage *self)
{
  gtk_widget_set_sensitive (self->back, FALSE);
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_packs_go_back,
                 NULL,
                 NULL,
                 g_free,
                 NULL,
                 went_back_cb,
                 g_object_ref (self));
}

/* ---- building ---- */

static void
isg_rules_page_focus_first (IsgScreen *screen)
{
  gtk_widget_child_focus (GTK_WIDGET (ISG_RULES_PAGE (screen)->stack), GTK_DIR_TAB_FORWARD);
}

static void
isg_rules_page_dispose (GObject *object)
{
  IsgRulesPage *self = ISG_RULES_PAGE (object);

  g_clear_object (&self->context);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (isg_rules_page_parent_class)->dispose (object);
}

static void
isg_rules_page_class_init (IsgRulesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_rules_page_dispose;
  ISG_SCREEN_CLASS (klass)->focus_first = isg_rules_page_focus_first;
  /* The path of a file, as a program that opens *.isgpaket gives it. */
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "rules.offer", "s", offer_action_cb);
}

static void
make_header (IsgRulesPage *self)
{
  GtkWidget *install = gtk_button_new_with_label (_ ("Install pack…"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (install),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Install pack"), -1);
  gtk_widget_add_css_class (install, "suggested-action");
  g_signal_connect_object (install, "clicked", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  isg_screen_pack_end (ISG_SCREEN (self), install);
}

static void
isg_rules_page_init (IsgRulesPage *self)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/rules-page.ui");

  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->countdowns = GTK_BOX (gtk_builder_get_object (builder, "countdowns"));
  self->announcements = GTK_LIST_BOX (gtk_builder_get_object (builder, "announcements"));
  self->empty = GTK_LABEL (gtk_builder_get_object (builder, "empty"));
  self->packs = GTK_LIST_BOX (gtk_builder_get_object (builder, "packs"));
  self->back = GTK_WIDGET (gtk_builder_get_object (builder, "back"));
  self->error = ADW_STATUS_PAGE (gtk_builder_get_object (builder, "error"));
  isg_screen_set_content (ISG_SCREEN (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  make_header (self);
}

IsgScreen *
isg_rules_page_new (IsgContext *context, IsgWindow *window)
{
  IsgRulesPage *self = g_object_new (ISG_TYPE_RULES_PAGE, NULL);

  self->context = g_object_ref (context);
  isg_screen_set_title (ISG_SCREEN (self), _ ("Rules and announcements"), NULL);
  read_page (self);
  return ISG_SCREEN (self);
}
