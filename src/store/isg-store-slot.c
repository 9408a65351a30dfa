/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-slot-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define SLOT_FILE   "isg-defteri.open"
#define N_SLOTS     63
#define DOOR        N_SLOTS
#define WAIT_MS     5000
#define STEP_MS     10
#define SLOT_OPEN   '1'
#define SLOT_CLOSED '0'

struct _IsgStoreSlot {
  int fd;
  int number;        /* -1: not taken */
  guint64 abandoned; /* bits of slots whose handle was never closed */
  gboolean door;     /* we hold it */
};

static int
lock_byte (int fd, int number, short type)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = number, .l_len = 1 };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0 ? 0 : errno;
}

static void
set_errno_error (GError **error, const char *what, int number)
{
  g_set_error (error,
               ISG_STORE_ERROR,
               number == ENOSPC || number == EDQUOT ? ISG_STORE_ERROR_FULL : ISG_STORE_ERROR_IO,
               "%s: %s",
               what,
               g_strerror (number));
}

static gboolean
wait_for_door (int fd, GError **error)
{
  for (int waited = 0;; waited += STEP_MS) {
    int failed = lock_byte (fd, DOOR, F_WRLCK);

    if (failed == 0)
      return TRUE;
    if (failed != EAGAIN && failed != EACCES && failed != EINTR) {
      set_errno_error (error, "lock the door", failed);
      return FALSE;
    }
    if (waited >= WAIT_MS) {
      g_set_error (error,
                   ISG_STORE_ERROR,
                   ISG_STORE_ERROR_BUSY,
                   "another process has been opening the store for %d s",
                   WAIT_MS / 1000);
      return FALSE;
    }
    sqlite3_sleep (STEP_MS);
  }
}

IsgStoreSlot *
isg_store_slot_enter (const char *data_dir, GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, SLOT_FILE, NULL);
  IsgStoreSlot *slot;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0) {
    set_errno_error (error, "open the door", errno);
    return NULL;
  }
  if (!wait_for_door (fd, error)) {
    close (fd);
    return NULL;
  }
  slot = g_new0 (IsgStoreSlot, 1);
  slot->fd = fd;
  slot->number = -1;
  slot->door = TRUE;
  return slot;
}

static gboolean
write_byte (IsgStoreSlot *slot, int number, char byte)
{
  return pwrite (slot->fd, &byte, 1, number) == 1;
}

/* Keeps the lock on the first free byte and looks at every other that nobody holds. */
static void
look_at_slots (IsgStoreSlot *slot)
{
  char bytes[N_SLOTS] = { 0 };
  gssize length = pread (slot->fd, bytes, sizeof bytes, 0);

  slot->number = -1;
  slot->abandoned = 0;
  for (int i = 0; i < N_SLOTS; i++) {
    if (lock_byte (slot->fd, i, F_WRLCK) != 0)
      continue;
    if (i < length && bytes[i] == SLOT_OPEN)
      slot->abandoned |= G_GUINT64_CONSTANT (1) << i;
    if (slot->number < 0)
      slot->number = i;
    else
      lock_byte (slot->fd, i, F_UNLCK);
  }
}

gboolean
isg_store_slot_take (IsgStoreSlot *slot, gboolean *out_unclean, GError **error)
{
  look_at_slots (slot);
  if (slot->number < 0) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_BUSY,
                 "%d handles have the store open",
                 N_SLOTS);
    return FALSE;
  }
  if (!write_byte (slot, slot->number, SLOT_OPEN) || fdatasync (slot->fd) != 0) {
    set_errno_error (error, "say that the store is open", errno);
    return FALSE;
  }
  *out_unclean = slot->abandoned != 0;
  return TRUE;
}

gboolean
isg_store_slot_is_alone (IsgStoreSlot *slot)
{
  gboolean alone = TRUE;

  for (int i = 0; i < N_SLOTS; i++)
    if (lock_byte (slot->fd, i, F_WRLCK) != 0)
      alone = FALSE;
    else
      lock_byte (slot->fd, i, F_UNLCK);
  return alone;
}

void
isg_store_slot_settle (IsgStoreSlot *slot)
{
  /* A byte that cannot be written costs one more check. */
  for (int i = 0; i < N_SLOTS; i++)
    if (i != slot->number && (slot->abandoned >> i & 1) != 0)
      write_byte (slot, i, SLOT_CLOSED);
  slot->abandoned = 0;
  lock_byte (slot->fd, DOOR, F_UNLCK);
  slot->door = FALSE;
}

void
isg_store_slot_leave (IsgStoreSlot *slot, gboolean clean)
{
  if (slot == NULL)
    return;
  /* A slot that was found abandoned stays so until the store was found whole. */
  if (slot->number >= 0 && clean && (slot->abandoned >> slot->number & 1) == 0)
    write_byte (slot, slot->number, SLOT_CLOSED);
  close (slot->fd);
  g_free (slot);
}
