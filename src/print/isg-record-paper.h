/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/isg-paper.h"
#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgRecordPaper:
 *
 * What is printed of a record beside its values.
 */
typedef struct {
  IsgRecordResolver resolver; /* (nullable): finds referenced records */
  gpointer resolver_data;
  const char *state;     /* (nullable): where its submission stands, in words */
  const char *watermark; /* (nullable): "DENEME" in the sandbox */
  gint64 printed_at;     /* seconds since 1970 UTC */
  gboolean with_sealed;  /* the reader holds the health key: health details are printed too */
} IsgRecordPaper;

/**
 * isg_record_paper:
 * @rules: the pack under which it is read
 * @record: a record
 * @how: what else is printed
 *
 * A plain and complete print of any record from its kind's definition: every filled value with its
 * label, codes by their words, lists of groups numbered, revision and state. Health details are
 * left out, and that they are is said, unless the reader holds the key.
 *
 * Thread: any.  Source: design.md 9 (print); design.md 5 (health details).
 *
 * Returns: (transfer full): the document
 */
IsgPaper *isg_record_paper (IsgRules *rules, IsgRecord *record, const IsgRecordPaper *how);

/**
 * isg_record_paper_add:
 * @paper: a document
 * @rules: the pack
 * @kind: a kind
 * @fields: values of such a record, or a part of them
 * @how: resolver; with_sealed
 *
 * Adds every filled value with its label to a document of another kind.
 *
 * Thread: any.
 */
void isg_record_paper_add (IsgPaper *paper,
                           IsgRules *rules,
                           const IsgKind *kind,
                           IsgFields *fields,
                           const IsgRecordPaper *how);

G_END_DECLS
