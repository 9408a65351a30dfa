/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-dataset-load-private.h"

#include <string.h>

/* ---- paths in messages ---- */

static void
free_step (gpointer data)
{
  IsgWireStep *step = data;

  g_free (step->name);
  g_free (step->key);
  g_free (step);
}

static void
free_wire_path (IsgWirePath *path)
{
  if (path == NULL)
    return;
  g_ptr_array_unref (path->steps);
  g_free (path);
}

static gboolean
is_name (const char *text)
{
  return *text != '\0' && text[strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_")] == '\0';
}

/* "egitim" or "egitim[egitimKoduId=topic]" */
static IsgWireStep *
parse_step (const char *text)
{
  IsgWireStep *step = g_new0 (IsgWireStep, 1);
  const char *open = strchr (text, '[');
  const char *equal = open == NULL ? NULL : strchr (open, '=');

  step->name = open == NULL ? g_strdup (text) : g_strndup (text, (gsize) (open - text));
  if (equal != NULL) {
    step->key = g_strndup (open + 1, (gsize) (equal - open - 1));
    if (strcmp (equal, "=topic]") == 0)
      step->axis = "topic";
    else if (strcmp (equal, "=employee]") == 0)
      step->axis = "employee";
  }
  if (!is_name (step->name) || (open != NULL && step->axis == NULL)
      || (step->key != NULL && !is_name (step->key)))
    g_clear_pointer (&step, free_step);
  return step;
}

static IsgWirePath *
read_wire_path (IsgPackNode *json, const char *member)
{
  const char *text = isg_pack_node_string (json, member);
  g_auto (GStrv) parts = g_strsplit (strcmp (text, ".") == 0 ? "" : text, "/", -1);
  IsgWirePath *path = g_new0 (IsgWirePath, 1);

  path->text = text;
  path->steps = g_ptr_array_new_with_free_func (free_step);
  for (guint i = 0; parts[i] != NULL; i++) {
    IsgWireStep *step = parse_step (parts[i]);

    if (step == NULL) {
      isg_pack_node_fail (json, member, "“%s” is no path", text);
      break;
    }
    g_ptr_array_add (path->steps, step);
  }
  return path;
}

static IsgWirePath *
read_wire_path_or_null (IsgPackNode *json, const char *member)
{
  return isg_pack_node_has (json, member) ? read_wire_path (json, member) : NULL;
}

/* ---- replies ---- */

static void
free_content (gpointer data)
{
  IsgDefContent *content = data;

  free_wire_path (content->reply);
  free_wire_path (content->message);
  g_free (content);
}

static void
free_reply (IsgDefReply *reply)
{
  if (reply == NULL)
    return;
  free_wire_path (reply->entry);
  free_wire_path (reply->status);
  free_wire_path (reply->message);
  free_wire_path (reply->number);
  free_wire_path (reply->server_number);
  free_wire_path (reply->summary);
  free_wire_path (reply->query_status);
  free_wire_path (reply->item);
  free_wire_path (reply->item_employee);
  free_wire_path (reply->item_topic);
  free_wire_path (reply->item_status);
  free_wire_path (reply->item_message);
  g_ptr_array_unref (reply->content);
  free_wire_path (reply->field);
  free_wire_path (reply->field_name);
  free_wire_path (reply->field_code);
  free_wire_path (reply->field_message);
  free_wire_path (reply->bond);
  g_free (reply);
}

static void
read_content (IsgPackNode *json, IsgDefReply *reply)
{
  static const char *const types[] = { "text", "decimal", NULL };
  IsgPackNode *array = isg_pack_node_array_or_empty (json, "content");

  for (guint i = 0; i < isg_pack_node_length (array); i++) {
    IsgPackNode *row = isg_pack_node_nth_object (array, i);
    IsgDefContent *content = g_new0 (IsgDefContent, 1);

    content->reply = read_wire_path (row, "reply");
    content->message = read_wire_path (row, "message");
    content->type
      = isg_pack_node_choice_or (row, "type", types, 0) == 0 ? ISG_DEF_TEXT : ISG_DEF_DECIMAL;
    isg_pack_node_end (row);
    g_ptr_array_add (reply->content, content);
  }
}

static void
read_items (IsgPackNode *parent, IsgDefReply *reply)
{
  IsgPackNode *json = isg_pack_node_object_or_null (parent, "items");
  const char *each;

  if (json == NULL)
    return;
  each = isg_pack_node_string (json, "each");
  if (strcmp (each, "entry") == 0)
    reply->entry_is_item = TRUE;
  else
    reply->item = read_wire_path (json, "each");
  reply->item_employee = read_wire_path_or_null (json, "employee");
  reply->item_topic = read_wire_path_or_null (json, "topic");
  reply->item_status = read_wire_path (json, "status");
  reply->item_message = read_wire_path_or_null (json, "message");
  read_content (json, reply);
  isg_pack_node_end (json);
}

static void
read_fields (IsgPackNode *parent, IsgDefReply *reply)
{
  IsgPackNode *json = isg_pack_node_object_or_null (parent, "fields");
  const char *in;

  if (json == NULL)
    return;
  in = isg_pack_node_string (json, "in");
  if (strcmp (in, "message") == 0 && !isg_pack_node_has (json, "name")) {
    reply->fields_in_message = TRUE;
  } else {
    reply->field = read_wire_path (json, "in");
    reply->field_name = read_wire_path (json, "name");
    reply->field_code = read_wire_path_or_null (json, "code");
    reply->field_message = read_wire_path_or_null (json, "message");
  }
  isg_pack_node_end (json);
}

static IsgDefReply *
read_reply (IsgPackNode *parent, const char *inherited)
{
  IsgPackNode *json = isg_pack_node_object (parent, "reply");
  IsgDefReply *reply = g_new0 (IsgDefReply, 1);

  isg_dataset_load_source (json, inherited);
  reply->content = g_ptr_array_new_with_free_func (free_content);
  reply->entry = read_wire_path (json, "entry");
  reply->status = read_wire_path (json, "status");
  reply->message = read_wire_path_or_null (json, "message");
  reply->number = read_wire_path_or_null (json, "number");
  reply->server_number = read_wire_path_or_null (json, "server_number");
  reply->summary = read_wire_path_or_null (json, "summary");
  reply->query_status = read_wire_path_or_null (json, "query_status");
  reply->bond = read_wire_path_or_null (json, "bond");
  read_items (json, reply);
  read_fields (json, reply);
  isg_pack_node_end (json);
  return reply;
}

/* ---- operations ---- */

void
isg_def_operation_free (IsgDefOperation *operation)
{
  if (operation == NULL)
    return;
  g_clear_pointer (&operation->nodes, g_ptr_array_unref);
  free_reply (operation->reply);
  g_free (operation);
}

static void
read_soap_name (IsgPackNode *json, IsgDefOperation *operation)
{
  operation->name = isg_pack_node_string (json, "operation");
  operation->path = "";
  if (!is_name (operation->name))
    isg_pack_node_fail (json, "operation", "letters and digits are expected");
}

static void
read_json_name (IsgPackNode *json, IsgDefOperation *operation)
{
  operation->name = "";
  operation->path = isg_pack_node_string (json, "path");
  if (operation->path[0] != '/')
    isg_pack_node_fail (json, "path", "begins with a slash");
}

IsgDefOperation *
isg_dataset_load_operation (IsgDatasetLoad *load,
                            IsgPackNode *parent,
                            const char *member,
                            const char *const *slots)
{
  static const char *const ways[] = { "own_number", "server_number", NULL };
  IsgPackNode *json = isg_pack_node_object (parent, member);
  IsgDefOperation *operation = g_new0 (IsgDefOperation, 1);
  const char *source = isg_dataset_load_source (json, NULL);
  gboolean soap = strcmp (load->method->transport, "soap") == 0;

  load->slots = slots;
  load->format = soap ? ISG_DEF_XML : ISG_DEF_JSON;
  load->query = strcmp (member, "save") != 0 && strcmp (member, "ask") != 0;
  if (soap)
    read_soap_name (json, operation);
  else
    read_json_name (json, operation);
  operation->max_reply = (gsize) isg_pack_node_integer (json, "max_reply", 1024, 64 * 1024 * 1024);
  if (strcmp (member, "query") == 0) {
    operation->max_items = (guint) isg_pack_node_integer_or (json, "max_items", 1, 1000000, 0);
    operation->max_numbers = (guint) isg_pack_node_integer (json, "batch", 1, 1000);
    operation->ask_server = isg_pack_node_choice (json, "ask_by", ways) == 1;
  }
  if (strcmp (member, "save") == 0 && isg_pack_node_has (json, "embed")) {
    operation->document = TRUE;
    operation->embed = isg_pack_node_string (json, "embed");
    operation->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_def_node_free);
    if (soap || load->method->format != ISG_DEF_JSON || !is_name (operation->embed))
      isg_pack_node_fail (json, "embed", "a member of a JSON document is expected");
  } else {
    operation->nodes = isg_dataset_load_nodes (load, isg_pack_node_array (json, "nodes"), source);
  }
  operation->reply = read_reply (json, source);
  isg_pack_node_end (json);
  return operation;
}

