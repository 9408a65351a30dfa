/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <string.h>

#include "rules/isg-calendar-private.h"
#include "rules/isg-sentence.h"

/* What a sentence is filled from: pairs of place and text, or a finding. */
typedef struct {
  GHashTable *pairs;         /* (not owned) (nullable) */
  const IsgFinding *finding; /* (nullable) */
  const IsgKind *kind;       /* (nullable) */
  IsgLanguage language;
} Fill;

static const char *
check_text (IsgPackNode *node, const char *member)
{
  const char *text = isg_pack_node_string (node, member);
  const char *wrong = isg_sentence_check (text);

  if (wrong != NULL)
    isg_pack_node_fail (node, member, "%s", wrong);
  return text;
}

static void
load_text (IsgPackNode *node, const char *id, IsgRules *rules)
{
  IsgText *text = g_new0 (IsgText, 1);

  text->tr = check_text (node, "tr");
  text->en = check_text (node, "en");
  if (isg_pack_node_has (node, "en_one"))
    text->en_one = check_text (node, "en_one");
  isg_pack_node_end (node);
  if (!g_hash_table_insert (rules->texts, (gpointer) id, text))
    isg_pack_node_fail (node, NULL, "the text stands twice: %s", id);
}

void
isg_texts_load (IsgPackReader *reader, IsgRules *rules)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "texts");

  for (guint i = 0; i < files->len; i++) {
    IsgPackNode *root = isg_pack_reader_json (reader, g_ptr_array_index (files, i));
    IsgPackNode *map = isg_pack_node_object (root, "texts");

    isg_pack_node_string (root, "source");
    for (guint j = 0; j < isg_pack_node_length (map); j++)
      load_text (isg_pack_node_nth_object (map, j), isg_pack_node_nth_name (map, j), rules);
    isg_pack_node_end (root);
  }
}

gboolean
isg_rules_has_finding (IsgRules *rules, const char *code)
{
  g_autofree char *id = g_strconcat ("finding.", code, NULL);

  return g_hash_table_contains (rules->texts, id);
}

static const IsgFieldDef *
find_field (const Fill *fill, const char *path)
{
  return fill->kind != NULL && path != NULL ? isg_kind_field (fill->kind, path) : NULL;
}

static char *
field_label (const Fill *fill, const char *path)
{
  const IsgFieldDef *field = find_field (fill, path);

  return g_strdup (field != NULL ? isg_words_in (&field->label, fill->language) : path);
}

static const char *
find_pair (const Fill *fill, const char *name)
{
  if (fill->pairs != NULL)
    return g_hash_table_lookup (fill->pairs, name);
  return fill->finding != NULL ? isg_finding_arg (fill->finding, name) : NULL;
}

/* The places that every finding has without being told. */
static char *
fill_from_field (const Fill *fill, const char *name)
{
  const char *path = fill->finding != NULL ? isg_finding_path (fill->finding) : NULL;
  const IsgFieldDef *field = find_field (fill, path);

  if (g_str_equal (name, "field"))
    return field_label (fill, path);
  if (field != NULL && g_str_equal (name, "hint"))
    return g_strdup (isg_words_in (&field->hint, fill->language));
  if (field != NULL && g_str_equal (name, "unit"))
    return g_strdup (isg_words_in (&field->unit, fill->language));
  return NULL;
}

static char *
format_count (const char *number, const char *words, IsgLanguage language)
{
  g_auto (GStrv) parts = g_strsplit (words, ":", -1);
  g_autofree char *digits = isg_sentence_number (number, language);
  gboolean one = g_str_equal (number, "1");

  if (g_strv_length (parts) != 3)
    return g_steal_pointer (&digits);
  return g_strdup_printf ("%s %s", digits, parts[one ? 1 : 2]);
}

static char *
format_value (const Fill *fill, const char *value, const char *format)
{
  IsgDate date = ISG_DATE_NONE;

  if (format == NULL)
    return g_strdup (value);
  if (g_str_equal (format, "number"))
    return isg_sentence_number (value, fill->language);
  if (g_str_has_prefix (format, "count"))
    return format_count (value, format, fill->language);
  if (g_str_equal (format, "date") && isg_date_parse_iso (value, &date, NULL))
    return isg_sentence_date (date, fill->language);
  return g_strdup (value);
}

/* A place that is told in both languages: "name.tr" and "name.en". */
static char *
fill_words (const Fill *fill, const char *name, gboolean lower)
{
  g_autofree char *in_language
    = g_strconcat (name, ".", isg_i18n_language_tag (fill->language), NULL);
  const char *words = find_pair (fill, in_language);

  if (words == NULL || !lower)
    return g_strdup (words);
  return isg_sentence_lower (words, fill->language);
}

static char *
fill_place (const char *name, const char *format, gpointer user_data)
{
  const Fill *fill = user_data;
  g_autofree char *own = NULL;
  const char *value = NULL;

  if (format != NULL && g_str_has_prefix (format, "words"))
    return fill_words (fill, name, g_str_equal (format, "words_lower"));
  value = find_pair (fill, name);
  if (value == NULL)
    value = own = fill_from_field (fill, name);
  return value != NULL ? format_value (fill, value, format) : NULL;
}

static char *
say (IsgRules *rules, const char *id, const Fill *fill)
{
  const IsgText *text = g_hash_table_lookup (rules->texts, id);
  const char *sentence = NULL;

  if (text == NULL)
    return NULL;
  sentence = fill->language == ISG_LANGUAGE_TR ? text->tr : text->en;
  if (fill->language == ISG_LANGUAGE_EN && text->en_one != NULL
      && g_strcmp0 (find_pair (fill, "n"), "1") == 0)
    sentence = text->en_one;
  return isg_sentence_fill (sentence, fill_place, (gpointer) fill);
}

char *
isg_rules_fill_words (const IsgWords *words, GHashTable *pairs, IsgLanguage language)
{
  Fill fill = { pairs, NULL, NULL, language };
  const char *sentence = isg_words_in (words, language);

  return sentence != NULL ? isg_sentence_fill (sentence, fill_place, &fill) : NULL;
}

char *
isg_rules_text (IsgRules *rules, const char *id, IsgLanguage language, ...)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new (g_str_hash, g_str_equal);
  Fill fill = { pairs, NULL, NULL, language };
  const char *name = NULL;
  va_list list;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  va_start (list, language);
  while ((name = va_arg (list, const char *)) != NULL) {
    const char *text = va_arg (list, const char *);

    if (text == NULL)
      break;
    g_hash_table_insert (pairs, (gpointer) name, (gpointer) text);
  }
  va_end (list);
  return say (rules, id, &fill);
}

char *
isg_rules_finding_message (IsgRules *rules,
                           const IsgKind *kind,
                           const IsgFinding *finding,
                           IsgLanguage language)
{
  Fill fill = { NULL, finding, kind, language };
  g_autofree char *id = NULL;
  char *message = NULL;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (finding != NULL, NULL);

  id = g_strconcat ("finding.", isg_finding_code (finding), NULL);
  message = say (rules, id, &fill);
  /* A finding from another pack's time: its code and field still say something. */
  if (message == NULL) {
    g_autofree char *label = field_label (&fill, isg_finding_path (finding));

    message = label != NULL ? g_strdup_printf ("%s: %s", label, isg_finding_code (finding))
                            : g_strdup (isg_finding_code (finding));
  }
  return message;
}
