/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-card-check.h"
#include "app/isg-error-text.h"
#include "app/isg-pin-sheet.h"
#include "app/isg-setting-rows.h"
#include "app/isg-settings-pages.h"
#include "submit/isg-signer-pkcs11.h"

/* What the page knows; hangs on the page. */
typedef struct {
  IsgContext *context; /* (owned) */
  GtkWidget *page;     /* (unowned) */
  GtkWidget *module;   /* (unowned) */
  GtkWidget *card;     /* (unowned) */
  GtkWidget *person;   /* (unowned) */
  GtkWidget *test;     /* (unowned) */
  GtkWidget *result;   /* (unowned) */
} Card;

static void
card_free (gpointer data)
{
  Card *card = data;

  g_object_unref (card->context);
  g_free (card);
}

static Card *
card_of (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), "card");
}

static void
set_subtitle (GtkWidget *row, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
}

/* ---- what is in the reader ---- */

static void
show_certificate (Card *card, const IsgSignerCertificate *certificate)
{
  g_autofree char *until = isg_i18n_date (isg_date_from_unix (certificate->not_after), FALSE);
  const char *end = certificate->identity != NULL && strlen (certificate->identity) > 4
                      ? certificate->identity + strlen (certificate->identity) - 4
                      : "";
  /* Translators: a person's name, the last digits of the identity number, a date. */
  g_autofree char *words
    = g_strdup_printf (_ ("%s · identity no …%s · valid until %s"), certificate->name, end, until);

  set_subtitle (card->card,
                certificate->token_label != NULL ? certificate->token_label : _ ("A card"));
  set_subtitle (card->person, words);
  gtk_widget_set_sensitive (card->test, TRUE);
}

static void
show_none (Card *card, const GError *error)
{
  g_autofree char *sentence = error != NULL ? isg_error_text (error) : NULL;

  set_subtitle (card->card, sentence != NULL ? sentence : _ ("A card"));
  set_subtitle (card->person,
                error == NULL
                ? _ ("No certificate of a person is on the card.")
                : "");
  gtk_widget_set_sensitive (card->test, FALSE);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) certificates = isg_tasks_finish (result, &error);
  Card *card = card_of (page);

  /* The window was closed since. */
  if (gtk_widget_get_root (page) == NULL)
    return;
  if (certificates != NULL && certificates->len > 0)
    show_certificate (card, g_ptr_array_index (certificates, 0));
  else
    show_none (card, error);
}

static void
look_cb (GtkWidget *page)
{
  Card *card = card_of (page);

  set_subtitle (card->card, _ ("Working…"));
  set_subtitle (card->person, "");
  gtk_widget_set_visible (card->result, FALSE);
  gtk_widget_set_sensitive (card->test, FALSE);
  isg_tasks_run (isg_context_card_tasks (card->context),
                 isg_card_check_list,
                 NULL,
                 NULL,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 listed_cb,
                 g_object_ref (page));
}

/* ---- the test ---- */

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;
  Card *card = card_of (page);
  g_autofree char *sentence = NULL;

  isg_tasks_finish (result, &error);
  if (gtk_widget_get_root (page) == NULL)
    return;
  sentence = error != NULL
               ? isg_error_text (error)
               : g_strdup (_ ("The card signed test bytes and the signature verifies."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (card->result), sentence);
  gtk_widget_set_visible (card->result, TRUE);
  gtk_widget_set_sensitive (card->test, TRUE);
}

static void
pin_given_cb (IsgSecret *pin, gpointer data)
{
  GtkWidget *page = data;
  Card *card = card_of (page);

  gtk_widget_set_sensitive (card->test, FALSE);
  isg_tasks_run (isg_context_card_tasks (card->context),
                 isg_card_check_sign,
                 isg_secret_ref (pin),
                 (GDestroyNotify) isg_secret_unref,
                 NULL,
                 NULL,
                 tested_cb,
                 g_object_ref (page));
}

