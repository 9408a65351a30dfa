/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-jobs.h"

#include "app/isg-form-view-private.h"
#include "rules/isg-entry.h"
#include "store/isg-health-key.h"
#include "submit/isg-finalise.h"
#include "submit/isg-foresee.h"
#include "submit/isg-submit-error.h"

/* Revisions of which it is said what changed. */
#define CHANGES_MOST 20

void
isg_record_wish_free (IsgRecordWish *wish)
{
  if (wish == NULL)
    return;
  g_free (wish->kind);
  g_free (wish->uuid);
  g_free (wish->workplace);
  g_clear_pointer (&wish->record, isg_record_unref);
  isg_draft_free (wish->draft);
  g_free (wish->reason);
  g_free (wish);
}

void
isg_record_answer_free (IsgRecordAnswer *answer)
{
  if (answer == NULL)
    return;
  g_clear_pointer (&answer->saved, isg_record_unref);
  g_clear_pointer (&answer->submitted, isg_record_unref);
  isg_draft_free (answer->draft);
  isg_status_free (answer->status);
  g_clear_pointer (&answer->revisions, g_ptr_array_unref);
  g_clear_pointer (&answer->changes, g_ptr_array_unref);
  g_clear_pointer (&answer->findings, g_ptr_array_unref);
  g_clear_pointer (&answer->suggested, isg_fields_unref);
  g_free (answer->title);
  g_free (answer->workplace_title);
  g_clear_error (&answer->refused);
  g_free (answer);
}

/* ---- reading ---- */

static char *
title_of (IsgStore *store, const char *uuid, IsgLanguage language)
{
  IsgRules *rules = isg_store_rules (store);
  g_autoptr (IsgRecord) record = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;
  const IsgKind *kind = record != NULL ? isg_rules_kind (rules, isg_record_kind (record)) : NULL;

  return kind != NULL ? isg_kind_title (kind, rules, record, isg_store_resolve, store, language)
                      : NULL;
}

static GPtrArray *
check (IsgStore *store, IsgRecord *record)
{
  IsgCheckContext context = isg_store_check_context (store);

  return isg_rules_check (isg_store_rules (store), record, &context);
}

/* The newest submission's, so that a refusal holds while the value is still the refused one. */
static gboolean
read_submitted (IsgStore *store, IsgRecordAnswer *answer, GError **error)
{
  const IsgStatusSubmission *newest;

  if (answer->status->submissions->len == 0)
    return TRUE;
  newest = g_ptr_array_index (answer->status->submissions, 0);
  answer->submitted = isg_store_record_get (store, answer->status->uuid, newest->revision, error);
  return answer->submitted != NULL;
}

static gboolean
read_closed (IsgStore *store, IsgRecordAnswer *answer, GError **error)
{
  IsgListQuery query = {
    .kind = isg_record_kind (answer->saved),
    .workplace = isg_record_workplace (answer->saved),
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .closed = TRUE,
  };
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    if (g_str_equal (row->uuid, isg_record_uuid (answer->saved)))
      answer->closed = TRUE;
  }
  return TRUE;
}

/* The labels of the fields that differ, in the order of the kind. */
static char *
name_changes (const IsgKind *kind, IsgRecord *before, IsgRecord *after, IsgLanguage language)
{
  GString *names = g_string_new (NULL);
  GPtrArray *defs = isg_kind_fields (kind);

  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    const char *id = isg_field_def_id (def);

    if (isg_value_equal (before != NULL ? isg_record_get (before, id) : NULL,
                         isg_record_get (after, id)))
      continue;
    g_string_append_printf (names,
                            "%s%s",
                            names->len > 0 ? ", " : "",
                            isg_field_def_label (def, language));
  }
  return g_string_free (names, FALSE);
}

static gboolean
read_changes (IsgStore *store,
              const char *uuid,
              IsgLanguage language,
              IsgRecordAnswer *answer,
              GError **error)
{
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), isg_record_kind (answer->saved));
  guint n = answer->revisions->len;
  g_autoptr (IsgRecord) before = NULL;

  answer->changes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++) {
    const IsgRevision *revision = g_ptr_array_index (answer->revisions, i);
    g_autoptr (IsgRecord) after = NULL;

    /* Of a long history only what is looked at. */
    if (kind == NULL || i + CHANGES_MOST < n) {
      g_ptr_array_add (answer->changes, g_strdup (""));
      continue;
    }
    after = isg_store_record_get (store, uuid, revision->number, error);
    if (after == NULL)
      return FALSE;
    g_ptr_array_add (answer->changes,
                     i > 0 && before == NULL ? g_strdup ("")
                                             : name_changes (kind, before, after, language));
    g_clear_pointer (&before, isg_record_unref);
    before = g_steal_pointer (&after);
  }
  return TRUE;
}

static gboolean
read_completed (IsgStore *store, IsgRecordAnswer *answer, GError **error)
{
  guint revision;

  if (!isg_store_record_completed (store, isg_record_uuid (answer->saved), &revision, error))
    return FALSE;
  answer->completed = revision > 0;
  return TRUE;
}

static gboolean
read_record (IsgStore *store,
             const char *uuid,
             IsgLanguage language,
             IsgRecordAnswer *answer,
             GError **error)
{
  answer->saved = isg_store_record_get (store, uuid, 0, error);
  if (answer->saved == NULL)
    return FALSE;
  answer->status = isg_status_get (store, uuid, language, error);
  if (answer->status == NULL || !read_submitted (store, answer, error)
      || !read_closed (store, answer, error) || !read_completed (store, answer, error))
    return FALSE;
  answer->revisions = isg_store_record_revisions (store, uuid, error);
  if (answer->revisions == NULL || !read_changes (store, uuid, language, answer, error)
      || !isg_store_draft_get (store, uuid, &answer->draft, error))
    return FALSE;
  answer->findings = check (store, answer->saved);
  /* What waits for its signature can still be taken back. */
  if (g_str_equal (answer->status->state, "AWAITING_SIGNATURE")
      && !isg_foresee (store, answer->saved, answer->findings, error))
    return FALSE;
  answer->title = title_of (store, uuid, language);
  answer->workplace_title = title_of (store, isg_record_workplace (answer->saved), language);
  return TRUE;
}

