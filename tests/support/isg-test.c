/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-test.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_SECONDS      30
#define PATIENCE_SECONDS_SLOW 300
#define TURN_MILLISECONDS     5

typedef struct {
  const char *variable;
  const char *folder; /* below the temporary directory */
} Place;

static char *test_dir;   /* (owned), removed by the process that made it */
static pid_t test_owner; /* a child that a test forks must not remove it */

static void
remove_tree (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  }
  (void) g_remove (path);
}

static void
remove_test_dir (void)
{
  if (getpid () != test_owner)
    return;

  remove_tree (test_dir);
  g_clear_pointer (&test_dir, g_free);
}

static void
make_places (void)
{
  static const Place places[] = {
    { "HOME", "home" },
    { "XDG_DATA_HOME", "data" },
    { "XDG_CONFIG_HOME", "config" },
    { "XDG_CACHE_HOME", "cache" },
    { "XDG_STATE_HOME", "state" },
    { "XDG_RUNTIME_DIR", "runtime" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *path = g_build_filename (test_dir, places[i].folder, NULL);

    g_assert_no_errno (g_mkdir (path, 0700));
    g_setenv (places[i].variable, path, TRUE);
  }
}

static void
set_environment (void)
{
  const char *build = g_getenv ("ISG_BUILD_DIR");

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  g_setenv ("TZ", "Europe/Istanbul", TRUE);
  g_unsetenv ("LANGUAGE");
  /* Sentences as they stand in the code, also where the catalogues have been built. */
  g_setenv ("ISG_LOCALE_DIR", "/nowhere", FALSE);
  g_unsetenv ("ISG_DATA_DIR");
  tzset ();

  if (build != NULL && g_getenv ("GSETTINGS_SCHEMA_DIR") == NULL) {
    g_autofree char *schemas = g_build_filename (build, "data", NULL);

    g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, TRUE);
  }
}

static void
set_locale (void)
{
  setlocale (LC_ALL, "");
  setlocale (LC_MESSAGES, "C");
}

void
isg_test_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (test_dir);
  test_dir = g_dir_make_tmp ("isg-test-XXXXXX", &error);
  g_assert_no_error (error);
  test_owner = getpid ();
  atexit (remove_test_dir);

  make_places ();
  set_environment ();
  set_locale ();
  g_test_init (argc, argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL);
}

const char *
isg_test_tmpdir (void)
{
  g_assert_nonnull (test_dir);
  return test_dir;
}

char *
isg_test_path (const char *name)
{
  g_autofree char *folder = g_build_filename (isg_test_tmpdir (), "XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (folder));
  return g_build_filename (folder, name, NULL);
}

char *
isg_test_source (const char *path)
{
  const char *top = g_getenv ("ISG_SOURCE_DIR");

  g_assert_nonnull (top);
  return g_build_filename (top, path, NULL);
}

static gint64
patience (void)
{
  const char *seconds = g_getenv ("ISG_TEST_PATIENCE");

  if (seconds != NULL)
    return (gint64) g_ascii_strtoull (seconds, NULL, 10) * G_USEC_PER_SEC;
#ifdef __SANITIZE_ADDRESS__
  return PATIENCE_SECONDS_SLOW * G_USEC_PER_SEC;
#else
  return PATIENCE_SECONDS * G_USEC_PER_SEC;
#endif
}

static gboolean
turn_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
isg_test_until_at (IsgTestCondition condition,
                   gpointer data,
                   const char *what,
                   const char *location)
{
  gint64 end = g_get_monotonic_time () + patience ();
  guint turn = g_timeout_add (TURN_MILLISECONDS, turn_cb, NULL);

  while (!condition (data)) {
    if (g_get_monotonic_time () > end) {
      g_autofree char *message = g_strdup_printf ("waited in vain for %s", what);

      g_source_remove (turn);
      g_assertion_message (G_LOG_DOMAIN, location, 0, G_STRFUNC, message);
    }
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (turn);
}
