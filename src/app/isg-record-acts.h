/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-screen.h"

G_BEGIN_DECLS

/**
 * isg_record_acts_add:
 * @screen: a record's screen
 *
 * Adds the action group "record" and its keys.
 *
 * Thread: main.  Source: ui.md 6.4.
 */
void isg_record_acts_add (IsgRecordScreen *screen);

/**
 * isg_record_acts_menu:
 * @session: what is shown
 *
 * Thread: main.
 *
 * Returns: (transfer full): the record's menu
 */
GMenuModel *isg_record_acts_menu (IsgRecordSession *session);

/**
 * isg_record_close_ask:
 * @screen: a record's screen
 *
 * "Close record…": asks for the reason; nothing is deleted.
 *
 * Thread: main.  Source: ui.md 3.0.
 */
void isg_record_close_ask (IsgRecordScreen *screen);

/**
 * isg_record_differences_show:
 * @screen: a record's screen whose session found a draft
 *
 * "Show differences": what the draft says beside what the record says.
 *
 * Thread: main.
 */
void isg_record_differences_show (IsgRecordScreen *screen);

/**
 * isg_finding_act:
 * @screen: a record's screen
 * @code: the finding's code
 *
 * What the button of a finding does: "Use the new one", "Open it", "Add 000" …
 *
 * Thread: main.  Source: ui.md 4.2.
 */
void isg_finding_act (IsgRecordScreen *screen, const char *code);

/**
 * isg_finding_act_by_itself:
 * @screen: a record's screen whose view is another
 *
 * A number known from another workplace fills the empty fields of who somebody is, once for each
 * number.
 *
 * Thread: main.  Source: ui.md 3.3.
 */
void isg_finding_act_by_itself (IsgRecordScreen *screen);

G_END_DECLS
