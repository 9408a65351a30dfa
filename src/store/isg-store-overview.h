/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * IsgOverviewRow:
 *
 * A record that has submissions, as the Gönderim page lists it.
 */
typedef struct {
  char *uuid;            /* (owned) */
  char *kind;            /* (owned) */
  char *title;           /* (owned) */
  char *workplace_title; /* (owned) (nullable) */
  char *state;           /* (owned): the record's badge */
  char *badge_note;      /* (owned): JSON */
  char *method;          /* (owned): of the submission that gave the badge */
  char *signer;          /* (owned): identity number */
  gint64 last_event;     /* seconds since 1970 UTC */
  int last_code;         /* 0: none */
  char *last_message;    /* (owned) (nullable) */
  char *error_path;      /* (owned) (nullable): of the first refused field */
  gint64 next_try;       /* 0: none */
} IsgOverviewRow;

/**
 * isg_overview_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Thread: any.
 */
void isg_overview_row_free (IsgOverviewRow *row);

/**
 * isg_store_overview:
 * @store: a store
 * @workplace: (nullable): uuid; %NULL for all
 * @states: (nullable) (array zero-terminated=1): only these states
 * @language: of titles
 * @limit: 0 for all
 * @offset: rows to pass over
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgOverviewRow): newest event first, or %NULL with @error
 */
GPtrArray *isg_store_overview (IsgStore *store,
                               const char *workplace,
                               const char *const *states,
                               IsgLanguage language,
                               guint limit,
                               guint offset,
                               GError **error);

/**
 * isg_store_overview_counts:
 * @store: a store
 * @workplace: (nullable): uuid; %NULL for all
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type utf8 guint): state → records that have submissions, or
 * %NULL with @error
 */
GHashTable *isg_store_overview_counts (IsgStore *store, const char *workplace, GError **error);

/**
 * isg_store_count_in_states:
 * @store: a store
 * @states: (array zero-terminated=1): states of submissions
 * @method: (nullable): only of this method
 * @signer: (nullable): only what this person signs
 * @out_count: (out): how many records
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_count_in_states (IsgStore *store,
                                    const char *const *states,
                                    const char *method,
                                    const char *signer,
                                    guint *out_count,
                                    GError **error);

G_END_DECLS
