/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-badge.h"

#include "store/isg-health-private.h"
#include "store/isg-search-private.h"

/* A question being put together: its text, and what stands for each '?' of it in turn. */
typedef struct {
  GString *sql;     /* (owned) */
  GPtrArray *texts; /* (owned) (element-type utf8) */
} Question;

static void
question_init (Question *question)
{
  question->sql = g_string_new (NULL);
  question->texts = g_ptr_array_new_with_free_func (g_free);
}

static void
question_clear (Question *question)
{
  if (question->sql != NULL)
    g_string_free (question->sql, TRUE);
  g_clear_pointer (&question->texts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static void
add_part (Question *question, const char *sql, const char *text)
{
  g_string_append (question->sql, sql);
  g_ptr_array_add (question->texts, g_strdup (text));
}

static void
add_number (Question *question, const char *sql, gint64 number)
{
  g_string_append (question->sql, sql);
  g_ptr_array_add (question->texts, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static IsgStmt *
prepare_question (IsgStore *store, const Question *question, GError **error)
{
  IsgStmt *stmt = isg_stmt_prepare (store, question->sql->str, error);

  for (guint i = 0; stmt != NULL && i < question->texts->len; i++)
    isg_stmt_bind_text (stmt, i + 1, g_ptr_array_index (question->texts, i));
  return stmt;
}

static void
add_badges (Question *question, const char *const *badges)
{
  g_string_append (question->sql, " AND r.badge IN (");
  for (guint i = 0; badges[i] != NULL; i++)
    add_part (question, i == 0 ? "?" : ", ?", badges[i]);
  g_string_append_c (question->sql, ')');
}

/* Dates and codes are texts; yes is 1. */
static void
add_range (Question *question, const IsgListQuery *query)
{
  static const char value[] = "CAST (json_extract (v.body, '$.' || ?) AS TEXT)";

  g_string_append (question->sql,
                   " AND EXISTS (SELECT 1 FROM revision v WHERE v.record = r.id"
                   " AND v.number = r.revision");
  if (query->least != NULL) {
    g_autofree char *sql = g_strconcat (" AND ", value, " >= ", NULL);

    add_part (question, sql, query->field);
    add_part (question, "?", query->least);
  }
  if (query->most != NULL) {
    g_autofree char *sql = g_strconcat (" AND ", value, " <= ", NULL);

    add_part (question, sql, query->field);
    add_part (question, "?", query->most);
  }
  g_string_append_c (question->sql, ')');
}

/* Bound as one text, so that there may be many. */
static void
add_only (Question *question, const char *const *uuids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; uuids[i] != NULL; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "", uuids[i]);
  g_string_append_c (json, ']');
  add_part (question, " AND r.uuid IN (SELECT value FROM json_each (?))", json->str);
  g_string_free (json, TRUE);
}

static void
add_filters (Question *question, const IsgListQuery *query, const char *const *words)
{
  g_string_append (question->sql, query->closed ? " r.closed IS NOT NULL" : " r.closed IS NULL");
  if (query->kind != NULL)
    add_part (question, " AND r.kind = ?", query->kind);
  if (query->workplace != NULL)
    add_part (question,
              " AND r.workplace = (SELECT id FROM record WHERE uuid = ?)",
              query->workplace);
  if (query->badges != NULL)
    add_badges (question, query->badges);
  if (query->date_from != ISG_DATE_NONE)
    add_number (question, " AND r.date >= CAST (? AS INTEGER)", query->date_from);
  if (query->date_to != ISG_DATE_NONE)
    add_number (question, " AND r.date <= CAST (? AS INTEGER)", query->date_to);
  if (query->field != NULL)
    add_range (question, query);
  if (query->only != NULL)
    add_only (question, query->only);
  for (guint i = 0; words[i] != NULL; i++)
    add_part (question, " AND instr (r.search_key, ?) > 0", words[i]);
}

static void
add_source (Question *question, const char *match)
{
  /* CROSS JOIN fixes the order: what the index finds first, then the rows. */
  if (match != NULL)
    add_part (question,
              " FROM record_words (?) f CROSS JOIN record r ON r.id = f.rowid WHERE",
              match);
  else
    g_string_append (question->sql, " FROM record r WHERE");
}

/* ---- order ---- */

static char *
badge_order (void)
{
  GString *sql = g_string_new ("CASE r.badge");
  const char *badge;

  for (guint i = 0; (badge = isg_badge_nth (i)) != NULL; i++)
    g_string_append_printf (sql, " WHEN '%s' THEN %u", badge, i);
  g_string_append (sql, " ELSE 99 END{}, r.sort_key{}, r.id{}");
  return g_string_free (sql, FALSE);
}

/* With "{}" where the direction stands. */
static char *
order_columns (const char *sort)
{
  if (sort == NULL || g_str_equal (sort, "title"))
    return g_strdup ("r.sort_key{}, r.id{}");
  if (g_str_equal (sort, "date"))
    return g_strdup ("r.date{}, r.id{}");
  if (g_str_equal (sort, "changed"))
    return g_strdup ("r.changed{}, r.id{}");
  if (g_str_equal (sort, "badge"))
    return badge_order ();
  return NULL;
}

static char *
order_by (const IsgListQuery *query, GError **error)
{
  g_autofree char *columns = order_columns (query->sort);
  g_auto (GStrv) parts = NULL;
  g_autofree char *directed = NULL;

  if (columns == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "no such order: %s", query->sort);
    return NULL;
  }
  parts = g_strsplit (columns, "{}", -1);
  directed = g_strjoinv (query->descending ? " DESC" : "", parts);
  return g_strconcat (" ORDER BY ", directed, NULL);
}

/* ---- rows ---- */

void
isg_row_free (IsgRow *row)
{
  if (row == NULL)
    return;
  g_free (row->uuid);
  g_free (row->kind);
  g_free (row->workplace);
  g_free (row->workplace_title);
  g_free (row->title);
  g_free (row->badge);
  g_free (row->badge_note);
  g_clear_pointer (&row->fields, isg_fields_unref);
  g_free (row);
}

#define ROW_COLUMNS                                                                                \
  "r.id, r.uuid, r.kind, w.uuid, w.title_tr, w.title_en, r.title_tr, r.title_en, r.date,"          \
  " r.badge, r.badge_note, r.missing, r.revision, r.changed, r.closed IS NOT NULL,"                \
  " EXISTS (SELECT 1 FROM draft d WHERE d.uuid = r.uuid), v.body,"                                 \
  " " ISG_RECORD_SEALED

/* A list shows its rows also where the details of one of them cannot be opened. */
static IsgFields *
read_fields (IsgStore *store, IsgStmt *stmt, const IsgRow *row, GError **error)
{
  g_autoptr (GBytes) sealed = isg_stmt_bytes (stmt, 17);
  const IsgHealthRow written = {
    .kind = row->kind,
    .uuid = row->uuid,
    .body = isg_stmt_text (stmt, 16),
    .sealed = sealed,
    .revision = (guint64) isg_stmt_int64 (stmt, 18),
  };
  g_autoptr (GError) own = NULL;
  gboolean marked;
  IsgFields *fields = isg_health_read (store, &written, &marked, &own);

  if (fields == NULL && sealed != NULL)
    return isg_record_read_body (store, row->kind, written.body, error);
  if (fields == NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return fields;
}

static IsgRow *
read_row (IsgStore *store, IsgStmt *stmt, IsgLanguage language, GError **error)
{
  g_autoptr (IsgRow) row = g_new0 (IsgRow, 1);
  int words = language == ISG_LANGUAGE_EN ? 1 : 0;

  row->id = isg_stmt_int64 (stmt, 0);
  row->uuid = isg_stmt_dup_text (stmt, 1);
  row->kind = isg_stmt_dup_text (stmt, 2);
  row->workplace = isg_stmt_dup_text (stmt, 3);
  row->workplace_title = isg_stmt_dup_text (stmt, 4 + words);
  row->title = isg_stmt_dup_text (stmt, 6 + words);
  row->date = isg_stmt_is_null (stmt, 8) ? ISG_DATE_NONE : (IsgDate) isg_stmt_int64 (stmt, 8);
  row->badge = isg_stmt_dup_text (stmt, 9);
  row->badge_note = isg_stmt_dup_text (stmt, 10);
  row->missing = isg_stmt_int64 (stmt, 11);
  row->revision = isg_stmt_int64 (stmt, 12);
  row->changed = isg_stmt_int64 (stmt, 13);
  row->closed = isg_stmt_int64 (stmt, 14) != 0;
  row->has_draft = isg_stmt_int64 (stmt, 15) != 0;
  row->fields = read_fields (store, stmt, row, error);
  return row->fields != NULL ? g_steal_pointer (&row) : NULL;
}

static GPtrArray *
read_rows (IsgStore *store, IsgStmt *stmt, IsgLanguage language, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_row_free);
  gboolean more;

  for (;;) {
    IsgRow *row;

    if (!isg_stmt_step (stmt, &more, error))
      return NULL;
    if (!more)
      return g_steal_pointer (&rows);
    row = read_row (store, stmt, language, error);
    if (row == NULL)
      return NULL;
    g_ptr_array_add (rows, row);
  }
}

/* The page is chosen by the narrow table alone; only its rows are joined. */
static void
ask_for_page (Question *question,
              const IsgListQuery *query,
              const char *match,
              const char *const *words,
              const char *order)
{
  g_string_append (question->sql, "SELECT " ROW_COLUMNS " FROM (SELECT r.id");
  add_source (question, match);
  add_filters (question, query, words);
  g_string_append (question->sql, order);
  add_number (question,
              " LIMIT CAST (? AS INTEGER)",
              query->limit > 0 ? (gint64) query->limit : -1);
  add_number (question, " OFFSET CAST (? AS INTEGER)", query->offset);
  g_string_append (question->sql,
                   ") p CROSS JOIN record r ON r.id = p.id"
                   " JOIN revision v ON v.record = r.id AND v.number = r.revision"
                   " LEFT JOIN revision o ON o.record = r.id AND o.number = v.sealed_from"
                   " LEFT JOIN record w ON w.id = r.workplace");
  g_string_append (question->sql, order);
}

GPtrArray *
isg_store_record_list (IsgStore *store, const IsgListQuery *query, GError **error)
{
  g_auto (GStrv) words = isg_search_words (query->search);
  g_autofree char *match = isg_search_match ((const char *const *) words);
  g_autofree char *order = order_by (query, error);
  g_auto (Question) question = { 0 };
  g_autoptr (IsgStmt) stmt = NULL;
  gboolean narrow = FALSE;

  isg_store_assert_owner (store);
  if (order == NULL
      || (match != NULL
          && !isg_search_is_narrow (store, match, query->offset + query->limit, &narrow, error)))
    return NULL;
  question_init (&question);
  ask_for_page (&question,
                query,
                narrow || query->limit == 0 ? match : NULL,
                (const char *const *) words,
                order);
  stmt = prepare_question (store, &question, error);
  return stmt != NULL ? read_rows (store, stmt, query->language, error) : NULL;
}

gboolean
isg_store_record_count (IsgStore *store,
                        const IsgListQuery *query,
                        guint *out_count,
                        GError **error)
{
  g_auto (GStrv) words = isg_search_words (query->search);
  g_autofree char *match = isg_search_match ((const char *const *) words);
  g_auto (Question) question = { 0 };
  g_autoptr (IsgStmt) stmt = NULL;
  gboolean row;

  isg_store_assert_owner (store);
  question_init (&question);
  g_string_append (question.sql, "SELECT count(*)");
  add_source (&question, match);
  add_filters (&question, query, (const char *const *) words);
  stmt = prepare_question (store, &question, error);
  if (stmt == NULL || !isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_count = isg_stmt_int64 (stmt, 0);
  return TRUE;
}
