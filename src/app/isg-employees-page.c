/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-fast-add.h"
#include "app/isg-import-sheet.h"
#include "app/isg-list-screen.h"
#include "app/isg-pages.h"
#include "app/isg-training-view.h"
#include "store/isg-role.h"

/* Texts read beside a row. */
enum {
  LAST_TRAINING, /* YYYY-MM-DD, or "" */
  HAZARD_CLASS,
  EXAM_UNTIL, /* YYYY-MM-DD, "" when never examined, NO_SIGHT when this role has no exams */
  N_TEXTS,
};

#define NO_SIGHT "-"

static IsgDate
date_in (IsgRecord *record, const char *id)
{
  return isg_value_date (isg_record_get (record, id));
}

/* Until when the newest examination with a verdict holds: a day, and nothing of what was found. */
static gboolean
exam_until (IsgStore *store, const IsgRow *row, gboolean *out_any, IsgDate *out_until)
{
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (GPtrArray) exams
    = context.find ("health_exam", row->workplace, "employee", row->uuid, context.find_data);
  IsgDate newest = ISG_DATE_NONE;

  *out_any = FALSE;
  *out_until = ISG_DATE_NONE;
  for (guint i = 0; i < exams->len; i++) {
    IsgRecord *exam = g_ptr_array_index (exams, i);
    IsgDate day = date_in (exam, "exam_date");

    if (isg_record_get (exam, "verdict") == NULL || (*out_any && day < newest))
      continue;
    *out_any = TRUE;
    newest = day;
    *out_until = date_in (exam, "valid_until");
  }
  return *out_any;
}

static gboolean
read_exam (IsgStore *store, const IsgRow *row, char **out_text, GError **error)
{
  gboolean may, any;
  IsgDate until;

  if (!isg_store_role_may (store, ISG_RIGHT_EXAMS, &may, error))
    return FALSE;
  if (!may)
    *out_text = g_strdup (NO_SIGHT);
  else if (exam_until (store, row, &any, &until) && until != ISG_DATE_NONE)
    *out_text = isg_date_to_iso (until);
  else
    *out_text = g_strdup ("");
  return TRUE;
}

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
  g_auto (GStrv) texts = g_new0 (char *, N_TEXTS + 1);

  texts[LAST_TRAINING] = last != ISG_DATE_NONE ? isg_date_to_iso (last) : g_strdup ("");
  texts[HAZARD_CLASS] = g_strdup (hazard != NULL ? hazard : "");
  if (!read_exam (store, row, &texts[EXAM_UNTIL], error))
    return NULL;
  return g_steal_pointer (&texts);
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

static char *
exam_text (IsgRowItem *item, IsgContext *context)
{
  const char *text = isg_row_item_extra (item, EXAM_UNTIL);
  IsgDate until = ISG_DATE_NONE;
  g_autofree char *date = NULL;

  if (g_str_equal (text, NO_SIGHT))
    return g_strdup ("");
  if (!isg_date_parse_iso (text, &until, NULL))
    return g_strdup (_ ("none yet"));
  date = isg_i18n_date (until, FALSE);
  return until < isg_clock_today (isg_context_clock (context))
    ? g_strdup_printf (_ ("!%s passed"), date)
    : g_steal_pointer (&date);
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
    .width = 150, .expand = TRUE, .priority = 1, .sort = "title", .text = name_text },
  { .title = N_ ("Identity no"), .width = 80, .priority = 2, .text = number_text },
  { .title = N_ ("Workplace"),
    .width = 120, .priority = 3, .all_only = TRUE, .text = workplace_text },
  { .title = N_ ("Job"), .width = 100, .priority = 2, .text = job_text },
  { .title = N_ ("Department"), .width = 80, .priority = 3, .text = department_text },
  { .title = N_ ("Start"), .width = 90, .priority = 3, .sort = "date", .text = start_text },
  /* Translators: column; Turkish: Muayene */
  { .title = NC_ ("column", "Exam"), .msgctxt = "column",
    .width = 130, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = exam_text },
  /* Translators: column of the last training's day; Turkish: Son eğitim */
  { .title = N_ ("Last training"),
    .width = 165, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = training_text },
  { .title = N_ ("State"),
    .width = 150, .priority = 2, .sort = "badge", .cell = ISG_LIST_CELL_BADGE },
};

static gboolean
works_today (IsgStore *store, const IsgRow *row)
{
  return isg_training_works_on (isg_value_date (isg_fields_get (row->fields, "start_date")),
                                isg_value_date (isg_fields_get (row->fields, "leave_date")),
                                isg_clock_today (isg_store_clock (store)));
}

static int
is_working (IsgStore *store, const IsgRow *row, GError **error)
{
  return works_today (store, row);
}

/* Never examined, or no longer; nobody for a role that has no exams. */
static int
has_no_exam (IsgStore *store, const IsgRow *row, GError **error)
{
  g_autofree char *text = NULL;
  IsgDate until;

  if (!read_exam (store, row, &text, error))
    return -1;
  if (g_str_equal (text, NO_SIGHT) || !works_today (store, row))
    return 0;
  return !isg_date_parse_iso (text, &until, NULL)
         || until < isg_clock_today (isg_store_clock (store));
}

static int
has_no_training (IsgStore *store, const IsgRow *row, GError **error)
{
  g_autoptr (IsgRecord) workplace
    = row->workplace != NULL ? isg_store_resolve (row->workplace, store) : NULL;
  const char *hazard
    = workplace != NULL ? isg_value_text (isg_record_get (workplace, "hazard_class")) : NULL;
  IsgDate last = last_training (store, row);

  return works_today (store, row)
         && (last == ISG_DATE_NONE
             || isg_training_person (isg_store_rules (store),
                                     hazard,
                                     last,
                                     isg_clock_today (isg_store_clock (store)))
                  == ISG_PERSON_TRAINING_EXPIRED);
}

/* Source: ui.md 3.3. */
static const IsgListChoice choices[] = {
  { N_ ("Working"), NULL, ISG_LIST_RANGE_FITS, NULL, is_working },
  { N_ ("Left"), "leave_date", ISG_LIST_RANGE_PAST },
  { N_ ("Exam missing or past"), NULL, ISG_LIST_RANGE_FITS, NULL, has_no_exam },
  { N_ ("Training missing or past"), NULL, ISG_LIST_RANGE_FITS, NULL, has_no_training },
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
  .choices = choices,
  .n_choices = G_N_ELEMENTS (choices),
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
