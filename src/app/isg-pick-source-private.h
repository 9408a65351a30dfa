/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-pick-source.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* Rows that a person looks through. */
#define ISG_PICK_MOST 120
/* The last ones used, on top. */
#define ISG_PICK_RECENT 6

struct _IsgPickSource {
  IsgContext *context; /* (owned) */
  const IsgFieldDef *def;
  const char *kind;  /* (nullable): of records */
  const char *key;   /* (nullable): field of the record that is kept; NULL: its uuid */
  GPtrArray *recent; /* (owned) (element-type utf8): keys, newest first */
};

/**
 * isg_pick_codes_search:
 * @self: a source of codes
 * @text: as typed
 * @record: (nullable): decides which list
 *
 * Thread: main.
 *
 * Returns: (transfer full) (element-type IsgPickItem): what was found
 */
GPtrArray *isg_pick_codes_search (IsgPickSource *self, const char *text, IsgRecord *record);

/**
 * isg_pick_codes_item:
 * @self: a source of codes
 * @code: a code, perhaps one that the list does not know
 * @record: (nullable): decides which list
 *
 * Thread: main.
 *
 * Returns: (transfer full): its item
 */
IsgPickItem *isg_pick_codes_item (IsgPickSource *self, const char *code, IsgRecord *record);

/**
 * isg_pick_codes_accepts:
 * @self: a source of codes
 * @text: as typed
 * @record: (nullable): decides which list
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): the code that @text spells out
 */
char *isg_pick_codes_accepts (IsgPickSource *self, const char *text, IsgRecord *record);

/**
 * isg_pick_records_ask:
 * @self: a source of records
 * @text: (nullable): as typed
 * @key: (nullable): instead of @text: what is kept
 * @record: (nullable): decides which workplace
 * @cancellable: (nullable): to be no longer interested
 * @found: called once
 * @data: for @found
 *
 * Thread: main.
 */
void isg_pick_records_ask (IsgPickSource *self,
                           const char *text,
                           const char *key,
                           IsgRecord *record,
                           GCancellable *cancellable,
                           IsgPickFound found,
                           gpointer data);

G_END_DECLS
