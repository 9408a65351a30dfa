/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * IsgCounts:
 *
 * What waits for the user, for the counters of the sidebar.
 */
typedef struct {
  guint workplaces_bad; /* workplaces with a record to be mended */
  guint trainings;      /* drafts and refused */
  guint trainings_bad;  /* refused of them */
  guint risk_late;      /* measures of hazards past their date */
  guint exams_tests;    /* examinations that wait for tests */
  guint clocks;         /* accidents whose notice to SGK is open */
  guint submission;     /* waiting for signature, refused, to be solved by hand */
  guint submission_bad; /* refused and to be solved of them */
  guint queued;         /* on their way, of all workplaces */
  gboolean offline;     /* the network gate is shut */
} IsgCounts;

/**
 * isg_counts_read:
 * @store: the thread's handle
 * @workplace: (type utf8) (nullable): uuid; %NULL for all
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the owner of @store.  Source: ui.md 2.1, 2.5.
 *
 * Returns: (transfer full): an #IsgCounts to be freed with g_free (), or %NULL with @error
 */
gpointer isg_counts_read (IsgStore *store,
                          gpointer workplace,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
