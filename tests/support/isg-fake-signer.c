/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-fake-signer.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/isg-bytes.h"
#include "submit/isg-cades-sign.h"
#include "support/isg-test-certificate.h"

#define MAX_WRONG 3

typedef struct {
  IsgSignerCertificate *shown; /* (owned) */
  gnutls_x509_crt_t crt;       /* (owned) */
  gnutls_x509_privkey_t key;   /* (owned) */
} Entry;

struct _IsgFakeSigner {
  GObject parent_instance;

  char *pin;          /* (owned) */
  GPtrArray *entries; /* (element-type Entry) (owned) */
  const Entry *open;  /* (unowned) (nullable): of @entries */

  GMutex mutex;
  GCond cond;
  gboolean absent;                          /* (mutex mutex) */
  guint n_calls[ISG_FAKE_SIGNER_N_CALLS];   /* (mutex mutex) */
  guint fail_call[ISG_FAKE_SIGNER_N_CALLS]; /* (mutex mutex): the number of the call, 0 = none */
  int fail_code[ISG_FAKE_SIGNER_N_CALLS];   /* (mutex mutex) */
  guint kill_call;                          /* (mutex mutex) */
  gboolean held;                            /* (mutex mutex) */
  gboolean waiting;                         /* (mutex mutex) */
  guint n_released;                         /* (mutex mutex) */
  guint n_pins;                             /* (mutex mutex) */
  guint n_wrong;                            /* (mutex mutex): in a row */
};

static void isg_fake_signer_iface_init (IsgSignerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IsgFakeSigner,
                               isg_fake_signer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ISG_TYPE_SIGNER, isg_fake_signer_iface_init))

static void
entry_free (Entry *entry)
{
  isg_signer_certificate_free (entry->shown);
  gnutls_x509_crt_deinit (entry->crt);
  gnutls_x509_privkey_deinit (entry->key);
  g_free (entry);
}

static gboolean
fail (GError **error, int code)
{
  g_set_error_literal (error, ISG_SUBMIT_ERROR, code, "fake signer: as scripted");
  return FALSE;
}

/* Counts a call and says whether it may go on. */
static gboolean
begin_call (IsgFakeSigner *self, IsgFakeSignerCall call, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_calls[call]++;
  if (self->n_calls[call] == self->fail_call[call])
    return fail (error, self->fail_code[call]);
  if (self->absent)
    return fail (error, ISG_SUBMIT_ERROR_NO_CARD);
  return TRUE;
}

static GPtrArray *
isg_fake_signer_list (IsgSigner *signer, GError **error)
{
  IsgFakeSigner *self = ISG_FAKE_SIGNER (signer);
  GPtrArray *list;

  if (!begin_call (self, ISG_FAKE_SIGNER_LIST, error))
    return NULL;

  list = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_signer_certificate_free);
  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = self->entries->pdata[i];

    g_ptr_array_add (list, isg_signer_certificate_copy (entry->shown));
  }
  return list;
}

static IsgPinTries
isg_fake_signer_pin_tries (IsgSigner *signer)
{
  IsgFakeSigner *self = ISG_FAKE_SIGNER (signer);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->n_wrong >= MAX_WRONG)
    return ISG_PIN_TRIES_LOCKED;
  if (self->n_wrong == MAX_WRONG - 1)
    return ISG_PIN_TRIES_LAST;
  return self->n_wrong > 0 ? ISG_PIN_TRIES_LOW : ISG_PIN_TRIES_UNKNOWN;
}

static const Entry *
find_entry (IsgFakeSigner *self, const char *identity, gint64 now, GError **error)
{
  const Entry *best = NULL;
  gboolean known = FALSE;

  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = self->entries->pdata[i];

    if (!g_str_equal (entry->shown->identity, identity))
      continue;
    known = TRUE;
    if (entry->shown->not_before <= now && now <= entry->shown->not_after
        && (best == NULL || entry->shown->not_before > best->shown->not_before))
      best = entry;
  }

  if (best == NULL && known)
    fail (error, ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED);
  else if (best == NULL)
    fail (error,
          self->entries->len > 0 ? ISG_SUBMIT_ERROR_OTHER_SIGNER : ISG_SUBMIT_ERROR_NO_CERTIFICATE);
  return best;
}

static gboolean
check_pin (IsgFakeSigner *self, IsgSecret *pin, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->n_wrong >= MAX_WRONG)
    return fail (error, ISG_SUBMIT_ERROR_PIN_LOCKED);
  self->n_pins++;
  if (strcmp (isg_secret_peek (pin, NULL), self->pin) != 0) {
    self->n_wrong++;
    return fail (error,
                 self->n_wrong >= MAX_WRONG ? ISG_SUBMIT_ERROR_PIN_LOCKED
                                            : ISG_SUBMIT_ERROR_PIN_WRONG);
  }

  self->n_wrong = 0;
  return TRUE;
}

static void
isg_fake_signer_close (IsgSigner *signer)
{
  ISG_FAKE_SIGNER (signer)->open = NULL;
}

static gboolean
isg_fake_signer_open (IsgSigner *signer,
                      const char *identity,
                      gint64 now,
                      IsgSecret *pin,
                      GError **error)
{
  IsgFakeSigner *self = ISG_FAKE_SIGNER (signer);
  const Entry *entry;

  isg_fake_signer_close (signer);
  if (!begin_call (self, ISG_FAKE_SIGNER_OPEN, error))
    return FALSE;
  entry = find_entry (self, identity, now, error);
  if (entry == NULL || !check_pin (self, pin, error))
    return FALSE;

  self->open = entry;
  return TRUE;
}

