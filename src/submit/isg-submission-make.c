/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submission-make.h"

#include "dataset/isg-document.h"
#include "store/isg-store-record.h"
#include "submit/isg-submit-apply.h"
#include "submit/isg-submit-error.h"

/* ---- what of the record is accepted already, and where its items went ---- */

typedef struct {
  const IsgMethod *method;
  GHashTable *accepted; /* (element-type utf8): "employee uuid|topic" */
  GPtrArray *plan;      /* (element-type IsgItemPlan): owned texts in @texts */
  GStringChunk *texts;
} Past;

static void
past_clear (Past *past)
{
  g_clear_pointer (&past->accepted, g_hash_table_unref);
  g_clear_pointer (&past->plan, g_ptr_array_unref);
  g_clear_pointer (&past->texts, g_string_chunk_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

static char *
item_key (const char *employee_uuid, const char *topic)
{
  return g_strconcat (employee_uuid, "|", topic, NULL);
}

static void
note_item (const char *part, IsgSubmissionState state, const IsgStoredItem *item, gpointer data)
{
  Past *past = data;
  IsgItemPlan *plan = g_new (IsgItemPlan, 1);

  plan->part = g_string_chunk_insert_const (past->texts, part);
  plan->employee = g_string_chunk_insert_const (past->texts, item->employee_uuid);
  plan->topic = g_string_chunk_insert_const (past->texts, item->topic);
  g_ptr_array_add (past->plan, plan);
  if (state == ISG_SUBMISSION_ACCEPTED || state == ISG_SUBMISSION_REPORTED_ELSEWHERE
      || isg_method_code_class (past->method, item->status) == ISG_CODE_CLASS_ACCEPTED)
    g_hash_table_add (past->accepted, item_key (item->employee_uuid, item->topic));
}

static gboolean
read_past (IsgStore *store, const IsgMethod *method, const char *uuid, Past *past, GError **error)
{
  past->method = method;
  past->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  past->plan = g_ptr_array_new_with_free_func (g_free);
  past->texts = g_string_chunk_new (4096);
  return isg_store_items_of_record (store, uuid, note_item, past, error);
}

static GPtrArray *
make_parts (IsgStore *store,
            const IsgMethod *method,
            IsgRecord *record,
            Past *past,
            GPtrArray *only,
            GError **error)
{
  return isg_document_make (isg_store_rules (store),
                            isg_method_id (method),
                            record,
                            isg_store_resolve,
                            store,
                            past->plan,
                            only,
                            isg_clock_now_ms (isg_store_clock (store)),
                            error);
}

static void
collect_open_items (GPtrArray *parts, Past *past, GPtrArray *open)
{
  for (guint i = 0; i < parts->len; i++) {
    const IsgPart *part = g_ptr_array_index (parts, i);

    for (guint j = 0; j < part->items->len; j++) {
      const IsgItem *item = g_ptr_array_index (part->items, j);
      g_autofree char *key = item_key (item->employee_uuid, item->topic);

      if (!g_hash_table_contains (past->accepted, key))
        g_ptr_array_add (open, isg_item_new (item->employee, item->employee_uuid, item->topic));
    }
  }
}

/* The parts of what is not accepted yet; perhaps none. */
static GPtrArray *
make_open_parts (IsgStore *store,
                 const IsgMethod *method,
                 IsgRecord *record,
                 Past *past,
                 GError **error)
{
  g_autoptr (GPtrArray) all = make_parts (store, method, record, past, NULL, error);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_item_free);

  if (all == NULL || g_hash_table_size (past->accepted) == 0)
    return g_steal_pointer (&all);
  collect_open_items (all, past, open);
  if (open->len == 0) {
    g_ptr_array_set_size (all, 0);
    return g_steal_pointer (&all);
  }
  return make_parts (store, method, record, past, open, error);
}

/* ---- rows ---- */

/* The identity number of the professional who signs: the one field of that kind that holds a
 * person's number. */
static char *
signer_of (IsgStore *store, IsgRecord *record)
{
  IsgRules *rules = isg_store_rules (store);
  const IsgKind *kind = isg_rules_kind (rules, isg_record_kind (record));
  const char *uuid = kind != NULL ? isg_kind_signer (kind, record) : NULL;
  g_autoptr (IsgRecord) person = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;
  const IsgKind *person_kind
    = person != NULL ? isg_rules_kind (rules, isg_record_kind (person)) : NULL;
  GPtrArray *fields = person_kind != NULL ? isg_kind_fields (person_kind) : NULL;

  for (guint i = 0; fields != NULL && i < fields->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (fields, i);

    if (isg_field_def_check (field) == ISG_FIELD_CHECK_PERSON)
      return g_strdup (isg_value_text (isg_record_get (person, isg_field_def_id (field))));
  }
  return NULL;
}

static IsgStoredSubmission *
row_new (IsgStore *store, const IsgMethod *method, IsgRecord *record, const IsgPart *part)
{
  IsgStoredSubmission *row = g_new0 (IsgStoredSubmission, 1);

  row->key = isg_uuid_new ();
  row->uuid = g_strdup (isg_record_uuid (record));
  row->kind = g_strdup (isg_record_kind (record));
  row->revision = isg_record_revision (record);
  row->method = g_strdup (isg_method_id (method));
  row->dataset = g_strdup (isg_method_dataset (method));
  row->part = g_strdup (part->name);
  row->pack = g_strdup (isg_rules_version (isg_store_rules (store)));
  row->firm_hash = g_strdup ("");
  row->document_tmpl = g_strdup (part->document);
  row->message_tmpl = g_strdup (part->message);
  row->reason = g_strdup ("");
  return row;
}

static GPtrArray *
stored_items (GPtrArray *items)
{
  GPtrArray *stored = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_stored_item_free);

  for (guint i = 0; i < items->len; i++) {
    const IsgItem *item = g_ptr_array_index (items, i);
    IsgStoredItem *out = g_new0 (IsgStoredItem, 1);

    out->employee = g_strdup (item->employee);
    out->employee_uuid = g_strdup (item->employee_uuid);
    out->topic = g_strdup (item->topic);
    g_ptr_array_add (stored, out);
  }
  return stored;
}

