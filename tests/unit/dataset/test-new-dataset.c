/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-message.h"
#include "rules/isg-dataset-def-tree.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-fixture.h"

#define VISIT        "00000000-0000-4000-8000-000000000011"
#define WORKPLACE    "00000000-0000-4000-8000-000000000012"
#define PROFESSIONAL "00000000-0000-4000-8000-000000000013"

static void
copy_into (const char *pack, const char *name, const char *folder)
{
  g_autofree char *sources = isg_test_source ("tests/unit/dataset/new-dataset");
  g_autofree char *from = g_build_filename (sources, name, NULL);
  g_autofree char *to = g_build_filename (pack, folder, name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents (to, text, (gssize) length, NULL));
}

/* A kind and two data sets that no line of code has ever heard of. */
static IsgFixture *
load_visits (void)
{
  g_autofree char *pack = isg_fixture_copy_pack ();
  IsgFixture *fixture;

  copy_into (pack, "visit.json", "kinds");
  copy_into (pack, "visit-json.json", "datasets");
  copy_into (pack, "visit-soap.json", "datasets");
  isg_fixture_edit (pack,
                    "pack.json",
                    "\"kinds/training.json\"",
                    "\"kinds/training.json\", \"kinds/visit.json\", \"datasets/visit-json.json\", "
                    "\"datasets/visit-soap.json\"");
  fixture = isg_fixture_new_at (pack);
  isg_fixture_add (fixture,
                   "professional",
                   PROFESSIONAL,
                   NULL,
                   "{\"national_id\":\"10000000146\",\"role\":\"specialist\","
                   "\"given_name\":\"Işıl \\\"İ\\\"\",\"family_name\":\"İnci\"}");
  return fixture;
}

static void
change (IsgFixture *fixture, const char *id, IsgValue *value)
{
  g_autoptr (IsgValue) owned = value;
  IsgRecord *changed = isg_record_with_value (fixture->record, id, owned);

  isg_record_unref (fixture->record);
  fixture->record = changed;
}

static void
add_visit (IsgFixture *fixture, const char *more)
{
  g_autofree char *json = g_strdup_printf (
    "{\"professional\":\"" PROFESSIONAL "\",\"at\":\"2026-11-03T08:05:09\",\"clock\":\"17:30:00\","
    "\"urgent\":true,\"asked\":[\"physician\",\"specialist\"],\"result\":\"inside\","
    "\"note\":\"x\"%s}",
    more);

  isg_fixture_add (fixture, "visit", VISIT, WORKPLACE, json);
  /* What writers of JSON like to differ in. */
  change (fixture, "note", isg_value_new_text ("a\\b\"c\177ı\n<&>"));
}

static const IsgPart *
only_part (GPtrArray *parts)
{
  g_assert_cmpuint (parts->len, ==, 1);
  return g_ptr_array_index (parts, 0);
}

#define JSON_HEAD                                                                                  \
  "{\"no\":\001number\001,\"gun\":\"03.11.2026\",\"an\":\"2026-11-03T08:05:09\","                  \
  "\"saat\":\"17:30\",\"acil\":1,\"sorulan\":[2,1],\"bulunan\":[\"99\"],"                          \
  "\"not\":\"a\\\\b\\\"c\177ı\\n<&>\",\"ek\":\"\",\"sayi\":0,"                                    \
  "\"ic\":{\"surum\":1,\"kim\":\"Işıl \\\"İ\\\"\"},"
#define JSON_TAIL "\"an2\":\"2026-11-24T10:11:12.345\"}"

static void
test_json_of_a_new_data_set (void)
{
  g_autoptr (IsgFixture) fixture = load_visits ();
  g_autoptr (GPtrArray) parts = NULL;
  const IsgPart *part;

  add_visit (fixture,
             ",\"rows\":[{\"name\":\"on\",\"weight\":10,\"factor\":2.5,\"due\":\"2027-01-31\"},"
             "{\"name\":\"iki\",\"weight\":2}]");
  parts = isg_fixture_make (fixture, "visit-json");
  part = only_part (parts);
  g_assert_cmpstr (part->name, ==, "1");
  g_assert_cmpuint (part->items->len, ==, 1);
  g_assert_cmpstr (((IsgItem *) g_ptr_array_index (part->items, 0))->employee, ==, "10000000146");
  g_assert_cmpstr (
    part->document,
    ==,
    JSON_HEAD "\"satirlar\":[{\"ad\":\"iki\",\"agirlik\":2,\"carpim\":0,\"iki\":0,\"son\":\"\"},"
              "{\"ad\":\"on\",\"agirlik\":10,\"carpim\":25,\"iki\":25,\"son\":\"31.01.2027\"}],"
              "\"adlar\":[\"on\",\"iki\"]," JSON_TAIL);
  g_assert_true (g_str_has_suffix (part->message, ",\"imza\":\"\001signature\001\"}"));
  g_assert_true (g_str_has_prefix (part->message, JSON_HEAD));
}

