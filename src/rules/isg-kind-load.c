/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-rules-private.h"
#include "rules/isg-sentence.h"

static void
load_sections (IsgPackNode *node, IsgKind *kind)
{
  IsgPackNode *list = isg_pack_node_array_or_empty (node, "sections");

  for (guint i = 0; i < isg_pack_node_length (list); i++) {
    IsgPackNode *section = isg_pack_node_nth_object (list, i);
    const char *id = isg_pack_node_string (section, "id");

    isg_pack_node_words (section, "label");
    if (isg_pack_node_bool_or (section, "sealed", FALSE))
      g_hash_table_add (kind->sealed, (gpointer) id);
    isg_pack_node_end (section);
    if (g_ptr_array_find_with_equal_func (kind->sections, id, g_str_equal, NULL))
      isg_pack_node_fail (section, "id", "stands twice: %s", id);
    g_ptr_array_add (kind->sections, (gpointer) id);
  }
}

/* A field of the kind that plays a part; it must be there and of the right type. */
static const char *
load_role (IsgPackNode *node, const char *member, const IsgKind *kind, const IsgValueType *types)
{
  const char *id = isg_pack_node_string_or (node, member, NULL);
  const IsgFieldDef *def = id != NULL ? isg_fields_find_def (kind->fields, id) : NULL;

  if (id == NULL)
    return NULL;
  if (def == NULL)
    isg_pack_node_fail (node, member, "there is no such field: %s", id);
  else if (def->type != types[0] && def->type != types[1])
    isg_pack_node_fail (node, member, "a field of another type is expected: %s", id);
  else if (def->sealed)
    isg_pack_node_fail (node, member, "a sealed field cannot play this part: %s", id);
  return id;
}

static void
load_roles (IsgPackNode *node, IsgKind *kind)
{
  static const IsgValueType dates[] = { ISG_VALUE_DATE, ISG_VALUE_DATETIME };
  static const IsgValueType references[] = { ISG_VALUE_REF, ISG_VALUE_REF };
  static const IsgValueType keys[] = { ISG_VALUE_TEXT, ISG_VALUE_REF };

  kind->date = load_role (node, "date", kind, dates);
  kind->employee = load_role (node, "employee", kind, references);
  kind->signer = load_role (node, "signer", kind, references);
  kind->unique_key = load_role (node, "unique_key", kind, keys);
  if (kind->is_sent && kind->signer == NULL)
    isg_pack_node_fail (node, "signer", "missing, though the kind is sent");
}

static void
load_kind (IsgPackReader *reader, const char *file, IsgRules *rules)
{
  IsgPackNode *node = isg_pack_reader_json (reader, file);
  IsgKind *kind = g_new0 (IsgKind, 1);

  kind->sections = g_ptr_array_new ();
  kind->sealed = g_hash_table_new (g_str_hash, g_str_equal);
  kind->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_check_def_free);
  kind->id = isg_pack_node_string (node, "id");
  kind->label = isg_pack_node_words (node, "label");
  kind->source = isg_pack_node_string (node, "source");
  kind->has_workplace = isg_pack_node_bool_or (node, "workplace", FALSE);
  kind->is_sent = isg_pack_node_bool_or (node, "sent", FALSE);
  kind->title = isg_pack_node_words (node, "title");
  load_sections (node, kind);
  kind->fields = isg_field_defs_load (isg_pack_node_array (node, "fields"), rules, kind, FALSE);
  load_roles (node, kind);
  isg_pack_node_has (node, "checks");
  isg_pack_node_end (node);
  if (!g_str_equal (kind->id, isg_pack_reader_stem (reader, file)))
    isg_pack_node_fail (node, "id", "it is to be called as its file: %s", kind->id);
  g_ptr_array_add (rules->kinds, kind);
}

typedef struct {
  const IsgKind *kind;
  IsgRules *rules;
  IsgPackNode *node;
} TitleCheck;

static char *
check_place (const char *name, const char *format, gpointer user_data)
{
  TitleCheck *check = user_data;
  g_autofree char *reason = NULL;
  g_autoptr (IsgPath) path = isg_path_new (check->rules, check->kind, name, &reason);

  if (path == NULL)
    isg_pack_node_fail (check->node, "title", "%s", reason);
  else if (isg_path_list (path) != NULL && (format == NULL || !g_str_has_prefix (format, "count")))
    isg_pack_node_fail (check->node, "title", "a list can only be counted: %s", name);
  else if (isg_path_field (path) != NULL && isg_path_field (path)->sealed)
    isg_pack_node_fail (check->node, "title", "a sealed field stands in no title: %s", name);
  return NULL;
}

static void
check_title (IsgPackNode *node, IsgRules *rules, const IsgKind *kind, const char *title)
{
  TitleCheck check = { kind, rules, node };
  const char *wrong = isg_sentence_check (title);

  if (wrong != NULL)
    isg_pack_node_fail (node, "title", "%s", wrong);
  else
    g_free (isg_sentence_fill (title, check_place, &check));
}

/* Second pass: all kinds are known, so that what a kind says of others can be looked up. */
static void
link_kind (IsgPackReader *reader, const char *file, IsgRules *rules, IsgKind *kind)
{
  IsgPackNode *node = isg_pack_reader_json (reader, file);
  IsgPackNode *fields = isg_pack_node_array (node, "fields");
  IsgPackNode *checks = isg_pack_node_array_or_empty (node, "checks");

  check_title (node, rules, kind, kind->title.tr);
  check_title (node, rules, kind, kind->title.en);
  for (guint i = 0; i < isg_pack_node_length (fields); i++)
    isg_field_def_link (isg_pack_node_nth_object (fields, i),
                        rules,
                        kind,
                        g_ptr_array_index (kind->fields, i),
                        kind->fields);
  for (guint i = 0; i < isg_pack_node_length (checks); i++) {
    IsgCheckDef *def = isg_check_def_load (isg_pack_node_nth_object (checks, i), rules, kind);

    if (def != NULL)
      g_ptr_array_add (kind->checks, def);
  }
}

void
isg_kinds_load (IsgPackReader *reader, IsgRules *rules)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "kinds");

  for (guint i = 0; i < files->len && !isg_pack_reader_failed (reader); i++)
    load_kind (reader, g_ptr_array_index (files, i), rules);
  for (guint i = 0; i < files->len && !isg_pack_reader_failed (reader); i++)
    link_kind (reader, g_ptr_array_index (files, i), rules, g_ptr_array_index (rules->kinds, i));
}
