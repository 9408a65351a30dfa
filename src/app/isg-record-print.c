/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-print.h"

#include <glib/gi18n.h>

#include "app/isg-badge-text.h"
#include "app/isg-paper-sheet.h"
#include "print/isg-record-paper.h"
#include "store/isg-health-key.h"
#include "store/isg-store-record.h"

typedef struct {
  IsgRecord *record; /* (owned): as it stands on the screen */
  char *state;       /* (owned) (nullable): in words */
} Subject;

static void
subject_free (gpointer pointer)
{
  Subject *subject = pointer;

  isg_record_unref (subject->record);
  g_free (subject->state);
  g_free (subject);
}

static IsgPaper *
make_record (IsgStore *store, gpointer data, gboolean leaves, GError **error)
{
  Subject *subject = data;
  gboolean sees;
  IsgRecordPaper how = { .resolver = isg_store_resolve,
                         .resolver_data = store,
                         .state = subject->state,
                         .printed_at = isg_clock_now (isg_store_clock (store)) };

  if (!isg_store_health_sees (store, &sees, error)
      || (leaves && sees
          && !isg_store_health_note (store, ISG_JOURNAL_PRINTED, subject->record, "record", error)))
    return NULL;
  how.with_sealed = sees;
  if (isg_store_environment (store) == ISG_ENVIRONMENT_SANDBOX)
    how.watermark = _ ("TEST");
  return isg_record_paper (isg_store_rules (store), subject->record, &how);
}

static const IsgPaperChoice papers[] = {
  { N_ ("The whole record"), make_record },
};

static char *
state_words (IsgRecordSession *session)
{
  const IsgStatus *status = isg_record_session_status (session);

  if (!isg_kind_is_sent (isg_record_session_kind (session)))
    return NULL;
  if (status == NULL || g_strcmp0 (status->state, "DRAFT") == 0)
    return g_strdup (C_ ("state", "Draft"));
  return isg_badge_text (isg_context_rules (isg_record_session_context (session)),
                         status->state,
                         NULL,
                         FALSE,
                         ISG_BADGE_SHORT);
}

GtkWidget *
isg_record_print (IsgRecordSession *session, IsgWindow *window)
{
  Subject *subject = g_new0 (Subject, 1);
  const IsgPaperWish wish
    = { .title = _ ("Print"),
                    /* Translators: how files of a record begin; plain ASCII. */
                    .stem = _ ("isg-record"),
                               .papers = papers,
                               .n_papers = G_N_ELEMENTS (papers),
                               .data = subject,
                               .data_free = subject_free };

  g_return_val_if_fail (ISG_IS_RECORD_SESSION (session), NULL);

  subject->record = isg_record_ref (isg_record_session_record (session));
  subject->state = state_words (session);
  return isg_paper_sheet_open (isg_record_session_context (session), window, &wish);
}
