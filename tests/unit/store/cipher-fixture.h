/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-cipher-private.h"

G_BEGIN_DECLS

/* An encrypted file and what is done to it. */
typedef struct {
  char *path;
  char *log;         /* "-log" */
  IsgSecret *key;    /* of @cipher */
  IsgCipher *cipher; /* a key of its own */
} CipherFixture;

/**
 * cipher_fixture_init:
 * @fixture: an empty one
 *
 * A new key, and a path where nothing is yet.
 *
 * Thread: any.
 */
void cipher_fixture_init (CipherFixture *fixture);

/**
 * cipher_fixture_clear:
 * @fixture: a fixture without open handles
 *
 * Thread: any.
 */
void cipher_fixture_clear (CipherFixture *fixture);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CipherFixture, cipher_fixture_clear)

/**
 * cipher_new:
 * @seed: the same key for the same seed, so that a child process can make it anew
 * @out_key: (out) (optional): the key
 *
 * Thread: any.
 *
 * Returns: (transfer full): a cipher with a key and uuid of its own
 */
IsgCipher *cipher_new (guint8 seed, IsgSecret **out_key);

/**
 * cipher_open:
 * @cipher: (nullable): under which; %NULL opens a plain file
 * @path: a file; made when it is not there
 *
 * With every connection rule, in WAL mode.
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): a handle
 */
sqlite3 *cipher_open (IsgCipher *cipher, const char *path);

/**
 * cipher_exec:
 * @handle: a handle
 * @sql: statements
 *
 * Thread: the owner.
 *
 * Returns: SQLite's extended result code
 */
int cipher_exec (sqlite3 *handle, const char *sql);

/**
 * cipher_must:
 * @handle: a handle
 * @sql: statements that work
 *
 * Thread: the owner.
 */
void cipher_must (sqlite3 *handle, const char *sql);

/**
 * cipher_text:
 * @handle: a handle
 * @sql: a question for one text
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (nullable): the answer, "error N" when there is none
 */
char *cipher_text (sqlite3 *handle, const char *sql);

/**
 * cipher_fill:
 * @handle: a handle
 * @n: rows of 500 characters each
 *
 * A table "t (id, x)".
 *
 * Thread: the owner.
 */
void cipher_fill (sqlite3 *handle, int n);

/**
 * cipher_load:
 * @path: a file
 * @out_length: (out): its length
 *
 * Thread: any.
 *
 * Returns: (transfer full): its bytes
 */
guint8 *cipher_load (const char *path, gsize *out_length);

/**
 * cipher_save:
 * @path: a file
 * @data: its bytes
 * @length: how many
 *
 * Thread: any.
 */
void cipher_save (const char *path, const guint8 *data, gsize length);

/**
 * cipher_copy:
 * @fixture: a fixture
 * @name: a new name
 *
 * As a kill would leave file and log now.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the path of the copy
 */
char *cipher_copy (CipherFixture *fixture, const char *name);

/**
 * cipher_flip:
 * @path: a file
 * @bit: which bit is turned
 *
 * Thread: any.
 */
void cipher_flip (const char *path, guint64 bit);

G_END_DECLS
