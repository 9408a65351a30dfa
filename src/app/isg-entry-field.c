/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-entry-field.h"

typedef struct {
  GtkBox *box;     /* (unowned) */
  GtkEntry *entry; /* (unowned) */
  gboolean quiet;  /* the program writes, not the user */
} IsgEntryFieldPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (IsgEntryField, isg_entry_field, ISG_TYPE_FIELD)

static IsgEntryFieldPrivate *
get_private (IsgEntryField *self)
{
  return isg_entry_field_get_instance_private (self);
}

GtkEntry *
isg_entry_field_entry (IsgEntryField *self)
{
  g_return_val_if_fail (ISG_IS_ENTRY_FIELD (self), NULL);

  return get_private (self)->entry;
}

GtkBox *
isg_entry_field_box (IsgEntryField *self)
{
  g_return_val_if_fail (ISG_IS_ENTRY_FIELD (self), NULL);

  return get_private (self)->box;
}

static const char *
get_text (IsgEntryField *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_private (self)->entry));
}

void
isg_entry_field_set_text (IsgEntryField *self, const char *text)
{
  IsgEntryFieldPrivate *priv;
  gboolean quiet;

  g_return_if_fail (ISG_IS_ENTRY_FIELD (self));

  priv = get_private (self);
  if (g_strcmp0 (get_text (self), text) == 0)
    return;
  quiet = priv->quiet;
  priv->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (priv->entry), text);
  priv->quiet = quiet;
}

static IsgValue *
isg_entry_field_get_value (IsgField *field)
{
  IsgEntryField *self = ISG_ENTRY_FIELD (field);

  return ISG_ENTRY_FIELD_GET_CLASS (self)->parse (self, get_text (self));
}

static void
isg_entry_field_set_value (IsgField *field, IsgValue *value)
{
  IsgEntryField *self = ISG_ENTRY_FIELD (field);
  g_autofree char *text
    = value != NULL ? ISG_ENTRY_FIELD_GET_CLASS (self)->format (self, value) : NULL;

  isg_entry_field_set_text (self, text != NULL ? text : "");
}

static char *
isg_entry_field_get_raw (IsgField *field)
{
  IsgEntryField *self = ISG_ENTRY_FIELD (field);
  g_autoptr (IsgValue) value = isg_entry_field_get_value (field);
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));

  return value == NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
isg_entry_field_set_raw (IsgField *field, const char *raw)
{
  isg_entry_field_set_text (ISG_ENTRY_FIELD (field), raw);
}

static void
changed_cb (IsgEntryField *self)
{
  if (ISG_ENTRY_FIELD_GET_CLASS (self)->text_changed != NULL)
    ISG_ENTRY_FIELD_GET_CLASS (self)->text_changed (self, get_text (self));
  if (!get_private (self)->quiet)
    isg_field_emit_changed (ISG_FIELD (self));
}

/* What was understood is written as it is kept: "231126" becomes 23.11.2026. */
static void
left_cb (IsgEntryField *self)
{
  g_autoptr (IsgValue) value = isg_entry_field_get_value (ISG_FIELD (self));

  if (value != NULL)
    isg_entry_field_set_value (ISG_FIELD (self), value);
}

static void
isg_entry_field_constructed (GObject *object)
{
  IsgEntryFieldPrivate *priv = get_private (ISG_ENTRY_FIELD (object));

  G_OBJECT_CLASS (isg_entry_field_parent_class)->constructed (object);
  g_object_bind_property (object, "editable", priv->entry, "editable", G_BINDING_SYNC_CREATE);
}

static void
isg_entry_field_class_init (IsgEntryFieldClass *klass)
{
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = isg_entry_field_constructed;
  field_class->get_value = isg_entry_field_get_value;
  field_class->set_value = isg_entry_field_set_value;
  field_class->get_raw = isg_entry_field_get_raw;
  field_class->set_raw = isg_entry_field_set_raw;
}

static void
isg_entry_field_init (IsgEntryField *self)
{
  IsgEntryFieldPrivate *priv = get_private (self);

  priv->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  priv->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (priv->entry), TRUE);
  /* An entry asks for 20 letters of width of its own accord; three stand beside each other. */
  gtk_editable_set_width_chars (GTK_EDITABLE (priv->entry), 6);
  gtk_box_append (priv->box, GTK_WIDGET (priv->entry));
  isg_field_set_input (ISG_FIELD (self), GTK_WIDGET (priv->entry), GTK_WIDGET (priv->box));

  g_signal_connect_object (priv->entry,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->entry,
                           "activate",
                           G_CALLBACK (isg_field_emit_answered),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "left", G_CALLBACK (left_cb), NULL);
}
