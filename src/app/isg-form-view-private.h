/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-form-view.h"

G_BEGIN_DECLS

/**
 * isg_form_findings_gather:
 * @facts: what is known
 *
 * What the rules found, what was typed and is no value, and what the Ministry refused, in the
 * form's order.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type IsgFinding): the findings
 */
GPtrArray *isg_form_findings_gather (const IsgFormFacts *facts);

/**
 * isg_form_findings_is_gap:
 * @finding: a finding that blocks
 * @record: the record as it is typed
 * @raw: (nullable): path → typed text that is no value
 *
 * Thread: any.
 *
 * Returns: whether its place is empty, rather than wrong
 */
gboolean isg_form_findings_is_gap (const IsgFinding *finding, IsgRecord *record, GHashTable *raw);

G_END_DECLS
