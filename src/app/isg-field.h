/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

#define ISG_TYPE_FIELD (isg_field_get_type ())

/**
 * IsgField:
 *
 * One question of a form: label above, input, then help or finding below. The .ui file names its
 * "field-id"; label, unit, limits, code list, help and accessible name come from the rule pack when
 * the form binds it. Derivable; one class for each kind of input.
 *
 * Properties: "field-id" (string, from the .ui file), "editable" (boolean), "mnemonic" (string,
 * from the .ui file: the letter that Alt takes in Turkish, then the one in English). Signals:
 * "changed" (): the value or the typed text is another; "left" (): the focus left it; "answered"
 * (): go on to the next; "act" (code): the button of a finding was pressed.
 */
G_DECLARE_DERIVABLE_TYPE (IsgField, isg_field, ISG, FIELD, AdwPreferencesRow)

struct _IsgFieldClass {
  AdwPreferencesRowClass parent_class;

  /* Takes label, limits, list … of the definition; called once, before any value. Chain up. */
  void (*bind) (IsgField *self, IsgContext *context, const IsgFieldDef *def);
  /* (transfer full) (nullable): the value, NULL when blank or not (yet) a value */
  IsgValue *(*get_value) (IsgField *self);
  /* @value nullable; emits nothing */
  void (*set_value) (IsgField *self, IsgValue *value);
  /* (transfer full) (nullable): typed text that is no value, for drafts. (nullable) */
  char *(*get_raw) (IsgField *self);
  void (*set_raw) (IsgField *self, const char *raw);
  /* @findings of this field and below it, perhaps none; shown now. Chain up. */
  void (*show_findings) (IsgField *self, GPtrArray *findings);
  /* The record as it is typed, after each change: for what depends on other fields (required hours,
   * people …). (nullable) */
  void (*record_changed) (IsgField *self, IsgRecord *record);
  /* How each row of a list fared at the Ministry: path → IsgStatusItem; (nullable) */
  void (*show_status) (IsgField *self, GPtrArray *status_items);
  void (*grab) (IsgField *self, const char *path);
};

/**
 * isg_field_id:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: (transfer none): its field id
 */
const char *isg_field_id (IsgField *self);

/**
 * isg_field_bind:
 * @self: a field
 * @context: the context
 * @def: its definition in the rule pack
 *
 * Thread: main.
 */
void isg_field_bind (IsgField *self, IsgContext *context, const IsgFieldDef *def);

/**
 * isg_field_set_kind:
 * @self: a field that is not yet bound
 * @kind: the kind whose field it shows; fills the places of its findings
 *
 * Thread: main.
 */
void isg_field_set_kind (IsgField *self, const IsgKind *kind);

/**
 * isg_field_kind:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the kind whose field it shows
 */
const IsgKind *isg_field_kind (IsgField *self);

/**
 * isg_field_def:
 * @self: a bound field
 *
 * Thread: main.
 *
 * Returns: (transfer none): its definition
 */
const IsgFieldDef *isg_field_def (IsgField *self);

/**
 * isg_field_context:
 * @self: a bound field
 *
 * Thread: main.
 *
 * Returns: (transfer none): the context
 */
IsgContext *isg_field_context (IsgField *self);

/**
 * isg_field_get_value:
 * @self: a bound field
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): its value
 */
IsgValue *isg_field_get_value (IsgField *self);

/**
 * isg_field_set_value:
 * @self: a bound field
 * @value: (nullable): its value
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_field_set_value (IsgField *self, IsgValue *value);

/**
 * isg_field_get_raw:
 * @self: a bound field
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): typed text that is no value
 */
char *isg_field_get_raw (IsgField *self);

/**
 * isg_field_set_raw:
 * @self: a bound field
 * @raw: typed text that is no value
 *
 * Thread: main.
 */
void isg_field_set_raw (IsgField *self, const char *raw);

/**
 * isg_field_show_findings:
 * @self: a bound field
 * @findings: (element-type IsgFinding): of this field and below it
 *
 * Thread: main.
 */
