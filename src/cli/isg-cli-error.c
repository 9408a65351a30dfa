/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include <gio/gio.h>

#include "base/isg-error.h"
#include "base/isg-i18n.h"
#include "base/isg-redact.h"
#include "dataset/isg-document.h"
#include "submit/isg-submit-error.h"
#include "transfer/isg-transfer-error.h"

/* One row for each error that a person can meet: what isgctl exits with and what it says. */
typedef struct {
  int code;
  IsgCliExit exit;
  const char *name;     /* in the JSON document */
  const char *sentence; /* N_(); what happened, what was kept, what to do */
} ErrorRow;

static const ErrorRow store_rows[] = {
  { ISG_STORE_ERROR_BUSY,
    ISG_CLI_ENVIRONMENT,
    "store_busy",
    N_ ("Another process holds the file. Nothing was changed; try again in a moment.") },
    { ISG_STORE_ERROR_FULL,
      ISG_CLI_ENVIRONMENT,
      "store_full",
      N_ ("There is no room on the disk. Nothing was changed; make room and try again.") },
      { ISG_STORE_ERROR_IO,
        ISG_CLI_ENVIRONMENT,
        "store_io",
        N_ ("The disk could not be read or written. Nothing was changed.") },
        { ISG_STORE_ERROR_CORRUPT,
          ISG_CLI_INTEGRITY,
          "store_corrupt",
          N_ ("The file seems damaged; nothing was deleted.") },
          { ISG_STORE_ERROR_FOREIGN,
            ISG_CLI_INTEGRITY,
            "store_foreign",
            N_ ("The file in the data directory was not made by this program; it was not touched.") },
            { ISG_STORE_ERROR_NEWER,
              ISG_CLI_INTEGRITY,
              "store_newer",
              N_ ("This file was written by a newer version; it was not touched. Update the program.") },
              { ISG_STORE_ERROR_ABSENT,
                ISG_CLI_NOT_FIT,
                "absent",
                N_ ("What was asked for is not in the store.") },
                { ISG_STORE_ERROR_EXISTS,
                  ISG_CLI_NOT_FIT,
                  "exists",
                  N_ ("There already is a store in this directory; it was not touched.") },
                  { ISG_STORE_ERROR_CONFLICT,
                    ISG_CLI_NOT_FIT,
                    "conflict",
                    N_ ("The record was changed by somebody else meanwhile. Nothing was overwritten; read it again.") },
                    { ISG_STORE_ERROR_FROZEN,
                      ISG_CLI_NOT_FIT,
                      "frozen",
                      N_ ("The record was completed, and this field of it stays as it was. Nothing was changed.") },
                      { ISG_STORE_ERROR_INVALID,
                        ISG_CLI_NOT_FIT,
                        "invalid",
                        N_ ("This cannot be done to this record now. Nothing was changed.") },
                        { ISG_STORE_ERROR_READ_ONLY,
                          ISG_CLI_ENVIRONMENT,
                          "read_only",
                          N_ ("The disk or folder of the store may only be read. Records can be looked at; nothing can be changed until it may be written.") },
                          { ISG_STORE_ERROR_CANCELLED,
                            ISG_CLI_ENVIRONMENT,
                            "cancelled",
                            N_ ("Stopped; nothing half-done was left behind.") },
                            { ISG_STORE_ERROR_LOCKED,
                              ISG_CLI_ENVIRONMENT,
                              "locked",
                              N_ ("The store is locked. Give its passphrase with --passphrase-file.") },
                              { ISG_STORE_ERROR_KEY,
                                ISG_CLI_ENVIRONMENT,
                                "wrong_passphrase",
                                N_ ("The passphrase does not open this store. Nothing was touched.") },
                                { ISG_STORE_ERROR_HEALTH,
                                  ISG_CLI_ENVIRONMENT,
                                  "health_locked",
                                  N_ ("The health details are locked, and this needs them. Nothing was changed. Give their passphrase with --health-passphrase-file.") },
                                  { 0, 0, NULL, NULL },
                              };

