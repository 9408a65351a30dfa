/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-gate.h"

#include "base/isg-redact.h"
#include "rules/isg-json.h"
#include "store/isg-store-private.h"

void
isg_stored_gate_free (IsgStoredGate *gate)
{
  if (gate == NULL)
    return;
  g_free (gate->scope);
  g_free (gate->detail);
  g_free (gate);
}

gboolean
isg_gate_stops_queries (IsgGate gate)
{
  switch ((int) gate) {
  case ISG_GATE_NETWORK:
  case ISG_GATE_TLS:
  case ISG_GATE_SERVER:
  case ISG_GATE_CREDENTIALS:
  case ISG_GATE_LIVE_SHUT:
    return TRUE;
  default:
    /* FIRM stops rows, not the queue: see isg-store-queue.h. */
    return FALSE;
  }
}

gboolean
isg_gate_is_of_the_way (IsgGate gate)
{
  return gate == ISG_GATE_NETWORK || gate == ISG_GATE_TLS || gate == ISG_GATE_SERVER
         || gate == ISG_GATE_CREDENTIALS;
}

gboolean
isg_gate_stops_saves (IsgGate gate)
{
  switch ((int) gate) {
  case ISG_GATE_ENDPOINT:
  case ISG_GATE_SIGNATURE:
  case ISG_GATE_METHOD:
  case ISG_GATE_CLOCK:
  case ISG_GATE_OLD_COPY:
  case ISG_GATE_STORE:
    return TRUE;
  default:
    return isg_gate_stops_queries (gate);
  }
}

static int
compare_gates (gconstpointer a, gconstpointer b)
{
  const IsgStoredGate *left = *(IsgStoredGate *const *) a;
  const IsgStoredGate *right = *(IsgStoredGate *const *) b;

  if (left->gate != right->gate)
    return left->gate < right->gate ? -1 : 1;
  return g_strcmp0 (left->scope, right->scope);
}

GPtrArray *
isg_store_gates (IsgStore *store, GError **error)
{
  g_autoptr (GPtrArray) gates
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_stored_gate_free);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT name, scope, since, next_try, backoff, code, detail FROM gate",
                        error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  for (;;) {
    IsgStoredGate *gate;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      break;
    gate = g_new0 (IsgStoredGate, 1);
    gate->gate = isg_gate_parse (isg_stmt_text (stmt, 0));
    gate->scope = isg_stmt_dup_text (stmt, 1);
    gate->since = isg_stmt_int64 (stmt, 2);
    gate->next_try = isg_stmt_int64 (stmt, 3);
    gate->backoff = isg_stmt_int64 (stmt, 4);
    gate->code = isg_stmt_int64 (stmt, 5);
    gate->detail = isg_stmt_dup_text (stmt, 6);
    g_ptr_array_add (gates, gate);
  }
  g_ptr_array_sort (gates, compare_gates);
  return g_steal_pointer (&gates);
}

static gboolean
journal (IsgStore *store,
         const char *act,
         IsgGate gate,
         const char *scope,
         int code,
         GError **error)
{
  g_autoptr (GString) json = g_string_new ("{\"gate\":");
  g_autofree char *plain = isg_redact_text (scope);

  isg_json_append_string (json, isg_gate_name (gate));
  g_string_append (json, ",\"scope\":");
  isg_json_append_string (json, plain);
  if (code != 0)
    g_string_append_printf (json, ",\"code\":%d", code);
  g_string_append_c (json, '}');
  return isg_store_journal (store, act, NULL, 0, json->str, error);
}

static gboolean
count_one_more (IsgStore *store, const IsgStoredGate *gate, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "UPDATE gate SET next_try = ?3, backoff = backoff + "
                                               "1, detail = ?4, code = ?5"
                                               " WHERE name = ?1 AND scope = ?2",
                                               error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, isg_gate_name (gate->gate));
  isg_stmt_bind_text (stmt, 2, gate->scope != NULL ? gate->scope : "");
  if (gate->next_try != 0)
    isg_stmt_bind_int64 (stmt, 3, gate->next_try);
  isg_stmt_bind_text (stmt, 4, gate->detail != NULL ? gate->detail : "");
  if (gate->code != 0)
    isg_stmt_bind_int64 (stmt, 5, gate->code);
  return isg_stmt_run (stmt, error);
}

static gboolean
insert (IsgStore *store, const IsgStoredGate *gate, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO gate (name, scope, since, next_try, backoff, detail, code)"
                        " VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, isg_gate_name (gate->gate));
  isg_stmt_bind_text (stmt, 2, gate->scope != NULL ? gate->scope : "");
  isg_stmt_bind_int64 (stmt, 3, isg_clock_now (store->clock));
  if (gate->next_try != 0)
    isg_stmt_bind_int64 (stmt, 4, gate->next_try);
  isg_stmt_bind_text (stmt, 5, gate->detail != NULL ? gate->detail : "");
  if (gate->code != 0)
    isg_stmt_bind_int64 (stmt, 6, gate->code);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_gate_shut (IsgStore *store, const IsgStoredGate *gate, GError **error)
{
  isg_store_assert_owner (store);
  if (!count_one_more (store, gate, error))
    return FALSE;
  if (isg_store_changes (store) > 0)
    return TRUE;
  return insert (store, gate, error)
         && journal (store,
                     "gate.shut",
                     gate->gate,
                     gate->scope != NULL ? gate->scope : "",
                     gate->code,
                     error);
}

gboolean
isg_store_gate_open (IsgStore *store, IsgGate gate, const char *scope, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "DELETE FROM gate WHERE name = ?1 AND (?2 IS NULL OR scope = ?2)",
                        error);

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, isg_gate_name (gate));
  isg_stmt_bind_text (stmt, 2, scope);
  if (!isg_stmt_run (stmt, error))
    return FALSE;
  return isg_store_changes (store) == 0
         || journal (store, "gate.opened", gate, scope != NULL ? scope : "", 0, error);
}

gboolean
isg_store_gate_try_at (IsgStore *store, IsgGate gate, gint64 time, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "UPDATE gate SET next_try = ?2 WHERE name = ?1", error);

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, isg_gate_name (gate));
  isg_stmt_bind_int64 (stmt, 2, time);
  return isg_stmt_run (stmt, error);
}
