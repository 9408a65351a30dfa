/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-breach-facts.h"

static void
access_free (IsgBreachAccess *access)
{
  g_free (access->actor);
  g_free (access->act);
  g_free (access->record);
  g_free (access);
}

static void
count_free (IsgBreachCount *count)
{
  g_free (count->kind);
  g_free (count);
}

IsgBreachFacts *
isg_breach_facts_new (void)
{
  IsgBreachFacts *facts = g_new0 (IsgBreachFacts, 1);

  facts->counts = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  facts->accesses = g_ptr_array_new_with_free_func ((GDestroyNotify) access_free);
  return facts;
}

void
isg_breach_facts_free (IsgBreachFacts *facts)
{
  if (facts == NULL)
    return;
  g_ptr_array_unref (facts->counts);
  g_ptr_array_unref (facts->accesses);
  g_free (facts);
}
