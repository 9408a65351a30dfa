/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-backup-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/isg-bytes.h"
#include "store/isg-store-file-private.h"

/* What stands behind the last page: a text, a word and a value on each line; then line ends up to
 * the last 128 bytes of a page, and in these the foot: where the text begins, how long it is, and
 * its hash.  The hash of the pages stands in the text.  Of an encrypted file the text tells when
 * and by which program it was written and the hash; the rest is sealed (isg-backup-seal.c). */

#define HEAD      "isg-backup 1"
#define FOOT      "isg-backup-end"
#define FOOT_SIZE 128
#define PAGE      4096
#define MAX_TEXT  (256 * 1024 * 1024)
#define BLOCK     (64 * 1024)

static gboolean
fail (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error,
               ISG_STORE_ERROR,
               saved == ENOSPC || saved == EDQUOT    ? ISG_STORE_ERROR_FULL
               : saved == ENOENT || saved == ENOTDIR ? ISG_STORE_ERROR_ABSENT
                                                     : ISG_STORE_ERROR_IO,
               "backup: %s: %s",
               what,
               g_strerror (saved));
  return FALSE;
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "backup: %s", what);
  return FALSE;
}

/* ---- writing ---- */

/* The hash stands among what is open, so that what is sealed cannot be put behind other pages. */
static char *
text_of (const char *path, IsgCipher *cipher, const IsgBackupInfo *info, GError **error)
{
  g_autofree char *open = isg_backup_info_open_lines (info);
  g_autofree char *head = g_strconcat (HEAD "\n", open, NULL);
  g_autofree char *own = isg_backup_info_own_lines (info);
  g_autofree char *sent = isg_backup_info_sent_lines (info);
  g_autofree char *sealed = NULL;
  const IsgBackupSealing sealing = { path, cipher, head, info->uuid };

  if (cipher == NULL)
    return g_strconcat (head, own, sent, NULL);
  sealed = isg_backup_seal (&sealing, own, sent, error);
  return sealed != NULL ? g_strconcat (head, sealed, NULL) : NULL;
}

static GBytes *
end_of (const IsgBackupInfo *info, const char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  gsize length = strlen (text);
  gsize whole = (length + FOOT_SIZE + PAGE - 1) / PAGE * PAGE;
  char *end = g_malloc (whole);
  g_autofree char *foot
    = g_strdup_printf (FOOT " %016" G_GINT64_MODIFIER "d %016" G_GSIZE_MODIFIER "u %s",
                       info->size,
                       length,
                       hash);

  memset (end, '\n', whole);
  memcpy (end, text, length);
  memcpy (end + whole - FOOT_SIZE, foot, strlen (foot));
  return g_bytes_new_take (end, whole);
}

gboolean
isg_backup_append_end (const char *path,
                       IsgCipher *cipher,
                       const IsgBackupInfo *info,
                       GError **error)
{
  g_autofree char *text = text_of (path, cipher, info, error);
  g_autoptr (GBytes) end = NULL;
  gsize length;
  const char *data;
  gboolean done;
  int fd;

  if (text == NULL)
    return FALSE;
  end = end_of (info, text);
  data = g_bytes_get_data (end, &length);
  fd = g_open (path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  if (fd < 0)
    return fail (error, "open");
  done = isg_store_file_append (fd, data, length, error);
  close (fd);
  return done;
}

/* ---- reading ---- */

static gboolean
read_at (int fd, gint64 from, char *data, gsize length, GError **error)
{
  while (length > 0) {
    ssize_t n = pread (fd, data, length, from);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail (error, "read");
    if (n == 0)
      return damaged (error, "it is shorter than it says");
    data += n;
    from += n;
    length -= n;
  }
  return TRUE;
}

static gboolean
parse_number (const char *text, gint64 *out_number)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  *out_number = (gint64) number;
  return TRUE;
}

typedef struct {
  gint64 begin; /* of the text */
  gint64 length;
  char hash[65];
} Foot;

