/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-date.h"
#include "base/isg-i18n.h"
#include "store/isg-backup.h"
#include "store/isg-retention.h"

static void
out_day (IsgCli *cli, const char *name, IsgDate date)
{
  g_autofree char *text = date != ISG_DATE_NONE ? isg_date_to_iso (date) : NULL;

  isg_cli_out_string (cli, name, text);
}

static IsgDate
today_of (IsgCli *cli)
{
  return isg_date_from_unix (isg_clock_now (cli->clock));
}

/* ---- list ---- */

static const char *
title_of (const IsgRetentionItem *item)
{
  return isg_i18n_language () == ISG_LANGUAGE_EN ? item->title_en : item->title_tr;
}

static void
out_item (IsgCli *cli, const IsgRetentionItem *item)
{
  g_autofree char *due = item->due != ISG_DATE_NONE ? isg_date_to_iso (item->due) : NULL;

  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "uuid", item->uuid);
  isg_cli_out_string (cli, "kind", item->kind);
  isg_cli_out_string (cli, "title", title_of (item));
  isg_cli_out_string (cli, "class", item->class_);
  isg_cli_out_string (cli,
                      "class_label",
                      isg_retention_class_label (cli->rules, item->class_, isg_i18n_language ()));
  isg_cli_out_string (cli,
                      "note",
                      isg_retention_class_note (cli->rules, item->class_, isg_i18n_language ()));
  isg_cli_out_string (cli, "rule", item->rule);
  isg_cli_out_string (cli, "article", item->article);
  isg_cli_out_string (cli, "state", isg_retention_state_name (item->state));
  out_day (cli, "since", item->since);
  out_day (cli, "due", item->due);
  out_day (cli, "held_until", item->held);
  isg_cli_out_string (cli, "hold_reason", item->hold_reason);
  json_builder_end_object (cli->out);
  isg_cli_say (cli,
               "%-6s  %-10s  %s  %s  (%s)",
               isg_retention_state_name (item->state),
               due != NULL ? due : "",
               item->uuid,
               title_of (item),
               item->article);
}

/* Each class's once: its items stand together. */
static void
say_notes (IsgCli *cli, GPtrArray *items)
{
  const char *last = NULL;

  for (guint i = 0; i < items->len; i++) {
    const IsgRetentionItem *item = g_ptr_array_index (items, i);
    const char *note = isg_retention_class_note (cli->rules, item->class_, isg_i18n_language ());

    if (note != NULL && g_strcmp0 (last, item->class_) != 0)
      isg_cli_say (cli, "* %s", note);
    last = item->class_;
  }
}

static IsgCliExit
list (IsgCli *cli, int argc, char **argv)
{
  gboolean due = FALSE;
  const GOptionEntry entries[] = {
    { "due", 0, 0, G_OPTION_ARG_NONE, &due, N_ ("Only what is to be destroyed"), NULL },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "[--due]", &argc, &argv, &code))
    return code;
  if (argc != 1)
    return isg_cli_usage (cli, "%s", "retention list [--due]");
  if (isg_cli_store (cli, &error) == NULL
      || (items = isg_store_retention_list (cli->store, today_of (cli), due, &error)) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_array (cli, "items");
  for (guint i = 0; i < items->len; i++)
    out_item (cli, g_ptr_array_index (items, i));
  json_builder_end_array (cli->out);
  say_notes (cli, items);
  if (items->len == 0)
    isg_cli_say (cli, "%s", _ ("Nothing is to be destroyed."));
  return ISG_CLI_DONE;
}

/* ---- destroy ---- */

static void
out_destruction (IsgCli *cli, const IsgDestruction *done)
{
  g_autofree char *time = isg_unix_to_local_iso (done->time * 1000, FALSE);

  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "uuid", done->uuid);
  isg_cli_out_string (cli, "kind", done->kind);
  isg_cli_out_string (cli, "time", time);
  isg_cli_out_string (cli, "actor", done->actor);
  isg_cli_out_string (cli, "class", done->class_);
  isg_cli_out_string (cli, "rule", done->rule);
  isg_cli_out_string (cli, "article", done->article);
  isg_cli_out_string (cli, "pack", done->pack);
  out_day (cli, "since", done->since);
  out_day (cli, "due", done->due);
  isg_cli_out_int (cli, "revisions", done->revisions);
  isg_cli_out_int (cli, "submissions", done->submissions);
  isg_cli_out_int (cli, "shared_replies", done->shared);
  json_builder_end_object (cli->out);
  isg_cli_say (cli, "%s  %s  %s  %s", time, done->uuid, done->class_, done->article);
}

static gboolean
destroy_one (IsgCli *cli, const char *uuid, GError **error)
{
  g_autoptr (IsgDestruction) done = NULL;

  if (!isg_store_retention_destroy (cli->store, uuid, today_of (cli), &done, error))
    return FALSE;
  out_destruction (cli, done);
  return TRUE;
}

