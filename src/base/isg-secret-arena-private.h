/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * isg_secret_arena_alloc:
 * @size: bytes, at most 16384
 * @error: %ISG_BASE_ERROR _MEMORY
 *
 * Memory that is locked, not dumped, and zero in a forked child. Many secrets share the pages,
 * since a user may lock little memory (8 MiB on Debian 12, 64 KiB elsewhere).
 *
 * Thread: any.
 *
 * Returns: (transfer full): zeroed memory for isg_secret_arena_free (), or %NULL with @error
 */
guint8 *isg_secret_arena_alloc (gsize size, GError **error);

/*
 * isg_secret_arena_free:
 * @data: (transfer full): memory of isg_secret_arena_alloc (); wiped
 * @size: as it was asked for
 *
 * Thread: any.
 */
void isg_secret_arena_free (guint8 *data, gsize size);

G_END_DECLS
