/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-json.h"

#include <string.h>

#include "rules/isg-rules.h"

struct _IsgJson {
  IsgJsonType type;
  gboolean yes;
  char *text;        /* (owned) (nullable) STRING, NUMBER */
  GPtrArray *values; /* (owned) (nullable) (element-type IsgJson) ARRAY, OBJECT */
  GPtrArray *names;  /* (owned) (nullable) (element-type utf8) OBJECT */
};

typedef struct {
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  guint max_depth;
  GError **error;
} Scan;

static IsgJson *scan_value (Scan *scan);

static IsgJson *
make_json (IsgJsonType type)
{
  IsgJson *json = g_new0 (IsgJson, 1);

  json->type = type;
  if (type == ISG_JSON_ARRAY || type == ISG_JSON_OBJECT)
    json->values = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_json_free);
  if (type == ISG_JSON_OBJECT)
    json->names = g_ptr_array_new_with_free_func (g_free);
  return json;
}

void
isg_json_free (IsgJson *json)
{
  if (json == NULL)
    return;

  g_free (json->text);
  g_clear_pointer (&json->values, g_ptr_array_unref);
  g_clear_pointer (&json->names, g_ptr_array_unref);
  g_free (json);
}

static gboolean
fail (Scan *scan, const char *reason)
{
  guint line = 1;
  guint column = 1;

  for (const char *at = scan->start; at < scan->at; at++) {
    column = *at == '\n' ? 1 : column + 1;
    line += *at == '\n' ? 1 : 0;
  }
  g_set_error (scan->error,
               ISG_RULES_ERROR,
               ISG_RULES_ERROR_VALUE,
               "not JSON: line %u, column %u: %s",
               line,
               column,
               reason);
  return FALSE;
}

static char
peek (Scan *scan)
{
  return scan->at < scan->end ? *scan->at : '\0';
}

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL && *scan->at != '\0')
    scan->at++;
}

static gboolean
take (Scan *scan, char wanted)
{
  if (peek (scan) != wanted)
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
scan_hex4 (Scan *scan, gunichar *out)
{
  gunichar unit = 0;

  if (scan->end - scan->at < 4)
    return fail (scan, "\\u needs four digits");
  for (guint i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (scan->at[i]);

    if (digit < 0)
      return fail (scan, "\\u needs four digits");
    unit = unit << 4 | (gunichar) digit;
  }
  scan->at += 4;
  *out = unit;
  return TRUE;
}

static gboolean
scan_unicode_escape (Scan *scan, GString *text)
{
  gunichar high = 0;
  gunichar low = 0;

  if (!scan_hex4 (scan, &high))
    return FALSE;
  if (high == 0)
    return fail (scan, "a string may not hold U+0000");
  if (high >= 0xDC00 && high <= 0xDFFF)
    return fail (scan, "half of a surrogate pair");
  if (high >= 0xD800 && high <= 0xDBFF) {
    if (!take (scan, '\\') || !take (scan, 'u'))
      return fail (scan, "half of a surrogate pair");
    if (!scan_hex4 (scan, &low))
      return FALSE;
    if (low < 0xDC00 || low > 0xDFFF)
      return fail (scan, "half of a surrogate pair");
    high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  }
  g_string_append_unichar (text, high);
  return TRUE;
}

static gboolean
scan_escape (Scan *scan, GString *text)
{
  static const char names[] = "\"\\/bfnrt";
  static const char meant[] = "\"\\/\b\f\n\r\t";
  char letter = peek (scan);
  const char *found = letter != '\0' ? strchr (names, letter) : NULL;

  if (letter == 'u') {
    scan->at++;
    return scan_unicode_escape (scan, text);
  }
  if (found == NULL)
    return fail (scan, "unknown escape");
  scan->at++;
  g_string_append_c (text, meant[found - names]);
  return TRUE;
}

static char *
scan_string (Scan *scan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!take (scan, '"')) {
    fail (scan, "a string is expected");
    return NULL;
  }
  while (scan->at < scan->end) {
    const char *from = scan->at;

    while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\'
           && (guchar) *scan->at >= 0x20)
      scan->at++;
    g_string_append_len (text, from, scan->at - from);
    if (take (scan, '"'))
      return g_string_free (g_steal_pointer (&text), FALSE);
    if (!take (scan, '\\')) {
      fail (scan, scan->at < scan->end ? "a control character in a string" : "an unended string");
      return NULL;
    }
    if (!scan_escape (scan, text))
      return NULL;
  }
  fail (scan, "an unended string");
  return NULL;
}

