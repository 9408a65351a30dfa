/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-desk-page.h"

#include <glib/gi18n.h>

#include "app/isg-desk-list.h"
#include "app/isg-desk-papers.h"
#include "app/isg-desk-view.h"
#include "app/isg-desk-visits.h"
#include "app/isg-duty-open.h"
#include "app/isg-pages.h"
#include "app/isg-paper-sheet.h"
#include "app/isg-text-scale.h"

/* Source: ui.md 5.1. */
#define IDLE_SECONDS  180
#define LOOK_SECONDS  10
#define VISITS_WIDTH  250
#define VISITS_HEIGHT 190

struct _IsgDeskPage {
  IsgScreen parent_instance;

  IsgContext *context;    /* (owned) */
  IsgWindow *window;      /* (unowned): outlives its pages */
  GtkBox *sides;          /* (unowned) */
  GtkEditable *search;    /* (unowned) */
  GtkStack *stack;        /* (unowned) */
  GtkListBox *hits;       /* (unowned) */
  GtkLabel *nothing;      /* (unowned) */
  IsgDeskView *view;      /* (unowned) */
  IsgDeskList *list;      /* (unowned) */
  IsgDeskData *data;      /* (owned) (nullable): who is at the desk */
  IsgDeskVisits *visits;  /* (owned) */
  IsgDeskVisit *visit;    /* (unowned) (nullable): of @visits */
  GCancellable *question; /* (owned): what is looked for now */
  gboolean found;         /* the hits are those of what stands in the entry */
  gboolean open_first;    /* Enter was pressed before they came */
  char *wanted;           /* (nullable): uuid of the workplace that is being read */
  gint64 since;           /* when who is wanted came to the desk */
  guint timer;
  gint64 touched; /* monotonic, microseconds */
};

G_DEFINE_FINAL_TYPE (IsgDeskPage, isg_desk_page, ISG_TYPE_SCREEN)

/* ---- today's visits ---- */

static void
show_visits (IsgDeskPage *self)
{
  isg_desk_list_show (self->list, self->visits);
}

static void
visits_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgDeskPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgDeskVisits) read = isg_tasks_finish (result, &error);

  if (read == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      isg_window_show_error (self->window, error);
    return;
  }
  /* What is here is newer, but when nothing was done yet, or the day is another. */
  if (self->visit == NULL && (self->visits->visits->len == 0 || self->visits->day != read->day)) {
    isg_desk_visits_free (self->visits);
    self->visits = g_steal_pointer (&read);
  } else {
    self->visits->n_to_sign = read->n_to_sign;
  }
  show_visits (self);
}

static void
ask_visits (IsgDeskPage *self, gboolean keep)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_desk_job_visits,
                 keep ? isg_desk_visits_to_json (self->visits) : NULL,
                 g_free,
                 (GDestroyNotify) isg_desk_visits_free,
                 NULL,
                 visits_cb,
                 g_object_ref (self));
}

/* ---- the steps ---- */

static void
show_step (IsgDeskPage *self, IsgDeskStep step)
{
  isg_desk_view_set_step (self->view, step, self->visit->n_done);
  isg_desk_view_focus (self->view);
}

static void
leave_visit (IsgDeskPage *self)
{
  g_clear_pointer (&self->data, isg_desk_data_free);
  g_clear_pointer (&self->wanted, g_free);
  self->visit = NULL;
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, "none");
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  ask_visits (self, TRUE);
  show_visits (self);
}

static IsgDeskStep
present_step (IsgDeskPage *self)
{
  return isg_desk_view_step (self->view);
}

static void
next (IsgDeskPage *self)
{
  IsgDeskStep step;

  if (self->visit == NULL)
    return;
  step = present_step (self);
  self->visit->n_done = MAX (self->visit->n_done, (guint) step + 1);
  if (step == ISG_DESK_STEP_SLIP) {
    self->visit->over = TRUE;
    leave_visit (self);
    return;
  }
  show_step (self, step + 1);
  ask_visits (self, TRUE);
  show_visits (self);
}

