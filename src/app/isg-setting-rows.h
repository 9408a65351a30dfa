/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

/* Rows of the settings that hold one of the store's settings: read when they are made, written as
 * soon as they are changed, each change with its undo. */

/**
 * isg_setting_entry_new:
 * @context: the context
 * @key: the store's setting
 * @title: what it is
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a row with a text
 */
GtkWidget *isg_setting_entry_new (IsgContext *context, const char *key, const char *title);

/**
 * isg_setting_file_new:
 * @context: the context
 * @key: the store's setting
 * @title: what it is
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a row with a file, chosen or taken out again
 */
GtkWidget *isg_setting_file_new (IsgContext *context, const char *key, const char *title);

/**
 * isg_setting_folder_new:
 * @context: the context
 * @key: the store's setting
 * @title: what it is
 * @none: what is shown while none is chosen, translated
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a row with a folder, chosen or taken out again
 */
GtkWidget *isg_setting_folder_new (IsgContext *context,
                                   const char *key,
                                   const char *title,
                                   const char *none);

/**
 * isg_setting_choice_new:
 * @context: the context
 * @key: the store's setting
 * @title: what it is
 * @values: (array zero-terminated=1): what is written; "" takes the setting out
 * @labels: (array zero-terminated=1): what is shown, translated
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a row with a choice
 */
GtkWidget *isg_setting_choice_new (IsgContext *context,
                                   const char *key,
                                   const char *title,
                                   const char *const *values,
                                   const char *const *labels);

/**
 * isg_setting_choice_add:
 * @row: a row of isg_setting_choice_new ()
 * @value: what is written
 * @label: what is shown
 *
 * Adds an answer and chooses it.
 *
 * Thread: main.
 */
void isg_setting_choice_add (GtkWidget *row, const char *value, const char *label);

/**
 * isg_setting_password_new:
 * @context: the context
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the row of the firm's password, which is never shown
 */
GtkWidget *isg_setting_password_new (IsgContext *context);

/**
 * isg_setting_toast:
 * @widget: a widget in the settings
 * @undo: (nullable): takes the change back
 * @data: for @undo
 * @data_free: (nullable): frees @data
 *
 * Says that a change was kept, with its undo.
 *
 * Thread: main.
 */
void isg_setting_toast (GtkWidget *widget,
                        void (*undo) (gpointer data),
                        gpointer data,
                        GDestroyNotify data_free);

G_END_DECLS
