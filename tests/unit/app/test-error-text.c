/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-error-text.h"

#include <gio/gio.h>

#include "base/isg-error.h"
#include "dataset/isg-document.h"
#include "rules/isg-rules.h"
#include "store/isg-store.h"
#include "submit/isg-submit-error.h"
#include "support/isg-test.h"

static const char secret[] = "10000000146 Ayse";

static char *
text_of (GQuark domain, int code)
{
  g_autoptr (GError) error = g_error_new (domain, code, "engine: %s", secret);

  return isg_error_text (error);
}

static void
check (const char *text)
{
  /* A sentence, that names nobody and shows nothing of what is meant for us. */
  g_assert_nonnull (text);
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_null (strstr (text, secret));
  g_assert_null (strstr (text, "engine"));
}

static void
test_each_code_has_a_sentence_of_its_own (void)
{
  const struct {
    GQuark domain;
    int last;
  } domains[] = {
    { ISG_STORE_ERROR, ISG_STORE_ERROR_KEY },
    { ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_MAYBE_SENT },
    { ISG_RULES_ERROR, ISG_RULES_ERROR_VALUE },
  };
  g_autofree char *otherwise = text_of (g_quark_from_string ("another"), 0);

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++) {
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (int code = 0; code <= domains[i].last; code++) {
      g_autofree char *text = text_of (domains[i].domain, code);

      check (text);
      g_assert_cmpstr (text, !=, otherwise);
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&text)));
    }
  }
}

static void
test_other_domains_have_a_sentence (void)
{
  const struct {
    GQuark domain;
    int code;
  } others[] = {
    { ISG_DATASET_ERROR, 0 }, { ISG_BASE_ERROR, ISG_BASE_ERROR_RANGE },
    { G_IO_ERROR, 0 },        { G_FILE_ERROR, 0 },
    { G_SHELL_ERROR, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autofree char *text = text_of (others[i].domain, others[i].code);

    check (text);
  }
}

/* A file that was asked for is not there: why, and what to do, not that "it did not work". */
static void
test_full_disks_and_closed_folders_are_told_apart (void)
{
  const struct {
    GQuark domain;
    int code;
    const char *said;
  } cases[] = {
    { G_FILE_ERROR, G_FILE_ERROR_NOSPC, "no room" },
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no room" },
    { G_FILE_ERROR, G_FILE_ERROR_ACCES, "may not be written to" },
    { G_FILE_ERROR, G_FILE_ERROR_PERM, "may not be written to" },
    { G_FILE_ERROR, G_FILE_ERROR_ROFS, "may not be written to" },
    { G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "may not be written to" },
    { G_IO_ERROR, G_IO_ERROR_READ_ONLY, "may not be written to" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = text_of (cases[i].domain, cases[i].code);

    check (text);
    g_assert_nonnull (strstr (text, cases[i].said));
  }
}

static void
test_no_sentence_blames_or_shouts (void)
{
  static const char *const words[]
    = { "!", "invalid", "Invalid", "failed", "error", "wrong", "please", "Please", "unknown" };

  for (int code = 0; code <= ISG_SUBMIT_ERROR_MAYBE_SENT; code++) {
    g_autofree char *text = text_of (ISG_SUBMIT_ERROR, code);

    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      g_assert_null (strstr (text, words[i]));
  }
}

static void
test_what_shuts_the_store_is_told_apart (void)
{
  static const int shut[] = {
    ISG_STORE_ERROR_BUSY,    ISG_STORE_ERROR_IO,    ISG_STORE_ERROR_CORRUPT,
    ISG_STORE_ERROR_FOREIGN, ISG_STORE_ERROR_NEWER,
  };
  g_autoptr (GError) absent = g_error_new (ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "x");
  g_autoptr (GError) card = g_error_new (ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NO_CARD, "x");

  for (gsize i = 0; i < G_N_ELEMENTS (shut); i++) {
    g_autoptr (GError) error = g_error_new (ISG_STORE_ERROR, shut[i], "x");

    g_assert_true (isg_error_is_about_store (error));
  }
  g_assert_false (isg_error_is_about_store (absent));
  g_assert_false (isg_error_is_about_store (card));
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/error-text/each-code-has-a-sentence-of-its-own",
                   test_each_code_has_a_sentence_of_its_own);
  g_test_add_func ("/error-text/other-domains-have-a-sentence", test_other_domains_have_a_sentence);
  g_test_add_func ("/error-text/full-disks-and-closed-folders-are-told-apart",
                   test_full_disks_and_closed_folders_are_told_apart);
  g_test_add_func ("/error-text/no-sentence-blames-or-shouts", test_no_sentence_blames_or_shouts);
  g_test_add_func ("/error-text/what-shuts-the-store-is-told-apart",
                   test_what_shuts_the_store_is_told_apart);
  return g_test_run ();
}
