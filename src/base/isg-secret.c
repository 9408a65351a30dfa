/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/isg-error.h"
#include "base/isg-secret-arena-private.h"

#define MAX_LENGTH 4096

struct _IsgSecret {
  gatomicrefcount n_refs;
  gsize length;
  gsize room;
  guint8 *data; /* (owned) of the arena: @length bytes and a NUL */
};

static IsgSecret *
wrap (guint8 *data, gsize length, gsize room)
{
  IsgSecret *secret = g_new0 (IsgSecret, 1);

  g_atomic_ref_count_init (&secret->n_refs);
  secret->length = length;
  secret->room = room;
  secret->data = data;
  return secret;
}

IsgSecret *
isg_secret_new (const void *data, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (data) : (gsize) length;
  guint8 *copy;

  if (size > MAX_LENGTH) {
    g_set_error_literal (error,
                         ISG_BASE_ERROR,
                         ISG_BASE_ERROR_RANGE,
                         "secret: longer than 4096 bytes");
    return NULL;
  }
  copy = isg_secret_arena_alloc (size + 1, error);
  if (copy == NULL)
    return NULL;

  if (size > 0)
    memcpy (copy, data, size);
  return wrap (copy, size, size + 1);
}

IsgSecret *
isg_secret_ref (IsgSecret *secret)
{
  g_return_val_if_fail (secret != NULL, NULL);

  g_atomic_ref_count_inc (&secret->n_refs);
  return secret;
}

void
isg_secret_unref (IsgSecret *secret)
{
  g_return_if_fail (secret != NULL);

  if (!g_atomic_ref_count_dec (&secret->n_refs))
    return;
  isg_secret_arena_free (secret->data, secret->room);
  g_free (secret);
}

const char *
isg_secret_peek (IsgSecret *secret, gsize *length)
{
  if (length != NULL)
    *length = secret->length;
  return (const char *) secret->data;
}

gboolean
isg_secret_equal (IsgSecret *a, IsgSecret *b)
{
  volatile guint8 difference = 0;

  if (a->length != b->length)
    return FALSE;
  for (gsize i = 0; i < a->length; i++)
    difference |= a->data[i] ^ b->data[i];
  return difference == 0;
}

void
isg_secret_wipe (void *data, gsize length)
{
  if (length > 0)
    explicit_bzero (data, length);
}

/* Reads up to a line end or @room bytes. One byte at a time, so that nothing of a pipe is taken
 * that is not ours. */
static gboolean
read_line (int fd, guint8 *data, gsize room, gsize *out_length, GError **error)
{
  gsize length = 0;

  while (length < room) {
    ssize_t n_read = read (fd, data + length, 1);

    if (n_read < 0 && errno == EINTR)
      continue;
    if (n_read < 0) {
      int code = errno;

      g_set_error (error,
                   G_FILE_ERROR,
                   g_file_error_from_errno (code),
                   "secret: cannot read the file: %s",
                   g_strerror (code));
      return FALSE;
    }
    if (n_read == 0 || data[length] == '\n')
      break;
    length++;
  }
  *out_length = length;
  return TRUE;
}

/* Says whether the @length bytes are one line's text; @data has room for MAX_LENGTH + 1 bytes. */
static gboolean
check_line (guint8 *data, gsize length, GError **error)
{
  if (length > MAX_LENGTH)
    g_set_error_literal (error,
                         ISG_BASE_ERROR,
                         ISG_BASE_ERROR_RANGE,
                         "secret: longer than 4096 bytes");
  else if (length == 0)
    g_set_error_literal (error,
                         ISG_BASE_ERROR,
                         ISG_BASE_ERROR_FORMAT,
                         "secret: the first line is empty");
  else if (memchr (data, '\0', length) != NULL)
    g_set_error_literal (error,
                         ISG_BASE_ERROR,
                         ISG_BASE_ERROR_FORMAT,
                         "secret: the first line has a NUL");
  else
    return TRUE;
  return FALSE;
}

/* The bytes go from the file into locked memory, with no copy on the way. */
static IsgSecret *
read_secret (int fd, GError **error)
{
  gsize room
    = MAX_LENGTH + 3; /* a line of the greatest length, its CR, and what shows that there is more */
  gsize length = 0;
  guint8 *data = isg_secret_arena_alloc (room, error);

  if (data == NULL)
    return NULL;
  if (!read_line (fd, data, room - 1, &length, error)) {
    isg_secret_arena_free (data, room);
    return NULL;
  }

  if (length > 0 && data[length - 1] == '\r')
    length--;
  if (!check_line (data, length, error)) {
    isg_secret_arena_free (data, room);
    return NULL;
  }

  memset (data + length, 0, room - length);
  return wrap (data, length, room);
}

IsgSecret *
isg_secret_read_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  IsgSecret *secret;

  if (fd < 0) {
    int code = errno;

    g_set_error (error,
                 G_FILE_ERROR,
                 g_file_error_from_errno (code),
                 "secret: cannot open the file: %s",
                 g_strerror (code));
    return NULL;
  }
  secret = read_secret (fd, error);
  close (fd);
  return secret;
}

void
isg_secret_forbid_core_dumps (void)
{
  /* One byte, not none: a program that collects dumps gets one at 0, and none at 1 (Linux,
   * fs/coredump.c). */
  struct rlimit limit = { 1, 1 };

  if (setrlimit (RLIMIT_CORE, &limit) != 0) {
    limit.rlim_cur = limit.rlim_max = 0;
    setrlimit (RLIMIT_CORE, &limit);
  }
}
