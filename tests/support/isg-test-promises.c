/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "store/isg-store-queue.h"
#include "support/isg-test-lab.h"

/* ---- rows ---- */

static void
check_not_stuck (const IsgStoredSubmission *row)
{
  switch ((int) row->machine.state) {
  case ISG_SUBMISSION_SENDING:
    g_error ("a row says that it is being sent, and nobody sends");
    break;
  case ISG_SUBMISSION_IN_DOUBT:
  case ISG_SUBMISSION_PROCESSING:
    /* Due, now or later. */
    g_assert_cmpint (row->next_try, >, 0);
    break;
  case ISG_SUBMISSION_NEEDS_HELP:
    g_assert_cmpstr (row->reason, !=, "");
    break;
  case ISG_SUBMISSION_QUEUED:
    g_assert_nonnull (row->signature);
    break;
  default:
    break;
  }
}

static gboolean
entry_accepts (const MinistryEntry *entry, const IsgStoredItem *item)
{
  g_autofree char *prefix = g_strdup_printf ("%s|%s|", item->employee, item->topic);
  const char *at = strstr (entry->content, prefix);

  return at != NULL && g_str_has_prefix (strchr (at + strlen (prefix), '|'), "|200");
}

/* What lies under a number may be a later text's. */
static gboolean
is_last_under_its_number (Lab *lab, const IsgStoredSubmission *row)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_under (lab->fixture.store, row->number, NULL);

  return ((IsgStoredSubmission *) g_ptr_array_index (rows, 0))->id == row->id;
}

/* A final state never lies. */
static void
check_truth (Lab *lab, const IsgStoredSubmission *row)
{
  MinistryEntry *entry = isg_fake_ministry_find (lab->ministry, row->number);
  g_autoptr (GPtrArray) items = isg_store_items (lab->fixture.store, row->id, NULL);
  guint n = 0;

  for (guint i = 0; entry != NULL && i < items->len; i++)
    n += entry_accepts (entry, g_ptr_array_index (items, i)) ? 1 : 0;
  switch ((int) row->machine.state) {
  case ISG_SUBMISSION_ACCEPTED:
    g_assert_nonnull (entry);
    g_assert_cmpuint (n, ==, items->len);
    break;
  case ISG_SUBMISSION_PARTLY_ACCEPTED:
    g_assert_cmpuint (n, >, 0);
    g_assert_cmpuint (n, <, items->len);
    break;
  case ISG_SUBMISSION_WITHDRAWN:
    g_assert_true (entry == NULL || !is_last_under_its_number (lab, row));
    break;
  case ISG_SUBMISSION_REJECTED:
    g_assert_true (n == 0 || !is_last_under_its_number (lab, row));
    break;
  default:
    break;
  }
}

/* ---- the journal ---- */

static const char *
member (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_string_member (object, name)
                                               : NULL;
}

static void
follow (GHashTable *states, const char *detail)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;
  const char *before;

  g_assert_true (json_parser_load_from_data (parser, detail, -1, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  before = g_hash_table_lookup (states, member (object, "key"));
  g_assert_cmpstr (before != NULL ? before : "DRAFT", ==, member (object, "from"));
  g_hash_table_insert (states, g_strdup (member (object, "key")), g_strdup (member (object, "to")));
}

static void
check_no_person (Lab *lab, const char *text)
{
  g_assert_null (strstr (text, "gizli-parola"));
  for (guint i = 0; i < MIN (lab->n_people, 40); i++) {
    g_autofree char *person = store_fixture_person (i);

    g_assert_null (strstr (text, person));
  }
}

static GHashTable *
read_journal (Lab *lab)
{
  GHashTable *states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) lines = isg_store_journal_list (lab->fixture.store, 0, 100000, NULL);
  gint64 n;

  g_assert_nonnull (lines);
  g_assert_true (isg_store_journal_verify (lab->fixture.store, &n, NULL));
  g_assert_cmpint (n, ==, lines->len);
  for (guint i = 0; i < lines->len; i++) {
    const IsgJournalEntry *line = g_ptr_array_index (lines, i);

    check_no_person (lab, line->detail);
    if (g_str_equal (line->act, "submission.state"))
      follow (states, line->detail);
  }
  return states;
}

static void
check_record (Lab *lab, const char *uuid, GHashTable *journal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) record = isg_store_record_get (lab->fixture.store, uuid, 0, &error);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (isg_value_n_groups (isg_record_get (record, "participants")), >, 0);
  rows = isg_store_submissions_of (lab->fixture.store, uuid, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);

    g_assert_null (isg_submission_is_sound (&row->machine));
    check_not_stuck (row);
    check_truth (lab, row);
    g_assert_cmpstr (g_hash_table_lookup (journal, row->key),
                     ==,
                     isg_submission_state_name (row->machine.state));
  }
}

static void
check_gates (Lab *lab)
{
  g_autoptr (GPtrArray) gates = isg_gate_list (lab->fixture.store, NULL);

  g_assert_nonnull (gates);
  for (guint i = 0; i < gates->len; i++) {
    const IsgGateInfo *gate = g_ptr_array_index (gates, i);
    g_autofree char *sentence = isg_gate_sentence (lab->fixture.store, gate, ISG_LANGUAGE_TR);

    g_assert_cmpstr (sentence, !=, gate->name);
    check_no_person (lab, gate->detail);
  }
}

void
isg_test_check_promises (Lab *lab)
{
  g_autoptr (GHashTable) journal = read_journal (lab);

  g_assert_cmpuint (isg_fake_ministry_doubles (lab->ministry), ==, 0);
  for (guint i = 0; i < lab->records->len; i++)
    check_record (lab, g_ptr_array_index (lab->records, i), journal);
  check_gates (lab);
}
