/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-signer-pkcs11.h"

#include <dlfcn.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <p11-kit/pkcs11.h>
#include <string.h>

#include "submit/isg-cades.h"
#include "submit/isg-pkcs11-module.h"
#include "support/isg-test-certificate.h"
#include "support/isg-test.h"
#include "unit/submit/isg-token-shim.h"

#define NOW     G_GINT64_CONSTANT (1795433400) /* 2026-11-23 11:30 UTC */
#define IN_2018 G_GINT64_CONSTANT (1514764800)
#define IN_2020 G_GINT64_CONSTANT (1577836800)
#define IN_2024 G_GINT64_CONSTANT (1704067200)
#define IN_2028 G_GINT64_CONSTANT (1861919999)
#define IN_2050 G_GINT64_CONSTANT (2540000000)

#define AYSE  "10000000146"
#define OMER  "10000000214"
#define ALI   "10000000382"
#define OTHER "19090909018"

#define PIN "123456"

/* One SoftHSM with one token, made by tests/support/softhsm-token. */
typedef struct {
  char *dir;
  char *label;
} Token;

static char *module_path;

/* People sign, with RSA and EC; an ended certificate and a seal lie beside. */
static Token many;
/* A seal alone. */
static Token seal;
/* Nothing on it. */
static Token empty;

/* ------------------------------------------------------------------------------------ Tokens */

static void
run_tool (const char *const *argv)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_assert_true (g_spawn_sync (NULL,
                               (char **) argv,
                               NULL,
                               G_SPAWN_SEARCH_PATH,
                               NULL,
                               NULL,
                               &out,
                               &err,
                               &status,
                               &error));
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s\n%s%s", argv[0], error->message, out, err);
}

static void
token_make (Token *token, const char *label, const char *const *certificates)
{
  g_autofree char *tool = isg_test_source ("tests/support/softhsm-token");
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  token->dir = isg_test_path ("token");
  token->label = g_strdup (label);
  g_ptr_array_add (argv, tool);
  g_ptr_array_add (argv, (char *) "--label");
  g_ptr_array_add (argv, token->label);
  for (gsize i = 0; certificates[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) certificates[i]);
  g_ptr_array_add (argv, token->dir);
  g_ptr_array_add (argv, NULL);
  run_tool ((const char *const *) argv->pdata);
}

static void
token_clear (Token *token)
{
  g_free (token->dir);
  g_free (token->label);
}

static char *
token_file (const Token *token, const char *name)
{
  return g_build_filename (token->dir, name, NULL);
}

/* The module reads its configuration when it is loaded; asking for one that is none unloads it. */
static void
use_token (const Token *token)
{
  static const char *const shim_settings[]
    = { "ISG_SHIM_FLAGS", "ISG_SHIM_LOGIN",   "ISG_SHIM_SIGN",
        "ISG_SHIM_GONE",  "ISG_SHIM_NO_ARGS", "ISG_SHIM_REAUTH" };
  g_autofree char *conf = token_file (token, "softhsm2.conf");

  for (gsize i = 0; i < G_N_ELEMENTS (shim_settings); i++)
    g_unsetenv (shim_settings[i]);
  g_setenv ("SOFTHSM2_CONF", conf, TRUE);
  g_assert_false (isg_pkcs11_module_acquire ("/nonexistent/module.so", NULL));
}

