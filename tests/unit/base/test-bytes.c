/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-bytes.h"

#include <string.h>

#include "support/isg-test.h"

static void
test_a_digest_is_the_published_one (void)
{
  /* FIPS 180-4, examples */
  static const struct {
    const char *data;
    const char *digest;
  } cases[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].data, strlen (cases[i].data));
    g_autofree char *hex = isg_bytes_sha256_hex (bytes);
    g_autofree char *again = NULL;
    guint8 digest[32];

    g_assert_cmpstr (hex, ==, cases[i].digest);
    isg_bytes_sha256 (cases[i].data, strlen (cases[i].data), digest);
    again = isg_bytes_to_hex (digest, sizeof digest);
    g_assert_cmpstr (again, ==, cases[i].digest);
  }
}

static void
test_no_bytes_have_a_digest_too (void)
{
  g_autofree char *hex = NULL;
  guint8 digest[32];

  isg_bytes_sha256 (NULL, 0, digest);
  hex = isg_bytes_to_hex (digest, sizeof digest);
  g_assert_true (g_str_has_prefix (hex, "e3b0c442"));
}

static void
test_hexadecimal_comes_back_as_the_same_bytes (void)
{
  guint8 all[256];
  g_autofree char *hex = NULL;
  g_autofree char *capitals = NULL;
  g_autoptr (GBytes) small = NULL;
  g_autoptr (GBytes) big = NULL;

  for (gsize i = 0; i < sizeof all; i++)
    all[i] = (guint8) i;

  hex = isg_bytes_to_hex (all, sizeof all);
  capitals = g_ascii_strup (hex, -1);
  small = isg_bytes_from_hex (hex);
  big = isg_bytes_from_hex (capitals);
  g_assert_cmpmem (g_bytes_get_data (small, NULL), g_bytes_get_size (small), all, sizeof all);
  g_assert_cmpmem (g_bytes_get_data (big, NULL), g_bytes_get_size (big), all, sizeof all);
}

static void
test_what_is_not_hexadecimal_is_refused (void)
{
  static const char *const cases[] = { "0", "abc", "0g", "g0", " 00", "0x00", "00\n0", "ı0", "-1" };
  g_autoptr (GBytes) empty = isg_bytes_from_hex ("");

  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("\"%s\"", cases[i]);
    g_assert_null (isg_bytes_from_hex (cases[i]));
  }
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/base/bytes/a-digest-is-the-published-one", test_a_digest_is_the_published_one);
  g_test_add_func ("/base/bytes/no-bytes-have-a-digest-too", test_no_bytes_have_a_digest_too);
  g_test_add_func ("/base/bytes/hexadecimal-comes-back-as-the-same-bytes",
                   test_hexadecimal_comes_back_as_the_same_bytes);
  g_test_add_func ("/base/bytes/what-is-not-hexadecimal-is-refused",
                   test_what_is_not_hexadecimal_is_refused);

  return g_test_run ();
}
