/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-today-row.h"

#include <glib/gi18n.h>

#include "app/isg-badge.h"
#include "app/isg-plot.h"

struct _IsgTodayRow {
  AdwBin parent_instance;

  GtkWidget *heading; /* (unowned) */
  GtkWidget *body;    /* (unowned): icon, words, day, button, arrow */
  GtkImage *icon;     /* (unowned) */
  GtkBox *words;      /* (unowned) */
  GtkLabel *title;    /* (unowned) */
  GtkLabel *detail;   /* (unowned) */
  GtkLabel *below;    /* (unowned): the day, where there is no room at the right */
  GtkLabel *when;     /* (unowned) */
  GtkWidget *badge;   /* (unowned) */
  GtkWidget *page;    /* (unowned): "SGK page" */
  GtkImage *arrow;    /* (unowned) */
  GtkBox *slot;       /* (unowned): of the plot */
  GtkWidget *plot;    /* (unowned) (nullable): made when it is first shown */

  IsgContext *context; /* (owned) */
};

enum {
  CLICKED,
  MONTH,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgTodayRow, isg_today_row, ADW_TYPE_BIN)

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Colour never speaks alone: what is late has its mark. */
static const char *
icon_of (const IsgTodayEntry *entry)
{
  switch (entry->type) {
  case ISG_TODAY_CLOCK:
    return "alarm-symbolic";
  case ISG_TODAY_NOTE:
    return "emblem-ok-symbolic";
  case ISG_TODAY_RECORD:
    return entry->badge == NULL ? "document-edit-symbolic" : NULL;
  case ISG_TODAY_DUTY:
  case ISG_TODAY_MANY:
    if (entry->put_off)
      return "media-playback-pause-symbolic";
    return entry->late ? "appointment-missed-symbolic" : NULL;
  case ISG_TODAY_HEADING:
  case ISG_TODAY_PLOT:
  default:
    return NULL;
  }
}

static const char *
arrow_of (const IsgTodayEntry *entry)
{
  if (entry->type == ISG_TODAY_NOTE || entry->type == ISG_TODAY_CLOCK)
    return NULL;
  if (entry->type != ISG_TODAY_MANY || entry->key == NULL)
    return "go-next-symbolic";
  return entry->unfolded ? "pan-up-symbolic" : "pan-down-symbolic";
}

static void
show_icon (GtkImage *image, const char *name)
{
  gtk_image_set_from_icon_name (image, name);
  gtk_widget_set_visible (GTK_WIDGET (image), name != NULL);
}

static void
show_badge (IsgTodayRow *self, const IsgTodayEntry *entry)
{
  gtk_widget_set_visible (self->badge, entry->badge != NULL);
  if (entry->badge != NULL)
    isg_badge_set (ISG_BADGE (self->badge),
                   isg_context_rules (self->context),
                   entry->badge,
                   entry->badge_note,
                   isg_context_is_sandbox (self->context),
                   TRUE);
}

static void
show_page (IsgTodayRow *self, const IsgTodayEntry *entry)
{
  gboolean clock = entry->type == ISG_TODAY_CLOCK;

  gtk_widget_set_visible (self->page, clock);
  if (clock) {
    const IsgDueItem *item = isg_due_task_item (g_ptr_array_index (entry->tasks, 0));

    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->page),
                                      "(ss)",
                                      isg_due_item_opens (item),
                                      item->record != NULL ? item->record : "");
  }
}

static void
show_body (IsgTodayRow *self, const IsgTodayEntry *entry, gboolean narrow)
{
  gboolean late = entry->late && !entry->put_off;

  show_icon (self->icon, icon_of (entry));
  show_icon (self->arrow, arrow_of (entry));
  show_text (self->title, entry->title);
  show_text (self->detail, entry->detail);
  show_text (self->when, narrow ? NULL : entry->when);
  show_text (self->below, narrow ? entry->when : NULL);
  show_badge (self, entry);
  show_page (self, entry);
  set_class (self->body, "first", entry->first);
  set_class (self->body, "last", entry->last);
  set_class (self->body, "nested", entry->nested);
  set_class (self->body, "late", late);
  set_class (self->body, "soon", entry->soon && !entry->late && !entry->put_off);
  set_class (self->body, "put-off", entry->put_off);
}

