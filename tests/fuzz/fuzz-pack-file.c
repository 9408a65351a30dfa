/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/isg-fuzz.h"
#include "rules/isg-pack-file.h"
#include "support/isg-test.h"

/*
 * An input is the file of a pack. No input is signed by an issuer whom the program trusts, so none
 * is ever a pack.
 */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_pack_file_load (file, "a.isgpaket", NULL, &error);

  g_assert_null (rules);
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "a.isgpaket: "));
  return 0;
}
