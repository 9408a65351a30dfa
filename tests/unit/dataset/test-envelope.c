/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-message.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-fixture.h"

#define LIST "ibys-soap-list"

typedef struct {
  IsgFixture *fixture;
  const IsgMethod *method;
  GPtrArray *parts;
  GBytes *signature;
} Context;

static void
set_up (Context *context, gconstpointer data)
{
  context->fixture = isg_fixture_new ();
  isg_fixture_training (context->fixture, 1, 1);
  context->method = isg_rules_method (context->fixture->rules, "training", LIST);
  context->parts = isg_fixture_make (context->fixture, LIST);
  context->signature = g_bytes_new_static ("\x30\x00", 2);
}

static void
tear_down (Context *context, gconstpointer data)
{
  g_bytes_unref (context->signature);
  g_ptr_array_unref (context->parts);
  isg_fixture_free (context->fixture);
}

static const IsgTemplate *
message_of (Context *context)
{
  return ((IsgPart *) g_ptr_array_index (context->parts, 0))->message;
}

static gboolean
body_has (IsgEnvelope *envelope, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (envelope->body, &length);

  return g_strstr_len (data, (gssize) length, text) != NULL;
}

static void
test_a_part_has_the_slots_that_come_later (Context *context, gconstpointer data)
{
  static const char *const slots[] = { "number", "signature", "firm_code", "password" };

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    g_assert_true (isg_template_has_slot (message_of (context), slots[i]));
}

static void
test_a_relay_gets_no_password (Context *context, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  IsgFirm firm = { "https://relay.invalid/", NULL, NULL };
  g_autoptr (IsgEnvelope) envelope = isg_message_save (context->method,
                                                       message_of (context),
                                                       5,
                                                       context->signature,
                                                       &firm,
                                                       &error);

  g_assert_no_error (error);
  g_assert_true (body_has (envelope, "<firmaKodu></firmaKodu><parola></parola>"));
  g_assert_true (body_has (envelope, "<sorguNo>5</sorguNo>"));
}

static void
test_the_signature_has_no_line_breaks (Context *context, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *der = g_malloc0 (3000);
  g_autoptr (GBytes) signature = g_bytes_new (der, 3000);
  g_autofree char *expected = g_base64_encode ((guchar *) der, 3000);
  g_autofree char *element = g_strdup_printf ("<imzaliDeger>%s</imzaliDeger>", expected);
  IsgFirm firm = { "https://x.invalid/", "f", NULL };
  g_autoptr (IsgEnvelope) envelope
    = isg_message_save (context->method, message_of (context), 5, signature, &firm, &error);

  g_assert_no_error (error);
  g_assert_null (strchr (expected, '\n'));
  g_assert_true (body_has (envelope, element));
}

static void
test_what_is_missing_is_said (Context *context, gconstpointer data)
{
  IsgFirm firm = { "https://x.invalid/", "f", NULL };
  IsgFirm nowhere = { NULL, "f", NULL };
  IsgAsked asked[21] = { { 1 } };
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  struct {
    IsgEnvelope *envelope;
    GError *error;
  } cases[6] = { { NULL } };

  cases[0].envelope = isg_message_save (context->method,
                                        message_of (context),
                                        0,
                                        context->signature,
                                        &firm,
                                        &cases[0].error);
  cases[1].envelope
    = isg_message_save (context->method, message_of (context), 5, NULL, &firm, &cases[1].error);
  cases[2].envelope
    = isg_message_save (context->method, message_of (context), 5, empty, &firm, &cases[2].error);
  cases[3].envelope = isg_message_save (context->method,
                                        message_of (context),
                                        5,
                                        context->signature,
                                        &nowhere,
                                        &cases[3].error);
  cases[4].envelope = isg_message_query (context->method, asked, 0, &firm, &cases[4].error);
  cases[5].envelope = isg_message_query (context->method, asked, 21, &firm, &cases[5].error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_null (cases[i].envelope);
    g_assert_error (cases[i].error, ISG_DATASET_ERROR, ISG_DATASET_ERROR_VALUE);
    g_clear_error (&cases[i].error);
  }
}

static void
test_a_message_with_an_unknown_slot_is_not_sent (Context *context, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  IsgFirm firm = { "https://x.invalid/", "f", NULL };
  g_autoptr (IsgEnvelope) envelope = isg_message_save (context->method,
                                                       "<a>\001colour\001</a>",
                                                       5,
                                                       context->signature,
                                                       &firm,
                                                       &error);

  g_assert_null (envelope);
  g_assert_error (error, ISG_DATASET_ERROR, ISG_DATASET_ERROR_VALUE);
}

static void
test_a_query_asks_by_our_own_numbers_in_order (Context *context, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  IsgFirm firm = { "https://x.invalid/", "f", NULL };
  IsgAsked asked[20] = { { 0 } };
  g_autoptr (IsgEnvelope) envelope = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++) {
    asked[i].number = 100 + i;
    asked[i].server_no = "T1";
  }
  envelope = isg_message_query (context->method, asked, G_N_ELEMENTS (asked), &firm, &error);
  g_assert_no_error (error);
  g_assert_true (body_has (envelope, "<sorguNo>100</sorguNo><sorguNo>101</sorguNo>"));
  g_assert_true (body_has (envelope, "<sorguNo>119</sorguNo><firmaKodu>f</firmaKodu>"));
  g_assert_false (body_has (envelope, "T1"));
}

#define ADD(path, function) g_test_add (path, Context, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);

  ADD ("/envelope/slots", test_a_part_has_the_slots_that_come_later);
  ADD ("/envelope/relay", test_a_relay_gets_no_password);
  ADD ("/envelope/base64", test_the_signature_has_no_line_breaks);
  ADD ("/envelope/missing", test_what_is_missing_is_said);
  ADD ("/envelope/unknown-slot", test_a_message_with_an_unknown_slot_is_not_sent);
  ADD ("/envelope/query", test_a_query_asks_by_our_own_numbers_in_order);
  return g_test_run ();
}
