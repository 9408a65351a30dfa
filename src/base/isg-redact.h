/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * isg_redact_identity:
 * @identity: (nullable): an identity number
 *
 * Thread: any.
 *
 * Returns: (transfer full): "*******0146": its last four digits, for logs and lists; all stars when
 * it is no number of ten or more digits, empty for %NULL
 */
char *isg_redact_identity (const char *identity);

/**
 * isg_redact_text:
 * @text: (nullable): any text on its way into a log, an error or a support bundle
 *
 * Thread: any.
 *
 * Returns: (transfer full): @text with every run of ten or more digits, and an identity number in
 * the groups in which the screen shows it (3-3-3-2), replaced by stars but for its last four; empty
 * for %NULL
 */
char *isg_redact_text (const char *text);

G_END_DECLS
