/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgSeverity:
 * @ISG_SEVERITY_INFO: bilgi, says something
 * @ISG_SEVERITY_WARNING: uyarı, does not block
 * @ISG_SEVERITY_BLOCK: engel, the record cannot be finished
 */
typedef enum {
  ISG_SEVERITY_INFO,
  ISG_SEVERITY_WARNING,
  ISG_SEVERITY_BLOCK,
} IsgSeverity;

/**
 * IsgFinding:
 *
 * Something about a value that a person should know: where, how grave, which rule. Immutable. Its
 * sentence comes from the rule pack in either language (isg_rules_finding_message ()).
 */
typedef struct _IsgFinding IsgFinding;

/**
 * isg_finding_new:
 * @path: (nullable): the field, "topics[2].minutes"; %NULL for the record as a whole
 * @severity: how grave
 * @code: id of the sentence: "required", "tckn_checksum", … (ui.md 4.2)
 * @...: pairs of name and text that fill the sentence's places, ended by %NULL; a %NULL text ends
 * them too
 *
 * Thread: any.
 *
 * Returns: (transfer full): the finding
 */
IsgFinding *isg_finding_new (const char *path, IsgSeverity severity, const char *code, ...)
  G_GNUC_NULL_TERMINATED;

/**
 * isg_finding_new_pairs:
 * @path: (nullable): the field
 * @severity: how grave
 * @code: id of the sentence
 * @pairs: (array zero-terminated=1): places and texts by turns
 *
 * As isg_finding_new (), for pairs that are gathered one by one.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the finding
 */
IsgFinding *isg_finding_new_pairs (const char *path,
                                   IsgSeverity severity,
                                   const char *code,
                                   const char *const *pairs);

/**
 * isg_finding_ref:
 * @finding: a finding
 *
 * Thread: any.
 *
 * Returns: (transfer full): @finding
 */
IsgFinding *isg_finding_ref (IsgFinding *finding);

/**
 * isg_finding_unref:
 * @finding: (transfer full): a finding
 *
 * Thread: any.
 */
void isg_finding_unref (IsgFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgFinding, isg_finding_unref)

/**
 * isg_finding_path:
 * @finding: a finding
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the field
 */
const char *isg_finding_path (const IsgFinding *finding);

/**
 * isg_finding_severity:
 * @finding: a finding
 *
 * Thread: any.
 *
 * Returns: how grave
 */
IsgSeverity isg_finding_severity (const IsgFinding *finding);

/**
 * isg_finding_severity_name:
 * @severity: a grade
 *
 * Thread: any.
 *
 * Returns: (transfer none): "info", "warning" or "block"
 */
const char *isg_finding_severity_name (IsgSeverity severity);

/**
 * isg_finding_code:
 * @finding: a finding
 *
 * Thread: any.
 *
 * Returns: (transfer none): id of the sentence
 */
const char *isg_finding_code (const IsgFinding *finding);

/**
 * isg_finding_arg:
 * @finding: a finding
 * @name: a place of the sentence
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what fills it
 */
const char *isg_finding_arg (const IsgFinding *finding, const char *name);

/**
 * isg_findings_block:
 * @findings: (element-type IsgFinding): findings
 *
 * Thread: any.
 *
 * Returns: how many of them block
 */
guint isg_findings_block (GPtrArray *findings);

G_END_DECLS
