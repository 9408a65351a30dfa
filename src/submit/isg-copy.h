/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * isg_copy_look:
 * @store: a store that was just opened
 * @error: %ISG_STORE_ERROR; %ISG_SUBMIT_ERROR
 *
 * Compares the file with its mirror. An old copy (behind its mirror, without one, on another
 * machine, restored from a backup) is made known as one: what waits is asked about before it is
 * sent, numbers that only the mirror knows are noted, the gate OLD_COPY is shut. Finalising and
 * signing go on. The worker does the same before each step; whoever opens a store does it so that
 * the person who works in it knows at once.
 *
 * Does nothing while another process sends, which has looked, and on a disk that may only be read.
 *
 * Thread: the owner of @store.  Source: submission.md 5.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_copy_look (IsgStore *store, GError **error);

G_END_DECLS
