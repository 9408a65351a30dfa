/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-draft-json.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "rules/isg-record-json.h"

/* How every draft begins. */
#define FIELDS "{\"fields\":"

void
isg_draft_body_free (IsgDraftBody *body)
{
  if (body == NULL)
    return;
  g_clear_pointer (&body->fields, isg_fields_unref);
  g_clear_pointer (&body->raw, g_hash_table_unref);
  g_free (body);
}

static void
add_raw (JsonBuilder *builder, GHashTable *raw)
{
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (raw), (GCompareFunc) g_strcmp0);

  for (GList *at = paths; at != NULL; at = at->next) {
    json_builder_set_member_name (builder, at->data);
    json_builder_add_string_value (builder, g_hash_table_lookup (raw, at->data));
  }
}

char *
isg_draft_body_to_json (IsgFields *fields, GHashTable *raw, gboolean left)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *values = NULL;
  g_autofree char *rest = NULL;

  g_return_val_if_fail (fields != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "raw");
  json_builder_begin_object (builder);
  if (raw != NULL)
    add_raw (builder, raw);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "left");
  json_builder_add_boolean_value (builder, left);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  rest = json_to_string (root, FALSE);
  values = isg_record_fields_to_json (fields);
  /* The record's own writer keeps decimals exact. */
  return g_strconcat (FIELDS, values, ",", rest + 1, NULL);
}

static GHashTable *
read_raw (JsonObject *object)
{
  GHashTable *raw = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonNode *node = json_object_get_member (object, "raw");
  JsonObjectIter iter;
  const char *path;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return raw;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &path, &node))
    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      g_hash_table_insert (raw, g_strdup (path), json_node_dup_string (node));
  return raw;
}

/* The text of the object that begins at @at, as it stands: json-glib would turn its decimals into
 * binary fractions. NULL when it does not end. */
static char *
cut_object (const char *at)
{
  const char *start = at;
  gboolean in_text = FALSE;
  int depth = 0;

  for (; *at != '\0'; at++) {
    if (in_text && *at == '\\' && at[1] != '\0')
      at++;
    else if (*at == '"')
      in_text = !in_text;
    else if (!in_text && *at == '{')
      depth++;
    else if (!in_text && *at == '}' && --depth == 0)
      return g_strndup (start, (gsize) (at + 1 - start));
  }
  return NULL;
}

IsgDraftBody *
isg_draft_body_from_json (IsgRules *rules, const IsgKind *kind, const char *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (IsgDraftBody) body = g_new0 (IsgDraftBody, 1);
  g_autofree char *values = NULL;
  JsonObject *object;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  if (!json_parser_load_from_data (parser, json, -1, error))
    return NULL;
  if (g_str_has_prefix (json, FIELDS "{"))
    values = cut_object (json + strlen (FIELDS));
  if (values == NULL) {
    g_set_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_VALUE, "draft: no \"fields\" in it");
    return NULL;
  }

  object = json_node_get_object (json_parser_get_root (parser));
  body->fields = isg_record_fields_from_store (rules, kind, values, error);
  if (body->fields == NULL)
    return NULL;
  body->raw = read_raw (object);
  body->left = json_object_get_boolean_member_with_default (object, "left", FALSE);
  return g_steal_pointer (&body);
}

/* ---- what is sealed apart ---- */

static gboolean
is_sealed (const IsgKind *kind, const char *path)
{
  g_autofree char *id = g_strndup (path, strcspn (path, ".["));
  const IsgFieldDef *def = isg_kind_field (kind, id);

  return def != NULL && isg_field_def_is_sealed (def);
}

static IsgFields *
pick_fields (const IsgKind *kind, IsgFields *fields, gboolean sealed)
{
  g_autoptr (IsgFieldsBuilder) picked = isg_fields_builder_new (NULL);

  for (guint i = 0; i < isg_fields_size (fields); i++) {
    const char *id;
    IsgValue *value = isg_fields_nth (fields, i, &id);

    if (is_sealed (kind, id) == sealed)
      isg_fields_builder_set (picked, id, isg_value_ref (value));
  }
  return isg_fields_builder_end (g_steal_pointer (&picked));
}

static GHashTable *
pick_raw (const IsgKind *kind, GHashTable *raw, gboolean sealed)
{
  GHashTable *picked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer path, text;

  if (raw == NULL)
    return picked;
  g_hash_table_iter_init (&iter, raw);
  while (g_hash_table_iter_next (&iter, &path, &text))
    if (is_sealed (kind, path) == sealed)
      g_hash_table_insert (picked, g_strdup (path), g_strdup (text));
  return picked;
}

void
isg_draft_write (IsgDraft *draft,
                 const IsgKind *kind,
                 IsgFields *fields,
                 GHashTable *raw,
                 gboolean left)
{
  g_autoptr (IsgFields) open = pick_fields (kind, fields, FALSE);
  g_autoptr (IsgFields) sealed = pick_fields (kind, fields, TRUE);
  g_autoptr (GHashTable) open_raw = pick_raw (kind, raw, FALSE);
  g_autoptr (GHashTable) sealed_raw = pick_raw (kind, raw, TRUE);

  g_free (draft->body);
  g_free (draft->details);
  draft->body = isg_draft_body_to_json (open, open_raw, left);
  draft->details = isg_fields_size (sealed) > 0 || g_hash_table_size (sealed_raw) > 0
                     ? isg_draft_body_to_json (sealed, sealed_raw, left)
                     : NULL;
}

static void
join (IsgDraftBody *body, IsgDraftBody *details)
{
  g_autoptr (IsgFieldsBuilder) all = isg_fields_builder_new (body->fields);
  GHashTableIter iter;
  gpointer path, text;

  for (guint i = 0; i < isg_fields_size (details->fields); i++) {
    const char *id;
    IsgValue *value = isg_fields_nth (details->fields, i, &id);

    isg_fields_builder_set (all, id, isg_value_ref (value));
  }
  isg_fields_unref (body->fields);
  body->fields = isg_fields_builder_end (g_steal_pointer (&all));
  g_hash_table_iter_init (&iter, details->raw);
  while (g_hash_table_iter_next (&iter, &path, &text))
    g_hash_table_insert (body->raw, g_strdup (path), g_strdup (text));
}

IsgDraftBody *
isg_draft_read (IsgRules *rules, const IsgKind *kind, const IsgDraft *draft, GError **error)
{
  g_autoptr (IsgDraftBody) body = isg_draft_body_from_json (rules, kind, draft->body, error);
  g_autoptr (IsgDraftBody) details = NULL;

  if (body == NULL || draft->details == NULL)
    return g_steal_pointer (&body);
  details = isg_draft_body_from_json (rules, kind, draft->details, error);
  if (details == NULL)
    return NULL;
  join (body, details);
  return g_steal_pointer (&body);
}
