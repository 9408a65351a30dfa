/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-dataset-defs-private.h"

#include <string.h>

#include "rules/isg-dataset-load-private.h"

static const char *const document_slots[] = { "number", NULL };
static const char *const save_slots[] = { "number", "signature", "firm_code", "password", NULL };
static const char *const query_slots[] = { "asked", "signer", "firm_code", "password", NULL };
static const char *const probe_slots[] = { "firm_code", "password", NULL };

void
isg_method_free (IsgMethod *method)
{
  if (method == NULL)
    return;
  g_clear_pointer (&method->document, g_ptr_array_unref);
  g_clear_pointer (&method->maps, g_hash_table_unref);
  g_clear_pointer (&method->codes, g_ptr_array_unref);
  isg_def_path_free (method->employee.key);
  isg_def_path_free (method->employee.record);
  isg_def_path_free (method->topic.key);
  isg_def_path_free (method->topic.record);
  isg_def_operation_free (method->save);
  isg_def_operation_free (method->query);
  isg_def_operation_free (method->probe);
  g_clear_pointer (&method->bonds, g_ptr_array_unref);
  g_free (method);
}

static void
read_authority (IsgDatasetLoad *load, IsgPackNode *root)
{
  static const char *const states[] = { "published", "provisional", NULL };
  IsgPackNode *json = isg_pack_node_object (root, "authority");
  IsgMethod *method = load->method;

  method->authority = isg_pack_node_choice (json, "status", states) == 0
                        ? ISG_AUTHORITY_PUBLISHED
                        : ISG_AUTHORITY_PROVISIONAL;
  method->authority_source = isg_pack_node_string (json, "source");
  method->authority_date = isg_pack_node_date_or (json, "date", ISG_DATE_NONE);
  if (method->authority == ISG_AUTHORITY_PUBLISHED && method->authority_date == ISG_DATE_NONE)
    isg_pack_node_fail (json, "date", "a published data set has the date of its publication");
  isg_pack_node_end (json);
}

/* ---- maps ---- */

static void
check_map_list (IsgDatasetLoad *load, IsgPackNode *json, const char *id, GHashTable *codes)
{
  const IsgCodeList *list = isg_rules_code_list (load->rules, id);
  GHashTableIter iter;
  gpointer code;

  if (list == NULL) {
    isg_pack_node_fail (json, "list", "there is no code list “%s”", id);
    return;
  }
  g_hash_table_iter_init (&iter, codes);
  while (g_hash_table_iter_next (&iter, &code, NULL)) {
    if (isg_code_list_find (list, code) == NULL)
      isg_pack_node_fail (json, "codes", "the code list “%s” has no “%s”", id, (char *) code);
  }
}

/* What the Ministry's codes are called: every answer of the map must be among them. */
static void
check_map_answers (IsgDatasetLoad *load, IsgPackNode *json, const char *id, GHashTable *codes)
{
  const IsgCodeList *list = isg_rules_code_list (load->rules, id);
  GHashTableIter iter;
  gpointer answer;

  if (list == NULL) {
    isg_pack_node_fail (json, "to", "there is no code list “%s”", id);
    return;
  }
  g_hash_table_iter_init (&iter, codes);
  while (g_hash_table_iter_next (&iter, NULL, &answer)) {
    if (isg_code_list_find (list, answer) == NULL)
      isg_pack_node_fail (json, "codes", "the code list “%s” has no “%s”", id, (char *) answer);
  }
}

