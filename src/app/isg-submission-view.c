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

  for (const char *c = path != NULL ? path : ""; *c != '\0'; c++) {
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
isg_refusal_rows (GPtrArray *rows, const char *wanted)
{
  GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_queue_row_free);

  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++) {
    IsgQueueRow *row = g_ptr_array_index (rows, i);
    g_autofree char *key = isg_refusal_key (row->last_code, row->error_path, row->last_message);

    if (is_grouped (row) && g_str_equal (key, wanted))
      g_ptr_array_add (own, row);
    else
      isg_queue_row_free (row);
  }
  g_ptr_array_unref (rows);
  return own;
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

/* What is said where a name or a number is not known: of a group it may be several. */
typedef struct {
  const char *field;
  const char *value;
  const char *employee; /* (nullable) */
  const char *n;        /* (nullable) */
} Named;

static char *
fill_text (IsgRules *rules, const char *id, const char *number, const Named *named)
{
  const char *employee = named->employee;

  return isg_rules_text (rules,
                         id,
                         isg_i18n_language (),
                         "field",
                         named->field,
                         "value",
                         named->value,
                         "k",
                         number,
                         "expert",
                         C_ ("reply", "the expert or physician"),
                             "employee",
                             employee != NULL ? employee
                                              : C_ ("reply", "the employee"),
                                                    "n",
                                                    named->n != NULL ? named->n : "…",
                                                    "name",
                                                    "–",
                                                    "name2",
                                                    "–",
                                                    "which",
                                                    "–",
                                                    "time",
                                                    "–",
                                                    NULL);
}

static char *
reply_text (IsgRules *rules, int code, const char *part, const Named *named)
{
  g_autofree char *number = g_strdup_printf ("%d", code);
  g_autofree char *id = g_strdup_printf ("reply.%d.%s", code, part);
  g_autofree char *unknown = g_strdup_printf ("reply.unknown.%s", part);
  char *text = fill_text (rules, id, number, named);

  if (text == NULL)
    text = fill_text (rules, unknown, number, named);
  return text != NULL ? text : g_strdup ("");
}

/* A sentence of its own where no field is named, or no single value; else the usual one. */
static char *
sentence_text (IsgRules *rules, int code, gboolean unnamed, const Named *named)
{
  const char *part = unnamed ? "unnamed" : named->value == NULL ? "field" : NULL;
  g_autofree char *id = part != NULL ? g_strdup_printf ("reply.%d.%s", code, part) : NULL;
  Named known = *named;
  char *text;

  if (known.field == NULL)
    known.field = "–";
  if (known.value == NULL)
    known.value = "–";
  text = id != NULL ? fill_text (rules, id, "", &known) : NULL;
  return text != NULL ? text : reply_text (rules, code, "sentence", &known);
}

/* The expert at the beginning of a sentence. */
static char *
begin_sentence (char *text)
{
  g_autofree char *first = NULL;
  g_autofree char *upper = NULL;
  char *whole;

  if (*text == '\0')
    return text;
  first = g_utf8_substring (text, 0, 1);
  upper = g_utf8_strup (first, -1);
  whole = g_strconcat (upper, g_utf8_next_char (text), NULL);
  g_free (text);
  return whole;
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

static gboolean
is_named (const char *path)
{
  return path != NULL && *path != '\0';
}

/* It was said that a field is meant, and not which; %NULL: nothing was said of it. */
static gboolean
is_unnamed (const char *path)
{
  return path != NULL && *path == '\0';
}

/* As it was sent, without the quotes of its JSON. */
static char *
sent_value (const char *json)
{
  gsize length = json != NULL ? strlen (json) : 0;

  return length >= 2 && json[0] == '"' ? g_strndup (json + 1, length - 2) : g_strdup (json);
}

char *
isg_reply_sentence (IsgRules *rules,
                    const char *kind,
                    int code,
                    const char *path,
                    const char *value)
{
  const Named named
    = { .field = is_named (path) ? field_label (rules, kind, path) : NULL, .value = value };

  return code == 0 ? g_strdup ("")
                   : begin_sentence (sentence_text (rules, code, is_unnamed (path), &named));
}

/* Whom an item of this answer is about, where it is one person. */
static const char *
person_of (const IsgStatusSubmission *submission, int code)
{
  const char *name = NULL;

  for (guint i = 0; submission->items != NULL && i < submission->items->len; i++) {
    const IsgStatusItem *item = g_ptr_array_index (submission->items, i);

    if (item->status != code || item->employee_name == NULL)
      continue;
    if (name != NULL && g_strcmp0 (name, item->employee_name) != 0)
      return NULL;
    name = item->employee_name;
  }
  return name;
}

static char *
count_of (const IsgStatusSubmission *submission, gboolean topics)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; submission->items != NULL && i < submission->items->len; i++) {
    const IsgStatusItem *item = g_ptr_array_index (submission->items, i);

    g_hash_table_add (seen, topics ? item->topic : item->employee);
  }
  return g_strdup_printf ("%u", g_hash_table_size (seen));
}

