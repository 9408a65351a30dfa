/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

int isg_bad_without_block (void);

/**
 * isg_bad_other_name:
 *
 * Thread: any.
 */
void isg_bad_name (void);

/**
 * isg_bad_silent:
 * @a: a number
 *
 * A function of which little is said.
 */
int isg_bad_silent (int a, int b);

/**
 * isg_bad_ownership:
 *
 * Thread: any.
 *
 * Returns: a text
 */
char *isg_bad_ownership (void);

/**
 * isg_bad_errors:
 * @error: where it goes
 *
 * Thread: any.
 *
 * Returns: whether it went well
 */
gboolean isg_bad_errors (GError **error);

/**
 * isg_bad_block_too_far:
 *
 * Thread: any.
 */
#define SOMETHING 1
void isg_bad_block_too_far (void);

/**
 * isg_bad_family:
 *
 * Thread: any.
 */
void isg_bad_family (void);
void isg_bad_member (void);
int isg_bad_stranger (void);

void isg_bad_far_cousin (void);
