/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-step.h"

#include "submit/isg-submit-work.h"

/* What becomes of each row stands in model/isg-submission.h.  Here is what a step does, in order:
 *
 *   lease      nobody else sends from this store, else ISG_STEP_LOCKED; held to the step's end
 *   recover    an old copy is known by its mirror: F, gate OLD_COPY; SENDING that nobody
 *              sends → IN_DOUBT+U; methods that ended; gates whose reason is gone
 *
 *   then the first of these that finds something to do:
 *
 *   ask        one question about as many due rows of one method as it takes
 *   ask lost   an old copy alone: the numbers that the lost copy sent
 *   probe      behind a gate that time may open, when its next try is due: one message finds
 *              out for all; with nobody to ask about, the gates are opened, and whoever meets
 *              them shuts them again
 *   send       one row, or two of different records while the last save of all was answered:
 *              COMMIT (SENDING, epoch + 1) → mirror, fsync → lease and state once more →
 *              first byte → reply and state in one transaction
 *
 *   else rest  gates FIRM and HEALTH are said where they alone hold rows; WAIT until the next
 *              try of a row or of a gate, or IDLE
 *
 * Questions go while saves are stopped, unless the gate stops both (isg_gate_stops_queries ()).
 * Packages are laid into folders whatever holds the way to the Ministry up.  A common error
 * shuts its gate with the first row that meets it: one message, not five hundred. */

/* What the shut gates leave to be done now. */
typedef struct {
  gboolean ask;     /* questions may be asked */
  gboolean send;    /* saves may be sent */
  gboolean folders; /* packages may be laid into their folders */
  gboolean try_way; /* it is time to find out whether a gate opens */
  gboolean in_vain; /* that was tried before: with a probe, not with somebody's question */
  gint64 next_try;  /* of the gates; 0: none by time */
} Leave;

static gboolean
is_due (const IsgStoredGate *gate, gint64 now)
{
  return gate->next_try != 0 && gate->next_try <= now;
}

/* Gates of one method stand in the queue's own queries; here are those that stop everything. */
static Leave
read_leave (const IsgSubmitWork *work, gint64 now)
{
  Leave leave = { .ask = TRUE, .send = TRUE, .folders = TRUE, .try_way = TRUE };
  gboolean any = FALSE;

  for (guint i = 0; i < work->gates->len; i++) {
    const IsgStoredGate *gate = g_ptr_array_index (work->gates, i);

    if (gate->next_try != 0 && (leave.next_try == 0 || gate->next_try < leave.next_try))
      leave.next_try = gate->next_try;
    if (*gate->scope != '\0' || !isg_gate_stops_saves (gate->gate))
      continue;
    /* The disk is tried by trying. */
    if (gate->gate == ISG_GATE_STORE && is_due (gate, now))
      continue;
    leave.send = FALSE;
    leave.folders = leave.folders && isg_gate_is_of_the_way (gate->gate);
    if (isg_gate_stops_queries (gate->gate))
      leave.ask = FALSE;
    if (gate->gate == ISG_GATE_OLD_COPY || gate->gate == ISG_GATE_STORE)
      continue;
    any = TRUE;
    leave.try_way = leave.try_way && is_due (gate, now);
    leave.in_vain = leave.in_vain || gate->backoff > 0 || gate->gate == ISG_GATE_CLOCK;
  }
  leave.try_way = leave.try_way && any;
  return leave;
}

static gint64
earlier (gint64 a, gint64 b)
{
  if (a == 0 || b == 0)
    return MAX (a, b);
  return MIN (a, b);
}

/* A gate that stops rows, not the queue: said where nothing else is left to do. */
static gboolean
set_gate (IsgSubmitWork *work, IsgGate gate, gboolean wanted, GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  gboolean shut = FALSE;

  for (guint i = 0; i < work->gates->len; i++)
    if (((IsgStoredGate *) g_ptr_array_index (work->gates, i))->gate == gate)
      shut = TRUE;
  if (wanted == shut)
    return TRUE;
  transaction = isg_transaction_begin (work->store, error);
  return transaction != NULL
         && (wanted ? isg_submit_shut (work, gate, NULL, 0, NULL, error)
                    : isg_store_gate_open (work->store, gate, NULL, error))
         && isg_transaction_commit (transaction, error);
}

/* Another firm code is not this one's to ask under; and what is sealed goes under its key alone. */
static gboolean
judge_rows (IsgSubmitWork *work, GError **error)
{
  gboolean other, locked;

  return isg_store_queue_has_other_firm (work->store, work->firm->hash, &other, error)
         && isg_store_queue_is_locked (work->store, &locked, error)
         && set_gate (work, ISG_GATE_FIRM, other, error)
         && set_gate (work, ISG_GATE_HEALTH, locked, error);
}

static gboolean
come_to_rest (IsgSubmitWork *work, const Leave *leave, IsgStepResult *result, GError **error)
{
  IsgQueueOutlook outlook, folders;
  gint64 waited_for;

  if (!judge_rows (work, error)
      || !isg_store_queue_outlook (work->store, work->firm->hash, NULL, &outlook, error)
      || !isg_store_queue_outlook (work->store, work->firm->hash, work->folders, &folders, error))
    return FALSE;
  waited_for = leave->ask ? outlook.question : folders.question;
  if (leave->send && !work->tools->queries_only)
    waited_for = earlier (waited_for, outlook.save);
  else if (leave->folders && !work->tools->queries_only)
    waited_for = earlier (waited_for, folders.save);
  result->outcome = waited_for != 0 ? ISG_STEP_WAIT : ISG_STEP_IDLE;
  result->next_due = earlier (waited_for, leave->next_try);
  if (leave->ask)
    result->next_due = earlier (result->next_due, outlook.later);
  return TRUE;
}

static gboolean
do_one_thing (IsgSubmitWork *work, IsgStepResult *result, GError **error)
{
  gint64 now = isg_clock_now (isg_store_clock (work->store));
  Leave leave = read_leave (work, now);
  /* A question that is due tells as much as a probe, and is asked once. */
  gboolean everybody = leave.ask || (leave.try_way && !leave.in_vain);
  gboolean worked = FALSE;

  if (!isg_submit_ask_due (work, everybody ? NULL : work->folders, &worked, result->key, error))
    return FALSE;
  if (!worked && leave.ask && work->copy && !isg_submit_ask_lost (work, &worked, error))
    return FALSE;
  if (!worked && leave.try_way) {
    worked = TRUE;
    if (!isg_submit_probe (work, error))
      return FALSE;
  }
  if (!worked && (leave.send || leave.folders) && !work->tools->queries_only
      && !isg_submit_send_next (work,
                                leave.send ? NULL : work->folders,
                                &worked,
                                result->key,
                                error))
    return FALSE;
  if (!worked)
    return come_to_rest (work, &leave, result, error);
  result->outcome = ISG_STEP_WORKED;
  return TRUE;
}

gboolean
isg_submit_step (const IsgSubmitTools *tools, IsgStepResult *out_result, GError **error)
{
  g_auto (IsgSubmitWork) work = { .tools = tools, .store = tools->store };
  IsgStepResult result = { .outcome = ISG_STEP_LOCKED };

  if (isg_store_is_read_only (tools->store)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_READ_ONLY, "submit: nothing can be kept");
    return FALSE;
  }
  if (!isg_lease_take (isg_store_data_dir (tools->store), &work.lease, error))
    return FALSE;
  if (work.lease != NULL
      && (!isg_submit_recover (&work, error) || !do_one_thing (&work, &result, error)))
    return FALSE;
  *out_result = result;
  return TRUE;
}
