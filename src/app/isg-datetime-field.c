/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-datetime-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-calendar-button.h"
#include "app/isg-date-field.h"
#include "app/isg-time-field.h"

/* Between both lines in a draft, when only one of them is understood. */
#define BETWEEN " | "

struct _IsgDatetimeField {
  IsgField parent_instance;

  GtkEntry *date;            /* (unowned) */
  GtkLabel *weekday;         /* (unowned) */
  IsgCalendarButton *button; /* (unowned) */
  GtkEntry *time;            /* (unowned) */
  gboolean quiet;            /* the program writes, not the user */
};

G_DEFINE_FINAL_TYPE (IsgDatetimeField, isg_datetime_field, ISG_TYPE_FIELD)

GtkEntry *
isg_datetime_field_date_entry (IsgDatetimeField *self)
{
  g_return_val_if_fail (ISG_IS_DATETIME_FIELD (self), NULL);

  return self->date;
}

GtkEntry *
isg_datetime_field_time_entry (IsgDatetimeField *self)
{
  g_return_val_if_fail (ISG_IS_DATETIME_FIELD (self), NULL);

  return self->time;
}

static const char *
text_of (GtkEntry *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
set_text (IsgDatetimeField *self, GtkEntry *entry, const char *text)
{
  gboolean quiet = self->quiet;

  if (g_str_equal (text_of (entry), text))
    return;
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  self->quiet = quiet;
}

static IsgClock *
clock_of (IsgDatetimeField *self)
{
  IsgContext *context = isg_field_context (ISG_FIELD (self));

  return context != NULL ? isg_context_clock (context) : NULL;
}

/* ---- value ---- */

static gboolean
parse_date (IsgDatetimeField *self, IsgDate *out_date)
{
  IsgClock *clock = clock_of (self);

  return clock != NULL
         && isg_date_field_parse_text (text_of (self->date), isg_clock_today (clock), out_date);
}

static gboolean
parse_time (IsgDatetimeField *self, int *out_seconds)
{
  return isg_time_field_parse_text (text_of (self->time), clock_of (self), out_seconds);
}

static IsgValue *
isg_datetime_field_get_value (IsgField *field)
{
  IsgDatetimeField *self = ISG_DATETIME_FIELD (field);
  IsgDate date;
  int seconds;

  if (!parse_date (self, &date) || !parse_time (self, &seconds))
    return NULL;
  return isg_value_new_datetime (date, seconds);
}

static void
isg_datetime_field_set_value (IsgField *field, IsgValue *value)
{
  IsgDatetimeField *self = ISG_DATETIME_FIELD (field);
  g_autofree char *date = value != NULL ? isg_i18n_date (isg_value_date (value), FALSE) : NULL;
  g_autofree char *time = value != NULL ? isg_i18n_time_of_day (isg_value_seconds (value)) : NULL;

  set_text (self, self->date, date != NULL ? date : "");
  set_text (self, self->time, time != NULL ? time : "");
}

static char *
isg_datetime_field_get_raw (IsgField *field)
{
  IsgDatetimeField *self = ISG_DATETIME_FIELD (field);
  g_autoptr (IsgValue) value = isg_datetime_field_get_value (field);

  if (value != NULL || (*text_of (self->date) == '\0' && *text_of (self->time) == '\0'))
    return NULL;
  return g_strconcat (text_of (self->date), BETWEEN, text_of (self->time), NULL);
}

static void
isg_datetime_field_set_raw (IsgField *field, const char *raw)
{
  IsgDatetimeField *self = ISG_DATETIME_FIELD (field);
  const char *between = strstr (raw, BETWEEN);
  g_autofree char *date
    = between != NULL ? g_strndup (raw, (gsize) (between - raw)) : g_strdup (raw);

  set_text (self, self->date, date);
  set_text (self, self->time, between != NULL ? between + strlen (BETWEEN) : "");
}

void
isg_datetime_field_set_now (IsgDatetimeField *self)
{
  g_autoptr (IsgValue) value = NULL;
  int seconds;

  g_return_if_fail (ISG_IS_DATETIME_FIELD (self));
  g_return_if_fail (clock_of (self) != NULL);

  if (!isg_time_field_parse_text ("n", clock_of (self), &seconds))
    return;
  value = isg_value_new_datetime (isg_clock_today (clock_of (self)), seconds);
  isg_datetime_field_set_value (ISG_FIELD (self), value);
  isg_field_emit_changed (ISG_FIELD (self));
}

/* ---- while one types ---- */

static void
show_day (IsgDatetimeField *self)
{
  g_autofree char *name = NULL;
  IsgDate date;

  if (parse_date (self, &date))
    name = isg_date_field_weekday (date);
  else
    date = clock_of (self) != NULL ? isg_clock_today (clock_of (self)) : ISG_DATE_NONE;
  isg_calendar_button_set_day (self->button, date);
  gtk_label_set_label (self->weekday, name != NULL ? name : "");
}

static void
date_changed_cb (IsgDatetimeField *self)
{
  show_day (self);
  if (!self->quiet)
    isg_field_emit_changed (ISG_FIELD (self));
}

/* "Now" is of today. */
static gboolean
means_now (IsgDatetimeField *self)
{
  int seconds;

  return g_utf8_strlen (text_of (self->time), -1) == 1 && parse_time (self, &seconds);
}

static void
time_changed_cb (IsgDatetimeField *self)
{
  if (self->quiet)
    return;
  if (*text_of (self->date) == '\0' && means_now (self)) {
    g_autofree char *today = isg_i18n_date (isg_clock_today (clock_of (self)), FALSE);

    set_text (self, self->date, today);
  }
  isg_field_emit_changed (ISG_FIELD (self));
}

/* What was understood is written as it is kept. */
static void
write_out (IsgDatetimeField *self)
{
  IsgDate date;
  int seconds;

  if (parse_date (self, &date)) {
    g_autofree char *text = isg_i18n_date (date, FALSE);

    set_text (self, self->date, text);
  }
  if (parse_time (self, &seconds)) {
    g_autofree char *text = isg_i18n_time_of_day (seconds);

    set_text (self, self->time, text);
  }
}

static void
picked_cb (IsgDatetimeField *self, int date)
{
  g_autofree char *text = isg_i18n_date (date, FALSE);

  set_text (self, self->date, text);
  isg_field_emit_changed (ISG_FIELD (self));
}

static void
to_time_cb (IsgDatetimeField *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->time));
}

