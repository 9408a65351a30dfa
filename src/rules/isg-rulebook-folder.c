/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rulebook-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "rules/isg-pack-file.h"

GBytes *
isg_rulebook_folder_read (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *data = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &data, &length, NULL) ? g_bytes_new_take (data, length) : NULL;
}

gboolean
isg_rulebook_folder_write (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_file_set_contents_full (path,
                                   data != NULL ? data : "",
                                   (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

GPtrArray *
isg_rulebook_folder_packs (const char *folder)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *version = NULL;

    if (!g_str_has_suffix (name, ISG_PACK_FILE_SUFFIX))
      continue;
    version = g_strndup (name, strlen (name) - strlen (ISG_PACK_FILE_SUFFIX));
    if (isg_pack_version_is_good (version))
      g_ptr_array_add (versions, g_steal_pointer (&version));
  }
  return versions;
}

GPtrArray *
isg_rulebook_folder_chosen (const char *folder)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = isg_rulebook_folder_read (folder, "chosen");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return versions;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (isg_pack_version_is_good (lines[i]))
      g_ptr_array_add (versions, g_strdup (lines[i]));
  return versions;
}

static int
fail (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error,
               G_FILE_ERROR,
               (int) g_file_error_from_errno (saved),
               "%s: %s",
               what,
               g_strerror (saved));
  return -1;
}

int
isg_rulebook_folder_lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, "rules");
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (error, "rules/lock");
  if (flock (fd, LOCK_EX | LOCK_NB) != 0) {
    fail (error, "rules/lock");
    g_close (fd, NULL);
    return -1;
  }
  return fd;
}
