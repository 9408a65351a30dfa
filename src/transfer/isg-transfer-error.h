/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ISG_TRANSFER_ERROR:
 *
 * What keeps a file from being taken in.
 */
#define ISG_TRANSFER_ERROR (isg_transfer_error_quark ())

/**
 * IsgTransferError:
 * @ISG_TRANSFER_ERROR_NO_TABLE: the file is no table of text: a workbook, a PDF, bytes
 * @ISG_TRANSFER_ERROR_TOO_LARGE: more bytes or rows than are read
 * @ISG_TRANSFER_ERROR_NO_HEADING: no line names the field by which rows are told apart
 */
typedef enum {
  ISG_TRANSFER_ERROR_NO_TABLE,
  ISG_TRANSFER_ERROR_TOO_LARGE,
  ISG_TRANSFER_ERROR_NO_HEADING,
} IsgTransferError;

/**
 * isg_transfer_error_quark:
 *
 * Thread: any.
 *
 * Returns: the domain
 */
GQuark isg_transfer_error_quark (void);

G_END_DECLS
