/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-list-screen.h"
#include "app/isg-pages.h"
#include "app/isg-risk-desk.h"
#include "app/isg-risk-view.h"

/* ---- columns ---- */

static char *
workplace_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_row (item)->workplace_title);
}

static char *
method_text (IsgRowItem *item, IsgContext *context)
{
  const IsgRiskMethod *method
    = isg_risk_view_method (isg_context_rules (context), isg_row_item_row (item)->fields);

  return g_strdup (method != NULL ? isg_risk_method_label (method, isg_i18n_language ()) : "");
}

static char *
date_text (IsgRowItem *item, IsgContext *context)
{
  const IsgRow *row = isg_row_item_row (item);

  return row->date != ISG_DATE_NONE ? isg_i18n_date (row->date, FALSE) : g_strdup ("");
}

static IsgDate
today (IsgContext *context)
{
  return isg_clock_today (isg_context_clock (context));
}

static char *
valid_text (IsgRowItem *item, IsgContext *context)
{
  IsgDate until = isg_value_date (isg_fields_get (isg_row_item_row (item)->fields, "valid_until"));
  g_autofree char *day = until != ISG_DATE_NONE ? isg_i18n_date (until, FALSE) : NULL;

  if (day == NULL)
    return g_strdup ("");
  /* Translators: a day that is past; the "!" becomes a mark. Turkish: !%s geçti */
  return until < today (context) ? g_strdup_printf (_ ("!%s passed"), day) : g_steal_pointer (&day);
}

static IsgRiskCounts
counts_of (IsgRowItem *item, IsgContext *context)
{
  IsgRiskCounts counts;

  isg_risk_view_count (isg_context_rules (context),
                       isg_row_item_row (item)->fields,
                       today (context),
                       &counts);
  return counts;
}

static char *
hazards_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup_printf ("%u", counts_of (item, context).n_hazards);
}

static char *
high_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup_printf ("%u", counts_of (item, context).n_high);
}

static char *
late_text (IsgRowItem *item, IsgContext *context)
{
  guint n = counts_of (item, context).n_late;

  return g_strdup_printf (n > 0 ? "!%u" : "%u", n);
}

/* Source: ui.md 3.6. */
/* clang-format off */
static const IsgListColumn columns[] = {
  { .title = N_ ("Workplace"), .width = 200, .expand = TRUE, .priority = 1, .text = workplace_text },
  { .title = N_ ("Method"), .width = 110, .priority = 3, .text = method_text },
  { .title = N_ ("Date"), .width = 96, .priority = 2, .sort = "date", .text = date_text },
  { .title = N_ ("Valid until"),
    .width = 140, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = valid_text },
  { .title = N_ ("Hazards"),
    .width = 74, .priority = 2, .cell = ISG_LIST_CELL_NUMBER, .text = hazards_text },
  { .title = N_ ("High and above"),
    .width = 116, .priority = 1, .cell = ISG_LIST_CELL_NUMBER, .text = high_text },
  { .title = N_ ("Late measures"),
    .width = 116, .priority = 2, .cell = ISG_LIST_CELL_LATE, .text = late_text },
  { .title = N_ ("State"),
    .width = 190, .priority = 1, .sort = "badge", .cell = ISG_LIST_CELL_BADGE },
};

static void
begin_checklist (IsgWindow *window)
{
  isg_risk_desk_begin (window, ISG_RISK_START_CHECKLIST, NULL);
}

static void
begin_table (IsgWindow *window)
{
  isg_risk_desk_begin (window, ISG_RISK_START_TABLE, NULL);
}

static int
has_late_measures (IsgStore *store, const IsgRow *row, GError **error)
{
  IsgRiskCounts counts;

  isg_risk_view_count (isg_store_rules (store),
                       row->fields,
                       isg_clock_today (isg_store_clock (store)),
                       &counts);
  return counts.n_late > 0;
}

static const IsgListChoice choices[] = {
  /* Translators: of assessments; Turkish: Geçerli */
  { N_ ("Valid"), "valid_until", ISG_LIST_RANGE_HOLDS },
  { N_ ("Expired"), "valid_until", ISG_LIST_RANGE_PAST },
  { N_ ("With late measures"), NULL, ISG_LIST_RANGE_FITS, NULL, has_late_measures },
  { N_ ("Method: 5×5 matrix"), "method", ISG_LIST_RANGE_CODE, "matrix_5x5" },
  { N_ ("Method: Fine-Kinney"), "method", ISG_LIST_RANGE_CODE, "fine_kinney" },
  { N_ ("Method: checklist"), "method", ISG_LIST_RANGE_CODE, "checklist" },
};

static const IsgListSpec assessments = {
  .kind = ISG_RISK_KIND,
  .title = N_ ("Risk assessment"),
  /* Translators: accessible name; Turkish: Risk değerlendirmeleri tablosu */
  .table_name = N_ ("Risk assessments table"),
  .add_label = N_ ("New risk assessment"),
  .empty = N_ ("No risk assessment. Start with your trade's checklist; it takes 20 minutes."),
  .sort = "date",
  .descending = TRUE,
  .sent = TRUE,
  .years = TRUE,
  .add = begin_checklist,
  .empty_label = N_ ("Start with the checklist"),
  .other_add = begin_table,
  .other_label = N_ ("Start with an empty table"),
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .choices = choices,
  .n_choices = G_N_ELEMENTS (choices),
};
/* clang-format on */

IsgScreen *
isg_risk_page_new (IsgContext *context, IsgWindow *window)
{
  return isg_list_screen_new (context, &assessments);
}
