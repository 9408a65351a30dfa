/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-cipher-file-private.h"

#include <string.h>

/* The header of a store file: read, made and changed.  All of it goes through SQLite's VFS: a file
 * that our own code opened and closed would take SQLite's locks with it. */

typedef struct {
  guint8 bytes[2][ISG_CIPHER_COPY];
  IsgCipherCopy state[2];
  IsgCipherHeader header[2];
} Copies;

static int
read_copies (sqlite3_file *real, Copies *copies)
{
  int rc;

  memset (copies, 0, sizeof *copies);
  rc = real->pMethods->xRead (real, copies->bytes, sizeof copies->bytes, 0);
  if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
    return rc;
  for (int i = 0; i < 2; i++)
    copies->state[i] = isg_cipher_header_parse (copies->bytes[i], &copies->header[i]);
  return SQLITE_OK;
}

/* The newer copy of those that are whole and, with @codec, authentic; -1 when there is none. */
static int
newest (const Copies *copies, IsgCipherCodec *codec)
{
  int best = -1;

  for (int i = 0; i < 2; i++)
    if (copies->state[i] == ISG_CIPHER_COPY_WHOLE
        && (codec == NULL
            || isg_cipher_header_verify (copies->bytes[i], isg_cipher_codec_header_key (codec)))
        && (best < 0 || copies->header[i].sequence > copies->header[best].sequence))
      best = i;
  return best;
}

static IsgCipherReason
reason_without_copy (const Copies *copies)
{
  if (copies->state[0] == ISG_CIPHER_COPY_NEWER || copies->state[1] == ISG_CIPHER_COPY_NEWER)
    return ISG_CIPHER_NEWER;
  return copies->state[0] == ISG_CIPHER_COPY_DAMAGED || copies->state[1] == ISG_CIPHER_COPY_DAMAGED
           ? ISG_CIPHER_DAMAGED
           : ISG_CIPHER_NOT_OURS;
}

static int
refuse (IsgCipherFile *file, IsgCipherReason reason)
{
  isg_cipher_set_reason (file->cipher, reason);
  return reason == ISG_CIPHER_DAMAGED ? SQLITE_IOERR_DATA : SQLITE_NOTADB;
}

/* A copy of each salt is tried: one of them may be what is left of a write. */
static int
choose_copy (IsgCipherFile *file, const Copies *copies)
{
  gboolean any = FALSE;

  for (int i = 0; i < 2; i++) {
    g_autoptr (IsgCipherCodec) codec = NULL;
    int best;

    if (copies->state[i] != ISG_CIPHER_COPY_WHOLE)
      continue;
    any = TRUE;
    codec = isg_cipher_codec_new (isg_cipher_key (file->cipher), copies->header[i].salt);
    if (codec == NULL)
      return SQLITE_NOMEM;
    best = newest (copies, codec);
    if (best < 0)
      continue;
    file->header = copies->header[best];
    file->codec = g_steal_pointer (&codec);
    file->whole = memcmp (copies->bytes[0], copies->bytes[1], ISG_CIPHER_COPY) == 0;
    isg_cipher_set_reason (file->cipher, ISG_CIPHER_OK);
    return SQLITE_OK;
  }
  return refuse (file, any ? ISG_CIPHER_WRONG_KEY : reason_without_copy (copies));
}

int
isg_cipher_file_load (IsgCipherFile *file)
{
  g_autofree Copies *copies = g_new (Copies, 1);
  sqlite3_int64 size = 0;
  int rc = file->real->pMethods->xFileSize (file->real, &size);

  if (rc != SQLITE_OK || size == 0)
    return rc;
  rc = read_copies (file->real, copies);
  if (rc != SQLITE_OK)
    return rc;
  rc = choose_copy (file, copies);
  if (rc == SQLITE_OK && size < ISG_CIPHER_START)
    rc = refuse (file, ISG_CIPHER_DAMAGED);
  return rc;
}

