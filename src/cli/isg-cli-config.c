/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-error.h"
#include "base/isg-secret.h"
#include "store/isg-backup.h"
#include "store/isg-role.h"
#include "submit/isg-credentials.h"

typedef struct {
  const char *key; /* ends with "." for a family of keys */
  gboolean secret;
} ConfigKey;

static const ConfigKey config_keys[] = {
  { "method.", FALSE },         { "endpoint.", FALSE },      { "firm.code", FALSE },
  { "firm.password", TRUE },    { "tls.ca_file", FALSE },    { "tls.pin", FALSE },
  { "tls.client_cert", FALSE }, { "tls.client_key", FALSE }, { "signer.module", FALSE },
  { "signer.token", FALSE },    { "language", FALSE },       { "environment", FALSE },
  { "backup.folder", FALSE },   { "backup.keep", FALSE },    { "rules.issuer", FALSE },
  { ISG_ROLE_SETTING, FALSE },
};

static const ConfigKey *
find_key (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (config_keys); i++) {
    const char *known = config_keys[i].key;

    if (g_str_has_suffix (known, ".")
          ? g_str_has_prefix (key, known) && strlen (key) > strlen (known)
          : g_strcmp0 (key, known) == 0)
      return &config_keys[i];
  }
  return NULL;
}

static gboolean
knows_method_id (IsgRules *rules, const char *id)
{
  GPtrArray *methods = isg_rules_methods (rules);

  for (guint i = 0; i < methods->len; i++)
    if (g_strcmp0 (isg_method_id (g_ptr_array_index (methods, i)), id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_FORMAT, "%s", reason);
  return FALSE;
}

/* What a value must be; said here once, so that a slip shows when it is made and not when the queue
 * runs. */
static gboolean
value_fits (IsgCli *cli, const char *key, const char *value, GError **error)
{
  if (g_str_has_prefix (key, "method.")) {
    if (isg_rules_method (cli->rules, key + strlen ("method."), value) == NULL)
      return refuse (error, "method: the rules have no such method for this kind");
  } else if (g_str_has_prefix (key, "endpoint.")) {
    g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_NONE, NULL);
    gboolean is_file = g_strcmp0 (key, "endpoint.file") == 0;

    if (is_file && *value != '\0' && !g_path_is_absolute (value))
      return refuse (error, "endpoint.file: a folder's full path is needed");
    if (!is_file && !knows_method_id (cli->rules, key + strlen ("endpoint.")))
      return refuse (error, "endpoint: the rules have no such method");
    if (!is_file
        && (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "https") != 0
            || g_uri_get_host (uri) == NULL))
      return refuse (error, "endpoint: an address that begins with https:// is needed");
    /* An address is shown and journalled; a password has settings of its own. */
    if (!is_file && g_uri_get_userinfo (uri) != NULL)
      return refuse (error, "endpoint: no name and password in it; firm.code, firm.password");
  } else if (g_strcmp0 (key, "language") == 0) {
    if (g_strcmp0 (value, "tr") != 0 && g_strcmp0 (value, "en") != 0
        && g_strcmp0 (value, "system") != 0)
      return refuse (error, "language: tr, en or system");
  } else if (g_strcmp0 (key, ISG_ROLE_SETTING) == 0) {
    const IsgCodeList *roles = isg_rules_code_list (cli->rules, "user_role");

    if (roles == NULL || isg_code_list_find (roles, value) == NULL)
      return refuse (error, "role: employer, expert, physician, health_staff or chamber");
  } else if (g_strcmp0 (key, "backup.folder") == 0) {
    if (!g_path_is_absolute (value))
      return refuse (error, "backup.folder: a whole path is needed, that begins with /");
  } else if (g_strcmp0 (key, "backup.keep") == 0) {
    IsgBackupKeep keep;

    if (!isg_backup_parse_keep (value, &keep))
      return refuse (error, "backup.keep: days, weeks and months, as in 7 5 12");
  } else if (g_strcmp0 (key, "rules.issuer") == 0) {
    if (isg_store_environment (cli->store) != ISG_ENVIRONMENT_SANDBOX)
      return refuse (error, "rules.issuer: only a store for the test environment trusts another");
    if (!g_file_test (value, G_FILE_TEST_IS_REGULAR))
      return refuse (error, "rules.issuer: there is no such file");
  } else if (g_strcmp0 (key, "tls.pin") == 0) {
    if (*value != '\0' && !g_str_has_prefix (value, "sha256//"))
      return refuse (error, "tls.pin: begins with sha256//");
  }
  return TRUE;
}

