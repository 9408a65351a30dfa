/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit-fixture.h"

#include "store/isg-store-record.h"
#include "submit/isg-finalise.h"
#include "submit/isg-signing.h"
#include "submit/isg-submit-step.h"
#include "support/isg-fake-signer.h"
#include "support/isg-fake-transport.h"
#include "support/isg-test.h"
#include "ui-fixture.h"

#define PIN        "271828"
#define MOST_ITEMS 24

static IsgTransport *
give_transport (IsgStore *store, const char *method_id, gpointer transport, GError **error)
{
  return g_object_ref (ISG_TRANSPORT (transport));
}

static void
wait_cb (guint milliseconds, gpointer clock)
{
  isg_clock_advance (clock, MAX (1, milliseconds / 1000));
}

static void
set (IsgStore *store, const char *key, const char *value)
{
  g_assert_true (isg_store_set_setting (store, key, value, FALSE, NULL));
}

static void
sign_as (IsgStore *store, const char *identity)
{
  g_autoptr (IsgFakeSigner) card = isg_fake_signer_new (PIN);
  g_autoptr (IsgSecret) pin = isg_secret_new (PIN, -1, NULL);
  g_autoptr (GError) error = NULL;
  IsgSignResult result;

  isg_fake_signer_add (card, identity, "AYŞE IĞDIRLI", 0, G_GINT64_CONSTANT (4102444800));
  isg_sign (store, ISG_SIGNER (card), NULL, pin, NULL, NULL, NULL, &result, &error);
  g_assert_no_error (error);
}

static void
sign_all (IsgStore *store)
{
  g_autoptr (GPtrArray) rows = isg_basket_list (store, ISG_LANGUAGE_TR, NULL);
  g_autoptr (GHashTable) signed_as = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++) {
    const IsgBasketRow *row = g_ptr_array_index (rows, i);

    if (g_hash_table_add (signed_as, row->signer))
      sign_as (store, row->signer);
  }
}

void
submit_fixture_again (IsgStore *store, IsgFakeMinistry *ministry)
{
  g_autoptr (IsgFakeTransport) transport = isg_fake_transport_new ();
  const IsgSubmitTools tools = { .store = store,
                                 .transport = give_transport,
                                 .transport_data = transport,
                                 .wait = wait_cb,
                                 .wait_data = isg_store_clock (store) };
  g_autoptr (GError) error = NULL;
  gboolean idle;

  sign_all (store);
  isg_fake_transport_set_server (transport, isg_fake_ministry_answer, ministry);
  isg_submit_run (&tools, 0, &idle, &error);
  g_assert_no_error (error);
  g_assert_true (idle);
}

/* The ministry's memory of one notification is small. */
static gboolean
is_small (IsgStore *store, const char *uuid)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, uuid, 0, NULL);
  IsgValue *people = isg_record_get (record, "participants");
  IsgValue *topics = isg_record_get (record, "topics");

  return people != NULL && topics != NULL
         && isg_value_n_groups (people) * isg_value_n_groups (topics) <= MOST_ITEMS;
}

GPtrArray *
submit_fixture_send (IsgStore *store, IsgFakeMinistry *ministry)
{
  const IsgListQuery query
    = { .kind = "training", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, NULL);
  GPtrArray *sent = g_ptr_array_new_with_free_func (g_free);

  set (store, "firm.code", "0123456789abcdef0123456789abcdef");
  set (store, "firm.password", "gizli-parola");
  set (store, "endpoint.ibys-soap-list", "https://127.0.0.1/");
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    if (is_small (store, row->uuid) && isg_finalise (store, row->uuid, NULL, NULL, NULL))
      g_ptr_array_add (sent, g_strdup (row->uuid));
  }
  g_assert_cmpuint (sent->len, >, 1);
  submit_fixture_again (store, ministry);
  return sent;
}
