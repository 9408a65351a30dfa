/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"
#include "submit/isg-signing.h"
#include "support/isg-fault-vfs.h"
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* The disk fails or is full at the n-th operation of finishing, signing, sending and asking, for n
 * = 1, 2, … until the work goes through untouched. Nothing is lost, nothing goes twice, and whoever
 * goes on once the disk works arrives. */

#define MOST 500

typedef struct {
  const char *name;
  IsgFaultOps ops;
  IsgFaultAct act;
  gboolean from_then_on;
} Kind;

static const Kind kinds[] = {
  { "write-once", ISG_FAULT_WRITE, ISG_FAULT_IO, FALSE },
  { "write-for-good", ISG_FAULT_WRITE, ISG_FAULT_IO, TRUE },
  { "sync-once", ISG_FAULT_SYNC, ISG_FAULT_IO, FALSE },
  { "sync-for-good", ISG_FAULT_SYNC, ISG_FAULT_IO, TRUE },
  { "full-once", ISG_FAULT_WRITE, ISG_FAULT_FULL, FALSE },
  { "full-for-good", ISG_FAULT_WRITE, ISG_FAULT_FULL, TRUE },
  { "read", ISG_FAULT_READ, ISG_FAULT_IO, FALSE },
};

/* ---- works ---- */

static gboolean
finish (Lab *lab, const char *uuid, GError **error)
{
  return isg_finalise (lab->fixture.store, uuid, NULL, NULL, error);
}

static gboolean
sign (Lab *lab, const char *uuid, GError **error)
{
  g_autoptr (IsgSecret) pin = isg_secret_new ("1234", 4, NULL);
  IsgSignResult result;

  return isg_sign (lab->fixture.store,
                   ISG_SIGNER (lab->signer),
                   NULL,
                   pin,
                   NULL,
                   NULL,
                   NULL,
                   &result,
                   error);
}

static gboolean
step (Lab *lab, const char *uuid, GError **error)
{
  IsgStepResult result;

  do {
    if (!isg_submit_step (&lab->tools, &result, error))
      return FALSE;
  } while (result.outcome == ISG_STEP_WORKED);
  return TRUE;
}

static char *
draft (Lab *lab)
{
  return lab_training (lab, 1);
}

static char *
finished (Lab *lab)
{
  char *uuid = lab_training (lab, 1);

  lab_finalise (lab, uuid);
  return uuid;
}

static char *
queued (Lab *lab)
{
  return lab_queued (lab, 1);
}

/* Stored, and nobody was told. */
static char *
in_doubt (Lab *lab)
{
  char *uuid = lab_queued (lab, 1);

  lab->ministry->n_saves = lab->ministry->next_save = 0;
  isg_fake_ministry_save_fault (lab->ministry, MINISTRY_DROPS_AFTER, 0);
  g_assert_cmpint (lab_step (lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (lab, uuid), ==, "IN_DOUBT");
  return uuid;
}

typedef struct {
  const char *name;
  char *(*prepare) (Lab *lab);
  gboolean (*act) (Lab *lab, const char *uuid, GError **error);
} Work;

static const Work works[] = {
  { "finishing", draft, finish },
  { "signing", finished, sign },
  { "sending", queued, step },
  { "asking", in_doubt, step },
};

typedef struct {
  const Work *work;
  const Kind *kind;
} Case;

static Case cases[G_N_ELEMENTS (works) * G_N_ELEMENTS (kinds)];

/* ---- one case ---- */

static guint n_failed;

/* A reply that has no place in the store is kept and tried again: the disk works by the third time.
 */
static void
wait_cb (guint milliseconds, gpointer data)
{
  guint *n_waits = data;

  if (++*n_waits == 3)
    n_failed += isg_fault_vfs_disarm ();
}

static gboolean
is_ordinary (const GError *error)
{
  return g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO)
         || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FULL);
}

static gboolean
try_work (Lab *lab, const Case *c, const char *uuid, guint nth)
{
  g_autoptr (GError) error = NULL;
  guint n_waits = 0;
  gboolean done;

  /* From a cold cache, so that pages are read as well. */
  lab_reopen (lab);
  lab->tools.wait = wait_cb;
  lab->tools.wait_data = &n_waits;
  isg_fault_vfs_arm (c->kind->ops, nth, c->kind->from_then_on, c->kind->act);
  done = c->work->act (lab, uuid, &error);
  n_failed = isg_fault_vfs_disarm () + (n_waits >= 3 ? 1 : 0);
  if (!done && !is_ordinary (error))
    g_error ("%s: %s", c->work->name, error->message);
  g_assert_false (isg_store_in_transaction (lab->fixture.store));
  return done;
}

static void
waited_cb (guint milliseconds, gpointer data)
{
  Lab *lab = data;

  isg_clock_advance (lab->fixture.clock, MAX (1, milliseconds / 1000));
}

/* Whoever goes on once the disk works, in a program that was started anew. */
static void
carry_on (Lab *lab, const char *uuid)
{
  g_autofree char *integrity = NULL;

  lab->tools.wait = waited_cb;
  lab->tools.wait_data = lab;
  lab_reopen (lab);
  integrity = store_fixture_text (&lab->fixture, "PRAGMA integrity_check");
  g_assert_cmpstr (integrity, ==, "ok");
  if (g_str_equal (lab_state (lab, uuid), "DRAFT"))
    lab_finalise (lab, uuid);
  if (g_str_equal (lab_state (lab, uuid), "AWAITING_SIGNATURE"))
    lab_sign (lab);
  lab_run (lab);
  g_assert_cmpstr (lab_state (lab, uuid), ==, "ACCEPTED");
  g_assert_cmpuint (isg_fake_ministry_doubles (lab->ministry), ==, 0);
}

static void
test_a_failing_disk_loses_nothing_and_sends_nothing_twice (gconstpointer data)
{
  const Case *c = data;
  g_auto (Lab) lab = { 0 };
  /* Failing for good, or full, differs in little: each third operation does in the usual run. */
  gboolean each = g_getenv ("ISG_TEST_NIGHTLY") != NULL
                  || (c->kind->act == ISG_FAULT_IO && !c->kind->from_then_on);
  guint n = 1;

  lab_init (&lab);
  do {
    g_autofree char *uuid = c->work->prepare (&lab);
    gboolean done = try_work (&lab, c, uuid, n);

    g_assert_cmpuint (n, <, MOST);
    if (n_failed == 0)
      g_assert_true (done);
    carry_on (&lab, uuid);
    n += each ? 1 : 3;
  } while (n_failed > 0);
  g_test_message ("up to operation %u", n);
  g_assert_cmpuint (n, >, 2);
  isg_test_check_promises (&lab);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  isg_fault_vfs_install ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Work *work = &works[i / G_N_ELEMENTS (kinds)];
    const Kind *kind = &kinds[i % G_N_ELEMENTS (kinds)];
    g_autofree char *path = g_strdup_printf ("/disk/%s/%s", work->name, kind->name);

    cases[i] = (Case){ work, kind };
    g_test_add_data_func (path,
                          &cases[i],
                          test_a_failing_disk_loses_nothing_and_sends_nothing_twice);
  }
  return g_test_run ();
}
