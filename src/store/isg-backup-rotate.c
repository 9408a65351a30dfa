/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-backup-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/isg-date.h"

/* isg-defteri-<8 of the store's uuid>-YYYYMMDD-HHMMSS.isgyedek: what rotation writes, and all that
 * it ever takes away. */
#define SUFFIX       ".isgyedek"
#define DEFAULT_KEEP "7 5 12"

char *
isg_backup_stamp (IsgClock *clock)
{
  g_autofree char *iso = isg_unix_to_local_iso (isg_clock_now (clock) * 1000, FALSE);
  GString *stamp = g_string_new (NULL);

  for (const char *p = iso; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (stamp, *p);
    else if (*p == 'T')
      g_string_append_c (stamp, '-');
  return g_string_free (stamp, FALSE);
}

gboolean
isg_backup_folder (IsgStore *store, char **out_folder, gboolean *out_chosen, GError **error)
{
  g_autofree char *chosen = NULL;

  isg_store_assert_owner (store);
  if (!isg_store_setting (store, "backup.folder", &chosen, error))
    return FALSE;
  *out_chosen = chosen != NULL && *chosen != '\0';
  *out_folder
    = *out_chosen ? g_steal_pointer (&chosen) : g_build_filename (store->data_dir, "backups", NULL);
  return TRUE;
}

gboolean
isg_backup_parse_keep (const char *text, IsgBackupKeep *out_keep)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint64 numbers[3];

  if (g_strv_length (words) != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (words[i], 10, 0, 1000, &numbers[i], NULL))
      return FALSE;
  if (numbers[0] + numbers[1] + numbers[2] == 0)
    return FALSE;
  *out_keep = (IsgBackupKeep){ numbers[0], numbers[1], numbers[2] };
  return TRUE;
}

gboolean
isg_backup_keep (IsgStore *store, IsgBackupKeep *out_keep, GError **error)
{
  g_autofree char *text = NULL;

  if (!isg_store_setting (store, "backup.keep", &text, error))
    return FALSE;
  if (text == NULL || !isg_backup_parse_keep (text, out_keep))
    isg_backup_parse_keep (DEFAULT_KEEP, out_keep);
  return TRUE;
}

/* ---- what is kept ---- */

typedef enum {
  SPAN_DAY,
  SPAN_WEEK,
  SPAN_MONTH,
} Span;

/* A number that is the same for all moments of one day, week or month of Istanbul. */
static gint64
span_of (gint64 time, Span span)
{
  IsgDate date = isg_date_from_unix (time);
  int year, month, day;

  switch (span) {
  case SPAN_DAY:
    return date;
  case SPAN_WEEK:
    /* 1970-01-01 was a Thursday. */
    return (date + 3) / 7;
  case SPAN_MONTH:
  default:
    isg_date_split (date, &year, &month, &day);
    return year * 12 + month;
  }
}

static int
newer_first (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 *made = data;
  gint64 left = made[*(const guint *) a];
  gint64 right = made[*(const guint *) b];

  return left == right ? 0 : left > right ? -1 : 1;
}

/* Of each of the newest @most spans the last backup. */
static void
keep_spans (const gint64 *made,
            const guint *order,
            guint n,
            Span span,
            guint most,
            gboolean *out_keep)
{
  gint64 last = G_MAXINT64;

  for (guint i = 0; i < n && most > 0; i++) {
    gint64 here = span_of (made[order[i]], span);

    if (here == last)
      continue;
    out_keep[order[i]] = TRUE;
    last = here;
    most--;
  }
}

void
isg_backup_sort_out (const gint64 *made, guint n, const IsgBackupKeep *keep, gboolean *out_keep)
{
  g_autofree guint *order = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++) {
    order[i] = i;
    out_keep[i] = FALSE;
  }
  g_qsort_with_data (order, (int) n, sizeof *order, newer_first, (gpointer) made);
  if (n > 0)
    out_keep[order[0]] = TRUE;
  keep_spans (made, order, n, SPAN_DAY, keep->days, out_keep);
  keep_spans (made, order, n, SPAN_WEEK, keep->weeks, out_keep);
  keep_spans (made, order, n, SPAN_MONTH, keep->months, out_keep);
}