static void
test_an_empty_list_is_an_empty_array (void)
{
  g_autoptr (IsgFixture) fixture = load_visits ();
  g_autoptr (GPtrArray) parts = NULL;

  add_visit (fixture, "");
  parts = isg_fixture_make (fixture, "visit-json");
  g_assert_cmpstr (only_part (parts)->document,
                   ==,
                   JSON_HEAD "\"satirlar\":[],\"adlar\":[]," JSON_TAIL);
}

static void
test_xml_of_a_new_data_set (void)
{
  g_autoptr (IsgFixture) fixture = load_visits ();
  g_autoptr (GPtrArray) parts = NULL;

  add_visit (fixture, ",\"rows\":[{\"name\":\"b&\"},{\"name\":\"a\"}]");
  parts = isg_fixture_make (fixture, "visit-soap");
  g_assert_cmpstr (only_part (parts)->document,
                   ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Ziyaret>"
                   "<not>a\\b\"c\177ı\n&lt;&amp;&gt;</not>"
                   "<sorulan>2</sorulan><sorulan>1</sorulan>"
                   "<satir><ad>b&amp;</ad></satir><satir><ad>a</ad></satir>"
                   "<ad>b&amp;</ad><ad>a</ad><bos></bos></Ziyaret>");
}

static void
assert_refused (IsgFixture *fixture, const char *method, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = isg_document_make (fixture->rules,
                                                   method,
                                                   fixture->record,
                                                   isg_fixture_resolve,
                                                   fixture,
                                                   NULL,
                                                   NULL,
                                                   ISG_FIXTURE_NOW,
                                                   &error);

  g_assert_null (parts);
  g_assert_error (error, ISG_DATASET_ERROR, ISG_DATASET_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, place));
}

static void
test_what_the_document_cannot_hold_is_named (void)
{
  const char *unknown[] = { "astronaut", NULL };
  g_autoptr (IsgFixture) fixture = load_visits ();

  add_visit (fixture, ",\"rows\":[{\"name\":\"a\",\"weight\":1}]");
  change (fixture, "asked", isg_value_new_codes (unknown));
  assert_refused (fixture, "visit-json", "asked:");
  change (fixture, "asked", NULL);
  assert_refused (fixture, "visit-json", "asked:");

  add_visit (fixture, "");
  change (fixture, "note", isg_value_new_text ("\002"));
  assert_refused (fixture, "visit-soap", "note:");
  change (fixture, "note", isg_value_new_text ("a\001number\001b"));
  assert_refused (fixture, "visit-json", "note:");
  add_visit (fixture, "");
  change (fixture, "urgent", isg_value_new_text ("yes"));
  assert_refused (fixture, "visit-json", "urgent:");

  add_visit (fixture, ",\"rows\":[{\"name\":\"a\",\"weight\":1},{\"name\":\"b\"}]");
  assert_refused (fixture, "visit-json", "rows[1].weight:");
}

static void
test_refused_fields_lead_back_to_rows (void)
{
  static const struct {
    const char *wire;
    const char *field;
  } cases[] = {
    { "satirlar[1].ad", "rows[1].name" },
    { "satirlar[12].carpim", "rows[12].factor" },
    { "satirlar", "rows" },
    { "satirlar[0]", "rows[0]" },
    { "ic.kim", "professional" },
    { "ic.surum", NULL },
    { "satirlar[x].ad", "rows.name" },
    { "acil", "urgent" },
    { "", NULL },
    { ".", NULL },
    { "]a[", NULL },
  };
  g_autoptr (IsgFixture) fixture = load_visits ();
  const IsgMethod *method = isg_rules_method (fixture->rules, "visit", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *field = isg_method_wire_field (method, cases[i].wire);

    g_assert_cmpstr (field, ==, cases[i].field);
  }
}

