/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-duty-open.h"
#include "app/isg-error-text.h"
#include "app/isg-one-stop.h"
#include "app/isg-pages.h"
#include "app/isg-today-data.h"
#include "app/isg-today-file.h"
#include "app/isg-today-row.h"
#include "app/isg-today-tiles.h"

#define ISG_TYPE_TODAY_PAGE (isg_today_page_get_type ())
G_DECLARE_FINAL_TYPE (IsgTodayPage, isg_today_page, ISG, TODAY_PAGE, IsgScreen)

struct _IsgTodayPage {
  IsgScreen parent_instance;

  GtkStack *stack;      /* (unowned) */
  IsgTodayTiles *tiles; /* (unowned) */
  GtkListView *view;    /* (unowned) */
  AdwStatusPage *error; /* (unowned) */

  IsgContext *context;           /* (owned) (nullable) */
  GListStore *entries;           /* (owned) (element-type IsgTodayEntry) */
  GtkSingleSelection *selection; /* (owned) */
  IsgTodayData *data;            /* (owned) (nullable): NULL: not read yet */
  IsgPlotValues *plot;           /* (owned) (nullable) */
  GHashTable *unfolded;          /* (owned) */
  IsgTodayFilter filter;
  int month;
  gboolean reading;
  gboolean read_again;
};

G_DEFINE_FINAL_TYPE (IsgTodayPage, isg_today_page, ISG_TYPE_SCREEN)

static IsgDueBoard *
board_of (IsgTodayPage *self)
{
  return isg_context_due_board (self->context);
}

static IsgDate
today_of (IsgTodayPage *self)
{
  return isg_clock_today (isg_context_clock (self->context));
}

/* ---- showing ---- */

static void
update_title (IsgTodayPage *self)
{
  g_autofree char *day = isg_i18n_date (today_of (self), TRUE);
  const char *workplace = isg_context_workplace_title (self->context);
  g_autofree char *below
    = workplace != NULL ? g_strdup_printf ("%s · %s", day, workplace) : g_strdup (day);

  isg_screen_set_title (ISG_SCREEN (self), _ ("Today"), below);
}

static gboolean
is_same (const IsgTodayEntry *a, const IsgTodayEntry *b)
{
  return a->type == b->type && g_strcmp0 (a->title, b->title) == 0
         && g_strcmp0 (a->detail, b->detail) == 0 && g_strcmp0 (a->when, b->when) == 0
         && g_strcmp0 (a->uuid, b->uuid) == 0 && g_strcmp0 (a->badge_note, b->badge_note) == 0
         && g_strcmp0 (a->badge, b->badge) == 0 && a->first == b->first && a->last == b->last
         && a->unfolded == b->unfolded && a->type != ISG_TODAY_PLOT
         && (a->tasks != NULL ? a->tasks->len : 0) == (b->tasks != NULL ? b->tasks->len : 0)
         && g_strcmp0 (a->workplace, b->workplace) == 0;
}

/* Lines that stay keep their place, scroll and focus. */
static void
show_entries (IsgTodayPage *self, GPtrArray *view)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  guint head = 0, tail = 0;

  while (head < before && head < view->len) {
    g_autoptr (IsgTodayEntry) old = g_list_model_get_item (G_LIST_MODEL (self->entries), head);

    if (!is_same (old, g_ptr_array_index (view, head)))
      break;
    head++;
  }
  while (tail < before - head && tail < view->len - head) {
    g_autoptr (IsgTodayEntry) old
      = g_list_model_get_item (G_LIST_MODEL (self->entries), before - 1 - tail);

    if (!is_same (old, g_ptr_array_index (view, view->len - 1 - tail)))
      break;
    tail++;
  }
  g_list_store_splice (self->entries,
                       head,
                       before - head - tail,
                       view->pdata + head,
                       view->len - head - tail);
}

static void
show_tiles (IsgTodayPage *self)
{
  g_autofree char *month
    = self->filter == ISG_TODAY_MONTH ? isg_today_month_name (self->month, FALSE) : NULL;
  guint late, soon;

  isg_due_board_count (board_of (self), isg_context_workplace (self->context), NULL, &late, &soon);
  isg_today_tiles_choose (self->tiles, self->filter);
  isg_today_tiles_show (self->tiles, ISG_TODAY_LATE, late);
  isg_today_tiles_show (self->tiles, ISG_TODAY_SIGN, self->data->n_sign);
  isg_today_tiles_show (self->tiles, ISG_TODAY_MEND, self->data->n_mend);
  isg_today_tiles_show (self->tiles, ISG_TODAY_ANSWER, self->data->n_answer);
  isg_today_tiles_show (self->tiles, ISG_TODAY_SOON, soon);
  isg_today_tiles_show_month (self->tiles, month);
}

