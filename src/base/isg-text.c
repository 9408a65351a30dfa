/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-text.h"

#include <string.h>

#define DOT_ABOVE 0x307

/* Letters that no decomposition takes to their plain neighbour; ə is Azerbaijani, the others come
 * with foreign names. */
static const struct {
  gunichar letter;
  const char *plain;
} plain_letters[] = {
  { 0x131, "i" },  /* ı */
  { 0xdf, "ss" },  /* ß */
  { 0xe6, "ae" },  /* æ */
  { 0xf8, "o" },   /* ø */
  { 0x111, "d" },  /* đ */
  { 0x142, "l" },  /* ł */
  { 0x153, "oe" }, /* œ */
  { 0x259, "e" },  /* ə */
};

static char *
normalize (const char *text, GNormalizeMode mode)
{
  g_autofree char *valid = NULL;

  /* g_utf8_normalize () gives NULL for what is not UTF-8; texts come from isg_text_clean (), so
   * this is the last net. */
  if (!g_utf8_validate (text, -1, NULL)) {
    valid = g_utf8_make_valid (text, -1);
    text = valid;
  }
  return g_utf8_normalize (text, -1, mode);
}

/* Composed, and without the dot that some programs put over a small i that was İ. */
static char *
compose (const char *text)
{
  g_autofree char *composed = normalize (text, G_NORMALIZE_NFC);
  GString *result = g_string_new (NULL);
  gunichar previous = 0;

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c != DOT_ABOVE || previous != 'i')
      g_string_append_unichar (result, c);
    previous = c;
  }
  return g_string_free (result, FALSE);
}

/* The library's own mappings of single letters do not look at the locale, as those of whole strings
 * do. */
static gunichar
lower (gunichar c)
{
  switch (c) {
  case 'I':
    return 0x131; /* ı */
  case 0x130:     /* İ */
    return 'i';
  default:
    return g_unichar_tolower (c);
  }
}

static gunichar
upper (gunichar c)
{
  switch (c) {
  case 'i':
    return 0x130; /* İ */
  case 0x131:     /* ı */
    return 'I';
  default:
    return g_unichar_toupper (c);
  }
}

static void
append_plain (GString *result, gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_letters); i++) {
    if (plain_letters[i].letter == c) {
      g_string_append (result, plain_letters[i].plain);
      return;
    }
  }
  g_string_append_unichar (result, c);
}

/* Marks, and characters that are not seen: soft hyphen, zero-width space, byte order mark. */
static gboolean
is_ignored (gunichar c)
{
  return g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

char *
isg_text_fold (const char *text)
{
  g_autofree char *decomposed = normalize (text, G_NORMALIZE_NFKD);
  GString *result = g_string_sized_new (strlen (decomposed));
  gboolean space = FALSE;

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_ignored (c))
      continue;
    if (g_unichar_isspace (c)) {
      space = TRUE;
      continue;
    }
    if (space && result->len > 0)
      g_string_append_c (result, ' ');
    space = FALSE;
    append_plain (result, g_unichar_tolower (c));
  }
  return g_string_free (result, FALSE);
}

/* The place of a letter of the alphabet, from 'A' on, or 0. */
static char
letter_weight (gunichar c)
{
  static const gunichar alphabet[]
    = { 'a',           'b', 'c',           0xe7 /* ç */, 'd', 'e', 'f', 'g',
        0x11f /* ğ */, 'h', 0x131 /* ı */, 'i',          'j', 'k', 'l', 'm',
        'n',           'o', 0xf6 /* ö */,  'p',          'q', 'r', 's', 0x15f /* ş */,
        't',           'u', 0xfc /* ü */,  'v',          'w', 'x', 'y', 'z' };

  for (gsize i = 0; i < G_N_ELEMENTS (alphabet); i++)
    if (alphabet[i] == c)
      return (char) ('A' + i);
  return 0;
}

/* The weights are ASCII, so that a key is text: '!' space, '#' signs, '0'–'9' digits, 'A'–'`'
 * letters, '~' the letters of other alphabets. */
