/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dataset/isg-message.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * IsgSubmitFirm:
 *
 * Under whose name and where to a method's messages go, from the store's settings.
 */
typedef struct {
  char *endpoint;      /* (owned) (nullable) */
  char *code;          /* (owned) (nullable) */
  IsgSecret *password; /* (owned) (nullable) */
  char *hash;         /* (owned): of environment and firm code: what an unsettled row is bound to */
  char *address_hash; /* (owned): of firm code and endpoint, for the attempt's log */
} IsgSubmitFirm;

/**
 * isg_submit_firm_load:
 * @store: a store
 * @method_id: (nullable): a method; %NULL for the firm alone
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the firm, or %NULL with @error
 */
IsgSubmitFirm *isg_submit_firm_load (IsgStore *store, const char *method_id, GError **error);

/**
 * isg_submit_firm_free:
 * @firm: (transfer full) (nullable): a firm
 *
 * Thread: any.
 */
void isg_submit_firm_free (IsgSubmitFirm *firm);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgSubmitFirm, isg_submit_firm_free)

/**
 * isg_submit_firm_is_complete:
 * @firm: a firm
 * @environment: of the store
 *
 * Thread: any.  Source: submission.md 6, last sentence.
 *
 * Returns: whether anything can be sent: an endpoint, and live also code and password
 */
gboolean isg_submit_firm_is_complete (const IsgSubmitFirm *firm, IsgEnvironment environment);

/**
 * isg_submit_firm_view:
 * @firm: a firm
 *
 * Thread: any.
 *
 * Returns: the same for the codecs, while @firm lives
 */
IsgFirm isg_submit_firm_view (const IsgSubmitFirm *firm);

/**
 * isg_submit_folder_methods:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer full): ids of the methods that lay a package into a folder, as
 * isg_store_queue_next_save () takes them: "|file|"; what waits for a way to the Ministry does not
 * hold them
 */
char *isg_submit_folder_methods (IsgRules *rules);

/**
 * isg_submit_is_folder_method:
 * @folders: of isg_submit_folder_methods ()
 * @method: (nullable): a method's id
 *
 * Thread: any.
 *
 * Returns: whether it is one of them
 */
gboolean isg_submit_is_folder_method (const char *folders, const char *method);

G_END_DECLS
