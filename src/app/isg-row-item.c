/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-row-model-private.h"

enum {
  LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRowItem, isg_row_item, G_TYPE_OBJECT)

static void
isg_row_item_finalize (GObject *object)
{
  IsgRowItem *self = ISG_ROW_ITEM (object);

  g_clear_pointer (&self->row, isg_row_free);
  g_clear_pointer (&self->extra, g_strfreev);
  G_OBJECT_CLASS (isg_row_item_parent_class)->finalize (object);
}

static void
isg_row_item_class_init (IsgRowItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_row_item_finalize;
  signals[LOADED] = g_signal_new ("loaded",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);
}

static void
isg_row_item_init (IsgRowItem *self)
{
}

IsgRowItem *
isg_row_item_new (IsgRowModel *model, guint position)
{
  IsgRowItem *self = g_object_new (ISG_TYPE_ROW_ITEM, NULL);

  self->model = model;
  self->position = position;
  return self;
}

const IsgRow *
isg_row_item_row (IsgRowItem *self)
{
  g_return_val_if_fail (ISG_IS_ROW_ITEM (self), NULL);

  if (self->row == NULL)
    self->wanted = TRUE;
  if (self->model != NULL)
    isg_row_model_look (self->model, self->position);
  return self->row;
}

const char *
isg_row_item_extra (IsgRowItem *self, guint index)
{
  g_return_val_if_fail (ISG_IS_ROW_ITEM (self), "");

  return self->extra != NULL && index < g_strv_length (self->extra) ? self->extra[index] : "";
}

void
isg_row_item_take (IsgRowItem *self, IsgRow *row, GStrv extra)
{
  g_clear_pointer (&self->row, isg_row_free);
  g_clear_pointer (&self->extra, g_strfreev);
  self->row = row;
  self->extra = extra;
  self->wanted = FALSE;
  g_signal_emit (self, signals[LOADED], 0);
}