static gboolean
skip_digits (Scan *scan)
{
  if (!g_ascii_isdigit (peek (scan)))
    return fail (scan, "a digit is expected");
  while (g_ascii_isdigit (peek (scan)))
    scan->at++;
  return TRUE;
}

static IsgJson *
scan_number (Scan *scan)
{
  const char *from = scan->at;
  IsgJson *json = NULL;

  take (scan, '-');
  if (!take (scan, '0') && !skip_digits (scan))
    return NULL;
  if (take (scan, '.') && !skip_digits (scan))
    return NULL;
  if (take (scan, 'e') || take (scan, 'E')) {
    if (!take (scan, '+'))
      take (scan, '-');
    if (!skip_digits (scan))
      return NULL;
  }

  json = make_json (ISG_JSON_NUMBER);
  json->text = g_strndup (from, (gsize) (scan->at - from));
  return json;
}

static IsgJson *
scan_word (Scan *scan)
{
  static const struct {
    const char *word;
    IsgJsonType type;
    gboolean yes;
  } words[] = {
    { "null", ISG_JSON_NULL, FALSE },
    { "true", ISG_JSON_BOOL, TRUE },
    { "false", ISG_JSON_BOOL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize length = strlen (words[i].word);

    if ((gsize) (scan->end - scan->at) >= length && memcmp (scan->at, words[i].word, length) == 0) {
      IsgJson *json = make_json (words[i].type);

      json->yes = words[i].yes;
      scan->at += length;
      return json;
    }
  }
  fail (scan, scan->at < scan->end ? "a value is expected" : "the text ends too early");
  return NULL;
}

static gboolean
scan_item (Scan *scan, IsgJson *into)
{
  IsgJson *value = scan_value (scan);

  if (value == NULL)
    return FALSE;
  g_ptr_array_add (into->values, value);
  return TRUE;
}

static gboolean
scan_member (Scan *scan, IsgJson *into, GHashTable *seen)
{
  const char *from = scan->at;
  char *name = scan_string (scan);

  if (name == NULL)
    return FALSE;
  g_ptr_array_add (into->names, name);
  if (!g_hash_table_add (seen, name)) {
    scan->at = from;
    return fail (scan, "this name stands twice in its object");
  }
  skip_space (scan);
  if (!take (scan, ':'))
    return fail (scan, "':' is expected");
  skip_space (scan);
  return scan_item (scan, into);
}

/* The opening bracket is taken; @close ends it. */
static IsgJson *
scan_list (Scan *scan, IsgJsonType type, char close)
{
  g_autoptr (IsgJson) list = make_json (type);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (++scan->depth > scan->max_depth) {
    fail (scan, "nested too deeply");
    return NULL;
  }
  skip_space (scan);
  if (!take (scan, close)) {
    do {
      skip_space (scan);
      if (type == ISG_JSON_OBJECT ? !scan_member (scan, list, seen) : !scan_item (scan, list))
        return NULL;
      skip_space (scan);
    } while (take (scan, ','));
    if (!take (scan, close)) {
      fail (scan, "',' or the end of the list is expected");
      return NULL;
    }
  }
  scan->depth--;
  return g_steal_pointer (&list);
}

static IsgJson *
scan_value (Scan *scan)
{
  char letter = peek (scan);

  if (take (scan, '{'))
    return scan_list (scan, ISG_JSON_OBJECT, '}');
  if (take (scan, '['))
    return scan_list (scan, ISG_JSON_ARRAY, ']');
  if (letter == '-' || g_ascii_isdigit (letter))
    return scan_number (scan);
  if (letter == '"') {
    g_autofree char *text = scan_string (scan);
    IsgJson *json = NULL;

    if (text == NULL)
      return NULL;
    json = make_json (ISG_JSON_STRING);
    json->text = g_steal_pointer (&text);
    return json;
  }
  return scan_word (scan);
}

IsgJson *
isg_json_parse (const char *data, gsize length, guint max_depth, GError **error)
{
  Scan scan = { data, data, data + length, 0, max_depth, error };
  g_autoptr (IsgJson) json = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!g_utf8_validate (data, (gssize) length, &scan.at)) {
    fail (&scan, "not UTF-8");
    return NULL;
  }
  scan.at = scan.start;
  skip_space (&scan);
  json = scan_value (&scan);
  if (json == NULL)
    return NULL;
  skip_space (&scan);
  if (scan.at < scan.end) {
    fail (&scan, "something stands after the value");
    return NULL;
  }
  return g_steal_pointer (&json);
}

