/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-keep-file.h"

G_BEGIN_DECLS

/**
 * isg_receipt_year_open:
 * @context: the context
 * @window: the window
 * @workplace: uuid of a workplace
 *
 * "Bir yılın alındı belgeleri…": asks which year, and keeps the receipts of the workplace's records
 * of that year as one file, which `isgctl verify-receipt` judges.
 *
 * Thread: main.  Source: issue 4.7.
 *
 * Returns: (transfer none): the sheet
 */
GtkWidget *isg_receipt_year_open (IsgContext *context, IsgWindow *window, const char *workplace);

/**
 * isg_receipt_year_file:
 * @workplace: uuid of a workplace
 * @year: a year
 *
 * Thread: any.
 *
 * Returns: the file, with words in the user's language; its name is owned by the data
 */
IsgKeepFile isg_receipt_year_file (const char *workplace, guint year);

G_END_DECLS
