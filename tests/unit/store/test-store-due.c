/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "rules/isg-record-json.h"
#include "store/isg-store-due.h"
#include "store/isg-store-put-off.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* The records of the table under the names by which it calls them. */
typedef struct {
  StoreFixture store;
  GHashTable *uuids; /* (owned) name → uuid */
  GHashTable *names; /* (owned) uuid → name */
} Scene;

static JsonNode *
read_json (const char *file)
{
  g_autofree char *path = isg_test_source (file);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static char *
with_uuids (Scene *scene, JsonNode *fields)
{
  g_autofree char *text = json_to_string (fields, FALSE);
  g_auto (GStrv) parts = g_strsplit (text, "\"@", -1);
  GString *out = g_string_new (parts[0]);

  for (guint i = 1; parts[i] != NULL; i++) {
    char *end = strchr (parts[i], '"');
    g_autofree char *name = g_strndup (parts[i], (gsize) (end - parts[i]));
    const char *uuid = g_hash_table_lookup (scene->uuids, name);

    g_assert_nonnull (uuid);
    g_string_append_printf (out, "\"%s%s", uuid, end);
  }
  return g_string_free (out, FALSE);
}

static void
add_record (Scene *scene, JsonObject *object)
{
  const char *kind = json_object_get_string_member (object, "kind");
  const char *place = json_object_get_string_member_with_default (object, "workplace", NULL);
  const char *workplace = place != NULL ? g_hash_table_lookup (scene->uuids, place) : NULL;
  g_autofree char *json = with_uuids (scene, json_object_get_member (object, "fields"));
  char *name = g_strdup (json_object_get_string_member (object, "name"));
  char *uuid = store_fixture_add (&scene->store, kind, workplace, json);

  g_hash_table_insert (scene->uuids, name, uuid);
  g_hash_table_insert (scene->names, g_strdup (uuid), g_strdup (name));
}

static void
add_records (Scene *scene, const char *file)
{
  g_autoptr (JsonNode) root = read_json (file);
  JsonArray *records = json_object_get_array_member (json_node_get_object (root), "records");

  for (guint i = 0; i < json_array_get_length (records); i++)
    add_record (scene, json_array_get_object_element (records, i));
}

static void
scene_init (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  store_fixture_init (&scene->store);
  scene->uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  scene->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_assert_true (isg_store_begin (scene->store.store, &error));
  add_records (scene, "data/demo/sample.json");
  add_records (scene, "tests/unit/rules/fixtures/due-records.json");
  g_assert_true (isg_store_commit (scene->store.store, &error));
  g_assert_no_error (error);
}

static void
scene_clear (Scene *scene)
{
  g_hash_table_unref (scene->uuids);
  g_hash_table_unref (scene->names);
  store_fixture_clear (&scene->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static const char *
name_of (Scene *scene, const char *uuid)
{
  return uuid != NULL ? g_hash_table_lookup (scene->names, uuid) : "-";
}

/* As a line of the table, without the last column. */
static char *
line_of (Scene *scene, const IsgDueItem *item)
{
  g_autofree char *date = item->date != ISG_DATE_NONE ? isg_date_to_iso (item->date)
                                                      : g_strconcat ("?", item->missing, NULL);

  return g_strdup_printf ("%s\t%s\t%s\t%s\t%s\t%s",
                          name_of (scene, item->workplace),
                          isg_due_item_rule (item),
                          name_of (scene, item->employee != NULL ? item->employee : item->record),
                          date,
                          isg_due_state_name (item->state),
                          isg_due_item_article (item));
}

static IsgDueList *
ask (Scene *scene, const char *workplace, IsgDate until)
{
  g_autoptr (GError) error = NULL;
  IsgDueQuery query = { workplace != NULL ? g_hash_table_lookup (scene->uuids, workplace) : NULL,
                        until,
                        ISG_LANGUAGE_TR };
  IsgDueList *list = isg_store_due (scene->store.store, &query, &error);

  g_assert_no_error (error);
  g_assert_nonnull (list);
  return list;
}

/* The table's lines, by line; the workplaces of which it tells all. */
static GHashTable *
read_table (GHashTable *whole)
{
  g_autofree char *path = isg_test_source ("tests/unit/rules/fixtures/due.tsv");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *last = strrchr (lines[i], '\t');

    if (g_str_has_prefix (lines[i], "# whole: ")) {
      g_auto (GStrv) names = g_strsplit (lines[i] + strlen ("# whole: "), " ", -1);

      for (guint j = 0; names[j] != NULL; j++)
        g_hash_table_add (whole, g_strdup (names[j]));
    }
    if (*lines[i] == '#' || last == NULL || g_str_has_prefix (lines[i], "workplace\t"))
      continue;
    g_assert_true (g_hash_table_add (table, g_strndup (lines[i], (gsize) (last - lines[i]))));
  }
  return table;
}

static void
test_the_dates_agree_with_those_worked_out_by_hand (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GHashTable) whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) table = read_table (whole);
  g_autoptr (IsgDueList) list = NULL;
  GPtrArray *items;
  guint wrong = 0;
  GHashTableIter iter;
  gpointer line;

  g_assert_cmpuint (g_hash_table_size (table), >=, 60);
  scene_init (&scene);
  list = ask (&scene, NULL, ISG_DATE_NONE);
  items = isg_due_list_items (list);
  for (guint i = 0; i < items->len; i++) {
    const IsgDueItem *item = g_ptr_array_index (items, i);
    g_autofree char *got = line_of (&scene, item);

    if (!g_hash_table_remove (table, got)
        && g_hash_table_contains (whole, name_of (&scene, item->workplace))) {
      g_test_message ("not in the table: %s", got);
      wrong++;
    }
  }
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &line, NULL)) {
    g_test_message ("not computed: %s", (char *) line);
    wrong++;
  }
  g_assert_cmpuint (wrong, ==, 0);
}

