/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * IsgHit:
 *
 * One line of search everywhere. A person who works in several places is one hit.
 */
typedef struct {
  char *kind;
  char *uuid; /* of the record that is opened */
  char *title;
  char *detail; /* workplaces of a person, workplace and day of a record */
  char *badge;  /* "" where none */
  char *badge_note;
} IsgHit;

/**
 * IsgHits:
 *
 * What was found, in the order of the groups.
 */
typedef struct {
  GPtrArray *people;     /* (element-type IsgHit) */
  GPtrArray *workplaces; /* (element-type IsgHit) */
  GPtrArray *records;    /* (element-type IsgHit) */
} IsgHits;

/**
 * isg_hits_free:
 * @hits: (transfer full) (nullable) (type IsgHits): what was found
 *
 * Thread: any.
 */
void isg_hits_free (gpointer hits);

/**
 * isg_search_everywhere:
 * @store: the thread's handle
 * @text: (type utf8): as typed; not empty
 * @cancellable: (nullable): a newer question makes this one needless
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc. At most six hits a group.
 *
 * Thread: the owner of @store.  Source: ui.md 2.6.
 *
 * Returns: (transfer full): an #IsgHits, or %NULL with @error
 */
gpointer isg_search_everywhere (IsgStore *store,
                                gpointer text,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