static const ErrorRow submit_rows[] = {
  { ISG_SUBMIT_ERROR_NOT_FIT,
    ISG_CLI_NOT_FIT,
    "not_fit",
    N_ ("The record is not ready for this. Nothing was changed.") },
    { ISG_SUBMIT_ERROR_METHOD,
      ISG_CLI_NOT_FIT,
      "method",
      N_ ("No way of reporting is set for this kind of record.") },
      { ISG_SUBMIT_ERROR_CANCELLED,
        ISG_CLI_ENVIRONMENT,
        "cancelled",
        N_ ("Stopped; what was done is kept.") },
        { ISG_SUBMIT_ERROR_NO_MODULE,
          ISG_CLI_ENVIRONMENT,
          "no_module",
          N_ ("The card module could not be loaded. Check its path in the settings (signer.module).") },
          { ISG_SUBMIT_ERROR_NO_CARD,
            ISG_CLI_ENVIRONMENT,
            "no_card",
            N_ ("No e-signature card in the reader. Put it in and try again.") },
            { ISG_SUBMIT_ERROR_NO_CERTIFICATE,
              ISG_CLI_ENVIRONMENT,
              "no_certificate",
              N_ ("The card holds no certificate with which a person can sign.") },
              { ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED,
                ISG_CLI_ENVIRONMENT,
                "certificate_expired",
                N_ ("The card's certificate is not valid today. You can sign with a new card; the records wait.") },
                { ISG_SUBMIT_ERROR_CERTIFICATE_MANY,
                  ISG_CLI_ENVIRONMENT,
                  "certificate_many",
                  N_ ("Several certificates on the card would do. Name the token with --token.") },
                  { ISG_SUBMIT_ERROR_SEAL_ONLY,
                    ISG_CLI_ENVIRONMENT,
                    "seal_only",
                    N_ ("The card holds only a seal; a person's signature is needed.") },
                    { ISG_SUBMIT_ERROR_OTHER_SIGNER,
                      ISG_CLI_NOT_FIT,
                      "other_signer",
                      N_ ("The card in the reader is another person's than the record names. Nothing was signed.") },
                      { ISG_SUBMIT_ERROR_PIN_WRONG,
                        ISG_CLI_ENVIRONMENT,
                        "pin_wrong",
                        N_ ("The PIN is not right. It was tried once and is not tried again; nothing was signed with it.") },
                        { ISG_SUBMIT_ERROR_PIN_LOCKED,
                          ISG_CLI_ENVIRONMENT,
                          "pin_locked",
                          N_ ("The card is locked. Open it with the issuer's PUK code; your records wait.") },
                          { ISG_SUBMIT_ERROR_TOKEN,
                            ISG_CLI_ENVIRONMENT,
                            "token",
                            N_ ("The card did not do what it was asked. What was signed before is kept.") },
                            { ISG_SUBMIT_ERROR_SIGNATURE_BAD,
                              ISG_CLI_INTEGRITY,
                              "signature_bad",
                              N_ ("The signature does not hold.") },
                              { ISG_SUBMIT_ERROR_CLOCK,
                                ISG_CLI_ENVIRONMENT,
                                "clock",
                                N_ ("The computer's clock seems wrong, and a signature carries its time. Nothing was signed. Set the clock; the records wait.") },
                                { ISG_SUBMIT_ERROR_MAYBE_SENT,
                                  ISG_CLI_NOT_FIT,
                                  "maybe_sent",
                                  N_ ("The lost copy of this file may have sent this. If you know that it did not: --confirm-not-sent.") },
                                  { 0, 0, NULL, NULL },
                              };

static const ErrorRow rules_rows[] = {
  { ISG_RULES_ERROR_MISSING,
    ISG_CLI_NOT_FIT,
    "pack_missing",
    N_ ("There is no whole rule pack there.") },
    { ISG_RULES_ERROR_BROKEN,
      ISG_CLI_NOT_FIT,
      "pack_broken",
      N_ ("The rule pack is broken and was refused whole.") },
      { ISG_RULES_ERROR_ENGINE,
        ISG_CLI_NOT_FIT,
        "pack_engine",
        N_ ("The rule pack needs a newer program.") },
        { ISG_RULES_ERROR_UNKNOWN,
          ISG_CLI_NOT_FIT,
          "unknown",
          N_ ("The rules do not know this kind or field.") },
          { ISG_RULES_ERROR_VALUE,
            ISG_CLI_NOT_FIT,
            "value",
            N_ ("A value does not fit its field. Nothing was changed.") },
            { ISG_RULES_ERROR_DAMAGED,
              ISG_CLI_INTEGRITY,
              "pack_damaged",
              N_ ("Nothing was installed or changed: the file is damaged, or no rule pack.") },
              { ISG_RULES_ERROR_SIGNATURE,
                ISG_CLI_INTEGRITY,
                "pack_signature",
                N_ ("Nothing was installed or changed: the signature is not valid.") },
                { ISG_RULES_ERROR_FOREIGN,
                  ISG_CLI_INTEGRITY,
                  "pack_foreign",
                  N_ ("Nothing was installed or changed: the rule pack is another issuer's.") },
                  { ISG_RULES_ERROR_OLDER,
                    ISG_CLI_NOT_FIT,
                    "pack_older",
                    N_ ("Nothing was installed or changed: the rule pack is older than the present one, or the same.") },
                    { 0, 0, NULL, NULL },
                };

