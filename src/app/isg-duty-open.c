/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-duty-open.h"

#include <glib/gi18n.h>

#include "app/isg-form.h"
#include "app/isg-pages.h"
#include "app/isg-record-screen.h"
#include "app/isg-sheet.h"
#include "app/isg-today-view.h"

static const IsgDueItem *
item_of (GPtrArray *tasks)
{
  return isg_due_task_item (g_ptr_array_index (tasks, 0));
}

/* ---- what is known is filled ---- */

/* Refers to people of the workplace. */
static gboolean
is_person (IsgRules *rules, const IsgFieldDef *def)
{
  const char *kind = isg_field_def_ref_kind (def);

  return kind != NULL && g_str_equal (kind, "employee");
}

static const IsgFieldDef *
person_in (IsgRules *rules, GPtrArray *defs)
{
  for (guint i = 0; defs != NULL && i < defs->len; i++)
    if (is_person (rules, g_ptr_array_index (defs, i)))
      return g_ptr_array_index (defs, i);
  return NULL;
}

static IsgValue *
value_of_people (GPtrArray *tasks, const char *id)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  g_autoptr (IsgFields) empty = isg_fields_new ();

  for (guint i = 0; i < tasks->len; i++) {
    const IsgDueItem *item = isg_due_task_item (g_ptr_array_index (tasks, i));
    g_autoptr (IsgValue) value = item->employee != NULL ? isg_value_new_ref (item->employee) : NULL;

    if (value != NULL)
      g_ptr_array_add (groups, isg_fields_with (empty, id, value));
  }
  return groups->len > 0 ? isg_value_new_groups (groups) : NULL;
}

/* What the rule of the pack says of such a record: the kind of an examination. */
static IsgFields *
fill_codes (IsgFields *fields, const IsgDueItem *item)
{
  g_autoptr (IsgFields) filled = isg_fields_ref (fields);
  const char *field, *code;

  for (guint i = 0; isg_due_item_fills (item, i, &field, &code); i++) {
    g_autoptr (IsgValue) value = isg_value_new_code (code);
    g_autoptr (IsgFields) before = g_steal_pointer (&filled);

    filled = isg_fields_with (before, field, value);
  }
  return g_steal_pointer (&filled);
}

/* The first place for a person, or for several of them. */
static IsgFields *
fill_people (IsgRules *rules, GPtrArray *defs, IsgFields *fields, GPtrArray *tasks)
{
  const IsgFieldDef *one = person_in (rules, defs);
  const char *employee = item_of (tasks)->employee;
  g_autoptr (IsgValue) value = NULL;

  if (employee == NULL)
    return isg_fields_ref (fields);
  if (one != NULL && tasks->len == 1) {
    value = isg_value_new_ref (employee);
    return isg_fields_with (fields, isg_field_def_id (one), value);
  }
  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    const IsgFieldDef *many = person_in (rules, isg_field_def_fields (def));

    if (many == NULL)
      continue;
    value = value_of_people (tasks, isg_field_def_id (many));
    return value != NULL ? isg_fields_with (fields, isg_field_def_id (def), value)
                         : isg_fields_ref (fields);
  }
  return isg_fields_ref (fields);
}

static void
fill (IsgRecordSession *session, GPtrArray *tasks)
{
  IsgRules *rules = isg_context_rules (isg_record_session_context (session));
  GPtrArray *defs = isg_kind_fields (isg_record_session_kind (session));
  IsgFields *before = isg_record_fields (isg_record_session_record (session));
  g_autoptr (IsgFields) coded = fill_codes (before, item_of (tasks));
  g_autoptr (IsgFields) filled = fill_people (rules, defs, coded, tasks);

  if (filled != before)
    isg_record_session_replace (session, filled);
}

static void
loaded_cb (IsgRecordSession *session, GPtrArray *tasks)
{
  if (!isg_record_session_is_loaded (session))
    return;
  g_signal_handlers_disconnect_by_func (session, loaded_cb, tasks);
  fill (session, tasks);
}

static void
tasks_unref (gpointer data, GClosure *closure)
{
  g_ptr_array_unref (data);
}

static void
begin_record (IsgWindow *window, const char *kind, GPtrArray *tasks)
{
  IsgScreen *screen = isg_record_screen_new (window, kind, NULL, item_of (tasks)->workplace);
  IsgRecordSession *session = isg_record_screen_session (ISG_RECORD_SCREEN (screen));

  g_signal_connect_data (session,
                         "loaded",
                         G_CALLBACK (loaded_cb),
                         g_ptr_array_ref (tasks),
                         tasks_unref,
                         0);
  isg_window_push (window, screen);
}

/* ---- opening ---- */

gboolean
isg_duty_can_open (IsgRules *rules, const IsgDueItem *item)
{
  const char *kind = isg_due_item_opens (item);

  return kind != NULL && isg_rules_kind (rules, kind) != NULL && isg_form_exists (kind);
}

