/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-calendar.h"

G_BEGIN_DECLS

/**
 * IsgRates:
 *
 * A workplace's accidents of one year: counts, days, and the rates made from them.
 */
typedef struct {
  int year;
  guint employees; /* who worked there at some time of the year */
  guint accidents;
  guint victims;
  guint deaths;
  guint permanent;  /* permanent incapacities */
  gint64 days_lost; /* temporary incapacity */
  gint64
    lost_total; /* TGK: days_lost, 75 for each percent of permanent incapacity, 7500 for a death */
  gint64 paid_days;          /* PTEGS: days for which premiums are due */
  gboolean estimated;        /* paid_days were counted from start and leave dates */
  gboolean has_rates;        /* FALSE for a very small workplace, or without paid days */
  IsgDecimal frequency;      /* accidents × 1,000,000 ÷ (PTEGS × 8) */
  IsgDecimal per_hundred;    /* accidents × 225,000 ÷ (PTEGS × 8) */
  IsgDecimal severity_days;  /* TGK × 1,000,000 ÷ (PTEGS × 8) */
  IsgDecimal severity_hours; /* TGK × 8 × 100 ÷ (PTEGS × 8) */
} IsgRates;

/**
 * isg_rates_compute:
 * @facts: what is known of the workplace
 * @year: which year
 * @today: days after it are not counted
 * @paid_days: PTEGS from SGK's papers, or -1 to count it from start and leave dates: 30 for a whole
 * month, else the days worked
 * @out_rates: (out): counts and rates, the latter with two places
 *
 * A workplace with fewer people than the pack says (10) gets counts and days alone: its rates would
 * say nothing.
 *
 * Thread: one.  Source: SGK's statistics, domain.md 5.4; constants in data/rules/terms/rates.json.
 *
 * Returns: %FALSE, and nothing written, when the pack has no rates
 */
gboolean isg_rates_compute (const IsgFacts *facts,
                            int year,
                            IsgDate today,
                            gint64 paid_days,
                            IsgRates *out_rates);

/**
 * isg_rates_formula:
 * @rules: a pack
 * @rate: "frequency", "per_hundred", "severity_days" or "severity_hours"
 * @language: which
 *
 * Thread: any.  Source: domain.md 5.4: print the formula with the figure.
 *
 * Returns: (transfer full) (nullable): the formula to stand beside the number
 */
char *isg_rates_formula (IsgRules *rules, const char *rate, IsgLanguage language);

G_END_DECLS
