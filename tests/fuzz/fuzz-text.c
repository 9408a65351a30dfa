/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-text.h"

#include <string.h>

#include "fuzz/isg-fuzz.h"

static void
check_clean (const char *text)
{
  g_autofree char *again = isg_text_clean (text, -1);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (again, ==, text);
  g_assert_null (strchr (text, '\r'));
}

static void
check_fold (const char *text)
{
  g_autofree char *once = isg_text_fold (text);
  g_autofree char *twice = isg_text_fold (once);
  g_autofree char *upper = isg_text_upper (text);
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  g_autofree char *of_decomposed = isg_text_fold (decomposed);

  g_assert_true (g_utf8_validate (once, -1, NULL));
  g_assert_true (g_utf8_validate (upper, -1, NULL));
  g_assert_cmpstr (twice, ==, once);
  g_assert_cmpstr (of_decomposed, ==, once);
  g_assert_null (strstr (once, "  "));
  g_assert_false (g_str_has_prefix (once, " ") || g_str_has_suffix (once, " "));
}

static void
check_keys (const char *text)
{
  g_autofree char *key = isg_text_sort_key (text);
  g_autofree char *longer = g_strconcat (text, "b", NULL);
  g_autofree char *longer_key = isg_text_sort_key (longer);
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  g_autofree char *same_key = isg_text_sort_key (decomposed);

  g_assert_true (g_utf8_validate (key, -1, NULL));
  g_assert_cmpstr (key, <, longer_key);
  g_assert_cmpstr (key, ==, same_key);
}

static void
check_names (const char *text)
{
  g_autofree char *name = isg_text_name_case (text);
  g_autofree char *lower = isg_text_lower (text);

  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true (g_utf8_validate (lower, -1, NULL));
  g_assert_null (strstr (name, "  "));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *raw = isg_fuzz_text (data, size);
  g_autofree char *clean = isg_text_clean ((const char *) data, (gssize) size);
  g_autofree char *any_key = isg_text_sort_key (raw);
  g_autofree char *any_fold = isg_text_fold (raw);

  g_assert_true (g_utf8_validate (any_key, -1, NULL));
  g_assert_true (g_utf8_validate (any_fold, -1, NULL));
  if (clean == NULL)
    return 0;
  check_clean (clean);
  check_fold (clean);
  check_keys (clean);
  check_names (clean);
  return 0;
}
