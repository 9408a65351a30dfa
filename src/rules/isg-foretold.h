/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgExperience:
 * @ISG_EXPERIENCE_NONE: an earlier refusal says nothing of the next record
 * @ISG_EXPERIENCE_SIGNER: refused once, the same professional at the same workplace is refused
 * again until it is mended outside
 * @ISG_EXPERIENCE_EMPLOYEE: the same for a professional and an employee at a workplace
 *
 * How far the Ministry's last word on others foretells its word on this one.
 */
typedef enum {
  ISG_EXPERIENCE_NONE,
  ISG_EXPERIENCE_SIGNER,
  ISG_EXPERIENCE_EMPLOYEE,
} IsgExperience;

/**
 * IsgForetold:
 *
 * What stands locally for a code of refusal: the findings and gates by which it is seen before
 * anything is signed, or why it cannot be.
 *
 * Source: issue 4.6; wire.md 3.7.
 */
typedef struct {
  int code;
  char **twins;       /* (owned): "finding.not_assigned", "gate.CLOCK"; empty where @why is told */
  const char *why[2]; /* (nullable) by language: why nothing local foretells it */
  IsgExperience experience;
  const char *finding; /* (nullable): code of the finding that an earlier refusal makes */
  const char *asked;   /* (nullable): code of the finding that the answer "no bond" makes */
} IsgForetold;

/**
 * isg_rules_foretold:
 * @rules: a pack
 * @code: a code of the Ministry's
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what stands for it; %NULL for codes that refuse nothing
 */
const IsgForetold *isg_rules_foretold (IsgRules *rules, int code);

/**
 * isg_rules_foretold_all:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgForetold): all of them
 */
GPtrArray *isg_rules_foretold_all (IsgRules *rules);

/**
 * isg_foretold_has:
 * @foretold: what stands for a code
 * @finding: a finding's code
 *
 * Thread: any.
 *
 * Returns: whether the finding is one of its twins
 */
gboolean isg_foretold_has (const IsgForetold *foretold, const char *finding);

G_END_DECLS
