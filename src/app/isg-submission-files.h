/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-keep-file.h"

G_BEGIN_DECLS

/**
 * isg_support_bundle_ask:
 * @context: the context
 * @window: the window
 * @uuid: (nullable): a record; %NULL for all that cannot settle itself
 *
 * "Destek paketi hazırla": says that personal data in it is replaced, and asks where it is to lie.
 *
 * Thread: main.  Source: ui.md 2.8, 4.1.
 *
 * Returns: (transfer none): the sheet that says so
 */
GtkWidget *isg_support_bundle_ask (IsgContext *context, IsgWindow *window, const char *uuid);

/**
 * isg_support_bundle_file:
 * @uuid: (nullable): as isg_support_bundle_ask ()
 *
 * Thread: any.
 *
 * Returns: the file, with words in the user's language
 */
IsgKeepFile isg_support_bundle_file (const char *uuid);

/**
 * isg_receipt_open:
 * @context: the context
 * @window: the window
 * @uuid: a record that was answered
 *
 * "Alındı belgesi…": the A4 page with its symbol, to print or to keep as PDF, and the file that
 * `isgctl verify-receipt` judges.
 *
 * Thread: main.  Source: ui.md 3.9; issue 4.7.
 *
 * Returns: (transfer none): the sheet
 */
GtkWidget *isg_receipt_open (IsgContext *context, IsgWindow *window, const char *uuid);

/**
 * isg_receipt_file:
 * @uuid: a record
 *
 * Thread: any.
 *
 * Returns: the file that `isgctl verify-receipt` judges, with words in the user's language; its
 *   name is owned by the data
 */
IsgKeepFile isg_receipt_file (const char *uuid);

G_END_DECLS
