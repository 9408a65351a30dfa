/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-form-view-private.h"

#include <string.h>

#include "app/isg-rows-raw.h"
#include "base/isg-identity.h"

/* ---- what was typed and is no value ---- */

/* What was typed at a place: of a field, or of a field in a row of a list. */
static char *
typed_at (GHashTable *raw, const char *path)
{
  gsize list = strcspn (path, "[");
  g_autofree char *id = g_strndup (path, list);

  if (raw == NULL)
    return NULL;
  if (path[list] == '\0')
    return g_strdup (g_hash_table_lookup (raw, path));
  return isg_rows_raw_lookup (g_hash_table_lookup (raw, id), path + list);
}

gboolean
isg_form_findings_is_gap (const IsgFinding *finding, IsgRecord *record, GHashTable *raw)
{
  const char *path = isg_finding_path (finding);
  g_autofree char *typed = path != NULL ? typed_at (raw, path) : NULL;

  return path != NULL && typed == NULL && isg_record_lookup (record, path) == NULL;
}

static const char *
raw_code (const IsgFieldDef *def)
{
  switch (isg_field_def_type (def)) {
  case ISG_VALUE_DATE:
    return "date_format";
  case ISG_VALUE_DATETIME:
    return "datetime_format";
  case ISG_VALUE_TIME:
    return "time_format";
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
    return "number_format";
  case ISG_VALUE_TEXT:
  case ISG_VALUE_BOOL:
  case ISG_VALUE_CODE:
  case ISG_VALUE_REF:
  case ISG_VALUE_CODES:
  case ISG_VALUE_GROUPS:
  default:
    return isg_field_def_check (def) == ISG_FIELD_CHECK_PERSON ? "tckn_length" : "not_in_list";
  }
}

/* A list as such has no typed text of its own: it is that of its rows. */
static gboolean
has_raw (const IsgFormFacts *facts, const char *path)
{
  const IsgFieldDef *def = path != NULL ? isg_kind_field (facts->kind, path) : NULL;
  g_autofree char *typed = NULL;

  if (def == NULL || isg_field_def_type (def) == ISG_VALUE_GROUPS)
    return FALSE;
  typed = typed_at (facts->raw, path);
  return typed != NULL;
}

static void
add_typed (const IsgFieldDef *def, const char *path, const char *typed, GPtrArray *all)
{
  g_ptr_array_add (all,
                   isg_finding_new (path,
                                    ISG_SEVERITY_BLOCK,
                                    raw_code (def),
                                    "n",
                                    "0",
                                    "text",
                                    typed,
                                    NULL));
}

static void
add_raw_rows (const IsgFormFacts *facts, const IsgFieldDef *list, GPtrArray *all)
{
  const char *id = isg_field_def_id (list);
  g_autoptr (GHashTable) typed = isg_rows_raw_parse (g_hash_table_lookup (facts->raw, id));
  g_autoptr (GList) keys = g_hash_table_get_keys (typed);

  keys = g_list_sort (keys, (GCompareFunc) strcmp);
  for (GList *at = keys; at != NULL; at = at->next) {
    g_autofree char *path = g_strconcat (id, at->data, NULL);
    const IsgFieldDef *def = isg_kind_field (facts->kind, path);

    if (def != NULL)
      add_typed (def, path, g_hash_table_lookup (typed, at->data), all);
  }
}

static void
add_raw (const IsgFormFacts *facts, GPtrArray *all)
{
  GPtrArray *defs = isg_kind_fields (facts->kind);

  for (guint i = 0; facts->raw != NULL && i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    const char *id = isg_field_def_id (def);

    if (isg_field_def_type (def) == ISG_VALUE_GROUPS)
      add_raw_rows (facts, def, all);
    else if (g_hash_table_contains (facts->raw, id))
      add_typed (def, id, g_hash_table_lookup (facts->raw, id), all);
  }
}

/* ---- what the Ministry refused ---- */

