/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules-diff.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * IsgTouched:
 *
 * A draft or a queued record that a new pack touches.
 */
typedef struct {
  char *uuid;  /* (owned) */
  char *kind;  /* (owned) */
  char *title; /* (owned): in the language of the interface; of a record never saved its kind */
  char *state; /* (owned): "DRAFT", "AWAITING_SIGNATURE" or "QUEUED" */
  GPtrArray *reasons; /* (owned) (element-type utf8): sentences of the changes */
} IsgTouched;

/**
 * isg_rules_touched:
 * @store: a store
 * @changes: (element-type IsgRulesChange): what a pack changes
 * @error: %ISG_STORE_ERROR
 *
 * Which unfinished records would have to be looked at again: those of a kind whose data set or
 * whose required fields change, and those that hold a value in a field or a code that changes. What
 * waits for signature or sending is told of, too; it keeps the text that it was finalised with.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgTouched): the records, drafts first, or %NULL with
 * @error
 */
GPtrArray *isg_rules_touched (IsgStore *store, GPtrArray *changes, GError **error);

G_END_DECLS