/* Writes a certificate, and its key unless @with_key is %FALSE, onto a token. */
static void
token_add (const Token *token, const IsgTestCertificate *what, const char *id, gboolean with_key)
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t crt = isg_test_certificate_make (what, &key);
  gnutls_datum_t pem = { NULL, 0 };
  g_autofree char *crt_file = isg_test_path ("crt.pem");
  g_autofree char *key_file = isg_test_path ("key.pem");
  g_autofree char *url = g_strconcat ("pkcs11:token=", token->label, NULL);
  const char *const write_crt[]
    = { "p11tool", "--provider", module_path, "--login", "--write", "--load-certificate",
        crt_file,  "--label",    id,          "--id",    id,        url,
        NULL };
  const char *const write_key[]
    = { "p11tool", "--provider", module_path, "--login", "--write", "--load-privkey",
        key_file,  "--label",    id,          "--id",    id,        url,
        NULL };
  const char *contents;

  g_assert_cmpint (gnutls_x509_crt_export2 (crt, GNUTLS_X509_FMT_PEM, &pem), >=, 0);
  contents = (const char *) pem.data;
  g_assert_true (g_file_set_contents (crt_file, contents, (gssize) pem.size, NULL));
  gnutls_free (pem.data);
  g_assert_cmpint (gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &pem), >=, 0);
  contents = (const char *) pem.data;
  g_assert_true (g_file_set_contents (key_file, contents, (gssize) pem.size, NULL));
  gnutls_free (pem.data);
  gnutls_x509_crt_deinit (crt);
  gnutls_x509_privkey_deinit (key);

  g_setenv ("GNUTLS_PIN", PIN, TRUE);
  run_tool (write_crt);
  if (with_key)
    run_tool (write_key);
  g_unsetenv ("GNUTLS_PIN");
}

static void
remove_tokens (const Token *token)
{
  g_autofree char *tokens = token_file (token, "tokens");
  const char *const argv[] = { "rm", "-r", tokens, NULL };

  run_tool (argv);
  g_assert_no_errno (g_mkdir (tokens, 0700));
}

/* ----------------------------------------------------------------------------------- Signing */

static IsgSecret *
secret (const char *text)
{
  g_autoptr (GError) error = NULL;
  IsgSecret *pin = isg_secret_new (text, -1, &error);

  g_assert_no_error (error);
  return pin;
}

static GBytes *
document (void)
{
  static const char text[] = "<EgitimDVO><egitimTarihi>23-11-2026</egitimTarihi></EgitimDVO>";

  return g_bytes_new_static (text, sizeof text - 1);
}

static void
assert_opens (IsgSigner *signer, const char *identity, gint64 now)
{
  g_autoptr (IsgSecret) pin = secret (PIN);
  g_autoptr (GError) error = NULL;

  isg_signer_open (signer, identity, now, pin, &error);
  g_assert_no_error (error);
  g_assert_nonnull (isg_signer_certificate (signer));
  g_assert_cmpstr (isg_signer_certificate (signer)->identity, ==, identity);
}

