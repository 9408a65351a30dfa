/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-signer-pkcs11.h"

#include <gnutls/pkcs11.h>
#include <string.h>

#include "base/isg-bytes.h"
#include "submit/isg-cades-sign.h"
#include "submit/isg-certificate.h"
#include "submit/isg-pkcs11-module.h"

/* A certificate on a token, with what leads to its key. */
typedef struct {
  gnutls_x509_crt_t crt; /* (owned) */
  IsgCertificateUse use;
  IsgSignerCertificate *shown; /* (owned): filled when @use is a person's */
  char *token_url;             /* (owned) */
  char *key_url;               /* (owned) (nullable): %NULL when nothing pairs a key with it */
} Candidate;

struct _IsgSignerPkcs11 {
  GObject parent_instance;

  char *module;      /* (owned) (nullable) */
  char *token_label; /* (owned) (nullable) */

  char *last_token; /* (owned) (nullable): URL of the token that was last asked for a PIN */

  /* While open. */
  Candidate *chosen;    /* (owned) (nullable) */
  gnutls_privkey_t key; /* (owned) (nullable) */
  IsgSecret *pin;       /* (owned) (nullable) */
  gboolean pin_refused; /* the token said no; it is not asked again */
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

static void
candidate_free (Candidate *candidate)
{
  if (candidate->crt != NULL)
    gnutls_x509_crt_deinit (candidate->crt);
  isg_signer_certificate_free (candidate->shown);
  g_free (candidate->token_url);
  g_free (candidate->key_url);
  g_free (candidate);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Candidate, candidate_free)

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
is_card (IsgSignerPkcs11 *self, const char *url)
{
  g_autofree char *label = read_token_info (url, GNUTLS_PKCS11_TOKEN_LABEL);
  unsigned flags = 0;

  if (gnutls_pkcs11_token_get_flags (url, &flags) < 0 || (flags & GNUTLS_PKCS11_TOKEN_TRUSTED) != 0)
    return FALSE;
  if (self->token_label != NULL)
    return g_strcmp0 (label, self->token_label) == 0;

  return (flags & (GNUTLS_PKCS11_TOKEN_INITIALIZED | GNUTLS_PKCS11_TOKEN_USER_PIN_INITIALIZED)) != 0
         || (label != NULL && label[0] != '\0');
}

/* URLs of the cards that may be used; the module has been acquired. */
static GPtrArray *
find_cards (IsgSignerPkcs11 *self)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_free);

  for (unsigned i = 0;; i++) {
    char *url = NULL;

    if (gnutls_pkcs11_token_get_url (i, GNUTLS_PKCS11_URL_GENERIC, &url) < 0)
      break;
    if (is_card (self, url))
      g_ptr_array_add (cards, g_strdup (url));
    gnutls_free (url);
  }

  return g_steal_pointer (&cards);
}

static gboolean
is_present (IsgSignerPkcs11 *self, const char *token_url)
{
  g_autoptr (GPtrArray) cards = find_cards (self);

  return g_ptr_array_find_with_equal_func (cards, token_url, g_str_equal, NULL);
}

static IsgPinTries
read_tries (const char *token_url)
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

static Candidate *
read_candidate (gnutls_pkcs11_obj_t object, const char *token_url)
{
  g_autoptr (Candidate) candidate = g_new0 (Candidate, 1);

  if (gnutls_x509_crt_init (&candidate->crt) < 0
      || gnutls_x509_crt_import_pkcs11 (candidate->crt, object) < 0)
    return NULL;
  candidate->use = isg_certificate_use (candidate->crt);
  candidate->shown = describe (candidate->crt, token_url);
  if (candidate->shown == NULL)
    return NULL;
  candidate->token_url = g_strdup (token_url);
  candidate->key_url = build_key_url (object, token_url);
  return g_steal_pointer (&candidate);
}

/* Adds the certificates of one card; one that cannot be read is none. */
static int
add_candidates (GPtrArray *candidates, const char *token_url)
{
  gnutls_pkcs11_obj_t *objects = NULL;
  unsigned n = 0;
  int ret
    = gnutls_pkcs11_obj_list_import_url4 (&objects, &n, token_url, GNUTLS_PKCS11_OBJ_FLAG_CRT);

  if (ret < 0)
    return ret;
  for (unsigned i = 0; i < n; i++) {
    Candidate *candidate = read_candidate (objects[i], token_url);

    if (candidate != NULL)
      g_ptr_array_add (candidates, candidate);
    gnutls_pkcs11_obj_deinit (objects[i]);
  }

  gnutls_free (objects);
  return 0;
}

