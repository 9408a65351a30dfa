/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-desk-view.h"

#include <glib/gi18n.h>

#include "app/isg-desk-papers.h"
#include "app/isg-desk-visits.h"
#include "app/isg-one-stop.h"
#include "app/isg-part-page.h"
#include "app/isg-text-scale.h"
#include "app/isg-today-view.h"

/* How much of the sheet the slip takes. */
#define SLIP_PART  0.5
#define SLIP_WIDTH 420

struct _IsgDeskView {
  AdwBin parent_instance;

  GtkLabel *title;                          /* (unowned) */
  GtkLabel *line;                           /* (unowned) */
  GtkToggleButton *steps[ISG_DESK_STEPS];   /* (unowned) */
  GtkLabel *question;                       /* (unowned) */
  GtkWidget *next;                          /* (unowned) */
  GtkWidget *print;                         /* (unowned) */
  GtkWidget *change;                        /* (unowned) */
  GtkStack *stack;                          /* (unowned) */
  GtkListBox *facts;                        /* (unowned) */
  IsgDeskPeople *people;                    /* (unowned) */
  GtkListBox *duties;                       /* (unowned) */
  GtkCheckButton *papers[ISG_DESK_PAPER_N]; /* (unowned) */
  AdwBin *slip;                             /* (unowned) */

  IsgDeskStep step;
  char *questions[ISG_DESK_STEPS];
  char *uuid; /* (nullable): the workplace whose ticks stand */
  gboolean setting;
};

enum {
  NEXT,
  STEP,
  CHANGE_WORKPLACE,
  DUTY,
  PRINT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgDeskView, isg_desk_view, ADW_TYPE_BIN)

static const char *const step_names[ISG_DESK_STEPS]
  = { N_ ("1 Workplace"), N_ ("2 Employees"), N_ ("3 Duties"), N_ ("4 Papers"), N_ ("5 Slip") };

static const char *const step_ids[ISG_DESK_STEPS]
  = { "workplace", "people", "duties", "papers", "slip" };

/* ---- step 1 ---- */

static void
show_facts (IsgDeskView *self, const IsgDeskData *data)
{
  isg_part_page_clear (self->facts);
  for (guint i = 0; i < data->facts->len; i++) {
    const IsgDeskFact *fact = g_ptr_array_index (data->facts, i);
    GtkWidget *row = isg_part_page_row (fact->label, fact->words, NULL);

    gtk_widget_set_focusable (row, FALSE);
    if (fact->before != NULL) {
      /* Translators: what an answer was a year ago. */
      g_autofree char *before = g_strdup_printf (_ ("last year: %s"), fact->before);
      GtkWidget *label = gtk_label_new (before);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "warning");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
    gtk_list_box_append (self->facts, row);
  }
}

/* ---- step 3 ---- */

static void
duty_activated_cb (IsgDeskView *self, GtkListBoxRow *row)
{
  GPtrArray *tasks = g_object_get_data (G_OBJECT (row), "isg-tasks");

  if (tasks != NULL)
    g_signal_emit (self, signals[DUTY], 0, tasks);
}

static char *
duty_detail (const IsgDeskDuty *duty)
{
  if (duty->who != NULL && duty->article != NULL && *duty->article != '\0')
    return g_strdup_printf ("%s · %s", duty->who, duty->article);
  return g_strdup (duty->who != NULL ? duty->who : duty->article);
}

static GtkWidget *
duty_row (const IsgDeskDuty *duty, IsgDate today)
{
  g_autofree char *detail = duty_detail (duty);
  g_autofree char *when = isg_today_when (duty->date, today, duty->late);
  GtkWidget *row = isg_part_page_row (duty->text, detail, duty->tasks != NULL ? "duty" : NULL);
  GtkWidget *label = gtk_label_new (when);
  g_autofree char *name = detail != NULL ? g_strdup_printf ("%s: %s, %s", duty->text, detail, when)
                                         : g_strdup_printf ("%s, %s", duty->text, when);

  if (duty->late)
    gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "numeric");
  if (duty->tasks != NULL)
    isg_part_page_row_add_badge (row, label);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (duty->tasks != NULL)
    g_object_set_data_full (G_OBJECT (row),
                            "isg-tasks",
                            g_ptr_array_ref (duty->tasks),
                            (GDestroyNotify) g_ptr_array_unref);
  return row;
}

