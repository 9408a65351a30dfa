/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * isg_text_fold:
 * @text: UTF-8
 *
 * The key that search compares: small letters without marks, ı i İ I all "i", ş s, ğ g, ç c, ö o, ü
 * u, â a, î i, û u; runs of white space become one space, none at the ends. Does not depend on the
 * locale.
 *
 * Thread: any.  Source: domain.md 2.5.
 *
 * Returns: (transfer full): the folded text
 */
char *isg_text_fold (const char *text);

/**
 * isg_text_sort_key:
 * @text: UTF-8
 *
 * Byte order of two keys is the Turkish order of the texts (a b c ç d … g ğ h ı i … o ö p q r s ş t
 * u ü v w x y z, digits before letters, case and foreign marks ignored at first). It is UTF-8 and
 * kept in the store, so that lists sort by an index.
 *
 * Thread: any.  Source: ui.md 7.
 *
 * Returns: (transfer full): a key for strcmp ()
 */
char *isg_text_sort_key (const char *text);

/**
 * isg_text_upper:
 * @text: UTF-8
 *
 * Capital letters by Turkish rules: i becomes İ, ı becomes I.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the text
 */
char *isg_text_upper (const char *text);

/**
 * isg_text_lower:
 * @text: UTF-8
 *
 * Small letters by Turkish rules: I becomes ı, İ becomes i.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the text
 */
char *isg_text_lower (const char *text);

/**
 * isg_text_name_case:
 * @text: a person's name as found in lists, e.g. "IŞIL İNCİ"
 *
 * Every word begins with a capital letter, the rest is small, one space stands between words.
 *
 * Thread: any.  Source: ui.md 7.
 *
 * Returns: (transfer full): "Işıl İnci"
 */
char *isg_text_name_case (const char *text);

/**
 * isg_text_clean:
 * @text: (nullable): bytes from outside
 * @length: their number, or -1
 *
 * Trims, makes CRLF and CR a LF, and refuses what is not UTF-8 or has control characters other than
 * line ends and tabs (or U+FFFE, U+FFFF, which no XML can carry).
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when it is no text
 */
char *isg_text_clean (const char *text, gssize length);

G_END_DECLS