static void
append_weight (GString *key, gunichar c)
{
  char weight = letter_weight (c);

  if (weight != 0) {
    g_string_append_c (key, weight);
  } else if (c < 0x80 && g_ascii_isdigit ((char) c)) {
    g_string_append_c (key, (char) c);
  } else {
    g_string_append_c (key, g_unichar_isalnum (c) ? '~' : '#');
    g_string_append_unichar (key, c);
  }
}

/* @c is a small letter. A letter with a mark that Turkish does not know counts as the letter at
 * first: é as e. */
static void
append_letter (GString *key, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  g_autoptr (GString) plain = NULL;

  if (letter_weight (c) == 0) {
    g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
    c = parts[0];
  }
  if (letter_weight (c) != 0) {
    append_weight (key, c);
    return;
  }

  plain = g_string_new (NULL);
  append_plain (plain, c);
  for (const char *p = plain->str; *p != '\0'; p = g_utf8_next_char (p))
    append_weight (key, g_utf8_get_char (p));
}

char *
isg_text_sort_key (const char *text)
{
  g_autofree char *composed = compose (text);
  GString *key = g_string_sized_new (2 * strlen (composed) + 1);
  gboolean space = FALSE;

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_ignored (c))
      continue;
    if (g_unichar_isspace (c)) {
      space = TRUE;
      continue;
    }
    if (space && key->len > 0)
      g_string_append_c (key, '!');
    space = FALSE;
    append_letter (key, lower (c));
  }

  /* A space is below every weight, so a text stands before those that begin with it. What follows
   * decides between texts that differ in case and marks alone. */
  g_string_append_c (key, ' ');
  g_string_append (key, composed);
  return g_string_free (key, FALSE);
}

static char *
map (const char *text, gunichar (*mapping) (gunichar c))
{
  g_autofree char *composed = compose (text);
  GString *result = g_string_sized_new (strlen (composed));

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (result, mapping (g_utf8_get_char (p)));
  return g_string_free (result, FALSE);
}

char *
isg_text_upper (const char *text)
{
  return map (text, upper);
}

char *
isg_text_lower (const char *text)
{
  return map (text, lower);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

char *
isg_text_name_case (const char *text)
{
  g_autofree char *composed = compose (text);
  GString *result = g_string_sized_new (strlen (composed));
  guint n_letters = 0; /* of the word so far */
  gboolean space = FALSE;

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isspace (c)) {
      space = TRUE;
      n_letters = 0;
      continue;
    }
    if (space && result->len > 0)
      g_string_append_c (result, ' ');
    space = FALSE;

    g_string_append_unichar (result, n_letters == 0 ? upper (c) : lower (c));
    if (g_unichar_isalpha (c))
      n_letters++;
    else if (!g_unichar_ismark (c) && !(is_apostrophe (c) && n_letters > 1))
      n_letters = 0; /* after a hyphen or a dot, and in D'Angelo */
  }
  return g_string_free (result, FALSE);
}

/* Joins CRLF, and a lone CR, to LF. */
static char *
join_line_ends (const char *text, gsize length)
{
  GString *result = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++) {
    if (text[i] != '\r')
      g_string_append_c (result, text[i]);
    else if (i + 1 == length || text[i + 1] != '\n')
      g_string_append_c (result, '\n');
  }
  return g_string_free (result, FALSE);
}

/* Neither XML 1.0 nor a reader can take control characters and the two non-characters. */
static gboolean
is_refused (gunichar c)
{
  return (g_unichar_iscntrl (c) && c != '\n' && c != '\t') || c == 0xfffe || c == 0xffff;
}

static gboolean
is_trimmed (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xfeff;
}

char *
isg_text_clean (const char *text, gssize length)
{
  g_autofree char *joined = NULL;
  const char *begin;
  const char *end;

  if (text == NULL || !g_utf8_validate (text, length, NULL))
    return NULL;

  joined = join_line_ends (text, length < 0 ? strlen (text) : (gsize) length);
  for (const char *p = joined; *p != '\0'; p = g_utf8_next_char (p))
    if (is_refused (g_utf8_get_char (p)))
      return NULL;

  begin = joined;
  end = joined + strlen (joined);
  while (*begin != '\0' && is_trimmed (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  while (end > begin && is_trimmed (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (begin, (gsize) (end - begin));
}
