/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-document.h"

#include <string.h>

#include "dataset/isg-codec-private.h"
#include "dataset/isg-split-private.h"
#include "dataset/isg-template-private.h"

static char *
write_document (IsgScope *scope, GError **error)
{
  const IsgMethod *method = scope->method;
  g_autoptr (GString) out = g_string_new (NULL);

  if (method->format == ISG_DEF_JSON) {
    if (!isg_json_write (out, scope, method->document, error))
      return NULL;
  } else {
    g_string_append (out, ISG_XML_DECLARATION);
    if (!isg_xml_write (out, scope, method->document, error))
      return NULL;
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The body is the signed bytes with the signature as one member more, so that the other side can
 * cut it out again. */
static char *
embed_signature (const char *document, const char *member)
{
  GString *out = g_string_new_len (document, (gssize) strlen (document) - 1);

  g_string_append_printf (out, ",\"%s\":\"", member);
  isg_template_append_slot (out, "signature");
  g_string_append (out, "\"}");
  return g_string_free (out, FALSE);
}

static char *
write_message (IsgScope *scope, const char *document, GError **error)
{
  const IsgDefOperation *save = scope->method->save;
  g_autoptr (GString) out = NULL;

  /* A package holds the signed document itself. */
  if (save == NULL)
    return g_strdup (document);
  if (save->document)
    return embed_signature (document, save->embed);
  out = g_string_new (NULL);
  if (scope->method->soap_namespace != NULL ? !isg_soap_write (out, scope, save, error)
                                            : !isg_json_write (out, scope, save->nodes, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static IsgPart *
make_part (IsgScope *scope, IsgSplitPart *split, GError **error)
{
  g_autoptr (IsgPart) part = g_new0 (IsgPart, 1);

  scope->employees = (const guint *) split->employees->data;
  scope->n_employees = split->employees->len;
  scope->topics = (const guint *) split->topics->data;
  scope->n_topics = split->topics->len;
  part->document = write_document (scope, error);
  if (part->document == NULL)
    return NULL;
  part->message = write_message (scope, part->document, error);
  if (part->message == NULL)
    return NULL;
  part->name = g_steal_pointer (&split->name);
  part->items = g_ptr_array_ref (split->items);
  return g_steal_pointer (&part);
}

static const IsgMethod *
find_method (IsgRules *rules, const char *method_id, IsgRecord *record, GError **error)
{
  const IsgMethod *method = isg_rules_method (rules, isg_record_kind (record), method_id);

  if (method == NULL)
    g_set_error (error,
                 ISG_DATASET_ERROR,
                 ISG_DATASET_ERROR_UNKNOWN,
                 "no data set of “%s” goes by the method “%s”",
                 isg_record_kind (record),
                 method_id);
  return method;
}

GPtrArray *
isg_document_make (IsgRules *rules,
                   const char *method_id,
                   IsgRecord *record,
                   IsgRecordResolver resolver,
                   gpointer resolver_data,
                   GPtrArray *plan,
                   GPtrArray *only,
                   gint64 now_ms,
                   GError **error)
{
  const IsgMethod *method = find_method (rules, method_id, record, error);
  g_auto (IsgScope) scope = { 0 };
  g_autoptr (GPtrArray) splits = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (method == NULL)
    return NULL;
  isg_scope_init (&scope, method);
  scope.record = record;
  scope.resolver = resolver;
  scope.resolver_data = resolver_data;
  scope.now_ms = now_ms;
  scope.rules = rules;
  splits = isg_split (&scope, plan, only, error);
  if (splits == NULL)
    return NULL;
  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_part_free);
  for (guint i = 0; i < splits->len; i++) {
    IsgPart *part = make_part (&scope, g_ptr_array_index (splits, i), error);

    if (part == NULL)
      return NULL;
    g_ptr_array_add (parts, part);
  }
  return g_steal_pointer (&parts);
}

static guint
count_rows (IsgRecord *record, const char *list)
{
  return list == NULL ? 1 : isg_value_n_groups (isg_record_get (record, list));
}

guint
isg_document_count_parts (IsgRules *rules, const char *method_id, IsgRecord *record)
{
  const IsgMethod *method = isg_rules_method (rules, isg_record_kind (record), method_id);
  guint employees;
  guint topics;

  if (method == NULL)
    return 0;
  employees = count_rows (record, method->employee.list);
  topics = count_rows (record, method->topic.list);
  if (method->split == ISG_DEF_SPLIT_RECORD)
    return 1;
  if (method->split == ISG_DEF_SPLIT_ITEM)
    return employees * topics;
  return (employees + method->employee.max - 1) / method->employee.max
         * ((topics + method->topic.max - 1) / method->topic.max);
}
