/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-check-private.h"

static IsgDate
get_date (IsgRecord *record, const char *field)
{
  return isg_value_date (isg_record_get (record, field));
}

static char *
date_text (IsgDate date)
{
  return date != ISG_DATE_NONE ? isg_date_to_iso (date) : g_strdup ("…");
}

/* Whether @day lies in a span of which either end may be open. */
static gboolean
covers (IsgDate from, IsgDate until, IsgDate day)
{
  return (from == ISG_DATE_NONE || day >= from) && (until == ISG_DATE_NONE || day <= until);
}

void
isg_check_ref_active_on (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];
  IsgDate day = isg_check_run_date (run, def->paths[ISG_CHECK_DATE], 0);

  for (guint row = 0; day != ISG_DATE_NONE && row < isg_path_rows (path, run->record); row++) {
    g_autoptr (IsgRecord) other = isg_check_run_record (run, path, row);
    IsgDate from = other != NULL ? get_date (other, def->params.from) : ISG_DATE_NONE;
    IsgDate until = other != NULL ? get_date (other, def->params.until) : ISG_DATE_NONE;
    g_autofree char *place = isg_check_def_place (def, row);
    g_autofree char *tr = NULL;
    g_autofree char *en = NULL;
    g_autofree char *date = NULL;
    g_autofree char *start = NULL;
    g_autofree char *leave = NULL;

    if (other == NULL || covers (from, until, day))
      continue;
    tr = isg_check_run_title (run, other, ISG_LANGUAGE_TR);
    en = isg_check_run_title (run, other, ISG_LANGUAGE_EN);
    date = isg_date_to_iso (day);
    start = date_text (from);
    leave = date_text (until);
    isg_check_run_report (run,
                          place,
                          def->grade,
                          def->code,
                          "name.tr",
                          tr,
                          "name.en",
                          en,
                          "date",
                          date,
                          "start",
                          start,
                          "leave",
                          leave,
                          NULL);
  }
}

void
isg_check_ref_same_workplace (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];

  for (guint row = 0; row < isg_path_rows (path, run->record); row++) {
    g_autoptr (IsgRecord) other = isg_check_run_record (run, path, row);
    g_autofree char *place = isg_check_def_place (def, row);
    g_autofree char *tr = NULL;
    g_autofree char *en = NULL;

    if (other == NULL
        || g_strcmp0 (isg_record_workplace (other), isg_record_workplace (run->record)) == 0)
      continue;
    tr = isg_check_run_title (run, other, ISG_LANGUAGE_TR);
    en = isg_check_run_title (run, other, ISG_LANGUAGE_EN);
    isg_check_run_report (run, place, def->grade, def->code, "name.tr", tr, "name.en", en, NULL);
  }
}

void
isg_check_covered_by (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autoptr (IsgRecord) who = isg_check_run_record (run, def->paths[ISG_CHECK_PATH], 0);
  IsgDate day = isg_check_run_date (run, def->paths[ISG_CHECK_DATE], 0);
  g_autoptr (GPtrArray) spans = NULL;
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autofree char *tr = NULL;
  g_autofree char *en = NULL;
  g_autofree char *date = NULL;

  if (who == NULL || day == ISG_DATE_NONE || run->context->find == NULL)
    return;
  spans = isg_check_run_find (run,
                              def->params.kind,
                              isg_record_workplace (run->record),
                              def->params.key,
                              isg_record_uuid (who));
  for (guint i = 0; i < spans->len; i++) {
    IsgRecord *span = g_ptr_array_index (spans, i);

    if (covers (get_date (span, def->params.from), get_date (span, def->params.until), day))
      return;
  }
  tr = isg_check_run_title (run, who, ISG_LANGUAGE_TR);
  en = isg_check_run_title (run, who, ISG_LANGUAGE_EN);
  date = isg_date_to_iso (day);
  isg_check_run_report (run,
                        place,
                        def->grade,
                        def->code,
                        "name.tr",
                        tr,
                        "name.en",
                        en,
                        "date",
                        date,
                        NULL);
}

/* ---- others of the same kind ---- */

static const char *
field_id (const IsgPath *path)
{
  return path != NULL ? isg_path_field (path)->id : NULL;
}

/* Whether both spans have a day in common; a kind without spans is always there. */
static gboolean
spans_meet (const IsgCheckDef *def, IsgRecord *a, IsgRecord *b)
{
  const char *from = field_id (def->paths[ISG_CHECK_FROM]);
  const char *until = field_id (def->paths[ISG_CHECK_UNTIL]);
  IsgDate end_a = until != NULL ? get_date (a, until) : ISG_DATE_NONE;
  IsgDate end_b = until != NULL ? get_date (b, until) : ISG_DATE_NONE;
  IsgDate start_a = from != NULL ? get_date (a, from) : ISG_DATE_NONE;
  IsgDate start_b = from != NULL ? get_date (b, from) : ISG_DATE_NONE;

  return !(end_a != ISG_DATE_NONE && start_b != ISG_DATE_NONE && start_b > end_a)
         && !(end_b != ISG_DATE_NONE && start_a != ISG_DATE_NONE && start_a > end_b);
}

