/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-lease.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEASE_FILE "isg-defteri.lease"

struct _IsgLease {
  char *path; /* (owned) */
  int fd;
};

static gboolean
fail (GError **error, const char *what, int code)
{
  g_set_error (error,
               ISG_STORE_ERROR,
               ISG_STORE_ERROR_IO,
               "lease: %s: %s",
               what,
               g_strerror (code));
  return FALSE;
}

static struct flock
whole_file (short type)
{
  return (struct flock){ .l_type = type, .l_whence = SEEK_SET };
}

/* Another look at the same file must meet our lock; where it does not, the locks are a pretence. */
static gboolean
lock_is_real (const char *path)
{
  struct flock probe = whole_file (F_WRLCK);
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean real = fd >= 0 && fcntl (fd, F_OFD_GETLK, &probe) == 0 && probe.l_type != F_UNLCK;

  if (fd >= 0)
    close (fd);
  return real;
}

gboolean
isg_lease_take (const char *data_dir, IsgLease **out_lease, GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, LEASE_FILE, NULL);
  g_autoptr (IsgLease) lease = g_new0 (IsgLease, 1);
  struct flock lock = whole_file (F_WRLCK);

  lease->path = g_steal_pointer (&path);
  lease->fd = g_open (lease->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lease->fd < 0)
    return fail (error, "open", errno);
  if (fcntl (lease->fd, F_OFD_SETLK, &lock) != 0) {
    if (errno != EAGAIN && errno != EACCES)
      return fail (error, "the file system has no locks", errno);
    *out_lease = NULL;
    return TRUE;
  }
  if (!lock_is_real (lease->path))
    return fail (error, "the file system's locks do not hold", ENOLCK);
  *out_lease = g_steal_pointer (&lease);
  return TRUE;
}

gboolean
isg_lease_is_held (IsgLease *lease)
{
  struct stat ours, there;

  return lease != NULL && fstat (lease->fd, &ours) == 0 && g_stat (lease->path, &there) == 0
         && ours.st_dev == there.st_dev && ours.st_ino == there.st_ino
         && lock_is_real (lease->path);
}

void
isg_lease_free (IsgLease *lease)
{
  if (lease == NULL)
    return;
  /* Closing drops the lock; the file stays, since taking it away would let two hold two files. */
  if (lease->fd >= 0)
    close (lease->fd);
  g_free (lease->path);
  g_free (lease);
}
