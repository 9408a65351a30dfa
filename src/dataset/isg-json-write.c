/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-codec-private.h"

#include "dataset/isg-template-private.h"

static void
append_text (GString *out, const IsgDefNode *node, const char *text)
{
  char scratch[8];

  if (node->number) {
    g_string_append (out, text);
    return;
  }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++) {
    const char *escape = isg_json_escape (*p, scratch);

    if (escape != NULL)
      g_string_append (out, escape);
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

static void
write_slot (GString *out, IsgScope *scope, const IsgDefNode *node)
{
  g_autofree char *known = isg_scope_slot (scope, node->text);

  if (known != NULL) {
    append_text (out, node, known);
    return;
  }
  if (!node->number)
    g_string_append_c (out, '"');
  isg_template_append_slot (out, node->text);
  if (!node->number)
    g_string_append_c (out, '"');
}

static gboolean
write_codes (GString *out, IsgScope *scope, const IsgDefNode *node, GError **error)
{
  g_auto (GStrv) codes = isg_scope_codes (scope, node, error);

  if (codes == NULL)
    return FALSE;
  g_string_append_c (out, '[');
  for (guint i = 0; codes[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_text (out, node, codes[i]);
  }
  g_string_append_c (out, ']');
  return TRUE;
}

static gboolean
write_inside (GString *out, IsgScope *scope, const IsgDefNode *node, GError **error)
{
  g_autofree char *text = NULL;

  if (node->source == ISG_DEF_NODE_CHILDREN)
    return isg_json_write (out, scope, node->children, error);
  if (node->source == ISG_DEF_NODE_SLOT) {
    write_slot (out, scope, node);
    return TRUE;
  }
  if (node->type == ISG_DEF_CODES)
    return write_codes (out, scope, node, error);
  if (!isg_scope_text (scope, node, &text, error))
    return FALSE;
  append_text (out, node, text == NULL ? "" : text);
  return TRUE;
}

static gboolean
write_each (GString *out, IsgScope *scope, const IsgDefNode *node, GError **error)
{
  g_autoptr (GArray) rows = isg_scope_rows (scope, node);
  gboolean good = TRUE;

  g_string_append_c (out, '[');
  for (guint i = 0; good && i < rows->len; i++) {
    guint row = g_array_index (rows, guint, i);

    if (i > 0)
      g_string_append_c (out, ',');
    if (node->each_asked) {
      scope->asked_row = row;
      good = write_inside (out, scope, node, error);
      continue;
    }
    isg_scope_bind (scope, node->each->text, row);
    good = write_inside (out, scope, node, error);
    isg_scope_unbind (scope);
  }
  g_string_append_c (out, ']');
  return good;
}

gboolean
isg_json_write (GString *out, IsgScope *scope, GPtrArray *nodes, GError **error)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i < nodes->len; i++) {
    const IsgDefNode *node = g_ptr_array_index (nodes, i);
    gboolean each = node->each != NULL || node->each_asked;

    g_string_append_printf (out, "%s\"%s\":", i > 0 ? "," : "", node->name);
    if (!(each ? write_each (out, scope, node, error) : write_inside (out, scope, node, error)))
      return FALSE;
  }
  g_string_append_c (out, '}');
  return TRUE;
}
