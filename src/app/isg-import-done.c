/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-import-done.h"

#include <glib/gi18n.h>

#include "app/isg-import-sheet.h"
#include "app/isg-keep-file.h"

/* The last import of a window. */
typedef struct {
  IsgContext *context; /* (owned) */
  IsgWindow *window;   /* (unowned) (nullable): weak */
  IsgImportPlan *plan; /* (owned) */
  char *kind;
} Last;

static void
last_free (gpointer data)
{
  Last *last = data;

  g_clear_weak_pointer (&last->window);
  g_object_unref (last->context);
  isg_import_plan_unref (last->plan);
  g_free (last->kind);
  g_free (last);
}

static Last *
last_new (IsgContext *context, IsgWindow *window, const char *kind, IsgImportPlan *plan)
{
  Last *last = g_new0 (Last, 1);

  last->context = g_object_ref (context);
  g_set_weak_pointer (&last->window, window);
  last->plan = isg_import_plan_ref (plan);
  last->kind = g_strdup (kind);
  return last;
}

/* ---- undo ---- */

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Last *last = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  isg_tasks_finish (result, &error);
  if (last->window != NULL && isg_window_context (last->window) == last->context) {
    isg_context_changed (last->context);
    words = g_strdup_printf (ngettext ("%u row was taken back.",
                                       "%u rows were taken back.",
                                       last->plan->n_done),
                             last->plan->n_done);
    if (error != NULL)
      isg_window_show_error (last->window, error);
    else
      isg_window_toast (last->window, words, NULL, NULL, NULL, FALSE);
  }
  last_free (last);
}

static void
undo (gpointer data)
{
  const Last *last = data;
  IsgImportWish *wish;

  if (last->window == NULL)
    return;
  wish = g_new0 (IsgImportWish, 1);
  wish->plan = isg_import_plan_ref (last->plan);
  wish->reason = g_strdup (_ ("Import taken back"));
  isg_tasks_run (isg_context_card_tasks (last->context),
                 isg_import_job_undo,
                 wish,
                 isg_import_wish_free,
                 NULL,
                 NULL,
                 undone_cb,
                 last_new (last->context, last->window, last->kind, last->plan));
}

/* ---- what was passed over ---- */

typedef struct {
  IsgRules *rules;
  const IsgKind *kind;
} Speaker;

static char *
why (const IsgImportRow *row, gpointer data)
{
  const Speaker *speaker = data;

  return isg_import_row_words (speaker->rules, speaker->kind, row);
}

static GBytes *
make_leftover (IsgStore *store, gpointer data, GError **error)
{
  const Last *last = data;
  Speaker speaker
    = { isg_store_rules (store), isg_rules_kind (isg_store_rules (store), last->kind) };

  return isg_import_leftover (last->plan->import, _ ("Explanation"), why, &speaker);
}

void
isg_import_leftover_ask (IsgWindow *window)
{
  const Last *last = g_object_get_data (G_OBJECT (window), "isg-import-last");
  IsgKeepFile file;

  if (last == NULL)
    return;
  file = (IsgKeepFile){
    .title = _ ("Skipped Rows"),
                .name = "isg-atlanan-satirlar.csv",
                .done
                = _ ("The skipped rows were written. Mend them there and import the file again."),
                     .make = make_leftover,
                     .data = last_new (last->context, window, last->kind, last->plan),
                     .data_free = last_free,
                };
  isg_keep_file_ask (last->context, window, NULL, &file);
}

/* ---- saying it ---- */

static char *
say (const IsgImportPlan *plan, gboolean stopped)
{
  guint mend = isg_import_count (plan->import, ISG_IMPORT_MEND);
  g_autofree char *done
    = g_strdup_printf (ngettext ("%u row processed", "%u rows processed", plan->n_done),
                       plan->n_done);
  g_autofree char *skipped
    = g_strdup_printf (ngettext ("%u row skipped", "%u rows skipped", mend), mend);

  if (stopped)
    /* Translators: %s is "188 rows processed". */
    return g_strdup_printf (_ ("Stopped: %s. Import the file again for the rest."), done);
  return mend > 0 ? g_strdup_printf ("%s, %s.", done, skipped) : g_strdup_printf ("%s.", done);
}

void
isg_import_say_done (IsgWindow *window, const char *kind, IsgImportPlan *plan, gboolean stopped)
{
  IsgContext *context = isg_window_context (window);
  g_autofree char *words = say (plan, stopped);

  g_object_set_data_full (G_OBJECT (window),
                          "isg-import-last",
                          last_new (context, window, kind, plan),
                          last_free);
  if (isg_import_count (plan->import, ISG_IMPORT_MEND) > 0)
    isg_window_toast_act (window,
                          words,
                          _ ("Write the skipped ones to a file"),
                             "win.import-leftover",
                             "",
                             undo,
                             last_new (context, window, kind, plan),
                             last_free);
  else
    isg_window_toast (window, words, undo, last_new (context, window, kind, plan), last_free, TRUE);
}
