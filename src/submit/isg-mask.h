/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgMask:
 *
 * Takes personal data out of requests and replies and leaves their form: names of elements and
 * members, codes, amounts and days stay; every other word and number is replaced by one of the same
 * length and kind of characters, the same by the same everywhere in one mask, so that two texts
 * that differed still differ in the same place. What it replaces by cannot be turned back: it
 * depends on a random key that dies with the mask.
 */
typedef struct _IsgMask IsgMask;

/**
 * IsgMaskKnows:
 * @word: a word
 * @is_name: whether it stands where an element or a member has its name
 * @data: as given
 *
 * Returns: whether the word is known to be no one's: it may stay
 */
typedef gboolean (*IsgMaskKnows) (const char *word, gboolean is_name, gpointer data);

/**
 * isg_mask_new:
 * @knows: (nullable): which words may stay in running text
 * @data: for @knows; outlives the mask
 *
 * Thread: any; the mask is the caller's.
 *
 * Returns: (transfer full): a mask with a key of its own
 */
IsgMask *isg_mask_new (IsgMaskKnows knows, gpointer data);

/**
 * isg_mask_free:
 * @mask: (transfer full) (nullable): a mask
 *
 * Thread: the caller's.
 */
void isg_mask_free (IsgMask *mask);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgMask, isg_mask_free)

/**
 * isg_mask_text:
 * @mask: a mask
 * @text: XML, JSON or any other text; bytes that are no UTF-8 are replaced
 * @length: bytes
 * @strict: codes, amounts and days are replaced too: for what tells of somebody's health
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full): the text without personal data
 */
char *isg_mask_text (IsgMask *mask, const char *text, gsize length, gboolean strict);

G_END_DECLS
