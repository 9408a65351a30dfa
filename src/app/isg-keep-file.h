/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * IsgKeepFileMake:
 * @store: the store, in its thread
 * @data: as given
 * @error: what went wrong
 *
 * Returns: (transfer full): the file's bytes, or %NULL with @error
 */
typedef GBytes *(*IsgKeepFileMake) (IsgStore *store, gpointer data, GError **error);

/**
 * IsgKeepFile:
 *
 * A file that the user may have, and the words around it.
 */
typedef struct {
  const char *title;        /* of the chooser */
  const char *name;         /* what it is called unless the user says otherwise; names no person */
  const char *done;         /* what is said once it is kept */
  IsgKeepFileMake make;     /* runs in the store's thread */
  gpointer data;            /* (nullable): for @make; taken over */
  GDestroyNotify data_free; /* (nullable): frees @data */
} IsgKeepFile;

/**
 * isg_keep_file_ask:
 * @context: the context
 * @window: the window, for toasts and errors
 * @parent: (nullable): what the chooser stands over; %NULL for @window
 * @file: the file; its data is taken over
 *
 * Asks where the file is to lie, makes it and writes it there; nothing happens when the user
 * cancels.
 *
 * Thread: main.
 */
void isg_keep_file_ask (IsgContext *context,
                        IsgWindow *window,
                        GtkWindow *parent,
                        const IsgKeepFile *file);

/**
 * isg_keep_file_write:
 * @context: the context
 * @window: the window, for the toast or the error
 * @file: the file; its data is taken over
 * @place: where it is to lie
 *
 * Makes the file and writes it for its owner alone: whole, or what lay there before stays.
 *
 * Thread: main.
 */
void isg_keep_file_write (IsgContext *context,
                          IsgWindow *window,
                          const IsgKeepFile *file,
                          GFile *place);

G_END_DECLS
