/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-sidebar.h"

#include <glib/gi18n.h>

#include "app/isg-counts.h"
#include "app/isg-pages.h"
#include "app/isg-switcher.h"

struct _IsgSidebar {
  AdwBin parent_instance;

  AdwHeaderBar *header;   /* (unowned) */
  IsgSwitcher *switcher;  /* (unowned) */
  GtkListBox *list;       /* (unowned) */
  GtkWidget *environment; /* (unowned) */
  GtkWidget *queue;       /* (unowned) */
  GtkImage *queue_icon;   /* (unowned) */
  GtkLabel *queue_label;  /* (unowned) */

  IsgContext *context; /* (owned) (nullable) */
  guint exams_tests;   /* of the newest counts */
  gboolean reading;
  gboolean read_again;
};

G_DEFINE_FINAL_TYPE (IsgSidebar, isg_sidebar, ADW_TYPE_BIN)

/* ---- the pages ---- */

static GtkWidget *
build_row (const IsgPage *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name",
                                  page->icon,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  GtkWidget *label = gtk_label_new (_ (page->title));
  GtkWidget *counter = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (counter, "counter");
  gtk_widget_add_css_class (counter, "numeric");
  gtk_widget_set_valign (counter, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (counter, FALSE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), counter);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (page->title), -1);
  g_object_set_data (G_OBJECT (row), "page", (gpointer) page->id);
  g_object_set_data (G_OBJECT (row), "counter", counter);
  return row;
}

static void
build_rows (IsgSidebar *self)
{
  guint n;
  const IsgPage *pages = isg_pages (&n);

  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, build_row (&pages[i]));
}

static GtkListBoxRow *
find_row (IsgSidebar *self, const char *page)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "page"), page) == 0)
      return row;
  return NULL;
}

static void
show_allowed (IsgSidebar *self)
{
  guint n;
  const IsgPage *pages = isg_pages (&n);

  for (guint i = 0; i < n; i++)
    gtk_widget_set_visible (GTK_WIDGET (find_row (self, pages[i].id)),
                            isg_page_is_listed (&pages[i], self->context));
}

static void
row_activated_cb (IsgSidebar *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.page",
                              "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "page"));
}

/* A GtkListBox walks all its rows by Tab; this one is one stop, as a list is: from the last row (or
 * the first) Tab goes on out of it. */
static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                IsgSidebar *self)
{
  gboolean back = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;
  guint n;

  if (keyval != GDK_KEY_Tab && keyval != GDK_KEY_ISO_Left_Tab)
    return FALSE;
  isg_pages (&n);
  if (n > 0)
    gtk_widget_grab_focus (
      GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, back ? 0 : (int) n - 1)));
  return FALSE;
}

/* ---- what waits ---- */

static void
show_count (IsgSidebar *self, const char *page, guint count, gboolean red)
{
  GtkListBoxRow *row = find_row (self, page);
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;
  GtkWidget *counter;

  if (row == NULL)
    return;
  counter = g_object_get_data (G_OBJECT (row), "counter");
  text = g_strdup_printf ("%u", count);
  gtk_label_set_label (GTK_LABEL (counter), text);
  gtk_widget_set_visible (counter, count > 0);
  if (red)
    gtk_widget_add_css_class (counter, "bad");
  else
    gtk_widget_remove_css_class (counter, "bad");
  /* Translators: how many records on a page wait for the user. */
  description = g_strdup_printf (ngettext ("%u waits for you", "%u wait for you", count), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  count > 0 ? description : "",
                                  -1);
}

static char *
queue_words (const IsgCounts *counts)
{
  g_autofree char *waiting = NULL;

  if (counts->queued > 0)
    waiting = g_strdup_printf (ngettext ("%u record queued", "%u records queued", counts->queued),
                               counts->queued);
  if (counts->offline && waiting != NULL)
    /* Translators: %s is "4 records queued". */
    return g_strdup_printf (_ ("Offline · %s"), waiting);
  if (counts->offline)
    return g_strdup (_ ("Offline"));
  return waiting != NULL ? g_steal_pointer (&waiting) : g_strdup (_ ("Nothing queued"));
}

/* Due in 30 days, or overdue, and waiting for tests. */
static void
show_exams (IsgSidebar *self)
{
  guint late, soon;

  isg_due_board_count_kind (isg_context_due_board (self->context),
                            isg_context_workplace (self->context),
                            "health_exam",
                            &late,
                            &soon);
  show_count (self, "exams", late + soon + self->exams_tests, late > 0);
}