static void
step_cb (IsgDeskPage *self, int step)
{
  if (self->visit != NULL)
    show_step (self, (IsgDeskStep) step);
}

/* ---- reading a workplace ---- */

static void
begin_visit (IsgDeskPage *self)
{
  IsgClock *clock = isg_context_clock (self->context);

  if (self->visits->day != isg_clock_today (clock)) {
    isg_desk_visits_free (self->visits);
    self->visits = isg_desk_visits_new (isg_clock_today (clock));
  }
  self->visit
    = isg_desk_visits_begin (self->visits, self->data->uuid, self->data->title, self->data->since);
  gtk_editable_set_text (self->search, "");
  gtk_stack_set_visible_child_name (self->stack, "visit");
  show_step (self, MIN (self->visit->n_done, ISG_DESK_STEP_SLIP));
  ask_visits (self, TRUE);
  show_visits (self);
}

static gboolean
timer_cb (gpointer data)
{
  IsgDeskPage *self = data;
  guint timer = self->timer;

  /* It is no longer there to be taken away once this returns. */
  self->timer = 0;
  isg_desk_page_look (self, (g_get_monotonic_time () - self->touched) / G_USEC_PER_SEC);
  if (self->wanted == NULL)
    return G_SOURCE_REMOVE;
  self->timer = timer;
  return G_SOURCE_CONTINUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgDeskPage) self = user_data;
  g_autoptr (GError) error = NULL;
  IsgDeskData *data = isg_tasks_finish (result, &error);
  gboolean is_new;

  if (data == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      isg_window_show_error (self->window, error);
    return;
  }
  /* Somebody else came to the desk, or nobody is there any more. */
  if (g_strcmp0 (self->wanted, data->uuid) != 0) {
    isg_desk_data_free (data);
    return;
  }
  is_new = self->visit == NULL || g_strcmp0 (self->visit->workplace, data->uuid) != 0;
  g_clear_pointer (&self->data, isg_desk_data_free);
  self->data = data;
  isg_desk_view_show (self->view, data);
  if (is_new)
    begin_visit (self);
}

static IsgDeskWish *
wish_new (IsgDeskPage *self)
{
  IsgDeskWish *wish = g_new0 (IsgDeskWish, 1);
  const IsgDeskVisit *begun = isg_desk_visits_find (self->visits, self->wanted);

  wish->workplace = g_strdup (self->wanted);
  wish->since = begun != NULL ? begun->time : self->since;
  return wish;
}

static void
read_workplace (IsgDeskPage *self)
{
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_desk_job_read,
                 wish_new (self),
                 (GDestroyNotify) isg_desk_wish_free,
                 (GDestroyNotify) isg_desk_data_free,
                 NULL,
                 read_cb,
                 g_object_ref (self));
}

void
isg_desk_page_visit (IsgDeskPage *self, const char *workplace)
{
  g_return_if_fail (ISG_IS_DESK_PAGE (self));
  g_return_if_fail (workplace != NULL);

  g_free (self->wanted);
  self->wanted = g_strdup (workplace);
  self->since = isg_clock_now (isg_context_clock (self->context));
  self->touched = g_get_monotonic_time ();
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (LOOK_SECONDS, timer_cb, self);
  read_workplace (self);
}

const IsgDeskData *
isg_desk_page_data (IsgDeskPage *self)
{
  g_return_val_if_fail (ISG_IS_DESK_PAGE (self), NULL);

  return self->data;
}

void
isg_desk_page_look (IsgDeskPage *self, gint64 idle)
{
  g_return_if_fail (ISG_IS_DESK_PAGE (self));

  if (idle >= IDLE_SECONDS && self->wanted != NULL)
    leave_visit (self);
}

