/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-field.h"
#include "app/isg-plot.h"
#include "app/isg-refusal-row.h"
#include "app/isg-refusal-screen.h"
#include "app/isg-sign-basket.h"
#include "app/isg-submission-detail.h"
#include "forms-fixture.h"
#include "store/isg-store-queue.h"
#include "store/isg-store-record.h"
#include "submit/isg-finalise.h"
#include "submit/isg-signing.h"
#include "submit/isg-status.h"
#include "support/isg-fake-signer.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

#define PIN     "271828"
#define DAY     86400
#define CARD_TO (UI_FIXTURE_NOW + 477 * (gint64) DAY)

/* ---- the store ---- */

static void
finalise_trainings (IsgStore *store)
{
  IsgListQuery query = { .kind = "training", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n = 0;

  ui_fixture_load_sample (store);
  rows = isg_store_record_list (store, &query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    n += isg_finalise (store, row->uuid, NULL, NULL, NULL) ? 1 : 0;
  }
  g_assert_cmpuint (n, >, 0);
}

static GPtrArray *waiting;

static void
read_waiting (IsgStore *store)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&waiting, g_ptr_array_unref);
  waiting = isg_basket_list (store, ISG_LANGUAGE_TR, &error);
  g_assert_no_error (error);
}

static const IsgBasketRow *
first_waiting (UiFixture *fixture)
{
  ui_fixture_do (fixture, read_waiting);
  g_assert_cmpuint (waiting->len, >, 0);
  return g_ptr_array_index (waiting, 0);
}

static guint
count_signer (const char *signer)
{
  guint n = 0;

  for (guint i = 0; i < waiting->len; i++)
    n += g_strcmp0 (((IsgBasketRow *) g_ptr_array_index (waiting, i))->signer, signer) == 0;
  return n;
}

/* ---- the sheet ---- */

static IsgFakeSigner *
make_card (const char *identity)
{
  IsgFakeSigner *card = isg_fake_signer_new (PIN);

  isg_fake_signer_add (card, identity, "AYŞE IĞDIRLI", UI_FIXTURE_NOW - DAY, CARD_TO);
  return card;
}

static IsgSignBasket *
open_basket (UiFixture *fixture, IsgFakeSigner *card)
{
  IsgSignBasket *basket
    = isg_sign_basket_new (fixture->context, GTK_WINDOW (fixture->window), ISG_SIGNER (card));

  gtk_window_present (GTK_WINDOW (basket));
  ui_fixture_settle (fixture);
  return basket;
}

static GtkEditable *
pin_entry (IsgSignBasket *basket)
{
  return GTK_EDITABLE (ui_fixture_find (GTK_WIDGET (basket), GTK_TYPE_PASSWORD_ENTRY));
}

static gboolean
can_act (IsgSignBasket *basket)
{
  gboolean sensitive;

  g_object_get (basket, "act-sensitive", &sensitive, NULL);
  return sensitive;
}

static void
sign_with (UiFixture *fixture, IsgSignBasket *basket, const char *pin)
{
  gtk_editable_set_text (pin_entry (basket), pin);
  g_assert_true (can_act (basket));
  gtk_widget_activate_action (GTK_WIDGET (basket), "sheet.act", NULL);
  g_assert_cmpstr (gtk_editable_get_text (pin_entry (basket)), ==, "");
  ui_fixture_settle (fixture);
}

/* ---- cases ---- */

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
check_signs_the_list (UiFixture *fixture)
{
  g_autofree char *signer = g_strdup (first_waiting (fixture)->signer);
  g_autoptr (IsgFakeSigner) card = make_card (signer);
  IsgSignBasket *basket = open_basket (fixture, card);

  g_object_add_weak_pointer (G_OBJECT (basket), (gpointer *) &basket);
  g_assert_false (can_act (basket));
  sign_with (fixture, basket, PIN);
  g_assert_null (ui_fixture_top (fixture));
  /* The task that has signed lets go of it last. */
  isg_test_until (is_gone, &basket);
  g_assert_cmpuint (isg_fake_signer_n_pins (card), ==, 1);
  ui_fixture_do (fixture, read_waiting);
  g_assert_cmpuint (count_signer (signer), ==, 0);
  g_assert_false (isg_fake_signer_is_open (card));
}

