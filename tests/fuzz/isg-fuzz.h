/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * LLVMFuzzerInitialize:
 * @argc: (inout): as main () got it
 * @argv: (inout): as main () got it
 *
 * What a target defines when it has something to load first; called once. The name is libFuzzer's.
 *
 * Thread: main.
 *
 * Returns: 0
 */
int LLVMFuzzerInitialize (int *argc, char ***argv) __attribute__ ((weak));

/**
 * LLVMFuzzerTestOneInput:
 * @data: (array length=size): any bytes, no NUL after them
 * @size: their number
 *
 * What every target defines: calls what is tested and asserts what must hold whatever the bytes. It
 * keeps nothing from one call to the next. The name is libFuzzer's.
 *
 * Thread: main.
 *
 * Returns: 0
 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/**
 * isg_fuzz_mutate:
 * @random: the only source of chance, so that a run can be repeated
 * @corpus: (element-type GBytes): inputs to begin with, at least one
 *
 * Thread: any.
 *
 * Returns: (transfer full): one of @corpus, changed in one to four places, at most 4096 bytes
 */
GByteArray *isg_fuzz_mutate (GRand *random, GPtrArray *corpus);

/**
 * isg_fuzz_text:
 * @data: (array length=size): an input
 * @size: its length
 *
 * For functions that take a string.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the bytes up to the first NUL
 */
static inline char *
isg_fuzz_text (const uint8_t *data, size_t size)
{
  return size > 0 ? g_strndup ((const char *) data, size) : g_strdup ("");
}

G_END_DECLS
