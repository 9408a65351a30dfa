/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-bond.h"

#include "store/isg-store-queue.h"
#include "store/isg-store-record.h"
#include "submit/isg-submit-firm.h"
#include "submit/isg-submit-work.h"

#define TRY_AGAIN 600 /* seconds after a question that was not answered */

/* ---- pairs ---- */

IsgBondPair *
isg_bond_pair_of (IsgStore *store, IsgRecord *record)
{
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), isg_record_kind (record));
  const char *signer = kind != NULL ? isg_kind_signer (kind, record) : NULL;
  const char *workplace = isg_record_workplace (record);

  return signer != NULL && workplace != NULL ? isg_bond_pair_new (signer, workplace) : NULL;
}

static void
add_new (GPtrArray *pairs, GHashTable *seen, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++) {
    const IsgBondPair *pair = g_ptr_array_index (more, i);

    if (g_hash_table_add (seen, g_strconcat (pair->professional, "|", pair->workplace, NULL)))
      g_ptr_array_add (pairs, isg_bond_pair_new (pair->professional, pair->workplace));
  }
}

GPtrArray *
isg_bond_pairs_awaiting (IsgStore *store, GError **error)
{
  g_autoptr (GPtrArray) pairs
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_bond_pair_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *kinds = isg_rules_kinds (isg_store_rules (store));

  for (guint i = 0; i < kinds->len; i++) {
    const IsgKind *kind = g_ptr_array_index (kinds, i);
    g_autoptr (GPtrArray) more = NULL;

    if (isg_kind_signer_field (kind) == NULL)
      continue;
    more = isg_store_bond_pairs_awaiting (store,
                                          isg_kind_id (kind),
                                          isg_kind_signer_field (kind),
                                          error);
    if (more == NULL)
      return NULL;
    add_new (pairs, seen, more);
  }
  return g_steal_pointer (&pairs);
}

/* ---- questions ---- */

static gboolean
is_chosen (IsgStore *store, const IsgMethod *method, gboolean *out_chosen, GError **error)
{
  g_autofree char *key = g_strconcat ("method.", isg_method_kind (method), NULL);
  g_autofree char *chosen = NULL;

  if (!isg_store_setting (store, key, &chosen, error))
    return FALSE;
  *out_chosen
    = isg_rules_method (isg_store_rules (store), isg_method_kind (method), chosen) == method;
  return TRUE;
}

static gboolean
load_way (IsgStore *store, const IsgMethod *method, IsgSubmitFirm **out_firm, GError **error)
{
  g_autoptr (IsgSubmitFirm) firm = isg_submit_firm_load (store, isg_method_id (method), error);

  if (firm == NULL)
    return FALSE;
  if (isg_submit_firm_is_complete (firm, isg_store_environment (store)))
    *out_firm = g_steal_pointer (&firm);
  return TRUE;
}

/* The method by which records of its kind go, before one that merely has an address; %NULL in
 * @out_method without either. */
static gboolean
find_way (IsgStore *store, const IsgMethod **out_method, IsgSubmitFirm **out_firm, GError **error)
{
  GPtrArray *methods = isg_rules_methods (isg_store_rules (store));

  *out_method = NULL;
  for (guint round = 0; round < 2 && *out_firm == NULL; round++) {
    for (guint i = 0; i < methods->len && *out_firm == NULL; i++) {
      const IsgMethod *method = g_ptr_array_index (methods, i);
      gboolean chosen = FALSE;

      if (isg_method_n_bonds (method) == 0)
        continue;
      if (!is_chosen (store, method, &chosen, error)
          || (chosen == (round == 0) && !load_way (store, method, out_firm, error)))
        return FALSE;
      if (*out_firm != NULL)
        *out_method = method;
    }
  }
  return TRUE;
}

/* The question is made from a record that holds these two and nothing else. */
static IsgRecord *
record_for (IsgStore *store, const IsgMethod *method, const IsgBondPair *pair)
{
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), isg_method_kind (method));
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) fields = NULL;

  isg_fields_builder_set (builder,
                          isg_kind_signer_field (kind),
                          isg_value_new_ref (pair->professional));
  fields = isg_fields_builder_end (builder);
  return isg_record_new (isg_method_kind (method), NULL, pair->workplace, fields);
}

/* %NULL where a number is missing that the question needs: then nothing is asked. */
static IsgTemplate *
question_of (IsgStore *store, const IsgMethod *method, guint bond, const IsgBondPair *pair)
{
  g_autoptr (IsgRecord) record = record_for (store, method, pair);

  return isg_message_bond_question (method,
                                    bond,
                                    isg_store_rules (store),
                                    record,
                                    isg_store_resolve,
                                    store,
                                    NULL);
}

