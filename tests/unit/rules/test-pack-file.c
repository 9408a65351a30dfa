/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-pack-file.h"
#include "support/isg-test-pack.h"
#include "support/isg-test.h"

#define LATER "2026.99.1"

static IsgTestIssuer *issuer; /* (owned) for the life of the program */

static void
assert_refused (GBytes *file, int code, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules
    = isg_pack_file_load (file, "a.isgpaket", isg_test_issuer_pem (issuer), &error);

  g_test_message ("%s", error != NULL ? error->message : "loaded");
  g_assert_null (rules);
  g_assert_error (error, ISG_RULES_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "a.isgpaket: "));
  g_assert_nonnull (strstr (error->message, said));
}

static GBytes *
sign_text (const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));

  return isg_test_issuer_sign (issuer, content, TRUE);
}

static void
test_pack_is_read_and_names_its_issuer (void)
{
  g_autoptr (GBytes) file = isg_test_pack_make (issuer, LATER, "2026-12-01", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_pack_file_load (file, "a", isg_test_issuer_pem (issuer), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (isg_rules_version (rules), ==, LATER);
  g_assert_cmpstr (isg_rules_signer (rules), ==, "Yayıncı");
  g_assert_true (isg_rules_is_trial (rules));
  g_assert_nonnull (isg_rules_kind (rules, "training"));
}

static void
test_foreign_pack_is_refused (void)
{
  g_autoptr (IsgTestIssuer) other = isg_test_issuer_new ("Başkası");
  g_autoptr (IsgTestIssuer) namesake = isg_test_issuer_new ("Yayıncı");
  g_autoptr (GBytes) file = isg_test_pack_make (other, LATER, "2026-12-01", NULL);
  g_autoptr (GBytes) forged = isg_test_pack_make (namesake, LATER, "2026-12-01", NULL);
  g_autoptr (GError) error = NULL;

  assert_refused (file, ISG_RULES_ERROR_FOREIGN, "another issuer");
  /* The name alone opens nothing. */
  g_assert_null (isg_pack_file_load (forged, "a", isg_test_issuer_pem (issuer), &error));
  g_assert_true (g_error_matches (error, ISG_RULES_ERROR, ISG_RULES_ERROR_FOREIGN)
                 || g_error_matches (error, ISG_RULES_ERROR, ISG_RULES_ERROR_SIGNATURE));
}

/* Without the sandbox's issuer the same file is a stranger's. */
static void
test_trial_issuer_counts_only_where_it_is_given (void)
{
  g_autoptr (GBytes) file = isg_test_pack_make (issuer, LATER, "2026-12-01", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (isg_pack_file_load (file, "a", NULL, &error));
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_FOREIGN);
}

/* Every 97th byte, and each of the last 300, where the signature lies. */
static void
test_changed_byte_is_found (void)
{
  g_autoptr (GBytes) file = isg_test_pack_make (issuer, LATER, "2026-12-01", NULL);
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (file, &length);
  gsize step = 1777;

  for (gsize i = 0; i < length; i += i + 120 < length ? step : 3) {
    guint8 *copy = g_memdup2 (data, length);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (GError) error = NULL;
    IsgRules *rules;

    copy[i] ^= 0x20;
    changed = g_bytes_new_take (copy, length);
    rules = isg_pack_file_load (changed, "a", isg_test_issuer_pem (issuer), &error);
    g_assert_null (rules);
    g_assert_true (g_error_matches (error, ISG_RULES_ERROR, ISG_RULES_ERROR_DAMAGED)
                   || g_error_matches (error, ISG_RULES_ERROR, ISG_RULES_ERROR_SIGNATURE)
                   || g_error_matches (error, ISG_RULES_ERROR, ISG_RULES_ERROR_FOREIGN));
    if (i + 120 >= length)
      step = 3;
  }
}

static void
test_cut_or_lengthened_file_is_damaged (void)
{
  g_autoptr (GBytes) file = isg_test_pack_make (issuer, LATER, "2026-12-01", NULL);
  gsize length = g_bytes_get_size (file);
  const gsize cuts[] = { 0, 1, 2, 5, 40, length / 2, length - 1 };
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) more = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (file, 0, cuts[i]);

    assert_refused (cut, ISG_RULES_ERROR_DAMAGED, "CMS");
  }
  g_byte_array_append (longer, g_bytes_get_data (file, NULL), (guint) length);
  g_byte_array_append (longer, (const guint8 *) "\0", 1);
  more = g_byte_array_free_to_bytes (g_steal_pointer (&longer));
  assert_refused (more, ISG_RULES_ERROR_DAMAGED, "CMS");
}

/* SignedData without a SignerInfo, as "openssl crl2pkcs7 -nocrl" and worse make it. */
static void
test_unsigned_file_is_refused (void)
{
  static const guint8 unsigned_data[]
    = { 0x30, 0x23, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02,
        0xa0, 0x16, 0x30, 0x14, 0x02, 0x01, 0x01, 0x31, 0x00, 0x30, 0x0b, 0x06, 0x09,
        0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01, 0x31, 0x00 };
  g_autoptr (GBytes) file = g_bytes_new_static (unsigned_data, sizeof unsigned_data);
  g_autoptr (GBytes) content = isg_test_pack_content (NULL);
  g_autoptr (GBytes) detached = isg_test_issuer_sign (issuer, content, FALSE);

  assert_refused (file, ISG_RULES_ERROR_SIGNATURE, "not signed");
  /* The content alone, and a signature whose content lies elsewhere. */
  assert_refused (content, ISG_RULES_ERROR_DAMAGED, "CMS");
  assert_refused (detached, ISG_RULES_ERROR_DAMAGED, "content");
}

