/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-search-private.h"
#include "store/isg-store-private.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

#define QUERY(...)                                                                                 \
  (IsgListQuery)                                                                                   \
  {                                                                                                \
    .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE, __VA_ARGS__                              \
  }

typedef struct {
  StoreFixture store;
  char *berber;
  char *bakery;
} Town;

static const struct {
  const char *given;
  const char *family;
} people[] = {
  { "Zeynep", "Öztürk" }, { "Işıl", "Çağ" },  { "İlker", "Şen" },   { "Şule", "Ünal" },
  { "Çetin", "Güneş" },   { "Cem", "Ilgaz" }, { "Gül", "İnci" },    { "Ufuk", "Doğan" },
  { "Ömer", "Ak" },       { "Oya", "Kaya" },  { "Ümit", "Yıldız" }, { "Irmak", "Tan" },
};

static void
town_init (Town *town)
{
  store_fixture_init (&town->store);
  town->berber = store_fixture_workplace (&town->store, "Işık Berber");
  town->bakery = store_fixture_workplace (&town->store, "Güneş Ekmek Fırını");
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    isg_clock_advance (town->store.clock, 1);
    g_free (store_fixture_employee (&town->store,
                                    i % 2 == 0 ? town->berber : town->bakery,
                                    i,
                                    people[i].given,
                                    people[i].family));
  }
}

static void
town_clear (Town *town)
{
  g_free (town->berber);
  g_free (town->bakery);
  store_fixture_clear (&town->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Town, town_clear)

/* The first words of the titles found, joined by spaces. */
static char *
found (Town *town, const IsgListQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_store_record_list (town->store.store, query, &error);
  g_autoptr (GString) names = g_string_new (NULL);
  guint count;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    IsgRow *row = g_ptr_array_index (rows, i);

    g_string_append_printf (names,
                            "%s%.*s",
                            i > 0 ? " " : "",
                            (int) strcspn (row->title, " "),
                            row->title);
  }
  g_assert_true (isg_store_record_count (town->store.store, query, &count, &error));
  g_assert_no_error (error);
  if (query->limit == 0 && query->offset == 0)
    g_assert_cmpuint (count, ==, rows->len);
  else
    g_assert_cmpuint (count, >=, rows->len);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
test_names_stand_in_turkish_order (void)
{
  g_auto (Town) town = { 0 };
  g_autofree char *up = NULL;
  g_autofree char *down = NULL;

  town_init (&town);
  up = found (&town, &QUERY (.kind = "employee"));
  g_assert_cmpstr (up, ==, "Cem Çetin Gül Irmak Işıl İlker Oya Ömer Şule Ufuk Ümit Zeynep");
  down = found (&town, &QUERY (.kind = "employee", .descending = TRUE));
  g_assert_cmpstr (down, ==, "Zeynep Ümit Ufuk Şule Ömer Oya İlker Işıl Irmak Gül Çetin Cem");
}

static void
test_search_knows_turkish_letters_and_parts_of_numbers (void)
{
  static const struct {
    const char *typed;
    const char *names;
  } cases[] = {
    { "ışıl", "Işıl" },
    { "isil", "Işıl" },
    { "IŞIL", "Işıl" },
    { "İSİL", "Işıl" },
    { "ISI", "Işıl" },
    { "s", "Çetin Işıl İlker Şule" },
    { "cag isil", "Işıl" },
    { "  çağ   IŞIL ", "Işıl" },
    { "isil sen", "" },
    { "gunes", "Çetin" },
    { "ün", "Çetin Şule" },
    { "yildiz", "Ümit" },
    { "öz türk", "Zeynep" },
    { "100000008", "Ömer" },
    { "000000", "Cem Çetin Gül Irmak Işıl İlker Oya Ömer Şule Ufuk Ümit Zeynep" },
    { "%", "" },
    { "_", "" },
    { "'", "" },
    { "\"", "" },
    { "\" OR \"", "" },
    { "a*", "" },
    { "-", "Cem Çetin Gül Irmak Işıl İlker Oya Ömer Şule Ufuk Ümit Zeynep" },
    { "", "Cem Çetin Gül Irmak Işıl İlker Oya Ömer Şule Ufuk Ümit Zeynep" },
  };
  g_auto (Town) town = { 0 };

  town_init (&town);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *all = found (&town, &QUERY (.kind = "employee", .search = cases[i].typed));
    g_autofree char *page
      = found (&town, &QUERY (.kind = "employee", .search = cases[i].typed, .limit = 40));

    g_test_message ("\"%s\"", cases[i].typed);
    g_assert_cmpstr (all, ==, cases[i].names);
    g_assert_cmpstr (page, ==, cases[i].names);
  }
}

