/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/**
 * isg_model_is_same:
 * @before: a submission as the model has it: state, U, R, D, F, wish, taken, found, odd, n_odd,
 * n_failed, n_faults, n_next
 * @event: what happened
 * @traits: repeat, certain, number_signed, can_correct, can_cancel
 * @facts: in the order of IsgSubmissionFacts
 * @after: what the model makes of it, as @before
 * @said: refused, gate, next, successor, contradicted, hold, older, warn
 *
 * Asks isg_submission_decide () the same and prints both where they differ.
 *
 * Thread: any.
 *
 * Returns: whether they agree
 */
int isg_model_is_same (const int before[13],
                       int event,
                       const int traits[5],
                       const int facts[12],
                       const int after[13],
                       const int said[8]);

/**
 * isg_model_number:
 * @name: of a variable of the environment
 *
 * Thread: any.
 *
 * Returns: its value; 0 when it is not set
 */
int isg_model_number (const char *name);
