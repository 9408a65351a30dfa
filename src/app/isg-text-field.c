/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-text-field.h"

#include "base/isg-text.h"

struct _IsgTextField {
  IsgEntryField parent_instance;
};

G_DEFINE_FINAL_TYPE (IsgTextField, isg_text_field, ISG_TYPE_ENTRY_FIELD)

static IsgValue *
isg_text_field_parse (IsgEntryField *field, const char *text)
{
  g_autofree char *clean = isg_text_clean (text, -1);

  return clean != NULL && *clean != '\0' ? isg_value_new_text (clean) : NULL;
}

static char *
isg_text_field_format (IsgEntryField *field, IsgValue *value)
{
  return isg_value_to_text (value);
}

static void
isg_text_field_class_init (IsgTextFieldClass *klass)
{
  IsgEntryFieldClass *entry_class = ISG_ENTRY_FIELD_CLASS (klass);

  entry_class->parse = isg_text_field_parse;
  entry_class->format = isg_text_field_format;
}

static void
isg_text_field_init (IsgTextField *self)
{
}
