/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-unlock.h"

#include <glib/gi18n.h>

struct _IsgUnlock {
  AdwBin parent_instance;

  GtkWidget *entry;  /* (unowned) */
  GtkWidget *button; /* (unowned) */
  GtkWidget *said;   /* (unowned): what is the matter */
  GtkWidget *page;   /* (unowned) */
  guint waiting;     /* source, or 0 */
};

enum {
  GIVEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgUnlock, isg_unlock, ADW_TYPE_BIN)

static void
update_actions (IsgUnlock *self, gboolean asked)
{
  gboolean may = !asked && self->waiting == 0;

  /* An entry that has the focus is not made insensitive: GTK 4.8 misses that it lost it. */
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), may);
  gtk_widget_set_sensitive (self->button,
                            may && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0');
}

static void
typed_cb (IsgUnlock *self)
{
  update_actions (self, FALSE);
}

static void
given_cb (IsgUnlock *self)
{
  if (gtk_widget_get_sensitive (self->button))
    g_signal_emit (self, signals[GIVEN], 0);
}

static gboolean
waited_cb (gpointer data)
{
  IsgUnlock *self = data;

  self->waiting = 0;
  update_actions (self, FALSE);
  gtk_widget_grab_focus (self->entry);
  return G_SOURCE_REMOVE;
}

static void
isg_unlock_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (isg_unlock_parent_class)->map (widget);
  gtk_widget_grab_focus (ISG_UNLOCK (widget)->entry);
}

static void
isg_unlock_dispose (GObject *object)
{
  IsgUnlock *self = ISG_UNLOCK (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  G_OBJECT_CLASS (isg_unlock_parent_class)->dispose (object);
}

static void
isg_unlock_class_init (IsgUnlockClass *klass)
{
  signals[GIVEN] = g_signal_new ("given",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
  G_OBJECT_CLASS (klass)->dispose = isg_unlock_dispose;
  GTK_WIDGET_CLASS (klass)->map = isg_unlock_map;
}

static GtkWidget *
build_form (IsgUnlock *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = gtk_label_new (_ ("Passphrase or recovery code"));

  self->entry = gtk_password_entry_new ();
  self->button = gtk_button_new_with_label (_ ("Open"));
  self->said = gtk_label_new ("");
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (self->entry), TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label,
                                  NULL,
                                  -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->said), TRUE);
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_widget_add_css_class (self->button, "pill");
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->said);
  gtk_box_append (GTK_BOX (box), self->button);
  return box;
}

static void
isg_unlock_init (IsgUnlock *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->page = page;
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "system-lock-screen-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Your records are locked"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("They are encrypted on this computer. Nobody can open them without the passphrase."));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 360);
  adw_clamp_set_child (ADW_CLAMP (clamp), build_form (self));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), clamp);
  adw_bin_set_child (ADW_BIN (self), page);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (given_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (given_cb), self, G_CONNECT_SWAPPED);
  update_actions (self, FALSE);
}

GtkWidget *
isg_unlock_new (void)
{
  return g_object_new (ISG_TYPE_UNLOCK, NULL);
}

GtkWidget *
isg_unlock_new_for_screen (void)
{
  IsgUnlock *self = g_object_new (ISG_TYPE_UNLOCK, NULL);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), _ ("İSG Defteri is locked"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->page),
                                   _ ("What you typed is kept. What is signed goes on being sent."));
  return GTK_WIDGET (self);
}

IsgSecret *
isg_unlock_take (IsgUnlock *self)
{
  IsgSecret *secret;

  g_return_val_if_fail (ISG_IS_UNLOCK (self), NULL);

  secret = isg_secret_new (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_label_set_label (GTK_LABEL (self->said), _ ("Opening…"));
  update_actions (self, TRUE);
  return secret;
}

void
isg_unlock_refuse (IsgUnlock *self, const char *sentence, gint64 seconds)
{
  g_return_if_fail (ISG_IS_UNLOCK (self));

  gtk_label_set_label (GTK_LABEL (self->said), sentence);
  if (seconds > 0 && self->waiting == 0)
    self->waiting = g_timeout_add_seconds ((guint) seconds, waited_cb, self);
  update_actions (self, FALSE);
  if (self->waiting == 0)
    gtk_widget_grab_focus (self->entry);
}
