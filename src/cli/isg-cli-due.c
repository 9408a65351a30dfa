/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-error.h"
#include "cli/isg-cli.h"
#include "store/isg-store-due.h"

/* ---- one item ---- */

static void
out_date (IsgCli *cli, const char *name, IsgDate date)
{
  g_autofree char *text = date != ISG_DATE_NONE ? isg_date_to_iso (date) : NULL;

  isg_cli_out_string (cli, name, text);
}

static void
out_words (IsgCli *cli, const char *name, const char *tr, const char *en)
{
  json_builder_set_member_name (cli->out, name);
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "tr", tr);
  isg_cli_out_string (cli, "en", en);
  json_builder_end_object (cli->out);
}

static void
out_why (IsgCli *cli, const IsgDueItem *item)
{
  g_autofree char *tr = isg_due_item_why (item, cli->rules, ISG_LANGUAGE_TR);
  g_autofree char *en = isg_due_item_why (item, cli->rules, ISG_LANGUAGE_EN);

  out_words (cli, "why", tr, en);
}

/* What the item is, without its date. */
static void
out_whose (IsgCli *cli, const IsgDueItem *item)
{
  isg_cli_out_string (cli, "rule", isg_due_item_rule (item));
  isg_cli_out_string (cli, "topic", isg_due_item_topic (item));
  isg_cli_out_string (cli, "workplace", item->workplace);
  isg_cli_out_string (cli, "workplace_title", item->workplace_title);
  isg_cli_out_string (cli, "employee", item->employee);
  isg_cli_out_string (cli, "employee_title", item->employee_title);
  isg_cli_out_string (cli, "record", item->record);
  isg_cli_out_string (cli, "record_kind", isg_due_item_record_kind (item));
  isg_cli_out_string (cli, "record_title", item->record_title);
  out_words (cli,
             "text",
             isg_due_item_text (item, ISG_LANGUAGE_TR),
             isg_due_item_text (item, ISG_LANGUAGE_EN));
}

static void
out_item (IsgCli *cli, const IsgDueItem *item)
{
  json_builder_begin_object (cli->out);
  out_whose (cli, item);
  isg_cli_out_string (cli, "article", isg_due_item_article (item));
  isg_cli_out_string (cli, "term", item->term != NULL ? item->term->id : NULL);
  out_date (cli, "date", item->date);
  isg_cli_out_string (cli, "state", isg_due_state_name (item->state));
  out_date (cli, "counts_from", item->from);
  out_why (cli, item);
  isg_cli_out_string (cli, "verify", isg_due_item_verify (item));
  isg_cli_out_string (cli, "missing", item->missing);
  isg_cli_out_string (cli, "opens", isg_due_item_opens (item));
  json_builder_end_object (cli->out);
}

static char *
shown_date (IsgDate date)
{
  return date != ISG_DATE_NONE ? isg_i18n_date (date, FALSE) : g_strdup ("—");
}

static void
say_item (IsgCli *cli, const IsgDueItem *item)
{
  static const char *const marks[] = { "!", "*", " ", "?" };
  g_autofree char *date = shown_date (item->date);
  g_autofree char *why = isg_due_item_why (item, cli->rules, isg_i18n_language ());

  isg_cli_say (cli,
               "%s %s  %s · %s%s%s (%s; %s)",
               marks[item->state],
               date,
               isg_due_item_text (item, isg_i18n_language ()),
               item->employee_title != NULL ? item->employee_title : "",
               item->employee_title != NULL ? " · " : "",
               item->workplace_title,
               why,
               isg_due_item_article (item));
}

/* ---- due ---- */

