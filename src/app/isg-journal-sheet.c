/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-journal-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-sheet.h"
#include "base/isg-date.h"
#include "base/isg-i18n.h"
#include "store/isg-store-record.h"

#define SHOWN 300

typedef struct {
  GPtrArray *lines; /* (owned) (element-type utf8): title and subtitle in turn */
  gint64 count;
  gboolean whole;
} Journal;

static void
journal_free (gpointer data)
{
  Journal *journal = data;

  g_ptr_array_unref (journal->lines);
  g_free (journal);
}

/* What the acts are called; the others are shown by the word the journal has. */
static const struct {
  const char *act;
  const char *words;
} acts[] = {
  { "record.saved", N_ ("Record kept") },
    { "record.closed", N_ ("Record closed") },
      { "record.opened", N_ ("Record opened again") },
        { "record.destroyed", N_ ("Record destroyed") },
          { "health.read", N_ ("Health details read") },
            { "health.printed", N_ ("Health details printed") },
              { "health.exported", N_ ("Health details exported") },
                { "health.key_set_up", N_ ("Health passphrase chosen") },
                  { "health.slot_changed", N_ ("Health passphrase changed") },
                    { "setting.changed", N_ ("Setting changed") },
                      { "key.slot_changed", N_ ("Passphrase changed") },
                        { "submission.state", N_ ("Submission moved on") },
                          { "store.created", N_ ("File made") },
                        };

static const char *
words_of (const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].act, act) == 0)
      return _ (acts[i].words);
  return act;
}

/* Whose: the record's title names the person. */
static char *
title_of (IsgStore *store, const char *uuid)
{
  g_autoptr (IsgRecord) record
    = uuid != NULL && *uuid != '\0' ? isg_store_record_get (store, uuid, 0, NULL) : NULL;
  const IsgKind *kind
    = record != NULL ? isg_rules_kind (isg_store_rules (store), isg_record_kind (record)) : NULL;

  if (kind == NULL)
    return NULL;
  return isg_kind_title (kind,
                         isg_store_rules (store),
                         record,
                         isg_store_resolve,
                         store,
                         isg_i18n_language ());
}

static void
add_line (IsgStore *store, GPtrArray *lines, const IsgJournalEntry *entry)
{
  g_autofree char *title = title_of (store, entry->record);
  g_autofree char *time = isg_unix_to_local_iso (entry->time * 1000, FALSE);

  g_strdelimit (time, "T", ' ');
  g_ptr_array_add (lines,
                   title != NULL ? g_strdup_printf ("%s · %s", words_of (entry->act), title)
                                 : g_strdup (words_of (entry->act)));
  g_ptr_array_add (lines, g_strdup_printf ("%s · %s", time, entry->actor));
}

static gpointer
read_journal (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Journal *journal = g_new0 (Journal, 1);
  g_autoptr (GPtrArray) entries = NULL;
  IsgJournalQuery query = { .limit = -1 };
  gint64 last = 0;

  journal->lines = g_ptr_array_new_with_free_func (g_free);
  journal->whole = isg_store_journal_verify (store, &journal->count, NULL);
  query.after = journal->whole ? MAX (journal->count - SHOWN, 0) : last;
  entries = isg_store_journal_select (store, &query, error);
  if (entries == NULL) {
    journal_free (journal);
    return NULL;
  }
  for (guint i = entries->len; i > 0 && journal->lines->len < 2 * SHOWN; i--)
    add_line (store, journal->lines, g_ptr_array_index (entries, i - 1));
  return journal;
}

static void
fill (IsgSheet *sheet, const Journal *journal)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, journal->count);
  g_autofree char *chain = journal->whole
    ? g_strdup_printf (_ ("Chain intact ✓ · lines: %s"), count)
    : g_strdup (_ ("The journal does not hold: a line was changed or taken out. Keep the file "
                       "as it is, and ask the command line: isgctl journal verify."));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), chain);
  for (guint i = 0; i + 1 < journal->lines->len; i += 2) {
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                   g_ptr_array_index (journal->lines, i));
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), g_ptr_array_index (journal->lines, i + 1));
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (page, TRUE);
  isg_sheet_set_content (sheet, page);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSheet) sheet = user_data;
  g_autoptr (GError) error = NULL;
  Journal *journal = isg_tasks_finish (result, &error);
  g_autofree char *sentence = error != NULL ? isg_error_text (error) : NULL;

  gboolean open = gtk_widget_get_visible (GTK_WIDGET (sheet));

  if (open && journal != NULL)
    fill (sheet, journal);
  else if (open)
    isg_sheet_set_error (sheet, sentence);
  g_clear_pointer (&journal, journal_free);
}

void
isg_journal_sheet_open (IsgContext *context, GtkWindow *parent)
{
  IsgSheet *sheet;

  g_return_if_fail (ISG_IS_CONTEXT (context));

  sheet = isg_sheet_new (parent, _ ("Journal"), NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (sheet), 560, 560);
  isg_sheet_set_content (sheet, adw_bin_new ());
  isg_tasks_run (isg_context_tasks (context),
                 read_journal,
                 NULL,
                 NULL,
                 journal_free,
                 NULL,
                 read_cb,
                 g_object_ref (sheet));
  gtk_window_present (GTK_WINDOW (sheet));
}
