/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-hazard-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/isg-finding-row.h"
#include "app/isg-one-stop.h"
#include "app/isg-risk-view.h"
#include "app/isg-text-scale.h"
#include "base/isg-i18n.h"
#include "base/isg-text.h"

/* ---- a row ---- */

#define ISG_TYPE_HAZARD_ITEM (isg_hazard_item_get_type ())
G_DECLARE_FINAL_TYPE (IsgHazardItem, isg_hazard_item, ISG, HAZARD_ITEM, GObject)

struct _IsgHazardItem {
  GObject parent_instance;

  guint index; /* in the assessment */
  IsgFields *row;
  const IsgRiskMethod *method; /* (nullable): the pack's */
  IsgDate today;
  int severity;       /* of the worst finding, or -1 */
  gboolean continues; /* its section stands above it already */
};

G_DEFINE_FINAL_TYPE (IsgHazardItem, isg_hazard_item, G_TYPE_OBJECT)

static void
isg_hazard_item_finalize (GObject *object)
{
  isg_fields_unref (ISG_HAZARD_ITEM (object)->row);
  G_OBJECT_CLASS (isg_hazard_item_parent_class)->finalize (object);
}

static void
isg_hazard_item_class_init (IsgHazardItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_hazard_item_finalize;
}

static void
isg_hazard_item_init (IsgHazardItem *self)
{
  self->severity = -1;
}

/* ---- columns ---- */

typedef char *(*CellText) (IsgHazardItem *item);

/* What a cell is besides its text. */
typedef enum {
  CELL_TEXT,
  CELL_HAZARD, /* with the mark of a finding */
  CELL_BEFORE, /* in the colour of its level */
  CELL_AFTER,
  CELL_DUE, /* with the mark of what is past */
} CellKind;

typedef struct {
  const char *title; /* msgid */
  int width;
  gboolean expand;
  guint priority;
  CellKind kind;
  CellText text;
} Column;

static char *
text_of (IsgHazardItem *item, const char *id)
{
  const char *text = isg_value_text (isg_fields_get (item->row, id));

  return g_strdup (text != NULL ? text : "");
}

static char *
section_text (IsgHazardItem *item)
{
  return item->continues ? g_strdup ("") : text_of (item, "section");
}

static char *
hazard_text (IsgHazardItem *item)
{
  g_autofree char *text = text_of (item, "hazard");

  if (isg_fields_get (item->row, "copied") != NULL)
    /* Translators: a hazard that was copied from elsewhere; Turkish: Kopya · bakılmadı: %s */
    return g_strdup_printf (_ ("Copy · not looked at: %s"), text);
  /* Translators: a row of hazards in which nothing is written yet. */
  return *text != '\0' ? g_steal_pointer (&text) : g_strdup (_ ("New row"));
}

static char *
risk_text (IsgHazardItem *item)
{
  return text_of (item, "risk");
}

static char *
measure_text (IsgHazardItem *item)
{
  return text_of (item, "measure");
}

static char *
responsible_text (IsgHazardItem *item)
{
  return text_of (item, "responsible");
}

static char *
due_text (IsgHazardItem *item)
{
  IsgDate done = isg_value_date (isg_fields_get (item->row, "done_on"));
  IsgDate due = isg_value_date (isg_fields_get (item->row, "due"));
  g_autofree char *date = NULL;

  if (done != ISG_DATE_NONE) {
    date = isg_i18n_date (done, FALSE);
    /* Translators: a measure was done on that day. */
    return g_strdup_printf (_ ("✓ %s"), date);
  }
  return due != ISG_DATE_NONE ? isg_i18n_date (due, FALSE) : g_strdup ("");
}

static char *
score_text (IsgHazardItem *item, IsgRiskWhen when, const char *none)
{
  char *text = isg_risk_view_score (item->method, item->row, when, isg_i18n_language ());

  return text != NULL ? text : g_strdup (none);
}

static char *
before_text (IsgHazardItem *item)
{
  return score_text (item, ISG_RISK_BEFORE, "–");
}

static char *
after_text (IsgHazardItem *item)
{
  return score_text (item, ISG_RISK_AFTER, "");
}

