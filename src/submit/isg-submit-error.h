/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ISG_SUBMIT_ERROR:
 *
 * What keeps a record from being finalised, signed or sent. Messages are English, for us, and name
 * no person.
 */
#define ISG_SUBMIT_ERROR (isg_submit_error_quark ())

/**
 * IsgSubmitError:
 * @ISG_SUBMIT_ERROR_NOT_FIT: the record has findings that block, or is in a state that does not
 * allow this
 * @ISG_SUBMIT_ERROR_METHOD: no method, or a method without endpoint or transport
 * @ISG_SUBMIT_ERROR_CANCELLED: asked to stop
 * @ISG_SUBMIT_ERROR_NO_MODULE: the PKCS#11 module cannot be loaded
 * @ISG_SUBMIT_ERROR_NO_CARD: no token is in a reader, or it was pulled out
 * @ISG_SUBMIT_ERROR_NO_CERTIFICATE: the token holds no certificate with which this person can sign
 * @ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED: the person's certificate has ended, or does not yet hold
 * @ISG_SUBMIT_ERROR_CERTIFICATE_MANY: several certificates of this person would do equally
 * @ISG_SUBMIT_ERROR_SEAL_ONLY: the token holds a seal (mali mühür) alone
 * @ISG_SUBMIT_ERROR_OTHER_SIGNER: the token belongs to another person than the one the record names
 * @ISG_SUBMIT_ERROR_PIN_WRONG: the PIN was refused; it is never tried again by the program
 * @ISG_SUBMIT_ERROR_PIN_LOCKED: the token is locked
 * @ISG_SUBMIT_ERROR_TOKEN: any other trouble of the token
 * @ISG_SUBMIT_ERROR_SIGNATURE_BAD: the signature just made does not verify; nothing is kept
 * @ISG_SUBMIT_ERROR_CLOCK: the computer's clock is wrong, and a signature carries its time
 * @ISG_SUBMIT_ERROR_MAYBE_SENT: the copy of the file that is lost may have sent it; a person who
 * knows better says so (isg_finalise_confirmed ())
 */
typedef enum {
  ISG_SUBMIT_ERROR_NOT_FIT,
  ISG_SUBMIT_ERROR_METHOD,
  ISG_SUBMIT_ERROR_CANCELLED,
  ISG_SUBMIT_ERROR_NO_MODULE,
  ISG_SUBMIT_ERROR_NO_CARD,
  ISG_SUBMIT_ERROR_NO_CERTIFICATE,
  ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED,
  ISG_SUBMIT_ERROR_CERTIFICATE_MANY,
  ISG_SUBMIT_ERROR_SEAL_ONLY,
  ISG_SUBMIT_ERROR_OTHER_SIGNER,
  ISG_SUBMIT_ERROR_PIN_WRONG,
  ISG_SUBMIT_ERROR_PIN_LOCKED,
  ISG_SUBMIT_ERROR_TOKEN,
  ISG_SUBMIT_ERROR_SIGNATURE_BAD,
  ISG_SUBMIT_ERROR_CLOCK,
  ISG_SUBMIT_ERROR_MAYBE_SENT,
} IsgSubmitError;

/**
 * isg_submit_error_quark:
 *
 * Thread: any.
 *
 * Returns: the quark of %ISG_SUBMIT_ERROR
 */
GQuark isg_submit_error_quark (void);

G_END_DECLS
