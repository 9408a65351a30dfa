/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-document.h"

#include <stdarg.h>
#include <string.h>

#include "base/isg-secret.h"
#include "dataset/isg-template-private.h"

/* Neither XML 1.0 nor JSON can hold this character, so that no value is ever taken for a slot. */
#define SLOT_MARK '\001'

/* The bytes of a filled template may hold the firm's password. */
typedef struct {
  gsize length;
  char data[];
} Secretive;

typedef void (*Emit) (gpointer target, const char *text, gsize length);

void
isg_template_append_slot (GString *out, const char *slot)
{
  g_string_append_c (out, SLOT_MARK);
  g_string_append (out, slot);
  g_string_append_c (out, SLOT_MARK);
}

gboolean
isg_template_has_slot (const IsgTemplate *tmpl, const char *slot)
{
  g_autoptr (GString) mark = g_string_new (NULL);

  isg_template_append_slot (mark, slot);
  return strstr (tmpl, mark->str) != NULL;
}

static const char *
escape_of (char c, const char *escape, char scratch[8])
{
  gboolean xml = strcmp (escape, "xml") == 0;
  gboolean json = strcmp (escape, "json") == 0;

  if (xml && c == '&')
    return "&amp;";
  if (xml && c == '<')
    return "&lt;";
  if (xml && c == '>')
    return "&gt;";
  /* A reader turns a bare carriage return into a line feed. */
  if (xml && c == '\r')
    return "&#13;";
  if (json)
    return isg_json_escape (c, scratch);
  return NULL;
}

const char *
isg_json_escape (char c, char scratch[8])
{
  switch (c) {
  case '"':
    return "\\\"";
  case '\\':
    return "\\\\";
  case '\b':
    return "\\b";
  case '\f':
    return "\\f";
  case '\n':
    return "\\n";
  case '\r':
    return "\\r";
  case '\t':
    return "\\t";
  default:
    break;
  }
  if ((guchar) c >= 0x20)
    return NULL;
  g_snprintf (scratch, 8, "\\u%04x", (guint) (guchar) c);
  return scratch;
}

static void
emit_escaped (const char *text, const char *escape, Emit emit, gpointer target)
{
  char scratch[8];
  const char *start = text;

  for (const char *p = text; *p != '\0'; p++) {
    const char *replacement = escape_of (*p, escape, scratch);

    if (replacement == NULL)
      continue;
    emit (target, start, (gsize) (p - start));
    emit (target, replacement, strlen (replacement));
    start = p + 1;
  }
  emit (target, start, strlen (start));
}

static const char *
find_value (const char *const *pairs, const char *slot, gsize length)
{
  for (guint i = 0; pairs[i] != NULL; i += 2) {
    if (strlen (pairs[i]) == length && strncmp (pairs[i], slot, length) == 0)
      return pairs[i + 1];
  }
  return NULL;
}

/* Walks the template once; the length is counted in a first walk, so that no copy of a secret is
 * left behind by growing. */
static gboolean
walk (const char *tmpl, const char *escape, const char *const *pairs, Emit emit, gpointer target)
{
  const char *p = tmpl;

  while (*p != '\0') {
    const char *mark = strchr (p, SLOT_MARK);
    const char *end;
    const char *value;

    if (mark == NULL) {
      emit (target, p, strlen (p));
      break;
    }
    end = strchr (mark + 1, SLOT_MARK);
    if (end == NULL)
      return FALSE;
    value = find_value (pairs, mark + 1, (gsize) (end - mark - 1));
    if (value == NULL)
      return FALSE;
    emit (target, p, (gsize) (mark - p));
    emit_escaped (value, escape, emit, target);
    p = end + 1;
  }
  return TRUE;
}

static void
count_bytes (gpointer target, const char *text, gsize length)
{
  *(gsize *) target += length;
}

static void
copy_bytes (gpointer target, const char *text, gsize length)
{
  char **at = target;

  memcpy (*at, text, length);
  *at += length;
}

static void
free_secretive (gpointer data)
{
  Secretive *secretive = data;

  isg_secret_wipe (secretive->data, secretive->length);
  g_free (secretive);
}

static GPtrArray *
collect_pairs (va_list args)
{
  GPtrArray *pairs = g_ptr_array_new ();

  for (;;) {
    const char *slot = va_arg (args, const char *);
    const char *value = slot == NULL ? NULL : va_arg (args, const char *);

    if (value == NULL)
      break;
    g_ptr_array_add (pairs, (gpointer) slot);
    g_ptr_array_add (pairs, (gpointer) value);
  }
  g_ptr_array_add (pairs, NULL);
  return pairs;
}

GBytes *
isg_template_fill (const IsgTemplate *tmpl, const char *escape, ...)
{
  g_autoptr (GPtrArray) pairs = NULL;
  const char *const *list;
  Secretive *secretive;
  gsize length = 0;
  char *at;
  va_list args;

  va_start (args, escape);
  pairs = collect_pairs (args);
  va_end (args);
  list = (const char *const *) pairs->pdata;

  if (!walk (tmpl, escape, list, count_bytes, &length))
    return NULL;
  secretive = g_malloc (sizeof *secretive + length);
  secretive->length = length;
  at = secretive->data;
  walk (tmpl, escape, list, copy_bytes, &at);
  return g_bytes_new_with_free_func (secretive->data, length, free_secretive, secretive);
}
