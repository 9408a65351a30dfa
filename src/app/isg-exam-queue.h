/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-session.h"

G_BEGIN_DECLS

/**
 * IsgExamState:
 * @ISG_EXAM_WAITING: nobody has typed yet
 * @ISG_EXAM_BEGUN: something was typed
 * @ISG_EXAM_TESTS: results are still to come
 * @ISG_EXAM_DONE: finished
 *
 * How far one person of a session is.
 */
typedef enum {
  ISG_EXAM_WAITING,
  ISG_EXAM_BEGUN,
  ISG_EXAM_TESTS,
  ISG_EXAM_DONE,
} IsgExamState;

/**
 * isg_exam_state_words:
 * @state: a state
 *
 * Thread: main.
 *
 * Returns: (transfer none): "bekliyor", "başladı" …
 */
const char *isg_exam_state_words (IsgExamState state);

/**
 * IsgExamEntry:
 *
 * One person of a session. Owned by its queue.
 */
typedef struct {
  char *employee; /* uuid */
  char *name;
  char *job;                 /* (nullable) */
  char *record;              /* (nullable): an examination that was begun before */
  IsgRecordSession *session; /* (owned) (nullable): since it was first opened */
  IsgExamState state;
} IsgExamEntry;

#define ISG_TYPE_EXAM_QUEUE (isg_exam_queue_get_type ())

/**
 * IsgExamQueue:
 *
 * Who is examined in one session, in which order, and how far each is. Knows no widget.
 *
 * Signal: "changed" ().
 */
G_DECLARE_FINAL_TYPE (IsgExamQueue, isg_exam_queue, ISG, EXAM_QUEUE, GObject)

/**
 * isg_exam_queue_new:
 * @workplace: uuid
 * @head: what each new examination says already: kind, day, physician
 *
 * Thread: main.
 *
 * Returns: (transfer full): an empty queue
 */
IsgExamQueue *isg_exam_queue_new (const char *workplace, IsgFields *head);

/**
 * isg_exam_queue_add:
 * @self: the queue
 * @employee: uuid
 * @name: how the person is called
 * @job: (nullable): what they do
 * @record: (nullable): uuid of an examination that was begun before
 * @tests: whether that one waits for tests
 *
 * Thread: main.
 */
void isg_exam_queue_add (IsgExamQueue *self,
                         const char *employee,
                         const char *name,
                         const char *job,
                         const char *record,
                         gboolean tests);

/**
 * isg_exam_queue_size:
 * @self: the queue
 *
 * Thread: main.
 *
 * Returns: how many people
 */
guint isg_exam_queue_size (IsgExamQueue *self);

/**
 * isg_exam_queue_nth:
 * @self: the queue
 * @index: below isg_exam_queue_size ()
 *
 * Thread: main.
 *
 * Returns: (transfer none): the person
 */
const IsgExamEntry *isg_exam_queue_nth (IsgExamQueue *self, guint index);

/**
 * isg_exam_queue_present:
 * @self: the queue
 *
 * Thread: main.
 *
 * Returns: which person stands in front
 */
guint isg_exam_queue_present (IsgExamQueue *self);

/**
 * isg_exam_queue_go_to:
 * @self: the queue
 * @index: which person
 *
 * Thread: main.
 */
void isg_exam_queue_go_to (IsgExamQueue *self, guint index);

/**
 * isg_exam_queue_open:
 * @self: the queue
 * @context: the context
 *
 * The record of the person in front; the same one each time, with what was typed in it.
 *
 * Thread: main.
 *
 * Returns: (transfer none): the session
 */
IsgRecordSession *isg_exam_queue_open (IsgExamQueue *self, IsgContext *context);

/**
 * isg_exam_queue_set_state:
 * @self: the queue
 * @state: how far the person in front is
 *
 * Thread: main.
 */
void isg_exam_queue_set_state (IsgExamQueue *self, IsgExamState state);

/**
 * isg_exam_queue_put_last:
 * @self: the queue
 *
 * The person in front goes to the end; the next one stands in front.
 *
 * Thread: main.
 */
void isg_exam_queue_put_last (IsgExamQueue *self);

/**
 * isg_exam_queue_next:
 * @self: the queue
 *
 * To the next person who is not done and waits for no test, going round.
 *
 * Thread: main.
 *
 * Returns: %FALSE when there is none
 */
gboolean isg_exam_queue_next (IsgExamQueue *self);

/**
 * isg_exam_queue_count:
 * @self: the queue
 * @state: a state
 *
 * Thread: main.
 *
 * Returns: how many people are so far
 */
guint isg_exam_queue_count (IsgExamQueue *self, IsgExamState state);

G_END_DECLS
