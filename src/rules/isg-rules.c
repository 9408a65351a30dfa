/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rules.h"

#include "rules/isg-calendar-private.h"
#include "rules/isg-checklist-private.h"
#include "rules/isg-dataset-defs-private.h"
#include "rules/isg-risk-method-private.h"
#include "rules/isg-rules-private.h"

/* The engine that this program is: what members and checks a definition may have. Raised when a
 * pack needs something new. */
#define ENGINE 1

/* Said by the engine itself; a pack without words for one of them is broken. */
static const char *const own_findings[] = {
  "required",       "required_when", "needed_to_send", "wrong_type", "too_long",
  "number_range",   "number_min",    "number_max",     "rows_min",   "rows_max",
  "code_unknown",   "code_unlisted", "code_inactive",  "format",     "reference_missing",
  "reference_kind", "tckn_length",   "tckn_checksum",  "sgk_length", "sgk_characters",
  "vkn_length",     "vkn_checksum",  "kind_unknown",
};

G_DEFINE_QUARK (isg_rules_error, isg_rules_error)

static IsgRules *
make_rules (IsgPackSource *source)
{
  IsgRules *rules = g_new0 (IsgRules, 1);

  g_atomic_ref_count_init (&rules->refs);
  rules->source = isg_pack_source_ref (source);
  rules->strings = g_string_chunk_new (32 * 1024);
  rules->kinds = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_kind_free);
  rules->code_lists = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_code_list_free);
  rules->terms = g_ptr_array_new_with_free_func (g_free);
  rules->topics
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  rules->announcements = g_ptr_array_new_with_free_func (g_free);
  rules->foretold = g_ptr_array_new_with_free_func (isg_foretold_free);
  rules->texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  rules->risk_methods = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_risk_method_free);
  rules->checklists = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_checklist_free);
  rules->offered_checklists = g_ptr_array_new ();
  rules->statements = g_hash_table_new (g_str_hash, g_str_equal);
  return rules;
}

IsgRules *
isg_rules_ref (IsgRules *rules)
{
  g_return_val_if_fail (rules != NULL, NULL);

  g_atomic_ref_count_inc (&rules->refs);
  return rules;
}

void
isg_rules_unref (IsgRules *rules)
{
  g_return_if_fail (rules != NULL);

  if (!g_atomic_ref_count_dec (&rules->refs))
    return;

  isg_calendar_defs_free (rules->calendar);
  g_clear_pointer (&rules->datasets, g_ptr_array_unref);
  g_ptr_array_unref (rules->kinds);
  g_ptr_array_unref (rules->code_lists);
  g_hash_table_unref (rules->topics);
  g_ptr_array_unref (rules->terms);
  g_ptr_array_unref (rules->announcements);
  g_ptr_array_unref (rules->foretold);
  g_hash_table_unref (rules->texts);
  g_hash_table_unref (rules->statements);
  g_ptr_array_unref (rules->offered_checklists);
  g_ptr_array_unref (rules->checklists);
  g_ptr_array_unref (rules->risk_methods);
  g_string_chunk_free (rules->strings);
  g_clear_pointer (&rules->files, g_ptr_array_unref);
  isg_pack_source_unref (rules->source);
  g_free (rules->signer);
  g_free (rules->digest);
  g_free (rules);
}

static void
load_manifest (IsgPackReader *reader, IsgRules *rules)
{
  IsgPackNode *node = isg_pack_reader_json (reader, "pack.json");

  rules->engine = (int) isg_pack_node_integer (node, "engine", 1, G_MAXINT);
  if (rules->engine > ENGINE)
    isg_pack_reader_fail (reader,
                          ISG_RULES_ERROR_ENGINE,
                          "pack.json",
                          "engine",
                          "made for engine %d, this program has %d",
                          rules->engine,
                          ENGINE);
  rules->id = isg_pack_node_string (node, "id");
  rules->version = isg_pack_node_string (node, "version");
  rules->issuer = isg_pack_node_string (node, "issuer");
  rules->issued = isg_pack_node_date_or (node, "issued", ISG_DATE_NONE);
  rules->valid_from = isg_pack_node_date_or (node, "valid_from", ISG_DATE_NONE);
  rules->published = isg_pack_node_date_or (node, "published", ISG_DATE_NONE);
  if (rules->issued == ISG_DATE_NONE)
    isg_pack_node_fail (node, "issued", "missing");
  if (rules->valid_from == ISG_DATE_NONE)
    isg_pack_node_fail (node, "valid_from", "missing");
  isg_pack_reader_set_files (reader, isg_pack_node_array (node, "files"));
  rules->files = isg_pack_reader_files (reader, NULL);
  isg_pack_node_end (node);
}

