/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-test-pack.h"

#include <gnutls/pkcs7.h>
#include <string.h>

#include "rules/isg-json.h"
#include "rules/isg-rules.h"
#include "support/isg-test-certificate.h"
#include "support/isg-test.h"

struct _IsgTestIssuer {
  gnutls_x509_crt_t certificate;
  gnutls_x509_privkey_t key;
  GBytes *pem; /* (owned) */
};

IsgTestIssuer *
isg_test_issuer_new (const char *name)
{
  /* 2000 to 2100: whatever the clock of a test says. */
  const IsgTestCertificate what = { .name = name,
                                    .key_usage = GNUTLS_KEY_DIGITAL_SIGNATURE,
                                    .not_before = 946684800,
                                    .not_after = 4102444800 };
  IsgTestIssuer *issuer = g_new0 (IsgTestIssuer, 1);
  gnutls_datum_t pem = { NULL, 0 };

  issuer->certificate = isg_test_certificate_make (&what, &issuer->key);
  g_assert_cmpint (gnutls_x509_crt_export2 (issuer->certificate, GNUTLS_X509_FMT_PEM, &pem), >=, 0);
  issuer->pem = g_bytes_new (pem.data, pem.size);
  gnutls_free (pem.data);
  return issuer;
}

void
isg_test_issuer_free (IsgTestIssuer *issuer)
{
  if (issuer == NULL)
    return;
  gnutls_x509_crt_deinit (issuer->certificate);
  gnutls_x509_privkey_deinit (issuer->key);
  g_bytes_unref (issuer->pem);
  g_free (issuer);
}

GBytes *
isg_test_issuer_pem (IsgTestIssuer *issuer)
{
  return issuer->pem;
}

GBytes *
isg_test_issuer_sign (IsgTestIssuer *issuer, GBytes *content, gboolean embed)
{
  gnutls_privkey_t key = isg_test_private_key (issuer->key);
  gnutls_datum_t data
    = { (unsigned char *) g_bytes_get_data (content, NULL), (unsigned) g_bytes_get_size (content) };
  gnutls_datum_t der = { NULL, 0 };
  gnutls_pkcs7_t cms = NULL;
  GBytes *file;

  g_assert_cmpint (gnutls_pkcs7_init (&cms), >=, 0);
  g_assert_cmpint (gnutls_pkcs7_sign (cms,
                                      issuer->certificate,
                                      key,
                                      &data,
                                      NULL,
                                      NULL,
                                      GNUTLS_DIG_SHA256,
                                      GNUTLS_PKCS7_INCLUDE_TIME
                                        | (embed ? GNUTLS_PKCS7_EMBED_DATA : 0)),
                   >=,
                   0);
  g_assert_cmpint (gnutls_pkcs7_export2 (cms, GNUTLS_X509_FMT_DER, &der), >=, 0);
  file = g_bytes_new (der.data, der.size);
  gnutls_free (der.data);
  gnutls_pkcs7_deinit (cms);
  gnutls_privkey_deinit (key);
  return file;
}

/* ---- content ---- */

static char *
replace_once (const char *text, const char *find, const char *replace)
{
  const char *at = strstr (text, find);
  g_autofree char *head = NULL;

  if (at == NULL)
    g_test_message ("not there: %s", find);
  g_assert_nonnull (at);
  head = g_strndup (text, (gsize) (at - text));
  return g_strconcat (head, replace, at + strlen (find), NULL);
}

static void
read_tree (GHashTable *files)
{
  g_autofree char *path = isg_test_source ("data/rules/pack.json");
  g_autoptr (IsgJson) json = NULL;
  char *manifest = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &manifest, &length, NULL));
  json = isg_json_parse (manifest, length, 8, NULL);
  g_hash_table_insert (files, g_strdup ("pack.json"), manifest);
  for (guint i = 0; i < isg_json_length (json); i++) {
    const IsgJson *list = isg_json_nth (json, i);

    for (guint j = 0; isg_json_type (list) == ISG_JSON_ARRAY && j < isg_json_length (list); j++) {
      const char *name = isg_json_text (isg_json_nth (list, j));
      g_autofree char *relative = g_strconcat ("data/rules/", name, NULL);
      g_autofree char *file = isg_test_source (relative);
      char *text = NULL;

      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      g_hash_table_insert (files, g_strdup (name), text);
    }
  }
}

static void
edit_files (GHashTable *files, const IsgTestPackEdit *edits)
{
  for (; edits != NULL && edits->file != NULL; edits++) {
    const char *text = g_hash_table_lookup (files, edits->file);
    char *changed;

    if (edits->find != NULL)
      changed = replace_once (text, edits->find, edits->replace);
    else {
      changed = g_strdup (edits->replace);
      if (text == NULL) {
        g_autofree char *listed = g_strdup_printf ("\"files\": [\n    \"%s\",", edits->file);

        g_hash_table_insert (files,
                             g_strdup ("pack.json"),
                             replace_once (g_hash_table_lookup (files, "pack.json"),
                                           "\"files\": [",
                                           listed));
      }
    }
    g_hash_table_insert (files, g_strdup (edits->file), changed);
  }
}

static gint
by_bytes (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

GBytes *
isg_test_pack_content (const IsgTestPackEdit *edits)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) names = NULL;
  GString *out = g_string_new ("{\"files\":{");

  read_tree (files);
  edit_files (files, edits);
  names = g_list_sort (g_hash_table_get_keys (files), by_bytes);
  for (GList *at = names; at != NULL; at = at->next) {
    if (at != names)
      g_string_append_c (out, ',');
    isg_json_append_string (out, at->data);
    g_string_append_c (out, ':');
    isg_json_append_string (out, g_hash_table_lookup (files, at->data));
  }
  g_string_append (out, "},\"isgpaket\":1}");
  return g_string_free_to_bytes (out);
}

GBytes *
isg_test_pack_make (IsgTestIssuer *issuer,
                    const char *version,
                    const char *valid_from,
                    const IsgTestPackEdit *edits)
{
  g_autoptr (IsgRules) built_in = isg_rules_load (NULL, NULL);
  g_autofree char *old_version
    = g_strdup_printf ("\"version\": \"%s\"", isg_rules_version (built_in));
  g_autofree char *old_from = isg_date_to_iso (isg_rules_valid_from (built_in));
  g_autofree char *find_from = g_strdup_printf ("\"valid_from\": \"%s\"", old_from);
  g_autofree char *new_version = g_strdup_printf ("\"version\": \"%s\"", version);
  g_autofree char *new_from = g_strdup_printf ("\"valid_from\": \"%s\"", valid_from);
  g_autoptr (GArray) all = g_array_new (TRUE, TRUE, sizeof (IsgTestPackEdit));
  const IsgTestPackEdit head[]
    = { { "pack.json", old_version, new_version }, { "pack.json", find_from, new_from } };
  g_autoptr (GBytes) content = NULL;

  g_array_append_vals (all, head, G_N_ELEMENTS (head));
  for (; edits != NULL && edits->file != NULL; edits++)
    g_array_append_val (all, *edits);
  content = isg_test_pack_content ((const IsgTestPackEdit *) (void *) all->data);
  return isg_test_issuer_sign (issuer, content, TRUE);
}
