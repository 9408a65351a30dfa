/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-session.h"

#include "app/isg-draft-json.h"
#include "app/isg-form-fill.h"
#include "app/isg-health-lock.h"
#include "app/isg-record-session-private.h"

/* Acts that can be undone. */
#define UNDO_MOST 50

typedef struct {
  IsgFields *fields;
  GHashTable *raw;
} Snapshot;

enum {
  LOADED,
  REPLACED,
  VIEWED,
  KEPT,
  FINISHED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRecordSession, isg_record_session, G_TYPE_OBJECT)

void
isg_record_session_emit (IsgRecordSession *self, const char *name)
{
  g_signal_emit_by_name (self, name);
}

/* ---- the view ---- */

void
isg_record_session_update_view (IsgRecordSession *self)
{
  IsgFormFacts facts = {
    .rules = isg_context_rules (self->context),
    .kind = self->kind,
    .record = self->record,
    .raw = self->raw,
    .findings = self->findings,
    .status = self->status,
    .submitted = self->submitted,
    .completed = self->completed,
    .correcting = self->correcting,
    .closed = self->closed,
  };
  IsgFormView *old = self->view;

  self->view = isg_form_view_new (&facts);
  g_signal_emit (self, signals[VIEWED], 0);
  isg_form_view_free (old);
}

/* ---- typing ---- */

static GHashTable *
copy_raw (GHashTable *raw)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer path, text;

  g_hash_table_iter_init (&iter, raw);
  while (g_hash_table_iter_next (&iter, &path, &text))
    g_hash_table_insert (copy, g_strdup (path), g_strdup (text));
  return copy;
}

static Snapshot *
snapshot (IsgRecordSession *self)
{
  Snapshot *taken = g_new (Snapshot, 1);

  taken->fields = isg_fields_ref (isg_record_fields (self->record));
  taken->raw = copy_raw (self->raw);
  return taken;
}

static void
snapshot_free (gpointer data)
{
  Snapshot *taken = data;

  isg_fields_unref (taken->fields);
  g_hash_table_unref (taken->raw);
  g_free (taken);
}

static void
set_fields (IsgRecordSession *self, IsgFields *fields)
{
  IsgRecord *record = isg_record_with_fields (self->record, fields);

  isg_record_unref (self->record);
  self->record = record;
}

gboolean
isg_record_session_take_suggestions (IsgRecordSession *self, IsgFields *suggested)
{
  IsgFields *present = isg_record_fields (self->record);
  IsgFieldsBuilder *values = isg_fields_builder_new (present);
  IsgFieldsBuilder *filled = isg_fields_builder_new (self->filled);
  g_autoptr (IsgFields) after = NULL;

  for (guint i = 0; i < isg_fields_size (suggested); i++) {
    const char *id;
    IsgValue *value = isg_fields_nth (suggested, i, &id);
    IsgValue *is = isg_fields_get (present, id);
    IsgValue *was = isg_fields_get (self->filled, id);

    if (!isg_value_equal (is, was) || isg_value_equal (value, was)
        || g_hash_table_contains (self->raw, id))
      continue;
    isg_fields_builder_set (values, id, isg_value_ref (value));
    isg_fields_builder_set (filled, id, isg_value_ref (value));
  }
  isg_fields_unref (self->filled);
  self->filled = isg_fields_builder_end (filled);
  after = isg_fields_builder_end (values);
  if (isg_fields_equal (present, after))
    return FALSE;
  set_fields (self, after);
  g_signal_emit (self, signals[REPLACED], 0);
  isg_record_session_queue_draft (self);
  return TRUE;
}

void
isg_record_session_preset (IsgRecordSession *self, IsgFields *fields)
{
  g_return_if_fail (ISG_IS_RECORD_SESSION (self));
  g_return_if_fail (!self->loaded);

  set_fields (self, fields);
  self->fresh = TRUE;
  self->suggesting = TRUE;
}

static void
typed (IsgRecordSession *self)
{
  self->suggesting = TRUE;
  self->touched = TRUE;
  isg_record_session_queue_draft (self);
  isg_record_session_update_view (self);
  isg_record_session_check (self);
}

void
isg_record_session_set (IsgRecordSession *self, const char *id, IsgValue *value, const char *raw)
{
  g_autoptr (IsgFields) before = NULL;
  g_autoptr (IsgFields) after = NULL;
  g_autoptr (IsgFields) filled = NULL;

  g_return_if_fail (ISG_IS_RECORD_SESSION (self));
  g_return_if_fail (id != NULL);

  if (!self->loaded || !self->view->editable)
    return;
  before = isg_fields_ref (isg_record_fields (self->record));
  if (isg_value_equal (isg_fields_get (before, id), value)
      && g_strcmp0 (g_hash_table_lookup (self->raw, id), raw) == 0)
    return;

  if (raw != NULL)
    g_hash_table_insert (self->raw, g_strdup (id), g_strdup (raw));
  else
    g_hash_table_remove (self->raw, id);
  after = isg_fields_with (before, id, value);
  filled = isg_form_fill (isg_context_rules (self->context), self->kind, before, after, id);
  set_fields (self, filled);
  if (!isg_fields_equal (after, filled))
    g_signal_emit (self, signals[REPLACED], 0);
  typed (self);
}

