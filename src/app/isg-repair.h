/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ISG_TYPE_REPAIR (isg_repair_get_type ())

/**
 * IsgRepair:
 *
 * What stands in the place of everything when the store cannot be opened: what is the matter, that
 * nothing was touched, and what to do.
 *
 * Signals: "try-again" (); "restore" (): a backup is to take the place of a damaged store.
 */
G_DECLARE_FINAL_TYPE (IsgRepair, isg_repair, ISG, REPAIR, AdwBin)

/**
 * isg_repair_new:
 * @error: why it cannot be opened
 * @data_dir: (nullable): where it lies
 *
 * Thread: main.  Source: ui.md 3.12.
 *
 * Returns: (transfer floating): the screen
 */
GtkWidget *isg_repair_new (const GError *error, const char *data_dir);

G_END_DECLS
