/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-signing.h"

#include "store/isg-store-record.h"
#include "submit/isg-foresee.h"
#include "submit/isg-method-end.h"
#include "submit/isg-submit-apply.h"

/* ---- the basket ---- */

static void
basket_row_free (gpointer data)
{
  IsgBasketRow *row = data;

  g_free (row->record_uuid);
  g_free (row->title);
  g_free (row->workplace_title);
  g_free (row->signer);
  g_free (row->signer_name);
  g_free (row->foretold);
  g_free (row);
}

static char *
title_of (IsgStore *store, IsgRecord *record, IsgLanguage language)
{
  IsgRules *rules = isg_store_rules (store);
  const IsgKind *kind = isg_rules_kind (rules, isg_record_kind (record));

  return kind != NULL ? isg_kind_title (kind, rules, record, isg_store_resolve, store, language)
                      : g_strdup (isg_record_kind (record));
}

/* Whether a question about the bond has a say in the finding. */
static gboolean
is_of_bond (IsgRules *rules, const IsgFinding *finding)
{
  GPtrArray *all = isg_rules_foretold_all (rules);

  for (guint i = 0; i < all->len; i++) {
    const IsgForetold *foretold = g_ptr_array_index (all, i);

    if (foretold->asked != NULL
        && (g_str_equal (isg_finding_code (finding), foretold->asked)
            || g_str_equal (isg_finding_code (finding), foretold->finding)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
foresee (IsgStore *store, IsgBasketRow *row, IsgLanguage language, GError **error)
{
  IsgRules *rules = isg_store_rules (store);
  g_autoptr (IsgRecord) record = isg_store_resolve (row->record_uuid, store);
  g_autoptr (GPtrArray) findings
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  g_autoptr (GString) text = g_string_new (NULL);

  if (record == NULL)
    return TRUE;
  if (!isg_foresee (store, record, findings, error))
    return FALSE;
  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);
    g_autofree char *sentence = isg_rules_finding_message (rules, NULL, finding, language);

    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", sentence);
    row->ask_again = row->ask_again || is_of_bond (rules, finding);
  }
  if (findings->len > 0)
    row->foretold = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

static IsgBasketRow *
basket_row_new (IsgStore *store, const IsgStoredSubmission *row, IsgLanguage language)
{
  IsgBasketRow *out = g_new0 (IsgBasketRow, 1);
  g_autoptr (IsgRecord) record = isg_store_resolve (row->uuid, store);
  IsgRules *rules = isg_store_rules (store);
  const IsgKind *kind = isg_rules_kind (rules, row->kind);
  const char *signer = record != NULL && kind != NULL ? isg_kind_signer (kind, record) : NULL;
  g_autoptr (IsgRecord) person = signer != NULL ? isg_store_resolve (signer, store) : NULL;
  const char *place = record != NULL ? isg_record_workplace (record) : NULL;
  g_autoptr (IsgRecord) workplace = place != NULL ? isg_store_resolve (place, store) : NULL;

  out->record_uuid = g_strdup (row->uuid);
  out->title = record != NULL ? title_of (store, record, language) : g_strdup (row->uuid);
  out->workplace_title = workplace != NULL ? title_of (store, workplace, language) : NULL;
  out->date = record != NULL && kind != NULL ? isg_kind_date (kind, record) : ISG_DATE_NONE;
  out->signer = g_strdup (row->signer);
  out->signer_name = person != NULL ? title_of (store, person, language) : NULL;
  return out;
}

/* People of a record are counted once, however many notifications they stand in. */
static gboolean
count_people (IsgStore *store, const IsgStoredSubmission *row, GHashTable *people, GError **error)
{
  g_autoptr (GPtrArray) items = isg_store_items (store, row->id, error);

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const IsgStoredItem *item = g_ptr_array_index (items, i);

    if (*item->employee != '\0')
      g_hash_table_add (people, g_strconcat (row->uuid, "|", item->employee_uuid, NULL));
  }
  return items != NULL;
}

static void
set_people (GHashTable *by_record, GHashTable *people)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    g_autofree char *uuid = g_strndup (key, strcspn (key, "|"));
    IsgBasketRow *row = g_hash_table_lookup (by_record, uuid);

    if (row != NULL)
      row->n_people++;
  }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const IsgBasketRow *one = *(const IsgBasketRow *const *) a;
  const IsgBasketRow *other = *(const IsgBasketRow *const *) b;

  return one->date == other->date ? g_strcmp0 (one->title, other->title)
                                  : (one->date < other->date ? 1 : -1);
}

