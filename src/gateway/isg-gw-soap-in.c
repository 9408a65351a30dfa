/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-soap-in.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "gateway/isg-gw-error.h"

#define ENVELOPE_NAMESPACE "http://schemas.xmlsoap.org/soap/envelope/"

static void
free_xml_doc (xmlDoc *doc)
{
  xmlFreeDoc (doc);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, free_xml_doc)

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, ISG_GW_ERROR, ISG_GW_ERROR_REQUEST, message);
  return FALSE;
}

static const char *
name_of (const xmlNode *element)
{
  return (const char *) element->name;
}

static gboolean
is_in (const xmlNode *element, const char *xml_namespace)
{
  if (element->ns == NULL || element->ns->href == NULL)
    return xml_namespace == NULL;
  return g_strcmp0 ((const char *) element->ns->href, xml_namespace) == 0;
}

/* Checks what may stand between elements, and gives the next element or NULL at the end. */
static gboolean
next_element (xmlNode *node, xmlNode **out, GError **error)
{
  for (; node != NULL; node = node->next) {
    if (node->type == XML_ELEMENT_NODE)
      break;
    if (node->type == XML_COMMENT_NODE || xmlIsBlankNode (node))
      continue;
    return refuse (error, "text or a processing instruction stands between elements");
  }
  *out = node;
  return TRUE;
}

static gboolean
check_plain (const xmlNode *element, GError **error)
{
  if (element->properties != NULL)
    return refuse (error, "%s has attributes", name_of (element));
  return TRUE;
}

