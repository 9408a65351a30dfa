/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-record-json.h"

#include <string.h>

#include "isg-world.h"
#include "support/isg-test.h"

#define UUID "a3bb189e-8bf9-4888-9912-ace4e6543002"

static IsgFields *
read_json (World *world, const char *kind, const char *json, IsgFields *base, GError **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');

  return isg_record_fields_from_json (world->rules,
                                      isg_rules_kind (world->rules, kind),
                                      text,
                                      -1,
                                      base,
                                      error);
}

static void
test_record_is_read_and_written_in_one_form (void)
{
  static const struct {
    const char *kind;
    const char *in;
    const char *out; /* NULL: as it came in */
  } cases[] = {
    { "training", "{}", NULL },
    { "training", " { } ", "{}" },
    { "training",
      "{'date':'2026-11-23','professional':'" UUID "','place':'inside','method':'face_to_face',"
      "'topics':[{'code':'110','minutes':45},{'code':'390','minutes':22.5}],"
      "'participants':[{'employee':'" UUID "'}]}",
      NULL },
    { "training", "{'topics':[{'minutes':40.0}]}", "{'topics':[{'minutes':40}]}" },
    { "training", "{'topics':[{'minutes':0.10}]}", "{'topics':[{'minutes':0.1}]}" },
    { "training", "{'topics':[{}]}", NULL },
    { "training", "{'topics':[],'participants':[]}", "{}" },
    { "training", "{'date':null,'place':'inside'}", "{'place':'inside'}" },
    { "workplace", "{'name':'  Kardelen  '}", "{'name':'Kardelen'}" },
    { "workplace", "{'name':'   ','phone':''}", "{}" },
    { "workplace", "{'address':'a\\nb'}", NULL },
    { "workplace",
      "{'sgk_no':'2 9621.02-02/1000017 034 12 05 000'}",
      "{'sgk_no':'29621020210000170341205000'}" },
    { "workplace", "{'sgk_no':'yok'}", NULL },
    { "employee", "{'national_id':'100 000 001 46'}", "{'national_id':'10000000146'}" },
    /* Codes may be written in another case or by their label. */
    { "workplace", "{'province':'İSTANBUL'}", "{'province':'34'}" },
    { "workplace", "{'hazard_class':'Çok tehlikeli'}", "{'hazard_class':'very_high'}" },
    { "training", "{'method':'Uzaktan'}", "{'method':'remote'}" },
    { "professional", "{'certificate_class':'b'}", "{'certificate_class':'B'}" },
    /* A list that is a part of the official one takes codes that are not in it. */
    { "workplace", "{'nace_code':'01.11.07'}", NULL },
    /* The marks in a code may be left out. */
    { "workplace", "{'nace_code':'962102'}", "{'nace_code':'96.21.02'}" },
    { "workplace", "{'nace_code':'9621023'}", NULL },
    { "workplace", "{'nace_code':'96210'}", NULL },
    { "workplace", "{'nace_code':'96x102'}", NULL },
    { "workplace", "{'nace_list':'2017','nace_code':'96.02.02'}", NULL },
    /* Outside its limits: findings are for that. */
    { "training", "{'topics':[{'minutes':-5}]}", NULL },
  };
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *out = cases[i].out != NULL ? cases[i].out : cases[i].in;
    g_autofree char *expected = g_strdelimit (g_strdup (out), "'", '"');
    g_autoptr (GError) error = NULL;
    g_autoptr (IsgFields) fields = read_json (world, cases[i].kind, cases[i].in, NULL, &error);
    g_autoptr (IsgFields) again = NULL;
    g_autoptr (IsgFields) stored = NULL;
    g_autofree char *written = NULL;

    g_assert_no_error (error);
    written = isg_record_fields_to_json (fields);
    g_assert_cmpstr (written, ==, expected);
    again = read_json (world, cases[i].kind, written, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (isg_fields_equal (again, fields));
    stored = isg_record_fields_from_store (world->rules,
                                           isg_rules_kind (world->rules, cases[i].kind),
                                           written,
                                           &error);
    g_assert_no_error (error);
    g_assert_true (isg_fields_equal (stored, fields));
  }
}

