/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-certificate.h"
#include "submit/isg-signer.h"

G_BEGIN_DECLS

/**
 * IsgCardCertificate:
 *
 * A certificate on a card, with what leads to its key.
 */
typedef struct {
  gnutls_x509_crt_t crt; /* (owned) */
  IsgCertificateUse use;
  IsgSignerCertificate *shown; /* (owned) */
  char *token_url;             /* (owned): of its card */
  char *key_url;               /* (owned) (nullable): %NULL when nothing pairs a key with it */
} IsgCardCertificate;

/**
 * isg_card_certificate_free:
 * @certificate: (transfer full) (nullable): a certificate
 *
 * Thread: any.
 */
void isg_card_certificate_free (IsgCardCertificate *certificate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgCardCertificate, isg_card_certificate_free)

/**
 * isg_card_certificate_is_of:
 * @certificate: a certificate
 * @identity: (nullable): a person's number; %NULL for anybody's
 *
 * Thread: any.
 *
 * Returns: whether that person can sign with it, whatever the day
 */
gboolean isg_card_certificate_is_of (const IsgCardCertificate *certificate, const char *identity);

/**
 * isg_card_find_all:
 * @label: (nullable): only cards with this label
 *
 * A module has been acquired (isg-pkcs11-module.h).
 *
 * Thread: any, one at a time.
 *
 * Returns: (transfer full) (element-type utf8): URLs of the cards in the readers, perhaps none
 */
GPtrArray *isg_card_find_all (const char *label);

/**
 * isg_card_is_present:
 * @token_url: a card's URL
 *
 * A module has been acquired.
 *
 * Thread: any, one at a time.
 *
 * Returns: whether it still is in a reader
 */
gboolean isg_card_is_present (const char *token_url);

/**
 * isg_card_pin_tries:
 * @token_url: a card's URL
 *
 * A module has been acquired.
 *
 * Thread: any, one at a time.
 *
 * Returns: what it tells of the tries left
 */
IsgPinTries isg_card_pin_tries (const char *token_url);

/**
 * isg_card_find_certificates:
 * @label: (nullable): only cards with this label
 * @error: %ISG_SUBMIT_ERROR _NO_CARD or _TOKEN
 *
 * Reads every certificate on every card, without a PIN. A module has been acquired.
 *
 * Thread: any, one at a time.
 *
 * Returns: (transfer full) (element-type IsgCardCertificate): what was found, perhaps nothing;
 * %NULL with @error
 */
GPtrArray *isg_card_find_certificates (const char *label, GError **error);

/**
 * isg_card_choose:
 * @certificates: (element-type IsgCardCertificate): what is on the cards
 * @identity: the person who must sign
 * @now: seconds since 1970 UTC
 * @error: %ISG_SUBMIT_ERROR _CERTIFICATE_EXPIRED, _OTHER_SIGNER, _SEAL_ONLY, _NO_CERTIFICATE, or
 * _CERTIFICATE_MANY when two cards would do equally
 *
 * The newest certificate that holds is taken. The others on the same card follow, for when its key
 * is not there.
 *
 * Thread: any.  Source: design.md 9; domain.md 9.
 *
 * Returns: (transfer container) (element-type IsgCardCertificate): the person's certificates on one
 * card, best first; they belong to @certificates; %NULL with @error
 */
GPtrArray *isg_card_choose (GPtrArray *certificates,
                            const char *identity,
                            gint64 now,
                            GError **error);

G_END_DECLS
