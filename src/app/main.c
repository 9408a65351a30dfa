/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-application.h"
#include "base/isg-secret.h"
#include "submit/isg-transport-curl.h"

int
main (int argc, char *argv[])
{
  g_autoptr (IsgApplication) application = NULL;
  int status;

  isg_secret_forbid_core_dumps ();
  /* Before the first thread. */
  isg_transport_curl_global_init ();
  application = isg_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 || !isg_application_failed (application) ? status : 3;
}
