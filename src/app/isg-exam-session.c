/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-exam-session.h"

#include <glib/gi18n.h>

#include "app/isg-exam-list.h"
#include "app/isg-pages.h"
#include "app/isg-record-bar.h"
#include "app/isg-record-screen.h"

/* One session; each of its screens holds a reference. */
typedef struct {
  grefcount refs;
  IsgWindow *window;   /* (unowned): outlives its screens */
  IsgExamQueue *queue; /* (owned) */
  char *workplace_title;
  IsgRecordScreen *screen; /* (unowned) (nullable): the present one, while there is one */
  gboolean moving;         /* another person comes; nothing ends */
} Round;

static void show_present (Round *round);

static void
round_unref (gpointer data)
{
  Round *round = data;

  if (!g_ref_count_dec (&round->refs))
    return;
  g_object_unref (round->queue);
  g_free (round->workplace_title);
  g_free (round);
}

static Round *
round_of (gpointer screen)
{
  return g_object_get_data (screen, "isg-round");
}

/* ---- the end ---- */

static void
summary_cb (AdwMessageDialog *dialog, const char *response, IsgWindow *window)
{
  if (g_str_equal (response, "basket"))
    isg_sign_basket_open (window);
}

static void
say_summary (Round *round)
{
  guint all = isg_exam_queue_size (round->queue);
  guint done = isg_exam_queue_count (round->queue, ISG_EXAM_DONE);
  guint tests = isg_exam_queue_count (round->queue, ISG_EXAM_TESTS);
  guint begun = isg_exam_queue_count (round->queue, ISG_EXAM_BEGUN);
  g_autofree char *text
    = g_strdup_printf (ngettext ("%u person: %u done, %u waiting for tests, %u begun, %u did not "
                                 "come.",
                                 "%u people: %u done, %u waiting for tests, %u begun, %u did not "
                                 "come.",
                                 all),
                       all,
                       done,
                       tests,
                       begun,
                       all - done - tests - begun);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (round->window), text, NULL);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  if (done > 0) {
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog),
                                     "basket",
                                     _ ("Open the sign basket"));
    adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "basket");
  }
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (summary_cb), round->window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Back, or another page: the session ends; what was typed is kept. */
static void
left_cb (IsgRecordScreen *screen)
{
  Round *round = round_of (screen);

  if (round->moving || round->screen != screen)
    return;
  round->screen = NULL;
  if (isg_exam_queue_count (round->queue, ISG_EXAM_WAITING) < isg_exam_queue_size (round->queue))
    say_summary (round);
}

/* ---- going on ---- */

static void
go_to_next (Round *round)
{
  if (isg_exam_queue_next (round->queue))
    show_present (round);
  else
    isg_window_pop (round->window);
}

static void
finished_cb (IsgRecordScreen *screen)
{
  Round *round = round_of (screen);

  isg_exam_queue_set_state (round->queue, ISG_EXAM_DONE);
  go_to_next (round);
}

static void
finish_next_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  Round *round = round_of (screen);

  /* Of who is done already there is nothing to finish. */
  if (isg_record_session_view (isg_record_screen_session (screen))->editable)
    isg_record_screen_finish (screen);
  else
    go_to_next (round);
}

static void
tests_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  Round *round = round_of (screen);
  IsgRecordSession *session = isg_record_screen_session (screen);
  g_autoptr (IsgValue) yes = isg_value_new_bool (TRUE);

  if (!isg_record_session_view (session)->editable)
    return;
  isg_record_session_set (session, "waiting_for_tests", yes, NULL);
  isg_record_session_put_aside (session);
  isg_exam_queue_set_state (round->queue, ISG_EXAM_TESTS);
  go_to_next (round);
}

static void
put_last_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  Round *round = round_of (screen);

  isg_exam_queue_put_last (round->queue);
  show_present (round);
}

static void
step (Round *round, int by)
{
  int index = (int) isg_exam_queue_present (round->queue) + by;

  if (index < 0 || index >= (int) isg_exam_queue_size (round->queue)) {
    gtk_widget_error_bell (GTK_WIDGET (round->screen));
    return;
  }
  isg_exam_queue_go_to (round->queue, (guint) index);
  show_present (round);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  step (round_of (screen), 1);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer screen)
{
  step (round_of (screen), -1);
}