static void
test_a_provisional_set_says_so (void)
{
  g_autoptr (IsgFixture) fixture = load_visits ();
  const IsgMethod *method = isg_rules_method (fixture->rules, "visit", NULL);
  IsgMethodTraits traits = isg_method_traits (method, ISG_ENVIRONMENT_LIVE);

  g_assert_cmpstr (isg_method_id (method), ==, "visit-json");
  g_assert_cmpint (isg_method_authority (method), ==, ISG_AUTHORITY_PROVISIONAL);
  g_assert_true (traits.number_is_signed);
  g_assert_false (traits.query_has_content);
  g_assert_cmpint (traits.idempotency, ==, ISG_IDEMPOTENCY_NONE);
}

/* Asked by the server's number where it is known, and answered by it. */
static void
test_a_query_may_go_by_the_servers_number (void)
{
  g_autoptr (IsgFixture) fixture = load_visits ();
  const IsgMethod *method = isg_rules_method (fixture->rules, "visit", NULL);
  IsgFirm firm = { "https://x.invalid", NULL, NULL };
  IsgAsked asked[] = { { 5, "T5", NULL, 1 }, { 6, NULL, NULL, 1 } };
  static const char asks[] = "{\"no\":[{\"n\":\"T5\"},{\"n\":\"6\"}]}";
  static const char said[]
    = "{\"list\":[{\"no\":\"T5\",\"status\":200},{\"no\":6,\"status\":210}]}";
  g_autoptr (IsgEnvelope) query = isg_message_query (method, asked, 2, &firm, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static (said, sizeof said - 1);
  g_autoptr (GPtrArray) replies
    = isg_message_read_query (method, 200, "application/json", body, asked, 2);

  g_assert_cmpmem (g_bytes_get_data (query->body, NULL),
                   g_bytes_get_size (query->body),
                   asks,
                   sizeof asks - 1);
  g_assert_cmpint (((IsgReply *) g_ptr_array_index (replies, 0))->code, ==, 200);
  g_assert_cmpint (((IsgReply *) g_ptr_array_index (replies, 1))->code, ==, 210);
}

static void
test_it_is_one_part_however_often (void)
{
  g_autoptr (IsgFixture) fixture = load_visits ();
  g_autoptr (GPtrArray) only = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_item_free);
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  add_visit (fixture, "");
  g_assert_cmpuint (isg_document_count_parts (fixture->rules, "visit-json", fixture->record),
                    ==,
                    1);
  g_ptr_array_add (only, isg_item_new ("10000000146", PROFESSIONAL, ""));
  parts = isg_document_make (fixture->rules,
                             "visit-json",
                             fixture->record,
                             isg_fixture_resolve,
                             fixture,
                             NULL,
                             only,
                             ISG_FIXTURE_NOW,
                             &error);
  g_assert_no_error (error);
  only_part (parts);

  g_ptr_array_set_size (only, 0);
  none = isg_document_make (fixture->rules,
                            "visit-json",
                            fixture->record,
                            isg_fixture_resolve,
                            fixture,
                            NULL,
                            only,
                            ISG_FIXTURE_NOW,
                            &error);
  g_assert_null (none);
  g_assert_error (error, ISG_DATASET_ERROR, ISG_DATASET_ERROR_VALUE);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/new-dataset/json", test_json_of_a_new_data_set);
  g_test_add_func ("/new-dataset/empty-list", test_an_empty_list_is_an_empty_array);
  g_test_add_func ("/new-dataset/xml", test_xml_of_a_new_data_set);
  g_test_add_func ("/new-dataset/unfit", test_what_the_document_cannot_hold_is_named);
  g_test_add_func ("/new-dataset/fields", test_refused_fields_lead_back_to_rows);
  g_test_add_func ("/new-dataset/provisional", test_a_provisional_set_says_so);
  g_test_add_func ("/new-dataset/server-number", test_a_query_may_go_by_the_servers_number);
  g_test_add_func ("/new-dataset/one-part", test_it_is_one_part_however_often);
  return g_test_run ();
}
