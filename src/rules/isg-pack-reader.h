/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-pack-source.h"
#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgPackReader:
 *
 * Reads the files of a rule pack strictly. The first failure, with file, place and reason, is kept
 * and decides; what is asked after it gets harmless values ("" or 0 or an empty list), so that code
 * that reads a definition is straight and asks once at its end. Lives while a pack is loaded; the
 * texts it gives live as long as the pack.
 */
typedef struct _IsgPackReader IsgPackReader;

/**
 * IsgPackNode:
 *
 * A JSON value of a file, which knows its place. Owned by the reader.
 */
typedef struct _IsgPackNode IsgPackNode;

/**
 * IsgWords:
 * @tr: Turkish
 * @en: English
 *
 * A text in both languages.
 */
typedef struct {
  const char *tr; /* (not owned) the pack's */
  const char *en; /* (not owned) the pack's */
} IsgWords;

/**
 * isg_pack_reader_new:
 * @source: (transfer none): where the pack's files come from
 * @strings: (transfer none): where the pack keeps its texts
 *
 * Thread: any.
 *
 * Returns: (transfer full): a reader; nothing is read yet
 */
IsgPackReader *isg_pack_reader_new (IsgPackSource *source, GStringChunk *strings);

/**
 * isg_pack_reader_free:
 * @reader: (transfer full) (nullable): a reader
 *
 * Thread: any.
 */
void isg_pack_reader_free (IsgPackReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgPackReader, isg_pack_reader_free)

/**
 * isg_pack_reader_set_files:
 * @reader: a reader
 * @list: the array of file names in pack.json
 *
 * Takes over the pack's list of files. A file in it that is missing, a name that stands twice, a
 * folder that this engine does not know, and a definition that lies in the pack but not in the list
 * are failures.
 *
 * Thread: the reader's.
 */
void isg_pack_reader_set_files (IsgPackReader *reader, IsgPackNode *list);

/**
 * isg_pack_reader_files:
 * @reader: a reader
 * @folder: (nullable): %NULL for all; "announcements", "kinds", "datasets", "methods", "codes",
 * "terms", "texts", "risk-methods" or "checklists"
 *
 * Thread: the reader's.
 *
 * Returns: (transfer container) (element-type utf8): the files in it as pack.json orders them, each
 * as "kinds/training.json"
 */
GPtrArray *isg_pack_reader_files (IsgPackReader *reader, const char *folder);

/**
 * isg_pack_reader_bytes:
 * @reader: a reader
 * @file: a file of the pack
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full): its bytes; none when it cannot be read, which is a failure
 */
GBytes *isg_pack_reader_bytes (IsgPackReader *reader, const char *file);

/**
 * isg_pack_reader_json:
 * @reader: a reader
 * @file: a JSON file of the pack, whose value is an object
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): the object
 */
IsgPackNode *isg_pack_reader_json (IsgPackReader *reader, const char *file);

/**
 * isg_pack_reader_keep:
 * @reader: a reader
 * @text: a text
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): the same text for the pack's lifetime
 */
const char *isg_pack_reader_keep (IsgPackReader *reader, const char *text);

/**
 * isg_pack_reader_stem:
 * @reader: a reader
 * @file: "codes/place.tsv"
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): "place", for the pack's lifetime
 */
const char *isg_pack_reader_stem (IsgPackReader *reader, const char *file);

/**
 * isg_pack_reader_fail:
 * @reader: a reader
 * @code: what kind of failure
 * @file: the file
 * @place: (nullable): the line or member
 * @format: the reason, for printf ()
 * @...: its values
 *
 * Keeps the failure unless there is one already.
 *
 * Thread: the reader's.
 */
void isg_pack_reader_fail (IsgPackReader *reader,
                           IsgRulesError code,
                           const char *file,
                           const char *place,
                           const char *format,
                           ...) G_GNUC_PRINTF (5, 6);

/**
 * isg_pack_reader_failed:
 * @reader: a reader
 *
 * Thread: the reader's.
 *
 * Returns: whether something has failed
 */
gboolean isg_pack_reader_failed (IsgPackReader *reader);

/**
 * isg_pack_reader_finish:
 * @reader: a reader
 * @error: the first failure
 *
 * Thread: the reader's.
 *
 * Returns: %FALSE with @error when something has failed
 */
gboolean isg_pack_reader_finish (IsgPackReader *reader, GError **error);

/* ---- a node: an object or an array of a file ---- */

/**
 * isg_pack_node_fail:
 * @node: a node
 * @member: (nullable): the member that is wrong
 * @format: the reason, for printf ()
 * @...: its values
 *
 * A failure of %ISG_RULES_ERROR _BROKEN at this place.
 *
 * Thread: the reader's.
 */
