/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rulebook.h"
#include "store/isg-store-private.h"

static IsgRules *
find_loaded (IsgStore *store, const char *version)
{
  if (g_str_equal (isg_rules_version (store->rules), version))
    return store->rules;
  for (guint i = 0; store->packs != NULL && i < store->packs->len; i++) {
    IsgRules *rules = g_ptr_array_index (store->packs, i);

    if (g_str_equal (isg_rules_version (rules), version))
      return rules;
  }
  return NULL;
}

IsgRules *
isg_store_rules_of (IsgStore *store, const char *version)
{
  g_autoptr (IsgRulebook) book = NULL;
  IsgRules *rules;

  isg_store_assert_owner (store);
  g_return_val_if_fail (version != NULL, store->rules);

  rules = find_loaded (store, version);
  if (rules != NULL)
    return rules;
  book = isg_rulebook_new (store->data_dir, NULL);
  rules = book != NULL ? isg_rulebook_find (book, version) : NULL;
  if (rules == NULL)
    return store->rules;
  if (store->packs == NULL)
    store->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_rules_unref);
  g_ptr_array_add (store->packs, isg_rules_ref (rules));
  return rules;
}

const IsgMethod *
isg_store_method (IsgStore *store, const char *version, const char *kind, const char *method_id)
{
  const IsgMethod *method;

  method = isg_rules_method (isg_store_rules_of (store, version), kind, method_id);
  return method != NULL ? method : isg_rules_method (store->rules, kind, method_id);
}
