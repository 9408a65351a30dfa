/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_RECORD_SIDE (isg_record_side_get_type ())

/**
 * IsgRecordSide:
 *
 * Beside a form, or behind its counter: the badge with its explanation, what is missing, the
 * submissions, the history.
 *
 * Signal: "go-to" (path): a missing place was chosen.
 */
G_DECLARE_FINAL_TYPE (IsgRecordSide, isg_record_side, ISG, RECORD_SIDE, GtkBox)

/**
 * isg_record_side_new:
 * @session: what is typed
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the panel
 */
IsgRecordSide *isg_record_side_new (IsgRecordSession *session);

G_END_DECLS
