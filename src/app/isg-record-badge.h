/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-session.h"

G_BEGIN_DECLS

/**
 * isg_record_badge_state:
 * @session: an open record
 * @out_note: (out) (transfer full): what the badge's words need, JSON
 *
 * As the list's badge, but of what is typed now.
 *
 * Thread: main.  Source: ui.md 2.9.
 *
 * Returns: (transfer none): a state's name, "DRAFT" or ""
 */
const char *isg_record_badge_state (IsgRecordSession *session, char **out_note);

/**
 * isg_record_badge_explain:
 * @session: an open record
 *
 * Thread: main.  Source: ui.md 2.9.
 *
 * Returns: (transfer full): the sentence that explains the state; "" when it has none
 */
char *isg_record_badge_explain (IsgRecordSession *session);

G_END_DECLS
