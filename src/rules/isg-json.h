/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgJson:
 *
 * A value of a JSON text (RFC 8259), read strictly: a name may stand once in an object, depth is
 * limited, and a number stays the text that it was, so that no decimal passes through a binary
 * fraction. (json-glib 1.6 does none of these, takes comments, and recurses without limit.) A tree
 * has one owner; what is handed out lives as long as the tree.
 */
typedef struct _IsgJson IsgJson;

/**
 * IsgJsonType:
 * @ISG_JSON_NULL: null
 * @ISG_JSON_BOOL: true or false
 * @ISG_JSON_NUMBER: a number, as text
 * @ISG_JSON_STRING: a string
 * @ISG_JSON_ARRAY: a list
 * @ISG_JSON_OBJECT: names and values
 */
typedef enum {
  ISG_JSON_NULL,
  ISG_JSON_BOOL,
  ISG_JSON_NUMBER,
  ISG_JSON_STRING,
  ISG_JSON_ARRAY,
  ISG_JSON_OBJECT,
} IsgJsonType;

/**
 * isg_json_parse:
 * @data: (array length=length): bytes
 * @length: their number
 * @max_depth: how many arrays and objects may stand in one another
 * @error: %ISG_RULES_ERROR _VALUE with line, column and reason
 *
 * Thread: any.
 *
 * Returns: (transfer full): the whole text as one value, or %NULL with @error
 */
IsgJson *isg_json_parse (const char *data, gsize length, guint max_depth, GError **error);

/**
 * isg_json_free:
 * @json: (transfer full) (nullable): the root of a tree
 *
 * Thread: any.
 */
void isg_json_free (IsgJson *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgJson, isg_json_free)

/**
 * isg_json_type:
 * @json: a value
 *
 * Thread: any.
 *
 * Returns: what it is
 */
IsgJsonType isg_json_type (const IsgJson *json);

/**
 * isg_json_text:
 * @json: a value
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the text of a STRING (valid UTF-8 without NUL) or of a
 * NUMBER as it was written; %NULL for others
 */
const char *isg_json_text (const IsgJson *json);

/**
 * isg_json_bool:
 * @json: a value
 *
 * Thread: any.
 *
 * Returns: whether it is true
 */
gboolean isg_json_bool (const IsgJson *json);

/**
 * isg_json_length:
 * @json: a value
 *
 * Thread: any.
 *
 * Returns: how many values an ARRAY or OBJECT has; 0 for others
 */
guint isg_json_length (const IsgJson *json);

/**
 * isg_json_nth:
 * @json: an ARRAY or OBJECT
 * @index: below isg_json_length ()
 *
 * Thread: any.
 *
 * Returns: (transfer none): the value
 */
const IsgJson *isg_json_nth (const IsgJson *json, guint index);

/**
 * isg_json_nth_name:
 * @json: an OBJECT
 * @index: below isg_json_length ()
 *
 * Thread: any.
 *
 * Returns: (transfer none): the name of that value
 */
const char *isg_json_nth_name (const IsgJson *json, guint index);

/**
 * isg_json_append:
 * @out: a text
 * @json: (nullable): a value; %NULL is null
 *
 * Appends it as it was read, without white space.
 *
 * Thread: any.
 */
void isg_json_append (GString *out, const IsgJson *json);

/**
 * isg_json_append_string:
 * @out: a text being built
 * @text: valid UTF-8
 *
 * Appends @text as a JSON string, escaping only what must be.
 *
 * Thread: the owner of @out.
 */
void isg_json_append_string (GString *out, const char *text);

G_END_DECLS
