/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_FORM_SECTION (isg_form_section_get_type ())

/**
 * IsgFormSection:
 *
 * A part of a form, laid out in the .ui file: a heading over lists of fields. A box of style class
 * "columns" in it puts its children beside each other where there is room.
 *
 * Properties: "section-id" (as in the rule pack), "title".
 */
G_DECLARE_FINAL_TYPE (IsgFormSection, isg_form_section, ISG, FORM_SECTION, GtkBox)

/**
 * isg_form_section_id:
 * @self: a section
 *
 * Thread: main.
 *
 * Returns: (transfer none): its id in the rule pack
 */
const char *isg_form_section_id (IsgFormSection *self);

/**
 * isg_form_section_title:
 * @self: a section
 *
 * Thread: main.
 *
 * Returns: (transfer none): its heading
 */
const char *isg_form_section_title (IsgFormSection *self);

/**
 * isg_form_section_set_wide:
 * @self: a section
 * @wide: whether columns stand beside each other
 *
 * Thread: main.
 */
void isg_form_section_set_wide (IsgFormSection *self, gboolean wide);

/**
 * isg_form_section_hide_heading:
 * @self: a section
 *
 * The only field in it says the same.
 *
 * Thread: main.
 */
void isg_form_section_hide_heading (IsgFormSection *self);

/**
 * isg_form_turn_columns:
 * @widget: a form or a part of one
 * @wide: whether its boxes of the class "columns" stand beside each other
 *
 * Thread: main.
 */
void isg_form_turn_columns (GtkWidget *widget, gboolean wide);

/**
 * isg_form_section_set_columns:
 * @self: a section
 * @n: columns for which there is room
 *
 * A box of style class "wide-columns" has its children beside each other where there is room for
 * three.
 *
 * Thread: main.
 */
void isg_form_section_set_columns (IsgFormSection *self, guint n);

/**
 * isg_form_section_offer_ordinary:
 * @self: a section
 *
 * Puts the button "Ordinary answers into blanks" beside its heading; it activates "record.ordinary"
 * with the section's id.
 *
 * Thread: main.  Source: ui.md 3.5.
 */
void isg_form_section_offer_ordinary (IsgFormSection *self);

G_END_DECLS