static void
test_every_item_says_rule_article_and_reason_in_both_languages (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (IsgDueList) list = NULL;
  GPtrArray *items;

  scene_init (&scene);
  list = ask (&scene, NULL, ISG_DATE_NONE);
  items = isg_due_list_items (list);
  for (guint i = 0; i < items->len; i++) {
    const IsgDueItem *item = g_ptr_array_index (items, i);

    for (int language = ISG_LANGUAGE_TR; language <= ISG_LANGUAGE_EN; language++) {
      g_autofree char *why = isg_due_item_why (item, scene.store.rules, (IsgLanguage) language);

      g_assert_cmpstr (isg_due_item_text (item, (IsgLanguage) language), !=, "");
      g_assert_cmpstr (why, !=, "");
      g_assert_null (strchr (why, '{'));
    }
    g_assert_true ((item->date == ISG_DATE_NONE) == (item->missing != NULL));
    g_assert_true ((item->state == ISG_DUE_UNKNOWN) == (item->missing != NULL));
    if (item->missing == NULL)
      g_assert_cmpstr (isg_due_item_article (item), !=, "");
    g_assert_nonnull (item->workplace_title);
    g_assert_true ((item->record == NULL) == (isg_due_item_record_kind (item) == NULL));
    if (item->record != NULL) {
      g_autoptr (GError) error = NULL;
      g_autoptr (IsgRecord) record
        = isg_store_record_get (scene.store.store, item->record, 0, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (isg_record_kind (record), ==, isg_due_item_record_kind (item));
    }
  }
}

static void
test_the_list_is_sorted_and_ends_on_its_last_day (void)
{
  g_auto (Scene) scene = { 0 };
  IsgDate until = isg_date_new (2026, 12, 31);
  g_autoptr (IsgDueList) list = NULL;
  g_autoptr (IsgDueList) one = NULL;
  GPtrArray *items;
  guint months[6];

  scene_init (&scene);
  list = ask (&scene, NULL, until);
  items = isg_due_list_items (list);
  for (guint i = 0; i < items->len; i++) {
    const IsgDueItem *item = g_ptr_array_index (items, i);
    const IsgDueItem *before = i > 0 ? g_ptr_array_index (items, i - 1) : NULL;

    g_assert_true (item->date <= until);
    if (before != NULL && item->date != ISG_DATE_NONE)
      g_assert_true (before->date != ISG_DATE_NONE && before->date <= item->date);
  }
  one = ask (&scene, "lokanta", ISG_DATE_NONE);
  isg_due_list_months (one, NULL, isg_date_new (2026, 11, 23), 6, months);
  /* November: exam, emergency plan and drill; December: risk and report; January: two plans. */
  g_assert_cmpuint (months[0], ==, 3);
  g_assert_cmpuint (months[1], ==, 2);
  g_assert_cmpuint (months[2], ==, 2);
  g_assert_cmpuint (months[3], ==, 0);
  g_assert_cmpuint (isg_due_list_count (one, NULL, ISG_DUE_DUE), ==, 4);
  g_assert_cmpuint (isg_due_list_count (one, NULL, ISG_DUE_OVERDUE), ==, 0);
  g_assert_cmpuint (isg_due_list_count (one, "nobody", ISG_DUE_DUE), ==, 0);
}

static void
assert_move (const IsgDueComparison *comparison,
             Scene *scene,
             const char *rule,
             const char *whose,
             const char *from,
             const char *to)
{
  for (guint i = 0; i < comparison->moves->len; i++) {
    const IsgDueMove *move = g_ptr_array_index (comparison->moves, i);
    const IsgDueItem *item = move->after != NULL ? move->after : move->before;
    g_autofree char *before = move->before != NULL ? isg_date_to_iso (move->before->date) : NULL;
    g_autofree char *after = move->after != NULL ? isg_date_to_iso (move->after->date) : NULL;

    if (g_str_equal (isg_due_item_rule (item), rule)
        && g_str_equal (name_of (scene, item->employee != NULL ? item->employee : item->record),
                        whose)) {
      g_assert_cmpstr (before, ==, from);
      g_assert_cmpstr (after, ==, to);
      return;
    }
  }
  g_error ("%s of %s did not move", rule, whose);
}

/* domain.md 1.3: a courier was low and is high since 21.05.2025. */
static void
test_a_change_of_class_lists_what_moved (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgDueComparison) comparison = NULL;
  g_autoptr (IsgDueComparison) same = NULL;
  const char *workplace;

  scene_init (&scene);
  workplace = g_hash_table_lookup (scene.uuids, "kurye");
  comparison
    = isg_store_due_compare (scene.store.store, workplace, "low", "high", ISG_LANGUAGE_TR, &error);
  g_assert_no_error (error);
  /* 540 min are 12 lesson hours: two years instead of three. */
  assert_move (comparison, &scene, "training-repeat", "kurye-1", "2027-04-15", "2026-04-15");
  /* 400 min are 8 lesson hours and no 12: what was a repeat is the first training again. */
  assert_move (comparison, &scene, "training-repeat", "kurye-2", "2027-04-15", NULL);
  assert_move (comparison, &scene, "training-basic", "kurye-2", NULL, "2021-06-01");
  g_assert_cmpuint (comparison->moves->len, ==, 3);

  workplace = g_hash_table_lookup (scene.uuids, "lokanta");
  same
    = isg_store_due_compare (scene.store.store, workplace, "low", "low", ISG_LANGUAGE_TR, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (same->moves->len, ==, 0);
}

/* Nothing is kept: what is edited is seen at the next question. */
static void
test_an_edited_record_moves_its_date (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) moved = NULL;
  g_autoptr (IsgDueList) before = NULL;
  g_autoptr (IsgDueList) after = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  const IsgDueMove *move;

  scene_init (&scene);
  before = ask (&scene, "kasap", ISG_DATE_NONE);
  moved = store_fixture_edit (&scene.store,
                              g_hash_table_lookup (scene.uuids, "ks-1"),
                              "exam_date",
                              isg_value_new_date (isg_date_new (2026, 11, 20)));
  g_assert_true (isg_store_record_save (scene.store.store, moved, NULL, &error));
  after = ask (&scene, "kasap", ISG_DATE_NONE);
  moves = isg_due_list_moves (before, after);
  g_assert_cmpuint (moves->len, ==, 1);
  move = g_ptr_array_index (moves, 0);
  g_assert_cmpint (move->before->date, ==, isg_date_new (2026, 11, 24));
  g_assert_cmpint (move->after->date, ==, isg_date_new (2029, 11, 20));
}

