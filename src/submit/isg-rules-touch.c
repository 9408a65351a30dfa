/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-rules-touch.h"

#include <string.h>

#include "base/isg-i18n.h"

static void
touched_free (gpointer data)
{
  IsgTouched *touched = data;

  g_free (touched->uuid);
  g_free (touched->kind);
  g_free (touched->title);
  g_free (touched->state);
  g_ptr_array_unref (touched->reasons);
  g_free (touched);
}

/* ---- does a change concern a record ---- */

static gboolean
value_has_code (IsgValue *value, const char *code)
{
  if (isg_value_type (value) == ISG_VALUE_CODE)
    return g_strcmp0 (isg_value_text (value), code) == 0;
  if (isg_value_type (value) == ISG_VALUE_CODES)
    return g_strv_contains (isg_value_codes (value), code);
  return FALSE;
}

/* Whether @fields, read by @defs, hold @code (%NULL: any) of the list @id. */
static gboolean
fields_use_list (IsgFields *fields, GPtrArray *defs, const char *id, const char *code)
{
  for (guint i = 0; defs != NULL && i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    const IsgCodeList *list = isg_field_def_code_list_for (def, fields);
    IsgValue *value = isg_fields_get (fields, isg_field_def_id (def));

    if (value == NULL)
      continue;
    if (list != NULL && g_str_equal (isg_code_list_id (list), id)
        && (code == NULL || value_has_code (value, code)))
      return TRUE;
    if (isg_value_type (value) != ISG_VALUE_GROUPS)
      continue;
    for (guint j = 0; j < isg_value_n_groups (value); j++)
      if (fields_use_list (isg_value_group (value, j), isg_field_def_fields (def), id, code))
        return TRUE;
  }
  return FALSE;
}

static gboolean
has_value (IsgRecord *record, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", 2);

  return isg_fields_get (isg_record_fields (record), steps[0]) != NULL;
}

/* @record: (nullable): %NULL for one that was never saved, of which the kind alone is known. */
static gboolean
concerns (const IsgRulesChange *change, IsgRules *rules, const char *kind, IsgRecord *record)
{
  const IsgKind *def = isg_rules_kind (rules, kind);

  switch (change->part) {
  case ISG_CHANGE_KIND:
  case ISG_CHANGE_DATASET:
    return g_strcmp0 (change->kind, kind) == 0;
  case ISG_CHANGE_FIELD:
    return g_strcmp0 (change->kind, kind) == 0
           && (record == NULL || change->what == ISG_CHANGE_ADDED || has_value (record, change->id)
               || change->what == ISG_CHANGE_CHANGED);
  case ISG_CHANGE_CODE_LIST:
  case ISG_CHANGE_CODE:
    return record != NULL && def != NULL && change->what != ISG_CHANGE_ADDED
           && fields_use_list (isg_record_fields (record),
                               isg_kind_fields (def),
                               change->id,
                               change->code);
  case ISG_CHANGE_TERM:
  case ISG_CHANGE_FILE:
  default:
    return FALSE;
  }
}

/* ---- the records ---- */

typedef struct {
  IsgStore *store;
  GPtrArray *changes; /* (unowned) */
  GPtrArray *found;   /* (unowned) */
  GHashTable *seen;   /* (owned): uuids */
} Search;

static void
judge (Search *search, const char *uuid, const char *kind, const char *title, const char *state)
{
  IsgRules *rules = isg_store_rules (search->store);
  g_autoptr (IsgRecord) record = isg_store_record_get (search->store, uuid, 0, NULL);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  const IsgKind *def = isg_rules_kind (rules, kind);
  IsgTouched *touched;

  if (!g_hash_table_add (search->seen, g_strdup (uuid)))
    return;
  for (guint i = 0; i < search->changes->len; i++) {
    const IsgRulesChange *change = g_ptr_array_index (search->changes, i);

    if (concerns (change, rules, kind, record))
      g_ptr_array_add (reasons, g_strdup (change->sentence));
  }
  if (reasons->len == 0)
    return;
  touched = g_new0 (IsgTouched, 1);
  touched->uuid = g_strdup (uuid);
  touched->kind = g_strdup (kind);
  touched->state = g_strdup (state);
  touched->reasons = g_steal_pointer (&reasons);
  if (title == NULL)
    title = def != NULL ? isg_kind_label (def, isg_i18n_language ()) : kind;
  touched->title = g_strdup (title);
  g_ptr_array_add (search->found, touched);
}

/* Records in this state; DRAFT is that of a record that is not finished. */
static gboolean
search_state (Search *search, const char *state, GError **error)
{
  const char *const badges[] = { state, NULL };
  const IsgListQuery query = { .badges = badges,
                               .date_from = ISG_DATE_NONE,
                               .date_to = ISG_DATE_NONE,
                               .language = isg_i18n_language () };
  g_autoptr (GPtrArray) rows = isg_store_record_list (search->store, &query, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    judge (search, row->uuid, row->kind, row->title, state);
  }
  return rows != NULL;
}

/* What is being typed, also of records that were never saved. */
static gboolean
search_drafts (Search *search, GError **error)
{
  g_autoptr (GPtrArray) drafts = isg_store_draft_list (search->store, NULL, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
    const IsgDraft *draft = g_ptr_array_index (drafts, i);

    judge (search, draft->uuid, draft->kind, NULL, "DRAFT");
  }
  return drafts != NULL;
}

GPtrArray *
isg_rules_touched (IsgStore *store, GPtrArray *changes, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (touched_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search search = { store, changes, found, seen };

  if (changes->len == 0)
    return g_steal_pointer (&found);
  if (!search_state (&search, "DRAFT", error) || !search_drafts (&search, error)
      || !search_state (&search, "AWAITING_SIGNATURE", error)
      || !search_state (&search, "QUEUED", error))
    return NULL;
  return g_steal_pointer (&found);
}
