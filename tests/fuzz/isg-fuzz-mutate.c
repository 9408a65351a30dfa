/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/isg-fuzz.h"

#include <string.h>

#define MAX_SIZE 4096

/* What parsers look for, and what they forget. */
static const char *const tokens[] = { "0",
                                      "9",
                                      "-",
                                      "+",
                                      ".",
                                      ",",
                                      ":",
                                      "/",
                                      "\n",
                                      "\r\n",
                                      "\t",
                                      " ",
                                      "\"",
                                      "'",
                                      "\\",
                                      "{}",
                                      "[]",
                                      "null",
                                      "true",
                                      "<a>",
                                      "</a>",
                                      "<!--",
                                      "]]>",
                                      "&lt;",
                                      "&#0;",
                                      "%s",
                                      "%n",
                                      "1e9",
                                      "-0",
                                      "İ",
                                      "ı",
                                      "ş",
                                      "ğ",
                                      "\302\240",
                                      "\357\273\277",
                                      "\314\207",
                                      "\xff",
                                      "\xc0",
                                      "\xed\xa0\x80",
                                      "\357\277\277",
                                      "2147483648",
                                      "9223372036854775808",
                                      "99999999999999999999",
                                      "0000000000" };

static guint
below (GRand *random, guint limit)
{
  return limit == 0 ? 0 : g_rand_int (random) % limit;
}

static void
insert (GByteArray *input, guint place, const void *data, guint length)
{
  g_autoptr (GByteArray) tail = g_byte_array_new ();

  g_byte_array_append (tail, input->data + place, input->len - place);
  g_byte_array_set_size (input, place);
  g_byte_array_append (input, data, length);
  g_byte_array_append (input, tail->data, tail->len);
}

static void
change_byte (GRand *random, GByteArray *input)
{
  guint8 *byte = input->data + below (random, input->len);

  switch (below (random, 3)) {
  case 0:
    *byte ^= (guint8) (1U << below (random, 8));
    break;
  case 1:
    *byte = (guint8) below (random, 256);
    break;
  default:
    *byte = (guint8) (*byte + (below (random, 2) == 0 ? 1 : -1));
    break;
  }
}

static void
insert_token (GRand *random, GByteArray *input)
{
  const char *token = tokens[below (random, G_N_ELEMENTS (tokens))];
  guint8 any = (guint8) below (random, 256);

  if (below (random, 4) == 0)
    insert (input, below (random, input->len + 1), &any, 1);
  else
    insert (input, below (random, input->len + 1), token, (guint) strlen (token));
}

static void
remove_part (GRand *random, GByteArray *input)
{
  guint place = below (random, input->len);
  guint length = 1 + below (random, MIN (input->len - place, below (random, 2) == 0 ? 2 : 64));

  g_byte_array_remove_range (input, place, MIN (length, input->len - place));
}

static void
repeat_part (GRand *random, GByteArray *input)
{
  guint place = below (random, input->len);
  guint length = 1 + below (random, MIN (input->len - place, 64));
  g_autoptr (GByteArray) part = g_byte_array_new ();

  length = MIN (length, input->len - place);
  g_byte_array_append (part, input->data + place, length);
  for (guint times = 1 + below (random, 8); times > 0; times--)
    insert (input, place, part->data, part->len);
}

static void
splice (GRand *random, GByteArray *input, GPtrArray *corpus)
{
  GBytes *other = g_ptr_array_index (corpus, below (random, corpus->len));
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (other, &size);
  guint from = below (random, (guint) size);

  g_byte_array_set_size (input, below (random, input->len + 1));
  if (size > 0)
    g_byte_array_append (input, data + from, (guint) size - from);
}

GByteArray *
isg_fuzz_mutate (GRand *random, GPtrArray *corpus)
{
  GBytes *origin = g_ptr_array_index (corpus, below (random, corpus->len));
  GByteArray *input = g_byte_array_new ();
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (origin, &size);

  g_byte_array_append (input, data, (guint) size);
  for (guint changes = 1 + below (random, 4); changes > 0; changes--) {
    guint kind = below (random, 5);

    if (input->len == 0 || kind == 0)
      insert_token (random, input);
    else if (kind == 1)
      remove_part (random, input);
    else if (kind == 2)
      repeat_part (random, input);
    else if (kind == 3)
      splice (random, input, corpus);
    else
      change_byte (random, input);
  }
  if (input->len > MAX_SIZE)
    g_byte_array_set_size (input, MAX_SIZE);
  return input;
}
