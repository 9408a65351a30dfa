/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-code-view.h"

#include <glib/gi18n.h>

#define N_ASKED 2

struct _IsgCodeView {
  AdwBin parent_instance;

  IsgSecret *code; /* (owned) */
  guint asked[N_ASKED];
  GtkEditable *entries[N_ASKED]; /* (unowned) */
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgCodeView, isg_code_view, ADW_TYPE_BIN)

static char *
group_of (IsgCodeView *self, guint index)
{
  g_auto (GStrv) groups = g_strsplit (isg_secret_peek (self->code, NULL), "-", -1);
  guint n = g_strv_length (groups);
  char *group = index < n ? g_strdup (groups[index]) : g_strdup ("");

  for (guint i = 0; i < n; i++)
    isg_secret_wipe (groups[i], strlen (groups[i]));
  return group;
}

gboolean
isg_code_view_is_copied (IsgCodeView *self)
{
  gboolean copied = TRUE;

  g_return_val_if_fail (ISG_IS_CODE_VIEW (self), FALSE);

  for (guint i = 0; i < N_ASKED; i++) {
    g_autofree char *group = group_of (self, self->asked[i]);
    g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->entries[i])));

    copied = copied && g_ascii_strcasecmp (group, typed) == 0;
    isg_secret_wipe (group, strlen (group));
  }
  return copied;
}

void
isg_code_view_type (IsgCodeView *self, guint index, const char *text)
{
  g_autofree char *group = NULL;

  g_return_if_fail (ISG_IS_CODE_VIEW (self));
  g_return_if_fail (index < N_ASKED);

  group = group_of (self, self->asked[index]);
  gtk_editable_set_text (self->entries[index], text != NULL ? text : group);
}

static void
typed_cb (IsgCodeView *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
build_question (IsgCodeView *self, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *words = g_strdup_printf (_ ("Group %u"), self->asked[i] + 1);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label,
                                  NULL,
                                  -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  self->entries[i] = GTK_EDITABLE (entry);
  return box;
}

static GtkWidget *
paragraph (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  return label;
}

static void
build (IsgCodeView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *code = gtk_label_new (isg_secret_peek (self->code, NULL));
  GtkWidget *questions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_label_set_selectable (GTK_LABEL (code), TRUE);
  gtk_label_set_wrap (GTK_LABEL (code), TRUE);
  gtk_widget_add_css_class (code, "monospace");
  gtk_widget_add_css_class (code, "title-2");
  gtk_accessible_update_property (GTK_ACCESSIBLE (code),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Recovery code"), -1);
  gtk_box_append (GTK_BOX (box),
                  paragraph (_ ("Print or copy it; keep it away from the computer. It is the only "
                                "way if you forget the passphrase. It is shown this once.")));
  gtk_box_append (GTK_BOX (box), code);
  gtk_box_append (GTK_BOX (box), paragraph (_ ("To be sure, type two of its groups:")));
  for (guint i = 0; i < N_ASKED; i++)
    gtk_box_append (GTK_BOX (questions), build_question (self, i));
  gtk_box_append (GTK_BOX (box), questions);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
isg_code_view_finalize (GObject *object)
{
  g_clear_pointer (&ISG_CODE_VIEW (object)->code, isg_secret_unref);
  G_OBJECT_CLASS (isg_code_view_parent_class)->finalize (object);
}

static void
isg_code_view_class_init (IsgCodeViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_code_view_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
isg_code_view_init (IsgCodeView *self)
{
  /* Two of the seven groups, never the same twice. */
  self->asked[0] = (guint) g_random_int_range (0, 3);
  self->asked[1] = (guint) g_random_int_range (3, 7);
}

GtkWidget *
isg_code_view_new (IsgSecret *code)
{
  IsgCodeView *self = g_object_new (ISG_TYPE_CODE_VIEW, NULL);

  self->code = isg_secret_ref (code);
  build (self);
  return GTK_WIDGET (self);
}
