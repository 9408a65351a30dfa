/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-import-private.h"

#include "rules/isg-json.h"
#include "rules/isg-record-json.h"

#define TELL_ROWS 50 /* so often it is said how far it is */

/* What is being found out about the rows. */
typedef struct {
  IsgImport *import;
  IsgRules *rules;
  IsgCheckContext context;
  GHashTable *seen; /* (owned) unique value → line */
} Plan;

static void
change_free (gpointer data)
{
  IsgImportChange *change = data;

  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
row_free (gpointer data)
{
  IsgImportRow *row = data;

  g_clear_pointer (&row->record, isg_record_unref);
  g_clear_pointer (&row->old, isg_record_unref);
  g_clear_pointer (&row->saved, isg_record_unref);
  g_ptr_array_unref (row->changes);
  g_ptr_array_unref (row->findings);
  g_free (row);
}

void
isg_import_free (IsgImport *import)
{
  g_free (import->workplace);
  isg_table_free (import->table);
  g_clear_pointer (&import->columns, g_ptr_array_unref);
  g_ptr_array_unref (import->rows);
  g_free (import);
}

static IsgImportRow *
row_new (const IsgImport *import, guint index)
{
  IsgImportRow *row = g_new0 (IsgImportRow, 1);

  row->row = index;
  row->line = isg_table_line (import->table, index);
  row->changes = g_ptr_array_new_with_free_func (change_free);
  row->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  return row;
}

/* ---- values of a row ---- */

static void
append_member (const Plan *plan,
               IsgImportRow *row,
               const IsgFieldDef *field,
               const char *cell,
               GString *json)
{
  g_autoptr (GString) value = g_string_new (NULL);
  IsgFinding *wrong = isg_import_cell_write (field, cell, plan->context.today, value);

  if (wrong != NULL) {
    g_ptr_array_add (row->findings, wrong);
    return;
  }
  if (json->len > 1)
    g_string_append_c (json, ',');
  isg_json_append_string (json, isg_field_def_id (field));
  g_string_append_c (json, ':');
  g_string_append (json, value->str);
}

/* The cells of a row as on isgctl's stdin; what is no value is found instead. */
static char *
row_as_json (const Plan *plan, IsgImportRow *row)
{
  const IsgImport *import = plan->import;
  GString *json = g_string_new ("{");

  for (guint i = 0; i < import->columns->len; i++) {
    const IsgImportColumn *column = g_ptr_array_index (import->columns, i);
    const char *cell = isg_table_cell (import->table, row->row, i);

    for (guint j = 0; j < column->fields->len; j++) {
      g_autofree char *part = isg_import_cell_part (column, j, cell);

      if (*part != '\0')
        append_member (plan, row, g_ptr_array_index (column->fields, j), part, json);
    }
  }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static IsgFields *
read_values (const Plan *plan, IsgImportRow *row, const char *json, IsgFields *base)
{
  g_autoptr (GError) error = NULL;
  IsgFields *fields
    = isg_record_fields_from_json (plan->rules, plan->import->kind, json, -1, base, &error);

  if (fields == NULL)
    g_ptr_array_add (row->findings,
                     isg_finding_new (NULL,
                                      ISG_SEVERITY_BLOCK,
                                      "import_value",
                                      "value",
                                      error->message,
                                      NULL));
  return fields;
}

static char *
unique_of (const Plan *plan, IsgFields *fields)
{
  IsgValue *value = isg_fields_get (fields, isg_kind_unique_key (plan->import->kind));

  return value != NULL ? isg_value_to_text (value) : NULL;
}

static IsgRecord *
find_old (const Plan *plan, const char *unique)
{
  const IsgImport *import = plan->import;
  g_autoptr (GPtrArray) found = plan->context.find (isg_kind_id (import->kind),
                                                    import->workplace,
                                                    isg_kind_unique_key (import->kind),
                                                    unique,
                                                    plan->context.find_data);

  return found != NULL && found->len > 0 ? isg_record_ref (g_ptr_array_index (found, 0)) : NULL;
}

/* ---- judging ---- */

static void
note_changes (IsgImportRow *row, const IsgKind *kind, IsgRecord *old)
{
  GPtrArray *fields = isg_kind_fields (kind);

  for (guint i = 0; i < fields->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (fields, i);
    IsgValue *before = isg_record_get (old, isg_field_def_id (field));
    IsgValue *after = isg_record_get (row->record, isg_field_def_id (field));
    IsgImportChange *change;

    if (after == NULL || (before != NULL && isg_value_equal (before, after)))
      continue;
    change = g_new0 (IsgImportChange, 1);
    change->field = field;
    change->before = before != NULL ? isg_value_to_text (before) : g_strdup ("");
    change->after = isg_value_to_text (after);
    g_ptr_array_add (row->changes, change);
  }
}

/* Without these nobody knows whom the row means. */
static gboolean
must_stand_in_the_row (const IsgKind *kind, const char *path)
{
  const IsgFieldDef *field = path != NULL ? isg_kind_field (kind, path) : NULL;

  return field != NULL
         && (isg_field_def_is_name (field) || g_strcmp0 (path, isg_kind_unique_key (kind)) == 0);
}

static gboolean
had_before (GPtrArray *before, const IsgFinding *finding)
{
  for (guint i = 0; before != NULL && i < before->len; i++) {
    const IsgFinding *old = g_ptr_array_index (before, i);

    if (g_str_equal (isg_finding_code (old), isg_finding_code (finding))
        && g_strcmp0 (isg_finding_path (old), isg_finding_path (finding)) == 0)
      return TRUE;
  }
  return FALSE;
}

/* As `record add`: an empty place makes an unfinished record, a wrong value is not taken. */
static gboolean
is_wrong (const Plan *plan, IsgRecord *record, const IsgFinding *finding, GPtrArray *before)
{
  const char *path = isg_finding_path (finding);

  if (isg_finding_severity (finding) != ISG_SEVERITY_BLOCK
      || g_str_equal (isg_finding_code (finding), "needed_to_send"))
    return FALSE;
  if (must_stand_in_the_row (plan->import->kind, path))
    return TRUE;
  return (path == NULL || isg_record_lookup (record, path) != NULL)
         && !had_before (before, finding);
}

static gboolean
is_said_already (const IsgImportRow *row, guint n, const IsgFinding *finding)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (isg_finding_path (g_ptr_array_index (row->findings, i)),
                   isg_finding_path (finding))
        == 0)
      return TRUE;
  return FALSE;
}

