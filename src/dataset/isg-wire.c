/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-wire-private.h"

#include <string.h>

#include "rules/isg-json.h"

IsgWire *
isg_wire_new (const char *name)
{
  IsgWire *wire = g_new0 (IsgWire, 1);

  wire->name = g_strdup (name);
  wire->text = g_string_new (NULL);
  wire->children = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_wire_free);
  return wire;
}

/* Recurses at most ISG_WIRE_MAX_DEPTH deep. */
void
isg_wire_free (IsgWire *wire)
{
  if (wire == NULL)
    return;
  g_free (wire->name);
  g_free (wire->space);
  g_string_free (wire->text, TRUE);
  g_ptr_array_unref (wire->children);
  g_free (wire);
}

/* ---- JSON ---- */

typedef struct {
  guint n_nodes;
} JsonCount;

static gboolean add_json (IsgWire *parent, const char *name, const IsgJson *json, JsonCount *count);

static gboolean
fill_json (IsgWire *wire, const IsgJson *json, JsonCount *count)
{
  switch (isg_json_type (json)) {
  case ISG_JSON_NULL:
    wire->nil = TRUE;
    return TRUE;
  case ISG_JSON_BOOL:
    g_string_assign (wire->text, isg_json_bool (json) ? "true" : "false");
    return TRUE;
  case ISG_JSON_NUMBER:
  case ISG_JSON_STRING:
    g_string_assign (wire->text, isg_json_text (json));
    return TRUE;
  case ISG_JSON_ARRAY:
    /* An array in an array has no name to find it by. */
    return TRUE;
  case ISG_JSON_OBJECT:
  default:
    break;
  }
  for (guint i = 0; i < isg_json_length (json); i++) {
    if (!add_json (wire, isg_json_nth_name (json, i), isg_json_nth (json, i), count))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_json (IsgWire *parent, const char *name, const IsgJson *json, JsonCount *count)
{
  gboolean array = isg_json_type (json) == ISG_JSON_ARRAY;
  guint n = array ? isg_json_length (json) : 1;

  for (guint i = 0; i < n; i++) {
    IsgWire *wire = isg_wire_new (name);

    g_ptr_array_add (parent->children, wire);
    if (++count->n_nodes > ISG_WIRE_MAX_NODES)
      return FALSE;
    if (!fill_json (wire, array ? isg_json_nth (json, i) : json, count))
      return FALSE;
  }
  return TRUE;
}

IsgWire *
isg_wire_read_json (const char *data, gsize length, char **why)
{
  g_autoptr (IsgWire) wire = isg_wire_new ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgJson) json = NULL;
  JsonCount count = { 0 };

  /* Some servers begin a text with a byte order mark; RFC 8259 8.1 lets a reader pass over it. */
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0) {
    data += 3;
    length -= 3;
  }
  json = isg_json_parse (data, length, ISG_WIRE_MAX_DEPTH, &error);
  if (json == NULL) {
    if (why != NULL)
      *why = g_strdup (error->message);
    return NULL;
  }
  if (isg_json_type (json) != ISG_JSON_OBJECT || !fill_json (wire, json, &count)) {
    if (why != NULL)
      *why = g_strdup ("no object, or one with too many members");
    return NULL;
  }
  return g_steal_pointer (&wire);
}

/* ---- finding ---- */

static const char *
child_text (IsgWire *wire, const char *name)
{
  for (guint i = 0; i < wire->children->len; i++) {
    IsgWire *child = g_ptr_array_index (wire->children, i);

    if (strcmp (child->name, name) == 0)
      return child->text->str;
  }
  return NULL;
}

static gboolean
step_matches (IsgWire *wire, const IsgWireStep *step, const char *employee, const char *topic)
{
  if (wire->nil || strcmp (wire->name, step->name) != 0)
    return FALSE;
  if (step->key == NULL)
    return TRUE;
  return g_strcmp0 (child_text (wire, step->key),
                    strcmp (step->axis, "topic") == 0 ? topic : employee)
         == 0;
}

GPtrArray *
isg_wire_find (IsgWire *wire, const IsgWirePath *path, const char *employee, const char *topic)
{
  GPtrArray *found = g_ptr_array_new ();

  if (path == NULL)
    return found;
  g_ptr_array_add (found, wire);
  for (guint i = 0; i < path->steps->len; i++) {
    const IsgWireStep *step = g_ptr_array_index (path->steps, i);
    g_autoptr (GPtrArray) from = g_steal_pointer (&found);

    found = g_ptr_array_new ();
    for (guint k = 0; k < from->len; k++) {
      IsgWire *parent = g_ptr_array_index (from, k);

      for (guint c = 0; c < parent->children->len; c++) {
        IsgWire *child = g_ptr_array_index (parent->children, c);

        if (step_matches (child, step, employee, topic))
          g_ptr_array_add (found, child);
      }
    }
  }
  return found;
}

char *
isg_wire_text (IsgWire *wire, const IsgWirePath *path, gboolean *twice)
{
  g_autoptr (GPtrArray) found = isg_wire_find (wire, path, NULL, NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < found->len; i++) {
    g_autofree char *other
      = g_strstrip (g_strdup (((IsgWire *) g_ptr_array_index (found, i))->text->str));

    if (text != NULL && strcmp (text, other) != 0) {
      if (twice != NULL)
        *twice = TRUE;
      return NULL;
    }
    g_free (text);
    text = g_steal_pointer (&other);
  }
  return text == NULL || *text == '\0' ? NULL : g_steal_pointer (&text);
}
