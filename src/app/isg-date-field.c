/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-date-field.h"

#include <glib/gi18n.h>
#include <string.h>

struct _IsgDateField {
  IsgEntryField parent_instance;

  GtkLabel *weekday;     /* (unowned) */
  GtkMenuButton *button; /* (unowned) */
  GtkCalendar *calendar; /* (unowned) */
  gboolean quiet;        /* the calendar follows the line */
};

G_DEFINE_FINAL_TYPE (IsgDateField, isg_date_field, ISG_TYPE_ENTRY_FIELD)

static IsgDate
today (IsgDateField *self)
{
  IsgContext *context = isg_field_context (ISG_FIELD (self));

  return context != NULL ? isg_clock_today (isg_context_clock (context)) : ISG_DATE_NONE;
}

/* English dates are shown as "23 Nov 2026"; they are read back too. */
static gboolean
parse_shown (const char *text, IsgDate *out_date)
{
  static const char *const months[]
    = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_auto (GStrv) parts = g_strsplit (text, " ", 4);
  IsgDate date;

  if (g_strv_length (parts) != 3)
    return FALSE;
  for (int month = 1; month <= 12; month++) {
    if (g_ascii_strcasecmp (parts[1], months[month - 1]) != 0)
      continue;
    date = isg_date_new ((int) g_ascii_strtoll (parts[2], NULL, 10),
                         month,
                         (int) g_ascii_strtoll (parts[0], NULL, 10));
    if (date == ISG_DATE_NONE)
      return FALSE;
    *out_date = date;
    return TRUE;
  }
  return FALSE;
}

gboolean
isg_date_field_parse_text (const char *text, IsgDate day, IsgDate *out_date)
{
  return isg_date_parse_typed (text, day, out_date, NULL) || parse_shown (text, out_date);
}

static gboolean
parse_date (IsgDateField *self, const char *text, IsgDate *out_date)
{
  return today (self) != ISG_DATE_NONE && isg_date_field_parse_text (text, today (self), out_date);
}

static IsgValue *
isg_date_field_parse (IsgEntryField *field, const char *text)
{
  IsgDate date;

  return parse_date (ISG_DATE_FIELD (field), text, &date) ? isg_value_new_date (date) : NULL;
}

static char *
isg_date_field_format (IsgEntryField *field, IsgValue *value)
{
  return isg_i18n_date (isg_value_date (value), FALSE);
}

static char *
weekday_name (IsgDate date)
{
  g_autofree char *plain = isg_i18n_date (date, FALSE);
  g_autofree char *full = isg_i18n_date (date, TRUE);

  return g_strdup (full + strlen (plain) + 1);
}

static void
isg_date_field_text_changed (IsgEntryField *field, const char *text)
{
  IsgDateField *self = ISG_DATE_FIELD (field);
  g_autofree char *name = NULL;
  IsgDate date;

  if (parse_date (self, text, &date))
    name = weekday_name (date);
  gtk_label_set_label (self->weekday, name != NULL ? name : "");
}

/* ---- the calendar ---- */

static void
day_selected_cb (IsgDateField *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (IsgValue) value = NULL;
  int year, month, date;

  if (self->quiet)
    return;
  day = gtk_calendar_get_date (self->calendar);
  g_date_time_get_ymd (day, &year, &month, &date);
  value = isg_value_new_date (isg_date_new (year, month, date));
  isg_field_set_value (ISG_FIELD (self), value);
  isg_field_emit_changed (ISG_FIELD (self));
}

/* Opens on the day that is written, else on today. */
static void
show_cb (IsgDateField *self)
{
  g_autoptr (IsgValue) value = isg_field_get_value (ISG_FIELD (self));
  g_autoptr (GDateTime) day = NULL;
  int year, month, date;

  isg_date_split (value != NULL ? isg_value_date (value) : today (self), &year, &month, &date);
  day = g_date_time_new_local (year, month, date, 12, 0, 0);
  self->quiet = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->quiet = FALSE;
}

static gboolean
open_calendar_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  IsgDateField *self = ISG_DATE_FIELD (widget);

  if (isg_field_is_editable (ISG_FIELD (self)))
    gtk_menu_button_popup (self->button);
  return TRUE;
}

static void
isg_date_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgDateField *self = ISG_DATE_FIELD (field);
  g_autofree char *name = NULL;

  ISG_FIELD_CLASS (isg_date_field_parent_class)->bind (field, context, def);
  /* Translators: %s is a date field, as in "Date of birth: calendar". */
  name = g_strdup_printf (_ ("%s: calendar"), isg_field_label (field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
}

static void
isg_date_field_constructed (GObject *object)
{
  IsgDateField *self = ISG_DATE_FIELD (object);

  G_OBJECT_CLASS (isg_date_field_parent_class)->constructed (object);
  g_object_bind_property (self, "editable", self->button, "sensitive", G_BINDING_SYNC_CREATE);
}

static void
isg_date_field_class_init (IsgDateFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = isg_date_field_constructed;
  ISG_FIELD_CLASS (klass)->bind = isg_date_field_bind;
  ISG_ENTRY_FIELD_CLASS (klass)->parse = isg_date_field_parse;
  ISG_ENTRY_FIELD_CLASS (klass)->format = isg_date_field_format;
  ISG_ENTRY_FIELD_CLASS (klass)->text_changed = isg_date_field_text_changed;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass),
                                GDK_KEY_Down,
                                GDK_ALT_MASK,
                                open_calendar_cb,
                                NULL);
}

static void
isg_date_field_init (IsgDateField *self)
{
  GtkBox *box = isg_entry_field_box (ISG_ENTRY_FIELD (self));
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  self->weekday = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->weekday), "dim-label");
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON,
                               "icon-name",
                               "x-office-calendar-symbolic",
                               "popover",
                               popover,
                               "valign",
                               GTK_ALIGN_CENTER,
                               NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (isg_entry_field_entry (ISG_ENTRY_FIELD (self))), "numeric");
  gtk_box_append (box, GTK_WIDGET (self->weekday));
  gtk_box_append (box, GTK_WIDGET (self->button));

  g_signal_connect_object (popover, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar,
                           "day-selected",
                           G_CALLBACK (day_selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
