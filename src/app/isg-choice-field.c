/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-choice-field.h"

#include <string.h>

/* Letters of all toggles together that stand beside each other at 360 px. */
#define LETTERS_IN_A_ROW 26

struct _IsgChoiceField {
  IsgField parent_instance;

  GtkBox *box;        /* (unowned) */
  GPtrArray *toggles; /* (element-type GtkToggleButton) (unowned) */
  GPtrArray *codes;   /* (element-type utf8) */
  char *unlisted;     /* (nullable): an old code that is in no toggle */
  guint letters;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (IsgChoiceField, isg_choice_field, ISG_TYPE_FIELD)

static GtkToggleButton *
toggle (IsgChoiceField *self, guint index)
{
  return g_ptr_array_index (self->toggles, index);
}

/* Index of the toggle that is down, or -1. */
static int
chosen (IsgChoiceField *self)
{
  for (guint i = 0; i < self->toggles->len; i++)
    if (gtk_toggle_button_get_active (toggle (self, i)))
      return (int) i;
  return -1;
}

/* Only the chosen one is a tab stop, or the first when none is. */
static void
update_tab_stop (IsgChoiceField *self)
{
  int stop = MAX (chosen (self), 0);

  for (guint i = 0; i < self->toggles->len; i++)
    if (!gtk_widget_has_focus (GTK_WIDGET (toggle (self, i))))
      gtk_widget_set_focusable (GTK_WIDGET (toggle (self, i)), (int) i == stop);
}

static void
choose (IsgChoiceField *self, int index, gboolean with_focus)
{
  gboolean quiet = self->quiet;

  self->quiet = TRUE;
  for (guint i = 0; i < self->toggles->len; i++)
    gtk_toggle_button_set_active (toggle (self, i), (int) i == index);
  self->quiet = quiet;

  if (with_focus) {
    GtkWidget *next = GTK_WIDGET (toggle (self, (guint) MAX (index, 0)));

    gtk_widget_set_focusable (next, TRUE);
    gtk_widget_grab_focus (next);
  }
  update_tab_stop (self);
}

static void
choose_by_user (IsgChoiceField *self, int index, gboolean with_focus)
{
  if (!isg_field_is_editable (ISG_FIELD (self)))
    return;
  g_clear_pointer (&self->unlisted, g_free);
  choose (self, index, with_focus);
  isg_field_emit_changed (ISG_FIELD (self));
}

/* A press on the chosen one leaves it chosen: blank is Backspace, so that a slip loses no answer.
 */
static void
toggled_cb (GtkToggleButton *button, IsgChoiceField *self)
{
  guint index = 0;

  if (self->quiet || !g_ptr_array_find (self->toggles, button, &index))
    return;
  choose_by_user (self, (int) index, FALSE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        IsgChoiceField *self)
{
  int last = (int) self->toggles->len - 1;
  int now = chosen (self);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int digit = (int) gdk_keyval_to_unicode (keyval) - '1';

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  if (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete)
    choose_by_user (self, -1, TRUE);
  else if (digit >= 0 && digit <= last)
    choose_by_user (self, digit, TRUE);
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Up)
    choose_by_user (self, CLAMP (rtl ? now + 1 : now - 1, 0, last), TRUE);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_Down)
    choose_by_user (self, CLAMP (rtl ? now - 1 : now + 1, 0, last), TRUE);
  else
    return FALSE;
  return TRUE;
}

void
isg_choice_field_set_stacked (IsgChoiceField *self, gboolean stacked)
{
  g_return_if_fail (ISG_IS_CHOICE_FIELD (self));

  stacked = stacked && self->letters > LETTERS_IN_A_ROW;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->box), stacked ? GTK_ALIGN_FILL : GTK_ALIGN_START);
}

static void
add_toggle (IsgChoiceField *self, const IsgCode *code)
{
  const char *words = isg_i18n_language () == ISG_LANGUAGE_TR ? code->label_tr : code->label_en;
  GtkWidget *button = gtk_toggle_button_new_with_label (words);
  g_autofree char *name = g_strdup_printf ("%s: %s", isg_field_label (ISG_FIELD (self)), words);

  /* Long answers beside each other must not make the window wider than the screen. */
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                         GTK_JUSTIFY_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (self->box, button);
  g_ptr_array_add (self->toggles, button);
  g_ptr_array_add (self->codes, g_strdup (code->code));
  self->letters += (guint) g_utf8_strlen (words, -1);
}

static void
isg_choice_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgChoiceField *self = ISG_CHOICE_FIELD (field);
  const IsgCodeList *list = isg_field_def_code_list (def);

  ISG_FIELD_CLASS (isg_choice_field_parent_class)->bind (field, context, def);
  for (guint i = 0; i < isg_code_list_size (list); i++)
    if (isg_code_list_nth (list, i)->active)
      add_toggle (self, isg_code_list_nth (list, i));
  update_tab_stop (self);
}

static IsgValue *
isg_choice_field_get_value (IsgField *field)
{
  IsgChoiceField *self = ISG_CHOICE_FIELD (field);
  int index = chosen (self);

  if (index >= 0)
    return isg_value_new_code (g_ptr_array_index (self->codes, index));
  return self->unlisted != NULL ? isg_value_new_code (self->unlisted) : NULL;
}

static void
isg_choice_field_set_value (IsgField *field, IsgValue *value)
{
  IsgChoiceField *self = ISG_CHOICE_FIELD (field);
  const char *code = isg_value_text (value);
  guint index = 0;
  gboolean listed
    = code != NULL && g_ptr_array_find_with_equal_func (self->codes, code, g_str_equal, &index);

  g_free (self->unlisted);
  self->unlisted = listed ? NULL : g_strdup (code);
  isg_field_set_note (field, self->unlisted);
  choose (self, listed ? (int) index : -1, FALSE);
}

static void
isg_choice_field_grab (IsgField *field, const char *path)
{
  IsgChoiceField *self = ISG_CHOICE_FIELD (field);

  if (self->toggles->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (toggle (self, (guint) MAX (chosen (self), 0))));
}

static void
isg_choice_field_constructed (GObject *object)
{
  IsgChoiceField *self = ISG_CHOICE_FIELD (object);

  G_OBJECT_CLASS (isg_choice_field_parent_class)->constructed (object);
  g_object_bind_property (self, "editable", self->box, "sensitive", G_BINDING_SYNC_CREATE);
}

static void
isg_choice_field_finalize (GObject *object)
{
  IsgChoiceField *self = ISG_CHOICE_FIELD (object);

  g_ptr_array_unref (self->toggles);
  g_ptr_array_unref (self->codes);
  g_free (self->unlisted);
  G_OBJECT_CLASS (isg_choice_field_parent_class)->finalize (object);
}

static void
isg_choice_field_class_init (IsgChoiceFieldClass *klass)
{
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = isg_choice_field_constructed;
  G_OBJECT_CLASS (klass)->finalize = isg_choice_field_finalize;
  field_class->bind = isg_choice_field_bind;
  field_class->get_value = isg_choice_field_get_value;
  field_class->set_value = isg_choice_field_set_value;
  field_class->grab = isg_choice_field_grab;
}

static void
isg_choice_field_init (IsgChoiceField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->toggles = g_ptr_array_new ();
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "linked");
  gtk_widget_set_halign (GTK_WIDGET (self->box), GTK_ALIGN_START);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->box), keys);
  isg_field_set_input_unnamed (ISG_FIELD (self), GTK_WIDGET (self->box), GTK_WIDGET (self->box));
}
