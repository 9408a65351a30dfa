/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ISG_TEST_NEEDLE 24

/**
 * isg_test_needle_hide:
 * @bytes: (array fixed-size=24): what is looked for later
 * @out: (out caller-allocates) (array fixed-size=24): the same, hidden
 *
 * So that looking for it does not leave it in the image.
 *
 * Thread: any.
 */
void isg_test_needle_hide (const void *bytes, guint8 out[ISG_TEST_NEEDLE]);

/**
 * isg_test_needle_new:
 * @out: (out caller-allocates) (array fixed-size=25): random letters and digits
 *
 * Thread: any.
 */
void isg_test_needle_new (char out[ISG_TEST_NEEDLE + 1]);

/**
 * isg_test_image_has:
 * @hidden: (array fixed-size=24): of isg_test_needle_hide ()
 *
 * Looks through what a core image of this process would hold: every mapping that is written and not
 * left out of dumps.
 *
 * Thread: any.
 *
 * Returns: whether it is there
 */
gboolean isg_test_image_has (const guint8 hidden[ISG_TEST_NEEDLE]);

G_END_DECLS
