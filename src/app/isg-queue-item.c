/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-queue-item.h"

#include <glib/gi18n.h>

#include "app/isg-badge.h"
#include "app/isg-submission-view.h"
#include "app/isg-text-scale.h"

/* "(DENEME)" stands behind every state of the sandbox. */
#define SANDBOX_WIDER 60
/* What a growing column keeps where nothing fixes its width. */
#define LEAST_CHARS 12

struct _IsgQueueItem {
  GObject parent_instance;

  GPtrArray *rows;  /* (owned): holds the row */
  IsgQueueRow *row; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (IsgQueueItem, isg_queue_item, G_TYPE_OBJECT)

static void
isg_queue_item_finalize (GObject *object)
{
  g_ptr_array_unref (ISG_QUEUE_ITEM (object)->rows);
  G_OBJECT_CLASS (isg_queue_item_parent_class)->finalize (object);
}

static void
isg_queue_item_class_init (IsgQueueItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_queue_item_finalize;
}

static void
isg_queue_item_init (IsgQueueItem *self)
{
}

static IsgQueueItem *
item_new (GPtrArray *rows, guint index)
{
  IsgQueueItem *self = g_object_new (ISG_TYPE_QUEUE_ITEM, NULL);

  self->rows = g_ptr_array_ref (rows);
  self->row = g_ptr_array_index (rows, index);
  return self;
}

const IsgQueueRow *
isg_queue_item_row (IsgQueueItem *self)
{
  g_return_val_if_fail (ISG_IS_QUEUE_ITEM (self), NULL);

  return self->row;
}

/* ---- showing a new list ---- */

static gboolean
same_row (const IsgQueueRow *a, const IsgQueueRow *b)
{
  return g_strcmp0 (a->uuid, b->uuid) == 0 && g_strcmp0 (a->title, b->title) == 0
         && g_strcmp0 (a->workplace_title, b->workplace_title) == 0
         && g_strcmp0 (a->state, b->state) == 0 && g_strcmp0 (a->badge_note, b->badge_note) == 0
         && a->last_event == b->last_event && a->last_code == b->last_code
         && g_strcmp0 (a->last_message, b->last_message) == 0
         && g_strcmp0 (a->error_path, b->error_path) == 0;
}

static gboolean
same_at (GListStore *store, guint position, GPtrArray *rows, guint index)
{
  g_autoptr (IsgQueueItem) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  return same_row (item->row, g_ptr_array_index (rows, index));
}

void
isg_queue_items_show (GListStore *store, GPtrArray *rows)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint least = MIN (n_old, rows->len);
  guint before = 0;
  guint after = 0;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  while (before < least && same_at (store, before, rows, before))
    before++;
  while (after < least - before && same_at (store, n_old - 1 - after, rows, rows->len - 1 - after))
    after++;
  for (guint i = before; i < rows->len - after; i++)
    g_ptr_array_add (added, item_new (rows, i));
  if (added->len > 0 || n_old > before + after)
    g_list_store_splice (store, before, n_old - before - after, added->pdata, added->len);
}

/* ---- columns ---- */

typedef char *(*CellText) (const IsgQueueRow *row, IsgContext *context);

typedef struct {
  const char *title; /* msgid */
  int width;
  gboolean expand;
  guint priority; /* 1: in every band; 2: medium and wide; 3: wide */
  CellText text;  /* (nullable): of the state */
} Column;

static char *
record_text (const IsgQueueRow *row, IsgContext *context)
{
  return g_strdup (row->title);
}

static char *
workplace_text (const IsgQueueRow *row, IsgContext *context)
{
  return g_strdup (row->workplace_title != NULL ? row->workplace_title : "");
}

static char *
event_text (const IsgQueueRow *row, IsgContext *context)
{
  return isg_moment_text (row->last_event);
}

/* That it was accepted is said by the state; a 200 says nothing by itself. */
static char *
reply_text (const IsgQueueRow *row, IsgContext *context)
{
  if (row->last_code == 0 || row->last_code == 200)
    return g_strdup ("");
  return isg_reply_sentence (isg_context_rules (context),
                             row->kind,
                             row->last_code,
                             row->error_path,
                             NULL);
}

/* clang-format off */
static const Column columns[] = {
  { N_("Record"), 220, TRUE, 1, record_text },
  { N_("Workplace"), 150, FALSE, 2, workplace_text },
  { N_("Last event"), 130, FALSE, 2, event_text },
  { N_("Reply"), 220, TRUE, 3, reply_text },
  { N_("State"), 210, FALSE, 1, NULL },
};
/* clang-format on */

typedef struct {
  const Column *column;
  IsgContext *context; /* (owned) */
} Cells;

static void
cells_free (gpointer data, GClosure *closure)
{
  Cells *cells = data;

  g_object_unref (cells->context);
  g_free (cells);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, Cells *cells)
{
  GtkWidget *child;

  if (cells->column->text == NULL)
    child = isg_badge_new ();
  else
    child = g_object_new (GTK_TYPE_LABEL,
                          "xalign",
                          0.0F,
                          "ellipsize",
                          PANGO_ELLIPSIZE_END,
                          "width-chars",
                          LEAST_CHARS,
                          NULL);
  gtk_list_item_set_child (cell, child);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, Cells *cells)
{
  const IsgQueueRow *row = isg_queue_item_row (gtk_list_item_get_item (cell));
  GtkWidget *child = gtk_list_item_get_child (cell);
  g_autofree char *text = NULL;

  if (cells->column->text == NULL) {
    isg_badge_set (ISG_BADGE (child),
                   isg_context_rules (cells->context),
                   row->state,
                   row->badge_note,
                   isg_context_is_sandbox (cells->context),
                   TRUE);
    return;
  }
  text = cells->column->text (row, cells->context);
  gtk_label_set_label (GTK_LABEL (child), text);
  gtk_widget_set_tooltip_text (child, *text != '\0' ? text : NULL);
}

void
isg_queue_columns_add (GtkColumnView *view, IsgContext *context)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    Cells *cells = g_new (Cells, 1);
    g_autoptr (GtkColumnViewColumn) column = NULL;

    *cells = (Cells){ &columns[i], g_object_ref (context) };
    g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), cells, cells_free, 0);
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), cells);
    column = gtk_column_view_column_new (_ (columns[i].title), factory);
    gtk_column_view_column_set_resizable (column, TRUE);
    gtk_column_view_column_set_expand (column, columns[i].expand);
    gtk_column_view_append_column (view, column);
  }
}

void
isg_queue_columns_layout (GtkColumnView *view, IsgContext *context, IsgBand band)
{
  guint least = band == ISG_BAND_NARROW ? 1 : band == ISG_BAND_MEDIUM ? 2 : 3;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_autoptr (GtkColumnViewColumn) column
      = g_list_model_get_item (gtk_column_view_get_columns (view), i);
    int width = columns[i].width;

    if (columns[i].text == NULL && isg_context_is_sandbox (context))
      width += SANDBOX_WIDER;
    /* A column of a fixed width does not grow (GTK 4.8). */
    gtk_column_view_column_set_fixed_width (column, columns[i].expand ? -1 : isg_scaled (width));
    gtk_column_view_column_set_visible (column, columns[i].priority <= least);
  }
}
