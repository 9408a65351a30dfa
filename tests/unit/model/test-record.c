/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-record.h"

#include "support/isg-test.h"

#define WORKPLACE "0f0e0d0c-0b0a-4908-8706-050403020100"

static IsgFields *
make_row (const char *code, gint64 minutes)
{
  g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (NULL);

  isg_fields_builder_set (builder, "code", isg_value_new_code (code));
  isg_fields_builder_set (builder, "minutes", isg_value_new_integer (minutes));
  return isg_fields_builder_end (g_steal_pointer (&builder));
}

static IsgRecord *
make_record (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  g_autoptr (IsgFieldsBuilder) builder = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) fields = NULL;

  g_ptr_array_add (rows, make_row ("110", 45));
  g_ptr_array_add (rows, make_row ("390", 60));
  isg_fields_builder_set (builder, "date", isg_value_new_date (isg_date_new (2026, 11, 23)));
  isg_fields_builder_set (builder, "topics", isg_value_new_groups (rows));
  fields = isg_fields_builder_end (g_steal_pointer (&builder));
  return isg_record_new ("training", NULL, WORKPLACE, fields);
}

static void
test_new_record_has_a_uuid_of_its_own_and_no_revision (void)
{
  g_autoptr (IsgRecord) a = make_record ();
  g_autoptr (IsgRecord) b = make_record ();

  g_assert_true (isg_uuid_is_valid (isg_record_uuid (a)));
  g_assert_cmpstr (isg_record_uuid (a), !=, isg_record_uuid (b));
  g_assert_cmpuint (isg_record_revision (a), ==, 0);
  g_assert_cmpstr (isg_record_kind (a), ==, "training");
  g_assert_cmpstr (isg_record_workplace (a), ==, WORKPLACE);
}

static void
test_changed_record_is_another_one_of_the_same_identity (void)
{
  g_autoptr (IsgRecord) record = make_record ();
  g_autoptr (IsgValue) place = isg_value_new_code ("inside");
  g_autoptr (IsgRecord) changed = isg_record_with_value (record, "place", place);
  g_autoptr (IsgRecord) without = isg_record_with_value (changed, "place", NULL);
  g_autoptr (IsgRecord) saved = isg_record_with_revision (changed, 4);
  g_autoptr (IsgFields) none = isg_fields_new ();
  g_autoptr (IsgRecord) empty = isg_record_with_fields (saved, none);

  g_assert_null (isg_record_get (record, "place"));
  g_assert_cmpstr (isg_value_text (isg_record_get (changed, "place")), ==, "inside");
  g_assert_null (isg_record_get (without, "place"));
  g_assert_true (isg_fields_equal (isg_record_fields (without), isg_record_fields (record)));
  g_assert_cmpstr (isg_record_uuid (changed), ==, isg_record_uuid (record));
  g_assert_cmpuint (isg_record_revision (saved), ==, 4);
  g_assert_cmpuint (isg_record_revision (empty), ==, 4);
  g_assert_cmpstr (isg_record_workplace (empty), ==, WORKPLACE);
  g_assert_null (isg_record_get (empty, "date"));
}

static void
test_path_leads_to_its_value_or_nowhere (void)
{
  static const struct {
    const char *path;
    const char *text; /* NULL: nowhere */
  } cases[] = {
    { "date", "2026-11-23" },
    { "topics[0].code", "110" },
    { "topics[1].code", "390" },
    { "topics[1].minutes", "60" },
    { "topics[2].code", NULL },
    { "topics[1].other", NULL },
    { "topics[1]", NULL },
    { "topics[].code", NULL },
    { "topics[x].code", NULL },
    { "topics[1.code", NULL },
    { "topics[-1].code", NULL },
    { "topics[4294967297].code", NULL },
    { "topics[1]code", NULL },
    { "topics.code", NULL },
    { "date.code", NULL },
    { "date[0].code", NULL },
    { "none", NULL },
    { "", NULL },
    { ".", NULL },
    { "[0].x", NULL },
  };
  g_autoptr (IsgRecord) record = make_record ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgValue *value = isg_record_lookup (record, cases[i].path);
    g_autofree char *text = value != NULL ? isg_value_to_text (value) : NULL;

    g_test_message ("%s", cases[i].path);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
  g_assert_cmpuint (isg_value_n_groups (isg_record_lookup (record, "topics")), ==, 2);
}

static void
test_only_a_lower_case_uuid_is_one (void)
{
  static const char *const bad[] = {
    "",
    "a3bb189e-8bf9-4888-9912-ace4e654300",
    "a3bb189e-8bf9-4888-9912-ace4e65430021",
    "A3bb189e-8bf9-4888-9912-ace4e6543002",
    "a3bb189e08bf9-4888-9912-ace4e6543002",
    "a3bb189e-8bf9-4888-9912-ace4e654300g",
    "{a3bb189e-8bf9-4888-9912-ace4e654300}",
  };
  g_autofree char *fresh = isg_uuid_new ();

  g_assert_true (isg_uuid_is_valid (fresh));
  g_assert_true (isg_uuid_is_valid ("a3bb189e-8bf9-4888-9912-ace4e6543002"));
  g_assert_false (isg_uuid_is_valid (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (isg_uuid_is_valid (bad[i]));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/record/new", test_new_record_has_a_uuid_of_its_own_and_no_revision);
  g_test_add_func ("/record/changed", test_changed_record_is_another_one_of_the_same_identity);
  g_test_add_func ("/record/path", test_path_leads_to_its_value_or_nowhere);
  g_test_add_func ("/record/uuid", test_only_a_lower_case_uuid_is_one);
  return g_test_run ();
}
