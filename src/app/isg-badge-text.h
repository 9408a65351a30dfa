/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgBadgeForm:
 * @ISG_BADGE_FULL: the words of a record's screen
 * @ISG_BADGE_SHORT: the words of a list
 * @ISG_BADGE_EXPLAIN: the sentence that explains the state
 *
 * Which words.
 */
typedef enum {
  ISG_BADGE_FULL,
  ISG_BADGE_SHORT,
  ISG_BADGE_EXPLAIN,
} IsgBadgeForm;

/**
 * isg_badge_text:
 * @rules: the rule pack
 * @state: a state's name, or "DRAFT"
 * @note_json: (nullable): what the words need: {"missing":n} …
 * @sandbox: whether full and short words end with "(DENEME)"
 * @form: which words
 *
 * Thread: any.  Source: ui.md 2.9.
 *
 * Returns: (transfer full): the words in the user's language; "" when the state has none
 */
char *isg_badge_text (IsgRules *rules,
                      const char *state,
                      const char *note_json,
                      gboolean sandbox,
                      IsgBadgeForm form);

/**
 * isg_badge_icon:
 * @state: a state's name, or "DRAFT"
 * @note_json: (nullable): of the row
 *
 * Thread: any.  Source: ui.md 2.9.
 *
 * Returns: (transfer none): the icon's name
 */
const char *isg_badge_icon (const char *state, const char *note_json);

/**
 * isg_badge_css_class:
 * @state: a state's name, or "DRAFT"
 * @note_json: (nullable): of the row
 *
 * Thread: any.  Source: ui.md 2.9.
 *
 * Returns: (transfer none): the style class: "st-ok" …
 */
const char *isg_badge_css_class (const char *state, const char *note_json);

G_END_DECLS