/* Source: ui.md 3.6. */
/* clang-format off */
static const Column columns[] = {
  { N_ ("Section"), 110, FALSE, 2, CELL_TEXT, section_text },
  { N_ ("Hazard"), 170, TRUE, 1, CELL_HAZARD, hazard_text },
  { N_ ("Risk"), 140, FALSE, 3, CELL_TEXT, risk_text },
  { N_ ("Score"), 126, FALSE, 1, CELL_BEFORE, before_text },
  { N_ ("Measure"), 170, TRUE, 2, CELL_TEXT, measure_text },
  { N_ ("Responsible"), 100, FALSE, 3, CELL_TEXT, responsible_text },
  { N_ ("Due"), 124, FALSE, 2, CELL_DUE, due_text },
  { N_ ("After"), 116, FALSE, 2, CELL_AFTER, after_text },
};
/* clang-format on */

struct _IsgHazardTable {
  AdwBin parent_instance;

  GtkColumnView *view;           /* (unowned) */
  GListStore *items;             /* (owned) (element-type IsgHazardItem): in the order shown */
  GtkSingleSelection *selection; /* (unowned): the view's */
  GPtrArray *rows;               /* (owned) (element-type IsgFields) */
  const IsgRiskMethod *method;   /* (nullable) */
  IsgDate today;
  GArray *severities; /* (element-type int): beside the rows */
  gboolean grouped;
  IsgBand band;
};

enum {
  OPEN,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgHazardTable, isg_hazard_table, ADW_TYPE_BIN)

/* ---- cells ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, const Column *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
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

static void
clear_classes (GtkWidget *widget, const char *prefix)
{
  g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);

  for (guint i = 0; classes[i] != NULL; i++)
    if (g_str_has_prefix (classes[i], prefix))
      gtk_widget_remove_css_class (widget, classes[i]);
}

static void
colour (GtkWidget *label, IsgHazardItem *item, IsgRiskWhen when)
{
  const IsgRiskLevel *level
    = item->method != NULL ? isg_risk_method_row_level (item->method, item->row, when) : NULL;
  g_autofree char *css
    = level != NULL ? g_strdup_printf ("risk-%s", isg_risk_level_id (level)) : NULL;

  clear_classes (label, "risk-");
  if (css == NULL)
    return;
  gtk_widget_add_css_class (label, "risk-chip");
  gtk_widget_add_css_class (label, css);
}

static void
mark (GtkWidget *icon, const char *name)
{
  gtk_widget_set_visible (icon, name != NULL);
  if (name != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (icon), name);
}

static const char *
severity_icon (int severity)
{
  if (severity == ISG_SEVERITY_BLOCK)
    return "dialog-error-symbolic";
  return severity == ISG_SEVERITY_WARNING ? "dialog-warning-symbolic" : NULL;
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, const Column *column)
{
  IsgHazardItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *label = gtk_widget_get_next_sibling (icon);
  g_autofree char *text = column->text (item);

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
  if (column->kind == CELL_HAZARD)
    mark (icon, severity_icon (item->severity));
  else if (column->kind == CELL_DUE)
    mark (icon,
          isg_risk_view_is_late (item->row, item->today) ? "appointment-missed-symbolic" : NULL);
  else if (column->kind == CELL_BEFORE || column->kind == CELL_AFTER)
    colour (label, item, column->kind == CELL_AFTER ? ISG_RISK_AFTER : ISG_RISK_BEFORE);
}

static void
add_columns (IsgHazardTable *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) column = NULL;

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) &columns[i]);
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
    column = gtk_column_view_column_new (_ (columns[i].title), factory);
    gtk_column_view_column_set_expand (column, columns[i].expand);
    gtk_column_view_append_column (self->view, column);
  }
}

static void
layout (gpointer object)
{
  IsgHazardTable *self = object;
  GListModel *list = gtk_column_view_get_columns (self->view);
  guint most = self->band == ISG_BAND_WIDE ? 3 : self->band == ISG_BAND_MEDIUM ? 2 : 1;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (list, i);

    /* GTK 4.8 keeps the room of a hidden column from those that grow. */
    gtk_column_view_column_set_fixed_width (column,
                                            columns[i].priority <= most
                                              ? isg_scaled (columns[i].width)
                                              : 0);
    gtk_column_view_column_set_visible (column, columns[i].priority <= most);
  }
}

