/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-desk-list.h"

#include <glib/gi18n.h>

#include "app/isg-desk-data.h"
#include "app/isg-one-stop.h"
#include "app/isg-part-page.h"

struct _IsgDeskList {
  AdwBin parent_instance;

  GtkLabel *count;   /* (unowned) */
  GtkListBox *list;  /* (unowned) */
  GtkLabel *sum;     /* (unowned) */
  GtkWidget *basket; /* (unowned) */
};

enum {
  VISIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgDeskList, isg_desk_list, ADW_TYPE_BIN)

const char *
isg_desk_list_workplace (GtkListBoxRow *row)
{
  return isg_part_page_row_uuid (row);
}

static char *
state_words (const IsgDeskVisit *visit)
{
  if (visit->over)
    /* Translators: of a visit at the desk; Turkish: ✓ fiş / ✓ bitti */
    return g_strdup (visit->slip ? _ ("✓ slip") : _ ("✓ over"));
  return g_strdup_printf (ngettext ("%u step left",
                                    "%u steps left",
                                    ISG_DESK_STEPS - visit->n_done),
                          ISG_DESK_STEPS - visit->n_done);
}

static void
add_visit (IsgDeskList *self, const IsgDeskVisit *visit)
{
  g_autofree char *time = isg_i18n_clock_time (visit->time);
  g_autofree char *state = state_words (visit);
  g_autofree char *detail = g_strdup_printf ("%s · %s", time, state);
  GtkWidget *row = isg_part_page_row (visit->title, detail, visit->workplace);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_append (self->list, row);
}

static char *
sum_words (const IsgDeskVisits *visits)
{
  g_autofree char *came
    = g_strdup_printf (ngettext ("%u visit today", "%u visits today", visits->visits->len),
                       visits->visits->len);
  g_autofree char *sign = g_strdup_printf (ngettext ("%u record waits for your signature.",
                                                     "%u records wait for your signature.",
                                                     visits->n_to_sign),
                                           visits->n_to_sign);

  if (visits->n_to_sign == 0)
    return g_steal_pointer (&came);
  return g_strdup_printf ("%s. %s", came, sign);
}

void
isg_desk_list_show (IsgDeskList *self, const IsgDeskVisits *visits)
{
  g_autofree char *count = NULL;
  g_autofree char *sum = NULL;

  g_return_if_fail (ISG_IS_DESK_LIST (self));

  isg_part_page_clear (self->list);
  for (guint i = 0; i < visits->visits->len; i++)
    add_visit (self, g_ptr_array_index (visits->visits, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), visits->visits->len > 0);
  count = g_strdup_printf ("%u", visits->visits->len);
  gtk_label_set_label (self->count, count);
  sum = sum_words (visits);
  gtk_label_set_label (self->sum, sum);
  gtk_widget_set_visible (self->basket, visits->n_to_sign > 0);
}

void
isg_desk_list_fill_hits (GtkListBox *list, GPtrArray *hits)
{
  isg_part_page_clear (list);
  for (guint i = 0; i < hits->len; i++) {
    const IsgDeskHit *hit = g_ptr_array_index (hits, i);

    gtk_list_box_append (list, isg_part_page_row (hit->title, hit->detail, hit->workplace));
  }
}

static void
activated_cb (IsgDeskList *self, GtkListBoxRow *row)
{
  g_autofree char *uuid = g_strdup (isg_desk_list_workplace (row));

  g_signal_emit (self, signals[VISIT], 0, uuid);
}

static void
isg_desk_list_class_init (IsgDeskListClass *klass)
{
  signals[VISIT] = g_signal_new ("visit",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);
}

static GtkWidget *
build_head (IsgDeskList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = gtk_label_new (_ ("Today's visits"));

  self->count = GTK_LABEL (gtk_label_new ("0"));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  return head;
}

static void
isg_desk_list_init (IsgDeskList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = isg_part_page_list (_ ("Today's visits"));
  g_signal_connect_object (self->list,
                           "row-activated",
                           G_CALLBACK (activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 isg_one_stop_new (GTK_WIDGET (self->list)));
  gtk_widget_set_vexpand (scroller, TRUE);
  self->sum = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->sum, TRUE);
  gtk_label_set_xalign (self->sum, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->sum), "dim-label");
  self->basket = gtk_button_new_with_label (_ ("Sign basket"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->basket), "win.sign-basket");
  gtk_widget_set_visible (self->basket, FALSE);
  gtk_box_append (GTK_BOX (box), build_head (self));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sum));
  gtk_box_append (GTK_BOX (box), self->basket);
  /* Not as wide as its heading would be. */
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
isg_desk_list_new (void)
{
  return g_object_new (ISG_TYPE_DESK_LIST, NULL);
}
