/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-list-screen.h"
#include "app/isg-pages.h"
#include "app/isg-training-view.h"

/* ---- what is read beside the row ---- */

static char *
name_of (IsgRecord *person)
{
  const char *given = isg_value_text (isg_record_get (person, "given_name"));
  const char *family = isg_value_text (isg_record_get (person, "family_name"));

  if (given == NULL || family == NULL)
    return g_strdup (given != NULL ? given : family);
  return g_strdup_printf ("%s %s", given, family);
}

static char *
name_of_record (IsgStore *store, const char *uuid)
{
  g_autoptr (IsgRecord) record = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;

  return record != NULL ? name_of (record) : NULL;
}

/* A trainer is a number; the number of somebody we know is shown as the name. */
static char *
name_of_number (IsgStore *store, const char *number)
{
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (GPtrArray) known
    = context.find ("professional", NULL, "national_id", number, context.find_data);
  gsize length = strlen (number);

  if (known->len > 0)
    return name_of (known->pdata[0]);
  return g_strdup_printf ("…%s", length > 4 ? number + length - 4 : number);
}

static GStrv
read_trainer (IsgStore *store, const IsgRow *row, GError **error)
{
  const char *number = isg_value_text (isg_fields_get (row->fields, "trainer_national_id"));
  const char *signer = isg_value_text (isg_fields_get (row->fields, "professional"));
  char *name = number != NULL && *number != '\0' ? name_of_number (store, number)
                                                 : name_of_record (store, signer);
  GStrv texts = g_new0 (char *, 2);

  texts[0] = name != NULL ? name : g_strdup ("");
  return texts;
}

/* ---- columns ---- */

static char *
date_text (IsgRowItem *item, IsgContext *context)
{
  const IsgRow *row = isg_row_item_row (item);

  return row->date != ISG_DATE_NONE ? isg_i18n_date (row->date, FALSE) : g_strdup ("");
}

static char *
subject_text (IsgRowItem *item, IsgContext *context)
{
  return isg_training_subject (isg_context_rules (context),
                               isg_row_item_row (item)->fields,
                               isg_i18n_language ());
}

static char *
workplace_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_row (item)->workplace_title);
}

static char *
trainer_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_extra (item, 0));
}

static char *
present_text (IsgRowItem *item, IsgContext *context)
{
  IsgFields *fields = isg_row_item_row (item)->fields;

  return g_strdup_printf ("%u", isg_value_n_groups (isg_fields_get (fields, "participants")));
}

static char *
hours_text (IsgRowItem *item, IsgContext *context)
{
  return isg_training_lessons (isg_context_rules (context), isg_row_item_row (item)->fields);
}

/* Source: ui.md 3.4. */
/* clang-format off */
static const IsgListColumn columns[] = {
  { .title = N_ ("Date"), .width = 96, .priority = 1, .sort = "date", .text = date_text },
  { .title = N_ ("Subject"), .width = 220, .expand = TRUE, .priority = 1, .text = subject_text },
  { .title = N_ ("Workplace"),
    .width = 180, .priority = 3, .all_only = TRUE, .text = workplace_text },
  { .title = N_ ("Trainer"), .width = 140, .priority = 3, .text = trainer_text },
  { .title = N_ ("Present"),
    .width = 70, .priority = 2, .cell = ISG_LIST_CELL_NUMBER, .text = present_text },
  { .title = N_ ("Hours"),
    .width = 60, .priority = 3, .cell = ISG_LIST_CELL_NUMBER, .text = hours_text },
  { .title = N_ ("State"),
    .width = 210, .priority = 1, .sort = "badge", .cell = ISG_LIST_CELL_BADGE },
};

static const IsgListSpec trainings = {
  .kind = "training",
  .title = N_ ("Trainings"),
  /* Translators: accessible name; Turkish: Eğitimler tablosu */
  .table_name = N_ ("Trainings table"),
  .add_label = N_ ("New training"),
  .empty = N_ ("No training."),
  .sort = "date",
  .descending = TRUE,
  .sent = TRUE,
  .years = TRUE,
  .extra = read_trainer,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
};
/* clang-format on */

IsgScreen *
isg_trainings_page_new (IsgContext *context, IsgWindow *window)
{
  return isg_list_screen_new (context, &trainings);
}
