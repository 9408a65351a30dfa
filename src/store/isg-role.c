/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-role.h"

#include "rules/isg-rules.h"
#include "store/isg-store-private.h"

#define ROLES "user_role"

gboolean
isg_role_may (IsgRules *rules, const char *role, const char *right)
{
  const IsgCodeList *roles = isg_rules_code_list (rules, ROLES);
  const char *said
    = roles != NULL && role != NULL ? isg_code_list_extra (roles, role, right) : NULL;

  return said == NULL || g_str_equal (said, "yes");
}

gboolean
isg_store_role_may (IsgStore *store, const char *right, gboolean *out_may, GError **error)
{
  g_autofree char *role = NULL;

  isg_store_assert_owner (store);
  if (!isg_store_setting (store, ISG_ROLE_SETTING, &role, error))
    return FALSE;
  *out_may = isg_role_may (store->rules, role, right);
  return TRUE;
}

gboolean
isg_store_apply_role (IsgStore *store, GError **error)
{
  gboolean may;

  if (!isg_store_role_may (store, ISG_RIGHT_HEALTH_DETAILS, &may, error))
    return FALSE;
  store->health_hidden = !may;
  return TRUE;
}
