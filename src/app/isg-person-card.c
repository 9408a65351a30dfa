/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-person-card.h"

#include <glib/gi18n.h>

#include "app/isg-duty-open.h"
#include "app/isg-pages.h"
#include "app/isg-part-page.h"
#include "app/isg-person-data.h"
#include "app/isg-person-extract-file.h"
#include "app/isg-sheet.h"
#include "app/isg-today-view.h"

/* A part that lists records. */
typedef struct {
  const char *kind;
  GtkListBox *list; /* (unowned): in the layout */
  GtkWidget *empty; /* (unowned): in the layout */
} Part;

typedef struct {
  IsgRecordScreen *screen; /* (unowned): it owns us */
  GtkListBox *due;         /* (unowned): in the layout */
  GtkWidget *nothing;      /* (unowned): in the layout */
  GtkWidget *left;         /* (unowned): "İşten ayrıldı…" */
  Part trainings;
  Part exams;
  Part incidents;
  GCancellable *reading; /* (owned) (nullable) */
} Card;

static void
card_free (gpointer data)
{
  Card *card = data;

  if (card->reading != NULL)
    g_cancellable_cancel (card->reading);
  g_clear_object (&card->reading);
  g_free (card);
}

static IsgRecordSession *
session_of (Card *card)
{
  return isg_record_screen_session (card->screen);
}

/* ---- showing ---- */

static GtkWidget *
due_row_new (IsgContext *context, IsgDueTask *task)
{
  const IsgDueItem *item = isg_due_task_item (task);
  g_autofree char *when = isg_today_when (item->date,
                                          isg_clock_today (isg_context_clock (context)),
                                          item->state == ISG_DUE_OVERDUE);
  g_autofree char *title
    = g_strdup_printf ("%s · %s", isg_due_item_text (item, isg_i18n_language ()), when);
  g_autofree char *detail = isg_today_due_detail (item, isg_context_rules (context), FALSE);
  GtkWidget *row = isg_part_page_row (title, detail, "");

  g_object_set_data_full (G_OBJECT (row), "isg-task", g_object_ref (task), g_object_unref);
  return row;
}

static void
show_due (Card *card, const IsgPersonData *data)
{
  IsgContext *context = isg_record_session_context (session_of (card));

  isg_part_page_clear (card->due);
  for (guint i = 0; i < data->tasks->len; i++)
    gtk_list_box_append (card->due, due_row_new (context, g_ptr_array_index (data->tasks, i)));
  gtk_widget_set_visible (GTK_WIDGET (card->due), data->tasks->len > 0);
  gtk_widget_set_visible (card->nothing, data->tasks->len == 0);
  gtk_widget_set_visible (card->left,
                          isg_record_get (isg_record_session_record (session_of (card)),
                                          "leave_date")
                            == NULL);
}

