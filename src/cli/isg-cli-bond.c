/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli-bond.h"

#include "base/isg-i18n.h"
#include "submit/isg-submit-error.h"
#include "submit/isg-transport-cache.h"

/* Whether the Ministry sees a professional at a workplace: what it said last, and asking it. */

#define USAGE "ask|show [--workplace UUID] [--due] [UUID…]"
/* The kind whose records say who serves which workplace. */
#define SERVES "assignment"
/* Signing does not wait long for whom it could do without. */
#define PATIENCE 5 /* seconds */

static const char *const words[] = { "unknown", "yes", "no" };

/* ---- pairs ---- */

static void
add_pair (GPtrArray *pairs, IsgBondPair *pair)
{
  for (guint i = 0; i < pairs->len; i++) {
    const IsgBondPair *other = g_ptr_array_index (pairs, i);

    if (g_str_equal (other->professional, pair->professional)
        && g_str_equal (other->workplace, pair->workplace)) {
      isg_bond_pair_free (pair);
      return;
    }
  }
  g_ptr_array_add (pairs, pair);
}

static gboolean
add_record (IsgCli *cli, GPtrArray *pairs, const char *uuid, GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (cli->store, uuid, 0, error);
  IsgBondPair *pair;

  if (record == NULL)
    return FALSE;
  pair = isg_bond_pair_of (cli->store, record);
  if (pair == NULL) {
    g_set_error (error,
                 ISG_SUBMIT_ERROR,
                 ISG_SUBMIT_ERROR_NOT_FIT,
                 "bond: %s names no professional at a workplace",
                 uuid);
    return FALSE;
  }
  add_pair (pairs, pair);
  return TRUE;
}

/* Everybody who serves a workplace, and whoever is to sign something. */
static gboolean
add_all (IsgCli *cli, GPtrArray *pairs, const char *workplace, GError **error)
{
  const IsgKind *kind = isg_rules_kind (cli->rules, SERVES);
  g_autoptr (GPtrArray) serving
    = kind != NULL
        ? isg_store_bond_pairs (cli->store, SERVES, isg_kind_signer_field (kind), workplace, error)
        : g_ptr_array_new ();
  g_autoptr (GPtrArray) awaiting
    = serving != NULL ? isg_bond_pairs_awaiting (cli->store, error) : NULL;

  if (awaiting == NULL)
    return FALSE;
  for (guint i = 0; i < serving->len + awaiting->len; i++) {
    const IsgBondPair *pair = i < serving->len ? g_ptr_array_index (serving, i)
                                               : g_ptr_array_index (awaiting, i - serving->len);

    if (workplace == NULL || g_str_equal (workplace, pair->workplace))
      add_pair (pairs, isg_bond_pair_new (pair->professional, pair->workplace));
  }
  return TRUE;
}

static GPtrArray *
find_pairs (IsgCli *cli, const char *workplace, int n, char **uuids, GError **error)
{
  g_autoptr (GPtrArray) pairs
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_bond_pair_free);

  if (!isg_cli_workplace (cli, workplace, error))
    return NULL;
  for (int i = 0; i < n; i++)
    if (!add_record (cli, pairs, uuids[i], error))
      return NULL;
  if (n == 0 && !add_all (cli, pairs, workplace, error))
    return NULL;
  return g_steal_pointer (&pairs);
}

/* ---- what is printed ---- */

static char *
title_of (IsgCli *cli, const char *uuid)
{
  g_autoptr (IsgRecord) record = isg_store_resolve (uuid, cli->store);
  const IsgKind *kind
    = record != NULL ? isg_rules_kind (cli->rules, isg_record_kind (record)) : NULL;

  return kind != NULL ? isg_kind_title (kind,
                                        cli->rules,
                                        record,
                                        isg_store_resolve,
                                        cli->store,
                                        isg_i18n_language ())
                      : g_strdup (uuid);
}

static gboolean
out_questions (IsgCli *cli, const IsgBondPair *pair, GError **error)
{
  g_autoptr (GPtrArray) bonds
    = isg_store_bonds (cli->store, pair->professional, pair->workplace, error);

  if (bonds == NULL)
    return FALSE;
  isg_cli_out_array (cli, "questions");
  for (guint i = 0; i < bonds->len; i++) {
    const IsgStoredBond *bond = g_ptr_array_index (bonds, i);

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "question", bond->question);
    isg_cli_out_string (cli, "method", bond->method);
    isg_cli_out_string (cli,
                        "answer",
                        bond->answered == 0 ? "unknown" : words[bond->bonded ? 1 : 2]);
    isg_cli_out_time (cli, "answered", bond->answered);
    isg_cli_out_time (cli, "tried", bond->tried);
    isg_cli_out_int (cli, "code", bond->code);
    isg_cli_out_string (cli, "message", bond->message);
    json_builder_end_object (cli->out);
  }
  json_builder_end_array (cli->out);
  return TRUE;
}

static char *
sentence_of (const IsgBondKnown *known)
{
  g_autofree char *day
    = known->time != 0 ? isg_i18n_date (isg_date_from_unix (known->time), FALSE) : NULL;

  switch (known->word) {
  case ISG_BOND_YES:
    /* Translators: a day. */
    return g_strdup_printf (_ ("registered at this workplace (asked on %s)"), day);
  case ISG_BOND_NO:
    /* Translators: a day. */
    return g_strdup_printf (_ ("NOT registered at this workplace (asked on %s)"), day);
  case ISG_BOND_UNKNOWN:
  default:
    return g_strdup (_ ("not asked yet"));
  }
}

