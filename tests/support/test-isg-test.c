/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-test.h"

#include <glib/gstdio.h>
#include <time.h>

static gboolean
has_counted_to_three (gpointer data)
{
  guint *count = data;

  return ++*count >= 3;
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

static void
test_a_program_sees_no_home_but_its_own (void)
{
  const char *places[] = {
    g_get_home_dir (),          g_get_user_data_dir (),  g_get_user_config_dir (),
    g_get_user_cache_dir (),    g_get_user_state_dir (), g_get_user_runtime_dir (),
    g_getenv ("XDG_DATA_HOME"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_assert_true (g_str_has_prefix (places[i], isg_test_tmpdir ()));
    g_assert_true (g_file_test (places[i], G_FILE_TEST_IS_DIR));
  }
}

static void
test_the_zone_is_istanbul (void)
{
  time_t summer = 1719792000; /* 2024-07-01T00:00:00Z; Turkey has kept UTC+3 all year since 2016 */
  struct tm parts;

  g_assert_nonnull (localtime_r (&summer, &parts));
  g_assert_cmpint (parts.tm_hour, ==, 3);
}

static void
test_every_path_is_new (void)
{
  g_autofree char *one = isg_test_path ("a");
  g_autofree char *two = isg_test_path ("a");

  g_assert_cmpstr (one, !=, two);
  g_assert_true (g_file_set_contents (one, "x", 1, NULL));
  g_assert_false (g_file_test (two, G_FILE_TEST_EXISTS));
}

static void
test_waiting_ends_when_the_condition_holds (void)
{
  guint count = 0;

  isg_test_until (has_counted_to_three, &count);
  g_assert_cmpuint (count, ==, 3);
}

static void
test_waiting_in_vain_fails_and_says_for_what (void)
{
  if (g_test_subprocess ()) {
    isg_test_until (never, NULL);
    return;
  }
  g_setenv ("ISG_TEST_PATIENCE", "0", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_unsetenv ("ISG_TEST_PATIENCE");
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*waited in vain for never (NULL)*");
}

static void
test_a_warning_is_fatal (void)
{
  if (g_test_subprocess ()) {
    g_warning ("a warning");
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
}

static void
test_the_directory_goes_with_the_program (void)
{
  g_autofree char *note = isg_test_path ("where");
  g_autofree char *where = NULL;

  if (g_test_subprocess ()) {
    g_autofree char *file = isg_test_path ("left behind");

    g_assert_true (g_file_set_contents (file, "x", 1, NULL));
    g_assert_true (g_file_set_contents (g_getenv ("ISG_TEST_NOTE"), isg_test_tmpdir (), -1, NULL));
    return;
  }
  g_setenv ("ISG_TEST_NOTE", note, TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_unsetenv ("ISG_TEST_NOTE");
  g_test_trap_assert_passed ();
  g_assert_true (g_file_get_contents (note, &where, NULL, NULL));
  g_assert_cmpstr (where, !=, isg_test_tmpdir ());
  g_assert_false (g_file_test (where, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/support/a-program-sees-no-home-but-its-own",
                   test_a_program_sees_no_home_but_its_own);
  g_test_add_func ("/support/the-zone-is-istanbul", test_the_zone_is_istanbul);
  g_test_add_func ("/support/every-path-is-new", test_every_path_is_new);
  g_test_add_func ("/support/waiting-ends-when-the-condition-holds",
                   test_waiting_ends_when_the_condition_holds);
  g_test_add_func ("/support/waiting-in-vain-fails-and-says-for-what",
                   test_waiting_in_vain_fails_and_says_for_what);
  g_test_add_func ("/support/a-warning-is-fatal", test_a_warning_is_fatal);
  g_test_add_func ("/support/the-directory-goes-with-the-program",
                   test_the_directory_goes_with_the_program);

  return g_test_run ();
}
