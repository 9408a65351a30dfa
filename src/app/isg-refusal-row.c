/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-refusal-row.h"

#include <glib/gi18n.h>

#include "app/isg-mend-sheet.h"

/* More records than these are found in the list below. */
#define MOST_RECORDS 20

struct _IsgRefusalRow {
  GtkListBoxRow parent_instance;

  GtkToggleButton *how; /* (unowned) */
  char *key;
  GStrv uuids; /* (owned) */
  char *kind;  /* (owned): of its records */
  char *path;  /* (owned) (nullable): of the refused field */
  int code;
};

enum {
  OPEN,
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
open_cb (GtkButton *button, IsgRefusalRow *self)
{
  g_signal_emit (self, signals[OPEN], 0, g_object_get_data (G_OBJECT (button), "isg-uuid"));
}

/* ---- the line that is always seen ---- */

static GtkWidget *
make_words (IsgContext *context, const IsgRefusalGroup *group)
{
  const IsgQueueRow *first = g_ptr_array_index (group->rows, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *sentence = isg_reply_sentence (isg_context_rules (context),
                                                  first->kind,
                                                  group->code,
                                                  first->error_path,
                                                  NULL);
  g_autofree char *places = isg_group_places (group);
  /* Translators: how many records, the code of the Ministry's answer. */
  g_autofree char *facts
    = g_strdup_printf (g_dngettext (NULL, "%u record · %d", "%u records · %d", group->rows->len),
                       group->rows->len,
                       group->code);
  g_autofree char *line
    = *places != '\0' ? g_strdup_printf ("%s · %s", facts, places) : g_strdup (facts);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), new_label (sentence, "heading"));
  gtk_box_append (GTK_BOX (words), new_label (line, "dim-label"));
  return words;
}

static GtkWidget *
make_line (IsgRefusalRow *self, IsgContext *context, const IsgRefusalGroup *group)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *how = gtk_toggle_button_new_with_label (_ ("How is it mended?"));

  self->how = GTK_TOGGLE_BUTTON (how);
  gtk_widget_set_valign (how, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), make_words (context, group));
  gtk_box_append (GTK_BOX (line), how);
  if (isg_refusal_can_send_again (group->code)) {
    GtkWidget *again = gtk_button_new_with_label (_ ("Send again…"));

    gtk_widget_set_valign (again, GTK_ALIGN_CENTER);
    g_signal_connect_object (again, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
    gtk_box_append (GTK_BOX (line), again);
  }
  if (isg_mend_sheet_can (isg_context_rules (context), group)) {
    GtkWidget *mend = gtk_button_new_with_label (_ ("Mend in all…"));

    gtk_widget_set_valign (mend, GTK_ALIGN_CENTER);
    gtk_accessible_update_property (GTK_ACCESSIBLE (mend),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("Mend in all"), -1);
    g_signal_connect_object (mend, "clicked", G_CALLBACK (mend_cb), self, G_CONNECT_SWAPPED);
    gtk_box_append (GTK_BOX (line), mend);
  }
  return line;
}

/* ---- what is folded ---- */

static void
append_steps (GtkBox *box, IsgContext *context, int code)
{
  g_auto (GStrv) steps = isg_reply_steps (isg_context_rules (context), code);
  g_autofree char *who = isg_reply_who (isg_context_rules (context), code);
  guint n = g_strv_length (steps);

  if (*who != '\0') {
    /* Translators: who can mend a refusal. */
    g_autofree char *text = g_strdup_printf (_ ("Who can mend it: %s"), who);

    gtk_box_append (box, new_label (text, NULL));
  }
  for (guint i = 0; i < n; i++) {
    g_autofree char *step
      = n > 1 ? g_strdup_printf ("%u. %s", i + 1, steps[i]) : g_strdup (steps[i]);

    gtk_box_append (box, new_label (step, NULL));
  }
}

static void
append_reply (GtkBox *box, const char *message)
{
  GtkWidget *expander;
  GtkWidget *label;

  if (message == NULL || *message == '\0')
    return;
  expander = gtk_expander_new (_ ("The Ministry wrote"));
  label = new_label (message, NULL);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_expander_set_child (GTK_EXPANDER (expander), label);
  gtk_box_append (box, expander);
}

static void
append_records (IsgRefusalRow *self, GtkBox *box, const IsgRefusalGroup *group)
{
  for (guint i = 0; i < group->rows->len && i < MOST_RECORDS; i++) {
    const IsgQueueRow *row = g_ptr_array_index (group->rows, i);
    GtkWidget *button = gtk_button_new_with_label (row->title);

    gtk_widget_set_halign (button, GTK_ALIGN_START);
    gtk_widget_add_css_class (button, "flat");
    g_object_set_data_full (G_OBJECT (button), "isg-uuid", g_strdup (row->uuid), g_free);
    g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);
    gtk_box_append (box, button);
  }
}

static GtkWidget *
make_folded (IsgRefusalRow *self, IsgContext *context, const IsgRefusalGroup *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  append_steps (GTK_BOX (box), context, group->code);
  append_reply (GTK_BOX (box), group->message);
  append_records (self, GTK_BOX (box), group);
  g_object_bind_property (self->how, "active", box, "visible", G_BINDING_SYNC_CREATE);
  return box;
}

/* ---- the class ---- */

const char *
isg_refusal_row_key (IsgRefusalRow *self)
{
  g_return_val_if_fail (ISG_IS_REFUSAL_ROW (self), NULL);

  return self->key;
}

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
isg_refusal_row_set_open (IsgRefusalRow *self, gboolean open)
{
  g_return_if_fail (ISG_IS_REFUSAL_ROW (self));

  gtk_toggle_button_set_active (self->how, open);
}

gboolean
isg_refusal_row_is_open (IsgRefusalRow *self)
{
  g_return_val_if_fail (ISG_IS_REFUSAL_ROW (self), FALSE);

  return gtk_toggle_button_get_active (self->how);
}

static void
isg_refusal_row_finalize (GObject *object)
{
  IsgRefusalRow *self = ISG_REFUSAL_ROW (object);

  g_free (self->key);
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
  signals[OPEN] = g_signal_new ("open",
                                type,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_STRING);
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
  self->key = isg_refusal_key (group->code, group->path, group->message);
  gtk_widget_add_css_class (box, "refusal");
  gtk_box_append (GTK_BOX (box), make_line (self, context, group));
  gtk_box_append (GTK_BOX (box), make_folded (self, context, group));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  name = g_strdup_printf (g_dngettext (NULL, "%u record · %d", "%u records · %d", group->rows->len),
                          group->rows->len,
                          group->code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}
