/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-due-board.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * IsgPersonRecord:
 *
 * A record in which a person stands, as the person's card lists it.
 */
typedef struct {
  char *uuid;
  char *title;
  char
    *detail; /* (nullable): of an examination the verdict and until when it holds; nothing else */
  IsgDate date;
} IsgPersonRecord;

/**
 * IsgPersonData:
 *
 * What a person's card shows.
 */
typedef struct {
  GPtrArray *tasks;     /* (owned) (element-type IsgDueTask): what is due for the person, by date */
  GPtrArray *trainings; /* (owned) (element-type IsgPersonRecord): newest first */
  GPtrArray *exams;     /* (owned) (element-type IsgPersonRecord) */
  GPtrArray *incidents; /* (owned) (element-type IsgPersonRecord) */
} IsgPersonData;

/**
 * isg_person_data_free:
 * @data: (transfer full) (nullable): the data
 *
 * Thread: any.
 */
void isg_person_data_free (IsgPersonData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgPersonData, isg_person_data_free)

/**
 * isg_person_data_read:
 * @store: the thread's handle
 * @uuid: (type utf8): the employee's
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc. No health detail is read.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): an #IsgPersonData, or %NULL with @error
 */
gpointer isg_person_data_read (IsgStore *store,
                               gpointer uuid,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
