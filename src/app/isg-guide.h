/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/isg-clock.h"
#include "rules/isg-dataset-def.h"
#include "rules/isg-rules.h"

G_BEGIN_DECLS

#define ISG_TYPE_GUIDE (isg_guide_get_type ())

/**
 * IsgGuide:
 *
 * The first start: who uses the program, and for trying or for real. Makes the store.
 *
 * Signals: "done" (): the store is there.
 */
G_DECLARE_FINAL_TYPE (IsgGuide, isg_guide, ISG, GUIDE, AdwBin)

/**
 * isg_guide_new:
 * @data_dir: where the store is made
 * @rules: the rule pack
 * @clock: the time
 *
 * Thread: main.  Source: ui.md 3.12.
 *
 * Returns: (transfer floating): the guide
 */
GtkWidget *isg_guide_new (const char *data_dir, IsgRules *rules, IsgClock *clock);

/**
 * isg_guide_create:
 * @self: a guide
 * @role: "employer", "expert", "physician" or "chamber"
 * @environment: for ever
 *
 * What the button "Next" does.
 *
 * Thread: main.
 */
void isg_guide_create (IsgGuide *self, const char *role, IsgEnvironment environment);

G_END_DECLS
