/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"

G_BEGIN_DECLS

#define ISG_TYPE_PICK_ITEM (isg_pick_item_get_type ())

/**
 * IsgPickItem:
 *
 * One answer that can be picked.
 */
G_DECLARE_FINAL_TYPE (IsgPickItem, isg_pick_item, ISG, PICK_ITEM, GObject)

/**
 * isg_pick_item_new:
 * @key: (nullable): what is kept: a code, a uuid, a number; %NULL for an act of the list itself
 * @label: what it is called
 * @detail: (nullable): the small type beside it
 *
 * Thread: any.
 *
 * Returns: (transfer full): the item
 */
IsgPickItem *isg_pick_item_new (const char *key, const char *label, const char *detail);

/**
 * isg_pick_item_key:
 * @self: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what is kept
 */
const char *isg_pick_item_key (IsgPickItem *self);

/**
 * isg_pick_item_label:
 * @self: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none): what it is called
 */
const char *isg_pick_item_label (IsgPickItem *self);

/**
 * isg_pick_item_detail:
 * @self: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the small type beside it
 */
const char *isg_pick_item_detail (IsgPickItem *self);

/**
 * isg_pick_item_set_ticked:
 * @self: an item
 * @ticked: whether it is chosen
 *
 * Makes it one of several that can be chosen: its row shows a tick or the room for one.
 *
 * Thread: any.
 */
void isg_pick_item_set_ticked (IsgPickItem *self, gboolean ticked);

/**
 * isg_pick_item_tick:
 * @self: an item
 *
 * Thread: any.
 *
 * Returns: 1 ticked, 0 not ticked, -1 when it is the only one to be chosen
 */
int isg_pick_item_tick (IsgPickItem *self);

/**
 * IsgPickSource:
 *
 * Where answers come from: a code list, records of a kind, or the numbers of people.
 */
typedef struct _IsgPickSource IsgPickSource;

/**
 * IsgPickFound:
 * @items: (transfer full) (element-type IsgPickItem): what was found, perhaps nothing
 * @data: the caller's
 */
typedef void (*IsgPickFound) (GPtrArray *items, gpointer data);

/**
 * isg_pick_source_new:
 * @context: the context
 * @def: a CODE, CODES or REF field, or a TEXT field whose value is by default a number of another
 * record
 * ("professional.national_id")
 * @kind: the kind in which @def stands
 *
 * Thread: main.
 *
 * Returns: (transfer full): the source
 */
IsgPickSource *isg_pick_source_new (IsgContext *context,
                                    const IsgFieldDef *def,
                                    const IsgKind *kind);

/**
 * isg_pick_source_free:
 * @self: (transfer full) (nullable): a source
 *
 * Thread: main.
 */
void isg_pick_source_free (IsgPickSource *self);

/**
 * isg_pick_source_record_kind:
 * @self: a source
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the kind of the records that are picked; %NULL for codes
 */
const char *isg_pick_source_record_kind (IsgPickSource *self);

/**
 * isg_pick_source_search:
 * @self: a source
 * @text: as typed; "" for the last ones used and the first of the list
 * @record: (nullable): the record as it is typed; decides which list or workplace
 * @cancellable: (nullable): to be no longer interested; @found is then not called
 * @found: called once, perhaps before this returns
 * @data: for @found
 *
 * Folded search: `firin` finds "Fırıncı"; a code is found by any part of it.
 *
 * Thread: main.
 */
void isg_pick_source_search (IsgPickSource *self,
                             const char *text,
                             IsgRecord *record,
                             GCancellable *cancellable,
                             IsgPickFound found,
                             gpointer data);

/**
 * isg_pick_source_name:
 * @self: a source
 * @key: what is kept
 * @record: (nullable): the record as it is typed
 * @cancellable: (nullable): as above
 * @found: called once with one item, or none when the key is not known
 * @data: for @found
 *
 * Thread: main.
 */
void isg_pick_source_name (IsgPickSource *self,
                           const char *key,
                           IsgRecord *record,
                           GCancellable *cancellable,
                           IsgPickFound found,
                           gpointer data);

/**
 * isg_pick_source_accepts:
 * @self: a source
 * @text: as typed
 * @record: (nullable): the record as it is typed
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): the key that @text spells out itself: a code, also one that
 * a partial list does not have, or an identity number
 */
char *isg_pick_source_accepts (IsgPickSource *self, const char *text, IsgRecord *record);

/**
 * isg_pick_source_used:
 * @self: a source
 * @key: what was picked
 *
 * Puts it among the last six used, which stand on top.
 *
 * Thread: main.
 */
void isg_pick_source_used (IsgPickSource *self, const char *key);

G_END_DECLS
