/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-due.h"

#include <string.h>

#include "rules/isg-calendar-private.h"

const char *
isg_due_state_name (IsgDueState state)
{
  static const char *const names[] = { "overdue", "due", "ok", "unknown" };

  return names[state];
}

const char *
isg_due_item_rule (const IsgDueItem *item)
{
  return item->rule->id;
}

const char *
isg_due_item_topic (const IsgDueItem *item)
{
  return item->rule->topic;
}

const char *
isg_due_item_article (const IsgDueItem *item)
{
  if (item->term != NULL && item->rule->article == NULL)
    return item->term->article;
  return item->rule->article != NULL ? item->rule->article : "";
}

const char *
isg_due_item_verify (const IsgDueItem *item)
{
  if (item->term != NULL && item->term->verify != NULL)
    return item->term->verify;
  return item->rule->verify;
}

const char *
isg_due_item_opens (const IsgDueItem *item)
{
  return item->rule->opens;
}

gboolean
isg_due_item_fills (const IsgDueItem *item,
                    guint index,
                    const char **out_field,
                    const char **out_code)
{
  GPtrArray *fills = item->rule->fills;

  if (fills == NULL || 2 * index + 1 >= fills->len)
    return FALSE;
  *out_field = g_ptr_array_index (fills, 2 * index);
  *out_code = g_ptr_array_index (fills, 2 * index + 1);
  return TRUE;
}

gboolean
isg_due_item_opens_record (const IsgDueItem *item)
{
  const IsgDueRule *rule = item->rule;

  if (rule->shape != ISG_DUE_ONCE || item->record == NULL
      || g_strcmp0 (rule->opens, isg_due_item_record_kind (item)) != 0)
    return FALSE;
  /* Of several, the latest is the one that a new one follows. */
  return rule->done_filled != NULL || rule->pick == ISG_PICK_EACH;
}

char *
isg_due_item_key (const IsgDueItem *item)
{
  const char *record = item->rule->shape == ISG_DUE_ONCE ? item->record : NULL;
  g_autofree char *key = g_strdup_printf ("%s|%s|%s|%s|%u|%d",
                                          item->rule->id,
                                          item->workplace,
                                          item->employee != NULL ? item->employee : "",
                                          record != NULL ? record : "",
                                          record != NULL ? item->line : 0,
                                          item->year);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  return g_strndup (hash, 32);
}

const char *
isg_due_item_record_kind (const IsgDueItem *item)
{
  const IsgDueRule *rule = item->rule;

  if (item->record == NULL)
    return NULL;
  if (rule->base.kind != NULL)
    return rule->base.kind->id;
  /* Of hours the first time counts from the person, the next from the training. */
  return g_strcmp0 (item->record, item->employee) == 0 ? rule->people : rule->done.kind->id;
}

const char *
isg_due_item_text (const IsgDueItem *item, IsgLanguage language)
{
  return isg_words_in (&item->rule->text, language);
}

/* ---- why ---- */

static void
put (GHashTable *pairs, const char *name, char *text)
{
  if (text != NULL)
    g_hash_table_insert (pairs, (gpointer) name, text);
}

static char *
number (int n)
{
  return g_strdup_printf ("%d", n);
}

static char *
say_missing (const IsgDueItem *item, IsgRules *rules, IsgLanguage language)
{
  g_auto (GStrv) parts = g_strsplit (item->missing, ".", 2);
  const IsgKind *kind = parts[1] != NULL ? isg_rules_kind (rules, parts[0]) : NULL;
  const IsgFieldDef *field = kind != NULL ? isg_kind_field (kind, parts[1]) : NULL;

  if (field == NULL)
    return isg_rules_text (rules, "due.missing.holidays", language, NULL);
  return isg_rules_text (rules,
                         "due.missing.field",
                         language,
                         "field",
                         isg_words_in (&field->label, language),
                         NULL);
}

char *
isg_due_item_why (const IsgDueItem *item, IsgRules *rules, IsgLanguage language)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  const IsgCodeList *classes = isg_rules_code_list (rules, "hazard_class");
  char *why;

  if (item->missing != NULL)
    return say_missing (item, rules, language);
  if (classes != NULL && item->hazard_class != NULL) {
    put (pairs,
         "class.tr",
         g_strdup (isg_code_list_label (classes, item->hazard_class, ISG_LANGUAGE_TR)));
    put (pairs,
         "class.en",
         g_strdup (isg_code_list_label (classes, item->hazard_class, ISG_LANGUAGE_EN)));
  }
  if (item->term != NULL)
    put (pairs, "n", isg_decimal_to_string (item->term->value, 0));
  if (item->from != ISG_DATE_NONE)
    put (pairs, "from", isg_date_to_iso (item->from));
  if (item->year > 0)
    put (pairs, "year", number (item->year));
  if (item->done_minutes >= 0) {
    put (pairs, "done", number (item->done_minutes));
    put (pairs, "needed", number (item->needed_minutes));
  }
  why = isg_rules_fill_words (&item->rule->why, pairs, language);
  return why != NULL ? why : g_strdup ("");
}
