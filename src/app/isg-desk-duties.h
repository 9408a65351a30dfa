/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-desk-data.h"

G_BEGIN_DECLS

/**
 * isg_desk_duties_read:
 * @store: the thread's store
 * @data: with its workplace and day; its duties are written
 * @error: %ISG_STORE_ERROR
 *
 * What the calendar says of the workplace within a year, the same duty of several people as one.
 * All that is done in records with health details stands together under the name of that kind: whom
 * it is for, and by which of its rules, would say something of their health.
 *
 * Thread: the store's.  Source: ui.md 1 (Roles), 5.1; domain.md 3.3.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_desk_duties_read (IsgStore *store, IsgDeskData *data, GError **error);

/**
 * isg_desk_duties_next:
 * @data: a workplace
 * @most: how many at most
 *
 * Thread: any.
 *
 * Returns: (transfer container) (element-type IsgDeskDuty): the next ones that have a day
 */
GPtrArray *isg_desk_duties_next (const IsgDeskData *data, guint most);

G_END_DECLS
