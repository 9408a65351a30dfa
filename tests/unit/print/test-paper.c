/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/isg-i18n.h"
#include "print/isg-qr.h"
#include "print/isg-receipt-paper.h"
#include "print/isg-record-paper.h"
#include "support/isg-test.h"
#include "unit/rules/isg-world.h"

/* What pdftotext, which knows nothing of ours, reads on the pages. */
static char *
read_pdf (IsgPaper *paper)
{
  g_autofree char *path = isg_test_path ("page.pdf");
  const char *program = g_getenv ("ISG_PDFTOTEXT");
  const char *argv[] = { program, path, "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = isg_paper_to_pdf (paper, &error);
  char *text = NULL;
  int status;

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path,
                                      g_bytes_get_data (pdf, NULL),
                                      (gssize) g_bytes_get_size (pdf),
                                      NULL));
  g_assert_true (g_spawn_sync (NULL,
                               (char **) argv,
                               NULL,
                               G_SPAWN_DEFAULT,
                               NULL,
                               NULL,
                               &text,
                               NULL,
                               &status,
                               &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return text;
}

static gboolean
can_read (void)
{
  if (g_getenv ("ISG_PDFTOTEXT") != NULL)
    return TRUE;
  g_test_skip ("pdftotext is not there");
  return FALSE;
}

static void
assert_says (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, what));
}

static IsgRecord *
find_in_world (const char *uuid, gpointer data)
{
  World *world = data;

  for (guint i = 0; i < world->records->len; i++)
    if (g_str_equal (isg_record_uuid (g_ptr_array_index (world->records, i)), uuid))
      return isg_record_ref (g_ptr_array_index (world->records, i));
  return NULL;
}

static IsgRecordPaper
how (World *world)
{
  return (IsgRecordPaper){ .resolver = find_in_world,
                           .resolver_data = world,
                           .state = "Accepted",
                           .printed_at = G_GINT64_CONSTANT (1795420800) };
}

static void
test_a_record_is_printed_with_labels_words_revision_and_state (void)
{
  g_autoptr (World) world = world_new ();
  const char *workplace = world_add (world, "workplace", NULL, "{'name':'Yıldız Ekmek Fırını'}");
  g_autoptr (IsgRecord) training
    = world_record (world,
                    "training",
                    workplace,
                    "{'date':'2026-11-02','place':'inside','method':'remote',"
                    "'topics':[{'code':'340','minutes':22.5},{'code':'110','minutes':40}]}");
  IsgRecordPaper details = how (world);
  g_autoptr (IsgPaper) paper = NULL;
  g_autofree char *text = NULL;

  if (!can_read ())
    return;
  paper = isg_record_paper (world->rules, training, &details);
  text = read_pdf (paper);
  assert_says (text, "Yıldız Ekmek Fırını");
  assert_says (text, "Accepted");
  assert_says (text, "2 Nov 2026");
  assert_says (text, "22.5 min");
  assert_says (text, "(340)");
  assert_says (text, "Topics 2 / 2");
  assert_says (text, "Revision");
  assert_says (text, "1/1");
}

static void
test_pages_are_numbered_and_nothing_is_lost_between_them (void)
{
  g_autoptr (IsgPaper) paper = isg_paper_new ("Uzun", "foot", "DENEME");
  g_autofree char *text = NULL;
  g_autofree char *last = NULL;
  guint n;

  if (!can_read ())
    return;
  for (guint i = 0; i < 300; i++) {
    g_autofree char *label = g_strdup_printf ("label%u", i);
    g_autofree char *value = g_strdup_printf ("value%u", i);

    isg_paper_pair (paper, label, value);
  }
  n = isg_paper_n_pages (paper);
  g_assert_cmpuint (n, >, 3);
  text = read_pdf (paper);
  for (guint i = 0; i < 300; i++) {
    g_autofree char *value = g_strdup_printf ("value%u", i);

    assert_says (text, value);
  }
  last = g_strdup_printf ("%u/%u", n, n);
  assert_says (text, last);
}

/* A kind's sealed field with a value of its type. */
static char *
sealed_text_field (World *world)
{
  GPtrArray *fields = isg_kind_fields (isg_rules_kind (world->rules, "health_exam"));

  for (guint i = 0; i < fields->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (fields, i);

    if (isg_field_def_is_sealed (field) && isg_field_def_type (field) == ISG_VALUE_TEXT)
      return g_strdup (isg_field_def_id (field));
  }
  g_assert_not_reached ();
}