static void
test_each_number_is_found_from_any_part (void)
{
  g_auto (Town) town = { 0 };

  town_init (&town);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autofree char *person = store_fixture_person (i);
    g_autofree char *spaced
      = g_strdup_printf ("%.3s %.3s %.3s %.2s", person, person + 3, person + 6, person + 9);
    g_autofree char *dotted = g_strdup_printf ("%.5s.%s", person, person + 5);
    g_autofree char *whole = found (&town, &QUERY (.kind = "employee", .search = person));
    g_autofree char *parts = found (&town, &QUERY (.kind = "employee", .search = spaced));
    g_autofree char *stripped = found (&town, &QUERY (.kind = "employee", .search = dotted));
    g_autofree char *end = found (&town, &QUERY (.kind = "employee", .search = person + 5));

    g_assert_cmpstr (whole, ==, people[i].given);
    g_assert_nonnull (strstr (parts, people[i].given));
    g_assert_cmpstr (stripped, ==, people[i].given);
    g_assert_nonnull (strstr (end, people[i].given));
  }
}

static void
test_what_was_renamed_is_found_by_its_new_name_alone (void)
{
  g_auto (Town) town = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgRecord) edited = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  town_init (&town);
  uuid = store_fixture_text (&town.store, "SELECT uuid FROM record WHERE title_tr = 'Oya Kaya'");
  edited = store_fixture_edit (&town.store, uuid, "family_name", isg_value_new_text ("Kılıç"));
  g_assert_true (isg_store_record_save (town.store.store, edited, NULL, NULL));
  old = found (&town, &QUERY (.kind = "employee", .search = "kaya"));
  new = found (&town, &QUERY (.kind = "employee", .search = "kilic"));
  g_assert_cmpstr (old, ==, "");
  g_assert_cmpstr (new, ==, "Oya");
  store_fixture_exec (&town.store,
                      "INSERT INTO record_words (record_words) VALUES ('integrity-check')");
}

/* Past the number of hits that are sorted at once, the list walks its order instead; both find the
 * same. */
static void
test_a_search_that_finds_thousands_finds_them_in_order (void)
{
  g_auto (Town) town = { 0 };
  g_autofree char *page = NULL;
  g_autofree char *next = NULL;
  g_autofree char *far = NULL;
  g_autofree char *match = NULL;
  g_auto (GStrv) words = NULL;
  gboolean narrow = TRUE;
  guint count;

  town_init (&town);
  store_fixture_exec (
    &town.store,
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)"
    " INSERT INTO record (uuid, kind, title_tr, title_en, sort_key, search_key, revision, created,"
    " changed) SELECT 'many-' || i, 'employee', printf ('%04d', i) || ' Demir', 'x',"
    " printf ('%04d', 9000 - i), 'demir ' || printf ('%04d', i), 1, 0, 0 FROM n;"
    "INSERT INTO revision (record, number, body, pack, author, time)"
    " SELECT id, 1, '{}', 'x', 'x', 0 FROM record WHERE uuid LIKE 'many-%'");
  words = isg_search_words ("DEMİR");
  match = isg_search_match ((const char *const *) words);
  g_assert_true (isg_search_is_narrow (town.store.store, match, 3, &narrow, NULL));
  g_assert_false (narrow);
  /* For a page far down, walking there would take longer than looking all of them up. */
  g_assert_true (isg_search_is_narrow (town.store.store, match, 10000, &narrow, NULL));
  g_assert_true (narrow);
  far = found (&town, &QUERY (.kind = "employee", .search = "DEMİR", .limit = 2, .offset = 8998));
  g_assert_cmpstr (far, ==, "0002 0001");
  page = found (&town, &QUERY (.kind = "employee", .search = "DEMİR", .limit = 3));
  g_assert_cmpstr (page, ==, "9000 8999 8998");
  next = found (&town, &QUERY (.kind = "employee", .search = "DEMİR", .limit = 2, .offset = 3));
  g_assert_cmpstr (next, ==, "8997 8996");
  g_assert_true (isg_store_record_count (town.store.store,
                                         &QUERY (.kind = "employee", .search = "DEMİR"),
                                         &count,
                                         NULL));
  g_assert_cmpuint (count, ==, 9000);
}

