/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-value.h"

#include "support/isg-test.h"

#define UUID "a3bb189e-8bf9-4888-9912-ace4e6543002"

static IsgDecimal
decimal (const char *text)
{
  IsgDecimal number = { 0 };

  g_assert_true (isg_decimal_parse (text, &number, NULL));
  return number;
}

static IsgValue *
make_value (IsgValueType type)
{
  static const char *const codes[] = { "1001", "1041", NULL };
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  switch (type) {
  case ISG_VALUE_TEXT:
    return isg_value_new_text ("Işıl");
  case ISG_VALUE_INTEGER:
    return isg_value_new_integer (-12);
  case ISG_VALUE_DECIMAL:
    return isg_value_new_decimal (decimal ("22.5"));
  case ISG_VALUE_DATE:
    return isg_value_new_date (isg_date_new (2026, 11, 23));
  case ISG_VALUE_TIME:
    return isg_value_new_time (14 * 3600 + 30 * 60);
  case ISG_VALUE_DATETIME:
    return isg_value_new_datetime (isg_date_new (2026, 11, 23), 37);
  case ISG_VALUE_BOOL:
    return isg_value_new_bool (TRUE);
  case ISG_VALUE_CODE:
    return isg_value_new_code ("390");
  case ISG_VALUE_REF:
    return isg_value_new_ref (UUID);
  case ISG_VALUE_CODES:
    return isg_value_new_codes (codes);
  case ISG_VALUE_GROUPS:
    return isg_value_new_groups (groups);
  default:
    g_assert_not_reached ();
  }
}

static void
test_value_keeps_its_type (void)
{
  for (int type = ISG_VALUE_TEXT; type <= ISG_VALUE_GROUPS; type++) {
    g_autoptr (IsgValue) value = make_value ((IsgValueType) type);

    g_assert_cmpint (isg_value_type (value), ==, type);
  }
}

static void
test_value_equals_only_one_of_its_type_and_content (void)
{
  for (int a = ISG_VALUE_TEXT; a <= ISG_VALUE_GROUPS; a++)
    for (int b = ISG_VALUE_TEXT; b <= ISG_VALUE_GROUPS; b++) {
      g_autoptr (IsgValue) one = make_value ((IsgValueType) a);
      g_autoptr (IsgValue) other = make_value ((IsgValueType) b);

      g_assert_cmpint (isg_value_equal (one, other), ==, a == b);
      g_assert_false (isg_value_equal (one, NULL));
      g_assert_false (isg_value_equal (NULL, other));
    }
  g_assert_true (isg_value_equal (NULL, NULL));
}

static void
test_other_content_is_not_equal (void)
{
  static const char *const one_code[] = { "1001", NULL };
  g_autoptr (IsgValue) text = isg_value_new_text ("Isil");
  g_autoptr (IsgValue) codes = isg_value_new_codes (one_code);
  g_autoptr (IsgValue) later = isg_value_new_datetime (isg_date_new (2026, 11, 23), 38);
  g_autoptr (IsgValue) no = isg_value_new_bool (FALSE);
  IsgValue *others[] = { text, codes, later, no };
  IsgValueType types[] = { ISG_VALUE_TEXT, ISG_VALUE_CODES, ISG_VALUE_DATETIME, ISG_VALUE_BOOL };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (IsgValue) value = make_value (types[i]);

    g_assert_false (isg_value_equal (value, others[i]));
  }
}

static void
test_decimals_are_equal_by_value (void)
{
  IsgDecimal forty = { 400, 1 };
  g_autoptr (IsgValue) a = isg_value_new_decimal (forty);
  g_autoptr (IsgValue) b = isg_value_new_decimal (isg_decimal_from_int (40));

  g_assert_true (isg_value_equal (a, b));
}

static void
test_value_reads_as_the_text_of_the_command_line (void)
{
  static const struct {
    IsgValueType type;
    const char *text;
  } cases[] = {
    { ISG_VALUE_TEXT, "Işıl" },    { ISG_VALUE_INTEGER, "-12" },
    { ISG_VALUE_DECIMAL, "22.5" }, { ISG_VALUE_DATE, "2026-11-23" },
    { ISG_VALUE_TIME, "14:30" },   { ISG_VALUE_DATETIME, "2026-11-23T00:00:37" },
    { ISG_VALUE_BOOL, "true" },    { ISG_VALUE_CODE, "390" },
    { ISG_VALUE_REF, UUID },       { ISG_VALUE_CODES, "1001,1041" },
  };
  g_autoptr (IsgValue) odd_time = isg_value_new_time (59);
  g_autofree char *odd_text = isg_value_to_text (odd_time);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgValue) value = make_value (cases[i].type);
    g_autofree char *text = isg_value_to_text (value);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
  g_assert_cmpstr (odd_text, ==, "00:00:59");
}

static void
test_asking_for_another_type_gives_nothing (void)
{
  g_autoptr (IsgValue) number = isg_value_new_integer (3);
  g_autoptr (IsgValue) text = isg_value_new_text ("3");

  g_assert_null (isg_value_text (number));
  g_assert_null (isg_value_text (NULL));
  g_assert_cmpint (isg_value_date (text), ==, ISG_DATE_NONE);
  g_assert_cmpint (isg_value_date (NULL), ==, ISG_DATE_NONE);
  g_assert_false (isg_value_bool (number));
  g_assert_false (isg_value_bool (NULL));
  g_assert_null (isg_value_codes (text));
  g_assert_cmpuint (isg_value_n_groups (text), ==, 0);
  g_assert_cmpuint (isg_value_n_groups (NULL), ==, 0);
  g_assert_cmpint (isg_decimal_compare (isg_value_decimal (number), isg_decimal_from_int (3)),
                   ==,
                   0);
}

