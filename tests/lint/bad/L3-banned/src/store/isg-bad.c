/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

static int counter;
static char *last_error = NULL;
int *shared;
static const int fine = 1;

static double
read_number (const char *text)
{
  char copy[8];

  strcpy (copy, text);
  g_print ("%d", atoi (text));
  g_usleep (5);
  sleep (1);
  while (g_main_context_iteration (NULL, TRUE))
    ;
  g_spawn_command_line_sync (text, NULL, NULL, NULL, NULL);
  isg_store_get_default ();
  g_application_get_default ();
  g_thread_new ("x", NULL, NULL);
  return strtod (text, NULL);
}

static void
write_number (char *out, double value)
{
  g_snprintf (out, 9, "100%% %5.2f", value);
  sprintf (out, "%s", g_strdup_printf ("%g", value));
}
#if 0
unused
#endif
