/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-list-screen.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-list-private.h"
#include "app/isg-one-stop.h"
#include "app/isg-pages.h"
#include "app/isg-text-scale.h"

struct _IsgListScreen {
  IsgScreen parent_instance;

  IsgContext *context; /* (owned) */
  const IsgListSpec *spec;
  IsgRowModel *model;                    /* (owned) */
  GtkSelectionModel *selection;          /* (owned) */
  GMenu *menu;                           /* (owned): of the page */
  void (*grab_above) (GtkWidget *child); /* (nullable) */
  gboolean to_top;                       /* another question was asked: begin at its beginning */
  gboolean to_list;                      /* the list gets the focus once there is one */

  /* (unowned): of the .ui file */
  GtkBox *body;
  IsgListFilter *filter;
  AdwBin *above;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkColumnView *view;
  AdwStatusPage *empty;
  GtkButton *empty_button;
  GtkButton *other_button;
  AdwStatusPage *error;
  GtkButton *retry;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (IsgListScreen, isg_list_screen, ISG_TYPE_SCREEN)

IsgRowModel *
isg_list_screen_model (IsgListScreen *self)
{
  g_return_val_if_fail (ISG_IS_LIST_SCREEN (self), NULL);

  return self->model;
}

GtkSelectionModel *
isg_list_screen_selection (IsgListScreen *self)
{
  g_return_val_if_fail (ISG_IS_LIST_SCREEN (self), NULL);

  return self->selection;
}

/* ---- what is shown ---- */

static const char *
search_text (IsgListScreen *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (isg_list_filter_entry (self->filter)));
}

/* Nothing there: because of what is searched, because of the filter, or since nothing was written
 * yet. */
static void
explain_emptiness (IsgListScreen *self)
{
  const char *searched = search_text (self);
  gboolean narrowed = *searched != '\0' || isg_list_filter_is_set (self->filter);
  g_autofree char *sentence = NULL;

  if (*searched != '\0' && g_str_equal (self->spec->kind, "employee"))
    sentence = g_strdup_printf (_ ("“%s” was not found. You can also search by identity number."),
                                   searched);
  else if (*searched != '\0')
    /* Translators: Turkish: “%s” bulunamadı. */
    sentence = g_strdup_printf (_ ("“%s” was not found."), searched);
  else if (narrowed)
    /* Translators: a list is narrowed by a state; Turkish: Bu süzgeçte kayıt yok. */
    sentence = g_strdup (_ ("No record matches this filter."));
  else
    sentence = g_strdup (_ (self->spec->empty));
  adw_status_page_set_title (self->empty, sentence);
  if (narrowed)
    /* Translators: takes search and filter away; Turkish: Hepsini göster */
    gtk_button_set_label (self->empty_button, _ ("Show all"));
  else
    gtk_button_set_label (self->empty_button,
                          _ (self->spec->empty_label != NULL ? self->spec->empty_label
                                                             : self->spec->add_label));
  gtk_widget_set_visible (GTK_WIDGET (self->other_button),
                          !narrowed && self->spec->other_add != NULL);
}

static void
explain_error (IsgListScreen *self)
{
  const GError *error = isg_row_model_error (self->model);
  g_autofree char *sentence = error != NULL ? isg_error_text (error) : NULL;

  adw_status_page_set_title (self->error, sentence != NULL ? sentence : "");
}

/* A list that goes away must not take the focus with it: one goes on typing. */
static void
keep_focus (IsgListScreen *self)
{
  GtkEditable *entry = GTK_EDITABLE (isg_list_filter_entry (self->filter));

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->scrolled)) == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_position (entry, -1);
}

static void
update_stack (IsgListScreen *self)
{
  g_autofree char *state = NULL;

  g_object_get (self->model, "state", &state, NULL);
  if (g_str_equal (state, "empty"))
    explain_emptiness (self);
  if (g_str_equal (state, "error"))
    explain_error (self);
  if (!g_str_equal (state, "ready"))
    keep_focus (self);
  gtk_stack_set_visible_child_name (self->stack, state);
}

static void
update_actions (IsgListScreen *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean any = !gtk_bitset_is_empty (selected);
  gboolean closed = isg_list_filter_shows_closed (self->filter);

  gtk_widget_action_set_enabled (widget, "list.finish", any && !closed && self->spec->sent);
  gtk_widget_action_set_enabled (widget, "list.close", any && !closed);
  gtk_widget_action_set_enabled (widget, "list.reopen", any && closed);
  gtk_widget_action_set_enabled (widget, "list.copy", any);
}

