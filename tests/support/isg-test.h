/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgTestCondition:
 * @data: what isg_test_until() was given
 *
 * Returns: whether what is waited for has come
 */
typedef gboolean (*IsgTestCondition) (gpointer data);

/**
 * isg_test_init:
 * @argc: (inout): as main() got it
 * @argv: (inout) (array length=argc): as main() got it
 *
 * Begins a test program: calls g_test_init() and cuts the program off from the machine it runs on.
 * Home and every XDG directory lie in an empty temporary directory, settings in memory, the zone is
 * Europe/Istanbul, messages are English and every warning is fatal. Numbers follow LC_ALL, so that
 * the Turkish run is one. To be called first in main(), before GLib has remembered a directory.
 *
 * Thread: the main thread.
 */
void isg_test_init (int *argc, char ***argv);

/**
 * isg_test_tmpdir:
 *
 * The directory is removed when the program ends, unless it crashes.
 *
 * Thread: any, after isg_test_init().
 *
 * Returns: (transfer none): a directory that belongs to this program alone
 */
const char *isg_test_tmpdir (void);

/**
 * isg_test_path:
 * @name: a file name
 *
 * Thread: any, after isg_test_init().
 *
 * Returns: (transfer full): a path of that name in a directory that no other call gives
 */
char *isg_test_path (const char *name);

/**
 * isg_test_source:
 * @path: a path from the top of the source tree, such as "data/rules"
 *
 * Thread: any.
 *
 * Returns: (transfer full): where it is on this machine
 */
char *isg_test_source (const char *path);

/**
 * isg_test_until_at:
 * @condition: asked after every turn of the default main context
 * @data: handed to @condition
 * @what: what is waited for, in words
 * @location: the caller's place
 *
 * What isg_test_until() calls. Fails the test when @condition has not come true within 30 seconds
 * (300 under a sanitizer, ISG_TEST_PATIENCE where that is set), which no test that works comes
 * near.
 *
 * Thread: the owner of the default main context.
 */
void isg_test_until_at (IsgTestCondition condition,
                        gpointer data,
                        const char *what,
                        const char *location);

/**
 * isg_test_until:
 * @condition: an #IsgTestCondition
 * @data: handed to it
 *
 * Turns the default main context until @condition holds: a test waits for what it promises, never
 * for time.
 */
#define isg_test_until(condition, data)                                                            \
  isg_test_until_at ((condition), (data), #condition " (" #data ")", G_STRLOC)

G_END_DECLS
