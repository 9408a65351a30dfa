/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-today-view.h"

#include <glib/gi18n.h>

/* From so many on, what each person needs stands folded in one line. */
#define MANY_FROM 4

G_DEFINE_FINAL_TYPE (IsgTodayEntry, isg_today_entry, G_TYPE_OBJECT)

static void
isg_today_entry_finalize (GObject *object)
{
  IsgTodayEntry *self = ISG_TODAY_ENTRY (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->when);
  g_free (self->key);
  g_free (self->kind);
  g_free (self->uuid);
  g_free (self->workplace);
  g_free (self->badge);
  g_free (self->badge_note);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  G_OBJECT_CLASS (isg_today_entry_parent_class)->finalize (object);
}

static void
isg_today_entry_class_init (IsgTodayEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_today_entry_finalize;
}

static void
isg_today_entry_init (IsgTodayEntry *self)
{
}

void
isg_today_record_free (IsgTodayRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->kind);
  g_free (record->uuid);
  g_free (record->title);
  g_free (record->workplace);
  g_free (record->workplace_title);
  g_free (record->badge);
  g_free (record->badge_note);
  g_free (record);
}

static IsgTodayEntry *
add_entry (GPtrArray *view, IsgTodayType type, char *title)
{
  IsgTodayEntry *entry = g_object_new (ISG_TYPE_TODAY_ENTRY, NULL);

  entry->type = type;
  entry->title = title;
  g_ptr_array_add (view, entry);
  return entry;
}

/* ---- words ---- */

char *
isg_today_when (IsgDate date, IsgDate today, gboolean late)
{
  if (date == ISG_DATE_NONE)
    /* Translators: a day that cannot be computed; Turkish: tarihi belli değil */
    return g_strdup (_ ("day not known"));
  if (late)
    /* Translators: Turkish: %d gün gecikti */
    return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) (today - date)),
                            today - date);
  if (date == today)
    return g_strdup (_ ("today"));
  if (date == today + 1)
    return g_strdup (_ ("tomorrow"));
  return isg_i18n_date (date, FALSE);
}

char *
isg_today_clock_text (IsgRules *rules, const IsgDueItem *item, IsgDate today)
{
  int left = isg_holidays_working_days_left (rules, today, item->date);
  g_autofree char *day = isg_i18n_date (item->date, TRUE);
  const char *article = isg_due_item_article (item);

  if (left < 0)
    /* Translators: a day with its weekday, and an article of law. Turkish: SGK'ya bildirim: son gün
       %s idi (%s) */
    return g_strdup_printf (_ ("Notice to SGK: the last day was %s (%s)"), day, article);
  if (left == 0)
    /* Translators: Turkish: SGK'ya bildirim: bugün son gün, %s (%s) */
    return g_strdup_printf (_ ("Notice to SGK: today is the last day, %s (%s)"), day, article);
  /* Translators: Turkish: SGK'ya bildirim: kalan %d iş günü, son gün %s (%s) */
  return g_strdup_printf (ngettext ("Notice to SGK: %d working day left, last day %s (%s)",
                                    "Notice to SGK: %d working days left, last day %s (%s)",
                                    (gulong) left),
                          left,
                          day,
                          article);
}

