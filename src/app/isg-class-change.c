/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-class-change.h"

#include <glib/gi18n.h>

#include "app/isg-one-stop.h"
#include "app/isg-part-page.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"
#include "store/isg-store-due.h"

/* Rows that a person looks through. */
#define ROWS_MOST 200

typedef struct {
  IsgRecordScreen *screen; /* (unowned): it owns us */
  char *asked;             /* (owned) (nullable): the class that was asked about last */
  GCancellable *reading;   /* (owned) (nullable) */
} Watch;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  if (watch->reading != NULL)
    g_cancellable_cancel (watch->reading);
  g_clear_object (&watch->reading);
  g_free (watch->asked);
  g_free (watch);
}

static IsgRecordSession *
session_of (Watch *watch)
{
  return isg_record_screen_session (watch->screen);
}

static const char *
class_in (Watch *watch, IsgRecord *record)
{
  IsgContext *context = isg_record_session_context (session_of (watch));
  const char *field = isg_calendar_class_field (isg_context_rules (context));

  return field != NULL ? isg_value_text (isg_record_get (record, field)) : NULL;
}

/* ---- taking it back ---- */

/* The class, and what it came with. */
static void
take_back (Watch *watch)
{
  static const char *const with[] = { "nace_code", "nace_list", "hazard_class_reason" };
  IsgRecordSession *session = session_of (watch);
  IsgContext *context = isg_record_session_context (session);
  IsgRecord *saved = isg_record_session_saved (session);
  const char *class_field = isg_calendar_class_field (isg_context_rules (context));
  g_autoptr (IsgFields) fields
    = isg_fields_ref (isg_record_fields (isg_record_session_record (session)));

  for (gsize i = 0; i <= G_N_ELEMENTS (with); i++) {
    const char *id = i < G_N_ELEMENTS (with) ? with[i] : class_field;
    IsgFields *next = isg_fields_with (fields, id, isg_record_get (saved, id));

    isg_fields_unref (fields);
    fields = next;
  }
  isg_record_session_replace (session, fields);
}

static void
cancelled_cb (IsgRecordScreen *screen)
{
  Watch *watch = g_object_get_data (G_OBJECT (screen), "isg-class-watch");

  if (watch == NULL)
    return;
  take_back (watch);
  g_clear_pointer (&watch->asked, g_free);
}

static void
act_cb (IsgSheet *sheet)
{
  isg_sheet_finish (sheet);
}

/* ---- showing ---- */

static char *
day_text (const IsgDueItem *item)
{
  return item != NULL && item->date != ISG_DATE_NONE ? isg_i18n_date (item->date, FALSE)
                                                     : g_strdup ("–");
}

static GtkWidget *
move_row (IsgRules *rules, const IsgDueMove *move)
{
  const IsgDueItem *item = move->after != NULL ? move->after : move->before;
  const char *text = isg_due_item_text (item, isg_i18n_language ());
  g_autofree char *before = day_text (move->before);
  g_autofree char *after = day_text (move->after);
  g_autofree char *why = isg_due_item_why (item, rules, isg_i18n_language ());
  g_autofree char *title = item->employee_title != NULL
                             ? g_strdup_printf ("%s · %s", text, item->employee_title)
                             : g_strdup (text);
  g_autofree char *detail
    = g_strdup_printf ("%s → %s · %s (%s)", before, after, why, isg_due_item_article (item));

  return isg_part_page_row (title, detail, NULL);
}

static GtkWidget *
content_new (IsgRules *rules, const IsgDueComparison *comparison)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListBox *list = isg_part_page_list (_ ("What moves?"));
  guint n = comparison->moves->len;
  /* Translators: how many dates another hazard class moves; Turkish: Bu sınıfla %u tarih değişir.
   */
  g_autofree char *words = g_strdup_printf (ngettext ("With this class %u date changes.",
                                                      "With this class %u dates change.",
                                                      n),
                                            n);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (box, "sheet-content");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  for (guint i = 0; i < n && i < ROWS_MOST; i++)
    gtk_list_box_append (list, move_row (rules, g_ptr_array_index (comparison->moves, i)));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 isg_one_stop_new (GTK_WIDGET (list)));
  gtk_widget_set_size_request (scroller, -1, isg_scaled (320));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