static void
month_cb (IsgTodayRow *self, const char *id)
{
  g_signal_emit (self, signals[MONTH], 0, id);
}

static void
show_plot (IsgTodayRow *self, IsgPlotValues *values)
{
  g_autofree char *sentence = NULL;

  if (self->plot == NULL) {
    self->plot = isg_plot_new ();
    g_signal_connect_object (self->plot,
                             "activated",
                             G_CALLBACK (month_cb),
                             self,
                             G_CONNECT_SWAPPED);
    gtk_box_append (self->slot, self->plot);
  }
  /* Translators: before a list of months with numbers; Turkish: Aylara göre iş sayısı */
  sentence = isg_plot_values_sentence (values, _ ("Tasks per month"));
  isg_plot_set (ISG_PLOT (self->plot), values, sentence);
}

void
isg_today_row_set (IsgTodayRow *self, IsgTodayEntry *entry, IsgPlotValues *plot, gboolean narrow)
{
  gboolean heading, shows_plot;

  g_return_if_fail (ISG_IS_TODAY_ROW (self));

  heading = entry != NULL && entry->type == ISG_TODAY_HEADING;
  shows_plot = entry != NULL && entry->type == ISG_TODAY_PLOT && plot != NULL;
  gtk_widget_set_visible (self->heading, heading);
  gtk_widget_set_visible (self->body, entry != NULL && !heading && !shows_plot);
  gtk_widget_set_visible (GTK_WIDGET (self->slot), shows_plot);
  if (heading)
    gtk_label_set_label (GTK_LABEL (self->heading), entry->title);
  else if (shows_plot)
    show_plot (self, plot);
  else if (entry != NULL)
    show_body (self, entry, narrow);
}

/* ---- building ---- */

static GtkLabel *
add_label (GtkBox *box, const char *style, gboolean wrap)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static GtkImage *
add_image (GtkBox *box)
{
  GtkWidget *image
    = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_valign (image, GTK_ALIGN_CENTER);
  gtk_box_append (box, image);
  return GTK_IMAGE (image);
}

static void
build_body (IsgTodayRow *self, GtkBox *box)
{
  GtkBox *body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));

  self->body = GTK_WIDGET (body);
  gtk_widget_add_css_class (self->body, "today-row");
  self->icon = add_image (body);
  self->words = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->words), GTK_ALIGN_CENTER);
  gtk_box_append (body, GTK_WIDGET (self->words));
  self->title = add_label (self->words, NULL, TRUE);
  self->detail = add_label (self->words, "today-detail", TRUE);
  self->below = add_label (self->words, "today-when", TRUE);
  self->when = add_label (body, "today-when", FALSE);
  self->badge = isg_badge_new ();
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_box_append (body, self->badge);
  /* Translators: opens an accident in the order of SGK's form; Turkish: SGK sayfası */
  self->page = gtk_button_new_with_label (_ ("SGK page"));
  gtk_widget_set_valign (self->page, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->page), "(ss)", "", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->page), "win.open-record");
  gtk_box_append (body, self->page);
  self->arrow = add_image (body);
  gtk_box_append (box, self->body);
}

static void
clicked_cb (IsgTodayRow *self)
{
  g_signal_emit (self, signals[CLICKED], 0);
}

static void
isg_today_row_dispose (GObject *object)
{
  g_clear_object (&ISG_TODAY_ROW (object)->context);
  G_OBJECT_CLASS (isg_today_row_parent_class)->dispose (object);
}

static void
isg_today_row_class_init (IsgTodayRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_today_row_dispose;
  signals[CLICKED]
    = g_signal_new ("clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MONTH] = g_signal_new ("month",
                                 type,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);
}

static void
isg_today_row_init (IsgTodayRow *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkGesture *click = gtk_gesture_click_new ();

  self->heading = GTK_WIDGET (add_label (box, "heading", TRUE));
  gtk_widget_add_css_class (self->heading, "today-heading");
  build_body (self, box);
  self->slot = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->slot), "today-plot");
  gtk_box_append (box, GTK_WIDGET (self->slot));
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->body, GTK_EVENT_CONTROLLER (click));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
}

GtkWidget *
isg_today_row_new (IsgContext *context)
{
  IsgTodayRow *self = g_object_new (ISG_TYPE_TODAY_ROW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
