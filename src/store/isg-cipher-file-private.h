/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-cipher-page-private.h"
#include "store/isg-cipher-private.h"
#include "store/isg-store-private.h"

G_BEGIN_DECLS

/* What the files of the cipher share: the open files. */

/* xFileControl: asks for the #IsgCipherFile, through whatever lies between SQLite and us. */
#define ISG_CIPHER_CONTROL_SELF 0x69736743

#define ISG_CIPHER_LOG_HEAD   32
#define ISG_CIPHER_FRAME_HEAD 24
#define ISG_CIPHER_FRAME      (ISG_CIPHER_FRAME_HEAD + ISG_CIPHER_PAGE)

typedef struct _IsgCipherFile IsgCipherFile;

/* What SQLite holds. */
typedef struct {
  sqlite3_file base;
  IsgCipherFile *file; /* (owned) */
} IsgCipherHandle;

struct _IsgCipherFile {
  IsgCipher *cipher;   /* (unowned): outlives its files */
  sqlite3_file *real;  /* (owned): the system's */
  const char *name;    /* (owned) (nullable): of a log, which the system's VFS keeps using */
  IsgCipherFile *main; /* (unowned) (nullable): of a log, its store file */

  /* the store file */
  IsgCipherCodec *codec; /* (owned) (nullable): NULL while there is no header */
  IsgCipherHeader header;
  gboolean whole;      /* both copies were good and the same */
  gboolean recovering; /* this handle holds the lock of recovery */

  /* the log: the frame header that was written last, whose page comes next */
  gint64 head_offset; /* -1: none */
  guint8 head[ISG_CIPHER_FRAME_HEAD];

  guint8 buffer[ISG_CIPHER_FRAME]; /* SQLite's own is never changed */
};

/**
 * isg_cipher_file_load:
 * @file: a store file that was opened by the system's VFS
 *
 * Reads the header and makes the codec, unless the file is empty.
 *
 * Thread: of the handle.
 *
 * Returns: %SQLITE_OK, or a result code, with the reason told to the cipher
 */
int isg_cipher_file_load (IsgCipherFile *file);

/**
 * isg_cipher_file_make_header:
 * @file: a store file
 *
 * Writes a header with a new salt, unless there is one.
 *
 * Thread: of the handle.
 *
 * Returns: %SQLITE_OK or a result code
 */
int isg_cipher_file_make_header (IsgCipherFile *file);

/**
 * isg_cipher_file_write_header:
 * @file: a store file with a header
 * @header: its slots and uuid
 *
 * Reads what is there now, writes the older copy, syncs, writes the other and syncs.
 *
 * Thread: of the handle.
 *
 * Returns: %SQLITE_OK or a result code
 */
int isg_cipher_file_write_header (IsgCipherFile *file, const IsgCipherHeader *header);

/**
 * isg_cipher_set_reason:
 * @cipher: a cipher
 * @reason: why a file is refused
 *
 * Thread: of its handles.
 */
void isg_cipher_set_reason (IsgCipher *cipher, IsgCipherReason reason);

/**
 * isg_cipher_file_methods:
 *
 * Thread: any.
 *
 * Returns: (transfer none): what SQLite calls on a store file
 */
const sqlite3_io_methods *isg_cipher_file_methods (void);

/**
 * isg_cipher_log_methods:
 *
 * Thread: any.
 *
 * Returns: (transfer none): what SQLite calls on a log
 */
const sqlite3_io_methods *isg_cipher_log_methods (void);

/**
 * isg_cipher_memory_open:
 * @base: room for an #IsgCipherHandle
 *
 * Makes it a file in memory: the journal of a file that has no page yet.
 *
 * Thread: of the handle.
 */
void isg_cipher_memory_open (sqlite3_file *base);

/**
 * isg_cipher_file_free:
 * @file: (transfer full) (nullable): closed by the system's VFS already
 *
 * Thread: of the handle.
 */
void isg_cipher_file_free (IsgCipherFile *file);

/**
 * isg_cipher_log_is_damaged:
 * @log: a log, while it is being recovered
 * @offset: of a frame that does not hold, or 0 when the log's header does not
 * @out_damaged: (out): whether that cannot have come from a power cut
 *
 * Thread: of the handle.
 *
 * Returns: %SQLITE_OK or a result code
 */
int isg_cipher_log_is_damaged (IsgCipherFile *log, gint64 offset, gboolean *out_damaged);

/**
 * isg_cipher_log_head_holds:
 * @head: the log's 32 bytes in plain
 *
 * Thread: any.
 *
 * Returns: whether SQLite would take it
 */
gboolean isg_cipher_log_head_holds (const guint8 head[ISG_CIPHER_LOG_HEAD]);

G_END_DECLS
