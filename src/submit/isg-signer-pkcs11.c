/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-signer-pkcs11.h"

#include <string.h>

#include "submit/isg-cades-sign.h"
#include "submit/isg-card.h"
#include "submit/isg-pkcs11-module.h"

struct _IsgSignerPkcs11 {
  GObject parent_instance;

  char *module;      /* (owned) (nullable) */
  char *token_label; /* (owned) (nullable) */

  char *last_token; /* (owned) (nullable): URL of the token that was last asked for a PIN */

  /* While open. */
  IsgCardCertificate *chosen; /* (owned) (nullable) */
  gnutls_privkey_t key;       /* (owned) (nullable) */
  IsgSecret *pin;             /* (owned) (nullable) */
  gboolean pin_refused;       /* the token said no; it is not asked again */
};

static void isg_signer_pkcs11_iface_init (IsgSignerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IsgSignerPkcs11,
                               isg_signer_pkcs11,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ISG_TYPE_SIGNER,
                                                      isg_signer_pkcs11_iface_init))

static gboolean
fail (GError **error, IsgSubmitError code, const char *what)
{
  g_set_error (error, ISG_SUBMIT_ERROR, code, "token: %s", what);
  return FALSE;
}

/* --------------------------------------------------------------------------------- Looking */

static gboolean
is_same_certificate (gconstpointer a, gconstpointer b)
{
  const IsgSignerCertificate *first = a, *second = b;

  return g_str_equal (first->fingerprint, second->fingerprint);
}

static GPtrArray *
isg_signer_pkcs11_list (IsgSigner *signer, GError **error)
{
  IsgSignerPkcs11 *self = ISG_SIGNER_PKCS11 (signer);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) certificates = NULL;

  if (!isg_pkcs11_module_acquire (self->module, error))
    return NULL;
  certificates = isg_card_find_certificates (self->token_label, error);
  isg_pkcs11_module_release ();
  if (certificates == NULL)
    return NULL;

  list = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_signer_certificate_free);
  for (guint i = 0; i < certificates->len; i++) {
    const IsgCardCertificate *certificate = certificates->pdata[i];

    if (isg_card_certificate_is_of (certificate, NULL)
        && !g_ptr_array_find_with_equal_func (list, certificate->shown, is_same_certificate, NULL))
      g_ptr_array_add (list, isg_signer_certificate_copy (certificate->shown));
  }

  return g_steal_pointer (&list);
}

static IsgPinTries
isg_signer_pkcs11_pin_tries (IsgSigner *signer)
{
  IsgSignerPkcs11 *self = ISG_SIGNER_PKCS11 (signer);
  g_autoptr (GPtrArray) cards = NULL;
  IsgPinTries worst = ISG_PIN_TRIES_UNKNOWN;

  if (!isg_pkcs11_module_acquire (self->module, NULL))
    return ISG_PIN_TRIES_UNKNOWN;

  cards = isg_card_find_all (self->token_label);
  for (guint i = 0; i < cards->len; i++) {
    const char *url = cards->pdata[i];

    if (self->last_token == NULL || g_str_equal (url, self->last_token))
      worst = MAX (worst, isg_card_pin_tries (url));
  }

  isg_pkcs11_module_release ();
  return worst;
}

/* --------------------------------------------------------------------------------- Opening */

/* GnuTLS asks again after a refused PIN. One wrong PIN is one try of three, so the answer then is
 * no. */
static int
answer_pin (void *data,
            int attempt,
            const char *token_url,
            const char *token_label,
            unsigned int flags,
            char *pin,
            size_t pin_max)
{
  IsgSignerPkcs11 *self = data;
  gsize length;
  const char *value;

  if (attempt > 0 || (flags & GNUTLS_PIN_WRONG) != 0)
    self->pin_refused = TRUE;
  if (self->pin == NULL || self->pin_refused || (flags & GNUTLS_PIN_SO) != 0)
    return -1;

  value = isg_secret_peek (self->pin, &length);
  if (length >= pin_max)
    return -1;
  memcpy (pin, value, length + 1);
  return 0;
}