static const IsgStoredSubmission *
predecessor_of (GPtrArray *newest, const char *part)
{
  for (guint i = 0; i < newest->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (newest, i);

    if (g_str_equal (row->part, part))
      return row;
  }
  return NULL;
}

/* What the machine says of a new row of a part: its first state, and which number it begins at. */
static gboolean
decide_new (IsgStore *store,
            const IsgMethod *method,
            const IsgStoredSubmission *before,
            IsgSubmissionEvent event,
            gboolean copy,
            IsgStoredSubmission *row,
            guint *out_n,
            GError **error)
{
  IsgSubmissionTraits traits = isg_submit_traits (store, method);
  IsgSubmissionFacts facts = { .fits = TRUE, .copy = copy, .new_items = TRUE };
  IsgSubmission draft = { .state = ISG_SUBMISSION_DRAFT };
  IsgSubmissionMove first = isg_submission_decide (&draft, ISG_EVENT_FINALISE, &traits, &facts);
  IsgSubmissionMove move = first;

  if (before != NULL) {
    move = isg_submission_decide (&before->machine, event, &traits, &facts);
    if (move.refused || !move.successor) {
      g_set_error (error,
                   ISG_SUBMIT_ERROR,
                   ISG_SUBMIT_ERROR_NOT_FIT,
                   "%s cannot be followed by another notification",
                   isg_submission_state_name (before->machine.state));
      return FALSE;
    }
    row->predecessor = before->id;
  }
  row->machine = first.after;
  *out_n = before == NULL ? 1 : before->n + (move.next_number ? 1 : 0);
  return TRUE;
}

static gboolean
insert_row (IsgStore *store,
            IsgStoredSubmission *row,
            GPtrArray *items,
            IsgSubmissionEvent event,
            GError **error)
{
  return isg_store_submission_insert (store, row, items, error)
         && isg_submit_journal_new (store, row, event, error);
}

typedef struct {
  IsgStore *store;
  const IsgMethod *method;
  IsgRecord *record;
  GPtrArray *newest;
  const char *signer;
  gboolean copy;
  GPtrArray *keys;
  gboolean sent_before;
} Making;

static gboolean
make_row (Making *making, const IsgPart *part, guint order, GError **error)
{
  IsgStore *store = making->store;
  const IsgStoredSubmission *before = predecessor_of (making->newest, part->name);
  g_autoptr (IsgStoredSubmission) row = row_new (store, making->method, making->record, part);
  g_autoptr (GPtrArray) items = stored_items (part->items);
  IsgSubmissionEvent event = before != NULL ? ISG_EVENT_MEND : ISG_EVENT_FINALISE;
  g_autofree char *elsewhere = NULL;
  guint n;

  row->signer = g_strdup (making->signer);
  row->part_order = before != NULL ? before->part_order : order;
  if (!decide_new (store, making->method, before, event, making->copy, row, &n, error)
      || !isg_submit_take_number (store, row, n, error)
      || !isg_store_text_is_elsewhere (store, row->sha256, row->uuid, &elsewhere, error))
    return FALSE;
  if (elsewhere != NULL) {
    making->sent_before = TRUE;
    return TRUE;
  }
  g_ptr_array_add (making->keys, g_strdup (row->key));
  return insert_row (store, row, items, event, error);
}

static gboolean
was_refused (IsgSubmissionState state)
{
  return state == ISG_SUBMISSION_REJECTED || state == ISG_SUBMISSION_WITHDRAWN
         || state == ISG_SUBMISSION_PARTLY_ACCEPTED;
}

/* The parts of which something is still to be sent, and of which nothing is asked any further. */
static GHashTable *
open_names (GPtrArray *parts)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < parts->len; i++)
    g_hash_table_add (names, ((IsgPart *) g_ptr_array_index (parts, i))->name);
  return names;
}

