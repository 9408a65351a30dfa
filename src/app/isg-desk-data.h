/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/isg-due-board.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* What the desk asks of the store. Nothing of it is a health detail: kinds that have sealed fields
 * are never listed, and what is due by them names nobody and no rule.  Source: ui.md 1 (Roles),
 * 5.1. */

/**
 * IsgDeskHit:
 *
 * A workplace that was looked for, by its own name and numbers or by those of who work there.
 */
typedef struct {
  char *workplace; /* uuid */
  char *title;
  char *detail; /* employer, place, or the person by whom it was found */
} IsgDeskHit;

/**
 * IsgDeskFact:
 *
 * An answer of the workplace.
 */
typedef struct {
  char *label;
  char *words;
  char *before; /* (nullable): what was said a year ago, where it was something else */
} IsgDeskFact;

/**
 * IsgDeskPerson:
 *
 * Who works there, or left within the year.
 */
typedef struct {
  char *uuid;
  char *name;
  char *job; /* (nullable) */
  IsgDate start;
  IsgDate left;    /* ISG_DATE_NONE: still here */
  gboolean is_new; /* came since a year ago */
} IsgDeskPerson;

/**
 * IsgDeskDuty:
 *
 * What is due, for one person or for several.
 */
typedef struct {
  char *text;
  char *who;     /* (nullable) */
  char *article; /* (nullable) */
  IsgDate date;  /* the first; ISG_DATE_NONE when it cannot be computed */
  gboolean late;
  GPtrArray *tasks; /* (owned) (nullable) (element-type IsgDueTask): %NULL where the form is not for
                       the desk */
} IsgDeskDuty;

/**
 * IsgDeskData:
 *
 * A workplace as it is at the desk.
 */
typedef struct {
  char *uuid;
  char *title;
  char *employer; /* (nullable) */
  char *line;     /* class, people, place */
  IsgDate today;
  gint64 since;               /* when the visit began */
  guint n_now;                /* who work there today */
  guint n_before;             /* who worked there a year ago */
  GPtrArray *facts;           /* (owned) (element-type IsgDeskFact) */
  GPtrArray *people;          /* (owned) (element-type IsgDeskPerson) */
  GPtrArray *duties;          /* (owned) (element-type IsgDeskDuty): soonest first */
  GPtrArray *entered;         /* (owned) (element-type utf8): what was written since then */
  gboolean changed_workplace; /* its own answers were changed since then */
  gboolean changed_people;    /* somebody came, left or was changed since then */
} IsgDeskData;

/**
 * isg_desk_data_free:
 * @data: (transfer full) (nullable): the data
 *
 * Thread: any.
 */
void isg_desk_data_free (IsgDeskData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgDeskData, isg_desk_data_free)

/**
 * isg_desk_job_find:
 * @store: the thread's store
 * @text: (type utf8): as typed; not empty
 * @cancellable: (nullable): a newer question makes this one needless
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc. Workplaces by name and number first, then those of people, each once.
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): a #GPtrArray of #IsgDeskHit, or %NULL with @error
 */
gpointer isg_desk_job_find (IsgStore *store,
                            gpointer text,
                            GCancellable *cancellable,
                            GError **error);

/**
 * IsgDeskWish:
 *
 * Who is at the desk.
 */
typedef struct {
  char *workplace; /* uuid */
  gint64 since;    /* when the visit began: seconds since 1970 UTC */
} IsgDeskWish;

/**
 * isg_desk_wish_free:
 * @wish: (transfer full) (nullable): a wish
 *
 * Thread: any.
 */
void isg_desk_wish_free (IsgDeskWish *wish);

/**
 * isg_desk_job_read:
 * @store: the thread's store
 * @wish: an #IsgDeskWish
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgDeskData, or %NULL with @error
 */
gpointer isg_desk_job_read (IsgStore *store,
                            gpointer wish,
                            GCancellable *cancellable,
                            GError **error);

/**
 * IsgDeskLeaving:
 *
 * That somebody leaves. The rules judge it as they do in the form.
 */
typedef struct {
  char *employee; /* uuid */
  IsgDate day;    /* ISG_DATE_NONE: did not leave after all (undo) */
} IsgDeskLeaving;

/**
 * isg_desk_leaving_free:
 * @leaving: (transfer full) (nullable): a wish
 *
 * Thread: any.
 */
void isg_desk_leaving_free (IsgDeskLeaving *leaving);

/**
 * isg_desk_job_leave:
 * @store: the thread's store
 * @leaving: an #IsgDeskLeaving
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the store's.
 *
 * Returns: (transfer full) (element-type utf8): a #GPtrArray, empty when the day was written, else
 * with the sentence that says what is wrong with it; %NULL with @error
 */
gpointer isg_desk_job_leave (IsgStore *store,
                             gpointer leaving,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
