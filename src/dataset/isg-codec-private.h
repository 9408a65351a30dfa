/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dataset/isg-scope-private.h"

G_BEGIN_DECLS

/**
 * isg_xml_write:
 * @out: a template that is being written
 * @scope: where the values come from
 * @nodes: (element-type IsgDefNode): elements
 * @error: %ISG_DATASET_ERROR _VALUE
 *
 * Writes elements one behind the other with nothing between them. Not libxml2's serialiser: each
 * byte of what is signed is decided here.
 *
 * Thread: the caller's.  Source: wire.md 3.3.
 *
 * Returns: %FALSE with @error; @out is then to be thrown away
 */
gboolean isg_xml_write (GString *out, IsgScope *scope, GPtrArray *nodes, GError **error);

/**
 * isg_json_write:
 * @out: a template that is being written
 * @scope: where the values come from
 * @nodes: (element-type IsgDefNode): members
 * @error: %ISG_DATASET_ERROR _VALUE
 *
 * Writes an object in canonical form, since it is signed: members in the definition's order, every
 * one present, no white space, numbers without exponent. json-glib's writer differs in numbers,
 * U+007F and U+001F.
 *
 * Thread: the caller's.  Source: sandbox-wire.md, "C".
 *
 * Returns: %FALSE with @error; @out is then to be thrown away
 */
gboolean isg_json_write (GString *out, IsgScope *scope, GPtrArray *nodes, GError **error);

/**
 * isg_soap_write:
 * @out: a template that is being written
 * @scope: where the values come from
 * @operation: which operation
 * @error: %ISG_DATASET_ERROR _VALUE
 *
 * Writes a SOAP 1.1 envelope: the wrapper in the service's namespace, its descendants in none.
 *
 * Thread: the caller's.  Source: sandbox-wire.md, "A and B".
 *
 * Returns: %FALSE with @error; @out is then to be thrown away
 */
gboolean isg_soap_write (GString *out,
                         IsgScope *scope,
                         const IsgDefOperation *operation,
                         GError **error);

/**
 * isg_message_wrap:
 * @method: a method
 * @operation: which question
 * @tmpl: its body, with slots for firm code and password
 * @firm: under whose name
 * @error: %ISG_DATASET_ERROR _VALUE
 *
 * Thread: any.
 *
 * Returns: (transfer full): the request, or %NULL with @error
 */
IsgEnvelope *isg_message_wrap (const IsgMethod *method,
                               const IsgDefOperation *operation,
                               const IsgTemplate *tmpl,
                               const IsgFirm *firm,
                               GError **error);

#define ISG_XML_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

G_END_DECLS
