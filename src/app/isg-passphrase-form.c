/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-passphrase-form.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHORTEST 8
#define ENOUGH   12
#define STRONG   20

struct _IsgPassphraseForm {
  AdwBin parent_instance;

  GtkEditable *first;  /* (unowned) */
  GtkEditable *second; /* (unowned) */
  GtkLabel *said;      /* (unowned) */
};

enum {
  CHANGED,
  ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgPassphraseForm, isg_passphrase_form, ADW_TYPE_BIN)

gboolean
isg_passphrase_form_is_ready (IsgPassphraseForm *self)
{
  const char *text;

  g_return_val_if_fail (ISG_IS_PASSPHRASE_FORM (self), FALSE);

  text = gtk_editable_get_text (self->first);
  return g_utf8_strlen (text, -1) >= SHORTEST
         && strcmp (text, gtk_editable_get_text (self->second)) == 0;
}

/* In words: a number would promise a precision that nobody has. */
static const char *
describe (IsgPassphraseForm *self)
{
  const char *text = gtk_editable_get_text (self->first);
  const char *again = gtk_editable_get_text (self->second);
  glong length = g_utf8_strlen (text, -1);

  if (length == 0)
    return _ ("Four words are easy to remember and hard to guess.");
  if (*again != '\0' && !g_str_has_prefix (text, again))
    return _ ("The two are not the same yet.");
  if (length < ENOUGH)
    return length < SHORTEST ? _ ("Short: eight characters are the least.") : _ ("Short");
  return length < STRONG ? _ ("Sufficient") : _ ("Strong");
}

static void
typed_cb (IsgPassphraseForm *self)
{
  gtk_label_set_label (self->said, describe (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
enter_cb (IsgPassphraseForm *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

IsgSecret *
isg_passphrase_form_take (IsgPassphraseForm *self)
{
  IsgSecret *secret;

  g_return_val_if_fail (ISG_IS_PASSPHRASE_FORM (self), NULL);

  if (!isg_passphrase_form_is_ready (self))
    return NULL;
  secret = isg_secret_new (gtk_editable_get_text (self->first), -1, NULL);
  gtk_editable_set_text (self->first, "");
  gtk_editable_set_text (self->second, "");
  return secret;
}

void
isg_passphrase_form_type (IsgPassphraseForm *self, const char *first, const char *second)
{
  g_return_if_fail (ISG_IS_PASSPHRASE_FORM (self));

  gtk_editable_set_text (self->first, first);
  gtk_editable_set_text (self->second, second);
}

static GtkEditable *
add_entry (IsgPassphraseForm *self, GtkWidget *box, const char *words)
{
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *entry = gtk_password_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label,
                                  NULL,
                                  -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  return GTK_EDITABLE (entry);
}

static gboolean
isg_passphrase_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ISG_PASSPHRASE_FORM (widget)->first));
}

static void
isg_passphrase_form_class_init (IsgPassphraseFormClass *klass)
{
  static const char *const names[] = { "changed", "activate" };

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i],
                               G_TYPE_FROM_CLASS (klass),
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
  GTK_WIDGET_CLASS (klass)->grab_focus = isg_passphrase_form_grab_focus;
}

static void
isg_passphrase_form_init (IsgPassphraseForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  adw_bin_set_child (ADW_BIN (self), box);
  self->said = GTK_LABEL (gtk_label_new (NULL));
  self->first = add_entry (self, box, _ ("Passphrase"));
  self->second = add_entry (self, box, _ ("The same once more"));
  gtk_label_set_xalign (self->said, 0);
  gtk_label_set_wrap (self->said, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->said), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->said));
  g_signal_connect_object (self->second,
                           "activate",
                           G_CALLBACK (enter_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_label_set_label (self->said, describe (self));
}

GtkWidget *
isg_passphrase_form_new (void)
{
  return g_object_new (ISG_TYPE_PASSPHRASE_FORM, NULL);
}
