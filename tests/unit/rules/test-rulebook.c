/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rules/isg-rulebook.h"
#include "support/isg-test-pack.h"
#include "support/isg-test.h"

static IsgTestIssuer *issuer; /* (owned) for the life of the program */
static char *built_in;        /* (owned): version of the pack of the program */

static IsgDate
day (const char *iso)
{
  IsgDate date = ISG_DATE_NONE;

  g_assert_true (isg_date_parse_iso (iso, &date, NULL));
  return date;
}

static char *
new_dir (void)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("book-%u", n++);

  return isg_test_path (name);
}

static IsgRulebook *
open_book (const char *dir)
{
  g_autoptr (GError) error = NULL;
  IsgRulebook *book = isg_rulebook_new (dir, &error);

  g_assert_no_error (error);
  return book;
}

static void
install (IsgRulebook *book, const char *version, const char *from, const IsgTestPackEdit *edits)
{
  g_autoptr (GBytes) file = isg_test_pack_make (issuer, version, from, edits);
  g_autoptr (GError) error = NULL;

  isg_rulebook_set_trial_issuer (book, isg_test_issuer_pem (issuer));
  isg_rulebook_install (book, file, version, NULL, NULL, &error);
  g_assert_no_error (error);
}

static const char *
active (IsgRulebook *book, const char *today)
{
  return isg_rules_version (isg_rulebook_active (book, day (today)));
}

static IsgPackState
state_of (IsgRulebook *book, const char *version, const char *today)
{
  g_autoptr (GPtrArray) entries = isg_rulebook_list (book, day (today));

  for (guint i = 0; i < entries->len; i++) {
    const IsgPackEntry *entry = g_ptr_array_index (entries, i);

    if (g_str_equal (entry->version, version))
      return entry->state;
  }
  g_assert_not_reached ();
}

static void
test_without_a_folder_the_built_in_pack_holds (void)
{
  g_autofree char *dir = new_dir ();
  g_autoptr (IsgRulebook) book = open_book (dir);
  g_autoptr (GPtrArray) entries = isg_rulebook_list (book, day ("2026-11-24"));

  g_assert_cmpstr (active (book, "2026-11-24"), ==, built_in);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
}

static void
test_pack_waits_for_its_day (void)
{
  g_autofree char *dir = new_dir ();
  g_autoptr (IsgRulebook) book = open_book (dir);
  g_autoptr (IsgRulebook) again = NULL;

  install (book, "2026.99.1", "2026-12-10", NULL);
  g_assert_cmpstr (active (book, "2026-12-09"), ==, built_in);
  g_assert_cmpint (state_of (book, "2026.99.1", "2026-12-09"), ==, ISG_PACK_WAITING);
  g_assert_cmpstr (active (book, "2026-12-10"), ==, "2026.99.1");
  g_assert_cmpint (state_of (book, "2026.99.1", "2026-12-10"), ==, ISG_PACK_ACTIVE);
  g_assert_cmpint (state_of (book, built_in, "2026-12-10"), ==, ISG_PACK_BEFORE);

  again = open_book (dir);
  g_assert_cmpstr (active (again, "2026-12-10"), ==, "2026.99.1");
}

static void
test_going_back_leads_to_the_pack_before_and_at_last_to_the_built_in_one (void)
{
  g_autofree char *dir = new_dir ();
  g_autoptr (IsgRulebook) book = open_book (dir);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  char *none = NULL;

  install (book, "2026.99.1", "2026-11-01", NULL);
  install (book, "2026.99.2", "2026-11-02", NULL);
  g_assert_cmpstr (active (book, "2026-11-24"), ==, "2026.99.2");
  g_assert_true (isg_rulebook_roll_back (book, &first, &error));
  g_assert_cmpstr (first, ==, "2026.99.2");
  g_assert_cmpstr (active (book, "2026-11-24"), ==, "2026.99.1");
  /* What was finalised under it can still be asked about, and it can come back. */
  g_assert_nonnull (isg_rulebook_find (book, "2026.99.2"));
  g_assert_cmpint (state_of (book, "2026.99.2", "2026-11-24"), ==, ISG_PACK_KEPT);
  g_assert_true (isg_rulebook_roll_back (book, &second, &error));
  g_assert_cmpstr (active (book, "2026-11-24"), ==, built_in);
  g_assert_false (isg_rulebook_roll_back (book, &none, &error));
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_MISSING);
  g_assert_null (none);
  install (book, "2026.99.2", "2026-11-02", NULL);
  g_assert_cmpstr (active (book, "2026-11-24"), ==, "2026.99.2");
}

