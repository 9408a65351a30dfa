/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-one-stop.h"
#include "app/isg-pages.h"
#include "app/isg-plot.h"
#include "app/isg-queue-item.h"
#include "app/isg-refusal-row.h"
#include "app/isg-resend.h"
#include "app/isg-submission-detail.h"
#include "app/isg-submission-plot.h"
#include "app/isg-submission-view.h"

#define ISG_TYPE_SUBMISSION_PAGE (isg_submission_page_get_type ())
G_DECLARE_FINAL_TYPE (IsgSubmissionPage, isg_submission_page, ISG, SUBMISSION_PAGE, IsgScreen)

struct _IsgSubmissionPage {
  IsgScreen parent_instance;

  GtkBox *segments;             /* (unowned) */
  GtkWidget *segments_scrolled; /* (unowned) */
  GtkDropDown *choice;          /* (unowned) */
  GtkStack *stack;              /* (unowned) */
  AdwStatusPage *error;         /* (unowned) */
  GtkWidget *plot;              /* (unowned) */
  GtkWidget *groups_box;        /* (unowned) */
  GtkWidget *groups_scrolled;   /* (unowned) */
  GtkCheckButton *group;        /* (unowned) */
  GtkListBox *groups;           /* (unowned) */
  GtkColumnView *view;          /* (unowned) */
  GtkLabel *basket;             /* (unowned): the main button's words */
  GtkWidget *try_now;           /* (unowned) */

  IsgContext *context;       /* (owned) */
  GListStore *items;         /* (owned) (element-type IsgQueueItem) */
  IsgResend *resend;         /* (owned) */
  const IsgSegment *segment; /* (unowned): of the static table */
  gboolean reading;
  gboolean read_again;
  gboolean choosing; /* the segment is being shown, not chosen */
};

G_DEFINE_FINAL_TYPE (IsgSubmissionPage, isg_submission_page, ISG_TYPE_SCREEN)

/* ---- reading ---- */

typedef struct {
  char *workplace; /* (nullable) */
  const IsgSegment *segment;
} Wanted;

typedef struct {
  GPtrArray *rows;    /* (owned) */
  GHashTable *counts; /* (owned): of the workplace */
  guint n_sign;       /* of all workplaces */
  const IsgSegment *segment;
} Found;

static void
wanted_free (gpointer data)
{
  g_free (((Wanted *) data)->workplace);
  g_free (data);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->rows, g_ptr_array_unref);
  g_clear_pointer (&found->counts, g_hash_table_unref);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gpointer
read_queue (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  const char *const *states = wanted->segment->states[0] != NULL ? wanted->segment->states : NULL;
  g_autoptr (Found) found = g_new0 (Found, 1);
  g_autoptr (GHashTable) all = isg_queue_counts (store, NULL, error);

  if (all == NULL)
    return NULL;
  found->segment = wanted->segment;
  found->n_sign = GPOINTER_TO_UINT (g_hash_table_lookup (all, "AWAITING_SIGNATURE"));
  found->counts = isg_queue_counts (store, wanted->workplace, error);
  if (found->counts == NULL)
    return NULL;
  found->rows
    = isg_queue_list (store, wanted->workplace, states, isg_i18n_language (), 0, 0, error);
  return found->rows != NULL ? g_steal_pointer (&found) : NULL;
}

/* ---- showing ---- */

static char *
segment_words (const IsgSegment *segment, guint n)
{
  return g_strdup_printf ("%s %u", _ (segment->label), n);
}

static void
show_segments (IsgSubmissionPage *self, GHashTable *counts)
{
  guint n;
  const IsgSegment *segments = isg_segments (&n);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->segments));
  GtkStringList *words = gtk_string_list_new (NULL);
  guint chosen = (guint) (self->segment - segments);

  self->choosing = TRUE;
  for (guint i = 0; i < n; i++, button = gtk_widget_get_next_sibling (button)) {
    g_autofree char *text = segment_words (&segments[i], isg_segment_count (&segments[i], counts));

    gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), text);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == chosen);
    gtk_string_list_append (words, text);
  }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->choice, chosen);
  self->choosing = FALSE;
  g_object_unref (words);
}

