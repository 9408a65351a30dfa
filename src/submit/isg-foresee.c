/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-foresee.h"

#include "rules/isg-json.h"
#include "store/isg-store-queue.h"
#include "store/isg-store-verdict.h"
#include "submit/isg-bond.h"
#include "submit/isg-certificate.h"
#include "submit/isg-submit-apply.h"

#define DAY            86400
#define WARN_DAYS      30 /* before the certificate ends: as long as a new card may take */
#define MOST_EMPLOYEES 5  /* named one by one */

static void
add_dated (GPtrArray *findings, const char *code, gint64 time, const char *name, const char *value)
{
  g_autofree char *date = isg_date_to_iso (isg_date_from_unix (time));

  g_ptr_array_add (findings,
                   isg_finding_new (NULL,
                                    ISG_SEVERITY_WARNING,
                                    code,
                                    "date",
                                    date,
                                    name,
                                    value,
                                    NULL));
}

/* ---- the certificate ---- */

static gboolean
warn_of_certificate (IsgStore *store, const char *signer, GPtrArray *findings, GError **error)
{
  g_autoptr (GBytes) certificate = NULL;
  gint64 now = isg_clock_now (isg_store_clock (store));
  gint64 end;
  char days[24];

  if (!isg_store_last_certificate (store, signer, &certificate, error))
    return FALSE;
  end = certificate != NULL ? isg_certificate_not_after (certificate) : 0;
  if (end == 0 || end - now > (gint64) WARN_DAYS * DAY)
    return TRUE;
  g_snprintf (days, sizeof days, "%" G_GINT64_FORMAT, MAX (0, (end - now) / DAY));
  add_dated (findings, "certificate_ending", end, "n", days);
  return TRUE;
}

/* ---- what was said before ---- */

static const IsgVerdict *
refused_by (GHashTable *verdicts, const char *employee, int code)
{
  const IsgVerdict *verdict = g_hash_table_lookup (verdicts, employee);

  return verdict != NULL && verdict->code == code ? verdict : NULL;
}

static char *
name_of (IsgStore *store, const char *uuid)
{
  g_autoptr (IsgRecord) person = isg_store_resolve (uuid, store);
  IsgRules *rules = isg_store_rules (store);
  const IsgKind *kind = person != NULL ? isg_rules_kind (rules, isg_record_kind (person)) : NULL;

  return kind != NULL
           ? isg_kind_title (kind, rules, person, isg_store_resolve, store, ISG_LANGUAGE_TR)
           : g_strdup ("");
}

static void
warn_of_employees (IsgStore *store,
                   const IsgForetold *foretold,
                   GHashTable *verdicts,
                   GPtrArray *items,
                   GHashTable *seen,
                   GPtrArray *findings)
{
  for (guint i = 0; i < items->len && g_hash_table_size (seen) < MOST_EMPLOYEES; i++) {
    const IsgStoredItem *item = g_ptr_array_index (items, i);
    const IsgVerdict *verdict = refused_by (verdicts, item->employee_uuid, foretold->code);
    g_autofree char *name = NULL;

    if (verdict == NULL || *item->employee_uuid == '\0'
        || !g_hash_table_add (seen, g_strdup (item->employee_uuid)))
      continue;
    name = name_of (store, item->employee_uuid);
    add_dated (findings, foretold->finding, verdict->time, "name", name);
  }
}

typedef struct {
  IsgStore *store;
  GPtrArray *rows; /* (element-type IsgStoredSubmission): just made */
  GHashTable *verdicts;
  GPtrArray *findings;
  IsgBondKnown bond; /* what was answered when it was asked, before anything was sent */
} Sight;

static gboolean
look_at_employees (Sight *sight, const IsgForetold *foretold, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sight->rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (sight->rows, i);
    g_autoptr (GPtrArray) items = NULL;

    if (row->machine.state != ISG_SUBMISSION_AWAITING_SIGNATURE)
      continue;
    items = isg_store_items (sight->store, row->id, error);
    if (items == NULL)
      return FALSE;
    warn_of_employees (sight->store, foretold, sight->verdicts, items, seen, sight->findings);
  }
  return TRUE;
}