static void
check_wrong_pin_is_tried_once (UiFixture *fixture)
{
  const IsgBasketRow *row = first_waiting (fixture);
  g_autoptr (IsgFakeSigner) card = make_card (row->signer);
  guint before = waiting->len;
  IsgSignBasket *basket = open_basket (fixture, card);

  sign_with (fixture, basket, "000000");
  g_assert_cmpuint (isg_fake_signer_n_pins (card), ==, 1);
  g_assert_true (ui_fixture_top (fixture) == GTK_WINDOW (basket));
  g_assert_false (can_act (basket));
  ui_fixture_do (fixture, read_waiting);
  g_assert_cmpuint (waiting->len, ==, before);
  sign_with (fixture, basket, PIN);
  g_assert_cmpuint (isg_fake_signer_n_pins (card), ==, 2);
  g_assert_null (ui_fixture_top (fixture));
}

typedef struct {
  IsgSignBasket *basket;
  guint settled;
} Settled;

static void
settled_cb (Settled *settled)
{
  settled->settled++;
}

static gboolean
has_settled (gpointer data)
{
  return ((Settled *) data)->settled > 0;
}

static void
check_goes_on_when_a_card_is_put_in (UiFixture *fixture)
{
  g_autoptr (IsgFakeSigner) card = make_card (first_waiting (fixture)->signer);
  Settled settled = { NULL, 0 };
  IsgSignBasket *basket;

  isg_fake_signer_set_present (card, FALSE);
  basket = open_basket (fixture, card);
  gtk_editable_set_text (pin_entry (basket), PIN);
  g_assert_false (can_act (basket));
  g_signal_connect_swapped (basket, "settled", G_CALLBACK (settled_cb), &settled);
  isg_fake_signer_set_present (card, TRUE);
  isg_test_until (has_settled, &settled);
  g_assert_true (can_act (basket));
  g_assert_cmpuint (isg_fake_signer_n_pins (card), ==, 0);
  g_signal_handlers_disconnect_by_data (basket, &settled);
  gtk_window_close (GTK_WINDOW (basket));
  ui_fixture_settle (fixture);
}

static void
check_other_signers_are_set_apart (UiFixture *fixture)
{
  g_autoptr (IsgFakeSigner) card = make_card ("19090909018");
  IsgSignBasket *basket;
  GtkWidget *tick;

  g_assert_cmpstr (first_waiting (fixture)->signer, !=, "19090909018");
  basket = open_basket (fixture, card);
  gtk_editable_set_text (pin_entry (basket), PIN);
  g_assert_false (can_act (basket));
  tick = ui_fixture_find (GTK_WIDGET (basket), GTK_TYPE_CHECK_BUTTON);
  g_assert_nonnull (tick);
  g_assert_false (gtk_widget_get_sensitive (tick));
  g_assert_cmpuint (isg_fake_signer_n_pins (card), ==, 0);
  gtk_window_close (GTK_WINDOW (basket));
  ui_fixture_settle (fixture);
}

/* ---- who is registered where ---- */

#define SOAP                                                                                       \
  "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>"                     \
  "<n:%sResponse xmlns:n=\"http://ws.ibys.ailevecalisma.gov.tr/\"><return><status>%d</status>"     \
  "<yetkilimiBoolean>%s</yetkilimiBoolean></return></n:%sResponse></S:Body></S:Envelope>"

typedef struct {
  gint bonded;  /* (atomic) */
  gint reached; /* (atomic) */
} Registry;

static IsgExchange *
answer_bond (const IsgRequest *request, gpointer data)
{
  Registry *registry = data;
  gsize length;
  const char *body = g_bytes_get_data (request->body, &length);
  gboolean of_workplace = g_strstr_len (body, (gssize) length, "isyeriBilgisi") != NULL;
  const char *name = of_workplace ? "isyeriBilgisi" : "profYetkilimiSorgula";
  gboolean bonded = g_atomic_int_get (&registry->bonded) != 0;
  g_autofree char *reply = g_strdup_printf (SOAP,
                                            name,
                                            of_workplace && !bonded ? 213 : 200,
                                            bonded ? "true" : "false",
                                            name);
  IsgExchange *came = g_new0 (IsgExchange, 1);

  if (g_atomic_int_get (&registry->reached) == 0) {
    came->result = ISG_EXCHANGE_LOST;
    return came;
  }
  came->result = ISG_EXCHANGE_ANSWERED;
  came->http_status = 200;
  came->content_type = g_strdup ("text/xml");
  came->body = g_bytes_new (reply, strlen (reply));
  return came;
}

static void
give_address (IsgStore *store)
{
  g_assert_true (isg_store_set_setting (store,
                                        "endpoint.ibys-soap-list",
                                        "https://localhost/ibys/IsgIbysWs",
                                        FALSE,
                                        NULL));
}

