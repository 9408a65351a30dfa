/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-list-screen.h"
#include "app/isg-pages.h"
#include "app/isg-today-view.h"
#include "app/isg-training-view.h"

/* Texts read beside a row. */
enum {
  WORST_BADGE,
  N_EMPLOYEES,
  EXPERT_MINUTES,
  PHYSICIAN_MINUTES,
  NEXT_TASK,
  N_TEXTS,
};

static IsgListQuery
rows_of (const char *kind, const char *workplace)
{
  return (IsgListQuery){
    .kind = kind,
    .workplace = workplace,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .language = ISG_LANGUAGE_TR,
  };
}

static IsgDate
date_of (const IsgRow *row, const char *id)
{
  return isg_value_date (isg_fields_get (row->fields, id));
}

/* The first of what is due; "!" marks one that is overdue. */
static char *
next_text (IsgStore *store, const IsgFacts *facts, IsgDate today)
{
  g_autoptr (IsgDueList) list = isg_due_list_new (isg_store_rules (store), ISG_DATE_NONE);
  const IsgDueItem *item;
  g_autofree char *when = NULL;

  isg_calendar_due (facts, today, list);
  isg_due_list_sort (list);
  if (isg_due_list_items (list)->len == 0)
    return g_strdup ("");
  item = g_ptr_array_index (isg_due_list_items (list), 0);
  when = isg_today_when (item->date, today, item->state == ISG_DUE_OVERDUE);
  /* When comes first: it is what must not be cut off. */
  return g_strdup_printf ("%s%s · %s",
                          item->state == ISG_DUE_OVERDUE ? "!" : "",
                          when,
                          isg_due_item_text (item, isg_i18n_language ()));
}

/* Who work there today, and what is due first. */
static gboolean
read_calendar (IsgStore *store,
               const char *workplace,
               IsgDate today,
               guint *out_n,
               char **out_next,
               GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (IsgFacts) facts = isg_store_facts (store, workplace, isg_i18n_language (), &failed);

  /* A closed one has no duties any more. */
  if (facts == NULL && !g_error_matches (failed, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT)) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  *out_n = facts != NULL ? isg_facts_employees (facts, today) : 0;
  *out_next = facts != NULL ? next_text (store, facts, today) : g_strdup ("");
  return TRUE;
}

/* Minutes a month by the contracts that hold today, with professionals of a role. */
static IsgDecimal
contracted (IsgStore *store, GPtrArray *assignments, const char *role, IsgDate today)
{
  IsgDecimal sum = isg_decimal_from_int (0);

  for (guint i = 0; i < assignments->len; i++) {
    const IsgRow *row = assignments->pdata[i];
    const char *uuid = isg_value_text (isg_fields_get (row->fields, "professional"));
    g_autoptr (IsgRecord) person = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;
    IsgValue *minutes = isg_fields_get (row->fields, "minutes");

    if (person == NULL || minutes == NULL
        || g_strcmp0 (isg_value_text (isg_record_get (person, "role")), role) != 0
        || !isg_training_works_on (date_of (row, "contract_start"),
                                   date_of (row, "contract_end"),
                                   today))
      continue;
    isg_decimal_add (sum, isg_value_decimal (minutes), &sum);
  }
  return sum;
}

/* What is needed of a role; %FALSE where one person must be there the whole time, or nobody works.
 */
static gboolean
needed_minutes (IsgRules *rules,
                const char *role,
                const char *hazard_class,
                guint n,
                IsgDate today,
                IsgDecimal *out_needed)
{
  g_autofree char *topic = g_strdup_printf ("service.%s.minutes", role);
  g_autofree char *limit = g_strdup_printf ("service.%s.full_time", role);
  const IsgTerm *each
    = hazard_class != NULL ? isg_rules_term (rules, topic, hazard_class, (int) n, today) : NULL;
  const IsgTerm *full
    = hazard_class != NULL ? isg_rules_term (rules, limit, hazard_class, (int) n, today) : NULL;

  return each != NULL && isg_decimal_multiply (each->value, isg_decimal_from_int (n), out_needed)
         && (full == NULL || isg_decimal_compare (isg_decimal_from_int (n), full->value) < 0);
}

/* "120 / 240": what is contracted and what is needed. Where one person must be there the whole
 * time, minutes do not say it. */
static char *
minutes_text (IsgRules *rules,
              const char *role,
              const char *hazard_class,
              guint n,
              IsgDecimal contract,
              IsgDate today)
{
  g_autofree char *have = isg_training_number (contract);
  g_autofree char *text = NULL;
  IsgDecimal needed;

  if (!needed_minutes (rules, role, hazard_class, n, today, &needed))
    return g_steal_pointer (&have);
  text = isg_training_number (needed);
  return g_strdup_printf ("%s / %s", have, text);
}

static const char *const roles[] = { "specialist", "physician" };

/* Whether the contracts of a role have fewer minutes than are needed. */
static gboolean
is_short (IsgRules *rules,
          const char *role,
          const char *hazard_class,
          guint n,
          IsgDecimal contract,
          IsgDate today)
{
  IsgDecimal needed;

  return needed_minutes (rules, role, hazard_class, n, today, &needed)
         && isg_decimal_compare (contract, needed) < 0;
}

static int
has_short_minutes (IsgStore *store, const IsgRow *row, GError **error)
{
  IsgDate today = isg_clock_today (isg_store_clock (store));
  IsgListQuery query = rows_of ("assignment", row->uuid);
  const char *hazard = isg_value_text (isg_fields_get (row->fields, "hazard_class"));
  g_autoptr (GPtrArray) assignments = isg_store_record_list (store, &query, error);
  g_autofree char *next = NULL;
  guint n;

  if (assignments == NULL || !read_calendar (store, row->uuid, today, &n, &next, error))
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (is_short (isg_store_rules (store),
                  roles[i],
                  hazard,
                  n,
                  contracted (store, assignments, roles[i], today),
                  today))
      return 1;
  return 0;
}