static GHashTable *
read_map (IsgDatasetLoad *load, IsgPackNode *json)
{
  GHashTable *codes = g_hash_table_new (g_str_hash, g_str_equal);
  IsgPackNode *rows = isg_pack_node_object (json, "codes");
  const char *list = isg_pack_node_string_or (json, "list", NULL);
  const char *to = isg_pack_node_string_or (json, "to", NULL);

  if (isg_pack_node_string_or (json, "source", NULL) == NULL)
    isg_pack_node_fail (json, "source", "missing");
  for (guint i = 0; i < isg_pack_node_length (rows); i++) {
    const char *code = isg_pack_node_nth_name (rows, i);

    g_hash_table_insert (codes, (gpointer) code, (gpointer) isg_pack_node_string (rows, code));
  }
  isg_pack_node_end (rows);
  if (isg_pack_node_has (json, "chosen")) {
    g_autoptr (GPtrArray) chosen = isg_pack_node_strings (json, "chosen");

    for (guint i = 0; i < chosen->len; i++) {
      if (!g_hash_table_contains (codes, g_ptr_array_index (chosen, i)))
        isg_pack_node_fail (json, "chosen", "there is no such code");
    }
  }
  if (list != NULL)
    check_map_list (load, json, list, codes);
  if (to != NULL)
    check_map_answers (load, json, to, codes);
  isg_pack_node_end (json);
  return codes;
}

static void
read_maps (IsgDatasetLoad *load, IsgPackNode *root)
{
  IsgPackNode *maps = isg_pack_node_object_or_null (root, "maps");

  load->method->maps
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  if (maps == NULL)
    return;
  for (guint i = 0; i < isg_pack_node_length (maps); i++) {
    const char *name = isg_pack_node_nth_name (maps, i);

    g_hash_table_insert (load->method->maps,
                         (gpointer) name,
                         read_map (load, isg_pack_node_object (maps, name)));
  }
  isg_pack_node_end (maps);
}

/* ---- items and parts ---- */

static void
read_axis (IsgDatasetLoad *load, IsgPackNode *axes, const char *name, IsgDefAxis *axis)
{
  IsgPackNode *json = isg_pack_node_object_or_null (axes, name);
  const IsgFieldDef *field = NULL;

  if (json == NULL)
    return;
  isg_dataset_load_source (json, NULL);
  axis->list = isg_pack_node_string_or (json, "list", NULL);
  if (axis->list != NULL) {
    field = load->kind == NULL ? NULL : isg_kind_field (load->kind, axis->list);
    if (field == NULL || isg_field_def_type (field) != ISG_VALUE_GROUPS
        || strchr (axis->list, '.') != NULL)
      isg_pack_node_fail (json, "list", "“%s” is no list of the record", axis->list);
    load->lists[load->n_lists++] = axis->list;
  }
  axis->key = isg_dataset_load_path (load, json, "key", isg_pack_node_string (json, "key"), NULL);
  if (isg_pack_node_has (json, "record")) {
    axis->record
      = isg_dataset_load_path (load, json, "record", isg_pack_node_string (json, "record"), &field);
    if (field == NULL || isg_field_def_type (field) != ISG_VALUE_REF)
      isg_pack_node_fail (json, "record", "“%s” refers to no record", axis->record->text);
  }
  if (axis->list != NULL)
    load->n_lists--;
  isg_pack_node_end (json);
}

static void
read_split (IsgDatasetLoad *load, IsgPackNode *root)
{
  static const char *const ways[] = { "record", "item", "list", NULL };
  IsgPackNode *json = isg_pack_node_object (root, "split");
  IsgMethod *method = load->method;
  gboolean lists = method->employee.list != NULL && method->topic.list != NULL;

  isg_dataset_load_source (json, NULL);
  method->split = (IsgDefSplit) isg_pack_node_choice (json, "by", ways);
  if (method->split == ISG_DEF_SPLIT_LIST) {
    method->employee.max = (guint) isg_pack_node_integer (json, "employees", 1, 100000);
    method->topic.max = (guint) isg_pack_node_integer (json, "topics", 1, 100000);
  }
  if (method->split != ISG_DEF_SPLIT_RECORD && (!lists || method->employee.record == NULL))
    isg_pack_node_fail (json, "by", "needs two lists, and the record of an employee");
  if (method->split == ISG_DEF_SPLIT_RECORD
      && (method->employee.list != NULL || method->topic.list != NULL))
    isg_pack_node_fail (json, "by", "a record that is one item has no list on an axis");
  isg_pack_node_end (json);
}

