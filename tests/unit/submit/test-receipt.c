/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "submit/isg-receipt-private.h"
#include "submit/isg-receipt.h"
#include "support/isg-fake-signer.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-reply-bodies.h"

#define NOT_BEFORE G_GINT64_CONSTANT (1546300800)
#define NOT_AFTER  G_GINT64_CONSTANT (1861919999)
#define NOW        G_GINT64_CONSTANT (1795433400)
#define SIGNER     "10000000146"
#define EMPLOYEE   "10000000214"
#define DOCUMENT   "<egitim><isgProfTckNo>" SIGNER "</isgProfTckNo></egitim>"
#define ACCEPTED_A SAVE_A (RETURN (MESSAGE ("Tamam") NUMBER ("1234567") STATUS ("200")))

/* What a notification says; NULL stands for what is right. */
typedef struct {
  const char *method;
  const char *state;
  const char *number;
  const char *server_no;
  const char *document; /* what the receipt shows */
  const char *signed_text;
  const char *sha256;
  const char *signer;
  const char *status; /* of its item */
  const char *kind;
  const char *code;
  const char *body;
  gboolean other_certificate;
} Claim;

static char *
base64 (GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return g_base64_encode (data, length);
}

static GBytes *
sign (const char *text, const char *identity, GBytes **out_certificate)
{
  g_autoptr (IsgFakeSigner) fake = isg_fake_signer_new ("1234");
  g_autoptr (IsgSecret) pin = isg_secret_new ("1234", 4, NULL);
  g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));
  GBytes *signature;

  isg_fake_signer_add (fake, identity, "AYŞE IĞDIRLI", NOT_BEFORE, NOT_AFTER);
  g_assert_true (isg_signer_open (ISG_SIGNER (fake), identity, NOW, pin, NULL));
  signature = isg_signer_sign (ISG_SIGNER (fake), document, NOW, NULL);
  g_assert_nonnull (signature);
  *out_certificate = g_bytes_ref (isg_signer_certificate (ISG_SIGNER (fake))->der);
  isg_signer_close (ISG_SIGNER (fake));
  return signature;
}

static const char *
or_else (const char *given, const char *right)
{
  return given != NULL ? given : right;
}

static char *
notification (const Claim *claim)
{
  const char *shown = or_else (claim->document, DOCUMENT);
  const char *body_text = or_else (claim->body, ACCEPTED_A);
  g_autoptr (GBytes) certificate = NULL;
  g_autoptr (GBytes) signature = sign (or_else (claim->signed_text, shown), SIGNER, &certificate);
  g_autofree char *document = g_base64_encode ((const guchar *) shown, strlen (shown));
  g_autofree char *body = g_base64_encode ((const guchar *) body_text, strlen (body_text));
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, shown, -1);
  g_autofree char *signature_text = base64 (signature);
  g_autofree char *certificate_text = NULL;

  if (claim->other_certificate) {
    g_clear_pointer (&certificate, g_bytes_unref);
    g_bytes_unref (sign ("x", SIGNER, &certificate));
  }
  certificate_text = base64 (certificate);
  return g_strdup_printf (
    "{\"key\":\"k\",\"method\":\"%s\",\"part\":\"p\",\"state\":\"%s\",\"query_no\":\"%s\","
    "\"server_no\":\"%s\",\"revision\":1,\"pack\":\"2026.11.1\",\"signed_at\":\"2026-11-23T14:50:"
    "00\","
    "\"answered_at\":\"2026-11-23T15:00:00\",\"sha256\":\"%s\",\"document\":\"%s\","
    "\"signature\":\"%s\",\"certificate\":\"%s\",\"signer\":\"%s\",\"items\":[{\"employee\":"
    "\"" EMPLOYEE "\",\"topic\":\"10\",\"status\":%s,\"message\":\"\"}],\"replies\":[{\"time\":"
    "\"2026-11-23T15:00:00\",\"kind\":\"%s\",\"number\":\"1234567\",\"http_status\":200,"
    "\"content_type\":\"text/xml\",\"code\":%s,\"body\":\"%s\"}]}",
    or_else (claim->method, "ibys-soap-single"),
    or_else (claim->state, "ACCEPTED"),
    or_else (claim->number, "1234567"),
    or_else (claim->server_no, ""),
    or_else (claim->sha256, sha256),
    document,
    signature_text,
    certificate_text,
    or_else (claim->signer, SIGNER),
    or_else (claim->status, "200"),
    or_else (claim->kind, "save"),
    or_else (claim->code, "200"),
    body);
}

