/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-import-table.h"

#include <glib/gi18n.h>

#include "app/isg-text-scale.h"

/* A row of the list model. */
#define TYPE_ITEM (item_get_type ())
G_DECLARE_FINAL_TYPE (Item, item, ISG, IMPORT_ITEM, GObject)

struct _Item {
  GObject parent_instance;

  IsgImportPlan *plan; /* (owned) */
  IsgImportRow *row;   /* (unowned): the plan's */
};

G_DEFINE_FINAL_TYPE (Item, item, G_TYPE_OBJECT)

static void
item_finalize (GObject *object)
{
  isg_import_plan_unref (ISG_IMPORT_ITEM (object)->plan);
  G_OBJECT_CLASS (item_parent_class)->finalize (object);
}

static void
item_class_init (ItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = item_finalize;
}

static void
item_init (Item *self)
{
}

struct _IsgImportTableView {
  AdwBin parent_instance;

  IsgContext *context;  /* (owned) */
  const IsgKind *kind;  /* the rules' */
  GtkColumnView *view;  /* (unowned) */
  GListStore *items;    /* (owned) */
  GtkFilter *filter;    /* (owned) */
  GListModel *narrowed; /* (owned) */
  int what;             /* -1: all */
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgImportTableView, isg_import_table_view, ADW_TYPE_BIN)

static gboolean
is_shown (gpointer item, gpointer data)
{
  IsgImportTableView *self = data;

  return self->what < 0 || (int) ISG_IMPORT_ITEM (item)->row->what == self->what;
}

/* ---- the tick ---- */

static gboolean
can_be_taken (const IsgImportRow *row)
{
  return row->what == ISG_IMPORT_NEW || row->what == ISG_IMPORT_UPDATE;
}

static void
ticked_cb (GtkCheckButton *tick, GtkListItem *list_item)
{
  Item *item = gtk_list_item_get_item (list_item);
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (tick), ISG_TYPE_IMPORT_TABLE);
  gboolean left_out = !gtk_check_button_get_active (tick);

  if (item == NULL || self == NULL || !can_be_taken (item->row) || item->row->left_out == left_out)
    return;
  item->row->left_out = left_out;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
setup_tick_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *tick = gtk_check_button_new ();

  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (list_item, tick);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (ticked_cb), list_item, 0);
}

static void
bind_tick_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *tick = gtk_list_item_get_child (list_item);
  const IsgImportRow *row = ISG_IMPORT_ITEM (gtk_list_item_get_item (list_item))->row;
  /* Translators: accessible name of a tick; %u is the line of a file. */
  g_autofree char *name = g_strdup_printf (_ ("Take line %u"), row->line);

  gtk_widget_set_sensitive (tick, can_be_taken (row));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), isg_import_is_taken (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* ---- texts ---- */

/* What stands in a column: a column of the file, or one of these. */
enum {
  COLUMN_LINE = -1,
  COLUMN_WHAT = -2,
  COLUMN_WHY = -3,
};

static void
setup_text_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "visible",
                                  FALSE,
                                  NULL);
  GtkWidget *label
    = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0F, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (list_item, box);
}

static char *
text_of (IsgImportTableView *self, Item *item, int column)
{
  switch (column) {
  case COLUMN_LINE:
    return g_strdup_printf ("%u", item->row->line);
  case COLUMN_WHAT:
    return g_strdup (isg_import_what_words (item->row->what));
  case COLUMN_WHY:
    return isg_import_row_words (isg_context_rules (self->context), self->kind, item->row);
  default:
    return isg_import_cell_words (item->plan->import, item->row, (guint) column);
  }
}

static void
bind_text_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, IsgImportTableView *self)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  Item *item = gtk_list_item_get_item (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *label = gtk_widget_get_next_sibling (icon);
  g_autofree char *text = text_of (self, item, column);

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_set_visible (icon, column == COLUMN_WHAT);
  if (column == COLUMN_WHAT)
    gtk_image_set_from_icon_name (GTK_IMAGE (icon), isg_import_what_icon (item->row->what));
}