static void
test_older_same_or_other_pack_changes_nothing (void)
{
  static const struct {
    const char *version;
    const IsgTestPackEdit edit;
    int code;
  } cases[] = {
    { "2026.99.2", { NULL }, ISG_RULES_ERROR_OLDER },
    { "2026.99.1", { NULL }, ISG_RULES_ERROR_OLDER },
    { "2020.1.1", { NULL }, ISG_RULES_ERROR_OLDER },
    { "2026.99.3",
      { "pack.json", "\"id\": \"isg-defteri\"", "\"id\": \"other\"" },
      ISG_RULES_ERROR_BROKEN },
    { "2026.99.3", { "pack.json", "\"engine\": 1", "\"engine\": 2" }, ISG_RULES_ERROR_ENGINE },
  };
  g_autofree char *dir = new_dir ();
  g_autoptr (IsgRulebook) book = open_book (dir);

  install (book, "2026.99.2", "2026-11-01", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const IsgTestPackEdit edits[] = { cases[i].edit, { NULL } };
    g_autoptr (GBytes) file = isg_test_pack_make (issuer, cases[i].version, "2026-11-01", edits);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) entries = NULL;

    g_assert_false (isg_rulebook_install (book, file, "a", NULL, NULL, &error));
    g_assert_error (error, ISG_RULES_ERROR, cases[i].code);
    g_assert_true (g_str_has_prefix (error->message, "a: "));
    entries = isg_rulebook_list (book, day ("2026-11-24"));
    g_assert_cmpuint (entries->len, ==, 2);
    g_assert_cmpstr (active (book, "2026-11-24"), ==, "2026.99.2");
  }
}

/* A record names the version it was finalised under: that name keeps its content. */
static void
test_version_that_was_taken_back_keeps_its_content (void)
{
  const IsgTestPackEdit edits[]
    = { { "pack.json", "\"issued\": \"2026-11-01\"", "\"issued\": \"2026-11-02\"" }, { NULL } };
  g_autofree char *dir = new_dir ();
  g_autoptr (IsgRulebook) book = open_book (dir);
  g_autoptr (GBytes) other = isg_test_pack_make (issuer, "2026.99.1", "2026-11-01", edits);
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;

  install (book, "2026.99.1", "2026-11-01", NULL);
  g_assert_true (isg_rulebook_roll_back (book, &out, NULL));
  g_assert_false (isg_rulebook_install (book, other, "a", NULL, NULL, &error));
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_OLDER);
}

static void
test_refused_file_leaves_not_even_a_folder (void)
{
  g_autofree char *dir = new_dir ();
  g_autoptr (IsgRulebook) book = open_book (dir);
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  g_autoptr (GError) error = NULL;

  g_assert_false (isg_rulebook_install (book, junk, "junk", NULL, NULL, &error));
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_DAMAGED);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
}

/* A stick pulled out years ago, a disk that rots: the program starts all the same, and says so. */
static void
test_damaged_kept_pack_is_passed_over_and_told_of (void)
{
  g_autofree char *dir = new_dir ();
  g_autofree char *path = g_build_filename (dir, "rules", "2026.99.2.isgpaket", NULL);
  g_autoptr (IsgRulebook) book = open_book (dir);
  g_autoptr (IsgRulebook) again = NULL;

  install (book, "2026.99.1", "2026-11-01", NULL);
  install (book, "2026.99.2", "2026-11-02", NULL);
  g_assert_true (g_file_set_contents (path, "rot", 3, NULL));
  again = open_book (dir);
  g_assert_cmpstr (active (again, "2026-11-24"), ==, "2026.99.1");
  g_assert_cmpint (state_of (again, "2026.99.2", "2026-11-24"), ==, ISG_PACK_DAMAGED);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (state_of (again, "2026.99.2", "2026-11-24"), ==, ISG_PACK_DAMAGED);
}

/* ---- the power goes ---- */

static void
die_at (const char *name, gpointer wanted)
{
  if (strcmp (name, wanted) == 0)
    kill (getpid (), SIGKILL);
}