static void
open_record (IsgSubmissionPage *self, const char *uuid)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (window != NULL)
    isg_window_push (window, isg_submission_detail_new (self->context, uuid));
}

static void
how_cb (IsgRefusalRow *row, IsgSubmissionPage *self)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (window != NULL)
    isg_window_push (window, isg_refusal_row_screen (row, self->context, self->resend));
}

static void
again_cb (IsgRefusalRow *row, IsgSubmissionPage *self)
{
  isg_resend_ask (self->resend,
                  GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                  isg_refusal_row_uuids (row));
}

static void
mend_cb (IsgRefusalRow *row, IsgSubmissionPage *self)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (window != NULL)
    isg_refusal_row_mend (row, self->context, window);
}

static void
show_groups (IsgSubmissionPage *self, const Found *found)
{
  g_autoptr (GPtrArray) groups
    = found->segment->grouped ? isg_refusal_groups (found->rows) : g_ptr_array_new ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_list_box_remove (self->groups, child);
  for (guint i = 0; i < groups->len; i++) {
    GtkWidget *row = isg_refusal_row_new (self->context, g_ptr_array_index (groups, i));

    g_signal_connect_object (row, "how", G_CALLBACK (how_cb), self, 0);
    g_signal_connect_object (row, "send-again", G_CALLBACK (again_cb), self, 0);
    g_signal_connect_object (row, "mend", G_CALLBACK (mend_cb), self, 0);
    isg_refusal_row_set_narrow (ISG_REFUSAL_ROW (row),
                                isg_screen_band (ISG_SCREEN (self)) == ISG_BAND_NARROW);
    gtk_list_box_append (self->groups, row);
  }
  gtk_widget_set_visible (self->groups_box, groups->len > 0);
}

/* Of everything; a segment is a part of it. */
static void
show_plot (IsgSubmissionPage *self, const Found *found)
{
  g_autoptr (IsgPlotValues) values
    = found->segment->states[0] == NULL ? isg_submission_plot (found->counts) : NULL;
  g_autofree char *sentence
    = values != NULL ? isg_plot_values_sentence (values, _ ("Submissions")) : NULL;

  isg_plot_set (ISG_PLOT (self->plot), values, sentence);
  gtk_widget_set_visible (self->plot, values != NULL);
}

static void
show_found (IsgSubmissionPage *self, const Found *found)
{
  g_autofree char *basket
    = found->n_sign > 0 ? g_strdup_printf (_ ("Sign basket (%u)"), found->n_sign)
                        : g_strdup (_ ("Sign basket"));

  gtk_label_set_label (self->basket, basket);
  show_segments (self, found->counts);
  show_plot (self, found);
  show_groups (self, found);
  isg_queue_items_show (self->items, found->rows);
  gtk_stack_set_visible_child_name (self->stack, found->rows->len > 0 ? "ready" : "empty");
}

static void read_page (IsgSubmissionPage *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSubmissionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Found) found = isg_tasks_finish (result, &error);

  self->reading = FALSE;
  if (self->context == NULL)
    return;
  if (self->read_again) {
    read_page (self);
    return;
  }
  if (found != NULL) {
    show_found (self, found);
    return;
  }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)) {
    g_autofree char *sentence = isg_error_text (error);

    adw_status_page_set_description (self->error, sentence);
    gtk_stack_set_visible_child_name (self->stack, "error");
  }
}

static void
read_page (IsgSubmissionPage *self)
{
  Wanted *wanted;

  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  wanted = g_new0 (Wanted, 1);
  wanted->workplace = g_strdup (isg_context_workplace (self->context));
  wanted->segment = self->segment;
  isg_tasks_run (isg_context_tasks (self->context),
                 read_queue,
                 wanted,
                 wanted_free,
                 found_free,
                 NULL,
                 read_cb,
                 g_object_ref (self));
}

/* ---- choosing ---- */

