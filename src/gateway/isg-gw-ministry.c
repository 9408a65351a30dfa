/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-ministry.h"

#include "gateway/isg-gw-json-out.h"
#include "gateway/isg-gw-judge.h"
#include "gateway/isg-gw-lookup.h"
#include "gateway/isg-gw-query.h"
#include "gateway/isg-gw-rebuild.h"
#include "gateway/isg-gw-soap-out.h"
#include "gateway/isg-gw-values.h"

struct _IsgGwMinistry {
  const IsgGwSchema *schema; /* (unowned) */
  const IsgGwSeed *seed;     /* (unowned) */
  const IsgGwTrust *trust;   /* (unowned) */
  IsgGwStore *store;         /* (unowned) */
  gint64 async_ms;
  IsgDate today;
};

IsgGwMinistry *
isg_gw_ministry_new (const IsgGwSchema *schema,
                     const IsgGwSeed *seed,
                     const IsgGwTrust *trust,
                     IsgGwStore *store,
                     gint64 async_ms,
                     IsgDate today)
{
  IsgGwMinistry *self = g_new0 (IsgGwMinistry, 1);

  self->schema = schema;
  self->seed = seed;
  self->trust = trust;
  self->store = store;
  self->async_ms = async_ms;
  self->today = today;
  return self;
}

void
isg_gw_ministry_free (IsgGwMinistry *self)
{
  g_free (self);
}

gboolean
isg_gw_ministry_admits (const IsgGwMinistry *self, const char *firm, const char *password)
{
  return isg_gw_seed_admits (self->seed, firm, password);
}

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

static IsgGwBench
make_bench (const IsgGwMinistry *self)
{
  gint64 now = now_ms () / 1000;

  return (IsgGwBench){
    .schema = self->schema,
    .seed = self->seed,
    .trust = self->trust,
    .today = self->today != ISG_DATE_NONE ? self->today : isg_date_from_unix (now),
    .now = now,
  };
}

static gboolean
is_json (const IsgGwCall *call)
{
  return call->operation->service->xml_namespace == NULL;
}

static IsgGwAnswer *
make_answer (const IsgGwMinistry *self, int code, const char *number)
{
  return isg_gw_answer_new (code, isg_gw_schema_get_result_text (self->schema, code), number);
}

IsgGwReply *
isg_gw_ministry_refuse_door (const IsgGwMinistry *self)
{
  g_autoptr (IsgGwAnswer) answer = make_answer (self, 401, NULL);

  return isg_gw_json_out_save (answer);
}

/* The number that a save's reply echoes, when it can be read at all. */
static const char *
own_number (const IsgGwCall *call)
{
  const char *number = isg_gw_call_get_number (call);

  return isg_gw_values_is_own_number (number) ? number : NULL;
}

/* How a save is to be stored. */
typedef struct {
  gboolean check_number;
  gboolean asynchronous;
  gint64 async_ms;
  int final_code;
  gboolean trickle;
  int per_query;
  int partial_code;
  gboolean use_up;
  gint64 claim;
} Manner;

static Manner
manner_of (const IsgGwMinistry *self, const IsgGwRule *rule)
{
  Manner manner = {
    .check_number = !isg_gw_rule_is (rule, ISG_GW_ACTION_WITHOUT_211),
    .asynchronous = self->async_ms >= 0,
    .async_ms = MAX (self->async_ms, 0),
    .use_up = isg_gw_rule_is (rule, ISG_GW_ACTION_USE_UP),
    .trickle = isg_gw_rule_is (rule, ISG_GW_ACTION_TRICKLE),
  };

  if (rule == NULL)
    return manner;
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_ASYNC)
      || isg_gw_rule_is (rule, ISG_GW_ACTION_PROCESSING)) {
    manner.asynchronous = TRUE;
    manner.async_ms = rule->async_ms;
    manner.final_code = rule->final_code;
  }
  if (manner.trickle) {
    manner.asynchronous = TRUE;
    manner.async_ms = 0;
    manner.per_query = MAX (rule->per_query, 1);
    manner.partial_code = rule->code;
  }
  return manner;
}

/* Whether the ministry takes it: a verdict is 200, or the outcome comes later and only items may
 * still be refused. */
static gboolean
is_to_be_taken (const IsgGwVerdict *verdict, const Manner *manner)
{
  return verdict->code == 200 || (manner->asynchronous && verdict->items != NULL);
}

