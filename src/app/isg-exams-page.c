/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-exam-words.h"
#include "app/isg-health-line.h"
#include "app/isg-list-screen.h"
#include "app/isg-pages.h"

/* ---- what is read beside the row ---- */

static GStrv
read_person (IsgStore *store, const IsgRow *row, GError **error)
{
  const char *uuid = isg_value_text (isg_fields_get (row->fields, "employee"));
  g_autoptr (IsgRecord) person = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;
  GStrv texts = g_new0 (char *, 2);

  texts[0] = person != NULL ? isg_exam_person (isg_record_fields (person)) : g_strdup ("");
  return texts;
}

/* ---- columns ---- */

static char *
person_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_extra (item, 0));
}

static char *
kind_text (IsgRowItem *item, IsgContext *context)
{
  return isg_exam_kind (isg_context_rules (context), isg_row_item_row (item)->fields);
}

static char *
date_text (IsgRowItem *item, IsgContext *context)
{
  const IsgRow *row = isg_row_item_row (item);

  return row->date != ISG_DATE_NONE ? isg_i18n_date (row->date, FALSE) : g_strdup ("");
}

static char *
until_text (IsgRowItem *item, IsgContext *context)
{
  IsgDate until = isg_value_date (isg_fields_get (isg_row_item_row (item)->fields, "valid_until"));
  g_autofree char *text = until != ISG_DATE_NONE ? isg_i18n_date (until, FALSE) : NULL;

  if (text == NULL)
    return g_strdup ("");
  return g_strconcat (until < isg_clock_today (isg_context_clock (context)) ? "!" : "", text, NULL);
}

static char *
verdict_text (IsgRowItem *item, IsgContext *context)
{
  return isg_exam_verdict (isg_context_rules (context),
                           isg_row_item_row (item)->fields,
                           isg_clock_today (isg_context_clock (context)));
}

static char *
tests_text (IsgRowItem *item, IsgContext *context)
{
  return isg_exam_tests (isg_row_item_row (item)->fields);
}

static char *
workplace_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_row (item)->workplace_title);
}

/* Source: ui.md 3.5. */
/* clang-format off */
static const IsgListColumn columns[] = {
  { .title = N_ ("Employee"), .width = 150, .expand = TRUE, .priority = 1, .text = person_text },
  { .title = N_ ("Kind"), .width = 90, .priority = 2, .text = kind_text },
  { .title = N_ ("Date"), .width = 96, .priority = 1, .sort = "date", .text = date_text },
  { .title = N_ ("Valid until"),
    .width = 110, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = until_text },
  { .title = N_ ("Verdict"), .width = 160, .priority = 1, .text = verdict_text },
  { .title = N_ ("Tests"), .width = 80, .priority = 3, .text = tests_text },
  { .title = N_ ("Workplace"),
    .width = 130, .priority = 3, .all_only = TRUE, .text = workplace_text },
  { .title = N_ ("State"),
    .width = 200, .priority = 2, .sort = "badge", .cell = ISG_LIST_CELL_BADGE },
};

static const IsgListChoice choices[] = {
  { N_ ("Waiting for tests"), "waiting_for_tests", ISG_LIST_RANGE_YES },
  { N_ ("Ends within 30 days"), "valid_until", ISG_LIST_RANGE_SOON },
  { N_ ("Expired"), "valid_until", ISG_LIST_RANGE_PAST },
};

static const IsgListSpec exams = {
  .kind = "health_exam",
  .title = N_ ("Health exams"),
  /* Translators: accessible name; Turkish: Muayeneler tablosu */
  .table_name = N_ ("Health exams table"),
  .add_label = N_ ("New exam"),
  .empty = N_ ("No exams. Start a session: it lists whose exam is due."),
  .sort = "date",
  .descending = TRUE,
  .sent = TRUE,
  .years = TRUE,
  .extra = read_person,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .choices = choices,
  .n_choices = G_N_ELEMENTS (choices),
};
/* clang-format on */

IsgScreen *
isg_exams_page_new (IsgContext *context, IsgWindow *window)
{
  IsgScreen *screen = isg_list_screen_new (context, &exams);
  GtkWidget *button = gtk_button_new_with_label (_ ("Start session"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.exam-session");
  gtk_widget_set_tooltip_text (button, _ ("Exam session (Ctrl+Shift+M)"));
  isg_screen_pack_start (screen, button);
  isg_list_screen_set_head (ISG_LIST_SCREEN (screen), isg_health_line_new (context));
  return screen;
}
