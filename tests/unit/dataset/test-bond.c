/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-message.h"
#include "isg-fixture.h"
#include "isg-reply-bodies.h"
#include "support/isg-test.h"

#define AUTHORITY(inner)                                                                           \
  ENVELOPE ("<n:profYetkilimiSorgulaResponse xmlns:n=\"" NS_B "\">" inner                          \
            "</n:profYetkilimiSorgulaResponse>")
#define WORKPLACE(inner)                                                                           \
  ENVELOPE ("<n:isyeriBilgisiResponse xmlns:n=\"" NS_B "\">" inner "</n:isyeriBilgisiResponse>")
#define MAY(word) "<yetkilimiBoolean>" word "</yetkilimiBoolean>"

static IsgFixture *fixture;

static const IsgMethod *
method_of (const char *id)
{
  return isg_rules_method (fixture->rules, "training", id);
}

static guint
bond_of (const IsgMethod *method, const char *id)
{
  for (guint i = 0; i < isg_method_n_bonds (method); i++)
    if (g_str_equal (isg_method_bond_id (method, i), id))
      return i;
  g_assert_not_reached ();
}

/* ---- questions ---- */

static void
test_a_question_holds_who_and_where_and_no_secret (void)
{
  static const char *const ids[] = { "ibys-soap-single", "ibys-soap-list" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    const IsgMethod *method = method_of (ids[i]);
    g_autofree IsgTemplate *professional
      = isg_message_bond_question (method,
                                   bond_of (method, "professional"),
                                   fixture->rules,
                                   fixture->record,
                                   isg_fixture_resolve,
                                   fixture,
                                   NULL);
    g_autofree IsgTemplate *workplace = isg_message_bond_question (method,
                                                                   bond_of (method, "workplace"),
                                                                   fixture->rules,
                                                                   fixture->record,
                                                                   isg_fixture_resolve,
                                                                   fixture,
                                                                   NULL);

    g_assert_nonnull (strstr (professional,
                              "<sorgu><isProfesyonel>1</isProfesyonel>"
                              "<isgProfTc>10000000146</isgProfTc>"
                              "<isyeriSgkNo>24711010100000010340123000</isyeriSgkNo>"
                              "<sorguNo>0</sorguNo></sorgu><firmaKodu>"));
    g_assert_nonnull (strstr (workplace,
                              "<sorgu><belgeTipi>2</belgeTipi>"
                              "<isgProfTckNo>10000000146</isgProfTckNo>"
                              "<isyeriSgkNo>24711010100000010340123000</isyeriSgkNo>"
                              "<sorguNo>0</sorguNo></sorgu><firmaKodu>"));
    g_assert_true (isg_template_has_slot (professional, "firm_code"));
    g_assert_true (isg_template_has_slot (workplace, "password"));
    g_assert_cmpint (isg_method_bond_holds (method, 0, TRUE),
                     >,
                     isg_method_bond_holds (method, 0, FALSE));
  }
}

static void
test_a_method_without_questions_has_none (void)
{
  g_assert_cmpuint (isg_method_n_bonds (method_of ("ibys-json")), ==, 0);
  g_assert_cmpuint (isg_method_n_bonds (method_of ("file")), ==, 0);
}

/* ---- answers ---- */

typedef struct {
  const char *name;
  const char *bond;
  guint http;
  const char *body;
  IsgReplyKind kind;
  gboolean bonded;
  int code;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "yes", "professional", 200, AUTHORITY (RETURN (STATUS ("200") MAY ("true"))), ISG_REPLY_BUSINESS, TRUE, 200 },
  { "yes-as-a-digit", "professional", 200, AUTHORITY (RETURN (MAY ("1") STATUS ("200"))), ISG_REPLY_BUSINESS, TRUE, 200 },
  { "no", "professional", 200, AUTHORITY (RETURN (STATUS ("200") MAY ("false"))), ISG_REPLY_BUSINESS, FALSE, 200 },
  { "neither", "professional", 200, AUTHORITY (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, FALSE, 200 },
  { "another-word", "professional", 200, AUTHORITY (RETURN (STATUS ("200") MAY ("belki"))), ISG_REPLY_NO_ANSWER, FALSE, 200 },
  { "bonded", "workplace", 200, WORKPLACE (RETURN (STATUS ("200"))), ISG_REPLY_BUSINESS, TRUE, 200 },
  { "not-bonded", "workplace", 200, WORKPLACE (RETURN (STATUS ("213"))), ISG_REPLY_BUSINESS, FALSE, 213 },
  { "form", "workplace", 200, WORKPLACE (RETURN (STATUS ("210"))), ISG_REPLY_NO_ANSWER, FALSE, 210 },
  { "password", "workplace", 200, WORKPLACE (RETURN (STATUS ("401"))), ISG_REPLY_NO_ANSWER, FALSE, 401 },
  { "server", "workplace", 200, WORKPLACE (RETURN (STATUS ("1111"))), ISG_REPLY_NO_ANSWER, FALSE, 1111 },
  { "unknown-status", "workplace", 200, WORKPLACE (RETURN (STATUS ("777"))), ISG_REPLY_NO_ANSWER, FALSE, 777 },
  { "two-answers", "workplace", 200, WORKPLACE (RETURN (STATUS ("200")) RETURN (STATUS ("213"))), ISG_REPLY_NO_ANSWER, FALSE, 0 },
  { "of-another-question", "workplace", 200, AUTHORITY (RETURN (STATUS ("200") MAY ("true"))), ISG_REPLY_NO_ANSWER, FALSE, 0 },
  { "fault", "workplace", 500, FAULT ("S:Client"), ISG_REPLY_FAULT_CLIENT, FALSE, 0 },
  { "busy", "workplace", 503, "", ISG_REPLY_HTTP_BUSY, FALSE, 0 },
  { "garbage", "professional", 200, "<html>", ISG_REPLY_NO_ANSWER, FALSE, 0 },
};
/* clang-format on */

static void
test_case (gconstpointer data)
{
  const Case *wanted = data;
  const IsgMethod *method = method_of ("ibys-soap-list");
  g_autoptr (GBytes) body = g_bytes_new (wanted->body, strlen (wanted->body));
  gboolean bonded = !wanted->bonded;
  g_autoptr (IsgReply) reply = isg_message_read_bond (method,
                                                      bond_of (method, wanted->bond),
                                                      wanted->http,
                                                      "text/xml",
                                                      body,
                                                      &bonded);

  g_assert_cmpint (reply->kind, ==, wanted->kind);
  g_assert_cmpint (reply->code, ==, wanted->code);
  if (wanted->kind == ISG_REPLY_BUSINESS)
    g_assert_cmpint (bonded, ==, wanted->bonded);
}

int
main (int argc, char **argv)
{
  int result;

  isg_test_init (&argc, &argv);
  fixture = isg_fixture_new ();
  isg_fixture_load (fixture, "training-one.records.json");
  g_test_add_func ("/bond/a-question-holds-who-and-where-and-no-secret",
                   test_a_question_holds_who_and_where_and_no_secret);
  g_test_add_func ("/bond/a-method-without-questions-has-none",
                   test_a_method_without_questions_has_none);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/bond/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  result = g_test_run ();
  isg_fixture_free (fixture);
  return result;
}