static void
assert_does_not_open (IsgSigner *signer,
                      const char *identity,
                      gint64 now,
                      const char *pin_text,
                      int code)
{
  g_autoptr (IsgSecret) pin = secret (pin_text);
  g_autoptr (GError) error = NULL;

  g_assert_false (isg_signer_open (signer, identity, now, pin, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, code);
  g_assert_null (isg_signer_certificate (signer));
  /* No person and no secret in a message. */
  g_assert_null (strstr (error->message, identity));
  g_assert_true (pin_text[0] == '\0' || strstr (error->message, pin_text) == NULL);
}

static GBytes *
assert_signs (IsgSigner *signer, GBytes *data, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgCadesInfo) info = NULL;
  GBytes *signature = isg_signer_sign (signer, data, now, &error);

  g_assert_no_error (error);
  g_assert_nonnull (signature);
  g_assert_true (isg_cades_verify (signature, data, &info, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (info->signer_identity, ==, isg_signer_certificate (signer)->identity);
  g_assert_cmpint (info->signing_time, ==, now);
  return signature;
}

static void
assert_openssl_accepts (const Token *token, GBytes *signature, GBytes *data)
{
  g_autofree char *signature_file = isg_test_path ("signature.p7s");
  g_autofree char *data_file = isg_test_path ("data.xml");
  g_autofree char *ca_file = token_file (token, "ca.pem");
  const char *const argv[]
    = { "openssl",      "cms",      "-verify", "-cades",  "-binary", "-inform", "DER",       "-in",
        signature_file, "-content", data_file, "-CAfile", ca_file,   "-out",    "/dev/null", NULL };

  g_assert_true (g_file_set_contents (signature_file,
                                      g_bytes_get_data (signature, NULL),
                                      (gssize) g_bytes_get_size (signature),
                                      NULL));
  g_assert_true (g_file_set_contents (data_file,
                                      g_bytes_get_data (data, NULL),
                                      (gssize) g_bytes_get_size (data),
                                      NULL));
  run_tool (argv);
}

static void
test_rsa_and_ec_sign_what_openssl_accepts (void)
{
  static const char *const people[] = { AYSE, OMER };
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (GBytes) data = document ();

  use_token (&many);
  signer = isg_signer_pkcs11_new (module_path, many.label);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autoptr (GBytes) signature = NULL;

    assert_opens (signer, people[i], NOW);
    signature = assert_signs (signer, data, NOW);
    assert_openssl_accepts (&many, signature, data);
    isg_signer_close (signer);
    g_assert_null (isg_signer_certificate (signer));
  }
}

static void
test_one_pin_signs_a_days_work (void)
{
  g_autoptr (IsgSigner) signer = NULL;

  use_token (&many);
  signer = isg_signer_pkcs11_new (module_path, NULL);
  assert_opens (signer, AYSE, NOW);
  for (guint i = 0; i < 200; i++) {
    g_autofree char *text = g_strdup_printf ("<EgitimDVO>%u</EgitimDVO>", i);
    g_autoptr (GBytes) data = g_bytes_new (text, strlen (text));
    g_autoptr (GBytes) signature = assert_signs (signer, data, NOW + i);

    if (i % 50 == 0)
      assert_openssl_accepts (&many, signature, data);
  }
}

static void
test_the_signing_time_may_lie_beyond_utctime (void)
{
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (GBytes) data = document ();
  g_autoptr (GBytes) signature = NULL;

  use_token (&many);
  signer = isg_signer_pkcs11_new (module_path, NULL);
  assert_opens (signer, AYSE, NOW);
  signature = assert_signs (signer, data, IN_2050);
}

static void
test_the_list_shows_people_and_no_seal (void)
{
  static const struct {
    const char *identity;
    const char *name;
  } expected[] = { { AYSE, "AYŞE IĞDIRLI" }, { OMER, "ÖMER ÜNLÜ" }, { ALI, "ALİ ÇELİK" } };
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  use_token (&many);
  signer = isg_signer_pkcs11_new (module_path, NULL);
  list = isg_signer_list (signer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
    const IsgSignerCertificate *found = NULL;

    for (guint j = 0; j < list->len && found == NULL; j++) {
      const IsgSignerCertificate *certificate = list->pdata[j];

      if (g_str_equal (certificate->identity, expected[i].identity))
        found = certificate;
    }
    g_assert (found != NULL);
    g_assert_cmpstr (found->name, ==, expected[i].name);
    g_assert_cmpstr (found->token_label, ==, many.label);
    g_assert_cmpuint (strlen (found->fingerprint), ==, 64);
    g_assert_cmpint (found->not_before, <, found->not_after);
  }
}

static void
test_what_is_wrong_is_told_apart_before_the_pin_is_asked (void)
{
  static const struct {
    const char *name;
    const Token *token;
    const char *label;
    const char *identity;
    gint64 now;
    int code;
  } cases[] = {
    { "another person's card", &many, NULL, OTHER, NOW, ISG_SUBMIT_ERROR_OTHER_SIGNER },
    { "ended", &many, NULL, ALI, NOW, ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED },
    { "not yet", &many, NULL, AYSE, IN_2018, ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED },
    { "seal", &seal, NULL, AYSE, NOW, ISG_SUBMIT_ERROR_SEAL_ONLY },
    { "empty card", &empty, NULL, AYSE, NOW, ISG_SUBMIT_ERROR_NO_CERTIFICATE },
    { "no such card", &many, "baska", AYSE, NOW, ISG_SUBMIT_ERROR_NO_CARD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgSigner) signer = isg_signer_pkcs11_new (module_path, cases[i].label);

    g_test_message ("%s", cases[i].name);
    use_token (cases[i].token);
    /* A wrong PIN would be found out, and must not be. */
    assert_does_not_open (signer, cases[i].identity, cases[i].now, "999999", cases[i].code);
  }
}

static void
test_a_certificate_that_ended_signs_in_its_time (void)
{
  g_autoptr (IsgSigner) signer = NULL;

  use_token (&many);
  signer = isg_signer_pkcs11_new (module_path, NULL);
  assert_opens (signer, ALI, IN_2020);
}

static void
test_no_module_is_not_no_card (void)
{
  static const char *const paths[] = { "/nonexistent/libakisp11.so", "/etc/passwd" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (IsgSigner) signer = isg_signer_pkcs11_new (paths[i], NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (isg_signer_list (signer, &error));
    g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NO_MODULE);
    assert_does_not_open (signer, AYSE, NOW, PIN, ISG_SUBMIT_ERROR_NO_MODULE);
    g_assert_cmpint (isg_signer_pin_tries (signer), ==, ISG_PIN_TRIES_UNKNOWN);
  }
}

static void
test_the_renewed_certificate_is_taken (void)
{
  static const char *const first[] = { "--signer", AYSE "=AYŞE IĞDIRLI", NULL };
  IsgTestCertificate newer = { .serial_number = "PNOTR-" AYSE,
                               .name = "AYŞE IĞDIRLI",
                               .not_before = IN_2020,
                               .not_after = IN_2028 };
  IsgTestCertificate newest = newer, future = newer, login = newer;
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (GBytes) data = document ();
  g_autoptr (GBytes) signature = NULL;
  Token token;

  newest.not_before = IN_2024;
  newest.name = "AYŞE YENİ";
  future.not_before = IN_2028 - 100;
  login.not_before = IN_2024 + 1;
  login.key_usage = GNUTLS_KEY_DIGITAL_SIGNATURE;
  token_make (&token, "yenilenen", first);
  use_token (&token);
  token_add (&token, &newer, "11", TRUE);
  token_add (&token, &newest, "12", TRUE);
  token_add (&token, &future, "13", TRUE);
  token_add (&token, &login, "14", TRUE);

  signer = isg_signer_pkcs11_new (module_path, NULL);
  assert_opens (signer, AYSE, NOW);
  g_assert_cmpstr (isg_signer_certificate (signer)->name, ==, "AYŞE YENİ");
  signature = assert_signs (signer, data, NOW);
  token_clear (&token);
}

static void
test_a_certificate_without_its_key_is_passed_over (void)
{
  static const char *const first[] = { "--signer", AYSE "=AYŞE IĞDIRLI", NULL };
  IsgTestCertificate lone
    = { .serial_number = AYSE, .name = "ANAHTARSIZ", .not_before = IN_2024, .not_after = IN_2028 };
  IsgTestCertificate other
    = { .serial_number = OMER, .name = "ANAHTARSIZ", .not_before = IN_2024, .not_after = IN_2028 };
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (GBytes) data = document ();
  g_autoptr (GBytes) signature = NULL;
  Token token;

  token_make (&token, "anahtarsiz", first);
  use_token (&token);
  token_add (&token, &lone, "11", FALSE);
  token_add (&token, &other, "12", FALSE);

  signer = isg_signer_pkcs11_new (module_path, NULL);
  assert_opens (signer, AYSE, NOW);
  g_assert_cmpstr (isg_signer_certificate (signer)->name, ==, "AYŞE IĞDIRLI");
  signature = assert_signs (signer, data, NOW);
  assert_does_not_open (signer, OMER, NOW, PIN, ISG_SUBMIT_ERROR_NO_CERTIFICATE);
  token_clear (&token);
}

static void
test_the_pin_of_one_card_is_not_tried_on_another (void)
{
  IsgTestCertificate what
    = { .serial_number = AYSE, .name = "AYŞE", .not_before = IN_2024, .not_after = IN_2028 };
  static const char *const none[] = { NULL };
  Token token, second;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (IsgSigner) chosen = NULL;

  token_make (&token, "birinci", none);
  token_make (&second, "ikinci", none);
  use_token (&second);
  token_add (&second, &what, "11", TRUE);
  use_token (&token);
  token_add (&token, &what, "12", TRUE);
  from = g_strconcat (second.dir, "/tokens/.", NULL);
  to = token_file (&token, "tokens");
  run_tool ((const char *const[]){ "cp", "-r", from, to, NULL });

  signer = isg_signer_pkcs11_new (module_path, NULL);
  assert_does_not_open (signer, AYSE, NOW, PIN, ISG_SUBMIT_ERROR_CERTIFICATE_MANY);
  chosen = isg_signer_pkcs11_new (module_path, "ikinci");
  assert_opens (chosen, AYSE, NOW);
  g_assert_cmpstr (isg_signer_certificate (chosen)->token_label, ==, "ikinci");
  token_clear (&token);
  token_clear (&second);
}

static void
test_the_card_may_be_pulled_out (void)
{
  static const char *const first[] = { "--signer-ec", AYSE "=AYŞE IĞDIRLI", NULL };
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (GBytes) data = document ();
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) error = NULL;
  Token token;

  token_make (&token, "cekilen", first);
  use_token (&token);
  signer = isg_signer_pkcs11_new (module_path, NULL);
  assert_opens (signer, AYSE, NOW);
  signature = assert_signs (signer, data, NOW);
  remove_tokens (&token);
  g_assert_null (isg_signer_sign (signer, data, NOW, &error));
  g_assert_nonnull (error);
  g_assert_true (g_error_matches (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NO_CARD)
                 || g_error_matches (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_TOKEN));
  isg_signer_close (signer);
  use_token (&token);
  assert_does_not_open (signer, AYSE, NOW, PIN, ISG_SUBMIT_ERROR_NO_CARD);
  token_clear (&token);
}

