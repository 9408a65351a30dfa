/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application's own submission worker without its windows, on the store in the folder named by
 * the first word: what tests kill beside isgctl. Ends when its standard input does. */
#include <glib-unix.h>
#include <unistd.h>

#include "submit/isg-transport-curl.h"
#include "submit/isg-worker.h"

static gboolean
ended_cb (gint fd, GIOCondition condition, gpointer loop)
{
  char rest[64];

  if (read (fd, rest, sizeof rest) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* Gates that a fault of the test has shut are tried as a person would: at once. */
static gboolean
try_cb (gpointer worker)
{
  isg_worker_try_now (worker);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (IsgClock) clock = isg_clock_new_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_rules_load (NULL, &error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (IsgWorker) worker = NULL;

  if (argc != 2 || rules == NULL)
    return 2;
  isg_transport_curl_global_init ();
  worker = isg_worker_new (argv[1], rules, clock, NULL, NULL);
  isg_worker_start (worker);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, ended_cb, loop);
  g_timeout_add (500, try_cb, worker);
  g_main_loop_run (loop);
  isg_worker_stop (worker);
  return 0;
}