static void
update_count (IsgListScreen *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint n_selected = (guint) gtk_bitset_get_size (selected);
  g_autofree char *text
    = g_strdup_printf (ngettext ("%u record, %u selected", "%u records, %u selected", n),
                       n,
                       n_selected);

  gtk_label_set_label (self->count, text);
  update_actions (self);
}

static gboolean
has_rows (IsgListScreen *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
}

/* By the list in the view: its rows have not been given their places yet. */
static void
scroll_to_top (IsgListScreen *self)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  if (has_rows (self))
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", 0);
}

static void
reloaded_cb (IsgListScreen *self)
{
  update_stack (self);
  update_count (self);
  if (self->to_top) {
    self->to_top = FALSE;
    scroll_to_top (self);
  }
  if (self->to_list && has_rows (self)) {
    self->to_list = FALSE;
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  }
}

static void
asked_anew_cb (IsgListScreen *self)
{
  self->to_list = FALSE;
  self->to_top = TRUE;
  update_actions (self);
}

static void
sorted_cb (IsgListScreen *self)
{
  gboolean descending;
  const char *sort;

  /* The view says so once more while it goes away. */
  if (self->model == NULL)
    return;
  sort = isg_list_columns_sort (self->view, self->spec, &descending);
  self->to_top = TRUE;
  isg_row_model_set_sort (self->model, sort, descending);
}

static void
layout (IsgListScreen *self)
{
  isg_list_columns_layout (self->view,
                           self->context,
                           self->spec,
                           isg_screen_band (ISG_SCREEN (self)));
}

static void
text_scaled_cb (gpointer data)
{
  layout (data);
}

static void
update_title (IsgListScreen *self)
{
  const char *workplace = isg_context_workplace_title (self->context);

  if (self->spec->every_workplace)
    workplace = NULL;
  else if (workplace == NULL)
    workplace = _ ("All workplaces");
  isg_screen_set_title (ISG_SCREEN (self), _ (self->spec->title), workplace);
}

static void
workplace_changed_cb (IsgListScreen *self)
{
  update_title (self);
  layout (self);
}

/* ---- acts ---- */

static void
open_row (IsgListScreen *self, guint position)
{
  g_autoptr (IsgRowItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const IsgRow *row = item != NULL ? isg_row_item_row (item) : NULL;

  if (row != NULL)
    isg_record_open (isg_window_from (GTK_WIDGET (self)), row->kind, row->uuid, NULL);
}

static void
add_cb (IsgListScreen *self)
{
  if (self->spec->add != NULL)
    self->spec->add (isg_window_from (GTK_WIDGET (self)));
  else
    isg_record_open (isg_window_from (GTK_WIDGET (self)), self->spec->kind, NULL, NULL);
}

static void
empty_button_cb (IsgListScreen *self)
{
  if (!isg_list_filter_clear (self->filter))
    add_cb (self);
}

static void
other_button_cb (IsgListScreen *self)
{
  self->spec->other_add (isg_window_from (GTK_WIDGET (self)));
}

static void
retry_cb (IsgListScreen *self)
{
  isg_row_model_reload (self->model);
}

typedef struct {
  IsgListScreen *self; /* (owned) */
  void (*act) (GtkWidget *screen, IsgContext *context, GPtrArray *uuids);
} Collecting;

static void
collected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Collecting *collecting = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *uuids = isg_tasks_finish (result, &error);
  IsgWindow *window = isg_window_from (GTK_WIDGET (collecting->self));

  if (uuids != NULL && window != NULL)
    collecting->act (GTK_WIDGET (collecting->self), collecting->self->context, uuids);
  else if (window != NULL)
    isg_window_show_error (window, error);
  g_object_unref (collecting->self);
  g_free (collecting);
}

static void
act_on_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IsgListScreen *self = ISG_LIST_SCREEN (widget);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  Collecting *collecting;

  if (gtk_bitset_is_empty (selected))
    return;
  collecting = g_new (Collecting, 1);
  *collecting = (Collecting){
    g_object_ref (self),
    g_str_equal (name, "list.finish")  ? isg_list_act_finish
    : g_str_equal (name, "list.close") ? isg_list_act_close
                                       : isg_list_act_reopen,
  };
  isg_row_model_collect (self->model, selected, collected_cb, collecting);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IsgListScreen *self = ISG_LIST_SCREEN (widget);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  g_autofree char *text
    = isg_list_columns_copy (self->spec, self->context, G_LIST_MODEL (self->model), selected);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* ---- keys ---- */

