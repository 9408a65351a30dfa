/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-switcher.h"

#include <glib/gi18n.h>

#include "app/isg-badge.h"
#include "app/isg-row-model.h"
#include "app/isg-switcher-data.h"
#include "app/isg-text-scale.h"

#define POPOVER_WIDTH  400
#define POPOVER_HEIGHT 440

struct _IsgSwitcher {
  GtkWidget parent_instance;

  GtkMenuButton *button; /* (unowned) */
  GtkLabel *name;        /* (unowned) */
  GtkLabel *detail;      /* (unowned) */
  IsgBadge *badge;       /* (unowned) */
  GtkPopover *popover;   /* (unowned) */
  GtkWidget *box;        /* (unowned) */
  GtkEditable *search;   /* (unowned) */
  GtkStack *stack;       /* (unowned) */
  GtkListView *list;     /* (unowned) */
  GtkWidget *add;        /* (unowned) */

  IsgContext *context;   /* (owned) (nullable) */
  IsgRowModel *model;    /* (owned) (nullable): made when the popover is first opened */
  GListStore *first;     /* (owned): "all" and the recent ones */
  GPtrArray *recent;     /* (owned) (nullable) (element-type IsgSwitcherItem) */
  gboolean choose_first; /* Enter was pressed before the hits came */
  guint reading;
};

G_DEFINE_FINAL_TYPE (IsgSwitcher, isg_switcher, GTK_TYPE_WIDGET)

/* ---- the button ---- */

static void
summary_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSwitcher) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgSwitcherSummary *summary = isg_tasks_finish (result, &error);

  self->reading--;
  /* A newer question is on its way: its answer is shown. */
  if (summary != NULL && self->reading == 0 && self->context != NULL) {
    gtk_label_set_label (self->detail, summary->detail);
    isg_badge_set (self->badge,
                   isg_context_rules (self->context),
                   summary->badge,
                   NULL,
                   FALSE,
                   TRUE);
  }
  isg_switcher_summary_free (summary);
}

static void
update_button (IsgSwitcher *self)
{
  const char *title = isg_context_workplace_title (self->context);

  gtk_label_set_label (self->name, title != NULL ? title : _ ("All workplaces"));
  self->reading++;
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_switcher_read_summary,
                 g_strdup (isg_context_workplace (self->context)),
                 g_free,
                 isg_switcher_summary_free,
                 NULL,
                 summary_read_cb,
                 g_object_ref (self));
}

/* ---- rows ---- */

typedef struct {
  GtkLabel *title;
  GtkLabel *detail;
  IsgBadge *badge;
} Row;

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, IsgSwitcher *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->title = GTK_LABEL (gtk_label_new (NULL));
  row->detail = GTK_LABEL (gtk_label_new (NULL));
  row->badge = ISG_BADGE (isg_badge_new ());
  gtk_label_set_xalign (row->title, 0);
  gtk_label_set_xalign (row->detail, 0);
  gtk_label_set_ellipsize (row->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (row->detail, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (row->detail), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (row->detail), "dim-label");
  isg_badge_set_icon_only (row->badge, TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (row->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (row->detail));
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->badge));
  gtk_widget_add_css_class (line, "switcher-row");
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
  gtk_list_item_set_child (item, line);
}

static void
show_row (Row *row, const char *title, const char *detail)
{
  gtk_label_set_label (row->title, title);
  gtk_label_set_label (row->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (row->detail), *detail != '\0');
}

typedef struct {
  IsgSwitcher *self; /* (owned) */
  GtkListItem *item; /* (owned) */
} BadgeAsked;

static void
badge_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BadgeAsked *asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *badge = isg_tasks_finish (result, &error);
  Row *row = g_object_get_data (G_OBJECT (asked->item), "row");

  /* The row may show another workplace by now. */
  if (badge != NULL && asked->self->context != NULL && row != NULL
      && g_object_get_data (G_OBJECT (asked->item), "asked") == asked)
    isg_badge_set (row->badge, isg_context_rules (asked->self->context), badge, NULL, FALSE, TRUE);
  g_object_unref (asked->item);
  g_object_unref (asked->self);
  g_free (asked);
}

static gpointer
read_badge (IsgStore *store, gpointer uuid, GCancellable *cancellable, GError **error)
{
  char *badge = NULL;

  return isg_store_workplace_badge (store, uuid, &badge, error) ? badge : NULL;
}

