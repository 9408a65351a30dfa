/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/isg-i18n.h"
#include "gateway/isg-gw-error.h"
#include "gateway/isg-gw-json.h"
#include "gateway/isg-gw-list.h"
#include "gateway/isg-gw-server.h"

/* Exit statuses of design.md 9. */
#define EXIT_DONE        0
#define EXIT_USAGE       2
#define EXIT_ENVIRONMENT 3

#define DEFAULT_MAX_SECONDS 3600
#define DEFAULT_MAX_BODY    1048576

typedef struct {
  char *db;
  char *tls_cert;
  char *tls_key;
  char *trust_ca;
  char *client_ca;
  char *seed;
  char *script;
  char *log;
  char *address;
  char *port_file;
  char *today;
  char **schema;
  int port;
  int max_seconds;
  int max_body;
  double async_seconds;
  gboolean until_eof;
} ServeOptions;

static void
serve_options_clear (ServeOptions *options)
{
  g_free (options->db);
  g_free (options->tls_cert);
  g_free (options->tls_key);
  g_free (options->trust_ca);
  g_free (options->client_ca);
  g_free (options->seed);
  g_free (options->script);
  g_free (options->log);
  g_free (options->address);
  g_free (options->port_file);
  g_free (options->today);
  g_strfreev (options->schema);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServeOptions, serve_options_clear)

static gboolean
refuse_usage (GError **error, const char *message)
{
  g_set_error_literal (error, ISG_GW_ERROR, ISG_GW_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
parse_serve_options (int argc, char **argv, ServeOptions *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "db",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options->db,
      N_ ("File in which the ministry keeps what it accepts"), "FILE" },
      { "tls-cert",
        0,
        0,
        G_OPTION_ARG_FILENAME,
        &options->tls_cert,
        N_ ("Certificate of the server, with its chain"), "PEM" },
        { "tls-key",
          0,
          0,
          G_OPTION_ARG_FILENAME,
          &options->tls_key,
          N_ ("Private key of the server"), "PEM" },
          { "trust-ca",
            0,
            0,
            G_OPTION_ARG_FILENAME,
            &options->trust_ca,
            N_ ("CA certificates that signers' chains must end at"), "PEM" },
            { "seed",
              0,
              0,
              G_OPTION_ARG_FILENAME,
              &options->seed,
              N_ ("Firms, workplaces and people that the ministry knows"), "FILE" },
              { "script",
                0,
                0,
                G_OPTION_ARG_FILENAME,
                &options->script,
                N_ ("Faults to commit; read again when the file changes"), "FILE" },
                { "schema",
                  0,
                  0,
                  G_OPTION_ARG_FILENAME_ARRAY,
                  &options->schema,
                  N_ ("Further data sets to accept; may be given several times"), "FILE" },
                  { "log",
                    0,
                    0,
                    G_OPTION_ARG_FILENAME,
                    &options->log,
                    N_ ("File that gets one JSON line for each request"), "FILE" },
                    { "address",
                      0,
                      0,
                      G_OPTION_ARG_STRING,
                      &options->address,
                      N_ ("Loopback address to listen on (127.0.0.1)"), "ADDRESS" },
                      { "port",
                        0,
                        0,
                        G_OPTION_ARG_INT,
                        &options->port,
                        N_ ("Port to listen on; 0 takes a free one"), "N" },
                        { "port-file",
                          0,
                          0,
                          G_OPTION_ARG_FILENAME,
                          &options->port_file,
                          N_ ("File that gets the port once it listens"), "FILE" },
                          { "client-ca",
                            0,
                            0,
                            G_OPTION_ARG_FILENAME,
                            &options->client_ca,
                            N_ ("Ask clients for a certificate of this CA"), "PEM" },
                            { "async-seconds",
                              0,
                              0,
                              G_OPTION_ARG_DOUBLE,
                              &options->async_seconds,
                              N_ ("Tell outcomes so many seconds later, by query alone"), "S" },
                              { "today",
                                0,
                                0,
                                G_OPTION_ARG_STRING,
                                &options->today,
                                N_ ("Take this day for today, for tests"), "YYYY-MM-DD" },
                                { "max-body",
                                  0,
                                  0,
                                  G_OPTION_ARG_INT,
                                  &options->max_body,
                                  N_ ("Largest request in bytes (1048576)"), "N" },
                                  { "max-seconds",
                                    0,
                                    0,
                                    G_OPTION_ARG_INT,
                                    &options->max_seconds,
                                    N_ ("End by itself after so many seconds (3600); 0 never"),
                                        "N" },
                                    { "until-eof",
                                      0,
                                      0,
                                      G_OPTION_ARG_NONE,
                                      &options->until_eof,
                                      N_ ("End when standard input ends"), NULL },
                                      G_OPTION_ENTRY_NULL,
                                  };
  g_autoptr (GOptionContext) context = g_option_context_new (N_ ("serve"));

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
                                N_ ("Answers as the Ministry's service would, over TLS on this machine alone."));
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  if (argc > 1)
    return refuse_usage (error, _ ("serve: too many arguments"));
  if (options->db == NULL || options->tls_cert == NULL || options->tls_key == NULL
      || options->trust_ca == NULL || options->seed == NULL)
    return refuse_usage (error,
                         _ ("serve: --db, --tls-cert, --tls-key, --trust-ca and --seed are needed"));
  if (options->port < 0 || options->port > 65535)
    return refuse_usage (error, _ ("serve: --port is from 0 to 65535"));
  if (options->max_body < 1 || options->max_seconds < 0)
    return refuse_usage (error, _ ("serve: --max-body or --max-seconds is too small"));
  return TRUE;
}

