/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* What the fast line asks of the store. Each function is an #IsgTaskFunc. */

/**
 * IsgFastWish:
 *
 * What is looked for or added.
 */
typedef struct {
  char *workplace;
  char *number;      /* (nullable): to be looked for */
  IsgRecord *record; /* (owned) (nullable): to be added */
  char *uuid;        /* (nullable): to be taken back */
  char *reason;      /* (nullable): why it is taken back */
} IsgFastWish;

/**
 * isg_fast_wish_free:
 * @wish: (transfer full) (nullable): a wish
 *
 * Thread: any.
 */
void isg_fast_wish_free (IsgFastWish *wish);

/**
 * IsgFastAnswer:
 *
 * What was found, or what became of it.
 */
typedef struct {
  char *here;          /* (nullable): uuid of the employee who is already here */
  IsgRecord *known;    /* (owned) (nullable): the same person at another workplace */
  char *workplace;     /* (nullable): the title of that workplace */
  IsgRecord *added;    /* (owned) (nullable) */
  GPtrArray *findings; /* (owned) (nullable): what keeps it from being added */
} IsgFastAnswer;

/**
 * isg_fast_answer_free:
 * @answer: (transfer full) (nullable): an answer
 *
 * Thread: any.
 */
void isg_fast_answer_free (IsgFastAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgFastAnswer, isg_fast_answer_free)

/**
 * isg_fast_job_look:
 * @store: the thread's store
 * @wish: an #IsgFastWish with workplace and number
 * @cancellable: (nullable): not looked at
 * @error: nothing
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgFastAnswer with here, or known
 */
gpointer isg_fast_job_look (IsgStore *store,
                            gpointer wish,
                            GCancellable *cancellable,
                            GError **error);

/**
 * isg_fast_job_add:
 * @store: the thread's store
 * @wish: an #IsgFastWish with workplace and record
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgFastAnswer with added, or with here or findings when nothing was
 * added; %NULL with @error
 */
gpointer isg_fast_job_add (IsgStore *store,
                           gpointer wish,
                           GCancellable *cancellable,
                           GError **error);

/**
 * isg_fast_job_take_back:
 * @store: the thread's store
 * @wish: an #IsgFastWish with uuid and reason
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * Undo: nothing is deleted, the record is closed.
 *
 * Thread: the store's.
 *
 * Returns: %NULL
 */
gpointer isg_fast_job_take_back (IsgStore *store,
                                 gpointer wish,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
