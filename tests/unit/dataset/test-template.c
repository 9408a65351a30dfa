/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-document.h"
#include "support/isg-test.h"

#define SLOT(name) "\001" name "\001"

static void
assert_filled (GBytes *bytes, const char *expected)
{
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   expected,
                   strlen (expected));
}

static void
test_slots_are_found_by_their_whole_name (void)
{
  const char *tmpl = "a" SLOT ("number") "b";

  g_assert_true (isg_template_has_slot (tmpl, "number"));
  g_assert_false (isg_template_has_slot (tmpl, "numb"));
  g_assert_false (isg_template_has_slot (tmpl, "signature"));
  g_assert_false (isg_template_has_slot ("number", "number"));
}

static void
test_values_are_escaped_for_what_they_stand_in (void)
{
  static const struct {
    const char *escape;
    const char *value;
    const char *expected;
  } cases[] = {
    { "xml", "a&b<c>\"ç'\r\n", "[a&amp;b&lt;c&gt;\"ç'&#13;\n]" },
    { "json",
      "a\"b\\c/\b\f\n\r\t\001\037\177ı",
      "[a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\177ı]" },
    { "none", "a&\"\\", "[a&\"\\]" },
    { "xml", "", "[]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes
      = isg_template_fill ("[" SLOT ("x") "]", cases[i].escape, "x", cases[i].value, NULL);

    assert_filled (bytes, cases[i].expected);
  }
}

static void
test_a_slot_may_stand_several_times (void)
{
  g_autoptr (GBytes) bytes = isg_template_fill (SLOT ("a") "-" SLOT ("b") "-" SLOT ("a"),
                                                "none",
                                                "b",
                                                "2",
                                                "a",
                                                "1",
                                                "c",
                                                "3",
                                                NULL);

  assert_filled (bytes, "1-2-1");
}

static void
test_a_value_that_looks_like_a_slot_is_a_value (void)
{
  g_autoptr (GBytes) bytes
    = isg_template_fill (SLOT ("a"), "none", "a", SLOT ("b"), "b", "no", NULL);

  assert_filled (bytes, SLOT ("b"));
}

static void
test_an_unfilled_slot_gives_nothing (void)
{
  g_assert_null (isg_template_fill ("x" SLOT ("a"), "xml", NULL));
  g_assert_null (isg_template_fill ("x" SLOT ("a"), "xml", "b", "1", NULL));
  g_assert_null (isg_template_fill ("x\001a", "xml", "a", "1", NULL));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/template/slots", test_slots_are_found_by_their_whole_name);
  g_test_add_func ("/template/escape", test_values_are_escaped_for_what_they_stand_in);
  g_test_add_func ("/template/several", test_a_slot_may_stand_several_times);
  g_test_add_func ("/template/value-like-slot", test_a_value_that_looks_like_a_slot_is_a_value);
  g_test_add_func ("/template/unfilled", test_an_unfilled_slot_gives_nothing);
  return g_test_run ();
}
