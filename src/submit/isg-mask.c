/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-mask.h"

#include <string.h>

#define KEY_WORDS 8
#define MOST_DIGITS                                                                                \
  4 /* a code, an amount: no identity, registry or telephone number is as short                    \
     */
#define LONGEST_NAME   60 /* characters of an element's or member's name */
#define LONGEST_MOMENT 30 /* characters of a day with its time */

struct _IsgMask {
  IsgMaskKnows knows; /* (nullable) */
  gpointer data;
  guint32 key[KEY_WORDS];
  GHashTable *known; /* (owned) (element-type utf8 gboolean): answers of @knows */
};

IsgMask *
isg_mask_new (IsgMaskKnows knows, gpointer data)
{
  IsgMask *mask = g_new0 (IsgMask, 1);

  mask->knows = knows;
  mask->data = data;
  for (gsize i = 0; i < KEY_WORDS; i++)
    mask->key[i] = g_random_int ();
  mask->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return mask;
}

void
isg_mask_free (IsgMask *mask)
{
  if (mask == NULL)
    return;
  memset (mask->key, 0, sizeof mask->key);
  g_hash_table_unref (mask->known);
  g_free (mask);
}

/* ---- one word ---- */

static gboolean
may_stay (IsgMask *mask, const char *word, gboolean is_name)
{
  g_autofree char *key = g_strconcat (is_name ? "<" : ">", word, NULL);
  gpointer known;

  if (mask->knows == NULL)
    return FALSE;
  if (!g_hash_table_lookup_extended (mask->known, key, NULL, &known)) {
    known = GINT_TO_POINTER (mask->knows (word, is_name, mask->data));
    g_hash_table_insert (mask->known, g_steal_pointer (&key), known);
  }
  return GPOINTER_TO_INT (known) != 0;
}

/* Letter for letter and digit for digit; the case stays. */
static void
append_replaced (IsgMask *mask, GString *out, const char *word)
{
  g_autoptr (GHmac) hmac
    = g_hmac_new (G_CHECKSUM_SHA512, (const guchar *) mask->key, sizeof mask->key);
  guint8 bytes[64];
  gsize length = sizeof bytes;
  gsize i = 0;

  g_hmac_update (hmac, (const guchar *) word, -1);
  g_hmac_get_digest (hmac, bytes, &length);
  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c), i++) {
    gunichar letter = g_utf8_get_char (c);
    guint8 byte = bytes[i % length];

    if (g_unichar_isdigit (letter))
      g_string_append_c (out, (char) ('0' + byte % 10));
    else
      g_string_append_c (out, (char) ((g_unichar_isupper (letter) ? 'A' : 'a') + byte % 26));
  }
}

/* ---- pieces of a text ---- */

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_';
}

static void
append_words (IsgMask *mask, GString *out, const char *piece, gsize length, gboolean is_name)
{
  const char *end = piece + length;

  for (const char *c = piece; c < end;) {
    const char *start = c;
    g_autofree char *word = NULL;

    /* An escape of JSON is no letter of the word behind it. */
    if (*c == '\\' && c + 1 < end) {
      g_string_append_len (out, c, 2);
      c += 2;
      continue;
    }
    while (c < end && is_word (g_utf8_get_char (c)))
      c = g_utf8_next_char (c);
    if (c == start) {
      c = g_utf8_next_char (c);
      g_string_append_len (out, start, c - start);
      continue;
    }
    word = g_strndup (start, (gsize) (c - start));
    if (may_stay (mask, word, is_name))
      g_string_append (out, word);
    else
      append_replaced (mask, out, word);
  }
}

static int
two_digits (const char *at)
{
  return g_ascii_isdigit (at[0]) && g_ascii_isdigit (at[1]) ? (at[0] - '0') * 10 + at[1] - '0' : -1;
}

/* dd-MM-yyyy, dd.MM.yyyy, yyyy-MM-dd, with or without a time behind it. */
static gboolean
is_day (const char *piece, gsize length)
{
  gsize day, month;

  if (length < 10)
    return FALSE;
  day = piece[4] == '-' ? 8 : 0;
  month = piece[4] == '-' ? 5 : 3;
  return two_digits (piece + day) >= 1 && two_digits (piece + day) <= 31
         && two_digits (piece + month) >= 1 && two_digits (piece + month) <= 12;
}

