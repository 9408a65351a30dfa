/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/isg-store-overview.h"
#include "store/isg-store-queue.h"
#include "submit/isg-status.h"

/* By how much the clock is off, in the unit in which one would say it. */
static char *
difference_text (const char *detail, IsgLanguage language)
{
  static const char *const units[][2]
    = { { "dakika", "minutes" }, { "saat", "hours" }, { "gün", "days" } };
  gint64 seconds = ABS (g_ascii_strtoll (detail, NULL, 10));
  guint unit = seconds < 2 * 3600 ? 0 : seconds < 48 * 3600 ? 1 : 2;
  static const int lengths[] = { 60, 3600, 86400 };

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s",
                          seconds / lengths[unit],
                          units[unit][language == ISG_LANGUAGE_TR ? 0 : 1]);
}

/* The card's last day, or the day of the copy, or since when the gate is shut. */
static char *
date_text (IsgStore *store, const IsgGateInfo *gate)
{
  gint64 since = gate->since;

  if (g_str_equal (gate->name, "CERTIFICATE") && *gate->detail != '\0')
    return g_strdup (gate->detail);
  if (g_str_equal (gate->name, "OLD_COPY"))
    isg_store_copy_since (store, &since, NULL);
  return isg_date_to_iso (isg_date_from_unix (since));
}

/* One gate may have several reasons, each with its own words. */
static const char *
words_of (IsgStore *store, const IsgGateInfo *gate, const IsgCopyWindow *window)
{
  gboolean live = isg_store_environment (store) == ISG_ENVIRONMENT_LIVE;

  if (g_str_equal (gate->detail, "portal"))
    return "PORTAL";
  if (g_str_equal (gate->name, "LIVE_SHUT") && !live)
    return "SANDBOX_SHUT";
  if (g_str_equal (gate->name, "METHOD") && g_str_equal (gate->detail, "provisional"))
    return "NOT_PUBLISHED";
  if (g_str_equal (gate->name, "OLD_COPY") && window->until != 0 && !window->known)
    return "OLD_COPY_BLIND";
  if (g_str_equal (gate->name, "ENDPOINT") && g_str_equal (gate->detail, "folder"))
    return "FOLDER";
  return gate->name;
}

static IsgCopyWindow
read_window (IsgStore *store, const IsgGateInfo *gate)
{
  IsgCopyWindow window = { 0 };

  if (g_str_equal (gate->name, "OLD_COPY") && !isg_store_copy_window (store, &window, NULL))
    window = (IsgCopyWindow){ 0 };
  return window;
}

char *
isg_gate_sentence (IsgStore *store, const IsgGateInfo *gate, IsgLanguage language)
{
  IsgCopyWindow window = read_window (store, gate);
  g_autofree char *id = g_strdup_printf ("gate.%s.sentence", words_of (store, gate, &window));
  g_autofree char *from = isg_date_to_iso (isg_date_from_unix (window.from));
  g_autofree char *code = gate->code != 0 ? g_strdup_printf ("%d", gate->code) : g_strdup ("");
  g_autofree char *date = date_text (store, gate);
  g_autofree char *time = gate->next_try != 0 ? isg_i18n_clock_time (gate->next_try) : NULL;
  g_autofree char *difference = difference_text (gate->detail, language);
  g_autofree char *n = NULL;
  g_autofree char *i = NULL;
  guint left = 0, all = gate->n_waiting;
  char *sentence;

  if (g_str_equal (gate->name, "OLD_COPY") && !isg_store_copy_left (store, &left, &all, NULL))
    left = all;
  n = g_strdup_printf ("%u", all);
  i = g_strdup_printf ("%u", all - left);
  sentence = isg_rules_text (isg_store_rules (store),
                             id,
                             language,
                             "n",
                             n,
                             "i",
                             i,
                             "code",
                             code,
                             "date",
                             date,
                             "from",
                             from,
                             "difference",
                             difference,
                             "time",
                             time != NULL ? time : "–",
                             NULL);
  return sentence != NULL ? sentence : g_strdup (gate->name);
}
