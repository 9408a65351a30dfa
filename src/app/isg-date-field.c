/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-date-field.h"

#include <string.h>

#include "app/isg-calendar-button.h"

struct _IsgDateField {
  IsgEntryField parent_instance;

  GtkLabel *weekday;         /* (unowned) */
  IsgCalendarButton *button; /* (unowned) */
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

char *
isg_date_field_weekday (IsgDate date)
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
    name = isg_date_field_weekday (date);
  else
    date = today (self);
  isg_calendar_button_set_day (self->button, date);
  gtk_label_set_label (self->weekday, name != NULL ? name : "");
}

/* ---- the calendar ---- */

static void
picked_cb (IsgDateField *self, int date)
{
  g_autoptr (IsgValue) value = isg_value_new_date (date);

  isg_field_set_value (ISG_FIELD (self), value);
  isg_field_emit_changed (ISG_FIELD (self));
}

static gboolean
open_calendar_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  IsgDateField *self = ISG_DATE_FIELD (widget);

  if (isg_field_is_editable (ISG_FIELD (self)))
    isg_calendar_button_open (self->button);
  return TRUE;
}

static void
isg_date_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgDateField *self = ISG_DATE_FIELD (field);

  ISG_FIELD_CLASS (isg_date_field_parent_class)->bind (field, context, def);
  isg_calendar_button_set_label (self->button, isg_field_label (field));
  isg_calendar_button_set_day (self->button, today (self));
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

  self->weekday = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->weekday), "dim-label");
  self->button = isg_calendar_button_new ();
  gtk_widget_add_css_class (GTK_WIDGET (isg_entry_field_entry (ISG_ENTRY_FIELD (self))), "numeric");
  gtk_box_append (box, GTK_WIDGET (self->weekday));
  gtk_box_append (box, GTK_WIDGET (self->button));
  g_signal_connect_object (self->button, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
}
