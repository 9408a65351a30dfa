/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-health-key.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/isg-bytes.h"
#include "base/isg-error.h"
#include "rules/isg-record-json.h"
#include "store-fixture.h"
#include "store/isg-backup.h"
#include "store/isg-health-private.h"
#include "store/isg-store-private.h"
#include "store/isg-store-queue.h"
#include "support/isg-test.h"

#define PHRASE  "kale dere yosun taş"
#define N_EXAMS 40
#define WORDS   25 /* planted in each exam: 1,000 in all */

typedef struct {
  StoreFixture store;
  char *workplace;
  char *employee;
  char *physician;
} Ward;

static void
ward_init (Ward *ward)
{
  store_fixture_init (&ward->store);
  ward->workplace = store_fixture_workplace (&ward->store, "Örnek Fırın");
  ward->employee = store_fixture_employee (&ward->store, ward->workplace, 1, "Şükrü", "Ağaç");
  ward->physician = store_fixture_professional (&ward->store, 2, "Işıl", "İnci");
}

static void
ward_clear (Ward *ward)
{
  g_free (ward->workplace);
  g_free (ward->employee);
  g_free (ward->physician);
  store_fixture_clear (&ward->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ward, ward_clear)

static IsgSecret *
secret_of (const char *text)
{
  IsgSecret *secret = isg_secret_new (text, -1, NULL);

  g_assert_nonnull (secret);
  return secret;
}

static IsgHealthKey *
set_up (Ward *ward, IsgSecret **out_code)
{
  g_autoptr (IsgSecret) phrase = secret_of (PHRASE);
  g_autoptr (IsgSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  IsgHealthKey *key = isg_store_health_set_up (ward->store.store, phrase, &code, &error);

  g_assert_no_error (error);
  g_assert_nonnull (key);
  if (out_code != NULL)
    *out_code = g_steal_pointer (&code);
  return key;
}

/* A word that random bytes do not write by chance. */
static char *
planted (guint exam, guint word)
{
  return g_strdup_printf ("Teşhis%uKelime%uSaklı", exam, word);
}

static char *
exam_json (Ward *ward, guint exam)
{
  static const char *const fields[]
    = { "chronic_disease", "family_mother", "family_father", "family_siblings", "family_children" };
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{'employee':'%s','physician':'%s','exam_type':'periodic',"
                          "'exam_date':'2026-05-04','valid_until':'2029-05-04','verdict':'fit'",
                          ward->employee,
                          ward->physician);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_string_append_printf (json, ",'%s':'", fields[i]);
    for (guint j = 0; j < WORDS / G_N_ELEMENTS (fields); j++) {
      g_autofree char *word = planted (exam, i * (WORDS / G_N_ELEMENTS (fields)) + j);

      g_string_append_printf (json, "%s ", word);
    }
    g_string_append_c (json, '\'');
  }
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static char *
add_exam (Ward *ward, guint exam)
{
  g_autofree char *json = exam_json (ward, exam);

  return store_fixture_add (&ward->store, "health_exam", ward->workplace, json);
}

static char *
value_of (Ward *ward, const char *uuid, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) record = isg_store_record_get (ward->store.store, uuid, 0, &error);
  IsgValue *value;

  g_assert_no_error (error);
  value = isg_record_get (record, field);
  return value != NULL ? isg_value_to_text (value) : NULL;
}

static gboolean
is_marked (Ward *ward, const char *uuid)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (ward->store.store, uuid, 0, NULL);

  return isg_record_is_sealed (record);
}

static void
lock (Ward *ward)
{
  isg_store_use_health_key (ward->store.store, NULL);
}

/* Every planted word, in every file below @dir. */
static void
assert_no_word (const char *dir)
{
  g_autoptr (GDir) open = g_dir_open (dir, 0, NULL);
  const char *name;

  g_assert_nonnull (open);
  while ((name = g_dir_read_name (open)) != NULL) {
    g_autofree char *path = g_build_filename (dir, name, NULL);
    g_autofree char *data = NULL;
    gsize length;

    g_assert_null (strstr (name, "Teşhis"));
    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      assert_no_word (path);
      continue;
    }
    if (!g_file_get_contents (path, &data, &length, NULL))
      continue;
    if (memmem (data, length, "Teşhis", strlen ("Teşhis")) != NULL
        || memmem (data, length, "Saklı", strlen ("Saklı")) != NULL)
      g_error ("a planted word stands in %s", path);
  }
}

/* ---- what is sealed ---- */

static void
test_details_are_read_with_the_key_alone (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autofree char *uuid = NULL, *open = NULL, *locked = NULL, *verdict = NULL;

  ward_init (&ward);
  key = set_up (&ward, NULL);
  uuid = add_exam (&ward, 0);
  open = value_of (&ward, uuid, "family_mother");
  g_assert_nonnull (strstr (open, "Saklı"));
  g_assert_false (is_marked (&ward, uuid));

  lock (&ward);
  locked = value_of (&ward, uuid, "family_mother");
  verdict = value_of (&ward, uuid, "verdict");
  g_assert_null (locked);
  g_assert_cmpstr (verdict, ==, "fit");
  g_assert_true (is_marked (&ward, uuid));
}

