/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-note.h"

#include <glib/gi18n.h>

#include "app/isg-record-badge.h"

struct _IsgRecordNote {
  GtkBox parent_instance;

  IsgRecordSession *session; /* (owned) */
  char *shown;               /* (nullable): the words that stand there */
};

G_DEFINE_FINAL_TYPE (IsgRecordNote, isg_record_note, GTK_TYPE_BOX)

typedef struct {
  const char *label;
  const char *action;
} NoteButton;

static void
add_button (GtkBox *box, const NoteButton *button)
{
  GtkWidget *widget = gtk_button_new_with_label (button->label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), button->action);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_box_append (box, widget);
}

/* A line with its buttons below the words, so that three of them fit at 360 px. */
static void
add_line (IsgRecordNote *self,
          const char *icon,
          const char *text,
          const NoteButton *buttons,
          guint n)
{
  GtkWidget *line
    = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_HORIZONTAL, "spacing", 9, NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = n > 0 ? gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6) : NULL;
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name",
                                   icon,
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "valign",
                                   GTK_ALIGN_START,
                                   NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (words, TRUE);
  for (guint i = 0; i < n; i++)
    add_button (GTK_BOX (row), &buttons[i]);
  gtk_widget_add_css_class (line, "record-note");
  gtk_box_append (GTK_BOX (words), label);
  if (row != NULL)
    gtk_box_append (GTK_BOX (words), row);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (self), line);
}

static char *
recovered_text (IsgRecordNote *self)
{
  IsgClock *clock = isg_context_clock (isg_record_session_context (self->session));
  g_autofree char *at = NULL;
  g_autofree char *date = NULL;
  g_autofree char *when = NULL;
  gint64 time;

  if (isg_record_session_recovered (self->session, &time) == NULL)
    return NULL;
  at = isg_i18n_clock_time (time);
  date = isg_i18n_date (isg_date_from_unix (time), FALSE);
  when = isg_date_from_unix (time) == isg_clock_today (clock) ? g_strdup (at)
                                                              : g_strdup_printf ("%s %s", date, at);
  /* Translators: %s is a time of day, perhaps with its date. */
  return g_strdup_printf (_ ("A draft left when the program closed was found (last written %s)."),
                             when);
}

static char *
note_text (IsgRecordNote *self)
{
  switch (isg_record_session_view (self->session)->note) {
  case ISG_FORM_NOTE_ON_THE_WAY:
    return g_strdup (_ ("This record is on its way; it cannot be changed until an answer comes."));
  case ISG_FORM_NOTE_CAN_WITHDRAW:
    return g_strdup (_ ("Not sent yet. Withdraw it to change it."));
  case ISG_FORM_NOTE_ACCEPTED:
    return g_strdup (_ ("Accepted. Start a correction to change it."));
  case ISG_FORM_NOTE_FINAL:
    return isg_record_badge_explain (self->session);
  case ISG_FORM_NOTE_CLOSED:
    return g_strdup (_ ("This record is closed."));
  case ISG_FORM_NOTE_NONE:
  default:
    return isg_record_session_view (self->session)->frozen ? g_strdup (
      _ ("Completed. The text stays as it was written; the answer can still be written."))
                                                           : NULL;
  }
}

static void
add_note (IsgRecordNote *self, const char *text)
{
  const NoteButton withdraw = { _ ("Withdraw"), "record.withdraw" };
  const NoteButton correct = { _ ("Start a correction"), "record.correct" };
  const NoteButton open = { _ ("Open again"), "record.open-again" };

  switch (isg_record_session_view (self->session)->note) {
  case ISG_FORM_NOTE_CAN_WITHDRAW:
    add_line (self, "changes-prevent-symbolic", text, &withdraw, 1);
    break;
  case ISG_FORM_NOTE_ACCEPTED:
  case ISG_FORM_NOTE_FINAL:
    add_line (self, "changes-prevent-symbolic", text, &correct, 1);
    break;
  case ISG_FORM_NOTE_CLOSED:
    add_line (self, "changes-prevent-symbolic", text, &open, 1);
    break;
  case ISG_FORM_NOTE_ON_THE_WAY:
  case ISG_FORM_NOTE_NONE:
  default:
    add_line (self, "changes-prevent-symbolic", text, NULL, 0);
    break;
  }
}

static void
update (IsgRecordNote *self)
{
  g_autofree char *recovered = recovered_text (self);
  g_autofree char *note = note_text (self);
  g_autofree char *shown
    = g_strconcat (recovered != NULL ? recovered : "", "\n", note != NULL ? note : "", NULL);
  GtkWidget *child;

  /* The view is another with every key; the focus must not leave a button here. */
  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);

  if (recovered != NULL) {
    const NoteButton buttons[] = {
      { _ ("Show differences"), "record.differences" },
        { _ ("Use"), "record.use-draft" },
          { _ ("Leave"), "record.drop-draft" },
        };

    add_line (self, "document-revert-symbolic", recovered, buttons, G_N_ELEMENTS (buttons));
  }
  if (note != NULL)
    add_note (self, note);
  gtk_widget_set_visible (GTK_WIDGET (self), recovered != NULL || note != NULL);
}

static void
isg_record_note_finalize (GObject *object)
{
  IsgRecordNote *self = ISG_RECORD_NOTE (object);

  g_clear_object (&self->session);
  g_free (self->shown);
  G_OBJECT_CLASS (isg_record_note_parent_class)->finalize (object);
}

static void
isg_record_note_class_init (IsgRecordNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_record_note_finalize;
}

static void
isg_record_note_init (IsgRecordNote *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
}

IsgRecordNote *
isg_record_note_new (IsgRecordSession *session)
{
  IsgRecordNote *self = g_object_new (ISG_TYPE_RECORD_NOTE, "visible", FALSE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "viewed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}
