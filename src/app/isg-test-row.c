/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-test-row.h"

#include "app/isg-answers.h"
#include "app/isg-date-field.h"
#include "app/isg-text-field.h"
#include "rules/isg-entry.h"

struct _IsgTestRow {
  GtkListBoxRow parent_instance;

  char *code;
  const IsgFieldDef *about; /* (unowned): the pack's */
  const IsgFieldDef *state; /* (unowned): the pack's */
  IsgFields *fields;        /* (owned) (nullable): as last set; what is not shown stays */
  IsgAnswers *answers;      /* (unowned) */
  GtkBox *below;            /* (unowned) */
  GPtrArray *inputs;        /* (element-type IsgField) (unowned) */
  gboolean editable;
};

enum {
  CHANGED,
  ANSWERED,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgTestRow, isg_test_row, GTK_TYPE_LIST_BOX_ROW)

const char *
isg_test_row_code (IsgTestRow *self)
{
  g_return_val_if_fail (ISG_IS_TEST_ROW (self), NULL);

  return self->code;
}

const char *
isg_test_row_state (IsgTestRow *self)
{
  g_return_val_if_fail (ISG_IS_TEST_ROW (self), NULL);

  return isg_answers_chosen (self->answers);
}

GPtrArray *
isg_test_row_fields (IsgTestRow *self)
{
  g_return_val_if_fail (ISG_IS_TEST_ROW (self), NULL);

  return self->inputs;
}

IsgField *
isg_test_row_field (IsgTestRow *self, const char *id)
{
  g_return_val_if_fail (ISG_IS_TEST_ROW (self), NULL);

  for (guint i = 0; i < self->inputs->len; i++)
    if (g_strcmp0 (isg_field_id (g_ptr_array_index (self->inputs, i)), id) == 0)
      return g_ptr_array_index (self->inputs, i);
  return NULL;
}

static const char *
label (IsgTestRow *self)
{
  return isg_code_list_label (isg_field_def_code_list (self->about),
                              self->code,
                              isg_i18n_language ());
}

/* ---- what is shown ---- */

static gboolean
has_more (IsgTestRow *self)
{
  for (guint i = 0; i < self->inputs->len; i++) {
    g_autoptr (IsgValue) value = isg_field_get_value (g_ptr_array_index (self->inputs, i));
    g_autofree char *raw = isg_field_get_raw (g_ptr_array_index (self->inputs, i));

    if (value != NULL || raw != NULL)
      return TRUE;
  }
  return FALSE;
}

/* What is needed in a state is asked for in that state: the rules name it at one of the fields. */
static gboolean
asks (IsgTestRow *self)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) fields = NULL;

  isg_fields_builder_set (builder,
                          isg_field_def_id (self->state),
                          isg_test_row_state (self) != NULL
                            ? isg_value_new_code (isg_test_row_state (self))
                            : NULL);
  fields = isg_fields_builder_end (builder);
  for (guint i = 0; i < self->inputs->len; i++)
    if (isg_field_def_is_required (isg_field_def (g_ptr_array_index (self->inputs, i)), fields))
      return TRUE;
  return FALSE;
}

static void
update (IsgTestRow *self)
{
  g_autofree char *name
    = g_strdup_printf ("%s: %s", label (self), isg_answers_chosen_label (self->answers));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->below), asks (self) || has_more (self));
}

/* ---- values ---- */

IsgFields *
isg_test_row_get (IsgTestRow *self)
{
  IsgFieldsBuilder *builder;
  const char *state;

  g_return_val_if_fail (ISG_IS_TEST_ROW (self), NULL);

  state = isg_test_row_state (self);
  if (state == NULL && !has_more (self))
    return NULL;
  builder = isg_fields_builder_new (self->fields);
  isg_fields_builder_set (builder, isg_field_def_id (self->about), isg_value_new_code (self->code));
  isg_fields_builder_set (builder,
                          isg_field_def_id (self->state),
                          state != NULL ? isg_value_new_code (state) : NULL);
  for (guint i = 0; i < self->inputs->len; i++) {
    IsgField *field = g_ptr_array_index (self->inputs, i);

    isg_fields_builder_set (builder, isg_field_id (field), isg_field_get_value (field));
  }
  return isg_fields_builder_end (builder);
}

static IsgValue *
value_of (IsgFields *fields, const char *id)
{
  return fields != NULL ? isg_fields_get (fields, id) : NULL;
}

