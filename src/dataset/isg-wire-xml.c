/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-wire-private.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

#define XSI_NAMESPACE "http://www.w3.org/2001/XMLSchema-instance"

/* While a document is read: our own tree, so that neither depth nor number is the sender's to
 * choose. */
typedef struct {
  xmlParserCtxtPtr parser; /* (not owned) */
  IsgWire *root;           /* (owned) (nullable) */
  GPtrArray *open;         /* (owned) (element-type IsgWire): the elements we are in */
  guint n_nodes;
  const char *refused; /* (nullable): why we stopped */
} XmlRead;

static void
refuse (XmlRead *read, const char *why)
{
  if (read->refused == NULL)
    read->refused = why;
  xmlStopParser (read->parser);
}

/* Without a DTD there are no entities but the five of XML, and nothing to fetch. */
static void
internal_subset_cb (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  refuse (data, "a document type declaration");
}

static gboolean
is_nil (int n_attributes, const xmlChar **attributes)
{
  for (int i = 0; i < n_attributes; i++) {
    const char *name = (const char *) attributes[i * 5];
    const char *space = (const char *) attributes[i * 5 + 2];
    const char *value = (const char *) attributes[i * 5 + 3];
    gsize length = (gsize) (attributes[i * 5 + 4] - attributes[i * 5 + 3]);

    if (strcmp (name, "nil") == 0 && g_strcmp0 (space, XSI_NAMESPACE) == 0)
      return (length == 4 && strncmp (value, "true", 4) == 0) || (length == 1 && *value == '1');
  }
  return FALSE;
}

static void
start_element_cb (void *data,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *space,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  XmlRead *read = data;
  IsgWire *wire;

  if (read->refused != NULL)
    return;
  if (read->open->len >= ISG_WIRE_MAX_DEPTH) {
    refuse (read, "elements too deep in one another");
    return;
  }
  if (++read->n_nodes > ISG_WIRE_MAX_NODES) {
    refuse (read, "too many elements");
    return;
  }
  wire = isg_wire_new ((const char *) name);
  wire->space = g_strdup ((const char *) space);
  wire->nil = is_nil (n_attributes, attributes);
  if (read->open->len > 0) {
    IsgWire *parent = g_ptr_array_index (read->open, read->open->len - 1);

    g_ptr_array_add (parent->children, wire);
  } else {
    g_clear_pointer (&read->root, isg_wire_free);
    read->root = wire;
  }
  g_ptr_array_add (read->open, wire);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
  XmlRead *read = data;

  if (read->refused == NULL && read->open->len > 0)
    g_ptr_array_set_size (read->open, (int) read->open->len - 1);
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  XmlRead *read = data;

  if (read->refused == NULL && read->open->len > 0) {
    IsgWire *wire = g_ptr_array_index (read->open, read->open->len - 1);

    g_string_append_len (wire->text, (const char *) text, length);
  }
}

static void
start_library (void)
{
  static gsize started = 0;

  if (g_once_init_enter (&started)) {
    xmlInitParser ();
    g_once_init_leave (&started, 1);
  }
}

static gboolean
parse (XmlRead *read, const char *data, gsize length)
{
  xmlSAXHandler sax = { 0 };
  gboolean good;

  sax.initialized = XML_SAX2_MAGIC;
  sax.internalSubset = internal_subset_cb;
  sax.startElementNs = start_element_cb;
  sax.endElementNs = end_element_cb;
  sax.characters = characters_cb;
  sax.cdataBlock = characters_cb;
  sax.ignorableWhitespace = characters_cb;
  read->parser = xmlCreatePushParserCtxt (&sax, read, NULL, 0, NULL);
  if (read->parser == NULL)
    return FALSE;
  /* The bytes have been found to be UTF-8, whatever they call themselves. */
  xmlCtxtUseOptions (read->parser,
                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                       | XML_PARSE_IGNORE_ENC);
  good = xmlParseChunk (read->parser, data, (int) length, 1) == 0 && read->parser->wellFormed;
  xmlFreeParserCtxt (read->parser);
  read->parser = NULL;
  return good && read->refused == NULL && read->root != NULL;
}

IsgWire *
isg_wire_read_xml (const char *data, gsize length, char **why)
{
  XmlRead read = { 0 };
  gboolean good;

  start_library ();
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data += 3;
    length -= 3;
  }
  if (length == 0 || length > G_MAXINT || !g_utf8_validate (data, (gssize) length, NULL)) {
    if (why != NULL)
      *why = g_strdup (length == 0 ? "nothing" : "not UTF-8");
    return NULL;
  }
  read.open = g_ptr_array_new ();
  good = parse (&read, data, length);
  g_ptr_array_unref (read.open);
  if (!good) {
    g_clear_pointer (&read.root, isg_wire_free);
    if (why != NULL)
      *why = g_strdup (read.refused != NULL ? read.refused : "not well-formed XML");
  }
  return read.root;
}
