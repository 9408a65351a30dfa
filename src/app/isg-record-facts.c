/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-session-private.h"

/* What is known of an open record. */

IsgContext *
isg_record_session_context (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->context;
}

const IsgKind *
isg_record_session_kind (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->kind;
}

gboolean
isg_record_session_is_loaded (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), FALSE);

  return self->loaded;
}

const GError *
isg_record_session_error (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->load_error;
}

IsgRecord *
isg_record_session_record (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->record;
}

IsgRecord *
isg_record_session_saved (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->saved;
}

GHashTable *
isg_record_session_raw (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->raw;
}

const IsgFormView *
isg_record_session_view (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->view;
}

const IsgStatus *
isg_record_session_status (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->status;
}

GPtrArray *
isg_record_session_revisions (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->revisions;
}

GPtrArray *
isg_record_session_changes (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->changes;
}

gboolean
isg_record_session_is_touched (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), FALSE);

  return self->touched;
}

void
isg_record_session_set_shown (IsgRecordSession *self, gboolean shown)
{
  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  self->shown = shown;
}

const char *
isg_record_session_title (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->title;
}

const char *
isg_record_session_workplace_title (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  return self->workplace_title;
}

gboolean
isg_record_session_is_closed (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), FALSE);

  return self->closed;
}

gboolean
isg_record_session_is_checked (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), FALSE);

  return self->loaded && !self->checking;
}

IsgKeeping
isg_record_session_keeping (IsgRecordSession *self, gint64 *out_time, const GError **out_error)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), ISG_KEEPING_NOTHING);

  if (out_time != NULL)
    *out_time = self->kept_time;
  if (out_error != NULL)
    *out_error = self->keep_error;
  return self->keeping;
}
