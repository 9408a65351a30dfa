/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-screen.h"

G_BEGIN_DECLS

/* The kind whose records these are. */
#define ISG_RISK_KIND "risk_assessment"

/**
 * IsgRiskStart:
 * @ISG_RISK_START_CHECKLIST: with the sentences of the trade
 * @ISG_RISK_START_TABLE: with an empty table
 * @ISG_RISK_START_REVIEW: with the hazards of the newest assessment, after an event
 *
 * How a new assessment begins.
 */
typedef enum {
  ISG_RISK_START_CHECKLIST,
  ISG_RISK_START_TABLE,
  ISG_RISK_START_REVIEW,
} IsgRiskStart;

/**
 * isg_risk_desk_attach:
 * @screen: the screen of a risk assessment, saved or new
 *
 * Gives it its parts and what fills by itself: trade, method, who signs, how long it holds; offers
 * a review after an event.
 *
 * Thread: main.  Source: ui.md 3.6.
 */
void isg_risk_desk_attach (IsgRecordScreen *screen);

/**
 * isg_risk_desk_begin:
 * @window: a window
 * @start: how it begins
 * @workplace: (nullable): where; %NULL for the chosen workplace, or to ask for it
 *
 * Opens a new assessment.
 *
 * Thread: main.
 */
void isg_risk_desk_begin (IsgWindow *window, IsgRiskStart start, const char *workplace);

G_END_DECLS
