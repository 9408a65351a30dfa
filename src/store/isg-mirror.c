/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-mirror.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/isg-bytes.h"
#include "store/isg-store-file-private.h"

#define HEAD      "isg-mirror 1"
#define ADOPTED   "adopted"
#define TAIL_SIZE (256 * 1024)

typedef struct {
  gint64 epoch;
  char *machine; /* (owned): of the last head or adoption */
} Last;

void
isg_mirror_line_free (IsgMirrorLine *line)
{
  if (line == NULL)
    return;
  g_free (line->method);
  g_free (line->fingerprints);
  g_free (line);
}

static gboolean
fail (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error,
               ISG_STORE_ERROR,
               saved == ENOSPC || saved == EDQUOT ? ISG_STORE_ERROR_FULL : ISG_STORE_ERROR_IO,
               "mirror: %s: %s",
               what,
               g_strerror (saved));
  return FALSE;
}

static char *
derive (const char *uuid, const char *purpose)
{
  g_autofree char *text = g_strdup_printf ("isg-mirror-%s-1|%s", purpose, uuid);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static char *
state_dir (void)
{
  const char *dir = g_getenv ("ISG_STATE_DIR");

  return dir != NULL && *dir != '\0'
           ? g_strdup (dir)
           : g_build_filename (g_get_user_state_dir (), "isg-defteri", NULL);
}

static char *
path_of (const char *uuid, const char *suffix)
{
  g_autofree char *dir = state_dir ();
  g_autofree char *name = derive (uuid, "name");
  g_autofree char *file = g_strdup_printf ("%.32s.%s", name, suffix);

  return g_build_filename (dir, file, NULL);
}

char *
isg_mirror_path (IsgStore *store)
{
  isg_store_assert_owner (store);
  return path_of (store->uuid, "mirror");
}

/* "-" where the machine has no name: then none can be told from another. */
static char *
machine_mark (void)
{
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;

  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL) || *g_strstrip (id) == '\0')
    return g_strdup ("-");
  text = g_strconcat ("isg-machine-1|", id, NULL);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return g_strndup (hash, 16);
}

char *
isg_mirror_fingerprint (IsgStore *store, const char *text)
{
  g_autofree char *key = derive (store->uuid, "key");
  g_autofree char *mac
    = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key), text, -1);

  isg_store_assert_owner (store);
  return g_strndup (mac, 16);
}

/* ---- reading ---- */

static gboolean
parse_number (const char *text, gint64 *out_number)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  *out_number = (gint64) number;
  return TRUE;
}

/* epoch time number method fingerprints; %NULL for what is no such line. */
static IsgMirrorLine *
parse_line (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 5);
  IsgMirrorLine line = { 0 };
  gint64 number;

  if (g_strv_length (words) < 4 || !parse_number (words[0], &line.epoch)
      || !parse_number (words[1], &line.time) || !parse_number (words[2], &number))
    return NULL;
  line.number = (guint64) number;
  line.method = g_strdup (words[3]);
  line.fingerprints = g_strdup (words[4] != NULL ? words[4] : "");
  return g_memdup2 (&line, sizeof line);
}

static gboolean
read_from (int fd, gint64 size, gint64 from, char **out_text, GError **error)
{
  g_autofree char *text = g_malloc (size - from + 1);
  gint64 done = from;

  while (done < size) {
    ssize_t n = pread (fd, text + (done - from), size - done, done);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return fail (error, "read");
    done += n;
  }
  text[size - from] = '\0';
  *out_text = g_steal_pointer (&text);
  return TRUE;
}

/* The whole file, or its last @most bytes when that is not 0. */
static gboolean
read_file (const char *path, gint64 most, gboolean *out_there, char **out_text, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  struct stat info;
  gboolean done;

  *out_there = fd >= 0;
  if (fd < 0)
    return errno == ENOENT || errno == ENOTDIR || fail (error, "open");
  if (fstat (fd, &info) != 0)
    done = fail (error, "stat");
  else
    done = read_from (fd,
                      info.st_size,
                      most != 0 && info.st_size > most ? info.st_size - most : 0,
                      out_text,
                      error);
  close (fd);
  return done;
}

/* Lines that end in a line end; a last one that a crash cut short is dropped. */
static char **
split_lines (const char *text)
{
  const char *end = strrchr (text, '\n');
  g_autofree char *whole = g_strndup (text, end != NULL ? end - text : 0);

  return g_strsplit (whole, "\n", -1);
}

