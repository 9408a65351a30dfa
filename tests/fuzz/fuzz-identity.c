/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-identity.h"

#include <string.h>

#include "fuzz/isg-fuzz.h"

static void
check_sgk (const char *text)
{
  g_autofree char *digits = isg_identity_sgk_digits (text);
  g_autofree char *again = NULL;
  g_autofree char *joined = NULL;
  IsgSgkParts parts;

  if (digits == NULL) {
    g_assert_false (isg_identity_split_sgk (text, &parts));
    return;
  }
  g_assert_cmpuint (strspn (digits, "0123456789"), ==, strlen (digits));
  again = isg_identity_sgk_digits (digits);
  g_assert_cmpstr (again, ==, digits);

  g_assert_cmpint (isg_identity_split_sgk (digits, &parts), ==, strlen (digits) == 26);
  if (strlen (digits) != 26)
    return;
  joined = g_strconcat (parts.nature,
                        parts.activity,
                        parts.old_unit,
                        parts.new_unit,
                        parts.serial,
                        parts.province,
                        parts.district,
                        parts.control,
                        parts.subcontractor,
                        NULL);
  g_assert_cmpstr (joined, ==, digits);
}

static void
check_person (const char *text)
{
  g_autofree char *nine = NULL;
  g_autofree char *made = NULL;

  if (isg_identity_check_person (text) != ISG_IDENTITY_OK)
    return;
  nine = g_strndup (text, 9);
  made = isg_identity_make_person (nine);
  g_assert_cmpstr (made, ==, text);
  g_assert_cmpint (isg_identity_is_foreign (text), ==, strncmp (text, "99", 2) == 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = isg_fuzz_text (data, size);

  check_sgk (text);
  check_person (text);
  g_assert_cmpint (isg_identity_check_tax (text) == ISG_IDENTITY_LENGTH,
                   ==,
                   strlen (text) != 10 || strspn (text, "0123456789") != 10);
  return 0;
}
