/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-date.h"
#include "base/isg-i18n.h"
#include "print/isg-breach-paper.h"
#include "store/isg-breach.h"

#define DAY 86400

/* "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM", in Istanbul. */
static gboolean
parse_moment (const char *text, gint64 *out)
{
  g_autofree char *day = NULL;
  const char *t = strchr (text, 'T');
  IsgDate date;
  int seconds = 0;

  day = t != NULL ? g_strndup (text, t - text) : g_strdup (text);
  if (!isg_date_parse_iso (day, &date, NULL)
      || (t != NULL && !isg_time_parse (t + 1, &seconds, NULL)))
    return FALSE;
  *out = (gint64) date * DAY + seconds - ISG_ISTANBUL_OFFSET;
  return TRUE;
}

static void
out_time (IsgCli *cli, const char *name, gint64 seconds)
{
  g_autofree char *text = seconds != 0 ? isg_unix_to_local_iso (seconds * 1000, FALSE) : NULL;

  isg_cli_out_string (cli, name, text);
}

static void
out_steps (IsgCli *cli, gint64 learned)
{
  const IsgCodeList *steps = isg_rules_code_list (cli->rules, ISG_BREACH_STEPS);

  isg_cli_out_array (cli, "steps");
  for (guint i = 0; steps != NULL && i < isg_code_list_size (steps); i++) {
    const char *code = isg_code_list_nth (steps, i)->code;
    gint64 deadline = isg_breach_deadline (cli->rules, code, learned);
    g_autofree char *until
      = deadline != 0 ? isg_unix_to_local_iso (deadline * 1000, FALSE) : g_strdup ("");

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "step", code);
    isg_cli_out_string (cli, "text", isg_code_list_label (steps, code, isg_i18n_language ()));
    out_time (cli, "until", deadline);
    isg_cli_out_string (cli, "article", isg_code_list_extra (steps, code, "article"));
    json_builder_end_object (cli->out);
    isg_cli_say (cli, "☐ %s  %s", isg_code_list_label (steps, code, isg_i18n_language ()), until);
  }
  json_builder_end_array (cli->out);
}

static void
out_facts (IsgCli *cli, const IsgBreachFacts *facts)
{
  out_time (cli, "learned", facts->learned);
  isg_cli_out_bool (cli, "encrypted", facts->encrypted);
  isg_cli_out_bool (cli, "health_sealed", facts->health_sealed);
  out_time (cli, "last_backup", facts->last_backup);
  isg_cli_out_array (cli, "access");
  for (guint i = 0; i < facts->accesses->len; i++) {
    const IsgBreachAccess *access = g_ptr_array_index (facts->accesses, i);

    json_builder_begin_object (cli->out);
    out_time (cli, "time", access->time);
    isg_cli_out_string (cli, "actor", access->actor);
    isg_cli_out_string (cli, "act", access->act);
    isg_cli_out_string (cli, "record", *access->record != '\0' ? access->record : NULL);
    json_builder_end_object (cli->out);
  }
  json_builder_end_array (cli->out);
}

static gboolean
write_paper (IsgCli *cli, const IsgBreachFacts *facts, const char *output, GError **error)
{
  g_autoptr (IsgPaper) paper = isg_breach_paper (cli->rules, facts);
  g_autoptr (GBytes) pdf = isg_paper_to_pdf (paper, error);

  return pdf != NULL && isg_cli_write_file (cli, output, pdf, error);
}

IsgCliExit
isg_cli_breach (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *learned_text = NULL;
  g_autofree char *from_text = NULL;
  g_autofree char *until_text = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "FILE" },
      { "learned", 0, 0, G_OPTION_ARG_STRING, &learned_text, N_ ("When it was learned"), "TIME" },
        { "from",
          0,
          0,
          G_OPTION_ARG_STRING,
          &from_text,
          N_ ("The access log begins here"), "TIME" },
          { "until",
            0,
            0,
            G_OPTION_ARG_STRING,
            &until_text,
            N_ ("The access log ends here"), "TIME" },
            G_OPTION_ENTRY_NULL,
        };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgBreachFacts) facts = NULL;
  gint64 learned = isg_clock_now (cli->clock);
  gint64 from = 0;
  gint64 until = 0;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "[-o FILE.pdf]", &argc, &argv, &code))
    return code;
  if (argc != 1 || (learned_text != NULL && !parse_moment (learned_text, &learned))
      || (from_text != NULL && !parse_moment (from_text, &from))
      || (until_text != NULL && !parse_moment (until_text, &until)))
    return isg_cli_usage (cli,
                          "%s",
                          "breach [--learned TIME] [--from TIME] [--until TIME] [-o FILE.pdf]");
  if (isg_cli_store (cli, &error) == NULL
      || (facts = isg_store_breach_facts (cli->store, learned, from, until, &error)) == NULL
      || (output != NULL && !write_paper (cli, facts, output, &error)))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "file", output);
  out_facts (cli, facts);
  out_steps (cli, learned);
  return ISG_CLI_DONE;
}