static void
show_duties (IsgDeskView *self, const IsgDeskData *data)
{
  isg_part_page_clear (self->duties);
  for (guint i = 0; i < data->duties->len; i++)
    gtk_list_box_append (self->duties, duty_row (g_ptr_array_index (data->duties, i), data->today));
  gtk_widget_set_visible (GTK_WIDGET (self->duties), data->duties->len > 0);
}

/* ---- steps 4 and 5 ---- */

/* What is new in them is printed; the ticks of a visit stay as somebody set them. */
static void
preset_papers (IsgDeskView *self, const IsgDeskData *data)
{
  gboolean ticks[ISG_DESK_PAPER_N] = { FALSE };

  if (g_strcmp0 (self->uuid, data->uuid) == 0)
    return;
  ticks[ISG_DESK_PAPER_SUMMARY] = data->changed_workplace;
  ticks[ISG_DESK_PAPER_PEOPLE] = data->changed_people;
  ticks[ISG_DESK_PAPER_TASKS] = TRUE;
  for (guint i = 0; i < ISG_DESK_PAPER_N; i++)
    gtk_check_button_set_active (self->papers[i], ticks[i]);
  g_free (self->uuid);
  self->uuid = g_strdup (data->uuid);
}

static void
draw_slip (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer paper)
{
  double scale = MIN (width / ISG_PAPER_WIDTH, height / (ISG_PAPER_HEIGHT * SLIP_PART));

  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, ISG_PAPER_WIDTH, ISG_PAPER_HEIGHT * SLIP_PART);
  cairo_clip (cr);
  /* Paper is white in the dark style, too. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  isg_paper_draw (paper, 0, cr);
}

static void
free_paper (gpointer paper)
{
  isg_paper_free (paper);
}

/* The half sheet that is handed out. */
static GtkWidget *
slip_new (const IsgDeskData *data)
{
  GtkWidget *area
    = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  int width = isg_scaled (SLIP_WIDTH);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), width);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area),
                                       (int) (width * SLIP_PART * ISG_PAPER_HEIGHT
                                              / ISG_PAPER_WIDTH));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area),
                                  draw_slip,
                                  isg_desk_paper (1u << ISG_DESK_PAPER_SLIP, data, NULL),
                                  free_paper);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  isg_desk_paper_title (ISG_DESK_PAPER_SLIP),
                                  -1);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  gtk_widget_add_css_class (area, "card");
  return area;
}

static void
show_slip (IsgDeskView *self, const IsgDeskData *data)
{
  adw_bin_set_child (self->slip, slip_new (data));
}

guint
isg_desk_view_papers (IsgDeskView *self)
{
  guint papers = 0;

  g_return_val_if_fail (ISG_IS_DESK_VIEW (self), 0);

  for (guint i = 0; i < ISG_DESK_PAPER_N; i++)
    if (gtk_check_button_get_active (self->papers[i]))
      papers |= 1u << i;
  return papers;
}

/* ---- what is asked ---- */

static guint
count_late (const IsgDeskData *data)
{
  guint n = 0;

  for (guint i = 0; i < data->duties->len; i++)
    n += ((IsgDeskDuty *) g_ptr_array_index (data->duties, i))->late;
  return n;
}

static char *
people_question (const IsgDeskData *data)
{
  if (data->n_before > 0)
    return g_strdup_printf (ngettext ("Last year there was %u employee. Any change?",
                                      "Last year there were %u employees. Any change?",
                                      data->n_before),
                            data->n_before);
  return g_strdup_printf (ngettext ("There is %u employee. Any change?",
                                    "There are %u employees. Any change?",
                                    data->n_now),
                          data->n_now);
}

static char *
duties_question (const IsgDeskData *data)
{
  guint late = count_late (data);

  if (data->duties->len == 0)
    return g_strdup (_ ("Nothing is due within a year."));
  if (late == 0)
    return g_strdup (_ ("Read out what is due. Nothing is overdue."));
  return g_strdup_printf (ngettext ("Read out what is due. %u duty is overdue.",
                                    "Read out what is due. %u duties are overdue.",
                                    late),
                          late);
}

static void
set_questions (IsgDeskView *self, const IsgDeskData *data)
{
  char *texts[ISG_DESK_STEPS] = {
    g_strdup (_ ("Is all of this still right?")),
              people_question (data),
              duties_question (data),
              g_strdup (_ ("Which papers does the member need?")),
                        g_strdup (_ ("Print the slip and hand it out.")),
              };

  for (guint i = 0; i < ISG_DESK_STEPS; i++) {
    g_free (self->questions[i]);
    self->questions[i] = texts[i];
  }
  gtk_label_set_label (self->question, self->questions[self->step]);
}

