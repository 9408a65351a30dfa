/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-node.h"

G_BEGIN_DECLS

/**
 * IsgGwCall:
 *
 * A request that could be read: which operation, by whom, and what it says.
 */
typedef struct {
  const IsgGwOperation *operation; /* (unowned): of the schema */
  char *firm;                      /* (owned) (nullable) */
  char *password;                  /* (owned) (nullable), wiped */
  IsgGwNode *root;                 /* (owned) */
  const IsgGwNode *body;           /* (nullable): the record or question, in @root */
  GBytes *raw;                     /* (owned) (nullable): a JSON body as it came */
  GPtrArray *numbers;              /* (owned): every sorguNo in it, as text */
} IsgGwCall;

/**
 * isg_gw_call_new:
 * @operation: what is asked for
 * @root: (transfer full): what was said
 * @raw: (nullable): a JSON body as it came
 *
 * Thread: any.
 *
 * Returns: (transfer full): a call; of a SOAP one, firm code and password are taken from the
 * parameters
 */
IsgGwCall *isg_gw_call_new (const IsgGwOperation *operation, IsgGwNode *root, GBytes *raw);

/**
 * isg_gw_call_ref:
 * @call: a call
 *
 * Thread: main.
 *
 * Returns: (transfer full): @call
 */
IsgGwCall *isg_gw_call_ref (IsgGwCall *call);

/**
 * isg_gw_call_unref:
 * @call: (transfer full): a call
 *
 * Thread: main.
 */
void isg_gw_call_unref (IsgGwCall *call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwCall, isg_gw_call_unref)

/**
 * isg_gw_call_get_number:
 * @call: a call
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its first sorguNo
 */
const char *isg_gw_call_get_number (const IsgGwCall *call);

G_END_DECLS
