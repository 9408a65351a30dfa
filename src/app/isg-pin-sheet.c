/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pin-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-sheet.h"

typedef struct {
  void (*given) (IsgSecret *pin, gpointer data);
  gpointer data;    /* (owned) */
  GtkWidget *entry; /* (unowned) */
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_object_unref (asked->data);
  g_free (asked);
}

static void
act_cb (IsgSheet *sheet, gpointer data)
{
  Asked *asked = data;
  g_autoptr (IsgSecret) pin = NULL;

  pin = isg_secret_new (gtk_editable_get_text (GTK_EDITABLE (asked->entry)), -1, NULL);
  gtk_editable_set_text (GTK_EDITABLE (asked->entry), "");
  if (pin != NULL)
    asked->given (pin, asked->data);
  isg_sheet_finish (sheet);
}

static void
typed_cb (GtkEditable *entry, IsgSheet *sheet)
{
  isg_sheet_set_act_sensitive (sheet, *gtk_editable_get_text (entry) != '\0');
}

static void
enter_cb (GtkWidget *sheet)
{
  gtk_widget_activate_action (sheet, "sheet.act", NULL);
}

static GtkWidget *
build (IsgSheet *sheet)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Card PIN"));
  GtkWidget *entry = gtk_password_entry_new ();
  GtkWidget *note
    = gtk_label_new (_ ("The PIN is not kept. Most cards lock at the third wrong one."));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label,
                                  NULL,
                                  -1);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (box, "sheet-text");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), note);
  isg_sheet_set_content (sheet, box);
  return entry;
}

void
isg_pin_sheet_open (GtkWindow *parent,
                    const char *title,
                    const char *act,
                    void (*given) (IsgSecret *pin, gpointer data),
                    gpointer data)
{
  IsgSheet *sheet;
  Asked *asked;

  g_return_if_fail (given != NULL);
  g_return_if_fail (G_IS_OBJECT (data));

  sheet = isg_sheet_new (parent, title, act, NULL);
  asked = g_new0 (Asked, 1);
  *asked = (Asked){ given, g_object_ref (data), build (sheet) };
  isg_sheet_set_act_sensitive (sheet, FALSE);
  g_signal_connect_data (sheet, "act", G_CALLBACK (act_cb), asked, asked_free, 0);
  g_signal_connect_object (asked->entry, "changed", G_CALLBACK (typed_cb), sheet, 0);
  g_signal_connect_object (asked->entry,
                           "activate",
                           G_CALLBACK (enter_cb),
                           sheet,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (sheet));
  gtk_widget_grab_focus (asked->entry);
}