/* The newer word holds: what came to a notification, or what was answered to a question. */
static void
look_at_signer (Sight *sight, const IsgForetold *foretold)
{
  const IsgVerdict *verdict = g_hash_table_lookup (sight->verdicts, "");
  gint64 said = verdict != NULL ? verdict->time : 0;
  IsgBondWord word
    = foretold->asked != NULL && sight->bond.time >= said ? sight->bond.word : ISG_BOND_UNKNOWN;

  if (word == ISG_BOND_NO)
    add_dated (sight->findings, foretold->asked, sight->bond.time, NULL, NULL);
  else if (word == ISG_BOND_UNKNOWN && verdict != NULL && verdict->code == foretold->code)
    add_dated (sight->findings, foretold->finding, verdict->time, NULL, NULL);
}

static gboolean
look_back (Sight *sight, GError **error)
{
  GPtrArray *all = isg_rules_foretold_all (isg_store_rules (sight->store));

  for (guint i = 0; i < all->len; i++) {
    const IsgForetold *foretold = g_ptr_array_index (all, i);

    if (foretold->experience == ISG_EXPERIENCE_EMPLOYEE
        && !look_at_employees (sight, foretold, error))
      return FALSE;
    if (foretold->experience == ISG_EXPERIENCE_SIGNER)
      look_at_signer (sight, foretold);
  }
  return TRUE;
}

/* ---- what the lost copy sent ---- */

static gboolean
lost_copy_has (IsgStore *store,
               const IsgStoredSubmission *row,
               IsgDate date,
               gboolean *out_known,
               GError **error)
{
  g_autoptr (GPtrArray) items = isg_store_items (store, row->id, error);

  for (guint i = 0; items != NULL && !*out_known && i < items->len; i++) {
    g_autofree char *mark
      = isg_submit_fingerprint (store, row->dataset, g_ptr_array_index (items, i), date);

    if (!isg_store_lost_has (store, mark, out_known, error))
      return FALSE;
  }
  return items != NULL;
}

/* Typed anew after a restore: the lost copy may have sent it. It is asked about before it goes; who
 * finishes it and who signs it is told. */
static gboolean
warn_of_lost_copy (Sight *sight, IsgRecord *record, GError **error)
{
  IsgStore *store = sight->store;
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), isg_record_kind (record));
  gboolean copy, known = FALSE;
  gint64 epoch;

  if (!isg_store_epoch (store, &epoch, &copy, error))
    return FALSE;
  for (guint i = 0; copy && !known && i < sight->rows->len; i++)
    if (!lost_copy_has (store,
                        g_ptr_array_index (sight->rows, i),
                        isg_kind_date (kind, record),
                        &known,
                        error))
      return FALSE;
  if (known)
    g_ptr_array_add (sight->findings,
                     isg_finding_new (NULL, ISG_SEVERITY_WARNING, "sent_by_lost_copy", NULL));
  return TRUE;
}

gboolean
isg_foresee (IsgStore *store, IsgRecord *record, GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) rows
    = isg_store_submissions_of (store, isg_record_uuid (record), TRUE, error);
  g_autoptr (GHashTable) verdicts = NULL;
  g_autoptr (IsgBondPair) pair = isg_bond_pair_of (store, record);
  Sight sight = { .store = store, .rows = rows, .findings = findings };
  const char *signer;

  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  if (!warn_of_lost_copy (&sight, record, error))
    return FALSE;
  if (isg_record_workplace (record) == NULL)
    return TRUE;
  signer = ((const IsgStoredSubmission *) g_ptr_array_index (rows, 0))->signer;
  verdicts = isg_store_last_verdicts (store, signer, isg_record_workplace (record), error);
  if (verdicts == NULL)
    return FALSE;
  sight.verdicts = verdicts;
  if (pair != NULL && !isg_bond_known (store, pair, &sight.bond, error))
    return FALSE;
  return warn_of_certificate (store, signer, findings, error) && look_back (&sight, error);
}

/* ---- held against what came ---- */

static gboolean
foretells (const IsgForetold *foretold, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (isg_foretold_has (foretold, isg_finding_code (g_ptr_array_index (findings, i))))
      return TRUE;
  return FALSE;
}

