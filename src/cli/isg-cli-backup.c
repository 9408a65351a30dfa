/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli-recover.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "base/isg-i18n.h"
#include "store/isg-backup.h"
#include "store/isg-store-key.h"
#include "store/isg-store-place.h"

static void
out_info (IsgCli *cli, const IsgBackupInfo *info)
{
  isg_cli_out_string (cli, "store", info->uuid);
  isg_cli_out_string (cli, "environment", info->environment);
  isg_cli_out_string (cli, "program", info->program);
  isg_cli_out_time (cli, "made", info->made);
  isg_cli_out_int (cli, "schema", info->schema);
  isg_cli_out_int (cli, "epoch", info->epoch);
  isg_cli_out_string (cli, "sha256", info->sha256);
  isg_cli_out_int (cli, "bytes", info->size);
  json_builder_set_member_name (cli->out, "rows");
  json_builder_begin_object (cli->out);
  for (guint i = 0; i < info->counts->len; i++) {
    const IsgBackupCount *count = g_ptr_array_index (info->counts, i);

    isg_cli_out_int (cli, count->table, count->rows);
  }
  json_builder_end_object (cli->out);
  isg_cli_out_array (cli, "packs");
  for (guint i = 0; i < info->packs->len; i++) {
    const IsgRulebookFile *file = g_ptr_array_index (info->packs, i);

    json_builder_add_string_value (cli->out, file->name);
  }
  json_builder_end_array (cli->out);
}

static void
warn_of_place (IsgCli *cli, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *sentence = NULL;
  const char *place = "away";

  switch (isg_place_compare (cli->data_dir, folder)) {
  case ISG_PLACE_SAME_FOLDER:
    place = "same_folder";
    sentence = _ ("This backup lies in the folder of the data itself. Who loses the folder loses "
                  "both: copy it to a USB stick.");
    break;
  case ISG_PLACE_SAME_DISK:
    place = "same_disk";
    sentence = _ ("This backup lies on the same disk as the data; it does not help against fire, "
                  "theft or a broken disk. Choose a USB stick.");
    break;
  case ISG_PLACE_AWAY:
  default:
    break;
  }
  isg_cli_out_string (cli, "place", place);
  isg_cli_out_string (cli, "warning", sentence);
  if (sentence != NULL)
    isg_cli_note ("isgctl: %s", sentence);
}

/* Of one that is encrypted: what can be said of it with no key, once its bytes are what they were.
 */
static void
out_locked (IsgCli *cli, const char *path)
{
  g_autoptr (IsgBackupInfo) info = isg_backup_read_info (path, NULL, NULL);

  if (info == NULL)
    return;
  isg_cli_out_bool (cli, "hash_holds", TRUE);
  isg_cli_out_string (cli, "program", info->program);
  isg_cli_out_time (cli, "made", info->made);
  isg_cli_out_string (cli, "sha256", info->sha256);
  isg_cli_out_int (cli, "bytes", info->size);
}

static IsgCliExit
verify (IsgCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStoreKey) key = NULL;
  g_autoptr (IsgBackupInfo) info = NULL;

  /* Without a key what needs none is verified all the same. */
  if (cli->passphrase_file == NULL || isg_cli_unlock (cli, path, &key, &error))
    info = isg_backup_verify (path, key, NULL, NULL, &error);
  if (info == NULL) {
    gboolean locked = g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_LOCKED);
    IsgCliExit code = isg_cli_fail (cli, g_steal_pointer (&error));

    /* Not yet known, and not denied either. */
    if (locked)
      out_locked (cli, path);
    else
      isg_cli_out_bool (cli, "intact", FALSE);
    return code;
  }
  isg_cli_out_bool (cli, "intact", TRUE);
  out_info (cli, info);
  isg_cli_say (cli,
               _ ("The backup is whole. Records: %d"), (int) isg_backup_info_rows (info, "record"));
  return ISG_CLI_DONE;
}

