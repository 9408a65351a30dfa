/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-person-extract.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "store-fixture.h"
#include "store/isg-health-key.h"
#include "support/isg-test.h"

typedef struct {
  StoreFixture store;
  char *workplace;
  char *mine;   /* whose extract is asked for */
  char *others; /* somebody else */
  char *professional;
} Town;

static void
town_init (Town *town)
{
  store_fixture_init (&town->store);
  town->workplace = store_fixture_workplace (&town->store, "Işık Berber");
  town->mine = store_fixture_employee (&town->store, town->workplace, 1, "Işıl", "Çağ");
  town->others = store_fixture_employee (&town->store, town->workplace, 2, "İlker", "Şen");
  town->professional = store_fixture_professional (&town->store, 3, "Ela", "Deniz");
}

static void
town_clear (Town *town)
{
  g_free (town->workplace);
  g_free (town->mine);
  g_free (town->others);
  g_free (town->professional);
  store_fixture_clear (&town->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Town, town_clear)

static JsonNode *
extract_of (Town *town, const char *uuid, char **out_text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = isg_person_extract (town->store.store, uuid, &error);
  JsonNode *root;

  g_assert_no_error (error);
  *out_text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  root = json_from_string (*out_text, &error);
  g_assert_no_error (error);
  return root;
}

static void
test_an_extract_tells_of_one_person_alone (void)
{
  g_auto (Town) town = { 0 };
  g_autofree char *training = NULL, *text = NULL;
  g_autoptr (IsgRecord) edited = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  town_init (&town);
  training = store_fixture_training (&town.store,
                                     town.workplace,
                                     town.professional,
                                     town.mine,
                                     town.others,
                                     NULL);
  edited = store_fixture_edit (&town.store, town.mine, "job", isg_value_new_text ("Kalfa"));
  g_assert_true (isg_store_record_save (town.store.store, edited, NULL, NULL));
  root = extract_of (&town, town.mine, &text);
  object = json_node_get_object (root);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "records")),
                    ==,
                    1);
  g_assert_nonnull (strstr (text, training));
  g_assert_nonnull (strstr (text, town.mine));
  g_assert_null (strstr (text, town.others));
  g_assert_null (strstr (text, "İlker"));
  /* What was corrected, when, by whom. */
  object = json_object_get_object_member (object, "person");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "history")),
                    ==,
                    2);
  g_assert_cmpint (store_fixture_number (&town.store,
                                         "SELECT count(*) FROM journal WHERE act ="
                                         " 'person.extracted'"),
                   ==,
                   1);
}

static void
test_health_details_are_in_it_with_their_key_alone (void)
{
  for (guint locked = 0; locked < 2; locked++) {
    g_auto (Town) town = { 0 };
    g_autoptr (IsgSecret) phrase = isg_secret_new ("kale dere yosun taş", -1, NULL);
    g_autoptr (IsgSecret) code = NULL;
    g_autoptr (IsgHealthKey) key = NULL;
    g_autofree char *exam = NULL, *json = NULL, *text = NULL;
    g_autoptr (JsonNode) root = NULL;
    JsonArray *access;

    town_init (&town);
    key = isg_store_health_set_up (town.store.store, phrase, &code, NULL);
    json = g_strdup_printf ("{'employee':'%s','physician':'%s','family_mother':'Saklı'}",
                            town.mine,
                            town.professional);
    exam = store_fixture_add (&town.store, "health_exam", town.workplace, json);
    if (locked)
      isg_store_use_health_key (town.store.store, NULL);
    root = extract_of (&town, town.mine, &text);
    g_assert_nonnull (strstr (text, exam));
    g_assert_true ((strstr (text, "Saklı") != NULL) == !locked);
    g_assert_true ((strstr (text, "\"sealed\":true") != NULL) == locked);
    /* That they were exported is part of what the person is told. */
    access = json_object_get_array_member (json_node_get_object (root), "access");
    g_assert_cmpuint (json_array_get_length (access), ==, locked ? 0 : 1);
  }
}

static void
test_what_is_no_person_has_no_extract (void)
{
  g_auto (Town) town = { 0 };
  g_autoptr (GError) error = NULL;

  town_init (&town);
  g_assert_null (isg_person_extract (town.store.store, town.workplace, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (isg_person_extract (town.store.store, "nobody", &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/person/alone", test_an_extract_tells_of_one_person_alone);
  g_test_add_func ("/person/health", test_health_details_are_in_it_with_their_key_alone);
  g_test_add_func ("/person/none", test_what_is_no_person_has_no_extract);
  return g_test_run ();
}
