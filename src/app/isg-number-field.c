/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-number-field.h"

#include <string.h>

struct _IsgNumberField {
  IsgEntryField parent_instance;
};

G_DEFINE_FINAL_TYPE (IsgNumberField, isg_number_field, ISG_TYPE_ENTRY_FIELD)

static IsgValue *
isg_number_field_parse (IsgEntryField *field, const char *text)
{
  const IsgFieldDef *def = isg_field_def (ISG_FIELD (field));
  IsgDecimal number;

  if (*text == '\0' || !isg_decimal_parse_typed (text, &number, NULL))
    return NULL;
  if (def == NULL || isg_field_def_type (def) == ISG_VALUE_DECIMAL)
    return isg_value_new_decimal (number);
  return number.scale == 0 ? isg_value_new_integer (number.unscaled) : NULL;
}

/* As it is typed, without marks between the thousands. */
static char *
isg_number_field_format (IsgEntryField *field, IsgValue *value)
{
  char *text = isg_decimal_to_string (isg_value_decimal (value), 0);

  if (isg_i18n_language () == ISG_LANGUAGE_TR)
    g_strdelimit (text, ".", ',');
  return text;
}

static void
isg_number_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  const char *unit = isg_field_def_unit (def, isg_i18n_language ());

  ISG_FIELD_CLASS (isg_number_field_parent_class)->bind (field, context, def);
  if (unit != NULL) {
    GtkWidget *label = gtk_label_new (unit);

    gtk_widget_add_css_class (label, "dim-label");
    gtk_box_append (isg_entry_field_box (ISG_ENTRY_FIELD (field)), label);
  }
}

static void
isg_number_field_class_init (IsgNumberFieldClass *klass)
{
  ISG_FIELD_CLASS (klass)->bind = isg_number_field_bind;
  ISG_ENTRY_FIELD_CLASS (klass)->parse = isg_number_field_parse;
  ISG_ENTRY_FIELD_CLASS (klass)->format = isg_number_field_format;
}

static void
isg_number_field_init (IsgNumberField *self)
{
  GtkEntry *entry = isg_entry_field_entry (ISG_ENTRY_FIELD (self));

  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
  gtk_entry_set_input_purpose (entry, GTK_INPUT_PURPOSE_NUMBER);
}
