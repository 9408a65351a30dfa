/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_today_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.1.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_today_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_workplaces_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.2.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_workplaces_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_employees_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.3.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_employees_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_trainings_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.4.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_trainings_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_risk_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.6.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_risk_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_incidents_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.7.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_incidents_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_findings_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.8.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_findings_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_equipment_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.8.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_equipment_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_drills_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.8.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_drills_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_papers_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.8; domain.md 7.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_papers_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_exams_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.5.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_exams_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_desk_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 5.1.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_desk_page_new (IsgContext *context, IsgWindow *window);

/**
 * isg_submission_page_new:
 * @context: the context
 * @window: the window
 *
 * An #IsgPageMaker, listed in isg-pages.c.
 *
 * Thread: main.  Source: ui.md 3.9.
 *
 * Returns: (transfer floating): the page
 */
IsgScreen *isg_submission_page_new (IsgContext *context, IsgWindow *window);
IsgScreen *isg_rules_page_new (IsgContext *context, IsgWindow *window);

/**
 * IsgPage:
 *
 * A page of the sidebar.
 */
typedef struct {
  const char *id;
  const char *title; /* msgid */
  const char *icon;
  char key; /* with Alt: '1' to '9', '0' */
  IsgPageMaker maker;
  const char *under;   /* (nullable): the page of which it is a part; it has no row of its own */
  const char *right;   /* (nullable): of store/isg-role.h; who lacks it has no such page */
  const char *instead; /* (nullable): a page; this one has its row in the sidebar, and its key,
                          where that one is not allowed */
  gboolean full;       /* it has the whole window while it is shown */
} IsgPage;

/**
 * isg_page_is_allowed:
 * @page: a page
 * @context: the context
 *
 * Thread: main.  Source: ui.md 1, Roles.
 *
 * Returns: whether who uses the program has that page
 */
gboolean isg_page_is_allowed (const IsgPage *page, IsgContext *context);

/**
 * isg_page_is_listed:
 * @page: a page
 * @context: the context
 *
 * Thread: main.  Source: ui.md 1, Roles.
 *
 * Returns: whether it has a row in the sidebar of who uses the program
 */
gboolean isg_page_is_listed (const IsgPage *page, IsgContext *context);

/**
 * isg_pages_instead:
 * @page: a page that is not allowed
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the page that who lacks it has instead
 */
const IsgPage *isg_pages_instead (const IsgPage *page);

/**
 * isg_pages:
 * @out_n: (out): how many
 *
 * Thread: main.  Source: ui.md 2.5.
 *
 * Returns: (transfer none) (array length=out_n): the pages that there are, in the sidebar's order
 */
const IsgPage *isg_pages (guint *out_n);

/**
 * isg_pages_find:
 * @id: a page's id
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the page
 */
const IsgPage *isg_pages_find (const char *id);

/**
 * isg_record_open:
 * @window: a window
 * @kind: a kind id
 * @uuid: (nullable): the record; %NULL begins a new one
 * @workplace: (nullable): where a new one belongs; %NULL for the chosen workplace
 *
 * Opens the record screen of a kind (isg-record-screen.h), or asks for the workplace first when a
 * new record needs one and none is chosen.
 *
 * Thread: main.
 */
void isg_record_open (IsgWindow *window, const char *kind, const char *uuid, const char *workplace);

/**
 * isg_sign_basket_open:
 * @window: a window
 *
 * Opens the sign basket (Ctrl+Shift+S).
 *
 * Thread: main.
 */
void isg_sign_basket_open (IsgWindow *window);

G_END_DECLS
