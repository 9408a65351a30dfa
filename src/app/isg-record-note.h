/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_RECORD_NOTE (isg_record_note_get_type ())

/**
 * IsgRecordNote:
 *
 * The lines above a form: why it is read-only and what can be done, and the draft that was found.
 * Its buttons call actions of the group "record".
 */
G_DECLARE_FINAL_TYPE (IsgRecordNote, isg_record_note, ISG, RECORD_NOTE, GtkBox)

/**
 * isg_record_note_new:
 * @session: what is typed
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the lines
 */
IsgRecordNote *isg_record_note_new (IsgRecordSession *session);

G_END_DECLS