static void
test_without_a_health_key_all_is_as_it_was (void)
{
  g_auto (Ward) ward = { 0 };
  g_autofree char *uuid = NULL, *value = NULL;
  gboolean set;

  ward_init (&ward);
  uuid = add_exam (&ward, 0);
  value = value_of (&ward, uuid, "family_mother");
  g_assert_nonnull (value);
  g_assert_false (is_marked (&ward, uuid));
  g_assert_true (isg_store_health_is_set_up (ward.store.store, &set, NULL));
  g_assert_false (set);
  g_assert_cmpint (store_fixture_number (&ward.store,
                                         "SELECT count(*) FROM revision WHERE sealed IS NOT NULL"),
                   ==,
                   0);
}

static void
test_editing_what_is_seen_keeps_what_is_sealed (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autofree char *uuid = NULL, *before = NULL, *after = NULL, *verdict = NULL;
  g_autoptr (GError) error = NULL;
  gint64 missing;

  ward_init (&ward);
  key = set_up (&ward, NULL);
  uuid = add_exam (&ward, 0);
  before = value_of (&ward, uuid, "family_mother");
  missing = store_fixture_number (&ward.store, "SELECT max (missing) FROM record");
  lock (&ward);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (IsgRecord) edited
      = store_fixture_edit (&ward.store,
                            uuid,
                            "verdict",
                            isg_value_new_code (i == 0 ? "unfit" : "reassess"));

    g_assert_true (isg_store_record_save (ward.store.store, edited, NULL, &error));
  }
  g_assert_cmpint (store_fixture_number (&ward.store, "SELECT max (missing) FROM record"),
                   ==,
                   missing);
  isg_store_use_health_key (ward.store.store, key);
  after = value_of (&ward, uuid, "family_mother");
  verdict = value_of (&ward, uuid, "verdict");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (verdict, ==, "reassess");
}

static void
test_what_was_read_locked_loses_nothing_when_saved_open (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autoptr (IsgRecord) edited = NULL;
  g_autofree char *uuid = NULL, *before = NULL, *after = NULL;

  ward_init (&ward);
  key = set_up (&ward, NULL);
  uuid = add_exam (&ward, 0);
  before = value_of (&ward, uuid, "chronic_disease");
  lock (&ward);
  edited = store_fixture_edit (&ward.store, uuid, "verdict", isg_value_new_code ("unfit"));
  isg_store_use_health_key (ward.store.store, key);
  g_assert_true (isg_store_record_save (ward.store.store, edited, NULL, NULL));
  after = value_of (&ward, uuid, "chronic_disease");
  g_assert_cmpstr (after, ==, before);
}