static void
install_in_child (const char *dir, GBytes *file, const char *at)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0) {
    IsgRulebook *book = isg_rulebook_new (dir, NULL);

    isg_rulebook_set_trial_issuer (book, isg_test_issuer_pem (issuer));
    isg_rulebook_install (book, file, "a", die_at, (gpointer) at, NULL);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static void
test_killed_installation_leaves_the_old_pack_or_the_new_one (void)
{
  static const struct {
    const char *at;
    const char *holds;
  } cases[]
    = { { "pack-kept", "2026.99.1" }, { "issuer-kept", "2026.99.1" }, { "chosen", "2026.99.2" } };
  g_autoptr (GBytes) file = isg_test_pack_make (issuer, "2026.99.2", "2026-11-02", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *dir = new_dir ();
    g_autoptr (IsgRulebook) book = open_book (dir);
    g_autoptr (IsgRulebook) again = NULL;
    g_autoptr (GError) error = NULL;

    install (book, "2026.99.1", "2026-11-01", NULL);
    install_in_child (dir, file, cases[i].at);
    again = open_book (dir);
    g_assert_cmpstr (active (again, "2026-11-24"), ==, cases[i].holds);
    /* What did not come to its end can be done again. */
    if (strcmp (cases[i].holds, "2026.99.1") == 0) {
      g_assert_true (isg_rulebook_install (again, file, "a", NULL, NULL, &error));
      g_assert_no_error (error);
    }
    g_assert_cmpstr (active (again, "2026-11-24"), ==, "2026.99.2");
  }
}

/* ---- the 30 days ---- */

static void
test_thirty_days_are_counted_from_the_day_of_publication (void)
{
  const IsgTestPackEdit edits[]
    = { { "pack.json", "\"engine\": 1,", "\"engine\": 1,\n\"published\": \"2026-11-12\"," },
        { NULL } };
  g_autofree char *dir = new_dir ();
  g_autoptr (IsgRulebook) book = open_book (dir);
  IsgRules *rules;
  int gone = 0;
  int left = 0;
  IsgDate last = ISG_DATE_NONE;

  g_assert_false (isg_rules_days_left (isg_rulebook_active (book, 0), 0, NULL, &left, NULL));
  install (book, "2026.99.1", "2026-12-12", edits);
  rules = isg_rulebook_find (book, "2026.99.1");
  g_assert_true (isg_rules_days_left (rules, day ("2026-11-24"), &gone, &left, &last));
  g_assert_cmpint (gone, ==, 12);
  g_assert_cmpint (left, ==, 18);
  g_assert_cmpint (last, ==, day ("2026-12-12"));
  g_assert_true (isg_rules_days_left (rules, day ("2026-12-13"), NULL, &left, NULL));
  g_assert_cmpint (left, ==, -1);
}

int
main (int argc, char **argv)
{
  g_autoptr (IsgRules) rules = NULL;
  int result;

  isg_test_init (&argc, &argv);
  issuer = isg_test_issuer_new ("Yayıncı");
  rules = isg_rules_load (NULL, NULL);
  built_in = g_strdup (isg_rules_version (rules));
  g_test_add_func ("/rulebook/none", test_without_a_folder_the_built_in_pack_holds);
  g_test_add_func ("/rulebook/waits", test_pack_waits_for_its_day);
  g_test_add_func ("/rulebook/back",
                   test_going_back_leads_to_the_pack_before_and_at_last_to_the_built_in_one);
  g_test_add_func ("/rulebook/older", test_older_same_or_other_pack_changes_nothing);
  g_test_add_func ("/rulebook/same-version", test_version_that_was_taken_back_keeps_its_content);
  g_test_add_func ("/rulebook/refused", test_refused_file_leaves_not_even_a_folder);
  g_test_add_func ("/rulebook/damaged", test_damaged_kept_pack_is_passed_over_and_told_of);
  g_test_add_func ("/rulebook/killed", test_killed_installation_leaves_the_old_pack_or_the_new_one);
  g_test_add_func ("/rulebook/thirty-days",
                   test_thirty_days_are_counted_from_the_day_of_publication);
  result = g_test_run ();
  isg_test_issuer_free (issuer);
  g_free (built_in);
  return result;
}
