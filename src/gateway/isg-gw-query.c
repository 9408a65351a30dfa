/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-query.h"

#include "gateway/isg-gw-values.h"

/* Of one query: sandbox-wire.md, table of A and B. */
#define MAX_NUMBERS      20
#define MAX_ITEMS        2000
#define FOREIGN_NUMBER   "99999999999"
#define TRAINING_DATASET "training"

typedef struct {
  IsgGwStore *store;
  const IsgGwSchema *schema;
  const IsgGwCall *call;
  const IsgGwRule *rule;
  gint64 now_ms;
} Question;

static IsgGwAnswer *
make_answer (const Question *question, int code, const char *number)
{
  return isg_gw_answer_new (code, isg_gw_schema_get_result_text (question->schema, code), number);
}

static gboolean
is_json (const Question *question)
{
  return question->call->operation->service->xml_namespace == NULL;
}

/* What a query does not see: other data sets in A and B, and what a stale view has not yet. */
static gboolean
is_hidden (const Question *question, const IsgGwHolding *holding)
{
  if (!is_json (question) && !g_str_equal (holding->dataset, TRAINING_DATASET))
    return TRUE;
  if (!isg_gw_rule_is (question->rule, ISG_GW_ACTION_STALE))
    return FALSE;
  return question->rule->after_ms == 0
         || holding->received_ms > question->now_ms - question->rule->after_ms;
}

static IsgGwItem *
copy_item (const IsgGwItem *item, int whole_code)
{
  return isg_gw_item_new (item->employee,
                          item->topic,
                          item->minutes,
                          whole_code != 200 ? whole_code : item->status);
}

/* 200 when any item is accepted, else the first item's code. */
static int
overall_code (const IsgGwHolding *holding)
{
  for (guint i = 0; i < holding->items->len; i++)
    if (((IsgGwItem *) g_ptr_array_index (holding->items, i))->status == 200)
      return 200;
  return holding->items->len == 0 ? 200
                                  : ((IsgGwItem *) g_ptr_array_index (holding->items, 0))->status;
}

/* How many items of a holding are shown to this query; a trickling one shows more each time. */
static gboolean
count_visible (const Question *question, IsgGwHolding *holding, guint *out_visible, GError **error)
{
  if (holding->visible >= 0 && !isg_gw_store_show_more (question->store, holding, error))
    return FALSE;
  *out_visible = holding->visible < 0 ? holding->items->len : (guint) holding->visible;
  return TRUE;
}

static IsgGwAnswer *
answer_holding (const Question *question, IsgGwHolding *holding, const char *number, GError **error)
{
  gboolean per_line = !is_json (question);
  g_autoptr (IsgGwAnswer) answer = NULL;
  guint visible = 0;

  if (question->now_ms < holding->due_ms)
    answer = make_answer (question, 202, number);
  else if (holding->code != 200)
    answer = make_answer (question, holding->code, number);
  else if (!count_visible (question, holding, &visible, error))
    return NULL;
  else
    answer = make_answer (question,
                          holding->visible >= 0 ? holding->partial_code : overall_code (holding),
                          number);

  answer->day = holding->day;
  if (!per_line)
    answer->sha256 = g_strdup (holding->sha256);
  if (per_line && visible > 0) {
    answer->items = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_item_free);
    for (guint i = 0; i < visible; i++)
      g_ptr_array_add (answer->items,
                       copy_item (g_ptr_array_index (holding->items, i), holding->code));
  }
  return g_steal_pointer (&answer);
}

static IsgGwAnswer *
answer_number (const Question *question, const char *number, GError **error)
{
  const IsgGwFilter filter = {
    .firm = question->call->firm,
    .number = number,
    .from = ISG_DATE_NONE,
    .to = ISG_DATE_NONE,
    .stored_only = TRUE,
  };
  g_autoptr (GPtrArray) found = isg_gw_store_find (question->store, &filter, error);

  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++) {
    IsgGwHolding *holding = g_ptr_array_index (found, i);

    if (!is_hidden (question, holding))
      return answer_holding (question, holding, number, error);
  }
  return make_answer (question, 204, number);
}

static GPtrArray *
answer_list (const Question *question, GError **error)
{
  const GPtrArray *numbers = question->call->numbers;
  g_autoptr (GPtrArray) answers
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_answer_free);
  guint n_items = 0;

  if (numbers->len == 0 || numbers->len > MAX_NUMBERS) {
    IsgGwAnswer *answer = make_answer (question, 210, NULL);

    g_free (answer->message);
    answer->message = g_strdup ("sorguNo: 1 ile 20 arasında numara sorulabilir");
    g_ptr_array_add (answers, answer);
    return g_steal_pointer (&answers);
  }
  for (guint i = 0; i < numbers->len && n_items <= MAX_ITEMS; i++) {
    g_autoptr (IsgGwAnswer) answer
      = answer_number (question, g_ptr_array_index (numbers, i), error);

    if (answer == NULL)
      return NULL;
    n_items += answer->items == NULL ? 0 : answer->items->len;
    if (n_items <= MAX_ITEMS)
      g_ptr_array_add (answers, g_steal_pointer (&answer));
  }
  return g_steal_pointer (&answers);
}

static const char *
set_text (const IsgGwNode *body, const char *name)
{
  const char *text = isg_gw_node_get_text (body, name);

  return text == NULL || *text == '\0' || g_str_equal (text, "0") ? NULL : text;
}