/* What a former new record of this kind and workplace left, never saved. */
static gboolean
read_orphan (IsgStore *store, const IsgRecordWish *wish, IsgRecordAnswer *answer, GError **error)
{
  g_autoptr (GPtrArray) drafts = isg_store_draft_list (store, wish->kind, error);

  if (drafts == NULL)
    return FALSE;
  for (guint i = 0; i < drafts->len; i++) {
    const IsgDraft *draft = g_ptr_array_index (drafts, i);

    if (draft->base == 0 && g_strcmp0 (draft->workplace, wish->workplace) == 0)
      return isg_store_draft_get (store, draft->uuid, &answer->draft, error);
  }
  return TRUE;
}

gpointer
isg_record_job_load (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRecordWish *wish = data;
  g_autoptr (IsgRecordAnswer) answer = g_new0 (IsgRecordAnswer, 1);

  if (wish->uuid != NULL)
    return read_record (store, wish->uuid, wish->language, answer, error)
               && (!wish->reading
                   || isg_store_health_note (store,
                                             ISG_JOURNAL_READ,
                                             answer->saved,
                                             "record",
                                             error))
             ? g_steal_pointer (&answer)
             : NULL;

  answer->workplace_title = title_of (store, wish->workplace, wish->language);
  return read_orphan (store, wish, answer, error) ? g_steal_pointer (&answer) : NULL;
}

gpointer
isg_record_job_check (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRecordWish *wish = data;
  IsgRecordAnswer *answer = g_new0 (IsgRecordAnswer, 1);
  IsgCheckContext context = isg_store_check_context (store);

  answer->findings = check (store, wish->record);
  answer->suggested = isg_rules_suggest (isg_store_rules (store), wish->record, &context);
  return answer;
}

/* ---- writing ---- */

gpointer
isg_record_job_draft (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRecordWish *wish = data;

  if (wish->draft != NULL)
    isg_store_draft_put (store, wish->draft, error);
  else
    isg_store_draft_drop (store, wish->uuid, error);
  return NULL;
}

/* Saving drops the draft. What is typed and is no value yet is kept as one on top of the revision.
 */
static gboolean
save (IsgStore *store, const IsgRecordWish *wish, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (IsgRecord) saved = NULL;

  if (transaction == NULL || !isg_store_record_save (store, wish->record, &saved, error))
    return FALSE;
  if (wish->keep_draft && wish->draft != NULL) {
    wish->draft->base = isg_record_revision (saved);
    if (!isg_store_draft_put (store, wish->draft, error))
      return FALSE;
  }
  return isg_transaction_commit (transaction, error);
}

static gpointer
answer_for (IsgStore *store,
            const char *uuid,
            IsgLanguage language,
            GError *refused,
            GError **error)
{
  g_autoptr (IsgRecordAnswer) answer = g_new0 (IsgRecordAnswer, 1);

  answer->refused = refused;
  return read_record (store, uuid, language, answer, error) ? g_steal_pointer (&answer) : NULL;
}

gpointer
isg_record_job_save (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRecordWish *wish = data;

  if (!save (store, wish, error))
    return NULL;
  return answer_for (store, isg_record_uuid (wish->record), wish->language, NULL, error);
}

/* What was left in order becomes a revision. So does a new record with gaps and nothing wrong, that
 * it may stand in the list as a draft; anything else waits as a draft. */
static gboolean
is_worth_saving (const IsgRecordWish *wish, GPtrArray *findings)
{
  gboolean only_gaps = isg_record_revision (wish->record) == 0;

  if (wish->keep_draft)
    return FALSE;
  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);

    if (isg_finding_severity (finding) == ISG_SEVERITY_BLOCK
        && !isg_form_findings_is_gap (finding, wish->record, NULL))
      only_gaps = FALSE;
  }
  return only_gaps || isg_findings_block (findings) == 0;
}

gpointer
isg_record_job_leave (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRecordWish *wish = data;
  g_autoptr (GPtrArray) findings = check (store, wish->record);

  if (is_worth_saving (wish, findings)) {
    if (!save (store, wish, error))
      return NULL;
    return answer_for (store, isg_record_uuid (wish->record), wish->language, NULL, error);
  }
  isg_store_draft_put (store, wish->draft, error);
  return NULL;
}

gpointer
isg_record_job_finish (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRecordWish *wish = data;
  GError *refused = NULL;

  if (!save (store, wish, error))
    return NULL;
  if (wish->confirmed)
    isg_finalise_confirmed (store, isg_record_uuid (wish->record), NULL, NULL, &refused);
  else
    isg_finalise (store, isg_record_uuid (wish->record), NULL, NULL, &refused);
  return answer_for (store, isg_record_uuid (wish->record), wish->language, refused, error);
}

gpointer
isg_record_job_withdraw (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRecordWish *wish = data;

  if (!isg_withdraw (store, wish->uuid, wish->reason, error))
    return NULL;
  return answer_for (store, wish->uuid, wish->language, NULL, error);
}

gpointer
isg_record_job_close (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRecordWish *wish = data;

  if (!isg_store_record_close (store, wish->uuid, wish->reason, error))
    return NULL;
  return answer_for (store, wish->uuid, wish->language, NULL, error);
}
