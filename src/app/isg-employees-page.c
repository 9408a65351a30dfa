/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-fast-add.h"
#include "app/isg-import-sheet.h"
#include "app/isg-list-screen.h"
#include "app/isg-pages.h"
#include "app/isg-training-view.h"

/* Texts read beside a row. */
enum {
  LAST_TRAINING, /* YYYY-MM-DD, or "" */
  HAZARD_CLASS,
  N_TEXTS,
};

static IsgDate
last_training (IsgStore *store, const IsgRow *row)
{
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (GPtrArray) trainings = context.find ("training",
                                                  row->workplace,
                                                  "participants.employee",
                                                  row->uuid,
                                                  context.find_data);
  IsgDate last = ISG_DATE_NONE;

  for (guint i = 0; i < trainings->len; i++)
    last = MAX (last, isg_value_date (isg_record_get (trainings->pdata[i], "date")));
  return last;
}

static GStrv
read_training (IsgStore *store, const IsgRow *row, GError **error)
{
  IsgDate last = last_training (store, row);
  g_autoptr (IsgRecord) workplace
    = row->workplace != NULL ? isg_store_resolve (row->workplace, store) : NULL;
  const char *hazard
    = workplace != NULL ? isg_value_text (isg_record_get (workplace, "hazard_class")) : NULL;
  GStrv texts = g_new0 (char *, N_TEXTS + 1);

  texts[LAST_TRAINING] = last != ISG_DATE_NONE ? isg_date_to_iso (last) : g_strdup ("");
  texts[HAZARD_CLASS] = g_strdup (hazard != NULL ? hazard : "");
  return texts;
}

/* ---- columns ---- */

static const char *
field_text (IsgRowItem *item, const char *id)
{
  return isg_value_text (isg_fields_get (isg_row_item_row (item)->fields, id));
}

static char *
name_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_row (item)->title);
}

/* The last four digits tell two people of one name apart and give nothing away over a shoulder. */
static char *
number_text (IsgRowItem *item, IsgContext *context)
{
  const char *number = field_text (item, "national_id");
  gsize length = number != NULL ? strlen (number) : 0;

  return length > 4 ? g_strdup_printf ("…%s", number + length - 4) : g_strdup ("");
}

static char *
job_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (field_text (item, "job"));
}

static char *
department_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (field_text (item, "department"));
}

static char *
workplace_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_row (item)->workplace_title);
}

static char *
start_text (IsgRowItem *item, IsgContext *context)
{
  IsgDate date = isg_value_date (isg_fields_get (isg_row_item_row (item)->fields, "start_date"));

  return date != ISG_DATE_NONE ? isg_i18n_date (date, FALSE) : g_strdup ("");
}

/* The day is a fact, and that it is too long ago is certain; that it still holds is not said, since
 * a short training does not count as complete. */
static char *
training_text (IsgRowItem *item, IsgContext *context)
{
  const char *hazard = isg_row_item_extra (item, HAZARD_CLASS);
  IsgDate last = ISG_DATE_NONE;
  IsgPersonTraining standing;
  g_autofree char *date = NULL;

  if (!isg_date_parse_iso (isg_row_item_extra (item, LAST_TRAINING), &last, NULL))
    /* Translators: an employee had no training; Turkish: almamış */
    return g_strdup (_ ("none yet"));
  standing = isg_training_person (isg_context_rules (context),
                                  *hazard != '\0' ? hazard : NULL,
                                  last,
                                  isg_clock_today (isg_context_clock (context)));
  date = isg_i18n_date (last, FALSE);
  if (standing != ISG_PERSON_TRAINING_EXPIRED)
    return g_steal_pointer (&date);
  /* Translators: %s is the day of a person's last training; Turkish: %s, süresi doldu */
  return g_strdup_printf (_ ("!%s, expired"), date);
}

static void
import_list (IsgWindow *window)
{
  isg_import_sheet_open (window, "employee", NULL);
}

/* Source: ui.md 3.3. */
/* clang-format off */
static const IsgListColumn columns[] = {
  { .title = N_ ("Name"),
    .width = 200, .expand = TRUE, .priority = 1, .sort = "title", .text = name_text },
  { .title = N_ ("Identity no"), .width = 90, .priority = 2, .text = number_text },
  { .title = N_ ("Workplace"),
    .width = 160, .priority = 3, .all_only = TRUE, .text = workplace_text },
  { .title = N_ ("Job"), .width = 140, .priority = 2, .text = job_text },
  { .title = N_ ("Department"), .width = 120, .priority = 3, .text = department_text },
  { .title = N_ ("Start"), .width = 96, .priority = 3, .sort = "date", .text = start_text },
  /* Translators: column of the last training's day; Turkish: Son eğitim */
  { .title = N_ ("Last training"),
    .width = 200, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = training_text },
  { .title = N_ ("State"),
    .width = 150, .priority = 2, .sort = "badge", .cell = ISG_LIST_CELL_BADGE },
};

static const IsgListSpec employees = {
  .kind = "employee",
  .title = N_ ("Employees"),
  /* Translators: accessible name; Turkish: Çalışanlar tablosu */
  .table_name = N_ ("Employees table"),
  .add_label = N_ ("New employee"),
  .empty = N_ ("No employees here. Add them one by one or take them from an Excel/CSV list."),
  .other_add = import_list,
  .other_label = N_ ("Import a list"),
  .sort = "title",
  .extra = read_training,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
};
/* clang-format on */

/* ---- fast add ---- */

static void
grab_fast_add (GtkWidget *fast_add)
{
  isg_fast_add_grab (ISG_FAST_ADD (fast_add));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *screen)
{
  IsgWindow *window = isg_window_from (screen);

  if (window == NULL || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  isg_import_sheet_open (window, "employee", g_value_get_object (value));
  return TRUE;
}

static void
band_cb (IsgScreen *screen, GParamSpec *pspec, IsgFastAdd *fast_add)
{
  isg_fast_add_set_stacked (fast_add, isg_screen_band (screen) != ISG_BAND_WIDE);
}

IsgScreen *
isg_employees_page_new (IsgContext *context, IsgWindow *window)
{
  IsgScreen *screen = isg_list_screen_new (context, &employees);
  GtkWidget *fast_add = isg_fast_add_new (context);
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), screen, 0);
  gtk_widget_add_controller (GTK_WIDGET (screen), GTK_EVENT_CONTROLLER (target));
  isg_list_screen_set_above (ISG_LIST_SCREEN (screen), fast_add, grab_fast_add);
  g_signal_connect_object (screen, "notify::band", G_CALLBACK (band_cb), fast_add, 0);
  g_signal_connect_object (fast_add,
                           "duplicate",
                           G_CALLBACK (isg_list_screen_mark),
                           screen,
                           G_CONNECT_SWAPPED);
  return screen;
}
