/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-pack-source.h"

#include "rules/isg-rules-resource.h"

#define PREFIX "/io/github/isgdefteri/rules/"

GBytes *
isg_pack_source_read (const char *dir, const char *file, GError **error)
{
  g_autofree char *path = NULL;
  char *data = NULL;
  gsize length = 0;

  if (dir == NULL) {
    path = g_strconcat (PREFIX, file, NULL);
    return g_resource_lookup_data (isg_rules_get_resource (),
                                   path,
                                   G_RESOURCE_LOOKUP_FLAGS_NONE,
                                   error);
  }
  path = g_build_filename (dir, file, NULL);
  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  return g_bytes_new_take (data, length);
}

static char **
list_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

char **
isg_pack_source_list (const char *dir, const char *folder)
{
  g_autofree char *path = NULL;
  char **names = NULL;

  if (dir != NULL) {
    path = g_build_filename (dir, folder, NULL);
    return list_folder (path);
  }
  path = g_strconcat (PREFIX, folder, NULL);
  names = g_resource_enumerate_children (isg_rules_get_resource (),
                                         path,
                                         G_RESOURCE_LOOKUP_FLAGS_NONE,
                                         NULL);
  return names != NULL ? names : g_new0 (char *, 1);
}
