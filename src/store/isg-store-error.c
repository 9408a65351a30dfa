/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"

G_DEFINE_QUARK (isg_store_error_quark, isg_store_error)

static IsgStoreError
error_of_constraint (int rc)
{
  switch (rc) {
  case SQLITE_CONSTRAINT_UNIQUE:
  case SQLITE_CONSTRAINT_PRIMARYKEY:
  case SQLITE_CONSTRAINT_ROWID:
    return ISG_STORE_ERROR_CONFLICT;
  default:
    return ISG_STORE_ERROR_INVALID;
  }
}

IsgStoreError
isg_store_error_of (int rc)
{
  switch (rc & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_PROTOCOL:
    return ISG_STORE_ERROR_BUSY;
  case SQLITE_FULL:
    return ISG_STORE_ERROR_FULL;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return ISG_STORE_ERROR_CORRUPT;
  case SQLITE_IOERR:
    /* The index of the log could not be made longer. */
    if (rc == SQLITE_IOERR_SHMSIZE)
      return ISG_STORE_ERROR_FULL;
    /* A page that does not come back as it was written. */
    return rc == SQLITE_IOERR_DATA || rc == SQLITE_IOERR_CORRUPTFS ? ISG_STORE_ERROR_CORRUPT
                                                                   : ISG_STORE_ERROR_IO;
  case SQLITE_CONSTRAINT:
    return error_of_constraint (rc);
  case SQLITE_ERROR:
  case SQLITE_MISUSE:
  case SQLITE_RANGE:
  case SQLITE_MISMATCH:
  case SQLITE_TOOBIG:
    return ISG_STORE_ERROR_INVALID;
  default:
    /* NOMEM, CANTOPEN, READONLY, PERM, INTERRUPT … */
    return ISG_STORE_ERROR_IO;
  }
}

void
isg_store_set_error (GError **error, sqlite3 *handle, int rc, const char *what)
{
  int extended = rc;

  /* The handle remembers its last failure, which is ours only while the primary codes agree. */
  if (handle != NULL && (sqlite3_extended_errcode (handle) & 0xff) == (rc & 0xff))
    extended = sqlite3_extended_errcode (handle);
  g_set_error (error,
               ISG_STORE_ERROR,
               isg_store_error_of (extended),
               "%s: %s (%d)",
               what,
               handle != NULL && extended == sqlite3_extended_errcode (handle)
                 ? sqlite3_errmsg (handle)
                 : sqlite3_errstr (rc),
               extended);
}
