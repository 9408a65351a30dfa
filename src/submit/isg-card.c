/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-card.h"

#include "base/isg-bytes.h"

static gboolean
fail (GError **error, IsgSubmitError code, const char *what)
{
  g_set_error (error, ISG_SUBMIT_ERROR, code, "token: %s", what);
  return FALSE;
}

void
isg_card_certificate_free (IsgCardCertificate *certificate)
{
  if (certificate == NULL)
    return;

  if (certificate->crt != NULL)
    gnutls_x509_crt_deinit (certificate->crt);
  isg_signer_certificate_free (certificate->shown);
  g_free (certificate->token_url);
  g_free (certificate->key_url);
  g_free (certificate);
}

/* ------------------------------------------------------------------------------------ Tokens */

static char *
read_token_info (const char *url, gnutls_pkcs11_token_info_t what)
{
  char value[256] = { 0 };
  size_t length = sizeof value;

  if (gnutls_pkcs11_token_get_info (url, what, value, &length) < 0 || length >= sizeof value)
    return NULL;

  return g_strndup (value, length);
}

/* An uninitialised slot of a soft token and p11-kit's lists of authorities are no cards. */
static gboolean
is_card (const char *wanted_label, const char *url)
{
  g_autofree char *label = read_token_info (url, GNUTLS_PKCS11_TOKEN_LABEL);
  unsigned flags = 0;

  if (gnutls_pkcs11_token_get_flags (url, &flags) < 0 || (flags & GNUTLS_PKCS11_TOKEN_TRUSTED) != 0)
    return FALSE;
  if (wanted_label != NULL)
    return g_strcmp0 (label, wanted_label) == 0;

  return (flags & (GNUTLS_PKCS11_TOKEN_INITIALIZED | GNUTLS_PKCS11_TOKEN_USER_PIN_INITIALIZED)) != 0
         || (label != NULL && label[0] != '\0');
}

GPtrArray *
isg_card_find_all (const char *label)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_free);

  for (unsigned i = 0;; i++) {
    char *url = NULL;

    if (gnutls_pkcs11_token_get_url (i, GNUTLS_PKCS11_URL_GENERIC, &url) < 0)
      break;
    if (is_card (label, url))
      g_ptr_array_add (cards, g_strdup (url));
    gnutls_free (url);
  }

  return g_steal_pointer (&cards);
}

gboolean
isg_card_is_present (const char *token_url)
{
  g_autoptr (GPtrArray) cards = isg_card_find_all (NULL);

  return g_ptr_array_find_with_equal_func (cards, token_url, g_str_equal, NULL);
}

IsgPinTries
isg_card_pin_tries (const char *token_url)
{
  unsigned flags = 0;

  if (gnutls_pkcs11_token_get_flags (token_url, &flags) < 0)
    return ISG_PIN_TRIES_UNKNOWN;
  if ((flags & GNUTLS_PKCS11_TOKEN_USER_PIN_LOCKED) != 0)
    return ISG_PIN_TRIES_LOCKED;
  if ((flags & GNUTLS_PKCS11_TOKEN_USER_PIN_FINAL_TRY) != 0)
    return ISG_PIN_TRIES_LAST;
  if ((flags & GNUTLS_PKCS11_TOKEN_USER_PIN_COUNT_LOW) != 0)
    return ISG_PIN_TRIES_LOW;

  return ISG_PIN_TRIES_UNKNOWN;
}

/* ------------------------------------------------------------------------------ Certificates */

/* A private key has the CKA_ID of its certificate; the label serves where a token gives no id
 * (domain.md 9). */