typedef struct {
  guint n;
  gboolean answered;
} Asked;

static void
bonds_asked_cb (IsgWorker *worker, gboolean answered, Asked *asked)
{
  *asked = (Asked){ asked->n + 1, answered };
}

static gboolean
was_asked (gpointer data)
{
  return ((const Asked *) data)->n > 0;
}

typedef struct {
  IsgSignBasket *basket;
  const char *label;
  gboolean there;
} Sight;

static gboolean
is_seen (gpointer data)
{
  const Sight *sight = data;

  return (ui_fixture_find_label (GTK_WIDGET (sight->basket), sight->label) != NULL) == sight->there;
}

static void
wait_until_seen (IsgSignBasket *basket, const char *label, gboolean there)
{
  Sight sight = { basket, label, there };

  isg_test_until (is_seen, &sight);
}

static void
click_ask_again (IsgSignBasket *basket)
{
  GtkWidget *label = ui_fixture_find_label (GTK_WIDGET (basket), _ ("Ask again"));

  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

static void
check_asks_again (UiFixture *fixture)
{
  g_autofree char *signer = g_strdup (first_waiting (fixture)->signer);
  g_autoptr (IsgFakeSigner) card = make_card (signer);
  IsgWorker *worker = isg_context_worker (fixture->context);
  Registry registry = { FALSE, TRUE };
  Asked asked = { 0 };
  gulong handler = g_signal_connect (worker, "bonds-asked", G_CALLBACK (bonds_asked_cb), &asked);
  IsgSignBasket *basket;

  isg_fake_transport_set_server (fixture->transport, answer_bond, &registry);
  ui_fixture_do (fixture, give_address);
  isg_worker_ask_bonds (worker);
  isg_test_until (was_asked, &asked);
  g_assert_true (asked.answered);
  g_assert_nonnull (first_waiting (fixture)->foretold);
  g_assert_true (first_waiting (fixture)->ask_again);

  basket = open_basket (fixture, card);
  wait_until_seen (basket, _ ("Ask again"), TRUE);
  /* Nobody answers: it is said, and what was known stays. */
  g_atomic_int_set (&registry.reached, FALSE);
  click_ask_again (basket);
  wait_until_seen (basket,
                   _ ("The Ministry did not answer; what was known stays. You can sign all the "
                      "same."),
                      TRUE);
  wait_until_seen (basket, _ ("Ask again"), TRUE);
  /* Mended in the meantime. */
  g_atomic_int_set (&registry.reached, TRUE);
  g_atomic_int_set (&registry.bonded, TRUE);
  click_ask_again (basket);
  wait_until_seen (basket, _ ("Ask again"), FALSE);
  wait_until_seen (basket, _ ("Asking…"), FALSE);
  g_assert_null (first_waiting (fixture)->foretold);
  g_signal_handler_disconnect (worker, handler);
  gtk_window_close (GTK_WINDOW (basket));
  ui_fixture_settle (fixture);
}

static void
test_asks_again (void)
{
  ui_fixture_run (finalise_trainings, TRUE, check_asks_again);
}

static void
check_unticked_is_not_signed (UiFixture *fixture)
{
  g_autofree char *signer = g_strdup (first_waiting (fixture)->signer);
  g_autoptr (IsgFakeSigner) card = make_card (signer);
  guint before = count_signer (signer);
  IsgSignBasket *basket = open_basket (fixture, card);
  GtkWidget *tick = ui_fixture_find (GTK_WIDGET (basket), GTK_TYPE_CHECK_BUTTON);

  g_assert_cmpuint (before, >, 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), FALSE);
  sign_with (fixture, basket, PIN);
  g_assert_null (ui_fixture_top (fixture));
  ui_fixture_do (fixture, read_waiting);
  g_assert_cmpuint (count_signer (signer), ==, 1);
}

static void
check_page_opens_the_detail (UiFixture *fixture)
{
  GtkWidget *view;
  IsgScreen *page;

  g_assert_true (isg_window_open_page (fixture->window, "submission"));
  ui_fixture_settle (fixture);
  page = isg_window_screen (fixture->window);
  view = ui_fixture_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW);
  g_assert_nonnull (view);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)))),
                    >,
                    0);
  g_signal_emit_by_name (view, "activate", 0);
  ui_fixture_settle (fixture);
  g_assert_true (ISG_IS_SUBMISSION_DETAIL (isg_window_screen (fixture->window)));
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (isg_window_screen (fixture->window)), _ ("Withdraw")));
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (isg_window_screen (fixture->window)),
                           _ ("This does not replace notices to SGK or İSG-KATİP.")));
  isg_window_pop (fixture->window);
  ui_fixture_settle (fixture);
  g_assert_true (isg_window_screen (fixture->window) == page);
}

