/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "base/isg-secret.h"
#include "store/isg-cipher-header-private.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/* The store on the disk, encrypted: a SQLite VFS between SQLite and the system's own.
 *
 * FORMAT
 *
 *   store file   0     header, copy 1     4096 bytes
 *                4096  header, copy 2     4096 bytes
 *                8192  page 1, page 2 …   4096 bytes each
 *   "-log"       0     32 bytes           SQLite's log header, one AES-256-XTS unit, tweak = offset
 *                32    24 + 4096 bytes    frame: header (one AES-256-XTS unit, tweak = offset),
 * page …
 *
 *   page         4064 bytes  AES-256-GCM of what SQLite has there
 *                16 bytes    tag
 *                12 bytes    nonce, fresh and random with each write
 *                4 bytes     zero, checked
 *
 *   Associated data of a page in the store file is 'D' and the page number; in the log 'W', the
 * page number, the commit size and the frame's offset; numbers are big-endian, 4, 4 and 8 bytes.
 *   SQLite sees databases of page size 4096 with 32 reserved bytes a page; they read as zero and
 * must be zero when written. The header (isg-cipher-header-private.h) has a salt of this file's
 * own; page key, log-header key and header key are HKDF-SHA256 of the random file key and that
 * salt.  A copy of the store (backup, VACUUM INTO) has the same file key, uuid and slots and a new
 * salt, so that no page of one file is a page of another.
 *
 * WHO IT IS AGAINST
 *
 *   Whoever has the disk, a backup or one file, once or again and again, and not the key: learns
 * the sizes, which pages changed between two looks, and when; reads nothing; and what he changes in
 * a page, a frame or the header is found when it is read.  Pages cannot be moved within a file,
 *   between files, or between log and file.
 *   Not against whoever has the process: its memory holds the key while the store is open.
 *
 * NOT PROMISED
 *
 *   - An old copy of a page (of the same number in the same file), of a log frame at the same
 * offset, or of the whole file, put back, is not found here.  submission.md 5 covers the whole
 * file.
 *   - "-shm" shows one checksum of the log until a clean close; it holds page numbers, no content.
 *   - A log cut short is a log cut short: the last transactions are gone as after a power cut.  A
 * bad frame ends the log, as a torn one must, unless two commits that chain up follow it: the
 * second was written after the first was synced, so that nothing before it may be torn.  Then it is
 *     damage, it is reported, and the log is kept.  A log header that does not hold is judged the
 *     same way, unless the store file has all that the log has: then it was torn when the log began
 *     anew.
 *   - Sizes and times of writing are seen.
 *
 * NONCES
 *
 *   96 random bits a write.  With 2^32 writes under one page key two nonces are the same with a
 *   chance of 2^-33; that is 16 TiB written into one file and its log.  A new salt begins anew.
 *   Two pages under one nonce would tell their difference and let pages be forged in that file.
 *
 * BESIDE THE PUBLISHED DESIGNS
 *
 *   SQLCipher 4: AES-256-CBC and HMAC-SHA512 a page, the page number alone in the MAC, salt in the
 *   first 16 bytes in place of "SQLite format 3", key from the passphrase itself (no slots: another
 *   passphrase is another file), log frames with a plain header and the page as in the file, so
 * that a page can go from the log into the file and back.  It is a patched SQLite; this is not.
 *   SQLite3MultipleCiphers: ChaCha20-Poly1305 with the nonce in the reserve and the page number in
 *   the one-time key; bytes 16 to 23 of page 1 plain; frame headers plain; a patched SQLite as
 * well. SQLite's checksum VFS (cksumvfs): 8 bytes of a checksum, no secret; it changes SQLite's own
 *   buffer while it writes and can lose commits in a kill; this has a buffer of its own.  Reading
 *   needs no key there, and a bad page is SQLITE_IOERR_DATA, as here.
 *   None of them has a header beside page 1, which a torn page 1 needs: the 100 bytes that SQLite
 *   reads before it looks at the log are answered from our header.
 */

/* Who last refused a file, and why; SQLite's own codes are too few to say it. */
typedef enum {
  ISG_CIPHER_OK,
  ISG_CIPHER_NOT_OURS, /* no header of ours */
  ISG_CIPHER_WRONG_KEY,
  ISG_CIPHER_DAMAGED,
  ISG_CIPHER_NEWER, /* a header that this program does not know */
} IsgCipherReason;

/**
 * IsgCipher:
 *
 * A key for one or more handles, as a VFS of its own name: what is opened through it is encrypted
 * with its file key, and new files get its uuid and slots.
 */
