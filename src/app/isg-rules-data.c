/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-rules-data.h"

#include "rules/isg-pack-file.h"
#include "store/isg-store-packs.h"
#include "submit/isg-rules-touch.h"

void
isg_rules_data_free (IsgRulesData *data)
{
  if (data == NULL)
    return;

  g_clear_pointer (&data->packs, g_ptr_array_unref);
  g_clear_pointer (&data->active, isg_rules_unref);
  g_clear_pointer (&data->read, g_hash_table_unref);
  g_clear_pointer (&data->impacts, g_hash_table_unref);
  g_free (data);
}

IsgPackImpact
isg_pack_impact_of (GPtrArray *touched)
{
  IsgPackImpact impact = { 0 };

  for (guint i = 0; i < touched->len; i++) {
    const IsgTouched *record = g_ptr_array_index (touched, i);

    if (g_str_equal (record->state, "DRAFT"))
      impact.drafts++;
    else
      impact.queued++;
  }
  return impact;
}

static gboolean
add_impact (IsgStore *store, IsgRulesData *data, IsgRules *rules, GError **error)
{
  g_autoptr (GPtrArray) changes = isg_rules_diff (data->active, rules);
  g_autoptr (GPtrArray) touched = isg_rules_touched (store, changes, error);
  IsgPackImpact impact;

  if (touched == NULL)
    return FALSE;
  impact = isg_pack_impact_of (touched);
  g_hash_table_insert (data->impacts,
                       g_strdup (isg_rules_version (rules)),
                       g_memdup2 (&impact, sizeof impact));
  return TRUE;
}

gpointer
isg_rules_data_read (IsgStore *store, gpointer unused, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgRulebook) packs = isg_store_packs (store, error);
  g_autoptr (IsgRulesData) data = g_new0 (IsgRulesData, 1);
  g_autoptr (GPtrArray) read = NULL;

  if (packs == NULL)
    return NULL;
  data->today = isg_clock_today (isg_store_clock (store));
  data->packs = isg_rulebook_list (packs, data->today);
  data->active = isg_rules_ref (isg_rulebook_active (packs, data->today));
  data->read = isg_store_announcements_read (store, data->active, error);
  if (data->read == NULL)
    return NULL;
  data->impacts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < data->packs->len; i++) {
    const IsgPackEntry *entry = g_ptr_array_index (data->packs, i);

    if (!entry->is_built_in
        && (entry->state == ISG_PACK_ACTIVE || entry->state == ISG_PACK_WAITING))
      data->can_go_back = TRUE;
    if (entry->state == ISG_PACK_WAITING && !add_impact (store, data, entry->rules, error))
      return NULL;
  }
  return g_steal_pointer (&data);
}

/* ---- an offer ---- */

IsgPackOffer *
isg_pack_offer_new (const char *path)
{
  IsgPackOffer *offer = g_new0 (IsgPackOffer, 1);

  offer->path = g_strdup (path);
  return offer;
}

void
isg_pack_offer_free (IsgPackOffer *offer)
{
  if (offer == NULL)
    return;

  g_free (offer->path);
  g_clear_pointer (&offer->file, g_bytes_unref);
  g_clear_pointer (&offer->rules, isg_rules_unref);
  g_clear_pointer (&offer->changes, g_ptr_array_unref);
  g_clear_pointer (&offer->touched, g_ptr_array_unref);
  g_free (offer);
}

gpointer
isg_pack_offer_read (IsgStore *store, gpointer path, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgRulebook) packs = isg_store_packs (store, error);
  g_autoptr (IsgPackOffer) offer = isg_pack_offer_new (path);
  g_autofree char *name = g_path_get_basename (path);

  if (packs == NULL)
    return NULL;
  offer->today = isg_clock_today (isg_store_clock (store));
  offer->file = isg_pack_file_read (path, error);
  if (offer->file == NULL)
    return NULL;
  offer->rules = isg_rulebook_judge (packs, offer->file, name, error);
  if (offer->rules == NULL)
    return NULL;
  offer->changes = isg_rules_diff (isg_rulebook_active (packs, offer->today), offer->rules);
  offer->touched = isg_rules_touched (store, offer->changes, error);
  return offer->touched != NULL ? g_steal_pointer (&offer) : NULL;
}

gpointer
isg_pack_offer_install (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgPackOffer *offer = data;
  g_autoptr (IsgRulebook) packs = isg_store_packs (store, error);
  g_autofree char *name = g_path_get_basename (offer->path);

  if (packs != NULL)
    isg_store_pack_install (store, packs, offer->file, name, error);
  return NULL;
}

gpointer
isg_packs_go_back (IsgStore *store, gpointer unused, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgRulebook) packs = isg_store_packs (store, error);
  g_autofree char *version = NULL;

  if (packs == NULL || !isg_store_pack_roll_back (store, packs, &version, error))
    return NULL;
  return g_steal_pointer (&version);
}

gpointer
isg_announcement_mark_read (IsgStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  isg_store_announcement_set_read (store, id, TRUE, error);
  return NULL;
}
