/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-time-field.h"

#include <string.h>

struct _IsgTimeField {
  IsgEntryField parent_instance;
};

G_DEFINE_FINAL_TYPE (IsgTimeField, isg_time_field, ISG_TYPE_ENTRY_FIELD)

/* One letter: şimdi, now. Whoever has no ş on the keyboard types s. */
static gboolean
is_now (const char *text)
{
  static const char *const words[] = { "ş", "Ş", "s", "S", "n", "N" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
time_now (IsgClock *clock, int *out_seconds)
{
  g_autofree char *iso
    = clock != NULL ? isg_unix_to_local_iso (isg_clock_now_ms (clock), FALSE) : NULL;
  IsgDate date;
  int seconds;

  if (iso == NULL || !isg_datetime_parse_iso (iso, &date, &seconds, NULL))
    return FALSE;
  *out_seconds = seconds - seconds % 60;
  return TRUE;
}

gboolean
isg_time_field_parse_text (const char *text, IsgClock *clock, int *out_seconds)
{
  g_autofree char *typed = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  typed = g_strstrip (g_strdup (text));
  if (is_now (typed))
    return time_now (clock, out_seconds);
  return isg_time_parse (typed, out_seconds, NULL);
}

static IsgValue *
isg_time_field_parse (IsgEntryField *field, const char *text)
{
  IsgContext *context = isg_field_context (ISG_FIELD (field));
  int seconds;

  if (!isg_time_field_parse_text (text,
                                  context != NULL ? isg_context_clock (context) : NULL,
                                  &seconds))
    return NULL;
  return isg_value_new_time (seconds);
}

static char *
isg_time_field_format (IsgEntryField *field, IsgValue *value)
{
  return isg_i18n_time_of_day (isg_value_seconds (value));
}

static void
isg_time_field_class_init (IsgTimeFieldClass *klass)
{
  ISG_ENTRY_FIELD_CLASS (klass)->parse = isg_time_field_parse;
  ISG_ENTRY_FIELD_CLASS (klass)->format = isg_time_field_format;
}

static void
isg_time_field_init (IsgTimeField *self)
{
  GtkEntry *entry = isg_entry_field_entry (ISG_ENTRY_FIELD (self));

  gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
}