static const ErrorRow base_rows[] = {
  { ISG_BASE_ERROR_FORMAT,
    ISG_CLI_NOT_FIT,
    "format",
    N_ ("A value does not have the form that is needed.") },
    { ISG_BASE_ERROR_RANGE,
      ISG_CLI_NOT_FIT,
      "range",
      N_ ("A value lies outside what is allowed.") },
      { ISG_BASE_ERROR_MEMORY,
        ISG_CLI_ENVIRONMENT,
        "memory",
        N_ ("Memory for secrets could not be had.") },
        { 0, 0, NULL, NULL },
    };

static const ErrorRow dataset_rows[] = {
  { ISG_DATASET_ERROR_UNKNOWN,
    ISG_CLI_NOT_FIT,
    "dataset_unknown",
    N_ ("The rules name no data set for this.") },
    { ISG_DATASET_ERROR_VALUE,
      ISG_CLI_NOT_FIT,
      "dataset_value",
      N_ ("A value needed for the data set is missing or does not fit.") },
      { 0, 0, NULL, NULL },
  };

static const ErrorRow transfer_rows[] = {
  { ISG_TRANSFER_ERROR_NO_TABLE,
    ISG_CLI_NOT_FIT,
    "no_table",
    N_ ("The file is no table of text. Nothing was taken; save the list as CSV and try again.") },
    { ISG_TRANSFER_ERROR_TOO_LARGE,
      ISG_CLI_NOT_FIT,
      "too_large",
      N_ ("The file is too large. Nothing was taken; divide it and import the parts.") },
      { ISG_TRANSFER_ERROR_NO_HEADING,
        ISG_CLI_NOT_FIT,
        "no_heading",
        N_ ("No line of the file names the columns. Nothing was taken; put a line of headings over it.") },
        { 0, 0, NULL, NULL },
    };

static const ErrorRow other_row
  = { 0,
      ISG_CLI_ENVIRONMENT,
      "environment",
      N_ ("Something outside the program failed. Nothing was changed.") };

static const ErrorRow *
find_row (const ErrorRow *rows, int code)
{
  for (; rows->name != NULL; rows++)
    if (rows->code == code)
      return rows;
  return &other_row;
}

static const ErrorRow *
row_for (const GError *error)
{
  if (error->domain == ISG_STORE_ERROR)
    return find_row (store_rows, error->code);
  if (error->domain == ISG_SUBMIT_ERROR)
    return find_row (submit_rows, error->code);
  if (error->domain == ISG_RULES_ERROR)
    return find_row (rules_rows, error->code);
  if (error->domain == ISG_BASE_ERROR)
    return find_row (base_rows, error->code);
  if (error->domain == ISG_DATASET_ERROR)
    return find_row (dataset_rows, error->code);
  if (error->domain == ISG_TRANSFER_ERROR)
    return find_row (transfer_rows, error->code);
  return &other_row;
}

IsgCliExit
isg_cli_fail (IsgCli *cli, GError *error)
{
  g_autoptr (GError) owned = error;
  const ErrorRow *row = row_for (owned);
  /* No identity number reaches a terminal's scroll-back or a log that keeps stderr. */
  g_autofree char *detail = isg_redact_text (owned->message);
  /* No store at all is a matter of the environment, a record that is not there one of the data. */
  IsgCliExit exit_code = row->exit;

  if (g_error_matches (owned, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT) && cli->store == NULL)
    exit_code = ISG_CLI_ENVIRONMENT;

  isg_cli_note ("isgctl: %s (%s)", _ (row->sentence), detail);
  /* What was begun of the document may stand open in the middle of an array. */
  json_builder_reset (cli->out);
  json_builder_begin_object (cli->out);
  json_builder_set_member_name (cli->out, "error");
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "code", row->name);
  isg_cli_out_string (cli, "message", _ (row->sentence));
  isg_cli_out_string (cli, "detail", detail);
  json_builder_end_object (cli->out);
  return exit_code;
}
