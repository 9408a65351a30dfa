/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "submit/isg-finalise.h"
#include "submit/isg-status.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * IsgHelpAsked:
 * @key: the submission's key
 * @act: what is to be decided
 * @user_data: the caller's
 *
 * A person chose one of the acts.
 */
typedef void (*IsgHelpAsked) (const char *key, IsgHelpAct act, gpointer user_data);

/**
 * isg_submission_card_new:
 * @context: the context
 * @kind: the record's
 * @submission: a submission; not held
 * @asked: called for an act
 * @user_data: for @asked; must outlive the card
 *
 * One notification: state, what happened when, its lines and refused fields, the raw replies.
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a widget
 */
GtkWidget *isg_submission_card_new (IsgContext *context,
                                    const char *kind,
                                    const IsgStatusSubmission *submission,
                                    IsgHelpAsked asked,
                                    gpointer user_data);

G_END_DECLS
