/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib-object.h>

#include "base/isg-secret.h"
#include "submit/isg-submit-error.h"

G_BEGIN_DECLS

/**
 * IsgSignerCertificate:
 *
 * A certificate on the card with which a person can sign.
 */
typedef struct {
  char *identity;    /* (owned): 11-digit number from the subject's serialNumber, prefix dropped */
  char *name;        /* (owned): the subject's CN */
  gint64 not_before; /* seconds since 1970 UTC */
  gint64 not_after;  /* seconds since 1970 UTC */
  char *fingerprint; /* (owned): SHA-256 of the DER, hex */
  char *token_label; /* (owned) */
  GBytes *der;       /* (owned) */
} IsgSignerCertificate;

/**
 * IsgPinTries:
 *
 * What a token tells of the tries left; PKCS#11 has no number for it.
 */
typedef enum {
  ISG_PIN_TRIES_UNKNOWN,
  ISG_PIN_TRIES_LOW,  /* a wrong PIN was given since the last right one */
  ISG_PIN_TRIES_LAST, /* the next wrong one locks */
  ISG_PIN_TRIES_LOCKED,
} IsgPinTries;

/**
 * isg_signer_certificate_free:
 * @certificate: (transfer full) (nullable): a certificate
 *
 * Thread: any.
 */
void isg_signer_certificate_free (IsgSignerCertificate *certificate);

/**
 * isg_signer_certificate_copy:
 * @certificate: a certificate
 *
 * Thread: any.
 *
 * Returns: (transfer full): a copy
 */
IsgSignerCertificate *isg_signer_certificate_copy (const IsgSignerCertificate *certificate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgSignerCertificate, isg_signer_certificate_free)

#define ISG_TYPE_SIGNER (isg_signer_get_type ())

/**
 * IsgSigner:
 *
 * What signs: a PKCS#11 token (isg-signer-pkcs11.h), or a scripted one in tests/support.
 */
G_DECLARE_INTERFACE (IsgSigner, isg_signer, ISG, SIGNER, GObject)

struct _IsgSignerInterface {
  GTypeInterface parent_iface;

  GPtrArray *(*list) (IsgSigner *self, GError **error);
  IsgPinTries (*pin_tries) (IsgSigner *self);
  gboolean (
    *open) (IsgSigner *self, const char *identity, gint64 now, IsgSecret *pin, GError **error);
  GBytes *(*sign) (IsgSigner *self, GBytes *document, gint64 now, GError **error);
  const IsgSignerCertificate *(*certificate) (IsgSigner *self);
  void (*close) (IsgSigner *self);
};

/**
 * isg_signer_list:
 * @self: a signer
 * @error: %ISG_SUBMIT_ERROR _NO_MODULE, _NO_CARD or _TOKEN
 *
 * The persons' signing certificates on the card, read without a PIN: non-repudiation and
 * digitalSignature key usage, an 11-digit identity number in the subject's serialNumber, no seal.
 * Expired ones are listed too, so that the screen can say so.
 *
 * Thread: one at a time for each signer.  Source: domain.md 9.
 *
 * Returns: (transfer full) (element-type IsgSignerCertificate): the certificates, perhaps none;
 * %NULL with @error
 */
GPtrArray *isg_signer_list (IsgSigner *self, GError **error);

/**
 * isg_signer_pin_tries:
 * @self: a signer
 *
 * Thread: one at a time for each signer.
 *
 * Returns: what the token tells of the tries left
 */
IsgPinTries isg_signer_pin_tries (IsgSigner *self);

/**
 * isg_signer_open:
 * @self: a signer
 * @identity: the identity number of the person who must sign
 * @now: seconds since 1970 UTC, for the certificate's validity
 * @pin: the PIN, tried once
 * @error: %ISG_SUBMIT_ERROR: see there; those that do not depend on the PIN are found before the
 * card is asked for it
 *
 * Finds the person's certificate and its key (paired by CKA_ID) and logs in. One PIN, many
 * signatures, until isg_signer_close ().
 *
 * Thread: one at a time for each signer.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_signer_open (IsgSigner *self,
                          const char *identity,
                          gint64 now,
                          IsgSecret *pin,
                          GError **error);

/**
 * isg_signer_sign:
 * @self: an open signer
 * @document: the exact bytes to sign
 * @now: signing time, seconds since 1970 UTC
 * @error: %ISG_SUBMIT_ERROR _NO_CARD, _TOKEN or _SIGNATURE_BAD
 *
 * A detached CAdES-BES over @document: DER, SHA-256, contentType, messageDigest, signingTime and
 * signingCertificateV2, certificate embedded. It has been verified, ESS hash included, when this
 * returns.
 *
 * Thread: one at a time for each signer.  Source: design.md 7; wire.md 3.4.
 *
 * Returns: (transfer full): the CMS, or %NULL with @error
 */
GBytes *isg_signer_sign (IsgSigner *self, GBytes *document, gint64 now, GError **error);

/**
 * isg_signer_certificate:
 * @self: an open signer
 *
 * Thread: one at a time for each signer.
 *
 * Returns: (transfer none) (nullable): the certificate that signs
 */
const IsgSignerCertificate *isg_signer_certificate (IsgSigner *self);

/**
 * isg_signer_close:
 * @self: a signer
 *
 * Logs out and forgets everything of the card. Does nothing when not open.
 *
 * Thread: one at a time for each signer.
 */
void isg_signer_close (IsgSigner *self);

G_END_DECLS