static void
choose_segment (IsgSubmissionPage *self, const IsgSegment *segment)
{
  if (self->choosing || self->segment == segment)
    return;
  self->segment = segment;
  read_page (self);
}

static void
plot_cb (GtkWidget *plot, const char *id, IsgSubmissionPage *self)
{
  guint n;
  const IsgSegment *segments = isg_segments (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (segments[i].id, id))
      choose_segment (self, &segments[i]);
}

static void
toggled_cb (GtkToggleButton *button, IsgSubmissionPage *self)
{
  if (gtk_toggle_button_get_active (button))
    choose_segment (self, g_object_get_data (G_OBJECT (button), "isg-segment"));
}

static void
chosen_cb (IsgSubmissionPage *self)
{
  guint n;
  const IsgSegment *segments = isg_segments (&n);
  guint chosen = gtk_drop_down_get_selected (self->choice);

  if (chosen < n)
    choose_segment (self, &segments[chosen]);
}

static void
activated_cb (IsgSubmissionPage *self, guint position)
{
  g_autoptr (IsgQueueItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL)
    open_record (self, isg_queue_item_row (item)->uuid);
}

static void
band_cb (IsgSubmissionPage *self)
{
  IsgBand band = isg_screen_band (ISG_SCREEN (self));

  gtk_widget_set_visible (self->segments_scrolled, band == ISG_BAND_WIDE);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), band != ISG_BAND_WIDE);
  gtk_widget_set_visible (self->try_now, band != ISG_BAND_NARROW);
  isg_queue_columns_layout (self->view, self->context, band);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (ISG_IS_REFUSAL_ROW (row))
      isg_refusal_row_set_narrow (ISG_REFUSAL_ROW (row), band == ISG_BAND_NARROW);
}

static void
update_menu (IsgSubmissionPage *self)
{
  const char *workplace = isg_context_workplace (self->context);
  g_autoptr (GMenu) menu = NULL;
  g_autoptr (GMenuItem) item = NULL;

  if (workplace != NULL) {
    menu = g_menu_new ();
    item = g_menu_item_new (_ ("Receipts of a year…"), NULL);
    g_menu_item_set_action_and_target (item, "win.receipts", "s", workplace);
    g_menu_append_item (menu, item);
  }
  isg_screen_set_menu (ISG_SCREEN (self),
                       menu != NULL ? G_MENU_MODEL (menu) : NULL,
                       _ ("Page menu"));
}

static void
workplace_cb (IsgSubmissionPage *self)
{
  update_menu (self);
  isg_screen_set_title (ISG_SCREEN (self),
                        _ ("Submission"), isg_context_workplace_title (self->context));
  read_page (self);
}

/* ---- building ---- */

static void
make_segments (IsgSubmissionPage *self)
{
  guint n;
  const IsgSegment *segments = isg_segments (&n);
  GtkToggleButton *first = NULL;

  for (guint i = 0; i < n; i++) {
    GtkWidget *button = gtk_toggle_button_new ();
    /* Translators: accessible name of a filter; %s is a state. */
    g_autofree char *name = g_strdup_printf (_ ("Filter: %s"), _ (segments[i].label));

    gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (_ (segments[i].label)));
    gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name,
                                    -1);
    g_object_set_data (G_OBJECT (button), "isg-segment", (gpointer) &segments[i]);
    if (first == NULL)
      first = GTK_TOGGLE_BUTTON (button);
    else
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
    g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
    gtk_box_append (self->segments, button);
  }
}