static gboolean
open_calendar_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  IsgDatetimeField *self = ISG_DATETIME_FIELD (widget);

  if (isg_field_is_editable (ISG_FIELD (self)))
    isg_calendar_button_open (self->button);
  return TRUE;
}

/* ---- class ---- */

static void
isg_datetime_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgDatetimeField *self = ISG_DATETIME_FIELD (field);
  g_autofree char *name = NULL;

  ISG_FIELD_CLASS (isg_datetime_field_parent_class)->bind (field, context, def);
  isg_calendar_button_set_label (self->button, isg_field_label (field));
  /* Translators: %s is a field with a day and a time, as in "When: time". */
  name = g_strdup_printf (_ ("%s: time"), isg_field_label (field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  show_day (self);
}

static void
isg_datetime_field_grab (IsgField *field, const char *path)
{
  IsgDatetimeField *self = ISG_DATETIME_FIELD (field);
  IsgDate date;

  gtk_widget_grab_focus (GTK_WIDGET (
    parse_date (self, &date) && *text_of (self->time) == '\0' ? self->time : self->date));
}

static void
isg_datetime_field_constructed (GObject *object)
{
  IsgDatetimeField *self = ISG_DATETIME_FIELD (object);

  G_OBJECT_CLASS (isg_datetime_field_parent_class)->constructed (object);
  g_object_bind_property (self, "editable", self->date, "editable", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "editable", self->time, "editable", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "editable", self->button, "sensitive", G_BINDING_SYNC_CREATE);
}

static void
isg_datetime_field_class_init (IsgDatetimeFieldClass *klass)
{
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = isg_datetime_field_constructed;
  field_class->bind = isg_datetime_field_bind;
  field_class->get_value = isg_datetime_field_get_value;
  field_class->set_value = isg_datetime_field_set_value;
  field_class->get_raw = isg_datetime_field_get_raw;
  field_class->set_raw = isg_datetime_field_set_raw;
  field_class->grab = isg_datetime_field_grab;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass),
                                GDK_KEY_Down,
                                GDK_ALT_MASK,
                                open_calendar_cb,
                                NULL);
}

static GtkEntry *
entry_new (IsgDatetimeField *self, int width, GCallback changed)
{
  GtkEntry *entry = GTK_ENTRY (gtk_entry_new ());

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
  g_signal_connect_object (entry, "changed", changed, self, G_CONNECT_SWAPPED);
  return entry;
}

static void
isg_datetime_field_init (IsgDatetimeField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->date = entry_new (self, 10, G_CALLBACK (date_changed_cb));
  self->time = entry_new (self, 5, G_CALLBACK (time_changed_cb));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->time), 7);
  gtk_widget_set_hexpand (GTK_WIDGET (self->date), TRUE);
  self->weekday = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->weekday), "dim-label");
  self->button = isg_calendar_button_new ();
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->date));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->weekday));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->time));
  isg_field_set_input (ISG_FIELD (self), GTK_WIDGET (self->date), box);

  g_signal_connect_object (self->button, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->date,
                           "activate",
                           G_CALLBACK (to_time_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->time,
                           "activate",
                           G_CALLBACK (isg_field_emit_answered),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "left", G_CALLBACK (write_out), NULL);
}
