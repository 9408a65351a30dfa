/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * isg_template_append_slot:
 * @out: a template that is being written
 * @slot: a slot's name
 *
 * Thread: any.
 */
void isg_template_append_slot (GString *out, const char *slot);

/**
 * isg_json_escape:
 * @c: one byte of UTF-8
 * @scratch: room for the answer
 *
 * The canonical escapes: only `"`, `\` and U+0000 to U+001F. json-glib's writer differs from them
 * in U+007F and U+001F.
 *
 * Thread: any.  Source: sandbox-wire.md, "C".
 *
 * Returns: (nullable): how it is written in a string, or %NULL when it stands for itself
 */
const char *isg_json_escape (char c, char scratch[8]);

G_END_DECLS
