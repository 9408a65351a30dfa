/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-screen.h"

G_BEGIN_DECLS

/* For the window alone. */

/**
 * isg_screen_attach:
 * @self: a screen
 * @context: the context
 * @level: 0 for a page, 1 and 2 for what is opened from one
 *
 * Thread: main.
 */
void isg_screen_attach (IsgScreen *self, IsgContext *context, guint level);

/**
 * isg_screen_set_band:
 * @self: a screen
 * @band: how wide its content is
 *
 * Thread: main.
 */
void isg_screen_set_band (IsgScreen *self, IsgBand band);

/**
 * isg_screen_set_docked:
 * @self: a screen
 * @docked: whether the sidebar stands beside it, with a header bar of its own
 *
 * Thread: main.
 */
void isg_screen_set_docked (IsgScreen *self, gboolean docked);

/**
 * isg_screen_set_trouble:
 * @self: a screen
 * @sentence: (nullable): what keeps the store from taking what is typed
 *
 * Thread: main.
 */
void isg_screen_set_trouble (IsgScreen *self, const char *sentence);

/**
 * isg_screen_leave:
 * @self: a screen
 *
 * Keeps what is typed; the screen stays.
 *
 * Thread: main.
 */
void isg_screen_leave (IsgScreen *self);

/**
 * isg_screen_detach:
 * @self: a screen
 *
 * Keeps what is typed and says "left".
 *
 * Thread: main.
 */
void isg_screen_detach (IsgScreen *self);

/**
 * isg_screen_focus_first:
 * @self: a screen
 *
 * Thread: main.
 */
void isg_screen_focus_first (IsgScreen *self);

/**
 * IsgScreenAct:
 *
 * What a key asks of the screen that is shown.
 */
typedef enum {
  ISG_SCREEN_FIND,
  ISG_SCREEN_FINISH,
  ISG_SCREEN_ADD,
  ISG_SCREEN_PRINT,
} IsgScreenAct;

/**
 * isg_screen_do:
 * @self: a screen
 * @act: what is asked for
 *
 * Thread: main.
 *
 * Returns: whether the screen has such an act
 */
gboolean isg_screen_do (IsgScreen *self, IsgScreenAct act);

G_END_DECLS
