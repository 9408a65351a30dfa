/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-pick-popup.h"

G_BEGIN_DECLS

/**
 * IsgSuggestFunc:
 * @data: the caller's
 *
 * What may be taken as it is; narrowed by what is typed.
 *
 * Returns: (transfer full) (element-type IsgPickItem): all offers, the best first
 */
typedef GPtrArray *(*IsgSuggestFunc) (gpointer data);

/**
 * isg_suggest_attach:
 * @entry: a line of text in which anything may be typed
 * @name: accessible name of the list
 * @offers: what is offered
 * @taken: (nullable): called after an offer's label was put into @entry
 * @data: for both; must live as long as @entry
 *
 * Offers open below the entry by ↓ and while one types; ↓ ↑ walk, Enter takes, Esc closes. Unlike a
 * pick field the text stays free: Tab takes nothing.
 *
 * Thread: main.  Source: ui.md 3.6.
 */
void isg_suggest_attach (GtkEntry *entry,
                         const char *name,
                         IsgSuggestFunc offers,
                         void (*taken) (IsgPickItem *item, gpointer data),
                         gpointer data);

G_END_DECLS
