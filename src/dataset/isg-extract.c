/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-message.h"

#include <string.h>

#include "dataset/isg-reply-private.h"

/* Where the entries of a reply stand in its bytes. The reader (isg-wire.c) has found it well-formed
 * and without a document type before; so this one only walks over it. */

typedef struct {
  gsize start;
  gsize end;
} Span;

typedef struct {
  const char *data;
  gsize length;
  gsize at;
  const IsgWirePath *path; /* from the wrapper to the entries */
  GArray *spans;           /* (element-type Span) */
  guint depth;             /* how many steps of the path are matched by what is open */
} Walk;

static gboolean
step_is (const Walk *walk, guint step, const char *name, gsize length)
{
  const IsgWireStep *wanted;

  if (step >= walk->path->steps->len)
    return FALSE;
  wanted = g_ptr_array_index (walk->path->steps, step);
  return strlen (wanted->name) == length && memcmp (wanted->name, name, length) == 0;
}

static gboolean
is_entry (const Walk *walk, guint step)
{
  return step + 1 == walk->path->steps->len;
}

static void
add_span (Walk *walk, gsize start, gsize end)
{
  Span span = { start, end };

  g_array_append_val (walk->spans, span);
}

/* ---- JSON ---- */

static gboolean walk_value (Walk *walk, guint step, gboolean on_path);

static void
skip_space (Walk *walk)
{
  while (walk->at < walk->length && strchr (" \t\r\n", walk->data[walk->at]) != NULL)
    walk->at++;
}

static gboolean
take (Walk *walk, char c)
{
  skip_space (walk);
  if (walk->at >= walk->length || walk->data[walk->at] != c)
    return FALSE;
  walk->at++;
  return TRUE;
}

static gboolean
skip_string (Walk *walk)
{
  if (!take (walk, '"'))
    return FALSE;
  for (; walk->at < walk->length && walk->data[walk->at] != '"'; walk->at++)
    if (walk->data[walk->at] == '\\')
      walk->at++;
  return take (walk, '"');
}

static gboolean
walk_object (Walk *walk, guint step, gboolean on_path)
{
  if (!take (walk, '{'))
    return FALSE;
  if (take (walk, '}'))
    return TRUE;
  do {
    gsize start;
    gboolean next;

    skip_space (walk);
    start = walk->at;
    if (!skip_string (walk))
      return FALSE;
    next = on_path && step_is (walk, step, walk->data + start + 1, walk->at - start - 2);
    if (!take (walk, ':') || !walk_value (walk, step + 1, next))
      return FALSE;
  } while (take (walk, ','));
  return take (walk, '}');
}

/* @step is the one that leads on from here; the value itself is an entry when none does. */
static gboolean
walk_one (Walk *walk, guint step, gboolean on_path)
{
  gsize start;

  skip_space (walk);
  start = walk->at;
  if (start >= walk->length)
    return FALSE;
  if (walk->data[start] == '{') {
    if (!walk_object (walk, step, on_path))
      return FALSE;
  } else if (walk->data[start] == '"') {
    if (!skip_string (walk))
      return FALSE;
  } else {
    while (walk->at < walk->length && strchr (",]} \t\r\n", walk->data[walk->at]) == NULL)
      walk->at++;
  }
  if (on_path && step == walk->path->steps->len)
    add_span (walk, start, walk->at);
  return TRUE;
}

static gboolean
walk_value (Walk *walk, guint step, gboolean on_path)
{
  skip_space (walk);
  if (walk->at >= walk->length || walk->data[walk->at] != '[')
    return walk_one (walk, step, on_path);
  walk->at++;
  if (take (walk, ']'))
    return TRUE;
  do {
    skip_space (walk);
    /* A list in a list is no entry of anything. */
    if (walk->at < walk->length && walk->data[walk->at] == '[' ? !walk_value (walk, step, FALSE)
                                                               : !walk_one (walk, step, on_path))
      return FALSE;
  } while (take (walk, ','));
  return take (walk, ']');
}

/* ---- XML ---- */

static gboolean
skip_past (Walk *walk, const char *end)
{
  const char *found = g_strstr_len (walk->data + walk->at, (gssize) (walk->length - walk->at), end);

  if (found == NULL)
    return FALSE;
  walk->at = (gsize) (found - walk->data) + strlen (end);
  return TRUE;
}

