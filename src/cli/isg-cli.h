/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/isg-secret.h"
#include "rules/isg-rulebook.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * IsgCliExit:
 *
 * How isgctl ends.  Source: design.md 9.
 */
typedef enum {
  ISG_CLI_DONE = 0,
  ISG_CLI_NOT_FIT = 1,
  ISG_CLI_USAGE = 2,
  ISG_CLI_ENVIRONMENT = 3,
  ISG_CLI_INTEGRITY = 4,
} IsgCliExit;

/**
 * IsgCli:
 *
 * One run of isgctl: what the global options said, the tools, and the one JSON document that is
 * printed at the end.
 */
typedef struct {
  const char *data_dir;
  const char *passphrase_file; /* (nullable) */
  const char *health_file;     /* (nullable): --health-passphrase-file */
  gboolean json;
  IsgClock *clock;       /* (owned) */
  IsgRulebook *packs;    /* (owned) (nullable): isg_cli_rules () */
  IsgRules *rules;       /* (owned) (nullable): isg_cli_rules () */
  IsgStore *store;       /* (owned) (nullable): isg_cli_store () */
  IsgSecret *passphrase; /* (owned) (nullable): isg_cli_passphrase () */
  gboolean stdout_taken; /* a file was written to stdout: nothing else is */
  guint n_passed;        /* times that the point of ISG_TEST_KILL_POINT was passed */
  guint n_stopped;       /* and that of ISG_TEST_STOP_POINT */
  JsonBuilder *out;      /* (owned): an object is open in it; what --json prints */
  GString *plain;        /* (owned): what is printed without --json */
} IsgCli;

/**
 * IsgCliCommand:
 * @cli: the run
 * @argc: number of @argv
 * @argv: (array length=argc): the command's own words, its name not among them
 *
 * Returns: how isgctl ends
 */
typedef IsgCliExit (*IsgCliCommand) (IsgCli *cli, int argc, char **argv);

/**
 * isg_cli_pass:
 * @name: a named point of the work
 * @cli: (type gpointer): the run
 *
 * Tests end the program at a named point: ISG_TEST_KILL_POINT=name or name:n for the n-th time it
 * is passed.
 *
 * Thread: main.
 */
void isg_cli_pass (const char *name, gpointer cli);

/**
 * isg_cli_rules:
 * @cli: the run
 * @error: what is wrong with the pack
 *
 * The pack that is in force today; a note on stderr tells of an installed one that cannot be read.
 *
 * Thread: main.
 *
 * Returns: (transfer none): the rule pack, or %NULL with @error
 */
IsgRules *isg_cli_rules (IsgCli *cli, GError **error);

/**
 * isg_cli_store:
 * @cli: the run
 * @error: why it cannot be opened
 *
 * Opens the store in the data directory with the first call.
 *
 * Thread: main.
 *
 * Returns: (transfer none): the store, or %NULL with @error
 */
IsgStore *isg_cli_store (IsgCli *cli, GError **error);

/**
 * isg_cli_workplace:
 * @cli: the run, its store open
 * @uuid: (nullable): what was given with --workplace
 * @error: %ISG_STORE_ERROR _ABSENT when it is no workplace
 *
 * Thread: main.
 *
 * Returns: %FALSE with @error; %TRUE for %NULL
 */
gboolean isg_cli_workplace (IsgCli *cli, const char *uuid, GError **error);

/**
 * isg_cli_passphrase:
 * @cli: the run
 * @error: why the file cannot be read
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the first line of --passphrase-file, or %NULL, with @error
 * unless there is no such option
 */
IsgSecret *isg_cli_passphrase (IsgCli *cli, GError **error);

/**
 * isg_cli_unlock:
 * @cli: the run
 * @path: a store's file or a backup
 * @out_key: (out) (transfer full) (nullable): what opens it; %NULL for a plain one
 * @error: %ISG_STORE_ERROR _LOCKED when no passphrase was given and no keyring has the key, _KEY,
 * and as isg_store_unlock ()
 *
 * With --passphrase-file, which may hold the recovery code as well, else with the keyring.
 *
 * Thread: main.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_cli_unlock (IsgCli *cli, const char *path, IsgStoreKey **out_key, GError **error);

/**
 * isg_cli_open_health:
 * @cli: the run
 * @store: its store
 * @error: %ISG_STORE_ERROR _KEY, or why the file cannot be read
 *
 * Opens the health details with --health-passphrase-file, which may hold their recovery code as
 * well; without the option nothing is opened. Goes on with a sealing that was cut short.
 *
 * Thread: main.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_cli_open_health (IsgCli *cli, IsgStore *store, GError **error);

/**
 * isg_cli_new_key:
 * @cli: the run
 * @passphrase: (nullable): what opens it; %NULL for the keyring
 * @out_key: (out) (transfer full): a new key with two slots
 * @out_code: (out) (transfer full): the recovery code of the second
 * @error: as isg_store_key_add () and isg_keyring_make ()
 *
 * Thread: main.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_cli_new_key (IsgCli *cli,
                          IsgSecret *passphrase,
                          IsgStoreKey **out_key,
                          IsgSecret **out_code,
                          GError **error);

/**
 * isg_cli_out_code:
 * @cli: the run
 * @code: (nullable): a recovery code
 *
 * The member "recovery_code", and a line for people: the one time that it is shown.
 *
 * Thread: main.
 */
void isg_cli_out_code (IsgCli *cli, IsgSecret *code);