static gboolean
is_pin_error (int ret)
{
  return ret == GNUTLS_E_PKCS11_PIN_ERROR || ret == GNUTLS_E_PKCS11_PIN_LOCKED
         || ret == GNUTLS_E_PKCS11_PIN_EXPIRED;
}

static gboolean
is_missing_key (int ret)
{
  return ret == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE
         || ret == GNUTLS_E_PKCS11_REQUESTED_OBJECT_NOT_AVAILBLE;
}

static int
import_key (IsgSignerPkcs11 *self, const char *key_url)
{
  gnutls_privkey_t key = NULL;
  int ret = gnutls_privkey_init (&key);

  if (ret < 0)
    return ret;
  gnutls_privkey_set_pin_function (key, answer_pin, self);
  ret = gnutls_privkey_import_url (key, key_url, GNUTLS_PKCS11_OBJ_FLAG_LOGIN);
  if (ret < 0) {
    gnutls_privkey_deinit (key);
    return ret;
  }

  self->key = key;
  return 0;
}

static gboolean
fail_login (IsgSignerPkcs11 *self, int ret, const char *token_url, GError **error)
{
  if (ret == GNUTLS_E_PKCS11_PIN_LOCKED || isg_card_pin_tries (token_url) == ISG_PIN_TRIES_LOCKED)
    return fail (error, ISG_SUBMIT_ERROR_PIN_LOCKED, "locked");
  if (self->pin_refused || is_pin_error (ret))
    return fail (error, ISG_SUBMIT_ERROR_PIN_WRONG, "the PIN was refused");
  if (!isg_card_is_present (token_url))
    return fail (error, ISG_SUBMIT_ERROR_NO_CARD, "it was pulled out");
  if (is_missing_key (ret))
    return fail (error, ISG_SUBMIT_ERROR_NO_CERTIFICATE, "no key belongs to the certificate");

  return fail (error, ISG_SUBMIT_ERROR_TOKEN, gnutls_strerror_name (ret));
}

/* Logs in and finds the key of the best certificate that has one. */
static IsgCardCertificate *
log_in (IsgSignerPkcs11 *self, GPtrArray *fitting, GError **error)
{
  const char *token_url = ((IsgCardCertificate *) fitting->pdata[0])->token_url;
  int ret = GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE;

  g_free (self->last_token);
  self->last_token = g_strdup (token_url);
  if (isg_card_pin_tries (token_url) == ISG_PIN_TRIES_LOCKED) {
    fail (error, ISG_SUBMIT_ERROR_PIN_LOCKED, "locked");
    return NULL;
  }

  for (guint i = 0; i < fitting->len; i++) {
    IsgCardCertificate *certificate = fitting->pdata[i];

    if (certificate->key_url == NULL)
      continue;
    ret = import_key (self, certificate->key_url);
    if (ret >= 0)
      return certificate;
    /* Only where the PIN was right and a key is missing is the next certificate worth a look. */
    if (self->pin_refused || !is_missing_key (ret))
      break;
  }

  fail_login (self, ret, token_url, error);
  return NULL;
}

static void
isg_signer_pkcs11_close (IsgSigner *signer)
{
  IsgSignerPkcs11 *self = ISG_SIGNER_PKCS11 (signer);

  if (self->key != NULL)
    gnutls_privkey_deinit (g_steal_pointer (&self->key));
  if (self->chosen != NULL)
    isg_pkcs11_module_release ();
  g_clear_pointer (&self->chosen, isg_card_certificate_free);
  g_clear_pointer (&self->pin, isg_secret_unref);
  self->pin_refused = FALSE;
}

