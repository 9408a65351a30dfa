/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-packs.h"

#include "rules/isg-json.h"
#include "store/isg-store-private.h"

IsgRulebook *
isg_store_packs (IsgStore *store, GError **error)
{
  g_autoptr (IsgRulebook) packs = NULL;
  g_autofree char *path = NULL;
  g_autofree char *pem = NULL;
  g_autoptr (GBytes) issuer = NULL;
  gsize length = 0;

  isg_store_assert_owner (store);

  packs = isg_rulebook_new (store->data_dir, error);
  if (packs == NULL)
    return NULL;
  if (store->environment != ISG_ENVIRONMENT_SANDBOX) {
    /* Whatever somebody has laid into the folder. */
    isg_rulebook_set_trial_issuer (packs, NULL);
    return g_steal_pointer (&packs);
  }
  if (!isg_store_setting (store, "rules.issuer", &path, error))
    return NULL;
  if (path == NULL)
    return g_steal_pointer (&packs);
  if (!g_file_get_contents (path, &pem, &length, error))
    return NULL;
  issuer = g_bytes_new_take (g_steal_pointer (&pem), length);
  isg_rulebook_set_trial_issuer (packs, issuer);
  return g_steal_pointer (&packs);
}

static gboolean
note (IsgStore *store, const char *act, const char *version, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (GString) detail = g_string_new ("{\"pack\":");

  isg_json_append_string (detail, version);
  g_string_append_c (detail, '}');
  return transaction != NULL && isg_store_journal (store, act, NULL, 0, detail->str, error)
         && isg_transaction_commit (transaction, error);
}

/* The line comes after the deed: of a deed without its line the next opening tells, by
 * "rules.changed"; a line without its deed would lie. */
gboolean
isg_store_pack_install (IsgStore *store,
                        IsgRulebook *packs,
                        GBytes *file,
                        const char *name,
                        GError **error)
{
  g_autoptr (IsgRules) rules = NULL;

  isg_store_assert_owner (store);

  rules = isg_rulebook_judge (packs, file, name, error);
  return rules != NULL && isg_rulebook_install (packs, file, name, NULL, NULL, error)
         && note (store, "rules.installed", isg_rules_version (rules), error);
}

gboolean
isg_store_pack_roll_back (IsgStore *store, IsgRulebook *packs, char **out_version, GError **error)
{
  g_autofree char *version = NULL;

  isg_store_assert_owner (store);

  if (!isg_rulebook_roll_back (packs, &version, error)
      || !note (store, "rules.rolled_back", version, error))
    return FALSE;
  *out_version = g_steal_pointer (&version);
  return TRUE;
}

/* ---- announcements ---- */

static char *
read_key (const char *id)
{
  return g_strconcat ("announcement.", id, NULL);
}

GHashTable *
isg_store_announcements_read (IsgStore *store, IsgRules *rules, GError **error)
{
  g_autoptr (GHashTable) read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *announcements = isg_rules_announcements (rules);

  isg_store_assert_owner (store);

  for (guint i = 0; i < announcements->len; i++) {
    const IsgAnnouncement *announcement = g_ptr_array_index (announcements, i);
    g_autofree char *key = read_key (announcement->id);
    g_autofree char *value = NULL;

    if (!isg_store_setting (store, key, &value, error))
      return NULL;
    if (value != NULL)
      g_hash_table_add (read, g_strdup (announcement->id));
  }
  return g_steal_pointer (&read);
}

gboolean
isg_store_announcement_set_read (IsgStore *store, const char *id, gboolean read, GError **error)
{
  g_autofree char *key = read_key (id);

  return isg_store_set_setting (store, key, read ? "read" : NULL, FALSE, error);
}