void
isg_desk_view_show (IsgDeskView *self, const IsgDeskData *data)
{
  gboolean focused;
  g_autofree char *title = NULL;

  g_return_if_fail (ISG_IS_DESK_VIEW (self));
  g_return_if_fail (data != NULL);

  focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  title = data->employer != NULL ? g_strdup_printf ("%s — %s", data->title, data->employer)
                                 : g_strdup (data->title);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->line, data->line);
  set_questions (self, data);
  show_facts (self, data);
  isg_desk_people_show (self->people, data);
  show_duties (self, data);
  preset_papers (self, data);
  show_slip (self, data);
  /* The line on which it was may be gone. */
  if (focused && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    isg_desk_view_focus (self);
}

/* ---- the strip ---- */

static void
step_toggled_cb (GtkToggleButton *button, IsgDeskView *self)
{
  if (self->setting || !gtk_toggle_button_get_active (button))
    return;
  for (int i = 0; i < ISG_DESK_STEPS; i++)
    if (self->steps[i] == button)
      g_signal_emit (self, signals[STEP], 0, i);
}

void
isg_desk_view_set_step (IsgDeskView *self, IsgDeskStep step, guint n_done)
{
  g_return_if_fail (ISG_IS_DESK_VIEW (self));
  g_return_if_fail (step < ISG_DESK_STEPS);

  self->step = step;
  self->setting = TRUE;
  gtk_toggle_button_set_active (self->steps[step], TRUE);
  self->setting = FALSE;
  for (guint i = 0; i < ISG_DESK_STEPS; i++) {
    g_autofree char *words = g_strdup_printf ("%s %s",
                                              _ (step_names[i]),
                                                 i < n_done          ? "✓"
                                                 : i == (guint) step ? "●"
                                                                     : "");

    gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->steps[i]))),
                         g_strchomp (words));
  }
  gtk_label_set_label (self->question, self->questions[step] != NULL ? self->questions[step] : "");
  gtk_widget_set_visible (self->change, step == ISG_DESK_STEP_WORKPLACE);
  gtk_widget_set_visible (self->print, step >= ISG_DESK_STEP_PAPERS);
  gtk_stack_set_visible_child_name (self->stack, step_ids[step]);
}

IsgDeskStep
isg_desk_view_step (IsgDeskView *self)
{
  g_return_val_if_fail (ISG_IS_DESK_VIEW (self), ISG_DESK_STEP_WORKPLACE);

  return self->step;
}

void
isg_desk_view_focus (IsgDeskView *self)
{
  g_return_if_fail (ISG_IS_DESK_VIEW (self));

  if (self->step == ISG_DESK_STEP_PEOPLE)
    isg_desk_people_focus (self->people);
  else
    gtk_widget_grab_focus (self->next);
}

IsgDeskPeople *
isg_desk_view_people (IsgDeskView *self)
{
  g_return_val_if_fail (ISG_IS_DESK_VIEW (self), NULL);

  return self->people;
}

/* ---- building ---- */

static GtkWidget *
label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
build_strip (IsgDeskView *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (strip, "linked");
  for (guint i = 0; i < ISG_DESK_STEPS; i++) {
    GtkWidget *button = gtk_toggle_button_new ();
    GtkWidget *label = gtk_label_new (_ (step_names[i]));

    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_button_set_child (GTK_BUTTON (button), label);
    gtk_widget_set_hexpand (button, TRUE);
    gtk_widget_add_css_class (button, "desk-step");
    gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (step_names[i]), -1);
    self->steps[i] = GTK_TOGGLE_BUTTON (button);
    if (i > 0)
      gtk_toggle_button_set_group (self->steps[i], self->steps[0]);
    g_signal_connect_object (button, "toggled", G_CALLBACK (step_toggled_cb), self, 0);
    gtk_box_append (GTK_BOX (strip), button);
  }
  return isg_one_stop_new (strip);
}

