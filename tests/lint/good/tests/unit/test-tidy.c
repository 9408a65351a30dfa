/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  result = g_test_run ();
  g_free (NULL);
  return result;
}
