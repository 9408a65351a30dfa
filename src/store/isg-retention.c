/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-retention-private.h"

#include "base/isg-date.h"
#include "rules/isg-rules.h"
#include "store/isg-health-private.h"
#include "store/isg-role.h"
#include "store/isg-store-private.h"

#define CLASSES "retention_class"

const char *
isg_retention_state_name (IsgRetentionState state)
{
  static const char *const names[] = { "stays", "runs", "held", "open", "linked", "due" };

  return names[state];
}

void
isg_retention_item_free (IsgRetentionItem *item)
{
  if (item == NULL)
    return;
  g_free (item->uuid);
  g_free (item->kind);
  g_free (item->title_tr);
  g_free (item->title_en);
  g_free (item->hold_reason);
  g_free (item);
}

/* ---- classes ---- */

const char *
isg_retention_class_label (IsgRules *rules, const char *class_, IsgLanguage language)
{
  const IsgCodeList *list = isg_rules_code_list (rules, CLASSES);

  return list != NULL ? isg_code_list_label (list, class_, language) : class_;
}

const char *
isg_retention_class_note (IsgRules *rules, const char *class_, IsgLanguage language)
{
  const IsgCodeList *list = isg_rules_code_list (rules, CLASSES);
  const char *column = language == ISG_LANGUAGE_EN ? "note_en" : "note_tr";
  const char *note = list != NULL ? isg_code_list_extra (list, class_, column) : NULL;

  return note != NULL && *note != '\0' ? note : NULL;
}

typedef struct {
  const char *code;
  const char *kind;
  const char *person;
  const char *left;
  const IsgTerm *term;
} Class;

/* %FALSE for a row that a pack wrote for another program than this. */
static gboolean
read_class (IsgStore *store, const IsgCodeList *list, guint nth, IsgDate today, Class *out)
{
  const char *code = isg_code_list_nth (list, nth)->code;
  const char *topic = isg_code_list_extra (list, code, "term");

  out->code = code;
  out->kind = isg_code_list_extra (list, code, "kind");
  out->person = isg_code_list_extra (list, code, "person");
  out->left = isg_code_list_extra (list, code, "left");
  out->term = topic != NULL ? isg_rules_term (store->rules, topic, NULL, -1, today) : NULL;
  return out->kind != NULL && out->person != NULL && out->left != NULL && out->term != NULL
         && out->term->value.scale == 0 && g_str_equal (out->term->unit, "year");
}

/* ---- one clock ---- */

static IsgDate
day_of (IsgStmt *stmt, int column)
{
  const char *text = isg_stmt_text (stmt, column);
  IsgDate date;

  return text != NULL && isg_date_parse_iso (text, &date, NULL) ? date : ISG_DATE_NONE;
}

static IsgDate
day_number (IsgStmt *stmt, int column)
{
  return isg_stmt_is_null (stmt, column) ? ISG_DATE_NONE : (IsgDate) isg_stmt_int64 (stmt, column);
}

/* The people of a record are those whom it refers to; of a person's own record it is himself. */
static const char clocks[]
  = "WITH link (source, target) AS ("
    "  SELECT f.source, f.target FROM reference f JOIN record s ON s.id = f.source"
    "   WHERE s.kind <> ?2"
    "  UNION SELECT id, id FROM record WHERE kind = ?2),"
    " person (id, gone, held, reason) AS ("
    "  SELECT p.id, json_extract (v.body, ?3), h.until, h.reason FROM record p"
    "  JOIN revision v ON v.record = p.id AND v.number = p.revision"
    "  LEFT JOIN retention_hold h ON h.record = p.id WHERE p.kind = ?2)"
    " SELECT r.uuid, r.kind, r.title_tr, r.title_en, r.date, count (person.id),"
    " count (person.gone), max (person.gone), max (person.held),"
    " (SELECT until FROM retention_hold WHERE record = r.id),"
    " (SELECT reason FROM retention_hold WHERE record = r.id), max (person.reason),"
    " EXISTS (SELECT 1 FROM submission s WHERE s.record = r.id AND s.state IN"
    "  ('AWAITING_SIGNATURE', 'QUEUED', 'SENDING', 'IN_DOUBT', 'PROCESSING', 'NEEDS_HELP')),"
    " r.kind = ?2 AND EXISTS (SELECT 1 FROM reference f WHERE f.target = r.id)"
    " FROM record r LEFT JOIN link ON link.source = r.id"
    " LEFT JOIN person ON person.id = link.target"
    " WHERE r.kind = ?1 AND (?4 = 0 OR r.id = ?4)"
    " AND NOT EXISTS (SELECT 1 FROM destruction d WHERE d.record = r.id)"
    " GROUP BY r.id ORDER BY r.id";

static IsgRetentionState
state_of (const IsgRetentionItem *item, gboolean open, gboolean linked, IsgDate today)
{
  if (item->since == ISG_DATE_NONE)
    return ISG_RETENTION_STAYS;
  if (item->due > today)
    return ISG_RETENTION_RUNS;
  if (item->held != ISG_DATE_NONE && item->held > today)
    return ISG_RETENTION_HELD;
  if (open)
    return ISG_RETENTION_OPEN;
  return linked ? ISG_RETENTION_LINKED : ISG_RETENTION_DUE;
}

