/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-finalise.h"
#include "submit/isg-status.h"
#include "submit/isg-submit-step.h"
#include "support/isg-fake-ministry.h"
#include "support/isg-fake-signer.h"
#include "support/isg-fake-transport.h"
#include "unit/store/store-fixture.h"

G_BEGIN_DECLS

/**
 * Lab:
 *
 * A store, a card, a transport and a ministry, all of them scripted, with a clock that stands still
 * unless something waits.
 */
typedef struct {
  StoreFixture fixture;
  IsgSubmitTools tools;        /* for isg_submit_step () */
  IsgFakeTransport *transport; /* (owned) */
  IsgFakeMinistry *ministry;   /* (owned) */
  IsgFakeSigner *signer;       /* (owned) */
  char *workplace;             /* (owned) */
  char *professional;          /* (owned) */
  GPtrArray *records;          /* (owned) (element-type utf8): every training made */
  guint n_people;
  guint32 random; /* what jitter is made of */
  guint waited;   /* seconds that somebody waited */
  /* A named point: what happens there. */
  const char *point; /* (nullable) */
  guint point_nth;   /* 1: the first time */
  void (*at_point) (gpointer data);
  gpointer point_data;
  guint n_passed;
  GHashTable *passed; /* (owned): every point that was passed */
} Lab;

/**
 * lab_init:
 * @lab: an empty one
 *
 * Thread: becomes the owner.
 */
void lab_init (Lab *lab);

/**
 * lab_init_of:
 * @lab: an empty one
 * @environment: the method's line in the sandbox: "\"idempotency\": \"assumed\", \"absent\":
 * \"weak\""
 *
 * As lab_init (), with a pack whose definition says that instead of by_number and certain.
 *
 * Thread: becomes the owner.
 */
void lab_init_of (Lab *lab, const char *environment);

/**
 * lab_take_pack:
 * @lab: a lab
 * @version: of the new pack, "2026.12.1"
 * @method: id by which trainings go in it; the pack before has "ibys-soap-list" in its place
 *
 * Another pack is in force from now on.
 *
 * Thread: the owner.
 */
void lab_take_pack (Lab *lab, const char *version, const char *method);

/**
 * lab_copy_store:
 * @lab: a lab; its store is closed and opened again
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): a folder with a copy of the store as it is now
 */
char *lab_copy_store (Lab *lab);

/**
 * lab_move_to:
 * @lab: a lab
 * @dir: a folder with a store
 *
 * From now on the lab works on that store.
 *
 * Thread: the owner.
 */
void lab_move_to (Lab *lab, const char *dir);

/**
 * lab_edit:
 * @lab: a lab
 * @uuid: a training's
 * @minutes: of its topic
 *
 * Thread: the owner.
 */
void lab_edit (Lab *lab, const char *uuid, int minutes);

/**
 * lab_clear:
 * @lab: a lab
 *
 * Thread: the owner.
 */
void lab_clear (Lab *lab);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lab, lab_clear)

/**
 * lab_training:
 * @lab: a lab
 * @n_people: how many new people take part
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): uuid of a training that fits
 */
char *lab_training (Lab *lab, guint n_people);

/**
 * lab_finalise:
 * @lab: a lab
 * @uuid: a record's
 *
 * Thread: the owner.
 */
void lab_finalise (Lab *lab, const char *uuid);

/**
 * lab_sign:
 * @lab: a lab
 *
 * Signs everything that waits.
 *
 * Thread: the owner.
 */
void lab_sign (Lab *lab);

/**
 * lab_queued:
 * @lab: a lab
 * @n_people: as lab_training ()
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): uuid of a training that waits to be sent
 */
char *lab_queued (Lab *lab, guint n_people);

/**
 * lab_step:
 * @lab: a lab
 *
 * Thread: the owner.
 *
 * Returns: what the step did
 */
IsgStepOutcome lab_step (Lab *lab);

/**
 * lab_run:
 * @lab: a lab
 *
 * Runs until idle; waiting lets the clock pass.
 *
 * Thread: the owner.
 */
void lab_run (Lab *lab);

/**
 * lab_state:
 * @lab: a lab
 * @uuid: a record's
 *
 * Thread: the owner.
 *
 * Returns: (transfer none): its state, until the next call
 */
const char *lab_state (Lab *lab, const char *uuid);

/**
 * lab_status:
 * @lab: a lab
 * @uuid: a record's
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): its status
 */
IsgStatus *lab_status (Lab *lab, const char *uuid);

/**
 * lab_number:
 * @lab: a lab
 * @uuid: a record's
 *
 * Thread: the owner.
 *
 * Returns: the number of its newest first part
 */
guint64 lab_number (Lab *lab, const char *uuid);

/**
 * lab_reopen:
 * @lab: a lab whose store may be closed
 *
 * Thread: the owner.
 */
void lab_reopen (Lab *lab);

/**
 * lab_in_child:
 * @lab: a lab; its store is closed and opened again
 * @work: what the child does; it ends with 0 when it returns
 *
 * A process of its own, with handles of its own.
 *
 * Thread: the owner.
 *
 * Returns: the signal that ended it; 0: none
 */
int lab_in_child (Lab *lab, void (*work) (Lab *lab));

/**
 * lab_die:
 * @data: not used
 *
 * SIGKILL, for @at_point.
 *
 * Thread: any.
 */
void lab_die (gpointer data);

/**
 * lab_maker:
 *
 * An #IsgTransportMaker.
 * @store: not used
 * @method_id: not used
 * @lab: (type Lab): a lab
 * @error: not used
 *
 * Thread: any.
 *
 * Returns: (transfer full): the lab's transport
 */
IsgTransport *lab_maker (IsgStore *store, const char *method_id, gpointer lab, GError **error);

/**
 * isg_test_check_promises:
 * @lab: a lab in which nothing happens any more
 *
 * What holds whatever happened: nothing saved is lost; no item is accepted twice; what is said to
 * be accepted is there; no row is stuck; the journal tells of every change, hangs together, and
 * names no person and no secret.
 *
 * Thread: the owner.  Source: submission.md 7; style.md, Invariants.
 */
void isg_test_check_promises (Lab *lab);

G_END_DECLS