static void
emit_next (IsgDeskView *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static void
emit_change (IsgDeskView *self)
{
  g_signal_emit (self, signals[CHANGE_WORKPLACE], 0);
}

static void
emit_print (IsgDeskView *self)
{
  g_signal_emit (self, signals[PRINT], 0);
}

/* A button whose words may be longer than its name. */
static GtkWidget *
button_new (IsgDeskView *self, const char *label, const char *name, void (*emit) (IsgDeskView *))
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (label));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (emit), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
build_question (IsgDeskView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->question = GTK_LABEL (label_new (NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->question), TRUE);
  self->change = button_new (self, _ ("Change"), _ ("Change"), emit_change);
  self->print = button_new (self, _ ("Print (Ctrl+P)"), _ ("Print"), emit_print);
  self->next = button_new (self, _ ("Same, next (F8)"), _ ("Same, next"), emit_next);
  gtk_widget_add_css_class (self->next, "suggested-action");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->question));
  gtk_box_append (GTK_BOX (box), self->change);
  gtk_box_append (GTK_BOX (box), self->print);
  gtk_box_append (GTK_BOX (box), self->next);
  return box;
}

static GtkWidget *
build_papers (IsgDeskView *self)
{
  GtkListBox *list = isg_part_page_list (_ ("Papers"));

  for (guint i = 0; i < ISG_DESK_PAPER_N; i++) {
    GtkWidget *row = adw_action_row_new ();
    GtkWidget *tick = gtk_check_button_new ();

    gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
    gtk_accessible_update_property (GTK_ACCESSIBLE (tick),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    isg_desk_paper_title (i),
                                    -1);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), isg_desk_paper_title (i));
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
    /* The tick is the stop. */
    gtk_widget_set_focusable (row, FALSE);
    self->papers[i] = GTK_CHECK_BUTTON (tick);
    gtk_list_box_append (list, row);
  }
  return GTK_WIDGET (list);
}

static void
add_step (IsgDeskView *self, IsgDeskStep step, GtkWidget *content)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (content, "desk-step-content");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  gtk_stack_add_named (self->stack, scroller, step_ids[step]);
}

static void
build_steps (IsgDeskView *self, IsgContext *context)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->facts = isg_part_page_list (_ ("Workplace"));
  self->people = ISG_DESK_PEOPLE (isg_desk_people_new (context));
  self->duties = isg_part_page_list (_ ("Duties"));
  self->slip = ADW_BIN (adw_bin_new ());
  g_signal_connect_object (self->duties,
                           "row-activated",
                           G_CALLBACK (duty_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  add_step (self, ISG_DESK_STEP_WORKPLACE, GTK_WIDGET (self->facts));
  add_step (self, ISG_DESK_STEP_PEOPLE, GTK_WIDGET (self->people));
  add_step (self, ISG_DESK_STEP_DUTIES, isg_one_stop_new (GTK_WIDGET (self->duties)));
  add_step (self, ISG_DESK_STEP_PAPERS, build_papers (self));
  add_step (self, ISG_DESK_STEP_SLIP, GTK_WIDGET (self->slip));
}

/* ---- the class ---- */

static void
isg_desk_view_finalize (GObject *object)
{
  IsgDeskView *self = ISG_DESK_VIEW (object);

  for (guint i = 0; i < ISG_DESK_STEPS; i++)
    g_free (self->questions[i]);
  g_free (self->uuid);
  G_OBJECT_CLASS (isg_desk_view_parent_class)->finalize (object);
}

static guint
add_signal (GObjectClass *klass, const char *name, guint n, GType type)
{
  return g_signal_new (name,
                       G_TYPE_FROM_CLASS (klass),
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n,
                       type);
}

static void
isg_desk_view_class_init (IsgDeskViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = isg_desk_view_finalize;
  signals[NEXT] = add_signal (object_class, "next", 0, G_TYPE_NONE);
  signals[STEP] = add_signal (object_class, "step", 1, G_TYPE_INT);
  signals[CHANGE_WORKPLACE] = add_signal (object_class, "change-workplace", 0, G_TYPE_NONE);
  signals[DUTY] = add_signal (object_class, "duty", 1, G_TYPE_PTR_ARRAY);
  signals[PRINT] = add_signal (object_class, "print", 0, G_TYPE_NONE);
}

static void
isg_desk_view_init (IsgDeskView *self)
{
}

GtkWidget *
isg_desk_view_new (IsgContext *context)
{
  IsgDeskView *self = g_object_new (ISG_TYPE_DESK_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->title = GTK_LABEL (label_new ("title-2"));
  self->line = GTK_LABEL (label_new ("dim-label"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->line));
  gtk_box_append (GTK_BOX (box), build_strip (self));
  gtk_box_append (GTK_BOX (box), build_question (self));
  build_steps (self, context);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
  isg_desk_view_set_step (self, ISG_DESK_STEP_WORKPLACE, 0);
  return GTK_WIDGET (self);
}
