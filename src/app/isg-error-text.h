/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * isg_error_text:
 * @error: what went wrong
 *
 * The one place where an error becomes a sentence: what happened, what holds, what to do. Blames
 * nobody; shows nothing of the error's own message.
 *
 * Thread: main.  Source: ui.md 3.9, 3.12, 4.2, 7.
 *
 * Returns: (transfer full): a sentence in the user's language
 */
char *isg_error_text (const GError *error);

/**
 * isg_error_is_about_store:
 * @error: what went wrong
 *
 * Thread: any.
 *
 * Returns: whether the store itself cannot be used, so that the repair screen is the place to say
 * so
 */
gboolean isg_error_is_about_store (const GError *error);

G_END_DECLS