static void
make_header (IsgSubmissionPage *self)
{
  GtkWidget *basket = gtk_button_new ();

  self->basket = GTK_LABEL (gtk_label_new (_ ("Sign basket")));
  gtk_button_set_child (GTK_BUTTON (basket), GTK_WIDGET (self->basket));
  gtk_accessible_update_property (GTK_ACCESSIBLE (basket),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sign basket"), -1);
  gtk_widget_add_css_class (basket, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (basket), "win.sign-basket");
  isg_screen_pack_end (ISG_SCREEN (self), basket);

  self->try_now = gtk_button_new_with_label (_ ("Try now"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->try_now), "win.try-now");
  isg_screen_pack_end (ISG_SCREEN (self), self->try_now);
}

static void
make_view (IsgSubmissionPage *self)
{
  GtkSingleSelection *selection
    = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));

  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  isg_queue_columns_add (self->view, self->context);
  g_signal_connect_object (self->view,
                           "activate",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
take_children (IsgSubmissionPage *self, GtkBuilder *builder)
{
  self->segments = GTK_BOX (gtk_builder_get_object (builder, "segments"));
  self->segments_scrolled = GTK_WIDGET (gtk_builder_get_object (builder, "segments_scrolled"));
  self->choice = GTK_DROP_DOWN (gtk_builder_get_object (builder, "choice"));
  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->error = ADW_STATUS_PAGE (gtk_builder_get_object (builder, "error"));
  self->plot = GTK_WIDGET (gtk_builder_get_object (builder, "plot"));
  self->groups_box = GTK_WIDGET (gtk_builder_get_object (builder, "groups_box"));
  self->groups_scrolled = GTK_WIDGET (gtk_builder_get_object (builder, "groups_scrolled"));
  self->group = GTK_CHECK_BUTTON (gtk_builder_get_object (builder, "group"));
  self->groups = GTK_LIST_BOX (gtk_builder_get_object (builder, "groups"));
  self->view = GTK_COLUMN_VIEW (gtk_builder_get_object (builder, "view"));
  isg_screen_set_content (ISG_SCREEN (self), GTK_WIDGET (gtk_builder_get_object (builder, "body")));
}

static void
isg_submission_page_focus_first (IsgScreen *screen)
{
  gtk_widget_child_focus (GTK_WIDGET (ISG_SUBMISSION_PAGE (screen)->stack), GTK_DIR_TAB_FORWARD);
}

static void
isg_submission_page_dispose (GObject *object)
{
  IsgSubmissionPage *self = ISG_SUBMISSION_PAGE (object);

  g_clear_object (&self->context);
  g_clear_object (&self->items);
  g_clear_object (&self->resend);
  G_OBJECT_CLASS (isg_submission_page_parent_class)->dispose (object);
}

static void
isg_submission_page_class_init (IsgSubmissionPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_submission_page_dispose;
  ISG_SCREEN_CLASS (klass)->focus_first = isg_submission_page_focus_first;
}

static void
isg_submission_page_init (IsgSubmissionPage *self)
{
  g_autoptr (GtkBuilder) builder = NULL;
  guint n;

  g_type_ensure (ISG_TYPE_ONE_STOP);
  g_type_ensure (ISG_TYPE_PLOT);
  builder
    = gtk_builder_new_from_resource ("/io/github/isgdefteri/IsgDefteri/ui/submission-page.ui");
  take_children (self, builder);
  self->segment = isg_segments (&n);
  self->items = g_list_store_new (ISG_TYPE_QUEUE_ITEM);
  make_segments (self);
  make_header (self);
  g_signal_connect_object (self->plot, "activated", G_CALLBACK (plot_cb), self, 0);
  g_object_bind_property (self->group,
                          "active",
                          self->groups_scrolled,
                          "visible",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->choice,
                           "notify::selected",
                           G_CALLBACK (chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::band", G_CALLBACK (band_cb), NULL);
}

IsgScreen *
isg_submission_page_new (IsgContext *context, IsgWindow *window)
{
  IsgSubmissionPage *self = g_object_new (ISG_TYPE_SUBMISSION_PAGE, NULL);

  self->context = g_object_ref (context);
  self->resend = isg_resend_new (context);
  make_view (self);
  isg_screen_show_gate (ISG_SCREEN (self), TRUE);
  band_cb (self);
  g_signal_connect_object (context, "changed", G_CALLBACK (read_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "notify::workplace",
                           G_CALLBACK (workplace_cb),
                           self,
                           G_CONNECT_SWAPPED);
  workplace_cb (self);
  return ISG_SCREEN (self);
}
