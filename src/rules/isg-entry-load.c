/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-entry-private.h"

static void
suggestion_free (gpointer data)
{
  IsgSuggestion *suggestion = data;

  isg_path_free (suggestion->copy);
  isg_path_free (suggestion->from);
  isg_path_free (suggestion->hazard_class);
  isg_path_free (suggestion->birth);
  isg_condition_free (suggestion->when);
  g_free (suggestion);
}

void
isg_entry_def_free (IsgEntryDef *entry)
{
  if (entry == NULL)
    return;

  isg_condition_free (entry->asked);
  g_clear_pointer (&entry->fill, g_ptr_array_unref);
  g_free (entry);
}

/* ---- suggestions ---- */

static IsgPath *
load_path (IsgPackNode *node, const char *member, IsgRules *rules, const IsgKind *kind)
{
  const char *text = isg_pack_node_string_or (node, member, NULL);
  g_autofree char *reason = NULL;
  IsgPath *path = text != NULL ? isg_path_new (rules, kind, text, &reason) : NULL;

  if (text != NULL && path == NULL)
    isg_pack_node_fail (node, member, "%s", reason);
  return path;
}

static gboolean
has_term (IsgRules *rules, const char *topic)
{
  GPtrArray *terms = isg_rules_terms (rules);

  for (guint i = 0; i < terms->len; i++)
    if (g_str_equal (((const IsgTerm *) g_ptr_array_index (terms, i))->topic, topic))
      return TRUE;
  return FALSE;
}

static void
check_suggestion (IsgPackNode *node,
                  IsgRules *rules,
                  const IsgFieldDef *field,
                  const IsgSuggestion *suggestion)
{
  const IsgFieldDef *copied = suggestion->copy != NULL ? isg_path_field (suggestion->copy) : NULL;

  if ((suggestion->copy == NULL) == (suggestion->from == NULL))
    isg_pack_node_fail (node, "copy", "either copy or from is expected");
  else if (suggestion->copy != NULL && (copied == NULL || copied->type != field->type))
    isg_pack_node_fail (node, "copy", "it is of another type");
  else if (suggestion->copy != NULL && copied->sealed)
    isg_pack_node_fail (node, "copy", "a health detail is not copied");
  else if (suggestion->from != NULL && field->type != ISG_VALUE_DATE)
    isg_pack_node_fail (node, "from", "a term ends on a day; this field has none");
  else if (suggestion->from != NULL && !has_term (rules, suggestion->term))
    isg_pack_node_fail (node, "term", "there is no such term: %s", suggestion->term);
}

static IsgSuggestion *
load_suggestion (IsgPackNode *node,
                 IsgRules *rules,
                 const IsgKind *kind,
                 const IsgFieldDef *field,
                 GPtrArray *beside)
{
  IsgSuggestion *suggestion = g_new0 (IsgSuggestion, 1);

  suggestion->copy = load_path (node, "copy", rules, kind);
  suggestion->from = load_path (node, "from", rules, kind);
  suggestion->hazard_class = load_path (node, "class", rules, kind);
  suggestion->birth = load_path (node, "birth", rules, kind);
  if (suggestion->birth != NULL)
    suggestion->below = (int) isg_pack_node_integer (node, "below", 1, 150);
  if (suggestion->from != NULL)
    suggestion->term = isg_pack_node_string (node, "term");
  if (isg_pack_node_has (node, "when"))
    suggestion->when = isg_field_condition_load (isg_pack_node_object (node, "when"), beside);
  check_suggestion (node, rules, field, suggestion);
  isg_pack_node_end (node);
  return suggestion;
}

static void
load_fill (IsgPackNode *list,
           IsgRules *rules,
           const IsgKind *kind,
           const IsgFieldDef *field,
           GPtrArray *beside)
{
  field->entry->fill = g_ptr_array_new_with_free_func (suggestion_free);
  for (guint i = 0; i < isg_pack_node_length (list); i++)
    g_ptr_array_add (field->entry->fill,
                     load_suggestion (isg_pack_node_nth_object (list, i),
                                      rules,
                                      kind,
                                      field,
                                      beside));
}

/* ---- the others ---- */

static void
load_ordinary (IsgPackNode *node, const IsgFieldDef *field)
{
  if (field->type == ISG_VALUE_TEXT) {
    field->entry->text = isg_pack_node_words (node, "ordinary");
    return;
  }
  field->entry->ordinary = isg_pack_node_string (node, "ordinary");
  if (!isg_field_def_knows (field, field->entry->ordinary))
    isg_pack_node_fail (node, "ordinary", "there is no such answer: %s", field->entry->ordinary);
}

static void
check_number (IsgPackNode *node, const char *member, GPtrArray *beside, const char *id)
{
  const IsgFieldDef *field = isg_fields_find_def (beside, id);

  if (field == NULL || (field->type != ISG_VALUE_INTEGER && field->type != ISG_VALUE_DECIMAL))
    isg_pack_node_fail (node, member, "there is no such number: %s", id);
}

static void
load_quotient (IsgPackNode *node, IsgEntryDef *entry, GPtrArray *beside)
{
  entry->result = isg_pack_node_words (node, "label");
  entry->dividend = isg_pack_node_string (node, "of");
  entry->divisor = isg_pack_node_string (node, "by");
  entry->power = (guint) isg_pack_node_integer (node, "power", 1, 4);
  entry->times = isg_pack_node_integer (node, "times", 1, 1000000);
  entry->places = (guint) isg_pack_node_integer (node, "places", 0, 4);
  check_number (node, "of", beside, entry->dividend);
  check_number (node, "by", beside, entry->divisor);
  isg_pack_node_end (node);
}

static void
load_carry (IsgPackNode *node, const IsgKind *kind, const IsgFieldDef *field)
{
  field->entry->carry = isg_pack_node_bool_or (node, "carry", FALSE);
  if (!field->entry->carry)
    return;
  if (kind->employee == NULL || kind->date == NULL)
    isg_pack_node_fail (node, "carry", "the kind has no person or no date");
  else if (field->sealed)
    isg_pack_node_fail (node, "carry", "a health detail is not taken from another record");
}

void
isg_entry_def_load (IsgPackNode *node,
                    IsgRules *rules,
                    const IsgKind *kind,
                    IsgFieldDef *field,
                    GPtrArray *beside)
{
  field->entry = g_new0 (IsgEntryDef, 1);
  if (isg_pack_node_has (node, "ordinary"))
    load_ordinary (node, field);
  if (isg_pack_node_has (node, "asked_when"))
    field->entry->asked
      = isg_field_condition_load (isg_pack_node_object (node, "asked_when"), beside);
  if (isg_pack_node_has (node, "fill"))
    load_fill (isg_pack_node_array (node, "fill"), rules, kind, field, beside);
  if (isg_pack_node_has (node, "quotient"))
    load_quotient (isg_pack_node_object (node, "quotient"), field->entry, beside);
  load_carry (node, kind, field);
}
