/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

#define ISG_TYPE_SIDEBAR (isg_sidebar_get_type ())

/**
 * IsgSidebar:
 *
 * Workplace switcher, pages with what waits on each, the environment's strip and the line of the
 * queue.
 */
G_DECLARE_FINAL_TYPE (IsgSidebar, isg_sidebar, ISG, SIDEBAR, AdwBin)

/**
 * isg_sidebar_watch:
 * @self: a sidebar
 * @context: whose workplaces and counts it shows
 *
 * Thread: main.
 */
void isg_sidebar_watch (IsgSidebar *self, IsgContext *context);

/**
 * isg_sidebar_select:
 * @self: a sidebar
 * @page: a page's id
 *
 * Thread: main.
 */
void isg_sidebar_select (IsgSidebar *self, const char *page);

/**
 * isg_sidebar_focus:
 * @self: a sidebar
 *
 * Puts the focus on the page that is open.
 *
 * Thread: main.
 */
void isg_sidebar_focus (IsgSidebar *self);

/**
 * isg_sidebar_open_switcher:
 * @self: a sidebar
 *
 * Thread: main.
 */
void isg_sidebar_open_switcher (IsgSidebar *self);

/**
 * isg_sidebar_set_docked:
 * @self: a sidebar
 * @docked: whether it stands beside the content, which then has the window's buttons
 *
 * Thread: main.
 */
void isg_sidebar_set_docked (IsgSidebar *self, gboolean docked);

G_END_DECLS