static const IsgStoredBond *
find_stored (GPtrArray *stored, const char *question)
{
  for (guint i = 0; i < stored->len; i++) {
    const IsgStoredBond *bond = g_ptr_array_index (stored, i);

    if (g_strcmp0 (bond->question, question) == 0)
      return bond;
  }
  return NULL;
}

/* ---- what is known ---- */

static const IsgMethod *
method_named (IsgRules *rules, const char *id)
{
  GPtrArray *methods = isg_rules_methods (rules);

  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);

    if (g_strcmp0 (isg_method_id (method), id) == 0 && isg_method_n_bonds (method) > 0)
      return method;
  }
  return NULL;
}

/* A number that was mended since makes another question of it. */
static gboolean
is_still_the_question (IsgStore *store, const IsgBondPair *pair, const IsgStoredBond *bond)
{
  const IsgMethod *method = method_named (isg_store_rules (store), bond->method);

  for (guint i = 0; method != NULL && i < isg_method_n_bonds (method); i++) {
    g_autofree IsgTemplate *question = NULL;
    g_autofree char *sha256 = NULL;

    if (g_strcmp0 (isg_method_bond_id (method, i), bond->question) != 0)
      continue;
    question = question_of (store, method, i, pair);
    if (question == NULL)
      return FALSE;
    sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, question, -1);
    return g_strcmp0 (sha256, bond->sha256) == 0;
  }
  return FALSE;
}

static gboolean
is_due (IsgStore *store, const IsgMethod *method, guint i, const IsgStoredBond *bond)
{
  gint64 now = isg_clock_now (isg_store_clock (store));

  if (bond == NULL)
    return TRUE;
  if (bond->answered != 0 && now - bond->answered < isg_method_bond_holds (method, i, bond->bonded))
    return FALSE;
  return bond->tried == bond->answered || now - bond->tried >= TRY_AGAIN;
}

/* Those of @stored that still speak of the pair as it is. */
static GPtrArray *
read_valid (IsgStore *store, const IsgBondPair *pair, GError **error)
{
  GPtrArray *stored = isg_store_bonds (store, pair->professional, pair->workplace, error);

  for (guint i = stored != NULL ? stored->len : 0; i > 0; i--)
    if (!is_still_the_question (store, pair, g_ptr_array_index (stored, i - 1)))
      g_ptr_array_remove_index (stored, i - 1);
  return stored;
}

static void
hear (IsgBondKnown *known, const IsgStoredBond *bond)
{
  IsgBondWord word = bond->bonded ? ISG_BOND_YES : ISG_BOND_NO;

  if (bond->answered == 0 || (known->word == ISG_BOND_NO && word == ISG_BOND_YES))
    return;
  known->time = known->word == word ? MAX (known->time, bond->answered) : bond->answered;
  known->word = word;
}

gboolean
isg_bond_known (IsgStore *store, const IsgBondPair *pair, IsgBondKnown *out_known, GError **error)
{
  g_autoptr (GPtrArray) stored = read_valid (store, pair, error);
  g_autoptr (IsgSubmitFirm) firm = NULL;
  const IsgMethod *method;
  IsgBondKnown known = { 0 };

  if (stored == NULL || !find_way (store, &method, &firm, error))
    return FALSE;
  for (guint i = 0; i < stored->len; i++)
    hear (&known, g_ptr_array_index (stored, i));
  for (guint i = 0; method != NULL && i < isg_method_n_bonds (method); i++)
    if (is_due (store, method, i, find_stored (stored, isg_method_bond_id (method, i))))
      known.is_due = TRUE;
  *out_known = known;
  return TRUE;
}

/* ---- asking ---- */

typedef struct {
  const IsgSubmitTools *tools;
  const IsgMethod *method; /* (unowned) */
  IsgSubmitFirm *firm;     /* (owned) */
  IsgTransport *transport; /* (owned) */
  gboolean anew;
  IsgBondTally *tally;
} Asking;

static void
asking_clear (Asking *asking)
{
  g_clear_pointer (&asking->firm, isg_submit_firm_free);
  g_clear_object (&asking->transport);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asking, asking_clear)

static void
stop (Asking *asking, const char *trouble)
{
  asking->tally->stopped = TRUE;
  g_strlcpy (asking->tally->trouble,
             trouble != NULL ? trouble : "no answer",
             sizeof asking->tally->trouble);
}

static gboolean
is_over (const Asking *asking)
{
  const IsgSubmitTools *tools = asking->tools;

  return g_cancellable_is_cancelled (tools->cancellable)
         || (tools->deadline != 0 && g_get_monotonic_time () >= tools->deadline);
}