static GStrv
read_workplace (IsgStore *store, const IsgRow *row, GError **error)
{
  IsgDate today = isg_clock_today (isg_store_clock (store));
  IsgListQuery query = rows_of ("assignment", row->uuid);
  const char *hazard = isg_value_text (isg_fields_get (row->fields, "hazard_class"));
  g_autoptr (GPtrArray) assignments = isg_store_record_list (store, &query, error);
  g_auto (GStrv) texts = g_new0 (char *, N_TEXTS + 1);
  guint n;

  if (assignments == NULL || !read_calendar (store, row->uuid, today, &n, &texts[NEXT_TASK], error)
      || !isg_store_workplace_badge (store, row->uuid, &texts[WORST_BADGE], error))
    return NULL;
  texts[N_EMPLOYEES] = g_strdup_printf ("%u", n);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    texts[EXPERT_MINUTES + i] = minutes_text (isg_store_rules (store),
                                              roles[i],
                                              hazard,
                                              n,
                                              contracted (store, assignments, roles[i], today),
                                              today);
  return g_steal_pointer (&texts);
}

/* ---- columns ---- */

static char *
badge_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_extra (item, WORST_BADGE));
}

static char *
name_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_row (item)->title);
}

static const char *
code_words (IsgRowItem *item, IsgContext *context, const char *id)
{
  const IsgKind *kind = isg_rules_kind (isg_context_rules (context), "workplace");
  const IsgFieldDef *def = kind != NULL ? isg_kind_field (kind, id) : NULL;
  const IsgCodeList *list = def != NULL ? isg_field_def_code_list (def) : NULL;
  const char *code = isg_value_text (isg_fields_get (isg_row_item_row (item)->fields, id));

  if (code == NULL || list == NULL)
    return code;
  return isg_code_list_label (list, code, isg_i18n_language ());
}

static char *
place_text (IsgRowItem *item, IsgContext *context)
{
  const char *province = code_words (item, context, "province");
  const char *district
    = isg_value_text (isg_fields_get (isg_row_item_row (item)->fields, "district"));

  if (province != NULL && district != NULL)
    return g_strdup_printf ("%s / %s", province, district);
  return g_strdup (province != NULL ? province : district);
}

static char *
class_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (code_words (item, context, "hazard_class"));
}

static char *
employees_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_extra (item, N_EMPLOYEES));
}

static char *
expert_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_extra (item, EXPERT_MINUTES));
}

static char *
next_task_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_extra (item, NEXT_TASK));
}

static char *
physician_text (IsgRowItem *item, IsgContext *context)
{
  return g_strdup (isg_row_item_extra (item, PHYSICIAN_MINUTES));
}

/* Source: ui.md 3.2. */
/* clang-format off */
static const IsgListColumn columns[] = {
  { .title = "", .width = 40, .priority = 1, .cell = ISG_LIST_CELL_WORST, .text = badge_text },
  /* Translators: of a workplace; Turkish: Unvan */
  { .title = NC_ ("workplace", "Name"), .msgctxt = "workplace",
    .width = 210, .expand = TRUE, .priority = 1, .sort = "title", .text = name_text },
  { .title = N_ ("Province / district"), .width = 120, .priority = 3, .text = place_text },
  { .title = N_ ("Hazard class"), .width = 110, .priority = 2, .text = class_text },
  { .title = N_ ("Employees"),
    .width = 80, .priority = 2, .cell = ISG_LIST_CELL_NUMBER, .text = employees_text },
  { .title = N_ ("Expert min"),
    .width = 90, .priority = 3, .cell = ISG_LIST_CELL_NUMBER, .text = expert_text },
  { .title = N_ ("Physician min"),
    .width = 100, .priority = 3, .cell = ISG_LIST_CELL_NUMBER, .text = physician_text },
  /* Translators: column; Turkish: Sıradaki iş */
  { .title = N_ ("Next task"),
    .width = 170, .priority = 1, .cell = ISG_LIST_CELL_LATE, .text = next_task_text },
  { .title = N_ ("State"),
    .width = 190, .priority = 1, .sort = "badge", .cell = ISG_LIST_CELL_BADGE },
};

static const IsgListChoice choices[] = {
  { N_ ("Low hazard"), "hazard_class", ISG_LIST_RANGE_CODE, "low" },
  { N_ ("Hazardous"), "hazard_class", ISG_LIST_RANGE_CODE, "high" },
  { N_ ("Very hazardous"), "hazard_class", ISG_LIST_RANGE_CODE, "very_high" },
  { N_ ("Minutes short"), NULL, ISG_LIST_RANGE_FITS, NULL, has_short_minutes },
};

static const IsgListSpec workplaces = {
  .kind = "workplace",
  .title = N_ ("Workplaces"),
  /* Translators: accessible name; Turkish: İşyerleri tablosu */
  .table_name = N_ ("Workplaces table"),
  .add_label = N_ ("New workplace"),
  /* Translators: Turkish: Henüz işyeri yok. Kendi işyerinizi ekleyin. */
  .empty = N_ ("No workplace yet. Add your own."),
  .sort = "title",
  .every_workplace = TRUE,
  .extra = read_workplace,
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .choices = choices,
  .n_choices = G_N_ELEMENTS (choices),
};
/* clang-format on */

IsgScreen *
isg_workplaces_page_new (IsgContext *context, IsgWindow *window)
{
  return isg_list_screen_new (context, &workplaces);
}