static void
check_empty_page_says_so (UiFixture *fixture)
{
  g_assert_true (isg_window_open_page (fixture->window, "submission"));
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (isg_window_screen (fixture->window)),
                                           _ ("Nothing to send. Records you finish appear here.")));
}

/* ---- equal refusals, mended once ---- */

#define MOST_REFUSED 64

static GPtrArray *refused; /* (element-type utf8): uuids */
static IsgDate dates[MOST_REFUSED];

static void
refuse_row (IsgStore *store, IsgStoredSubmission *row)
{
  IsgSubmissionState before = row->machine.state;
  const IsgStoredFieldError field = { .path = (char *) "date",
                                      .wire_name = (char *) "egitimTarihi",
                                      .value = (char *) "\"2026-11-02\"",
                                      .code = 210,
                                      .message = (char *) "egitimTarihi: tarih" };
  IsgStoredAttempt attempt = { .submission = row->id,
                               .is_save = TRUE,
                               .number = row->number,
                               .time = UI_FIXTURE_NOW,
                               .boot_id = (char *) "x",
                               .firm_hash = (char *) "",
                               .phase = (char *) "answered",
                               .n_asked = 1 };

  g_assert_true (isg_store_attempt_begin (store, &attempt, NULL));
  attempt.code = 210;
  attempt.outcome = ISG_OUTCOME_REFUSED;
  attempt.message = field.message;
  attempt.ended = UI_FIXTURE_NOW;
  g_assert_true (isg_store_attempt_end (store, &attempt, NULL));
  g_assert_true (isg_store_field_error_add (store, row->id, &field, NULL));
  row->machine = (IsgSubmission){ .state = ISG_SUBMISSION_REJECTED };
  g_assert_true (isg_store_submission_write (store, row, before, 0, NULL));
  g_assert_true (isg_store_record_refresh_badge (store, row->uuid, NULL));
}

static void
refuse_all (IsgStore *store)
{
  g_autoptr (GPtrArray) rows = NULL;

  finalise_trainings (store);
  rows = isg_store_submissions_awaiting (store, NULL);
  refused = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (isg_store_begin (store, NULL));
  for (guint i = 0; i < rows->len; i++) {
    IsgStoredSubmission *row = g_ptr_array_index (rows, i);

    refuse_row (store, row);
    if (!g_ptr_array_find_with_equal_func (refused, row->uuid, g_str_equal, NULL))
      g_ptr_array_add (refused, g_strdup (row->uuid));
  }
  g_assert_cmpuint (refused->len, <=, MOST_REFUSED);
  g_assert_true (isg_store_commit (store, NULL));
}

/* The page's segment "To be mended". */
static GtkWidget *
open_refused (UiFixture *fixture)
{
  GtkWidget *page;
  guint n;
  const IsgSegment *segments = isg_segments (&n);

  g_assert_true (isg_window_open_page (fixture->window, "submission"));
  ui_fixture_settle (fixture);
  page = GTK_WIDGET (isg_window_screen (fixture->window));
  for (guint i = 0; i < n; i++)
    if (g_str_equal (segments[i].id, "mend"))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_fixture_find (page, GTK_TYPE_DROP_DOWN)), i);
  ui_fixture_settle (fixture);
  return page;
}

static void
click (GtkWidget *root, const char *words)
{
  GtkWidget *label = ui_fixture_find_label (root, words);

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

static void
check_group_has_a_screen (UiFixture *fixture)
{
  GtkWidget *page = open_refused (fixture);
  GtkWidget *row = ui_fixture_find (page, ISG_TYPE_REFUSAL_ROW);
  GtkWidget *screen;
  GtkWidget *view;

  forms_picture (fixture, "refused");
  ui_fixture_resize (fixture, 600, 700);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 600);
  forms_picture (fixture, "refused-narrow");
  click (row, _ ("How is it mended?"));
  ui_fixture_settle (fixture);
  screen = GTK_WIDGET (isg_window_screen (fixture->window));
  g_assert_true (ISG_IS_REFUSAL_SCREEN (screen));
  ui_sweep (screen, "refusal screen");
  forms_picture (fixture, "refusal-screen");
  g_assert_nonnull (ui_fixture_find_label (screen, _ ("Mend in all…")));
  view = ui_fixture_find (screen, GTK_TYPE_COLUMN_VIEW);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)))),
                    ==,
                    refused->len);
  g_signal_emit_by_name (view, "activate", 0);
  ui_fixture_settle (fixture);
  g_assert_true (ISG_IS_SUBMISSION_DETAIL (isg_window_screen (fixture->window)));
  forms_picture (fixture, "refused-detail-narrow");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 600);
  isg_window_pop (fixture->window);
  isg_window_pop (fixture->window);
  ui_fixture_settle (fixture);
}

