/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/isg-clock.h"
#include "rules/isg-dataset-def.h"
#include "rules/isg-rules.h"
#include "store/isg-store-key.h"

G_BEGIN_DECLS

#define ISG_TYPE_GUIDE (isg_guide_get_type ())

/**
 * IsgGuide:
 *
 * The first start: who uses the program, for trying or for real, and under which passphrase. Makes
 * the store, encrypted, and shows its recovery code.
 *
 * Signals: "done" (): the store is there; "sample" (): somebody wants to look around first, in a
 * file of its own.
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
 * @passphrase: (nullable): what opens the file; %NULL makes one that is not encrypted
 *
 * What the button "Next" of the passphrase does.
 *
 * Thread: main.
 */
void isg_guide_create (IsgGuide *self,
                       const char *role,
                       IsgEnvironment environment,
                       IsgSecret *passphrase);

/**
 * isg_guide_role:
 * @self: a guide
 *
 * Thread: main.
 *
 * Returns: (transfer none): who uses the program, as chosen so far
 */
const char *isg_guide_role (IsgGuide *self);

/**
 * isg_guide_key:
 * @self: a guide that is done
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): what opens the store that it made
 */
IsgStoreKey *isg_guide_key (IsgGuide *self);

G_END_DECLS