static IsgCliExit
write_ics (IsgCli *cli, IsgDueList *list, const char *path)
{
  g_autofree char *text
    = isg_due_list_to_ics (list, isg_clock_now (cli->clock), isg_i18n_language ());
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  if (!isg_cli_write_file (cli, path, bytes, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "ics", path);
  return ISG_CLI_DONE;
}

static IsgCliExit
list_due (IsgCli *cli, const char *workplace, IsgDate until, const char *ics)
{
  IsgDueQuery query = { workplace, until, isg_i18n_language () };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgDueList) list = isg_store_due (cli->store, &query, &error);
  GPtrArray *items;

  if (list == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  items = isg_due_list_items (list);
  isg_cli_out_array (cli, "due");
  for (guint i = 0; i < items->len; i++) {
    out_item (cli, g_ptr_array_index (items, i));
    say_item (cli, g_ptr_array_index (items, i));
  }
  json_builder_end_array (cli->out);
  if (items->len == 0)
    isg_cli_say (cli, "%s", _ ("Nothing is due."));
  return ics != NULL ? write_ics (cli, list, ics) : ISG_CLI_DONE;
}

/* ---- what moved ---- */

static void
out_side (IsgCli *cli, const char *name, const IsgDueItem *item)
{
  json_builder_set_member_name (cli->out, name);
  if (item == NULL) {
    json_builder_add_null_value (cli->out);
    return;
  }
  json_builder_begin_object (cli->out);
  out_date (cli, "date", item->date);
  isg_cli_out_string (cli, "state", isg_due_state_name (item->state));
  isg_cli_out_string (cli, "article", isg_due_item_article (item));
  isg_cli_out_string (cli, "term", item->term != NULL ? item->term->id : NULL);
  out_why (cli, item);
  json_builder_end_object (cli->out);
}

static void
out_move (IsgCli *cli, const IsgDueMove *move)
{
  const IsgDueItem *item = move->after != NULL ? move->after : move->before;
  g_autofree char *from = shown_date (move->before != NULL ? move->before->date : ISG_DATE_NONE);
  g_autofree char *to = shown_date (move->after != NULL ? move->after->date : ISG_DATE_NONE);
  g_autofree char *why = NULL;

  /* What moves was or is. */
  g_assert (item != NULL);
  why = isg_due_item_why (item, cli->rules, isg_i18n_language ());
  json_builder_begin_object (cli->out);
  out_whose (cli, item);
  out_side (cli, "from", move->before);
  out_side (cli, "to", move->after);
  json_builder_end_object (cli->out);
  isg_cli_say (cli,
               "%s → %s  %s%s%s (%s; %s)",
               from,
               to,
               isg_due_item_text (item, isg_i18n_language ()),
               item->employee_title != NULL ? " · " : "",
               item->employee_title != NULL ? item->employee_title : "",
               why,
               isg_due_item_article (item));
}

static char *
class_in (IsgCli *cli, const char *workplace, guint revision, GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (cli->store, workplace, revision, error);
  const char *field = isg_calendar_class_field (cli->rules);
  const char *class = NULL;

  if (record == NULL)
    return NULL;
  class = field != NULL ? isg_value_text (isg_record_get (record, field)) : NULL;
  return g_strdup (class != NULL ? class : "");
}

static IsgCliExit
list_moves (IsgCli *cli, const char *workplace, int revision)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = class_in (cli, workplace, (guint) revision, &error);
  g_autofree char *after = before != NULL ? class_in (cli, workplace, 0, &error) : NULL;
  g_autoptr (IsgDueComparison) comparison = NULL;

  if (after != NULL)
    comparison
      = isg_store_due_compare (cli->store, workplace, before, after, isg_i18n_language (), &error);
  if (comparison == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "class_before", *before != '\0' ? before : NULL);
  isg_cli_out_string (cli, "class_after", *after != '\0' ? after : NULL);
  isg_cli_out_array (cli, "moved");
  for (guint i = 0; i < comparison->moves->len; i++)
    out_move (cli, g_ptr_array_index (comparison->moves, i));
  json_builder_end_array (cli->out);
  if (comparison->moves->len == 0)
    isg_cli_say (cli, "%s", _ ("No date has moved."));
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_due (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *until_text = NULL;
  g_autofree char *workplace = NULL;
  g_autofree char *ics = NULL;
  int revision = 0;
  const GOptionEntry entries[] = {
    { "until", 0, 0, G_OPTION_ARG_STRING, &until_text, N_ ("Leave out what is due later"), "DATE" },
      { "workplace", 0, 0, G_OPTION_ARG_STRING, &workplace, N_ ("Of this workplace"), "UUID" },
        { "ics", 0, 0, G_OPTION_ARG_FILENAME, &ics, N_ ("Write a calendar file as well"), "FILE" },
          { "moved-since",
            0,
            0,
            G_OPTION_ARG_INT,
            &revision,
            N_ ("What moved since this revision of the workplace"), "REVISION" },
            G_OPTION_ENTRY_NULL,
        };
  g_autoptr (GError) error = NULL;
  IsgDate until = ISG_DATE_NONE;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "[--until DATE] [--workplace UUID]", &argc, &argv, &code))
    return code;
  if (argc != 1)
    return isg_cli_usage (cli, _ ("“%s” is not expected here."), argv[1]);
  if (until_text != NULL && !isg_date_parse_iso (until_text, &until, NULL))
    return isg_cli_usage (cli, _ ("“%s” is not a date (YYYY-MM-DD)."), until_text);
  if (ics != NULL && g_str_equal (ics, "-"))
    return isg_cli_usage (cli, "%s", _ ("--ics needs the name of a file."));
  if (revision < 0 || (revision > 0 && workplace == NULL))
    return isg_cli_usage (cli, "%s", _ ("--moved-since needs a revision and --workplace."));
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (revision > 0)
    return list_moves (cli, workplace, revision);
  return list_due (cli, workplace, until, ics);
}