GPtrArray *
isg_basket_list (IsgStore *store, IsgLanguage language, GError **error)
{
  g_autoptr (GPtrArray) waiting = isg_store_submissions_awaiting (store, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (basket_row_free);
  g_autoptr (GHashTable) by_record = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (waiting == NULL)
    return NULL;
  for (guint i = 0; i < waiting->len; i++) {
    const IsgStoredSubmission *submission = g_ptr_array_index (waiting, i);
    IsgBasketRow *row = g_hash_table_lookup (by_record, submission->uuid);

    if (row == NULL) {
      row = basket_row_new (store, submission, language);
      g_ptr_array_add (rows, row);
      g_hash_table_insert (by_record, row->record_uuid, row);
      if (!foresee (store, row, language, error))
        return NULL;
    }
    row->n_submissions++;
    if (!count_people (store, submission, people, error))
      return NULL;
  }
  set_people (by_record, people);
  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

/* ---- signing ---- */

/* One run over a list: what is left of it, grouped by who must sign. */
typedef struct {
  IsgStore *store;
  IsgSigner *signer;
  IsgSecret *pin;
  IsgSignProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  guint total; /* of this card */
  IsgSignResult *result;
} SignRun;

static const IsgMethod *
method_of (IsgStore *store, const IsgStoredSubmission *row)
{
  return isg_store_method (store, row->pack, row->kind, row->method);
}

/* Signed, verified, kept and queued: one transaction for each, so that pulling the card loses
 * nothing. */
static gboolean
keep_signature (SignRun *run,
                IsgStoredSubmission *row,
                GBytes *signature,
                gint64 now,
                GError **error)
{
  const IsgMethod *method = method_of (run->store, row);
  const IsgSignerCertificate *certificate = isg_signer_certificate (run->signer);
  IsgSubmitChange change = { .event = ISG_EVENT_SIGNED };
  g_autoptr (IsgTransaction) transaction = NULL;

  if (method == NULL) {
    g_set_error (error,
                 ISG_SUBMIT_ERROR,
                 ISG_SUBMIT_ERROR_METHOD,
                 "sign: no method %s",
                 row->method);
    return FALSE;
  }
  transaction = isg_transaction_begin (run->store, error);
  if (transaction == NULL)
    return FALSE;
  g_clear_pointer (&row->signature, g_bytes_unref);
  g_clear_pointer (&row->certificate, g_bytes_unref);
  row->signature = g_bytes_ref (signature);
  row->certificate = g_bytes_ref (certificate->der);
  row->signed_at = now;
  if (!isg_submit_apply (run->store, method, row, &change, NULL, error)
      || !isg_store_gate_open (run->store, ISG_GATE_CARD, NULL, error)
      || !isg_store_gate_open (run->store, ISG_GATE_CERTIFICATE, row->signer, error))
    return FALSE;
  isg_store_pass (run->store, "sign-before-commit");
  if (!isg_transaction_commit (transaction, error))
    return FALSE;
  isg_store_pass (run->store, "sign-after-commit");
  return TRUE;
}

static gboolean
sign_row (SignRun *run, IsgStoredSubmission *row, GError **error)
{
  gint64 now = isg_clock_now (isg_store_clock (run->store));
  g_autoptr (GBytes) signature = NULL;

  if (!isg_submit_needs_text (row, error))
    return FALSE;
  isg_store_pass (run->store, "sign-before-card");
  signature = isg_signer_sign (run->signer, row->document, now, error);
  if (signature != NULL)
    isg_store_pass (run->store, "sign-after-card");
  if (signature == NULL || !keep_signature (run, row, signature, now, error))
    return FALSE;
  run->result->n_signed++;
  if (run->progress != NULL)
    run->progress (run->result->n_signed, run->total, run->progress_data);
  return TRUE;
}

/* Only a card that is not there makes the queue wait for one; a wrong PIN is said where it was
 * typed. */
static gboolean
shut_gate (SignRun *run, const IsgStoredSubmission *row, const GError *cause)
{
  IsgStoredGate gate = { .scope = row->signer, .detail = (char *) "" };
  g_autoptr (IsgTransaction) transaction = NULL;

  if (g_error_matches (cause, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED))
    gate.gate = ISG_GATE_CERTIFICATE;
  else if (g_error_matches (cause, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NO_CARD)
           || g_error_matches (cause, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NO_MODULE))
    gate.gate = ISG_GATE_CARD;
  else
    return TRUE;

  /* The cause is what the caller is told; a gate that cannot be written as well changes nothing
   * about it. */
  transaction = isg_transaction_begin (run->store, NULL);
  return transaction != NULL && isg_store_gate_shut (run->store, &gate, NULL)
         && isg_store_journal (run->store,
                               "submission.gate",
                               row->uuid,
                               row->revision,
                               gate.gate == ISG_GATE_CARD ? "{\"gate\":\"CARD\"}"
                                                          : "{\"gate\":\"CERTIFICATE\"}",
                               NULL)
         && isg_transaction_commit (transaction, NULL);
}

/* Everything that one person signs, with one PIN. */
static gboolean
sign_group (SignRun *run, GPtrArray *rows, GError **error)
{
  IsgStoredSubmission *first = g_ptr_array_index (rows, 0);
  gint64 now = isg_clock_now (isg_store_clock (run->store));
  g_autoptr (GError) local = NULL;

  if (!isg_signer_open (run->signer, first->signer, now, run->pin, &local)) {
    shut_gate (run, first, local);
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  for (guint i = 0; i < rows->len && local == NULL; i++)
    if (g_cancellable_is_cancelled (run->cancellable))
      g_set_error (&local, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_CANCELLED, "sign: stopped");
    else
      sign_row (run, g_ptr_array_index (rows, i), &local);
  isg_signer_close (run->signer);
  if (local == NULL)
    return TRUE;
  shut_gate (run, first, local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_wanted (const char *const *records, const char *uuid)
{
  return records == NULL || g_strv_contains (records, uuid);
}

/* Who must sign → what, in the order in which it waits. */
static GPtrArray *
group_by_signer (GPtrArray *waiting, const char *const *records, guint *out_count)
{
  g_autoptr (GHashTable) by_signer = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  *out_count = 0;
  for (guint i = 0; i < waiting->len; i++) {
    IsgStoredSubmission *row = g_ptr_array_index (waiting, i);
    GPtrArray *group = g_hash_table_lookup (by_signer, row->signer);

    if (!is_wanted (records, row->uuid))
      continue;
    if (group == NULL) {
      group = g_ptr_array_new ();
      g_hash_table_insert (by_signer, row->signer, group);
      g_ptr_array_add (groups, group);
    }
    g_ptr_array_add (group, row);
    (*out_count)++;
  }
  return groups;
}

static gboolean
card_has (GPtrArray *certificates, const char *identity)
{
  for (guint i = 0; i < certificates->len; i++) {
    const IsgSignerCertificate *certificate = g_ptr_array_index (certificates, i);

    if (g_strcmp0 (certificate->identity, identity) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Takes what another person must sign out of the list; the card tells whose it is without a PIN. */
static void
set_apart (SignRun *run, GPtrArray *groups, GPtrArray *certificates)
{
  for (guint i = groups->len; i > 0; i--) {
    GPtrArray *group = g_ptr_array_index (groups, i - 1);
    const IsgStoredSubmission *first = g_ptr_array_index (group, 0);

    if (card_has (certificates, first->signer))
      run->total += group->len;
    else if (groups->len > 1) {
      run->result->n_set_apart += group->len;
      g_ptr_array_remove_index (groups, i - 1);
    }
  }
}

/* A signature carries the time of signing. */
static gboolean
judge_clock (IsgStore *store, GError **error)
{
  g_autoptr (GPtrArray) gates = isg_store_gates (store, error);

  for (guint i = 0; gates != NULL && i < gates->len; i++)
    if (((const IsgStoredGate *) g_ptr_array_index (gates, i))->gate == ISG_GATE_CLOCK) {
      g_set_error (error,
                   ISG_SUBMIT_ERROR,
                   ISG_SUBMIT_ERROR_CLOCK,
                   "sign: the clock is wrong, and the signature would carry its time");
      return FALSE;
    }
  return gates != NULL;
}

gboolean
isg_sign (IsgStore *store,
          IsgSigner *signer,
          const char *const *records,
          IsgSecret *pin,
          IsgSignProgress progress,
          gpointer progress_data,
          GCancellable *cancellable,
          IsgSignResult *out_result,
          GError **error)
{
  SignRun run = { store, signer, pin, progress, progress_data, cancellable, 0, out_result };
  g_autoptr (GPtrArray) waiting
    = isg_methods_end (store, error) ? isg_store_submissions_awaiting (store, error) : NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) certificates = NULL;
  g_autoptr (GError) local = NULL;
  guint count;

  *out_result = (IsgSignResult){ 0 };
  if (waiting == NULL)
    return FALSE;
  groups = group_by_signer (waiting, records, &count);
  if (groups->len == 0)
    return TRUE;
  out_result->n_left = count;
  if (!judge_clock (store, error))
    return FALSE;

  certificates = isg_signer_list (signer, &local);
  if (certificates == NULL) {
    GPtrArray *first = g_ptr_array_index (groups, 0);

    shut_gate (&run, g_ptr_array_index (first, 0), local);
  } else
    set_apart (&run, groups, certificates);
  /* A PIN that was refused is not tried on the next person's key. */
  for (guint i = 0; i < groups->len && local == NULL; i++)
    sign_group (&run, g_ptr_array_index (groups, i), &local);

  out_result->n_left = count - out_result->n_signed - out_result->n_set_apart;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
