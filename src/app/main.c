/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-application.h"
#include "submit/isg-transport-curl.h"

int
main (int argc, char *argv[])
{
  g_autoptr (IsgApplication) application = NULL;

  /* Before the first thread. */
  isg_transport_curl_global_init ();
  application = isg_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