static void
show_list (IsgTodayPage *self)
{
  const char *workplace = isg_context_workplace (self->context);
  g_autoptr (GPtrArray) tasks = isg_due_board_tasks (board_of (self), workplace);
  IsgTodayQuery query = {
    .rules = isg_context_rules (self->context),
    .language = isg_i18n_language (),
    .today = today_of (self),
    .filter = self->filter,
    .month = self->month,
    .all = workplace == NULL,
    .board = board_of (self),
    .tasks = tasks,
    .left_off = self->data->left_off,
    .records = self->data->records,
    .unfolded = self->unfolded,
  };
  g_autoptr (GPtrArray) view = isg_today_view (&query);

  g_clear_object (&self->plot);
  self->plot = isg_today_plot (tasks, query.today);
  show_entries (self, view);
}

static void
show_error (IsgTodayPage *self, const GError *error)
{
  g_autofree char *sentence = isg_error_text (error);

  adw_status_page_set_description (self->error, sentence);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
show_page (IsgTodayPage *self)
{
  IsgDueBoard *board;

  if (self->context == NULL)
    return;
  board = board_of (self);
  if (isg_due_board_error (board) != NULL && !isg_due_board_is_ready (board)) {
    show_error (self, isg_due_board_error (board));
    return;
  }
  if (self->data == NULL || !isg_due_board_is_ready (board))
    return;
  if (isg_due_board_n_workplaces (board) == 0 && self->data->left_off->len == 0) {
    gtk_stack_set_visible_child_name (self->stack, "first");
    return;
  }
  update_title (self);
  show_tiles (self);
  show_list (self);
  gtk_stack_set_visible_child_name (self->stack, "ready");
}

/* ---- reading ---- */

static void read_data (IsgTodayPage *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgTodayPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgTodayData) data = isg_tasks_finish (result, &error);

  self->reading = FALSE;
  if (self->context == NULL)
    return;
  if (self->read_again) {
    read_data (self);
    return;
  }
  if (data != NULL) {
    g_clear_pointer (&self->data, isg_today_data_free);
    self->data = g_steal_pointer (&data);
    show_page (self);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)) {
    show_error (self, error);
  }
}

static void
read_data (IsgTodayPage *self)
{
  IsgTodayWish *wish;

  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  wish = g_new0 (IsgTodayWish, 1);
  wish->workplace = g_strdup (isg_context_workplace (self->context));
  wish->filter = self->filter;
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_today_data_read,
                 wish,
                 isg_today_wish_free,
                 (GDestroyNotify) isg_today_data_free,
                 NULL,
                 read_cb,
                 g_object_ref (self));
}

/* ---- choosing ---- */

static void
set_filter (IsgTodayPage *self, IsgTodayFilter filter, int month)
{
  self->filter = filter;
  self->month = month;
  /* What is in the store already is shown at once; records follow. */
  if (filter >= ISG_TODAY_SIGN)
    read_data (self);
  else
    show_page (self);
}

static void
filter_cb (IsgTodayPage *self, int filter)
{
  set_filter (self, (IsgTodayFilter) filter, self->month);
}

static void
month_cb (IsgTodayPage *self, const char *id)
{
  if (g_str_equal (id, "late"))
    set_filter (self, ISG_TODAY_LATE, 0);
  else
    set_filter (self, ISG_TODAY_MONTH, (int) g_ascii_strtoll (id, NULL, 10));
}

static void
fold (IsgTodayPage *self, const char *key)
{
  if (!g_hash_table_remove (self->unfolded, key))
    g_hash_table_add (self->unfolded, g_strdup (key));
  show_page (self);
}

/* ---- the list ---- */

static void
activated_cb (IsgTodayPage *self, guint position)
{
  g_autoptr (IsgTodayEntry) entry
    = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (entry == NULL || window == NULL)
    return;
  if (entry->key != NULL)
    fold (self, entry->key);
  else if (entry->type == ISG_TODAY_RECORD)
    isg_record_open (window, entry->kind, entry->uuid, entry->workplace);
  else if (entry->tasks != NULL)
    isg_duty_open (window, entry->tasks);
}

static void
row_clicked_cb (IsgTodayRow *row, GtkListItem *item)
{
  guint position = gtk_list_item_get_position (item);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (row), "list.activate-item", "u", position);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, IsgTodayPage *self)
{
  GtkWidget *row = isg_today_row_new (self->context);

  g_signal_connect (row, "clicked", G_CALLBACK (row_clicked_cb), item);
  g_signal_connect_object (row, "month", G_CALLBACK (month_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, IsgTodayPage *self)
{
  IsgTodayEntry *entry = gtk_list_item_get_item (item);
  gboolean passive = entry->type == ISG_TODAY_HEADING || entry->type == ISG_TODAY_PLOT
                     || entry->type == ISG_TODAY_NOTE;

  gtk_list_item_set_activatable (item, !passive);
  gtk_list_item_set_selectable (item, !passive);
  isg_today_row_set (ISG_TODAY_ROW (gtk_list_item_get_child (item)),
                     entry,
                     self->plot,
                     isg_screen_band (ISG_SCREEN (self)) == ISG_BAND_NARROW);
}

static void
set_factory (IsgTodayPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
}

static void
band_cb (IsgTodayPage *self)
{
  gboolean narrow = isg_screen_band (ISG_SCREEN (self)) == ISG_BAND_NARROW;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->tiles),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->tiles), narrow ? 4 : 9);
  set_factory (self);
}

