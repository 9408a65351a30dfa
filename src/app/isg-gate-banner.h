/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

#define ISG_TYPE_GATE_BANNER (isg_gate_banner_get_type ())

/**
 * IsgGateBanner:
 *
 * The banner that says why the queue waits and what to do: one gate at a time, the worst. Reads the
 * gates when the context says "changed"; sees to it that nobody has to look for the reason.
 */
G_DECLARE_FINAL_TYPE (IsgGateBanner, isg_gate_banner, ISG, GATE_BANNER, GtkWidget)

/**
 * isg_gate_banner_watch:
 * @self: a banner
 * @context: (nullable): whose gates it shows; %NULL for none
 *
 * Thread: main.  Source: ui.md 2.8.
 */
void isg_gate_banner_watch (IsgGateBanner *self, IsgContext *context);

/**
 * isg_gate_banner_set_trouble:
 * @self: a banner
 * @sentence: (nullable): what keeps the store from taking what is typed; stands before any gate,
 * with "Try again"
 *
 * Thread: main.
 */
void isg_gate_banner_set_trouble (IsgGateBanner *self, const char *sentence);

/**
 * isg_gate_banner_name:
 * @self: a banner
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the gate that is shown
 */
const char *isg_gate_banner_name (IsgGateBanner *self);

G_END_DECLS
