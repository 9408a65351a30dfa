/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

#define ISG_TYPE_SUBMISSION_DETAIL (isg_submission_detail_get_type ())

/**
 * IsgSubmissionDetail:
 *
 * Where the notifications of one record stand: what happened when, their lines, the raw replies,
 * the receipt, and what a person may decide.
 */
G_DECLARE_FINAL_TYPE (IsgSubmissionDetail, isg_submission_detail, ISG, SUBMISSION_DETAIL, IsgScreen)

/**
 * isg_submission_detail_new:
 * @context: the context
 * @uuid: the record's
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a screen, to be pushed
 */
IsgScreen *isg_submission_detail_new (IsgContext *context, const char *uuid);

G_END_DECLS