static void
ask_badge (IsgSwitcher *self, GtkListItem *item, const char *uuid)
{
  BadgeAsked *asked = g_new0 (BadgeAsked, 1);

  asked->self = g_object_ref (self);
  asked->item = g_object_ref (item);
  g_object_set_data (G_OBJECT (item), "asked", asked);
  isg_tasks_run (isg_context_tasks (self->context),
                 read_badge,
                 g_strdup (uuid),
                 g_free,
                 g_free,
                 NULL,
                 badge_read_cb,
                 asked);
}

static void
show_loaded (IsgSwitcher *self, GtkListItem *item, IsgRowItem *row_item)
{
  const IsgRow *loaded = isg_row_item_row (row_item);
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  g_autofree char *detail = NULL;

  if (loaded == NULL || self->context == NULL) {
    show_row (row, "", "");
    return;
  }
  detail = isg_workplace_detail (isg_context_rules (self->context), loaded->fields);
  show_row (row, loaded->title, detail);
  ask_badge (self, item, loaded->uuid);
}

static void
row_loaded_cb (IsgRowItem *row_item, GtkListItem *item)
{
  IsgSwitcher *self = g_object_get_data (G_OBJECT (item), "switcher");

  show_loaded (self, item, row_item);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, IsgSwitcher *self)
{
  gpointer object = gtk_list_item_get_item (item);
  Row *row = g_object_get_data (G_OBJECT (item), "row");

  g_object_set_data (G_OBJECT (item), "switcher", self);
  gtk_widget_set_visible (GTK_WIDGET (row->badge), FALSE);
  if (ISG_IS_SWITCHER_ITEM (object)) {
    show_row (row, isg_switcher_item_title (object), isg_switcher_item_detail (object));
    ask_badge (self, item, isg_switcher_item_uuid (object));
    return;
  }
  g_signal_connect_object (object, "loaded", G_CALLBACK (row_loaded_cb), item, 0);
  show_loaded (self, item, object);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, IsgSwitcher *self)
{
  gpointer object = gtk_list_item_get_item (item);

  g_object_set_data (G_OBJECT (item), "asked", NULL);
  if (ISG_IS_ROW_ITEM (object))
    g_signal_handlers_disconnect_by_func (object, row_loaded_cb, item);
}

/* ---- the list ---- */

/* "All" and the recent ones stand first while nothing is searched for. */
static void
fill_first (IsgSwitcher *self)
{
  g_autoptr (IsgSwitcherItem) all = isg_switcher_item_new (NULL, _ ("All workplaces"), "");

  g_list_store_remove_all (self->first);
  if (*gtk_editable_get_text (self->search) != '\0')
    return;
  g_list_store_append (self->first, all);
  for (guint i = 0; self->recent != NULL && i < self->recent->len; i++)
    g_list_store_append (self->first, g_ptr_array_index (self->recent, i));
}

static void
recent_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSwitcher) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) recent = isg_tasks_finish (result, &error);

  if (recent == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->recent, g_ptr_array_unref);
  self->recent = g_steal_pointer (&recent);
  fill_first (self);
}

static void
read_recent (IsgSwitcher *self, const char *chosen)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_switcher_read_recent,
                 g_strdup (chosen),
                 g_free,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 recent_read_cb,
                 g_object_ref (self));
}

static void
choose (IsgSwitcher *self, const char *uuid, const char *title)
{
  self->choose_first = FALSE;
  gtk_popover_popdown (self->popover);
  isg_context_choose_workplace (self->context, uuid, title);
  if (uuid != NULL)
    read_recent (self, uuid);
}

static gboolean
choose_at (IsgSwitcher *self, guint position)
{
  GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr (GObject) object = g_list_model_get_item (shown, position);
  const IsgRow *row;

  if (object == NULL)
    return FALSE;
  if (ISG_IS_SWITCHER_ITEM (object)) {
    choose (self,
            isg_switcher_item_uuid (ISG_SWITCHER_ITEM (object)),
            isg_switcher_item_title (ISG_SWITCHER_ITEM (object)));
    return TRUE;
  }
  row = isg_row_item_row (ISG_ROW_ITEM (object));
  if (row == NULL)
    return FALSE;
  choose (self, row->uuid, row->title);
  return TRUE;
}

static void
row_activated_cb (IsgSwitcher *self, guint position)
{
  choose_at (self, position);
}

static void
reloaded_cb (IsgSwitcher *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0
                   && *gtk_editable_get_text (self->search) != '\0';

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
  if (self->choose_first && !empty)
    choose_at (self, 0);
  self->choose_first = FALSE;
}

