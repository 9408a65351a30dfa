/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-list-private.h"

/* Days in which something ends soon (ui.md 2.5). */
#define SOON 30

/* How many years back one can choose; retention is longer, but then one searches. */
#define N_YEARS 5

struct _IsgListFilter {
  GtkWidget parent_instance;

  GtkSearchEntry *entry;
  GtkDropDown *state;
  GtkDropDown *year;
  GtkDropDown *choice;

  const IsgListSpec *spec; /* (nullable): until attached */
  IsgRowModel *model;      /* (owned) (nullable): until attached */
  int this_year;
  IsgDate today;
};

G_DEFINE_FINAL_TYPE (IsgListFilter, isg_list_filter, GTK_TYPE_WIDGET)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Source: ui.md 3.0, Lists. */
typedef struct {
  const char *label;
  gboolean sent_only; /* only where records go to the Ministry */
  gboolean closed;
  const char *badges[6]; /* none: every state */
} State;

static const State states[] = {
  { N_ ("All"), FALSE, FALSE, { NULL } },
    { N_ ("Draft"), FALSE, FALSE, { "DRAFT", "WITHDRAWN", NULL } },
      { N_ ("Waiting for signature"), TRUE, FALSE, { "AWAITING_SIGNATURE", NULL } },
        { N_ ("On the way"), TRUE, FALSE, { "QUEUED", "SENDING", "IN_DOUBT", "PROCESSING", NULL } },
          { N_ ("To be mended"),
                TRUE,
                FALSE,
                { "REJECTED", "PARTLY_ACCEPTED", "NEEDS_HELP", NULL } },
            { N_ ("Accepted"), TRUE, FALSE, { "ACCEPTED", NULL } },
              { N_ ("Closed"), FALSE, TRUE, { NULL } },
            };

/* The n-th state that the page has. */
static const State *
nth_state (const IsgListSpec *spec, guint n)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    if (states[i].sent_only && !spec->sent)
      continue;
    if (n-- == 0)
      return &states[i];
  }
  return &states[0];
}

static const State *
chosen_state (IsgListFilter *self)
{
  guint n = gtk_drop_down_get_selected (self->state);

  return nth_state (self->spec, n == GTK_INVALID_LIST_POSITION ? 0 : n);
}

static void
state_chosen_cb (IsgListFilter *self)
{
  const State *state = chosen_state (self);

  isg_row_model_set_badges (self->model,
                            state->badges[0] != NULL ? state->badges : NULL,
                            state->closed);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
year_chosen_cb (IsgListFilter *self)
{
  guint n = gtk_drop_down_get_selected (self->year);
  int year = self->this_year + 1 - (int) n;

  if (n == 0 || n == GTK_INVALID_LIST_POSITION)
    isg_row_model_set_dates (self->model, ISG_DATE_NONE, ISG_DATE_NONE);
  else
    isg_row_model_set_dates (self->model, isg_date_new (year, 1, 1), isg_date_new (year, 12, 31));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
searched_cb (IsgListFilter *self)
{
  isg_row_model_set_search (self->model, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- drop-downs ---- */

/* The button says what it narrows by: "State: All". */
static void
bind_button_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const char *format)
{
  const char *text
    = gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (item)));
  g_auto (GStrv) parts = g_strsplit (_ (format), "%s", 2);
  g_autofree char *label = g_strjoinv (text, parts);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), label);
}

static void
bind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text
    = gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (item)));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
setup_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item,
                           g_object_new (GTK_TYPE_LABEL,
                                         "xalign",
                                         0.0F,
                                         "ellipsize",
                                         PANGO_ELLIPSIZE_END,
                                         NULL));
}

static void
set_words (GtkDropDown *drop_down, const char *format)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) line = gtk_signal_list_item_factory_new ();

  g_signal_connect (button, "setup", G_CALLBACK (setup_line_cb), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (bind_button_cb), (gpointer) format);
  g_signal_connect (line, "setup", G_CALLBACK (setup_line_cb), NULL);
  g_signal_connect (line, "bind", G_CALLBACK (bind_line_cb), NULL);
  gtk_drop_down_set_factory (drop_down, button);
  gtk_drop_down_set_list_factory (drop_down, line);
}