static void
test_a_closed_or_unknown_workplace_is_absent (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GError) error = NULL;
  IsgDueQuery query = { NULL, ISG_DATE_NONE, ISG_LANGUAGE_TR };

  scene_init (&scene);
  query.workplace = g_hash_table_lookup (scene.uuids, "kasap");
  g_assert_true (isg_store_record_close (scene.store.store, query.workplace, "kapandı", &error));
  g_assert_null (isg_store_due (scene.store.store, &query, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
  g_clear_error (&error);
  query.workplace = "00000000-0000-4000-8000-000000000000";
  g_assert_null (isg_store_due (scene.store.store, &query, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
}

/* RFC 5545: line ends, folding, escapes, whole days, stable identities. */
static void
test_the_calendar_file_is_a_calendar (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (IsgDueList) list = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autofree char *later = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_events = 0;

  scene_init (&scene);
  list = ask (&scene, NULL, ISG_DATE_NONE);
  text = isg_due_list_to_ics (list, STORE_FIXTURE_NOW, ISG_LANGUAGE_TR);
  again = isg_due_list_to_ics (list, STORE_FIXTURE_NOW, ISG_LANGUAGE_TR);
  later = isg_due_list_to_ics (list, STORE_FIXTURE_NOW + 60, ISG_LANGUAGE_TR);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpuint (strlen (text), ==, strlen (later));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_assert_cmpuint (strlen (lines[i]), <=, 75);
    g_assert_null (strchr (lines[i], '\n'));
    g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    n_events += g_str_equal (lines[i], "BEGIN:VEVENT") ? 1 : 0;
  }
  g_assert_cmpuint (n_events,
                    ==,
                    isg_due_list_items (list)->len
                      - isg_due_list_count (list, NULL, ISG_DUE_UNKNOWN));
  g_assert_nonnull (strstr (text, "DTSTART;VALUE=DATE:20240624\r\n"));
  g_assert_nonnull (strstr (text, "\\; kolluğa"));
  /* Who sees a physician is not told to a shared calendar. */
  g_assert_null (strstr (text, "Ara muayene · 3"));
}

static GHashTable *
read_stamps (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stamps = isg_store_due_stamps (scene->store.store, &error);
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < stamps->len; i++) {
    const IsgDueStamp *stamp = g_ptr_array_index (stamps, i);

    g_hash_table_insert (all, g_strdup (stamp->workplace), g_strdup (stamp->stamp));
  }
  return all;
}

static guint
count_other (GHashTable *before, GHashTable *after)
{
  guint n = 0;
  GHashTableIter iter;
  gpointer uuid, stamp;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &uuid, &stamp))
    n += g_strcmp0 (g_hash_table_lookup (before, uuid), stamp) != 0 ? 1 : 0;
  return n;
}