static void
changed_cb (IsgDeskPage *self)
{
  if (self->wanted != NULL)
    read_workplace (self);
  ask_visits (self, FALSE);
}

/* ---- looking for somebody ---- */

static void
open_row (IsgDeskPage *self, GtkListBoxRow *row)
{
  isg_desk_page_visit (self, isg_desk_list_workplace (row));
}

static void
show_hits (IsgDeskPage *self, GPtrArray *hits)
{
  GtkListBoxRow *first;

  isg_desk_list_fill_hits (self->hits, hits);
  first = gtk_list_box_get_row_at_index (self->hits, 0);
  if (first != NULL) {
    gtk_list_box_select_row (self->hits, first);
  } else {
    /* Translators: {text} stays as it is; it is what was typed. */
    g_auto (GStrv) parts
      = g_strsplit (_ ("“{text}” was not found. You can also search by identity number."),
                       "{text}",
                       2);
    g_autofree char *words = g_strjoinv (gtk_editable_get_text (self->search), parts);

    gtk_label_set_label (self->nothing, words);
  }
  gtk_stack_set_visible_child_name (self->stack, first != NULL ? "hits" : "nothing");
  self->found = TRUE;
  if (self->open_first && first != NULL)
    open_row (self, first);
  self->open_first = FALSE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgDeskPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = isg_tasks_finish (result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->question)
    return;
  if (hits != NULL)
    show_hits (self, hits);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    isg_window_show_error (self->window, error);
}

static void
search_changed_cb (IsgDeskPage *self)
{
  const char *text = gtk_editable_get_text (self->search);

  g_cancellable_cancel (self->question);
  g_clear_object (&self->question);
  self->question = g_cancellable_new ();
  self->found = FALSE;
  self->open_first = FALSE;
  if (*text == '\0') {
    gtk_stack_set_visible_child_name (self->stack, self->visit != NULL ? "visit" : "none");
    return;
  }
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_desk_job_find,
                 g_strdup (text),
                 g_free,
                 (GDestroyNotify) g_ptr_array_unref,
                 self->question,
                 found_cb,
                 g_object_ref (self));
}

static void
open_chosen (IsgDeskPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->hits);

  if (*gtk_editable_get_text (self->search) == '\0')
    return;
  if (!self->found)
    self->open_first = TRUE;
  else if (row != NULL)
    open_row (self, row);
}

static void
walk (IsgDeskPage *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->hits);
  int at = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;
  GtkListBoxRow *other = at >= 0 ? gtk_list_box_get_row_at_index (self->hits, at) : NULL;

  if (other != NULL)
    gtk_list_box_select_row (self->hits, other);
}

/* Esc takes back what is typed, then the visit. */
static void
back (IsgDeskPage *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else if (self->visit != NULL)
    leave_visit (self);
}

static gboolean
search_key_cb (GtkEventControllerKey *keys,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               IsgDeskPage *self)
{
  switch (keyval) {
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    if ((state & GDK_CONTROL_MASK) != 0)
      return FALSE;
    open_chosen (self);
    return TRUE;
  case GDK_KEY_Down:
  case GDK_KEY_Up:
    walk (self, keyval == GDK_KEY_Down ? 1 : -1);
    return TRUE;
  case GDK_KEY_Escape:
    back (self);
    return TRUE;
  default:
    return FALSE;
  }
}

/* ---- what is done with a member ---- */

typedef struct {
  IsgDeskPage *page; /* (owned) */
  char *employee;
  IsgDate day;
} Left;

static void
left_free (gpointer data)
{
  Left *left = data;

  g_object_unref (left->page);
  g_free (left->employee);
  g_free (left);
}

static void write_leaving (IsgDeskPage *self, const char *employee, IsgDate day);

static void
undo_leaving_cb (gpointer data)
{
  Left *left = data;

  write_leaving (left->page, left->employee, ISG_DATE_NONE);
}

