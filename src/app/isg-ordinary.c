/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-ordinary.h"

#include <glib/gi18n.h>

/* ---- the journal ---- */

typedef struct {
  char *record;
  guint revision; /* on which it was typed */
  char *detail;   /* JSON: how many, in which part; nothing of what was answered */
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->record);
  g_free (line->detail);
  g_free (line);
}

static gpointer
write_line (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Line *line = data;
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  if (transaction != NULL
      && isg_store_journal (store,
                            "record.ordinary_answers",
                            line->record,
                            line->revision,
                            line->detail,
                            error))
    isg_transaction_commit (transaction, error);
  return NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (IsgRecordScreen) screen = data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (error != NULL && isg_record_screen_window (screen) != NULL)
    isg_window_show_error (isg_record_screen_window (screen), error);
}

static void
note (IsgRecordScreen *screen, IsgFormSection *section, guint n)
{
  IsgRecordSession *session = isg_record_screen_session (screen);
  IsgRecord *record = isg_record_session_record (session);
  Line *line = g_new0 (Line, 1);

  line->record = g_strdup (isg_record_uuid (record));
  line->revision = isg_record_revision (record);
  line->detail = g_strdup_printf ("{\"section\":\"%s\",\"answers\":%u}",
                                  section != NULL ? isg_form_section_id (section) : "all",
                                  n);
  isg_tasks_run (isg_context_tasks (isg_record_session_context (session)),
                 write_line,
                 line,
                 line_free,
                 NULL,
                 NULL,
                 written_cb,
                 g_object_ref (screen));
}

/* ---- the act ---- */

static void
take_back (gpointer session)
{
  isg_record_session_undo (session);
}

void
isg_ordinary_fill (IsgRecordScreen *screen, IsgFormSection *section)
{
  IsgForm *form;
  g_autofree char *text = NULL;
  guint n;

  g_return_if_fail (ISG_IS_RECORD_SCREEN (screen));

  form = isg_record_layout_form (isg_record_screen_layout (screen));
  if (!isg_record_session_is_loaded (isg_record_screen_session (screen))
      || !isg_record_session_view (isg_record_screen_session (screen))->editable)
    return;
  n = isg_form_fill_ordinary (form, section);
  if (n == 0) {
    gtk_widget_error_bell (GTK_WIDGET (screen));
    return;
  }
  note (screen, section, n);
  text = g_strdup_printf (ngettext ("%u question was given its ordinary answer.",
                                    "%u questions were given their ordinary answer.",
                                    n),
                          n);
  if (isg_record_screen_window (screen) != NULL)
    isg_window_toast (isg_record_screen_window (screen),
                      text,
                      take_back,
                      g_object_ref (isg_record_screen_session (screen)),
                      g_object_unref,
                      FALSE);
}