static void
show_counts (IsgSidebar *self, const IsgCounts *counts)
{
  g_autofree char *words = queue_words (counts);

  show_count (self, "workplaces", counts->workplaces_bad, TRUE);
  show_count (self, "trainings", counts->trainings, counts->trainings_bad > 0);
  show_count (self, "risk", counts->risk_late, TRUE);
  show_count (self, "incidents", counts->clocks, TRUE);
  self->exams_tests = counts->exams_tests;
  show_exams (self);
  show_count (self, "submission", counts->submission, counts->submission_bad > 0);
  gtk_label_set_label (self->queue_label, words);
  gtk_widget_set_tooltip_text (self->queue, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->queue),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words,
                                  -1);
  gtk_image_set_from_icon_name (self->queue_icon,
                                counts->offline      ? "network-offline-symbolic"
                                : counts->queued > 0 ? "document-send-symbolic"
                                                     : "emblem-ok-symbolic");
}

/* Open past their date. */
static void
show_findings (IsgSidebar *self)
{
  static const char *const kinds[] = { "finding", "equipment_check", "drill", "paper" };
  guint all = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    guint late, soon;

    isg_due_board_count_kind (isg_context_due_board (self->context),
                              isg_context_workplace (self->context),
                              kinds[i],
                              &late,
                              &soon);
    all += late;
  }
  show_count (self, "findings", all, TRUE);
}

static void
show_due (IsgSidebar *self)
{
  guint now, late;

  if (self->context == NULL)
    return;
  isg_due_board_count (isg_context_due_board (self->context),
                       isg_context_workplace (self->context),
                       &now,
                       &late,
                       NULL);
  show_count (self, "today", now, late > 0);
  show_exams (self);
  show_findings (self);
}

static void
changed_cb (IsgSidebar *self)
{
  if (self->context != NULL)
    isg_due_board_refresh (isg_context_due_board (self->context));
}

static void read_counts (IsgSidebar *self);

static void
counts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSidebar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree IsgCounts *counts = isg_tasks_finish (result, &error);

  self->reading = FALSE;
  /* A count that could not be read stays as it was: the page itself says what is wrong. */
  if (counts != NULL && self->context != NULL)
    show_counts (self, counts);
  if (self->read_again)
    read_counts (self);
}

static void
read_counts (IsgSidebar *self)
{
  if (self->context == NULL)
    return;
  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_counts_read,
                 g_strdup (isg_context_workplace (self->context)),
                 g_free,
                 g_free,
                 NULL,
                 counts_read_cb,
                 g_object_ref (self));
}

/* ---- for the window ---- */

void
isg_sidebar_watch (IsgSidebar *self, IsgContext *context)
{
  g_return_if_fail (ISG_IS_SIDEBAR (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  isg_switcher_watch (self->switcher, context);
  gtk_widget_set_visible (self->environment, isg_context_is_sandbox (context));
  g_signal_connect_object (context, "changed", G_CALLBACK (read_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "notify::workplace",
                           G_CALLBACK (read_counts),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "notify::workplace",
                           G_CALLBACK (show_due),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (isg_context_due_board (context),
                           "changed",
                           G_CALLBACK (show_due),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context,
                           "health-changed",
                           G_CALLBACK (show_allowed),
                           self,
                           G_CONNECT_SWAPPED);
  show_allowed (self);
  read_counts (self);
  isg_due_board_refresh (isg_context_due_board (context));
}

void
isg_sidebar_select (IsgSidebar *self, const char *page)
{
  const IsgPage *shown;

  g_return_if_fail (ISG_IS_SIDEBAR (self));

  /* A part of a page has no row of its own. */
  shown = isg_pages_find (page);
  if (shown != NULL && shown->under != NULL)
    page = shown->under;
  gtk_list_box_select_row (self->list, find_row (self, page));
}

void
isg_sidebar_focus (IsgSidebar *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (ISG_IS_SIDEBAR (self));

  row = gtk_list_box_get_selected_row (self->list);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

void
isg_sidebar_open_switcher (IsgSidebar *self)
{
  g_return_if_fail (ISG_IS_SIDEBAR (self));

  isg_switcher_open (self->switcher);
}

void
isg_sidebar_set_docked (IsgSidebar *self, gboolean docked)
{
  g_return_if_fail (ISG_IS_SIDEBAR (self));

  adw_header_bar_set_show_start_title_buttons (self->header, docked);
}

static void
isg_sidebar_dispose (GObject *object)
{
  g_clear_object (&ISG_SIDEBAR (object)->context);
  G_OBJECT_CLASS (isg_sidebar_parent_class)->dispose (object);
}

static void
isg_sidebar_class_init (IsgSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_sidebar_dispose;
  g_type_ensure (ISG_TYPE_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/isgdefteri/IsgDefteri/ui/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, IsgSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, IsgSidebar, switcher);
  gtk_widget_class_bind_template_child (widget_class, IsgSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, IsgSidebar, environment);
  gtk_widget_class_bind_template_child (widget_class, IsgSidebar, queue);
  gtk_widget_class_bind_template_child (widget_class, IsgSidebar, queue_icon);
  gtk_widget_class_bind_template_child (widget_class, IsgSidebar, queue_label);
}

static void
isg_sidebar_init (IsgSidebar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  build_rows (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect_object (self->list,
                           "row-activated",
                           G_CALLBACK (row_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
