/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/isg-record-paper.h"

G_BEGIN_DECLS

/**
 * isg_extract_paper:
 * @rules: the pack under which the records are read
 * @extract: (element-type guint8): what isg_person_extract () made
 * @how: resolver, watermark and day; its state and with_sealed are not asked: what is in the
 * extract is printed
 * @error: %ISG_RULES_ERROR _VALUE when it is no extract
 *
 * A person's extract on paper, to be handed out: what is held of the person and in which records,
 * with the history of each, and who read the health details.
 *
 * Thread: any.  Source: 6698 art. 11 and 13 (domain.md 8).
 *
 * Returns: (transfer full): the document, or %NULL with @error
 */
IsgPaper *isg_extract_paper (IsgRules *rules,
                             GBytes *extract,
                             const IsgRecordPaper *how,
                             GError **error);

G_END_DECLS
