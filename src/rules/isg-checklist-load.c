/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-checklist-private.h"
#include "rules/isg-rules-private.h"

/* In the order of IsgMeasureRank. */
static const char *const ranks[] = {
  "eliminate", "substitute", "engineering", "administrative", "ppe", NULL,
};

static void
free_statement (gpointer data)
{
  IsgStatement *statement = data;

  g_array_unref (statement->measures);
  g_array_unref (statement->scores);
  g_free (statement);
}

void
isg_checklist_free (IsgChecklist *checklist)
{
  g_clear_pointer (&checklist->nace, g_ptr_array_unref);
  g_ptr_array_unref (checklist->all);
  g_ptr_array_unref (checklist->own);
  g_ptr_array_unref (checklist->sections);
  g_free (checklist);
}

static void
load_sections (IsgPackNode *list, IsgChecklist *checklist)
{
  for (guint i = 0; i < isg_pack_node_length (list); i++) {
    IsgPackNode *node = isg_pack_node_nth_object (list, i);
    IsgChecklistSection *section = g_new0 (IsgChecklistSection, 1);

    section->id = isg_pack_node_string (node, "id");
    section->label = isg_pack_node_words (node, "label");
    isg_pack_node_end (node);
    g_ptr_array_add (checklist->sections, section);
  }
}

static const IsgChecklistSection *
find_section (IsgPackNode *node, IsgChecklist *checklist)
{
  const char *id = isg_pack_node_string (node, "section");

  for (guint i = 0; i < checklist->sections->len; i++) {
    const IsgChecklistSection *section = g_ptr_array_index (checklist->sections, i);

    if (g_str_equal (section->id, id))
      return section;
  }
  isg_pack_node_fail (node, "section", "there is no such section: %s", id);
  return NULL;
}

static void
load_measures (IsgPackNode *list, IsgStatement *statement)
{
  int last = 0;

  if (isg_pack_node_length (list) == 0)
    isg_pack_node_fail (list, NULL, "at least one measure is expected");
  for (guint i = 0; i < isg_pack_node_length (list); i++) {
    IsgPackNode *node = isg_pack_node_nth_object (list, i);
    int rank = isg_pack_node_choice (node, "rank", ranks);
    IsgOfferedMeasure measure = { (IsgMeasureRank) rank, isg_pack_node_words (node, "text") };

    if (rank < last)
      isg_pack_node_fail (node, "rank", "%s comes before %s", ranks[rank], ranks[last]);
    last = rank;
    g_array_append_val (statement->measures, measure);
    isg_pack_node_end (node);
  }
}

static void
load_score (IsgPackNode *node, const IsgRiskFactor *factor, IsgStatement *statement)
{
  const char *field = isg_risk_factor_field (factor, ISG_RISK_BEFORE);
  IsgOfferedScore score = { factor, isg_decimal_from_int (0) };

  if (!isg_pack_node_decimal_or (node, field, &score.value))
    isg_pack_node_fail (node, field, "missing");
  else if (!isg_risk_factor_find (factor, score.value, NULL))
    isg_pack_node_fail (node, field, "a value that the method does not have");
  g_array_append_val (statement->scores, score);
}

/* "scores": {"matrix_5x5": {"probability": 3, "severity": 4}, …} */
static void
load_scores (IsgPackNode *map, IsgRules *rules, IsgStatement *statement)
{
  for (guint i = 0; i < rules->risk_methods->len; i++) {
    const IsgRiskMethod *method = g_ptr_array_index (rules->risk_methods, i);
    IsgPackNode *node = NULL;

    if (!isg_risk_method_needs_score (method))
      continue;
    node = isg_pack_node_object (map, isg_risk_method_id (method));
    for (guint j = 0; j < isg_risk_method_factors (method)->len; j++)
      load_score (node, g_ptr_array_index (isg_risk_method_factors (method), j), statement);
    isg_pack_node_end (node);
  }
  isg_pack_node_end (map);
}

static void
load_statement (IsgPackNode *node, IsgRules *rules, IsgChecklist *checklist)
{
  IsgStatement *statement = g_new0 (IsgStatement, 1);

  statement->measures = g_array_new (FALSE, FALSE, sizeof (IsgOfferedMeasure));
  statement->scores = g_array_new (FALSE, FALSE, sizeof (IsgOfferedScore));
  g_ptr_array_add (checklist->own, statement);
  g_ptr_array_add (checklist->all, statement);
  statement->id = isg_pack_node_string (node, "id");
  statement->section = find_section (node, checklist);
  statement->hazard = isg_pack_node_words (node, "hazard");
  statement->risk = isg_pack_node_words (node, "risk");
  statement->affirmative = isg_pack_node_words (node, "affirmative");
  statement->negative = isg_pack_node_words (node, "negative");
  statement->source = isg_pack_node_string (node, "source");
  load_measures (isg_pack_node_array (node, "measures"), statement);
  load_scores (isg_pack_node_object (node, "scores"), rules, statement);
  isg_pack_node_end (node);
  if (!g_hash_table_insert (rules->statements, (gpointer) statement->id, statement))
    isg_pack_node_fail (node, "id", "stands twice: %s", statement->id);
}

