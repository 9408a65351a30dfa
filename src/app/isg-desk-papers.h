/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-desk-data.h"
#include "print/isg-paper.h"

G_BEGIN_DECLS

/**
 * IsgDeskPaper:
 * @ISG_DESK_PAPER_SUMMARY: the workplace's answers
 * @ISG_DESK_PAPER_PEOPLE: who work there
 * @ISG_DESK_PAPER_TASKS: what is due
 * @ISG_DESK_PAPER_SLIP: what the member takes home: what was written today, the next three duties,
 * what to bring; half an A4 sheet
 *
 * What the desk prints. Nothing about health, no identity number.
 */
typedef enum {
  ISG_DESK_PAPER_SUMMARY,
  ISG_DESK_PAPER_PEOPLE,
  ISG_DESK_PAPER_TASKS,
  ISG_DESK_PAPER_N,
  ISG_DESK_PAPER_SLIP = ISG_DESK_PAPER_N,
} IsgDeskPaper;

/**
 * isg_desk_paper_title:
 * @paper: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): "Workplace summary" …, in the user's language
 */
const char *isg_desk_paper_title (IsgDeskPaper paper);

/**
 * isg_desk_paper:
 * @papers: which, as bits 1 << #IsgDeskPaper
 * @data: the workplace
 * @watermark: (nullable): "DENEME"
 *
 * Thread: the caller's.  Source: ui.md 3.2 (prints), 5.1 (slip).
 *
 * Returns: (transfer full): one document with all of them
 */
IsgPaper *isg_desk_paper (guint papers, const IsgDeskData *data, const char *watermark);

G_END_DECLS