/* Sealed rightly, whatever it claims. */
static char *
receipt (const Claim *claim)
{
  g_autofree char *one = notification (claim);
  g_autofree char *open
    = g_strdup_printf ("{\"format\":\"isg-receipt-1\",\"program\":\"isg-defteri\","
                       "\"program_version\":\"0.1.0\",\"pack\":\"tr 1\",\"environment\":"
                       "\"sandbox\",\"record\":{\"uuid\":\"u\",\"kind\":\"training\",\"title\":"
                       "\"Eğitim\",\"revision\":1},\"made\":\"2026-11-23T16:00:00\","
                       "\"notifications\":[%s]",
                       one);
  g_autofree char *whole = g_strconcat (open, "}", NULL);
  g_autoptr (IsgJson) json = isg_json_parse (whole, strlen (whole), ISG_RECEIPT_DEPTH, NULL);
  g_autofree char *seal = NULL;

  g_assert_nonnull (json);
  seal = isg_receipt_seal (json);
  return g_strconcat (open, ",\"seal\":\"", seal, "\"}\n", NULL);
}

static gboolean
verify (const char *text, IsgReceiptSummary **out_summary, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return isg_receipt_verify (bytes, NULL, out_summary, error);
}

static void
test_a_receipt_holds_and_tells_what_it_is_of (void)
{
  Claim claim = { 0 };
  g_autofree char *text = receipt (&claim);
  g_autoptr (IsgReceiptSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (verify (text, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (summary->title, ==, "Eğitim");
  g_assert_cmpuint (summary->n_notifications, ==, 1);
  g_assert_cmpuint (summary->n_accepted, ==, 1);
  g_assert_cmpstr (summary->signer_identity, ==, SIGNER);
  g_assert_cmpstr (summary->signer_name, ==, "AYŞE IĞDIRLI");
  g_assert_cmpint (summary->signed_at, ==, NOW);
  g_assert_cmpint (summary->answered_at, ==, 1795435200);
  g_assert_cmpstr (summary->environment, ==, "sandbox");
}

/* Every character counts but white space outside of strings, of which the text has the last. */
static void
test_a_change_of_any_place_is_seen (void)
{
  Claim claim = { 0 };
  g_autofree char *text = receipt (&claim);
  gsize length = strlen (text) - 1;

  for (gsize at = 0; at < length; at += 7) {
    g_autoptr (GError) error = NULL;
    char before = text[at];

    text[at] = before == '1' ? '2' : '1';
    g_assert_false (verify (text, NULL, &error));
    g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_SIGNATURE_BAD);
    text[at] = before;
  }
  g_assert_true (verify (text, NULL, NULL));
}

static void
test_a_lie_with_a_right_seal_is_seen (void)
{
  static const struct {
    Claim claim;
    const char *why;
  } cases[] = {
    { { .document = DOCUMENT " ", .signed_text = DOCUMENT }, "" },
    { { .sha256 = "00" }, "hash" },
    { { .document = "<egitim/>" }, "does not name the signer" },
    { { .signer = "10000000382" }, "another person" },
    { { .other_certificate = TRUE }, "certificate" },
    { { .method = "no-such" }, "method" },
    { { .state = "GOOD" }, "state" },
    { { .number = "7654321" }, "accepted" },
    { { .server_no = "99" }, "server's number" },
    { { .status = "210" }, "not accepted" },
    { { .status = "210", .state = "REJECTED" }, "item" },
    { { .kind = "told" }, "neither" },
    { { .code = "202" }, "does not say" },
    { { .body = "<html/>" }, "does not say" },
    { { .body = SAVE_A (RETURN (NUMBER ("7") STATUS ("200"))) }, "does not say" },
    { { .body = SAVE_A (RETURN (NUMBER ("1234567") STATUS ("210"))), .code = "210" }, "accepted" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = receipt (&cases[i].claim);
    g_autoptr (IsgReceiptSummary) summary = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_false (verify (text, &summary, &error));
    g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_SIGNATURE_BAD);
    g_assert_nonnull (strstr (error->message, cases[i].why));
    g_assert_null (summary);
  }
}

/* With the list method a bare 200 on a save means that it was taken. */
static void
test_taken_is_not_accepted (void)
{
  static const struct {
    const char *body;
    const char *kind;
    gboolean holds;
  } cases[] = {
    { SAVE_B (RETURN (NUMBER ("1234567") STATUS ("200"))), "save", FALSE },
    { SAVE_B (RETURN (ITEM (EMPLOYEE, "10", "60", "200") NUMBER ("1234567") STATUS ("200"))),
      "save",
      TRUE },
    { SAVE_B (RETURN (ITEM (EMPLOYEE, "11", "60", "200") NUMBER ("1234567") STATUS ("200"))),
      "save",
      FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Claim claim = { .method = "ibys-soap-list", .body = cases[i].body, .kind = cases[i].kind };
    g_autofree char *text = receipt (&claim);
    g_autoptr (GError) error = NULL;

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (verify (text, NULL, &error), ==, cases[i].holds);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/receipt/holds-and-tells", test_a_receipt_holds_and_tells_what_it_is_of);
  g_test_add_func ("/receipt/any-change-is-seen", test_a_change_of_any_place_is_seen);
  g_test_add_func ("/receipt/a-lie-is-seen", test_a_lie_with_a_right_seal_is_seen);
  g_test_add_func ("/receipt/taken-is-not-accepted", test_taken_is_not_accepted);
  return g_test_run ();
}
