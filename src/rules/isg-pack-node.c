/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-pack-node.h"

#include <stdarg.h>
#include <string.h>

struct _IsgPackNode {
  IsgPackReader *reader; /* (not owned) it owns the node */
  char *file;            /* (owned) */
  char *place;           /* (owned) "" for the root */
  const IsgJson *json;   /* (not owned) (nullable) the reader's */
  guint8 *asked;         /* (owned) (nullable) for each member whether somebody wanted to know */
};

IsgPackNode *
isg_pack_node_new (IsgPackReader *reader, const char *file, const char *place, const IsgJson *json)
{
  IsgPackNode *node = g_new0 (IsgPackNode, 1);

  node->reader = reader;
  node->file = g_strdup (file);
  node->place = g_strdup (place != NULL ? place : "");
  node->json = json;
  if (json != NULL && isg_json_type (json) == ISG_JSON_OBJECT)
    node->asked = g_malloc0 (isg_json_length (json));
  return isg_pack_reader_adopt (reader, node);
}

void
isg_pack_node_free (IsgPackNode *node)
{
  g_free (node->asked);
  g_free (node->place);
  g_free (node->file);
  g_free (node);
}

static char *
member_place (IsgPackNode *node, const char *member)
{
  if (member == NULL)
    return g_strdup (node->place);
  if (*node->place == '\0')
    return g_strdup (member);
  return g_strdup_printf ("%s.%s", node->place, member);
}

void
isg_pack_node_fail (IsgPackNode *node, const char *member, const char *format, ...)
{
  g_autofree char *place = member_place (node, member);
  g_autofree char *reason = NULL;
  va_list list;

  va_start (list, format);
  reason = g_strdup_vprintf (format, list);
  va_end (list);
  isg_pack_reader_fail (node->reader, ISG_RULES_ERROR_BROKEN, node->file, place, "%s", reason);
}

static const IsgJson *
find_member (IsgPackNode *node, const char *member)
{
  if (node->json == NULL || isg_json_type (node->json) != ISG_JSON_OBJECT)
    return NULL;

  for (guint i = 0; i < isg_json_length (node->json); i++)
    if (g_str_equal (isg_json_nth_name (node->json, i), member)) {
      node->asked[i] = TRUE;
      return isg_json_nth (node->json, i);
    }
  return NULL;
}

/* As find_member (), but %NULL as well, and a failure, when another type stands there or what must
 * be there is not. */
static const IsgJson *
want_member (IsgPackNode *node, const char *member, IsgJsonType type, gboolean must)
{
  static const char *const names[] = {
    "null", "true or false", "a number", "a string", "an array", "an object",
  };
  const IsgJson *json = find_member (node, member);

  if (json == NULL) {
    if (must)
      isg_pack_node_fail (node, member, "missing");
    return NULL;
  }
  if (isg_json_type (json) != type) {
    isg_pack_node_fail (node, member, "%s is expected", names[type]);
    return NULL;
  }
  return json;
}

gboolean
isg_pack_node_has (IsgPackNode *node, const char *member)
{
  return find_member (node, member) != NULL;
}

static const char *
keep_text (IsgPackNode *node, const char *member, const IsgJson *json)
{
  if (*isg_json_text (json) == '\0')
    isg_pack_node_fail (node, member, "empty");
  return isg_pack_reader_keep (node->reader, isg_json_text (json));
}

const char *
isg_pack_node_string (IsgPackNode *node, const char *member)
{
  const IsgJson *json = want_member (node, member, ISG_JSON_STRING, TRUE);

  return json != NULL ? keep_text (node, member, json) : "";
}

const char *
isg_pack_node_string_or (IsgPackNode *node, const char *member, const char *fallback)
{
  const IsgJson *json = want_member (node, member, ISG_JSON_STRING, FALSE);

  return json != NULL ? keep_text (node, member, json) : fallback;
}

gboolean
isg_pack_node_bool_or (IsgPackNode *node, const char *member, gboolean fallback)
{
  const IsgJson *json = want_member (node, member, ISG_JSON_BOOL, FALSE);

  return json != NULL ? isg_json_bool (json) : fallback;
}

static gint64
read_integer (IsgPackNode *node, const char *member, const IsgJson *json, gint64 min, gint64 max)
{
  gint64 number = 0;

  if (!g_ascii_string_to_signed (isg_json_text (json), 10, min, max, &number, NULL))
    isg_pack_node_fail (node,
                        member,
                        "a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                        " is expected",
                        min,
                        max);
  return number;
}

gint64
isg_pack_node_integer (IsgPackNode *node, const char *member, gint64 min, gint64 max)
{
  const IsgJson *json = want_member (node, member, ISG_JSON_NUMBER, TRUE);

  return json != NULL ? read_integer (node, member, json, min, max) : min;
}

gint64
isg_pack_node_integer_or (IsgPackNode *node,
                          const char *member,
                          gint64 min,
                          gint64 max,
                          gint64 fallback)
{
  const IsgJson *json = want_member (node, member, ISG_JSON_NUMBER, FALSE);

  return json != NULL ? read_integer (node, member, json, min, max) : fallback;
}

gboolean
isg_pack_node_decimal_or (IsgPackNode *node, const char *member, IsgDecimal *out)
{
  const IsgJson *json = find_member (node, member);
  const char *text = json != NULL ? isg_json_text (json) : NULL;

  if (json == NULL)
    return FALSE;
  if (text == NULL || !isg_decimal_parse (text, out, NULL)) {
    isg_pack_node_fail (node, member, "a number is expected");
    return FALSE;
  }
  return TRUE;
}