/* ---- maps ---- */

static IsgFields *
with_text (IsgFields *fields, const char *id, const char *text)
{
  g_autoptr (IsgValue) value = isg_value_new_text (text);

  return isg_fields_with (fields, id, value);
}

static void
assert_text (IsgFields *fields, const char *id, const char *text)
{
  g_assert_cmpstr (isg_value_text (isg_fields_get (fields, id)), ==, text);
}

static void
test_changed_map_leaves_the_old_one_as_it_was (void)
{
  g_autoptr (IsgFields) none = isg_fields_new ();
  g_autoptr (IsgFields) one = with_text (none, "name", "Yıldız");
  g_autoptr (IsgFields) changed = with_text (one, "name", "Kardelen");
  g_autoptr (IsgFields) removed = isg_fields_with (changed, "name", NULL);

  g_assert_cmpuint (isg_fields_size (none), ==, 0);
  assert_text (one, "name", "Yıldız");
  assert_text (changed, "name", "Kardelen");
  g_assert_null (isg_fields_get (removed, "name"));
  g_assert_null (isg_fields_get (NULL, "name"));
  g_assert_cmpuint (isg_fields_size (NULL), ==, 0);
}

static void
test_map_keeps_the_order_in_which_it_was_filled (void)
{
  g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) fields = NULL;

  for (int i = 0; i < 100; i++) {
    g_autofree char *id = g_strdup_printf ("field_%d", i);

    isg_fields_builder_set (builder, id, isg_value_new_integer (i));
  }
  isg_fields_builder_set (builder, "field_7", isg_value_new_integer (700));
  isg_fields_builder_set (builder, "field_3", NULL);
  isg_fields_builder_set (builder, "never", NULL);
  fields = isg_fields_builder_end (g_steal_pointer (&builder));

  g_assert_cmpuint (isg_fields_size (fields), ==, 99);
  g_assert_null (isg_fields_get (fields, "field_3"));
  g_assert_null (isg_fields_get (fields, "never"));
  for (guint i = 0; i < 99; i++) {
    const char *id = NULL;
    IsgValue *value = isg_fields_nth (fields, i, &id);
    int n = i < 3 ? (int) i : (int) i + 1;
    g_autofree char *expected = g_strdup_printf ("field_%d", n);

    g_assert_cmpstr (id, ==, expected);
    g_assert_cmpint (isg_value_integer (value), ==, n == 7 ? 700 : n);
    g_assert_true (isg_fields_get (fields, id) == value);
  }
}

static void
test_maps_are_equal_in_whatever_order (void)
{
  g_autoptr (IsgFields) none = isg_fields_new ();
  g_autoptr (IsgFields) a1 = with_text (none, "a", "1");
  g_autoptr (IsgFields) a1b2 = with_text (a1, "b", "2");
  g_autoptr (IsgFields) b2 = with_text (none, "b", "2");
  g_autoptr (IsgFields) b2a1 = with_text (b2, "a", "1");
  g_autoptr (IsgFields) b2a3 = with_text (b2, "a", "3");

  g_assert_true (isg_fields_equal (a1b2, b2a1));
  g_assert_false (isg_fields_equal (a1b2, b2a3));
  g_assert_false (isg_fields_equal (a1b2, a1));
  g_assert_true (isg_fields_equal (none, NULL));
}

static void
test_groups_are_shared_and_compared_by_content (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  g_autoptr (IsgFields) none = isg_fields_new ();
  g_autoptr (IsgValue) first = NULL;
  g_autoptr (IsgValue) same = NULL;
  g_autoptr (IsgValue) longer = NULL;

  g_ptr_array_add (rows, with_text (none, "code", "110"));
  first = isg_value_new_groups (rows);
  same = isg_value_new_groups (rows);
  g_ptr_array_add (rows, with_text (none, "code", "120"));
  longer = isg_value_new_groups (rows);

  g_assert_cmpuint (isg_value_n_groups (first), ==, 1);
  assert_text (isg_value_group (longer, 1), "code", "120");
  g_assert_true (isg_value_equal (first, same));
  g_assert_false (isg_value_equal (first, longer));
}

static gpointer
share (gpointer data)
{
  for (int i = 0; i < 20000; i++)
    isg_fields_unref (isg_fields_ref (data));
  return NULL;
}

static void
test_map_can_be_shared_among_threads (void)
{
  g_autoptr (IsgFields) none = isg_fields_new ();
  g_autoptr (IsgFields) fields = with_text (none, "a", "1");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("share", share, fields);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  assert_text (fields, "a", "1");
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/value/type", test_value_keeps_its_type);
  g_test_add_func ("/value/equal", test_value_equals_only_one_of_its_type_and_content);
  g_test_add_func ("/value/unequal", test_other_content_is_not_equal);
  g_test_add_func ("/value/decimals", test_decimals_are_equal_by_value);
  g_test_add_func ("/value/text", test_value_reads_as_the_text_of_the_command_line);
  g_test_add_func ("/value/other-type", test_asking_for_another_type_gives_nothing);
  g_test_add_func ("/fields/immutable", test_changed_map_leaves_the_old_one_as_it_was);
  g_test_add_func ("/fields/order", test_map_keeps_the_order_in_which_it_was_filled);
  g_test_add_func ("/fields/equal", test_maps_are_equal_in_whatever_order);
  g_test_add_func ("/fields/groups", test_groups_are_shared_and_compared_by_content);
  g_test_add_func ("/fields/threads", test_map_can_be_shared_among_threads);
  return g_test_run ();
}
