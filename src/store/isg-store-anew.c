/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"

gboolean
isg_store_write_anew (IsgStore *store, gboolean *out_written, GError **error)
{
  int rc;

  isg_store_assert_owner (store);
  isg_store_forget_statements (store);
  rc = sqlite3_exec (store->handle, "VACUUM", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_wal_checkpoint_v2 (store->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  *out_written = rc == SQLITE_OK;
  if (rc == SQLITE_OK || (rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED)
    return TRUE;
  isg_store_set_error (error, store->handle, rc, "write anew");
  return FALSE;
}
