/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-document.h"
#include "rules/isg-dataset-def.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-fixture.h"

#define LIST   "datasets/training-ibys-soap-list.json"
#define SINGLE "datasets/training-ibys-soap-single.json"
#define JSON   "datasets/training-ibys-json.json"

typedef struct {
  const char *name;
  const char *file;
  const char *from;
  const char *to;
  const char *place;
  const char *reason;
} Broken;

/* clang-format off */
static const Broken broken[] = {
  { "not JSON", LIST, "\"dataset\":", "\"dataset\"", "", "not JSON" },
  { "half a file", LIST, "\"axes\": {", "", "", "" },
  { "unknown member", LIST, "\"dataset\":", "\"datesat\": \"x\", \"dataset\":", "datesat", "" },
  { "unknown member of a node", LIST, "\"places\": 1, \"source\"", "\"place\": 1, \"source\"", "place", "" },
  { "id is not the file's name", LIST, "\"id\": \"training-ibys-soap-list\"", "\"id\": \"x\"", "id", "file's name" },
  { "unknown kind", LIST, "\"kind\": \"training\"", "\"kind\": \"trainings\"", "kind", "trainings" },
  { "unknown transport", LIST, "\"transport\": \"soap\"", "\"transport\": \"pigeon\"", "transport", "pigeon" },
  { "unknown codec", LIST, "\"format\": \"xml\"", "\"format\": \"asn1\"", "document.format", "asn1" },
  { "unknown field", LIST, "\"value\": \"trainer_national_id\"", "\"value\": \"trainer\"", "value", "trainer" },
  { "unknown field of a reference", LIST, "\"value\": \"professional.role\"", "\"value\": \"professional.rule\"", "value", "rule" },
  { "a path that ends at a record", LIST, "\"value\": \"workplace.sgk_no\"", "\"value\": \"workplace\"", "value", "no value" },
  { "a list nobody repeats over", LIST, "\"each\": \"topics\", \"children\"", "\"each\": \"participants\", \"children\"", "value", "topics" },
  { "no list", LIST, "\"each\": \"topics\", \"children\"", "\"each\": \"date\", \"children\"", "each", "no list" },
  { "another type", LIST, "\"value\": \"topics.minutes\", \"type\": \"decimal\"", "\"value\": \"topics.minutes\", \"type\": \"date\"", "value", "date" },
  { "unknown type", LIST, "\"type\": \"decimal\"", "\"type\": \"float\"", "type", "float" },
  { "a date without form", LIST, "\"type\": \"date\", \"format\": \"dd-MM-yyyy\"", "\"type\": \"date\"", "format", "" },
  { "unknown map", LIST, "\"map\": \"place\"", "\"map\": \"palace\"", "map", "palace" },
  { "a map without a code", LIST, "\"inside\": \"1\", ", "", "map", "inside" },
  { "a map with a code too many", LIST, "\"inside\": \"1\"", "\"inside\": \"1\", \"above\": \"2\"", "maps.place.codes", "above" },
  { "unknown code list", LIST, "\"list\": \"place\"", "\"list\": \"palaces\"", "maps.place.list", "palaces" },
  { "unknown slot", LIST, "\"slot\": \"signature\"", "\"slot\": \"thumb\"", "slot", "thumb" },
  { "a slot that is not known there", LIST, "\"name\": \"belgeTipi\", \"value\": \"professional.role\", \"map\": \"document_type\", " "\"source\"", "\"name\": \"belgeTipi\", \"slot\": \"signature\", \"source\"", "slot", "signature" },
  { "no node", LIST, "\"slot\": \"number\" }", "\"comment\": \"x\" }", "", "is expected" },
  { "two contents", LIST, "\"slot\": \"number\" }", "\"slot\": \"number\", \"constant\": \"1\" }", "", "is expected" },
  { "a name that breaks XML", LIST, "\"name\": \"egiticiTckNo\"", "\"name\": \"a><b\"", "name", "" },
  { "a name twice", LIST, "\"name\": \"egitimYer\"", "\"name\": \"egitimTur\"", "name", "twice" },
  { "no source", LIST, "\"source\": \"wire.md 2.3 [REAL], 3.3 [OFF]\",", "", "document.source", "" },
  { "no list of items", LIST, "\"list\": \"participants\"", "\"list\": \"date\"", "axes.employee.list", "" },
  { "nobody in a part", LIST, "\"employees\": 100", "\"employees\": 0", "split.employees", "" },
  { "unknown class", LIST, "\"class\": \"in_work\"", "\"class\": \"maybe\"", "class", "maybe" },
  { "a code twice", LIST, "\"code\": 202", "\"code\": 200", "code", "twice" },
  { "a code in words", LIST, "\"code\": 202", "\"code\": \"202\"", "code", "" },
  { "unknown idempotency", LIST, "\"idempotency\": \"assumed\"", "\"idempotency\": \"hoped\"", "environments.live.idempotency", "hoped" },
  { "no environment", LIST, "\"live\": {", "\"alive\": {", "environments", "" },
  { "a published set without date", LIST, "\"date\": \"2019-01-29\",", "", "authority.date", "" },
  { "a day that is none", LIST, "2019-01-29", "2019-02-29", "authority.date", "" },
  { "a reply path that is none", LIST, "[egitimKoduId=topic]", "[egitimKoduId=colour]", "message", "no path" },
  { "an operation that is no name", LIST, "\"operation\": \"egitimSorgula\"", "\"operation\": \"egitim Sorgula\"", "query.operation", "" },
  { "a save without number", LIST, "{ \"name\": \"sorguNo\", \"slot\": \"number\" }", "{ \"name\": \"sorguNo\", \"constant\": \"1\" }", "save.nodes", "number" },
  { "a query that asks about nothing", LIST, "\"each\": \"asked\", \"slot\": \"asked\"", "\"constant\": \"1\"", "query.nodes", "asked" },
  { "a query that knows a record", LIST, "\"each\": \"asked\", \"slot\": \"asked\"", "\"value\": \"date\"", "value", "record" },
  { "a namespace that breaks XML", LIST, "http://ws.ibys", "http://\\\"ws.ibys", "soap.namespace", "" },
  { "a JSON number that is none", JSON, "\"name\": \"sertifikaTipi\"", "\"absent\": \"01\", \"name\": \"sertifikaTipi\"", "document.nodes[1].number", "01" },
  { "a JSON member left out", JSON, "\"name\": \"egitimKodu\"", "\"omit\": true, \"name\": \"egitimKodu\"", "document.nodes[3].omit", "" },
  { "a list without a name in JSON", JSON, "\"name\": \"sorguNo\", \"each\"", "\"each\"", "query.nodes[0].name", "" },
  { "a path that does not begin with a slash", JSON, "\"path\": \"/egitim", "\"path\": \"egitim", "save.path", "slash" },
  { "nothing to put the signature into", JSON, "\"embed\": \"imzaliDeger\"", "\"embed\": \"a b\"", "save.embed", "" },
  { "two defaults", SINGLE, "\"generation\": \"A\",", "\"generation\": \"A\", \"default\": true,", "default", "" },
  { "one method twice", SINGLE, "\"method\": \"ibys-soap-single\"", "\"method\": \"ibys-soap-list\"", "method", "" },
  { "items without the employee's record", SINGLE, "\"record\": \"participants.employee\",", "", "split.by", "record" },
};
/* clang-format on */