static void
test_closing_logs_out (void)
{
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (GBytes) data = document ();
  g_autoptr (GError) error = NULL;

  use_token (&many);
  signer = isg_signer_pkcs11_new (module_path, NULL);
  assert_opens (signer, AYSE, NOW);
  isg_signer_close (signer);
  isg_signer_close (signer);
  g_assert_null (isg_signer_sign (signer, data, NOW, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_TOKEN);
  assert_does_not_open (signer, AYSE, NOW, "999999", ISG_SUBMIT_ERROR_PIN_WRONG);
  assert_opens (signer, AYSE, NOW);
}

/* --------------------------------------------------------------------- What SoftHSM cannot do */

static guint
shim_count (const char *name)
{
  void *library = dlopen (g_getenv ("ISG_TEST_SHIM"), RTLD_NOW | RTLD_LOCAL);
  IsgShimCount count = library != NULL ? (IsgShimCount) dlsym (library, name) : NULL;

  g_assert_nonnull (count);
  return count ();
}

static IsgSigner *
shim_signer (void)
{
  use_token (&many);
  return isg_signer_pkcs11_new (g_getenv ("ISG_TEST_SHIM"), NULL);
}

static void
set_number (const char *name, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  g_setenv (name, text, TRUE);
}

static void
test_a_pin_reaches_the_card_once (void)
{
  static const struct {
    const char *name;
    const char *pin;
    guint64 answer; /* of the card; 0 = SoftHSM's own */
    guint n_logins;
    int code;
  } cases[] = {
    { "wrong", "999999", 0, 1, ISG_SUBMIT_ERROR_PIN_WRONG },
    { "empty", "", 0, 0, ISG_SUBMIT_ERROR_PIN_WRONG },
    { "refused", PIN, CKR_PIN_INCORRECT, 1, ISG_SUBMIT_ERROR_PIN_WRONG },
    { "too short for the card", PIN, CKR_PIN_LEN_RANGE, 1, ISG_SUBMIT_ERROR_PIN_WRONG },
    { "has ended", PIN, CKR_PIN_EXPIRED, 1, ISG_SUBMIT_ERROR_PIN_WRONG },
    { "locked by it", PIN, CKR_PIN_LOCKED, 1, ISG_SUBMIT_ERROR_PIN_LOCKED },
    { "card fails", PIN, CKR_DEVICE_ERROR, 1, ISG_SUBMIT_ERROR_TOKEN },
    { "card fails oddly", PIN, CKR_FUNCTION_FAILED, 1, ISG_SUBMIT_ERROR_TOKEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgSigner) signer = shim_signer ();
    guint before = shim_count ("isg_shim_count_logins");

    g_test_message ("%s", cases[i].name);
    if (cases[i].answer != 0)
      set_number ("ISG_SHIM_LOGIN", cases[i].answer);
    assert_does_not_open (signer, AYSE, NOW, cases[i].pin, cases[i].code);
    g_assert_cmpuint (shim_count ("isg_shim_count_logins") - before, ==, cases[i].n_logins);
  }
}

static void
test_a_locked_card_is_not_asked (void)
{
  g_autoptr (IsgSigner) signer = shim_signer ();
  guint before = shim_count ("isg_shim_count_logins");

  set_number ("ISG_SHIM_FLAGS", CKF_USER_PIN_LOCKED);
  assert_does_not_open (signer, AYSE, NOW, PIN, ISG_SUBMIT_ERROR_PIN_LOCKED);
  g_assert_cmpuint (shim_count ("isg_shim_count_logins"), ==, before);
}

static void
test_the_tries_left_are_told (void)
{
  static const struct {
    guint64 flags;
    IsgPinTries tries;
  } cases[] = {
    { 0, ISG_PIN_TRIES_UNKNOWN },
    { CKF_USER_PIN_COUNT_LOW, ISG_PIN_TRIES_LOW },
    { CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY, ISG_PIN_TRIES_LAST },
    { CKF_USER_PIN_LOCKED, ISG_PIN_TRIES_LOCKED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgSigner) signer = shim_signer ();

    /* A right PIN makes SoftHSM forget the wrong ones of other tests. */
    assert_opens (signer, AYSE, NOW);
    set_number ("ISG_SHIM_FLAGS", cases[i].flags);
    g_assert_cmpint (isg_signer_pin_tries (signer), ==, cases[i].tries);
  }
}

static void
test_softhsm_tells_of_a_wrong_try (void)
{
  g_autoptr (IsgSigner) signer = NULL;

  use_token (&many);
  signer = isg_signer_pkcs11_new (module_path, NULL);
  assert_does_not_open (signer, AYSE, NOW, "999999", ISG_SUBMIT_ERROR_PIN_WRONG);
  g_assert_cmpint (isg_signer_pin_tries (signer), ==, ISG_PIN_TRIES_LOW);
  assert_opens (signer, AYSE, NOW);
  g_assert_cmpint (isg_signer_pin_tries (signer), ==, ISG_PIN_TRIES_UNKNOWN);
}

static void
test_the_last_try_is_the_persons_to_decide (void)
{
  g_autoptr (IsgSigner) signer = shim_signer ();

  set_number ("ISG_SHIM_FLAGS", CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY);
  assert_opens (signer, AYSE, NOW);
}

static void
test_a_key_that_asks_each_time_is_answered (void)
{
  g_autoptr (IsgSigner) signer = shim_signer ();
  g_autoptr (GBytes) data = document ();
  guint logins = shim_count ("isg_shim_count_logins");
  guint reauths = shim_count ("isg_shim_count_reauths");

  g_setenv ("ISG_SHIM_REAUTH", "1", TRUE);
  assert_opens (signer, AYSE, NOW);
  for (guint i = 1; i <= 3; i++) {
    g_autoptr (GBytes) signature = assert_signs (signer, data, NOW);

    g_assert_cmpuint (shim_count ("isg_shim_count_reauths") - reauths, ==, i);
  }
  g_assert_cmpuint (shim_count ("isg_shim_count_logins") - logins, ==, 1);
}

static void
test_troubles_while_signing_are_told_apart (void)
{
  static const struct {
    const char *name;
    gboolean gone;
    guint64 answer;
    int code;
  } cases[] = {
    { "pulled out", TRUE, CKR_DEVICE_REMOVED, ISG_SUBMIT_ERROR_NO_CARD },
    { "pulled out, said otherwise", TRUE, CKR_SESSION_CLOSED, ISG_SUBMIT_ERROR_NO_CARD },
    { "card fails", FALSE, CKR_DEVICE_ERROR, ISG_SUBMIT_ERROR_TOKEN },
    { "no memory", FALSE, CKR_DEVICE_MEMORY, ISG_SUBMIT_ERROR_TOKEN },
  };
  g_autoptr (GBytes) data = document ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgSigner) signer = shim_signer ();
    g_autoptr (GBytes) before = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].name);
    assert_opens (signer, AYSE, NOW);
    before = assert_signs (signer, data, NOW);
    set_number ("ISG_SHIM_SIGN", cases[i].answer);
    if (cases[i].gone)
      g_setenv ("ISG_SHIM_GONE", "1", TRUE);
    g_assert_null (isg_signer_sign (signer, data, NOW, &error));
    g_assert_error (error, ISG_SUBMIT_ERROR, cases[i].code);
  }
}

