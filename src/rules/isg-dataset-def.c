/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-dataset-def.h"

#include <string.h>

#include "rules/isg-dataset-def-tree.h"
#include "rules/isg-rules-private.h"

GPtrArray *
isg_rules_methods (IsgRules *rules)
{
  return rules->datasets;
}

const IsgMethod *
isg_rules_method (IsgRules *rules, const char *kind, const char *method_id)
{
  GPtrArray *methods = isg_rules_methods (rules);

  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);

    if (strcmp (method->kind, kind) != 0)
      continue;
    if (method_id == NULL ? method->is_default : strcmp (method->method, method_id) == 0)
      return method;
  }
  return NULL;
}

const char *
isg_method_id (const IsgMethod *method)
{
  return method->method;
}

const char *
isg_method_dataset (const IsgMethod *method)
{
  return method->dataset;
}

const char *
isg_method_kind (const IsgMethod *method)
{
  return method->kind;
}

IsgAuthority
isg_method_authority (const IsgMethod *method)
{
  return method->authority;
}

IsgDate
isg_method_published (const IsgMethod *method)
{
  return method->authority_date;
}

IsgMethodTraits
isg_method_traits (const IsgMethod *method, IsgEnvironment environment)
{
  return method->traits[environment];
}

const IsgDefCode *
isg_method_code (const IsgMethod *method, int code)
{
  for (guint i = 0; i < method->codes->len; i++) {
    const IsgDefCode *row = g_ptr_array_index (method->codes, i);

    if (row->code == code)
      return row;
  }
  return NULL;
}

GArray *
isg_method_codes (const IsgMethod *method)
{
  GArray *codes = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < method->codes->len; i++)
    g_array_append_val (codes, ((const IsgDefCode *) g_ptr_array_index (method->codes, i))->code);
  return codes;
}

IsgCodeClass
isg_method_code_class (const IsgMethod *method, int code)
{
  const IsgDefCode *row = isg_method_code (method, code);

  return row == NULL ? ISG_CODE_CLASS_UNKNOWN : row->klass;
}

gboolean
isg_method_code_is_of_fields (const IsgMethod *method, int code)
{
  const IsgDefCode *row = isg_method_code (method, code);

  return row != NULL && row->fields;
}

gboolean
isg_method_names_signer (const IsgMethod *method)
{
  return method->names_signer;
}

const char *
isg_method_transport (const IsgMethod *method)
{
  return method->transport;
}

gboolean
isg_method_is_file (const IsgMethod *method)
{
  return strcmp (method->transport, "file") == 0;
}

const char *
isg_method_extension (const IsgMethod *method)
{
  return method->format == ISG_DEF_XML ? "xml" : "json";
}

const char *
isg_method_path (const IsgMethod *method)
{
  return method->soap_path == NULL ? "" : method->soap_path;
}

guint
isg_method_query_max_items (const IsgMethod *method)
{
  return method->query == NULL ? 0 : method->query->max_items;
}

guint
isg_method_n_bonds (const IsgMethod *method)
{
  return method->bonds == NULL ? 0 : method->bonds->len;
}

const char *
isg_method_bond_id (const IsgMethod *method, guint bond)
{
  return ((const IsgDefBond *) g_ptr_array_index (method->bonds, bond))->id;
}

gint64
isg_method_bond_holds (const IsgMethod *method, guint bond, gboolean bonded)
{
  const IsgDefBond *def = g_ptr_array_index (method->bonds, bond);

  return (gint64) def->holds_days[bonded ? 1 : 0] * 24 * 60 * 60;
}

/* Whole numbers and decimals in JSON's grammar: no plus, no leading zero, no exponent. */
gboolean
isg_json_is_number (const char *text)
{
  gsize whole;

  if (*text == '-')
    text++;
  whole = strspn (text, "0123456789");
  if (whole == 0 || (whole > 1 && *text == '0'))
    return FALSE;
  text += whole;
  if (*text != '.')
    return *text == '\0';
  text++;
  whole = strspn (text, "0123456789");
  return whole > 0 && text[whole] == '\0';
}

/* ---- from the wire's names back to the record's ---- */

static const char *
field_of (const IsgDefNode *node)
{
  if (node->field != NULL)
    return node->field;
  if (node->each != NULL)
    return node->each->text;
  return node->path == NULL ? NULL : node->path->field;
}

static const IsgDefNode *
find_node (GPtrArray *nodes, const char *name)
{
  for (guint i = 0; nodes != NULL && i < nodes->len; i++) {
    const IsgDefNode *node = g_ptr_array_index (nodes, i);
    const IsgDefNode *inner;

    if (strcmp (node->name, name) == 0 && field_of (node) != NULL)
      return node;
    inner = find_node (node->children, name);
    if (inner != NULL)
      return inner;
  }
  return NULL;
}

/* "riskler[0].skor": the last name is the field, the index is the row of the list around it. */
static char *
put_index (const char *field, const char *index)
{
  const char *point = strchr (field, '.');
  gsize head = point == NULL ? strlen (field) : (gsize) (point - field);

  return g_strdup_printf ("%.*s%s%s", (int) head, field, index, field + head);
}

char *
isg_method_wire_field (const IsgMethod *method, const char *wire_name)
{
  gboolean document = method->save == NULL || method->save->document;
  GPtrArray *nodes = document ? method->document : method->save->nodes;
  const char *last = strrchr (wire_name, '.');
  const char *open = strchr (wire_name, '[');
  const char *close = open == NULL ? NULL : strchr (open, ']');
  g_autofree char *name = NULL;
  const IsgDefNode *node;

  last = last == NULL ? wire_name : last + 1;
  name = g_strndup (last, strcspn (last, "["));
  node = find_node (nodes, name);
  if (node == NULL)
    return NULL;
  if (close != NULL && (close - open) > 1
      && (gsize) (close - open - 1) == strspn (open + 1, "0123456789")) {
    g_autofree char *index = g_strndup (open, (gsize) (close - open + 1));

    return put_index (field_of (node), index);
  }
  return g_strdup (field_of (node));
}