static void
load_code_lists (IsgPackReader *reader, IsgRules *rules)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "codes");

  for (guint i = 0; i < files->len && !isg_pack_reader_failed (reader); i++)
    g_ptr_array_add (rules->code_lists, isg_code_list_load (reader, g_ptr_array_index (files, i)));
}

static void
check_own_findings (IsgPackReader *reader, IsgRules *rules)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_findings); i++)
    if (!isg_rules_has_finding (rules, own_findings[i]))
      isg_pack_reader_fail (reader,
                            ISG_RULES_ERROR_BROKEN,
                            "texts",
                            NULL,
                            "there is no text finding.%s",
                            own_findings[i]);
}

IsgRules *
isg_rules_load (const char *dir, GError **error)
{
  g_autoptr (IsgPackSource) source = NULL;

  if (dir == NULL)
    dir = g_getenv ("ISG_RULES_DIR");
  if (dir != NULL && *dir == '\0')
    dir = NULL;
  source = isg_pack_source_new (dir);
  return isg_rules_load_source (source, error);
}

IsgRules *
isg_rules_load_source (IsgPackSource *source, GError **error)
{
  g_autoptr (IsgRules) rules = make_rules (source);
  g_autoptr (IsgPackReader) reader = isg_pack_reader_new (source, rules->strings);

  load_manifest (reader, rules);
  load_code_lists (reader, rules);
  isg_terms_load (reader, rules);
  isg_texts_load (reader, rules);
  isg_announcements_load (reader, rules);
  check_own_findings (reader, rules);
  isg_risk_methods_load (reader, rules);
  isg_checklists_load (reader, rules);
  isg_kinds_load (reader, rules);
  isg_calendar_load (reader, rules);
  rules->datasets = isg_dataset_defs_load (rules, reader);
  isg_foretold_load (reader, rules);
  if (!isg_pack_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&rules);
}

const char *
isg_rules_id (IsgRules *rules)
{
  return rules->id;
}

const char *
isg_rules_version (IsgRules *rules)
{
  return rules->version;
}

const char *
isg_rules_issuer (IsgRules *rules)
{
  return rules->issuer;
}

IsgDate
isg_rules_issued (IsgRules *rules)
{
  return rules->issued;
}

IsgDate
isg_rules_valid_from (IsgRules *rules)
{
  return rules->valid_from;
}

IsgDate
isg_rules_published (IsgRules *rules)
{
  return rules->published;
}

const char *
isg_rules_signer (IsgRules *rules)
{
  return rules->signer;
}

const char *
isg_rules_digest (IsgRules *rules)
{
  return rules->digest;
}

gboolean
isg_rules_is_trial (IsgRules *rules)
{
  return rules->is_trial;
}

GPtrArray *
isg_rules_kinds (IsgRules *rules)
{
  return rules->kinds;
}

const IsgKind *
isg_rules_kind (IsgRules *rules, const char *id)
{
  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < rules->kinds->len; i++) {
    const IsgKind *kind = g_ptr_array_index (rules->kinds, i);

    if (g_str_equal (kind->id, id))
      return kind;
  }
  return NULL;
}

const IsgCodeList *
isg_rules_code_list (IsgRules *rules, const char *id)
{
  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < rules->code_lists->len; i++) {
    const IsgCodeList *list = g_ptr_array_index (rules->code_lists, i);

    if (g_str_equal (isg_code_list_id (list), id))
      return list;
  }
  return NULL;
}