/* One line for whoever started us. */
static void
print_ready (const IsgGwServer *server, const IsgGwSchema *schema)
{
  static const struct {
    const char *name;
    const char *service;
  } urls[] = { { "url_a", "A" }, { "url_b", "B" }, { "url_c", "C" } };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "port");
  json_builder_add_int_value (builder, isg_gw_server_get_port (server));
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++) {
    const IsgGwService *service = isg_gw_schema_get_service (schema, urls[i].service);
    g_autofree char *url = isg_gw_server_get_url (server, service->path);

    json_builder_set_member_name (builder, urls[i].name);
    json_builder_add_string_value (builder, url);
  }
  json_builder_end_object (builder);

  line = isg_gw_json_to_line (builder);
  fprintf (stdout, "%s\n", line);
  fflush (stdout);
}

static gboolean
write_port_file (const ServeOptions *options, const IsgGwServer *server, GError **error)
{
  g_autofree char *text = NULL;

  if (options->port_file == NULL)
    return TRUE;
  text = g_strdup_printf ("%u\n", isg_gw_server_get_port (server));
  return g_file_set_contents (options->port_file, text, -1, error);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
input_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char buffer[256];
  gssize n = read (fd, buffer, sizeof buffer);

  if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN)))
    return G_SOURCE_CONTINUE;

  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* Until a signal, the end of standard input, or the longest time; says that it is ready once it can
 * be told to end. */
static void
run_until_told (const ServeOptions *options, const IsgGwServer *server, const IsgGwSchema *schema)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint sources[4] = { 0 };

  sources[0] = g_unix_signal_add (SIGTERM, quit_cb, loop);
  sources[1] = g_unix_signal_add (SIGINT, quit_cb, loop);
  if (options->max_seconds > 0)
    sources[2] = g_timeout_add_seconds ((guint) options->max_seconds, quit_cb, loop);
  if (options->until_eof)
    sources[3] = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, loop);
  print_ready (server, schema);
  g_main_loop_run (loop);

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] != 0 && g_main_context_find_source_by_id (NULL, sources[i]) != NULL)
      g_source_remove (sources[i]);
}

static gboolean
parse_today (const ServeOptions *options, IsgDate *out, GError **error)
{
  *out = ISG_DATE_NONE;
  if (options->today == NULL || isg_date_parse_iso (options->today, out, NULL))
    return TRUE;
  return refuse_usage (error, _ ("serve: --today is no date YYYY-MM-DD"));
}

static gboolean
load_tls (const ServeOptions *options, IsgGwServerOptions *server, GError **error)
{
  server->certificate
    = g_tls_certificate_new_from_files (options->tls_cert, options->tls_key, error);
  if (server->certificate == NULL)
    return FALSE;
  if (options->client_ca == NULL)
    return TRUE;

  server->client_ca = g_tls_file_database_new (options->client_ca, error);
  return server->client_ca != NULL;
}

static gboolean
listen_and_run (const ServeOptions *options, IsgGwServerOptions *wanted, GError **error)
{
  g_autoptr (IsgGwServer) server = NULL;

  if (!load_tls (options, wanted, error))
    return FALSE;
  server = isg_gw_server_new (wanted, error);
  if (server == NULL || !write_port_file (options, server, error))
    return FALSE;

  run_until_told (options, server, wanted->schema);
  return TRUE;
}

