/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/* What is said of an examination to everybody: who, which kind, until when, the verdict and its
 * conditions. No diagnosis, no value, no drug.  Source: domain.md 3.4; 6331 m.15/5. */

/**
 * isg_exam_person:
 * @fields: an employee's
 *
 * Thread: any.
 *
 * Returns: (transfer full): "Ayşe Iğdırlı"
 */
char *isg_exam_person (IsgFields *fields);

/**
 * isg_exam_kind:
 * @rules: the pack
 * @fields: an examination's
 *
 * Thread: any.
 *
 * Returns: (transfer full): "Periyodik", or ""
 */
char *isg_exam_kind (IsgRules *rules, IsgFields *fields);

/**
 * isg_exam_verdict:
 * @rules: the pack
 * @fields: an examination's
 * @today: the day
 *
 * Thread: any.
 *
 * Returns: (transfer full): "Elverişli", "Şartlı elverişli: gözlük kullanır", "Süresi dolmuş" …, or
 * ""
 */
char *isg_exam_verdict (IsgRules *rules, IsgFields *fields, IsgDate today);

/**
 * isg_exam_tests:
 * @fields: an examination's, with its details or without
 *
 * Thread: any.
 *
 * Returns: (transfer full): "2 bekliyor", "Bekliyor", or ""
 */
char *isg_exam_tests (IsgFields *fields);

G_END_DECLS