static void
report_other (const IsgCheckDef *def,
              IsgCheckRun *run,
              IsgRecord *other,
              IsgSeverity grade,
              const char *code)
{
  g_autoptr (IsgRecord) workplace = NULL;
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autofree char *tr = isg_check_run_title (run, other, ISG_LANGUAGE_TR);
  g_autofree char *en = isg_check_run_title (run, other, ISG_LANGUAGE_EN);
  g_autofree char *at_tr = NULL;
  g_autofree char *at_en = NULL;

  if (isg_record_workplace (other) != NULL)
    workplace = isg_check_run_resolve (isg_record_workplace (other), run);
  at_tr = isg_check_run_title (run, workplace, ISG_LANGUAGE_TR);
  at_en = isg_check_run_title (run, workplace, ISG_LANGUAGE_EN);
  isg_check_run_report (run,
                        place,
                        grade,
                        code,
                        "name.tr",
                        tr,
                        "name.en",
                        en,
                        "workplace.tr",
                        at_tr != NULL ? at_tr : "…",
                        "workplace.en",
                        at_en != NULL ? at_en : "…",
                        "kind.tr",
                        run->kind->label.tr,
                        "kind.en",
                        run->kind->label.en,
                        NULL);
}

static gboolean
is_here (IsgCheckRun *run, IsgRecord *other)
{
  return !run->kind->has_workplace
         || g_strcmp0 (isg_record_workplace (other), isg_record_workplace (run->record)) == 0;
}

static GPtrArray *
find_same (const IsgCheckDef *def, IsgCheckRun *run, const char *workplace)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, def->paths[ISG_CHECK_PATH], 0);
  g_autofree char *text = value != NULL ? isg_value_to_text (value) : NULL;

  if (text == NULL || *text == '\0')
    return g_ptr_array_new ();
  return isg_check_run_find (run,
                             run->kind->id,
                             workplace,
                             field_id (def->paths[ISG_CHECK_PATH]),
                             text);
}

void
isg_check_duplicate (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autoptr (GPtrArray) others = find_same (def, run, NULL);
  IsgRecord *elsewhere = NULL;

  for (guint i = 0; i < others->len; i++) {
    IsgRecord *other = g_ptr_array_index (others, i);

    if (!is_here (run, other)) {
      elsewhere = other;
    } else if (spans_meet (def, run->record, other)) {
      report_other (def, run, other, def->grade, def->code);
      return;
    }
  }
  if (elsewhere != NULL && def->params.elsewhere_code != NULL)
    report_other (def, run, elsewhere, def->params.elsewhere_grade, def->params.elsewhere_code);
}

void
isg_check_no_overlap (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autoptr (GPtrArray) others = find_same (def, run, isg_record_workplace (run->record));

  for (guint i = 0; i < others->len; i++) {
    IsgRecord *other = g_ptr_array_index (others, i);

    if (spans_meet (def, run->record, other)) {
      report_other (def, run, other, def->grade, def->code);
      return;
    }
  }
}

static GHashTable *
collect_values (const IsgPath *path, IsgRecord *record)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint row = 0; row < isg_path_rows (path, record); row++) {
    g_autoptr (IsgValue) value = isg_path_get (path, record, row, NULL, NULL);

    if (value != NULL && isg_value_type (value) != ISG_VALUE_GROUPS)
      g_hash_table_add (values, isg_value_to_text (value));
  }
  return values;
}

static gboolean
shares_value (const IsgPath *path, IsgRecord *a, IsgRecord *b)
{
  g_autoptr (GHashTable) mine = collect_values (path, a);
  g_autoptr (GHashTable) theirs = collect_values (path, b);
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, mine);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    if (g_hash_table_contains (theirs, value))
      return TRUE;
  return FALSE;
}

void
isg_check_duplicate_record (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autoptr (GPtrArray) others = find_same (def, run, isg_record_workplace (run->record));

  for (guint i = 0; i < others->len; i++) {
    IsgRecord *other = g_ptr_array_index (others, i);
    gboolean same = TRUE;

    for (guint j = 0; same && j < def->params.lists->len; j++)
      same = shares_value (g_ptr_array_index (def->params.lists, j), run->record, other);
    if (same) {
      report_other (def, run, other, def->grade, def->code);
      return;
    }
  }
}