static void
test_only_the_workplace_that_changed_is_to_be_asked_about_again (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GHashTable) first = NULL;
  g_autoptr (GHashTable) same = NULL;
  g_autoptr (GHashTable) edited = NULL;
  g_autoptr (GHashTable) closed = NULL;
  g_autoptr (GHashTable) expert = NULL;
  g_autoptr (GHashTable) uuids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *person = NULL;
  g_autofree char *somebody = NULL;
  GHashTableIter iter;
  gpointer workplace;

  scene_init (&scene);
  first = read_stamps (&scene);
  same = read_stamps (&scene);
  g_assert_cmpuint (g_hash_table_size (first), >, 1);
  g_assert_cmpuint (count_other (first, same), ==, 0);

  g_hash_table_iter_init (&iter, first);
  g_assert_true (g_hash_table_iter_next (&iter, &workplace, NULL));
  person = store_fixture_add (&scene.store,
                              "employee",
                              workplace,
                              "{'given_name':'Ali','family_name':'Can','start_date':'2026-11-01'}");
  edited = read_stamps (&scene);
  g_assert_cmpuint (count_other (first, edited), ==, 1);
  g_assert_true (isg_store_record_close (scene.store.store, person, "yanlış", &error));
  closed = read_stamps (&scene);
  g_assert_cmpuint (count_other (edited, closed), ==, 1);

  /* Who serves which workplace is not asked: an expert may matter to each. */
  somebody = store_fixture_add (&scene.store, "professional", NULL, "{'given_name':'Ayşe'}");
  expert = read_stamps (&scene);
  g_assert_cmpuint (count_other (closed, expert), ==, g_hash_table_size (closed));
}