static gboolean
body_key_cb (GtkEventControllerKey *keys,
             guint key,
             guint code,
             GdkModifierType state,
             gpointer data)
{
  IsgListScreen *self = data;
  GtkWidget *entry = GTK_WIDGET (isg_list_filter_entry (self->filter));

  if (key != GDK_KEY_Escape || *search_text (self) == '\0')
    return GDK_EVENT_PROPAGATE;
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  return GDK_EVENT_STOP;
}

static gboolean
entry_key_cb (GtkEventControllerKey *keys,
              guint key,
              guint code,
              GdkModifierType state,
              gpointer data)
{
  IsgListScreen *self = data;

  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return GDK_EVENT_STOP;
}

static void
add_keys (GtkWidget *widget, GCallback callback, IsgListScreen *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", callback, self, 0);
  gtk_widget_add_controller (widget, keys);
}

/* ---- as a screen ---- */

static void
isg_list_screen_focus_first (IsgScreen *screen)
{
  IsgListScreen *self = ISG_LIST_SCREEN (screen);

  self->to_list = !has_rows (self);
  if (has_rows (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (isg_list_filter_entry (self->filter)));
}

static void
isg_list_screen_find (IsgScreen *screen)
{
  gtk_widget_grab_focus (GTK_WIDGET (isg_list_filter_entry (ISG_LIST_SCREEN (screen)->filter)));
}

static void
isg_list_screen_finish (IsgScreen *screen)
{
  if (ISG_LIST_SCREEN (screen)->spec->sent)
    gtk_widget_activate_action (GTK_WIDGET (screen), "list.finish", NULL);
}

static void
isg_list_screen_add (IsgScreen *screen)
{
  add_cb (ISG_LIST_SCREEN (screen));
}

/* Asked for again from inside, it goes away. */
static void
toggle_above (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IsgListScreen *self = ISG_LIST_SCREEN (widget);
  GtkWidget *above = GTK_WIDGET (self->above);
  gboolean inside = gtk_widget_get_focus_child (above) != NULL;

  gtk_widget_set_visible (above, !inside);
  if (inside)
    isg_list_screen_focus_first (ISG_SCREEN (self));
  else
    self->grab_above (adw_bin_get_child (self->above));
}

void
isg_list_screen_set_above (IsgListScreen *self, GtkWidget *child, void (*grab) (GtkWidget *child))
{
  g_return_if_fail (ISG_IS_LIST_SCREEN (self));
  g_return_if_fail (grab != NULL);

  adw_bin_set_child (self->above, child);
  self->grab_above = grab;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.fast-add", TRUE);
  /* Translators: Turkish: Hızlı ekle */
  g_menu_prepend (self->menu, _ ("Fast Add"), "list.fast-add");
}

void
isg_list_screen_set_head (IsgListScreen *self, GtkWidget *head)
{
  g_return_if_fail (ISG_IS_LIST_SCREEN (self));

  gtk_box_prepend (self->body, head);
}

void
isg_list_screen_mark (IsgListScreen *self, const char *uuid)
{
  guint position;

  g_return_if_fail (ISG_IS_LIST_SCREEN (self));

  if (!isg_row_model_find (self->model, uuid, &position))
    return;
  gtk_selection_model_select_item (self->selection, position, TRUE);
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item",
                              "u",
                              position);
}

/* ---- the class ---- */

static void
isg_list_screen_map (GtkWidget *widget)
{
  isg_row_model_set_awake (ISG_LIST_SCREEN (widget)->model, TRUE);
  GTK_WIDGET_CLASS (isg_list_screen_parent_class)->map (widget);
}

static void
isg_list_screen_unmap (GtkWidget *widget)
{
  isg_row_model_set_awake (ISG_LIST_SCREEN (widget)->model, FALSE);
  GTK_WIDGET_CLASS (isg_list_screen_parent_class)->unmap (widget);
}

static void
isg_list_screen_dispose (GObject *object)
{
  IsgListScreen *self = ISG_LIST_SCREEN (object);

  g_clear_object (&self->menu);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (isg_list_screen_parent_class)->dispose (object);
}

static void
isg_list_screen_class_init (IsgListScreenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IsgScreenClass *screen_class = ISG_SCREEN_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_list_screen_dispose;
  widget_class->map = isg_list_screen_map;
  widget_class->unmap = isg_list_screen_unmap;
  screen_class->focus_first = isg_list_screen_focus_first;
  screen_class->find = isg_list_screen_find;
  screen_class->finish = isg_list_screen_finish;
  screen_class->add = isg_list_screen_add;

  gtk_widget_class_install_action (widget_class, "list.finish", NULL, act_on_selected);
  gtk_widget_class_install_action (widget_class, "list.close", NULL, act_on_selected);
  gtk_widget_class_install_action (widget_class, "list.reopen", NULL, act_on_selected);
  gtk_widget_class_install_action (widget_class, "list.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "list.fast-add", NULL, toggle_above);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_n,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "list.fast-add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_c,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "list.copy",
                                       NULL);
  g_type_ensure (ISG_TYPE_LIST_FILTER);
  g_type_ensure (ISG_TYPE_ONE_STOP);
}