static void
test_what_does_not_fit_is_refused_with_its_place (void)
{
  static const struct {
    const char *kind;
    const char *json;
    int code;
    const char *said;
  } cases[] = {
    { "training", "", ISG_RULES_ERROR_VALUE, "line 1" },
    { "training", "hello", ISG_RULES_ERROR_VALUE, "not JSON" },
    { "training", "[]", ISG_RULES_ERROR_VALUE, "an object is expected" },
    { "training",
      "{'dates':'2026-11-23'}",
      ISG_RULES_ERROR_UNKNOWN,
      "dates: there is no such field" },
    { "training",
      "{'topics':[{'kod':'110'}]}",
      ISG_RULES_ERROR_UNKNOWN,
      "topics[0].kod: there is" },
    { "training",
      "{'topics':[{'code':'110'},{'code':'999'}]}",
      ISG_RULES_ERROR_VALUE,
      "topics[1].code: there is no such code" },
    { "training",
      "{'place':'moon'}",
      ISG_RULES_ERROR_VALUE,
      "place: there is no such code in the list place: moon" },
    { "training", "{'topics':[1]}", ISG_RULES_ERROR_VALUE, "topics[0]: an object" },
    { "training", "{'topics':{}}", ISG_RULES_ERROR_VALUE, "topics: an array" },
    { "training",
      "{'topics':[{'minutes':'45'}]}",
      ISG_RULES_ERROR_VALUE,
      "topics[0].minutes: a number" },
    { "training", "{'date':'04-01-2019'}", ISG_RULES_ERROR_VALUE, "date: a date YYYY-MM-DD" },
    { "training", "{'date':20190104}", ISG_RULES_ERROR_VALUE, "date: a string" },
    { "training", "{'professional':'Ali'}", ISG_RULES_ERROR_VALUE, "professional: the uuid" },
    { "employee", "{'national_id':10000000146}", ISG_RULES_ERROR_VALUE, "national_id: a string" },
    { "workplace", "{'name':'a\\u0001b'}", ISG_RULES_ERROR_VALUE, "name: a control character" },
    { "workplace", "{'name':'a','name':'b'}", ISG_RULES_ERROR_VALUE, "stands twice" },
    { "workplace", "{'name':{'a':1}}", ISG_RULES_ERROR_VALUE, "name: a string" },
  };
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].json);
    g_assert_null (read_json (world, cases[i].kind, cases[i].json, NULL, &error));
    g_assert_error (error, ISG_RULES_ERROR, cases[i].code);
    g_assert_nonnull (strstr (error->message, cases[i].said));
  }
}

static void
test_partial_edit_keeps_the_rest (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (IsgFields) base
    = read_json (world, "workplace", "{'name':'A','phone':'1','email':'a@b'}", NULL, NULL);
  g_autoptr (IsgFields) edited
    = read_json (world, "workplace", "{'phone':null,'name':'B','tax_no':'1234567890'}", base, NULL);
  g_autofree char *text = isg_record_fields_to_json (edited);
  g_autofree char *before = isg_record_fields_to_json (base);

  g_assert_cmpstr (text, ==, "{\"name\":\"B\",\"email\":\"a@b\",\"tax_no\":\"1234567890\"}");
  g_assert_cmpstr (before, ==, "{\"name\":\"A\",\"phone\":\"1\",\"email\":\"a@b\"}");
}

static void
test_a_megabyte_is_taken_and_two_are_not (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *long_text = g_strnfill (1024 * 1024, 'x');
  g_autofree char *json = g_strdup_printf ("{'name':'%s'}", long_text);
  g_autofree char *longer = g_strdup_printf ("{'name':'%s%s'}", long_text, long_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) too_large = NULL;
  g_autoptr (IsgFields) fields = read_json (world, "workplace", json, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (isg_value_text (isg_fields_get (fields, "name"))), ==, 1024 * 1024);
  g_assert_null (read_json (world, "workplace", longer, NULL, &too_large));
  g_assert_error (too_large, ISG_RULES_ERROR, ISG_RULES_ERROR_VALUE);
}