/* ---- the folder ---- */

static char *
prefix_of (IsgStore *store)
{
  return g_strdup_printf ("isg-defteri-%.8s-", store->uuid);
}

static char *
new_path (IsgStore *store, const char *folder)
{
  g_autofree char *prefix = prefix_of (store);
  g_autofree char *stamp = isg_backup_stamp (store->clock);
  char *path = g_strdup_printf ("%s/%s%s" SUFFIX, folder, prefix, stamp);

  for (guint n = 2; g_file_test (path, G_FILE_TEST_EXISTS); n++) {
    g_free (path);
    path = g_strdup_printf ("%s/%s%s-%u" SUFFIX, folder, prefix, stamp, n);
  }
  return path;
}

/* Also of one that was encrypted under the key before. */
static gboolean
is_of (IsgStore *store, IsgBackupInfo *info, const char *path)
{
  return info->sealed ? isg_backup_info_unseal_log (info, path, store->uuid)
                      : g_str_equal (info->uuid, store->uuid);
}

/* Those of this store that rotation wrote and that say when they were made. */
static void
look_into (IsgStore *store, const char *folder, GPtrArray *paths, GArray *made)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *prefix = prefix_of (store);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = NULL;
    g_autoptr (IsgBackupInfo) info = NULL;

    if (!g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, SUFFIX))
      continue;
    path = g_build_filename (folder, name, NULL);
    info = isg_backup_read_info (path, NULL, NULL);
    if (info == NULL || !is_of (store, info, path))
      continue;
    g_ptr_array_add (paths, g_steal_pointer (&path));
    g_array_append_val (made, info->made);
  }
}

/* Of two of one second the fresh one is the last: it stands first, and the sort leaves equals as
 * they are. */
static void
put_first (GPtrArray *paths, GArray *made, const char *fresh)
{
  gint64 *times = (gint64 *) made->data;

  for (guint i = 1; i < paths->len; i++)
    if (g_str_equal (g_ptr_array_index (paths, i), fresh)) {
      gpointer path = paths->pdata[0];
      gint64 time = times[0];

      paths->pdata[0] = paths->pdata[i];
      paths->pdata[i] = path;
      times[0] = times[i];
      times[i] = time;
    }
}

static void
take_away_old (IsgStore *store, const char *folder, const IsgBackupKeep *keep, const char *fresh)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree gboolean *kept = NULL;

  look_into (store, folder, paths, made);
  put_first (paths, made, fresh);
  kept = g_new (gboolean, paths->len + 1);
  isg_backup_sort_out ((gint64 *) made->data, paths->len, keep, kept);
  for (guint i = 0; i < paths->len; i++)
    if (!kept[i] && !g_str_equal (g_ptr_array_index (paths, i), fresh))
      g_unlink (g_ptr_array_index (paths, i));
}

gboolean
isg_backup_rotate (IsgStore *store,
                   IsgBackupProgress progress,
                   gpointer data,
                   char **out_path,
                   IsgBackupInfo **out_info,
                   GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  IsgBackupKeep keep = { 0 };
  gboolean chosen;

  isg_store_assert_owner (store);
  if (!isg_backup_folder (store, &folder, &chosen, error) || !isg_backup_keep (store, &keep, error))
    return FALSE;
  /* A stick that is not plugged in is not made up for with a folder of its name. */
  if (!chosen && g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "backup: %s", g_strerror (errno));
    return FALSE;
  }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "backup: the folder is not there");
    return FALSE;
  }
  path = new_path (store, folder);
  if (!isg_backup_write (store, path, progress, data, out_info, error))
    return FALSE;
  take_away_old (store, folder, &keep, path);
  if (out_path != NULL)
    *out_path = g_steal_pointer (&path);
  return TRUE;
}
