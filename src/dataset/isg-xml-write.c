/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-codec-private.h"

#include "dataset/isg-template-private.h"

#define SOAP_NAMESPACE "http://schemas.xmlsoap.org/soap/envelope/"

static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '&')
      g_string_append (out, "&amp;");
    else if (*p == '<')
      g_string_append (out, "&lt;");
    else if (*p == '>')
      g_string_append (out, "&gt;");
    /* A reader turns a bare carriage return into a line feed. */
    else if (*p == '\r')
      g_string_append (out, "&#13;");
    else
      g_string_append_c (out, *p);
  }
}

static void
append_element (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "<%s>", name);
  append_escaped (out, text);
  g_string_append_printf (out, "</%s>", name);
}

static gboolean
write_codes (GString *out, IsgScope *scope, const IsgDefNode *node, GError **error)
{
  g_auto (GStrv) codes = isg_scope_codes (scope, node, error);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    append_element (out, node->name, codes[i]);
  return codes != NULL;
}

static gboolean
write_text (GString *out, IsgScope *scope, const IsgDefNode *node, GError **error)
{
  g_autofree char *text = NULL;

  if (!isg_scope_text (scope, node, &text, error))
    return FALSE;
  if (text != NULL)
    append_element (out, node->name, text);
  return TRUE;
}

static void
write_slot (GString *out, IsgScope *scope, const IsgDefNode *node)
{
  g_autofree char *known = isg_scope_slot (scope, node->text);

  if (known != NULL) {
    append_element (out, node->name, known);
    return;
  }
  g_string_append_printf (out, "<%s>", node->name);
  isg_template_append_slot (out, node->text);
  g_string_append_printf (out, "</%s>", node->name);
}

static gboolean
write_one (GString *out, IsgScope *scope, const IsgDefNode *node, GError **error)
{
  if (node->source == ISG_DEF_NODE_SLOT) {
    write_slot (out, scope, node);
    return TRUE;
  }
  if (node->source != ISG_DEF_NODE_CHILDREN)
    return node->type == ISG_DEF_CODES ? write_codes (out, scope, node, error)
                                       : write_text (out, scope, node, error);
  if (*node->name != '\0')
    g_string_append_printf (out, "<%s>", node->name);
  if (!isg_xml_write (out, scope, node->children, error))
    return FALSE;
  if (*node->name != '\0')
    g_string_append_printf (out, "</%s>", node->name);
  return TRUE;
}

static gboolean
write_each (GString *out, IsgScope *scope, const IsgDefNode *node, GError **error)
{
  g_autoptr (GArray) rows = isg_scope_rows (scope, node);
  gboolean good = TRUE;

  for (guint i = 0; good && i < rows->len; i++) {
    guint row = g_array_index (rows, guint, i);

    if (node->each_asked) {
      scope->asked_row = row;
      good = write_one (out, scope, node, error);
      continue;
    }
    isg_scope_bind (scope, node->each->text, row);
    good = write_one (out, scope, node, error);
    isg_scope_unbind (scope);
  }
  return good;
}

gboolean
isg_xml_write (GString *out, IsgScope *scope, GPtrArray *nodes, GError **error)
{
  for (guint i = 0; i < nodes->len; i++) {
    const IsgDefNode *node = g_ptr_array_index (nodes, i);
    gboolean each = node->each != NULL || node->each_asked;

    if (!(each ? write_each (out, scope, node, error) : write_one (out, scope, node, error)))
      return FALSE;
  }
  return TRUE;
}

gboolean
isg_soap_write (GString *out, IsgScope *scope, const IsgDefOperation *operation, GError **error)
{
  g_string_append_printf (out,
                          ISG_XML_DECLARATION "<soapenv:Envelope xmlns:soapenv=\"" SOAP_NAMESPACE
                                              "\" xmlns:ws=\"%s\">"
                                              "<soapenv:Body><ws:%s>",
                          scope->method->soap_namespace,
                          operation->name);
  if (!isg_xml_write (out, scope, operation->nodes, error))
    return FALSE;
  g_string_append_printf (out, "</ws:%s></soapenv:Body></soapenv:Envelope>", operation->name);
  return TRUE;
}