static void
test_details_cannot_be_written_without_the_key (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autoptr (IsgRecord) edited = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (GError) error = NULL;

  ward_init (&ward);
  key = set_up (&ward, NULL);
  uuid = add_exam (&ward, 0);
  lock (&ward);
  edited = store_fixture_edit (&ward.store, uuid, "family_mother", isg_value_new_text ("Teşhis"));
  g_assert_false (isg_store_record_save (ward.store.store, edited, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH);
  g_assert_cmpint (store_fixture_number (&ward.store, "SELECT max (number) FROM revision"), ==, 1);
}

static void
test_a_role_that_may_not_see_does_not_see_with_the_key (void)
{
  g_auto (Ward) ward = { 0 };
  g_autofree char *uuid = NULL, *before = NULL, *hidden = NULL, *after = NULL;
  g_autoptr (IsgRecord) edited = NULL;

  ward_init (&ward);
  uuid = add_exam (&ward, 0);
  before = value_of (&ward, uuid, "family_mother");
  isg_store_health_hide (ward.store.store, TRUE);
  hidden = value_of (&ward, uuid, "family_mother");
  g_assert_null (hidden);
  edited = store_fixture_edit (&ward.store, uuid, "verdict", isg_value_new_code ("unfit"));
  g_assert_true (isg_store_record_save (ward.store.store, edited, NULL, NULL));
  isg_store_health_hide (ward.store.store, FALSE);
  after = value_of (&ward, uuid, "family_mother");
  g_assert_cmpstr (after, ==, before);
}

static void
test_checks_say_nothing_of_what_is_not_seen (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autofree char *uuid = NULL;

  ward_init (&ward);
  key = set_up (&ward, NULL);
  uuid = add_exam (&ward, 0);
  for (guint i = 0; i < 2; i++) {
    IsgCheckContext context = isg_store_check_context (ward.store.store);
    g_autoptr (IsgRecord) record = isg_store_record_get (ward.store.store, uuid, 0, NULL);
    g_autoptr (IsgValue) yes = isg_value_new_bool (TRUE);
    g_autoptr (IsgRecord) begun
      = i == 0 ? isg_record_with_value (record, "past_hospital", yes) : isg_record_ref (record);
    g_autoptr (GPtrArray) findings = isg_rules_check (ward.store.rules, begun, &context);
    guint of_details = 0;

    for (guint j = 0; j < findings->len; j++)
      if (g_strcmp0 (isg_finding_path (g_ptr_array_index (findings, j)), "past_hospital_note") == 0)
        of_details++;
    g_assert_cmpuint (of_details, ==, i == 0 ? 1 : 0);
    lock (&ward);
  }
}

/* ---- no word anywhere ---- */

static void
test_no_planted_word_stands_in_any_file (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;

  ward_init (&ward);
  /* Half of them before there is a key, and changed once. */
  for (guint i = 0; i < N_EXAMS / 2; i++) {
    g_autofree char *uuid = add_exam (&ward, i);
    g_autoptr (IsgRecord) edited = store_fixture_edit (&ward.store, uuid, "blood_group", NULL);

    g_assert_true (isg_store_record_save (ward.store.store, edited, NULL, NULL));
  }
  key = set_up (&ward, NULL);
  g_assert_true (isg_store_health_finish (ward.store.store, &error));
  g_assert_no_error (error);
  for (guint i = N_EXAMS / 2; i < N_EXAMS; i++)
    g_free (add_exam (&ward, i));

  assert_no_word (ward.store.dir);
  backup = g_build_filename (ward.store.dir, "yedek.isgyedek", NULL);
  g_assert_true (isg_backup_write (ward.store.store, backup, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  store_fixture_reopen (&ward.store);
  assert_no_word (ward.store.dir);
  g_assert_cmpint (store_fixture_number (&ward.store,
                                         "SELECT count(*) FROM revision WHERE sealed IS NULL"
                                         " AND record IN (SELECT id FROM record WHERE kind ="
                                         " 'health_exam')"),
                   ==,
                   0);
}

static void
test_blobs_are_as_long_as_their_neighbours (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autofree char *full = NULL, *empty = NULL, *json = NULL;

  ward_init (&ward);
  key = set_up (&ward, NULL);
  json = g_strdup_printf ("{'employee':'%s','blood_group':'A Rh+'}", ward.employee);
  full = store_fixture_add (&ward.store, "health_exam", ward.workplace, json);
  g_free (json);
  json = g_strdup_printf ("{'employee':'%s'}", ward.employee);
  empty = store_fixture_add (&ward.store, "health_exam", ward.workplace, json);
  g_assert_cmpint (store_fixture_number (&ward.store,
                                         "SELECT count (DISTINCT length (sealed)) FROM revision"
                                         " WHERE sealed IS NOT NULL"),
                   ==,
                   1);
  g_assert_cmpint (store_fixture_number (&ward.store,
                                         "SELECT max (length (sealed) % 512) FROM revision"
                                         " WHERE sealed IS NOT NULL"),
                   ==,
                   1 + 16 + 12 + 16);
}

/* ---- keys ---- */

static void
test_passphrase_and_code_open_and_another_does_not (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autoptr (IsgSecret) code = NULL;
  g_autoptr (IsgSecret) right = secret_of (PHRASE);
  g_autoptr (IsgSecret) wrong = secret_of ("kale dere yosun taş.");
  g_autofree char *uuid = NULL, *value = NULL;
  g_autoptr (GError) error = NULL;
  IsgStore *store;

  ward_init (&ward);
  key = set_up (&ward, &code);
  uuid = add_exam (&ward, 3);
  g_clear_pointer (&key, isg_health_key_unref);
  store_fixture_reopen (&ward.store);
  store = ward.store.store;
  g_assert_null (isg_store_health_unlock (store, ISG_KEY_SLOT_PASSPHRASE, wrong, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY);
  g_clear_error (&error);
  key = isg_store_health_unlock (store, ISG_KEY_SLOT_RECOVERY, code, &error);
  g_assert_no_error (error);
  g_clear_pointer (&key, isg_health_key_unref);
  key = isg_store_health_unlock (store, ISG_KEY_SLOT_PASSPHRASE, right, &error);
  g_assert_no_error (error);
  isg_store_use_health_key (store, key);
  value = value_of (&ward, uuid, "family_mother");
  g_assert_nonnull (value);
}

static void
test_slots_are_changed_with_the_key_and_the_last_one_stays (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autoptr (IsgHealthKey) again = NULL;
  g_autoptr (IsgSecret) old = secret_of (PHRASE);
  g_autoptr (IsgSecret) other = secret_of ("başka dört güzel kelime");
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (GError) error = NULL;
  IsgStore *store;

  ward_init (&ward);
  store = ward.store.store;
  key = set_up (&ward, NULL);
  g_assert_true (isg_store_health_add_slot (store, ISG_KEY_SLOT_PASSPHRASE, other, "*", NULL));
  g_assert_null (isg_store_health_unlock (store, ISG_KEY_SLOT_PASSPHRASE, old, NULL));
  again = isg_store_health_unlock (store, ISG_KEY_SLOT_PASSPHRASE, other, NULL);
  g_assert_nonnull (again);
  slots = isg_store_health_slots (store, NULL);
  g_assert_cmpuint (slots->len, ==, 2);
  g_assert_true (
    isg_store_health_remove_slot (store, ((IsgKeySlot *) g_ptr_array_index (slots, 0))->id, NULL));
  g_assert_false (isg_store_health_remove_slot (store,
                                                ((IsgKeySlot *) g_ptr_array_index (slots, 1))->id,
                                                &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
  lock (&ward);
  g_clear_error (&error);
  g_assert_false (isg_store_health_add_slot (store, ISG_KEY_SLOT_PASSPHRASE, old, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH);
}

/* ---- damage ---- */

static void
test_a_changed_or_moved_blob_is_refused (void)
{
  static const struct {
    const char *what;
    const char *sql;
  } cases[] = {
    { "one bit",
      "UPDATE revision SET sealed = CAST (substr (sealed, 1, 60) || x'55' || substr (sealed, 62)"
      " AS BLOB) WHERE record = (SELECT max (id) FROM record) AND number = 2" },
    { "of another record",
      "UPDATE revision SET sealed = (SELECT o.sealed FROM revision o WHERE o.number = 2 AND"
      " o.record = (SELECT max (id) - 1 FROM record)) WHERE record = (SELECT max (id) FROM record)"
      " AND number = 2" },
    { "of another revision",
      "UPDATE revision SET sealed = (SELECT o.sealed FROM revision o WHERE o.number = 1 AND"
      " o.record = revision.record) WHERE record = (SELECT max (id) FROM record) AND number = 2" },
    { "cut", "UPDATE revision SET sealed = substr (sealed, 1, 40) WHERE number = 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Ward) ward = { 0 };
    g_autoptr (IsgHealthKey) key = NULL;
    g_autofree char *last = NULL;
    g_autoptr (IsgRecord) record = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (GError) error = NULL;
    IsgListQuery query
      = { .kind = "health_exam", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };

    ward_init (&ward);
    key = set_up (&ward, NULL);
    for (guint j = 0; j < 2; j++) {
      g_autoptr (IsgRecord) edited = NULL;

      g_free (last);
      last = add_exam (&ward, j);
      edited = store_fixture_edit (&ward.store, last, "verdict", isg_value_new_code ("unfit"));
      g_assert_true (isg_store_record_save (ward.store.store, edited, NULL, NULL));
    }
    store_fixture_exec (&ward.store, "DROP TRIGGER revision_same");
    store_fixture_exec (&ward.store, cases[i].sql);
    record = isg_store_record_get (ward.store.store, last, 0, &error);
    if (record != NULL)
      g_error ("%s: was read", cases[i].what);
    g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT);
    /* The list shows the others and what of this one is not sealed. */
    rows = isg_store_record_list (ward.store.store, &query, NULL);
    g_assert_nonnull (rows);
    g_assert_cmpuint (rows->len, ==, 2);
  }
}

static void
test_a_revision_changes_from_unsealed_to_sealed_alone (void)
{
  static const char *const refused[] = {
    "UPDATE revision SET body = '{}'",
    "UPDATE revision SET sealed = NULL",
    "UPDATE revision SET sealed = x'00', author = 'other'",
    "DELETE FROM revision",
  };
  g_auto (Ward) ward = { 0 };
  g_autofree char *uuid = NULL;

  ward_init (&ward);
  uuid = add_exam (&ward, 0);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (IsgTransaction) transaction = isg_transaction_begin (ward.store.store, NULL);

    g_assert_false (isg_store_exec (ward.store.store, refused[i], "test", NULL));
  }
}

/* ---- drafts, submissions ---- */

static void
test_a_draft_keeps_its_details_apart (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autofree char *uuid = isg_uuid_new ();
  IsgDraft draft = { .uuid = uuid,
                     .kind = (char *) "health_exam",
                     .body = (char *) "{\"a\":1}",
                     .details = (char *) "{\"fields\":\"TeşhisSaklı\"}" };
  g_autoptr (IsgDraft) read = NULL;
  g_autoptr (GError) error = NULL;

  ward_init (&ward);
  /* Before there is a key, then swept. */
  g_assert_true (isg_store_draft_put (ward.store.store, &draft, NULL));
  key = set_up (&ward, NULL);
  g_assert_true (isg_store_health_finish (ward.store.store, &error));
  g_assert_no_error (error);
  assert_no_word (ward.store.dir);
  g_assert_true (isg_store_draft_get (ward.store.store, uuid, &read, NULL));
  g_assert_cmpstr (read->details, ==, draft.details);
  g_clear_pointer (&read, isg_draft_free);

  /* Somebody else writes on, and does not see them. */
  lock (&ward);
  g_assert_true (isg_store_draft_get (ward.store.store, uuid, &read, NULL));
  g_assert_null (read->details);
  g_clear_pointer (&read, isg_draft_free);
  g_assert_false (isg_store_draft_put (ward.store.store, &draft, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH);
  draft.details = NULL;
  draft.body = (char *) "{\"a\":2}";
  g_assert_true (isg_store_draft_put (ward.store.store, &draft, NULL));
  isg_store_use_health_key (ward.store.store, key);
  g_assert_true (isg_store_draft_get (ward.store.store, uuid, &read, NULL));
  g_assert_cmpstr (read->body, ==, draft.body);
  g_assert_nonnull (read->details);
  g_clear_pointer (&read, isg_draft_free);

  /* Typed while the lock was shut, kept when it was open. */
  draft.unseen = TRUE;
  g_assert_true (isg_store_draft_put (ward.store.store, &draft, NULL));
  g_assert_true (isg_store_draft_get (ward.store.store, uuid, &read, NULL));
  g_assert_nonnull (read->details);
}

static void
test_saving_unseen_does_not_lose_a_drafts_details (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (IsgRecord) edited = NULL;
  g_autoptr (GError) error = NULL;
  IsgDraft draft = { .kind = (char *) "health_exam",
                     .base = 1,
                     .body = (char *) "{}",
                     .details = (char *) "{\"a\":1}" };

  ward_init (&ward);
  key = set_up (&ward, NULL);
  uuid = add_exam (&ward, 0);
  draft.uuid = uuid;
  g_assert_true (isg_store_draft_put (ward.store.store, &draft, NULL));
  lock (&ward);
  edited = store_fixture_edit (&ward.store, uuid, "verdict", isg_value_new_code ("unfit"));
  g_assert_false (isg_store_record_save (ward.store.store, edited, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH);
  isg_store_use_health_key (ward.store.store, key);
  g_assert_true (isg_store_record_save (ward.store.store, edited, NULL, NULL));
}

#define DOCUMENT  "TeşhisSaklı belge"
#define SIGNATURE "TeşhisSaklı imza"

static gint64
add_submission (Ward *ward, const char *uuid)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GBytes) document = g_bytes_new_static (DOCUMENT, strlen (DOCUMENT));
  g_autoptr (GBytes) signature = g_bytes_new_static (SIGNATURE, strlen (SIGNATURE));
  g_autofree char *sha256 = isg_bytes_sha256_hex (document);
  IsgStoredItem item
    = { .employee = (char *) "10000000146", .employee_uuid = ward->employee, .topic = (char *) "" };
  IsgStoredSubmission row = {
    .key = (char *) "0b54b8a0-4b9c-4a39-9a0f-1f2f3f4f5f6f",
    .uuid = (char *) uuid,
    .kind = (char *) "health_exam",
    .revision = 1,
    .method = (char *) "ibys-json",
    .dataset = (char *) "health_exam",
    .part = (char *) "1",
    .n = 1,
    .number = 17,
    .pack = (char *) "1",
    .firm_hash = (char *) "",
    .document_tmpl = (char *) "TeşhisSaklı taslak",
    .document = document,
    .sha256 = sha256,
    .signature = signature,
    .message_tmpl = (char *) "TeşhisSaklı ileti",
    .signer = (char *) "10000000146",
    .machine = { .state = ISG_SUBMISSION_AWAITING_SIGNATURE },
    .reason = (char *) "",
  };
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (ward->store.store, NULL);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (items, &item);
  g_assert_true (isg_store_submission_insert (ward->store.store, &row, items, &error));
  g_assert_no_error (error);
  g_assert_true (isg_transaction_commit (transaction, NULL));
  return row.id;
}

static void
add_reply (Ward *ward, gint64 submission)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("TeşhisSaklı cevap", 20);
  IsgStoredFieldError field = { .path = (char *) "verdict",
                                .wire_name = (char *) "sonuc",
                                .value = (char *) "\"TeşhisSaklı\"",
                                .code = 210,
                                .message = (char *) "TeşhisSaklı" };
  IsgStoredAttempt attempt = { .submission = submission,
                               .is_save = TRUE,
                               .number = 17,
                               .boot_id = (char *) "b",
                               .firm_hash = (char *) "",
                               .phase = (char *) "answered",
                               .message = (char *) "TeşhisSaklı: kabul edilmedi",
                               .n_asked = 1,
                               .ended = 1 };
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (ward->store.store, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (isg_store_attempt_begin (ward->store.store, &attempt, &error));
  g_assert_true (isg_store_reply_add (ward->store.store, body, submission, &attempt.reply, &error));
  g_assert_true (isg_store_attempt_end (ward->store.store, &attempt, &error));
  g_assert_true (isg_store_field_error_add (ward->store.store, submission, &field, &error));
  g_assert_true (isg_store_item_set (ward->store.store,
                                     submission,
                                     "10000000146",
                                     "",
                                     210,
                                     "TeşhisSaklı kişi için",
                                     &error));
  g_assert_no_error (error);
  g_assert_true (isg_transaction_commit (transaction, NULL));
}

static void
assert_bytes (GBytes *bytes, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_cmpmem (data, length, text, strlen (text));
}

/* What is told without the key: a code, and no word; and a hash would answer who tries texts. */
static void
assert_submission_shut (Ward *ward, gint64 id)
{
  g_autoptr (GPtrArray) items = isg_store_items (ward->store.store, id, NULL);
  g_autoptr (GPtrArray) attempts = isg_store_attempts (ward->store.store, id, NULL);
  g_autoptr (GBytes) document = g_bytes_new_static (DOCUMENT, strlen (DOCUMENT));
  g_autofree char *sha256 = isg_bytes_sha256_hex (document);
  const IsgStoredItem *item = g_ptr_array_index (items, 0);
  g_autofree char *sql
    = g_strdup_printf ("SELECT count (*) FROM submission WHERE sha256 = '%s'", sha256);

  g_assert_cmpint (item->status, ==, 210);
  g_assert_null (item->message);
  g_assert_null (((IsgStoredAttempt *) g_ptr_array_index (attempts, 0))->message);
  g_assert_cmpint (store_fixture_number (&ward->store, sql), ==, 0);
}

static void
assert_submission_open (Ward *ward, gint64 id)
{
  g_autoptr (IsgStoredSubmission) row = isg_store_submission_get (ward->store.store, id, NULL);
  g_autoptr (GPtrArray) fields = isg_store_field_errors (ward->store.store, id, NULL);
  g_autoptr (GBytes) reply = isg_store_reply_get (ward->store.store, 1, NULL);
  g_autoptr (GPtrArray) items = isg_store_items (ward->store.store, id, NULL);
  g_autoptr (GPtrArray) attempts = isg_store_attempts (ward->store.store, id, NULL);
  g_autofree char *sha256 = NULL;

  g_assert_nonnull (row);
  g_assert_true (row->sealed);
  g_assert_false (row->locked);
  g_assert_cmpstr (row->document_tmpl, ==, "TeşhisSaklı taslak");
  g_assert_cmpstr (row->message_tmpl, ==, "TeşhisSaklı ileti");
  assert_bytes (row->document, DOCUMENT);
  assert_bytes (row->signature, SIGNATURE);
  sha256 = isg_bytes_sha256_hex (row->document);
  g_assert_cmpstr (row->sha256, ==, sha256);
  g_assert_cmpstr (((IsgStoredItem *) g_ptr_array_index (items, 0))->message,
                   ==,
                   "TeşhisSaklı kişi için");
  g_assert_cmpstr (((IsgStoredAttempt *) g_ptr_array_index (attempts, 0))->message,
                   ==,
                   "TeşhisSaklı: kabul edilmedi");
  g_assert_cmpuint (fields->len, ==, 1);
  g_assert_cmpstr (((IsgStoredFieldError *) g_ptr_array_index (fields, 0))->value,
                   ==,
                   "\"TeşhisSaklı\"");
  g_assert_nonnull (reply);
  g_assert_cmpuint (g_bytes_get_size (reply), ==, 20);
}

static void
test_what_is_sent_and_what_comes_back_is_sealed (void)
{
  for (guint before = 0; before < 2; before++) {
    g_auto (Ward) ward = { 0 };
    g_autoptr (IsgHealthKey) key = NULL;
    g_autoptr (IsgStoredSubmission) row = NULL;
    g_autofree char *uuid = NULL;
    g_autoptr (GError) error = NULL;
    gint64 id;

    ward_init (&ward);
    if (before == 0)
      key = set_up (&ward, NULL);
    uuid = add_exam (&ward, 0);
    id = add_submission (&ward, uuid);
    add_reply (&ward, id);
    if (before == 1)
      key = set_up (&ward, NULL);
    g_assert_true (isg_store_health_finish (ward.store.store, &error));
    g_assert_no_error (error);
    assert_no_word (ward.store.dir);
    assert_submission_open (&ward, id);

    /* Without the key the machine goes on and the texts stay. */
    lock (&ward);
    row = isg_store_submission_get (ward.store.store, id, NULL);
    g_assert_true (row->locked);
    g_assert_cmpuint (g_bytes_get_size (row->document), ==, 0);
    assert_submission_shut (&ward, id);
    row->machine.state = ISG_SUBMISSION_CANCELLED;
    g_assert_true (isg_store_begin (ward.store.store, NULL));
    g_assert_true (isg_store_submission_write (ward.store.store,
                                               row,
                                               ISG_SUBMISSION_AWAITING_SIGNATURE,
                                               0,
                                               &error));
    g_assert_no_error (error);
    g_assert_true (isg_store_commit (ward.store.store, NULL));
    g_assert_null (isg_store_reply_get (ward.store.store, 1, &error));
    g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH);
    isg_store_use_health_key (ward.store.store, key);
    assert_submission_open (&ward, id);
  }
}

static void
test_what_is_sealed_is_not_sent_without_its_key (void)
{
  g_auto (Ward) ward = { 0 };
  g_autoptr (IsgHealthKey) key = NULL;
  g_autofree char *uuid = NULL;
  gboolean is;
  gint64 id, next;

  ward_init (&ward);
  key = set_up (&ward, NULL);
  uuid = add_exam (&ward, 0);
  id = add_submission (&ward, uuid);
  store_fixture_exec (&ward.store,
                      "UPDATE submission SET state = 'QUEUED', signature = x'00', next_try = 1");
  g_assert_true (
    isg_store_queue_next_save (ward.store.store, STORE_FIXTURE_NOW, "", NULL, &next, NULL));
  g_assert_cmpint (next, ==, id);
  g_assert_true (isg_store_queue_is_locked (ward.store.store, &is, NULL));
  g_assert_false (is);
  lock (&ward);
  g_assert_true (
    isg_store_queue_next_save (ward.store.store, STORE_FIXTURE_NOW, "", NULL, &next, NULL));
  g_assert_cmpint (next, ==, 0);
  g_assert_true (isg_store_queue_is_locked (ward.store.store, &is, NULL));
  g_assert_true (is);
}

/* ---- cut short ---- */

/* A child seals and is killed after so many batches; the parent goes on. */
static void
test_a_sealing_that_was_killed_goes_on (void)
{
  for (guint n = 0; n < 4; n++) {
    g_auto (Ward) ward = { 0 };
    g_autoptr (IsgHealthKey) key = NULL;
    g_autoptr (IsgSecret) right = secret_of (PHRASE);
    g_autoptr (GError) error = NULL;
    int status;
    pid_t child;

    ward_init (&ward);
    for (guint i = 0; i < 130; i++)
      g_free (add_exam (&ward, i));
    g_clear_pointer (&ward.store.store, isg_store_close);
    child = fork ();
    if (child == 0) {
      gboolean more = TRUE;

      store_fixture_reopen (&ward.store);
      key = set_up (&ward, NULL);
      for (guint i = 0; i < n && more; i++)
        isg_store_health_sweep (ward.store.store, &more, NULL);
      kill (getpid (), SIGKILL);
    }
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    store_fixture_reopen (&ward.store);
    key = isg_store_health_unlock (ward.store.store, ISG_KEY_SLOT_PASSPHRASE, right, &error);
    g_assert_no_error (error);
    isg_store_use_health_key (ward.store.store, key);
    g_assert_true (isg_store_health_finish (ward.store.store, &error));
    g_assert_no_error (error);
    assert_no_word (ward.store.dir);
    g_assert_cmpint (store_fixture_number (&ward.store,
                                           "SELECT count(*) FROM revision WHERE sealed IS NOT"
                                           " NULL"),
                     ==,
                     130);
    g_assert_cmpint (store_fixture_number (&ward.store,
                                           "SELECT count(*) FROM health_key WHERE state ="
                                           " 'sealed'"),
                     ==,
                     1);
  }
}

/* ---- who read ---- */

static void
test_a_reading_is_noted_where_there_is_something_to_read (void)
{
  g_auto (Ward) ward = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgRecord) exam = NULL;
  g_autoptr (IsgRecord) employee = NULL;

  ward_init (&ward);
  uuid = add_exam (&ward, 0);
  exam = isg_store_record_get (ward.store.store, uuid, 0, NULL);
  employee = isg_store_record_get (ward.store.store, ward.employee, 0, NULL);
  g_assert_true (
    isg_store_health_note (ward.store.store, ISG_JOURNAL_READ, employee, "test", NULL));
  g_assert_cmpint (store_fixture_number (&ward.store,
                                         "SELECT count(*) FROM journal WHERE act = 'health.read'"),
                   ==,
                   0);
  g_assert_true (isg_store_health_note (ward.store.store, ISG_JOURNAL_READ, exam, "test", NULL));
  g_assert_cmpint (store_fixture_number (&ward.store,
                                         "SELECT count(*) FROM journal WHERE act = 'health.read'"),
                   ==,
                   1);
}

/* ---- a core image ---- */

#define NEEDLE 24
#define MASK   0x5a

/* What is looked for, so that looking for it does not leave it in the image. */
static void
mask (const void *data, guint8 out[NEEDLE])
{
  const guint8 *bytes = data;

  for (guint i = 0; i < NEEDLE; i++)
    out[i] = bytes[i] ^ MASK;
}

static gboolean
block_has (const guint8 *block, gsize length, const guint8 masked[NEEDLE])
{
  for (gsize i = 0; i + NEEDLE <= length; i++) {
    guint j = 0;

    while (j < NEEDLE && (block[i + j] ^ MASK) == masked[j])
      j++;
    if (j == NEEDLE)
      return TRUE;
  }
  return FALSE;
}

/* What would be in a core image: every mapping that is written and not left out (dd). */
static gboolean
image_has (const guint8 masked[NEEDLE], guint *out_mappings)
{
  g_autofree char *smaps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean found = FALSE;
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  guint64 from = 0, until = 0;
  gboolean writable = FALSE;

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/smaps", &smaps, NULL, NULL));
  lines = g_strsplit (smaps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *end;
    guint64 start = g_ascii_strtoull (lines[i], &end, 16);

    if (end > lines[i] && *end == '-') {
      from = start;
      until = g_ascii_strtoull (end + 1, &end, 16);
      writable = end[2] == 'w';
    } else if (g_str_has_prefix (lines[i], "VmFlags:") && writable
               && strstr (lines[i], " dd") == NULL && until - from < 256 * 1024 * 1024) {
      g_autofree guint8 *block = g_malloc (until - from);
      gssize got = pread (memory, block, until - from, (off_t) from);

      *out_mappings += got > 0;
      found = found || (got > 0 && block_has (block, (gsize) got, masked));
    }
  }
  close (memory);
  return found;
}

static void
fill_words (char out[NEEDLE + 1])
{
  for (guint i = 0; i < NEEDLE; i++)
    out[i] = "abcdefghijkmnoprstuvyz23456789"[g_random_int_range (0, 30)];
  out[NEEDLE] = '\0';
}

static void
use_and_lock (Ward *ward, guint8 phrase[NEEDLE], guint8 raw_key[NEEDLE])
{
  char words[NEEDLE + 1];
  g_autoptr (IsgSecret) secret = NULL;
  g_autoptr (IsgSecret) code = NULL;
  g_autoptr (IsgHealthKey) key = NULL;
  g_autoptr (IsgHealthKey) again = NULL;

  fill_words (words);
  mask (words, phrase);
  secret = isg_secret_new (words, -1, NULL);
  isg_secret_wipe (words, sizeof words);
  key = isg_store_health_set_up (ward->store.store, secret, &code, NULL);
  g_assert_nonnull (key);
  mask (isg_secret_peek (isg_health_key_secret (key), NULL), raw_key);
  g_free (add_exam (ward, 0));
  again = isg_store_health_unlock (ward->store.store, ISG_KEY_SLOT_PASSPHRASE, secret, NULL);
  g_assert_nonnull (again);
  lock (ward);
}

static void
test_a_core_image_of_a_locked_process_holds_no_key (void)
{
  g_auto (Ward) ward = { 0 };
  guint8 phrase[NEEDLE], raw_key[NEEDLE], planted_masked[NEEDLE];
  static char planted_text[NEEDLE + 1];
  guint n = 0;

  ward_init (&ward);
  /* The scan finds what is there. */
  fill_words (planted_text);
  mask (planted_text, planted_masked);
  g_assert_true (image_has (planted_masked, &n));
  g_assert_cmpuint (n, >, 3);
  use_and_lock (&ward, phrase, raw_key);
  g_assert_false (image_has (phrase, &n));
  g_assert_false (image_has (raw_key, &n));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/health/read-with-key", test_details_are_read_with_the_key_alone);
  g_test_add_func ("/store/health/none", test_without_a_health_key_all_is_as_it_was);
  g_test_add_func ("/store/health/edit", test_editing_what_is_seen_keeps_what_is_sealed);
  g_test_add_func ("/store/health/edit-open",
                   test_what_was_read_locked_loses_nothing_when_saved_open);
  g_test_add_func ("/store/health/write-locked", test_details_cannot_be_written_without_the_key);
  g_test_add_func ("/store/health/role", test_a_role_that_may_not_see_does_not_see_with_the_key);
  g_test_add_func ("/store/health/checks", test_checks_say_nothing_of_what_is_not_seen);
  g_test_add_func ("/store/health/no-word", test_no_planted_word_stands_in_any_file);
  g_test_add_func ("/store/health/padded", test_blobs_are_as_long_as_their_neighbours);
  g_test_add_func ("/store/health/keys", test_passphrase_and_code_open_and_another_does_not);
  g_test_add_func ("/store/health/slots",
                   test_slots_are_changed_with_the_key_and_the_last_one_stays);
  g_test_add_func ("/store/health/damage", test_a_changed_or_moved_blob_is_refused);
  g_test_add_func ("/store/health/triggers", test_a_revision_changes_from_unsealed_to_sealed_alone);
  g_test_add_func ("/store/health/draft", test_a_draft_keeps_its_details_apart);
  g_test_add_func ("/store/health/draft-lost", test_saving_unseen_does_not_lose_a_drafts_details);
  g_test_add_func ("/store/health/submission", test_what_is_sent_and_what_comes_back_is_sealed);
  g_test_add_func ("/store/health/queue", test_what_is_sealed_is_not_sent_without_its_key);
  g_test_add_func ("/store/health/killed", test_a_sealing_that_was_killed_goes_on);
  g_test_add_func ("/store/health/noted", test_a_reading_is_noted_where_there_is_something_to_read);
  g_test_add_func ("/store/health/core-image", test_a_core_image_of_a_locked_process_holds_no_key);
  return g_test_run ();
}
