/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-pack-source.h"

#include <string.h>

#include "rules/isg-rules-resource.h"

#define PREFIX "/io/github/isgdefteri/rules/"

struct _IsgPackSource {
  gatomicrefcount refs;
  char *dir;         /* (owned) (nullable) */
  GHashTable *files; /* (owned) (nullable) (element-type utf8 GBytes) */
};

IsgPackSource *
isg_pack_source_new (const char *dir)
{
  IsgPackSource *source = g_new0 (IsgPackSource, 1);

  g_atomic_ref_count_init (&source->refs);
  source->dir = g_strdup (dir);
  return source;
}

IsgPackSource *
isg_pack_source_new_for_files (GHashTable *files)
{
  IsgPackSource *source = isg_pack_source_new (NULL);

  source->files = files;
  return source;
}

IsgPackSource *
isg_pack_source_ref (IsgPackSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  g_atomic_ref_count_inc (&source->refs);
  return source;
}

void
isg_pack_source_unref (IsgPackSource *source)
{
  g_return_if_fail (source != NULL);

  if (!g_atomic_ref_count_dec (&source->refs))
    return;
  g_clear_pointer (&source->files, g_hash_table_unref);
  g_free (source->dir);
  g_free (source);
}

static GBytes *
read_kept (IsgPackSource *source, const char *file, GError **error)
{
  GBytes *bytes = g_hash_table_lookup (source->files, file);

  if (bytes != NULL)
    return g_bytes_ref (bytes);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "not in the pack");
  return NULL;
}

GBytes *
isg_pack_source_read (IsgPackSource *source, const char *file, GError **error)
{
  g_autofree char *path = NULL;
  char *data = NULL;
  gsize length = 0;

  if (source->files != NULL)
    return read_kept (source, file, error);
  if (source->dir == NULL) {
    path = g_strconcat (PREFIX, file, NULL);
    return g_resource_lookup_data (isg_rules_get_resource (),
                                   path,
                                   G_RESOURCE_LOOKUP_FLAGS_NONE,
                                   error);
  }
  path = g_build_filename (source->dir, file, NULL);
  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  return g_bytes_new_take (data, length);
}

static char **
take_names (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static char **
list_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return take_names (names);
}

static char **
list_kept (IsgPackSource *source, const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gsize length = strlen (folder);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, source->files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (strncmp (name, folder, length) == 0 && ((char *) name)[length] == '/')
      g_ptr_array_add (names, g_strdup ((char *) name + length + 1));
  return take_names (names);
}

char **
isg_pack_source_list (IsgPackSource *source, const char *folder)
{
  g_autofree char *path = NULL;
  char **names = NULL;

  if (source->files != NULL)
    return list_kept (source, folder);
  if (source->dir != NULL) {
    path = g_build_filename (source->dir, folder, NULL);
    return list_folder (path);
  }
  path = g_strconcat (PREFIX, folder, NULL);
  names = g_resource_enumerate_children (isg_rules_get_resource (),
                                         path,
                                         G_RESOURCE_LOOKUP_FLAGS_NONE,
                                         NULL);
  return names != NULL ? names : g_new0 (char *, 1);
}