static gboolean
parse_foot (char *foot, gint64 file_size, Foot *out_foot, GError **error)
{
  g_auto (GStrv) words = NULL;

  foot[FOOT_SIZE] = '\0';
  if (!g_str_has_prefix (foot, FOOT " ")) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_FOREIGN,
                 "backup: the file does not end as one");
    return FALSE;
  }
  words = g_strsplit (g_strchomp (foot), " ", 4);
  if (g_strv_length (words) != 4 || !parse_number (words[1], &out_foot->begin)
      || !parse_number (words[2], &out_foot->length) || strlen (words[3]) != 64
      || out_foot->length > MAX_TEXT || out_foot->begin > file_size
      || out_foot->begin + out_foot->length > file_size - FOOT_SIZE)
    return damaged (error, "its foot does not hold");
  g_strlcpy (out_foot->hash, words[3], sizeof out_foot->hash);
  return TRUE;
}

/* A form that is not known is a newer program's. */
static IsgBackupInfo *
parse_text (const char *text, GError **error)
{
  g_autoptr (IsgBackupInfo) info = NULL;
  const char *lines;

  if (!g_str_has_prefix (text, HEAD "\n")) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_NEWER, "backup: %.20s", text);
    return NULL;
  }
  info = isg_backup_info_new ();
  lines = text + strlen (HEAD "\n");
  if (!isg_backup_info_take_lines (info, lines, error))
    return NULL;
  info->seal = isg_backup_seal_find (text);
  info->sealed = info->seal != NULL;
  return g_steal_pointer (&info);
}

static IsgBackupInfo *
read_info (int fd, GError **error)
{
  char foot_text[FOOT_SIZE + 1] = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (IsgBackupInfo) info = NULL;
  struct stat status;
  Foot foot;

  if (fstat (fd, &status) != 0) {
    fail (error, "stat");
    return NULL;
  }
  if (status.st_size >= FOOT_SIZE
      && !read_at (fd, status.st_size - FOOT_SIZE, foot_text, FOOT_SIZE, error))
    return NULL;
  if (!parse_foot (foot_text, status.st_size, &foot, error))
    return NULL;
  text = g_malloc0 (foot.length + 1);
  if (!read_at (fd, foot.begin, text, foot.length, error))
    return NULL;
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) text, foot.length);
  if (!g_str_equal (hash, foot.hash)) {
    damaged (error, "what it says of itself does not hold");
    return NULL;
  }
  info = parse_text (text, error);
  if (info != NULL && info->size != foot.begin) {
    damaged (error, "its parts do not lie where it says");
    return NULL;
  }
  return g_steal_pointer (&info);
}

IsgBackupInfo *
isg_backup_read_info (const char *path, IsgStoreKey *key, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  g_autoptr (IsgBackupInfo) info = NULL;

  if (fd < 0) {
    fail (error, "open");
    return NULL;
  }
  info = read_info (fd, error);
  close (fd);
  if (info == NULL || (key != NULL && !isg_backup_info_unseal (info, path, key, error)))
    return NULL;
  return g_steal_pointer (&info);
}

/* ---- hash ---- */

static gboolean
hash_all (int fd,
          gint64 size,
          GChecksum *sum,
          IsgBackupProgress progress,
          gpointer data,
          gint64 done,
          gint64 all,
          GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);

  for (gint64 at = 0; at < size; at += BLOCK) {
    gsize length = MIN (BLOCK, size - at);

    if (!read_at (fd, at, block, length, error))
      return FALSE;
    g_checksum_update (sum, (guchar *) block, length);
    if (progress != NULL && !progress (done + at / PAGE, all, data)) {
      g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CANCELLED, "backup: stopped");
      return FALSE;
    }
  }
  return TRUE;
}

char *
isg_backup_hash (const char *path,
                 gint64 size,
                 IsgBackupProgress progress,
                 gpointer data,
                 gint64 done,
                 gint64 all,
                 GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean whole;

  if (fd < 0) {
    fail (error, "open");
    return NULL;
  }
  whole = hash_all (fd, size, sum, progress, data, done, all, error);
  close (fd);
  return whole ? g_strdup (g_checksum_get_string (sum)) : NULL;
}
