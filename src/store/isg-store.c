/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store.h"

#include "store/isg-store-private.h"

IsgRules *
isg_store_rules (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->rules;
}

IsgClock *
isg_store_clock (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->clock;
}

IsgEnvironment
isg_store_environment (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->environment;
}

const char *
isg_store_uuid (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->uuid;
}

const char *
isg_store_data_dir (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->data_dir;
}

void
isg_store_set_actor (IsgStore *store, const char *actor)
{
  isg_store_assert_owner (store);
  g_free (store->actor);
  store->actor = g_strdup (actor);
}

void
isg_store_set_point (IsgStore *store, IsgStorePoint point, gpointer data)
{
  isg_store_assert_owner (store);
  store->point = point;
  store->point_data = data;
}

void
isg_store_pass (IsgStore *store, const char *name)
{
  isg_store_assert_owner (store);
  if (store->point != NULL)
    store->point (name, store->point_data);
}

gboolean
isg_store_is_read_only (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->read_only;
}