void
isg_record_session_remember (IsgRecordSession *self)
{
  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  if (self->undo->len >= UNDO_MOST)
    g_ptr_array_remove_index (self->undo, 0);
  g_ptr_array_add (self->undo, snapshot (self));
  g_ptr_array_set_size (self->redo, 0);
}

void
isg_record_session_replace (IsgRecordSession *self, IsgFields *fields)
{
  const char *id;

  g_return_if_fail (ISG_IS_RECORD_SESSION (self));
  g_return_if_fail (fields != NULL);

  if (!self->loaded || !self->view->editable)
    return;
  isg_record_session_remember (self);
  for (guint i = 0; i < isg_fields_size (fields); i++) {
    isg_fields_nth (fields, i, &id);
    g_hash_table_remove (self->raw, id);
  }
  set_fields (self, fields);
  g_signal_emit (self, signals[REPLACED], 0);
  typed (self);
}

/* Takes the last state of @from and puts the present one into @to. */
static gboolean
go_back (IsgRecordSession *self, GPtrArray *from, GPtrArray *to)
{
  Snapshot *taken;

  if (from->len == 0 || !self->loaded || !self->view->editable)
    return FALSE;
  g_ptr_array_add (to, snapshot (self));
  taken = g_ptr_array_steal_index (from, from->len - 1);
  set_fields (self, taken->fields);
  g_hash_table_unref (self->raw);
  self->raw = g_hash_table_ref (taken->raw);
  snapshot_free (taken);
  g_signal_emit (self, signals[REPLACED], 0);
  typed (self);
  return TRUE;
}

gboolean
isg_record_session_undo (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), FALSE);

  return go_back (self, self->undo, self->redo);
}

gboolean
isg_record_session_redo (IsgRecordSession *self)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), FALSE);

  return go_back (self, self->redo, self->undo);
}

void
isg_record_session_correct (IsgRecordSession *self)
{
  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  self->correcting = TRUE;
  isg_record_session_update_view (self);
}

/* ---- what the store said ---- */

static void
take_status (IsgRecordSession *self, IsgRecordAnswer *answer)
{
  g_clear_pointer (&self->saved, isg_record_unref);
  g_clear_pointer (&self->submitted, isg_record_unref);
  isg_status_free (self->status);
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->workplace_title);
  self->changes = g_steal_pointer (&answer->changes);
  self->saved = g_steal_pointer (&answer->saved);
  self->submitted = g_steal_pointer (&answer->submitted);
  self->status = g_steal_pointer (&answer->status);
  self->revisions = g_steal_pointer (&answer->revisions);
  self->title = g_steal_pointer (&answer->title);
  self->workplace_title = g_steal_pointer (&answer->workplace_title);
  self->closed = answer->closed;
  self->completed = answer->completed;
}

void
isg_record_session_take_answer (IsgRecordSession *self,
                                IsgRecordAnswer *answer,
                                gboolean fields_too)
{
  take_status (self, answer);
  if (fields_too && self->saved != NULL) {
    gboolean same
      = isg_fields_equal (isg_record_fields (self->record), isg_record_fields (self->saved));

    isg_record_unref (self->record);
    self->record = isg_record_ref (self->saved);
    if (answer->findings != NULL) {
      g_clear_pointer (&self->findings, g_ptr_array_unref);
      self->findings = g_steal_pointer (&answer->findings);
    }
    if (!same)
      g_signal_emit (self, signals[REPLACED], 0);
  }
  isg_record_answer_free (answer);
  isg_record_session_update_view (self);
}

IsgFields *
isg_record_session_recovered (IsgRecordSession *self, gint64 *out_time)
{
  g_return_val_if_fail (ISG_IS_RECORD_SESSION (self), NULL);

  if (out_time != NULL)
    *out_time = self->recovered != NULL ? self->recovered->time : 0;
  return self->body != NULL ? self->body->fields : NULL;
}

