/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"
#include "rules/isg-rates.h"
#include "rules/isg-sentence.h"
#include "store/isg-store-due.h"

static void
out_rate (IsgCli *cli, const char *name, IsgDecimal value)
{
  g_autofree char *tr = isg_rates_formula (cli->rules, name, ISG_LANGUAGE_TR);
  g_autofree char *en = isg_rates_formula (cli->rules, name, ISG_LANGUAGE_EN);
  g_autofree char *digits = isg_decimal_to_string (value, 2);
  g_autofree char *shown = isg_sentence_number (digits, isg_i18n_language ());
  g_autoptr (JsonNode) number = json_from_string (digits, NULL);

  json_builder_set_member_name (cli->out, name);
  json_builder_begin_object (cli->out);
  json_builder_set_member_name (cli->out, "value");
  json_builder_add_value (cli->out, g_steal_pointer (&number));
  json_builder_set_member_name (cli->out, "formula");
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "tr", tr);
  isg_cli_out_string (cli, "en", en);
  json_builder_end_object (cli->out);
  json_builder_end_object (cli->out);
  isg_cli_say (cli, "%s  (%s)", shown, isg_i18n_language () == ISG_LANGUAGE_TR ? tr : en);
}

static void
out_counts (IsgCli *cli, const IsgRates *rates)
{
  g_autofree char *lost = g_strdup_printf ("%" G_GINT64_FORMAT, rates->days_lost);
  g_autofree char *paid = g_strdup_printf ("%" G_GINT64_FORMAT, rates->paid_days);

  isg_cli_out_int (cli, "year", rates->year);
  isg_cli_out_int (cli, "employees", rates->employees);
  isg_cli_out_int (cli, "accidents", rates->accidents);
  isg_cli_out_int (cli, "victims", rates->victims);
  isg_cli_out_int (cli, "deaths", rates->deaths);
  isg_cli_out_int (cli, "permanent", rates->permanent);
  isg_cli_out_int (cli, "days_lost", rates->days_lost);
  isg_cli_out_int (cli, "lost_total", rates->lost_total);
  isg_cli_out_int (cli, "paid_days", rates->paid_days);
  isg_cli_out_bool (cli, "estimated", rates->estimated);
  isg_cli_say (cli,
               /* Translators: year, counts, then numbers of days as texts. */
               _ ("%d: %u accidents, %u injured, %s days lost, %s days with premium"),
                  rates->year,
                  rates->accidents,
                  rates->victims,
                  lost,
                  paid);
}

static void
out_rates (IsgCli *cli, const IsgRates *rates)
{
  json_builder_set_member_name (cli->out, "rates");
  if (!rates->has_rates) {
    json_builder_add_null_value (cli->out);
    isg_cli_say (cli, "%s", _ ("Rates say nothing for a workplace this small."));
    return;
  }
  json_builder_begin_object (cli->out);
  out_rate (cli, "frequency", rates->frequency);
  out_rate (cli, "per_hundred", rates->per_hundred);
  out_rate (cli, "severity_days", rates->severity_days);
  out_rate (cli, "severity_hours", rates->severity_hours);
  json_builder_end_object (cli->out);
}

IsgCliExit
isg_cli_rates (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *workplace = NULL;
  int year = 0;
  const int not_given = G_MININT;
  int paid_days = not_given;
  const GOptionEntry entries[] = {
    { "workplace", 0, 0, G_OPTION_ARG_STRING, &workplace, N_ ("Of this workplace"), "UUID" },
      { "year", 0, 0, G_OPTION_ARG_INT, &year, N_ ("Of this year"), "YEAR" },
        { "paid-days",
          0,
          0,
          G_OPTION_ARG_INT,
          &paid_days,
          N_ ("Days with premium, from SGK"), "N" },
          G_OPTION_ENTRY_NULL,
      };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFacts) facts = NULL;
  IsgRates rates;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "--workplace UUID --year YEAR", &argc, &argv, &code))
    return code;
  if (workplace == NULL || year < 1900 || year > 2199 || argc != 1
      || (paid_days != not_given && paid_days < 0))
    return isg_cli_usage (cli, "%s", "rates --workplace UUID --year YEAR [--paid-days N]");
  if (isg_cli_store (cli, &error) != NULL)
    facts = isg_store_facts (cli->store, workplace, isg_i18n_language (), &error);
  if (facts == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (!isg_rates_compute (facts,
                          year,
                          isg_clock_today (cli->clock),
                          paid_days != not_given ? paid_days : -1,
                          &rates))
    return isg_cli_usage (cli, "%s", _ ("This rule pack knows no rates."));
  isg_cli_out_string (cli, "workplace", workplace);
  out_counts (cli, &rates);
  out_rates (cli, &rates);
  return ISG_CLI_DONE;
}