static char *
sha256_of (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static IsgGwHolding *
start_holding (const IsgGwCall *call, IsgGwHoldingState state)
{
  IsgGwHolding *holding = isg_gw_holding_new ();

  holding->state = state;
  holding->firm = g_strdup (call->firm);
  holding->number = g_strdup (isg_gw_call_get_number (call));
  holding->method = g_strdup (call->operation->method);
  holding->operation = g_strdup (call->operation->name);
  holding->dataset = g_strdup (call->operation->dataset);
  holding->received_ms = now_ms ();
  return holding;
}

static IsgGwHolding *
make_holding (const IsgGwCall *call, const IsgGwVerdict *verdict, const Manner *manner)
{
  IsgGwHolding *holding = start_holding (call, ISG_GW_HOLDING_STORED);
  const char *professional = isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_PROFESSIONAL);
  g_autoptr (GBytes) contents
    = is_json (call) ? isg_gw_rebuild_contents (call->body) : g_bytes_ref (verdict->signed_bytes);

  holding->due_ms = manner->asynchronous ? holding->received_ms + manner->async_ms : 0;
  holding->code = manner->final_code != 0     ? manner->final_code
                  : call->operation->per_item ? 200
                                              : verdict->code;
  if (manner->trickle) {
    holding->visible = 0;
    holding->per_query = manner->per_query;
    holding->partial_code = manner->partial_code;
  }
  holding->workplace = g_strdup (isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_WORKPLACE));
  holding->professional = g_strdup (professional != NULL ? professional : verdict->signer);
  holding->signer = g_strdup (verdict->signer);
  holding->day = verdict->day;
  holding->sha256 = sha256_of (verdict->signed_bytes);
  holding->contents = sha256_of (contents);
  holding->signed_bytes = g_bytes_ref (verdict->signed_bytes);
  holding->signature = g_strdup (isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_SIGNATURE));
  g_ptr_array_unref (holding->items);
  holding->items = g_ptr_array_ref (verdict->items);
  return holding;
}

/* Inside a transaction: checks, and stores when all is well. */
static gboolean
judge_and_store (IsgGwMinistry *self,
                 const IsgGwCall *call,
                 const Manner *manner,
                 IsgGwVerdict *verdict,
                 IsgGwHolding **out_holding,
                 GError **error)
{
  IsgGwBench bench = make_bench (self);
  const char *number = own_number (call);
  g_autoptr (IsgGwHolding) holding = NULL;
  gboolean taken = FALSE;

  if (manner->check_number && number != NULL && call->firm != NULL
      && !isg_gw_store_is_taken (self->store, call->firm, number, &taken, error))
    return FALSE;
  isg_gw_judge (&bench, call, taken, verdict);

  if (manner->claim != 0 && !isg_gw_store_remove (self->store, manner->claim, error))
    return FALSE;
  if (is_to_be_taken (verdict, manner))
    holding = make_holding (call, verdict, manner);
  else if (manner->use_up && number != NULL && verdict->code != 401 && !taken)
    holding = start_holding (call, ISG_GW_HOLDING_USED_UP);
  if (holding != NULL && !isg_gw_store_add (self->store, holding, error))
    return FALSE;

  if (holding != NULL && holding->state == ISG_GW_HOLDING_STORED)
    *out_holding = g_steal_pointer (&holding);
  return TRUE;
}

/* One transaction around judge_and_store (); a database that fails is 2222, and nothing is stored.
 */
static void
decide (IsgGwMinistry *self,
        const IsgGwCall *call,
        const Manner *manner,
        IsgGwVerdict *verdict,
        IsgGwHolding **out_holding)
{
  IsgGwBench bench = make_bench (self);
  g_autoptr (IsgGwHolding) holding = NULL;
  gboolean good = isg_gw_store_begin (self->store, NULL);

  if (good) {
    good = judge_and_store (self, call, manner, verdict, &holding, NULL);
    good = isg_gw_store_end (self->store, good, NULL) && good;
  }
  if (!good) {
    isg_gw_judge_set (&bench, 2222, verdict);
    g_clear_pointer (&holding, isg_gw_holding_free);
    g_clear_pointer (&verdict->items, g_ptr_array_unref);
  }
  *out_holding = g_steal_pointer (&holding);
}