static void
show_records (Part *part, GPtrArray *records)
{
  isg_part_page_clear (part->list);
  for (guint i = 0; i < records->len; i++) {
    const IsgPersonRecord *record = g_ptr_array_index (records, i);

    gtk_list_box_append (part->list,
                         isg_part_page_row (record->title, record->detail, record->uuid));
  }
  gtk_widget_set_visible (GTK_WIDGET (part->list), records->len > 0);
  gtk_widget_set_visible (part->empty, records->len == 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgPersonData) data = isg_tasks_finish (result, &error);
  Card *card = user_data;

  /* Cancelled when the card is gone. Other trouble of the store is said by the banner. */
  if (data == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  show_due (card, data);
  show_records (&card->trainings, data->trainings);
  show_records (&card->exams, data->exams);
  show_records (&card->incidents, data->incidents);
}

static void
read_card (Card *card)
{
  IsgRecordSession *session = session_of (card);

  if (card->reading != NULL)
    g_cancellable_cancel (card->reading);
  g_clear_object (&card->reading);
  card->reading = g_cancellable_new ();
  isg_tasks_run (isg_context_tasks (isg_record_session_context (session)),
                 isg_person_data_read,
                 g_strdup (isg_record_uuid (isg_record_session_record (session))),
                 g_free,
                 (GDestroyNotify) isg_person_data_free,
                 card->reading,
                 read_cb,
                 card);
}

static void
changed_cb (IsgRecordScreen *screen)
{
  Card *card = g_object_get_data (G_OBJECT (screen), "isg-card");

  if (card != NULL)
    read_card (card);
}

/* ---- opening ---- */

static void
due_activated_cb (GtkListBox *list, GtkListBoxRow *row, Card *card)
{
  IsgWindow *window = isg_record_screen_window (card->screen);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (tasks, g_object_ref (g_object_get_data (G_OBJECT (row), "isg-task")));
  if (window != NULL)
    isg_duty_open (window, tasks);
}

static void
record_activated_cb (GtkListBox *list, GtkListBoxRow *row, Card *card)
{
  IsgWindow *window = isg_record_screen_window (card->screen);

  if (window != NULL)
    isg_record_open (window,
                     g_object_get_data (G_OBJECT (list), "isg-kind"),
                     isg_part_page_row_uuid (row),
                     NULL);
}

/* ---- "İşten ayrıldı…" ---- */

typedef struct {
  IsgSheet *sheet;           /* (unowned): it owns us */
  IsgRecordSession *session; /* (owned) */
  IsgWindow *window;         /* (unowned): the sheet's parent */
  GtkEditable *day;          /* (unowned) */
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_object_unref (leaving->session);
  g_free (leaving);
}

static void
stay (gpointer session)
{
  isg_record_session_set (session, "leave_date", NULL, NULL);
  isg_record_session_leave (session);
}

static void
leave_cb (Leaving *leaving)
{
  IsgContext *context = isg_record_session_context (leaving->session);
  IsgDate today = isg_clock_today (isg_context_clock (context));
  g_autoptr (IsgSheet) sheet = g_object_ref (leaving->sheet);
  g_autoptr (IsgValue) value = NULL;
  IsgDate day;

  if (!isg_date_parse_typed (gtk_editable_get_text (leaving->day), today, &day, NULL)) {
    isg_sheet_set_error (sheet, _ ("This is not a day. Write it as 23.11.2026 or +7."));
    gtk_widget_grab_focus (GTK_WIDGET (leaving->day));
    return;
  }
  value = isg_value_new_date (day);
  isg_record_session_set (leaving->session, "leave_date", value, NULL);
  isg_record_session_leave (leaving->session);
  isg_window_toast (leaving->window,
                    /* Translators: Turkish: Ayrılış yazıldı; kayıtları saklanır. */
                    _ ("The leaving is written; the records are kept."),
                       stay,
                       g_object_ref (leaving->session),
                       g_object_unref,
                       TRUE);
  isg_sheet_finish (sheet);
}

static GtkWidget *
leaving_content (Leaving *leaving, IsgDate today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  /* Translators: Turkish: Hangi gün ayrıldı? */
  GtkWidget *label = gtk_label_new (_ ("On which day?"));
  GtkWidget *entry = gtk_entry_new ();
  /* Translators: Turkish: Kayıtları silinmez; saklama süresi o günden işler. */
  GtkWidget *note
    = gtk_label_new (_ ("The records are not deleted; their retention runs from that day."));
  g_autofree char *day = isg_i18n_date (today, FALSE);

  gtk_widget_add_css_class (box, "sheet-content");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), day);
  leaving->day = GTK_EDITABLE (entry);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), note);
  return box;
}

static void
left_cb (Card *card)
{
  IsgRecordSession *session = session_of (card);
  IsgWindow *window = isg_record_screen_window (card->screen);
  IsgDate today = isg_clock_today (isg_context_clock (isg_record_session_context (session)));
  Leaving *leaving;

  if (window == NULL || !isg_record_session_is_loaded (session))
    return;
  leaving = g_new0 (Leaving, 1);
  leaving->window = window;
  leaving->session = g_object_ref (session);
  /* Translators: a person has left the work; Turkish: İşten ayrıldı */
  leaving->sheet = isg_sheet_new (GTK_WINDOW (window), _ ("Left"), _ ("Left"), NULL);
  isg_sheet_set_content (leaving->sheet, leaving_content (leaving, today));
  g_object_set_data_full (G_OBJECT (leaving->sheet), "isg-leaving", leaving, leaving_free);
  g_signal_connect_swapped (leaving->sheet, "act", G_CALLBACK (leave_cb), leaving);
  gtk_window_present (GTK_WINDOW (leaving->sheet));
}

/* ---- building ---- */

