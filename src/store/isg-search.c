/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-search-private.h"

#include "base/isg-text.h"

/* So many rows are always looked up and sorted within the 50 ms of design.md 11. */
#define NARROW 8000

#define TRIGRAM 3

#define SIGNS "./-()+,:"

/* Digits, with nothing but signs between them: "12.03.2026", "(0532)". */
static gboolean
is_number (const char *word)
{
  gboolean digit = FALSE;

  for (const char *p = word; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      digit = TRUE;
    else if (strchr (SIGNS, *p) == NULL)
      return FALSE;
  return digit;
}

static void
append_digits (GString *out, const char *word)
{
  for (const char *p = word; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (out, *p);
}

static void
add_word (GString *key, GHashTable *seen, const char *word)
{
  if (*word == '\0' || !g_hash_table_add (seen, g_strdup (word)))
    return;
  if (key->len > 0)
    g_string_append_c (key, ' ');
  g_string_append (key, word);
}

static void
add_words (GString *key, GHashTable *seen, const char *text)
{
  g_autofree char *folded = isg_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GString) digits = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    add_word (key, seen, words[i]);
    if (is_number (words[i]))
      append_digits (digits, words[i]);
    else {
      add_word (key, seen, digits->str);
      g_string_truncate (digits, 0);
    }
  }
  add_word (key, seen, digits->str);
}

char *
isg_search_key (const char *const *texts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *key = g_string_new (NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    add_words (key, seen, texts[i]);
  return g_string_free (key, FALSE);
}

GStrv
isg_search_words (const char *typed)
{
  g_autofree char *folded = isg_text_fold (typed != NULL ? typed : "");
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++) {
    g_autoptr (GString) word = g_string_new (NULL);

    if (is_number (parts[i]))
      append_digits (word, parts[i]);
    else if (parts[i][strspn (parts[i], SIGNS)] != '\0')
      g_string_append (word, parts[i]);
    if (word->len > 0)
      g_strv_builder_add (words, word->str);
  }
  return g_strv_builder_end (words);
}

static void
append_trigram (GString *match, const char *from, const char *to)
{
  if (match->len > 0)
    g_string_append (match, " AND ");
  g_string_append_c (match, '"');
  for (const char *p = from; p < to; p++) {
    if (*p == '"')
      g_string_append_c (match, '"');
    g_string_append_c (match, *p);
  }
  g_string_append_c (match, '"');
}

char *
isg_search_match (const char *const *words)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    glong length = g_utf8_strlen (words[i], -1);
    const char *from = words[i];

    for (glong j = 0; j + TRIGRAM <= length; j++, from = g_utf8_next_char (from))
      append_trigram (match, from, g_utf8_offset_to_pointer (from, TRIGRAM));
  }
  return match->len > 0 ? g_strdup (match->str) : NULL;
}

static gboolean
count_records (IsgStore *store, guint64 *out_count, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, "SELECT max (id) FROM record", error);
  gboolean row;

  if (stmt == NULL || !isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_count = (guint64) isg_stmt_int64 (stmt, 0);
  return TRUE;
}

/* Looking the hits up costs one row for each; walking costs window × records ÷ hits. They meet at
 * the root of window × records. */
static gint64
narrow_limit (guint64 window, guint64 records)
{
  guint64 limit = NARROW;

  while (limit * limit < window * records)
    limit += limit / 8;
  return (gint64) limit;
}

gboolean
isg_search_is_narrow (IsgStore *store,
                      const char *match,
                      guint window,
                      gboolean *out_narrow,
                      GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT rowid FROM record_words (?1) LIMIT 1 OFFSET CAST (?2 AS INTEGER)",
                        error);
  guint64 records;
  gboolean row;

  if (stmt == NULL || !count_records (store, &records, error))
    return FALSE;
  isg_stmt_bind_text (stmt, 1, match);
  isg_stmt_bind_int64 (stmt, 2, narrow_limit (window, records));
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_narrow = !row;
  return TRUE;
}
