/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-test-image.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MASK 0x5a
#define MOST (256 * 1024 * 1024)

void
isg_test_needle_hide (const void *bytes, guint8 out[ISG_TEST_NEEDLE])
{
  for (guint i = 0; i < ISG_TEST_NEEDLE; i++)
    out[i] = ((const guint8 *) bytes)[i] ^ MASK;
}

void
isg_test_needle_new (char out[ISG_TEST_NEEDLE + 1])
{
  for (guint i = 0; i < ISG_TEST_NEEDLE; i++)
    out[i] = "abcdefghijkmnoprstuvyz23456789"[g_random_int_range (0, 30)];
  out[ISG_TEST_NEEDLE] = '\0';
}

static gboolean
block_has (const guint8 *block, gsize length, const guint8 hidden[ISG_TEST_NEEDLE])
{
  for (gsize i = 0; i + ISG_TEST_NEEDLE <= length; i++) {
    guint j = 0;

    while (j < ISG_TEST_NEEDLE && (block[i + j] ^ MASK) == hidden[j])
      j++;
    if (j == ISG_TEST_NEEDLE)
      return TRUE;
  }
  return FALSE;
}

static gboolean
mapping_has (int memory, guint64 from, guint64 until, const guint8 hidden[ISG_TEST_NEEDLE])
{
  g_autofree guint8 *block = g_malloc (until - from);
  gssize got = pread (memory, block, until - from, (off_t) from);
  gboolean found = got > 0 && block_has (block, (gsize) got, hidden);

  /* A copy that is given back is still in the image of the next look. */
  memset (block, 0, until - from);
  return found;
}

gboolean
isg_test_image_has (const guint8 hidden[ISG_TEST_NEEDLE])
{
  g_autofree char *smaps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean found = FALSE;
  gboolean writable = FALSE;
  guint64 from = 0, until = 0;
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/smaps", &smaps, NULL, NULL));
  lines = g_strsplit (smaps, "\n", -1);
  for (guint i = 0; lines[i] != NULL && !found; i++) {
    char *end;
    guint64 start = g_ascii_strtoull (lines[i], &end, 16);

    if (end > lines[i] && *end == '-') {
      from = start;
      until = g_ascii_strtoull (end + 1, &end, 16);
      writable = end[2] == 'w';
    } else if (g_str_has_prefix (lines[i], "VmFlags:") && writable
               && strstr (lines[i], " dd") == NULL && until - from < MOST)
      found = mapping_has (memory, from, until, hidden);
  }
  close (memory);
  return found;
}