static IsgGwReply *
render_save (const IsgGwMinistry *self, const IsgGwCall *call, const IsgGwAnswer *answer)
{
  return is_json (call) ? isg_gw_json_out_save (answer)
                        : isg_gw_soap_out_save (call->operation, self->schema, answer);
}

/* What is said of a save that was dealt with. */
static IsgGwAnswer *
answer_for (const IsgGwMinistry *self,
            const IsgGwCall *call,
            const Manner *manner,
            const IsgGwVerdict *verdict,
            const IsgGwHolding *holding)
{
  gboolean per_item = call->operation->per_item;
  IsgGwAnswer *answer;

  if (holding != NULL && manner->asynchronous)
    answer = make_answer (self, per_item ? 200 : 202, own_number (call));
  else
    answer = isg_gw_answer_new (verdict->code, verdict->message, own_number (call));

  if (holding != NULL)
    answer->server_no = g_strdup (holding->server_no);
  if (per_item && verdict->items != NULL && !(holding != NULL && manner->asynchronous))
    answer->items = g_ptr_array_ref (verdict->items);
  if (verdict->problems != NULL)
    answer->problems = g_ptr_array_ref (verdict->problems);
  return answer;
}

/* A rule may answer something else than what was decided. */
static void
replace_answer (const IsgGwMinistry *self, const IsgGwRule *rule, IsgGwAnswer *answer)
{
  int code = rule->action == ISG_GW_ACTION_PROCESSING ? 202 : rule->code;

  answer->code = code;
  g_free (answer->message);
  answer->message = g_strdup (
    rule->message != NULL ? rule->message : isg_gw_schema_get_result_text (self->schema, code));
  g_clear_pointer (&answer->items, g_ptr_array_unref);
  g_clear_pointer (&answer->problems, g_ptr_array_unref);
  if (!rule->echo)
    g_clear_pointer (&answer->number, g_free);
}

static IsgGwReply *
answer_save (IsgGwMinistry *self, const IsgGwCall *call, const IsgGwRule *rule)
{
  const gboolean fixed = isg_gw_rule_is (rule, ISG_GW_ACTION_CODE);
  Manner manner = manner_of (self, rule);
  g_auto (IsgGwVerdict) verdict = { 0 };
  g_autoptr (IsgGwHolding) holding = NULL;
  g_autoptr (IsgGwAnswer) answer = NULL;
  IsgGwReply *reply;

  if (fixed && rule != NULL && !rule->stored)
    answer = make_answer (self, rule->code, own_number (call));
  else {
    decide (self, call, &manner, &verdict, &holding);
    answer = answer_for (self, call, &manner, &verdict, holding);
  }
  if (rule != NULL && (fixed || (holding != NULL && rule->action == ISG_GW_ACTION_PROCESSING)))
    replace_answer (self, rule, answer);
  if (rule != NULL && rule->action == ISG_GW_ACTION_FOREIGN) {
    g_free (answer->number);
    answer->number = g_strdup (rule->other != NULL ? rule->other : "99999999999");
  }

  reply = render_save (self, call, answer);
  reply->reason = verdict.reason;
  return reply;
}

static IsgGwReply *
render_query (const IsgGwMinistry *self, const IsgGwCall *call, GPtrArray *answers)
{
  return is_json (call) ? isg_gw_json_out_query (answers)
                        : isg_gw_soap_out_query (call->operation, self->schema, answers);
}

static GPtrArray *
one_answer (IsgGwAnswer *answer)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_answer_free);

  g_ptr_array_add (answers, answer);
  return answers;
}

static IsgGwReply *
answer_query (IsgGwMinistry *self, const IsgGwCall *call, const IsgGwRule *rule)
{
  IsgGwBench bench = make_bench (self);
  g_auto (IsgGwVerdict) verdict = { 0 };
  g_autoptr (GPtrArray) answers = NULL;

  if (!isg_gw_judge_question (&bench, call, &verdict))
    answers = one_answer (isg_gw_lookup_refuse (&verdict));
  else
    answers = isg_gw_query_answer (self->store, self->schema, call, rule, now_ms (), NULL);
  if (answers == NULL)
    answers = one_answer (make_answer (self, 2222, NULL));
  return render_query (self, call, answers);
}