static void
test_a_broken_definition_is_refused_with_file_place_and_reason (gconstpointer data)
{
  const Broken *test = data;
  g_autofree char *pack = isg_fixture_copy_pack ();
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = NULL;

  isg_fixture_edit (pack, test->file, test->from, test->to);
  rules = isg_rules_load (pack, &error);
  g_assert_null (rules);
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_BROKEN);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, test->file));
  g_assert_nonnull (strstr (error->message, test->place));
  g_assert_nonnull (strstr (error->message, test->reason));
}

static void
test_the_whole_pack_is_kept_as_it_was (void)
{
  g_autofree char *pack = isg_fixture_copy_pack ();
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_rules_load (pack, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (isg_rules_methods (rules)->len, >=, 2);
}

static void
test_methods_say_what_the_machine_must_know (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  const IsgMethod *list = isg_rules_method (fixture->rules, "training", NULL);
  const IsgMethod *single = isg_rules_method (fixture->rules, "training", "ibys-soap-single");
  IsgMethodTraits sandbox = isg_method_traits (list, ISG_ENVIRONMENT_SANDBOX);
  IsgMethodTraits live = isg_method_traits (list, ISG_ENVIRONMENT_LIVE);

  g_assert_cmpstr (isg_method_id (list), ==, "ibys-soap-list");
  g_assert_cmpstr (isg_method_dataset (list), ==, "training");
  g_assert_cmpstr (isg_method_kind (list), ==, "training");
  g_assert_cmpstr (isg_method_transport (list), ==, "soap");
  g_assert_cmpstr (isg_method_path (list), ==, "/ibys/IsgIbysWs");
  g_assert_cmpint (isg_method_authority (list), ==, ISG_AUTHORITY_PUBLISHED);
  g_assert_cmpuint (isg_method_query_max_items (list), ==, 2000);
  g_assert_cmpint (sandbox.idempotency, ==, ISG_IDEMPOTENCY_BY_NUMBER);
  g_assert_cmpint (live.idempotency, ==, ISG_IDEMPOTENCY_ASSUMED);
  g_assert_true (sandbox.absent_certain);
  g_assert_false (live.absent_certain);
  g_assert_cmpuint (sandbox.settle_seconds, ==, 2);
  g_assert_cmpuint (live.settle_seconds, ==, 900);
  g_assert_true (sandbox.later_outcome);
  g_assert_false (isg_method_traits (single, ISG_ENVIRONMENT_LIVE).later_outcome);
  g_assert_true (live.query_has_content);
  g_assert_false (live.number_is_signed);
  g_assert_cmpuint (live.query_batch, ==, 20);
  g_assert_cmpuint (isg_method_traits (single, ISG_ENVIRONMENT_LIVE).query_batch, ==, 1);
  g_assert_null (isg_rules_method (fixture->rules, "training", "telgraf"));
  g_assert_null (isg_rules_method (fixture->rules, "workplace", NULL));
  g_assert_cmpint (isg_method_code_class (list, 999), ==, ISG_CODE_CLASS_UNKNOWN);
}

/* What the Ministry changes is changed in the file alone. */
static void
test_another_limit_and_form_need_no_code (void)
{
  g_autofree char *pack = isg_fixture_copy_pack ();
  g_autoptr (IsgFixture) fixture = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  const IsgPart *part;

  isg_fixture_edit (pack,
                    LIST,
                    "\"employees\": 100, \"topics\": 10",
                    "\"employees\": 2, \"topics\": 3");
  isg_fixture_edit (pack, LIST, "\"format\": \"dd-MM-yyyy\"", "\"format\": \"yyyy/MM/dd\"");
  isg_fixture_edit (pack, LIST, "\"places\": 1, \"source\"", "\"places\": 2, \"source\"");
  isg_fixture_edit (pack, LIST, "\"name\": \"EgitimDVO\"", "\"name\": \"YeniKok\"");
  fixture = isg_fixture_new_at (pack);
  isg_fixture_training (fixture, 3, 4);
  parts = isg_fixture_make (fixture, "ibys-soap-list");
  g_assert_cmpuint (parts->len, ==, 4);
  part = g_ptr_array_index (parts, 0);
  g_assert_nonnull (strstr (part->document, "?><YeniKok>"));
  g_assert_nonnull (strstr (part->document, "<egitimTarihi>2019/01/04<"));
  g_assert_nonnull (strstr (part->document, "<egitimSuresi>40.00<"));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/definition/whole", test_the_whole_pack_is_kept_as_it_was);
  g_test_add_func ("/definition/traits", test_methods_say_what_the_machine_must_know);
  g_test_add_func ("/definition/changed", test_another_limit_and_form_need_no_code);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autofree char *path = g_strdup_printf ("/definition/broken/%s", broken[i].name);

    g_test_add_data_func (path,
                          &broken[i],
                          test_a_broken_definition_is_refused_with_file_place_and_reason);
  }
  return g_test_run ();
}