static void
say_left (Left *left)
{
  g_autofree char *day = isg_i18n_date (left->day, FALSE);
  /* Translators: %s is a day. */
  g_autofree char *text = g_strdup_printf (_ ("Left on %s."), day);

  isg_window_toast (left->page->window, text, undo_leaving_cb, left, left_free, TRUE);
}

static void
leaving_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Left *left = user_data;
  IsgDeskPage *self = left->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) said = isg_tasks_finish (result, &error);
  IsgDeskPeople *people = isg_desk_view_people (self->view);

  if (said == NULL) {
    isg_window_show_error (self->window, error);
    left_free (left);
    return;
  }
  isg_desk_people_answer (people, said->len > 0 ? g_ptr_array_index (said, 0) : NULL);
  if (said->len == 0)
    isg_context_changed (self->context);
  if (said->len == 0 && left->day != ISG_DATE_NONE)
    say_left (left);
  else
    left_free (left);
}

static void
write_leaving (IsgDeskPage *self, const char *employee, IsgDate day)
{
  IsgDeskLeaving *leaving = g_new0 (IsgDeskLeaving, 1);
  Left *left = g_new0 (Left, 1);

  *leaving = (IsgDeskLeaving){ g_strdup (employee), day };
  *left = (Left){ g_object_ref (self), g_strdup (employee), day };
  isg_tasks_run (isg_context_tasks (self->context),
                 isg_desk_job_leave,
                 leaving,
                 (GDestroyNotify) isg_desk_leaving_free,
                 (GDestroyNotify) g_ptr_array_unref,
                 NULL,
                 leaving_written_cb,
                 left);
}

static void
change_person_cb (IsgDeskPage *self, const char *uuid)
{
  isg_record_open (self->window, "employee", uuid, NULL);
}

static void
change_workplace_cb (IsgDeskPage *self)
{
  if (self->data != NULL)
    isg_record_open (self->window, "workplace", self->data->uuid, NULL);
}

static void
duty_cb (IsgDeskPage *self, GPtrArray *tasks)
{
  isg_duty_open (self->window, tasks);
}

static void
new_workplace_cb (IsgDeskPage *self)
{
  isg_record_open (self->window, "workplace", NULL, NULL);
}

/* ---- papers ---- */

/* What one print is made from, in the store's thread. */
typedef struct {
  IsgDeskWish *wish; /* (owned) */
  guint papers;      /* as of isg_desk_paper () */
  char *mark;        /* (nullable): stands across each page */
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  isg_desk_wish_free (print->wish);
  g_free (print->mark);
  g_free (print);
}

static IsgPaper *
make_paper (IsgStore *store, gpointer data, gboolean leaves, GError **error)
{
  const Print *print = data;
  g_autoptr (IsgDeskData) read = isg_desk_job_read (store, print->wish, NULL, error);

  return read != NULL ? isg_desk_paper (print->papers, read, print->mark) : NULL;
}

static void
printed_cb (gpointer data)
{
  IsgDeskPage *self = data;

  if (self->visit == NULL || present_step (self) != ISG_DESK_STEP_SLIP)
    return;
  self->visit->slip = TRUE;
  show_visits (self);
}

static void
print (IsgDeskPage *self)
{
  static const IsgPaperChoice choice[] = { { N_ ("Papers"), make_paper } };
  gboolean slip;
  guint papers;
  Print *made;
  IsgPaperWish wish = { .papers = choice, .n_papers = G_N_ELEMENTS (choice) };

  if (self->data == NULL)
    return;
  slip = present_step (self) == ISG_DESK_STEP_SLIP;
  papers = slip ? 1u << ISG_DESK_PAPER_SLIP : isg_desk_view_papers (self->view);
  if (papers == 0) {
    isg_window_toast (self->window, _ ("No paper is ticked."), NULL, NULL, NULL, FALSE);
    return;
  }
  made = g_new0 (Print, 1);
  made->wish = wish_new (self);
  made->papers = papers;
  made->mark = isg_context_is_sandbox (self->context) ? g_strdup (_ ("TEST")) : NULL;
  wish.title = slip ? isg_desk_paper_title (ISG_DESK_PAPER_SLIP) : _ ("Papers");
  wish.stem = slip ? "isg-fis" : "isg-belgeler";
  wish.data = made;
  wish.data_free = print_free;
  wish.printed = printed_cb;
  wish.printed_data = g_object_ref (self);
  wish.printed_free = g_object_unref;
  isg_paper_sheet_open (self->context, self->window, &wish);
}

