/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ISG_BASE_ERROR:
 *
 * The domain of errors of values that people or other programs wrote: text that is no date, no
 * number, no UTF-8. The message is English, for us, and holds no personal data;
 * src/app/isg-error-text.c and src/cli say it to the user.
 */
#define ISG_BASE_ERROR (isg_base_error_quark ())

/**
 * IsgBaseError:
 * @ISG_BASE_ERROR_FORMAT: the text does not have the form asked for
 * @ISG_BASE_ERROR_RANGE: well formed, but outside what can be held or is allowed
 * @ISG_BASE_ERROR_MEMORY: locked memory could not be had
 */
typedef enum {
  ISG_BASE_ERROR_FORMAT,
  ISG_BASE_ERROR_RANGE,
  ISG_BASE_ERROR_MEMORY,
} IsgBaseError;

/**
 * isg_base_error_quark:
 *
 * Thread: any.
 *
 * Returns: the quark of %ISG_BASE_ERROR
 */
GQuark isg_base_error_quark (void);

G_END_DECLS