static gboolean
serve (const ServeOptions *options, GError **error)
{
  g_autoptr (IsgGwSchema) schema = isg_gw_schema_new (options->schema, error);
  g_autoptr (IsgGwSeed) seed = NULL;
  g_autoptr (IsgGwTrust) trust = NULL;
  g_autoptr (IsgGwScript) script = NULL;
  g_autoptr (IsgGwStore) store = NULL;
  g_autoptr (IsgGwLog) log = NULL;
  g_autoptr (IsgGwMinistry) ministry = NULL;
  IsgGwServerOptions server = { 0 };
  gint64 async_ms = options->async_seconds < 0 ? -1 : (gint64) (options->async_seconds * 1000);
  IsgDate today;
  gboolean good;

  if (schema == NULL || !parse_today (options, &today, error)
      || (seed = isg_gw_seed_load (options->seed, schema, error)) == NULL
      || (trust = isg_gw_trust_new (options->trust_ca, error)) == NULL
      || (script = isg_gw_script_new (options->script, error)) == NULL
      || (store = isg_gw_store_open (options->db, FALSE, error)) == NULL
      || (log = isg_gw_log_new (options->log, error)) == NULL)
    return FALSE;

  ministry = isg_gw_ministry_new (schema, seed, trust, store, async_ms, today);
  server = (IsgGwServerOptions){
    .schema = schema,
    .ministry = ministry,
    .script = script,
    .log = log,
    .address = options->address != NULL ? options->address : "127.0.0.1",
    .port = (guint16) options->port,
    .max_body = options->max_body,
  };
  good = listen_and_run (options, &server, error);
  g_clear_object (&server.certificate);
  g_clear_object (&server.client_ca);
  return good;
}

static gboolean
run_serve (int argc, char **argv, GError **error)
{
  g_auto (ServeOptions) options = {
    .async_seconds = -1,
    .max_seconds = DEFAULT_MAX_SECONDS,
    .max_body = DEFAULT_MAX_BODY,
  };

  return parse_serve_options (argc, argv, &options, error) && serve (&options, error);
}

static gboolean
print_list (const char *db, gboolean json, GError **error)
{
  const IsgGwFilter everything = { .from = ISG_DATE_NONE, .to = ISG_DATE_NONE };
  g_autoptr (IsgGwStore) store = isg_gw_store_open (db, TRUE, error);
  g_autoptr (GPtrArray) holdings = NULL;
  g_autofree char *text = NULL;

  if (store == NULL)
    return FALSE;
  holdings = isg_gw_store_find (store, &everything, error);
  if (holdings == NULL)
    return FALSE;
  text = json ? isg_gw_list_to_json (holdings) : isg_gw_list_to_text (holdings);
  fprintf (stdout, json ? "%s\n" : "%s", text);
  return TRUE;
}

static gboolean
run_list (int argc, char **argv, GError **error)
{
  g_autofree char *db = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "db",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &db,
      N_ ("File in which the ministry keeps what it accepts"), "FILE" },
      { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON document"), NULL },
        G_OPTION_ENTRY_NULL,
    };
  g_autoptr (GOptionContext) context = g_option_context_new (N_ ("list"));

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
                                N_ ("Prints what the ministry holds; also while it serves."));
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc > 1 || db == NULL)
    return refuse_usage (error, _ ("list: --db is needed, and nothing more"));
  return print_list (db, json, error);
}

static void
print_help (void)
{
  fprintf (stdout,
           _ ("Usage: isg-gateway serve OPTIONS    answer as the Ministry's service would\n"
              "       isg-gateway list OPTIONS     print what it holds\n"
              "       isg-gateway --version\n"
              "       isg-gateway --help\n\n"
              "isg-gateway is the sandbox ministry of İSG Defteri: it checks, refuses and keeps what is\n"
              "sent to it, on this machine alone. Nothing reaches the real Ministry.\n"
              "\"isg-gateway serve --help\" and \"isg-gateway list --help\" name the options.\n"));
}

static gboolean
run (int argc, char **argv, GError **error)
{
  const char *command = argc > 1 ? argv[1] : "";

  if (g_str_equal (command, "serve"))
    return run_serve (argc - 1, argv + 1, error);
  if (g_str_equal (command, "list"))
    return run_list (argc - 1, argv + 1, error);
  if (g_str_equal (command, "--version"))
    fprintf (stdout, "isg-gateway %s\n", ISG_VERSION);
  else if (g_str_equal (command, "--help") || g_str_equal (command, "-h"))
    print_help ();
  else
    return refuse_usage (error, _ ("say serve, list, --version or --help"));
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean good;

  g_set_prgname ("isg-gateway");
  isg_i18n_init (NULL, ISG_LOCALE_DIR);
  /* libsoup would otherwise offer HTTP/2, which the pinned interface does not. */
  g_unsetenv ("SOUP_SERVER_HTTP2");
  xmlInitParser ();
  good = run (argc, argv, &error);
  xmlCleanupParser ();
  if (good)
    return EXIT_DONE;

  g_printerr ("isg-gateway: %s\n", error->message);
  return error->domain == G_OPTION_ERROR
             || g_error_matches (error, ISG_GW_ERROR, ISG_GW_ERROR_USAGE)
           ? EXIT_USAGE
           : EXIT_ENVIRONMENT;
}