static void
test_signed_content_that_is_no_pack_is_refused (void)
{
  static const struct {
    const char *content;
    int code;
    const char *said;
  } cases[] = {
    { "hello", ISG_RULES_ERROR_BROKEN, "content" },
    { "[]", ISG_RULES_ERROR_BROKEN, "files and isgpaket" },
    { "{\"files\":{},\"isgpaket\":1}", ISG_RULES_ERROR_MISSING, "pack.json" },
    { "{\"files\":{},\"isgpaket\":2}", ISG_RULES_ERROR_ENGINE, "of form 2" },
    { "{\"files\":{},\"isgpaket\":1,\"x\":1}", ISG_RULES_ERROR_BROKEN, "files and isgpaket" },
    { "{\"files\": {},\"isgpaket\":1}", ISG_RULES_ERROR_BROKEN, "canonical" },
    { "{\"files\":{\"pack.json\":\"\\t\"},\"isgpaket\":1}", ISG_RULES_ERROR_BROKEN, "canonical" },
    { "{\"files\":{\"pack.json\":7},\"isgpaket\":1}", ISG_RULES_ERROR_BROKEN, "pack.json: a text" },
    { "{\"files\":{\"b\":\"\",\"a\":\"\"},\"isgpaket\":1}", ISG_RULES_ERROR_BROKEN, "a: not in" },
    { "{\"files\":{\"pack.json\":\"{}\"},\"isgpaket\":1}", ISG_RULES_ERROR_BROKEN, "pack.json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) file = sign_text (cases[i].content);

    g_test_message ("%s", cases[i].content);
    assert_refused (file, cases[i].code, cases[i].said);
  }
}

static void
test_broken_definition_names_file_place_and_reason (void)
{
  const IsgTestPackEdit broken[]
    = { { "kinds/training.json", "\"sent\": true", "\"sent\": \"yes\"" }, { NULL } };
  const IsgTestPackEdit engine[] = { { "pack.json", "\"engine\": 1", "\"engine\": 9" }, { NULL } };
  const IsgTestPackEdit version[]
    = { { "pack.json", "\"version\": \"" LATER "\"", "\"version\": \"../x\"" }, { NULL } };
  g_autoptr (GBytes) a = isg_test_pack_make (issuer, LATER, "2026-12-01", broken);
  g_autoptr (GBytes) b = isg_test_pack_make (issuer, LATER, "2026-12-01", engine);
  g_autoptr (GBytes) c = isg_test_pack_make (issuer, LATER, "2026-12-01", version);

  assert_refused (a, ISG_RULES_ERROR_BROKEN, "kinds/training.json: sent: true or false");
  assert_refused (b, ISG_RULES_ERROR_ENGINE, "engine 9");
  assert_refused (c, ISG_RULES_ERROR_BROKEN, "version: up to four numbers");
}

static void
test_huge_file_is_not_read (void)
{
  g_autofree char *path = isg_test_path ("huge.isgpaket");
  g_autofree char *huge = g_malloc0 (ISG_PACK_FILE_MAX + 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, huge, ISG_PACK_FILE_MAX + 1, NULL));
  g_assert_null (isg_pack_file_read (path, &error));
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_BROKEN);
  g_assert_nonnull (strstr (error->message, "too large"));
  g_clear_error (&error);
  g_assert_null (isg_pack_file_read ("/nowhere/a.isgpaket", &error));
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (isg_pack_file_read (isg_test_tmpdir (), &error));
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_MISSING);
}

static void
test_versions_are_compared_by_their_numbers (void)
{
  g_assert_cmpint (isg_pack_version_compare ("2026.11.1", "2026.11.1"), ==, 0);
  g_assert_cmpint (isg_pack_version_compare ("2026.11.10", "2026.11.9"), >, 0);
  g_assert_cmpint (isg_pack_version_compare ("2026.2", "2026.11"), <, 0);
  g_assert_cmpint (isg_pack_version_compare ("2026.11", "2026.11.0"), ==, 0);
  for (guint i = 0; i < 4; i++) {
    static const char *const bad[] = { "", "1.2.3.4.5", "1.a", "../../x" };

    g_assert_false (isg_pack_version_is_good (bad[i]));
  }
  g_assert_true (isg_pack_version_is_good ("2026.11.1"));
}

int
main (int argc, char **argv)
{
  int result;

  isg_test_init (&argc, &argv);
  issuer = isg_test_issuer_new ("Yayıncı");
  g_test_add_func ("/pack-file/reads", test_pack_is_read_and_names_its_issuer);
  g_test_add_func ("/pack-file/foreign", test_foreign_pack_is_refused);
  g_test_add_func ("/pack-file/trial", test_trial_issuer_counts_only_where_it_is_given);
  g_test_add_func ("/pack-file/changed-byte", test_changed_byte_is_found);
  g_test_add_func ("/pack-file/cut", test_cut_or_lengthened_file_is_damaged);
  g_test_add_func ("/pack-file/unsigned", test_unsigned_file_is_refused);
  g_test_add_func ("/pack-file/no-pack", test_signed_content_that_is_no_pack_is_refused);
  g_test_add_func ("/pack-file/broken", test_broken_definition_names_file_place_and_reason);
  g_test_add_func ("/pack-file/huge", test_huge_file_is_not_read);
  g_test_add_func ("/pack-file/versions", test_versions_are_compared_by_their_numbers);
  result = g_test_run ();
  isg_test_issuer_free (issuer);
  return result;
}