static gboolean
open_acquired (IsgSignerPkcs11 *self, const char *identity, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) certificates = isg_card_find_certificates (self->token_label, error);
  g_autoptr (GPtrArray) fitting = NULL;
  IsgCardCertificate *chosen;
  guint index = 0;

  if (certificates == NULL)
    return FALSE;
  fitting = isg_card_choose (certificates, identity, now, error);
  if (fitting == NULL)
    return FALSE;
  chosen = log_in (self, fitting, error);
  if (chosen == NULL)
    return FALSE;

  g_ptr_array_find (certificates, chosen, &index);
  self->chosen = g_ptr_array_steal_index (certificates, index);
  return TRUE;
}

static gboolean
isg_signer_pkcs11_open (IsgSigner *signer,
                        const char *identity,
                        gint64 now,
                        IsgSecret *pin,
                        GError **error)
{
  IsgSignerPkcs11 *self = ISG_SIGNER_PKCS11 (signer);
  gsize length;

  isg_signer_pkcs11_close (signer);

  if (!isg_pkcs11_module_acquire (self->module, error))
    return FALSE;
  isg_secret_peek (pin, &length);
  self->pin = isg_secret_ref (pin);
  /* An empty PIN cannot be right, and some cards count it as a try. */
  self->pin_refused = length == 0;
  if (!open_acquired (self, identity, now, error)) {
    isg_signer_pkcs11_close (signer);
    isg_pkcs11_module_release ();
    return FALSE;
  }

  return TRUE;
}

/* --------------------------------------------------------------------------------- Signing */

static GBytes *
isg_signer_pkcs11_sign (IsgSigner *signer, GBytes *document, gint64 now, GError **error)
{
  IsgSignerPkcs11 *self = ISG_SIGNER_PKCS11 (signer);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) cms = NULL;
  int code = 0;

  if (self->chosen == NULL) {
    fail (error, ISG_SUBMIT_ERROR_TOKEN, "not open");
    return NULL;
  }

  cms = isg_cades_sign (self->chosen->crt, self->key, document, now, &code, &local_error);
  if (cms != NULL)
    return g_steal_pointer (&cms);

  if (code < 0 && !isg_card_is_present (self->chosen->token_url)) {
    fail (error, ISG_SUBMIT_ERROR_NO_CARD, "it was pulled out");
    return NULL;
  }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static const IsgSignerCertificate *
isg_signer_pkcs11_certificate (IsgSigner *signer)
{
  IsgSignerPkcs11 *self = ISG_SIGNER_PKCS11 (signer);

  return self->chosen != NULL ? self->chosen->shown : NULL;
}

static void
isg_signer_pkcs11_finalize (GObject *object)
{
  IsgSignerPkcs11 *self = ISG_SIGNER_PKCS11 (object);

  isg_signer_pkcs11_close (ISG_SIGNER (self));
  g_free (self->module);
  g_free (self->token_label);
  g_free (self->last_token);

  G_OBJECT_CLASS (isg_signer_pkcs11_parent_class)->finalize (object);
}

static void
isg_signer_pkcs11_class_init (IsgSignerPkcs11Class *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_signer_pkcs11_finalize;
}

static void
isg_signer_pkcs11_init (IsgSignerPkcs11 *self)
{
}

static void
isg_signer_pkcs11_iface_init (IsgSignerInterface *iface)
{
  iface->list = isg_signer_pkcs11_list;
  iface->pin_tries = isg_signer_pkcs11_pin_tries;
  iface->open = isg_signer_pkcs11_open;
  iface->sign = isg_signer_pkcs11_sign;
  iface->certificate = isg_signer_pkcs11_certificate;
  iface->close = isg_signer_pkcs11_close;
}

IsgSigner *
isg_signer_pkcs11_new (const char *module, const char *token_label)
{
  IsgSignerPkcs11 *self = g_object_new (ISG_TYPE_SIGNER_PKCS11, NULL);

  self->module = g_strdup (module);
  self->token_label = g_strdup (token_label);
  return ISG_SIGNER (self);
}