/* ---- the screen ---- */

static void
isg_desk_page_focus_first (IsgScreen *screen)
{
  IsgDeskPage *self = ISG_DESK_PAGE (screen);

  if (self->visit != NULL)
    isg_desk_view_focus (self->view);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
isg_desk_page_find (IsgScreen *screen)
{
  gtk_widget_grab_focus (GTK_WIDGET (ISG_DESK_PAGE (screen)->search));
}

static void
isg_desk_page_add (IsgScreen *screen)
{
  IsgDeskPage *self = ISG_DESK_PAGE (screen);

  if (self->visit == NULL) {
    new_workplace_cb (self);
    return;
  }
  isg_desk_view_set_step (self->view, ISG_DESK_STEP_PEOPLE, self->visit->n_done);
  isg_desk_people_add (isg_desk_view_people (self->view));
}

static void
isg_desk_page_print (IsgScreen *screen)
{
  print (ISG_DESK_PAGE (screen));
}

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        IsgDeskPage *self)
{
  if (keyval != GDK_KEY_F8 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  next (self);
  return TRUE;
}

/* What had a use for Esc has had it. */
static gboolean
late_key_cb (GtkEventControllerKey *keys,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             IsgDeskPage *self)
{
  if (keyval != GDK_KEY_Escape || self->visit == NULL)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return TRUE;
}

static gboolean
event_cb (IsgDeskPage *self)
{
  self->touched = g_get_monotonic_time ();
  return FALSE;
}

static void
lay_out (IsgDeskPage *self)
{
  gboolean narrow = isg_screen_band (ISG_SCREEN (self)) != ISG_BAND_WIDE;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->list),
                               narrow ? -1 : isg_scaled (VISITS_WIDTH),
                               narrow ? isg_scaled (VISITS_HEIGHT) : -1);
  isg_desk_people_set_narrow (isg_desk_view_people (self->view), narrow);
}

/* ---- building ---- */

static void
add_keys (IsgDeskPage *self)
{
  GtkEventController *early = gtk_event_controller_key_new ();
  GtkEventController *late = gtk_event_controller_key_new ();
  GtkEventController *all = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (early, GTK_PHASE_CAPTURE);
  g_signal_connect_object (early, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), early);
  g_signal_connect_object (late, "key-pressed", G_CALLBACK (late_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), late);
  gtk_event_controller_set_propagation_phase (all, GTK_PHASE_CAPTURE);
  g_signal_connect_object (all, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), all);
}

