/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dataset/isg-message.h"
#include "rules/isg-dataset-def-tree.h"

G_BEGIN_DECLS

/*
 * Where the values of one document come from: a record with what it refers to, the rows of its
 * lists that belong to one part, and the row that is being written. For a query: the notifications
 * that are asked about instead.
 */
typedef struct {
  const IsgMethod *method;
  IsgRules *rules;            /* (unowned) (nullable): for a query */
  IsgRecord *record;          /* (nullable) */
  IsgRecordResolver resolver; /* (nullable) */
  gpointer resolver_data;
  GHashTable
    *found; /* (owned) (element-type utf8 IsgRecord): so that 100 employees are looked up once */
  gint64 now_ms;
  const guint *employees; /* (array length=n_employees): rows of the employee axis in this part */
  guint n_employees;
  const guint *topics; /* (array length=n_topics) */
  guint n_topics;
  const char *bound_list[2]; /* the lists that are being written … */
  guint bound_row[2];        /* … and their rows */
  guint n_bound;
  const IsgAsked *asked; /* (array length=n_asked) (nullable) */
  guint n_asked;
  guint asked_row;
  gboolean asks_server; /* by the server's number where it is known */
} IsgScope;

/**
 * isg_scope_init:
 * @scope: (out caller-allocates): a scope
 * @method: a method
 *
 * Thread: the caller's.
 */
void isg_scope_init (IsgScope *scope, const IsgMethod *method);

/**
 * isg_scope_clear:
 * @scope: a scope
 *
 * Thread: the caller's.
 */
void isg_scope_clear (IsgScope *scope);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IsgScope, isg_scope_clear)

/**
 * isg_scope_bind:
 * @scope: a scope
 * @list: (transfer none): a list
 * @row: the row that is being written
 *
 * Thread: the caller's.
 */
void isg_scope_bind (IsgScope *scope, const char *list, guint row);

/**
 * isg_scope_unbind:
 * @scope: a scope
 *
 * Takes back the last isg_scope_bind ().
 *
 * Thread: the caller's.
 */
void isg_scope_unbind (IsgScope *scope);

/**
 * isg_scope_row:
 * @scope: a scope
 *
 * Thread: the caller's.
 *
 * Returns: (transfer none) (nullable): the row of the record's list that is being written; %NULL
 * outside of one
 */
IsgFields *isg_scope_row (IsgScope *scope);

/**
 * isg_scope_lookup:
 * @scope: a scope
 * @path: where to look
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL when there is none
 */
IsgValue *isg_scope_lookup (IsgScope *scope, const IsgDefPath *path);

/**
 * isg_scope_place:
 * @scope: a scope
 * @path: a path
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full): the record's field at which it starts, with the row:
 * "topics[2].minutes"
 */
char *isg_scope_place (IsgScope *scope, const IsgDefPath *path);

/**
 * isg_scope_rows:
 * @scope: a scope
 * @node: a node that is repeated
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full) (element-type guint): the rows to write, in order
 */
GArray *isg_scope_rows (IsgScope *scope, const IsgDefNode *node);

/**
 * isg_scope_list_size:
 * @scope: a scope
 * @list: a list of the record
 *
 * Thread: the caller's.
 *
 * Returns: how many rows it has
 */
guint isg_scope_list_size (IsgScope *scope, const char *list);

/**
 * isg_scope_text:
 * @scope: a scope
 * @node: a node that holds one text and no slot
 * @out_text: (out) (transfer full) (nullable): the text; %NULL when the node is left out
 * @error: %ISG_DATASET_ERROR _VALUE, naming the record's field
 *
 * Thread: the caller's.
 *
 * Returns: %FALSE, and nothing written, on error
 */
gboolean isg_scope_text (IsgScope *scope, const IsgDefNode *node, char **out_text, GError **error);

/**
 * isg_scope_codes:
 * @scope: a scope
 * @node: a node of type %ISG_DEF_CODES
 * @error: %ISG_DATASET_ERROR _VALUE, naming the record's field
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full) (array zero-terminated=1): the wire's codes, or %NULL with @error
 */
char **isg_scope_codes (IsgScope *scope, const IsgDefNode *node, GError **error);

/**
 * isg_scope_slot:
 * @scope: a scope
 * @slot: a slot's name
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full) (nullable): its text where it is known already, that is in a query; else
 * it stays a slot
 */
char *isg_scope_slot (IsgScope *scope, const char *slot);

/**
 * isg_key_compare:
 * @a: a text
 * @b: a text
 *
 * Orders digits by number and all else by bytes.
 *
 * Thread: any.
 *
 * Returns: negative, 0 or positive
 */
int isg_key_compare (const char *a, const char *b);

G_END_DECLS