static int
write_copy (IsgCipherFile *file, const guint8 *bytes, int which)
{
  return file->real->pMethods->xWrite (file->real, bytes, ISG_CIPHER_COPY, which * ISG_CIPHER_COPY);
}

int
isg_cipher_file_make_header (IsgCipherFile *file)
{
  g_autoptr (IsgCipherCodec) codec = NULL;
  guint8 bytes[ISG_CIPHER_COPY];
  int rc;

  if (file->codec != NULL)
    return SQLITE_OK;
  file->header = *isg_cipher_header (file->cipher);
  file->header.sequence = 1;
  if (!isg_cipher_random (file->header.salt, sizeof file->header.salt))
    return SQLITE_IOERR_WRITE;
  codec = isg_cipher_codec_new (isg_cipher_key (file->cipher), file->header.salt);
  if (codec == NULL)
    return SQLITE_NOMEM;
  if (!isg_cipher_header_write (&file->header, isg_cipher_codec_header_key (codec), bytes))
    return SQLITE_IOERR_WRITE;
  rc = write_copy (file, bytes, 0);
  if (rc == SQLITE_OK)
    rc = write_copy (file, bytes, 1);
  if (rc == SQLITE_OK) {
    file->codec = g_steal_pointer (&codec);
    file->whole = TRUE;
  }
  return rc;
}

static int
write_and_sync (IsgCipherFile *file, const guint8 *bytes, int which)
{
  int rc = write_copy (file, bytes, which);

  return rc == SQLITE_OK ? file->real->pMethods->xSync (file->real, SQLITE_SYNC_NORMAL) : rc;
}

int
isg_cipher_file_write_header (IsgCipherFile *file, const IsgCipherHeader *header)
{
  g_autofree Copies *copies = g_new (Copies, 1);
  IsgCipherHeader changed = *header;
  guint8 bytes[ISG_CIPHER_COPY];
  int rc = read_copies (file->real, copies);
  int now;

  if (rc != SQLITE_OK)
    return rc;
  now = newest (copies, file->codec);
  if (now < 0)
    return refuse (file, ISG_CIPHER_DAMAGED);
  memcpy (changed.salt, copies->header[now].salt, sizeof changed.salt);
  changed.sequence = copies->header[now].sequence + 1;
  if (!isg_cipher_header_write (&changed, isg_cipher_codec_header_key (file->codec), bytes))
    return SQLITE_IOERR_WRITE;

  rc = write_and_sync (file, bytes, 1 - now);
  if (rc == SQLITE_OK)
    rc = write_and_sync (file, bytes, now);
  if (rc == SQLITE_OK) {
    file->header = changed;
    file->whole = TRUE;
  }
  return rc;
}

/* ---- for the rest of the store ---- */

static gboolean
set_error (GError **error, int rc, const char *what)
{
  isg_store_set_error (error, NULL, rc, what);
  return FALSE;
}

/* Opens @path by the system's VFS; (transfer full), or %NULL with @out_rc. */
static sqlite3_file *
open_real (const char *name, int flags, int *out_rc)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  sqlite3_file *real = g_malloc0 ((gsize) vfs->szOsFile);
  int got;

  *out_rc = vfs->xOpen (vfs, name, real, flags | SQLITE_OPEN_MAIN_DB, &got);
  if (*out_rc != SQLITE_OK)
    g_clear_pointer (&real, g_free);
  return real;
}

static gboolean
judge_copies (const Copies *copies,
              IsgCipherHeader *out_header,
              gboolean *out_encrypted,
              GError **error)
{
  int best = newest (copies, NULL);
  IsgCipherReason reason = best < 0 ? reason_without_copy (copies) : ISG_CIPHER_OK;

  if (reason == ISG_CIPHER_NEWER)
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_NEWER, "header: a newer form");
  if (reason == ISG_CIPHER_DAMAGED)
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "header: both copies damaged");
  if (reason == ISG_CIPHER_NEWER || reason == ISG_CIPHER_DAMAGED)
    return FALSE;
  if (best >= 0 && out_header != NULL)
    *out_header = copies->header[best];
  *out_encrypted = best >= 0;
  return TRUE;
}

