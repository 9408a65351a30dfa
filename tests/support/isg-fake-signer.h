/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-signer.h"

G_BEGIN_DECLS

#define ISG_TYPE_FAKE_SIGNER (isg_fake_signer_get_type ())

/**
 * IsgFakeSigner:
 *
 * A card with a script and no token: its signatures are real ones, by keys in memory, so that
 * isg_cades_verify () accepts them.
 */
G_DECLARE_FINAL_TYPE (IsgFakeSigner, isg_fake_signer, ISG, FAKE_SIGNER, GObject)

/**
 * IsgFakeSignerCall:
 *
 * What a script can make fail.
 */
typedef enum {
  ISG_FAKE_SIGNER_LIST,
  ISG_FAKE_SIGNER_OPEN,
  ISG_FAKE_SIGNER_SIGN,
  ISG_FAKE_SIGNER_N_CALLS,
} IsgFakeSignerCall;

/**
 * isg_fake_signer_new:
 * @pin: the right PIN
 *
 * Thread: any.
 *
 * Returns: (transfer full): a card without a certificate, in its reader
 */
IsgFakeSigner *isg_fake_signer_new (const char *pin);

/**
 * isg_fake_signer_add:
 * @self: a card
 * @identity: a person's number
 * @name: the name
 * @not_before: seconds since 1970 UTC
 * @not_after: seconds since 1970 UTC
 *
 * Adds a certificate and its key. Of several that hold the one with the newest @not_before is
 * taken.
 *
 * Thread: any, with no call under way.
 */
void isg_fake_signer_add (IsgFakeSigner *self,
                          const char *identity,
                          const char *name,
                          gint64 not_before,
                          gint64 not_after);

/**
 * isg_fake_signer_set_present:
 * @self: a card
 * @present: whether it is in the reader; else every call is %ISG_SUBMIT_ERROR_NO_CARD
 *
 * Thread: any.
 */
void isg_fake_signer_set_present (IsgFakeSigner *self, gboolean present);

/**
 * isg_fake_signer_fail_at:
 * @self: a card
 * @call: which call
 * @nth: 1 for the next one
 * @code: an #IsgSubmitError
 *
 * Makes one call to come fail; the others are as before.
 *
 * Thread: any.
 */
void isg_fake_signer_fail_at (IsgFakeSigner *self, IsgFakeSignerCall call, guint nth, int code);

/**
 * isg_fake_signer_kill_at:
 * @self: a card
 * @nth: 1 for the next signature
 *
 * The process gets SIGKILL when that signature has been made and is not yet handed over.
 *
 * Thread: any.
 */
void isg_fake_signer_kill_at (IsgFakeSigner *self, guint nth);

/**
 * isg_fake_signer_hold:
 * @self: a card
 *
 * Signatures from now on are late: each waits for an isg_fake_signer_release ().
 *
 * Thread: any.
 */
void isg_fake_signer_hold (IsgFakeSigner *self);

/**
 * isg_fake_signer_release:
 * @self: a card
 *
 * Lets one late signature come.
 *
 * Thread: any.
 */
void isg_fake_signer_release (IsgFakeSigner *self);

/**
 * isg_fake_signer_is_waiting:
 * @self: a card
 *
 * Thread: any.
 *
 * Returns: whether a late signature waits
 */
gboolean isg_fake_signer_is_waiting (IsgFakeSigner *self);

/**
 * isg_fake_signer_n_calls:
 * @self: a card
 * @call: which call
 *
 * Thread: any.
 *
 * Returns: how often it was made
 */
guint isg_fake_signer_n_calls (IsgFakeSigner *self, IsgFakeSignerCall call);

/**
 * isg_fake_signer_n_pins:
 * @self: a card
 *
 * Thread: any.
 *
 * Returns: how often a PIN reached the card; after three wrong ones in a row it is locked
 */
guint isg_fake_signer_n_pins (IsgFakeSigner *self);

/**
 * isg_fake_signer_is_open:
 * @self: a card
 *
 * Thread: any.
 *
 * Returns: whether somebody is logged in
 */
gboolean isg_fake_signer_is_open (IsgFakeSigner *self);

G_END_DECLS
