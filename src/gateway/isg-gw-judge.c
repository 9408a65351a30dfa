/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-judge.h"

#include <string.h>

#include "gateway/isg-gw-rebuild.h"
#include "gateway/isg-gw-store.h"
#include "gateway/isg-gw-values.h"

void
isg_gw_verdict_clear (IsgGwVerdict *verdict)
{
  g_clear_pointer (&verdict->message, g_free);
  g_clear_pointer (&verdict->problems, g_ptr_array_unref);
  g_clear_pointer (&verdict->items, g_ptr_array_unref);
  g_clear_pointer (&verdict->signer, g_free);
  g_clear_pointer (&verdict->signed_bytes, g_bytes_unref);
}

void
isg_gw_judge_set (const IsgGwBench *bench, int code, IsgGwVerdict *out)
{
  out->code = code;
  g_free (out->message);
  out->message = g_strdup (isg_gw_schema_get_result_text (bench->schema, code));
}

static gboolean
is_json (const IsgGwCall *call)
{
  return call->operation->service->xml_namespace == NULL;
}

/* 210: the names of the fields, comma separated, each once, then a colon and what is wrong with
 * them. */
static void
set_problems (const IsgGwBench *bench, GPtrArray *problems, IsgGwVerdict *out)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) details = g_string_new (NULL);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < problems->len; i++) {
    const IsgGwProblem *problem = g_ptr_array_index (problems, i);

    g_string_append_printf (details,
                            "%s%s %s",
                            i == 0 ? "" : "; ",
                            problem->path,
                            problem->message);
    if (!g_ptr_array_find_with_equal_func (names, problem->name, g_str_equal, NULL))
      g_ptr_array_add (names, (gpointer) problem->name);
  }
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (",", (char **) names->pdata);

  isg_gw_judge_set (bench, 210, out);
  g_free (out->message);
  out->message = g_strdup_printf ("%s: %s", joined, details->str);
  out->problems = g_ptr_array_ref (problems);
}

gboolean
isg_gw_judge_door (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out)
{
  gboolean admitted = isg_gw_seed_admits (bench->seed, call->firm, call->password);

  isg_gw_judge_set (bench, admitted ? 200 : 401, out);
  return admitted;
}

/* The form of our own number, looked at before everything else in the record. */
static gboolean
check_number (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out)
{
  g_autoptr (GPtrArray) nodes = isg_gw_node_collect (call->root, ISG_GW_ROLE_NUMBER);
  const IsgGwNode *node = nodes->len == 0 ? NULL : g_ptr_array_index (nodes, 0);
  g_autoptr (GPtrArray) problems = NULL;
  IsgGwProblem *problem;

  if (node != NULL && !node->wrong_type && isg_gw_values_is_own_number (node->text))
    return TRUE;

  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_problem_free);
  problem = g_new0 (IsgGwProblem, 1);
  problem->path = g_strdup ("sorguNo");
  problem->name = "sorguNo";
  problem->message = "1 ile 99999999999 arasında sayı değil";
  g_ptr_array_add (problems, problem);
  set_problems (bench, problems, out);
  return FALSE;
}

static gboolean
check_limits (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out)
{
  int code = call->body == NULL ? 0 : isg_gw_values_check_limits (call->body);

  if (code != 0)
    isg_gw_judge_set (bench, code, out);
  return code == 0;
}

static gboolean
check_values (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out)
{
  const IsgGwValueContext context = {
    .schema = bench->schema,
    .seed = bench->seed,
    .firm = call->firm,
    .today = bench->today,
    .now = bench->now,
  };
  g_autoptr (GPtrArray) problems
    = isg_gw_values_check (&context, call->body, call->operation->conditions);

  if (problems->len > 0)
    set_problems (bench, problems, out);
  return problems->len == 0;
}

static GBytes *
rebuild (const IsgGwCall *call)
{
  if (is_json (call))
    return isg_gw_rebuild_json (call->body, FALSE);
  return isg_gw_rebuild_xml (call->operation, call->body);
}

/* A JSON body must be exactly the canonical text. */
static gboolean
is_canonical (const IsgGwCall *call)
{
  g_autoptr (GBytes) canonical = NULL;

  if (!is_json (call))
    return TRUE;
  canonical = isg_gw_rebuild_json (call->body, TRUE);
  return g_bytes_equal (canonical, call->raw);
}

static void
set_different (GBytes *rebuilt, IsgGwVerdict *out)
{
  gsize length;
  const char *text = g_bytes_get_data (rebuilt, &length);

  out->code = 214;
  g_free (out->message);
  out->message = g_strndup (text, length);
}

/* 222, 214, 215. */
static gboolean
check_signature (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out)
{
  const char *professional = isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_PROFESSIONAL);
  const char *named = isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_SIGNER);
  g_autoptr (GBytes) signature
    = isg_gw_cades_decode (isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_SIGNATURE));
  g_autoptr (GBytes) rebuilt = rebuild (call);
  g_auto (IsgGwSigned) judged = { 0 };

  isg_gw_cades_judge (bench->trust, signature, rebuilt, professional, bench->now, &judged);
  out->reason = judged.reason;
  if (judged.code != 222 && !is_canonical (call)) {
    judged.code = 214;
    out->reason = "body is not the canonical text";
  }
  if (judged.code == 200 && named != NULL && g_strcmp0 (named, professional) != 0) {
    judged.code = 215;
    out->reason = "the message names another signer";
  }

  if (judged.code == 214)
    set_different (rebuilt, out);
  else
    isg_gw_judge_set (bench, judged.code, out);
  out->signer = g_steal_pointer (&judged.signer);
  out->signed_bytes = g_steal_pointer (&rebuilt);
  return judged.code == 200;
}

