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
 * its hash.  The hash of the pages stands in the text. */

#define HEAD      "isg-backup 1"
#define FOOT      "isg-backup-end"
#define FOOT_SIZE 128
#define PAGE      4096
#define MAX_TEXT  (256 * 1024 * 1024)
#define BLOCK     (64 * 1024)

static void
count_free (IsgBackupCount *count)
{
  g_free (count->table);
  g_free (count);
}

IsgBackupInfo *
isg_backup_info_new (void)
{
  IsgBackupInfo *info = g_new0 (IsgBackupInfo, 1);

  info->uuid = g_strdup ("");
  info->environment = g_strdup ("");
  info->program = g_strdup (ISG_VERSION);
  info->journal_hash = g_strdup ("");
  info->sha256 = g_strdup ("");
  info->counts = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  info->sent = g_ptr_array_new_with_free_func (g_free);
  return info;
}

void
isg_backup_info_free (IsgBackupInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->uuid);
  g_free (info->environment);
  g_free (info->program);
  g_free (info->journal_hash);
  g_free (info->sha256);
  g_ptr_array_unref (info->counts);
  g_ptr_array_unref (info->sent);
  g_free (info);
}

gint64
isg_backup_info_rows (const IsgBackupInfo *info, const char *table)
{
  for (guint i = 0; i < info->counts->len; i++) {
    const IsgBackupCount *count = g_ptr_array_index (info->counts, i);

    if (g_str_equal (count->table, table))
      return count->rows;
  }
  return 0;
}

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

static char *
text_of (const IsgBackupInfo *info)
{
  GString *text = g_string_new (HEAD "\n");

  g_string_append_printf (text, "uuid %s\n", info->uuid);
  g_string_append_printf (text, "environment %s\n", info->environment);
  g_string_append_printf (text, "program %s\n", info->program);
  g_string_append_printf (text, "made %" G_GINT64_FORMAT "\n", info->made);
  g_string_append_printf (text, "schema %" G_GINT64_FORMAT "\n", info->schema);
  g_string_append_printf (text, "epoch %" G_GINT64_FORMAT "\n", info->epoch);
  g_string_append_printf (text,
                          "journal %" G_GINT64_FORMAT ":%s\n",
                          info->journal_seq,
                          info->journal_hash);
  g_string_append_printf (text, "size %" G_GINT64_FORMAT "\n", info->size);
  g_string_append_printf (text, "sha256 %s\n", info->sha256);
  for (guint i = 0; i < info->counts->len; i++) {
    const IsgBackupCount *count = g_ptr_array_index (info->counts, i);

    g_string_append_printf (text, "rows %" G_GINT64_FORMAT ":%s\n", count->rows, count->table);
  }
  for (guint i = 0; i < info->sent->len; i++)
    g_string_append_printf (text, "sent %s\n", (char *) g_ptr_array_index (info->sent, i));
  return g_string_free (text, FALSE);
}

static GBytes *
end_of (const IsgBackupInfo *info)
{
  g_autofree char *text = text_of (info);
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
isg_backup_append_end (const char *path, const IsgBackupInfo *info, GError **error)
{
  g_autoptr (GBytes) end = end_of (info);
  gsize length;
  const char *data = g_bytes_get_data (end, &length);
  int fd = g_open (path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  gboolean done;

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

/* "123:text" */
static gboolean
parse_pair (const char *value, gint64 *out_number, char **out_text)
{
  const char *colon = strchr (value, ':');
  g_autofree char *number = colon != NULL ? g_strndup (value, colon - value) : NULL;

  if (!parse_number (number, out_number))
    return FALSE;
  g_free (*out_text);
  *out_text = g_strdup (colon + 1);
  return TRUE;
}

static gboolean
take_rows (IsgBackupInfo *info, const char *value)
{
  IsgBackupCount *count = g_new0 (IsgBackupCount, 1);

  g_ptr_array_add (info->counts, count);
  return parse_pair (value, &count->rows, &count->table);
}

static gboolean
take_text (char **into, const char *value)
{
  g_free (*into);
  *into = g_strdup (value);
  return TRUE;
}

/* A word that is not known is a newer program's. */
static gboolean
take_line (IsgBackupInfo *info, const char *word, const char *value)
{
  if (g_str_equal (word, "uuid"))
    return take_text (&info->uuid, value);
  if (g_str_equal (word, "environment"))
    return take_text (&info->environment, value);
  if (g_str_equal (word, "program"))
    return take_text (&info->program, value);
  if (g_str_equal (word, "sha256"))
    return take_text (&info->sha256, value);
  if (g_str_equal (word, "made"))
    return parse_number (value, &info->made);
  if (g_str_equal (word, "schema"))
    return parse_number (value, &info->schema);
  if (g_str_equal (word, "epoch"))
    return parse_number (value, &info->epoch);
  if (g_str_equal (word, "size"))
    return parse_number (value, &info->size);
  if (g_str_equal (word, "journal"))
    return parse_pair (value, &info->journal_seq, &info->journal_hash);
  if (g_str_equal (word, "rows"))
    return take_rows (info, value);
  if (g_str_equal (word, "sent"))
    g_ptr_array_add (info->sent, g_strdup (value));
  return TRUE;
}

static IsgBackupInfo *
parse_text (const char *text, GError **error)
{
  g_autoptr (IsgBackupInfo) info = isg_backup_info_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (g_strcmp0 (lines[0], HEAD) != 0) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_NEWER, "backup: %.20s", lines[0]);
    return NULL;
  }
  for (guint i = 1; lines[i] != NULL; i++) {
    char *space = strchr (lines[i], ' ');

    if (space == NULL)
      continue;
    *space = '\0';
    if (!take_line (info, lines[i], space + 1)) {
      damaged (error, lines[i]);
      return NULL;
    }
  }
  return g_steal_pointer (&info);
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
isg_backup_read_info (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  IsgBackupInfo *info;

  if (fd < 0) {
    fail (error, "open");
    return NULL;
  }
  info = read_info (fd, error);
  close (fd);
  return info;
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