/* A person's own record is due when those that name him are gone. */
static gboolean
destroy_due (IsgCli *cli, GError **error)
{
  for (;;) {
    g_autoptr (GPtrArray) items
      = isg_store_retention_list (cli->store, today_of (cli), TRUE, error);

    if (items == NULL)
      return FALSE;
    if (items->len == 0)
      return TRUE;
    for (guint i = 0; i < items->len; i++) {
      const IsgRetentionItem *item = g_ptr_array_index (items, i);

      if (!destroy_one (cli, item->uuid, error))
        return FALSE;
    }
  }
}

static gboolean
destroy_all (IsgCli *cli, gboolean due, int argc, char **argv, GError **error)
{
  if (due)
    return destroy_due (cli, error);
  for (int i = 1; i < argc; i++)
    if (!destroy_one (cli, argv[i], error))
      return FALSE;
  return TRUE;
}

/* What is destroyed here is not destroyed where it was copied to. */
static void
warn_of_backups (IsgCli *cli)
{
  g_autofree char *folder = NULL;
  IsgBackupLast last = { 0 };
  gboolean chosen;

  if (!isg_backup_last (cli->store, &last, NULL)
      || !isg_backup_folder (cli->store, &folder, &chosen, NULL))
    return;
  isg_cli_out_bool (cli, "older_backups_hold_it", last.time != 0);
  isg_cli_out_string (cli, "backup_folder", last.time != 0 ? folder : NULL);
  if (last.time != 0)
    isg_cli_note ("isgctl: %s",
                  _ ("Backups that were made before still hold what was destroyed. Make a new one, "
                     "and take the older ones away when you need them no more."));
  g_free (last.path);
}

static IsgCliExit
destroy (IsgCli *cli, int argc, char **argv)
{
  gboolean due = FALSE;
  const GOptionEntry entries[] = {
    { "due", 0, 0, G_OPTION_ARG_NONE, &due, N_ ("Everything whose time is over"), NULL },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  gboolean finished = FALSE;
  gboolean done;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "UUID… | --due", &argc, &argv, &code))
    return code;
  if (due ? argc != 1 : argc < 2)
    return isg_cli_usage (cli, "%s", "retention destroy UUID… | --due");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_array (cli, "destroyed");
  done = destroy_all (cli, due, argc, argv, &error);
  json_builder_end_array (cli->out);
  /* What was destroyed before something failed is finished as well. */
  if (!isg_store_retention_finish (cli->store, &finished, done ? &error : NULL) && done)
    done = FALSE;
  isg_cli_out_bool (cli, "finished", finished);
  warn_of_backups (cli);
  if (!done)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (!finished)
    isg_cli_note ("isgctl: %s",
                  _ ("The file could not be written anew, because the store is in use elsewhere. "
                     "Run the command again when it is closed."));
  return ISG_CLI_DONE;
}

/* ---- what is kept longer ---- */

static IsgCliExit
hold (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *until_text = NULL;
  g_autofree char *reason = NULL;
  gboolean release = FALSE;
  const GOptionEntry entries[] = {
    { "until",
      0,
      0,
      G_OPTION_ARG_STRING,
      &until_text,
      N_ ("Kept at least until this day"), "DATE" },
      { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why"), "TEXT" },
        { "release",
          0,
          0,
          G_OPTION_ARG_NONE,
          &release,
          N_ ("No longer than its class says"), NULL },
          G_OPTION_ENTRY_NULL,
      };
  g_autoptr (GError) error = NULL;
  IsgDate until = ISG_DATE_NONE;
  IsgCliExit code;

  if (!isg_cli_parse (cli,
                      entries,
                      "UUID --until DATE --reason TEXT | --release",
                      &argc,
                      &argv,
                      &code))
    return code;
  if (argc != 2 || release == (until_text != NULL)
      || (until_text != NULL && !isg_date_parse_iso (until_text, &until, NULL)))
    return isg_cli_usage (cli, "%s", "retention hold UUID --until DATE --reason TEXT | --release");
  if (isg_cli_store (cli, &error) == NULL
      || !isg_store_retention_hold (cli->store, argv[1], until, reason, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "uuid", argv[1]);
  out_day (cli, "held_until", until);
  return ISG_CLI_DONE;
}

static IsgCliExit
destroyed (IsgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (isg_cli_store (cli, &error) == NULL
      || (all = isg_store_retention_destroyed (cli->store, &error)) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_array (cli, "destroyed");
  for (guint i = 0; i < all->len; i++)
    out_destruction (cli, g_ptr_array_index (all, i));
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_retention (IsgCli *cli, int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "";

  if (g_str_equal (what, "list"))
    return list (cli, argc - 1, argv + 1);
  if (g_str_equal (what, "destroy"))
    return destroy (cli, argc - 1, argv + 1);
  if (g_str_equal (what, "hold"))
    return hold (cli, argc - 1, argv + 1);
  if (g_str_equal (what, "destroyed") && argc == 2)
    return destroyed (cli);
  return isg_cli_usage (cli, "%s", "retention list|destroy|hold|destroyed …");
}
