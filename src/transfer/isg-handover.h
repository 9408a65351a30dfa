/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * isg_handover_write:
 * @store: a store
 * @workplace: the uuid of a workplace
 * @out_n: (out) (optional): how many records are in it
 * @error: %ISG_STORE_ERROR _ABSENT when it is no workplace, and as reading
 *
 * Everything that is kept of a workplace as one JSON document that any program can read:
 *
 *     {"format":"isg-handover-1","program","pack","environment","made","workplace",
 *      "records":[{"uuid","kind","workplace","title","state","closed","revision","fields",
 *        "revisions":[{"revision","time","author","pack","fields"}],
 *        "submissions":[{"key","method","part","pack","revision","state","query_no","server_no",
 *          "sha256"}]}]}
 *
 * The workplace itself, its records of every kind, closed ones too, and the records of other places
 * that they name (professionals). Fields are written as on isgctl's stdin. Health details (the
 * sealed fields of the pack) are left out, whoever asks: they are handed over by the physician, to
 * a physician. That it was made is journalled.
 *
 * Thread: the owner.  Source: design.md 9; ui.md 3.2, hand-over.
 *
 * Returns: (transfer full): the document's bytes, or %NULL with @error
 */
GBytes *isg_handover_write (IsgStore *store, const char *workplace, guint *out_n, GError **error);

G_END_DECLS