/* A whole value that is a code, an amount, a day or a moment. */
static gboolean
is_plain_value (const char *piece, gsize length)
{
  guint n_digits = 0, longest = 0, run = 0;

  if (length > LONGEST_MOMENT)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    char c = piece[i];

    if (g_ascii_isdigit (c)) {
      n_digits++;
      run++;
      longest = MAX (longest, run);
      continue;
    }
    run = 0;
    if (strchr ("-.,:/TZ+", c) == NULL)
      return FALSE;
  }
  if (n_digits == 0 || longest > MOST_DIGITS)
    return FALSE;
  return n_digits <= MOST_DIGITS + 2 || is_day (piece, length);
}

static gboolean
is_name (const char *piece, gsize length)
{
  guint n_digits = 0;

  if (length == 0 || length > LONGEST_NAME)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isalnum (piece[i]) && strchr (":_-./", piece[i]) == NULL)
      return FALSE;
    n_digits += g_ascii_isdigit (piece[i]) ? 1 : 0;
  }
  return n_digits <= MOST_DIGITS;
}

static void
append_value (IsgMask *mask, GString *out, const char *piece, gsize length, gboolean strict)
{
  gsize before = 0, after = length;

  while (before < after && g_ascii_isspace (piece[before]))
    before++;
  while (after > before && g_ascii_isspace (piece[after - 1]))
    after--;
  if (!strict && is_plain_value (piece + before, after - before))
    g_string_append_len (out, piece, (gssize) length);
  else
    append_words (mask, out, piece, length, FALSE);
}

/* The name of an element, or of a member; anything else in its place is treated as a value. */
static void
append_name (IsgMask *mask, GString *out, const char *piece, gsize length)
{
  append_words (mask, out, piece, length, is_name (piece, length));
}

/* ---- the text ---- */

/* Where the string that begins at @start ends; at the end of the text when it does not. */
static const char *
end_of_string (const char *start, const char *end)
{
  const char *c = start;

  while (c < end && *c != '"')
    c += *c == '\\' && c + 1 < end ? 2 : 1;
  return MIN (c, end);
}

static gboolean
is_member (const char *after, const char *end)
{
  while (after < end && g_ascii_isspace (*after))
    after++;
  return after < end && *after == ':';
}

static const char *
mask_string (IsgMask *mask, GString *out, const char *c, const char *end, gboolean strict)
{
  const char *close = end_of_string (c + 1, end);
  gsize length = (gsize) (close - c - 1);

  g_string_append_c (out, '"');
  if (is_member (close + 1, end))
    append_name (mask, out, c + 1, length);
  else
    append_value (mask, out, c + 1, length, strict);
  if (close < end)
    g_string_append_c (out, '"');
  return MIN (close + 1, end);
}

static const char *
mask_tag (IsgMask *mask, GString *out, const char *c, const char *end)
{
  const char *close = memchr (c, '>', (gsize) (end - c));

  if (close == NULL)
    close = end;
  g_string_append_c (out, '<');
  append_name (mask, out, c + 1, (gsize) (close - c - 1));
  if (close < end)
    g_string_append_c (out, '>');
  return MIN (close + 1, end);
}

static const char *
mask_between (IsgMask *mask,
              GString *out,
              const char *c,
              const char *end,
              gboolean json,
              gboolean strict)
{
  const char *stops = json ? "\"{}[]:," : "<";
  const char *start = c;

  while (c < end && strchr (stops, *c) == NULL)
    c++;
  append_value (mask, out, start, (gsize) (c - start), strict);
  return c;
}

static gboolean
looks_json (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == '{' || *text == '[';
}

char *
isg_mask_text (IsgMask *mask, const char *text, gsize length, gboolean strict)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  const char *end = valid + strlen (valid);
  gboolean json = looks_json (valid);
  GString *out = g_string_new (NULL);

  for (const char *c = valid; c < end;) {
    if (json && *c == '"')
      c = mask_string (mask, out, c, end, strict);
    else if (!json && *c == '<')
      c = mask_tag (mask, out, c, end);
    else if (json && strchr ("{}[]:,", *c) != NULL)
      g_string_append_c (out, *c++);
    else
      c = mask_between (mask, out, c, end, json, strict);
  }
  return g_string_free (out, FALSE);
}