static void
test_long_text_is_not_said_back (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *long_text = g_strnfill (100000, 'x');
  g_autofree char *code = g_strdup_printf ("{'place':'%s'}", long_text);
  g_autofree char *name = g_strdup_printf ("{'%s':1}", long_text);
  const char *const texts[] = { code, name };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_json (world, "training", texts[i], NULL, &error));
    g_assert_cmpuint (strlen (error->message), <, 300);
  }
}

static void
test_depth_bomb_is_refused (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (GString) bomb = g_string_new ("{\"topics\":");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 500000; i++)
    g_string_append_c (bomb, '[');
  g_assert_null (read_json (world, "training", bomb->str, NULL, &error));
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_VALUE);
}

static void
test_many_fields_are_read_in_linear_time (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (IsgFields) fields = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (json, "%s\"f%u\":1", i > 0 ? "," : "", i);
  g_string_append_c (json, '}');
  fields = isg_record_fields_from_store (world->rules,
                                         isg_rules_kind (world->rules, "training"),
                                         json->str,
                                         &error);
  g_assert_no_error (error);
  g_assert_cmpuint (isg_fields_size (fields), ==, 100000);
}

static void
test_what_the_pack_does_not_know_stays_readable (void)
{
  static const char *const texts[] = {
    "{\"date\":\"2026-11-23\",\"gone\":\"x\",\"count\":3,\"score\":1.25,\"yes\":true}",
    "{\"topics\":[{\"code\":\"777\",\"minutes\":40,\"old\":\"y\"}]}",
    "{\"place\":\"moon\",\"list\":[\"1001\",\"1041\"],\"rows\":[{\"a\":\"b\"}]}",
    /* A field that had another type under an older pack. */
    "{\"date\":\"dün\",\"place\":5,\"topics\":\"none\",\"professional\":\"Ali\"}",
  };
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    for (guint known = 0; known <= 1; known++) {
      const IsgKind *kind = known ? isg_rules_kind (world->rules, "training") : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (IsgFields) fields
        = isg_record_fields_from_store (world->rules, kind, texts[i], &error);
      g_autoptr (IsgFields) again = NULL;
      g_autofree char *written = NULL;

      g_assert_no_error (error);
      written = isg_record_fields_to_json (fields);
      g_assert_cmpstr (written, ==, texts[i]);
      again = isg_record_fields_from_store (world->rules, kind, written, &error);
      g_assert_true (isg_fields_equal (again, fields));
    }
  }
}

static void
test_stored_text_that_is_no_record_is_refused (void)
{
  static const char *const texts[] = {
    "", "[]", "{", "{\"a\":{\"b\":1}}", "{\"a\":[1]}", "{\"a\":[\"x\",1]}", "{\"a\":1}}",
  };
  g_autoptr (World) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", texts[i]);
    g_assert_null (isg_record_fields_from_store (world->rules, NULL, texts[i], &error));
    g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_VALUE);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/record-json/form", test_record_is_read_and_written_in_one_form);
  g_test_add_func ("/record-json/refused", test_what_does_not_fit_is_refused_with_its_place);
  g_test_add_func ("/record-json/partial", test_partial_edit_keeps_the_rest);
  g_test_add_func ("/record-json/size", test_a_megabyte_is_taken_and_two_are_not);
  g_test_add_func ("/record-json/echo", test_long_text_is_not_said_back);
  g_test_add_func ("/record-json/depth", test_depth_bomb_is_refused);
  g_test_add_func ("/record-json/many", test_many_fields_are_read_in_linear_time);
  g_test_add_func ("/record-json/unknown", test_what_the_pack_does_not_know_stays_readable);
  g_test_add_func ("/record-json/stored", test_stored_text_that_is_no_record_is_refused);
  return g_test_run ();
}
