/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgBadgePart:
 *
 * The newest submission of one part of a record.
 */
typedef struct {
  const char *state;  /* name of submission.md 2 */
  const char *no;     /* (nullable): the server's number, or ours */
  const char *reason; /* (nullable): of NEEDS_HELP */
  guint revision;     /* which the submission was made from */
  gint64 final_at;    /* seconds since 1970, UTC; 0: not final */
  guint n_fields;     /* fields that were refused */
  guint n_items;      /* lines of the submission */
  guint n_accepted;   /* lines that were accepted */
} IsgBadgePart;

/**
 * IsgBadgeRecord:
 *
 * What a badge needs to know of the record.
 */
typedef struct {
  gboolean sent;  /* whether its kind is sent to the Ministry */
  guint missing;  /* places still to be filled */
  guint revision; /* the newest */
} IsgBadgeRecord;

/**
 * isg_badge_derive:
 * @record: the record
 * @parts: (array length=n_parts): the newest submission of each part, in the order of the parts
 * @n_parts: how many
 * @out_note: (out) (transfer full): a JSON object with what the badge's words need, or "":
 * {"missing":n} of DRAFT; {"fields":n} of REJECTED;
 *   {"k":…,"n":…} of PARTLY_ACCEPTED; {"date":"YYYY-MM-DD","no":"…"} of ACCEPTED, with
 * "differs":true when the record was edited since; {"no":"…"} of PROCESSING and SUPERSEDED;
 * {"date":"…"} of CANCELLED; {"reason":"…"} of NEEDS_HELP and REPORTED_ELSEWHERE
 *
 * The worst state of the parts, or DRAFT without any. A kind that is not sent has no badge once
 * nothing is missing. What was withdrawn and edited since is a draft again.
 *
 * Thread: any.  Source: submission.md 2; ui.md 2.9.
 *
 * Returns: (transfer none): a state's name, "DRAFT" or ""
 */
const char *isg_badge_derive (const IsgBadgeRecord *record,
                              const IsgBadgePart *parts,
                              guint n_parts,
                              char **out_note);

/**
 * isg_badge_rank:
 * @badge: a state's name, "DRAFT" or ""
 *
 * Thread: any.  Source: submission.md 2.
 *
 * Returns: 0 for the worst and up; what is unknown comes last
 */
guint isg_badge_rank (const char *badge);

/**
 * isg_badge_nth:
 * @rank: 0 and up
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the badge of that rank, or %NULL beyond the last
 */
const char *isg_badge_nth (guint rank);

G_END_DECLS
