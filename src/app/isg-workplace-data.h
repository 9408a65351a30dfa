/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/isg-due-board.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * IsgServiceRole:
 *
 * Who serves a workplace.
 */
typedef enum {
  ISG_SERVICE_SPECIALIST,
  ISG_SERVICE_PHYSICIAN,
  ISG_SERVICE_OTHER_HEALTH,
  ISG_SERVICE_N_ROLES,
} IsgServiceRole;

/**
 * IsgWorkplaceKind:
 *
 * The records of one kind at a workplace.
 */
typedef struct {
  const IsgKind *kind;
  guint count;
  GPtrArray *rows; /* (owned) (element-type IsgRow): the newest */
} IsgWorkplaceKind;

/**
 * IsgWorkplaceData:
 *
 * What a workplace's screen says besides its own fields.
 */
typedef struct {
  char *uuid;
  char *title;
  char *hazard_class; /* (nullable) */
  IsgDate today;
  guint n_employees; /* who work there today */
  GPtrArray *tasks;  /* (owned) (nullable) (element-type IsgDueTask): what is due, by date */
  gboolean has_role[ISG_SERVICE_N_ROLES];  /* a contract covers today */
  IsgDecimal minutes[ISG_SERVICE_N_ROLES]; /* a month, of contracts that cover today */
  GPtrArray *assignments;                  /* (owned) (element-type IsgRow) */
  GPtrArray *kinds;                        /* (owned) (element-type IsgWorkplaceKind): all others */
} IsgWorkplaceData;

/**
 * isg_workplace_data_free:
 * @data: (transfer full) (nullable): the data
 *
 * Thread: any.
 */
void isg_workplace_data_free (IsgWorkplaceData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgWorkplaceData, isg_workplace_data_free)

/**
 * isg_workplace_data_read:
 * @store: the thread's store
 * @uuid: (type utf8): the workplace's
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgWorkplaceData, or %NULL with @error
 */
gpointer isg_workplace_data_read (IsgStore *store,
                                  gpointer uuid,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
