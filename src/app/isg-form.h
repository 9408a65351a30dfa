/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"
#include "app/isg-form-section.h"
#include "app/isg-record-session.h"

G_BEGIN_DECLS

#define ISG_TYPE_FORM (isg_form_get_type ())

/**
 * IsgForm:
 *
 * The questions of one kind, laid out by ui/forms/<kind>.ui and bound to a session: takes what is
 * typed, shows findings where they belong, moves to what is missing.
 *
 * Signals: "act" (field: IsgField, code): the button of a finding was pressed; "reveal" (field:
 * IsgField): the focus goes there, wherever it stands.
 */
G_DECLARE_FINAL_TYPE (IsgForm, isg_form, ISG, FORM, AdwBin)

/**
 * isg_form_exists:
 * @kind: a kind of record
 *
 * A rule pack may bring a kind that this version has no layout for.
 *
 * Thread: main.
 *
 * Returns: whether there is a ui/forms/<kind>.ui
 */
gboolean isg_form_exists (const char *kind);

/**
 * isg_form_new:
 * @session: what is typed, of a kind that has a form
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the form
 */
IsgForm *isg_form_new (IsgRecordSession *session);

/**
 * isg_form_new_part:
 * @session: what is typed
 * @layout: a layout of ui/ that asks some of the kind's fields
 *
 * For a sheet that asks less than the whole form.
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the form
 */
IsgForm *isg_form_new_part (IsgRecordSession *session, const char *layout);

/**
 * isg_form_fields:
 * @self: a form
 *
 * Thread: main.
 *
 * Returns: (transfer none) (element-type IsgField): its fields in reading order
 */
GPtrArray *isg_form_fields (IsgForm *self);

/**
 * isg_form_field:
 * @self: a form
 * @id: (nullable): a field id
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the field
 */
IsgField *isg_form_field (IsgForm *self, const char *id);

/**
 * isg_form_sections:
 * @self: a form
 *
 * Thread: main.
 *
 * Returns: (transfer none) (element-type IsgFormSection): its sections in reading order
 */
GPtrArray *isg_form_sections (IsgForm *self);

/**
 * isg_form_present_section:
 * @self: a form
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the section in which the focus is
 */
IsgFormSection *isg_form_present_section (IsgForm *self);

/**
 * isg_form_go_to_section:
 * @self: a form
 * @section: one of its sections
 *
 * Puts the focus into its first field.
 *
 * Thread: main.
 */
void isg_form_go_to_section (IsgForm *self, IsgFormSection *section);

/**
 * isg_form_go_to:
 * @self: a form
 * @path: (nullable): the place of a finding
 *
 * Puts the focus there.
 *
 * Thread: main.
 */
void isg_form_go_to (IsgForm *self, const char *path);

/**
 * isg_form_go_to_missing:
 * @self: a form
 * @back: the other way round
 *
 * F7: to the next place that is missing or wrong.
 *
 * Thread: main.
 *
 * Returns: %FALSE when there is none
 */
gboolean isg_form_go_to_missing (IsgForm *self, gboolean back);

/**
 * isg_form_go_to_first_missing:
 * @self: a form
 *
 * To the first place that keeps it from being finished.
 *
 * Thread: main.
 */
void isg_form_go_to_first_missing (IsgForm *self);

/**
 * isg_form_go_to_first:
 * @self: a form
 *
 * Where work begins: the first empty obligatory field, else the first.
 *
 * Thread: main.
 */
void isg_form_go_to_first (IsgForm *self);

/**
 * isg_form_go_to_first_blank:
 * @self: a form
 *
 * To the first question that has no answer, needed or not; else to the first.
 *
 * Thread: main.
 */
void isg_form_go_to_first_blank (IsgForm *self);

/**
 * isg_form_show_all_findings:
 * @self: a form
 *
 * Finishing was asked for: what is missing is said at each field.
 *
 * Thread: main.
 */
void isg_form_show_all_findings (IsgForm *self);

/**
 * isg_form_reveal:
 * @self: a form
 * @field: one of its fields
 *
 * Has the part shown in which the field stands, before the focus goes there.
 *
 * Thread: main.
 */
void isg_form_reveal (IsgForm *self, IsgField *field);

/**
 * isg_form_wants_width:
 * @self: a form
 *
 * Thread: main.
 *
 * Returns: whether its layout is of the style class "wide-form": columns of short questions that
 * take the room of the side panel
 */
gboolean isg_form_wants_width (IsgForm *self);

/**
 * isg_form_set_columns:
 * @self: a form
 * @n: columns of short questions, 1 to 3
 *
 * Thread: main.
 */
void isg_form_set_columns (IsgForm *self, guint n);

/**
 * isg_form_fill_ordinary:
 * @self: a form
 * @section: (nullable): one of its sections; %NULL for all
 *
 * Puts the ordinary answer into each blank question that is asked and has one; they are marked
 * until their section has had the focus. One act, that can be undone.
 *
 * Thread: main.  Source: ui.md 3.5.
 *
 * Returns: how many were filled
 */
guint isg_form_fill_ordinary (IsgForm *self, IsgFormSection *section);

/**
 * isg_form_set_wide:
 * @self: a form
 * @wide: whether columns of questions stand beside each other
 *
 * Thread: main.
 */
void isg_form_set_wide (IsgForm *self, gboolean wide);

G_END_DECLS
