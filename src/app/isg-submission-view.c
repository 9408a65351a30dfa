/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-submission-view.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many workplaces a group names before it counts. */
#define NAMED_PLACES 2

/* clang-format off */
static const IsgSegment segments[] = {
  { "all", N_("All"), { NULL }, FALSE },
  { "sign", N_("Waiting for signature"), { "AWAITING_SIGNATURE", NULL }, FALSE },
  { "queued", N_("Queued"), { "QUEUED", NULL }, FALSE },
  { "sending", N_("On the way"), { "SENDING", NULL }, FALSE },
  { "answer", N_("Awaiting an answer"), { "IN_DOUBT", "PROCESSING", NULL }, FALSE },
  { "mend", N_("To be mended"), { "REJECTED", "PARTLY_ACCEPTED", NULL }, TRUE },
  { "help", N_("To be solved by hand"), { "NEEDS_HELP", NULL }, TRUE },
  { "accepted", N_("Accepted"), { "ACCEPTED", NULL }, FALSE },
};
/* clang-format on */

const IsgSegment *
isg_segments (guint *out_n)
{
  *out_n = G_N_ELEMENTS (segments);
  return segments;
}

guint
isg_segment_count (const IsgSegment *segment, GHashTable *counts)
{
  guint n = 0;

  if (segment->states[0] == NULL) {
    GHashTableIter iter;
    gpointer count;

    g_hash_table_iter_init (&iter, counts);
    while (g_hash_table_iter_next (&iter, NULL, &count))
      n += GPOINTER_TO_UINT (count);
    return n;
  }
  for (guint i = 0; segment->states[i] != NULL; i++)
    n += GPOINTER_TO_UINT (g_hash_table_lookup (counts, segment->states[i]));
  return n;
}

/* ---- groups ---- */

static void
group_free (gpointer data)
{
  IsgRefusalGroup *group = data;

  g_free (group->path);
  g_free (group->message);
  g_ptr_array_unref (group->rows);
  g_free (group);
}

/* "participants[3].identity" and "participants[7].identity" are the same field. */
static char *
drop_line_numbers (const char *path)
{
  GString *text = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *c = path; *c != '\0'; c++) {
    inside = inside || *c == '[';
    if (!inside)
      g_string_append_c (text, *c);
    inside = inside && *c != ']';
  }
  return g_string_free (text, FALSE);
}

char *
isg_refusal_key (int code, const char *path, const char *message)
{
  g_autofree char *field = drop_line_numbers (path != NULL ? path : "");

  return g_strdup_printf ("%d\n%s\n%s", code, field, message != NULL ? message : "");
}

static gboolean
is_grouped (const IsgQueueRow *row)
{
  return row->last_code != 0 && row->last_code != 200
         && (g_strcmp0 (row->state, "REJECTED") == 0
             || g_strcmp0 (row->state, "PARTLY_ACCEPTED") == 0
             || g_strcmp0 (row->state, "NEEDS_HELP") == 0);
}

static IsgRefusalGroup *
group_new (const IsgQueueRow *row)
{
  IsgRefusalGroup *group = g_new0 (IsgRefusalGroup, 1);

  group->code = row->last_code;
  group->path = row->error_path != NULL ? drop_line_numbers (row->error_path) : NULL;
  group->message = g_strdup (row->last_message);
  group->rows = g_ptr_array_new ();
  return group;
}

static gint64
newest (const IsgRefusalGroup *group)
{
  gint64 time = 0;

  for (guint i = 0; i < group->rows->len; i++)
    time = MAX (time, ((IsgQueueRow *) g_ptr_array_index (group->rows, i))->last_event);
  return time;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const IsgRefusalGroup *one = *(IsgRefusalGroup *const *) a;
  const IsgRefusalGroup *other = *(IsgRefusalGroup *const *) b;
  gint64 one_time;
  gint64 other_time;

  if (one->rows->len != other->rows->len)
    return one->rows->len > other->rows->len ? -1 : 1;
  one_time = newest (one);
  other_time = newest (other);
  return one_time > other_time ? -1 : one_time < other_time;
}

GPtrArray *
isg_refusal_groups (GPtrArray *rows)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++) {
    IsgQueueRow *row = g_ptr_array_index (rows, i);
    g_autofree char *key = isg_refusal_key (row->last_code, row->error_path, row->last_message);
    IsgRefusalGroup *group = g_hash_table_lookup (by_key, key);

    if (!is_grouped (row))
      continue;
    if (group == NULL) {
      group = group_new (row);
      g_ptr_array_add (groups, group);
      g_hash_table_insert (by_key, g_steal_pointer (&key), group);
    }
    g_ptr_array_add (group->rows, row);
  }
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}

gboolean
isg_refusal_can_send_again (int code)
{
  return code == 212 || code == 213;
}

char *
isg_group_places (const IsgRefusalGroup *group)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *text = g_string_new (NULL);
  guint n;

  for (guint i = 0; i < group->rows->len; i++) {
    const IsgQueueRow *row = g_ptr_array_index (group->rows, i);

    if (row->workplace_title == NULL || !g_hash_table_add (seen, row->workplace_title))
      continue;
    if (g_hash_table_size (seen) <= NAMED_PLACES)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", row->workplace_title);
  }
  n = g_hash_table_size (seen);
  if (n > NAMED_PLACES)
    g_string_append_printf (text, " +%u", n - NAMED_PLACES);
  return g_string_free (text, FALSE);
}

/* ---- words ---- */