/* A field whose cell was no value is not called empty besides. */
static gboolean
judge (const Plan *plan, IsgImportRow *row, IsgRecord *old)
{
  g_autoptr (GPtrArray) before
    = old != NULL ? isg_rules_check (plan->rules, old, &plan->context) : NULL;
  g_autoptr (GPtrArray) found = isg_rules_check (plan->rules, row->record, &plan->context);
  guint n_cells = row->findings->len;
  gboolean fits = n_cells == 0;

  for (guint i = 0; i < found->len; i++) {
    IsgFinding *finding = g_ptr_array_index (found, i);

    fits = fits && !is_wrong (plan, row->record, finding, before);
    if (!is_said_already (row, n_cells, finding))
      g_ptr_array_add (row->findings, isg_finding_ref (finding));
  }
  return fits;
}

static IsgImportWhat
meet (const Plan *plan, IsgImportRow *row, const char *json, IsgFields *own, const char *unique)
{
  const IsgImport *import = plan->import;
  g_autoptr (IsgRecord) old = unique != NULL ? find_old (plan, unique) : NULL;
  g_autoptr (IsgFields) fields = NULL;

  if (old == NULL)
    row->record = isg_record_new (isg_kind_id (import->kind), NULL, import->workplace, own);
  else {
    fields = read_values (plan, row, json, isg_record_fields (old));
    if (fields == NULL)
      return ISG_IMPORT_MEND;
    row->record = isg_record_with_fields (old, fields);
    row->old = isg_record_ref (old);
    note_changes (row, import->kind, old);
    if (row->changes->len == 0 && row->findings->len == 0)
      return ISG_IMPORT_SAME;
  }
  if (!judge (plan, row, old))
    return ISG_IMPORT_MEND;
  return old != NULL ? ISG_IMPORT_UPDATE : ISG_IMPORT_NEW;
}

