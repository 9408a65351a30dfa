/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-json.h"

#include <string.h>

#include "rules/isg-rules.h"
#include "support/isg-test.h"

static IsgJson *
parse (const char *text, GError **error)
{
  return isg_json_parse (text, strlen (text), 16, error);
}

static void
test_values_are_read (void)
{
  static const struct {
    const char *text;
    IsgJsonType type;
    const char *content; /* NULL for those without */
  } cases[] = {
    { "null", ISG_JSON_NULL, NULL },
    { " true\n", ISG_JSON_BOOL, NULL },
    { "false", ISG_JSON_BOOL, NULL },
    { "0", ISG_JSON_NUMBER, "0" },
    { "-0.50", ISG_JSON_NUMBER, "-0.50" },
    { "12345678901234567890", ISG_JSON_NUMBER, "12345678901234567890" },
    { "1E+2", ISG_JSON_NUMBER, "1E+2" },
    { "\"\"", ISG_JSON_STRING, "" },
    { "\"Işıl\"", ISG_JSON_STRING, "Işıl" },
    { "\"\\u0131\\u015F\"", ISG_JSON_STRING, "ış" },
    { "\"\\ud83d\\ude00\"", ISG_JSON_STRING, "😀" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", ISG_JSON_STRING, "\"\\/\b\f\n\r\t" },
    { "[]", ISG_JSON_ARRAY, NULL },
    { "{}", ISG_JSON_OBJECT, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (IsgJson) json = parse (cases[i].text, &error);

    g_assert_no_error (error);
    g_assert_cmpint (isg_json_type (json), ==, cases[i].type);
    g_assert_cmpstr (isg_json_text (json), ==, cases[i].content);
  }
}

static void
test_members_keep_their_order (void)
{
  g_autoptr (IsgJson) json = parse ("{\"b\":[1,2],\"a\":true,\"\":null}", NULL);

  g_assert_cmpuint (isg_json_length (json), ==, 3);
  g_assert_cmpstr (isg_json_nth_name (json, 0), ==, "b");
  g_assert_cmpstr (isg_json_nth_name (json, 2), ==, "");
  g_assert_cmpuint (isg_json_length (isg_json_nth (json, 0)), ==, 2);
  g_assert_true (isg_json_bool (isg_json_nth (json, 1)));
}

static void
test_what_is_not_json_is_refused_with_its_place (void)
{
  static const struct {
    const char *text;
    const char *said;
  } cases[] = {
    { "", "line 1, column 1" },
    { "   ", "too early" },
    { "tru", "a value is expected" },
    { "'a'", "a value is expected" },
    { "{'a':1}", "a string is expected" },
    { "// c\n1", "a value is expected" },
    { "/* c */1", "a value is expected" },
    { "{a:1}", "a string is expected" },
    { "{\"a\" 1}", "':' is expected" },
    { "{\"a\":1,}", "a string is expected" },
    { "[1,]", "a value is expected" },
    { "[1 2]", "end of the list" },
    { "[1", "end of the list" },
    { "1 2", "after the value" },
    { "01", "after the value" },
    { "+1", "a value is expected" },
    { "-", "a digit" },
    { "1.", "a digit" },
    { ".5", "a value is expected" },
    { "1e", "a digit" },
    { "0x10", "after the value" },
    { "NaN", "a value is expected" },
    { "\"a", "unended" },
    { "\"a\\", "escape" },
    { "\"\\x\"", "escape" },
    { "\"\\u12\"", "four digits" },
    { "\"\\u12g4\"", "four digits" },
    { "\"\\u0000\"", "U+0000" },
    { "\"\\ud83d\"", "surrogate" },
    { "\"\\ude00\"", "surrogate" },
    { "\"\\ud83dx\"", "surrogate" },
    { "\"\\ud83d\\u0041\"", "surrogate" },
    { "\"a\tb\"", "control character" },
    { "{\"a\":1,\n \"a\":2}", "line 2, column 2: this name stands twice" },
    { "\"\xff\"", "UTF-8" },
    { "\xef\xbb\xbf{}", "a value is expected" },
    { "var a = {}", "a value is expected" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = g_strescape (cases[i].text, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (IsgJson) json = parse (cases[i].text, &error);

    g_test_message ("%s", shown);
    g_assert_null (json);
    g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_VALUE);
    g_assert_nonnull (strstr (error->message, cases[i].said));
  }
}

static void
test_depth_is_limited (void)
{
  static const gsize depths[] = { 17, 1000, 1000000 };
  g_autofree char *open = g_strnfill (16, '[');
  g_autofree char *close = g_strnfill (16, ']');
  g_autofree char *good = g_strconcat (open, close, NULL);
  g_autoptr (IsgJson) json = parse (good, NULL);
  g_autoptr (GString) objects = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (json);
  for (guint i = 0; i < G_N_ELEMENTS (depths); i++) {
    g_autofree char *bomb = g_strnfill (depths[i], '[');
    g_autoptr (GError) deep = NULL;

    g_assert_null (parse (bomb, &deep));
    g_assert_nonnull (strstr (deep->message, "nested too deeply"));
  }
  for (guint i = 0; i < 100000; i++)
    g_string_append (objects, "{\"a\":");
  g_assert_null (parse (objects->str, &error));
  g_assert_nonnull (strstr (error->message, "nested too deeply"));
}

static void
test_nul_in_the_text_ends_nothing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (isg_json_parse ("1\0002", 3, 16, &error));
  g_assert_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_VALUE);
}

static void
test_written_string_is_read_back (void)
{
  static const char *const texts[]
    = { "", "Işıl \"İnci\"", "a\\b/c", "\b\f\n\r\t\x01\x1f\x7f", "😀" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (IsgJson) json = NULL;

    isg_json_append_string (out, texts[i]);
    json = parse (out->str, NULL);
    g_assert_nonnull (json);
    g_assert_cmpstr (isg_json_text (json), ==, texts[i]);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/json/values", test_values_are_read);
  g_test_add_func ("/json/members", test_members_keep_their_order);
  g_test_add_func ("/json/refused", test_what_is_not_json_is_refused_with_its_place);
  g_test_add_func ("/json/depth", test_depth_is_limited);
  g_test_add_func ("/json/nul", test_nul_in_the_text_ends_nothing);
  g_test_add_func ("/json/written", test_written_string_is_read_back);
  return g_test_run ();
}
