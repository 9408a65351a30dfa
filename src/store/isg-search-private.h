/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-private.h"

G_BEGIN_DECLS

/* Search compares one folded key.  Words of three characters and more are looked up as trigrams in
 * an FTS5 index; when that finds too many rows to sort, the list walks its sort index instead,
 * where hits are then close to one another. */

/**
 * isg_search_key:
 * @texts: (array zero-terminated=1): a record's title and what its kind marks for search
 *
 * Every word once, folded, and every run of digits also without what stands between them.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the key
 */
char *isg_search_key (const char *const *texts);

/**
 * isg_search_words:
 * @typed: (nullable): what a person typed
 *
 * Thread: any.
 *
 * Returns: (transfer full): the folded words, each of which must stand in the key; digits without
 * what stands between them
 */
GStrv isg_search_words (const char *typed);

/**
 * isg_search_match:
 * @words: what isg_search_words () gave
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the words as a question to the index "record_words", or
 * %NULL when they are too short for it
 */
char *isg_search_match (const char *const *words);

/**
 * isg_search_is_narrow:
 * @store: a store
 * @match: what isg_search_match () gave
 * @window: how many rows the list goes through in its order: those before the page and those of it
 * @out_narrow: (out): whether the index finds few enough rows to look all of them up
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_search_is_narrow (IsgStore *store,
                               const char *match,
                               guint window,
                               gboolean *out_narrow,
                               GError **error);

G_END_DECLS
