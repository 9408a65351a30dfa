/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rules/isg-rules.h"

G_BEGIN_DECLS

#define ISG_TYPE_BADGE (isg_badge_get_type ())

/**
 * IsgBadge:
 *
 * A record's state as icon and words; the colour only hurries the eye. Its label reads as the
 * state, its tooltip explains it.
 */
G_DECLARE_FINAL_TYPE (IsgBadge, isg_badge, ISG, BADGE, GtkBox)

/**
 * isg_badge_new:
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a badge that shows nothing yet
 */
GtkWidget *isg_badge_new (void);

/**
 * isg_badge_set:
 * @self: a badge
 * @rules: the rule pack, for the words
 * @state: (nullable): a state's name, "DRAFT"; "" or %NULL hides the badge
 * @note_json: (nullable): of the row: IsgRow.badge_note
 * @sandbox: whether the words end with "(DENEME)"
 * @short_form: the words of lists instead of the full ones
 *
 * Thread: main.  Source: ui.md 2.9.
 */
void isg_badge_set (IsgBadge *self,
                    IsgRules *rules,
                    const char *state,
                    const char *note_json,
                    gboolean sandbox,
                    gboolean short_form);

/**
 * isg_badge_set_icon_only:
 * @self: a badge
 * @icon_only: whether only the icon is seen; the words become tooltip and accessible name
 *
 * For workplaces and people, which carry the worst badge of their records.
 *
 * Thread: main.
 */
void isg_badge_set_icon_only (IsgBadge *self, gboolean icon_only);

G_END_DECLS
