/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-dataset-load-private.h"

#include <string.h>

/* Where the walk along a path stands. */
typedef struct {
  const IsgKind *kind;      /* (nullable): the kind whose fields come next … */
  const IsgFieldDef *list;  /* (nullable): … or the list whose groups have them */
  const IsgFieldDef *field; /* (nullable): the last one */
  GString *own;             /* the record's own part of the path */
  gboolean away;            /* a reference was followed */
} PathWalk;

const char *
isg_dataset_load_source (IsgPackNode *node, const char *inherited)
{
  const char *source = isg_pack_node_string_or (node, "source", inherited);

  isg_pack_node_string_or (node, "comment", NULL);
  isg_pack_node_bool_or (node, "chosen", FALSE);
  if (source == NULL)
    isg_pack_node_fail (node, "source", "every part of a data set says where it comes from");
  return source;
}

static const IsgFieldDef *
find_field (const PathWalk *walk, const char *id)
{
  GPtrArray *fields = NULL;

  if (walk->kind != NULL)
    fields = isg_kind_fields (walk->kind);
  else if (walk->list != NULL)
    fields = isg_field_def_fields (walk->list);
  for (guint i = 0; fields != NULL && i < fields->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (fields, i);

    if (strcmp (isg_field_def_id (field), id) == 0)
      return field;
  }
  return NULL;
}

static gboolean
is_repeated (const IsgDatasetLoad *load, const char *list)
{
  const IsgMethod *method = load->method;

  for (guint i = 0; i < load->n_lists; i++) {
    if (strcmp (load->lists[i], list) == 0)
      return TRUE;
  }
  return method->split == ISG_DEF_SPLIT_ITEM
         && (g_strcmp0 (method->employee.list, list) == 0
             || g_strcmp0 (method->topic.list, list) == 0);
}

/* Where the next step looks, once @walk->field has been found. */
static void
enter_field (IsgDatasetLoad *load, PathWalk *walk, IsgDefPath *path)
{
  IsgValueType type = isg_field_def_type (walk->field);

  walk->kind = NULL;
  walk->list = NULL;
  if (type == ISG_VALUE_REF) {
    walk->kind = isg_rules_kind (load->rules, isg_field_def_ref_kind (walk->field));
    walk->away = TRUE;
  } else if (type == ISG_VALUE_GROUPS && !walk->away) {
    walk->list = walk->field;
    g_free (path->list);
    path->list = g_strdup (walk->own->str);
  }
}

static gboolean
step_along (IsgDatasetLoad *load,
            PathWalk *walk,
            IsgDefPath *path,
            const char *step,
            gboolean first)
{
  if (first && strcmp (step, "workplace") == 0 && isg_kind_has_workplace (load->kind)) {
    walk->kind = isg_rules_kind (load->rules, step);
    walk->field = NULL;
    g_string_assign (walk->own, path->text);
    walk->away = TRUE;
    return walk->kind != NULL;
  }
  walk->field = find_field (walk, step);
  if (walk->field == NULL)
    return FALSE;
  if (!walk->away) {
    if (walk->own->len > 0)
      g_string_append_c (walk->own, '.');
    g_string_append (walk->own, step);
  }
  enter_field (load, walk, path);
  return TRUE;
}

IsgDefPath *
isg_dataset_load_path (IsgDatasetLoad *load,
                       IsgPackNode *node,
                       const char *member,
                       const char *text,
                       const IsgFieldDef **out_field)
{
  IsgDefPath *path = g_new0 (IsgDefPath, 1);
  PathWalk walk = { load->kind, NULL, NULL, g_string_new (NULL), FALSE };

  if (out_field != NULL)
    *out_field = NULL;
  path->text = text;
  path->steps = g_strsplit (text, ".", -1);
  if (load->query) {
    isg_pack_node_fail (node, member, "a query knows no record");
  } else {
    for (guint i = 0; path->steps[i] != NULL; i++) {
      if (load->kind == NULL || !step_along (load, &walk, path, path->steps[i], i == 0)) {
        isg_pack_node_fail (node, member, "“%s” has no field “%s”", text, path->steps[i]);
        break;
      }
    }
  }
  if (path->list != NULL && strcmp (path->list, text) == 0)
    g_clear_pointer (&path->list, g_free);
  if (path->list != NULL && !is_repeated (load, path->list))
    isg_pack_node_fail (node,
                        member,
                        "“%s” goes through the list “%s”, which nothing here repeats over",
                        text,
                        path->list);
  path->field = g_string_free (walk.own, FALSE);
  if (out_field != NULL)
    *out_field = walk.field;
  return path;
}

void
isg_def_path_free (IsgDefPath *path)
{
  if (path == NULL)
    return;
  g_strfreev (path->steps);
  g_free (path->list);
  g_free (path->field);
  g_free (path);
}