static void
show_moves (Watch *watch, const IsgDueComparison *comparison)
{
  IsgWindow *window = isg_record_screen_window (watch->screen);
  IsgContext *context = isg_record_session_context (session_of (watch));
  IsgSheet *sheet;

  if (window == NULL || comparison->moves->len == 0)
    return;
  sheet = isg_sheet_new (GTK_WINDOW (window),
                         /* Translators: Turkish: Ne değişir? */
                         _ ("What moves?"), _ ("Take the change"), NULL);
  isg_sheet_set_content (sheet, content_new (isg_context_rules (context), comparison));
  g_signal_connect (sheet, "act", G_CALLBACK (act_cb), NULL);
  g_signal_connect_object (sheet,
                           "cancelled",
                           G_CALLBACK (cancelled_cb),
                           watch->screen,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (sheet));
}

/* ---- reading ---- */

typedef struct {
  char *workplace;
  char *before; /* (nullable) */
  char *after;  /* (nullable) */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->workplace);
  g_free (wish->before);
  g_free (wish->after);
  g_free (wish);
}

static gpointer
compare (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;

  return isg_store_due_compare (store,
                                wish->workplace,
                                wish->before,
                                wish->after,
                                isg_i18n_language (),
                                error);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgDueComparison) comparison = isg_tasks_finish (result, &error);

  /* Cancelled when the screen is gone, or another class was chosen meanwhile. */
  if (comparison != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    show_moves (user_data, comparison);
}

static void
ask (Watch *watch, const char *before, const char *after)
{
  IsgRecordSession *session = session_of (watch);
  Wish *wish = g_new0 (Wish, 1);

  if (watch->reading != NULL)
    g_cancellable_cancel (watch->reading);
  g_clear_object (&watch->reading);
  watch->reading = g_cancellable_new ();
  wish->workplace = g_strdup (isg_record_uuid (isg_record_session_record (session)));
  wish->before = g_strdup (before);
  wish->after = g_strdup (after);
  isg_tasks_run (isg_context_tasks (isg_record_session_context (session)),
                 compare,
                 wish,
                 wish_free,
                 (GDestroyNotify) isg_due_comparison_free,
                 watch->reading,
                 compared_cb,
                 watch);
}

static void
viewed_cb (IsgRecordScreen *screen)
{
  Watch *watch = g_object_get_data (G_OBJECT (screen), "isg-class-watch");
  IsgRecordSession *session = isg_record_screen_session (screen);
  IsgRecord *saved = isg_record_session_saved (session);
  const char *before, *after;

  if (watch == NULL || saved == NULL)
    return;
  before = class_in (watch, saved);
  after = class_in (watch, isg_record_session_record (session));
  if (g_strcmp0 (before, after) == 0) {
    g_clear_pointer (&watch->asked, g_free);
    return;
  }
  if (before == NULL || after == NULL || g_strcmp0 (watch->asked, after) == 0)
    return;
  g_free (watch->asked);
  watch->asked = g_strdup (after);
  ask (watch, before, after);
}

void
isg_class_change_watch (IsgRecordScreen *screen)
{
  Watch *watch;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  watch = g_new0 (Watch, 1);
  watch->screen = screen;
  g_object_set_data_full (G_OBJECT (screen), "isg-class-watch", watch, watch_free);
  g_signal_connect_object (isg_record_screen_session (screen),
                           "viewed",
                           G_CALLBACK (viewed_cb),
                           screen,
                           G_CONNECT_SWAPPED);
}
