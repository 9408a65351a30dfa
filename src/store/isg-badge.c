/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-badge.h"

#include "base/isg-date.h"
#include "rules/isg-json.h"

/* Worst first.  Below what submission.md 2 names stand the states by which nothing waits for
 * anybody: a part that was withdrawn or cancelled before ACCEPTED, since a record of which a part
 * is not with the Ministry is not accepted. */
static const char *const ranks[] = {
  "REJECTED",  "PARTLY_ACCEPTED",    "NEEDS_HELP",
  "IN_DOUBT",  "AWAITING_SIGNATURE", "QUEUED",
  "SENDING",   "PROCESSING",         "DRAFT",
  "WITHDRAWN", "CANCELLED",          "REPORTED_ELSEWHERE",
  "ACCEPTED",  "SUPERSEDED",
};

guint
isg_badge_rank (const char *badge)
{
  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    if (g_strcmp0 (ranks[i], badge) == 0)
      return i;
  return G_N_ELEMENTS (ranks);
}

const char *
isg_badge_nth (guint rank)
{
  return rank < G_N_ELEMENTS (ranks) ? ranks[rank] : NULL;
}

static void
append_member (GString *json, const char *name)
{
  if (json->len > 1)
    g_string_append_c (json, ',');
  isg_json_append_string (json, name);
  g_string_append_c (json, ':');
}

static void
append_count (GString *json, const char *name, guint count)
{
  append_member (json, name);
  g_string_append_printf (json, "%u", count);
}

static void
append_text (GString *json, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  append_member (json, name);
  isg_json_append_string (json, text);
}

static void
append_day (GString *json, const char *name, gint64 seconds)
{
  IsgDate date = seconds != 0 ? isg_date_from_unix (seconds) : ISG_DATE_NONE;
  g_autofree char *iso = date != ISG_DATE_NONE ? isg_date_to_iso (date) : NULL;

  append_text (json, name, iso);
}

typedef struct {
  const IsgBadgePart *first; /* (nullable): of those in the badge's state */
  gint64 final_at;           /* the latest of them */
  guint n_fields;            /* of them */
  guint n_items;             /* of all parts */
  guint n_accepted;          /* of all parts */
  gboolean differs;
} Sum;

static Sum
sum_up (const IsgBadgeRecord *record, const IsgBadgePart *parts, guint n_parts, const char *badge)
{
  Sum sum = { 0 };

  for (guint i = 0; i < n_parts; i++) {
    const IsgBadgePart *part = &parts[i];

    sum.n_items += part->n_items;
    sum.n_accepted += part->n_accepted;
    if (g_strcmp0 (part->state, badge) != 0)
      continue;
    if (sum.first == NULL)
      sum.first = part;
    sum.n_fields += part->n_fields;
    sum.final_at = MAX (sum.final_at, part->final_at);
    sum.differs = sum.differs || part->revision < record->revision;
  }
  return sum;
}

static char *
note_of (const char *badge, guint missing, const Sum *sum)
{
  g_autoptr (GString) json = g_string_new ("{");
  const char *no = sum->first != NULL ? sum->first->no : NULL;
  const char *reason = sum->first != NULL ? sum->first->reason : NULL;

  if (g_str_equal (badge, "DRAFT"))
    append_count (json, "missing", missing);
  else if (g_str_equal (badge, "REJECTED"))
    append_count (json, "fields", sum->n_fields);
  else if (g_str_equal (badge, "PARTLY_ACCEPTED")) {
    append_count (json, "k", sum->n_accepted);
    append_count (json, "n", sum->n_items);
  } else if (g_str_equal (badge, "ACCEPTED")) {
    append_day (json, "date", sum->final_at);
    append_text (json, "no", no);
    if (sum->differs) {
      append_member (json, "differs");
      g_string_append (json, "true");
    }
  } else if (g_str_equal (badge, "CANCELLED"))
    append_day (json, "date", sum->final_at);
  else if (g_str_equal (badge, "PROCESSING") || g_str_equal (badge, "SUPERSEDED"))
    append_text (json, "no", no);
  else if (g_str_equal (badge, "NEEDS_HELP") || g_str_equal (badge, "REPORTED_ELSEWHERE"))
    append_text (json, "reason", reason);

  if (json->len == 1)
    return g_strdup ("");
  g_string_append_c (json, '}');
  return g_strdup (json->str);
}

static const char *
worst_state (const IsgBadgePart *parts, guint n_parts)
{
  guint worst = G_MAXUINT;

  for (guint i = 0; i < n_parts; i++)
    worst = MIN (worst, isg_badge_rank (parts[i].state));
  return isg_badge_nth (worst);
}

const char *
isg_badge_derive (const IsgBadgeRecord *record,
                  const IsgBadgePart *parts,
                  guint n_parts,
                  char **out_note)
{
  const char *badge = worst_state (parts, n_parts);
  Sum sum;

  if (badge == NULL)
    badge = record->sent || record->missing > 0 ? "DRAFT" : "";
  sum = sum_up (record, parts, n_parts, badge);
  if (g_str_equal (badge, "WITHDRAWN") && sum.differs)
    badge = "DRAFT";
  *out_note = note_of (badge, record->missing, &sum);
  return badge;
}