void
isg_hazard_table_set_band (IsgHazardTable *self, IsgBand band)
{
  g_return_if_fail (ISG_IS_HAZARD_TABLE (self));

  self->band = band;
  layout (self);
}

/* ---- rows ---- */

static IsgHazardItem *
item_new (IsgHazardTable *self, guint index)
{
  IsgHazardItem *item = g_object_new (ISG_TYPE_HAZARD_ITEM, NULL);

  item->index = index;
  item->row = isg_fields_ref (g_ptr_array_index (self->rows, index));
  item->method = self->method;
  item->today = self->today;
  if (index < self->severities->len)
    item->severity = g_array_index (self->severities, int, index);
  return item;
}

static int
compare_sections (gconstpointer a, gconstpointer b, gpointer data)
{
  const IsgHazardItem *one = *(IsgHazardItem *const *) a;
  const IsgHazardItem *other = *(IsgHazardItem *const *) b;
  const char *left = isg_value_text (isg_fields_get (one->row, "section"));
  const char *right = isg_value_text (isg_fields_get (other->row, "section"));
  g_autofree char *left_key = isg_text_sort_key (left != NULL ? left : "");
  g_autofree char *right_key = isg_text_sort_key (right != NULL ? right : "");
  int by_section = strcmp (left_key, right_key);

  return by_section != 0 ? by_section : (int) one->index - (int) other->index;
}

static void
group_rows (GPtrArray *all)
{
  g_ptr_array_sort_with_data (all, compare_sections, NULL);
  for (guint i = 1; i < all->len; i++) {
    IsgHazardItem *item = g_ptr_array_index (all, i);
    IsgHazardItem *above = g_ptr_array_index (all, i - 1);

    item->continues = isg_value_equal (isg_fields_get (item->row, "section"),
                                       isg_fields_get (above->row, "section"));
  }
}

static gboolean
same_item (IsgHazardItem *a, IsgHazardItem *b)
{
  return a->index == b->index && a->method == b->method && a->severity == b->severity
         && a->continues == b->continues && isg_fields_equal (a->row, b->row);
}

/* What is the same keeps its row, with focus and selection. */
static void
fill (IsgHazardTable *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint first = 0, last;

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (all, item_new (self, i));
  if (self->grouped)
    group_rows (all);
  for (; first < MIN (n, all->len); first++) {
    g_autoptr (IsgHazardItem) old = g_list_model_get_item (G_LIST_MODEL (self->items), first);

    if (!same_item (old, g_ptr_array_index (all, first)))
      break;
  }
  for (last = 0; last < MIN (n, all->len) - first; last++) {
    g_autoptr (IsgHazardItem) old
      = g_list_model_get_item (G_LIST_MODEL (self->items), n - 1 - last);

    if (!same_item (old, g_ptr_array_index (all, all->len - 1 - last)))
      break;
  }
  if (n - first - last > 0 || all->len - first - last > 0)
    g_list_store_splice (self->items,
                         first,
                         n - first - last,
                         all->pdata + first,
                         all->len - first - last);
}

void
isg_hazard_table_show (IsgHazardTable *self,
                       const IsgRiskMethod *method,
                       GPtrArray *rows,
                       IsgDate today)
{
  g_return_if_fail (ISG_IS_HAZARD_TABLE (self));

  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (self->rows, isg_fields_ref (g_ptr_array_index (rows, i)));
  self->method = method;
  self->today = today;
  fill (self);
}

void
isg_hazard_table_show_findings (IsgHazardTable *self, GPtrArray *findings)
{
  int none = -1;

  g_return_if_fail (ISG_IS_HAZARD_TABLE (self));

  g_array_set_size (self->severities, 0);
  for (guint i = 0; i < self->rows->len; i++)
    g_array_append_val (self->severities, none);
  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);
    const char *path = isg_finding_path (finding);
    const char *bracket = path != NULL ? strchr (path, '[') : NULL;
    guint64 index = bracket != NULL ? g_ascii_strtoull (bracket + 1, NULL, 10) : G_MAXUINT64;

    if (index < self->severities->len) {
      int *worst = &g_array_index (self->severities, int, index);

      *worst = MAX (*worst, (int) isg_finding_severity (finding));
    }
  }
  fill (self);
}

