/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-session-private.h"

/* A draft is kept within two seconds of the last key (ui.md 3.0). */
#define DRAFT_AFTER_MS 1500

/* ---- asking the store ---- */

static IsgRecordWish *
wish_new (IsgRecordSession *self)
{
  IsgRecordWish *wish = g_new0 (IsgRecordWish, 1);

  wish->kind = g_strdup (isg_kind_id (self->kind));
  wish->uuid = g_strdup (isg_record_uuid (self->record));
  wish->workplace = g_strdup (isg_record_workplace (self->record));
  wish->language = isg_i18n_language ();
  return wish;
}

/* The callback takes a reference to the session over. */
static void
ask (IsgRecordSession *self, IsgTaskFunc func, IsgRecordWish *wish, GAsyncReadyCallback callback)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 func,
                 wish,
                 (GDestroyNotify) isg_record_wish_free,
                 (GDestroyNotify) isg_record_answer_free,
                 NULL,
                 callback,
                 g_object_ref (self));
}

/* ---- reading ---- */

/* A draft that was left in the ordinary way is simply gone on with. */
static void
take_draft (IsgRecordSession *self, IsgDraft *draft)
{
  g_autoptr (IsgDraftBody) body
    = isg_draft_read (isg_context_rules (self->context), self->kind, draft, NULL);

  if (body == NULL || (isg_fields_size (body->fields) == 0 && g_hash_table_size (body->raw) == 0)) {
    isg_draft_free (draft);
    return;
  }
  self->has_draft = self->saved != NULL;
  self->recovered = draft;
  self->body = g_steal_pointer (&body);
  if (self->body->left && self->saved != NULL && draft->base == isg_record_revision (self->saved))
    isg_record_session_take_recovered (self, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRecordSession) self = user_data;
  IsgRecordAnswer *answer = isg_tasks_finish (result, &self->load_error);
  IsgDraft *draft;

  if (answer == NULL) {
    isg_record_session_emit (self, "loaded");
    return;
  }
  draft = g_steal_pointer (&answer->draft);
  if (self->fresh)
    g_clear_pointer (&draft, isg_draft_free);
  self->loaded = TRUE;
  isg_record_session_take_answer (self, answer, TRUE);
  if (draft != NULL)
    take_draft (self, draft);
  isg_record_session_emit (self, "loaded");
  isg_record_session_check (self);
}

void
isg_record_session_load (IsgRecordSession *self, const char *uuid, const char *workplace)
{
  IsgRecordWish *wish = wish_new (self);

  wish->reading = TRUE;
  if (uuid == NULL)
    g_clear_pointer (&wish->uuid, g_free);
  ask (self, isg_record_job_load, wish, loaded_cb);
}

/* Whether what is typed is more than the newest revision has. */
static gboolean
is_typed (IsgRecordSession *self)
{
  if (g_hash_table_size (self->raw) > 0)
    return TRUE;
  if (self->saved == NULL)
    return self->fresh ? self->touched : isg_fields_size (isg_record_fields (self->record)) > 0;
  return !isg_fields_equal (isg_record_fields (self->record), isg_record_fields (self->saved));
}

static void
reread_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRecordSession) self = user_data;
  IsgRecordAnswer *answer = isg_tasks_finish (result, NULL);

  /* What could not be read now is read again with the next change. */
  if (answer == NULL)
    return;
  /* What is typed stays; saving then says that the record was changed elsewhere. */
  isg_record_session_take_answer (self, answer, !is_typed (self));
  isg_record_session_check (self);
}

void
isg_record_session_reread (IsgRecordSession *self)
{
  if (self->loaded && self->saved != NULL && self->shown)
    ask (self, isg_record_job_load, wish_new (self), reread_cb);
}