static void
isg_list_screen_init (IsgListScreen *self)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/list-screen.ui");

  self->menu = g_menu_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.fast-add", FALSE);
#define PART(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  PART (body);
  PART (filter);
  PART (above);
  PART (stack);
  PART (scrolled);
  PART (view);
  PART (empty);
  PART (empty_button);
  PART (other_button);
  PART (error);
  PART (retry);
  PART (count);
#undef PART
  isg_screen_set_content (ISG_SCREEN (self), GTK_WIDGET (self->body));
  add_keys (GTK_WIDGET (self->body), G_CALLBACK (body_key_cb), self);
}

static void
add_header (IsgListScreen *self)
{
  GMenu *menu = self->menu;
  g_autoptr (GMenu) rows = g_menu_new ();
  GtkWidget *content = g_object_new (ADW_TYPE_BUTTON_CONTENT,
                                     "icon-name",
                                     "list-add-symbolic",
                                     "label",
                                     _ (self->spec->add_label), NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", content, NULL);

  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  isg_screen_pack_start (ISG_SCREEN (self), button);

  if (self->spec->sent)
    /* Translators: finishes the selected records; Turkish: Seçilenleri bitir */
    g_menu_append (menu, _ ("Finish the Selected"), "list.finish");
  /* Translators: Turkish: Kaydı kapat… */
  g_menu_append (menu, _ ("Close Record…"), "list.close");
  /* Translators: of a closed record; Turkish: Kaydı yeniden aç */
  g_menu_append (menu, _ ("Open Again"), "list.reopen");
  g_menu_append (rows, _ ("Copy Rows"), "list.copy");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rows));
  isg_screen_set_menu (ISG_SCREEN (self), G_MENU_MODEL (menu), _ ("Page menu"));
}

static void
connect_all (IsgListScreen *self)
{
  GtkSearchEntry *entry = isg_list_filter_entry (self->filter);

#define ON(object, name, callback)                                                                 \
  g_signal_connect_object (object, name, G_CALLBACK (callback), self, G_CONNECT_SWAPPED)
  ON (self->model, "reloaded", reloaded_cb);
  ON (self->model, "notify::state", update_stack);
  ON (self->filter, "changed", asked_anew_cb);
  ON (self->selection, "selection-changed", update_count);
  ON (self->view, "activate", open_row);
  ON (gtk_column_view_get_sorter (self->view), "changed", sorted_cb);
  ON (self->empty_button, "clicked", empty_button_cb);
  ON (self->other_button, "clicked", other_button_cb);
  ON (self->retry, "clicked", retry_cb);
  ON (self->context, "notify::workplace", workplace_changed_cb);
  ON (self->context, "notify::workplace-title", update_title);
  ON (self, "notify::band", layout);
#undef ON
  add_keys (GTK_WIDGET (entry), G_CALLBACK (entry_key_cb), self);
  gtk_search_entry_set_key_capture_widget (entry, GTK_WIDGET (self->view));
  isg_text_scale_watch (self, text_scaled_cb);
}

IsgScreen *
isg_list_screen_new (IsgContext *context, const IsgListSpec *spec)
{
  IsgListScreen *self = g_object_new (ISG_TYPE_LIST_SCREEN, NULL);

  self->context = g_object_ref (context);
  self->spec = spec;
  self->model = isg_row_model_new (context, spec->kind);
  isg_row_model_set_extra (self->model, spec->extra);
  isg_row_model_set_follow_workplace (self->model, !spec->every_workplace);
  isg_row_model_set_sort (self->model, spec->sort, spec->descending);
  self->selection
    = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->model))));

  isg_list_filter_attach (self->filter, context, spec, self->model);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (spec->table_name), -1);
  if (spec->other_label != NULL)
    gtk_button_set_label (self->other_button, _ (spec->other_label));
  isg_list_columns_add (self->view, context, spec);
  gtk_column_view_set_model (self->view, self->selection);
  connect_all (self);
  add_header (self);
  update_title (self);
  layout (self);
  update_stack (self);
  update_count (self);
  return ISG_SCREEN (self);
}
