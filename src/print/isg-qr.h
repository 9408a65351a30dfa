/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgQr:
 *
 * A QR symbol: a square of dark and light modules, without its quiet zone.
 */
typedef struct {
  guint size;   /* modules along a side */
  guint8 *dark; /* (owned) (array length=size*size): row by row; 1 is dark */
} IsgQr;

/**
 * isg_qr_new:
 * @text: what it says, UTF-8
 *
 * With medium error correction, so that a crease or a stamp leaves it readable.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the symbol; %NULL when the text is too long for one, or the
 * program was built without the library for it
 */
IsgQr *isg_qr_new (const char *text);

/**
 * isg_qr_free:
 * @qr: (transfer full) (nullable): a symbol
 *
 * Thread: any.
 */
void isg_qr_free (IsgQr *qr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgQr, isg_qr_free)

G_END_DECLS
