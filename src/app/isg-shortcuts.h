/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * IsgCommand:
 *
 * An act, its words and its keys: for the keys themselves, the window of shortcuts and search
 * everywhere.
 */
typedef struct {
  const char *group;  /* msgid */
  const char *title;  /* msgid */
  const char *action; /* detailed: "win.page::trainings" */
  const char *keys;   /* accelerator; NULL where none */
  gboolean listed;    /* also found by search everywhere */
} IsgCommand;

/**
 * isg_commands:
 * @out_n: (out): how many
 *
 * Thread: main.  Source: ui.md 6.4.
 *
 * Returns: (transfer none) (array length=out_n): the acts
 */
const IsgCommand *isg_commands (guint *out_n);

/**
 * isg_shortcuts_install:
 * @application: gets the keys of every act that there is
 *
 * Thread: main.
 */
void isg_shortcuts_install (GtkApplication *application);

/**
 * isg_shortcuts_window_new:
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the window of shortcuts, by groups
 */
GtkShortcutsWindow *isg_shortcuts_window_new (void);

G_END_DECLS
