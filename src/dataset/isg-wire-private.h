/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-dataset-def-tree.h"

G_BEGIN_DECLS

/*
 * A message read into names and texts, the same for XML and JSON: an element or member has a text
 * or members; an array is a member that stands several times. What a stranger sends is held within
 * these limits.
 */
#define ISG_WIRE_MAX_DEPTH 32
#define ISG_WIRE_MAX_NODES 200000

typedef struct _IsgWire IsgWire;

/**
 * IsgWire:
 *
 * One element or member.
 */
struct _IsgWire {
  char *name;          /* (owned): local name */
  char *space;         /* (owned) (nullable): XML namespace */
  GString *text;       /* (owned) */
  GPtrArray *children; /* (owned) (element-type IsgWire) */
  gboolean nil;        /* xsi:nil, or JSON's null: as if it were not there */
};

/**
 * isg_wire_new:
 * @name: its name
 *
 * Thread: any.
 *
 * Returns: (transfer full): a wire without text or children
 */
IsgWire *isg_wire_new (const char *name);

/**
 * isg_wire_free:
 * @wire: (transfer full) (nullable): a tree
 *
 * Thread: any.
 */
void isg_wire_free (IsgWire *wire);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgWire, isg_wire_free)

/**
 * isg_wire_read_xml:
 * @data: (array length=length): bytes
 * @length: their number
 * @why: (out) (transfer full) (optional): English, why it could not be read
 *
 * No DTD, so no entities and nothing to fetch; UTF-8; limits of depth and number.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the root element
 */
IsgWire *isg_wire_read_xml (const char *data, gsize length, char **why);

/**
 * isg_wire_read_json:
 * @data: (array length=length): bytes
 * @length: their number
 * @why: (out) (transfer full) (optional): English, why it could not be read
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the object; numbers as they were written
 */
IsgWire *isg_wire_read_json (const char *data, gsize length, char **why);

/**
 * isg_wire_find:
 * @wire: where to begin
 * @path: (nullable): where to look
 * @employee: (nullable): the text for conditions on it
 * @topic: (nullable): the text for conditions on it
 *
 * Thread: any.
 *
 * Returns: (transfer container) (element-type IsgWire): all that stand there, perhaps none
 */
GPtrArray *isg_wire_find (IsgWire *wire,
                          const IsgWirePath *path,
                          const char *employee,
                          const char *topic);

/**
 * isg_wire_text:
 * @wire: where to begin
 * @path: (nullable): where to look
 * @twice: (inout) (optional): set to %TRUE when different texts stand there
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the trimmed text; %NULL when there is none, or an empty one,
 * or different ones
 */
char *isg_wire_text (IsgWire *wire, const IsgWirePath *path, gboolean *twice);

G_END_DECLS