static void
read_axes (IsgDatasetLoad *load, IsgPackNode *root)
{
  IsgPackNode *axes = isg_pack_node_object_or_null (root, "axes");

  if (axes == NULL)
    return;
  read_axis (load, axes, "employee", &load->method->employee);
  read_axis (load, axes, "topic", &load->method->topic);
  isg_pack_node_end (axes);
}

static void
read_document (IsgDatasetLoad *load, IsgPackNode *root)
{
  static const char *const formats[] = { "xml", "json", NULL };
  IsgPackNode *json = isg_pack_node_object (root, "document");
  const char *source = isg_dataset_load_source (json, NULL);

  load->method->format = (IsgDefFormat) isg_pack_node_choice (json, "format", formats);
  load->format = load->method->format;
  load->method->names_signer = isg_pack_node_bool_or (json, "names_signer", TRUE);
  load->slots = document_slots;
  load->method->document
    = isg_dataset_load_nodes (load, isg_pack_node_array (json, "nodes"), source);
  if (load->format == ISG_DEF_XML && load->method->document->len != 1)
    isg_pack_node_fail (json, "nodes", "an XML document has one root");
  isg_pack_node_end (json);
}

/* ---- how it is carried ---- */

static void
read_http (IsgDatasetLoad *load, IsgPackNode *root)
{
  static const char *const ways[] = { "body", "basic", NULL };
  IsgPackNode *json = isg_pack_node_object (root, "http");
  IsgMethod *method = load->method;

  isg_dataset_load_source (json, NULL);
  method->content_type = isg_pack_node_string (json, "content_type");
  method->accept = isg_pack_node_string_or (json, "accept", NULL);
  method->reply_type = isg_pack_node_string (json, "reply_type");
  method->basic_auth = isg_pack_node_choice (json, "authentication", ways) == 1;
  isg_pack_node_end (json);
}

static void
read_soap (IsgDatasetLoad *load, IsgPackNode *root)
{
  IsgPackNode *json = isg_pack_node_object (root, "soap");

  isg_dataset_load_source (json, NULL);
  load->method->soap_namespace = isg_pack_node_string (json, "namespace");
  load->method->soap_action = isg_pack_node_string (json, "action");
  load->method->soap_path = isg_pack_node_string_or (json, "path", NULL);
  if (strpbrk (load->method->soap_namespace, "\"<>&") != NULL)
    isg_pack_node_fail (json, "namespace", "has a character that no namespace has");
  isg_pack_node_end (json);
}

static void
read_codes (IsgDatasetLoad *load, IsgPackNode *root)
{
  static const char *const classes[] = { "accepted",  "in_work", "failed",      "refused", "used",
                                         "signature", "batch",   "credentials", "server",  NULL };
  IsgPackNode *json = isg_pack_node_object (root, "codes");
  IsgPackNode *rows = isg_pack_node_array (json, "rows");

  isg_dataset_load_source (json, NULL);
  load->method->codes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < isg_pack_node_length (rows); i++) {
    IsgPackNode *row = isg_pack_node_nth_object (rows, i);
    IsgDefCode *code = g_new0 (IsgDefCode, 1);

    isg_dataset_load_source (row, "the table's");
    code->code = (int) isg_pack_node_integer (row, "code", 1, 999999);
    if (isg_method_code (load->method, code->code) != NULL)
      isg_pack_node_fail (row, "code", "stands twice");
    code->klass
      = (IsgCodeClass) (isg_pack_node_choice (row, "class", classes) + ISG_CODE_CLASS_ACCEPTED);
    code->fields = isg_pack_node_bool_or (row, "fields", FALSE);
    isg_pack_node_end (row);
    g_ptr_array_add (load->method->codes, code);
  }
  isg_pack_node_end (json);
}

/* ---- what the machine must know ---- */

static gboolean
has_slot (GPtrArray *nodes, const char *slot)
{
  for (guint i = 0; nodes != NULL && i < nodes->len; i++) {
    const IsgDefNode *node = g_ptr_array_index (nodes, i);

    if (node->source == ISG_DEF_NODE_SLOT && strcmp (node->text, slot) == 0)
      return TRUE;
    if (has_slot (node->children, slot))
      return TRUE;
  }
  return FALSE;
}

