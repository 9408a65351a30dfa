/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-answer-field.h"

#include "app/isg-answers.h"

struct _IsgAnswerField {
  IsgField parent_instance;

  IsgAnswers *answers; /* (unowned) */
  char *unlisted;      /* (nullable): an old code that is no answer any more */
};

G_DEFINE_FINAL_TYPE (IsgAnswerField, isg_answer_field, ISG_TYPE_FIELD)

static void
update_name (IsgAnswerField *self)
{
  g_autofree char *name
    = g_strdup_printf ("%s: %s",
                       isg_field_label (ISG_FIELD (self)),
                       self->unlisted != NULL ? self->unlisted
                                              : isg_answers_chosen_label (self->answers));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
answered_cb (IsgAnswerField *self, gboolean by_key)
{
  g_clear_pointer (&self->unlisted, g_free);
  isg_field_set_note (ISG_FIELD (self), NULL);
  update_name (self);
  isg_field_emit_changed (ISG_FIELD (self));
  if (by_key && isg_answers_chosen (self->answers) != NULL)
    isg_field_emit_answered (ISG_FIELD (self));
}

static gboolean
key_cb (IsgAnswerField *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (!gtk_widget_is_focus (GTK_WIDGET (self)))
    return FALSE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter) {
    if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
      return FALSE;
    isg_field_emit_answered (ISG_FIELD (self));
    return TRUE;
  }
  return isg_field_is_editable (ISG_FIELD (self))
         && isg_answers_take_key (self->answers, keyval, state);
}

/* ---- the field ---- */

static void
isg_answer_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgAnswerField *self = ISG_ANSWER_FIELD (field);
  const IsgCodeList *list = isg_field_def_code_list (def);

  ISG_FIELD_CLASS (isg_answer_field_parent_class)->bind (field, context, def);
  isg_answers_set_question (self->answers, isg_field_label (field));
  if (isg_field_def_type (def) == ISG_VALUE_BOOL) {
    isg_answers_add (self->answers, "false", "Hayır", "No");
    isg_answers_add (self->answers, "true", "Evet", "Yes");
  }
  for (guint i = 0; list != NULL && i < isg_code_list_size (list); i++) {
    const IsgCode *code = isg_code_list_nth (list, i);

    if (code->active)
      isg_answers_add (self->answers, code->code, code->label_tr, code->label_en);
  }
  update_name (self);
}

static IsgValue *
isg_answer_field_get_value (IsgField *field)
{
  IsgAnswerField *self = ISG_ANSWER_FIELD (field);
  const char *key = isg_answers_chosen (self->answers);

  if (key == NULL)
    return self->unlisted != NULL ? isg_value_new_code (self->unlisted) : NULL;
  if (isg_field_def_type (isg_field_def (field)) == ISG_VALUE_BOOL)
    return isg_value_new_bool (g_str_equal (key, "true"));
  return isg_value_new_code (key);
}

static void
isg_answer_field_set_value (IsgField *field, IsgValue *value)
{
  IsgAnswerField *self = ISG_ANSWER_FIELD (field);
  g_autofree char *key = value != NULL ? isg_value_to_text (value) : NULL;
  gboolean listed = isg_answers_choose (self->answers, key);

  g_free (self->unlisted);
  self->unlisted = listed ? NULL : g_strdup (key);
  isg_field_set_note (field, self->unlisted);
  update_name (self);
}

static void
isg_answer_field_constructed (GObject *object)
{
  IsgAnswerField *self = ISG_ANSWER_FIELD (object);

  G_OBJECT_CLASS (isg_answer_field_parent_class)->constructed (object);
  g_object_bind_property (self, "editable", self->answers, "sensitive", G_BINDING_SYNC_CREATE);
}

static void
isg_answer_field_finalize (GObject *object)
{
  g_free (ISG_ANSWER_FIELD (object)->unlisted);
  G_OBJECT_CLASS (isg_answer_field_parent_class)->finalize (object);
}

static void
isg_answer_field_class_init (IsgAnswerFieldClass *klass)
{
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = isg_answer_field_constructed;
  G_OBJECT_CLASS (klass)->finalize = isg_answer_field_finalize;
  field_class->bind = isg_answer_field_bind;
  field_class->get_value = isg_answer_field_get_value;
  field_class->set_value = isg_answer_field_set_value;
}

static void
isg_answer_field_init (IsgAnswerField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->answers = isg_answers_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "answer-row");
  isg_field_set_suffix (ISG_FIELD (self), GTK_WIDGET (self->answers));
  isg_field_set_row_input (ISG_FIELD (self));
  g_signal_connect_object (self->answers,
                           "answered",
                           G_CALLBACK (answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