static void
note_line (const char *text, Last *last)
{
  IsgMirrorLine *line;

  if (g_str_has_prefix (text, HEAD " ")) {
    g_free (last->machine);
    last->machine = g_strdup (text + strlen (HEAD " "));
    return;
  }
  line = parse_line (text);
  if (line == NULL)
    return;
  last->epoch = MAX (last->epoch, line->epoch);
  if (g_str_equal (line->method, ADOPTED)) {
    g_free (last->machine);
    last->machine = g_strdup (line->fingerprints);
  }
  isg_mirror_line_free (line);
}

static gboolean
read_last (IsgStore *store, gboolean *out_there, Last *out_last, GError **error)
{
  g_autofree char *path = isg_mirror_path (store);
  gint64 most = TAIL_SIZE;

  for (;;) {
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    if (!read_file (path, most, out_there, &text, error))
      return FALSE;
    if (!*out_there)
      return TRUE;
    lines = split_lines (text);
    for (guint i = 0; lines[i] != NULL; i++)
      note_line (lines[i], out_last);
    /* The tail may begin behind the line that names the machine. */
    if (most == 0 || out_last->machine != NULL)
      return TRUE;
    most = 0;
  }
}

/* A machine without a name is none that can be told from another. */
static gboolean
is_here (const char *there, const char *here)
{
  return g_str_equal (there, here) || g_str_equal (there, "-") || g_str_equal (here, "-");
}

gboolean
isg_mirror_compare (IsgStore *store,
                    gint64 epoch,
                    IsgMirrorState *out_state,
                    gint64 *out_epoch,
                    gboolean *out_known,
                    GError **error)
{
  g_autofree char *here = machine_mark ();
  g_autofree char *there = NULL;
  Last last = { 0 };
  gboolean found;

  isg_store_assert_owner (store);
  if (!read_last (store, &found, &last, error))
    return FALSE;
  there = last.machine;
  *out_epoch = last.epoch;
  *out_known = there != NULL && is_here (there, here);
  if (!found)
    *out_state = epoch == 0 ? ISG_MIRROR_FRESH : ISG_MIRROR_MISSING;
  else if (last.epoch > epoch)
    *out_state = ISG_MIRROR_AHEAD;
  else if (there == NULL)
    *out_state = epoch == 0 ? ISG_MIRROR_FRESH : ISG_MIRROR_MISSING;
  else if (!*out_known)
    *out_state = ISG_MIRROR_ELSEWHERE;
  else
    *out_state = ISG_MIRROR_LEVEL;
  return TRUE;
}

GPtrArray *
isg_mirror_read (IsgStore *store, GError **error)
{
  g_autoptr (GPtrArray) log
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_mirror_line_free);
  g_autofree char *path = isg_mirror_path (store);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean found;

  if (!read_file (path, 0, &found, &text, error))
    return NULL;
  lines = found ? split_lines (text) : NULL;
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++) {
    IsgMirrorLine *line = parse_line (lines[i]);

    if (line != NULL && line->number != 0)
      g_ptr_array_add (log, line);
    else
      isg_mirror_line_free (line);
  }
  return g_steal_pointer (&log);
}

/* ---- writing ---- */

static gboolean
ends_in_the_middle (int fd)
{
  struct stat info;
  char last = '\n';

  return fstat (fd, &info) == 0 && info.st_size > 0 && pread (fd, &last, 1, info.st_size - 1) == 1
         && last != '\n';
}

static gboolean
append_text (const char *uuid, gboolean make, const char *text, GError **error)
{
  g_autofree char *path = path_of (uuid, "mirror");
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *whole = NULL;
  gboolean done;
  int fd;

  if (make && g_mkdir_with_parents (dir, 0700) != 0)
    return fail (error, "folder");
  fd = g_open (path, O_RDWR | O_APPEND | O_CLOEXEC | (make ? O_CREAT : 0), 0600);
  if (fd < 0)
    return fail (error, "open");
  whole = g_strconcat (ends_in_the_middle (fd) ? "\n" : "", text, NULL);
  done = isg_store_file_append (fd, whole, strlen (whole), error);
  close (fd);
  return done && (!make || isg_store_file_sync_dir (dir, error));
}

gboolean
isg_mirror_adopt (IsgStore *store, gint64 epoch, GError **error)
{
  g_autofree char *machine = machine_mark ();
  g_autofree char *text
    = g_strdup_printf (HEAD " %s\n%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " 0 " ADOPTED " %s\n",
                       machine,
                       epoch,
                       isg_clock_now (store->clock),
                       machine);

  isg_store_assert_owner (store);
  return append_text (store->uuid, TRUE, text, error);
}

