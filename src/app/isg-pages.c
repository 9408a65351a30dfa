/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pages.h"

#include <glib/gi18n.h>

/* Only pages that are built; the others are not shown. Source: ui.md 2.5. */
/* clang-format off */
static const IsgPage pages[] = {
  { "today", N_("Today"), "x-office-calendar-symbolic", '1', isg_today_page_new, NULL },
  { "workplaces", N_("Workplaces"), "mark-location-symbolic", '2', isg_workplaces_page_new, NULL },
  { "employees", N_("Employees"), "system-users-symbolic", '3', isg_employees_page_new, NULL },
  { "trainings", N_("Trainings"), "accessories-dictionary-symbolic", '4', isg_trainings_page_new, NULL },
  { "exams", N_("Health exams"), "emblem-favorite-symbolic", '5', isg_exams_page_new, NULL },
  { "risk", N_("Risk assessment"), "security-medium-symbolic", '6', isg_risk_page_new, NULL },
  { "incidents", N_("Accidents and near misses"), "emblem-important-symbolic", '7', isg_incidents_page_new, NULL },
  { "findings", N_("Findings, checks, drills"), "view-list-bullet-symbolic", '8', isg_findings_page_new, NULL },
  { "submission", N_("Submission"), "document-send-symbolic", '9', isg_submission_page_new, NULL },
  { "rules", N_("Rules and announcements"), "software-update-available-symbolic", '0', isg_rules_page_new, NULL },
  { NULL, NULL, NULL, 0, NULL, NULL },
};

/* Parts of a page that have no row in the sidebar: toggles on the page lead to them. */
static const IsgPage parts[] = {
  { "equipment", N_("Equipment checks"), NULL, 0, isg_equipment_page_new, "findings" },
  { "drills", N_("Drills"), NULL, 0, isg_drills_page_new, "findings" },
  { "papers", N_("Papers"), NULL, 0, isg_papers_page_new, "findings" },
  { NULL, NULL, NULL, 0, NULL, NULL },
};
/* clang-format on */

const IsgPage *
isg_pages (guint *out_n)
{
  *out_n = G_N_ELEMENTS (pages) - 1;
  return pages;
}

const IsgPage *
isg_pages_find (const char *id)
{
  for (const IsgPage *page = pages; page->id != NULL; page++)
    if (g_strcmp0 (page->id, id) == 0)
      return page;
  for (const IsgPage *page = parts; page->id != NULL; page++)
    if (g_strcmp0 (page->id, id) == 0)
      return page;
  return NULL;
}
