/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store-due.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * IsgExamPerson:
 *
 * Somebody at a workplace and when their examination is due.
 */
typedef struct {
  char *employee; /* uuid */
  char *name;
  char *job;      /* (nullable) */
  IsgDate due;    /* ISG_DATE_NONE: not known */
  gboolean late;  /* the day has passed */
  gboolean first; /* never examined */
  char *record;   /* (nullable): uuid of an examination that was begun and not finished */
  gboolean tests; /* that one waits for tests */
} IsgExamPerson;

/**
 * IsgExamPhysician:
 *
 * Who may examine.
 */
typedef struct {
  char *uuid;
  char *name;
  gboolean assigned; /* serves the workplace today */
} IsgExamPhysician;

/**
 * IsgExamPlan:
 *
 * What a session at a workplace is made from.
 */
typedef struct {
  char *workplace_title;
  GPtrArray *people;     /* (owned) (element-type IsgExamPerson): soonest due first */
  GPtrArray *physicians; /* (owned) (element-type IsgExamPhysician): those assigned first */
} IsgExamPlan;

/**
 * isg_exam_plan_free:
 * @plan: (transfer full) (nullable): a plan
 *
 * Thread: any.
 */
void isg_exam_plan_free (IsgExamPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgExamPlan, isg_exam_plan_free)

/**
 * isg_exam_job_plan:
 * @store: the thread's store
 * @workplace: uuid of the workplace
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc. Who is due comes from the legal calendar.
 *
 * Thread: the store's.  Source: ui.md 3.5.
 *
 * Returns: (transfer full): an #IsgExamPlan, or %NULL with @error
 */
gpointer isg_exam_job_plan (IsgStore *store,
                            gpointer workplace,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