void isg_field_show_findings (IsgField *self, GPtrArray *findings);

/**
 * isg_field_record_changed:
 * @self: a bound field
 * @record: the record as it is typed
 *
 * Thread: main.
 */
void isg_field_record_changed (IsgField *self, IsgRecord *record);

/**
 * isg_field_show_status:
 * @self: a bound field
 * @status_items: (nullable) (element-type IsgStatusItem): how each row fared
 *
 * Thread: main.
 */
void isg_field_show_status (IsgField *self, GPtrArray *status_items);

/**
 * isg_field_grab:
 * @self: a field
 * @path: (nullable): a place inside it, "topics[2].minutes"
 *
 * Puts the focus into it.
 *
 * Thread: main.
 */
void isg_field_grab (IsgField *self, const char *path);

/**
 * isg_field_emit_changed:
 * @self: a field
 *
 * For the classes derived from it.
 *
 * Thread: main.
 */
void isg_field_emit_changed (IsgField *self);

/**
 * isg_field_set_input:
 * @self: a field
 * @input: the widget that takes the focus, named by the field's label
 * @child: what stands between label and help; @input is in it
 *
 * For the classes derived from it, in their init.
 *
 * Thread: main.
 */
void isg_field_set_input (IsgField *self, GtkWidget *input, GtkWidget *child);

/**
 * isg_field_emit_answered:
 * @self: a field
 *
 * For the classes derived from it: Enter, or a choice that settles the question.
 *
 * Thread: main.
 */
void isg_field_emit_answered (IsgField *self);

/**
 * isg_field_set_input_unnamed:
 * @self: a field
 * @input: the widget that takes the focus; it has a name of its own
 * @child: what stands between label and help; @input is in it
 *
 * As isg_field_set_input (), for inputs that say the field's label in their own name (choices,
 * lists). Alt and the label's letter go to @input all the same.
 *
 * Thread: main.
 */
void isg_field_set_input_unnamed (IsgField *self, GtkWidget *input, GtkWidget *child);

/**
 * isg_field_set_suffix:
 * @self: a field
 * @suffix: (nullable): stands at the end of the label's line
 *
 * Thread: main.
 */
void isg_field_set_suffix (IsgField *self, GtkWidget *suffix);

/**
 * isg_field_set_suffix_input:
 * @self: a field
 * @input: the widget that takes the focus, named by the field's label
 *
 * As isg_field_set_input (), for small inputs that stand at the end of the label's line.
 *
 * Thread: main.
 */
void isg_field_set_suffix_input (IsgField *self, GtkWidget *input);

/**
 * isg_field_set_row_input:
 * @self: a field
 *
 * The row itself takes the focus: it is the input, and names itself.
 *
 * Thread: main.
 */
void isg_field_set_row_input (IsgField *self);

/**
 * isg_field_set_note:
 * @self: a field
 * @note: (nullable): what the program says to the value (its parts, where it came from)
 *
 * Thread: main.
 */
void isg_field_set_note (IsgField *self, const char *note);

/**
 * isg_field_set_required:
 * @self: a bound field
 * @required: whether the mark of obligation is shown
 *
 * Thread: main.
 */
void isg_field_set_required (IsgField *self, gboolean required);

/**
 * isg_field_label:
 * @self: a bound field
 *
 * Thread: main.
 *
 * Returns: (transfer none): its label in the user's language
 */
const char *isg_field_label (IsgField *self);

/**
 * isg_field_is_editable:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: whether its value can be changed
 */
gboolean isg_field_is_editable (IsgField *self);

/**
 * isg_field_set_heading:
 * @self: a bound field
 *
 * Its label is the heading of the section in which it stands alone.
 *
 * Thread: main.
 */
void isg_field_set_heading (IsgField *self);

/**
 * isg_field_hide_label:
 * @self: a field
 *
 * It stands inside another field that says the same words; readers still hear its own.
 *
 * Thread: main.
 */
void isg_field_hide_label (IsgField *self);

G_END_DECLS