/* ---- duties ---- */

static void
out_duty (IsgCli *cli, const IsgWorkplaceDuty *tr, const IsgWorkplaceDuty *en)
{
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "id", tr->id);
  isg_cli_out_string (cli, "article", tr->article);
  out_words (cli, "text", tr->text, en->text);
  isg_cli_out_string (cli, "verify", tr->verify);
  json_builder_end_object (cli->out);
  isg_cli_say (cli,
               "- %s (%s)",
               isg_i18n_language () == ISG_LANGUAGE_TR ? tr->text : en->text,
               tr->article);
}

IsgCliExit
isg_cli_duties (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *workplace = NULL;
  const GOptionEntry entries[] = {
    { "workplace", 0, 0, G_OPTION_ARG_STRING, &workplace, N_ ("Of this workplace"), "UUID" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFacts) facts = NULL;
  g_autofree char *class = NULL;
  g_autoptr (GPtrArray) tr = NULL;
  g_autoptr (GPtrArray) en = NULL;
  IsgDate today = isg_clock_today (cli->clock);
  IsgCliExit code;
  guint n;

  if (!isg_cli_parse (cli, entries, "--workplace UUID", &argc, &argv, &code))
    return code;
  if (workplace == NULL || argc != 1)
    return isg_cli_usage (cli, "%s", "duties --workplace UUID");
  if (isg_cli_store (cli, &error) != NULL)
    facts = isg_store_facts (cli->store, workplace, isg_i18n_language (), &error);
  if (facts != NULL)
    class = class_in (cli, workplace, 0, &error);
  if (class == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));

  n = isg_facts_employees (facts, today);
  const char *known = *class != '\0' ? class : NULL;
  tr = isg_rules_workplace_duties (cli->rules, known, n, today, ISG_LANGUAGE_TR);
  en = isg_rules_workplace_duties (cli->rules, known, n, today, ISG_LANGUAGE_EN);
  isg_cli_out_string (cli, "workplace", workplace);
  isg_cli_out_string (cli, "hazard_class", known);
  isg_cli_out_int (cli, "employees", n);
  isg_cli_out_array (cli, "duties");
  for (guint i = 0; i < tr->len; i++)
    out_duty (cli, g_ptr_array_index (tr, i), g_ptr_array_index (en, i));
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}