void
isg_hazard_table_set_grouped (IsgHazardTable *self, gboolean grouped)
{
  g_return_if_fail (ISG_IS_HAZARD_TABLE (self));

  self->grouped = grouped;
  fill (self);
}

/* ---- places ---- */

guint
isg_hazard_table_place (IsgHazardTable *self, guint index)
{
  g_return_val_if_fail (ISG_IS_HAZARD_TABLE (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++) {
    g_autoptr (IsgHazardItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

    if (item->index == index)
      return i;
  }
  return 0;
}

guint
isg_hazard_table_neighbour (IsgHazardTable *self, guint index, int step)
{
  g_autoptr (IsgHazardItem) item = NULL;

  g_return_val_if_fail (ISG_IS_HAZARD_TABLE (self), GTK_INVALID_LIST_POSITION);

  item = g_list_model_get_item (G_LIST_MODEL (self->items),
                                isg_hazard_table_place (self, index) + (guint) step);
  return item != NULL ? item->index : GTK_INVALID_LIST_POSITION;
}

guint
isg_hazard_table_selected (IsgHazardTable *self)
{
  IsgHazardItem *item;

  g_return_val_if_fail (ISG_IS_HAZARD_TABLE (self), GTK_INVALID_LIST_POSITION);

  item = gtk_single_selection_get_selected_item (self->selection);
  return item != NULL ? item->index : GTK_INVALID_LIST_POSITION;
}

void
isg_hazard_table_select (IsgHazardTable *self, guint index)
{
  guint place;

  g_return_if_fail (ISG_IS_HAZARD_TABLE (self));

  if (index >= self->rows->len)
    return;
  place = isg_hazard_table_place (self, index);
  gtk_single_selection_set_selected (self->selection, place);
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item",
                              "u",
                              place);
}

GtkWidget *
isg_hazard_table_view (IsgHazardTable *self)
{
  g_return_val_if_fail (ISG_IS_HAZARD_TABLE (self), NULL);

  return GTK_WIDGET (self->view);
}

static void
activated_cb (IsgHazardTable *self, guint position)
{
  g_autoptr (IsgHazardItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL)
    g_signal_emit (self, signals[OPEN], 0, item->index);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        IsgHazardTable *self)
{
  guint index = isg_hazard_table_selected (self);

  if ((keyval != GDK_KEY_Delete && keyval != GDK_KEY_KP_Delete) || !(state & GDK_CONTROL_MASK)
      || index == GTK_INVALID_LIST_POSITION)
    return FALSE;
  g_signal_emit (self, signals[REMOVE], 0, index);
  return TRUE;
}

/* ---- class ---- */

static void
isg_hazard_table_finalize (GObject *object)
{
  IsgHazardTable *self = ISG_HAZARD_TABLE (object);

  g_clear_object (&self->items);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->severities);
  G_OBJECT_CLASS (isg_hazard_table_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       ISG_TYPE_HAZARD_TABLE,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       G_TYPE_UINT);
}

static void
isg_hazard_table_class_init (IsgHazardTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_hazard_table_finalize;
  signals[OPEN] = new_signal ("open");
  signals[REMOVE] = new_signal ("remove");
}

static void
isg_hazard_table_init (IsgHazardTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  self->severities = g_array_new (FALSE, FALSE, sizeof (int));
  self->today = ISG_DATE_NONE;
  self->band = ISG_BAND_WIDE;
  self->items = g_list_store_new (ISG_TYPE_HAZARD_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (self->selection)));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: accessible name; Turkish: Tehlikeler tablosu */
                                  _ ("Hazards table"), -1);
  add_columns (self);
  layout (self);
  isg_text_scale_watch (self, layout);
  g_signal_connect_object (self->view,
                           "activate",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), isg_one_stop_new (scroller));
}
