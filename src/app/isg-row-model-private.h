/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-row-model.h"

G_BEGIN_DECLS

/* Between the model, its items and its reader. */

struct _IsgRowItem {
  GObject parent_instance;

  IsgRowModel *model; /* (unowned) (nullable): whose slot it stands in */
  guint position;     /* in @model */
  gboolean wanted;    /* somebody looked and found nothing */
  IsgRow *row;        /* (owned) (nullable) */
  GStrv extra;        /* (owned) (nullable) */
};

/**
 * isg_row_item_new:
 * @model: the model
 * @position: in it
 *
 * Thread: main.
 *
 * Returns: (transfer full): an item without content
 */
IsgRowItem *isg_row_item_new (IsgRowModel *model, guint position);

/**
 * isg_row_item_take:
 * @self: an item
 * @row: (transfer full) (nullable): its content
 * @extra: (transfer full) (nullable): its further texts
 *
 * Emits "loaded".
 *
 * Thread: main.
 */
void isg_row_item_take (IsgRowItem *self, IsgRow *row, GStrv extra);

/**
 * isg_row_model_look:
 * @self: a model
 * @position: which row is looked at
 *
 * Thread: main.
 */
void isg_row_model_look (IsgRowModel *self, guint position);

/**
 * IsgRowQuestion:
 *
 * What is to be listed, with copies of everything.
 */
typedef struct {
  char *kind;
  char *workplace; /* (nullable) */
  char *search;    /* (nullable) */
  GStrv badges;    /* (nullable) */
  IsgDate from, to;
  char *field;        /* (nullable): narrowed by its value … */
  char *least, *most; /* (nullable): … from, to */
  gboolean closed;
  char *sort;
  gboolean descending;
  IsgLanguage language;
  IsgRowExtraFunc extra; /* (nullable) */
  IsgRowFitsFunc fits;   /* (nullable) */
  GStrv only;            /* (nullable): uuids that fitted when they were counted */
} IsgRowQuestion;

/**
 * isg_row_question_copy:
 * @question: a question
 *
 * Thread: main.
 *
 * Returns: (transfer full): the same
 */
IsgRowQuestion *isg_row_question_copy (const IsgRowQuestion *question);

/**
 * isg_row_question_free:
 * @question: (transfer full) (nullable): a question
 *
 * Thread: any.
 */
void isg_row_question_free (IsgRowQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRowQuestion, isg_row_question_free)

/**
 * IsgRowAnswer:
 *
 * A stretch of the list.
 */
typedef struct {
  GPtrArray *rows;   /* (owned) (element-type IsgRow) */
  GPtrArray *extras; /* (owned) (element-type GStrv): NULL where there are none */
  guint found;       /* rows that answer the question; counted only when asked for */
  guint total;       /* open rows without search and filter */
  GStrv only;        /* (owned) (nullable): uuids of those that fit; when it was counted */
} IsgRowAnswer;

/**
 * isg_row_answer_free:
 * @answer: (transfer full) (nullable): an answer
 *
 * Thread: any.
 */
void isg_row_answer_free (IsgRowAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRowAnswer, isg_row_answer_free)

/**
 * isg_row_read:
 * @store: the store thread's handle
 * @question: what to list
 * @offset: the first row
 * @limit: how many
 * @count: whether to count as well
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the rows, or %NULL with @error
 */
IsgRowAnswer *isg_row_read (IsgStore *store,
                            const IsgRowQuestion *question,
                            guint offset,
                            guint limit,
                            gboolean count,
                            GError **error);

/**
 * isg_row_read_uuids:
 * @store: the store thread's handle
 * @question: what is listed
 * @positions: rows of it
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type utf8): their uuids, or %NULL with @error
 */
GPtrArray *isg_row_read_uuids (IsgStore *store,
                               const IsgRowQuestion *question,
                               GtkBitset *positions,
                               GError **error);

G_END_DECLS
