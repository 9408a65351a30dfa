/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-path.h"

#include "rules/isg-rules-private.h"

/* The first step that stands for the record's workplace; no field may have this id. */
#define WORKPLACE "workplace"

struct _IsgPath {
  char *text; /* (owned) */
  gboolean from_workplace;
  const IsgFieldDef *list; /* (not owned) (nullable) */
  GPtrArray *steps; /* (owned) (element-type IsgFieldDef, not owned) after workplace and list */
};

void
isg_path_free (IsgPath *path)
{
  if (path == NULL)
    return;

  g_ptr_array_unref (path->steps);
  g_free (path->text);
  g_free (path);
}

static gboolean
fail (char **out_reason, const char *text, const char *reason)
{
  if (out_reason != NULL)
    *out_reason = g_strdup_printf ("%s leads nowhere: %s", text, reason);
  return FALSE;
}

/* Adds the step @id, one of @fields, which become those of what it leads to. */
static gboolean
add_step (IsgPath *path, IsgRules *rules, GPtrArray **fields, const char *id, char **out_reason)
{
  const IsgFieldDef *def = *fields != NULL ? isg_fields_find_def (*fields, id) : NULL;
  const IsgKind *kind = NULL;

  if (def == NULL)
    return fail (out_reason, path->text, "there is no such field");
  if (def->type == ISG_VALUE_GROUPS) {
    if (path->list != NULL || path->steps->len > 0 || path->from_workplace)
      return fail (out_reason, path->text, "a list stands at the beginning or nowhere");
    path->list = def;
    *fields = def->fields;
    return TRUE;
  }
  g_ptr_array_add (path->steps, (gpointer) def);
  kind = def->ref_kind != NULL ? isg_rules_kind (rules, def->ref_kind) : NULL;
  *fields = kind != NULL ? kind->fields : NULL;
  return TRUE;
}

/* The kind that records of kinds with a workplace belong to is called as the step is. */
static gboolean
enter_workplace (IsgPath *path, IsgRules *rules, const IsgKind *kind, GPtrArray **fields)
{
  const IsgKind *workplace = isg_rules_kind (rules, WORKPLACE);

  if (!kind->has_workplace || workplace == NULL)
    return FALSE;
  path->from_workplace = TRUE;
  *fields = workplace->fields;
  return TRUE;
}

IsgPath *
isg_path_new (IsgRules *rules, const IsgKind *kind, const char *text, char **out_reason)
{
  g_autoptr (IsgPath) path = g_new0 (IsgPath, 1);
  g_auto (GStrv) steps = g_strsplit (text, ".", -1);
  GPtrArray *fields = kind->fields;
  guint i = 0;

  path->text = g_strdup (text);
  path->steps = g_ptr_array_new ();
  if (steps[0] != NULL && g_str_equal (steps[0], WORKPLACE)) {
    if (!enter_workplace (path, rules, kind, &fields)) {
      fail (out_reason, text, "this kind has no workplace");
      return NULL;
    }
    i = 1;
  }
  for (; steps[i] != NULL; i++)
    if (!add_step (path, rules, &fields, steps[i], out_reason))
      return NULL;
  if (path->steps->len == 0 && path->list == NULL && !path->from_workplace) {
    fail (out_reason, text, "it is empty");
    return NULL;
  }
  return g_steal_pointer (&path);
}

const char *
isg_path_text (const IsgPath *path)
{
  return path->text;
}

const char *
isg_path_list (const IsgPath *path)
{
  return path->list != NULL ? path->list->id : NULL;
}

const IsgFieldDef *
isg_path_field (const IsgPath *path)
{
  if (path->steps->len > 0)
    return g_ptr_array_index (path->steps, path->steps->len - 1);
  return path->list;
}

char *
isg_path_place (const IsgPath *path, guint row)
{
  const IsgFieldDef *first = path->steps->len > 0 ? g_ptr_array_index (path->steps, 0) : NULL;

  if (path->from_workplace)
    return NULL;
  if (path->list == NULL)
    return g_strdup (first != NULL ? first->id : NULL);
  if (first == NULL)
    return g_strdup (path->list->id);
  return g_strdup_printf ("%s[%u].%s", path->list->id, row, first->id);
}

guint
isg_path_rows (const IsgPath *path, IsgRecord *record)
{
  if (path->list == NULL || path->steps->len == 0)
    return 1;
  return isg_value_n_groups (isg_record_get (record, path->list->id));
}

/* The values among which the first step is looked for; NULL when they cannot be reached. */
static IsgFields *
start_fields (const IsgPath *path,
              IsgRecord *record,
              guint row,
              IsgRecordResolver resolver,
              gpointer resolver_data)
{
  g_autoptr (IsgRecord) workplace = NULL;
  IsgValue *rows = NULL;

  if (path->from_workplace) {
    if (resolver != NULL && isg_record_workplace (record) != NULL)
      workplace = resolver (isg_record_workplace (record), resolver_data);
    return workplace != NULL ? isg_fields_ref (isg_record_fields (workplace)) : NULL;
  }
  if (path->list == NULL || path->steps->len == 0)
    return isg_fields_ref (isg_record_fields (record));
  rows = isg_record_get (record, path->list->id);
  return row < isg_value_n_groups (rows) ? isg_fields_ref (isg_value_group (rows, row)) : NULL;
}

static IsgValue *
walk (const IsgPath *path,
      IsgRecord *record,
      guint row,
      IsgRecordResolver resolver,
      gpointer resolver_data,
      IsgFields **out_beside)
{
  g_autoptr (IsgFields) fields = start_fields (path, record, row, resolver, resolver_data);
  IsgValue *value = NULL;

  if (fields == NULL)
    return NULL;
  if (path->steps->len == 0) {
    value = path->list != NULL ? isg_fields_get (fields, path->list->id) : NULL;
    return value != NULL ? isg_value_ref (value) : NULL;
  }
  for (guint i = 0; i < path->steps->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (path->steps, i);
    g_autoptr (IsgRecord) next = NULL;

    value = isg_fields_get (fields, def->id);
    if (value == NULL || i + 1 == path->steps->len)
      break;
    if (resolver != NULL && isg_value_type (value) == ISG_VALUE_REF)
      next = resolver (isg_value_text (value), resolver_data);
    if (next == NULL)
      return NULL;
    isg_fields_unref (fields);
    fields = isg_fields_ref (isg_record_fields (next));
  }
  if (value == NULL)
    return NULL;
  value = isg_value_ref (value);
  if (out_beside != NULL)
    *out_beside = g_steal_pointer (&fields);
  return value;
}

IsgValue *
isg_path_get (const IsgPath *path,
              IsgRecord *record,
              guint row,
              IsgRecordResolver resolver,
              gpointer resolver_data)
{
  return walk (path, record, row, resolver, resolver_data, NULL);
}

char *
isg_path_display (const IsgPath *path,
                  IsgRecord *record,
                  guint row,
                  IsgRecordResolver resolver,
                  gpointer resolver_data,
                  IsgLanguage language)
{
  g_autoptr (IsgFields) beside = NULL;
  g_autoptr (IsgValue) value = walk (path, record, row, resolver, resolver_data, &beside);

  if (value == NULL)
    return g_strdup ("");
  return isg_field_def_display (isg_path_field (path), value, beside, language);
}