static void
test_cb (GtkWidget *page)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (page));

  isg_pin_sheet_open (window, _ ("Test card"), _ ("Test"), pin_given_cb, page);
}

/* ---- the module ---- */

static GtkWidget *
new_module_row (IsgContext *context)
{
  g_autoptr (GPtrArray) modules = isg_signer_pkcs11_known_modules ();
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (values, g_strdup (""));
  g_ptr_array_add (labels, g_strdup (_ ("The system's modules")));
  for (guint i = 0; i < modules->len; i++) {
    const IsgPkcs11Module *module = g_ptr_array_index (modules, i);

    g_ptr_array_add (values, g_strdup (module->path));
    g_ptr_array_add (labels, g_strdup (module->name));
  }
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (labels, NULL);
  return isg_setting_choice_new (context,
                                 "signer.module",
                                 _ ("PKCS#11 module"),
                                    (const char *const *) values->pdata,
                                    (const char *const *) labels->pdata);
}

static void
module_chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Card *card = card_of (GTK_WIDGET (data));
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    path = g_file_get_path (file);
  if (path != NULL) {
    g_autofree char *label = g_path_get_basename (path);

    isg_setting_choice_add (card->module, path, label);
  }
  g_object_set_data (G_OBJECT (data), "dialog", NULL);
}

static void
choose_module_cb (GtkWidget *page)
{
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (_ ("PKCS#11 module"),
                                      GTK_WINDOW (gtk_widget_get_root (page)),
                                      GTK_FILE_CHOOSER_ACTION_OPEN,
                                      _ ("Choose"), _ ("Cancel"));

  g_object_set_data_full (G_OBJECT (page), "dialog", dialog, g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (module_chosen_cb), page, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- the page ---- */

static GtkWidget *
new_row (const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
new_button (const char *label, GCallback clicked, GtkWidget *page)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, page, G_CONNECT_SWAPPED);
  return button;
}

static void
add_module (AdwPreferencesPage *page, Card *card)
{
  GtkWidget *group = adw_preferences_group_new ();

  card->module = new_module_row (card->context);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("The card's maker installs it; the usual ones are found by themselves."));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group),
                                           new_button (_ ("Choose a file…"),
                                                          G_CALLBACK (choose_module_cb),
                                                          card->page));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card->module);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_entry_new (card->context,
                                                    "signer.token",
                                                    _ ("Only the card with this label")));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static void
add_card (AdwPreferencesPage *page, Card *card)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  card->card = new_row (_ ("Reader and card"));
  card->person = new_row (_ ("Certificate"));
  card->result = new_row ("");
  card->test = new_button (_ ("Test card"), G_CALLBACK (test_cb), card->page);
  gtk_widget_set_visible (card->result, FALSE);
  gtk_box_append (GTK_BOX (buttons),
                  new_button (_ ("Look again"), G_CALLBACK (look_cb), card->page));
  gtk_box_append (GTK_BOX (buttons), card->test);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), buttons);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Card in the reader"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card->card);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card->person);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card->result);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

AdwPreferencesPage *
isg_settings_card_new (IsgContext *context)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  Card *card = g_new0 (Card, 1);

  card->context = g_object_ref (context);
  card->page = GTK_WIDGET (page);
  g_object_set_data_full (G_OBJECT (page), "card", card, card_free);
  adw_preferences_page_set_name (page, "card");
  adw_preferences_page_set_title (page, _ ("Signing card"));
  adw_preferences_page_set_icon_name (page, "auth-smartcard-symbolic");
  add_module (page, card);
  add_card (page, card);
  /* Another module may see another card. */
  g_signal_connect_object (card->module,
                           "notify::selected",
                           G_CALLBACK (look_cb),
                           page,
                           G_CONNECT_SWAPPED);
  /* A card is looked for when somebody looks at the page. */
  g_signal_connect (page, "map", G_CALLBACK (look_cb), NULL);
  return page;
}