static void
test_what_is_put_off_keeps_its_legal_day (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (IsgDueList) before = NULL;
  g_autoptr (IsgDueList) after = NULL;
  g_autoptr (GHashTable) all = NULL;
  g_autoptr (GHashTable) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  const IsgDueItem *item;
  const IsgPutOff *put_off;

  scene_init (&scene);
  before = ask (&scene, NULL, ISG_DATE_NONE);
  item = g_ptr_array_index (isg_due_list_items (before), 0);
  key = isg_due_item_key (item);
  g_assert_false (
    isg_store_put_off (scene.store.store, key, item->date, item->date + 30, " ", &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (isg_store_put_off (scene.store.store,
                                    key,
                                    item->date,
                                    item->date + 30,
                                    "Hekim izinde",
                                    &error));
  after = ask (&scene, NULL, ISG_DATE_NONE);
  g_assert_cmpuint (isg_due_list_items (before)->len, ==, isg_due_list_items (after)->len);
  g_assert_cmpint (((IsgDueItem *) g_ptr_array_index (isg_due_list_items (after), 0))->date,
                   ==,
                   item->date);
  all = isg_store_put_offs (scene.store.store, &error);
  g_assert_no_error (error);
  put_off = g_hash_table_lookup (all, key);
  g_assert_nonnull (put_off);
  g_assert_cmpint (put_off->until, ==, item->date + 30);
  g_assert_cmpint (put_off->legal, ==, item->date);
  g_assert_cmpstr (put_off->reason, ==, "Hekim izinde");

  g_assert_true (
    isg_store_put_off (scene.store.store, key, item->date, ISG_DATE_NONE, NULL, &error));
  none = isg_store_put_offs (scene.store.store, &error);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

static void
test_each_duty_has_a_key_of_its_own (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (IsgDueList) list = NULL;

  scene_init (&scene);
  list = ask (&scene, NULL, ISG_DATE_NONE);
  for (guint i = 0; i < isg_due_list_items (list)->len; i++)
    g_assert_true (
      g_hash_table_add (keys, isg_due_item_key (g_ptr_array_index (isg_due_list_items (list), i))));
}

/* An accident's receipt goes into the accident; the next examination is a new one. */
static void
test_what_is_done_in_the_record_opens_the_record (void)
{
  static const char *const rules[][2] = {
    { "sgk-accident", "yes" },   { "risk-measure", "yes" },   { "work-permit-end", "yes" },
    { "exam-periodic", "no" },   { "exam-entry", "no" },      { "training-basic", "no" },
    { "training-repeat", "no" }, { "risk-renewal", "no" },    { "drill-yearly", "no" },
    { "contract-end", "no" },    { "equipment-check", "no" },
  };
  g_auto (Scene) scene = { 0 };
  g_autoptr (IsgDueList) list = NULL;
  guint n_seen = 0;

  scene_init (&scene);
  list = ask (&scene, NULL, ISG_DATE_NONE);
  for (gsize k = 0; k < G_N_ELEMENTS (rules); k++)
    for (guint i = 0; i < isg_due_list_items (list)->len; i++) {
      const IsgDueItem *item = g_ptr_array_index (isg_due_list_items (list), i);

      if (!g_str_equal (isg_due_item_rule (item), rules[k][0]) || item->record == NULL)
        continue;
      g_assert_cmpint (isg_due_item_opens_record (item), ==, g_str_equal (rules[k][1], "yes"));
      n_seen++;
      break;
    }
  g_assert_cmpuint (n_seen, >=, 8);
}

static void
test_rules_say_which_examination_a_duty_opens (void)
{
  static const char *const rules[][2] = {
    { "exam-entry", "entry" },
    { "exam-periodic", "periodic" },
    { "training-basic", NULL },
  };
  g_auto (Scene) scene = { 0 };
  g_autoptr (IsgDueList) list = NULL;
  guint n_seen = 0;

  scene_init (&scene);
  list = ask (&scene, NULL, ISG_DATE_NONE);
  for (gsize k = 0; k < G_N_ELEMENTS (rules); k++)
    for (guint i = 0; i < isg_due_list_items (list)->len; i++) {
      const IsgDueItem *item = g_ptr_array_index (isg_due_list_items (list), i);
      const char *field = NULL, *code = NULL;

      if (!g_str_equal (isg_due_item_rule (item), rules[k][0]))
        continue;
      g_assert_cmpint (isg_due_item_fills (item, 0, &field, &code), ==, rules[k][1] != NULL);
      g_assert_cmpstr (field, ==, rules[k][1] != NULL ? "exam_type" : NULL);
      g_assert_cmpstr (code, ==, rules[k][1]);
      g_assert_false (isg_due_item_fills (item, 1, &field, &code));
      n_seen++;
      break;
    }
  g_assert_cmpuint (n_seen, ==, 3);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/due/table", test_the_dates_agree_with_those_worked_out_by_hand);
  g_test_add_func ("/store/due/reasons",
                   test_every_item_says_rule_article_and_reason_in_both_languages);
  g_test_add_func ("/store/due/order", test_the_list_is_sorted_and_ends_on_its_last_day);
  g_test_add_func ("/store/due/class", test_a_change_of_class_lists_what_moved);
  g_test_add_func ("/store/due/edit", test_an_edited_record_moves_its_date);
  g_test_add_func ("/store/due/absent", test_a_closed_or_unknown_workplace_is_absent);
  g_test_add_func ("/store/due/ics", test_the_calendar_file_is_a_calendar);
  g_test_add_func ("/store/due/stamps",
                   test_only_the_workplace_that_changed_is_to_be_asked_about_again);
  g_test_add_func ("/store/due/put-off", test_what_is_put_off_keeps_its_legal_day);
  g_test_add_func ("/store/due/keys", test_each_duty_has_a_key_of_its_own);
  g_test_add_func ("/store/due/opens", test_what_is_done_in_the_record_opens_the_record);
  g_test_add_func ("/store-due/rules-say-which-examination-a-duty-opens",
                   test_rules_say_which_examination_a_duty_opens);
  return g_test_run ();
}
