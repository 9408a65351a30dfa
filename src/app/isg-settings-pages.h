/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-context.h"
#include "app/isg-look.h"

G_BEGIN_DECLS

/* The pages of isg-settings.h, one file each. */

/**
 * isg_settings_general_new:
 * @context: the context
 * @look: (nullable): the choices of look; %NULL leaves their rows out
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the page "General"
 */
AdwPreferencesPage *isg_settings_general_new (IsgContext *context, IsgLook *look);

/**
 * isg_settings_submission_new:
 * @context: the context
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the page "Submission"
 */
AdwPreferencesPage *isg_settings_submission_new (IsgContext *context);

/**
 * isg_settings_card_new:
 * @context: the context
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the page "Signing card"
 */
AdwPreferencesPage *isg_settings_card_new (IsgContext *context);

/**
 * isg_settings_backup_new:
 * @context: the context
 *
 * Thread: main.  Source: ui.md 3.11.
 *
 * Returns: (transfer floating): the page "Backup"
 */
AdwPreferencesPage *isg_settings_backup_new (IsgContext *context);

/**
 * isg_settings_security_new:
 * @context: the context
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the page "Lock and security"
 */
AdwPreferencesPage *isg_settings_security_new (IsgContext *context);

G_END_DECLS