/* ---- acts ---- */

static IsgTodayEntry *
selected_entry (IsgTodayPage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
update_actions (IsgTodayPage *self)
{
  IsgTodayEntry *entry = selected_entry (self);
  gboolean duty = entry != NULL && entry->tasks != NULL;
  gboolean dated
    = duty && entry->tasks->len == 1
      && isg_due_task_item (g_ptr_array_index (entry->tasks, 0))->date != ISG_DATE_NONE;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "today.explain", duty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "today.put-off", dated);
}

static void
explain_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IsgTodayEntry *entry = selected_entry (ISG_TODAY_PAGE (widget));
  IsgWindow *window = isg_window_from (widget);

  if (entry != NULL && entry->tasks != NULL && window != NULL)
    isg_duty_explain (window, entry->tasks);
}

static void
put_off_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IsgTodayEntry *entry = selected_entry (ISG_TODAY_PAGE (widget));
  IsgWindow *window = isg_window_from (widget);

  if (entry != NULL && entry->tasks != NULL && window != NULL)
    isg_duty_put_off (window, g_ptr_array_index (entry->tasks, 0));
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IsgTodayPage *self = ISG_TODAY_PAGE (widget);
  IsgWindow *window = isg_window_from (widget);

  if (window != NULL)
    isg_today_file_ask (window, isg_context_workplace (self->context));
}

static void
make_menu (IsgTodayPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  /* Translators: Turkish: Ne yapmalıyım? */
  g_menu_append (menu, _ ("What must I do?"), "today.explain");
  /* Translators: Turkish: Ertele… */
  g_menu_append (menu, _ ("Put off…"), "today.put-off");
  /* Translators: Turkish: Takvime aktar (.ics) */
  g_menu_append (menu, _ ("Export to calendar (.ics)"), "today.export");
  isg_screen_set_menu (ISG_SCREEN (self), G_MENU_MODEL (menu), _ ("Page menu"));
}

/* ---- the class ---- */

static void
isg_today_page_focus_first (IsgScreen *screen)
{
  gtk_widget_child_focus (GTK_WIDGET (ISG_TODAY_PAGE (screen)->stack), GTK_DIR_TAB_FORWARD);
}

static void
isg_today_page_dispose (GObject *object)
{
  IsgTodayPage *self = ISG_TODAY_PAGE (object);

  g_clear_object (&self->context);
  g_clear_object (&self->selection);
  g_clear_object (&self->entries);
  g_clear_object (&self->plot);
  g_clear_pointer (&self->data, isg_today_data_free);
  g_clear_pointer (&self->unfolded, g_hash_table_unref);
  G_OBJECT_CLASS (isg_today_page_parent_class)->dispose (object);
}

static void
isg_today_page_class_init (IsgTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_today_page_dispose;
  ISG_SCREEN_CLASS (klass)->focus_first = isg_today_page_focus_first;
  gtk_widget_class_install_action (widget_class, "today.explain", NULL, explain_cb);
  gtk_widget_class_install_action (widget_class, "today.put-off", NULL, put_off_cb);
  gtk_widget_class_install_action (widget_class, "today.export", NULL, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "today.explain", NULL);
}

static void
make_models (IsgTodayPage *self)
{
  self->entries = g_list_store_new (ISG_TYPE_TODAY_ENTRY);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->entries)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection,
                           "notify::selected-item",
                           G_CALLBACK (update_actions),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

static void
isg_today_page_init (IsgTodayPage *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  g_type_ensure (ISG_TYPE_ONE_STOP);
  g_type_ensure (ISG_TYPE_TODAY_TILES);
  builder = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/today-page.ui");
  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->tiles = ISG_TODAY_TILES (gtk_builder_get_object (builder, "tiles"));
  self->view = GTK_LIST_VIEW (gtk_builder_get_object (builder, "view"));
  self->error = ADW_STATUS_PAGE (gtk_builder_get_object (builder, "error"));
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  isg_screen_set_content (ISG_SCREEN (self), GTK_WIDGET (self->stack));
  isg_screen_show_gate (ISG_SCREEN (self), TRUE);
  make_models (self);
  make_menu (self);
  update_actions (self);
  g_signal_connect_object (self->view,
                           "activate",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tiles, "filter", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::band", G_CALLBACK (band_cb), NULL);
}

static void
workplace_cb (IsgTodayPage *self)
{
  self->filter = ISG_TODAY_ALL;
  update_title (self);
  read_data (self);
}

IsgScreen *
isg_today_page_new (IsgContext *context, IsgWindow *window)
{
  IsgTodayPage *self = g_object_new (ISG_TYPE_TODAY_PAGE, NULL);

  self->context = g_object_ref (context);
  set_factory (self);
  update_title (self);
  g_signal_connect_object (context, "changed", G_CALLBACK (read_data), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "notify::workplace",
                           G_CALLBACK (workplace_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (isg_context_due_board (context),
                           "changed",
                           G_CALLBACK (show_page),
                           self,
                           G_CONNECT_SWAPPED);
  read_data (self);
  return ISG_SCREEN (self);
}