static void
build_list (IsgSwitcher *self)
{
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListModel *flat;
  GtkSelectionModel *selection;

  self->model = isg_row_model_new (self->context, "workplace");
  isg_row_model_set_follow_workplace (self->model, FALSE);
  g_signal_connect_object (self->model,
                           "reloaded",
                           G_CALLBACK (reloaded_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (parts, self->first);
  g_list_store_append (parts, self->model);
  flat = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&parts))));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (flat));

  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  g_object_unref (factory);
  g_object_unref (selection);
}

static void
shown_cb (IsgSwitcher *self)
{
  if (self->context == NULL)
    return;
  gtk_widget_set_size_request (self->box, isg_scaled (POPOVER_WIDTH), isg_scaled (POPOVER_HEIGHT));
  gtk_editable_set_text (self->search, "");
  if (self->model == NULL)
    build_list (self);
  fill_first (self);
  read_recent (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
search_changed_cb (IsgSwitcher *self)
{
  if (self->model == NULL)
    return;
  fill_first (self);
  isg_row_model_set_search (self->model, gtk_editable_get_text (self->search));
}

/* Enter chooses the first hit, also when it is pressed before the hits are there. */
static void
search_activated_cb (IsgSwitcher *self)
{
  g_autofree char *state = NULL;

  search_changed_cb (self);
  if (self->model == NULL)
    return;
  g_object_get (self->model, "state", &state, NULL);
  if (g_str_equal (state, "loading"))
    self->choose_first = TRUE;
  else
    choose_at (self, 0);
}

static gboolean
search_key_cb (GtkEventControllerKey *keys,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               IsgSwitcher *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
stop_search_cb (IsgSwitcher *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    gtk_popover_popdown (self->popover);
}

static void
add_clicked_cb (IsgSwitcher *self)
{
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-record", "s", "workplace");
}

/* ---- for the sidebar ---- */

void
isg_switcher_watch (IsgSwitcher *self, IsgContext *context)
{
  g_return_if_fail (ISG_IS_SWITCHER (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "notify::workplace",
                           G_CALLBACK (update_button),
                           self,
                           G_CONNECT_SWAPPED);
  update_button (self);
}

void
isg_switcher_open (IsgSwitcher *self)
{
  g_return_if_fail (ISG_IS_SWITCHER (self));

  gtk_menu_button_popup (self->button);
}

static void
isg_switcher_dispose (GObject *object)
{
  IsgSwitcher *self = ISG_SWITCHER (object);

  g_clear_object (&self->context);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  self->list = NULL;
  g_clear_pointer ((GtkWidget **) &self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (isg_switcher_parent_class)->dispose (object);
}

static void
isg_switcher_finalize (GObject *object)
{
  IsgSwitcher *self = ISG_SWITCHER (object);

  g_clear_object (&self->first);
  g_clear_pointer (&self->recent, g_ptr_array_unref);
  G_OBJECT_CLASS (isg_switcher_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, name);
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, detail);
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, badge);
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, box);
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, search);
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, stack);
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, list);
  gtk_widget_class_bind_template_child (widget_class, IsgSwitcher, add);
}

static void
isg_switcher_class_init (IsgSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = isg_switcher_dispose;
  object_class->finalize = isg_switcher_finalize;
  g_type_ensure (ISG_TYPE_BADGE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/switcher.ui");
  bind_children (widget_class);
}

static void
connect (gpointer instance, const char *signal, GCallback callback, IsgSwitcher *self)
{
  g_signal_connect_object (instance, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
isg_switcher_init (IsgSwitcher *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->first = g_list_store_new (G_TYPE_OBJECT);
  gtk_widget_init_template (GTK_WIDGET (self));
  isg_badge_set_icon_only (self->badge, TRUE);
  /* A GtkMenuButton puts its child into a box in its middle. */
  gtk_widget_set_halign (gtk_widget_get_parent (gtk_menu_button_get_child (self->button)),
                         GTK_ALIGN_FILL);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           GTK_WIDGET (self->list));
  connect (self->popover, "show", G_CALLBACK (shown_cb), self);
  connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  connect (self->search, "activate", G_CALLBACK (search_activated_cb), self);
  connect (self->search, "stop-search", G_CALLBACK (stop_search_cb), self);
  connect (self->list, "activate", G_CALLBACK (row_activated_cb), self);
  connect (self->add, "clicked", G_CALLBACK (add_clicked_cb), self);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}
