/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-resend.h"
#include "app/isg-screen.h"
#include "app/isg-submission-view.h"

G_BEGIN_DECLS

#define ISG_TYPE_REFUSAL_SCREEN (isg_refusal_screen_get_type ())

/**
 * IsgRefusalScreen:
 *
 * Records that were answered alike: what the Ministry said in plain words, its raw reply folded,
 * who can mend it, numbered steps, and the records. It follows the store: what is mended leaves the
 * list, and an empty one says so.
 */
G_DECLARE_FINAL_TYPE (IsgRefusalScreen, isg_refusal_screen, ISG, REFUSAL_SCREEN, IsgScreen)

/**
 * isg_refusal_screen_new:
 * @context: the context
 * @resend: what sends again; it outlives the screen while the first answer is awaited
 * @code: of the answer
 * @path: (nullable): of the field, without the numbers of lines
 * @message: (nullable): what the Ministry wrote
 *
 * Thread: main.  Source: ui.md 3.9.
 *
 * Returns: (transfer floating): a screen, to be pushed
 */
IsgScreen *isg_refusal_screen_new (IsgContext *context,
                                   IsgResend *resend,
                                   int code,
                                   const char *path,
                                   const char *message);

G_END_DECLS