/* ---- checking ---- */

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRecordSession) self = user_data;
  g_autoptr (IsgRecordAnswer) answer = isg_tasks_finish (result, NULL);
  gboolean again = self->check_again;

  self->checking = FALSE;
  self->check_again = FALSE;
  if (answer != NULL && !again) {
    g_clear_pointer (&self->findings, g_ptr_array_unref);
    self->findings = g_steal_pointer (&answer->findings);
    /* What was filled is judged in its turn, before it is said that all is. */
    again = self->suggesting && self->view->editable
            && isg_record_session_take_suggestions (self, answer->suggested);
    self->checking = again;
    isg_record_session_update_view (self);
    self->checking = FALSE;
  }
  if (again)
    isg_record_session_check (self);
}

void
isg_record_session_check (IsgRecordSession *self)
{
  IsgRecordWish *wish;

  if (!self->loaded)
    return;
  if (self->checking) {
    self->check_again = TRUE;
    return;
  }
  self->checking = TRUE;
  wish = wish_new (self);
  wish->record = isg_record_ref (self->record);
  ask (self, isg_record_job_check, wish, checked_cb);
}

/* ---- drafts ---- */

void
isg_record_session_set_keeping (IsgRecordSession *self, IsgKeeping keeping, const GError *error)
{
  self->keeping = keeping;
  g_clear_error (&self->keep_error);
  if (error != NULL)
    self->keep_error = g_error_copy (error);
  isg_record_session_emit (self, "kept");
}

static IsgDraft *
draft_new (IsgRecordSession *self, gboolean left)
{
  IsgDraft *draft = g_new0 (IsgDraft, 1);

  draft->uuid = g_strdup (isg_record_uuid (self->record));
  draft->kind = g_strdup (isg_kind_id (self->kind));
  draft->workplace = g_strdup (isg_record_workplace (self->record));
  draft->base = isg_record_revision (self->record);
  draft->unseen = isg_record_is_sealed (self->record);
  isg_draft_write (draft, self->kind, isg_record_fields (self->record), self->raw, left);
  return draft;
}

static void
draft_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRecordSession) self = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (error != NULL) {
    self->dirty = TRUE;
    isg_record_session_set_keeping (self, ISG_KEEPING_FAILED, error);
    /* Once there is room again it is kept without being asked. */
    if (self->shown)
      isg_record_session_queue_draft (self);
    return;
  }
  self->kept_time = isg_clock_now (isg_context_clock (self->context));
  if (!self->dirty)
    isg_record_session_set_keeping (self, ISG_KEEPING_KEPT, NULL);
}

static void
put_draft (IsgRecordSession *self, gboolean left)
{
  IsgRecordWish *wish = wish_new (self);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->dirty = FALSE;
  self->has_draft = is_typed (self);
  /* What is not seen of a draft is not dropped. */
  if (self->has_draft || isg_record_is_sealed (self->record))
    wish->draft = draft_new (self, left);
  ask (self, isg_record_job_draft, wish, draft_kept_cb);
}

void
isg_record_session_keep_draft (IsgRecordSession *self)
{
  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  if (self->loaded && self->dirty)
    put_draft (self, FALSE);
}

static gboolean
draft_due_cb (gpointer data)
{
  IsgRecordSession *self = data;

  self->draft_source = 0;
  isg_record_session_keep_draft (self);
  return G_SOURCE_REMOVE;
}

void
isg_record_session_queue_draft (IsgRecordSession *self)
{
  gboolean failed = self->keeping == ISG_KEEPING_FAILED;

  self->dirty = TRUE;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source
    = g_timeout_add (failed ? 5 * DRAFT_AFTER_MS : DRAFT_AFTER_MS, draft_due_cb, self);
  if (!failed && self->keeping != ISG_KEEPING_WRITING)
    isg_record_session_set_keeping (self, ISG_KEEPING_WRITING, NULL);
}

/* ---- revisions ---- */

static IsgRecordWish *
saving_wish (IsgRecordSession *self)
{
  IsgRecordWish *wish = wish_new (self);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->dirty = FALSE;
  wish->record = isg_record_ref (self->record);
  wish->keep_draft = g_hash_table_size (self->raw) > 0;
  if (wish->keep_draft)
    wish->draft = draft_new (self, TRUE);
  return wish;
}

static void
say_failed (IsgRecordSession *self, const GError *error)
{
  g_signal_emit_by_name (self, "failed", error);
}

