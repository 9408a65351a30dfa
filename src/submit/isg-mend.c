/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-mend.h"

#include <string.h>

#include "store/isg-store-queue.h"
#include "submit/isg-finalise.h"

/* ---- places ---- */

/* "topics[2].minutes" is a place of "topics.minutes". */
static gboolean
is_place_of (const char *place, const char *path)
{
  const char *p = path;

  for (const char *c = place; *c != '\0'; c++) {
    if (*c == '[') {
      c = strchr (c, ']');
      if (c == NULL)
        return FALSE;
      continue;
    }
    if (*p != *c)
      return FALSE;
    p++;
  }
  return *p == '\0';
}

/* The places of the record's refused notifications that still are. */
static GPtrArray *
refused_places (IsgStore *store, IsgRecord *record, int code, const char *path, GError **error)
{
  g_autoptr (GPtrArray) rows
    = isg_store_submissions_of (store, isg_record_uuid (record), TRUE, error);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);
    g_autoptr (GPtrArray) fields
      = row->gone ? NULL : isg_store_field_errors (store, row->id, error);

    if (fields == NULL && !row->gone)
      return NULL;
    for (guint j = 0; fields != NULL && j < fields->len; j++) {
      const IsgStoredFieldError *field = g_ptr_array_index (fields, j);

      if (field->code == code && is_place_of (field->path, path)
          && !g_ptr_array_find_with_equal_func (places, field->path, g_str_equal, NULL)
          && isg_record_lookup (record, field->path) != NULL)
        g_ptr_array_add (places, g_strdup (field->path));
    }
  }
  return rows != NULL ? g_steal_pointer (&places) : NULL;
}

static IsgValue *
with_group (IsgValue *groups, guint index, const char *field, IsgValue *value)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < isg_value_n_groups (groups); i++)
    g_ptr_array_add (all,
                     i == index ? isg_fields_with (isg_value_group (groups, i), field, value)
                                : isg_fields_ref (isg_value_group (groups, i)));
  return isg_value_new_groups (all);
}

/* @place was found by isg_record_lookup (). */
static IsgRecord *
with_value_at (IsgRecord *record, const char *place, IsgValue *value)
{
  const char *bracket = strchr (place, '[');
  const char *dot = bracket != NULL ? strchr (bracket, '.') : NULL;
  g_autofree char *list = NULL;
  g_autoptr (IsgValue) groups = NULL;

  if (dot == NULL)
    return isg_record_with_value (record, place, value);
  list = g_strndup (place, (gsize) (bracket - place));
  groups = with_group (isg_record_get (record, list),
                       (guint) g_ascii_strtoull (bracket + 1, NULL, 10),
                       dot + 1,
                       value);
  return isg_record_with_value (record, list, groups);
}

/* ---- looking ---- */

static void
row_free (gpointer data)
{
  IsgMendRow *row = data;

  g_free (row->uuid);
  g_free (row->kind);
  g_free (row->title);
  g_free (row->workplace_title);
  g_clear_pointer (&row->now, isg_value_unref);
  g_free (row);
}

static char *
title_of (IsgStore *store, const char *uuid, IsgLanguage language)
{
  g_autoptr (IsgRecord) record = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;
  IsgRules *rules = isg_store_rules (store);
  const IsgKind *kind = record != NULL ? isg_rules_kind (rules, isg_record_kind (record)) : NULL;

  return kind == NULL ? NULL
                      : isg_kind_title (kind, rules, record, isg_store_resolve, store, language);
}

static gboolean
has_draft (IsgStore *store, const char *uuid, gboolean *out_has, GError **error)
{
  IsgDraft *draft = NULL;

  if (!isg_store_draft_get (store, uuid, &draft, error))
    return FALSE;
  *out_has = draft != NULL;
  isg_draft_free (draft);
  return TRUE;
}

static IsgMendRow *
read_row (IsgStore *store,
          const char *uuid,
          int code,
          const char *path,
          IsgLanguage language,
          GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, uuid, 0, error);
  g_autoptr (GPtrArray) places
    = record != NULL ? refused_places (store, record, code, path, error) : NULL;
  gboolean typed;
  IsgMendRow *row;

  if (places == NULL || !has_draft (store, uuid, &typed, error))
    return NULL;
  row = g_new0 (IsgMendRow, 1);
  row->uuid = g_strdup (uuid);
  row->kind = g_strdup (isg_record_kind (record));
  row->title = title_of (store, uuid, language);
  row->workplace_title = title_of (store, isg_record_workplace (record), language);
  row->n_places = places->len;
  row->is_typed = typed;
  if (places->len > 0)
    row->now = isg_value_ref (isg_record_lookup (record, g_ptr_array_index (places, 0)));
  return row;
}

