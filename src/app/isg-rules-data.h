/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rules/isg-announcement.h"
#include "rules/isg-rulebook.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * IsgPackImpact:
 *
 * How many unfinished records a pack touches.
 */
typedef struct {
  guint drafts;
  guint queued;
} IsgPackImpact;

/**
 * isg_pack_impact_of:
 * @touched: (element-type IsgTouched): what a pack touches
 *
 * Thread: any.
 *
 * Returns: how many of them are drafts, and how many wait for signature or sending
 */
IsgPackImpact isg_pack_impact_of (GPtrArray *touched);

/**
 * IsgRulesData:
 *
 * What the page of rules and announcements shows. Immutable; made in the store thread, read in the
 * main one.
 */
typedef struct {
  IsgDate today;
  GPtrArray *packs;    /* (owned) (element-type IsgPackEntry): newest first */
  IsgRules *active;    /* (owned): the pack in force */
  GHashTable *read;    /* (owned): ids of announcements that were read */
  GHashTable *impacts; /* (owned) (element-type utf8 IsgPackImpact): by version, of waiting packs */
  gboolean can_go_back;
} IsgRulesData;

/**
 * isg_rules_data_free:
 * @data: (transfer full) (nullable): what was read
 *
 * Thread: any.
 */
void isg_rules_data_free (IsgRulesData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRulesData, isg_rules_data_free)

/**
 * isg_rules_data_read:
 * @store: a store
 * @unused: nothing
 * @cancellable: (nullable): not used
 * @error: %ISG_STORE_ERROR or %ISG_RULES_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): an #IsgRulesData, or %NULL with @error
 */
gpointer isg_rules_data_read (IsgStore *store,
                              gpointer unused,
                              GCancellable *cancellable,
                              GError **error);

/**
 * IsgPackOffer:
 *
 * A pack in a file, looked at before it is installed.
 */
typedef struct {
  char *path;      /* (owned): where the file lies */
  GBytes *file;    /* (owned) (nullable): its bytes, once read */
  IsgRules *rules; /* (owned) (nullable) */
  IsgDate today;
  GPtrArray *changes; /* (owned) (nullable) (element-type IsgRulesChange) */
  GPtrArray *touched; /* (owned) (nullable) (element-type IsgTouched) */
} IsgPackOffer;

/**
 * isg_pack_offer_new:
 * @path: a file
 *
 * Thread: any.
 *
 * Returns: (transfer full): an offer of which nothing is known yet
 */
IsgPackOffer *isg_pack_offer_new (const char *path);

/**
 * isg_pack_offer_free:
 * @offer: (transfer full) (nullable): an offer
 *
 * Thread: any.
 */
void isg_pack_offer_free (IsgPackOffer *offer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgPackOffer, isg_pack_offer_free)

/**
 * isg_pack_offer_read:
 * @store: a store
 * @path: a file's name
 * @cancellable: (nullable): not used
 * @error: %ISG_RULES_ERROR: why it cannot be installed
 *
 * An #IsgTaskFunc: reads the file once (the stick may be pulled out then), judges it and says what
 * it would change.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): an #IsgPackOffer, or %NULL with @error
 */
gpointer isg_pack_offer_read (IsgStore *store,
                              gpointer path,
                              GCancellable *cancellable,
                              GError **error);

/**
 * isg_pack_offer_install:
 * @store: a store
 * @offer: an #IsgPackOffer that was read
 * @cancellable: (nullable): not used
 * @error: %ISG_RULES_ERROR or %ISG_STORE_ERROR: why it was not installed; nothing changed then
 *
 * An #IsgTaskFunc.
 *
 * Thread: the owner of @store.
 *
 * Returns: nothing
 */
gpointer isg_pack_offer_install (IsgStore *store,
                                 gpointer offer,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * isg_packs_go_back:
 * @store: a store
 * @unused: nothing
 * @cancellable: (nullable): not used
 * @error: %ISG_RULES_ERROR: why nothing changed
 *
 * An #IsgTaskFunc: takes the newest installed pack out.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the version that was taken out, or %NULL with @error
 */
gpointer isg_packs_go_back (IsgStore *store,
                            gpointer unused,
                            GCancellable *cancellable,
                            GError **error);

/**
 * isg_announcement_mark_read:
 * @store: a store
 * @id: an announcement's id
 * @cancellable: (nullable): not used
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the owner of @store.
 *
 * Returns: nothing
 */
gpointer isg_announcement_mark_read (IsgStore *store,
                                     gpointer id,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