/* What was refused or taken back and is nothing of the record any more says nothing of it: a whole
 * part, or lines of one of which the others were accepted. Newest first; what has the last word of
 * its part ends the search in it. */
static gboolean
let_go (IsgStore *store, const char *uuid, GPtrArray *parts, guint *out_n, GError **error)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (store, uuid, FALSE, error);
  g_autoptr (GHashTable) done = open_names (parts);

  *out_n = 0;
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);
    IsgSubmissionState state = row->machine.state;

    if (g_hash_table_contains (done, row->part))
      continue;
    if (!was_refused (state) || state == ISG_SUBMISSION_PARTLY_ACCEPTED)
      g_hash_table_add (done, row->part);
    if (!was_refused (state) || row->gone)
      continue;
    if (!isg_store_submission_leave (store, row->id, error)
        || !isg_submit_journal_gone (store, row, error))
      return FALSE;
    (*out_n)++;
  }
  return rows != NULL;
}

gboolean
isg_submission_make_all (IsgStore *store,
                         const IsgMethod *method,
                         IsgRecord *record,
                         GPtrArray *newest,
                         GPtrArray *keys,
                         gboolean *out_sent_before,
                         GError **error)
{
  g_auto (Past) past = { 0 };
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *signer = signer_of (store, record);
  Making making = { store, method, record, newest, signer, FALSE, keys, FALSE };
  gint64 epoch;
  guint n_gone;

  if (signer == NULL) {
    g_set_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT, "finalise: nobody to sign");
    return FALSE;
  }
  if (!read_past (store, method, isg_record_uuid (record), &past, error)
      || !isg_store_epoch (store, &epoch, &making.copy, error)
      || (parts = make_open_parts (store, method, record, &past, error)) == NULL
      || !let_go (store, isg_record_uuid (record), parts, &n_gone, error))
    return FALSE;
  for (guint i = 0; i < parts->len && !making.sent_before; i++)
    if (!make_row (&making, g_ptr_array_index (parts, i), i, error))
      return FALSE;
  *out_sent_before = making.sent_before || (parts->len == 0 && n_gone == 0);
  return TRUE;
}

/* ---- once more ---- */

static GPtrArray *
blank_items (IsgStore *store, const IsgStoredSubmission *before, GError **error)
{
  GPtrArray *items = isg_store_items (store, before->id, error);

  for (guint i = 0; items != NULL && i < items->len; i++) {
    IsgStoredItem *item = g_ptr_array_index (items, i);

    item->status = 0;
    g_clear_pointer (&item->message, g_free);
  }
  return items;
}

static IsgStoredSubmission *
row_again (const IsgStoredSubmission *before)
{
  IsgStoredSubmission *row = g_new0 (IsgStoredSubmission, 1);

  row->key = isg_uuid_new ();
  row->uuid = g_strdup (before->uuid);
  row->kind = g_strdup (before->kind);
  row->revision = before->revision;
  row->method = g_strdup (before->method);
  row->dataset = g_strdup (before->dataset);
  row->part = g_strdup (before->part);
  row->part_order = before->part_order;
  row->pack = g_strdup (before->pack);
  row->firm_hash = g_strdup ("");
  row->document_tmpl = g_strdup (before->document_tmpl);
  row->message_tmpl = g_strdup (before->message_tmpl);
  row->document = g_bytes_ref (before->document);
  row->sha256 = g_strdup (before->sha256);
  row->signer = g_strdup (before->signer);
  row->signature = before->signature != NULL ? g_bytes_ref (before->signature) : NULL;
  row->certificate = before->certificate != NULL ? g_bytes_ref (before->certificate) : NULL;
  row->signed_at = before->signed_at;
  row->reason = g_strdup ("");
  return row;
}

gboolean
isg_submission_make_again (IsgStore *store, const IsgStoredSubmission *before, GError **error)
{
  const IsgMethod *method = isg_store_method (store, before->pack, before->kind, before->method);
  g_autoptr (IsgStoredSubmission) row = row_again (before);
  g_autoptr (GPtrArray) items = blank_items (store, before, error);
  gboolean copy;
  gint64 epoch;
  guint n;

  if (items == NULL || !isg_submit_needs_text (before, error)
      || !isg_store_epoch (store, &epoch, &copy, error))
    return FALSE;
  if (method == NULL) {
    g_set_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_METHOD, "no method %s", before->method);
    return FALSE;
  }
  if (!decide_new (store, method, before, ISG_EVENT_SEND_AGAIN, copy, row, &n, error)
      || !isg_submit_take_number (store, row, n, error))
    return FALSE;
  /* The next number may be part of the signed text; the same text keeps its signature. */
  if (row->signature == NULL && before->signature != NULL
      && g_bytes_equal (row->document, before->document))
    row->signature = g_bytes_ref (before->signature);
  if (row->signature != NULL) {
    row->machine.state = ISG_SUBMISSION_QUEUED;
    row->next_try = isg_clock_now (isg_store_clock (store));
  }
  return insert_row (store, row, items, ISG_EVENT_SEND_AGAIN, error);
}
