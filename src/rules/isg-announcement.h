/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgAnnouncement:
 *
 * What the Ministry or the pack's issuer has announced.
 */
typedef struct {
  const char *id;
  IsgDate date;
  const char *source; /* who announced it, where */
  const char *title_tr;
  const char *title_en;
  const char *text_tr;
  const char *text_en;
} IsgAnnouncement;

/**
 * isg_rules_announcements:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgAnnouncement): newest first
 */
GPtrArray *isg_rules_announcements (IsgRules *rules);

G_END_DECLS
