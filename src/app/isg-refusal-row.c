/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-refusal-row.h"

#include <glib/gi18n.h>

#include "app/isg-mend-sheet.h"
#include "app/isg-refusal-screen.h"

struct _IsgRefusalRow {
  GtkListBoxRow parent_instance;

  GtkWidget *line; /* (unowned): words and buttons */
  GStrv uuids;     /* (owned) */
  char *message;   /* (owned) (nullable): what the Ministry wrote */
  char *kind;      /* (owned): of its records */
  char *path;      /* (owned) (nullable): of the refused field */
  int code;
};

enum {
  HOW,
  SEND_AGAIN,
  MEND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRefusalRow, isg_refusal_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label",
                                   text,
                                   "xalign",
                                   0.0F,
                                   "wrap",
                                   TRUE,
                                   "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR,
                                   NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
again_cb (IsgRefusalRow *self)
{
  g_signal_emit (self, signals[SEND_AGAIN], 0);
}

static void
mend_cb (IsgRefusalRow *self)
{
  g_signal_emit (self, signals[MEND], 0);
}

static void
how_cb (IsgRefusalRow *self)
{
  g_signal_emit (self, signals[HOW], 0);
}

/* ---- the line that is always seen ---- */

static GtkWidget *
make_words (IsgContext *context, const IsgRefusalGroup *group)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *sentence = isg_group_sentence (isg_context_rules (context), group);
  g_autofree char *facts = isg_group_facts (group);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), new_label (sentence, "heading"));
  gtk_box_append (GTK_BOX (words), new_label (facts, "dim-label"));
  return words;
}

static void
append_button (GtkWidget *buttons,
               IsgRefusalRow *self,
               const char *label,
               const char *name,
               GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name,
                                    -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), button);
}

static GtkWidget *
make_line (IsgRefusalRow *self, IsgContext *context, const IsgRefusalGroup *group)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  append_button (buttons, self, _ ("How is it mended?"), NULL, G_CALLBACK (how_cb));
  if (isg_refusal_can_send_again (group->code))
    append_button (buttons, self, _ ("Send again…"), NULL, G_CALLBACK (again_cb));
  if (isg_mend_sheet_can (isg_context_rules (context), group))
    append_button (buttons, self, _ ("Mend in all…"), _ ("Mend in all"), G_CALLBACK (mend_cb));
  gtk_box_append (GTK_BOX (line), make_words (context, group));
  gtk_box_append (GTK_BOX (line), buttons);
  return line;
}

/* ---- the class ---- */

const char *const *
isg_refusal_row_uuids (IsgRefusalRow *self)
{
  g_return_val_if_fail (ISG_IS_REFUSAL_ROW (self), NULL);

  return (const char *const *) self->uuids;
}

void
isg_refusal_row_mend (IsgRefusalRow *self, IsgContext *context, IsgWindow *window)
{
  g_return_if_fail (ISG_IS_REFUSAL_ROW (self));

  isg_mend_sheet_open (context,
                       window,
                       self->kind,
                       self->code,
                       self->path,
                       (const char *const *) self->uuids);
}

void
isg_refusal_row_set_narrow (IsgRefusalRow *self, gboolean narrow)
{
  g_return_if_fail (ISG_IS_REFUSAL_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

IsgScreen *
isg_refusal_row_screen (IsgRefusalRow *self, IsgContext *context, IsgResend *resend)
{
  g_return_val_if_fail (ISG_IS_REFUSAL_ROW (self), NULL);

  return isg_refusal_screen_new (context, resend, self->code, self->path, self->message);
}

static void
isg_refusal_row_finalize (GObject *object)
{
  IsgRefusalRow *self = ISG_REFUSAL_ROW (object);

  g_free (self->message);
  g_free (self->kind);
  g_free (self->path);
  g_strfreev (self->uuids);
  G_OBJECT_CLASS (isg_refusal_row_parent_class)->finalize (object);
}

static void
isg_refusal_row_class_init (IsgRefusalRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_refusal_row_finalize;
  signals[HOW] = g_signal_new ("how", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SEND_AGAIN]
    = g_signal_new ("send-again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MEND]
    = g_signal_new ("mend", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
isg_refusal_row_init (IsgRefusalRow *self)
{
}

GtkWidget *
isg_refusal_row_new (IsgContext *context, const IsgRefusalGroup *group)
{
  IsgRefusalRow *self = g_object_new (ISG_TYPE_REFUSAL_ROW, "activatable", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  g_autofree char *name = NULL;

  for (guint i = 0; i < group->rows->len; i++)
    g_ptr_array_add (uuids, g_strdup (((IsgQueueRow *) g_ptr_array_index (group->rows, i))->uuid));
  g_ptr_array_add (uuids, NULL);
  self->uuids = (GStrv) g_ptr_array_free (g_steal_pointer (&uuids), FALSE);
  self->kind = g_strdup (((IsgQueueRow *) g_ptr_array_index (group->rows, 0))->kind);
  self->path = g_strdup (group->path);
  self->code = group->code;
  self->message = g_strdup (group->message);
  gtk_widget_add_css_class (box, "refusal");
  self->line = make_line (self, context, group);
  gtk_box_append (GTK_BOX (box), self->line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  name = g_strdup_printf (g_dngettext (NULL, "%u record · %d", "%u records · %d", group->rows->len),
                          group->rows->len,
                          group->code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}
