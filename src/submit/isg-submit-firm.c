/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-firm.h"

#include <string.h>

#include "submit/isg-credentials.h"

static gboolean
is_filled (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
hash_of (const char *what, const char *first, const char *second)
{
  g_autofree char *text = g_strdup_printf ("isg-%s-1|%s|%s",
                                           what,
                                           first != NULL ? first : "",
                                           second != NULL ? second : "");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (hash, 32);
}

static gboolean
load_address (IsgStore *store, const char *method_id, IsgSubmitFirm *firm, GError **error)
{
  g_autofree char *key = g_strconcat ("endpoint.", method_id, NULL);

  return isg_store_setting (store, key, &firm->endpoint, error)
         && isg_credentials_password (store, &firm->password, error);
}

IsgSubmitFirm *
isg_submit_firm_load (IsgStore *store, const char *method_id, GError **error)
{
  g_autoptr (IsgSubmitFirm) firm = g_new0 (IsgSubmitFirm, 1);

  if (!isg_store_setting (store, "firm.code", &firm->code, error)
      || (method_id != NULL && !load_address (store, method_id, firm, error)))
    return NULL;
  firm->hash = hash_of ("firm",
                        isg_store_environment (store) == ISG_ENVIRONMENT_LIVE ? "live" : "sandbox",
                        firm->code);
  firm->address_hash = hash_of ("address", firm->code, firm->endpoint);
  return g_steal_pointer (&firm);
}

void
isg_submit_firm_free (IsgSubmitFirm *firm)
{
  if (firm == NULL)
    return;
  g_free (firm->endpoint);
  g_free (firm->code);
  g_clear_pointer (&firm->password, isg_secret_unref);
  g_free (firm->hash);
  g_free (firm->address_hash);
  g_free (firm);
}

gboolean
isg_submit_firm_is_complete (const IsgSubmitFirm *firm, IsgEnvironment environment)
{
  if (!is_filled (firm->endpoint))
    return FALSE;
  return environment == ISG_ENVIRONMENT_SANDBOX
         || (is_filled (firm->code) && firm->password != NULL);
}

IsgFirm
isg_submit_firm_view (const IsgSubmitFirm *firm)
{
  return (IsgFirm){ firm->endpoint, firm->code, firm->password };
}

char *
isg_submit_folder_methods (IsgRules *rules)
{
  g_autoptr (GString) folders = g_string_new ("|");
  GPtrArray *methods = isg_rules_methods (rules);

  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);

    if (isg_method_is_file (method)
        && !isg_submit_is_folder_method (folders->str, isg_method_id (method)))
      g_string_append_printf (folders, "%s|", isg_method_id (method));
  }
  return g_string_free (g_steal_pointer (&folders), FALSE);
}

gboolean
isg_submit_is_folder_method (const char *folders, const char *method)
{
  g_autofree char *marked = g_strdup_printf ("|%s|", method != NULL ? method : "");

  return method != NULL && strstr (folders, marked) != NULL;
}
