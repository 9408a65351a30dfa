/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-sentence.h"

#include <string.h>

#include "base/isg-text.h"

#define DIVIDER " · "

static const char *
check_place (const char *from, gsize length)
{
  static const char *const formats[] = { "date", "number", "words", "words_lower", "count" };
  g_autofree char *place = g_strndup (from, length);
  g_auto (GStrv) parts = g_strsplit (place, ":", -1);

  if (parts[0] == NULL || *parts[0] == '\0')
    return "a place without a name";
  if (parts[1] == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (parts[1], formats[i]))
      return parts[2] == NULL || (g_str_equal (parts[1], "count") && g_strv_length (parts) == 4)
               ? NULL
               : "a place with too many parts";
  return "a place with an unknown format";
}

const char *
isg_sentence_check (const char *text)
{
  while (*text != '\0') {
    gsize plain = strcspn (text, "{}");
    gsize length = 0;
    const char *wrong = NULL;

    text += plain;
    if (*text == '\0')
      return NULL;
    if (*text == '}')
      return "a } without {";
    length = strcspn (text + 1, "{}");
    if (text[1 + length] != '}')
      return "a { without }";
    wrong = check_place (text + 1, length);
    if (wrong != NULL)
      return wrong;
    text += length + 2;
  }
  return NULL;
}

/* @text with its places filled; @out_places is how many there are. */
static char *
fill_part (const char *text, IsgSentenceFill fill, gpointer user_data, guint *out_places)
{
  g_autoptr (GString) out = g_string_new (NULL);

  *out_places = 0;
  while (*text != '\0') {
    gsize plain = strcspn (text, "{");
    g_autofree char *name = NULL;
    g_autofree char *value = NULL;
    char *format = NULL;

    g_string_append_len (out, text, (gssize) plain);
    text += plain;
    if (*text == '\0')
      break;
    name = g_strndup (text + 1, strcspn (text + 1, "}"));
    text += strlen (name) + 1;
    text += *text == '}' ? 1 : 0;
    format = strchr (name, ':');
    if (format != NULL)
      *format++ = '\0';
    value = fill (name, format, user_data);
    if (value != NULL && *value != '\0')
      g_string_append (out, value);
    else if (out->len > 0 && out->str[out->len - 1] == ' ' && strchr (" .,;:", *text) != NULL)
      g_string_truncate (out, out->len - 1);
    *out_places += 1;
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " ")] == '\0';
}

char *
isg_sentence_fill (const char *text, IsgSentenceFill fill, gpointer user_data)
{
  g_auto (GStrv) parts = g_strsplit (text, DIVIDER, -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++) {
    guint places = 0;
    g_autofree char *part = fill_part (parts[i], fill, user_data, &places);

    if (places > 0 && is_blank (part))
      continue;
    if (out->len > 0)
      g_string_append (out, DIVIDER);
    g_string_append (out, part);
  }
  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

char *
isg_sentence_date (IsgDate date, IsgLanguage language)
{
  static const char *const months[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };
  int year = 0;
  int month = 0;
  int day = 0;

  if (date == ISG_DATE_NONE)
    return g_strdup ("");
  if (language == ISG_LANGUAGE_TR)
    return isg_date_format (date, "dd.MM.yyyy");
  isg_date_split (date, &year, &month, &day);
  return g_strdup_printf ("%d %s %d", day, months[month - 1], year);
}

char *
isg_sentence_number (const char *text, IsgLanguage language)
{
  gboolean turkish = language == ISG_LANGUAGE_TR;
  gsize sign = *text == '-' ? 1 : 0;
  gsize whole = strcspn (text + sign, ".");
  gsize smallest = turkish ? 5 : 4;
  g_autoptr (GString) out = g_string_new_len (text, (gssize) sign);

  for (gsize i = 0; i < whole; i++) {
    if (i > 0 && (whole - i) % 3 == 0 && whole >= smallest)
      g_string_append_c (out, turkish ? '.' : ',');
    g_string_append_c (out, text[sign + i]);
  }
  text += sign + whole;
  if (*text == '.') {
    g_string_append_c (out, turkish ? ',' : '.');
    g_string_append (out, text + 1);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
isg_sentence_lower (const char *text, IsgLanguage language)
{
  const char *rest = *text != '\0' ? g_utf8_next_char (text) : text;
  g_autofree char *first = g_strndup (text, (gsize) (rest - text));
  g_autofree char *small = NULL;

  if (*rest == '\0' || g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (text);
  if (language == ISG_LANGUAGE_TR) {
    small = isg_text_lower (first);
  } else {
    /* Not g_utf8_strdown (): in a Turkish locale that makes "I" a dotless ı. */
    gunichar letter = g_unichar_tolower (g_utf8_get_char (first));

    small = g_ucs4_to_utf8 (&letter, 1, NULL, NULL, NULL);
  }
  return g_strconcat (small, rest, NULL);
}
