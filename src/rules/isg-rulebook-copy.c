/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rulebook-copy.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rules/isg-pack-file.h"
#include "rules/isg-rulebook-folder.h"

#define CHOSEN "chosen"
#define ISSUER "issuer.pem"

IsgRulebookFile *
isg_rulebook_file_new (const char *name, GBytes *bytes)
{
  IsgRulebookFile *file = g_new0 (IsgRulebookFile, 1);

  file->name = g_strdup (name);
  file->bytes = g_bytes_ref (bytes);
  return file;
}

void
isg_rulebook_file_free (IsgRulebookFile *file)
{
  if (file == NULL)
    return;
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

gboolean
isg_rulebook_file_is_known (const char *name)
{
  g_autofree char *version = NULL;

  if (g_str_equal (name, CHOSEN) || g_str_equal (name, ISSUER))
    return TRUE;
  if (!g_str_has_suffix (name, ISG_PACK_FILE_SUFFIX))
    return FALSE;
  version = g_strndup (name, strlen (name) - strlen (ISG_PACK_FILE_SUFFIX));
  return isg_pack_version_is_good (version);
}

static gint
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
take (const char *folder, const char *name, GPtrArray *files)
{
  g_autoptr (GBytes) bytes = isg_rulebook_folder_read (folder, name);

  if (bytes != NULL)
    g_ptr_array_add (files, isg_rulebook_file_new (name, bytes));
}

GPtrArray *
isg_rulebook_copy (const char *data_dir)
{
  g_autofree char *folder = g_build_filename (data_dir, "rules", NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_rulebook_file_free);
  g_autoptr (GPtrArray) versions = isg_rulebook_folder_packs (folder);

  g_ptr_array_sort (versions, by_name);
  for (guint i = 0; i < versions->len; i++) {
    g_autofree char *name
      = g_strconcat (g_ptr_array_index (versions, i), ISG_PACK_FILE_SUFFIX, NULL);

    take (folder, name, files);
  }
  take (folder, ISSUER, files);
  /* Last, as when it is installed: what it names is there before. */
  take (folder, CHOSEN, files);
  return files;
}

gboolean
isg_rulebook_put_back (const char *data_dir, GPtrArray *files, guint *out_n, GError **error)
{
  g_autofree char *folder = g_build_filename (data_dir, "rules", NULL);
  gboolean done = TRUE;
  guint n = 0;
  int lock;

  if (out_n != NULL)
    *out_n = 0;
  if (files->len == 0)
    return TRUE;
  lock = isg_rulebook_folder_lock (folder, error);
  if (lock < 0)
    return FALSE;
  for (guint i = 0; done && i < files->len; i++) {
    const IsgRulebookFile *file = g_ptr_array_index (files, i);
    g_autofree char *path = g_build_filename (folder, file->name, NULL);

    if (!isg_rulebook_file_is_known (file->name) || g_file_test (path, G_FILE_TEST_EXISTS))
      continue;
    done = isg_rulebook_folder_write (folder, file->name, file->bytes, error);
    n += done;
  }
  g_close (lock, NULL);
  if (done && out_n != NULL)
    *out_n = n;
  return done;
}
