/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-retention.h"

#include <string.h>

#include "base/isg-date.h"
#include "store/isg-backup.h"
#include "store/isg-health-key.h"
#include "store/isg-recover.h"
#include "store/isg-role.h"
#include "store/isg-store-private.h"
#include "store/isg-store-queue.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* domain.md 8: 15 years for health files, ten for what proves a training and for the personnel
 * file. */

typedef struct {
  StoreFixture base;
  IsgDate today;
  char *workplace;
  char *physician;
  char *gone;    /* left in 2004 */
  char *recent;  /* left in 2025 */
  char *present; /* is there */
} Shop;

static void
leave (Shop *shop, const char *uuid, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) begun = NULL;
  g_autoptr (IsgRecord) edited = NULL;
  IsgDate date;

  g_assert_true (isg_date_parse_iso (day, &date, NULL));
  begun = store_fixture_edit (&shop->base,
                              uuid,
                              "start_date",
                              isg_value_new_date (isg_date_new (2001, 1, 2)));
  g_assert_true (isg_store_record_save (shop->base.store, begun, NULL, NULL));
  edited = store_fixture_edit (&shop->base, uuid, "leave_date", isg_value_new_date (date));
  isg_store_record_save (shop->base.store, edited, NULL, &error);
  g_assert_no_error (error);
}

static void
shop_init (Shop *shop)
{
  store_fixture_init (&shop->base);
  shop->today = isg_date_from_unix (STORE_FIXTURE_NOW);
  shop->workplace = store_fixture_workplace (&shop->base, "Örnek Fırın");
  shop->physician = store_fixture_professional (&shop->base, 9, "Işıl", "İnci");
  shop->gone = store_fixture_employee (&shop->base, shop->workplace, 1, "Gitmişgil", "Saklısoy");
  shop->recent = store_fixture_employee (&shop->base, shop->workplace, 2, "Yenigit", "Tutulan");
  shop->present = store_fixture_employee (&shop->base, shop->workplace, 3, "Kalanlar", "Tutulan");
  leave (shop, shop->gone, "2004-03-10");
  leave (shop, shop->recent, "2025-03-10");
}

