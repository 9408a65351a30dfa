/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-finding.h"

#include "support/isg-test.h"

static void
test_finding_tells_where_how_grave_and_what (void)
{
  g_autoptr (IsgFinding) finding = isg_finding_new ("topics[2].minutes",
                                                    ISG_SEVERITY_WARNING,
                                                    "hours_short",
                                                    "n",
                                                    "135",
                                                    "needed",
                                                    "540",
                                                    NULL);

  g_assert_cmpstr (isg_finding_path (finding), ==, "topics[2].minutes");
  g_assert_cmpint (isg_finding_severity (finding), ==, ISG_SEVERITY_WARNING);
  g_assert_cmpstr (isg_finding_code (finding), ==, "hours_short");
  g_assert_cmpstr (isg_finding_arg (finding, "n"), ==, "135");
  g_assert_cmpstr (isg_finding_arg (finding, "needed"), ==, "540");
  g_assert_null (isg_finding_arg (finding, "other"));
}

static void
test_missing_text_ends_the_pairs (void)
{
  const char *const pairs[] = { "a", "1", "b", "2", "odd", NULL };
  g_autoptr (IsgFinding) cut = isg_finding_new (NULL,
                                                ISG_SEVERITY_INFO,
                                                "x",
                                                "a",
                                                "1",
                                                "b",
                                                (const char *) NULL,
                                                "c",
                                                "3",
                                                NULL);
  g_autoptr (IsgFinding) gathered = isg_finding_new_pairs (NULL, ISG_SEVERITY_INFO, "x", pairs);

  g_assert_null (isg_finding_path (cut));
  g_assert_cmpstr (isg_finding_arg (cut, "a"), ==, "1");
  g_assert_null (isg_finding_arg (cut, "b"));
  g_assert_null (isg_finding_arg (cut, "c"));
  g_assert_cmpstr (isg_finding_arg (gathered, "b"), ==, "2");
  g_assert_null (isg_finding_arg (gathered, "odd"));
}

static void
test_only_the_grave_ones_block (void)
{
  static const char *const names[] = { "info", "warning", "block" };
  g_autoptr (GPtrArray) findings
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);

  g_assert_cmpuint (isg_findings_block (findings), ==, 0);
  for (int grade = ISG_SEVERITY_INFO; grade <= ISG_SEVERITY_BLOCK; grade++) {
    g_ptr_array_add (findings, isg_finding_new ("a", (IsgSeverity) grade, "x", NULL));
    g_assert_cmpstr (isg_finding_severity_name ((IsgSeverity) grade), ==, names[grade]);
  }
  g_assert_cmpuint (isg_findings_block (findings), ==, 1);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/finding/content", test_finding_tells_where_how_grave_and_what);
  g_test_add_func ("/finding/pairs", test_missing_text_ends_the_pairs);
  g_test_add_func ("/finding/block", test_only_the_grave_ones_block);
  return g_test_run ();
}