/* Every certificate on every card; the module has been acquired. */
static GPtrArray *
find_candidates (IsgSignerPkcs11 *self, GError **error)
{
  g_autoptr (GPtrArray) cards = find_cards (self);
  g_autoptr (GPtrArray) candidates
    = g_ptr_array_new_with_free_func ((GDestroyNotify) candidate_free);
  int failure = 0;

  if (cards->len == 0) {
    fail (error, ISG_SUBMIT_ERROR_NO_CARD, "none is in a reader");
    return NULL;
  }
  for (guint i = 0; i < cards->len; i++) {
    int ret = add_candidates (candidates, cards->pdata[i]);

    if (ret < 0 && is_present (self, cards->pdata[i]))
      failure = ret;
  }
  /* One card that does not answer must not hide another that does. */
  if (candidates->len == 0 && failure < 0) {
    fail (error, ISG_SUBMIT_ERROR_TOKEN, gnutls_strerror_name (failure));
    return NULL;
  }

  return g_steal_pointer (&candidates);
}

static gboolean
is_person (const Candidate *candidate, const char *identity)
{
  return candidate->use == ISG_CERTIFICATE_PERSON
         && (identity == NULL || g_strcmp0 (candidate->shown->identity, identity) == 0);
}

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
  g_autoptr (GPtrArray) candidates = NULL;

  if (!isg_pkcs11_module_acquire (self->module, error))
    return NULL;
  candidates = find_candidates (self, error);
  isg_pkcs11_module_release ();
  if (candidates == NULL)
    return NULL;

  list = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_signer_certificate_free);
  for (guint i = 0; i < candidates->len; i++) {
    const Candidate *candidate = candidates->pdata[i];

    if (is_person (candidate, NULL)
        && !g_ptr_array_find_with_equal_func (list, candidate->shown, is_same_certificate, NULL))
      g_ptr_array_add (list, isg_signer_certificate_copy (candidate->shown));
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

  cards = find_cards (self);
  for (guint i = 0; i < cards->len; i++) {
    const char *url = cards->pdata[i];

    if (self->last_token == NULL || g_str_equal (url, self->last_token))
      worst = MAX (worst, read_tries (url));
  }

  isg_pkcs11_module_release ();
  return worst;
}

/* -------------------------------------------------------------------------------- Choosing */

static gboolean
is_valid (const Candidate *candidate, gint64 now)
{
  return candidate->shown->not_before <= now && now <= candidate->shown->not_after;
}

/* The newest first, so that a renewed certificate is taken before the one it replaces. */
static gint
compare_newest (gconstpointer a, gconstpointer b)
{
  const IsgSignerCertificate *first = (*(Candidate *const *) a)->shown;
  const IsgSignerCertificate *second = (*(Candidate *const *) b)->shown;

  if (first->not_before != second->not_before)
    return first->not_before > second->not_before ? -1 : 1;
  if (first->not_after != second->not_after)
    return first->not_after > second->not_after ? -1 : 1;
  return strcmp (first->fingerprint, second->fingerprint);
}

/* The PIN belongs to one card. When two cards would do equally, it could be tried on the wrong one.
 * A card that two modules show is one card and holds one and the same certificate. */
static gboolean
is_ambiguous (GPtrArray *fitting)
{
  const Candidate *first = fitting->pdata[0];

  for (guint i = 1; i < fitting->len; i++) {
    const Candidate *other = fitting->pdata[i];

    if (other->shown->not_before != first->shown->not_before
        || other->shown->not_after != first->shown->not_after)
      break;
    if (!g_str_equal (other->token_url, first->token_url)
        && !g_str_equal (other->shown->fingerprint, first->shown->fingerprint))
      return TRUE;
  }

  return FALSE;
}

static gboolean
fail_none_fits (GPtrArray *candidates, const char *identity, GError **error)
{
  gboolean seal = FALSE, other_person = FALSE;

  for (guint i = 0; i < candidates->len; i++) {
    const Candidate *candidate = candidates->pdata[i];

    if (is_person (candidate, identity))
      return fail (error, ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED, "the certificate is not valid now");
    other_person = other_person || is_person (candidate, NULL);
    seal = seal || candidate->use == ISG_CERTIFICATE_SEAL;
  }

  if (other_person)
    return fail (error, ISG_SUBMIT_ERROR_OTHER_SIGNER, "it belongs to another person");
  if (seal)
    return fail (error, ISG_SUBMIT_ERROR_SEAL_ONLY, "it holds a seal alone");
  return fail (error, ISG_SUBMIT_ERROR_NO_CERTIFICATE, "it holds no signing certificate");
}

/* The person's certificates on one card that may sign now, best first. The result points into
 * @candidates. */