void
isg_test_row_set (IsgTestRow *self, IsgFields *fields)
{
  IsgValue *state;

  g_return_if_fail (ISG_IS_TEST_ROW (self));

  if (fields != NULL)
    isg_fields_ref (fields);
  g_clear_pointer (&self->fields, isg_fields_unref);
  self->fields = fields;
  state = value_of (fields, isg_field_def_id (self->state));
  isg_answers_choose (self->answers, state != NULL ? isg_value_text (state) : NULL);
  for (guint i = 0; i < self->inputs->len; i++) {
    IsgField *field = g_ptr_array_index (self->inputs, i);
    IsgValue *value = value_of (fields, isg_field_id (field));
    g_autoptr (IsgValue) present = isg_field_get_value (field);

    /* What stands there is left alone, with its cursor. */
    if (!isg_value_equal (present, value))
      isg_field_set_value (field, value);
  }
  update (self);
}

void
isg_test_row_set_editable (IsgTestRow *self, gboolean editable)
{
  g_return_if_fail (ISG_IS_TEST_ROW (self));

  self->editable = editable;
  gtk_widget_set_sensitive (GTK_WIDGET (self->answers), editable);
  for (guint i = 0; i < self->inputs->len; i++)
    g_object_set (g_ptr_array_index (self->inputs, i), "editable", editable, NULL);
}

/* ---- answers ---- */

static void
answered_cb (IsgTestRow *self, gboolean by_key)
{
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
  if (by_key && isg_test_row_state (self) != NULL)
    g_signal_emit (self, signals[ANSWERED], 0);
}

static void
input_changed_cb (IsgTestRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
input_answered_cb (IsgTestRow *self)
{
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
input_left_cb (IsgTestRow *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
key_cb (IsgTestRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  return self->editable && gtk_widget_is_focus (GTK_WIDGET (self))
         && isg_answers_take_key (self->answers, keyval, state);
}

/* ---- class ---- */

static void
isg_test_row_dispose (GObject *object)
{
  g_ptr_array_set_size (ISG_TEST_ROW (object)->inputs, 0);
  G_OBJECT_CLASS (isg_test_row_parent_class)->dispose (object);
}

static void
isg_test_row_finalize (GObject *object)
{
  IsgTestRow *self = ISG_TEST_ROW (object);

  g_free (self->code);
  g_clear_pointer (&self->fields, isg_fields_unref);
  g_ptr_array_unref (self->inputs);
  G_OBJECT_CLASS (isg_test_row_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       ISG_TYPE_TEST_ROW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
isg_test_row_class_init (IsgTestRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_test_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_test_row_finalize;
  signals[CHANGED] = new_signal ("changed");
  signals[ANSWERED] = new_signal ("answered");
  signals[LEFT] = new_signal ("left");
}

static void
isg_test_row_init (IsgTestRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->editable = TRUE;
  self->inputs = g_ptr_array_new ();
  self->answers = isg_answers_new ();
  self->below = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_box_set_homogeneous (self->below, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "answer-row");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  g_signal_connect_object (self->answers,
                           "answered",
                           G_CALLBACK (answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
add_input (IsgTestRow *self, IsgContext *context, const IsgKind *kind, const IsgFieldDef *def)
{
  GType type
    = isg_field_def_type (def) == ISG_VALUE_DATE ? ISG_TYPE_DATE_FIELD : ISG_TYPE_TEXT_FIELD;
  IsgField *field = g_object_new (type, "field-id", isg_field_def_id (def), NULL);
  GtkWidget *list = gtk_list_box_new ();

  isg_field_set_kind (field, kind);
  isg_field_bind (field, context, def);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  isg_field_label (field),
                                  -1);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (field));
  gtk_box_append (self->below, list);
  g_ptr_array_add (self->inputs, field);
  g_signal_connect_object (field,
                           "changed",
                           G_CALLBACK (input_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (field,
                           "answered",
                           G_CALLBACK (input_answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "left", G_CALLBACK (input_left_cb), self, G_CONNECT_SWAPPED);
}

static void
build (IsgTestRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_label_new (label (self));

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->answers));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->below));
  gtk_widget_add_css_class (box, "answer-box");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

IsgTestRow *
isg_test_row_new (IsgContext *context,
                  const IsgKind *kind,
                  const IsgFieldDef *list,
                  const char *code)
{
  IsgTestRow *self = g_object_new (ISG_TYPE_TEST_ROW, NULL);
  GPtrArray *defs = isg_field_def_fields (list);
  const IsgCodeList *states;

  self->code = g_strdup (code);
  self->about = g_ptr_array_index (defs, 0);
  self->state = g_ptr_array_index (defs, 1);
  states = isg_field_def_code_list (self->state);
  isg_answers_set_question (self->answers, label (self));
  for (guint i = 0; i < isg_code_list_size (states); i++) {
    const IsgCode *state = isg_code_list_nth (states, i);

    if (state->active)
      isg_answers_add (self->answers, state->code, state->label_tr, state->label_en);
  }
  for (guint i = 2; i < defs->len; i++)
    add_input (self, context, kind, g_ptr_array_index (defs, i));
  build (self);
  update (self);
  return self;
}
