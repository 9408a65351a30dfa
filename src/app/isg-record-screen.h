/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-layout.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

#define ISG_TYPE_RECORD_SCREEN (isg_record_screen_get_type ())

/**
 * IsgRecordScreen:
 *
 * The screen of one record, of whatever kind. Ctrl+N activates "rows.add", for kinds that have rows
 * to add.
 */
G_DECLARE_FINAL_TYPE (IsgRecordScreen, isg_record_screen, ISG, RECORD_SCREEN, IsgScreen)

/**
 * isg_record_screen_new:
 * @window: where it will be pushed
 * @kind: a kind id of the rule pack
 * @uuid: (nullable): the record's; %NULL begins a new one
 * @workplace: (nullable): where a new one belongs
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the screen
 */
IsgScreen *isg_record_screen_new (IsgWindow *window,
                                  const char *kind,
                                  const char *uuid,
                                  const char *workplace);

/**
 * isg_record_screen_new_for:
 * @window: where it will be pushed
 * @session: a record that is open already
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the screen
 */
IsgScreen *isg_record_screen_new_for (IsgWindow *window, IsgRecordSession *session);

/**
 * isg_record_screen_set_words:
 * @self: a screen
 * @title: stands in the header bar instead of the kind
 * @subtitle: below it
 *
 * Thread: main.
 */
void isg_record_screen_set_words (IsgRecordScreen *self, const char *title, const char *subtitle);

/**
 * isg_record_screen_set_finished:
 * @self: a screen
 * @finished: what happens once the record is finished, instead of a toast and going back
 *
 * Work then begins at the first blank question, not at the first that must be answered.
 *
 * Thread: main.
 */
void isg_record_screen_set_finished (IsgRecordScreen *self,
                                     void (*finished) (IsgRecordScreen *screen));

/**
 * isg_record_screen_session:
 * @self: a screen
 *
 * Thread: main.
 *
 * Returns: (transfer none): what is typed
 */
IsgRecordSession *isg_record_screen_session (IsgRecordScreen *self);

/**
 * isg_record_screen_layout:
 * @self: a screen
 *
 * Thread: main.
 *
 * Returns: (transfer none): what stands on it
 */
IsgRecordLayout *isg_record_screen_layout (IsgRecordScreen *self);

/**
 * isg_record_screen_window:
 * @self: a screen
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): its window, while there is one
 */
IsgWindow *isg_record_screen_window (IsgRecordScreen *self);

/**
 * isg_record_screen_finish:
 * @self: a screen
 *
 * Ctrl+Enter and the main button: finishes it, or goes to the first missing place.
 *
 * Thread: main.
 */
void isg_record_screen_finish (IsgRecordScreen *self);

/**
 * isg_record_screen_go_to_missing:
 * @self: a screen
 * @back: the other way round
 *
 * F7, Shift+F7: to the next place that is missing or wrong, once what was typed is judged.
 *
 * Thread: main.
 */
void isg_record_screen_go_to_missing (IsgRecordScreen *self, gboolean back);

G_END_DECLS
