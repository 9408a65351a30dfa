/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-sgk-panel.h"

#include <glib/gi18n.h>

#include "app/isg-sgk-clock.h"

typedef struct {
  IsgRecordSession *session; /* (unowned): the screen's */
  GtkWidget *box;            /* (unowned): in the form */
  GtkLabel *clock;           /* (unowned) */
  GtkLabel *note;            /* (unowned) */
} Panel;

static void
show_cb (IsgRecordScreen *screen)
{
  Panel *panel = g_object_get_data (G_OBJECT (screen), "isg-sgk-panel");
  IsgContext *context = isg_record_session_context (panel->session);
  g_autofree char *text = NULL;
  IsgSgkClock clock;
  gboolean late;

  if (!isg_record_session_is_loaded (panel->session))
    return;
  isg_sgk_clock_read (isg_context_rules (context),
                      isg_record_fields (isg_record_session_record (panel->session)),
                      isg_clock_today (isg_context_clock (context)),
                      &clock);
  text = isg_sgk_clock_text (&clock);
  late = clock.applies && clock.notified == ISG_DATE_NONE && clock.left <= 0;
  gtk_widget_set_visible (panel->box, text != NULL);
  gtk_label_set_label (panel->clock, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (panel->note), clock.notified == ISG_DATE_NONE);
  if (late)
    gtk_widget_add_css_class (panel->box, "bad");
  else
    gtk_widget_remove_css_class (panel->box, "bad");
}

static GtkLabel *
label_new (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0F, "wrap", TRUE, NULL);
}

static GtkWidget *
box_new (Panel *panel)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  "alarm-symbolic",
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "valign",
                                  GTK_ALIGN_START,
                                  NULL);

  panel->clock = label_new ("");
  gtk_widget_add_css_class (GTK_WIDGET (panel->clock), "heading");
  panel->note
    = label_new (_("This program does not notify SGK. The employer does it in e-Bildirim. "
        "The "
        "clock stops when you enter date and number of the receipt below."));
  gtk_widget_add_css_class (GTK_WIDGET (panel->note), "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (panel->clock));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (panel->note));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (box, "sgk-panel");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("SGK clock"), -1);
  return box;
}

void
isg_sgk_panel_add (IsgRecordScreen *screen)
{
  IsgForm *form;
  Panel *panel;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  form = isg_record_layout_form (isg_record_screen_layout (screen));
  panel = g_new0 (Panel, 1);
  panel->session = isg_record_screen_session (screen);
  panel->box = box_new (panel);
  gtk_widget_set_visible (panel->box, FALSE);
  gtk_box_prepend (GTK_BOX (adw_bin_get_child (ADW_BIN (form))), panel->box);
  g_object_set_data_full (G_OBJECT (screen), "isg-sgk-panel", panel, g_free);
  g_signal_connect_object (panel->session,
                           "viewed",
                           G_CALLBACK (show_cb),
                           screen,
                           G_CONNECT_SWAPPED);
  show_cb (screen);
}
