/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-announcement.h"
#include "rules/isg-rulebook.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/* Rule packs and announcements of a store: what a person does with them, and the journal of it. */

/**
 * isg_store_packs:
 * @store: a store
 * @error: %ISG_STORE_ERROR, %ISG_RULES_ERROR, or a %G_FILE_ERROR when the certificate that the
 * setting "rules.issuer" names cannot be read
 *
 * The packs beside the store. A store of the sandbox trusts the issuer of "rules.issuer", too.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the packs, or %NULL with @error
 */
IsgRulebook *isg_store_packs (IsgStore *store, GError **error);

/**
 * isg_store_pack_install:
 * @store: a store
 * @packs: its packs
 * @file: a file's bytes
 * @name: (nullable): the file's name, for errors
 * @error: as isg_rulebook_install (), or %ISG_STORE_ERROR of the journal
 *
 * Installs a pack and writes it into the journal. Handles that are open go on by the pack that they
 * were opened with.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_pack_install (IsgStore *store,
                                 IsgRulebook *packs,
                                 GBytes *file,
                                 const char *name,
                                 GError **error);

/**
 * isg_store_pack_roll_back:
 * @store: a store
 * @packs: its packs
 * @out_version: (out) (transfer full): the version that was taken out
 * @error: as isg_rulebook_roll_back (), or %ISG_STORE_ERROR of the journal
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_pack_roll_back (IsgStore *store,
                                   IsgRulebook *packs,
                                   char **out_version,
                                   GError **error);

/**
 * isg_store_announcements_read:
 * @store: a store
 * @rules: a pack
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type utf8): ids of the pack's announcements that were read, or
 * %NULL with @error
 */
GHashTable *isg_store_announcements_read (IsgStore *store, IsgRules *rules, GError **error);

/**
 * isg_store_announcement_set_read:
 * @store: a store
 * @id: an announcement's id
 * @read: whether it was read
 * @error: %ISG_STORE_ERROR _BUSY, _FULL, _IO
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_announcement_set_read (IsgStore *store,
                                          const char *id,
                                          gboolean read,
                                          GError **error);

G_END_DECLS