static void
test_filters_are_all_kept (void)
{
  static const char *const drafts[] = { "DRAFT", NULL };
  static const char *const two[] = { "REJECTED", "DRAFT", NULL };
  static const char *const none[] = { NULL };
  g_auto (Town) town = { 0 };
  g_autofree char *uuid = NULL;
  struct {
    IsgListQuery query;
    const char *names;
  } cases[9] = { 0 };

  town_init (&town);
  uuid = store_fixture_text (&town.store, "SELECT uuid FROM record WHERE title_tr = 'Gül İnci'");
  g_assert_true (isg_store_record_close (town.store.store, uuid, "ayrıldı", NULL));
  store_fixture_exec (&town.store,
                      "UPDATE record SET badge = '' WHERE kind = 'employee';"
                      "UPDATE record SET badge = 'DRAFT' WHERE title_tr = 'Oya Kaya';"
                      "UPDATE record SET badge = 'REJECTED' WHERE title_tr = 'Ömer Ak';"
                      "UPDATE record SET date = 20000 WHERE title_tr = 'Cem Ilgaz';"
                      "UPDATE record SET date = NULL WHERE title_tr = 'Ufuk Doğan'");
  cases[0].query = QUERY (.kind = "employee", .workplace = town.berber);
  cases[0].names = "Çetin İlker Irmak Ömer Ümit Zeynep";
  cases[0].names = "Çetin İlker Ömer Ümit Zeynep";
  cases[1].query = QUERY (.kind = "employee", .closed = TRUE);
  cases[1].names = "Gül";
  cases[2].query = QUERY (.kind = "employee", .badges = drafts);
  cases[2].names = "Oya";
  cases[3].query = QUERY (.kind = "employee", .badges = two);
  cases[3].names = "Oya Ömer";
  cases[4].query = QUERY (.kind = "employee", .badges = none);
  cases[4].names = "";
  cases[5].query = QUERY (.kind = "employee");
  cases[5].query.date_from = 20000;
  cases[5].names = "Cem";
  cases[6].query = QUERY (.kind = "employee", .workplace = town.bakery);
  cases[6].query.date_to = 19999;
  cases[6].names = "Irmak Işıl Oya Şule";
  cases[7].query = QUERY (.search = "gunes");
  cases[7].names = "Çetin Güneş";
  cases[8].query = QUERY (.kind = "employee", .workplace = "nowhere");
  cases[8].names = "";
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *names = found (&town, &cases[i].query);

    g_test_message ("case %u", i);
    g_assert_cmpstr (names, ==, cases[i].names);
  }
}