static IsgDate
set_day (const IsgGwNode *body, const char *name)
{
  const IsgGwNode *node = isg_gw_node_find (body, name);

  return node == NULL || node->text == NULL
           ? ISG_DATE_NONE
           : isg_gw_values_parse_date (node->text, node->field->format);
}

static gboolean
differs_from (gconstpointer item, gconstpointer employee)
{
  return !g_str_equal (((const IsgGwItem *) item)->employee, employee);
}

/* Leaves only the lines of one employee. */
static void
keep_employee (IsgGwAnswer *answer, const char *employee)
{
  for (guint i = answer->items == NULL ? 0 : answer->items->len; i > 0; i--)
    if (differs_from (g_ptr_array_index (answer->items, i - 1), employee))
      g_ptr_array_remove_index (answer->items, i - 1);
}

/* In A what is in work or refused is told line by line as well. */
static IsgGwAnswer *
answer_single (const Question *question, IsgGwHolding *holding, GError **error)
{
  IsgGwAnswer *answer = answer_holding (question, holding, holding->number, error);

  if (answer != NULL && answer->items == NULL) {
    answer->items = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_item_free);
    for (guint i = 0; i < holding->items->len; i++)
      g_ptr_array_add (answer->items,
                       copy_item (g_ptr_array_index (holding->items, i), answer->code));
  }
  return answer;
}

/* A: set filters are ANDed, unset numbers are 0, dates inclusive. */
static GPtrArray *
answer_filter (const Question *question, GError **error)
{
  const IsgGwNode *body = question->call->body;
  const IsgGwFilter filter = {
    .firm = question->call->firm,
    .number = set_text (body, "sorguNo"),
    .professional = set_text (body, "isgProfTckNo"),
    .employee = set_text (body, "calisanTckNo"),
    .from = set_day (body, "baslangicTarihi"),
    .to = set_day (body, "bitisTarihi"),
    .stored_only = TRUE,
  };
  g_autoptr (GPtrArray) answers
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_answer_free);
  g_autoptr (GPtrArray) found = NULL;

  if (filter.number == NULL && filter.professional == NULL && filter.employee == NULL) {
    IsgGwAnswer *answer = make_answer (question, 210, NULL);

    g_free (answer->message);
    answer->message = g_strdup ("calisanTckNo,isgProfTckNo,sorguNo: en az biri verilmeli");
    g_ptr_array_add (answers, answer);
    return g_steal_pointer (&answers);
  }

  found = isg_gw_store_find (question->store, &filter, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++) {
    IsgGwAnswer *answer;

    if (is_hidden (question, g_ptr_array_index (found, i)))
      continue;
    answer = answer_single (question, g_ptr_array_index (found, i), error);
    if (answer == NULL)
      return NULL;
    g_ptr_array_add (answers, answer);
    if (filter.employee != NULL)
      keep_employee (answer, filter.employee);
  }
  if (answers->len == 0)
    g_ptr_array_add (answers, make_answer (question, 204, filter.number));
  return g_steal_pointer (&answers);
}

/* Every number gets the same status, or one answer speaks of no number. */
static GPtrArray *
answer_same (const Question *question, int code)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_answer_free);
  const GPtrArray *numbers = question->call->numbers;
  guint n = question->rule->echo ? numbers->len : 1;

  for (guint i = 0; i < n; i++) {
    IsgGwAnswer *answer
      = make_answer (question, code, question->rule->echo ? g_ptr_array_index (numbers, i) : NULL);

    if (question->rule->message != NULL) {
      g_free (answer->message);
      answer->message = g_strdup (question->rule->message);
    }
    g_ptr_array_add (answers, answer);
  }
  return answers;
}

static void
leave_out (GPtrArray *answers, const char *number)
{
  for (guint i = answers->len; i > 0; i--)
    if (g_strcmp0 (((IsgGwAnswer *) g_ptr_array_index (answers, i - 1))->number, number) == 0)
      g_ptr_array_remove_index (answers, i - 1);
}

/* Commits what a rule asks for on answers that are right. */
static void
spoil (const Question *question, GPtrArray *answers)
{
  const IsgGwRule *rule = question->rule;

  if (isg_gw_rule_is (rule, ISG_GW_ACTION_OMIT))
    leave_out (answers,
               rule->other != NULL ? rule->other : isg_gw_call_get_number (question->call));
  if (!isg_gw_rule_is (rule, ISG_GW_ACTION_FOREIGN))
    return;
  for (guint i = 0; i < answers->len; i++) {
    IsgGwAnswer *answer = g_ptr_array_index (answers, i);

    g_free (answer->number);
    answer->number = g_strdup (rule->other != NULL ? rule->other : FOREIGN_NUMBER);
  }
}

GPtrArray *
isg_gw_query_answer (IsgGwStore *store,
                     const IsgGwSchema *schema,
                     const IsgGwCall *call,
                     const IsgGwRule *rule,
                     gint64 now_ms,
                     GError **error)
{
  const Question question = {
    .store = store,
    .schema = schema,
    .call = call,
    .rule = rule,
    .now_ms = now_ms,
  };
  GPtrArray *answers;

  if (isg_gw_rule_is (rule, ISG_GW_ACTION_CODE))
    return answer_same (&question, rule->code);
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_PROCESSING))
    return answer_same (&question, 202);

  answers = call->operation->body != NULL ? answer_filter (&question, error)
                                          : answer_list (&question, error);
  if (answers != NULL)
    spoil (&question, answers);
  return answers;
}
