/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"
#include "submit/isg-status.h"

G_BEGIN_DECLS

/**
 * IsgSegment:
 *
 * A choice of states on the page of submissions.
 */
typedef struct {
  const char *id;
  const char *label;     /* msgid */
  const char *states[4]; /* %NULL-terminated; none: all */
  gboolean grouped;      /* equal refusals stand above the list */
} IsgSegment;

/**
 * isg_segments:
 * @out_n: (out): how many
 *
 * Thread: any.  Source: ui.md 3.9.
 *
 * Returns: (transfer none) (array length=out_n): the segments, in order; the first holds all
 */
const IsgSegment *isg_segments (guint *out_n);

/**
 * isg_segment_count:
 * @segment: a segment
 * @counts: (element-type utf8 guint): of isg_queue_counts ()
 *
 * Thread: any.
 *
 * Returns: how many records are in it
 */
guint isg_segment_count (const IsgSegment *segment, GHashTable *counts);

/**
 * IsgRefusalGroup:
 *
 * Records that were answered alike: same code, same field, same reply.
 */
typedef struct {
  int code;
  char *path;      /* (nullable): of the field, without the numbers of lines */
  char *message;   /* (nullable): what the Ministry wrote */
  GPtrArray *rows; /* (element-type IsgQueueRow): (unowned): of the list */
} IsgRefusalGroup;

/**
 * isg_refusal_groups:
 * @rows: (element-type IsgQueueRow): rows; must outlive the groups
 *
 * Rows that are not refused, partly accepted or to be solved by hand, or carry no answer, are left
 * out.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type IsgRefusalGroup): the groups, the largest first; of equal
 * ones the newest
 */
GPtrArray *isg_refusal_groups (GPtrArray *rows);

/**
 * isg_refusal_rows:
 * @rows: (transfer full) (element-type IsgQueueRow): rows
 * @key: of isg_refusal_key ()
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type IsgQueueRow): those of the group
 */
GPtrArray *isg_refusal_rows (GPtrArray *rows, const char *key);

/**
 * isg_group_sentence:
 * @rules: the rule pack
 * @group: a group
 *
 * Thread: any.
 *
 * Returns: (transfer full): what the Ministry said, in our words; names nobody of the group
 */
char *isg_group_sentence (IsgRules *rules, const IsgRefusalGroup *group);

/**
 * isg_group_facts:
 * @group: a group
 *
 * Thread: any.
 *
 * Returns: (transfer full): "37 kayıt · 213 · Öz Kasap, Kardeşler Oto +3"
 */
char *isg_group_facts (const IsgRefusalGroup *group);

/**
 * isg_refusal_key:
 * @code: of a reply
 * @path: (nullable): of the refused field
 * @message: (nullable): what was written
 *
 * Thread: any.
 *
 * Returns: (transfer full): the same for groups that are the same
 */
char *isg_refusal_key (int code, const char *path, const char *message);

/**
 * isg_refusal_can_send_again:
 * @code: of a reply
 *
 * Thread: any.  Source: submission.md 3 (REJECTED).
 *
 * Returns: whether its cause lies outside the record, so that the same text may be sent again
 */
gboolean isg_refusal_can_send_again (int code);

/**
 * isg_reply_sentence:
 * @rules: the rule pack
 * @kind: (nullable): whose field labels are used
 * @code: of a reply; 0 gives ""
 * @path: (nullable): of the refused field
 * @value: (nullable): what was sent; %NULL where it may be several
 *
 * The Ministry's answer in our words.
 *
 * Thread: any.  Source: ui.md 4.1.
 *
 * Returns: (transfer full): a sentence
 */
char *isg_reply_sentence (IsgRules *rules,
                          const char *kind,
                          int code,
                          const char *path,
                          const char *value);

/**
 * isg_submission_code:
 * @submission: a submission
 *
 * Thread: any.
 *
 * Returns: the code of what was refused of it, else of its last answer; 0 for none
 */
int isg_submission_code (const IsgStatusSubmission *submission);

/**
 * isg_submission_sentence:
 * @rules: the rule pack
 * @kind: (nullable): whose field labels are used
 * @submission: a submission
 *
 * As isg_reply_sentence (), with whom and how many the notification is about.
 *
 * Thread: any.  Source: ui.md 4.1.
 *
 * Returns: (transfer full): a sentence; "" where nothing was answered
 */
char *isg_submission_sentence (IsgRules *rules,
                               const char *kind,
                               const IsgStatusSubmission *submission);

/**
 * isg_reply_steps:
 * @rules: the rule pack
 * @code: of a reply
 *
 * Thread: any.  Source: ui.md 4.1.
 *
 * Returns: (transfer full) (array zero-terminated=1): what to do, in order; perhaps nothing
 */
GStrv isg_reply_steps (IsgRules *rules, int code);

/**
 * isg_reply_who:
 * @rules: the rule pack
 * @code: of a reply
 *
 * Thread: any.  Source: ui.md 4.1.
 *
 * Returns: (transfer full): who can mend it
 */
char *isg_reply_who (IsgRules *rules, int code);

/**
 * isg_group_places:
 * @group: a group
 *
 * Thread: any.
 *
 * Returns: (transfer full): "Öz Kasap, Kardeşler Oto +3"
 */
char *isg_group_places (const IsgRefusalGroup *group);

/**
 * isg_moment_text:
 * @seconds: seconds since 1970, UTC; 0 gives ""
 *
 * Thread: any.
 *
 * Returns: (transfer full): day and time of day in Istanbul
 */
char *isg_moment_text (gint64 seconds);

/**
 * IsgTimelineEntry:
 *
 * Something that happened to a submission.
 */
typedef struct {
  gint64 time;
  char *what;   /* in the user's words */
  char *detail; /* (nullable): a second line */
  char *reply;  /* (nullable): the raw reply */
} IsgTimelineEntry;

/**
 * isg_timeline:
 * @rules: the rule pack
 * @kind: (nullable): whose field labels are used
 * @submission: a submission
 *
 * Thread: any.  Source: ui.md 3.9.
 *
 * Returns: (transfer full) (element-type IsgTimelineEntry): what happened, oldest first
 */
GPtrArray *isg_timeline (IsgRules *rules, const char *kind, const IsgStatusSubmission *submission);

G_END_DECLS
