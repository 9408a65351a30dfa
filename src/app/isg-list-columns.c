/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-list-private.h"

#include <glib/gi18n.h>

#include "app/isg-badge-text.h"
#include "app/isg-badge.h"
#include "app/isg-text-scale.h"

/* "(DENEME)" stands behind every state of the sandbox. */
#define SANDBOX_WIDER 60
/* What a column that grows needs at least where there is no room. */
#define NARROW_WIDTH 120

/* ---- cells ---- */

typedef struct {
  const IsgListColumn *column;
  IsgContext *context; /* (owned) */
} Cells;

static void
cells_free (gpointer data, GClosure *closure)
{
  Cells *cells = data;

  g_object_unref (cells->context);
  g_free (cells);
}

static GtkWidget *
make_label (const IsgListColumn *column)
{
  gboolean number = column->cell == ISG_LIST_CELL_NUMBER;

  return g_object_new (GTK_TYPE_LABEL,
                       "ellipsize",
                       PANGO_ELLIPSIZE_END,
                       "xalign",
                       number ? 1.0F : 0.0F,
                       NULL);
}

/* What is past is said by words and by a mark. */
static GtkWidget *
make_late (const IsgListColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_IMAGE,
                                "icon-name",
                                "appointment-missed-symbolic",
                                "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                NULL));
  gtk_box_append (GTK_BOX (box), make_label (column));
  return box;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, Cells *cells)
{
  GtkWidget *child;

  switch (cells->column->cell) {
  case ISG_LIST_CELL_BADGE:
  case ISG_LIST_CELL_WORST:
    child = isg_badge_new ();
    isg_badge_set_icon_only (ISG_BADGE (child), cells->column->cell == ISG_LIST_CELL_WORST);
    break;
  case ISG_LIST_CELL_LATE:
    child = make_late (cells->column);
    break;
  case ISG_LIST_CELL_TEXT:
  case ISG_LIST_CELL_NUMBER:
  default:
    child = make_label (cells->column);
  }
  gtk_list_item_set_child (cell, child);
}

static void
show_badge (IsgBadge *badge, Cells *cells, const IsgRow *row, const char *text)
{
  gboolean worst = cells->column->cell == ISG_LIST_CELL_WORST;
  const char *note = row != NULL ? row->badge_note : NULL;

  isg_badge_set (badge,
                 isg_context_rules (cells->context),
                 worst         ? text
                 : row != NULL ? row->badge
                               : NULL,
                 worst ? NULL : note,
                 isg_context_is_sandbox (cells->context),
                 TRUE);
}

static void
show_late (GtkWidget *box, const char *text)
{
  gboolean late = *text == '!';

  gtk_widget_set_visible (gtk_widget_get_first_child (box), late);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), late ? text + 1 : text);
}

static void
update_cell (GtkListItem *cell, Cells *cells)
{
  IsgRowItem *item = gtk_list_item_get_item (cell);
  const IsgRow *row = isg_row_item_row (item);
  GtkWidget *child = gtk_list_item_get_child (cell);
  g_autofree char *text = NULL;

  if (row != NULL && cells->column->text != NULL)
    text = cells->column->text (item, cells->context);
  if (ISG_IS_BADGE (child))
    show_badge (ISG_BADGE (child), cells, row, text);
  else if (GTK_IS_LABEL (child))
    gtk_label_set_label (GTK_LABEL (child), text != NULL ? text : "");
  else
    show_late (child, text != NULL ? text : "");
}

static void
loaded_cb (IsgRowItem *item, GtkListItem *cell)
{
  update_cell (cell, g_object_get_data (G_OBJECT (cell), "isg-cells"));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, Cells *cells)
{
  g_object_set_data (G_OBJECT (cell), "isg-cells", cells);
  g_signal_connect_object (gtk_list_item_get_item (cell),
                           "loaded",
                           G_CALLBACK (loaded_cb),
                           cell,
                           0);
  update_cell (cell, cells);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, Cells *cells)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (cell), loaded_cb, cell);
}

static GtkListItemFactory *
make_factory (IsgContext *context, const IsgListColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cells *cells = g_new (Cells, 1);

  *cells = (Cells){ column, g_object_ref (context) };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), cells, cells_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), cells);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), cells);
  return factory;
}

/* ---- sorting ---- */

/* Who was asked first by one comparison: the view's sorter asks its columns in the order of the
 * clicks, and turns the answer round where the arrow is turned round. */
typedef struct {
  const IsgListColumn *first; /* (nullable) */
} Asked;

static int
note_asked (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const IsgListColumn *column = user_data;
  Asked *asked = g_object_get_data ((GObject *) a, "isg-asked");

  if (asked != NULL && asked->first == NULL)
    asked->first = column;
  return -1;
}