static void
wait_while_held (IsgFakeSigner *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!self->held)
    return;
  self->waiting = TRUE;
  while (self->n_released == 0)
    g_cond_wait (&self->cond, &self->mutex);
  self->waiting = FALSE;
  self->n_released--;
}

static GBytes *
isg_fake_signer_sign (IsgSigner *signer, GBytes *document, gint64 now, GError **error)
{
  IsgFakeSigner *self = ISG_FAKE_SIGNER (signer);
  gnutls_privkey_t key;
  GBytes *cms;
  int code = 0;

  if (!begin_call (self, ISG_FAKE_SIGNER_SIGN, error))
    return NULL;
  if (self->open == NULL) {
    fail (error, ISG_SUBMIT_ERROR_TOKEN);
    return NULL;
  }

  key = isg_test_private_key (self->open->key);
  cms = isg_cades_sign (self->open->crt, key, document, now, &code, error);
  gnutls_privkey_deinit (key);
  wait_while_held (self);

  g_mutex_lock (&self->mutex);
  if (self->n_calls[ISG_FAKE_SIGNER_SIGN] == self->kill_call)
    kill (getpid (), SIGKILL);
  g_mutex_unlock (&self->mutex);
  return cms;
}

static const IsgSignerCertificate *
isg_fake_signer_certificate (IsgSigner *signer)
{
  IsgFakeSigner *self = ISG_FAKE_SIGNER (signer);

  return self->open != NULL ? self->open->shown : NULL;
}

static void
isg_fake_signer_finalize (GObject *object)
{
  IsgFakeSigner *self = ISG_FAKE_SIGNER (object);

  g_ptr_array_unref (self->entries);
  g_free (self->pin);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (isg_fake_signer_parent_class)->finalize (object);
}

static void
isg_fake_signer_class_init (IsgFakeSignerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_fake_signer_finalize;
}

static void
isg_fake_signer_init (IsgFakeSigner *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

static void
isg_fake_signer_iface_init (IsgSignerInterface *iface)
{
  iface->list = isg_fake_signer_list;
  iface->pin_tries = isg_fake_signer_pin_tries;
  iface->open = isg_fake_signer_open;
  iface->sign = isg_fake_signer_sign;
  iface->certificate = isg_fake_signer_certificate;
  iface->close = isg_fake_signer_close;
}

IsgFakeSigner *
isg_fake_signer_new (const char *pin)
{
  IsgFakeSigner *self = g_object_new (ISG_TYPE_FAKE_SIGNER, NULL);

  self->pin = g_strdup (pin);
  return self;
}

void
isg_fake_signer_add (IsgFakeSigner *self,
                     const char *identity,
                     const char *name,
                     gint64 not_before,
                     gint64 not_after)
{
  IsgTestCertificate what
    = { .serial_number = identity, .name = name, .not_before = not_before, .not_after = not_after };
  Entry *entry = g_new0 (Entry, 1);

  entry->crt = isg_test_certificate_make (&what, &entry->key);
  entry->shown = g_new0 (IsgSignerCertificate, 1);
  entry->shown->identity = g_strdup (identity);
  entry->shown->name = g_strdup (name);
  entry->shown->not_before = not_before;
  entry->shown->not_after = not_after;
  entry->shown->der = isg_certificate_der (entry->crt);
  entry->shown->fingerprint = isg_bytes_sha256_hex (entry->shown->der);
  entry->shown->token_label = g_strdup ("fake");
  g_ptr_array_add (self->entries, entry);
}

void
isg_fake_signer_set_present (IsgFakeSigner *self, gboolean present)
{
  g_mutex_lock (&self->mutex);
  self->absent = !present;
  g_mutex_unlock (&self->mutex);
}

void
isg_fake_signer_fail_at (IsgFakeSigner *self, IsgFakeSignerCall call, guint nth, int code)
{
  g_assert (call < ISG_FAKE_SIGNER_N_CALLS && nth > 0);

  g_mutex_lock (&self->mutex);
  self->fail_call[call] = self->n_calls[call] + nth;
  self->fail_code[call] = code;
  g_mutex_unlock (&self->mutex);
}

void
isg_fake_signer_kill_at (IsgFakeSigner *self, guint nth)
{
  g_mutex_lock (&self->mutex);
  self->kill_call = self->n_calls[ISG_FAKE_SIGNER_SIGN] + nth;
  g_mutex_unlock (&self->mutex);
}

void
isg_fake_signer_hold (IsgFakeSigner *self)
{
  g_mutex_lock (&self->mutex);
  self->held = TRUE;
  g_mutex_unlock (&self->mutex);
}

void
isg_fake_signer_release (IsgFakeSigner *self)
{
  g_mutex_lock (&self->mutex);
  self->n_released++;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

gboolean
isg_fake_signer_is_waiting (IsgFakeSigner *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->waiting;
}

guint
isg_fake_signer_n_calls (IsgFakeSigner *self, IsgFakeSignerCall call)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_calls[call];
}

guint
isg_fake_signer_n_pins (IsgFakeSigner *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_pins;
}

gboolean
isg_fake_signer_is_open (IsgFakeSigner *self)
{
  return self->open != NULL;
}