static void
check_plot_opens_a_segment (UiFixture *fixture)
{
  GtkWidget *page;
  GtkWidget *plot;

  g_assert_true (isg_window_open_page (fixture->window, "submission"));
  ui_fixture_settle (fixture);
  page = GTK_WIDGET (isg_window_screen (fixture->window));
  forms_picture (fixture, "submission-plot");
  plot = ui_fixture_find (page, ISG_TYPE_PLOT);
  g_assert_nonnull (plot);
  g_signal_emit_by_name (plot, "activated", "mend");
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find (page, ISG_TYPE_REFUSAL_ROW));
  g_assert_null (ui_fixture_find (page, ISG_TYPE_PLOT));
}

static GtkWidget *
open_mend_sheet (UiFixture *fixture)
{
  GtkWidget *row = ui_fixture_find (open_refused (fixture), ISG_TYPE_REFUSAL_ROW);

  g_assert_nonnull (row);
  click (row, _ ("Mend in all…"));
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_top (fixture));
  return GTK_WIDGET (ui_fixture_top (fixture));
}

static void
type_date (GtkWidget *sheet)
{
  g_autoptr (IsgValue) date = isg_value_new_date (isg_date_new (2026, 11, 3));
  GtkWidget *field = ui_fixture_find (sheet, ISG_TYPE_FIELD);

  g_assert_nonnull (field);
  isg_field_set_value (ISG_FIELD (field), date);
  g_signal_emit_by_name (field, "changed");
}

static void
read_dates (IsgStore *store)
{
  for (guint i = 0; i < refused->len; i++) {
    g_autoptr (IsgRecord) record
      = isg_store_record_get (store, g_ptr_array_index (refused, i), 0, NULL);

    dates[i] = isg_value_date (isg_record_get (record, "date"));
  }
}

static guint
count_dates (UiFixture *fixture, IsgDate date)
{
  guint n = 0;

  ui_fixture_do (fixture, read_dates);
  for (guint i = 0; i < refused->len; i++)
    n += dates[i] == date ? 1 : 0;
  return n;
}

static void
check_mends_one_field_in_all (UiFixture *fixture)
{
  GtkWidget *sheet = open_mend_sheet (fixture);

  g_assert_cmpuint (refused->len, >, 1);
  g_assert_cmpuint (count_dates (fixture, isg_date_new (2026, 11, 3)), ==, 0);
  type_date (sheet);
  ui_sweep (sheet, "mend sheet");
  forms_picture (fixture, "mend-sheet");
  gtk_widget_activate_action (sheet, "sheet.act", NULL);
  ui_fixture_settle (fixture);
  /* All of them, and they are signed together. */
  g_assert_cmpuint (count_dates (fixture, isg_date_new (2026, 11, 3)), ==, refused->len);
  ui_fixture_do (fixture, read_waiting);
  g_assert_cmpuint (waiting->len, ==, refused->len);
  g_assert_true (ISG_IS_SIGN_BASKET (ui_fixture_top (fixture)));
  gtk_window_close (ui_fixture_top (fixture));
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
  /* One undo for all, until the first is signed. */
  click (GTK_WIDGET (fixture->window), _ ("Undo"));
  ui_fixture_settle (fixture);
  g_assert_cmpuint (count_dates (fixture, isg_date_new (2026, 11, 3)), ==, 0);
  ui_fixture_do (fixture, read_waiting);
  g_assert_cmpuint (waiting->len, ==, 0);
}

static void
type_elsewhere (IsgStore *store)
{
  IsgDraft draft = { .uuid = g_ptr_array_index (refused, 0),
                     .kind = (char *) "training",
                     .base = 1,
                     .body = (char *) "{\"fields\":{},\"raw\":{}}" };

  g_assert_true (isg_store_draft_put (store, &draft, NULL));
}

