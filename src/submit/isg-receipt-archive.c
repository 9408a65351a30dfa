/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-receipt-archive.h"

#include <string.h>

#include "base/isg-bytes.h"
#include "store/isg-store-record.h"
#include "submit/isg-receipt-private.h"
#include "submit/isg-receipt.h"
#include "submit/isg-submit-error.h"
#include "submit/isg-tar.h"

#define FORMAT   "isg-receipts-1"
#define MANIFEST "manifest.json"

/* ---- making ---- */

typedef struct {
  IsgStore *store;
  GByteArray *files; /* the tar behind the manifest */
  GString *list;     /* of the manifest */
  GHashTable *names; /* (element-type utf8): that are taken */
  guint n;
} Making;

static void
append_pair (GString *json, const char *name, const char *value)
{
  g_string_append_printf (json, "%s\"%s\":", json->str[json->len - 1] == '{' ? "" : ",", name);
  isg_json_append_string (json, value);
}

static char *
name_of (Making *making, const IsgRow *row, const char *date)
{
  for (guint i = 0;; i++) {
    g_autofree char *name
      = g_strdup_printf ("%s-%s-%.8s%s%.0u.json", row->kind, date, row->uuid, i > 0 ? "-" : "", i);

    if (g_hash_table_add (making->names, g_strdup (name)))
      return g_steal_pointer (&name);
  }
}

static gboolean
add_record (Making *making, const IsgRow *row, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) receipt = isg_receipt_make (making->store, row->uuid, &local);
  g_autofree char *date = NULL;
  g_autofree char *name = NULL;
  g_autofree char *sha256 = NULL;

  if (receipt == NULL) {
    if (g_error_matches (local, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  date = isg_date_to_iso (row->date);
  name = name_of (making, row, date);
  sha256 = isg_bytes_sha256_hex (receipt);
  isg_tar_add (making->files, name, receipt, isg_clock_now (isg_store_clock (making->store)));
  g_string_append (making->list, making->n > 0 ? ",{" : "{");
  append_pair (making->list, "name", name);
  append_pair (making->list, "record", row->uuid);
  append_pair (making->list, "kind", row->kind);
  append_pair (making->list, "date", date);
  append_pair (making->list, "sha256", sha256);
  g_string_append_printf (making->list,
                          ",\"bytes\":%" G_GSIZE_FORMAT "}",
                          g_bytes_get_size (receipt));
  making->n++;
  return TRUE;
}

static gboolean
add_records (Making *making, const char *workplace, guint year, gboolean closed, GError **error)
{
  const IsgListQuery query = { .workplace = workplace,
                               .date_from = isg_date_new ((int) year, 1, 1),
                               .date_to = isg_date_new ((int) year, 12, 31),
                               .closed = closed,
                               .sort = "date" };
  g_autoptr (GPtrArray) rows = isg_store_record_list (making->store, &query, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    /* What was never finished has no badge of a sending. */
    if (*row->badge != '\0' && !g_str_equal (row->badge, "DRAFT")
        && !add_record (making, row, error))
      return FALSE;
  }
  return rows != NULL;
}

static GBytes *
make_manifest (Making *making, const char *workplace, guint year, GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (making->store, workplace, 0, error);
  IsgRules *rules = isg_store_rules (making->store);
  const IsgKind *kind = record != NULL ? isg_rules_kind (rules, isg_record_kind (record)) : NULL;
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (IsgJson) parsed = NULL;
  g_autofree char *title = NULL;
  g_autofree char *seal = NULL;
  g_autofree char *whole = NULL;

  if (record == NULL)
    return NULL;
  title
    = kind != NULL
        ? isg_kind_title (kind, rules, record, isg_store_resolve, making->store, ISG_LANGUAGE_TR)
        : g_strdup (workplace);
  append_pair (json, "format", FORMAT);
  append_pair (json, "program", "isg-defteri " ISG_VERSION);
  append_pair (json, "workplace", workplace);
  append_pair (json, "workplace_title", title);
  g_string_append_printf (json, ",\"year\":%u,\"files\":[%s]", year, making->list->str);
  whole = g_strconcat (json->str, "}", NULL);
  parsed = isg_json_parse (whole, strlen (whole), ISG_RECEIPT_DEPTH, error);
  if (parsed == NULL)
    return NULL;
  seal = isg_receipt_seal (parsed);
  append_pair (json, "seal", seal);
  g_string_append (json, "}\n");
  return g_bytes_new (json->str, json->len);
}

GBytes *
isg_receipt_archive_make (IsgStore *store,
                          const char *workplace,
                          guint year,
                          guint *out_n,
                          GError **error)
{
  g_autoptr (GByteArray) files = g_byte_array_new ();
  g_autoptr (GByteArray) tar = g_byte_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) manifest = NULL;
  Making making = { store, files, list, names, 0 };

  if (!add_records (&making, workplace, year, FALSE, error)
      || !add_records (&making, workplace, year, TRUE, error))
    return NULL;
  if (making.n == 0) {
    g_set_error (error,
                 ISG_SUBMIT_ERROR,
                 ISG_SUBMIT_ERROR_NOT_FIT,
                 "receipts: nothing of that year was answered");
    return NULL;
  }
  manifest = make_manifest (&making, workplace, year, error);
  if (manifest == NULL)
    return NULL;
  isg_tar_add (tar, MANIFEST, manifest, isg_clock_now (isg_store_clock (store)));
  g_byte_array_append (tar, files->data, files->len);
  isg_tar_end (tar);
  if (out_n != NULL)
    *out_n = making.n;
  return g_byte_array_free_to_bytes (g_steal_pointer (&tar));
}

/* ---- verifying ---- */

gboolean
isg_receipt_archive_is (GBytes *bytes)
{
  return isg_tar_is (bytes);
}

void
isg_receipt_archive_summary_clear (IsgReceiptArchiveSummary *summary)
{
  g_clear_pointer (&summary->workplace, g_free);
}

static gboolean
fail (GError **error, const char *why)
{
  g_set_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_SIGNATURE_BAD, "%s", why);
  return FALSE;
}

