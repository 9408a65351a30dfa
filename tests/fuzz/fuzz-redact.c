/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-redact.h"

#include <string.h>

#include "fuzz/isg-fuzz.h"

/* Nothing is lost but digits, and no long number is left. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = isg_fuzz_text (data, size);
  g_autofree char *redacted = isg_redact_text (text);
  g_autofree char *identity = isg_redact_identity (text);
  g_autofree char *twice = isg_redact_text (redacted);

  g_assert_cmpuint (strlen (redacted), ==, strlen (text));
  g_assert_cmpuint (strlen (identity), ==, strlen (text));
  g_assert_cmpstr (twice, ==, redacted);
  for (gsize i = 0; text[i] != '\0'; i++) {
    if (redacted[i] != text[i]) {
      g_assert_cmpint (redacted[i], ==, '*');
      g_assert_true (g_ascii_isdigit (text[i]));
    }
    g_assert_cmpuint (strspn (redacted + i, "0123456789"), <, 10);
    g_assert_true (identity[i] == '*' || i + 4 >= strlen (text));
  }
  return 0;
}