const char *
isg_list_columns_sort (GtkColumnView *view, const IsgListSpec *spec, gboolean *out_descending)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  Asked asked = { NULL };
  GtkOrdering ordering;

  g_object_set_data (a, "isg-asked", &asked);
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (view), a, b);
  if (asked.first == NULL) {
    *out_descending = spec->descending;
    return spec->sort;
  }
  *out_descending = ordering == GTK_ORDERING_LARGER;
  return asked.first->sort;
}

/* ---- columns ---- */

static const char *
column_title (const IsgListColumn *column)
{
  /* The empty msgid is the header of the catalogue. */
  if (*column->title == '\0')
    return "";
  if (column->msgctxt != NULL)
    return g_dpgettext2 (NULL, column->msgctxt, column->title);
  return _ (column->title);
}

static GtkColumnViewColumn *
make_column (IsgContext *context, const IsgListColumn *column)
{
  GtkColumnViewColumn *made
    = gtk_column_view_column_new (column_title (column), make_factory (context, column));

  gtk_column_view_column_set_resizable (made, column->width > 40);
  gtk_column_view_column_set_expand (made, column->expand);
  if (column->sort != NULL) {
    g_autoptr (GtkSorter) sorter
      = GTK_SORTER (gtk_custom_sorter_new (note_asked, (gpointer) column, NULL));

    gtk_column_view_column_set_sorter (made, sorter);
  }
  return made;
}

void
isg_list_columns_add (GtkColumnView *view, IsgContext *context, const IsgListSpec *spec)
{
  for (guint i = 0; i < spec->n_columns; i++) {
    g_autoptr (GtkColumnViewColumn) column = make_column (context, &spec->columns[i]);

    gtk_column_view_append_column (view, column);
    if (g_strcmp0 (spec->columns[i].sort, spec->sort) == 0)
      gtk_column_view_sort_by_column (view,
                                      column,
                                      spec->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  }
}

static guint
least_priority (IsgBand band)
{
  return band == ISG_BAND_NARROW ? 1 : band == ISG_BAND_MEDIUM ? 2 : 3;
}

void
isg_list_columns_layout (GtkColumnView *view,
                         IsgContext *context,
                         const IsgListSpec *spec,
                         IsgBand band)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  gboolean all = spec->every_workplace || isg_context_workplace (context) == NULL;

  for (guint i = 0; i < spec->n_columns; i++) {
    const IsgListColumn *column = &spec->columns[i];
    g_autoptr (GtkColumnViewColumn) made = g_list_model_get_item (columns, i);
    gboolean visible = column->priority <= least_priority (band) && (all || !column->all_only);
    int width = column->width;

    if (column->cell == ISG_LIST_CELL_BADGE && isg_context_is_sandbox (context))
      width += SANDBOX_WIDER;
    if (column->expand && band == ISG_BAND_NARROW)
      width = MIN (width, NARROW_WIDTH);
    /* GTK 4.8 keeps the room of a hidden column from those that grow. */
    gtk_column_view_column_set_fixed_width (made, visible ? isg_scaled (width) : 0);
    gtk_column_view_column_set_visible (made, visible);
  }
}

/* ---- copying ---- */

static char *
badge_words (IsgContext *context, IsgRowItem *item)
{
  const IsgRow *row = isg_row_item_row (item);

  return isg_badge_text (isg_context_rules (context),
                         row->badge,
                         row->badge_note,
                         isg_context_is_sandbox (context),
                         ISG_BADGE_SHORT);
}

static void
copy_row (GString *text, const IsgListSpec *spec, IsgContext *context, IsgRowItem *item)
{
  for (guint i = 0; i < spec->n_columns; i++) {
    const IsgListColumn *column = &spec->columns[i];
    g_autofree char *cell = NULL;

    if (column->cell == ISG_LIST_CELL_WORST)
      continue;
    cell = column->text != NULL ? column->text (item, context) : badge_words (context, item);
    g_strdelimit (cell, "\t\n", ' ');
    g_string_append (text, *cell == '!' ? cell + 1 : cell);
    g_string_append_c (text, i + 1 < spec->n_columns ? '\t' : '\n');
  }
}

char *
isg_list_columns_copy (const IsgListSpec *spec,
                       IsgContext *context,
                       GListModel *model,
                       GtkBitset *positions)
{
  GString *text = g_string_new (NULL);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position)) {
    g_autoptr (IsgRowItem) item = g_list_model_get_item (model, position);

    if (item != NULL && isg_row_item_row (item) != NULL)
      copy_row (text, spec, context, item);
  }
  return g_string_free (text, FALSE);
}