gboolean
isg_cipher_header_of_file (const char *path,
                           IsgCipherHeader *out_header,
                           gboolean *out_encrypted,
                           GError **error)
{
  g_autofree Copies *copies = g_new0 (Copies, 1);
  g_autofree sqlite3_file *real = NULL;
  const char *name;
  int rc;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "there is no store");
    return FALSE;
  }
  name = sqlite3_create_filename (path, "", "", 0, NULL);
  real = open_real (name, SQLITE_OPEN_READONLY, &rc);
  if (real != NULL) {
    rc = read_copies (real, copies);
    real->pMethods->xClose (real);
  }
  sqlite3_free_filename (name);
  if (rc != SQLITE_OK)
    return set_error (error, rc, "header");
  return judge_copies (copies, out_header, out_encrypted, error);
}

gboolean
isg_cipher_create (IsgCipher *cipher, const char *path, GError **error)
{
  const char *name = sqlite3_create_filename (path, "", "", 0, NULL);
  IsgCipherFile file = { .cipher = cipher };
  sqlite3_int64 size = 0;
  int rc;

  file.real = open_real (name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &rc);
  if (file.real != NULL) {
    rc = file.real->pMethods->xFileSize (file.real, &size);
    if (rc == SQLITE_OK && size == 0)
      rc = isg_cipher_file_make_header (&file);
    if (rc == SQLITE_OK && size == 0)
      rc = file.real->pMethods->xSync (file.real, SQLITE_SYNC_NORMAL);
    file.real->pMethods->xClose (file.real);
  }
  g_clear_pointer (&file.codec, isg_cipher_codec_free);
  g_free (file.real);
  sqlite3_free_filename (name);
  if (rc != SQLITE_OK)
    return set_error (error, rc, "make the header");
  if (size != 0)
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS, "the file is not empty");
  return size == 0;
}

static IsgCipherFile *
file_of_handle (sqlite3 *handle, GError **error)
{
  IsgCipherFile *file = NULL;

  if (sqlite3_file_control (handle, "main", ISG_CIPHER_CONTROL_SELF, &file) == SQLITE_OK
      && file != NULL && file->codec != NULL)
    return file;
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "the file is not encrypted");
  return NULL;
}

IsgCipher *
isg_cipher_of_handle (sqlite3 *handle)
{
  IsgCipherFile *file = file_of_handle (handle, NULL);

  return file != NULL ? file->cipher : NULL;
}

gboolean
isg_cipher_read_header (sqlite3 *handle,
                        IsgCipherHeader *out_header,
                        gboolean *out_whole,
                        GError **error)
{
  g_autofree Copies *copies = g_new (Copies, 1);
  IsgCipherFile *file = file_of_handle (handle, error);
  int best;
  int rc;

  if (file == NULL)
    return FALSE;
  rc = read_copies (file->real, copies);
  if (rc != SQLITE_OK)
    return set_error (error, rc, "header");
  best = newest (copies, file->codec);
  if (best < 0)
    return set_error (error, SQLITE_IOERR_DATA, "header");
  *out_header = copies->header[best];
  if (out_whole != NULL)
    *out_whole = memcmp (copies->bytes[0], copies->bytes[1], ISG_CIPHER_COPY) == 0;
  return TRUE;
}

gboolean
isg_cipher_write_header (sqlite3 *handle, const IsgCipherHeader *header, GError **error)
{
  IsgCipherFile *file = file_of_handle (handle, error);
  int rc;

  if (file == NULL)
    return FALSE;
  rc = isg_cipher_file_write_header (file, header);
  return rc == SQLITE_OK || set_error (error, rc, "header");
}