static void
check_leaves_alone_what_is_typed_in (UiFixture *fixture)
{
  GtkWidget *sheet;

  ui_fixture_do (fixture, type_elsewhere);
  sheet = open_mend_sheet (fixture);
  g_assert_nonnull (ui_fixture_find_label (sheet, _ ("Somebody is at work on this record.")));
  type_date (sheet);
  gtk_widget_activate_action (sheet, "sheet.act", NULL);
  ui_fixture_settle (fixture);
  g_assert_cmpuint (count_dates (fixture, isg_date_new (2026, 11, 3)), ==, refused->len - 1);
  gtk_window_close (ui_fixture_top (fixture));
  ui_fixture_settle (fixture);
}

static void
check_basket_ticks_only_what_was_mended (UiFixture *fixture)
{
  g_autofree char *signer = g_strdup (first_waiting (fixture)->signer);
  g_autofree char *uuid = g_strdup (first_waiting (fixture)->record_uuid);
  const char *only[] = { uuid, NULL };
  g_autoptr (IsgFakeSigner) card = make_card (signer);
  guint before = count_signer (signer);
  IsgSignBasket *basket
    = isg_sign_basket_new (fixture->context, GTK_WINDOW (fixture->window), ISG_SIGNER (card));

  g_assert_cmpuint (before, >, 1);
  isg_sign_basket_tick_only (basket, only);
  gtk_window_present (GTK_WINDOW (basket));
  ui_fixture_settle (fixture);
  sign_with (fixture, basket, PIN);
  g_assert_null (ui_fixture_top (fixture));
  ui_fixture_do (fixture, read_waiting);
  g_assert_cmpuint (count_signer (signer), ==, before - 1);
  for (guint i = 0; i < waiting->len; i++)
    g_assert_cmpstr (((IsgBasketRow *) g_ptr_array_index (waiting, i))->record_uuid, !=, uuid);
}

/* A process for each: an application can be started once. */
#define CASE(name, seed, check)                                                                    \
  static void name (void)                                                                          \
  {                                                                                                \
    if (!g_test_subprocess ()) {                                                                   \
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);                          \
      g_test_trap_assert_passed ();                                                                \
      return;                                                                                      \
    }                                                                                              \
    ui_fixture_run (seed, TRUE, check);                                                            \
    g_clear_pointer (&waiting, g_ptr_array_unref);                                                 \
    g_clear_pointer (&refused, g_ptr_array_unref);                                                 \
  }

CASE (test_signs_the_list, finalise_trainings, check_signs_the_list)
CASE (test_wrong_pin, finalise_trainings, check_wrong_pin_is_tried_once)
CASE (test_card_put_in, finalise_trainings, check_goes_on_when_a_card_is_put_in)
CASE (test_other_signers, finalise_trainings, check_other_signers_are_set_apart)
CASE (test_unticked, finalise_trainings, check_unticked_is_not_signed)
CASE (test_detail, finalise_trainings, check_page_opens_the_detail)
CASE (test_mend, refuse_all, check_mends_one_field_in_all)
CASE (test_group, refuse_all, check_group_has_a_screen)
CASE (test_plot, refuse_all, check_plot_opens_a_segment)
CASE (test_mend_typed, refuse_all, check_leaves_alone_what_is_typed_in)
CASE (test_tick_only, finalise_trainings, check_basket_ticks_only_what_was_mended)
CASE (test_empty, NULL, check_empty_page_says_so)

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/submission/basket-signs-the-list-with-one-pin", test_signs_the_list);
  g_test_add_func ("/submission/wrong-pin-is-tried-once", test_wrong_pin);
  g_test_add_func ("/submission/goes-on-when-a-card-is-put-in", test_card_put_in);
  g_test_add_func ("/submission/records-of-others-are-set-apart", test_other_signers);
  g_test_add_func ("/submission/basket-says-who-is-not-registered-and-asks-again", test_asks_again);
  g_test_add_func ("/submission/unticked-is-not-signed", test_unticked);
  g_test_add_func ("/submission/page-opens-the-detail", test_detail);
  g_test_add_func ("/submission/one-field-is-mended-in-all", test_mend);
  g_test_add_func ("/submission/a-group-of-refusals-has-a-screen", test_group);
  g_test_add_func ("/submission/plot-opens-a-segment", test_plot);
  g_test_add_func ("/submission/what-is-typed-in-is-left-alone", test_mend_typed);
  g_test_add_func ("/submission/basket-ticks-only-what-was-mended", test_tick_only);
  g_test_add_func ("/submission/empty-page-says-so", test_empty);
  return g_test_run ();
}
