/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pages.h"

#include <glib/gi18n.h>

#include "app/isg-health-lock.h"
#include "store/isg-role.h"

/* Only pages that are built; the others are not shown. Source: ui.md 2.5. */
/* clang-format off */
static const IsgPage pages[] = {
  { "today", N_("Today"), "x-office-calendar-symbolic", '1', isg_today_page_new, NULL, NULL, NULL, FALSE },
  { "workplaces", N_("Workplaces"), "mark-location-symbolic", '2', isg_workplaces_page_new, NULL, NULL, NULL, FALSE },
  { "employees", N_("Employees"), "system-users-symbolic", '3', isg_employees_page_new, NULL, NULL, NULL, FALSE },
  { "trainings", N_("Trainings"), "accessories-dictionary-symbolic", '4', isg_trainings_page_new, NULL, NULL, NULL, FALSE },
  { "exams", N_("Health exams"), "emblem-favorite-symbolic", '5', isg_exams_page_new, NULL, ISG_RIGHT_EXAMS, NULL, FALSE },
  /* Translators: the page of a chamber's desk; Turkish: Masa */
  { "desk", N_("Desk"), "user-home-symbolic", '5', isg_desk_page_new, NULL, NULL, "exams", TRUE },
  { "risk", N_("Risk assessment"), "security-medium-symbolic", '6', isg_risk_page_new, NULL, NULL, NULL, FALSE },
  { "incidents", N_("Accidents and near misses"), "emblem-important-symbolic", '7', isg_incidents_page_new, NULL, NULL, NULL, FALSE },
  { "findings", N_("Findings, checks, drills"), "view-list-bullet-symbolic", '8', isg_findings_page_new, NULL, NULL, NULL, FALSE },
  { "submission", N_("Submission"), "document-send-symbolic", '9', isg_submission_page_new, NULL, NULL, NULL, FALSE },
  { "rules", N_("Rules and announcements"), "software-update-available-symbolic", '0', isg_rules_page_new, NULL, NULL, NULL, FALSE },
  { NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, FALSE },
};

/* Parts of a page that have no row in the sidebar: toggles on the page lead to them. */
static const IsgPage parts[] = {
  { "equipment", N_("Equipment checks"), NULL, 0, isg_equipment_page_new, "findings", NULL, NULL, FALSE },
  { "drills", N_("Drills"), NULL, 0, isg_drills_page_new, "findings", NULL, NULL, FALSE },
  { "papers", N_("Papers"), NULL, 0, isg_papers_page_new, "findings", NULL, NULL, FALSE },
  { NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, FALSE },
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

gboolean
isg_page_is_allowed (const IsgPage *page, IsgContext *context)
{
  g_return_val_if_fail (page != NULL, FALSE);

  return page->right == NULL || isg_health_lock_role_may (context, page->right);
}

gboolean
isg_page_is_listed (const IsgPage *page, IsgContext *context)
{
  g_return_val_if_fail (page != NULL, FALSE);

  return isg_page_is_allowed (page, context)
         && (page->instead == NULL
             || !isg_page_is_allowed (isg_pages_find (page->instead), context));
}

const IsgPage *
isg_pages_instead (const IsgPage *page)
{
  g_return_val_if_fail (page != NULL, NULL);

  for (const IsgPage *other = pages; other->id != NULL; other++)
    if (g_strcmp0 (other->instead, page->id) == 0)
      return other;
  return NULL;
}
