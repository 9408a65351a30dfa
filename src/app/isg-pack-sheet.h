/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-rules-data.h"
#include "app/isg-sheet.h"

G_BEGIN_DECLS

/**
 * isg_pack_sheet_new:
 * @parent: the window it stands over
 * @context: the tools
 * @offer: (transfer full): a pack that was read from a file
 *
 * Shows issuer, version, from when on, what changes and what is touched; its act installs the pack
 * and then activates "app.reload", by which the program takes the rules anew.
 *
 * Thread: main.  Source: ui.md 3.10.
 *
 * Returns: (transfer none): a sheet owned by GTK
 */
IsgSheet *isg_pack_sheet_new (GtkWindow *parent, IsgContext *context, IsgPackOffer *offer);

G_END_DECLS
