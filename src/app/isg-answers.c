/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-answers.h"

#include <glib/gi18n.h>

#include "base/isg-i18n.h"
#include "base/isg-text.h"

struct _IsgAnswers {
  GtkBox parent_instance;

  GPtrArray *answers; /* (element-type Answer) */
  char *question;     /* (nullable) */
  gboolean quiet;
};

typedef struct {
  char *key;
  char *letters;           /* folded; perhaps none are left for it */
  GtkToggleButton *toggle; /* (unowned): our child */
} Answer;

enum {
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgAnswers, isg_answers, GTK_TYPE_BOX)

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->key);
  g_free (answer->letters);
  g_free (answer);
}

static Answer *
chosen (IsgAnswers *self)
{
  for (guint i = 0; i < self->answers->len; i++) {
    Answer *answer = g_ptr_array_index (self->answers, i);

    if (gtk_toggle_button_get_active (answer->toggle))
      return answer;
  }
  return NULL;
}

static void
show_chosen (IsgAnswers *self, const Answer *answer)
{
  self->quiet = TRUE;
  for (guint i = 0; i < self->answers->len; i++) {
    Answer *at = g_ptr_array_index (self->answers, i);

    gtk_toggle_button_set_active (at->toggle, at == answer);
  }
  self->quiet = FALSE;
}

static void
choose_by_user (IsgAnswers *self, const Answer *answer, gboolean by_key)
{
  show_chosen (self, answer);
  g_signal_emit (self, signals[ANSWERED], 0, by_key);
}

/* A press on the chosen one leaves it chosen: blank is Backspace, so that a slip loses no answer.
 */
static void
toggled_cb (IsgAnswers *self, GtkToggleButton *toggle)
{
  if (self->quiet)
    return;
  for (guint i = 0; i < self->answers->len; i++) {
    Answer *answer = g_ptr_array_index (self->answers, i);

    if (answer->toggle == toggle)
      choose_by_user (self, answer, FALSE);
  }
}

/* ---- letters ---- */

static Answer *
find_letter (IsgAnswers *self, const char *letter)
{
  for (guint i = 0; i < self->answers->len; i++) {
    Answer *answer = g_ptr_array_index (self->answers, i);

    if (*letter != '\0' && strstr (answer->letters, letter) != NULL)
      return answer;
  }
  return NULL;
}

/* Folded, so that İ, I, ı and i are one key on every keyboard. */
static char *
first_letter (const char *words)
{
  g_autofree char *folded = isg_text_fold (words);

  return g_strndup (folded, *folded != '\0' ? (gsize) (g_utf8_next_char (folded) - folded) : 0);
}

static char *
free_letters (IsgAnswers *self, const char *label_tr, const char *label_en)
{
  g_autofree char *turkish = first_letter (label_tr);
  g_autofree char *english = first_letter (label_en);

  return g_strconcat (find_letter (self, turkish) == NULL ? turkish : "",
                      find_letter (self, english) == NULL ? english : "",
                      NULL);
}

gboolean
isg_answers_take_key (IsgAnswers *self, guint keyval, GdkModifierType state)
{
  char typed[8] = "";
  g_autofree char *letter = NULL;
  Answer *answer;

  g_return_val_if_fail (ISG_IS_ANSWERS (self), FALSE);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete) {
    choose_by_user (self, NULL, TRUE);
    return TRUE;
  }
  typed[g_unichar_to_utf8 (gdk_keyval_to_unicode (keyval), typed)] = '\0';
  letter = first_letter (typed);
  answer = find_letter (self, letter);
  if (answer != NULL)
    choose_by_user (self, answer, TRUE);
  return answer != NULL;
}

/* ---- what is asked and answered ---- */

static void
name_toggle (IsgAnswers *self, const Answer *answer)
{
  const char *words = gtk_button_get_label (GTK_BUTTON (answer->toggle));
  g_autofree char *name
    = self->question != NULL ? g_strdup_printf ("%s: %s", self->question, words) : g_strdup (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (answer->toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

void
isg_answers_set_question (IsgAnswers *self, const char *question)
{
  g_return_if_fail (ISG_IS_ANSWERS (self));

  g_free (self->question);
  self->question = g_strdup (question);
  for (guint i = 0; i < self->answers->len; i++)
    name_toggle (self, g_ptr_array_index (self->answers, i));
}

void
isg_answers_add (IsgAnswers *self, const char *key, const char *label_tr, const char *label_en)
{
  const char *words = isg_i18n_language () == ISG_LANGUAGE_TR ? label_tr : label_en;
  Answer *answer;

  g_return_if_fail (ISG_IS_ANSWERS (self));

  answer = g_new0 (Answer, 1);
  answer->key = g_strdup (key);
  answer->letters = free_letters (self, label_tr, label_en);
  answer->toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (words));
  gtk_widget_set_focusable (GTK_WIDGET (answer->toggle), FALSE);
  gtk_widget_set_focus_on_click (GTK_WIDGET (answer->toggle), FALSE);
  g_signal_connect_object (answer->toggle,
                           "toggled",
                           G_CALLBACK (toggled_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (answer->toggle));
  g_ptr_array_add (self->answers, answer);
  name_toggle (self, answer);
}

guint
isg_answers_size (IsgAnswers *self)
{
  g_return_val_if_fail (ISG_IS_ANSWERS (self), 0);

  return self->answers->len;
}

const char *
isg_answers_chosen (IsgAnswers *self)
{
  const Answer *answer;

  g_return_val_if_fail (ISG_IS_ANSWERS (self), NULL);

  answer = chosen (self);
  return answer != NULL ? answer->key : NULL;
}

const char *
isg_answers_chosen_label (IsgAnswers *self)
{
  const Answer *answer;

  g_return_val_if_fail (ISG_IS_ANSWERS (self), NULL);

  answer = chosen (self);
  return answer != NULL ? gtk_button_get_label (GTK_BUTTON (answer->toggle)) : _ ("no answer");
}

gboolean
isg_answers_choose (IsgAnswers *self, const char *key)
{
  g_return_val_if_fail (ISG_IS_ANSWERS (self), FALSE);

  for (guint i = 0; key != NULL && i < self->answers->len; i++) {
    Answer *answer = g_ptr_array_index (self->answers, i);

    if (g_str_equal (answer->key, key)) {
      show_chosen (self, answer);
      return TRUE;
    }
  }
  show_chosen (self, NULL);
  return key == NULL;
}

/* ---- class ---- */

static void
isg_answers_finalize (GObject *object)
{
  IsgAnswers *self = ISG_ANSWERS (object);

  g_ptr_array_unref (self->answers);
  g_free (self->question);
  G_OBJECT_CLASS (isg_answers_parent_class)->finalize (object);
}

static void
isg_answers_class_init (IsgAnswersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_answers_finalize;
  signals[ANSWERED] = g_signal_new ("answered",
                                    G_TYPE_FROM_CLASS (klass),
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    1,
                                    G_TYPE_BOOLEAN);
}

static void
isg_answers_init (IsgAnswers *self)
{
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_add_css_class (GTK_WIDGET (self), "answers");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

IsgAnswers *
isg_answers_new (void)
{
  return g_object_new (ISG_TYPE_ANSWERS, NULL);
}