static const IsgJson *
member (const IsgJson *object, const char *name)
{
  for (guint i = 0; isg_json_type (object) == ISG_JSON_OBJECT && i < isg_json_length (object); i++)
    if (g_str_equal (isg_json_nth_name (object, i), name))
      return isg_json_nth (object, i);
  return NULL;
}

static const char *
text_of (const IsgJson *object, const char *name)
{
  const IsgJson *value = member (object, name);

  return value != NULL && isg_json_type (value) == ISG_JSON_STRING ? isg_json_text (value) : NULL;
}

static IsgJson *
read_manifest (const IsgTarFile *file, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (file->content, &length);
  g_autoptr (IsgJson) json = g_str_equal (file->name, MANIFEST) && data != NULL
                               ? isg_json_parse (data, length, ISG_RECEIPT_DEPTH, NULL)
                               : NULL;
  g_autofree char *seal = json != NULL ? isg_receipt_seal (json) : NULL;
  const IsgJson *files = json != NULL ? member (json, "files") : NULL;

  if (json == NULL || g_strcmp0 (text_of (json, "format"), FORMAT) != 0 || files == NULL
      || isg_json_type (files) != ISG_JSON_ARRAY)
    fail (error, "the archive has no manifest of a known format");
  else if (g_strcmp0 (text_of (json, "seal"), seal) != 0)
    fail (error, "the manifest was changed after it was made");
  else
    return g_steal_pointer (&json);
  return NULL;
}

static gboolean
verify_file (const IsgTarFile *file,
             const IsgJson *entry,
             IsgRulebook *packs,
             IsgReceiptArchiveSummary *summary,
             GError **error)
{
  g_autofree char *sha256 = isg_bytes_sha256_hex (file->content);
  g_autoptr (IsgReceiptSummary) receipt = NULL;

  if (g_strcmp0 (text_of (entry, "name"), file->name) != 0
      || g_strcmp0 (text_of (entry, "sha256"), sha256) != 0)
    return fail (error, "a file is not the one that the manifest names");
  if (!isg_receipt_verify (file->content, packs, &receipt, error)) {
    g_prefix_error (error, "%s: ", file->name);
    return FALSE;
  }
  summary->n_receipts++;
  summary->n_notifications += receipt->n_notifications;
  summary->n_accepted += receipt->n_accepted;
  return TRUE;
}

static guint
year_of (const IsgJson *manifest)
{
  const IsgJson *year = member (manifest, "year");

  return year != NULL && isg_json_type (year) == ISG_JSON_NUMBER
           ? (guint) g_ascii_strtoull (isg_json_text (year), NULL, 10)
           : 0;
}

gboolean
isg_receipt_archive_verify (GBytes *bytes,
                            IsgRulebook *packs,
                            IsgReceiptArchiveSummary *out_summary,
                            GError **error)
{
  g_autoptr (GPtrArray) files = isg_tar_read (bytes);
  g_autoptr (IsgJson) manifest = NULL;
  IsgReceiptArchiveSummary summary = { 0 };
  const IsgJson *list;

  if (files == NULL || files->len == 0)
    return fail (error, "the archive is cut off or damaged");
  manifest = read_manifest (g_ptr_array_index (files, 0), error);
  if (manifest == NULL)
    return FALSE;
  list = member (manifest, "files");
  if (isg_json_length (list) != files->len - 1)
    return fail (error, "files are missing or were added");
  for (guint i = 1; i < files->len; i++)
    if (!verify_file (g_ptr_array_index (files, i),
                      isg_json_nth (list, i - 1),
                      packs,
                      &summary,
                      error))
      return FALSE;
  summary.year = year_of (manifest);
  summary.workplace = g_strdup (text_of (manifest, "workplace_title"));
  *out_summary = summary;
  return TRUE;
}