GPtrArray *
isg_mend_rows (IsgStore *store,
               const char *const *uuids,
               int code,
               const char *path,
               IsgLanguage language,
               GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; uuids[i] != NULL; i++) {
    IsgMendRow *row = read_row (store, uuids[i], code, path, language, error);

    if (row == NULL)
      return NULL;
    g_ptr_array_add (rows, row);
  }
  return g_steal_pointer (&rows);
}

/* ---- mending ---- */

static void
mended_free (gpointer data)
{
  IsgMended *mended = data;

  g_free (mended->uuid);
  g_free (mended);
}

static gboolean
is_left_alone (const GError *error)
{
  return g_error_matches (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT)
         || g_error_matches (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_MAYBE_SENT)
         || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CONFLICT);
}

/* %NULL without @error where the record stays as it is. */
static IsgMended *
mend_one (IsgStore *store,
          const char *uuid,
          int code,
          const char *path,
          IsgValue *value,
          GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (IsgRecord) record
    = transaction != NULL ? isg_store_record_get (store, uuid, 0, error) : NULL;
  g_autoptr (GPtrArray) places
    = record != NULL ? refused_places (store, record, code, path, error) : NULL;
  g_autoptr (IsgRecord) changed = NULL;
  g_autoptr (IsgRecord) saved = NULL;
  IsgMended *mended;
  gboolean typed;

  if (places == NULL || !has_draft (store, uuid, &typed, error) || typed || places->len == 0)
    return NULL;
  changed = isg_record_ref (record);
  for (guint i = 0; i < places->len; i++) {
    g_autoptr (IsgRecord) before = g_steal_pointer (&changed);

    changed = with_value_at (before, g_ptr_array_index (places, i), value);
  }
  if (!isg_store_record_save (store, changed, &saved, error)
      || !isg_finalise (store, uuid, NULL, NULL, error)
      || !isg_transaction_commit (transaction, error))
    return NULL;
  mended = g_new0 (IsgMended, 1);
  mended->uuid = g_strdup (uuid);
  mended->before = isg_record_revision (record);
  mended->after = isg_record_revision (saved);
  return mended;
}

GPtrArray *
isg_mend_apply (IsgStore *store,
                const char *const *uuids,
                int code,
                const char *path,
                IsgValue *value,
                guint *out_left,
                GError **error)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (mended_free);

  *out_left = 0;
  for (guint i = 0; uuids[i] != NULL; i++) {
    g_autoptr (GError) local = NULL;
    IsgMended *mended = mend_one (store, uuids[i], code, path, value, &local);

    if (mended != NULL)
      g_ptr_array_add (done, mended);
    else if (local == NULL || is_left_alone (local))
      (*out_left)++;
    else {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  }
  return g_steal_pointer (&done);
}

/* ---- back ---- */

static gboolean
is_unsigned (IsgStore *store, const IsgMended *mended, gboolean *out_is, GError **error)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (store, mended->uuid, TRUE, error);
  g_autoptr (IsgRecord) now
    = rows != NULL ? isg_store_record_get (store, mended->uuid, 0, error) : NULL;

  if (now == NULL)
    return FALSE;
  /* Whoever changed it since has the last word. */
  *out_is = isg_record_revision (now) == mended->after;
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);

    if (row->revision == mended->after && row->machine.state != ISG_SUBMISSION_AWAITING_SIGNATURE)
      *out_is = FALSE;
  }
  return TRUE;
}

static gboolean
take_back (IsgStore *store, const IsgMended *mended, GError **error)
{
  g_autoptr (IsgRecord) before = isg_store_record_get (store, mended->uuid, mended->before, error);
  g_autoptr (IsgRecord) again = NULL;

  if (before == NULL || !isg_withdraw (store, mended->uuid, NULL, error))
    return FALSE;
  again = isg_record_with_revision (before, mended->after);
  return isg_store_record_save (store, again, NULL, error);
}

gboolean
isg_mend_undo (IsgStore *store, GPtrArray *mended, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < mended->len; i++) {
    gboolean is = FALSE;

    if (!is_unsigned (store, g_ptr_array_index (mended, i), &is, error))
      return FALSE;
    if (!is) {
      g_set_error (error,
                   ISG_SUBMIT_ERROR,
                   ISG_SUBMIT_ERROR_NOT_FIT,
                   "mend: one of them was signed or changed");
      return FALSE;
    }
  }
  for (guint i = 0; i < mended->len; i++)
    if (!take_back (store, g_ptr_array_index (mended, i), error))
      return FALSE;
  return isg_transaction_commit (transaction, error);
}
