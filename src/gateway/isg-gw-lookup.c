/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-lookup.h"

#include "gateway/isg-gw-soap-out.h"

static IsgGwAnswer *
make_answer (const IsgGwBench *bench, int code, const char *number)
{
  return isg_gw_answer_new (code, isg_gw_schema_get_result_text (bench->schema, code), number);
}

IsgGwAnswer *
isg_gw_lookup_refuse (const IsgGwVerdict *verdict)
{
  IsgGwAnswer *answer = isg_gw_answer_new (verdict->code, verdict->message, NULL);

  if (verdict->problems != NULL)
    answer->problems = g_ptr_array_ref (verdict->problems);
  return answer;
}

/* The question's own sorguNo of the two look-ups: any number from 0, only echoed. */
static const char *
question_number (const IsgGwCall *call)
{
  return call->body == NULL ? NULL : isg_gw_node_get_text (call->body, "sorguNo");
}

static IsgGwReply *
answer_authority (const IsgGwBench *bench, const IsgGwCall *call, const IsgGwRule *rule)
{
  g_auto (IsgGwVerdict) verdict = { 0 };
  g_autoptr (IsgGwAnswer) answer = NULL;
  gboolean authorised = FALSE;

  if (isg_gw_rule_is (rule, ISG_GW_ACTION_CODE))
    answer = make_answer (bench, rule->code, question_number (call));
  else if (!isg_gw_judge_question (bench, call, &verdict))
    answer = isg_gw_lookup_refuse (&verdict);
  else {
    answer = make_answer (bench, 200, question_number (call));
    authorised
      = isg_gw_seed_serves (bench->seed,
                            isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_PROFESSIONAL),
                            isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_WORKPLACE),
                            bench->today,
                            NULL);
  }
  return isg_gw_soap_out_authority (call->operation, answer, authorised);
}

static IsgGwReply *
answer_workplace (const IsgGwBench *bench, const IsgGwCall *call, const IsgGwRule *rule)
{
  g_auto (IsgGwVerdict) verdict = { 0 };
  g_autoptr (IsgGwAnswer) answer = NULL;
  const IsgGwSeedWorkplace *workplace = NULL;

  if (isg_gw_rule_is (rule, ISG_GW_ACTION_CODE))
    answer = make_answer (bench, rule->code, question_number (call));
  else if (!isg_gw_judge_question (bench, call, &verdict))
    answer = isg_gw_lookup_refuse (&verdict);
  else {
    const char *sgk_no = isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_WORKPLACE);

    if (isg_gw_seed_serves (bench->seed,
                            isg_gw_node_get_role_text (call->body, ISG_GW_ROLE_PROFESSIONAL),
                            sgk_no,
                            bench->today,
                            isg_gw_judge_capacities (call)))
      workplace = isg_gw_seed_get_workplace (bench->seed, sgk_no);
    answer = make_answer (bench, workplace != NULL ? 200 : 213, question_number (call));
  }
  return isg_gw_soap_out_workplace (call->operation, answer, workplace);
}

static IsgGwReply *
answer_codes (const IsgGwBench *bench, const IsgGwCall *call, const IsgGwRule *rule)
{
  g_autoptr (IsgGwAnswer) answer = NULL;

  if (!isg_gw_rule_is (rule, ISG_GW_ACTION_CODE))
    return isg_gw_soap_out_codes (call->operation, isg_gw_seed_get_training_codes (bench->seed));

  answer = make_answer (bench, rule->code, NULL);
  return isg_gw_soap_out_save (call->operation, bench->schema, answer);
}

IsgGwReply *
isg_gw_lookup_answer (const IsgGwBench *bench, const IsgGwCall *call, const IsgGwRule *rule)
{
  if (call->operation->kind == ISG_GW_KIND_CODES)
    return answer_codes (bench, call, rule);
  if (call->operation->kind == ISG_GW_KIND_AUTHORITY)
    return answer_authority (bench, call, rule);
  return answer_workplace (bench, call, rule);
}