gboolean
isg_foresee_note (IsgStore *store, IsgRecord *record, GPtrArray *findings, GError **error)
{
  GPtrArray *all = isg_rules_foretold_all (isg_store_rules (store));
  g_autoptr (GString) json = g_string_new ("{\"codes\":[");
  guint n = 0;

  for (guint i = 0; i < all->len; i++) {
    const IsgForetold *foretold = g_ptr_array_index (all, i);

    if (foretells (foretold, findings))
      g_string_append_printf (json, "%s%d", n++ > 0 ? "," : "", foretold->code);
  }
  g_string_append (json, "]}");
  return n == 0
         || isg_store_journal (store,
                               "submission.foretold",
                               isg_record_uuid (record),
                               isg_record_revision (record),
                               json->str,
                               error);
}

/* "record's uuid|revision|code" of all that was foretold. */
static void
note_codes (GHashTable *foretold, const IsgJournalEntry *line)
{
  const char *list = line->detail != NULL ? strchr (line->detail, '[') : NULL;
  g_auto (GStrv) codes = NULL;
  char *end;

  if (list == NULL || line->record == NULL)
    return;
  codes = g_strsplit (list + 1, ",", -1);
  for (guint i = 0; codes[i] != NULL; i++)
    g_hash_table_add (foretold,
                      g_strdup_printf ("%s|%u|%" G_GINT64_FORMAT,
                                       line->record,
                                       line->revision,
                                       g_ascii_strtoll (codes[i], &end, 10)));
}

static GHashTable *
read_foretold (IsgStore *store, GError **error)
{
  const IsgJournalQuery query = { .limit = -1, .act = "submission.foretold" };
  g_autoptr (GPtrArray) lines = isg_store_journal_select (store, &query, error);
  g_autoptr (GHashTable) foretold = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    note_codes (foretold, g_ptr_array_index (lines, i));
  return lines != NULL ? g_steal_pointer (&foretold) : NULL;
}

static gboolean
is_refusal (IsgStore *store, const IsgRefusal *answer)
{
  const IsgMethod *method = isg_store_method (store, answer->pack, answer->kind, answer->method);
  IsgCodeClass klass
    = method != NULL ? isg_method_code_class (method, answer->code) : ISG_CODE_CLASS_UNKNOWN;

  return klass != ISG_CODE_CLASS_ACCEPTED && klass != ISG_CODE_CLASS_IN_WORK;
}

static IsgRefusalCount *
count_of (GPtrArray *counts, IsgRules *rules, int code)
{
  IsgRefusalCount *count;

  for (guint i = 0; i < counts->len; i++) {
    count = g_ptr_array_index (counts, i);
    if (count->code == code)
      return count;
  }
  count = g_new0 (IsgRefusalCount, 1);
  count->code = code;
  count->foretold = isg_rules_foretold (rules, code);
  g_ptr_array_add (counts, count);
  return count;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  return (*(IsgRefusalCount *const *) a)->code - (*(IsgRefusalCount *const *) b)->code;
}

GPtrArray *
isg_refusal_counts (IsgStore *store, guint *out_sent, GError **error)
{
  g_autoptr (GPtrArray) answers = isg_store_answered_codes (store, error);
  g_autoptr (GHashTable) foretold = answers != NULL ? read_foretold (store, error) : NULL;
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func (g_free);
  gint64 last = 0;

  if (foretold == NULL)
    return NULL;
  *out_sent = 0;
  for (guint i = 0; i < answers->len; i++) {
    const IsgRefusal *answer = g_ptr_array_index (answers, i);
    g_autofree char *key
      = g_strdup_printf ("%s|%u|%d", answer->uuid, answer->revision, answer->code);
    IsgRefusalCount *count;

    *out_sent += answer->submission != last ? 1 : 0;
    last = answer->submission;
    if (!is_refusal (store, answer))
      continue;
    count = count_of (counts, isg_store_rules (store), answer->code);
    count->n_notifications++;
    count->n_foretold += g_hash_table_contains (foretold, key) ? 1 : 0;
    count->last = MAX (count->last, answer->time);
  }
  g_ptr_array_sort (counts, compare_counts);
  return g_steal_pointer (&counts);
}
