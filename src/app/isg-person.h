/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/isg-training-view.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

#define ISG_TYPE_PERSON (isg_person_get_type ())

/**
 * IsgPerson:
 *
 * An employee who can be ticked as present at a training.
 *
 * Signals: "changed" (): tick or state are another.
 */
G_DECLARE_FINAL_TYPE (IsgPerson, isg_person, ISG, PERSON, GObject)

struct _IsgPerson {
  GObject parent_instance;

  char *uuid;
  char *name;
  char *key;    /* what search compares */
  char *number; /* identity number, for search */
  char *job;    /* or "" */
  IsgDate start;
  IsgDate leave;
  IsgDate last;     /* day of the last training; of another one than the one that is typed */
  gboolean foreign; /* not an open employee of this workplace */

  IsgPersonTraining standing; /* on the day of the training */
  gboolean works;             /* on that day */
  gboolean ticked;
  guint n_accepted; /* lines that the Ministry accepted */
  guint n_refused;
  guint n_lines;
};

/**
 * isg_person_changed:
 * @self: a person
 *
 * Thread: main.
 */
void isg_person_changed (IsgPerson *self);

/**
 * isg_person_refresh:
 * @self: a person
 * @from: the same person, read again
 *
 * Takes what the store knows; tick and the Ministry's word stay.
 *
 * Thread: main.
 */
void isg_person_refresh (IsgPerson *self, const IsgPerson *from);

/**
 * IsgPeopleQuestion:
 *
 * Who is asked for.
 */
typedef struct {
  char *workplace;
  char *training;  /* uuid: its own date is no last training */
  GPtrArray *more; /* (element-type utf8): uuids that must be among them wherever they are */
  IsgLanguage language;
} IsgPeopleQuestion;

/**
 * isg_people_question_free:
 * @question: (transfer full) (type IsgPeopleQuestion): a question
 *
 * Thread: any.
 */
void isg_people_question_free (gpointer question);

/**
 * IsgPeople:
 *
 * The answer.
 */
typedef struct {
  char *hazard_class; /* (nullable): of the workplace */
  GPtrArray *people;  /* (owned) (element-type IsgPerson): in the order of names */
} IsgPeople;

/**
 * isg_people_free:
 * @people: (transfer full) (type IsgPeople) (nullable): an answer
 *
 * Thread: any.
 */
void isg_people_free (gpointer people);

/**
 * isg_people_read:
 * @store: the thread's handle
 * @question: (type IsgPeopleQuestion): who
 * @cancellable: (nullable): stops between two lists
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (type IsgPeople): the people, or %NULL with @error
 */
gpointer isg_people_read (IsgStore *store,
                          gpointer question,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