/**
 * isg_cli_fail:
 * @cli: the run
 * @error: (transfer full): what happened
 *
 * Says it on stderr and, with --json, as "error" in the document.
 *
 * Thread: main.
 *
 * Returns: the exit code that belongs to it
 */
IsgCliExit isg_cli_fail (IsgCli *cli, GError *error);

/**
 * isg_cli_usage:
 * @cli: the run
 * @format: what is wrong with the words of the command
 * @...: for @format
 *
 * Thread: main.
 *
 * Returns: %ISG_CLI_USAGE
 */
IsgCliExit isg_cli_usage (IsgCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * isg_cli_say:
 * @cli: the run
 * @format: a line for people
 * @...: for @format
 *
 * Printed on stdout unless --json was given.
 *
 * Thread: main.
 */
void isg_cli_say (IsgCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * isg_cli_note:
 * @format: a message for people
 * @...: for @format
 *
 * On stderr, whatever the options.
 *
 * Thread: main.
 */
void isg_cli_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * isg_cli_parse:
 * @cli: the run
 * @entries: the command's options
 * @usage: what follows the command's name, for --help
 * @argc: (inout): number of words
 * @argv: (inout): the words; options are taken out
 * @out_exit: (out): how isgctl ends when this returns %FALSE
 *
 * Thread: main.
 *
 * Returns: %FALSE when the command is not to run
 */
gboolean isg_cli_parse (IsgCli *cli,
                        const GOptionEntry *entries,
                        const char *usage,
                        int *argc,
                        char ***argv,
                        IsgCliExit *out_exit);

/**
 * isg_cli_read_stdin:
 * @error: a %G_IO_ERROR, or %ISG_BASE_ERROR _RANGE above 4 MiB
 *
 * Thread: main.
 *
 * Returns: (transfer full): everything on stdin, or %NULL with @error
 */
GBytes *isg_cli_read_stdin (GError **error);

/**
 * isg_cli_write_file:
 * @cli: the run
 * @path: a file, or "-" for stdout
 * @bytes: its new content
 * @error: a %G_FILE_ERROR
 *
 * Written beside it, then renamed.  What goes to stdout is alone there: the run prints nothing
 * after it, unless it fails.
 *
 * Thread: main.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_cli_write_file (IsgCli *cli, const char *path, GBytes *bytes, GError **error);

/**
 * isg_cli_out_string:
 * @cli: the run
 * @name: a member
 * @value: (nullable): its text; %NULL writes null
 *
 * Thread: main.
 */
void isg_cli_out_string (IsgCli *cli, const char *name, const char *value);

/**
 * isg_cli_out_int:
 * @cli: the run
 * @name: a member
 * @value: its number
 *
 * Thread: main.
 */
void isg_cli_out_int (IsgCli *cli, const char *name, gint64 value);

/**
 * isg_cli_out_bool:
 * @cli: the run
 * @name: a member
 * @value: its value
 *
 * Thread: main.
 */
void isg_cli_out_bool (IsgCli *cli, const char *name, gboolean value);

/**
 * isg_cli_out_time:
 * @cli: the run
 * @name: a member
 * @seconds: since 1970 UTC; 0 writes null
 *
 * As "YYYY-MM-DDTHH:MM:SS" of Istanbul.
 *
 * Thread: main.
 */
void isg_cli_out_time (IsgCli *cli, const char *name, gint64 seconds);

/**
 * isg_cli_out_array:
 * @cli: the run
 * @name: a member whose array is opened; json_builder_end_array () closes it
 *
 * Thread: main.
 */
void isg_cli_out_array (IsgCli *cli, const char *name);

/**
 * isg_cli_out_fields:
 * @cli: the run
 * @name: a member
 * @fields: values, written in the form of stdin
 *
 * Thread: main.
 */
void isg_cli_out_fields (IsgCli *cli, const char *name, IsgFields *fields);

/**
 * isg_cli_out_findings:
 * @cli: the run
 * @kind: (nullable): the record's kind, for the fields' labels
 * @findings: (element-type IsgFinding): what was found
 *
 * The member "findings", and a line each for people: field, severity, code, message.
 *
 * Thread: main.
 */
void isg_cli_out_findings (IsgCli *cli, const IsgKind *kind, GPtrArray *findings);

/**
 * isg_cli_out_pack:
 * @cli: the run
 * @rules: a pack
 *
 * Members of the open object: id, version, issuer, signer, digest, issued, valid_from, published,
 * days_gone, days_left, last_day.
 *
 * Thread: main.
 */
void isg_cli_out_pack (IsgCli *cli, IsgRules *rules);

/**
 * isg_cli_init:
 * @cli: the run
 * @argc: number of @argv
 * @argv: (array length=argc): the command's name and words
 *
 * This and the following are the commands, each an #IsgCliCommand in a file of its task.
 *
 * Thread: main.  Source: design.md 9.
 *
 * Returns: how isgctl ends
 */
IsgCliExit isg_cli_init (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_config (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_record (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_finalise (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_sign (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_submit (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_query (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_withdraw (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_status (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_receipt (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_receipts (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_print (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_verify_receipt (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_due (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_rates (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_duties (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_journal (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_breach (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_retention (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_extract (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_key_health (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_key (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_rules_command (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_backup (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_restore (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_rules_install (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_rules_diff (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_rules_check (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_rules_announcements (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_rules_rollback (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_refusals (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_support_bundle (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_bond (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_gate (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_resolve (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_resend (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_recover (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_demo (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_import (IsgCli *cli, int argc, char **argv);
IsgCliExit isg_cli_export (IsgCli *cli, int argc, char **argv);

G_END_DECLS
