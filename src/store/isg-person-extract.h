/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * isg_person_extract:
 * @store: a store; health details are in the extract when this handle sees them
 * @uuid: a person's: an employee or a professional
 * @error: %ISG_STORE_ERROR _ABSENT, or _INVALID when the record is no person's
 *
 * Everything the store holds about one person, as JSON: the person's record and all that refers to
 * it, each with who changed it when; of lists of people only this person's rows; and who read or
 * exported this person's health details. That the extract was made stands in the journal.
 *
 *     {"format": "isg-kisi-dokumu 1", "made": …, "person": {…}, "records": [{…}], "access": [{…}]}
 *
 * Thread: the owner.  Source: 6698 art. 11 and 13 (domain.md 8).
 *
 * Returns: (transfer full): the extract, or %NULL with @error
 */
GBytes *isg_person_extract (IsgStore *store, const char *uuid, GError **error);

G_END_DECLS
