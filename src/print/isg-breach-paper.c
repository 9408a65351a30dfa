/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/isg-breach-paper.h"

#include "base/isg-date.h"
#include "base/isg-i18n.h"

#define HOUR 3600

gint64
isg_breach_deadline (IsgRules *rules, const char *code, gint64 learned)
{
  const IsgCodeList *steps = isg_rules_code_list (rules, ISG_BREACH_STEPS);
  const char *hours = steps != NULL ? isg_code_list_extra (steps, code, "hours") : NULL;
  guint64 n;

  if (hours == NULL || !g_ascii_string_to_unsigned (hours, 10, 1, 10000, &n, NULL))
    return 0;
  return learned + (gint64) n * HOUR;
}

/* "2026-11-24 14:05" */
static char *
minute_words (gint64 seconds)
{
  g_autofree char *text = isg_unix_to_local_iso (seconds * 1000, FALSE);

  g_strdelimit (text, "T", ' ');
  return g_strndup (text, 16);
}

/* ---- the steps ---- */

static void
print_step (IsgPaper *paper, IsgRules *rules, guint nth, gint64 learned)
{
  const IsgCodeList *steps = isg_rules_code_list (rules, ISG_BREACH_STEPS);
  const char *code = isg_code_list_nth (steps, nth)->code;
  gint64 deadline = isg_breach_deadline (rules, code, learned);
  g_autofree char *until = deadline != 0 ? minute_words (deadline) : NULL;
  const char *article = isg_code_list_extra (steps, code, "article");
  g_autofree char *what = g_strdup_printf ("☐ %u. %s",
                                           nth + 1,
                                           isg_code_list_label (steps, code, isg_i18n_language ()));
  g_autoptr (GString) below = g_string_new (NULL);

  isg_paper_text (paper, what);
  if (until != NULL) {
    g_string_append_printf (below, _ ("No later than %s"), until);
    g_string_append (below, " · ");
  }
  if (article != NULL && *article != '\0')
    g_string_append_printf (below, "%s · ", article);
  g_string_append (below,
                   _ ("Done on: ..............................  by: .............................."));
  isg_paper_note (paper, below->str);
}

static void
print_steps (IsgPaper *paper, IsgRules *rules, gint64 learned)
{
  const IsgCodeList *steps = isg_rules_code_list (rules, ISG_BREACH_STEPS);

  isg_paper_heading (paper, _ ("What is to be done"));
  for (guint i = 0; steps != NULL && i < isg_code_list_size (steps); i++)
    print_step (paper, rules, i, learned);
  isg_paper_gap (paper);
}

/* ---- what is known ---- */

static void
print_protection (IsgPaper *paper, const IsgBreachFacts *facts)
{
  g_autofree char *backup = facts->last_backup != 0 ? minute_words (facts->last_backup) : NULL;

  isg_paper_heading (paper, _ ("How it was protected"));
  isg_paper_pair (paper, _ ("The file is encrypted"), facts->encrypted ? _ ("Yes") : _ ("No"));
  isg_paper_pair (paper,
                  _ ("Health details have a key of their own"),
                     facts->health_sealed
                     ? _ ("Yes")
                     : _ ("No"));
  isg_paper_pair (paper, _ ("Last backup"), backup != NULL ? backup : _ ("None"));
  isg_paper_note (paper,
                  _ ("Encryption helps when the machine was off or locked and neither passphrase "
                     "nor recovery code was lost with it. Plain copies and exports are not "
                     "protected: see the log below."));
}

static void
print_counts (IsgPaper *paper, IsgRules *rules, const IsgBreachFacts *facts)
{
  isg_paper_heading (paper, _ ("What is held"));
  for (guint i = 0; i < facts->counts->len; i++) {
    const IsgBreachCount *count = g_ptr_array_index (facts->counts, i);
    const IsgKind *kind = isg_rules_kind (rules, count->kind);
    g_autofree char *rows = g_strdup_printf ("%" G_GINT64_FORMAT, count->rows);

    isg_paper_pair (paper,
                    kind != NULL ? isg_kind_label (kind, isg_i18n_language ()) : count->kind,
                    rows);
  }
}

static void
print_log (IsgPaper *paper, const IsgBreachFacts *facts)
{
  isg_paper_heading (paper, _ ("Who read, printed, copied or handed out"));
  if (facts->accesses->len == 0) {
    isg_paper_text (paper, _ ("Nothing of the kind stands in the journal for this time."));
    return;
  }
  isg_paper_row (paper,
                 (const char *const[]){ _ ("Time"),
                                           _ ("By"), _ ("What"), _ ("Record number") }, 4, TRUE);
  for (guint i = 0; i < facts->accesses->len; i++) {
    const IsgBreachAccess *access = g_ptr_array_index (facts->accesses, i);
    g_autofree char *time = minute_words (access->time);

    isg_paper_row (paper,
                   (const char *const[]){ time, access->actor, access->act, access->record },
                   4,
                   FALSE);
  }
  isg_paper_note (paper,
                  _ ("From the journal, whose lines are chained: “isgctl journal verify” tells "
                     "whether one was changed or taken out."));
}

IsgPaper *
isg_breach_paper (IsgRules *rules, const IsgBreachFacts *facts)
{
  g_autofree char *day = isg_i18n_date (isg_date_from_unix (facts->printed_at), FALSE);
  g_autofree char *footer = g_strdup_printf (_ ("İSG Defteri %s · printed %s"), ISG_VERSION, day);
  g_autofree char *learned = minute_words (facts->learned);
  IsgPaper *paper
    = isg_paper_new (_ ("Personal data in other hands: what is to be done"), footer, NULL);

  isg_paper_pair (paper, _ ("Learned on"), learned);
  print_steps (paper, rules, facts->learned);
  print_protection (paper, facts);
  print_counts (paper, rules, facts);
  print_log (paper, facts);
  return paper;
}
