/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/isg-secret.h"

G_BEGIN_DECLS

#define ISG_TYPE_CODE_VIEW (isg_code_view_get_type ())

/**
 * IsgCodeView:
 *
 * Shows a recovery code this once, and asks for two of its groups, so that it was really written
 * down.
 *
 * Signals: "changed" (): isg_code_view_is_copied () may say something else.
 */
G_DECLARE_FINAL_TYPE (IsgCodeView, isg_code_view, ISG, CODE_VIEW, AdwBin)

/**
 * isg_code_view_new:
 * @code: the code, in groups with dashes
 *
 * Thread: main.  Source: ui.md 3.12, screen 2.
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *isg_code_view_new (IsgSecret *code);

/**
 * isg_code_view_is_copied:
 * @self: a view
 *
 * Thread: main.
 *
 * Returns: whether both groups that are asked for were typed
 */
gboolean isg_code_view_is_copied (IsgCodeView *self);

/**
 * isg_code_view_type:
 * @self: a view
 * @index: which of the two: 0 or 1
 * @text: (nullable): what stands in its entry; %NULL for what is right
 *
 * For tests.
 *
 * Thread: main.
 */
void isg_code_view_type (IsgCodeView *self, guint index, const char *text);

G_END_DECLS
