/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/isg-receipt-paper.h"

#include "base/isg-date.h"
#include "base/isg-i18n.h"

char *
isg_receipt_qr_text (const IsgReceiptNotification *notification)
{
  return g_strdup_printf ("ISG-ALINDI-1\nno=%s\nbakanlik=%s\nsha256=%s\n",
                          notification->number,
                          notification->server_no != NULL ? notification->server_no : "",
                          notification->sha256 != NULL ? notification->sha256 : "");
}

static char *
moment_words (gint64 seconds)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (seconds == 0)
    return g_strdup ("–");
  day = isg_i18n_date (isg_date_from_unix (seconds), FALSE);
  time = isg_i18n_clock_time (seconds);
  return g_strdup_printf ("%s %s", day, time);
}

/* The state's badge has places that a notification alone cannot fill; its head is enough. */
static char *
state_words (IsgRules *rules, const char *state)
{
  g_autofree char *id = g_strdup_printf ("state.%s.badge", state);
  g_autofree char *words = isg_rules_text (rules, id, isg_i18n_language (), NULL);
  char *dot = words != NULL ? strstr (words, " · ") : NULL;

  if (words == NULL)
    return g_strdup (state);
  if (dot != NULL)
    *dot = '\0';
  return g_steal_pointer (&words);
}

static char *
status_words (IsgRules *rules, int status)
{
  g_autofree char *id = g_strdup_printf ("reply.%d.sentence", status);

  if (status == 0)
    return g_strdup ("–");
  if (status == 200)
    return isg_rules_text (rules, id, isg_i18n_language (), NULL);
  return g_strdup_printf ("%d", status);
}

static void
add_items (IsgPaper *paper, IsgRules *rules, const IsgReceiptNotification *notification)
{
  const char *head[] = { _ ("Person"), _ ("Topic"), _ ("Answer") };

  if (notification->items->len == 0)
    return;
  isg_paper_row (paper, head, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < notification->items->len; i++) {
    const IsgReceiptItem *item = g_ptr_array_index (notification->items, i);
    g_autofree char *status = status_words (rules, item->status);
    const char *cells[] = { item->employee, item->topic, status };

    isg_paper_row (paper, cells, G_N_ELEMENTS (cells), FALSE);
  }
}

static void
add_notification (IsgPaper *paper, IsgRules *rules, const IsgReceiptFacts *facts, guint index)
{
  const IsgReceiptNotification *notification = g_ptr_array_index (facts->notifications, index);
  g_autofree char *heading
    = g_strdup_printf (_ ("Notification %u / %u"), index + 1, facts->notifications->len);
  g_autofree char *state = state_words (rules, notification->state);
  g_autofree char *signed_at = moment_words (notification->signed_at);
  g_autofree char *answered_at = moment_words (notification->answered_at);
  g_autofree char *qr = isg_receipt_qr_text (notification);
  g_autofree char *caption = NULL;

  isg_paper_heading (paper, heading);
  isg_paper_pair (paper, _ ("State"), state);
  isg_paper_pair (paper, _ ("Notification number"), notification->number);
  if (notification->server_no != NULL)
    isg_paper_pair (paper, _ ("The Ministry's number"), notification->server_no);
  isg_paper_pair (paper, _ ("Signed"), signed_at);
  isg_paper_pair (paper, _ ("Answered"), answered_at);
  if (notification->message != NULL && *notification->message != '\0')
    isg_paper_pair (paper, _ ("The Ministry wrote"), notification->message);
  isg_paper_pair (paper, "SHA-256", notification->sha256);
  caption = g_strdup_printf (_ ("The symbol holds both numbers and the SHA-256 of what was signed. It is checked without a "
       "network: isgctl verify-receipt on the receipt file prints the same.\n%s"),
    qr);
  isg_paper_qr (paper, qr, caption);
  add_items (paper, rules, notification);
}

IsgPaper *
isg_receipt_paper (IsgRules *rules, const IsgReceiptFacts *facts)
{
  g_autofree char *footer
    = g_strdup_printf (_ ("İSG Defteri %s · rules %s · receipt"), ISG_VERSION, facts->pack);
  IsgPaper *paper = isg_paper_new (_ ("Receipt"), footer, facts->is_sandbox ? _ ("TEST") : NULL);

  isg_paper_pair (paper, _ ("Record"), facts->title);
  isg_paper_pair (paper, _ ("Kind"), facts->kind);
  if (facts->workplace != NULL)
    isg_paper_pair (paper, _ ("Workplace"), facts->workplace);
  if (facts->signer != NULL)
    isg_paper_pair (paper, _ ("Signed by"), facts->signer);
  isg_paper_note (paper, _ ("This does not replace notices to SGK or İSG-KATİP."));
  for (guint i = 0; i < facts->notifications->len; i++)
    add_notification (paper, rules, facts, i);
  return paper;
}
