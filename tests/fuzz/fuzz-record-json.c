/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-record-json.h"

#include "fuzz/isg-fuzz.h"
#include "rules/isg-check.h"

static IsgRules *rules; /* (owned) for the life of the program */

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  rules = isg_rules_load (NULL, &error);
  g_assert_no_error (error);
  return 0;
}

/* Whatever was read can be judged and said. */
static void
check_fields (const IsgKind *kind, IsgFields *fields)
{
  IsgCheckContext context = { .today = isg_date_new (2026, 11, 23) };
  g_autoptr (IsgRecord) record = isg_record_new (isg_kind_id (kind), NULL, NULL, fields);
  g_autoptr (GPtrArray) findings = isg_rules_check (rules, record, &context);
  g_autofree char *title = isg_kind_title (kind, rules, record, NULL, NULL, ISG_LANGUAGE_TR);
  g_autofree char *search = isg_kind_search_text (kind, rules, record, NULL, NULL);

  for (guint i = 0; i < findings->len; i++) {
    g_autofree char *message
      = isg_rules_finding_message (rules, kind, g_ptr_array_index (findings, i), ISG_LANGUAGE_EN);

    g_assert_cmpstr (message, !=, "");
  }
  g_assert_cmpstr (title, !=, "");
  g_assert_true (g_utf8_validate (search, -1, NULL));
}

/* What is written is read back as what it was. */
static void
check_written (const IsgKind *kind, IsgFields *fields)
{
  g_autofree char *written = isg_record_fields_to_json (fields);
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFields) again = isg_record_fields_from_store (rules, kind, written, &error);
  g_autofree char *twice = NULL;

  g_assert_no_error (error);
  g_assert_true (isg_fields_equal (again, fields));
  twice = isg_record_fields_to_json (again);
  g_assert_cmpstr (twice, ==, written);
}

/* The first byte chooses the kind. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GPtrArray *kinds = isg_rules_kinds (rules);
  const IsgKind *kind = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) not_given = NULL;
  g_autoptr (GError) not_stored = NULL;
  g_autoptr (IsgFields) given = NULL;
  g_autoptr (IsgFields) stored = NULL;

  if (size == 0)
    return 0;
  kind = g_ptr_array_index (kinds, data[0] % kinds->len);
  text = isg_fuzz_text (data + 1, size - 1);
  given = isg_record_fields_from_json (rules,
                                       kind,
                                       (const char *) data + 1,
                                       (gssize) size - 1,
                                       NULL,
                                       &not_given);
  g_assert_cmpint (given == NULL, ==, not_given != NULL);
  if (given != NULL) {
    check_fields (kind, given);
    check_written (kind, given);
  }
  stored = isg_record_fields_from_store (rules, kind, text, &not_stored);
  g_assert_cmpint (stored == NULL, ==, not_stored != NULL);
  if (stored != NULL) {
    check_fields (kind, stored);
    check_written (kind, stored);
  }
  return 0;
}