/* From an idle: the list that was pressed goes away with its screen. */
static gboolean
show_chosen_cb (gpointer data)
{
  show_present (data);
  return G_SOURCE_REMOVE;
}

static void
chosen_cb (guint index, gpointer data)
{
  Round *round = data;

  isg_exam_queue_go_to (round->queue, index);
  g_ref_count_inc (&round->refs);
  g_idle_add_full (G_PRIORITY_DEFAULT, show_chosen_cb, round, round_unref);
}

/* ---- a person's screen ---- */

static const GActionEntry entries[] = {
  { .name = "finish-next", .activate = finish_next_cb }, { .name = "tests", .activate = tests_cb },
  { .name = "put-last", .activate = put_last_cb },       { .name = "next", .activate = next_cb },
  { .name = "previous", .activate = previous_cb },
};

static void
add_actions (IsgRecordScreen *screen)
{
  static const struct {
    const char *trigger;
    const char *action;
  } keys[] = {
    { "F8", "round.finish-next" },   { "<Shift>F8", "round.put-last" },
    { "<Control>t", "round.tests" }, { "<Alt>Down", "round.next" },
    { "<Alt>Up", "round.previous" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), screen);
  gtk_widget_insert_action_group (GTK_WIDGET (screen), "round", G_ACTION_GROUP (group));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                              keys[i].trigger),
                                                            gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (screen), controller);
}

static void
set_words (Round *round, IsgRecordScreen *screen)
{
  const IsgExamEntry *entry
    = isg_exam_queue_nth (round->queue, isg_exam_queue_present (round->queue));
  /* Translators: which person of how many. */
  g_autofree char *title = g_strdup_printf (_ ("Exam session · %u / %u"),
                                               isg_exam_queue_present (round->queue) + 1,
                                               isg_exam_queue_size (round->queue));
  GString *below = g_string_new (entry->name);

  if (entry->job != NULL)
    g_string_append_printf (below, " · %s", entry->job);
  if (round->workplace_title != NULL)
    g_string_append_printf (below, " · %s", round->workplace_title);
  isg_record_screen_set_words (screen, title, below->str);
  g_string_free (below, TRUE);
}

static void
set_bar (IsgRecordBar *bar)
{
  GtkWidget *tests = gtk_button_new_with_label (_ ("Waiting for tests"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (tests), "round.tests");
  gtk_widget_set_tooltip_text (tests, _ ("Waiting for tests (Ctrl+T)"));
  isg_record_bar_add (bar, tests);
  isg_record_bar_set_main (bar, _ ("Finish and next (F8)"), _ ("Finish and next"));
}

static void
show_present (Round *round)
{
  IsgRecordSession *session
    = isg_exam_queue_open (round->queue, isg_window_context (round->window));
  IsgRecordScreen *before = round->screen;
  IsgRecordScreen *screen = ISG_RECORD_SCREEN (isg_record_screen_new_for (round->window, session));
  IsgRecordLayout *layout = isg_record_screen_layout (screen);

  g_ref_count_inc (&round->refs);
  g_object_set_data_full (G_OBJECT (screen), "isg-round", round, round_unref);
  isg_record_session_set_shown (session, TRUE);
  add_actions (screen);
  set_words (round, screen);
  set_bar (isg_record_layout_bar (layout));
  isg_record_layout_set_queue (layout,
                               isg_exam_list_new (round->queue, chosen_cb, round),
                               isg_exam_list_new_compact (round->queue, chosen_cb, round));
  isg_record_screen_set_finished (screen, finished_cb);
  g_signal_connect (screen, "left", G_CALLBACK (left_cb), NULL);

  round->screen = screen;
  round->moving = TRUE;
  if (before != NULL && isg_window_screen (round->window) == ISG_SCREEN (before))
    isg_window_replace (round->window, ISG_SCREEN (screen));
  else
    isg_window_push (round->window, ISG_SCREEN (screen));
  round->moving = FALSE;
}

void
isg_exam_session_begin (IsgWindow *window, IsgExamQueue *queue, const char *workplace_title)
{
  Round *round;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (ISG_IS_EXAM_QUEUE (queue));
  g_return_if_fail (isg_exam_queue_size (queue) > 0);

  round = g_new0 (Round, 1);
  g_ref_count_init (&round->refs);
  round->window = window;
  round->queue = g_object_ref (queue);
  round->workplace_title = g_strdup (workplace_title);
  show_present (round);
  round_unref (round);
}