void isg_pack_node_fail (IsgPackNode *node, const char *member, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/**
 * isg_pack_node_has:
 * @node: an object
 * @member: a name
 *
 * Thread: the reader's.
 *
 * Returns: whether it is there
 */
gboolean isg_pack_node_has (IsgPackNode *node, const char *member);

/**
 * isg_pack_node_string:
 * @node: an object
 * @member: a name that must be there
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): its text, which is not empty (but after a failure)
 */
const char *isg_pack_node_string (IsgPackNode *node, const char *member);

/**
 * isg_pack_node_string_or:
 * @node: an object
 * @member: a name
 * @fallback: (nullable): what holds when it is not there
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none) (nullable): its text
 */
const char *isg_pack_node_string_or (IsgPackNode *node, const char *member, const char *fallback);

/**
 * isg_pack_node_bool_or:
 * @node: an object
 * @member: a name
 * @fallback: what holds when it is not there
 *
 * Thread: the reader's.
 *
 * Returns: its value
 */
gboolean isg_pack_node_bool_or (IsgPackNode *node, const char *member, gboolean fallback);

/**
 * isg_pack_node_integer:
 * @node: an object
 * @member: a name that must be there
 * @min: the least
 * @max: the most
 *
 * Thread: the reader's.
 *
 * Returns: its value, which lies between (but after a failure)
 */
gint64 isg_pack_node_integer (IsgPackNode *node, const char *member, gint64 min, gint64 max);

/**
 * isg_pack_node_integer_or:
 * @node: an object
 * @member: a name
 * @min: the least
 * @max: the most
 * @fallback: what holds when it is not there
 *
 * Thread: the reader's.
 *
 * Returns: its value
 */
gint64 isg_pack_node_integer_or (IsgPackNode *node,
                                 const char *member,
                                 gint64 min,
                                 gint64 max,
                                 gint64 fallback);

/**
 * isg_pack_node_decimal_or:
 * @node: an object
 * @member: a name
 * @out: (out): its value, a number or a string with one; written only when it is there
 *
 * Thread: the reader's.
 *
 * Returns: whether it is there
 */
gboolean isg_pack_node_decimal_or (IsgPackNode *node, const char *member, IsgDecimal *out);

/**
 * isg_pack_node_date_or:
 * @node: an object
 * @member: a name
 * @fallback: what holds when it is not there
 *
 * Thread: the reader's.
 *
 * Returns: its value, written "YYYY-MM-DD"
 */
IsgDate isg_pack_node_date_or (IsgPackNode *node, const char *member, IsgDate fallback);

/**
 * isg_pack_node_choice:
 * @node: an object
 * @member: a name that must be there
 * @names: (array zero-terminated=1): what may stand there
 *
 * Thread: the reader's.
 *
 * Returns: which of them does; 0 after a failure
 */
int isg_pack_node_choice (IsgPackNode *node, const char *member, const char *const *names);

/**
 * isg_pack_node_choice_or:
 * @node: an object
 * @member: a name
 * @names: (array zero-terminated=1): what may stand there
 * @fallback: what holds when it is not there
 *
 * Thread: the reader's.
 *
 * Returns: which of them does
 */
int isg_pack_node_choice_or (IsgPackNode *node,
                             const char *member,
                             const char *const *names,
                             int fallback);

/**
 * isg_pack_node_words:
 * @node: an object
 * @member: a name that must be there
 *
 * Thread: the reader's.
 *
 * Returns: the texts of {"tr": …, "en": …}, both of them not empty
 */
IsgWords isg_pack_node_words (IsgPackNode *node, const char *member);

/**
 * isg_pack_node_words_or_null:
 * @node: an object
 * @member: a name
 *
 * Thread: the reader's.
 *
 * Returns: as isg_pack_node_words (), or both %NULL when it is not there
 */
IsgWords isg_pack_node_words_or_null (IsgPackNode *node, const char *member);

/**
 * isg_pack_node_strings:
 * @node: an object
 * @member: a name that must be there: an array of different strings
 *
 * Thread: the reader's.
 *
 * Returns: (transfer container) (element-type utf8): the strings, ended by a %NULL that is not
 * counted
 */
GPtrArray *isg_pack_node_strings (IsgPackNode *node, const char *member);

/**
 * isg_pack_node_object:
 * @node: an object
 * @member: a name that must be there
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): the object
 */
IsgPackNode *isg_pack_node_object (IsgPackNode *node, const char *member);

/**
 * isg_pack_node_object_or_null:
 * @node: an object
 * @member: a name
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none) (nullable): the object
 */
IsgPackNode *isg_pack_node_object_or_null (IsgPackNode *node, const char *member);

/**
 * isg_pack_node_array:
 * @node: an object
 * @member: a name that must be there
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): the array
 */
IsgPackNode *isg_pack_node_array (IsgPackNode *node, const char *member);

/**
 * isg_pack_node_array_or_empty:
 * @node: an object
 * @member: a name
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): the array, or an empty one
 */
IsgPackNode *isg_pack_node_array_or_empty (IsgPackNode *node, const char *member);

/**
 * isg_pack_node_length:
 * @node: an array or object
 *
 * Thread: the reader's.
 *
 * Returns: how many values or members it has
 */
guint isg_pack_node_length (IsgPackNode *node);

/**
 * isg_pack_node_nth_object:
 * @node: an array, or an object that is a map
 * @index: below isg_pack_node_length ()
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): the object there
 */
IsgPackNode *isg_pack_node_nth_object (IsgPackNode *node, guint index);

/**
 * isg_pack_node_nth_string:
 * @node: an array, or an object that is a map
 * @index: below isg_pack_node_length ()
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): the string there, not empty (but after a failure)
 */
const char *isg_pack_node_nth_string (IsgPackNode *node, guint index);

/**
 * isg_pack_node_nth_name:
 * @node: an object that is a map, whose names are the definition's own
 * @index: below isg_pack_node_length ()
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): the name there
 */
const char *isg_pack_node_nth_name (IsgPackNode *node, guint index);

/**
 * isg_pack_node_end:
 * @node: an object of which everything known has been asked
 *
 * A member that was never asked for is a failure.
 *
 * Thread: the reader's.
 */
void isg_pack_node_end (IsgPackNode *node);

G_END_DECLS
