/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-badge.h"

#include "app/isg-badge-text.h"
#include "store/isg-badge.h"

static guint
count_accepted (const IsgStatusSubmission *submission)
{
  guint n = 0;

  for (guint i = 0; i < submission->items->len; i++)
    n += ((const IsgStatusItem *) g_ptr_array_index (submission->items, i))->status == 200 ? 1 : 0;
  return n;
}

static gboolean
has_part (GArray *parts, const IsgStatus *status, const char *part)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_strcmp0 (((const IsgStatusSubmission *) g_ptr_array_index (status->submissions, i))->part,
                   part)
        == 0)
      return TRUE;
  return FALSE;
}

/* The newest submission of each part: they stand first. */
static GArray *
newest_parts (const IsgStatus *status)
{
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (IsgBadgePart));

  for (guint i = 0; status != NULL && i < status->submissions->len; i++) {
    const IsgStatusSubmission *submission = g_ptr_array_index (status->submissions, i);
    IsgBadgePart part = {
      .state = submission->state,
      .no = submission->server_no != NULL ? submission->server_no : submission->query_no,
      .reason = submission->reason,
      .revision = submission->revision,
      .final_at = submission->final_at,
      .n_fields = submission->errors->len,
      .n_items = submission->items->len,
      .n_accepted = count_accepted (submission),
    };

    if (has_part (parts, status, submission->part))
      break;
    g_array_append_val (parts, part);
  }
  return parts;
}

const char *
isg_record_badge_state (IsgRecordSession *session, char **out_note)
{
  g_autoptr (GArray) parts = newest_parts (isg_record_session_status (session));
  IsgBadgeRecord record = {
    .sent = isg_kind_is_sent (isg_record_session_kind (session)),
    .missing = isg_record_session_view (session)->n_missing,
    .revision = isg_record_revision (isg_record_session_record (session)),
  };

  return isg_badge_derive (&record,
                           (const IsgBadgePart *) (gpointer) parts->data,
                           parts->len,
                           out_note);
}

char *
isg_record_badge_explain (IsgRecordSession *session)
{
  IsgContext *context = isg_record_session_context (session);
  g_autofree char *note = NULL;
  const char *state = isg_record_badge_state (session, &note);

  if (*state == '\0')
    return g_strdup ("");
  return isg_badge_text (isg_context_rules (context),
                         state,
                         note,
                         isg_context_is_sandbox (context),
                         ISG_BADGE_EXPLAIN);
}
