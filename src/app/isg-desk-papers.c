/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-desk-papers.h"

#include <glib/gi18n.h>

#include "app/isg-desk-duties.h"
#include "app/isg-today-view.h"

/* On the slip, so that it takes half a sheet. */
#define NEXT_DUTIES 3
#define SLIP_LINES  6

const char *
isg_desk_paper_title (IsgDeskPaper paper)
{
  switch (paper) {
  case ISG_DESK_PAPER_PEOPLE:
    /* Translators: a paper; Turkish: Çalışan listesi */
    return _ ("List of employees");
  case ISG_DESK_PAPER_TASKS:
    /* Translators: a paper; Turkish: İş listesi */
    return _ ("Task list");
  case ISG_DESK_PAPER_SLIP:
    /* Translators: the paper handed out at a chamber's desk; Turkish: Fiş */
    return _ ("Slip");
  case ISG_DESK_PAPER_SUMMARY:
  default:
    /* Translators: a paper; Turkish: İşyeri özeti */
    return _ ("Workplace summary");
  }
}

static char *
day_words (IsgDate date)
{
  return date != ISG_DATE_NONE ? isg_i18n_date (date, FALSE) : g_strdup ("");
}

static void
add_summary (IsgPaper *paper, const IsgDeskData *data)
{
  for (guint i = 0; i < data->facts->len; i++) {
    const IsgDeskFact *fact = g_ptr_array_index (data->facts, i);

    isg_paper_pair (paper, fact->label, fact->words);
  }
}

static void
add_people (IsgPaper *paper, const IsgDeskData *data)
{
  const char *head[] = { _ ("Name"), _ ("Job"), _ ("Start"), _ ("Left") };

  isg_paper_row (paper, head, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < data->people->len; i++) {
    const IsgDeskPerson *person = g_ptr_array_index (data->people, i);
    g_autofree char *start = day_words (person->start);
    g_autofree char *left = day_words (person->left);
    const char *cells[] = { person->name, person->job != NULL ? person->job : "", start, left };

    isg_paper_row (paper, cells, G_N_ELEMENTS (cells), FALSE);
  }
}

static char *
duty_words (const IsgDeskDuty *duty)
{
  return duty->who != NULL ? g_strdup_printf ("%s · %s", duty->text, duty->who)
                           : g_strdup (duty->text);
}

static void
add_duty (IsgPaper *paper, const IsgDeskDuty *duty)
{
  g_autofree char *what = duty_words (duty);
  g_autofree char *day = day_words (duty->date);
  const char *cells[] = { what, day, duty->article != NULL ? duty->article : "" };

  isg_paper_row (paper, cells, G_N_ELEMENTS (cells), FALSE);
}

static void
add_duties (IsgPaper *paper, GPtrArray *duties)
{
  const char *head[] = { _ ("What"), _ ("Last day"), _ ("Rule") };

  isg_paper_row (paper, head, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < duties->len; i++)
    add_duty (paper, g_ptr_array_index (duties, i));
}

static void
add_slip (IsgPaper *paper, const IsgDeskData *data)
{
  g_autoptr (GPtrArray) next = isg_desk_duties_next (data, NEXT_DUTIES);
  g_autofree char *day = isg_i18n_date (data->today, TRUE);
  g_autofree char *line = g_strdup_printf ("%s · %s", day, data->line);

  isg_paper_text (paper, line);
  isg_paper_heading (paper, _ ("Written today"));
  if (data->entered->len == 0)
    isg_paper_text (paper, _ ("Nothing changed; what was said last year still holds."));
  for (guint i = 0; i < MIN (data->entered->len, SLIP_LINES); i++)
    isg_paper_text (paper, g_ptr_array_index (data->entered, i));
  if (data->entered->len > SLIP_LINES) {
    guint more = data->entered->len - SLIP_LINES;
    g_autofree char *words = g_strdup_printf (ngettext ("and %u more", "and %u more", more), more);

    isg_paper_text (paper, words);
  }
  isg_paper_heading (paper, _ ("What comes next"));
  if (next->len > 0)
    add_duties (paper, next);
  else
    isg_paper_text (paper, _ ("Nothing is due within a year."));
  isg_paper_heading (paper, _ ("What to bring next time"));
  isg_paper_text (paper,
                  _ ("This slip, the SGK workplace number, and the identity cards of new workers."));
}

static void
add_one (IsgPaper *paper, IsgDeskPaper which, const IsgDeskData *data)
{
  switch (which) {
  case ISG_DESK_PAPER_PEOPLE:
    add_people (paper, data);
    break;
  case ISG_DESK_PAPER_TASKS:
    add_duties (paper, data->duties);
    break;
  case ISG_DESK_PAPER_SLIP:
    add_slip (paper, data);
    break;
  case ISG_DESK_PAPER_SUMMARY:
  default:
    add_summary (paper, data);
    break;
  }
}

IsgPaper *
isg_desk_paper (guint papers, const IsgDeskData *data, const char *watermark)
{
  g_autofree char *day = isg_i18n_date (data->today, FALSE);
  g_autofree char *footer = g_strdup_printf ("İSG Defteri · %s", day);
  IsgPaper *paper = isg_paper_new (data->title, footer, watermark);

  for (guint i = 0; i <= ISG_DESK_PAPER_SLIP; i++) {
    if ((papers & (1u << i)) == 0)
      continue;
    isg_paper_heading (paper, isg_desk_paper_title (i));
    add_one (paper, i, data);
  }
  return paper;
}
