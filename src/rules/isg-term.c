/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rules-private.h"

static const char *const hazard_classes[] = { "low", "high", "very_high", NULL };

static const char *const units[] = {
  "lesson_hour", "hour", "minute", "day", "working_day", "month", "year", "employee", NULL,
};

static gboolean
same_text (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

/* Two ranges with open ends, where @none stands for an open one. */
static gboolean
ranges_meet (gint64 from_a, gint64 to_a, gint64 from_b, gint64 to_b, gint64 none)
{
  return (to_a == none || from_b == none || from_b <= to_a)
         && (to_b == none || from_a == none || from_a <= to_b);
}

/* Whether both could be the answer to one question. */
static gboolean
terms_meet (const IsgTerm *a, const IsgTerm *b)
{
  return same_text (a->topic, b->topic) && same_text (a->hazard_class, b->hazard_class)
         && ranges_meet (a->size_min, a->size_max, b->size_min, b->size_max, -1)
         && ranges_meet (a->valid_from, a->valid_to, b->valid_from, b->valid_to, ISG_DATE_NONE);
}

static void
check_term (IsgPackNode *node, IsgRules *rules, const IsgTerm *term)
{
  if (term->size_max != -1 && term->size_max < term->size_min)
    isg_pack_node_fail (node, "size_max", "less than size_min");
  if (term->valid_to != ISG_DATE_NONE && term->valid_to < term->valid_from)
    isg_pack_node_fail (node, "valid_to", "before valid_from");
  for (guint i = 0; i < rules->terms->len; i++) {
    const IsgTerm *other = g_ptr_array_index (rules->terms, i);

    if (same_text (other->id, term->id))
      isg_pack_node_fail (node, "id", "stands twice: %s", term->id);
    else if (terms_meet (other, term))
      isg_pack_node_fail (node, NULL, "holds together with %s", other->id);
  }
}

static void
add_to_topic (IsgRules *rules, IsgTerm *term)
{
  GPtrArray *terms = g_hash_table_lookup (rules->topics, term->topic);

  if (terms == NULL) {
    terms = g_ptr_array_new ();
    g_hash_table_insert (rules->topics, (gpointer) term->topic, terms);
  }
  g_ptr_array_add (terms, term);
}

static void
load_term (IsgPackNode *node, IsgRules *rules)
{
  IsgTerm *term = g_new0 (IsgTerm, 1);

  term->id = isg_pack_node_string (node, "id");
  term->topic = isg_pack_node_string (node, "topic");
  if (isg_pack_node_has (node, "hazard_class"))
    term->hazard_class
      = hazard_classes[isg_pack_node_choice (node, "hazard_class", hazard_classes)];
  if (!isg_pack_node_decimal_or (node, "value", &term->value))
    isg_pack_node_fail (node, "value", "missing");
  term->unit = units[isg_pack_node_choice (node, "unit", units)];
  term->size_min = (int) isg_pack_node_integer_or (node, "size_min", 0, G_MAXINT, -1);
  term->size_max = (int) isg_pack_node_integer_or (node, "size_max", 0, G_MAXINT, -1);
  term->valid_from = isg_pack_node_date_or (node, "valid_from", ISG_DATE_NONE);
  term->valid_to = isg_pack_node_date_or (node, "valid_to", ISG_DATE_NONE);
  term->article = isg_pack_node_string (node, "article");
  term->source = isg_pack_node_string (node, "source");
  term->verify = isg_pack_node_string_or (node, "verify", NULL);
  isg_pack_node_end (node);
  check_term (node, rules, term);
  g_ptr_array_add (rules->terms, term);
  add_to_topic (rules, term);
}

void
isg_terms_load (IsgPackReader *reader, IsgRules *rules)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "terms");

  for (guint i = 0; i < files->len; i++) {
    IsgPackNode *root = isg_pack_reader_json (reader, g_ptr_array_index (files, i));
    IsgPackNode *list = isg_pack_node_array_or_empty (root, "terms");

    for (guint j = 0; j < isg_pack_node_length (list); j++)
      load_term (isg_pack_node_nth_object (list, j), rules);
  }
}

static gboolean
term_holds (const IsgTerm *term, const char *hazard_class, int size, IsgDate day)
{
  gboolean bounded = term->size_min != -1 || term->size_max != -1;

  return same_text (term->hazard_class, hazard_class)
         && (!bounded || (size >= 0 && size >= term->size_min))
         && (term->size_max == -1 || size <= term->size_max)
         && (term->valid_from == ISG_DATE_NONE || day >= term->valid_from)
         && (term->valid_to == ISG_DATE_NONE || day <= term->valid_to);
}

static const IsgTerm *
find_term (GPtrArray *terms, const char *hazard_class, int size, IsgDate day)
{
  for (guint i = 0; i < terms->len; i++)
    if (term_holds (g_ptr_array_index (terms, i), hazard_class, size, day))
      return g_ptr_array_index (terms, i);
  return NULL;
}

const IsgTerm *
isg_rules_term (IsgRules *rules, const char *topic, const char *hazard_class, int size, IsgDate day)
{
  const IsgTerm *term = NULL;
  GPtrArray *terms;

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (topic != NULL, NULL);

  terms = g_hash_table_lookup (rules->topics, topic);
  if (terms == NULL)
    return NULL;
  if (hazard_class != NULL)
    term = find_term (terms, hazard_class, size, day);
  return term != NULL ? term : find_term (terms, NULL, size, day);
}

GPtrArray *
isg_rules_terms (IsgRules *rules)
{
  g_return_val_if_fail (rules != NULL, NULL);

  return rules->terms;
}