static GPtrArray *
choose (GPtrArray *candidates, const char *identity, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();
  const char *token_url;

  for (guint i = 0; i < candidates->len; i++) {
    Candidate *candidate = candidates->pdata[i];

    if (is_person (candidate, identity) && is_valid (candidate, now))
      g_ptr_array_add (fitting, candidate);
  }
  if (fitting->len == 0) {
    fail_none_fits (candidates, identity, error);
    return NULL;
  }
  g_ptr_array_sort (fitting, compare_newest);
  if (is_ambiguous (fitting)) {
    fail (error, ISG_SUBMIT_ERROR_CERTIFICATE_MANY, "two of them hold such a certificate");
    return NULL;
  }

  token_url = ((Candidate *) fitting->pdata[0])->token_url;
  for (guint i = fitting->len; i > 1; i--) {
    if (!g_str_equal (((Candidate *) fitting->pdata[i - 1])->token_url, token_url))
      g_ptr_array_remove_index (fitting, i - 1);
  }
  return g_steal_pointer (&fitting);
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
  if (ret == GNUTLS_E_PKCS11_PIN_LOCKED || read_tries (token_url) == ISG_PIN_TRIES_LOCKED)
    return fail (error, ISG_SUBMIT_ERROR_PIN_LOCKED, "locked");
  if (self->pin_refused || is_pin_error (ret))
    return fail (error, ISG_SUBMIT_ERROR_PIN_WRONG, "the PIN was refused");
  if (!is_present (self, token_url))
    return fail (error, ISG_SUBMIT_ERROR_NO_CARD, "it was pulled out");
  if (is_missing_key (ret))
    return fail (error, ISG_SUBMIT_ERROR_NO_CERTIFICATE, "no key belongs to the certificate");

  return fail (error, ISG_SUBMIT_ERROR_TOKEN, gnutls_strerror_name (ret));
}

/* Logs in and finds the key of the best certificate that has one. */
static Candidate *
log_in (IsgSignerPkcs11 *self, GPtrArray *fitting, GError **error)
{
  const char *token_url = ((Candidate *) fitting->pdata[0])->token_url;
  int ret = GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE;

  g_free (self->last_token);
  self->last_token = g_strdup (token_url);
  if (read_tries (token_url) == ISG_PIN_TRIES_LOCKED) {
    fail (error, ISG_SUBMIT_ERROR_PIN_LOCKED, "locked");
    return NULL;
  }

  for (guint i = 0; i < fitting->len; i++) {
    Candidate *candidate = fitting->pdata[i];

    if (candidate->key_url == NULL)
      continue;
    ret = import_key (self, candidate->key_url);
    if (ret >= 0)
      return candidate;
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
  g_clear_pointer (&self->chosen, candidate_free);
  g_clear_pointer (&self->pin, isg_secret_unref);
  self->pin_refused = FALSE;
}

static gboolean
open_acquired (IsgSignerPkcs11 *self, const char *identity, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) candidates = find_candidates (self, error);
  g_autoptr (GPtrArray) fitting = NULL;
  Candidate *chosen;
  guint index = 0;

  if (candidates == NULL)
    return FALSE;
  fitting = choose (candidates, identity, now, error);
  if (fitting == NULL)
    return FALSE;
  chosen = log_in (self, fitting, error);
  if (chosen == NULL)
    return FALSE;

  g_ptr_array_find (candidates, chosen, &index);
  self->chosen = g_ptr_array_steal_index (candidates, index);
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

  if (code < 0 && !is_present (self, self->chosen->token_url)) {
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

/* --------------------------------------------------------------------------- Known modules */

static void
pkcs11_module_free (IsgPkcs11Module *module)
{
  g_free (module->path);
  g_free (module);
}

GPtrArray *
isg_signer_pkcs11_known_modules (void)
{
  static const struct {
    const char *name;
    const char *file;
  } makers[] = {
    { "AKİS", "libakisp11.so" },          { "SafeNet eToken", "libeTPkcs11.so" },
    { "SafeNet eToken", "libeToken.so" }, { "Gemalto IDPrime", "libIDPrimePKCS11.so" },
    { "ACS", "libacospkcs11.so" },        { "OpenSC", "opensc-pkcs11.so" },
  };
  static const char *const folders[] = {
    "/usr/local/lib",
    "/usr/lib",
    "/usr/lib64",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib/pkcs11",
    "/usr/lib/x86_64-linux-gnu/pkcs11",
    "/usr/lib/aarch64-linux-gnu/pkcs11",
  };
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) pkcs11_module_free);

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (folders); j++) {
      g_autofree char *path = g_build_filename (folders[j], makers[i].file, NULL);
      IsgPkcs11Module *module;

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      module = g_new0 (IsgPkcs11Module, 1);
      module->name = makers[i].name;
      module->path = g_steal_pointer (&path);
      g_ptr_array_add (found, module);
      break;
    }
  }

  return found;
}