static void
fill_states (IsgListFilter *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (!states[i].sent_only || self->spec->sent)
      gtk_string_list_append (list, _ (states[i].label));
  set_words (self->state, N_ ("State: %s"));
  gtk_drop_down_set_model (self->state, G_LIST_MODEL (list));
  g_signal_connect_object (self->state,
                           "notify::selected",
                           G_CALLBACK (state_chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
fill_years (IsgListFilter *self, IsgClock *clock)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  isg_date_split (isg_clock_today (clock), &self->this_year, NULL, NULL);
  /* Translators: of years. */
  gtk_string_list_append (list, C_ ("year", "All"));
  for (int year = self->this_year; year > self->this_year - N_YEARS; year--) {
    g_autofree char *text = g_strdup_printf ("%d", year);

    gtk_string_list_append (list, text);
  }
  set_words (self->year, N_ ("Year: %s"));
  gtk_drop_down_set_model (self->year, G_LIST_MODEL (list));
  g_signal_connect_object (self->year,
                           "notify::selected",
                           G_CALLBACK (year_chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* ---- the page's own ---- */

static void
narrow (IsgListFilter *self, const IsgListChoice *choice)
{
  g_autofree char *yesterday = isg_date_to_iso (self->today - 1);
  g_autofree char *today = isg_date_to_iso (self->today);
  g_autofree char *soon = isg_date_to_iso (self->today + SOON);

  isg_row_model_set_fits (self->model, choice != NULL ? choice->fits : NULL);
  if (choice == NULL || choice->range == ISG_LIST_RANGE_FITS)
    isg_row_model_set_range (self->model, NULL, NULL, NULL);
  else if (choice->range == ISG_LIST_RANGE_CODE)
    isg_row_model_set_range (self->model, choice->field, choice->code, choice->code);
  else if (choice->range == ISG_LIST_RANGE_HOLDS)
    isg_row_model_set_range (self->model, choice->field, today, NULL);
  else if (choice->range == ISG_LIST_RANGE_YES)
    isg_row_model_set_range (self->model, choice->field, "1", "1");
  else if (choice->range == ISG_LIST_RANGE_PAST)
    isg_row_model_set_range (self->model, choice->field, "0", yesterday);
  else
    isg_row_model_set_range (self->model, choice->field, today, soon);
}

static void
choice_chosen_cb (IsgListFilter *self)
{
  guint n = gtk_drop_down_get_selected (self->choice);

  narrow (self, n > 0 && n <= self->spec->n_choices ? &self->spec->choices[n - 1] : NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill_choices (IsgListFilter *self, IsgClock *clock)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  self->today = isg_clock_today (clock);
  gtk_string_list_append (list, _ ("All"));
  for (guint i = 0; i < self->spec->n_choices; i++)
    gtk_string_list_append (list, _ (self->spec->choices[i].label));
  set_words (self->choice, N_ ("Show: %s"));
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (list));
  g_signal_connect_object (self->choice,
                           "notify::selected",
                           G_CALLBACK (choice_chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
isg_list_filter_attach (IsgListFilter *self,
                        IsgContext *context,
                        const IsgListSpec *spec,
                        IsgRowModel *model)
{
  g_return_if_fail (ISG_IS_LIST_FILTER (self));
  g_return_if_fail (self->spec == NULL);

  self->spec = spec;
  self->model = g_object_ref (model);
  fill_states (self);
  gtk_widget_set_visible (GTK_WIDGET (self->year), spec->years);
  if (spec->years)
    fill_years (self, isg_context_clock (context));
  gtk_widget_set_visible (GTK_WIDGET (self->choice), spec->n_choices > 0);
  if (spec->n_choices > 0)
    fill_choices (self, isg_context_clock (context));
}

GtkSearchEntry *
isg_list_filter_entry (IsgListFilter *self)
{
  g_return_val_if_fail (ISG_IS_LIST_FILTER (self), NULL);

  return self->entry;
}

gboolean
isg_list_filter_is_set (IsgListFilter *self)
{
  g_return_val_if_fail (ISG_IS_LIST_FILTER (self), FALSE);

  return gtk_drop_down_get_selected (self->state) != 0
         || (self->spec->years && gtk_drop_down_get_selected (self->year) != 0)
         || (self->spec->n_choices > 0 && gtk_drop_down_get_selected (self->choice) != 0);
}

gboolean
isg_list_filter_shows_closed (IsgListFilter *self)
{
  g_return_val_if_fail (ISG_IS_LIST_FILTER (self), FALSE);

  return chosen_state (self)->closed;
}

gboolean
isg_list_filter_clear (IsgListFilter *self)
{
  gboolean was_set;

  g_return_val_if_fail (ISG_IS_LIST_FILTER (self), FALSE);

  was_set
    = isg_list_filter_is_set (self) || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_drop_down_set_selected (self->state, 0);
  if (self->spec->years)
    gtk_drop_down_set_selected (self->year, 0);
  if (self->spec->n_choices > 0)
    gtk_drop_down_set_selected (self->choice, 0);
  return was_set;
}

/* ---- the class ---- */

static void
isg_list_filter_dispose (GObject *object)
{
  IsgListFilter *self = ISG_LIST_FILTER (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (isg_list_filter_parent_class)->dispose (object);
}

static void
isg_list_filter_class_init (IsgListFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_list_filter_dispose;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/"
                                               "list-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgListFilter, entry);
  gtk_widget_class_bind_template_child (widget_class, IsgListFilter, state);
  gtk_widget_class_bind_template_child (widget_class, IsgListFilter, year);
  gtk_widget_class_bind_template_child (widget_class, IsgListFilter, choice);
}

static void
isg_list_filter_init (IsgListFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->entry,
                           "search-changed",
                           G_CALLBACK (searched_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
