/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

static GThread *
begin (GThreadFunc func)
{
  return g_thread_new ("worker", func, NULL);
}
