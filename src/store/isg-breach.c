/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-breach.h"

#include "store/isg-backup.h"
#include "store/isg-health-key.h"
#include "store/isg-store-private.h"

/* What of the journal tells of data that was seen or went out, or of who may open it. */
static const char *const telling[]
  = { "health.",          "person.", "export.", "journal.exported",
      "store.plain_copy", "backup.", "key.",    "record.destroyed" };

static gboolean
is_telling (const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (g_str_has_prefix (act, telling[i]))
      return TRUE;
  return FALSE;
}

static gboolean
fill_accesses (IsgStore *store, IsgBreachFacts *facts, GError **error)
{
  const IsgJournalQuery query = { .limit = -1, .from = facts->from, .until = facts->until };
  g_autoptr (GPtrArray) entries = isg_store_journal_select (store, &query, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const IsgJournalEntry *entry = g_ptr_array_index (entries, i);
    IsgBreachAccess *access;

    if (!is_telling (entry->act))
      continue;
    access = g_new0 (IsgBreachAccess, 1);
    access->time = entry->time;
    access->actor = g_strdup (entry->actor);
    access->act = g_strdup (entry->act);
    access->record = g_strdup (entry->record);
    g_ptr_array_add (facts->accesses, access);
  }
  return entries != NULL;
}

static gboolean
fill_counts (IsgStore *store, IsgBreachFacts *facts, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT kind, count (*) FROM record WHERE id NOT IN"
                        " (SELECT record FROM destruction) GROUP BY kind ORDER BY kind",
                        error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  for (;;) {
    IsgBreachCount *count;

    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    count = g_new0 (IsgBreachCount, 1);
    count->kind = isg_stmt_dup_text (stmt, 0);
    count->rows = isg_stmt_int64 (stmt, 1);
    g_ptr_array_add (facts->counts, count);
  }
}

static gboolean
fill_protection (IsgStore *store, IsgBreachFacts *facts, GError **error)
{
  IsgBackupLast last = { 0 };

  facts->encrypted = store->key != NULL;
  if (!isg_store_health_is_set_up (store, &facts->health_sealed, error)
      || !isg_backup_last (store, &last, error))
    return FALSE;
  facts->last_backup = last.time;
  g_free (last.path);
  return TRUE;
}

IsgBreachFacts *
isg_store_breach_facts (IsgStore *store, gint64 learned, gint64 from, gint64 until, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (IsgBreachFacts) facts = isg_breach_facts_new ();

  isg_store_assert_owner (store);
  facts->learned = learned;
  facts->printed_at = isg_clock_now (store->clock);
  facts->from = from;
  facts->until = until;
  if (transaction == NULL || !fill_protection (store, facts, error)
      || !fill_counts (store, facts, error) || !fill_accesses (store, facts, error)
      || !isg_store_journal (store, "breach.noted", NULL, 0, NULL, error)
      || !isg_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&facts);
}