static void
check_sentence (IsgPackNode *node, GHashTable *seen, const char *sentence)
{
  if (!g_hash_table_add (seen, (gpointer) sentence))
    isg_pack_node_fail (node, "statements", "stands twice: %s", sentence);
}

static void
check_sentences (IsgPackNode *node, IsgChecklist *checklist)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < checklist->all->len; i++) {
    const IsgStatement *statement = g_ptr_array_index (checklist->all, i);

    check_sentence (node, seen, statement->affirmative.tr);
    check_sentence (node, seen, statement->affirmative.en);
    check_sentence (node, seen, statement->negative.tr);
    check_sentence (node, seen, statement->negative.en);
  }
}

static gboolean
is_nace (const char *text)
{
  gsize length = strlen (text);

  if (length != 5 && length != 8)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (i % 3 == 2 ? text[i] != '.' : !g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static void
check_nace (IsgPackNode *node, IsgRules *rules, IsgChecklist *checklist)
{
  if (checklist->offered && checklist->nace->len == 0)
    isg_pack_node_fail (node, "nace", "a list that is offered names its activities");
  for (guint i = 0; i < checklist->nace->len; i++) {
    const char *code = g_ptr_array_index (checklist->nace, i);

    if (!is_nace (code))
      isg_pack_node_fail (node, "nace", "99.99 or 99.99.99 is expected: %s", code);
    else if (isg_rules_checklist_for (rules, code) != NULL)
      isg_pack_node_fail (node, "nace", "another list is offered for %s", code);
  }
}

static void
include_lists (IsgPackNode *node, IsgRules *rules, IsgChecklist *checklist)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (!isg_pack_node_has (node, "with"))
    return;
  ids = isg_pack_node_strings (node, "with");
  for (guint i = 0; i < ids->len; i++) {
    const IsgChecklist *other = isg_rules_checklist (rules, g_ptr_array_index (ids, i));

    if (other == NULL) {
      isg_pack_node_fail (node, "with", "there is no such list before this one");
      return;
    }
    for (guint j = 0; j < other->own->len; j++)
      g_ptr_array_add (checklist->all, g_ptr_array_index (other->own, j));
  }
}

static void
load_checklist (IsgPackReader *reader, IsgRules *rules, const char *file)
{
  IsgPackNode *node = isg_pack_reader_json (reader, file);
  IsgChecklist *checklist = g_new0 (IsgChecklist, 1);
  IsgPackNode *statements = NULL;

  checklist->sections = g_ptr_array_new_with_free_func (g_free);
  checklist->own = g_ptr_array_new_with_free_func (free_statement);
  checklist->all = g_ptr_array_new ();
  checklist->id = isg_pack_node_string (node, "id");
  if (!g_str_equal (checklist->id, isg_pack_reader_stem (reader, file)))
    isg_pack_node_fail (node, "id", "it is to be called as its file");
  checklist->label = isg_pack_node_words (node, "label");
  checklist->source = isg_pack_node_string (node, "source");
  isg_pack_node_string_or (node, "verify", NULL);
  checklist->offered = isg_pack_node_bool_or (node, "offered", TRUE);
  checklist->nace = isg_pack_node_strings (node, "nace");
  check_nace (node, rules, checklist);
  load_sections (isg_pack_node_array (node, "sections"), checklist);
  statements = isg_pack_node_array (node, "statements");
  for (guint i = 0; i < isg_pack_node_length (statements); i++)
    load_statement (isg_pack_node_nth_object (statements, i), rules, checklist);
  include_lists (node, rules, checklist);
  check_sentences (node, checklist);
  isg_pack_node_end (node);
  g_ptr_array_add (rules->checklists, checklist);
  if (checklist->offered)
    g_ptr_array_add (rules->offered_checklists, checklist);
}

void
isg_checklists_load (IsgPackReader *reader, IsgRules *rules)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "checklists");

  for (guint i = 0; i < files->len && !isg_pack_reader_failed (reader); i++)
    load_checklist (reader, rules, g_ptr_array_index (files, i));
}