/* The newest submission of each part stands first; older ones of the part are history. */
static gboolean
is_newest (const IsgStatus *status, guint index)
{
  const IsgStatusSubmission *submission = g_ptr_array_index (status->submissions, index);

  for (guint i = 0; i < index; i++) {
    const IsgStatusSubmission *newer = g_ptr_array_index (status->submissions, i);

    if (g_strcmp0 (newer->part, submission->part) == 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
was_refused (const IsgStatusSubmission *submission)
{
  return g_strcmp0 (submission->state, "REJECTED") == 0
         || g_strcmp0 (submission->state, "PARTLY_ACCEPTED") == 0;
}

/* A reference says who it is, wherever it stands in its list now. */
static char *
find_moved (IsgRecord *record, const char *path, const IsgValue *refused)
{
  const char *close = strchr (path, ']');
  gsize list = strcspn (path, "[");
  g_autofree char *id = g_strndup (path, list);
  IsgValue *rows = close != NULL ? isg_record_get (record, id) : NULL;

  if (rows == NULL || isg_value_type (refused) != ISG_VALUE_REF)
    return NULL;
  for (guint i = 0; i < isg_value_n_groups (rows); i++) {
    g_autofree char *other = g_strdup_printf ("%s[%u]%s", id, i, close + 1);

    if (isg_value_equal (isg_record_lookup (record, other), refused))
      return g_steal_pointer (&other);
  }
  return NULL;
}

/* A refusal holds while the value is still the refused one: the place where that is now; %NULL
 * where it is not any more. */
static char *
place_now (const IsgFormFacts *facts, const char *path)
{
  IsgValue *refused = facts->submitted != NULL ? isg_record_lookup (facts->submitted, path) : NULL;

  if (facts->submitted == NULL
      || isg_value_equal (isg_record_lookup (facts->record, path), refused))
    return g_strdup (path);
  return refused != NULL ? find_moved (facts->record, path, refused) : NULL;
}

/* What names no field of the record is the record's, while that is as it was sent. */
static gboolean
is_as_sent (const IsgFormFacts *facts)
{
  return facts->submitted == NULL
         || isg_fields_equal (isg_record_fields (facts->record),
                              isg_record_fields (facts->submitted));
}

/* The value as it was sent, without the quotes of its JSON. */
static char *
shown_value (const IsgStatusError *error)
{
  gsize length = error->value != NULL ? strlen (error->value) : 0;

  if (length >= 2 && error->value[0] == '"')
    return g_strndup (error->value + 1, length - 2);
  return g_strdup (length > 0 ? error->value : "…");
}

static void
add_refusal (const IsgFormFacts *facts, const IsgStatusError *error, GPtrArray *all)
{
  const char *message = error->message != NULL ? error->message : "…";
  g_autofree char *value = shown_value (error);
  g_autofree char *place = NULL;

  if (error->path != NULL && isg_kind_field (facts->kind, error->path) != NULL) {
    place = place_now (facts, error->path);
    if (place != NULL)
      g_ptr_array_add (all,
                       isg_finding_new (place,
                                        ISG_SEVERITY_BLOCK,
                                        "refused_value",
                                        "value",
                                        value,
                                        "message",
                                        message,
                                        NULL));
  } else if (is_as_sent (facts)) {
    g_ptr_array_add (all,
                     isg_finding_new (NULL,
                                      ISG_SEVERITY_BLOCK,
                                      "refused_record",
                                      "message",
                                      message,
                                      NULL));
  }
}

static void
add_refused (const IsgFormFacts *facts, GPtrArray *all)
{
  const IsgStatus *status = facts->status;

  for (guint i = 0; status != NULL && i < status->submissions->len; i++) {
    const IsgStatusSubmission *submission = g_ptr_array_index (status->submissions, i);

    if (submission->gone || !was_refused (submission) || !is_newest (status, i))
      continue;
    for (guint j = 0; j < submission->errors->len; j++)
      add_refusal (facts, g_ptr_array_index (submission->errors, j), all);
  }
}

GPtrArray *
isg_form_findings_gather (const IsgFormFacts *facts)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);

  for (guint i = 0; facts->findings != NULL && i < facts->findings->len; i++) {
    IsgFinding *finding = g_ptr_array_index (facts->findings, i);
    const char *path = isg_finding_path (finding);

    /* What was typed there says more than that the place is empty. */
    if (!has_raw (facts, path))
      g_ptr_array_add (all, isg_finding_ref (finding));
  }
  add_raw (facts, all);
  add_refused (facts, all);
  return all;
}

/* ---- while one types ---- */

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text) ? 1 : 0;
  return n;
}

/* A longer date than this is none; letters stand only in the short forms and in names of months. */
static gboolean
is_hopeless_date (const char *typed)
{
  return strlen (typed) > 12 || strpbrk (typed, "!\"#$%&()*:;<=>?@[]^_{|}~") != NULL;
}

static gboolean
is_hopeless_number (const char *typed)
{
  for (; *typed != '\0'; typed++)
    if (!g_ascii_isdigit (*typed) && strchr (" ,.-", *typed) == NULL)
      return TRUE;
  return FALSE;
}

/* "14:30" is as long as a time gets; letters stand only in "now", alone. */
static gboolean
is_hopeless_time (const char *typed)
{
  if (strlen (typed) > 5)
    return TRUE;
  for (const char *at = typed; *at != '\0'; at++)
    if (!g_ascii_isdigit (*at) && *at != '.' && *at != ':')
      return g_utf8_strlen (typed, -1) > 1;
  return FALSE;
}

gboolean
isg_form_view_is_hopeless (const IsgFieldDef *def, const char *typed, const IsgFinding *finding)
{
  const char *code = isg_finding_code (finding);
  guint digits;

  g_return_val_if_fail (def != NULL && typed != NULL, FALSE);

  digits = count_digits (typed);
  if (g_str_equal (code, "too_long"))
    return TRUE;
  if (g_str_equal (code, "date_format"))
    return is_hopeless_date (typed);
  if (g_str_equal (code, "time_format"))
    return is_hopeless_time (typed);
  if (g_str_equal (code, "number_format"))
    return is_hopeless_number (typed);
  if (g_str_equal (code, "number_max"))
    return TRUE;
  /* More digits only make it greater: beyond the most it stays so. */
  if (g_str_equal (code, "number_range")) {
    IsgDecimal number, most;

    return (isg_field_def_limits (def, NULL, &most) & 2) != 0
           && isg_decimal_parse_typed (typed, &number, NULL)
           && isg_decimal_compare (number, most) > 0;
  }
  if (g_str_has_prefix (code, "tckn_") || g_str_has_prefix (code, "vkn_"))
    return digits >= 11;
  if (g_str_has_prefix (code, "duplicate_"))
    return TRUE;
  if (g_str_equal (code, "sgk_length"))
    return digits > 26 || digits == 23;
  return g_str_has_prefix (code, "sgk_") && digits >= 26;
}
