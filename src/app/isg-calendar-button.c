/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-calendar-button.h"

#include <glib/gi18n.h>

struct _IsgCalendarButton {
  AdwBin parent_instance;

  GtkMenuButton *button; /* (unowned) */
  GtkCalendar *calendar; /* (unowned) */
  IsgDate day;           /* on which it opens, or ISG_DATE_NONE */
  gboolean quiet;        /* the calendar follows the line */
};

enum {
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgCalendarButton, isg_calendar_button, ADW_TYPE_BIN)

static void
day_selected_cb (IsgCalendarButton *self)
{
  g_autoptr (GDateTime) day = NULL;
  int year, month, date;

  if (self->quiet)
    return;
  day = gtk_calendar_get_date (self->calendar);
  g_date_time_get_ymd (day, &year, &month, &date);
  g_signal_emit (self, signals[PICKED], 0, (int) isg_date_new (year, month, date));
}

static void
show_cb (IsgCalendarButton *self)
{
  g_autoptr (GDateTime) day = NULL;
  int year, month, date;

  if (self->day == ISG_DATE_NONE)
    return;
  isg_date_split (self->day, &year, &month, &date);
  day = g_date_time_new_local (year, month, date, 12, 0, 0);
  self->quiet = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->quiet = FALSE;
}

void
isg_calendar_button_set_day (IsgCalendarButton *self, IsgDate day)
{
  g_return_if_fail (ISG_IS_CALENDAR_BUTTON (self));

  self->day = day;
}

void
isg_calendar_button_open (IsgCalendarButton *self)
{
  g_return_if_fail (ISG_IS_CALENDAR_BUTTON (self));

  gtk_menu_button_popup (self->button);
}

void
isg_calendar_button_set_label (IsgCalendarButton *self, const char *label)
{
  g_autofree char *name = NULL;

  g_return_if_fail (ISG_IS_CALENDAR_BUTTON (self));

  /* Translators: %s is a date field, as in "Date of birth: calendar". */
  name = g_strdup_printf (_ ("%s: calendar"), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
}

static void
isg_calendar_button_class_init (IsgCalendarButtonClass *klass)
{
  signals[PICKED] = g_signal_new ("picked",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_INT);
}

static void
isg_calendar_button_init (IsgCalendarButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->day = ISG_DATE_NONE;
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON,
                               "icon-name",
                               "x-office-calendar-symbolic",
                               "popover",
                               popover,
                               "valign",
                               GTK_ALIGN_CENTER,
                               NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  /* One stop for the question: Alt+↓ opens the calendar. */
  gtk_widget_set_focusable (gtk_widget_get_first_child (GTK_WIDGET (self->button)), FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  g_signal_connect_object (popover, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar,
                           "day-selected",
                           G_CALLBACK (day_selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

IsgCalendarButton *
isg_calendar_button_new (void)
{
  return g_object_new (ISG_TYPE_CALENDAR_BUTTON, NULL);
}