/* ---- bonds ---- */

void
isg_def_bond_free (IsgDefBond *bond)
{
  if (bond == NULL)
    return;
  isg_def_operation_free (bond->ask);
  g_clear_pointer (&bond->none, g_array_unref);
  g_free (bond);
}

static GArray *
read_codes (IsgPackNode *json, const char *member)
{
  GArray *codes = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) texts = NULL;

  if (!isg_pack_node_has (json, member))
    return codes;
  texts = isg_pack_node_strings (json, member);
  for (guint i = 0; i < texts->len; i++) {
    guint64 code = 0;

    if (!g_ascii_string_to_unsigned (g_ptr_array_index (texts, i), 10, 1, 999999, &code, NULL))
      isg_pack_node_fail (json,
                          member,
                          "“%s” is no code",
                          (const char *) g_ptr_array_index (texts, i));
    g_array_append_val (codes, (int){ (int) code });
  }
  return codes;
}

IsgDefBond *
isg_dataset_load_bond (IsgDatasetLoad *load,
                       IsgPackNode *bonds,
                       const char *id,
                       const char *const *slots)
{
  IsgPackNode *json = isg_pack_node_object (bonds, id);
  IsgPackNode *holds = isg_pack_node_object (json, "holds_days");
  IsgDefBond *bond = g_new0 (IsgDefBond, 1);

  bond->id = id;
  isg_dataset_load_source (holds, NULL);
  bond->holds_days[0] = (guint) isg_pack_node_integer (holds, "no", 0, 3660);
  bond->holds_days[1] = (guint) isg_pack_node_integer (holds, "yes", 0, 3660);
  isg_pack_node_end (holds);
  bond->none = read_codes (json, "none");
  bond->ask = isg_dataset_load_operation (load, json, "ask", slots);
  if (bond->none->len == 0 && bond->ask->reply->bond == NULL)
    isg_pack_node_fail (json, "none", "nothing could say that there is no bond");
  isg_pack_node_end (json);
  return bond;
}
