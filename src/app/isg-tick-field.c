/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-tick-field.h"

struct _IsgTickField {
  IsgField parent_instance;

  GtkCheckButton *tick; /* (unowned) */
  gboolean said;        /* whether there is an answer */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (IsgTickField, isg_tick_field, ISG_TYPE_FIELD)

static void
toggled_cb (IsgTickField *self)
{
  if (self->quiet)
    return;
  self->said = TRUE;
  isg_field_emit_changed (ISG_FIELD (self));
}

static IsgValue *
isg_tick_field_get_value (IsgField *field)
{
  IsgTickField *self = ISG_TICK_FIELD (field);

  return self->said ? isg_value_new_bool (gtk_check_button_get_active (self->tick)) : NULL;
}

static void
isg_tick_field_set_value (IsgField *field, IsgValue *value)
{
  IsgTickField *self = ISG_TICK_FIELD (field);
  g_autofree char *text = value != NULL ? isg_value_to_text (value) : NULL;

  self->quiet = TRUE;
  self->said = text != NULL;
  gtk_check_button_set_active (self->tick, g_strcmp0 (text, "true") == 0);
  self->quiet = FALSE;
}

static void
isg_tick_field_constructed (GObject *object)
{
  IsgTickField *self = ISG_TICK_FIELD (object);

  G_OBJECT_CLASS (isg_tick_field_parent_class)->constructed (object);
  g_object_bind_property (self, "editable", self->tick, "sensitive", G_BINDING_SYNC_CREATE);
}

static void
isg_tick_field_class_init (IsgTickFieldClass *klass)
{
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = isg_tick_field_constructed;
  field_class->get_value = isg_tick_field_get_value;
  field_class->set_value = isg_tick_field_set_value;
}

static void
isg_tick_field_init (IsgTickField *self)
{
  self->tick = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->tick), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "answer-row");
  isg_field_set_suffix_input (ISG_FIELD (self), GTK_WIDGET (self->tick));
  g_signal_connect_object (self->tick, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}