static void
test_no_card_in_the_reader (void)
{
  g_autoptr (IsgSigner) signer = shim_signer ();
  g_autoptr (GError) error = NULL;

  g_setenv ("ISG_SHIM_GONE", "1", TRUE);
  g_assert_null (isg_signer_list (signer, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NO_CARD);
  assert_does_not_open (signer, AYSE, NOW, PIN, ISG_SUBMIT_ERROR_NO_CARD);
  /* It is put in: nothing has to be made anew. */
  g_unsetenv ("ISG_SHIM_GONE");
  assert_opens (signer, AYSE, NOW);
}

static void
test_a_module_that_wants_no_arguments_is_loaded (void)
{
  g_autoptr (IsgSigner) signer = shim_signer ();

  g_setenv ("ISG_SHIM_NO_ARGS", "1", TRUE);
  assert_opens (signer, AYSE, NOW);
}

static void
test_two_modules_one_after_the_other (void)
{
  g_autoptr (IsgSigner) first = shim_signer ();
  g_autoptr (IsgSigner) second = isg_signer_pkcs11_new (module_path, NULL);
  g_autoptr (IsgSigner) system = isg_signer_pkcs11_new (NULL, NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  assert_opens (first, AYSE, NOW);
  assert_does_not_open (second, AYSE, NOW, PIN, ISG_SUBMIT_ERROR_TOKEN);
  isg_signer_close (first);
  assert_opens (second, AYSE, NOW);
  isg_signer_close (second);
  assert_opens (first, OMER, NOW);
  isg_signer_close (first);

  /* p11-kit's own modules: Debian registers SoftHSM there, and lists of authorities that are no
   * cards. */
  list = isg_signer_list (system, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);
  assert_opens (system, OMER, NOW);
}

static void
test_two_signers_of_one_module_are_no_hindrance (void)
{
  g_autoptr (IsgSigner) first = NULL;
  g_autoptr (IsgSigner) second = NULL;
  g_autoptr (GPtrArray) list = NULL;

  use_token (&many);
  first = isg_signer_pkcs11_new (module_path, NULL);
  second = isg_signer_pkcs11_new (module_path, NULL);
  assert_opens (first, AYSE, NOW);
  list = isg_signer_list (second, NULL);
  g_assert_nonnull (list);
  assert_opens (second, OMER, NOW);
}

static void
test_a_signer_that_is_dropped_while_open_lets_go (void)
{
  IsgSigner *signer = shim_signer ();
  g_autoptr (IsgSigner) other = isg_signer_pkcs11_new (module_path, NULL);

  assert_opens (signer, AYSE, NOW);
  g_object_add_weak_pointer (G_OBJECT (signer), (gpointer *) &signer);
  g_object_unref (signer);
  g_assert_null (signer);
  assert_opens (other, AYSE, NOW);
}

static void
test_known_modules_lie_where_they_are_said_to (void)
{
  g_autoptr (GPtrArray) modules = isg_signer_pkcs11_known_modules ();

  for (guint i = 0; i < modules->len; i++) {
    const IsgPkcs11Module *module = modules->pdata[i];

    g_assert_nonnull (module->name);
    g_assert_true (g_file_test (module->path, G_FILE_TEST_IS_REGULAR));
  }
}

int
main (int argc, char **argv)
{
  static const char *const people[]
    = { "--signer",  AYSE "=AYŞE IĞDIRLI", "--signer-ec", OMER "=ÖMER ÜNLÜ",
        "--expired", ALI "=ALİ ÇELİK",     "--seal",      "1234567890=BERBER İNAN",
        NULL };
  static const char *const seals[] = { "--seal", "1234567890=BERBER İNAN", NULL };
  static const char *const none[] = { NULL };
  int result;

  isg_test_init (&argc, &argv);
  module_path = g_strdup (g_getenv ("ISG_SHIM_MODULE"));
  token_make (&many, "karma", people);
  token_make (&seal, "muhur", seals);
  token_make (&empty, "bos", none);

  g_test_add_func ("/signer/rsa-and-ec", test_rsa_and_ec_sign_what_openssl_accepts);
  g_test_add_func ("/signer/one-pin", test_one_pin_signs_a_days_work);
  g_test_add_func ("/signer/signing-time", test_the_signing_time_may_lie_beyond_utctime);
  g_test_add_func ("/signer/list", test_the_list_shows_people_and_no_seal);
  g_test_add_func ("/signer/before-the-pin",
                   test_what_is_wrong_is_told_apart_before_the_pin_is_asked);
  g_test_add_func ("/signer/ended", test_a_certificate_that_ended_signs_in_its_time);
  g_test_add_func ("/signer/no-module", test_no_module_is_not_no_card);
  g_test_add_func ("/signer/renewed", test_the_renewed_certificate_is_taken);
  g_test_add_func ("/signer/no-key", test_a_certificate_without_its_key_is_passed_over);
  g_test_add_func ("/signer/two-cards", test_the_pin_of_one_card_is_not_tried_on_another);
  g_test_add_func ("/signer/pulled-out", test_the_card_may_be_pulled_out);
  g_test_add_func ("/signer/close", test_closing_logs_out);
  g_test_add_func ("/signer/pin-once", test_a_pin_reaches_the_card_once);
  g_test_add_func ("/signer/locked", test_a_locked_card_is_not_asked);
  g_test_add_func ("/signer/tries", test_the_tries_left_are_told);
  g_test_add_func ("/signer/tries-of-softhsm", test_softhsm_tells_of_a_wrong_try);
  g_test_add_func ("/signer/last-try", test_the_last_try_is_the_persons_to_decide);
  g_test_add_func ("/signer/each-time", test_a_key_that_asks_each_time_is_answered);
  g_test_add_func ("/signer/troubles", test_troubles_while_signing_are_told_apart);
  g_test_add_func ("/signer/no-card", test_no_card_in_the_reader);
  g_test_add_func ("/signer/no-arguments", test_a_module_that_wants_no_arguments_is_loaded);
  g_test_add_func ("/signer/two-modules", test_two_modules_one_after_the_other);
  g_test_add_func ("/signer/two-signers", test_two_signers_of_one_module_are_no_hindrance);
  g_test_add_func ("/signer/dropped", test_a_signer_that_is_dropped_while_open_lets_go);
  g_test_add_func ("/signer/known-modules", test_known_modules_lie_where_they_are_said_to);

  result = g_test_run ();
  token_clear (&many);
  token_clear (&seal);
  token_clear (&empty);
  g_free (module_path);
  return result;
}
