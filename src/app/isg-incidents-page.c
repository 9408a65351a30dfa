/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-incident-plot.h"
#include "app/isg-list-screen.h"
#include "app/isg-pages.h"
#include "app/isg-sgk-clock.h"
#include "app/isg-value-words.h"

/* ---- what is read beside the row ---- */

static void
add_name (IsgStore *store, IsgFields *victim, GString *names)
{
  const char *uuid = isg_value_text (isg_fields_get (victim, "employee"));
  g_autoptr (IsgRecord) person = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;
  const char *given
    = person != NULL ? isg_value_text (isg_record_get (person, "given_name")) : NULL;
  const char *family
    = person != NULL ? isg_value_text (isg_record_get (person, "family_name")) : NULL;

  if (given != NULL && family != NULL)
    g_string_append_printf (names, "%s%s %s", names->len > 0 ? ", " : "", given, family);
}

static GStrv
read_who (IsgStore *store, const IsgRow *row, GError **error)
{
  IsgValue *victims = isg_fields_get (row->fields, "victims");
  GString *names = g_string_new (NULL);
  GStrv texts = g_new0 (char *, 2);

  for (guint i = 0; i < isg_value_n_groups (victims); i++)
    add_name (store, isg_value_group (victims, i), names);
  texts[0] = g_string_free (names, FALSE);
  return texts;
}

/* ---- columns ---- */

static char *
words (IsgRowItem *item, IsgContext *context, const char *id)
{
  const IsgKind *kind = isg_rules_kind (isg_context_rules (context), "incident");
  const IsgFieldDef *def = kind != NULL ? isg_kind_field (kind, id) : NULL;
  IsgFields *fields = isg_row_item_row (item)->fields;
  char *text = def != NULL ? isg_value_words (def, fields, isg_fields_get (fields, id)) : NULL;

  return text != NULL ? text : g_strdup ("");
}

static char *
when_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "occurred_at");
}

static char *
kind_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "incident_type");
}

static char *
what_text (IsgRowItem *item, IsgContext *context)
{
  return words (item, context, "description");
}

static char *
workplace_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_row (item)->workplace_title);
}

static char *
who_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_extra (item, 0));
}

static char *
days_text (IsgRowItem *item, IsgContext *context)
{
  IsgValue *victims = isg_fields_get (isg_row_item_row (item)->fields, "victims");
  gint64 days = 0;
  gboolean known = FALSE;

  for (guint i = 0; i < isg_value_n_groups (victims); i++) {
    IsgValue *lost = isg_fields_get (isg_value_group (victims, i), "days_lost");

    if (lost != NULL) {
      known = TRUE;
      days += isg_value_integer (lost);
    }
  }
  return known ? g_strdup_printf ("%" G_GINT64_FORMAT, days) : g_strdup ("");
}

/* A clock that has run out, or does today, gets the mark of what is late. */
static char *
clock_text (IsgRowItem *item, IsgContext *context)
{
  g_autofree char *text = NULL;
  IsgSgkClock clock;

  isg_sgk_clock_read (isg_context_rules (context),
                      isg_row_item_row (item)->fields,
                      isg_clock_today (isg_context_clock (context)),
                      &clock);
  text = isg_sgk_clock_short (&clock);
  if (clock.applies && clock.notified == ISG_DATE_NONE && clock.left <= 0)
    return g_strconcat ("!", text, NULL);
  return g_steal_pointer (&text);
}

/* Source: ui.md 3.7. */
/* clang-format off */
static const IsgListColumn columns[] = {
  { .title = N_ ("Date"), .width = 130, .priority = 1, .sort = "date", .text = when_text },
  { .title = N_ ("Kind"), .width = 110, .priority = 1, .text = kind_text },
  { .title = N_ ("What happened"), .width = 130, .expand = TRUE, .priority = 1, .text = what_text },
  { .title = N_ ("Workplace"),
    .width = 130, .priority = 3, .all_only = TRUE, .text = workplace_text },
  { .title = N_ ("Who"), .width = 120, .priority = 2, .text = who_text },
  { .title = N_ ("Days lost"),
    .width = 76, .priority = 3, .cell = ISG_LIST_CELL_NUMBER, .text = days_text },
  { .title = N_ ("SGK"),
    .width = 150, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = clock_text },
  { .title = N_ ("State"),
    .width = 180, .priority = 2, .sort = "badge", .cell = ISG_LIST_CELL_BADGE },
};

static int
has_open_clock (IsgStore *store, const IsgRow *row, GError **error)
{
  IsgSgkClock clock;

  isg_sgk_clock_read (isg_store_rules (store),
                      row->fields,
                      isg_clock_today (isg_store_clock (store)),
                      &clock);
  return clock.applies && clock.notified == ISG_DATE_NONE;
}

static const IsgListChoice choices[] = {
  { N_ ("SGK clock running"), NULL, ISG_LIST_RANGE_FITS, NULL, has_open_clock },
  { N_ ("Accidents at work"), "incident_type", ISG_LIST_RANGE_CODE, "accident" },
  { N_ ("Near misses"), "incident_type", ISG_LIST_RANGE_CODE, "near_miss" },
  { N_ ("Occupational diseases"), "incident_type", ISG_LIST_RANGE_CODE, "disease" },
};

static const IsgListSpec incidents = {
  .kind = "incident",
  .title = N_ ("Accidents and near misses"),
  .table_name = N_ ("Accidents and near misses table"),
  .add_label = N_ ("New accident"),
  .empty = N_ ("No accident or near miss. A near miss takes a minute: Ctrl+Shift+R."),
  .sort = "date",
  .descending = TRUE,
  .sent = TRUE,
  .years = TRUE,
  .extra = read_who,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .choices = choices,
  .n_choices = G_N_ELEMENTS (choices),
};
/* clang-format on */

IsgScreen *
isg_incidents_page_new (IsgContext *context, IsgWindow *window)
{
  IsgScreen *screen = isg_list_screen_new (context, &incidents);
  GtkWidget *near_miss = gtk_button_new_with_label (_("Near miss"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (near_miss), "win.near-miss");
  gtk_widget_set_tooltip_text (near_miss, "Ctrl+Shift+R");
  isg_screen_pack_start (screen, near_miss);
  isg_list_screen_set_head (ISG_LIST_SCREEN (screen), isg_incident_plot_new (context));
  return screen;
}
