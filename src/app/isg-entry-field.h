/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_ENTRY_FIELD (isg_entry_field_get_type ())

/**
 * IsgEntryField:
 *
 * A question that is answered in one line of text: what the line means is for the derived class.
 */
G_DECLARE_DERIVABLE_TYPE (IsgEntryField, isg_entry_field, ISG, ENTRY_FIELD, IsgField)

struct _IsgEntryFieldClass {
  IsgFieldClass parent_class;

  /* (transfer full) (nullable): what @text says; NULL when it says nothing (yet) */
  IsgValue *(*parse) (IsgEntryField *self, const char *text);
  /* (transfer full): how the value stands in the line */
  char *(*format) (IsgEntryField *self, IsgValue *value);
  /* The line is another, by whomever. (nullable) */
  void (*text_changed) (IsgEntryField *self, const char *text);
};

/**
 * isg_entry_field_entry:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: (transfer none): its line
 */
GtkEntry *isg_entry_field_entry (IsgEntryField *self);

/**
 * isg_entry_field_box:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: (transfer none): the row in which the line stands, for a unit or a button beside it
 */
GtkBox *isg_entry_field_box (IsgEntryField *self);

/**
 * isg_entry_field_set_text:
 * @self: a field
 * @text: what is to stand in the line
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_entry_field_set_text (IsgEntryField *self, const char *text);

G_END_DECLS