void
isg_duty_open (IsgWindow *window, GPtrArray *tasks)
{
  const IsgDueItem *item;
  IsgRules *rules;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (tasks != NULL && tasks->len > 0);

  item = item_of (tasks);
  rules = isg_context_rules (isg_window_context (window));
  /* What is not known is what keeps a day from being computed. */
  if (item->state == ISG_DUE_UNKNOWN && item->record != NULL
      && isg_form_exists (isg_due_item_record_kind (item)))
    isg_record_open (window, isg_due_item_record_kind (item), item->record, NULL);
  else if (!isg_duty_can_open (rules, item))
    isg_duty_explain (window, tasks);
  else if (isg_due_item_opens_record (item))
    isg_record_open (window, isg_due_item_opens (item), item->record, NULL);
  else
    begin_record (window, isg_due_item_opens (item), tasks);
}

/* ---- why ---- */

typedef struct {
  IsgWindow *window; /* (unowned): the sheet's parent */
  IsgSheet *sheet;   /* (unowned): it owns us */
  GPtrArray *tasks;  /* (owned) */
} Explained;

static void
explained_free (gpointer data)
{
  Explained *explained = data;

  g_ptr_array_unref (explained->tasks);
  g_free (explained);
}

static void
act_cb (Explained *explained)
{
  IsgWindow *window = explained->window;
  g_autoptr (GPtrArray) tasks = g_ptr_array_ref (explained->tasks);
  g_autoptr (IsgSheet) sheet = g_object_ref (explained->sheet);

  isg_sheet_finish (sheet);
  isg_duty_open (window, tasks);
}

static void
add_text (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static void
add_fact (GtkBox *box, const char *label, const char *text)
{
  g_autofree char *line = text != NULL ? g_strdup_printf ("%s: %s", label, text) : NULL;

  add_text (box, line, NULL);
}

static char *
whom_text (GPtrArray *tasks)
{
  const IsgDueItem *item = item_of (tasks);

  if (tasks->len > 1)
    return g_strdup_printf (ngettext ("%u person", "%u people", tasks->len), tasks->len);
  return g_strdup (item->employee_title);
}

static GtkWidget *
explain (IsgRules *rules, GPtrArray *tasks, IsgDate today)
{
  const IsgDueItem *item = item_of (tasks);
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  g_autofree char *why = isg_due_item_why (item, rules, isg_i18n_language ());
  g_autofree char *whom = whom_text (tasks);
  g_autofree char *from = item->from != ISG_DATE_NONE ? isg_i18n_date (item->from, TRUE) : NULL;
  g_autofree char *day = item->date != ISG_DATE_NONE ? isg_i18n_date (item->date, TRUE) : NULL;
  g_autofree char *when = isg_today_when (item->date, today, item->state == ISG_DUE_OVERDUE);
  const char *article = isg_due_item_article (item);

  gtk_widget_add_css_class (GTK_WIDGET (box), "sheet-content");
  add_text (box, isg_due_item_text (item, isg_i18n_language ()), "title-3");
  add_fact (box, _ ("Workplace"), item->workplace_title);
  add_fact (box, _ ("Who"), whom);
  add_text (box, why, NULL);
  add_fact (box, _ ("Counts from"), from);
  /* Translators: the last day of a duty; Turkish: Son gün */
  add_fact (box, _ ("Last day"), day != NULL ? day : when);
  add_fact (box, _ ("Rule"), *article != '\0' ? article : NULL);
  if (isg_due_item_verify (item) != NULL)
    add_fact (box,
              /* Translators: what about a rule is not settled; Turkish: Kesinleşmemiş */
              _ ("Not settled"), isg_due_item_verify (item));
  if (!isg_duty_can_open (rules, item) && isg_due_item_opens (item) != NULL)
    add_text (box,
              _ ("This version has no form for it yet; isgctl takes the record."), "dim-label");
  return GTK_WIDGET (box);
}

void
isg_duty_explain (IsgWindow *window, GPtrArray *tasks)
{
  IsgContext *context;
  gboolean can_open;
  Explained *explained;
  IsgSheet *sheet;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (tasks != NULL && tasks->len > 0);

  context = isg_window_context (window);
  can_open = isg_duty_can_open (isg_context_rules (context), item_of (tasks));
  sheet = isg_sheet_new (GTK_WINDOW (window),
                         /* Translators: Turkish: Ne yapmalıyım? */
                         _ ("What must I do?"), can_open ? _ ("Open the form") : NULL, NULL);
  isg_sheet_set_content (sheet,
                         explain (isg_context_rules (context),
                                  tasks,
                                  isg_clock_today (isg_context_clock (context))));
  explained = g_new0 (Explained, 1);
  *explained = (Explained){ window, sheet, g_ptr_array_ref (tasks) };
  g_object_set_data_full (G_OBJECT (sheet), "isg-explained", explained, explained_free);
  g_signal_connect_swapped (sheet, "act", G_CALLBACK (act_cb), explained);
  gtk_window_present (GTK_WINDOW (sheet));
}
