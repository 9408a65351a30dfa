/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

/**
 * isg_professional_sheet_open:
 * @parent: the window it stands over
 * @context: the context
 * @uuid: (nullable): the professional; %NULL for a new one
 * @name: (nullable): what was typed where a new one was asked for
 * @made: (nullable): called with the uuid once the card is kept
 * @data: for @made
 * @data_free: (nullable): frees @data
 *
 * The card of an expert or a physician, as a sheet.
 *
 * Thread: main.  Source: ui.md 3.2.
 */
void isg_professional_sheet_open (GtkWindow *parent,
                                  IsgContext *context,
                                  const char *uuid,
                                  const char *name,
                                  void (*made) (const char *uuid, gpointer data),
                                  gpointer data,
                                  GDestroyNotify data_free);

G_END_DECLS