/* ---- columns ---- */

static void
add_column (IsgImportTableView *self, const char *title, int column, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_text_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_text_cb), self, 0);
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_fixed_width (view_column, isg_scaled (width));
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column == COLUMN_WHY);
  gtk_column_view_append_column (self->view, view_column);
}

static void
add_ticks (IsgImportTableView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_tick_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_tick_cb), NULL);
  column = gtk_column_view_column_new (_ ("Take"), factory);
  gtk_column_view_column_set_fixed_width (column, isg_scaled (44));
  gtk_column_view_append_column (self->view, column);
}

static void
remove_columns (IsgImportTableView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

    gtk_column_view_remove_column (self->view, column);
  }
}

/* Source: ui.md 3.3. */
static void
add_columns (IsgImportTableView *self, const IsgImport *import)
{
  add_ticks (self);
  add_column (self, _ ("Line"), COLUMN_LINE, 56);
  add_column (self, _ ("What happens"), COLUMN_WHAT, 150);
  for (guint i = 0; i < isg_import_n_columns (import); i++) {
    GPtrArray *fields = isg_import_fields (import, i);

    if (fields->len > 0)
      add_column (self,
                  fields->len > 1
                    ? isg_import_heading (import, i)
                    : isg_field_def_label (g_ptr_array_index (fields, 0), isg_i18n_language ()),
                  (int) i,
                  110);
  }
  add_column (self, _ ("Explanation"), COLUMN_WHY, 280);
}

void
isg_import_table_view_show (IsgImportTableView *self, IsgImportPlan *plan)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *rows;

  g_return_if_fail (ISG_IS_IMPORT_TABLE_VIEW (self));

  g_list_store_remove_all (self->items);
  remove_columns (self);
  if (plan == NULL || plan->import == NULL)
    return;
  add_columns (self, plan->import);
  rows = isg_import_rows (plan->import);
  for (guint i = 0; i < rows->len; i++) {
    Item *item = g_object_new (TYPE_ITEM, NULL);

    item->plan = isg_import_plan_ref (plan);
    item->row = g_ptr_array_index (rows, i);
    g_ptr_array_add (items, item);
  }
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
}

void
isg_import_table_view_narrow (IsgImportTableView *self, int what)
{
  g_return_if_fail (ISG_IS_IMPORT_TABLE_VIEW (self));

  self->what = what;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

guint
isg_import_table_view_n_shown (IsgImportTableView *self)
{
  g_return_val_if_fail (ISG_IS_IMPORT_TABLE_VIEW (self), 0);

  return g_list_model_get_n_items (self->narrowed);
}

static void
isg_import_table_view_dispose (GObject *object)
{
  IsgImportTableView *self = ISG_IMPORT_TABLE_VIEW (object);

  if (self->items != NULL)
    g_list_store_remove_all (self->items);
  g_clear_object (&self->narrowed);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (isg_import_table_view_parent_class)->dispose (object);
}

static void
isg_import_table_view_class_init (IsgImportTableViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_import_table_view_dispose;
  signals[CHANGED] = g_signal_new ("changed",
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
isg_import_table_view_init (IsgImportTableView *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->what = -1;
  self->items = g_list_store_new (TYPE_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->narrowed
    = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                               g_object_ref (self->filter)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (
    GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (self->narrowed)))));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Import preview"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (window, TRUE);
  adw_bin_set_child (ADW_BIN (self), window);
}

GtkWidget *
isg_import_table_view_new (IsgContext *context, const char *kind)
{
  IsgImportTableView *self = g_object_new (ISG_TYPE_IMPORT_TABLE, NULL);

  self->context = g_object_ref (context);
  self->kind = isg_rules_kind (isg_context_rules (context), kind);
  return GTK_WIDGET (self);
}
