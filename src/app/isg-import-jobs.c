/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-import-jobs.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-value-words.h"

IsgImportPlan *
isg_import_plan_ref (IsgImportPlan *plan)
{
  return g_atomic_rc_box_acquire (plan);
}

static void
plan_clear (gpointer data)
{
  IsgImportPlan *plan = data;

  g_clear_pointer (&plan->bytes, g_bytes_unref);
  g_clear_pointer (&plan->table, isg_table_free);
  g_clear_pointer (&plan->import, isg_import_free);
  g_free (plan->workplace);
}

void
isg_import_plan_unref (IsgImportPlan *plan)
{
  g_atomic_rc_box_release_full (plan, plan_clear);
}

void
isg_import_wish_free (gpointer data)
{
  IsgImportWish *wish = data;

  g_free (wish->kind);
  g_free (wish->workplace);
  g_clear_object (&wish->file);
  g_clear_pointer (&wish->bytes, g_bytes_unref);
  g_strfreev (wish->fields);
  g_clear_pointer (&wish->plan, isg_import_plan_unref);
  g_free (wish->reason);
  g_clear_object (&wish->progress);
  g_free (wish);
}

/* ---- in the store's thread ---- */

/* A list whose headings nobody knows is shown all the same, so that its columns can be chosen. */
static gboolean
fill_plan (IsgStore *store, const IsgImportWish *wish, IsgImportPlan *plan, GError **error)
{
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), wish->kind);
  IsgTable *table = isg_table_read (plan->bytes, error);
  g_autoptr (GError) own = NULL;

  if (table == NULL)
    return FALSE;
  plan->import = isg_import_plan_with (store,
                                       kind,
                                       wish->workplace,
                                       table,
                                       (const char *const *) wish->fields,
                                       wish->progress != NULL ? isg_progress_tell : NULL,
                                       wish->progress,
                                       &own);
  if (plan->import == NULL
      && g_error_matches (own, ISG_TRANSFER_ERROR, ISG_TRANSFER_ERROR_NO_HEADING))
    plan->table = isg_table_read (plan->bytes, error);
  else if (plan->import == NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return plan->import != NULL || plan->table != NULL;
}

gpointer
isg_import_job_plan (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgImportWish *wish = data;
  GBytes *bytes = wish->bytes != NULL ? g_bytes_ref (wish->bytes)
                                      : g_file_load_bytes (wish->file, cancellable, NULL, error);
  g_autoptr (IsgImportPlan) plan = NULL;

  if (bytes == NULL)
    return NULL;
  plan = g_atomic_rc_box_new0 (IsgImportPlan);
  plan->bytes = bytes;
  plan->workplace = g_strdup (wish->workplace);
  return fill_plan (store, wish, plan, error) ? g_steal_pointer (&plan) : NULL;
}

gpointer
isg_import_job_run (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgImportWish *wish = data;

  isg_import_run_with (wish->plan->import,
                       wish->progress != NULL ? isg_progress_tell : NULL,
                       wish->progress,
                       &wish->plan->n_done,
                       error);
  return NULL;
}

gpointer
isg_import_job_undo (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgImportWish *wish = data;

  isg_import_undo (wish->plan->import, store, wish->reason, &wish->plan->n_done, error);
  return NULL;
}

/* ---- words ---- */

static const struct {
  const char *words; /* msgid */
  const char *icon;
} whats[ISG_IMPORT_N_WHAT] = {
  [ISG_IMPORT_NEW] = { N_ ("New"), "list-add-symbolic" },
                       [ISG_IMPORT_UPDATE]
                       = { N_ ("To be updated"), "view-refresh-symbolic" },
                           [ISG_IMPORT_SAME]
                           = { N_ ("Same"), "object-select-symbolic" },
                               [ISG_IMPORT_MEND]
                               = { N_ ("To be mended"), "dialog-warning-symbolic" },
                                   [ISG_IMPORT_SKIPPED]
                                   = { N_ ("Skipped"), "action-unavailable-symbolic" },
                                   };

const char *
isg_import_what_words (IsgImportWhat what)
{
  return _ (whats[what].words);
}

const char *
isg_import_what_icon (IsgImportWhat what)
{
  return whats[what].icon;
}

static char *
say_changes (const IsgImportRow *row)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < row->changes->len; i++) {
    const IsgImportChange *change = g_ptr_array_index (row->changes, i);

    g_string_append_printf (words,
                            "%s%s: %s → %s",
                            i > 0 ? " · " : "",
                            isg_field_def_label (change->field, isg_i18n_language ()),
                            *change->before != '\0' ? change->before : "–",
                            change->after);
  }
  return g_string_free (words, FALSE);
}

/* The worst first; notes about what may be missing are not the list's business. */
static char *
say_finding (IsgRules *rules, const IsgKind *kind, const IsgImportRow *row, IsgSeverity severity)
{
  for (guint i = 0; i < row->findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (row->findings, i);

    if (isg_finding_severity (finding) == severity)
      return isg_rules_finding_message (rules, kind, finding, isg_i18n_language ());
  }
  return NULL;
}

char *
isg_import_row_words (IsgRules *rules, const IsgKind *kind, const IsgImportRow *row)
{
  char *words = NULL;

  switch (row->what) {
  case ISG_IMPORT_SKIPPED:
    words = row->twin != 0 ? g_strdup_printf (_ ("The same number stands on line %u."), row->twin)
                           : g_strdup (_ ("Nothing stands on this line."));
    break;
  case ISG_IMPORT_UPDATE:
    words = say_changes (row);
    break;
  case ISG_IMPORT_MEND:
    words = say_finding (rules, kind, row, ISG_SEVERITY_BLOCK);
    break;
  case ISG_IMPORT_NEW:
    words = say_finding (rules, kind, row, ISG_SEVERITY_WARNING);
    break;
  case ISG_IMPORT_SAME:
  default:
    break;
  }
  return words != NULL ? words : g_strdup ("");
}

char *
isg_import_cell_words (const IsgImport *import, const IsgImportRow *row, guint column)
{
  GPtrArray *fields = isg_import_fields (import, column);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; row->record != NULL && i < fields->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (fields, i);
    IsgValue *value = isg_record_get (row->record, isg_field_def_id (field));
    g_autofree char *part
      = value != NULL ? isg_value_words (field, isg_record_fields (row->record), value) : NULL;

    if (part != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", part);
  }
  return g_strdup (words->len > 0 ? words->str
                                  : isg_table_cell (isg_import_table (import), row->row, column));
}

char *
isg_import_error_text (const GError *error)
{
  if (g_error_matches (error, ISG_TRANSFER_ERROR, ISG_TRANSFER_ERROR_NO_TABLE))
    return g_strdup (_ (
      "This file is no list of text. In Excel choose “Save As”, then “CSV”, and import that file."));
  if (g_error_matches (error, ISG_TRANSFER_ERROR, ISG_TRANSFER_ERROR_TOO_LARGE))
    return g_strdup (_ ("This list is too large. Divide it into several files."));
  return isg_error_text (error);
}