IsgDate
isg_pack_node_date_or (IsgPackNode *node, const char *member, IsgDate fallback)
{
  const char *text = isg_pack_node_string_or (node, member, NULL);
  IsgDate date = fallback;

  if (text != NULL && !isg_date_parse_iso (text, &date, NULL))
    isg_pack_node_fail (node, member, "a date YYYY-MM-DD is expected");
  return date;
}

static int
read_choice (IsgPackNode *node, const char *member, const char *text, const char *const *names)
{
  g_autofree char *all = NULL;

  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      return i;
  all = g_strjoinv (", ", (char **) names);
  isg_pack_node_fail (node, member, "unknown: %s (there are %s)", text, all);
  return 0;
}

int
isg_pack_node_choice (IsgPackNode *node, const char *member, const char *const *names)
{
  return read_choice (node, member, isg_pack_node_string (node, member), names);
}

int
isg_pack_node_choice_or (IsgPackNode *node,
                         const char *member,
                         const char *const *names,
                         int fallback)
{
  const char *text = isg_pack_node_string_or (node, member, NULL);

  return text != NULL ? read_choice (node, member, text, names) : fallback;
}

IsgWords
isg_pack_node_words (IsgPackNode *node, const char *member)
{
  IsgPackNode *both = isg_pack_node_object (node, member);
  IsgWords words = { isg_pack_node_string (both, "tr"), isg_pack_node_string (both, "en") };

  isg_pack_node_end (both);
  return words;
}

IsgWords
isg_pack_node_words_or_null (IsgPackNode *node, const char *member)
{
  IsgWords none = { NULL, NULL };

  return isg_pack_node_has (node, member) ? isg_pack_node_words (node, member) : none;
}

GPtrArray *
isg_pack_node_strings (IsgPackNode *node, const char *member)
{
  IsgPackNode *array = isg_pack_node_array (node, member);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *strings = g_ptr_array_new ();

  for (guint i = 0; i < isg_pack_node_length (array); i++) {
    const char *text = isg_pack_node_nth_string (array, i);

    if (!g_hash_table_add (seen, (char *) text))
      isg_pack_node_fail (node, member, "stands twice: %s", text);
    g_ptr_array_add (strings, (char *) text);
  }
  g_ptr_array_add (strings, NULL);
  g_ptr_array_set_size (strings, (int) strings->len - 1);
  return strings;
}

static IsgPackNode *
child_node (IsgPackNode *node, const char *member, IsgJsonType type, gboolean must)
{
  const IsgJson *json = want_member (node, member, type, must);
  g_autofree char *place = member_place (node, member);

  return isg_pack_node_new (node->reader, node->file, place, json);
}

IsgPackNode *
isg_pack_node_object (IsgPackNode *node, const char *member)
{
  return child_node (node, member, ISG_JSON_OBJECT, TRUE);
}

IsgPackNode *
isg_pack_node_object_or_null (IsgPackNode *node, const char *member)
{
  return isg_pack_node_has (node, member) ? isg_pack_node_object (node, member) : NULL;
}

IsgPackNode *
isg_pack_node_array (IsgPackNode *node, const char *member)
{
  return child_node (node, member, ISG_JSON_ARRAY, TRUE);
}

IsgPackNode *
isg_pack_node_array_or_empty (IsgPackNode *node, const char *member)
{
  return child_node (node, member, ISG_JSON_ARRAY, FALSE);
}

guint
isg_pack_node_length (IsgPackNode *node)
{
  return node->json != NULL && !isg_pack_reader_failed (node->reader) ? isg_json_length (node->json)
                                                                      : 0;
}

static char *
nth_place (IsgPackNode *node, guint index)
{
  if (isg_json_type (node->json) == ISG_JSON_OBJECT)
    return member_place (node, isg_json_nth_name (node->json, index));
  return g_strdup_printf ("%s[%u]", node->place, index);
}

IsgPackNode *
isg_pack_node_nth_object (IsgPackNode *node, guint index)
{
  g_autofree char *place = nth_place (node, index);
  const IsgJson *json = isg_json_nth (node->json, index);
  IsgPackNode *child = NULL;

  child = isg_pack_node_new (node->reader, node->file, place, json);
  if (isg_json_type (json) != ISG_JSON_OBJECT)
    isg_pack_node_fail (child, NULL, "an object is expected");
  return child;
}

const char *
isg_pack_node_nth_string (IsgPackNode *node, guint index)
{
  g_autofree char *place = nth_place (node, index);
  const IsgJson *json = isg_json_nth (node->json, index);

  if (isg_json_type (json) != ISG_JSON_STRING || *isg_json_text (json) == '\0') {
    isg_pack_reader_fail (node->reader,
                          ISG_RULES_ERROR_BROKEN,
                          node->file,
                          place,
                          "a string that is not empty is expected");
    return "";
  }
  return isg_pack_reader_keep (node->reader, isg_json_text (json));
}

const char *
isg_pack_node_nth_name (IsgPackNode *node, guint index)
{
  const char *name = isg_json_nth_name (node->json, index);

  if (*name == '\0')
    isg_pack_node_fail (node, NULL, "a name is empty");
  return isg_pack_reader_keep (node->reader, name);
}

void
isg_pack_node_end (IsgPackNode *node)
{
  if (node->json == NULL || isg_json_type (node->json) != ISG_JSON_OBJECT)
    return;

  for (guint i = 0; i < isg_json_length (node->json); i++)
    if (!node->asked[i])
      isg_pack_node_fail (node, isg_json_nth_name (node->json, i), "unknown member");
}