static GtkWidget *
words_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
add_summary (Card *card, IsgRecordLayout *layout)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  card->due = isg_part_page_list (_ ("What is due"));
  /* Translators: Turkish: Bu kişi için bekleyen iş yok. */
  card->nothing = words_new (_ ("Nothing is due for this person."));
  /* Translators: button; Turkish: İşten ayrıldı… */
  card->left = gtk_button_new_with_label (_ ("Left…"));
  gtk_widget_set_halign (card->left, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (card->due));
  gtk_box_append (GTK_BOX (box), card->nothing);
  gtk_box_append (GTK_BOX (box), card->left);
  g_signal_connect (card->due, "row-activated", G_CALLBACK (due_activated_cb), card);
  g_signal_connect_swapped (card->left, "clicked", G_CALLBACK (left_cb), card);
  /* Translators: part of a person's card; Turkish: Özet */
  isg_record_layout_add_part (layout, "summary", _ ("Summary"), isg_part_page_new (box));
}

static void
add_records (Card *card,
             IsgRecordLayout *layout,
             Part *part,
             const char *id,
             const char *kind,
             const char *title,
             const char *empty)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  part->kind = kind;
  part->list = isg_part_page_list (title);
  part->empty = words_new (empty);
  g_object_set_data (G_OBJECT (part->list), "isg-kind", (gpointer) kind);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (part->list));
  gtk_box_append (GTK_BOX (box), part->empty);
  g_signal_connect (part->list, "row-activated", G_CALLBACK (record_activated_cb), card);
  isg_record_layout_add_part (layout, id, title, isg_part_page_new (box));
}

static void
keep_extract (Card *card, gboolean paper)
{
  IsgRecordSession *session = session_of (card);
  IsgContext *context = isg_record_session_context (session);
  IsgWindow *window = isg_record_screen_window (card->screen);
  IsgKeepFile file;

  if (window == NULL || !isg_record_session_is_loaded (session))
    return;
  file = isg_person_extract_file (isg_record_uuid (isg_record_session_record (session)),
                                  isg_clock_today (isg_context_clock (context)),
                                  paper);
  isg_keep_file_ask (context, window, NULL, &file);
}

static void
paper_cb (Card *card)
{
  keep_extract (card, TRUE);
}

static void
data_cb (Card *card)
{
  keep_extract (card, FALSE);
}

static void
add_privacy (Card *card, IsgRecordLayout *layout)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *paper = gtk_button_new_with_label (_ ("Extract for the person…"));
  GtkWidget *data = gtk_button_new_with_label (_ ("The same as data…"));

  gtk_box_append (GTK_BOX (box),
                  words_new (
                    _ ("A person may ask what is kept about them. The extract holds the person’s own record and all that names this person, with who changed it when; of lists of people only this person’s rows. Health details are in it only while the health lock is open. Each extract is noted in the journal.")));
  gtk_box_append (GTK_BOX (buttons), paper);
  gtk_box_append (GTK_BOX (buttons), data);
  gtk_box_append (GTK_BOX (box), buttons);
  g_signal_connect_swapped (paper, "clicked", G_CALLBACK (paper_cb), card);
  g_signal_connect_swapped (data, "clicked", G_CALLBACK (data_cb), card);
  /* Translators: part of a person's card: the law on personal data */
  isg_record_layout_add_part (layout, "privacy", _ ("Privacy"), isg_part_page_new (box));
}

void
isg_person_card_add (IsgRecordScreen *screen)
{
  IsgRecordLayout *layout;
  Card *card;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  layout = isg_record_screen_layout (screen);
  card = g_new0 (Card, 1);
  card->screen = screen;
  g_object_set_data_full (G_OBJECT (screen), "isg-card", card, card_free);
  add_summary (card, layout);
  isg_record_layout_add_part (layout, "form", _ ("Details"), NULL);
  add_records (card,
               layout,
               &card->trainings,
               "trainings",
               "training",
               _ ("Trainings"), _ ("No training."));
  add_records (card,
               layout,
               &card->exams,
               "exams",
               "health_exam",
               _ ("Health exams"), _ ("No examination is on record."));
  add_records (card,
               layout,
               &card->incidents,
               "incidents",
               "incident",
               _ ("Accidents"), _ ("No accident is on record."));
  add_privacy (card, layout);
  g_signal_connect_object (isg_record_session_context (session_of (card)),
                           "changed",
                           G_CALLBACK (changed_cb),
                           screen,
                           G_CONNECT_SWAPPED);
  read_card (card);
}
