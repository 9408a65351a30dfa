/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-rules-data.h"

G_BEGIN_DECLS

/**
 * isg_announcement_row_new:
 * @announcement: what is announced
 * @read: whether it was read
 *
 * A row that unfolds its text. An unread one is bold and says so.
 *
 * Thread: main.
 *
 * Returns: (transfer floating): an #AdwExpanderRow
 */
GtkWidget *isg_announcement_row_new (const IsgAnnouncement *announcement, gboolean read);

/**
 * isg_announcement_row_id:
 * @row: a row of an announcement
 *
 * Thread: main.
 *
 * Returns: (transfer none): the announcement's id
 */
const char *isg_announcement_row_id (GtkWidget *row);

/**
 * isg_announcement_row_mark_read:
 * @row: a row of an announcement that was unfolded or folded
 *
 * Thread: main.
 *
 * Returns: whether it was unread until now
 */
gboolean isg_announcement_row_mark_read (GtkWidget *row);

/**
 * isg_pack_row_new:
 * @entry: a pack
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a row: version, state, issuer, from when on, data sets
 */
GtkWidget *isg_pack_row_new (const IsgPackEntry *entry);

/**
 * isg_countdown_new:
 * @entry: a pack
 * @data: the day, and what waiting packs touch
 *
 * Plot 7: the days gone of the 30, as a sentence and as a level bar.
 *
 * Thread: main.  Source: ui.md 3.10 and 8.
 *
 * Returns: (transfer floating) (nullable): a box; %NULL when the pack follows no published change
 * or is not in force any more
 */
GtkWidget *isg_countdown_new (const IsgPackEntry *entry, const IsgRulesData *data);

G_END_DECLS