static char *
build_key_url (gnutls_pkcs11_obj_t object, const char *token_url)
{
  guint8 value[256];
  size_t length = sizeof value;
  const char *name = "id";
  GString *url = NULL;

  if (gnutls_pkcs11_obj_get_info (object, GNUTLS_PKCS11_OBJ_ID, value, &length) < 0)
    return NULL;
  if (length == 0) {
    name = "object";
    length = sizeof value;
    if (gnutls_pkcs11_obj_get_info (object, GNUTLS_PKCS11_OBJ_LABEL, value, &length) < 0
        || length == 0)
      return NULL;
  }

  url = g_string_new (token_url);
  g_string_append_printf (url, ";%s=", name);
  for (size_t i = 0; i < length; i++)
    g_string_append_printf (url, "%%%02x", value[i]);
  g_string_append (url, ";type=private");
  return g_string_free (url, FALSE);
}

static IsgSignerCertificate *
describe (gnutls_x509_crt_t crt, const char *token_url)
{
  g_autoptr (IsgSignerCertificate) shown = g_new0 (IsgSignerCertificate, 1);

  shown->der = isg_certificate_der (crt);
  if (shown->der == NULL)
    return NULL;
  shown->identity = isg_certificate_identity (crt);
  shown->name = isg_certificate_name (crt, FALSE);
  if (shown->name == NULL)
    shown->name = g_strdup ("");
  shown->not_before = gnutls_x509_crt_get_activation_time (crt);
  shown->not_after = gnutls_x509_crt_get_expiration_time (crt);
  shown->fingerprint = isg_bytes_sha256_hex (shown->der);
  shown->token_label = read_token_info (token_url, GNUTLS_PKCS11_TOKEN_LABEL);
  return g_steal_pointer (&shown);
}

static IsgCardCertificate *
read_certificate (gnutls_pkcs11_obj_t object, const char *token_url)
{
  g_autoptr (IsgCardCertificate) certificate = g_new0 (IsgCardCertificate, 1);

  if (gnutls_x509_crt_init (&certificate->crt) < 0
      || gnutls_x509_crt_import_pkcs11 (certificate->crt, object) < 0)
    return NULL;
  certificate->use = isg_certificate_use (certificate->crt);
  certificate->shown = describe (certificate->crt, token_url);
  if (certificate->shown == NULL)
    return NULL;
  certificate->token_url = g_strdup (token_url);
  certificate->key_url = build_key_url (object, token_url);
  return g_steal_pointer (&certificate);
}

/* Adds the certificates of one card; one that cannot be read is none. */
static int
add_certificates (GPtrArray *certificates, const char *token_url)
{
  gnutls_pkcs11_obj_t *objects = NULL;
  unsigned n = 0;
  int ret
    = gnutls_pkcs11_obj_list_import_url4 (&objects, &n, token_url, GNUTLS_PKCS11_OBJ_FLAG_CRT);

  if (ret < 0)
    return ret;
  for (unsigned i = 0; i < n; i++) {
    IsgCardCertificate *certificate = read_certificate (objects[i], token_url);

    if (certificate != NULL)
      g_ptr_array_add (certificates, certificate);
    gnutls_pkcs11_obj_deinit (objects[i]);
  }

  gnutls_free (objects);
  return 0;
}

GPtrArray *
isg_card_find_certificates (const char *label, GError **error)
{
  g_autoptr (GPtrArray) cards = isg_card_find_all (label);
  g_autoptr (GPtrArray) certificates
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_card_certificate_free);
  int failure = 0;

  if (cards->len == 0) {
    fail (error, ISG_SUBMIT_ERROR_NO_CARD, "none is in a reader");
    return NULL;
  }
  for (guint i = 0; i < cards->len; i++) {
    int ret = add_certificates (certificates, cards->pdata[i]);

    if (ret < 0 && isg_card_is_present (cards->pdata[i]))
      failure = ret;
  }
  /* One card that does not answer must not hide another that does. */
  if (certificates->len == 0 && failure < 0) {
    fail (error, ISG_SUBMIT_ERROR_TOKEN, gnutls_strerror_name (failure));
    return NULL;
  }

  return g_steal_pointer (&certificates);
}
