/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-transport-cache.h"

#include "submit/isg-submit-error.h"
#include "submit/isg-transport-curl.h"

#define N_SETTINGS 4

static const char *const settings[N_SETTINGS]
  = { "tls.ca_file", "tls.pin", "tls.client_cert", "tls.client_key" };

struct _IsgTransportCache {
  IsgTransportMaker maker;
  gpointer maker_data; /* (unowned) */
  GHashTable *made;    /* (owned): method and settings → transport */
};

static void
clear_settings (char **values)
{
  for (guint i = 0; i < N_SETTINGS; i++)
    g_clear_pointer (&values[i], g_free);
}

static gboolean
read_settings (IsgStore *store, char **values, GError **error)
{
  for (guint i = 0; i < N_SETTINGS; i++)
    if (!isg_store_setting (store, settings[i], &values[i], error)) {
      clear_settings (values);
      return FALSE;
    }
  return TRUE;
}

IsgTransport *
isg_submit_transport_from_settings (IsgStore *store,
                                    const char *method_id,
                                    gpointer user_data,
                                    GError **error)
{
  char *values[N_SETTINGS] = { NULL };
  IsgTransportOptions options = { NULL };
  IsgTransport *transport;

  if (!read_settings (store, values, error))
    return NULL;
  options.ca_file = values[0];
  options.pinned_key = values[1];
  options.client_cert = values[2];
  options.client_key = values[3];
  transport = isg_transport_curl_new (&options);
  clear_settings (values);
  return transport;
}

IsgTransportCache *
isg_transport_cache_new (IsgTransportMaker maker, gpointer maker_data)
{
  IsgTransportCache *cache = g_new0 (IsgTransportCache, 1);

  cache->maker = maker;
  cache->maker_data = maker_data;
  cache->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return cache;
}

void
isg_transport_cache_free (IsgTransportCache *cache)
{
  if (cache == NULL)
    return;
  g_hash_table_unref (cache->made);
  g_free (cache);
}

IsgTransport *
isg_transport_cache_get (IsgStore *store, const char *method_id, gpointer data, GError **error)
{
  IsgTransportCache *cache = data;
  char *values[N_SETTINGS] = { NULL };
  g_autoptr (GString) key = g_string_new (method_id);
  IsgTransport *transport;

  if (!read_settings (store, values, error))
    return NULL;
  for (guint i = 0; i < N_SETTINGS; i++)
    g_string_append_printf (key, "\n%s", values[i] != NULL ? values[i] : "");
  clear_settings (values);
  transport = g_hash_table_lookup (cache->made, key->str);
  if (transport != NULL)
    return g_object_ref (transport);
  transport = cache->maker (store, method_id, cache->maker_data, error);
  if (transport != NULL)
    g_hash_table_insert (cache->made, g_strdup (key->str), g_object_ref (transport));
  return transport;
}