/* What holds while nothing was set: the pack's own choice of a way of reporting. */
static char *
default_of (IsgCli *cli, const char *key)
{
  const IsgMethod *method = g_str_has_prefix (key, "method.")
                              ? isg_rules_method (cli->rules, key + strlen ("method."), NULL)
                              : NULL;

  return method != NULL ? g_strdup (isg_method_id (method)) : NULL;
}

static IsgCliExit
get_config (IsgCli *cli, const ConfigKey *known, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  if (g_strcmp0 (key, "environment") == 0)
    value = g_strdup (isg_store_environment (cli->store) == ISG_ENVIRONMENT_SANDBOX ? "sandbox"
                                                                                    : "live");
  else if (!isg_store_setting (cli->store, key, &value, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_string (cli, "key", key);
  if (known->secret) {
    /* A secret is never shown; only whether there is one. */
    isg_cli_out_bool (cli, "set", value != NULL);
    isg_cli_say (cli, "%s", value != NULL ? "********" : "");
    if (value != NULL)
      isg_secret_wipe (value, strlen (value));
    return ISG_CLI_DONE;
  }
  if (value == NULL && (value = default_of (cli, key)) != NULL)
    isg_cli_out_bool (cli, "default", TRUE);
  isg_cli_out_string (cli, "value", value);
  isg_cli_say (cli, "%s", value != NULL ? value : "");
  return ISG_CLI_DONE;
}

/* isgctl works where no keyring can ask anybody: the password goes into the store. */
static gboolean
keep_password (IsgCli *cli, const char *value, GError **error)
{
  g_autoptr (IsgSecret) password = NULL;

  if (*value != '\0') {
    password = isg_secret_new (value, -1, error);
    if (password == NULL)
      return FALSE;
  }
  return isg_credentials_keep (cli->store, password, FALSE, NULL, error);
}

static IsgCliExit
set_config (IsgCli *cli, const ConfigKey *known, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (key, "environment") == 0) {
    const char *is
      = isg_store_environment (cli->store) == ISG_ENVIRONMENT_SANDBOX ? "sandbox" : "live";

    if (g_strcmp0 (value, is) != 0) {
      refuse (&error, "environment: a store has one for ever; make another store");
      return isg_cli_fail (cli, g_steal_pointer (&error));
    }
  } else if (known->secret) {
    if (!keep_password (cli, value, &error))
      return isg_cli_fail (cli, g_steal_pointer (&error));
  } else if ((*value != '\0' && !value_fits (cli, key, value, &error))
             || !isg_store_set_setting (cli->store,
                                        key,
                                        *value != '\0' ? value : NULL,
                                        FALSE,
                                        &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_string (cli, "key", key);
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_config (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) input = NULL;
  g_autofree char *typed = NULL;
  const ConfigKey *known;
  IsgCliExit code;
  gboolean get;

  if (!isg_cli_parse (cli, NULL, "get|set KEY [VALUE]", &argc, &argv, &code))
    return code;
  get = argc > 1 && g_strcmp0 (argv[1], "get") == 0;
  if (argc < 3 || argc > (get ? 3 : 4) || (!get && g_strcmp0 (argv[1], "set") != 0))
    return isg_cli_usage (cli, "%s", "config get KEY | config set KEY [VALUE]");
  known = find_key (argv[2]);
  if (known == NULL)
    return isg_cli_usage (cli, _ ("“%s” is not a setting."), argv[2]);
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (get)
    return get_config (cli, known, argv[2]);
  if (argc == 4 && g_strcmp0 (argv[3], "-") != 0)
    return set_config (cli, known, argv[2], argv[3]);

  /* Without a value it comes from stdin, so that a password need not stand in the process list. */
  input = isg_cli_read_stdin (&error);
  if (input == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  /* Nothing at all on stdin takes the value away, as "" does; such bytes have no data. */
  typed = g_bytes_get_size (input) > 0
            ? g_strndup (g_bytes_get_data (input, NULL), g_bytes_get_size (input))
            : g_strdup ("");
  g_strchomp (typed);
  code = set_config (cli, known, argv[2], typed);
  isg_secret_wipe (typed, strlen (typed));
  return code;
}
