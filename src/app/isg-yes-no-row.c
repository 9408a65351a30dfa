/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-yes-no-row.h"

#include <adwaita.h>

#include "app/isg-answers.h"

struct _IsgYesNoRow {
  GtkListBoxRow parent_instance;

  GtkLabel *sentence;  /* (unowned) */
  IsgAnswers *answers; /* (unowned) */
  AdwBin *below;       /* (unowned) */
  gboolean editable;
};

enum {
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgYesNoRow, isg_yes_no_row, GTK_TYPE_LIST_BOX_ROW)

static const struct {
  IsgAnswer answer;
  const char *key;
  const char *label_tr;
  const char *label_en;
} known[] = {
  { ISG_ANSWER_YES, "yes", "Evet", "Yes" },
  { ISG_ANSWER_NO, "no", "Hayır", "No" },
  { ISG_ANSWER_NOT_APPLICABLE, "not_applicable", "İlgisiz", "Not applicable" },
};

static void
update_name (IsgYesNoRow *self)
{
  g_autofree char *name = g_strdup_printf ("%s: %s",
                                           gtk_label_get_label (self->sentence),
                                           isg_answers_chosen_label (self->answers));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

IsgAnswer
isg_yes_no_row_answer (IsgYesNoRow *self)
{
  const char *key;

  g_return_val_if_fail (ISG_IS_YES_NO_ROW (self), ISG_ANSWER_BLANK);

  key = isg_answers_chosen (self->answers);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].key, key) == 0)
      return known[i].answer;
  return ISG_ANSWER_BLANK;
}

void
isg_yes_no_row_set_answer (IsgYesNoRow *self, IsgAnswer answer)
{
  const char *key = NULL;

  g_return_if_fail (ISG_IS_YES_NO_ROW (self));

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].answer == answer)
      key = known[i].key;
  isg_answers_choose (self->answers, key);
  update_name (self);
}

void
isg_yes_no_row_set_below (IsgYesNoRow *self, GtkWidget *below)
{
  g_return_if_fail (ISG_IS_YES_NO_ROW (self));

  adw_bin_set_child (self->below, below);
  gtk_widget_set_visible (GTK_WIDGET (self->below), below != NULL);
}

void
isg_yes_no_row_set_editable (IsgYesNoRow *self, gboolean editable)
{
  g_return_if_fail (ISG_IS_YES_NO_ROW (self));

  self->editable = editable;
  gtk_widget_set_sensitive (GTK_WIDGET (self->answers), editable);
}

static void
answered_cb (IsgYesNoRow *self, gboolean by_key)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  update_name (self);
  g_signal_emit (self, signals[ANSWERED], 0, (int) isg_yes_no_row_answer (self));
  if (by_key && root != NULL && isg_yes_no_row_answer (self) != ISG_ANSWER_BLANK)
    g_signal_emit_by_name (root, "move-focus", GTK_DIR_TAB_FORWARD);
}

/* Only the row's own keys: what is typed into a field below it is that field's. */
static gboolean
key_cb (IsgYesNoRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  return self->editable && gtk_widget_is_focus (GTK_WIDGET (self))
         && isg_answers_take_key (self->answers, keyval, state);
}

static void
isg_yes_no_row_class_init (IsgYesNoRowClass *klass)
{
  signals[ANSWERED] = g_signal_new ("answered",
                                    G_TYPE_FROM_CLASS (klass),
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    1,
                                    G_TYPE_INT);
}

static GtkWidget *
make_line (IsgYesNoRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_label_set_xalign (self->sentence, 0);
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_wrap_mode (self->sentence, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (self->sentence), TRUE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->answers));
  return line;
}

static void
isg_yes_no_row_init (IsgYesNoRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->editable = TRUE;
  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  self->answers = isg_answers_new ();
  self->below = ADW_BIN (adw_bin_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->below), FALSE);
  gtk_box_append (GTK_BOX (box), make_line (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->below));
  gtk_widget_add_css_class (box, "answer-box");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "answer-row");

  g_signal_connect_object (self->answers,
                           "answered",
                           G_CALLBACK (answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

IsgYesNoRow *
isg_yes_no_row_new (const char *sentence, gboolean not_applicable)
{
  IsgYesNoRow *self = g_object_new (ISG_TYPE_YES_NO_ROW, NULL);

  gtk_label_set_label (self->sentence, sentence);
  isg_answers_set_question (self->answers, sentence);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (not_applicable || known[i].answer != ISG_ANSWER_NOT_APPLICABLE)
      isg_answers_add (self->answers, known[i].key, known[i].label_tr, known[i].label_en);
  update_name (self);
  return self;
}