static void
say_folder (IsgCli *cli)
{
  g_autofree char *folder = NULL;
  gboolean chosen;

  if (isg_backup_folder (cli->store, &folder, &chosen, NULL)
      && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    isg_cli_note (_ ("isgctl: the folder of backups is not there: %s. Plug the USB stick in and try again."),
      folder);
}

static IsgCliExit
write_one (IsgCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgBackupInfo) info = NULL;
  g_autofree char *written = NULL;
  gboolean done;

  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (path != NULL) {
    written = g_canonicalize_filename (path, NULL);
    done = isg_backup_write (cli->store, written, NULL, NULL, &info, &error);
  } else
    done = isg_backup_rotate (cli->store, NULL, NULL, &written, &info, &error);
  if (!done) {
    if (path == NULL)
      say_folder (cli);
    return isg_cli_fail (cli, g_steal_pointer (&error));
  }
  isg_cli_out_string (cli, "file", written);
  out_info (cli, info);
  warn_of_place (cli, written);
  isg_cli_say (cli,
               _ ("Backed up and verified: %s. Records: %d"),
                  written,
                  (int) isg_backup_info_rows (info, "record"));
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_backup (IsgCli *cli, int argc, char **argv)
{
  gboolean rotate = FALSE;
  const GOptionEntry entries[] = {
    { "rotate",
      0,
      0,
      G_OPTION_ARG_NONE,
      &rotate,
      N_ ("Into the folder of backup.folder; takes away what backup.keep does not keep"), NULL },
      G_OPTION_ENTRY_NULL,
  };
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "FILE | --rotate | verify FILE", &argc, &argv, &code))
    return code;
  if (!rotate && argc == 3 && g_strcmp0 (argv[1], "verify") == 0)
    return verify (cli, argv[2]);
  /* "verify" alone has lost its FILE; a file of that name is written as ./verify. */
  if (argc != (rotate ? 1 : 2) || (!rotate && g_str_equal (argv[1], "verify")))
    return isg_cli_usage (cli, "%s", "backup FILE | backup --rotate | backup verify FILE");
  return write_one (cli, rotate ? NULL : argv[1]);
}

/* ---- restore ---- */

/* Of a damaged archive: what is in it still, and what is not. Beside the data, where there is room
 * for a store, and taken away again. */
static IsgCliExit
restore_damaged (IsgCli *cli,
                 const char *path,
                 IsgStoreKey *key,
                 gboolean salvage,
                 char **out_kept,
                 gboolean *out_restored)
{
  g_autofree char *scratch = g_strdup_printf ("%s.salvaged-%d", cli->data_dir, (int) getpid ());
  g_autoptr (IsgRecoverReport) report = NULL;
  g_autoptr (GError) error = NULL;
  IsgCliExit code;

  *out_restored = FALSE;
  if (!isg_recover_file (path, key, scratch, cli->clock, &report, &error)
      || (salvage
          && !isg_backup_restore (cli->data_dir, scratch, key, cli->clock, out_kept, &error))) {
    g_unlink (scratch);
    return isg_cli_fail (cli, g_steal_pointer (&error));
  }
  g_unlink (scratch);
  isg_cli_out_bool (cli, "damaged", TRUE);
  isg_cli_out_bool (cli, "salvaged", salvage);
  code = isg_cli_out_recovered (cli, path, key, report);
  *out_restored = salvage;
  if (salvage)
    return code;
  isg_cli_note ("isgctl: %s",
                _ ("The backup is damaged; nothing was changed. With --salvage what can be read "
                   "is put in place."));
  return ISG_CLI_INTEGRITY;
}

static IsgCliExit
say_restored (IsgCli *cli, const char *kept)
{
  g_autoptr (GError) error = NULL;

  /* Opened at once, so that it is an old copy from the start. */
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "data_dir", cli->data_dir);
  isg_cli_out_string (cli, "kept", kept);
  isg_cli_out_string (cli, "uuid", isg_store_uuid (cli->store));
  isg_cli_say (cli, _ ("The backup is in place: %s"), cli->data_dir);
  if (kept != NULL)
    isg_cli_say (cli, _ ("What was there before is kept as %s"), kept);
  isg_cli_say (cli,
               "%s",
               _ ("It is an old copy: nothing is sent before the Ministry was asked about it."));
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_restore (IsgCli *cli, int argc, char **argv)
{
  gboolean salvage = FALSE;
  const GOptionEntry entries[] = {
    { "salvage",
      0,
      0,
      G_OPTION_ARG_NONE,
      &salvage,
      N_ ("Of a damaged backup, put in place what can be read"), NULL },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStoreKey) key = NULL;
  g_autofree char *kept = NULL;
  gboolean restored;
  IsgCliExit code, said;

  if (!isg_cli_parse (cli, entries, "[--salvage] FILE", &argc, &argv, &code))
    return code;
  if (argc != 2)
    return isg_cli_usage (cli, "%s", "restore [--salvage] FILE");
  if (!isg_cli_unlock (cli, argv[1], &key, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (isg_backup_restore (cli->data_dir, argv[1], key, cli->clock, &kept, &error))
    return say_restored (cli, kept);
  if (!g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT)
      && !(salvage && g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FOREIGN)))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  code = restore_damaged (cli, argv[1], key, salvage, &kept, &restored);
  if (!restored)
    return code;
  said = say_restored (cli, kept);
  return said != ISG_CLI_DONE ? said : code;
}
