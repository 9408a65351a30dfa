/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

#define ISG_TYPE_RESEND (isg_resend_get_type ())

/**
 * IsgResend:
 *
 * Sends refused records again whose cause lay outside them: one first, the rest once that one was
 * accepted. What waits for the first one's answer is forgotten when the program ends; nothing of it
 * has been sent then.
 */
G_DECLARE_FINAL_TYPE (IsgResend, isg_resend, ISG, RESEND, GObject)

/**
 * isg_resend_new:
 * @context: the context
 *
 * Thread: main.
 *
 * Returns: (transfer full): an object with nothing to do yet
 */
IsgResend *isg_resend_new (IsgContext *context);

/**
 * isg_resend_ask:
 * @self: an object
 * @parent: (nullable): the window
 * @uuids: (array zero-terminated=1): records
 *
 * Asks whether the cause is mended, and begins.
 *
 * Thread: main.  Source: ui.md 3.9.
 */
void isg_resend_ask (IsgResend *self, GtkWindow *parent, const char *const *uuids);

/**
 * isg_resend_start:
 * @self: an object
 * @parent: (nullable): the window, for toasts and errors
 * @uuids: (array zero-terminated=1): records
 *
 * Begins without asking.
 *
 * Thread: main.
 */
void isg_resend_start (IsgResend *self, GtkWindow *parent, const char *const *uuids);

G_END_DECLS