static void
shop_clear (Shop *shop)
{
  g_free (shop->workplace);
  g_free (shop->physician);
  g_free (shop->gone);
  g_free (shop->recent);
  g_free (shop->present);
  store_fixture_clear (&shop->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shop, shop_clear)

static char *
add_exam (Shop *shop, const char *employee, const char *day, const char *word)
{
  g_autofree char *json
    = g_strdup_printf ("{'employee':'%s','physician':'%s','exam_type':'periodic','exam_date':'%s',"
                       "'verdict':'fit','chronic_disease':'%s'}",
                       employee,
                       shop->physician,
                       day,
                       word);

  return store_fixture_add (&shop->base, "health_exam", shop->workplace, json);
}

/* "" where there is no clock. */
static char *
clock_of (Shop *shop, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
    = isg_store_retention_list (shop->base.store, shop->today, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++) {
    const IsgRetentionItem *item = g_ptr_array_index (items, i);
    g_autofree char *due = item->due != ISG_DATE_NONE ? isg_date_to_iso (item->due) : NULL;

    if (g_str_equal (item->uuid, uuid))
      return g_strdup_printf ("%s%s%s",
                              isg_retention_state_name (item->state),
                              due != NULL ? " " : "",
                              due != NULL ? due : "");
  }
  return g_strdup ("");
}

static void
assert_clock (Shop *shop, const char *uuid, const char *expected)
{
  g_autofree char *found = clock_of (shop, uuid);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_begins (Shop *shop, const char *uuid, const char *expected)
{
  g_autofree char *found = clock_of (shop, uuid);

  g_assert_true (g_str_has_prefix (found, expected));
}

/* ---- clocks ---- */

static void
test_a_clock_runs_from_the_last_who_left (void)
{
  g_auto (Shop) shop = { 0 };
  g_autofree char *old = NULL, *later = NULL, *new = NULL, *here = NULL, *both = NULL, *all = NULL;

  shop_init (&shop);
  old = add_exam (&shop, shop.gone, "2003-05-04", "a");
  later = add_exam (&shop, shop.gone, "2012-05-04", "a");
  new = add_exam (&shop, shop.recent, "2003-05-04", "a");
  here = add_exam (&shop, shop.present, "2003-05-04", "a");
  both = store_fixture_training (&shop.base,
                                 shop.workplace,
                                 shop.physician,
                                 shop.gone,
                                 shop.present,
                                 NULL);
  all = store_fixture_training (&shop.base,
                                shop.workplace,
                                shop.physician,
                                shop.gone,
                                shop.recent,
                                NULL);
  assert_clock (&shop, old, "due 2019-03-11");
  /* A record that was made later begins later. */
  assert_clock (&shop, later, "runs 2027-05-05");
  assert_clock (&shop, new, "runs 2040-03-11");
  assert_clock (&shop, here, "stays");
  assert_clock (&shop, both, "stays");
  assert_begins (&shop, all, "runs 20");
  assert_clock (&shop, shop.present, "stays");
  assert_clock (&shop, shop.workplace, "");
}

static void
test_what_is_held_linked_or_open_is_not_destroyed (void)
{
  g_auto (Shop) shop = { 0 };
  g_autofree char *exam = NULL;
  g_autoptr (GError) error = NULL;

  shop_init (&shop);
  exam = add_exam (&shop, shop.gone, "2003-05-04", "a");
  assert_begins (&shop, shop.gone, "linked");
  /* Whoever worked with asbestos: his exams as well. */
  g_assert_false (
    isg_store_retention_hold (shop.base.store, shop.gone, shop.today + 10, " ", &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (
    isg_store_retention_hold (shop.base.store, shop.gone, shop.today + 10, "Asbest", &error));
  assert_clock (&shop, exam, "held 2019-03-11");
  g_assert_false (isg_store_retention_destroy (shop.base.store, exam, shop.today, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (
    isg_store_retention_hold (shop.base.store, shop.gone, ISG_DATE_NONE, NULL, &error));
  store_fixture_submission (&shop.base, exam, "1", "QUEUED", 1);
  assert_clock (&shop, exam, "open 2019-03-11");
  g_assert_false (isg_store_retention_destroy (shop.base.store, exam, shop.today, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CONFLICT);
  g_assert_cmpint (store_fixture_number (&shop.base, "SELECT count(*) FROM destruction"), ==, 0);
}

static void
test_a_chamber_knows_of_no_exams (void)
{
  g_auto (Shop) shop = { 0 };
  g_autofree char *exam = NULL;
  g_autoptr (GError) error = NULL;

  shop_init (&shop);
  exam = add_exam (&shop, shop.gone, "2003-05-04", "a");
  g_assert_true (isg_store_set_setting (shop.base.store, ISG_ROLE_SETTING, "chamber", FALSE, NULL));
  assert_clock (&shop, exam, "");
  g_assert_false (isg_store_retention_destroy (shop.base.store, exam, shop.today, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CONFLICT);
}

/* ---- destruction ---- */

static gboolean
stands_in_files (const char *dir, const char *word)
{
  g_autoptr (GDir) open = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (open)) != NULL) {
    g_autofree char *path = g_build_filename (dir, name, NULL);
    g_autofree char *content = NULL;
    gsize length;

    if (g_file_get_contents (path, &content, &length, NULL)
        && memmem (content, length, word, strlen (word)) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
assert_words (Shop *shop, const char *const *words, guint n, gboolean there)
{
  for (guint i = 0; i < n; i++) {
    g_test_message ("%s", words[i]);
    g_assert_cmpint (stands_in_files (shop->base.dir, words[i]), ==, there);
  }
}

static void
finish (Shop *shop)
{
  g_autoptr (GError) error = NULL;
  gboolean finished;

  isg_store_retention_finish (shop->base.store, &finished, &error);
  g_assert_no_error (error);
  g_assert_true (finished);
}

static gint64
send (Shop *shop, const char *uuid)
{
  gint64 id = store_fixture_submission (&shop->base, uuid, "1", "ACCEPTED", 1);
  g_autofree char *sql = g_strdup_printf (
    "UPDATE submission SET document = CAST ('belge Saklıbulgu' AS BLOB), message_tmpl ="
    " CAST ('ileti Saklıbulgu' AS BLOB), sha256 = 'ab12', signature = CAST ('imza Saklıbulgu' AS"
    " BLOB) WHERE id = %" G_GINT64_FORMAT ";"
    "INSERT INTO reply (id, body) VALUES (1, CAST ('cevap Saklıbulgu' AS BLOB));"
    "INSERT INTO attempt (submission, kind, number, time, boot_id, boot_seconds, pid, firm_hash,"
    " phase, message, reply, ended) VALUES (%" G_GINT64_FORMAT
    ", 'save', 1, 1, 'b', 1, 1, '', 'answered', 'Saklıbulgu yazıldı', 1, 1);"
    "INSERT INTO field_error (submission, path, wire_name, value, code, message) VALUES "
    "(%" G_GINT64_FORMAT ", 'verdict', 'sonuc', 'Saklıbulgu', 210, 'Saklıbulgu')",
    id,
    id,
    id);

  store_fixture_exec (&shop->base, sql);
  return id;
}

static void
test_what_was_destroyed_stands_in_no_file (void)
{
  static const char *const gone[]
    = { "Saklıbulgu", "saklibulgu", "Gitmişgil", "gitmisgil", "Saklısoy" };
  static const char *const kept[] = { "Kalanbulgu", "Kalanlar", "Yenigit" };
  g_auto (Shop) shop = { 0 };
  g_autofree char *exam = NULL, *other = NULL;
  g_autoptr (IsgDestruction) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) edited = NULL;

  shop_init (&shop);
  exam = add_exam (&shop, shop.gone, "2003-05-04", "Saklıbulgu");
  other = add_exam (&shop, shop.present, "2003-05-04", "Kalanbulgu");
  edited = store_fixture_edit (&shop.base, exam, "verdict", isg_value_new_code ("unfit"));
  g_assert_true (isg_store_record_save (shop.base.store, edited, NULL, NULL));
  send (&shop, exam);
  assert_words (&shop, gone, 1, TRUE);
  isg_store_retention_destroy (shop.base.store, exam, shop.today, &done, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (done->rule, ==, "retention-health");
  g_assert_cmpuint (done->revisions, ==, 2);
  g_assert_cmpuint (done->submissions, ==, 1);
  g_assert_cmpuint (done->shared, ==, 0);
  /* Now nothing keeps the person's own record. */
  isg_store_retention_destroy (shop.base.store, shop.gone, shop.today, NULL, &error);
  g_assert_no_error (error);
  finish (&shop);
  assert_words (&shop, gone, G_N_ELEMENTS (gone), FALSE);
  assert_words (&shop, kept, G_N_ELEMENTS (kept), TRUE);
  store_fixture_reopen (&shop.base);
  assert_words (&shop, gone, G_N_ELEMENTS (gone), FALSE);
}

static void
test_a_destroyed_record_stays_known_and_empty (void)
{
  g_auto (Shop) shop = { 0 };
  g_autofree char *exam = NULL, *title = NULL, *detail = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (IsgRecord) record = NULL, edited = NULL;
  g_autoptr (IsgStoredSubmission) row = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count, id;

  shop_init (&shop);
  exam = add_exam (&shop, shop.gone, "2003-05-04", "Saklıbulgu");
  id = send (&shop, exam);
  g_assert_true (isg_store_retention_destroy (shop.base.store, exam, shop.today, NULL, &error));
  finish (&shop);
  all = isg_store_retention_destroyed (shop.base.store, &error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((IsgDestruction *) g_ptr_array_index (all, 0))->uuid, ==, exam);
  g_assert_cmpstr (((IsgDestruction *) g_ptr_array_index (all, 0))->actor, ==, "test");
  assert_clock (&shop, exam, "");
  record = isg_store_record_get (shop.base.store, exam, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (isg_fields_size (isg_record_fields (record)), ==, 0);
  /* What was sent keeps its number and its state. */
  row = isg_store_submission_get (shop.base.store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (row->machine.state, ==, ISG_SUBMISSION_ACCEPTED);
  g_assert_cmpuint (g_bytes_get_size (row->document), ==, 0);
  title = store_fixture_text (&shop.base, "SELECT title_tr FROM record WHERE closed IS NOT NULL");
  g_assert_cmpstr (title, ==, "İmha edilmiş sağlık kaydı");
  detail = store_fixture_text (&shop.base, "SELECT detail FROM journal ORDER BY seq DESC LIMIT 1");
  g_assert_nonnull (strstr (detail, "\"rule\":\"retention-health\""));
  g_assert_true (isg_store_journal_verify (shop.base.store, &count, &error));

  /* Nobody writes into it again, or takes it back. */
  edited = store_fixture_edit (&shop.base, exam, "verdict", isg_value_new_code ("fit"));
  g_assert_false (isg_store_record_save (shop.base.store, edited, NULL, NULL));
  g_assert_false (isg_store_record_close (shop.base.store, exam, NULL, NULL));
  g_assert_false (isg_store_retention_destroy (shop.base.store, exam, shop.today, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CONFLICT);
}

static void
test_sealed_details_are_destroyed_without_their_key (void)
{
  g_auto (Shop) shop = { 0 };
  g_autoptr (IsgSecret) phrase = isg_secret_new ("kale dere yosun taş", -1, NULL);
  g_autoptr (IsgSecret) code = NULL;
  g_autoptr (IsgHealthKey) key = NULL;
  g_autofree char *exam = NULL;
  g_autoptr (GError) error = NULL;

  shop_init (&shop);
  key = isg_store_health_set_up (shop.base.store, phrase, &code, &error);
  g_assert_no_error (error);
  g_assert_true (isg_store_health_finish (shop.base.store, &error));
  exam = add_exam (&shop, shop.gone, "2003-05-04", "Saklıbulgu");
  g_assert_cmpint (store_fixture_number (&shop.base,
                                         "SELECT count(*) FROM revision WHERE sealed IS NOT NULL"),
                   ==,
                   1);
  isg_store_use_health_key (shop.base.store, NULL);
  isg_store_retention_destroy (shop.base.store, exam, shop.today, NULL, &error);
  g_assert_no_error (error);
  finish (&shop);
  g_assert_cmpint (store_fixture_number (&shop.base,
                                         "SELECT count(*) FROM revision WHERE sealed IS NOT NULL"),
                   ==,
                   0);
}

/* The program ended between the last record and the writing anew. */
static void
test_a_destruction_that_was_not_finished_is_finished_later (void)
{
  g_auto (Shop) shop = { 0 };
  g_autofree char *exam = NULL;
  IsgStore *other;
  g_autoptr (GError) error = NULL;
  gboolean finished = TRUE;

  shop_init (&shop);
  exam = add_exam (&shop, shop.gone, "2003-05-04", "Saklıbulgu");
  g_assert_true (isg_store_retention_destroy (shop.base.store, exam, shop.today, NULL, &error));
  store_fixture_reopen (&shop.base);
  /* Somebody reads: it is said that it is not finished. */
  other = isg_store_open (shop.base.dir, shop.base.rules, shop.base.clock, &error);
  g_assert_no_error (error);
  g_assert_true (isg_store_exec (other, "BEGIN; SELECT count(*) FROM record", "test", NULL));
  g_assert_true (isg_store_retention_finish (shop.base.store, &finished, &error));
  g_assert_false (finished);
  g_assert_true (isg_store_exec (other, "ROLLBACK", "test", NULL));
  finish (&shop);
  g_assert_false (stands_in_files (shop.base.dir, "Saklıbulgu"));
  isg_store_close (other);
}

/* The order of the tables lets what is empty be written before it is said to be destroyed. */
static void
test_a_recovery_keeps_what_was_destroyed_destroyed (void)
{
  g_auto (Shop) shop = { 0 };
  g_autofree char *exam = NULL;
  g_autofree char *path = NULL;
  g_autofree char *saved = isg_test_path ("saved.isgyedek");
  g_autofree char *dir = isg_test_path ("recovered");
  g_autoptr (IsgRecoverReport) report = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  shop_init (&shop);
  exam = add_exam (&shop, shop.gone, "2003-05-04", "Saklıbulgu");
  g_assert_true (isg_store_retention_destroy (shop.base.store, exam, shop.today, NULL, &error));
  finish (&shop);
  g_clear_pointer (&shop.base.store, isg_store_close);
  path = g_build_filename (shop.base.dir, ISG_STORE_FILE, NULL);
  isg_recover_file (path, NULL, saved, shop.base.clock, &report, &error);
  g_assert_no_error (error);
  g_assert_true (isg_recover_report_is_whole (report));
  isg_backup_restore (dir, saved, NULL, shop.base.clock, NULL, &error);
  g_assert_no_error (error);
  shop.base.store = isg_store_open (dir, shop.base.rules, shop.base.clock, &error);
  g_assert_no_error (error);
  all = isg_store_retention_destroyed (shop.base.store, &error);
  g_assert_cmpuint (all->len, ==, 1);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/retention/clock", test_a_clock_runs_from_the_last_who_left);
  g_test_add_func ("/retention/kept", test_what_is_held_linked_or_open_is_not_destroyed);
  g_test_add_func ("/retention/chamber", test_a_chamber_knows_of_no_exams);
  g_test_add_func ("/retention/no-word", test_what_was_destroyed_stands_in_no_file);
  g_test_add_func ("/retention/empty", test_a_destroyed_record_stays_known_and_empty);
  g_test_add_func ("/retention/sealed", test_sealed_details_are_destroyed_without_their_key);
  g_test_add_func ("/retention/later", test_a_destruction_that_was_not_finished_is_finished_later);
  g_test_add_func ("/retention/recover", test_a_recovery_keeps_what_was_destroyed_destroyed);
  return g_test_run ();
}