static void
test_health_details_are_printed_for_who_holds_the_key_alone (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *field = sealed_text_field (world);
  g_autofree char *json
    = g_strdup_printf ("{'exam_date':'2026-11-02','verdict':'fit','%s':'GIZLISOZ'}", field);
  g_autoptr (IsgRecord) exam = world_record (world, "health_exam", NULL, json);
  IsgRecordPaper details = how (world);
  g_autoptr (IsgPaper) shut = NULL;
  g_autoptr (IsgPaper) open = NULL;
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  if (!can_read ())
    return;
  shut = isg_record_paper (world->rules, exam, &details);
  without = read_pdf (shut);
  g_assert_null (strstr (without, "GIZLISOZ"));
  assert_says (without, "Health details are not printed");
  assert_says (without, "Fit");

  details.with_sealed = TRUE;
  open = isg_record_paper (world->rules, exam, &details);
  with = read_pdf (open);
  assert_says (with, "GIZLISOZ");
}

static void
test_a_receipt_says_numbers_hash_and_lines (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (IsgReceiptFacts) facts = isg_receipt_facts_new ();
  IsgReceiptNotification *notification = isg_receipt_facts_add (facts);
  g_autoptr (IsgPaper) paper = NULL;
  g_autofree char *text = NULL;

  if (!can_read ())
    return;
  facts->title = g_strdup ("Temel eğitim, 24 kişi");
  facts->kind = g_strdup ("Training");
  facts->pack = g_strdup ("2026.11.1");
  notification->number = g_strdup ("12345678901");
  notification->server_no = g_strdup ("K7001");
  notification->state = g_strdup ("ACCEPTED");
  notification->sha256 = g_strnfill (64, 'a');
  notification->signed_at = G_GINT64_CONSTANT (1795420800);
  isg_receipt_notification_add (notification, "Ayşe Iğdırlı", "340", 200);
  isg_receipt_notification_add (notification, "Mehmet Şahin", "340", 212);
  paper = isg_receipt_paper (world->rules, facts);
  text = read_pdf (paper);
  assert_says (text, "12345678901");
  assert_says (text, "K7001");
  assert_says (text, notification->sha256);
  assert_says (text, "Accepted");
  assert_says (text, "Ayşe Iğdırlı");
  assert_says (text, "212");
  assert_says (text, "This does not replace notices to SGK");
}

/* The three finders of a QR symbol: a dark ring of seven around a dark square of three. */
static void
assert_finder (const IsgQr *qr, guint left, guint top)
{
  for (guint y = 0; y < 7; y++)
    for (guint x = 0; x < 7; x++) {
      gboolean ring = x == 0 || y == 0 || x == 6 || y == 6;
      gboolean middle = x >= 2 && x <= 4 && y >= 2 && y <= 4;

      g_assert_cmpuint (qr->dark[(top + y) * qr->size + left + x], ==, ring || middle);
    }
}

static void
test_a_symbol_has_its_finders_and_too_long_a_text_none (void)
{
  g_autoptr (IsgQr) qr = isg_qr_new ("ISG-ALINDI-1\nno=1\n");
  g_autofree char *endless = g_strnfill (5000, 'x');

  if (qr == NULL && g_getenv ("ISG_HAVE_QRENCODE") == NULL) {
    g_test_skip ("built without libqrencode");
    return;
  }
  g_assert_nonnull (qr);
  assert_finder (qr, 0, 0);
  assert_finder (qr, qr->size - 7, 0);
  assert_finder (qr, 0, qr->size - 7);
  g_assert_null (isg_qr_new (endless));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  isg_i18n_init ("en", "/nowhere");
  g_test_add_func ("/print/record", test_a_record_is_printed_with_labels_words_revision_and_state);
  g_test_add_func ("/print/pages", test_pages_are_numbered_and_nothing_is_lost_between_them);
  g_test_add_func ("/print/health", test_health_details_are_printed_for_who_holds_the_key_alone);
  g_test_add_func ("/print/receipt", test_a_receipt_says_numbers_hash_and_lines);
  g_test_add_func ("/print/qr", test_a_symbol_has_its_finders_and_too_long_a_text_none);
  return g_test_run ();
}