static void
test_lists_are_sorted_as_asked (void)
{
  static const struct {
    const char *sort;
    gboolean descending;
    const char *first;
  } cases[] = {
    { "title", FALSE, "Cem" },      { "title", TRUE, "Zeynep" },  { "date", TRUE, "Oya" },
    { "changed", FALSE, "Zeynep" }, { "changed", TRUE, "Irmak" }, { "badge", FALSE, "Ömer" },
  };
  g_auto (Town) town = { 0 };
  g_autoptr (GError) error = NULL;

  town_init (&town);
  store_fixture_exec (&town.store,
                      "UPDATE record SET badge = 'REJECTED' WHERE title_tr = 'Ömer Ak';"
                      "UPDATE record SET badge = 'QUEUED' WHERE title_tr = 'Cem Ilgaz';"
                      "UPDATE record SET date = 20000 WHERE title_tr = 'Oya Kaya'");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *first = found (&town,
                                    &QUERY (.kind = "employee",
                                            .sort = cases[i].sort,
                                            .descending = cases[i].descending,
                                            .limit = 1));

    g_assert_cmpstr (first, ==, cases[i].first);
  }
  g_assert_null (isg_store_record_list (town.store.store, &QUERY (.sort = "colour"), &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
}

static void
test_pages_join_without_a_gap (void)
{
  g_auto (Town) town = { 0 };
  g_autofree char *all = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);

  town_init (&town);
  all = found (&town, &QUERY (.kind = "employee"));
  for (guint offset = 0; offset < G_N_ELEMENTS (people); offset += 5) {
    g_autofree char *page
      = found (&town, &QUERY (.kind = "employee", .limit = 5, .offset = offset));

    g_string_append_printf (joined, "%s%s", offset > 0 ? " " : "", page);
  }
  g_assert_cmpstr (joined->str, ==, all);
}

static void
test_a_row_says_what_a_list_shows (void)
{
  g_auto (Town) town = { 0 };
  g_autofree char *professional = NULL;
  g_autofree char *training = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  IsgDraft draft = { .kind = (char *) "training", .base = 1, .body = (char *) "{}" };
  IsgRow *row;

  town_init (&town);
  professional = store_fixture_professional (&town.store, 90, "Ela", "Deniz");
  training = store_fixture_training (&town.store, town.berber, professional, NULL);
  draft.uuid = training;
  g_assert_true (isg_store_draft_put (town.store.store, &draft, NULL));
  rows = isg_store_record_list (town.store.store,
                                &QUERY (.kind = "training", .language = ISG_LANGUAGE_EN),
                                NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->uuid, ==, training);
  g_assert_cmpstr (row->kind, ==, "training");
  g_assert_cmpstr (row->workplace, ==, town.berber);
  g_assert_cmpstr (row->workplace_title, ==, "Işık Berber");
  g_assert_true (g_str_has_prefix (row->title, "Training"));
  g_assert_cmpint (row->date, ==, isg_date_new (2026, 11, 20));
  g_assert_cmpstr (row->badge, ==, "DRAFT");
  g_assert_true (g_str_has_prefix (row->badge_note, "{\"missing\":"));
  g_assert_cmpuint (row->missing, >, 0);
  g_assert_cmpuint (row->revision, ==, 1);
  g_assert_cmpint (row->changed, ==, STORE_FIXTURE_NOW + 12);
  g_assert_false (row->closed);
  g_assert_true (row->has_draft);
  g_assert_cmpstr (isg_value_text (isg_fields_get (row->fields, "place")), ==, "inside");
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/list/names-stand-in-turkish-order", test_names_stand_in_turkish_order);
  g_test_add_func ("/store/list/search-knows-turkish-letters-and-parts-of-numbers",
                   test_search_knows_turkish_letters_and_parts_of_numbers);
  g_test_add_func ("/store/list/each-number-is-found-from-any-part",
                   test_each_number_is_found_from_any_part);
  g_test_add_func ("/store/list/renamed-is-found-by-its-new-name-alone",
                   test_what_was_renamed_is_found_by_its_new_name_alone);
  g_test_add_func ("/store/list/a-search-that-finds-thousands-finds-them-in-order",
                   test_a_search_that_finds_thousands_finds_them_in_order);
  g_test_add_func ("/store/list/filters-are-all-kept", test_filters_are_all_kept);
  g_test_add_func ("/store/list/sorted-as-asked", test_lists_are_sorted_as_asked);
  g_test_add_func ("/store/list/pages-join-without-a-gap", test_pages_join_without_a_gap);
  g_test_add_func ("/store/list/a-row-says-what-a-list-shows", test_a_row_says_what_a_list_shows);
  return g_test_run ();
}
