/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-sgk-clock.h"

#include <glib/gi18n.h>

static IsgDate
date_of (IsgFields *fields, const char *id)
{
  return isg_value_date (isg_fields_get (fields, id));
}

/* The receipt counts with its day and its number; one of them alone proves
 * nothing. */
static IsgDate
receipt_day (IsgFields *fields)
{
  return isg_fields_get (fields, "sgk_receipt") != NULL ? date_of (fields, "sgk_notified_at")
                                                        : ISG_DATE_NONE;
}

void
isg_sgk_clock_read (IsgRules *rules, IsgFields *fields, IsgDate today, IsgSgkClock *out_clock)
{
  IsgSgkClock clock = { FALSE, ISG_DATE_NONE, ISG_DATE_NONE, 0, NULL };
  const char *type;
  g_autofree char *topic = NULL;
  IsgDate from;
  gint64 days;

  g_return_if_fail (rules != NULL && fields != NULL && out_clock != NULL);

  type = isg_value_text (isg_fields_get (fields, "incident_type"));
  from = date_of (fields, "learnt_on");
  if (from == ISG_DATE_NONE)
    from = date_of (fields, "occurred_at");
  if (type != NULL && from != ISG_DATE_NONE) {
    topic = g_strconcat ("incident.sgk.", type, NULL);
    clock.term = isg_rules_term (rules, topic, NULL, -1, from);
  }
  if (clock.term != NULL) {
    days = clock.term->value.unscaled;
    clock.applies = TRUE;
    clock.notified = receipt_day (fields);
    if (isg_holidays_add_working_days (rules, from, (int) days, &clock.deadline))
      clock.left = isg_holidays_working_days_left (rules, today, clock.deadline);
  }
  *out_clock = clock;
}

char *
isg_sgk_clock_short (const IsgSgkClock *clock)
{
  g_autofree char *date = NULL;

  g_return_val_if_fail (clock != NULL, NULL);

  if (!clock->applies)
    return g_strdup ("");
  if (clock->notified != ISG_DATE_NONE) {
    date = isg_i18n_date (clock->notified, FALSE);
    /* Translators: a day on the receipt of SGK. */
    return g_strdup_printf (_("received %s"), date);
  }
  if (clock->deadline == ISG_DATE_NONE)
    return g_strdup (_("not known"));
  if (clock->left == 0)
    return g_strdup (_("today is the last day"));
  if (clock->left < 0)
    return g_strdup (_("the time has passed"));
  return g_strdup_printf (ngettext ("%d working day left",
                                    "%d working days left",
                                    (gulong) clock->left),
                          clock->left);
}

char *
isg_sgk_clock_text (const IsgSgkClock *clock)
{
  g_autofree char *left = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (clock != NULL, NULL);

  if (!clock->applies)
    return NULL;
  if (clock->notified != ISG_DATE_NONE) {
    date = isg_i18n_date (clock->notified, FALSE);
    /* Translators: a day on the receipt of SGK. */
    return g_strdup_printf (_("SGK’s receipt is of %s."), date);
  }
  if (clock->deadline == ISG_DATE_NONE)
    return g_strdup (_("The official holidays of that year are not known here; "
                      "notify SGK at once."));
  if (clock->left < 0)
    return g_strdup (_("Three working days have passed; still notify at once."));
  left = isg_sgk_clock_short (clock);
  date = isg_i18n_date (clock->deadline, TRUE);
  /* Translators: how long, the last day, and the article. */
  return g_strdup_printf (_("Notice to SGK: %s · last day %s (%s) · police or "
                           "gendarmerie are told at once"),
                             left,
                             date,
                             clock->term->article);
}
