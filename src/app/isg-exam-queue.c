/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-exam-queue.h"

#include <glib/gi18n.h>

struct _IsgExamQueue {
  GObject parent_instance;

  char *workplace;
  IsgFields *head;    /* (owned) */
  GPtrArray *entries; /* (element-type IsgExamEntry) */
  guint present;
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgExamQueue, isg_exam_queue, G_TYPE_OBJECT)

const char *
isg_exam_state_words (IsgExamState state)
{
  switch (state) {
  case ISG_EXAM_BEGUN:
    return _ ("begun");
  case ISG_EXAM_TESTS:
    return _ ("waiting for tests");
  case ISG_EXAM_DONE:
    return _ ("done");
  case ISG_EXAM_WAITING:
  default:
    return _ ("waiting");
  }
}

static void
entry_free (gpointer data)
{
  IsgExamEntry *entry = data;

  g_free (entry->employee);
  g_free (entry->name);
  g_free (entry->job);
  g_free (entry->record);
  g_clear_object (&entry->session);
  g_free (entry);
}

static IsgExamEntry *
front (IsgExamQueue *self)
{
  return g_ptr_array_index (self->entries, self->present);
}

void
isg_exam_queue_add (IsgExamQueue *self,
                    const char *employee,
                    const char *name,
                    const char *job,
                    const char *record,
                    gboolean tests)
{
  IsgExamEntry *entry;

  g_return_if_fail (ISG_IS_EXAM_QUEUE (self));

  entry = g_new0 (IsgExamEntry, 1);
  entry->employee = g_strdup (employee);
  entry->name = g_strdup (name);
  entry->job = g_strdup (job);
  entry->record = g_strdup (record);
  entry->state = record == NULL ? ISG_EXAM_WAITING : tests ? ISG_EXAM_TESTS : ISG_EXAM_BEGUN;
  g_ptr_array_add (self->entries, entry);
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
isg_exam_queue_size (IsgExamQueue *self)
{
  g_return_val_if_fail (ISG_IS_EXAM_QUEUE (self), 0);

  return self->entries->len;
}

const IsgExamEntry *
isg_exam_queue_nth (IsgExamQueue *self, guint index)
{
  g_return_val_if_fail (ISG_IS_EXAM_QUEUE (self), NULL);
  g_return_val_if_fail (index < self->entries->len, NULL);

  return g_ptr_array_index (self->entries, index);
}

guint
isg_exam_queue_present (IsgExamQueue *self)
{
  g_return_val_if_fail (ISG_IS_EXAM_QUEUE (self), 0);

  return self->present;
}

void
isg_exam_queue_go_to (IsgExamQueue *self, guint index)
{
  g_return_if_fail (ISG_IS_EXAM_QUEUE (self));
  g_return_if_fail (index < self->entries->len);

  self->present = index;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Somebody began to type: the list shows it. */
static void
kept_cb (IsgExamQueue *self, IsgRecordSession *session)
{
  for (guint i = 0; i < self->entries->len; i++) {
    IsgExamEntry *entry = g_ptr_array_index (self->entries, i);

    if (entry->session != session || entry->state != ISG_EXAM_WAITING
        || isg_record_session_keeping (session, NULL, NULL) == ISG_KEEPING_NOTHING
        || !isg_record_session_is_touched (session))
      continue;
    entry->state = ISG_EXAM_BEGUN;
    g_signal_emit (self, signals[CHANGED], 0);
  }
}

IsgRecordSession *
isg_exam_queue_open (IsgExamQueue *self, IsgContext *context)
{
  IsgExamEntry *entry;

  g_return_val_if_fail (ISG_IS_EXAM_QUEUE (self), NULL);
  g_return_val_if_fail (self->entries->len > 0, NULL);

  entry = front (self);
  if (entry->session != NULL)
    return entry->session;
  entry->session = isg_record_session_new (context, "health_exam", entry->record, self->workplace);
  if (entry->record == NULL) {
    g_autoptr (IsgValue) person = isg_value_new_ref (entry->employee);
    g_autoptr (IsgFields) fields = isg_fields_with (self->head, "employee", person);

    isg_record_session_preset (entry->session, fields);
  }
  g_signal_connect_object (entry->session, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  return entry->session;
}

void
isg_exam_queue_set_state (IsgExamQueue *self, IsgExamState state)
{
  g_return_if_fail (ISG_IS_EXAM_QUEUE (self));
  g_return_if_fail (self->entries->len > 0);

  front (self)->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
isg_exam_queue_put_last (IsgExamQueue *self)
{
  gpointer entry;

  g_return_if_fail (ISG_IS_EXAM_QUEUE (self));
  g_return_if_fail (self->entries->len > 0);

  entry = g_ptr_array_steal_index (self->entries, self->present);
  g_ptr_array_add (self->entries, entry);
  /* The next one has moved up; behind the last the round begins anew. */
  if (self->present + 1 >= self->entries->len)
    self->present = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
isg_exam_queue_next (IsgExamQueue *self)
{
  g_return_val_if_fail (ISG_IS_EXAM_QUEUE (self), FALSE);

  for (guint step = 1; step <= self->entries->len; step++) {
    guint index = (self->present + step) % self->entries->len;
    const IsgExamEntry *entry = g_ptr_array_index (self->entries, index);

    if (entry->state != ISG_EXAM_WAITING && entry->state != ISG_EXAM_BEGUN)
      continue;
    isg_exam_queue_go_to (self, index);
    return TRUE;
  }
  return FALSE;
}

guint
isg_exam_queue_count (IsgExamQueue *self, IsgExamState state)
{
  guint n = 0;

  g_return_val_if_fail (ISG_IS_EXAM_QUEUE (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    n += ((const IsgExamEntry *) g_ptr_array_index (self->entries, i))->state == state ? 1 : 0;
  return n;
}

/* ---- class ---- */

static void
isg_exam_queue_finalize (GObject *object)
{
  IsgExamQueue *self = ISG_EXAM_QUEUE (object);

  g_free (self->workplace);
  isg_fields_unref (self->head);
  g_ptr_array_unref (self->entries);
  G_OBJECT_CLASS (isg_exam_queue_parent_class)->finalize (object);
}

static void
isg_exam_queue_class_init (IsgExamQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_exam_queue_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
isg_exam_queue_init (IsgExamQueue *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
}

IsgExamQueue *
isg_exam_queue_new (const char *workplace, IsgFields *head)
{
  IsgExamQueue *self = g_object_new (ISG_TYPE_EXAM_QUEUE, NULL);

  self->workplace = g_strdup (workplace);
  self->head = isg_fields_ref (head);
  return self;
}
