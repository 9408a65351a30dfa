/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pick-popup.h"

#include "app/isg-text-scale.h"

#define WIDTH  360
#define HEIGHT 240
#define ROW    40

struct _IsgPickPopup {
  GtkPopover parent_instance;

  GtkScrolledWindow *scroller; /* (unowned) */
  GtkListView *view;           /* (unowned) */
  GListStore *items;           /* (owned) */
  GtkSingleSelection *choice;  /* (unowned): the view's */
};

enum {
  TAKEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgPickPopup, isg_pick_popup, GTK_TYPE_POPOVER)

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *tick = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  "object-select-symbolic",
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "numeric");
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), detail);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), tick);
  gtk_box_append (GTK_BOX (row), words);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  IsgPickItem *pick = gtk_list_item_get_item (item);
  GtkWidget *tick = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_next_sibling (tick));
  GtkWidget *detail = gtk_widget_get_next_sibling (label);
  const char *words = isg_pick_item_detail (pick);

  gtk_widget_set_visible (tick, isg_pick_item_tick (pick) >= 0);
  gtk_widget_set_opacity (tick, isg_pick_item_tick (pick) > 0 ? 1 : 0);
  gtk_label_set_label (GTK_LABEL (label), isg_pick_item_label (pick));
  gtk_widget_set_tooltip_text (label, isg_pick_item_label (pick));
  gtk_label_set_label (GTK_LABEL (detail), words != NULL ? words : "");
  gtk_widget_set_visible (detail, words != NULL);
}

static void
activated_cb (IsgPickPopup *self, guint position)
{
  g_autoptr (IsgPickItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL)
    g_signal_emit (self, signals[TAKEN], 0, item);
}

gboolean
isg_pick_popup_is_open (IsgPickPopup *self)
{
  g_return_val_if_fail (ISG_IS_PICK_POPUP (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}

static void
scroll (IsgPickPopup *self)
{
  guint position = gtk_single_selection_get_selected (self->choice);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

void
isg_pick_popup_show (IsgPickPopup *self, GPtrArray *items)
{
  int height;

  g_return_if_fail (ISG_IS_PICK_POPUP (self));

  g_list_store_splice (self->items,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata,
                       items->len);
  if (items->len == 0) {
    gtk_popover_popdown (GTK_POPOVER (self));
    return;
  }
  height = MIN (isg_scaled (HEIGHT), isg_scaled (ROW) * (int) items->len + 8);
  /* A list asks for next to no room of its own accord. */
  gtk_widget_set_size_request (GTK_WIDGET (self->scroller), isg_scaled (WIDTH), height);
  gtk_single_selection_set_selected (self->choice, 0);
  gtk_popover_popup (GTK_POPOVER (self));
  /* An open one does not follow its content by itself. */
  gtk_popover_present (GTK_POPOVER (self));
  scroll (self);
}

void
isg_pick_popup_walk (IsgPickPopup *self, int step)
{
  int last, position;

  g_return_if_fail (ISG_IS_PICK_POPUP (self));

  last = (int) g_list_model_get_n_items (G_LIST_MODEL (self->items)) - 1;
  position = (int) gtk_single_selection_get_selected (self->choice);
  if (last < 0)
    return;
  gtk_single_selection_set_selected (self->choice, (guint) CLAMP (position + step, 0, last));
  scroll (self);
}

void
isg_pick_popup_renew (IsgPickPopup *self, GPtrArray *items)
{
  guint position;

  g_return_if_fail (ISG_IS_PICK_POPUP (self));

  position = gtk_single_selection_get_selected (self->choice);
  g_list_store_splice (self->items,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata,
                       items->len);
  gtk_single_selection_set_selected (self->choice, position);
  scroll (self);
}

IsgPickItem *
isg_pick_popup_chosen (IsgPickPopup *self)
{
  g_return_val_if_fail (ISG_IS_PICK_POPUP (self), NULL);

  return gtk_single_selection_get_selected_item (self->choice);
}

static void
isg_pick_popup_finalize (GObject *object)
{
  g_clear_object (&ISG_PICK_POPUP (object)->items);
  G_OBJECT_CLASS (isg_pick_popup_parent_class)->finalize (object);
}

static void
isg_pick_popup_class_init (IsgPickPopupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_pick_popup_finalize;
  signals[TAKEN] = g_signal_new ("taken",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 ISG_TYPE_PICK_ITEM);
}

static void
isg_pick_popup_init (IsgPickPopup *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->items = g_list_store_new (ISG_TYPE_PICK_ITEM);
  self->choice = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->choice), factory));
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->view), FALSE);
  g_signal_connect_object (self->view,
                           "activate",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);

  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->scroller));
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pick-popup");
}

IsgPickPopup *
isg_pick_popup_new (GtkWidget *entry, const char *name)
{
  IsgPickPopup *self = g_object_new (ISG_TYPE_PICK_POPUP, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  return self;
}
