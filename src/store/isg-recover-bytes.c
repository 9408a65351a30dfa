/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-recover-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 4096

static gboolean
fail (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error,
               ISG_STORE_ERROR,
               saved == ENOSPC || saved == EDQUOT ? ISG_STORE_ERROR_FULL
               : saved == ENOENT                  ? ISG_STORE_ERROR_ABSENT
                                                  : ISG_STORE_ERROR_IO,
               "recover: %s: %s",
               what,
               g_strerror (saved));
  return FALSE;
}

static gboolean
write_block (int fd, gint64 at, const char *block, gsize length, GError **error)
{
  while (length > 0) {
    ssize_t n = pwrite (fd, block, length, at);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return fail (error, "write");
    block += n;
    at += n;
    length -= n;
  }
  return TRUE;
}

/* How long a file of SQLite says that it is: page size and count of its first page. */
static gint64
length_it_says (const guint8 *head, gsize length)
{
  guint32 page_size, pages;

  if (length < 100 || memcmp (head, "SQLite format 3", 16) != 0)
    return 0;
  page_size = (guint32) head[16] << 8 | head[17];
  pages = (guint32) head[28] << 24 | (guint32) head[29] << 16 | (guint32) head[30] << 8 | head[31];
  return (gint64) pages * (page_size == 1 ? 65536 : page_size);
}

static gboolean
copy_blocks (int from, int to, gint64 size, gint64 *out_unreadable, GError **error)
{
  gint64 says = 0;

  *out_unreadable = 0;
  for (gint64 at = 0; at < size; at += BLOCK) {
    char block[BLOCK] = { 0 };
    ssize_t n = pread (from, block, MIN (BLOCK, size - at), at);

    if (n < 0 && errno == EINTR) {
      at -= BLOCK;
      continue;
    }
    if (n < 0) {
      (*out_unreadable)++;
      n = MIN (BLOCK, size - at);
    }
    if (at == 0)
      says = length_it_says ((const guint8 *) block, n);
    if (!write_block (to, at, block, n, error))
      return FALSE;
  }
  if (says > size && says - size < G_GINT64_CONSTANT (1) << 40) {
    *out_unreadable += (says - size + BLOCK - 1) / BLOCK;
    return ftruncate (to, says) == 0 || fail (error, "fill up");
  }
  return TRUE;
}

gboolean
isg_recover_copy_bytes (const char *from, const char *to, gint64 *out_unreadable, GError **error)
{
  int source = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  int target;
  struct stat status;
  gboolean copied;

  if (source < 0)
    return fail (error, "open");
  target = g_open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (target < 0 || fstat (source, &status) != 0) {
    fail (error, "open");
    copied = FALSE;
  } else
    copied = copy_blocks (source, target, status.st_size, out_unreadable, error);
  if (target >= 0)
    close (target);
  close (source);
  return copied;
}