gboolean
isg_mirror_append (IsgStore *store, const IsgMirrorLine *line, GError **error)
{
  g_autofree char *text
    = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %s %s\n",
                       line->epoch,
                       line->time,
                       line->number,
                       line->method,
                       line->fingerprints);

  isg_store_assert_owner (store);
  return append_text (store->uuid, FALSE, text, error);
}

/* ---- what backups carry ---- */

static GPtrArray *
read_lines (const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = path_of (uuid, "mirror");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean found;

  if (!read_file (path, 0, &found, &text, error))
    return NULL;
  lines = found ? split_lines (text) : NULL;
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++) {
    IsgMirrorLine *line = parse_line (lines[i]);

    if (line != NULL && line->number != 0)
      g_ptr_array_add (log, g_strdup (lines[i]));
    isg_mirror_line_free (line);
  }
  return g_steal_pointer (&log);
}

GPtrArray *
isg_mirror_lines (IsgStore *store, GError **error)
{
  isg_store_assert_owner (store);
  return read_lines (store->uuid, error);
}

gboolean
isg_mirror_merge (const char *uuid, GPtrArray *lines, GError **error)
{
  g_autoptr (GPtrArray) log = read_lines (uuid, error);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) more = g_string_new (NULL);

  if (log == NULL)
    return FALSE;
  for (guint i = 0; i < log->len; i++)
    g_hash_table_add (known, g_ptr_array_index (log, i));
  for (guint i = 0; i < lines->len; i++) {
    char *text = g_ptr_array_index (lines, i);
    IsgMirrorLine *line = parse_line (text);

    if (line != NULL && line->number != 0 && g_hash_table_add (known, text))
      g_string_append_printf (more, "%s\n", text);
    isg_mirror_line_free (line);
  }
  return more->len == 0 || append_text (uuid, TRUE, more->str, error);
}

/* ---- the head of the journal ---- */

/* A restored file goes on by itself, perhaps beside the one that it is a copy of: each has its
 * line, "sequence hash lineage".  Where a file's own is missing the last one judges. */

#define MAX_HEADS 16

static gboolean
own_lineage (IsgStore *store, char **out_lineage, GError **error)
{
  if (!isg_store_meta (store, "lineage", out_lineage, error))
    return FALSE;
  if (*out_lineage == NULL)
    *out_lineage = g_strdup ("-");
  return TRUE;
}

static gboolean
is_of_lineage (const char *line, const char *lineage)
{
  const char *space = strrchr (line, ' ');

  return space != NULL && g_str_equal (space + 1, lineage);
}

static gboolean
read_heads (IsgStore *store, char ***out_lines, GError **error)
{
  g_autofree char *path = path_of (store->uuid, "head");
  g_autofree char *text = NULL;
  gboolean found;

  if (!read_file (path, 0, &found, &text, error))
    return FALSE;
  *out_lines = g_strsplit (found ? g_strchomp (text) : "", "\n", -1);
  return TRUE;
}

gboolean
isg_mirror_head (IsgStore *store, gint64 *out_seq, char **out_hash, GError **error)
{
  g_autofree char *lineage = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) words = NULL;
  const char *own = NULL;

  isg_store_assert_owner (store);
  if (!own_lineage (store, &lineage, error) || !read_heads (store, &lines, error))
    return FALSE;
  *out_seq = 0;
  *out_hash = NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    if (own == NULL || !is_of_lineage (own, lineage))
      own = lines[i];
  words = own != NULL ? g_strsplit (own, " ", 3) : NULL;
  if (words != NULL && g_strv_length (words) == 3 && parse_number (words[0], out_seq))
    *out_hash = g_strdup (words[1]);
  return TRUE;
}

static char *
heads_with (char **lines, gint64 seq, const char *hash, const char *lineage)
{
  GString *text = g_string_new (NULL);
  guint n = g_strv_length (lines);

  for (guint i = n >= MAX_HEADS ? n - MAX_HEADS + 1 : 0; i < n; i++)
    if (*lines[i] != '\0' && !is_of_lineage (lines[i], lineage))
      g_string_append_printf (text, "%s\n", lines[i]);
  g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s\n", seq, hash, lineage);
  return g_string_free (text, FALSE);
}

gboolean
isg_mirror_set_head (IsgStore *store, gint64 seq, const char *hash, GError **error)
{
  g_autofree char *path = path_of (store->uuid, "head");
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *lineage = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) local = NULL;

  isg_store_assert_owner (store);
  if (!own_lineage (store, &lineage, error) || !read_heads (store, &lines, error))
    return FALSE;
  text = heads_with (lines, seq, hash, lineage);
  if (g_mkdir_with_parents (dir, 0700) != 0)
    return fail (error, "folder");
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &local))
    return TRUE;
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "mirror: %s", local->message);
  return FALSE;
}
