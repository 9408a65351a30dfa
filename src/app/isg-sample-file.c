/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-sample-file.h"

#include "store/isg-role.h"
#include "store/isg-store-key.h"
#include "transfer/isg-sample.h"

#define SUFFIX "-ornek"

IsgSampleFile *
isg_sample_file_new (const char *dir, const char *role, IsgRules *rules, IsgClock *clock)
{
  IsgSampleFile *file = g_new0 (IsgSampleFile, 1);

  file->dir = g_strdup (dir);
  file->role = g_strdup (role);
  file->rules = rules != NULL ? isg_rules_ref (rules) : NULL;
  file->clock = clock != NULL ? isg_clock_ref (clock) : NULL;
  return file;
}

void
isg_sample_file_free (gpointer data)
{
  IsgSampleFile *file = data;

  g_clear_pointer (&file->rules, isg_rules_unref);
  g_clear_pointer (&file->clock, isg_clock_unref);
  g_free (file->role);
  g_free (file->dir);
  g_free (file);
}

char *
isg_sample_file_dir (const char *data_dir)
{
  g_autofree char *whole = g_canonicalize_filename (data_dir, NULL);

  return g_strconcat (whole, SUFFIX, NULL);
}

/* ---- making ---- */

static gboolean
fill (IsgStore *store, const IsgSampleFile *file, GError **error)
{
  return isg_sample_load (store, NULL, NULL, NULL, error)
         && (file->role == NULL
             || isg_store_set_setting (store, ISG_ROLE_SETTING, file->role, FALSE, error));
}

static gboolean remove_tree (GFile *file, GCancellable *cancellable, GError **error);

gpointer
isg_sample_file_job_make (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgSampleFile *file = data;
  g_autoptr (GFile) dir = g_file_new_for_path (file->dir);
  IsgStore *made;
  gboolean locked;
  gboolean whole;

  if (isg_store_look_locked (file->dir, &locked, NULL, NULL, NULL))
    return NULL;
  made = isg_store_create (file->dir, ISG_ENVIRONMENT_SANDBOX, file->rules, file->clock, error);
  if (made == NULL)
    return NULL;
  whole = fill (made, file, error);
  isg_store_close (made);
  /* A half one would be taken for a whole one the next time. */
  if (!whole)
    remove_tree (dir, NULL, NULL);
  return NULL;
}

/* ---- removing ---- */

static gboolean
remove_children (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) children
    = g_file_enumerate_children (file,
                                 G_FILE_ATTRIBUTE_STANDARD_NAME,
                                 G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                 cancellable,
                                 error);
  GFile *child = NULL;

  if (children == NULL)
    return FALSE;
  do {
    if (!g_file_enumerator_iterate (children, NULL, &child, cancellable, error)
        || (child != NULL && !remove_tree (child, cancellable, error)))
      return FALSE;
  } while (child != NULL);
  return TRUE;
}

static gboolean
remove_tree (GFile *file, GCancellable *cancellable, GError **error)
{
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable)
        == G_FILE_TYPE_DIRECTORY
      && !remove_children (file, cancellable, error))
    return FALSE;
  return g_file_delete (file, cancellable, error);
}

gpointer
isg_sample_file_job_remove (IsgStore *store,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error)
{
  const IsgSampleFile *file = data;
  g_autoptr (GFile) dir = g_file_new_for_path (file->dir);

  if (!g_str_has_suffix (file->dir, SUFFIX)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "no sample: %s", file->dir);
    return NULL;
  }
  remove_tree (dir, cancellable, error);
  return NULL;
}
