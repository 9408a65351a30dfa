/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"
#include "support/isg-fake-ministry.h"

G_BEGIN_DECLS

/**
 * submit_fixture_send:
 * @store: a store with the sample records
 * @ministry: what answers, with its faults
 *
 * Finishes every training of few people, signs it by the card of whoever must, and sends it:
 * whatever comes of it stands in the store as the program itself wrote it.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type utf8): uuids of what was sent, in the order of sending
 */
GPtrArray *submit_fixture_send (IsgStore *store, IsgFakeMinistry *ministry);

/**
 * submit_fixture_again:
 * @store: a store
 * @ministry: what answers
 *
 * Signs and sends what waits.
 *
 * Thread: the owner of @store.
 */
void submit_fixture_again (IsgStore *store, IsgFakeMinistry *ministry);

G_END_DECLS