void
isg_record_session_take_recovered (IsgRecordSession *self, gboolean use)
{
  g_autoptr (IsgDraftBody) body = NULL;
  g_autoptr (IsgRecord) old = NULL;

  g_return_if_fail (ISG_IS_RECORD_SESSION (self));

  body = g_steal_pointer (&self->body);
  if (body == NULL)
    return;
  if (use) {
    isg_record_session_remember (self);
    /* A new record goes on under the draft's own name, so that there is one draft, not two. */
    old = self->record;
    self->record = self->saved != NULL ? isg_record_with_fields (old, body->fields)
                                       : isg_record_new (isg_kind_id (self->kind),
                                                         self->recovered->uuid,
                                                         isg_record_workplace (old),
                                                         body->fields);
    g_hash_table_unref (self->raw);
    self->raw = g_hash_table_ref (body->raw);
    self->has_draft = TRUE;
    self->kept_time = self->recovered->time;
    isg_record_session_set_keeping (self, ISG_KEEPING_KEPT, NULL);
    g_signal_emit (self, signals[REPLACED], 0);
  } else {
    IsgRecordWish *wish = g_new0 (IsgRecordWish, 1);

    wish->uuid = g_strdup (self->recovered->uuid);
    isg_tasks_run (isg_context_tasks (self->context),
                   isg_record_job_draft,
                   wish,
                   (GDestroyNotify) isg_record_wish_free,
                   NULL,
                   NULL,
                   NULL,
                   NULL);
  }
  g_clear_pointer (&self->recovered, isg_draft_free);
  isg_record_session_update_view (self);
  isg_record_session_check (self);
}

/* ---- class ---- */

static void
isg_record_session_finalize (GObject *object)
{
  IsgRecordSession *self = ISG_RECORD_SESSION (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_object (&self->context);
  g_clear_error (&self->load_error);
  g_clear_error (&self->keep_error);
  g_clear_pointer (&self->record, isg_record_unref);
  g_clear_pointer (&self->raw, g_hash_table_unref);
  g_clear_pointer (&self->filled, isg_fields_unref);
  g_clear_pointer (&self->saved, isg_record_unref);
  g_clear_pointer (&self->submitted, isg_record_unref);
  isg_status_free (self->status);
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  isg_form_view_free (self->view);
  g_free (self->title);
  g_free (self->workplace_title);
  isg_draft_free (self->recovered);
  isg_draft_body_free (self->body);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);

  G_OBJECT_CLASS (isg_record_session_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, GType parameter)
{
  return g_signal_new (name,
                       ISG_TYPE_RECORD_SESSION,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       parameter == G_TYPE_NONE ? 0 : 1,
                       parameter);
}

static void
isg_record_session_class_init (IsgRecordSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_record_session_finalize;

  signals[LOADED] = new_signal ("loaded", G_TYPE_NONE);
  signals[REPLACED] = new_signal ("replaced", G_TYPE_NONE);
  signals[VIEWED] = new_signal ("viewed", G_TYPE_NONE);
  signals[KEPT] = new_signal ("kept", G_TYPE_NONE);
  signals[FINISHED] = new_signal ("finished", G_TYPE_BOOLEAN);
  signals[FAILED] = new_signal ("failed", G_TYPE_ERROR);
}

static void
isg_record_session_init (IsgRecordSession *self)
{
  self->raw = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->shown = TRUE;
  self->filled = isg_fields_new ();
  self->undo = g_ptr_array_new_with_free_func (snapshot_free);
  self->redo = g_ptr_array_new_with_free_func (snapshot_free);
}

/* An empty record: nothing of it is seen where health details are not. */
static IsgRecord *
blank (IsgRecordSession *self, const char *uuid, const char *workplace)
{
  g_autoptr (IsgFields) none = isg_fields_new ();
  g_autoptr (IsgRecord) record = isg_record_new (isg_kind_id (self->kind), uuid, workplace, none);

  return isg_record_with_sealed (record,
                                 isg_kind_has_sealed (self->kind)
                                   && isg_health_lock_sight (self->context) != ISG_HEALTH_OPEN);
}

/* What is seen is another now: everything is read again, the draft too, and nothing of what was
 * seen stays behind, not in what could be undone either. */
static void
health_changed_cb (IsgRecordSession *self)
{
  g_autoptr (IsgRecord) old = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *workplace = NULL;

  if (!self->loaded || !isg_kind_has_sealed (self->kind))
    return;
  isg_record_session_keep_draft (self);
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  g_hash_table_remove_all (self->raw);
  old = g_steal_pointer (&self->record);
  uuid = g_strdup (isg_record_uuid (old));
  workplace = g_strdup (isg_record_workplace (old));
  self->record = blank (self, uuid, workplace);
  g_clear_pointer (&self->submitted, isg_record_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_signal_emit (self, signals[REPLACED], 0);
  isg_record_session_load (self, self->saved != NULL ? uuid : NULL, workplace);
}

IsgRecordSession *
isg_record_session_new (IsgContext *context,
                        const char *kind,
                        const char *uuid,
                        const char *workplace)
{
  IsgRecordSession *self = g_object_new (ISG_TYPE_RECORD_SESSION, NULL);

  self->context = g_object_ref (context);
  self->kind = isg_rules_kind (isg_context_rules (context), kind);
  g_assert (self->kind != NULL);
  self->record = blank (self, uuid, isg_kind_has_workplace (self->kind) ? workplace : NULL);
  isg_record_session_update_view (self);
  isg_record_session_load (self, uuid, workplace);
  g_signal_connect_object (context,
                           "changed",
                           G_CALLBACK (isg_record_session_reread),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "health-shutting",
                           G_CALLBACK (isg_record_session_keep_draft),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "health-changed",
                           G_CALLBACK (health_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}