static gboolean
out_pair (IsgCli *cli, const IsgBondPair *pair, GError **error)
{
  g_autofree char *professional = title_of (cli, pair->professional);
  g_autofree char *workplace = title_of (cli, pair->workplace);
  g_autofree char *sentence = NULL;
  IsgBondKnown known;

  if (!isg_bond_known (cli->store, pair, &known, error))
    return FALSE;
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "professional", pair->professional);
  isg_cli_out_string (cli, "professional_title", professional);
  isg_cli_out_string (cli, "workplace", pair->workplace);
  isg_cli_out_string (cli, "workplace_title", workplace);
  isg_cli_out_string (cli, "bond", words[known.word]);
  isg_cli_out_time (cli, "answered", known.time);
  isg_cli_out_bool (cli, "due", known.is_due);
  if (!out_questions (cli, pair, error))
    return FALSE;
  json_builder_end_object (cli->out);
  sentence = sentence_of (&known);
  isg_cli_say (cli, "%s · %s: %s", professional, workplace, sentence);
  return TRUE;
}

static gboolean
out_pairs (IsgCli *cli, GPtrArray *pairs, GError **error)
{
  isg_cli_out_array (cli, "bonds");
  for (guint i = 0; i < pairs->len; i++)
    if (!out_pair (cli, g_ptr_array_index (pairs, i), error))
      return FALSE;
  json_builder_end_array (cli->out);
  return TRUE;
}

/* ---- asking ---- */

static gboolean
ask (IsgCli *cli,
     GPtrArray *pairs,
     gboolean anew,
     guint seconds,
     IsgBondTally *tally,
     GError **error)
{
  g_autoptr (IsgTransportCache) cache
    = isg_transport_cache_new (isg_submit_transport_from_settings, NULL);
  IsgSubmitTools tools
    = { .store = cli->store, .transport = isg_transport_cache_get, .transport_data = cache };

  if (seconds != 0)
    tools.deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  return isg_bond_ask (&tools, pairs, anew, tally, error);
}

static IsgCliExit
out_tally (IsgCli *cli, const IsgBondTally *tally)
{
  isg_cli_out_int (cli, "asked", tally->n_asked);
  isg_cli_out_int (cli, "answered", tally->n_answered);
  isg_cli_out_string (cli, "stopped", tally->stopped ? tally->trouble : NULL);
  if (!tally->has_way)
    isg_cli_note (_ ("No method that can be asked has an address; nothing was asked."));
  else if (tally->stopped)
    isg_cli_note (_ ("The Ministry did not answer; what was known stays. (%s)"), tally->trouble);
  return tally->has_way && !tally->stopped ? ISG_CLI_DONE : ISG_CLI_ENVIRONMENT;
}

IsgCliExit
isg_cli_bond (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *workplace = NULL;
  gboolean due = FALSE, asks;
  const GOptionEntry entries[] = {
    { "workplace",
      0,
      0,
      G_OPTION_ARG_STRING,
      &workplace,
      N_ ("Only who serves this workplace"), "UUID" },
      { "due", 0, 0, G_OPTION_ARG_NONE, &due, N_ ("Ask only what is not known or too old"), NULL },
        G_OPTION_ENTRY_NULL,
    };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = NULL;
  IsgBondTally tally = { 0 };
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, USAGE, &argc, &argv, &code))
    return code;
  asks = argc > 1 && g_str_equal (argv[1], "ask");
  if (argc < 2 || (!asks && !g_str_equal (argv[1], "show")) || (due && !asks))
    return isg_cli_usage (cli, "%s", "bond " USAGE);
  if (isg_cli_store (cli, &error) == NULL
      || (pairs = find_pairs (cli, workplace, argc - 2, argv + 2, &error)) == NULL
      || (asks && !ask (cli, pairs, !due, 0, &tally, &error)) || !out_pairs (cli, pairs, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return asks ? out_tally (cli, &tally) : ISG_CLI_DONE;
}

/* ---- before signing ---- */

static gboolean
out_warning (IsgCli *cli, const IsgBondPair *pair, GError **error)
{
  g_autofree char *professional = title_of (cli, pair->professional);
  g_autofree char *workplace = title_of (cli, pair->workplace);
  g_autofree char *sentence = NULL;
  IsgBondKnown known;

  if (!isg_bond_known (cli->store, pair, &known, error))
    return FALSE;
  if (known.word != ISG_BOND_NO)
    return TRUE;
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "professional", pair->professional);
  isg_cli_out_string (cli, "workplace", pair->workplace);
  isg_cli_out_time (cli, "answered", known.time);
  json_builder_end_object (cli->out);
  sentence = sentence_of (&known);
  isg_cli_note ("%s · %s: %s", professional, workplace, sentence);
  return TRUE;
}

gboolean
isg_cli_bond_warn (IsgCli *cli,
                   const char *const *uuids,
                   guint n_uuids,
                   gboolean asks,
                   GError **error)
{
  g_autoptr (GPtrArray) pairs = NULL;
  IsgBondTally tally;

  if (n_uuids == 0) {
    pairs = isg_bond_pairs_awaiting (cli->store, error);
  } else {
    pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_bond_pair_free);
    /* A record that is none is told by who signs it. */
    for (guint i = 0; i < n_uuids; i++)
      add_record (cli, pairs, uuids[i], NULL);
  }
  if (pairs == NULL || (asks && !ask (cli, pairs, FALSE, PATIENCE, &tally, error)))
    return FALSE;
  isg_cli_out_array (cli, "no_bond");
  for (guint i = 0; i < pairs->len; i++)
    if (!out_warning (cli, g_ptr_array_index (pairs, i), error))
      return FALSE;
  json_builder_end_array (cli->out);
  return TRUE;
}