static IsgRetentionItem *
read_item (IsgStmt *stmt, const Class *class, IsgDate today)
{
  IsgRetentionItem *item = g_new0 (IsgRetentionItem, 1);
  gint64 people = isg_stmt_int64 (stmt, 5);
  IsgDate own = day_number (stmt, 4);
  IsgDate left = day_of (stmt, 7);
  IsgDate held_people = day_number (stmt, 8);
  IsgDate held_own = day_number (stmt, 9);

  item->uuid = isg_stmt_dup_text (stmt, 0);
  item->kind = isg_stmt_dup_text (stmt, 1);
  item->title_tr = isg_stmt_dup_text (stmt, 2);
  item->title_en = isg_stmt_dup_text (stmt, 3);
  item->class_ = class->code;
  item->rule = class->term->id;
  item->article = class->term->article;
  item->since = ISG_DATE_NONE;
  item->due = ISG_DATE_NONE;
  if (people > 0 && isg_stmt_int64 (stmt, 6) == people && left != ISG_DATE_NONE) {
    item->since = own != ISG_DATE_NONE ? MAX (own, left) : left;
    item->due = isg_date_add_months (item->since, 12 * (int) class->term->value.unscaled) + 1;
  }
  item->held = held_own == ISG_DATE_NONE      ? held_people
               : held_people == ISG_DATE_NONE ? held_own
                                              : MAX (held_own, held_people);
  if (item->held != ISG_DATE_NONE)
    item->hold_reason = isg_stmt_dup_text (stmt, isg_stmt_is_null (stmt, 10) ? 11 : 10);
  item->state
    = state_of (item, isg_stmt_int64 (stmt, 12) != 0, isg_stmt_int64 (stmt, 13) != 0, today);
  return item;
}

static gboolean
read_items (IsgStore *store,
            const Class *class,
            gint64 record,
            IsgDate today,
            GPtrArray *items,
            GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, clocks, error);
  g_autofree char *path = g_strdup_printf ("$.%s", class->left);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, class->kind);
  isg_stmt_bind_text (stmt, 2, class->person);
  isg_stmt_bind_text (stmt, 3, path);
  isg_stmt_bind_int64 (stmt, 4, record);
  for (;;) {
    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    g_ptr_array_add (items, read_item (stmt, class, today));
  }
}

/* ---- all of them ---- */

static GPtrArray *
list (IsgStore *store, gint64 record, IsgDate today, GError **error)
{
  const IsgCodeList *classes = isg_rules_code_list (store->rules, CLASSES);
  g_autoptr (GPtrArray) items
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_retention_item_free);
  gboolean exams;

  if (!isg_store_role_may (store, ISG_RIGHT_EXAMS, &exams, error))
    return NULL;
  for (guint i = 0; classes != NULL && i < isg_code_list_size (classes); i++) {
    Class class;

    if (!read_class (store, classes, i, today, &class)
        || (!exams && isg_health_seals_kind (store, class.kind)))
      continue;
    if (!read_items (store, &class, record, today, items, error))
      return NULL;
  }
  return g_steal_pointer (&items);
}

GPtrArray *
isg_store_retention_list (IsgStore *store, IsgDate today, gboolean due_only, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  isg_store_assert_owner (store);
  items = list (store, 0, today, error);
  for (guint i = items != NULL && due_only ? items->len : 0; i > 0; i--) {
    const IsgRetentionItem *item = g_ptr_array_index (items, i - 1);

    if (item->state != ISG_RETENTION_DUE)
      g_ptr_array_remove_index (items, i - 1);
  }
  return g_steal_pointer (&items);
}

IsgRetentionItem *
isg_retention_find (IsgStore *store, gint64 id, IsgDate today, GError **error)
{
  g_autoptr (GPtrArray) items = list (store, id, today, error);

  return items != NULL && items->len > 0 ? g_ptr_array_steal_index (items, 0) : NULL;
}

/* ---- what is kept longer ---- */

static gboolean
write_hold (IsgStore *store, gint64 id, IsgDate until, const char *reason, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        until == ISG_DATE_NONE
                          ? "DELETE FROM retention_hold WHERE record = ?1"
                          : "INSERT INTO retention_hold (record, until, reason, actor, time)"
                            " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (record) DO UPDATE SET"
                            " until = ?2, reason = ?3, actor = ?4, time = ?5",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  if (until != ISG_DATE_NONE) {
    isg_stmt_bind_int64 (stmt, 2, until);
    isg_stmt_bind_text (stmt, 3, reason);
    isg_stmt_bind_text (stmt, 4, store->actor != NULL ? store->actor : "");
    isg_stmt_bind_int64 (stmt, 5, isg_clock_now (store->clock));
  }
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_retention_hold (IsgStore *store,
                          const char *uuid,
                          IsgDate until,
                          const char *reason,
                          GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autofree char *text = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  g_autofree char *day = until != ISG_DATE_NONE ? isg_date_to_iso (until) : NULL;
  g_autofree char *detail = day != NULL ? g_strdup_printf ("{\"until\":\"%s\"}", day) : NULL;
  gint64 id;

  isg_store_assert_owner (store);
  if (until != ISG_DATE_NONE && *text == '\0') {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "held without a reason");
    return FALSE;
  }
  return transaction != NULL && isg_store_record_id (store, uuid, &id, error)
         && write_hold (store, id, until, text, error)
         && isg_store_journal (store,
                               day != NULL ? "retention.held" : "retention.released",
                               uuid,
                               0,
                               detail,
                               error)
         && isg_transaction_commit (transaction, error);
}
