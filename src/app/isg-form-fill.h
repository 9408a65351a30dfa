/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * isg_form_fill:
 * @rules: the rule pack
 * @kind: the record's kind
 * @before: the values before the change
 * @after: the values with it
 * @id: the field that was changed
 *
 * What follows from an answer and stays changeable (⟲): the hazard class from the work that is
 * done, unless it was changed by hand, and the list in which the code stands.
 *
 * Thread: any.  Source: ui.md 3.2.
 *
 * Returns: (transfer full): @after, with what follows
 */
IsgFields *isg_form_fill (IsgRules *rules,
                          const IsgKind *kind,
                          IsgFields *before,
                          IsgFields *after,
                          const char *id);

/**
 * isg_form_successor:
 * @rules: the rule pack
 * @fields: a workplace's values
 *
 * The code that follows on an old one, with its list and class: "Use the new one".
 *
 * Thread: any.  Source: domain.md 1.3.
 *
 * Returns: (transfer full) (nullable): the values with the new code, or %NULL when there is none
 */
IsgFields *isg_form_successor (IsgRules *rules, IsgFields *fields);

G_END_DECLS