/* From "<" to behind ">"; attributes may hold a ">" in quotes. */
static gboolean
skip_tag (Walk *walk, gboolean *out_empty)
{
  char quote = '\0';

  for (; walk->at < walk->length; walk->at++) {
    char c = walk->data[walk->at];

    if (quote != '\0') {
      quote = c == quote ? '\0' : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      *out_empty = walk->data[walk->at - 1] == '/';
      walk->at++;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
starts (const Walk *walk, const char *text)
{
  gsize length = strlen (text);

  return walk->length - walk->at >= length && memcmp (walk->data + walk->at, text, length) == 0;
}

/* The part of a name behind its prefix. */
static const char *
local_name (const Walk *walk, gsize start, gsize *out_length)
{
  const char *name = walk->data + start;
  gsize length = 0;
  const char *colon;

  while (start + length < walk->length && strchr (" \t\r\n/>", name[length]) == NULL)
    length++;
  colon = memchr (name, ':', length);
  if (colon != NULL) {
    length -= (gsize) (colon + 1 - name);
    name = colon + 1;
  }
  *out_length = length;
  return name;
}

/* Envelope, Body and the operation's wrapper stand around what the path begins at. */
#define WRAPPERS 3

static gboolean
walk_xml (Walk *walk)
{
  g_autoptr (GArray) matched = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize start = 0;

  while (walk->at < walk->length) {
    gsize open = walk->at;
    guint depth = matched->len;
    gboolean empty = FALSE;

    if (walk->data[walk->at] != '<') {
      walk->at++;
      continue;
    }
    if (starts (walk, "<!--")) {
      if (!skip_past (walk, "-->"))
        return FALSE;
    } else if (starts (walk, "<![CDATA[")) {
      if (!skip_past (walk, "]]>"))
        return FALSE;
    } else if (starts (walk, "<?")) {
      if (!skip_past (walk, "?>"))
        return FALSE;
    } else if (starts (walk, "</")) {
      if (depth == 0 || !skip_past (walk, ">"))
        return FALSE;
      if (depth > WRAPPERS && g_array_index (matched, guint, depth - 1) == walk->path->steps->len
          && depth == WRAPPERS + walk->path->steps->len)
        add_span (walk, start, walk->at);
      g_array_set_size (matched, depth - 1);
    } else {
      guint before = depth == 0 ? 0 : g_array_index (matched, guint, depth - 1);
      guint now = 0;
      gsize length;
      const char *name = local_name (walk, open + 1, &length);

      /* How many steps of the path this element and those around it are. */
      if (depth >= WRAPPERS && before == depth - WRAPPERS && step_is (walk, before, name, length))
        now = before + 1;
      if (now > 0 && is_entry (walk, before))
        start = open;
      if (!skip_tag (walk, &empty))
        return FALSE;
      if (!empty)
        g_array_append_val (matched, now);
      else if (now > 0 && is_entry (walk, before))
        add_span (walk, open, walk->at);
    }
  }
  return matched->len == 0;
}

/* ---- cutting ---- */

/* The comma that goes with a member of a JSON list: the one before it, or behind the first. */
static void
widen (const char *data, gsize length, gsize from, Span *span)
{
  gsize before = span->start;
  gsize after = span->end;

  while (before > from && strchr (" \t\r\n", data[before - 1]) != NULL)
    before--;
  if (before > from && data[before - 1] == ',') {
    span->start = before - 1;
    return;
  }
  while (after < length && strchr (" \t\r\n", data[after]) != NULL)
    after++;
  if (after < length && data[after] == ',')
    span->end = after + 1;
}

static GBytes *
cut (const Walk *walk, const gboolean *keep, gboolean json)
{
  GByteArray *out = g_byte_array_new ();
  gsize at = 0;

  for (guint i = 0; i < walk->spans->len; i++) {
    Span span = g_array_index (walk->spans, Span, i);

    if (keep[i])
      continue;
    if (json)
      widen (walk->data, walk->length, at, &span);
    g_byte_array_append (out, (const guint8 *) walk->data + at, (guint) (span.start - at));
    at = span.end;
  }
  g_byte_array_append (out, (const guint8 *) walk->data + at, (guint) (walk->length - at));
  return g_byte_array_free_to_bytes (out);
}

static gboolean
find_spans (Walk *walk, gboolean json)
{
  return json ? walk_value (walk, 0, TRUE) : walk_xml (walk);
}

/* Which of the entries speak of the one that was asked about; %NULL when none does. */
static gboolean *
choose (const IsgMethod *method, GPtrArray *entries, const IsgAsked *asked)
{
  gboolean *keep = g_new0 (gboolean, entries->len + 1);
  gboolean any = FALSE;

  for (guint i = 0; i < entries->len; i++) {
    keep[i] = isg_reply_speaks_of (method->query->reply,
                                   g_ptr_array_index (entries, i),
                                   asked,
                                   method->query->ask_server);
    any = any || keep[i];
  }
  if (!any)
    g_clear_pointer (&keep, g_free);
  return keep;
}

GBytes *
isg_message_extract (const IsgMethod *method,
                     guint http_status,
                     const char *content_type,
                     GBytes *body,
                     const IsgAsked *asked)
{
  gboolean json = method->soap_namespace == NULL;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  Walk walk = { .path = method->query->reply->entry, .spans = spans };
  g_autoptr (IsgReply) refusal = NULL;
  g_autoptr (IsgWire) wire
    = isg_reply_open (method, method->query, http_status, content_type, body, &refusal);
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree gboolean *keep = NULL;

  if (wire == NULL)
    return NULL;
  entries = isg_wire_find (wire, walk.path, NULL, NULL);
  keep = choose (method, entries, asked);
  walk.data = g_bytes_get_data (body, &walk.length);
  /* Both must have found the same things, or nothing is cut. */
  if (keep == NULL || !find_spans (&walk, json) || spans->len != entries->len)
    return NULL;
  return cut (&walk, keep, json);
}
