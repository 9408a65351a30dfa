/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgDecimal:
 * @unscaled: the digits as a whole number
 * @scale: how many of them stand after the point, 0 to 9
 *
 * An exact decimal number, unscaled / 10^scale; no binary fraction ever enters a document. Passed
 * by value.
 */
typedef struct {
  gint64 unscaled;
  guint8 scale;
} IsgDecimal;

/**
 * isg_decimal_from_int:
 * @value: any whole number
 *
 * Thread: any.
 *
 * Returns: the number
 */
IsgDecimal isg_decimal_from_int (gint64 value);

/**
 * isg_decimal_parse:
 * @text: digits with at most one point and an optional leading minus; no exponent, no sign plus, no
 * white space
 * @out: (out): the number, without trailing zeros after the point
 * @error: %ISG_BASE_ERROR _FORMAT, or _RANGE beyond 9 places after or 15 digits before the point
 * (zeros that add nothing are not counted), or beyond the 64 bits that both together share
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, on error
 */
gboolean isg_decimal_parse (const char *text, IsgDecimal *out, GError **error);

/**
 * isg_decimal_parse_typed:
 * @text: what a person typed; comma or point divides (`,5` and `5,` too), surrounding white space
 * is ignored
 * @out: (out): the number
 * @error: as isg_decimal_parse ()
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, on error
 */
gboolean isg_decimal_parse_typed (const char *text, IsgDecimal *out, GError **error);

/**
 * isg_decimal_compare:
 * @a: a number
 * @b: a number
 *
 * Thread: any.
 *
 * Returns: negative, 0 or positive; 40.0 equals 40
 */
int isg_decimal_compare (IsgDecimal a, IsgDecimal b);

/**
 * isg_decimal_add:
 * @a: a number
 * @b: a number
 * @out: (out): the sum
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, when it cannot be held
 */
gboolean isg_decimal_add (IsgDecimal a, IsgDecimal b, IsgDecimal *out);

/**
 * isg_decimal_multiply:
 * @a: a number
 * @b: a number
 * @out: (out): the exact product
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, when it cannot be held
 */
gboolean isg_decimal_multiply (IsgDecimal a, IsgDecimal b, IsgDecimal *out);

/**
 * isg_decimal_to_string:
 * @value: a number
 * @min_places: at least so many digits after the point (1 gives "40.0", 0 gives "40"; "22.5" in
 * both)
 *
 * The shortest form otherwise; the point is always ".".
 *
 * Thread: any.  Source: wire.md 3.3 point 4; sandbox-wire.md, egitimSuresi.
 *
 * Returns: (transfer full): the text
 */
char *isg_decimal_to_string (IsgDecimal value, guint min_places);

G_END_DECLS
