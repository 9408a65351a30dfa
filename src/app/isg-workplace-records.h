/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-context.h"
#include "app/isg-workplace-data.h"

G_BEGIN_DECLS

#define ISG_TYPE_WORKPLACE_RECORDS (isg_workplace_records_get_type ())

/**
 * IsgWorkplaceRecords:
 *
 * "Records" of a workplace: the newest of each kind, and the way to all of them.
 *
 * Signals: "open" (kind, uuid): a record was chosen; "all" (kind): the kind's page is wanted.
 */
G_DECLARE_FINAL_TYPE (IsgWorkplaceRecords, isg_workplace_records, ISG, WORKPLACE_RECORDS, AdwBin)

/**
 * isg_workplace_records_show:
 * @self: the part
 * @context: the context
 * @data: the workplace
 *
 * Thread: main.
 */
void isg_workplace_records_show (IsgWorkplaceRecords *self,
                                 IsgContext *context,
                                 const IsgWorkplaceData *data);

G_END_DECLS