/* What was known stays where no answer came to the same question. */
static void
keep_known (IsgStoredBond *bond, const IsgStoredBond *before)
{
  if (before == NULL)
    return;
  bond->answered = before->answered;
  bond->bonded = before->bonded;
}

static gboolean
exchange (Asking *asking,
          guint i,
          const IsgTemplate *question,
          const IsgStoredBond *before,
          IsgStoredBond *bond,
          GError **error)
{
  IsgFirm firm = isg_submit_firm_view (asking->firm);
  g_autoptr (IsgEnvelope) envelope = isg_message_bond (asking->method, i, question, &firm, error);
  g_autoptr (IsgExchange) came = NULL;
  g_autoptr (IsgReply) reply = NULL;
  IsgRequest request;
  gboolean bonded = FALSE;

  if (envelope == NULL)
    return FALSE;
  request = isg_submit_request (asking->tools, envelope, asking->firm);
  came = isg_transport_exchange (asking->transport, &request, asking->tools->cancellable);
  if (came->result == ISG_EXCHANGE_ANSWERED)
    reply = isg_message_read_bond (asking->method,
                                   i,
                                   came->http_status,
                                   came->content_type,
                                   came->body,
                                   &bonded);
  bond->code = reply != NULL ? reply->code : 0;
  bond->message = reply != NULL ? g_strdup (reply->message) : NULL;
  if (reply != NULL && reply->kind == ISG_REPLY_BUSINESS) {
    bond->answered = bond->tried;
    bond->bonded = bonded;
    asking->tally->n_answered++;
    return TRUE;
  }
  keep_known (bond, before);
  stop (asking, reply != NULL ? reply->detail : came->detail);
  return TRUE;
}

static gboolean
ask_one (Asking *asking,
         const IsgBondPair *pair,
         guint i,
         const IsgStoredBond *before,
         GError **error)
{
  IsgStore *store = asking->tools->store;
  g_autofree IsgTemplate *question = question_of (store, asking->method, i, pair);
  g_autoptr (IsgStoredBond) bond = g_new0 (IsgStoredBond, 1);

  if (question == NULL)
    return TRUE;
  bond->professional = g_strdup (pair->professional);
  bond->workplace = g_strdup (pair->workplace);
  bond->question = g_strdup (isg_method_bond_id (asking->method, i));
  bond->method = g_strdup (isg_method_id (asking->method));
  bond->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, question, -1);
  bond->tried = isg_clock_now (isg_store_clock (store));
  asking->tally->n_asked++;
  return exchange (asking, i, question, before, bond, error)
         && isg_store_bond_set (store, bond, error);
}

static gboolean
ask_pair (Asking *asking, const IsgBondPair *pair, GError **error)
{
  IsgStore *store = asking->tools->store;
  g_autoptr (GPtrArray) stored = read_valid (store, pair, error);

  if (stored == NULL)
    return FALSE;
  for (guint i = 0; i < isg_method_n_bonds (asking->method) && !asking->tally->stopped; i++) {
    const IsgStoredBond *before = find_stored (stored, isg_method_bond_id (asking->method, i));

    if (!asking->anew && !is_due (store, asking->method, i, before))
      continue;
    if (is_over (asking))
      stop (asking, "the time was over");
    else if (!ask_one (asking, pair, i, before, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
questions_are_stopped (IsgStore *store, gboolean *out_stopped, GError **error)
{
  g_autoptr (GPtrArray) gates = isg_store_gates (store, error);

  for (guint i = 0; gates != NULL && i < gates->len; i++)
    if (isg_gate_stops_queries (((const IsgStoredGate *) g_ptr_array_index (gates, i))->gate))
      *out_stopped = TRUE;
  return gates != NULL;
}

gboolean
isg_bond_ask (const IsgSubmitTools *tools,
              GPtrArray *pairs,
              gboolean anew,
              IsgBondTally *out_tally,
              GError **error)
{
  IsgBondTally tally = { 0 };
  g_auto (Asking) asking = { .tools = tools, .anew = anew, .tally = &tally };
  gboolean shut = FALSE;

  if (!find_way (tools->store, &asking.method, &asking.firm, error)
      || (!anew && !questions_are_stopped (tools->store, &shut, error)))
    return FALSE;
  tally.has_way = asking.method != NULL;
  if (asking.method != NULL && !shut && pairs->len > 0) {
    asking.transport = tools->transport (tools->store,
                                         isg_method_id (asking.method),
                                         tools->transport_data,
                                         error);
    if (asking.transport == NULL)
      return FALSE;
    for (guint i = 0; i < pairs->len && !tally.stopped; i++)
      if (!ask_pair (&asking, g_ptr_array_index (pairs, i), error))
        return FALSE;
  }
  *out_tally = tally;
  return TRUE;
}