static void
read_environment (IsgPackNode *parent, const char *name, IsgMethodTraits *traits)
{
  static const char *const ways[] = { "by_number", "assumed", "none", NULL };
  static const char *const sure[] = { "weak", "certain", NULL };
  IsgPackNode *json = isg_pack_node_object (parent, name);

  isg_dataset_load_source (json, NULL);
  traits->settle_seconds = (guint) isg_pack_node_integer (json, "settle_seconds", 0, 86400);
  traits->idempotency = (IsgIdempotency) isg_pack_node_choice (json, "idempotency", ways);
  traits->absent_certain = isg_pack_node_choice (json, "absent", sure) == 1;
  isg_pack_node_end (json);
}

static void
read_traits (IsgDatasetLoad *load, IsgPackNode *root)
{
  IsgPackNode *outcome = isg_pack_node_object (root, "outcome");
  IsgPackNode *environments = isg_pack_node_object (root, "environments");
  IsgMethod *method = load->method;
  IsgDefReply *reply = method->query->reply;
  IsgMethodTraits traits = { 0 };

  isg_dataset_load_source (outcome, NULL);
  traits.later_outcome = isg_pack_node_bool_or (outcome, "later", FALSE);
  isg_pack_node_end (outcome);
  traits.query_has_content = reply->content->len > 0 || reply->summary != NULL;
  traits.number_is_signed = has_slot (method->document, "number");
  traits.query_batch = method->query->max_numbers;
  method->traits[ISG_ENVIRONMENT_SANDBOX] = traits;
  method->traits[ISG_ENVIRONMENT_LIVE] = traits;
  read_environment (environments, "sandbox", &method->traits[ISG_ENVIRONMENT_SANDBOX]);
  read_environment (environments, "live", &method->traits[ISG_ENVIRONMENT_LIVE]);
  isg_pack_node_end (environments);
}

/* What these questions ask of is who signs a record of this kind, and where. */
static void
read_bonds (IsgDatasetLoad *load, IsgPackNode *root)
{
  IsgPackNode *bonds = isg_pack_node_object_or_null (root, "bonds");

  if (bonds == NULL)
    return;
  load->method->bonds = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_def_bond_free);
  for (guint i = 0; i < isg_pack_node_length (bonds); i++)
    g_ptr_array_add (load->method->bonds,
                     isg_dataset_load_bond (load,
                                            bonds,
                                            isg_pack_node_nth_name (bonds, i),
                                            probe_slots));
  if (load->kind != NULL && !isg_kind_has_workplace (load->kind))
    isg_pack_node_fail (root, "bonds", "a record of this kind has no workplace");
  isg_pack_node_end (bonds);
}

static void
read_operations (IsgDatasetLoad *load, IsgPackNode *root)
{
  IsgMethod *method = load->method;

  method->save = isg_dataset_load_operation (load, root, "save", save_slots);
  if (!method->save->document
      && (!has_slot (method->save->nodes, "signature")
          || !has_slot (method->save->nodes, "number")))
    isg_pack_node_fail (root, "save.nodes", "the slots “signature” and “number” are needed");
  method->query = isg_dataset_load_operation (load, root, "query", query_slots);
  if (!has_slot (method->query->nodes, "asked"))
    isg_pack_node_fail (root, "query.nodes", "the slot “asked” is missing");
  if (isg_pack_node_has (root, "probe"))
    method->probe = isg_dataset_load_operation (load, root, "probe", probe_slots);
  read_bonds (load, root);
  load->query = FALSE;
  read_traits (load, root);
}

/* What a folder can promise: the same name and bytes come once, and a package that is gone may have
 * been handed over. */
static void
read_file_traits (IsgMethod *method)
{
  IsgMethodTraits traits = { .idempotency = ISG_IDEMPOTENCY_BY_NUMBER };

  traits.number_is_signed = has_slot (method->document, "number");
  method->codes = g_ptr_array_new_with_free_func (g_free);
  method->traits[ISG_ENVIRONMENT_SANDBOX] = traits;
  method->traits[ISG_ENVIRONMENT_LIVE] = traits;
}

