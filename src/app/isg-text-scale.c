/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-text-scale.h"

/* GtkSettings holds 1024ths of a dot an inch. */
#define PLAIN_DPI (96 * 1024)

double
isg_text_scale (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = 0;

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? (double) dpi / PLAIN_DPI : 1.0;
}

int
isg_scaled (int pixels)
{
  return (int) (pixels * isg_text_scale () + 0.5);
}

void
isg_text_scale_apply (int percent)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = 0;

  if (settings == NULL)
    return;
  /* What the system says, not what we said before. */
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  if (percent == 100)
    return;
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = PLAIN_DPI;
  g_object_set (settings, "gtk-xft-dpi", (int) ((gint64) dpi * percent / 100), NULL);
}

void
isg_text_scale_watch (gpointer object, void (*changed) (gpointer object))
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (settings != NULL)
    g_signal_connect_object (settings,
                             "notify::gtk-xft-dpi",
                             G_CALLBACK (changed),
                             object,
                             G_CONNECT_SWAPPED);
}
