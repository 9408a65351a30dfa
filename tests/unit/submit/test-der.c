/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-der.h"

#include <string.h>

#include "support/isg-test.h"

typedef struct {
  const char *name;
  const char *bytes;
  gsize length;
  gboolean well_formed;
  gsize content; /* length of the content */
} ElementCase;

#define BYTES(text) text, sizeof (text) - 1

static void
test_only_shortest_definite_lengths_are_read (void)
{
  static const ElementCase cases[] = {
    { "empty", BYTES (""), FALSE, 0 },
    { "tag alone", BYTES ("\x30"), FALSE, 0 },
    { "empty sequence", BYTES ("\x30\x00"), TRUE, 0 },
    { "one byte", BYTES ("\x04\x01z"), TRUE, 1 },
    { "bytes behind it", BYTES ("\x04\x01zz"), TRUE, 1 },
    { "cut", BYTES ("\x04\x02z"), FALSE, 0 },
    { "indefinite", BYTES ("\x30\x80\x00\x00"), FALSE, 0 },
    { "long form of a short length", BYTES ("\x04\x81\x01z"), FALSE, 0 },
    { "leading zero in the length", BYTES ("\x04\x82\x00\x80z"), FALSE, 0 },
    { "length of five octets", BYTES ("\x04\x85\x01\x01\x01\x01\x01z"), FALSE, 0 },
    { "length octets cut", BYTES ("\x04\x82\x01"), FALSE, 0 },
    { "more than memory", BYTES ("\x04\x84\xff\xff\xff\xffz"), FALSE, 0 },
    { "tag of several octets", BYTES ("\x1f\x1f\x01z"), FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgDer rest = { (const guint8 *) cases[i].bytes, cases[i].length };
    IsgDer content = { 0 };

    g_test_message ("%s", cases[i].name);
    g_assert_cmpint (isg_der_next (&rest, NULL, &content, NULL), ==, cases[i].well_formed);
    if (!cases[i].well_formed) {
      g_assert_true (rest.data == (const guint8 *) cases[i].bytes);
      g_assert_cmpuint (rest.length, ==, cases[i].length);
      continue;
    }
    g_assert_cmpuint (content.length, ==, cases[i].content);
    g_assert_cmpuint (rest.length, ==, cases[i].length - 2 - content.length);
  }
}

static void
test_what_is_written_is_read_again (void)
{
  static const gsize lengths[] = { 0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0x1000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (GByteArray) out = g_byte_array_new ();
    g_autofree guint8 *data = g_malloc0 (lengths[i] + 1);
    IsgDer rest, content, whole;
    guint8 tag;

    isg_der_append (out, ISG_DER_OCTET_STRING, data, lengths[i]);
    rest = (IsgDer){ out->data, out->len };
    g_assert_true (isg_der_next (&rest, &tag, &content, &whole));
    g_assert_cmpuint (tag, ==, ISG_DER_OCTET_STRING);
    g_assert_cmpuint (content.length, ==, lengths[i]);
    g_assert_cmpuint (whole.length, ==, out->len);
    g_assert_cmpuint (rest.length, ==, 0);
  }
}

static void
test_take_wants_its_tag (void)
{
  IsgDer rest = { (const guint8 *) "\x02\x01\x05", 3 };

  g_assert_false (isg_der_take (&rest, ISG_DER_SEQUENCE, NULL));
  g_assert_cmpuint (rest.length, ==, 3);
  g_assert_true (isg_der_take (&rest, ISG_DER_INTEGER, NULL));
  g_assert_cmpuint (rest.length, ==, 0);
  g_assert_false (isg_der_take (&rest, ISG_DER_INTEGER, NULL));
}

static void
test_times_are_read_to_the_letter (void)
{
  static const struct {
    guint8 tag;
    const char *text;
    gint64 seconds; /* -1 = refused */
  } cases[] = {
    { ISG_DER_UTC_TIME, "700101000000Z", 0 },
    { ISG_DER_UTC_TIME, "261123113000Z", 1795433400 },
    { ISG_DER_UTC_TIME, "491231235959Z", 2524607999 },
    { ISG_DER_GENERALIZED_TIME, "20500101000000Z", 2524608000 },
    { ISG_DER_GENERALIZED_TIME, "20240229000000Z", 1709164800 },
    { ISG_DER_UTC_TIME, "2611231130Z", -1 },
    { ISG_DER_UTC_TIME, "261123113000+0300", -1 },
    { ISG_DER_UTC_TIME, "20261123113000Z", -1 },
    { ISG_DER_UTC_TIME, "261123113000", -1 },
    { ISG_DER_UTC_TIME, "261323113000Z", -1 },
    { ISG_DER_UTC_TIME, "230229000000Z", -1 },
    { ISG_DER_UTC_TIME, "261123240000Z", -1 },
    { ISG_DER_UTC_TIME, "261123116000Z", -1 },
    { ISG_DER_UTC_TIME, "26112311300xZ", -1 },
    { ISG_DER_UTC_TIME, "", -1 },
    { ISG_DER_OCTET_STRING, "261123113000Z", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgDer content = { (const guint8 *) cases[i].text, strlen (cases[i].text) };
    gint64 seconds = -1;

    g_test_message ("%s", cases[i].text);
    g_assert_cmpint (isg_der_to_time (cases[i].tag, content, &seconds), ==, cases[i].seconds >= 0);
    g_assert_cmpint (seconds, ==, cases[i].seconds);
  }
}

static void
test_times_change_form_in_2050 (void)
{
  static const struct {
    gint64 seconds;
    guint8 tag;
    const char *text;
  } cases[] = {
    { 0, ISG_DER_UTC_TIME, "700101000000Z" },
    { 1795433400, ISG_DER_UTC_TIME, "261123113000Z" },
    { 2524607999, ISG_DER_UTC_TIME, "491231235959Z" },
    { 2524608000, ISG_DER_GENERALIZED_TIME, "20500101000000Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GByteArray) out = g_byte_array_new ();
    IsgDer rest, content;

    isg_der_append_time (out, cases[i].seconds);
    rest = (IsgDer){ out->data, out->len };
    g_assert_true (isg_der_take (&rest, cases[i].tag, &content));
    g_assert_true (isg_der_is (content, cases[i].text, strlen (cases[i].text)));
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/der/lengths", test_only_shortest_definite_lengths_are_read);
  g_test_add_func ("/der/round-trip", test_what_is_written_is_read_again);
  g_test_add_func ("/der/take", test_take_wants_its_tag);
  g_test_add_func ("/der/times-read", test_times_are_read_to_the_letter);
  g_test_add_func ("/der/times-written", test_times_change_form_in_2050);

  return g_test_run ();
}