IsgJsonType
isg_json_type (const IsgJson *json)
{
  g_return_val_if_fail (json != NULL, ISG_JSON_NULL);

  return json->type;
}

const char *
isg_json_text (const IsgJson *json)
{
  g_return_val_if_fail (json != NULL, NULL);

  return json->text;
}

gboolean
isg_json_bool (const IsgJson *json)
{
  g_return_val_if_fail (json != NULL, FALSE);

  return json->yes;
}

guint
isg_json_length (const IsgJson *json)
{
  g_return_val_if_fail (json != NULL, 0);

  return json->values != NULL ? json->values->len : 0;
}

const IsgJson *
isg_json_nth (const IsgJson *json, guint index)
{
  g_return_val_if_fail (index < isg_json_length (json), NULL);

  return g_ptr_array_index (json->values, index);
}

const char *
isg_json_nth_name (const IsgJson *json, guint index)
{
  g_return_val_if_fail (index < isg_json_length (json), NULL);
  g_return_val_if_fail (json->names != NULL, NULL);

  return g_ptr_array_index (json->names, index);
}

void
isg_json_append_string (GString *out, const char *text)
{
  g_return_if_fail (out != NULL);
  g_return_if_fail (text != NULL);

  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\')
      g_string_append_printf (out, "\\%c", *at);
    else if (*at == '\n')
      g_string_append (out, "\\n");
    else if ((guchar) *at < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *at);
    else
      g_string_append_c (out, *at);
  }
  g_string_append_c (out, '"');
}

/* Its depth is the parser's, which has a limit. */
static void
append_children (GString *out, const IsgJson *json)
{
  gboolean object = isg_json_type (json) == ISG_JSON_OBJECT;

  g_string_append_c (out, object ? '{' : '[');
  for (guint i = 0; i < isg_json_length (json); i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    if (object) {
      isg_json_append_string (out, isg_json_nth_name (json, i));
      g_string_append_c (out, ':');
    }
    isg_json_append (out, isg_json_nth (json, i));
  }
  g_string_append_c (out, object ? '}' : ']');
}

void
isg_json_append (GString *out, const IsgJson *json)
{
  switch (json != NULL ? isg_json_type (json) : ISG_JSON_NULL) {
  case ISG_JSON_BOOL:
    g_string_append (out, isg_json_bool (json) ? "true" : "false");
    break;
  case ISG_JSON_NUMBER:
    g_string_append (out, isg_json_text (json));
    break;
  case ISG_JSON_STRING:
    isg_json_append_string (out, isg_json_text (json));
    break;
  case ISG_JSON_ARRAY:
  case ISG_JSON_OBJECT:
    append_children (out, json);
    break;
  case ISG_JSON_NULL:
  default:
    g_string_append (out, "null");
    break;
  }
}