/* Makes a stored number free again. */
static void
forget (IsgGwMinistry *self, const IsgGwCall *call, const IsgGwRule *rule)
{
  const IsgGwFilter filter = {
    .firm = call->firm,
    .number = rule->other != NULL ? rule->other : isg_gw_call_get_number (call),
    .from = ISG_DATE_NONE,
    .to = ISG_DATE_NONE,
  };
  g_autoptr (GPtrArray) found = NULL;

  if (filter.firm == NULL || filter.number == NULL)
    return;
  found = isg_gw_store_find (self->store, &filter, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++) {
    const IsgGwHolding *holding = g_ptr_array_index (found, i);

    isg_gw_store_set_state (self->store, holding->id, ISG_GW_HOLDING_FORGOTTEN, NULL);
  }
}

static IsgGwReply *
answer_fault (IsgGwMinistry *self, const IsgGwCall *call, const IsgGwRule *rule)
{
  const char *message = rule->message != NULL ? rule->message : "fault";

  if (rule->stored && call->operation->kind == ISG_GW_KIND_SAVE) {
    g_autoptr (IsgGwReply) unheard = answer_save (self, call, NULL);

    (void) unheard;
  }
  if (is_json (call))
    return isg_gw_json_out_refusal (500, message);
  return isg_gw_soap_out_fault (rule->other != NULL ? rule->other : "Server", message);
}

IsgGwReply *
isg_gw_ministry_answer (IsgGwMinistry *self, const IsgGwCall *call, const IsgGwRule *rule)
{
  IsgGwBench bench;

  if (isg_gw_rule_is (rule, ISG_GW_ACTION_FAULT))
    return answer_fault (self, call, rule);
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_FORGET))
    forget (self, call, rule);

  switch (call->operation->kind) {
  case ISG_GW_KIND_SAVE:
    return answer_save (self, call, rule);
  case ISG_GW_KIND_QUERY:
    return answer_query (self, call, rule);
  case ISG_GW_KIND_CODES:
  case ISG_GW_KIND_AUTHORITY:
  case ISG_GW_KIND_WORKPLACE:
    bench = make_bench (self);
    return isg_gw_lookup_answer (&bench, call, rule);
  default:
    g_assert_not_reached ();
  }
}

/* Inside a transaction: the verdict alone, and the claim when asked for. */
static gboolean
look (IsgGwMinistry *self,
      const IsgGwCall *call,
      gboolean claim,
      IsgGwVerdict *verdict,
      gint64 *out_claim,
      GError **error)
{
  IsgGwBench bench = make_bench (self);
  const char *number = own_number (call);
  gboolean taken = FALSE;

  if (number != NULL && call->firm != NULL
      && !isg_gw_store_is_taken (self->store, call->firm, number, &taken, error))
    return FALSE;
  isg_gw_judge (&bench, call, taken, verdict);
  if (claim && verdict->code == 200) {
    g_autoptr (IsgGwHolding) holding = start_holding (call, ISG_GW_HOLDING_CLAIMED);

    if (!isg_gw_store_add (self->store, holding, error))
      return FALSE;
    *out_claim = holding->id;
  }
  return TRUE;
}

IsgGwPromise
isg_gw_ministry_look (IsgGwMinistry *self, const IsgGwCall *call, gboolean claim, gint64 *out_claim)
{
  g_auto (IsgGwVerdict) verdict = { 0 };
  gint64 id = 0;
  gboolean good = isg_gw_store_begin (self->store, NULL);

  if (good) {
    good = look (self, call, claim, &verdict, &id, NULL);
    good = isg_gw_store_end (self->store, good, NULL) && good;
  }
  if (!good || verdict.code != 200)
    return ISG_GW_PROMISE_NOTHING;

  *out_claim = id;
  return claim ? ISG_GW_PROMISE_CLAIMED : ISG_GW_PROMISE_CHECKED;
}

int
isg_gw_ministry_store_late (IsgGwMinistry *self,
                            const IsgGwCall *call,
                            gint64 claim,
                            gboolean recheck)
{
  Manner manner = manner_of (self, NULL);
  g_auto (IsgGwVerdict) verdict = { 0 };
  g_autoptr (IsgGwHolding) holding = NULL;

  manner.check_number = recheck && claim == 0;
  manner.claim = claim;
  decide (self, call, &manner, &verdict, &holding);
  return verdict.code;
}
