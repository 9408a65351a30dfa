/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-pack-reader.h"

#include <stdarg.h>
#include <string.h>

#include "rules/isg-json.h"
#include "rules/isg-pack-node.h"

#define MAX_FILE_SIZE (8 * 1024 * 1024)

/* What the engine reads, and how the names of a folder's definitions end. */
static const struct {
  const char *folder;
  const char *suffix;
} folders[] = {
  { "announcements", ".json" }, { "kinds", ".json" },        { "datasets", ".json" },
  { "methods", ".json" },       { "codes", ".tsv" },         { "terms", ".json" },
  { "texts", ".json" },         { "risk-methods", ".json" }, { "checklists", ".json" },
  { "foretold", ".json" },
};

struct _IsgPackReader {
  IsgPackSource *source; /* (owned) */
  GStringChunk *strings; /* (not owned) the pack's */
  GPtrArray *files;      /* (owned) (element-type utf8) the pack's list */
  GPtrArray *trees;      /* (owned) (element-type IsgJson) */
  GPtrArray *nodes;      /* (owned) (element-type IsgPackNode) */
  GError *failure;       /* (owned) (nullable) the first one */
};

IsgPackReader *
isg_pack_reader_new (IsgPackSource *source, GStringChunk *strings)
{
  IsgPackReader *reader = g_new0 (IsgPackReader, 1);

  reader->source = isg_pack_source_ref (source);
  reader->strings = strings;
  reader->files = g_ptr_array_new ();
  reader->trees = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_json_free);
  reader->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_pack_node_free);
  return reader;
}

void
isg_pack_reader_free (IsgPackReader *reader)
{
  if (reader == NULL)
    return;

  g_ptr_array_unref (reader->nodes);
  g_ptr_array_unref (reader->trees);
  g_ptr_array_unref (reader->files);
  g_clear_error (&reader->failure);
  isg_pack_source_unref (reader->source);
  g_free (reader);
}

IsgPackNode *
isg_pack_reader_adopt (IsgPackReader *reader, IsgPackNode *node)
{
  g_ptr_array_add (reader->nodes, node);
  return node;
}

static const char *
find_suffix (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    gsize length = strlen (folders[i].folder);

    if (strncmp (file, folders[i].folder, length) == 0 && file[length] == '/'
        && strchr (file + length + 1, '/') == NULL && file[length + 1] != '.')
      return folders[i].suffix;
  }
  return NULL;
}

static gboolean
is_listed (IsgPackReader *reader, const char *file)
{
  for (guint i = 0; i < reader->files->len; i++)
    if (g_str_equal (g_ptr_array_index (reader->files, i), file))
      return TRUE;
  return FALSE;
}

static void
add_file (IsgPackReader *reader, IsgPackNode *list, const char *file)
{
  const char *suffix = find_suffix (file);

  if (isg_pack_reader_failed (reader))
    return;
  if (suffix == NULL || !g_str_has_suffix (file, suffix))
    isg_pack_node_fail (list, NULL, "this engine reads no such file: %s", file);
  else if (is_listed (reader, file))
    isg_pack_node_fail (list, NULL, "listed twice: %s", file);
  else
    g_ptr_array_add (reader->files, (char *) file);
}

/* A definition that nobody lists would be ignored without a word. */
static void
refuse_unlisted (IsgPackReader *reader, const char *folder, const char *suffix)
{
  g_auto (GStrv) names = isg_pack_source_list (reader->source, folder);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *file = g_strconcat (folder, "/", names[i], NULL);

    if (g_str_has_suffix (file, suffix) && names[i][0] != '.' && !is_listed (reader, file))
      isg_pack_reader_fail (reader,
                            ISG_RULES_ERROR_BROKEN,
                            file,
                            NULL,
                            "not in the file list of pack.json");
  }
}

void
isg_pack_reader_set_files (IsgPackReader *reader, IsgPackNode *list)
{
  for (guint i = 0; i < isg_pack_node_length (list); i++)
    add_file (reader, list, isg_pack_node_nth_string (list, i));
  for (guint i = 0; i < reader->files->len; i++)
    g_bytes_unref (isg_pack_reader_bytes (reader, g_ptr_array_index (reader->files, i)));
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    refuse_unlisted (reader, folders[i].folder, folders[i].suffix);
}

GPtrArray *
isg_pack_reader_files (IsgPackReader *reader, const char *folder)
{
  GPtrArray *found = g_ptr_array_new ();
  gsize length = folder != NULL ? strlen (folder) : 0;

  for (guint i = 0; i < reader->files->len; i++) {
    const char *file = g_ptr_array_index (reader->files, i);

    if (folder == NULL || (strncmp (file, folder, length) == 0 && file[length] == '/'))
      g_ptr_array_add (found, (char *) file);
  }
  return found;
}

GBytes *
isg_pack_reader_bytes (IsgPackReader *reader, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = isg_pack_source_read (reader->source, file, &error);

  if (bytes == NULL)
    isg_pack_reader_fail (reader, ISG_RULES_ERROR_MISSING, file, NULL, "%s", error->message);
  else if (g_bytes_get_size (bytes) > MAX_FILE_SIZE)
    isg_pack_reader_fail (reader, ISG_RULES_ERROR_BROKEN, file, NULL, "too long");
  else
    return g_steal_pointer (&bytes);
  return g_bytes_new_static ("", 0);
}

IsgPackNode *
isg_pack_reader_json (IsgPackReader *reader, const char *file)
{
  g_autoptr (GBytes) bytes = isg_pack_reader_bytes (reader, file);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  IsgJson *tree = NULL;

  if (isg_pack_reader_failed (reader))
    return isg_pack_node_new (reader, file, NULL, NULL);

  tree = isg_json_parse (data != NULL ? data : "", length, 32, &error);
  if (tree == NULL) {
    isg_pack_reader_fail (reader, ISG_RULES_ERROR_BROKEN, file, NULL, "%s", error->message);
    return isg_pack_node_new (reader, file, NULL, NULL);
  }
  g_ptr_array_add (reader->trees, tree);
  if (isg_json_type (tree) != ISG_JSON_OBJECT)
    isg_pack_reader_fail (reader, ISG_RULES_ERROR_BROKEN, file, NULL, "an object is expected");
  return isg_pack_node_new (reader, file, NULL, tree);
}

const char *
isg_pack_reader_keep (IsgPackReader *reader, const char *text)
{
  return g_string_chunk_insert_const (reader->strings, text);
}

const char *
isg_pack_reader_stem (IsgPackReader *reader, const char *file)
{
  g_autofree char *name = g_path_get_basename (file);
  char *dot = strrchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  return isg_pack_reader_keep (reader, name);
}

void
isg_pack_reader_fail (IsgPackReader *reader,
                      IsgRulesError code,
                      const char *file,
                      const char *place,
                      const char *format,
                      ...)
{
  g_autofree char *reason = NULL;
  va_list list;

  if (reader->failure != NULL)
    return;

  va_start (list, format);
  reason = g_strdup_vprintf (format, list);
  va_end (list);
  if (place != NULL && *place != '\0')
    reader->failure = g_error_new (ISG_RULES_ERROR, (int) code, "%s: %s: %s", file, place, reason);
  else
    reader->failure = g_error_new (ISG_RULES_ERROR, (int) code, "%s: %s", file, reason);
}

gboolean
isg_pack_reader_failed (IsgPackReader *reader)
{
  return reader->failure != NULL;
}

gboolean
isg_pack_reader_finish (IsgPackReader *reader, GError **error)
{
  if (reader->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reader->failure));
  return FALSE;
}