/* The data set: what is the same whichever way it goes. */
static void
read_dataset (IsgDatasetLoad *load, IsgPackNode *root)
{
  read_authority (load, root);
  read_maps (load, root);
  read_axes (load, root);
  read_split (load, root);
  read_document (load, root);
}

/* "document_of" takes the data set of another definition, so that it stands once. */
static void
read_dataset_of (IsgDatasetLoad *load, IsgPackNode *root)
{
  const char *other = isg_pack_node_string_or (root, "document_of", NULL);
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *file = NULL;

  if (other == NULL) {
    read_dataset (load, root);
    return;
  }
  files = isg_pack_reader_files (load->reader, "datasets");
  file = g_strdup_printf ("datasets/%s.json", other);
  if (!g_ptr_array_find_with_equal_func (files, file, g_str_equal, NULL))
    isg_pack_node_fail (root, "document_of", "there is no definition “%s”", other);
  else
    read_dataset (load, isg_pack_reader_json (load->reader, file));
}

static IsgMethod *
read_definition (IsgRules *rules, IsgPackReader *reader, const char *file)
{
  static const char *const transports[] = { "soap", "json", "file", NULL };
  IsgPackNode *root = isg_pack_reader_json (reader, file);
  IsgMethod *method = g_new0 (IsgMethod, 1);
  IsgDatasetLoad load = { rules, reader, method };

  method->id = isg_pack_node_string (root, "id");
  if (strcmp (method->id, isg_pack_reader_stem (reader, file)) != 0)
    isg_pack_node_fail (root, "id", "is not the file's name");
  isg_pack_node_string_or (root, "comment", NULL);
  method->dataset = isg_pack_node_string (root, "dataset");
  method->method = isg_pack_node_string (root, "method");
  method->generation = isg_pack_node_string (root, "generation");
  method->is_default = isg_pack_node_bool_or (root, "default", FALSE);
  method->kind = isg_pack_node_string (root, "kind");
  load.kind = isg_rules_kind (rules, method->kind);
  if (load.kind == NULL)
    isg_pack_node_fail (root, "kind", "there is no kind “%s”", method->kind);
  method->transport = transports[isg_pack_node_choice (root, "transport", transports)];
  read_dataset_of (&load, root);
  if (isg_method_is_file (method)) {
    read_file_traits (method);
    isg_pack_node_string (root, "source");
    isg_pack_node_end (root);
    return method;
  }
  read_http (&load, root);
  if (strcmp (method->transport, "soap") == 0)
    read_soap (&load, root);
  read_codes (&load, root);
  read_operations (&load, root);
  isg_pack_node_end (root);
  return method;
}

static void
check_among (IsgPackReader *reader, const char *file, GPtrArray *methods, const IsgMethod *method)
{
  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *other = g_ptr_array_index (methods, i);

    if (strcmp (other->kind, method->kind) != 0)
      continue;
    if (strcmp (other->method, method->method) == 0)
      isg_pack_reader_fail (reader,
                            ISG_RULES_ERROR_BROKEN,
                            file,
                            "method",
                            "“%s” has this method for the same kind",
                            other->id);
    if (other->is_default && method->is_default)
      isg_pack_reader_fail (reader,
                            ISG_RULES_ERROR_BROKEN,
                            file,
                            "default",
                            "“%s” is the default of the same kind",
                            other->id);
  }
}

GPtrArray *
isg_dataset_defs_load (IsgRules *rules, IsgPackReader *reader)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "datasets");
  GPtrArray *methods = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_method_free);

  for (guint i = 0; i < files->len && !isg_pack_reader_failed (reader); i++) {
    const char *file = g_ptr_array_index (files, i);
    IsgMethod *method = read_definition (rules, reader, file);

    check_among (reader, file, methods, method);
    g_ptr_array_add (methods, method);
  }
  return methods;
}