/* The text of an element without children. */
static gboolean
read_leaf (xmlNode *element, char **out, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (xmlNode *node = element->children; node != NULL; node = node->next) {
    if (node->type == XML_COMMENT_NODE)
      continue;
    if (node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE)
      return refuse (error, "%s holds something other than text", name_of (element));
    g_string_append (text, (const char *) node->content);
  }

  *out = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

static gboolean read_group (xmlNode *element, IsgGwNode *group, GError **error);

static gboolean
read_field (xmlNode *element, const IsgGwField *field, IsgGwNode *group, GError **error)
{
  g_autoptr (IsgGwNode) node = isg_gw_node_new (field, NULL);

  if (!check_plain (element, error))
    return FALSE;
  if (field->type == ISG_GW_TYPE_GROUP ? !read_group (element, node, error)
                                       : !read_leaf (element, &node->text, error))
    return FALSE;

  g_ptr_array_add (group->children, g_steal_pointer (&node));
  return TRUE;
}

/* Finds where in the definition an element stands, at or after @position; a repeated one may stand
 * again. */
static gboolean
find_place (const xmlNode *element, const IsgGwField *group, guint *position, GError **error)
{
  const IsgGwField *field;

  if (!is_in (element, NULL))
    return refuse (error, "%s is qualified", name_of (element));
  for (guint i = *position; i < group->fields->len; i++) {
    field = g_ptr_array_index (group->fields, i);
    if (g_str_equal (field->name, name_of (element))) {
      *position = i;
      return TRUE;
    }
  }

  field = isg_gw_schema_find_field (group, name_of (element));
  if (field == NULL)
    return refuse (error, "%s is not known here", name_of (element));
  return refuse (error, "%s is repeated or out of order", name_of (element));
}

static gboolean
read_group (xmlNode *element, IsgGwNode *group, GError **error)
{
  xmlNode *child = NULL;
  guint position = 0;

  for (gboolean more = next_element (element->children, &child, error); more;
       more = next_element (child->next, &child, error)) {
    const IsgGwField *field;

    if (child == NULL)
      return TRUE;
    if (!find_place (child, group->field, &position, error))
      return FALSE;
    field = g_ptr_array_index (group->field->fields, position);
    if (!read_field (child, field, group, error))
      return FALSE;
    if (!field->repeated)
      position++;
  }
  return FALSE;
}

static gboolean
read_header (xmlNode *header, GError **error)
{
  xmlNode *entry = NULL;

  if (!check_plain (header, error) || !next_element (header->children, &entry, error))
    return FALSE;
  return entry == NULL || refuse (error, "Header is not empty");
}

/* Envelope › Header? › Body; gives the Body. */
static xmlNode *
find_body (xmlNode *envelope, GError **error)
{
  xmlNode *part = NULL;
  xmlNode *after = NULL;

  if (envelope == NULL || !g_str_equal (name_of (envelope), "Envelope")
      || !is_in (envelope, ENVELOPE_NAMESPACE)) {
    refuse (error, "there is no SOAP 1.1 envelope");
    return NULL;
  }
  if (!check_plain (envelope, error) || !next_element (envelope->children, &part, error))
    return NULL;
  if (part != NULL && g_str_equal (name_of (part), "Header") && is_in (part, ENVELOPE_NAMESPACE)
      && (!read_header (part, error) || !next_element (part->next, &part, error)))
    return NULL;
  if (part == NULL || !g_str_equal (name_of (part), "Body") || !is_in (part, ENVELOPE_NAMESPACE)) {
    refuse (error, "there is no Body");
    return NULL;
  }

  if (!check_plain (part, error) || !next_element (part->next, &after, error))
    return NULL;
  if (after != NULL) {
    refuse (error, "%s stands after Body", name_of (after));
    return NULL;
  }
  return part;
}

/* The one element in Body. */
static xmlNode *
find_wrapper (xmlNode *body, GError **error)
{
  xmlNode *wrapper = NULL;
  xmlNode *after = NULL;

  if (!next_element (body->children, &wrapper, error))
    return NULL;
  if (wrapper == NULL) {
    refuse (error, "Body is empty");
    return NULL;
  }
  if (!next_element (wrapper->next, &after, error))
    return NULL;
  if (after != NULL) {
    refuse (error, "Body holds more than one element");
    return NULL;
  }
  return wrapper;
}

/* Reads the wrapper element, which names the operation. */
static IsgGwCall *
read_wrapper (const IsgGwService *service, xmlNode *wrapper, GError **error)
{
  const IsgGwOperation *operation;
  g_autoptr (IsgGwNode) root = NULL;

  if (!is_in (wrapper, service->xml_namespace)) {
    refuse (error, "%s is not in the namespace of the service", name_of (wrapper));
    return NULL;
  }
  operation = isg_gw_schema_find_operation (service, name_of (wrapper));
  if (operation == NULL) {
    refuse (error, "operation %s is not known", name_of (wrapper));
    return NULL;
  }

  root = isg_gw_node_new (operation->root, NULL);
  if (!check_plain (wrapper, error) || !read_group (wrapper, root, error))
    return NULL;
  return isg_gw_call_new (operation, g_steal_pointer (&root), NULL);
}

static gboolean
check_document (const xmlDoc *doc, GError **error)
{
  if (doc->intSubset != NULL)
    return refuse (error, "there is a DTD");
  if (doc->encoding != NULL && g_ascii_strcasecmp ((const char *) doc->encoding, "UTF-8") != 0)
    return refuse (error, "encoding is not UTF-8");
  for (const xmlNode *node = doc->children; node != NULL; node = node->next)
    if (node->type == XML_PI_NODE)
      return refuse (error, "there is a processing instruction");
  return TRUE;
}

IsgGwCall *
isg_gw_soap_in_read (const IsgGwService *service,
                     GBytes *body,
                     const char *soap_action,
                     GError **error)
{
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  g_autoptr (xmlDoc) doc = NULL;
  xmlNode *soap_body;
  xmlNode *wrapper;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (g_strcmp0 (soap_action, "\"\"") != 0) {
    refuse (error, "SOAPAction is not \"\"");
    return NULL;
  }
  if (length > 0 && g_utf8_validate_len (text, length, NULL))
    doc = xmlReadMemory (text, length, NULL, NULL, options);
  if (doc == NULL) {
    refuse (error, "body is not well-formed XML in UTF-8");
    return NULL;
  }
  if (!check_document (doc, error))
    return NULL;

  soap_body = find_body (xmlDocGetRootElement (doc), error);
  wrapper = soap_body == NULL ? NULL : find_wrapper (soap_body, error);
  return wrapper == NULL ? NULL : read_wrapper (service, wrapper, error);
}