static IsgDate
day_of (const IsgGwCall *call)
{
  g_autoptr (GPtrArray) nodes = isg_gw_node_collect (call->body, ISG_GW_ROLE_DATE);
  const IsgGwNode *node = nodes->len == 0 ? NULL : g_ptr_array_index (nodes, 0);

  return node == NULL || node->text == NULL
           ? ISG_DATE_NONE
           : isg_gw_values_parse_date (node->text, node->field->format);
}

const char *const *
isg_gw_judge_capacities (const IsgGwCall *call)
{
  g_autoptr (GPtrArray) nodes = isg_gw_node_collect (call->root, ISG_GW_ROLE_CAPACITY);
  const IsgGwNode *node = nodes->len == 0 ? NULL : g_ptr_array_index (nodes, 0);

  if (node != NULL && node->text != NULL && node->field->capacities != NULL)
    return g_hash_table_lookup (node->field->capacities, node->text);
  return (const char *const *) call->operation->capacity;
}

/* 213: does the professional, or where the message names none the signer, serve the workplace on
 * that day? */
static gboolean
check_professional (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out)
{
  const char *professional = isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_PROFESSIONAL);
  const char *workplace = isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_WORKPLACE);

  if (isg_gw_seed_get_workplace (bench->seed, workplace) != NULL
      && isg_gw_seed_serves (bench->seed,
                             professional != NULL ? professional : out->signer,
                             workplace,
                             out->day,
                             isg_gw_judge_capacities (call)))
    return TRUE;

  isg_gw_judge_set (bench, 213, out);
  return FALSE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const IsgGwItem *item_a = *(const IsgGwItem *const *) a;
  const IsgGwItem *item_b = *(const IsgGwItem *const *) b;
  int order = strcmp (item_a->employee, item_b->employee);

  if (order == 0 && strlen (item_a->topic) != strlen (item_b->topic))
    return strlen (item_a->topic) < strlen (item_b->topic) ? -1 : 1;
  return order != 0 ? order : strcmp (item_a->topic, item_b->topic);
}

static const char *
text_at (GPtrArray *nodes, guint index)
{
  return index < nodes->len ? ((const IsgGwNode *) g_ptr_array_index (nodes, index))->text : "";
}

/* Every employee with every topic, each with 200 or 212. */
static GPtrArray *
make_items (const IsgGwBench *bench, const IsgGwCall *call, IsgDate day)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_item_free);
  g_autoptr (GPtrArray) employees = isg_gw_node_collect (call->body, ISG_GW_ROLE_EMPLOYEE);
  g_autoptr (GPtrArray) topics = isg_gw_node_collect (call->body, ISG_GW_ROLE_TOPIC);
  g_autoptr (GPtrArray) minutes = isg_gw_node_collect (call->body, ISG_GW_ROLE_MINUTES);
  const char *workplace = isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_WORKPLACE);

  for (guint i = 0; i < MAX (employees->len, 1); i++) {
    const char *employee = text_at (employees, i);
    gboolean bonded
      = employees->len == 0 || isg_gw_seed_employs (bench->seed, employee, workplace, day);

    for (guint k = 0; k < MAX (topics->len, 1); k++)
      g_ptr_array_add (items,
                       isg_gw_item_new (employee,
                                        text_at (topics, k),
                                        text_at (minutes, k),
                                        bonded ? 200 : 212));
  }
  g_ptr_array_sort (items, compare_items);
  return items;
}

/* 212, item by item where the operation answers so. */
static void
check_items (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out)
{
  int refused = 0;
  gboolean any = FALSE;

  out->items = make_items (bench, call, out->day);
  for (guint i = 0; i < out->items->len; i++) {
    const IsgGwItem *item = g_ptr_array_index (out->items, i);

    if (item->status == 200)
      any = TRUE;
    else if (refused == 0)
      refused = item->status;
  }
  if (refused == 0 || (any && call->operation->per_item))
    isg_gw_judge_set (bench, 200, out);
  else
    isg_gw_judge_set (bench, refused, out);
}

void
isg_gw_judge (const IsgGwBench *bench, const IsgGwCall *call, gboolean taken, IsgGwVerdict *out)
{
  out->day = ISG_DATE_NONE;
  if (!isg_gw_judge_door (bench, call, out) || !check_number (bench, call, out))
    return;
  if (taken) {
    isg_gw_judge_set (bench, 211, out);
    return;
  }
  if (!check_limits (bench, call, out) || !check_values (bench, call, out)
      || !check_signature (bench, call, out))
    return;

  out->day = day_of (call);
  if (check_professional (bench, call, out))
    check_items (bench, call, out);
}

/* A question whose parameter is missing altogether. */
static void
set_missing_body (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out)
{
  isg_gw_judge_set (bench, 210, out);
  g_free (out->message);
  out->message = g_strdup_printf ("%s: eksik", call->operation->body);
}

gboolean
isg_gw_judge_question (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out)
{
  if (!isg_gw_judge_door (bench, call, out))
    return FALSE;
  if (call->body == NULL) {
    set_missing_body (bench, call, out);
    return FALSE;
  }
  return check_values (bench, call, out);
}
