/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "rules/isg-pack-file.h"
#include "store/isg-store-packs.h"
#include "submit/isg-rules-touch.h"

/* A store for the sandbox may trust an issuer of its own; without a store there is nothing that a
 * pack could touch. */
static gboolean
prepare (IsgCli *cli, GError **error)
{
  g_autoptr (GError) failed = NULL;
  IsgRulebook *packs;

  if (isg_cli_rules (cli, error) == NULL)
    return FALSE;
  if (isg_cli_store (cli, &failed) == NULL) {
    if (g_error_matches (failed, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  packs = isg_store_packs (cli->store, error);
  if (packs == NULL)
    return FALSE;
  isg_rulebook_free (cli->packs);
  cli->packs = packs;
  return TRUE;
}

static void
out_changes (IsgCli *cli, GPtrArray *changes)
{
  isg_cli_out_array (cli, "changes");
  for (guint i = 0; i < changes->len; i++) {
    const IsgRulesChange *change = g_ptr_array_index (changes, i);

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "part", isg_change_part_name (change->part));
    isg_cli_out_string (cli, "what", isg_change_what_name (change->what));
    isg_cli_out_string (cli, "kind", change->kind);
    isg_cli_out_string (cli, "id", change->id);
    isg_cli_out_string (cli, "code", change->code);
    isg_cli_out_string (cli, "sentence", change->sentence);
    json_builder_end_object (cli->out);
    isg_cli_say (cli, "  %s", change->sentence);
  }
  json_builder_end_array (cli->out);
}

static void
out_touched_one (IsgCli *cli, const IsgTouched *touched)
{
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "uuid", touched->uuid);
  isg_cli_out_string (cli, "kind", touched->kind);
  isg_cli_out_string (cli, "title", touched->title);
  isg_cli_out_string (cli, "state", touched->state);
  isg_cli_say (cli, "  %s  %s  %s", touched->uuid, touched->state, touched->title);
  isg_cli_out_array (cli, "reasons");
  for (guint i = 0; i < touched->reasons->len; i++) {
    json_builder_add_string_value (cli->out, g_ptr_array_index (touched->reasons, i));
    isg_cli_say (cli, "    %s", (const char *) g_ptr_array_index (touched->reasons, i));
  }
  json_builder_end_array (cli->out);
  json_builder_end_object (cli->out);
}

static gboolean
out_difference (IsgCli *cli, IsgRules *rules, GError **error)
{
  g_autoptr (GPtrArray) changes = isg_rules_diff (cli->rules, rules);
  g_autoptr (GPtrArray) touched = NULL;

  if (cli->store != NULL) {
    touched = isg_rules_touched (cli->store, changes, error);
    if (touched == NULL)
      return FALSE;
  }
  isg_cli_say (cli, "%s", _ ("What changes:"));
  out_changes (cli, changes);
  isg_cli_out_array (cli, "touched");
  isg_cli_say (cli, _ ("Affected records: %u"), touched != NULL ? touched->len : 0);
  for (guint i = 0; touched != NULL && i < touched->len; i++)
    out_touched_one (cli, g_ptr_array_index (touched, i));
  json_builder_end_array (cli->out);
  return TRUE;
}

/* The pack in a file, which could be installed. */
static IsgRules *
judge_file (IsgCli *cli, const char *path, GBytes **out_bytes, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = NULL;
  IsgRules *rules;

  if (!prepare (cli, error))
    return NULL;
  bytes = isg_pack_file_read (path, error);
  if (bytes == NULL)
    return NULL;
  rules = isg_rulebook_judge (cli->packs, bytes, name, error);
  if (rules != NULL)
    *out_bytes = g_steal_pointer (&bytes);
  return rules;
}

IsgCliExit
isg_cli_rules_check (IsgCli *cli, int argc, char **argv)
{
  const char *path = argc == 3 ? argv[2] : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IsgRules) rules = NULL;

  if (path != NULL && !g_file_test (path, G_FILE_TEST_IS_DIR))
    rules = judge_file (cli, path, &bytes, &error);
  else if (path != NULL)
    rules = isg_rules_load (path, &error);
  else if (isg_cli_rules (cli, &error) != NULL)
    rules = isg_rules_ref (cli->rules);
  if (rules == NULL) {
    IsgCliExit code = isg_cli_fail (cli, g_steal_pointer (&error));

    isg_cli_out_bool (cli, "fit", FALSE);
    return code;
  }
  isg_cli_out_pack (cli, rules);
  isg_cli_out_bool (cli, "fit", TRUE);
  isg_cli_say (cli, "%s", _ ("The rule pack is whole and fits together."));
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_rules_diff (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IsgRules) rules = judge_file (cli, argv[2], &bytes, &error);

  if (rules == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_pack (cli, rules);
  if (!out_difference (cli, rules, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return ISG_CLI_DONE;
}

/* The store is opened anew by the pack that now is in force, so that its views and its journal know
 * of it. */
static gboolean
settle (IsgCli *cli, GError **error)
{
  gboolean has_store = cli->store != NULL;

  g_clear_pointer (&cli->store, isg_store_close);
  g_clear_pointer (&cli->rules, isg_rules_unref);
  cli->rules = isg_rules_ref (isg_rulebook_active (cli->packs, isg_clock_today (cli->clock)));
  return !has_store || isg_cli_store (cli, error) != NULL;
}

/* Without a store there is no journal to write into. */
static gboolean
install (IsgCli *cli, GBytes *file, const char *name, GError **error)
{
  if (cli->store != NULL)
    return isg_store_pack_install (cli->store, cli->packs, file, name, error);
  return isg_rulebook_install (cli->packs, file, name, NULL, NULL, error);
}

static gboolean
roll_back (IsgCli *cli, char **out_version, GError **error)
{
  if (cli->store != NULL)
    return isg_store_pack_roll_back (cli->store, cli->packs, out_version, error);
  return isg_rulebook_roll_back (cli->packs, out_version, error);
}

IsgCliExit
isg_cli_rules_install (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (argv[2]);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IsgRules) rules = judge_file (cli, argv[2], &bytes, &error);
  gboolean active;

  if (rules == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_pack (cli, rules);
  if (!out_difference (cli, rules, &error) || !install (cli, bytes, name, &error)
      || !settle (cli, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  active = g_str_equal (isg_rules_version (cli->rules), isg_rules_version (rules));
  isg_cli_out_string (cli, "state", active ? "active" : "waiting");
  if (active)
    isg_cli_say (cli, "%s", _ ("The rule pack is installed and in force."));
  else {
    g_autofree char *from = isg_i18n_date (isg_rules_valid_from (rules), FALSE);

    isg_cli_say (cli, _ ("The rule pack is installed. In force from: %s"), from);
  }
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_rules_rollback (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *version = NULL;

  if (!prepare (cli, &error) || !roll_back (cli, &version, &error) || !settle (cli, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "taken_out", version);
  isg_cli_out_pack (cli, cli->rules);
  isg_cli_say (cli, _ ("Rule pack %s was taken out; the one above is in force."), version);
  return ISG_CLI_DONE;
}

/* ---- announcements ---- */

static void
out_announcement (IsgCli *cli, const IsgAnnouncement *announcement, gboolean read)
{
  gboolean turkish = isg_i18n_language () == ISG_LANGUAGE_TR;
  g_autofree char *date = isg_date_to_iso (announcement->date);
  const char *title = turkish ? announcement->title_tr : announcement->title_en;

  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "id", announcement->id);
  isg_cli_out_string (cli, "date", date);
  isg_cli_out_string (cli, "source", announcement->source);
  isg_cli_out_string (cli, "title", title);
  isg_cli_out_string (cli, "text", turkish ? announcement->text_tr : announcement->text_en);
  isg_cli_out_bool (cli, "read", read);
  json_builder_end_object (cli->out);
  isg_cli_say (cli, "%s %s  %s  %s", read ? " " : "*", date, announcement->id, title);
}

IsgCliExit
isg_cli_rules_announcements (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) read = NULL;
  GPtrArray *announcements;

  if (isg_cli_store (cli, &error) == NULL
      || (argc == 3 && !isg_store_announcement_set_read (cli->store, argv[2], TRUE, &error))
      || (read = isg_store_announcements_read (cli->store, cli->rules, &error)) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  announcements = isg_rules_announcements (cli->rules);
  isg_cli_out_array (cli, "announcements");
  for (guint i = 0; i < announcements->len; i++) {
    const IsgAnnouncement *announcement = g_ptr_array_index (announcements, i);

    out_announcement (cli, announcement, g_hash_table_contains (read, announcement->id));
  }
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}