static char *
reply_text (IsgRules *rules, int code, const char *part, const char *field, const char *value)
{
  g_autofree char *number = g_strdup_printf ("%d", code);
  g_autofree char *id = g_strdup_printf ("reply.%d.%s", code, part);
  g_autofree char *unknown = g_strdup_printf ("reply.unknown.%s", part);
  IsgLanguage language = isg_i18n_language ();
  char *text
    = isg_rules_text (rules, id, language, "field", field, "value", value, "k", number, NULL);

  if (text == NULL)
    text = isg_rules_text (rules, unknown, language, "k", number, NULL);
  return text != NULL ? text : g_strdup ("");
}

/* The field's label; a path that no pack knows stands as it is. */
static const char *
field_label (IsgRules *rules, const char *kind_id, const char *path)
{
  const IsgKind *kind = kind_id != NULL ? isg_rules_kind (rules, kind_id) : NULL;
  g_autofree char *plain = drop_line_numbers (path);
  const IsgFieldDef *def = kind != NULL ? isg_kind_field (kind, plain) : NULL;
  const char *dot;

  if (def == NULL && kind != NULL && (dot = strchr (plain, '.')) != NULL) {
    g_autofree char *top = g_strndup (plain, (gsize) (dot - plain));

    def = isg_kind_field (kind, top);
  }
  return def != NULL ? isg_field_def_label (def, isg_i18n_language ()) : path;
}

char *
isg_reply_sentence (IsgRules *rules,
                    const char *kind,
                    int code,
                    const char *path,
                    const char *value)
{
  const char *field;

  if (code == 0)
    return g_strdup ("");
  field = path != NULL ? field_label (rules, kind, path) : "–";
  return reply_text (rules, code, "sentence", field, value != NULL ? value : "–");
}

GStrv
isg_reply_steps (IsgRules *rules, int code)
{
  g_autofree char *text = reply_text (rules, code, "steps", "", "");

  return *text != '\0' ? g_strsplit (text, "\n", -1) : g_new0 (char *, 1);
}

char *
isg_reply_who (IsgRules *rules, int code)
{
  return reply_text (rules, code, "who", "", "");
}

char *
isg_moment_text (gint64 seconds)
{
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  if (seconds == 0)
    return g_strdup ("");
  date = isg_i18n_date (isg_date_from_unix (seconds), FALSE);
  time = isg_i18n_clock_time (seconds);
  return g_strdup_printf ("%s %s", date, time);
}

/* ---- timeline ---- */

static void
entry_free (gpointer data)
{
  IsgTimelineEntry *entry = data;

  g_free (entry->what);
  g_free (entry->detail);
  g_free (entry->reply);
  g_free (entry);
}

static IsgTimelineEntry *
add_entry (GPtrArray *entries, gint64 time, const char *what)
{
  IsgTimelineEntry *entry = g_new0 (IsgTimelineEntry, 1);

  entry->time = time;
  entry->what = g_strdup (what);
  g_ptr_array_add (entries, entry);
  return entry;
}

static gboolean
was_answered (const IsgStatusAttempt *attempt)
{
  return attempt->code != 0 || attempt->reply != NULL;
}

/* What became of one try. Never says that something was accepted: the state alone says that. */
static char *
attempt_detail (IsgRules *rules, const IsgStatusAttempt *attempt)
{
  g_autofree char *sentence = NULL;

  if (!was_answered (attempt))
    return g_strdup (_ ("No answer."));
  if (attempt->code == 0)
    return g_strdup (_ ("An answer without a code came."));
  if (attempt->code == 200)
    return g_strdup (_ ("Answer 200."));
  sentence = isg_reply_sentence (rules, NULL, attempt->code, NULL, NULL);
  /* Translators: a code of the Ministry, then what it means. */
  return g_strdup_printf (_ ("Answer %d: %s"), attempt->code, sentence);
}

static void
add_attempt (GPtrArray *entries, IsgRules *rules, const IsgStatusAttempt *attempt)
{
  gboolean query = g_strcmp0 (attempt->kind, "query") == 0;
  IsgTimelineEntry *entry
    = add_entry (entries, attempt->time, query ? _ ("The Ministry was asked") : _ ("Sent"));

  entry->detail = attempt_detail (rules, attempt);
  entry->reply = g_strdup (attempt->reply);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  gint64 one = (*(IsgTimelineEntry *const *) a)->time;
  gint64 other = (*(IsgTimelineEntry *const *) b)->time;

  return one < other ? -1 : one > other;
}

static const char *
final_word (const char *state)
{
  static const struct {
    const char *state;
    const char *word;
  } words[] = {
    { "ACCEPTED", N_ ("Accepted") },
      { "PARTLY_ACCEPTED", N_ ("Partly accepted") },
        { "REJECTED", N_ ("Refused") },
          { "WITHDRAWN", N_ ("Withdrawn before sending") },
            { "CANCELLED", N_ ("Cancelled at the Ministry") },
              { "SUPERSEDED", N_ ("Corrected") },
                { "REPORTED_ELSEWHERE", N_ ("Reported another way") },
              };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].state, state) == 0)
      return _ (words[i].word);
  return NULL;
}

GPtrArray *
isg_timeline (IsgRules *rules, const IsgStatusSubmission *submission)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  const char *end = final_word (submission->state);

  if (submission->created != 0)
    add_entry (entries, submission->created, _ ("Frozen"));
  if (submission->signed_at != 0)
    add_entry (entries, submission->signed_at, _ ("Signed"));
  for (guint i = 0; submission->attempts != NULL && i < submission->attempts->len; i++)
    add_attempt (entries, rules, g_ptr_array_index (submission->attempts, i));
  /* Stable: what happened in the same second stays in the order in which it was added. */
  g_ptr_array_sort (entries, compare_entries);
  if (submission->final_at != 0 && end != NULL)
    add_entry (entries, submission->final_at, end);
  return entries;
}
