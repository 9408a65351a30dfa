/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-calendar-private.h"

/* RFC 5545 3.1: no line is longer than this many octets, its end not counted. */
#define MAX_OCTETS 75

/* Folds between characters, so that none is cut in two. */
static void
add_line (GString *out, const char *line)
{
  gsize used = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p)) {
    gsize octets = (gsize) (g_utf8_next_char (p) - p);

    if (used + octets > MAX_OCTETS) {
      g_string_append (out, "\r\n ");
      used = 1;
    }
    g_string_append_len (out, p, (gssize) octets);
    used += octets;
  }
  g_string_append (out, "\r\n");
}

/* RFC 5545 3.3.11. */
static char *
escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '\\' || *p == ';' || *p == ',')
      g_string_append_c (out, '\\');
    if (*p == '\n')
      g_string_append (out, "\\n");
    else if ((guchar) *p >= 0x20)
      g_string_append_c (out, *p);
  }
  return g_string_free (out, FALSE);
}

static void
add_text (GString *out, const char *name, const char *text)
{
  g_autofree char *escaped = escape (text);
  g_autofree char *line = g_strconcat (name, ":", escaped, NULL);

  add_line (out, line);
}

static void
add_day (GString *out, const char *name, IsgDate date)
{
  g_autofree char *day = isg_date_format (date, "yyyyMMdd");
  g_autofree char *line = g_strconcat (name, ";VALUE=DATE:", day, NULL);

  add_line (out, line);
}

static char *
summary (const IsgDueItem *item, IsgLanguage language)
{
  const char *what = isg_due_item_text (item, language);
  const char *whom = item->employee_title;

  /* Nobody needs to read in a shared calendar who is to see a physician. */
  if (whom == NULL || g_str_equal (isg_due_item_topic (item), "exam"))
    return g_strdup_printf ("%s · %s", what, item->workplace_title);
  return g_strdup_printf ("%s · %s · %s", what, whom, item->workplace_title);
}

static void
add_event (GString *out,
           IsgDueList *list,
           const IsgDueItem *item,
           const char *stamp,
           IsgLanguage language)
{
  g_autofree char *key = isg_due_item_key (item);
  g_autofree char *uid = g_strconcat (key, "@isg-defteri", NULL);
  g_autofree char *title = summary (item, language);
  g_autofree char *why = isg_due_item_why (item, isg_due_list_rules (list), language);
  g_autofree char *about
    = g_strdup_printf ("%s%s%s", why, *why != '\0' ? "\n" : "", isg_due_item_article (item));
  g_autofree char *made = g_strconcat ("DTSTAMP:", stamp, NULL);

  add_line (out, "BEGIN:VEVENT");
  add_text (out, "UID", uid);
  add_line (out, made);
  add_day (out, "DTSTART", item->date);
  add_day (out, "DTEND", item->date + 1);
  add_text (out, "SUMMARY", title);
  add_text (out, "DESCRIPTION", about);
  add_text (out, "CATEGORIES", isg_due_item_topic (item));
  add_line (out, "TRANSP:TRANSPARENT");
  add_line (out, "END:VEVENT");
}

char *
isg_due_list_to_ics (IsgDueList *list, gint64 now, IsgLanguage language)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (now);
  g_autofree char *stamp = g_date_time_format (moment, "%Y%m%dT%H%M%SZ");
  GPtrArray *items = isg_due_list_items (list);

  add_line (out, "BEGIN:VCALENDAR");
  add_line (out, "VERSION:2.0");
  add_line (out, "PRODID:-//isg-defteri//due//TR");
  add_line (out, "CALSCALE:GREGORIAN");
  for (guint i = 0; i < items->len; i++) {
    const IsgDueItem *item = g_ptr_array_index (items, i);

    if (item->date != ISG_DATE_NONE)
      add_event (out, list, item, stamp, language);
  }
  add_line (out, "END:VCALENDAR");
  return g_string_free (out, FALSE);
}