char *
isg_today_due_detail (const IsgDueItem *item, IsgRules *rules, gboolean workplace)
{
  g_autofree char *why = isg_due_item_why (item, rules, isg_i18n_language ());
  const char *article = isg_due_item_article (item);
  GString *text = g_string_new (workplace ? item->workplace_title : NULL);

  if (*why != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", why);
  if (*article != '\0')
    g_string_append_printf (text, "%s(%s)", text->len > 0 ? " " : "", article);
  return g_string_free (text, FALSE);
}

static int
month_of (IsgDate date)
{
  int year, month;

  isg_date_split (date, &year, &month, NULL);
  return year * 12 + month - 1;
}

char *
isg_today_month_name (int month, gboolean short_form)
{
  static const char *const names[] = {
    N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
                                                            N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
                                                                                                                    N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December") };
  const char *name = _ (names[month % 12]);

  if (short_form)
    return g_utf8_substring (name, 0, 3);
  return g_strdup_printf ("%s %d", name, month / 12);
}

/* ---- which tasks ---- */

static gboolean
is_clock (const IsgDueItem *item)
{
  return g_str_equal (isg_due_item_topic (item), "accident") && item->date != ISG_DATE_NONE;
}

static gboolean
is_wanted (const IsgTodayQuery *query, const IsgDueItem *item)
{
  switch (query->filter) {
  case ISG_TODAY_ALL:
    return TRUE;
  case ISG_TODAY_LATE:
    return item->state == ISG_DUE_OVERDUE;
  case ISG_TODAY_SOON:
    return item->state == ISG_DUE_DUE;
  case ISG_TODAY_MONTH:
    return item->date != ISG_DATE_NONE && item->state != ISG_DUE_OVERDUE
           && month_of (item->date) == query->month;
  case ISG_TODAY_SIGN:
  case ISG_TODAY_MEND:
  case ISG_TODAY_ANSWER:
  default:
    return FALSE;
  }
}

/* ---- groups ---- */

typedef enum {
  GROUP_LATE,
  GROUP_WEEK,
  GROUP_SOON,
  GROUP_LATER,
  GROUP_UNKNOWN,
  N_GROUPS,
} Group;

static const char *
group_title (Group group)
{
  switch (group) {
  case GROUP_LATE:
    return _ ("Overdue");
  case GROUP_WEEK:
    return _ ("This week");
  case GROUP_SOON:
    return _ ("Within 30 days");
  case GROUP_LATER:
    /* Translators: heading of what is due later; Turkish: Daha sonra */
    return C_ ("due", "Later");
  case GROUP_UNKNOWN:
  case N_GROUPS:
  default:
    /* Translators: Turkish: Tarihi hesaplanamayan */
    return _ ("Day cannot be computed");
  }
}

static Group
group_of (const IsgDueItem *item, IsgDate today)
{
  /* The week ends on Sunday. */
  IsgDate sunday = today + 7 - isg_date_weekday (today);

  if (item->date == ISG_DATE_NONE)
    return GROUP_UNKNOWN;
  if (item->state == ISG_DUE_OVERDUE)
    return GROUP_LATE;
  if (item->date <= sunday)
    return GROUP_WEEK;
  return item->state == ISG_DUE_DUE ? GROUP_SOON : GROUP_LATER;
}

/* ---- one line for several people ---- */

/* One training is given to many at once; examinations are one by one. */
static gboolean
is_shared (const IsgDueItem *item)
{
  return g_str_equal (isg_due_item_topic (item), "training");
}

static char *
bundle_key (const IsgDueItem *item, Group group)
{
  return g_strdup_printf ("%d|%s|%s", group, isg_due_item_rule (item), item->workplace);
}

static void
mark_times (IsgTodayEntry *entry, const IsgTodayQuery *query, IsgDueTask *task)
{
  const IsgDueItem *item = isg_due_task_item (task);
  const IsgPutOff *put_off
    = query->board != NULL ? isg_due_board_put_off (query->board, task) : NULL;

  entry->late = item->state == ISG_DUE_OVERDUE;
  entry->soon = item->state == ISG_DUE_DUE;
  if (put_off == NULL) {
    entry->when = isg_today_when (item->date, query->today, entry->late);
    return;
  }
  g_autofree char *until = isg_i18n_date (put_off->until, FALSE);
  g_autofree char *legal = isg_i18n_date (item->date, FALSE);

  entry->put_off = TRUE;
  /* Translators: two days: to which it was put off, and the legal one. Turkish: ertelendi: %s ·
     yasal gün %s */
  entry->when = g_strdup_printf (_ ("put off to %s · legal day %s"), until, legal);
}

static void
add_duty (GPtrArray *view, const IsgTodayQuery *query, IsgDueTask *task, gboolean nested)
{
  const IsgDueItem *item = isg_due_task_item (task);
  const char *text = isg_due_item_text (item, query->language);
  const char *whom = item->employee_title;
  IsgTodayEntry *entry = add_entry (view,
                                    ISG_TODAY_DUTY,
                                    nested && whom != NULL ? g_strdup (whom)
                                    : whom != NULL ? g_strdup_printf ("%s · %s", text, whom)
                                                   : g_strdup (text));

  entry->nested = nested;
  entry->detail = isg_today_due_detail (item, query->rules, query->all && !nested);
  entry->workplace = g_strdup (item->workplace);
  entry->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (entry->tasks, g_object_ref (task));
  mark_times (entry, query, task);
}

static void
add_many (GPtrArray *view, const IsgTodayQuery *query, GPtrArray *tasks, const char *key)
{
  IsgDueTask *first = g_ptr_array_index (tasks, 0);
  const IsgDueItem *item = isg_due_task_item (first);
  g_autofree char *people
    /* Translators: how many people a duty is about; Turkish: %u kişi */
    = g_strdup_printf (ngettext ("%u person", "%u people", tasks->len), tasks->len);
  IsgTodayEntry *entry
    = add_entry (view,
                 ISG_TODAY_MANY,
                 g_strdup_printf ("%s · %s", isg_due_item_text (item, query->language), people));

  /* What is done for all at once needs no unfolding. */
  entry->key = is_shared (item) ? NULL : g_strdup (key);
  entry->detail = isg_today_due_detail (item, query->rules, query->all);
  entry->workplace = g_strdup (item->workplace);
  entry->tasks = g_ptr_array_ref (tasks);
  entry->unfolded
    = entry->key != NULL && query->unfolded != NULL && g_hash_table_contains (query->unfolded, key);
  mark_times (entry, query, first);
  for (guint i = 0; entry->unfolded && i < tasks->len; i++)
    add_duty (view, query, g_ptr_array_index (tasks, i), TRUE);
}

static void
add_bundle (GPtrArray *view, const IsgTodayQuery *query, GPtrArray *tasks, const char *key)
{
  const IsgDueItem *item = isg_due_task_item (g_ptr_array_index (tasks, 0));
  guint many = is_shared (item) ? 2 : MANY_FROM;

  if (item->employee != NULL && tasks->len >= many) {
    add_many (view, query, tasks, key);
    return;
  }
  for (guint i = 0; i < tasks->len; i++)
    add_duty (view, query, g_ptr_array_index (tasks, i), FALSE);
}

/* The tasks of a group, bundled by rule and workplace, in the order of the first of each. */
static void
add_group (GPtrArray *view, const IsgTodayQuery *query, Group group, GPtrArray *tasks)
{
  g_autoptr (GHashTable) bundles
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  guint first = view->len + 1;

  for (guint i = 0; i < tasks->len; i++) {
    IsgDueTask *task = g_ptr_array_index (tasks, i);
    char *key = bundle_key (isg_due_task_item (task), group);
    GPtrArray *bundle = g_hash_table_lookup (bundles, key);

    if (bundle == NULL) {
      bundle = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (order, key);
      g_hash_table_insert (bundles, key, bundle);
    } else {
      g_free (key);
    }
    g_ptr_array_add (bundle, g_object_ref (task));
  }
  if (order->len == 0)
    return;
  add_entry (view, ISG_TODAY_HEADING, g_strdup (group_title (group)));
  for (guint i = 0; i < order->len; i++) {
    const char *key = g_ptr_array_index (order, i);

    add_bundle (view, query, g_hash_table_lookup (bundles, key), key);
  }
  ((IsgTodayEntry *) g_ptr_array_index (view, first))->first = TRUE;
  ((IsgTodayEntry *) g_ptr_array_index (view, view->len - 1))->last = TRUE;
}

static void
add_duties (GPtrArray *view, const IsgTodayQuery *query)
{
  GPtrArray *groups[N_GROUPS];

  for (guint i = 0; i < N_GROUPS; i++)
    groups[i] = g_ptr_array_new ();
  for (guint i = 0; i < query->tasks->len; i++) {
    IsgDueTask *task = g_ptr_array_index (query->tasks, i);
    const IsgDueItem *item = isg_due_task_item (task);

    if (is_wanted (query, item) && !(is_clock (item) && query->filter == ISG_TODAY_ALL))
      g_ptr_array_add (groups[group_of (item, query->today)], task);
  }
  for (guint i = 0; i < N_GROUPS; i++) {
    add_group (view, query, (Group) i, groups[i]);
    g_ptr_array_unref (groups[i]);
  }
}

/* ---- records ---- */

static void
add_record (GPtrArray *view,
            const IsgTodayQuery *query,
            const IsgTodayRecord *record,
            gboolean left)
{
  const char *workplace = query->all ? record->workplace_title : NULL;
  IsgTodayEntry *entry = add_entry (view, ISG_TODAY_RECORD, g_strdup (record->title));

  entry->kind = g_strdup (record->kind);
  entry->uuid = g_strdup (record->uuid);
  entry->workplace = g_strdup (record->workplace);
  entry->detail = g_strdup (workplace);
  if (!left) {
    entry->badge = g_strdup (record->badge);
    entry->badge_note = g_strdup (record->badge_note);
  } else if (record->missing > 0) {
    /* Translators: places still to be filled; Turkish: %u eksik */
    entry->when
      = g_strdup_printf (ngettext ("%u missing", "%u missing", record->missing), record->missing);
  }
}

static void
add_records (GPtrArray *view,
             const IsgTodayQuery *query,
             GPtrArray *records,
             const char *title,
             gboolean left)
{
  guint first = view->len + 1;

  if (records == NULL || records->len == 0)
    return;
  add_entry (view, ISG_TODAY_HEADING, g_strdup (title));
  for (guint i = 0; i < records->len; i++)
    add_record (view, query, g_ptr_array_index (records, i), left);
  ((IsgTodayEntry *) g_ptr_array_index (view, first))->first = TRUE;
  ((IsgTodayEntry *) g_ptr_array_index (view, view->len - 1))->last = TRUE;
}

/* ---- accidents ---- */

static void
add_clock (GPtrArray *view, const IsgTodayQuery *query, IsgDueTask *task)
{
  const IsgDueItem *item = isg_due_task_item (task);
  const char *what
    = item->record_title != NULL ? item->record_title : isg_due_item_text (item, query->language);
  IsgTodayEntry *entry
    = add_entry (view,
                 ISG_TODAY_CLOCK,
                 query->all ? g_strdup_printf ("%s · %s", what, item->workplace_title)
                            : g_strdup (what));

  entry->detail = isg_today_clock_text (query->rules, item, query->today);
  entry->workplace = g_strdup (item->workplace);
  entry->late = item->state == ISG_DUE_OVERDUE;
  entry->soon = TRUE;
  entry->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (entry->tasks, g_object_ref (task));
}

static void
add_clocks (GPtrArray *view, const IsgTodayQuery *query)
{
  guint first = view->len + 1;

  for (guint i = 0; i < query->tasks->len; i++) {
    IsgDueTask *task = g_ptr_array_index (query->tasks, i);

    if (!is_clock (isg_due_task_item (task)))
      continue;
    if (view->len + 1 == first)
      add_entry (view, ISG_TODAY_HEADING, g_strdup (_ ("Accident clock running")));
    add_clock (view, query, task);
  }
  if (view->len < first)
    return;
  ((IsgTodayEntry *) g_ptr_array_index (view, first))->first = TRUE;
  ((IsgTodayEntry *) g_ptr_array_index (view, view->len - 1))->last = TRUE;
}

/* ---- the whole page ---- */

static const IsgDueItem *
next_of (const IsgTodayQuery *query)
{
  for (guint i = 0; i < query->tasks->len; i++) {
    const IsgDueItem *item = isg_due_task_item (g_ptr_array_index (query->tasks, i));

    if (item->date != ISG_DATE_NONE)
      return item;
  }
  return NULL;
}

/* What is due at all stands in order: the first one says whether something waits today. */
static void
add_nothing (GPtrArray *view, const IsgTodayQuery *query)
{
  const IsgDueItem *next = next_of (query);
  g_autofree char *day = NULL;
  IsgTodayEntry *note;

  if (next != NULL && next->date <= query->today)
    return;
  if (next == NULL) {
    note = add_entry (view, ISG_TODAY_NOTE, g_strdup (_ ("Nothing waits today.")));
  } else {
    day = isg_i18n_date (next->date, FALSE);
    /* Translators: a task and its day. Turkish: Bugün bekleyen iş yok. Sıradaki: %s, %s. */
    note = add_entry (view,
                      ISG_TODAY_NOTE,
                      g_strdup_printf (_ ("Nothing waits today. Next: %s, %s."),
                                          isg_due_item_text (next, query->language),
                                          day));
  }
  note->first = note->last = TRUE;
}

static const char *
records_title (IsgTodayFilter filter)
{
  if (filter == ISG_TODAY_SIGN)
    return _ ("Waiting for signature");
  return filter == ISG_TODAY_MEND ? _ ("To be mended") : _ ("Awaiting an answer");
}

GPtrArray *
isg_today_view (const IsgTodayQuery *query)
{
  GPtrArray *view = g_ptr_array_new_with_free_func (g_object_unref);

  if (query->filter >= ISG_TODAY_SIGN) {
    add_records (view, query, query->records, records_title (query->filter), FALSE);
    return view;
  }
  if (query->filter == ISG_TODAY_ALL) {
    add_records (view, query, query->left_off, _ ("Where you left off"), TRUE);
    add_clocks (view, query);
    add_nothing (view, query);
  }
  add_duties (view, query);
  if (query->filter == ISG_TODAY_ALL && query->tasks->len > 0) {
    add_entry (view, ISG_TODAY_HEADING, g_strdup (_ ("The next six months")));
    add_entry (view, ISG_TODAY_PLOT, g_strdup (""));
  }
  return view;
}

/* ---- plot 1 ---- */

IsgPlotValues *
isg_today_plot (GPtrArray *tasks, IsgDate today)
{
  IsgPlotValues *values = isg_plot_values_new (ISG_PLOT_BARS);
  guint months[6] = { 0 }, late = 0;
  int first = month_of (today);

  for (guint i = 0; i < tasks->len; i++) {
    const IsgDueItem *item = isg_due_task_item (g_ptr_array_index (tasks, i));
    int month = item->date != ISG_DATE_NONE ? month_of (item->date) - first : -1;

    if (item->state == ISG_DUE_OVERDUE)
      late++;
    else if (month >= 0 && month < (int) G_N_ELEMENTS (months))
      months[month]++;
  }
  /* Translators: under a bar, and in "overdue 3"; Turkish: gecikmiş */
  isg_plot_values_add (values, "late", C_ ("plot", "overdue"), NULL, ISG_PLOT_BAD, late);
  for (int i = 0; i < (int) G_N_ELEMENTS (months); i++) {
    g_autofree char *id = g_strdup_printf ("%d", first + i);
    g_autofree char *label = isg_today_month_name (first + i, TRUE);
    g_autofree char *name = isg_today_month_name (first + i, FALSE);

    isg_plot_values_add (values, id, label, name, ISG_PLOT_NORMAL, months[i]);
  }
  return values;
}