static IsgImportWhat
plan_row (const Plan *plan, IsgImportRow *row)
{
  g_autofree char *json = NULL;
  g_autofree char *unique = NULL;
  g_autoptr (IsgFields) own = NULL;

  if (isg_table_is_blank (plan->import->table, row->row))
    return ISG_IMPORT_SKIPPED;
  json = row_as_json (plan, row);
  own = read_values (plan, row, json, NULL);
  if (own == NULL)
    return ISG_IMPORT_MEND;
  unique = unique_of (plan, own);
  if (unique != NULL) {
    row->twin = GPOINTER_TO_UINT (g_hash_table_lookup (plan->seen, unique));
    if (row->twin != 0)
      return ISG_IMPORT_SKIPPED;
    g_hash_table_insert (plan->seen, g_strdup (unique), GUINT_TO_POINTER (row->line));
  }
  return meet (plan, row, json, own, unique);
}

static gboolean
go_on (IsgImport *import, guint done, IsgImportProgress progress, gpointer data, GError **error)
{
  guint all = isg_table_n_rows (import->table);

  if (progress == NULL || (done % TELL_ROWS != 0 && done != all) || progress (done, all, data))
    return TRUE;
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CANCELLED, "import: stopped");
  return FALSE;
}

static gboolean
plan_rows (IsgImport *import, IsgImportProgress progress, gpointer data, GError **error)
{
  gboolean whole = TRUE;
  Plan plan = { .import = import,
                .rules = isg_store_rules (import->store),
                .context = isg_store_check_context (import->store) };

  plan.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = import->heading_row + 1; whole && i < isg_table_n_rows (import->table); i++) {
    IsgImportRow *row = row_new (import, i);

    row->what = plan_row (&plan, row);
    import->counts[row->what]++;
    g_ptr_array_add (import->rows, row);
    whole = go_on (import, i + 1, progress, data, error);
  }
  g_hash_table_unref (plan.seen);
  return whole;
}

IsgImport *
isg_import_plan (IsgStore *store,
                 const IsgKind *kind,
                 const char *workplace,
                 IsgTable *table,
                 GError **error)
{
  return isg_import_plan_with (store, kind, workplace, table, NULL, NULL, NULL, error);
}

IsgImport *
isg_import_plan_with (IsgStore *store,
                      const IsgKind *kind,
                      const char *workplace,
                      IsgTable *table,
                      const char *const *fields,
                      IsgImportProgress progress,
                      gpointer data,
                      GError **error)
{
  g_autoptr (IsgImport) import = g_new0 (IsgImport, 1);

  import->store = store;
  import->kind = kind;
  import->workplace = g_strdup (workplace);
  import->table = table;
  import->rows = g_ptr_array_new_with_free_func (row_free);
  import->columns = fields != NULL
                      ? isg_import_columns_choose (kind, table, fields, &import->heading_row)
                      : isg_import_columns_find (kind, table, &import->heading_row);
  if (import->columns == NULL) {
    g_set_error (error,
                 ISG_TRANSFER_ERROR,
                 ISG_TRANSFER_ERROR_NO_HEADING,
                 "no line names the column of “%s”",
                 isg_kind_unique_key (kind));
    return NULL;
  }
  if (!plan_rows (import, progress, data, error))
    return NULL;
  return g_steal_pointer (&import);
}

/* ---- looking ---- */

const IsgTable *
isg_import_table (const IsgImport *import)
{
  return import->table;
}

guint
isg_import_heading_line (const IsgImport *import)
{
  return isg_table_line (import->table, import->heading_row);
}

guint
isg_import_n_columns (const IsgImport *import)
{
  return import->columns->len;
}

const char *
isg_import_heading (const IsgImport *import, guint column)
{
  return ((const IsgImportColumn *) g_ptr_array_index (import->columns, column))->heading;
}

GPtrArray *
isg_import_fields (const IsgImport *import, guint column)
{
  return ((const IsgImportColumn *) g_ptr_array_index (import->columns, column))->fields;
}

GPtrArray *
isg_import_rows (const IsgImport *import)
{
  return import->rows;
}

guint
isg_import_count (const IsgImport *import, IsgImportWhat what)
{
  return import->counts[what];
}