/* The revision is what is typed, unless it was typed on meanwhile. */
static void
take_saved (IsgRecordSession *self, IsgRecordAnswer *answer)
{
  gboolean typed_on = self->dirty;

  self->kept_time = isg_clock_now (isg_context_clock (self->context));
  self->has_draft = FALSE;
  self->correcting = FALSE;
  if (typed_on) {
    /* The next revision is made from this one. */
    g_autoptr (IsgRecord) old = self->record;

    self->record = isg_record_with_fields (answer->saved, isg_record_fields (old));
  }
  isg_record_session_take_answer (self, answer, !typed_on);
  isg_record_session_set_keeping (self, typed_on ? ISG_KEEPING_WRITING : ISG_KEEPING_KEPT, NULL);
  isg_context_changed (self->context);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRecordSession) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgRecordAnswer *answer = isg_tasks_finish (result, &error);
  g_autoptr (GError) refused = NULL;

  if (answer == NULL) {
    self->dirty = TRUE;
    isg_record_session_set_keeping (self, ISG_KEEPING_FAILED, error);
    put_draft (self, FALSE);
    say_failed (self, error);
    return;
  }
  refused = g_steal_pointer (&answer->refused);
  take_saved (self, answer);
  if (refused != NULL)
    say_failed (self, refused);
  else
    g_signal_emit_by_name (self, "finished", isg_kind_is_sent (self->kind));
}

void
isg_record_session_finish (IsgRecordSession *self)
{
  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  if (self->loaded && self->view->editable)
    ask (self, isg_record_job_finish, saving_wish (self), finished_cb);
}

void
isg_record_session_finish_confirmed (IsgRecordSession *self)
{
  IsgRecordWish *wish;

  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  if (!self->loaded || !self->view->editable)
    return;
  wish = saving_wish (self);
  wish->confirmed = TRUE;
  ask (self, isg_record_job_finish, wish, finished_cb);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRecordSession) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgRecordAnswer *answer = isg_tasks_finish (result, &error);

  if (answer != NULL) {
    take_saved (self, answer);
    return;
  }
  if (error != NULL) {
    isg_record_session_set_keeping (self, ISG_KEEPING_FAILED, error);
    put_draft (self, TRUE);
    return;
  }
  self->kept_time = isg_clock_now (isg_context_clock (self->context));
  self->has_draft = TRUE;
  if (!self->dirty)
    isg_record_session_set_keeping (self, ISG_KEEPING_KEPT, NULL);
  isg_context_changed (self->context);
}

void
isg_record_session_leave (IsgRecordSession *self)
{
  IsgRecordWish *wish;

  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  if (!self->loaded)
    return;
  if (is_typed (self) && self->view->editable) {
    wish = saving_wish (self);
    if (wish->draft == NULL)
      wish->draft = draft_new (self, TRUE);
    ask (self, self->aside ? isg_record_job_save : isg_record_job_leave, wish, left_cb);
    self->aside = FALSE;
  } else if (self->dirty || (self->has_draft && self->body == NULL))
    put_draft (self, TRUE);
}

void
isg_record_session_put_aside (IsgRecordSession *self)
{
  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  self->aside = TRUE;
}

void
isg_record_session_abandon (IsgRecordSession *self)
{
  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->loaded = FALSE;
}

/* ---- acts ---- */

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgRecordSession) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgRecordAnswer *answer = isg_tasks_finish (result, &error);

  if (answer == NULL) {
    say_failed (self, error);
    return;
  }
  isg_record_session_take_answer (self, answer, FALSE);
  isg_context_changed (self->context);
}

void
isg_record_session_withdraw (IsgRecordSession *self)
{
  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  if (self->loaded)
    ask (self, isg_record_job_withdraw, wish_new (self), acted_cb);
}

void
isg_record_session_close (IsgRecordSession *self, const char *reason)
{
  IsgRecordWish *wish;

  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  if (!self->loaded || self->saved == NULL)
    return;
  wish = wish_new (self);
  wish->reason = g_strdup (reason);
  ask (self, isg_record_job_close, wish, acted_cb);
}