static GtkWidget *
build_search (IsgDeskPage *self)
{
  GtkWidget *search = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = GTK_EDITABLE (search);
  gtk_widget_add_css_class (search, "desk-search");
  g_object_set (search, "placeholder-text", _ ("Name, identity no, SGK no…"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: accessible name; Turkish: Masa araması */
                                  _ ("Desk search"), -1);
  g_signal_connect_object (search,
                           "changed",
                           G_CALLBACK (search_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self, 0);
  gtk_widget_add_controller (search, keys);
  return search;
}

static GtkWidget *
build_view (IsgDeskPage *self)
{
  static const struct {
    const char *signal;
    GCallback callback;
  } signals[] = {
    { "next", G_CALLBACK (next) },
    { "step", G_CALLBACK (step_cb) },
    { "change-workplace", G_CALLBACK (change_workplace_cb) },
    { "duty", G_CALLBACK (duty_cb) },
    { "print", G_CALLBACK (print) },
  };
  IsgDeskPeople *people;

  self->view = ISG_DESK_VIEW (isg_desk_view_new (self->context));
  people = isg_desk_view_people (self->view);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->view,
                             signals[i].signal,
                             signals[i].callback,
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (people, "leave", G_CALLBACK (write_leaving), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (people,
                           "change",
                           G_CALLBACK (change_person_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->view);
}

static GtkWidget *
build_nothing (IsgDeskPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_ ("New workplace"));

  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  g_signal_connect_object (button,
                           "clicked",
                           G_CALLBACK (new_workplace_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
build_none (void)
{
  GtkWidget *label = gtk_label_new (_ ("Type the name or a number of who is at the desk, then Enter. F8 goes on from step to step."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_vexpand (label, TRUE);
  return label;
}

static GtkWidget *
build_stack (IsgDeskPage *self)
{
  GtkWidget *hits = gtk_scrolled_window_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->hits = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->hits), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->hits), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hits),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search results"), -1);
  g_signal_connect_object (self->hits,
                           "row-activated",
                           G_CALLBACK (open_row),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (hits), GTK_WIDGET (self->hits));
  gtk_stack_add_named (self->stack, build_none (), "none");
  gtk_stack_add_named (self->stack, hits, "hits");
  gtk_stack_add_named (self->stack, build_nothing (self), "nothing");
  gtk_stack_add_named (self->stack, build_view (self), "visit");
  return GTK_WIDGET (self->stack);
}

static void
build (IsgDeskPage *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->sides = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->sides), "desk");
  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (left), build_search (self));
  gtk_box_append (GTK_BOX (left), build_stack (self));
  gtk_box_append (self->sides, left);
  self->list = ISG_DESK_LIST (isg_desk_list_new ());
  g_signal_connect_object (self->list,
                           "visit",
                           G_CALLBACK (isg_desk_page_visit),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->sides, GTK_WIDGET (self->list));
  isg_screen_set_content (ISG_SCREEN (self), GTK_WIDGET (self->sides));
}

/* ---- the class ---- */

static void
isg_desk_page_dispose (GObject *object)
{
  IsgDeskPage *self = ISG_DESK_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->question);
  g_clear_object (&self->question);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (isg_desk_page_parent_class)->dispose (object);
}

static void
isg_desk_page_finalize (GObject *object)
{
  IsgDeskPage *self = ISG_DESK_PAGE (object);

  isg_desk_data_free (self->data);
  isg_desk_visits_free (self->visits);
  g_free (self->wanted);
  G_OBJECT_CLASS (isg_desk_page_parent_class)->finalize (object);
}

static void
isg_desk_page_class_init (IsgDeskPageClass *klass)
{
  IsgScreenClass *screen_class = ISG_SCREEN_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_desk_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_desk_page_finalize;
  screen_class->focus_first = isg_desk_page_focus_first;
  screen_class->find = isg_desk_page_find;
  screen_class->add = isg_desk_page_add;
  screen_class->print = isg_desk_page_print;
}

static void
isg_desk_page_init (IsgDeskPage *self)
{
}

IsgScreen *
isg_desk_page_new (IsgContext *context, IsgWindow *window)
{
  IsgDeskPage *self = g_object_new (ISG_TYPE_DESK_PAGE, NULL);

  self->context = g_object_ref (context);
  self->window = window;
  self->question = g_cancellable_new ();
  self->visits = isg_desk_visits_new (isg_clock_today (isg_context_clock (context)));
  isg_screen_set_title (ISG_SCREEN (self), _ ("Desk"), NULL);
  build (self);
  add_keys (self);
  g_signal_connect_object (self, "notify::band", G_CALLBACK (lay_out), NULL, 0);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  lay_out (self);
  ask_visits (self, FALSE);
  return ISG_SCREEN (self);
}