typedef struct _IsgCipher IsgCipher;

/**
 * isg_cipher_new:
 * @file_key: 32 random bytes
 * @header: whose uuid and slots new files get
 * @error: %ISG_STORE_ERROR _IO
 *
 * Registers a VFS over the one that is SQLite's default when a file is opened.
 *
 * Thread: any; its handles belong to one thread each.
 *
 * Returns: (transfer full): the cipher, or %NULL with @error
 */
IsgCipher *isg_cipher_new (IsgSecret *file_key, const IsgCipherHeader *header, GError **error);

/**
 * isg_cipher_free:
 * @cipher: (transfer full) (nullable): a cipher under which no handle is open
 *
 * Thread: any.
 */
void isg_cipher_free (IsgCipher *cipher);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgCipher, isg_cipher_free)

/**
 * isg_cipher_vfs_name:
 * @cipher: a cipher
 *
 * Thread: any.
 *
 * Returns: (transfer none): for sqlite3_open_v2 () and for ?vfs= in a URI
 */
const char *isg_cipher_vfs_name (IsgCipher *cipher);

/**
 * isg_cipher_key:
 * @cipher: a cipher
 *
 * Thread: any.
 *
 * Returns: (transfer none): the file key
 */
IsgSecret *isg_cipher_key (IsgCipher *cipher);

/**
 * isg_cipher_header:
 * @cipher: a cipher
 *
 * Thread: of its handles.
 *
 * Returns: (transfer none): uuid and slots that new files get
 */
const IsgCipherHeader *isg_cipher_header (IsgCipher *cipher);

/**
 * isg_cipher_set_header:
 * @cipher: a cipher
 * @header: whose slots new files get from now on
 *
 * Thread: of its handles.
 */
void isg_cipher_set_header (IsgCipher *cipher, const IsgCipherHeader *header);

/**
 * isg_cipher_reason:
 * @cipher: a cipher
 *
 * Thread: of its handles.
 *
 * Returns: why the last file was refused, or %ISG_CIPHER_OK
 */
IsgCipherReason isg_cipher_reason (IsgCipher *cipher);

/**
 * isg_cipher_of_handle:
 * @handle: a handle
 *
 * Thread: the owner of @handle.
 *
 * Returns: (transfer none) (nullable): what its file is encrypted under, while the handle is open;
 * %NULL for a plain one
 */
IsgCipher *isg_cipher_of_handle (sqlite3 *handle);

/**
 * isg_cipher_create:
 * @cipher: a cipher
 * @path: an empty file, or where none is yet
 * @error: %ISG_STORE_ERROR _IO, _FULL, _EXISTS when it is not empty
 *
 * Writes a header with a new salt, so that SQLite finds an empty encrypted database there.
 *
 * Thread: of its handles.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_cipher_create (IsgCipher *cipher, const char *path, GError **error);

/**
 * isg_cipher_header_of_file:
 * @path: a file
 * @out_header: (out) (optional): its header; not authenticated
 * @out_encrypted: (out): whether it has one
 * @error: %ISG_STORE_ERROR _ABSENT, _IO, _CORRUPT when both copies are damaged, _NEWER
 *
 * Looks at the header alone, through the system's VFS, so that no lock of this process is lost.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_cipher_header_of_file (const char *path,
                                    IsgCipherHeader *out_header,
                                    gboolean *out_encrypted,
                                    GError **error);

/**
 * isg_cipher_read_header:
 * @handle: a handle opened under a cipher
 * @out_header: (out): its file's header as it is now, authenticated
 * @out_whole: (out) (optional): whether both copies are good and the same
 * @error: %ISG_STORE_ERROR _IO, _CORRUPT, _INVALID when the handle has no cipher
 *
 * Thread: the owner of @handle.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_cipher_read_header (sqlite3 *handle,
                                 IsgCipherHeader *out_header,
                                 gboolean *out_whole,
                                 GError **error);

/**
 * isg_cipher_write_header:
 * @handle: a handle opened under a cipher, in a write transaction
 * @header: slots and uuid; salt and sequence are the file's own
 * @error: %ISG_STORE_ERROR _IO, _FULL, _CORRUPT
 *
 * Writes the older copy, syncs, then the other, and syncs.
 *
 * Thread: the owner of @handle.
 *
 * Returns: %FALSE, with at least one whole copy, and @error
 */
gboolean isg_cipher_write_header (sqlite3 *handle, const IsgCipherHeader *header, GError **error);

G_END_DECLS