char *
isg_submission_sentence (IsgRules *rules, const char *kind, const IsgStatusSubmission *submission)
{
  const IsgStatusError *first = submission->errors != NULL && submission->errors->len > 0
                                  ? g_ptr_array_index (submission->errors, 0)
                                  : NULL;
  int code = isg_submission_code (submission);
  const char *path = first != NULL ? first->path : NULL;
  /* 216 and 217 speak of topics, 218 and 219 of people. */
  g_autofree char *n = count_of (submission, code < 218);
  g_autofree char *value = first != NULL ? sent_value (first->value) : NULL;
  const Named named = { .field = is_named (path) ? field_label (rules, kind, path) : NULL,
                        .value = value,
                        .employee = person_of (submission, code),
                        .n = n };

  return code == 0 ? g_strdup ("")
                   : begin_sentence (sentence_text (rules, code, is_unnamed (path), &named));
}

int
isg_submission_code (const IsgStatusSubmission *submission)
{
  const IsgStatusError *first = submission->errors != NULL && submission->errors->len > 0
                                  ? g_ptr_array_index (submission->errors, 0)
                                  : NULL;

  return first != NULL && first->code != 0 ? first->code : submission->last_code;
}

char *
isg_group_sentence (IsgRules *rules, const IsgRefusalGroup *group)
{
  const IsgQueueRow *first = g_ptr_array_index (group->rows, 0);

  return isg_reply_sentence (rules, first->kind, group->code, first->error_path, NULL);
}

char *
isg_group_facts (const IsgRefusalGroup *group)
{
  g_autofree char *places = isg_group_places (group);
  /* Translators: how many records, the code of the Ministry's answer. */
  g_autofree char *facts
    = g_strdup_printf (g_dngettext (NULL, "%u record · %d", "%u records · %d", group->rows->len),
                       group->rows->len,
                       group->code);

  return *places != '\0' ? g_strdup_printf ("%s · %s", facts, places) : g_steal_pointer (&facts);
}

GStrv
isg_reply_steps (IsgRules *rules, int code)
{
  static const Named nobody = { .field = "", .value = "" };
  g_autofree char *text = reply_text (rules, code, "steps", &nobody);

  return *text != '\0' ? g_strsplit (text, "\n", -1) : g_new0 (char *, 1);
}

char *
isg_reply_who (IsgRules *rules, int code)
{
  static const Named nobody = { .field = "", .value = "" };

  return reply_text (rules, code, "who", &nobody);
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
attempt_detail (IsgRules *rules,
                const char *kind,
                const IsgStatusSubmission *submission,
                const IsgStatusAttempt *attempt)
{
  g_autofree char *sentence = NULL;

  if (!was_answered (attempt))
    return g_strdup (_ ("No answer."));
  if (attempt->code == 0)
    return g_strdup (_ ("An answer without a code came."));
  if (attempt->code == 200)
    return g_strdup (_ ("Answer 200."));
  /* What was refused is known of the answer that refused it. */
  sentence = attempt->code == isg_submission_code (submission)
               ? isg_submission_sentence (rules, kind, submission)
               : isg_reply_sentence (rules, kind, attempt->code, NULL, NULL);
  /* Translators: a code of the Ministry, then what it means. */
  return g_strdup_printf (_ ("Answer %d: %s"), attempt->code, sentence);
}

static void
add_attempt (GPtrArray *entries,
             IsgRules *rules,
             const char *kind,
             const IsgStatusSubmission *submission,
             const IsgStatusAttempt *attempt)
{
  gboolean query = g_strcmp0 (attempt->kind, "query") == 0;
  IsgTimelineEntry *entry
    = add_entry (entries, attempt->time, query ? _ ("The Ministry was asked") : _ ("Sent"));

  entry->detail = attempt_detail (rules, kind, submission, attempt);
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
isg_timeline (IsgRules *rules, const char *kind, const IsgStatusSubmission *submission)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  const char *end = final_word (submission->state);

  if (submission->created != 0)
    add_entry (entries, submission->created, _ ("Frozen"));
  if (submission->signed_at != 0)
    add_entry (entries, submission->signed_at, _ ("Signed"));
  for (guint i = 0; submission->attempts != NULL && i < submission->attempts->len; i++)
    add_attempt (entries, rules, kind, submission, g_ptr_array_index (submission->attempts, i));
  /* Stable: what happened in the same second stays in the order in which it was added. */
  g_ptr_array_sort (entries, compare_entries);
  if (submission->final_at != 0 && end != NULL)
    add_entry (entries, submission->final_at, end);
  return entries;
}
