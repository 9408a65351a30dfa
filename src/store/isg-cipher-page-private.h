/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-cipher-header-private.h"

G_BEGIN_DECLS

/* What is done with the bytes of one file: its three keys, and pages and log headers under them. */

typedef struct _IsgCipherCodec IsgCipherCodec;

/**
 * isg_cipher_codec_new:
 * @file_key: the file key
 * @salt: the file's salt
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full) (nullable): the codec; %NULL when memory or the library fails
 */
IsgCipherCodec *isg_cipher_codec_new (IsgSecret *file_key, const guint8 salt[32]);

/**
 * isg_cipher_codec_free:
 * @codec: (transfer full) (nullable): a codec
 *
 * Thread: the owner.
 */
void isg_cipher_codec_free (IsgCipherCodec *codec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgCipherCodec, isg_cipher_codec_free)

/**
 * isg_cipher_codec_header_key:
 * @codec: a codec
 *
 * Thread: the owner.
 *
 * Returns: (transfer none): the key of the header's MAC
 */
IsgSecret *isg_cipher_codec_header_key (IsgCipherCodec *codec);

/**
 * isg_cipher_seal_page:
 * @codec: a codec
 * @number: page number in the store file
 * @plain: what SQLite writes; not changed
 * @out: (out): what the disk gets
 *
 * Thread: the owner.
 *
 * Returns: %FALSE when the reserved bytes are not zero or the library fails
 */
gboolean isg_cipher_seal_page (IsgCipherCodec *codec,
                               guint32 number,
                               const guint8 plain[ISG_CIPHER_PAGE],
                               guint8 out[ISG_CIPHER_PAGE]);

/**
 * isg_cipher_open_page:
 * @codec: a codec
 * @number: page number in the store file
 * @sealed: what the disk has
 * @out: (out): what SQLite reads; zeros when it does not hold
 *
 * Thread: the owner.
 *
 * Returns: %FALSE when it is not what was written there
 */
gboolean isg_cipher_open_page (IsgCipherCodec *codec,
                               guint32 number,
                               const guint8 sealed[ISG_CIPHER_PAGE],
                               guint8 out[ISG_CIPHER_PAGE]);

/**
 * isg_cipher_seal_frame:
 * @codec: a codec
 * @head: the frame's 24 bytes in plain
 * @offset: of the frame in the log
 * @plain: its page
 * @out: (out): what the disk gets
 *
 * Thread: the owner.
 *
 * Returns: %FALSE as isg_cipher_seal_page ()
 */
gboolean isg_cipher_seal_frame (IsgCipherCodec *codec,
                                const guint8 head[24],
                                gint64 offset,
                                const guint8 plain[ISG_CIPHER_PAGE],
                                guint8 out[ISG_CIPHER_PAGE]);

/**
 * isg_cipher_open_frame:
 * @codec: a codec
 * @head: the frame's 24 bytes in plain
 * @offset: of the frame in the log
 * @sealed: what the disk has
 * @out: (out): the page; zeros when it does not hold
 *
 * Thread: the owner.
 *
 * Returns: %FALSE when it is not what was written there
 */
gboolean isg_cipher_open_frame (IsgCipherCodec *codec,
                                const guint8 head[24],
                                gint64 offset,
                                const guint8 sealed[ISG_CIPHER_PAGE],
                                guint8 out[ISG_CIPHER_PAGE]);

/**
 * isg_cipher_seal_head:
 * @codec: a codec
 * @offset: where it lies in the log
 * @plain: 24 or 32 bytes
 * @length: how many
 * @out: (out): as many
 *
 * Thread: the owner.
 *
 * Returns: %FALSE when the library fails
 */
gboolean isg_cipher_seal_head (IsgCipherCodec *codec,
                               gint64 offset,
                               const guint8 *plain,
                               gsize length,
                               guint8 *out);

/**
 * isg_cipher_open_head:
 * @codec: a codec
 * @offset: where it lies in the log
 * @sealed: 24 or 32 bytes
 * @length: how many
 * @out: (out): as many
 *
 * One bit changed there makes other page numbers and salts of it.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE when the library fails
 */
gboolean isg_cipher_open_head (IsgCipherCodec *codec,
                               gint64 offset,
                               const guint8 *sealed,
                               gsize length,
                               guint8 *out);

G_END_DECLS
