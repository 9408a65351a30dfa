/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store.h"

G_BEGIN_DECLS

#define ISG_DESK_STEPS 5

/**
 * IsgDeskVisit:
 *
 * A member's visit of today.
 */
typedef struct {
  char *workplace; /* uuid */
  char *title;
  gint64 time;   /* when it began, seconds since 1970 UTC */
  guint n_done;  /* steps that were gone through */
  gboolean slip; /* the slip was handed out */
  gboolean over; /* it was ended, not put aside */
} IsgDeskVisit;

/**
 * IsgDeskVisits:
 *
 * The visits of one day, newest first. Thread: one.
 */
typedef struct {
  IsgDate day;
  GPtrArray *visits; /* (owned) (element-type IsgDeskVisit) */
  guint n_to_sign;   /* records that wait for signature, of all workplaces */
} IsgDeskVisits;

/**
 * isg_desk_visits_new:
 * @day: the day
 *
 * Thread: any.
 *
 * Returns: (transfer full): a day without visits
 */
IsgDeskVisits *isg_desk_visits_new (IsgDate day);

/**
 * isg_desk_visits_free:
 * @visits: (transfer full) (nullable): visits
 *
 * Thread: any.
 */
void isg_desk_visits_free (IsgDeskVisits *visits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgDeskVisits, isg_desk_visits_free)

/**
 * isg_desk_visits_find:
 * @visits: a day
 * @workplace: uuid
 *
 * Thread: one.
 *
 * Returns: (transfer none) (nullable): its visit that is not over
 */
IsgDeskVisit *isg_desk_visits_find (const IsgDeskVisits *visits, const char *workplace);

/**
 * isg_desk_visits_begin:
 * @visits: a day
 * @workplace: uuid
 * @title: its name
 * @now: seconds since 1970 UTC
 *
 * One that was put aside goes on; one that is over begins anew, under a time of its own.
 *
 * Thread: one.
 *
 * Returns: (transfer none): the visit
 */
IsgDeskVisit *isg_desk_visits_begin (IsgDeskVisits *visits,
                                     const char *workplace,
                                     const char *title,
                                     gint64 now);

/**
 * isg_desk_visits_to_json:
 * @visits: a day
 *
 * Thread: any.
 *
 * Returns: (transfer full): the day as it is kept
 */
char *isg_desk_visits_to_json (const IsgDeskVisits *visits);

/**
 * isg_desk_visits_from_json:
 * @json: (nullable): what was kept
 * @day: the day that is wanted
 *
 * Thread: any.
 *
 * Returns: (transfer full): the day; without visits when what was kept is of another day or cannot
 * be read
 */
IsgDeskVisits *isg_desk_visits_from_json (const char *json, IsgDate day);

/**
 * isg_desk_job_visits:
 * @store: the thread's store
 * @json: (type utf8) (nullable): what is to be kept first
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc. Keeps the day where @json is given; reads it, and how many records wait for
 * signature. It is kept in the store's file, as everything that names a member.
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgDeskVisits, or %NULL with @error
 */
gpointer isg_desk_job_visits (IsgStore *store,
                              gpointer json,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
