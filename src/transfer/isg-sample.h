/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * IsgSampleLoaded:
 * @name: what the sample calls it
 * @record: the record as it was saved
 * @data: what the caller gave
 */
typedef void (*IsgSampleLoaded) (const char *name, IsgRecord *record, gpointer data);

/**
 * isg_sample_load:
 * @store: a test store in no transaction
 * @loaded: (nullable) (scope call): told of each record
 * @data: for @loaded
 * @out_n: (out) (optional): how many
 * @error: %ISG_STORE_ERROR, _INVALID for a live store; %ISG_RULES_ERROR
 *
 * Loads the sample workplaces with their synthetic people, all or nothing.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_sample_load (IsgStore *store,
                          IsgSampleLoaded loaded,
                          gpointer data,
                          guint *out_n,
                          GError **error);

G_END_DECLS
