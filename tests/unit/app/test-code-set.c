/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-code-set.h"
#include "support/isg-test.h"

static IsgRules *rules;

/* 1111 … 1121 are kinds of air, 1199 is none of them, 0042 was taken off the list long ago. */
static const struct {
  const char *chosen;
  const char *turned;
  const char *now;
} cases[] = {
  { "", "1111", "1111" },          { "1111", "1111", "" },          { "1121", "1111", "1111,1121" },
  { "1111,1121", "1199", "1199" }, { "1199", "1111", "1111" },      { "1199", "1199", "" },
  { "1111,1199", "1111", "1199" }, { "0042", "1111", "1111,0042" }, { "0042,1111", "0042", "1111" },
  { "0042", "1199", "1199" },
};

static void
test_none_of_these_excludes_the_others (void)
{
  const IsgCodeList *list = isg_rules_code_list (rules, "exposure_air");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) chosen = g_strsplit (cases[i].chosen, ",", -1);
    g_auto (GStrv) now = isg_code_set_turn ((const char *const *) chosen, list, cases[i].turned);
    g_autofree char *text = g_strjoinv (",", now);

    g_test_message ("%s + %s", cases[i].chosen, cases[i].turned);
    g_assert_cmpstr (text, ==, cases[i].now);
  }
}

static void
test_first_code_is_chosen_where_nothing_was (void)
{
  g_auto (GStrv) now
    = isg_code_set_turn (NULL, isg_rules_code_list (rules, "exposure_air"), "1199");

  g_assert_cmpuint (g_strv_length (now), ==, 1);
  g_assert_cmpstr (now[0], ==, "1199");
}

int
main (int argc, char *argv[])
{
  g_autofree char *pack = NULL;
  g_autoptr (GError) error = NULL;
  int failed;

  isg_test_init (&argc, &argv);
  pack = isg_test_source ("data/rules");
  rules = isg_rules_load (pack, &error);
  g_assert_no_error (error);

  g_test_add_func ("/code-set/none-of-these-excludes-the-others",
                   test_none_of_these_excludes_the_others);
  g_test_add_func ("/code-set/first-code-is-chosen-where-nothing-was",
                   test_first_code_is_chosen_where_nothing_was);
  failed = g_test_run ();
  isg_rules_unref (rules);
  return failed;
}
