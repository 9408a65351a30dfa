/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-pack-file.h"

#include <string.h>

#include "base/isg-bytes.h"
#include "rules/isg-json.h"
#include "rules/isg-pack-cms.h"
#include "rules/isg-rules-private.h"

#define FORMAT        "1"
#define MAX_FILES     1000
#define VERSION_PARTS 4

/* ---- versions ---- */

static gboolean
parse_version (const char *version, guint64 parts[VERSION_PARTS])
{
  g_auto (GStrv) words = g_strsplit (version, ".", -1);
  guint n = g_strv_length (words);

  if (n < 1 || n > VERSION_PARTS)
    return FALSE;
  for (guint i = 0; i < VERSION_PARTS; i++) {
    parts[i] = 0;
    if (i < n && !g_ascii_string_to_unsigned (words[i], 10, 0, 999999, &parts[i], NULL))
      return FALSE;
  }
  return TRUE;
}

gboolean
isg_pack_version_is_good (const char *version)
{
  guint64 parts[VERSION_PARTS];

  return version != NULL && strlen (version) < 32 && parse_version (version, parts);
}

int
isg_pack_version_compare (const char *a, const char *b)
{
  guint64 parts_a[VERSION_PARTS];
  guint64 parts_b[VERSION_PARTS];

  if (!parse_version (a, parts_a) || !parse_version (b, parts_b))
    return strcmp (a, b);
  for (guint i = 0; i < VERSION_PARTS; i++)
    if (parts_a[i] != parts_b[i])
      return parts_a[i] < parts_b[i] ? -1 : 1;
  return 0;
}

/* ---- the content ---- */

static gboolean
refuse (GError **error, const char *place, const char *reason)
{
  g_set_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_BROKEN, "%s: %s", place, reason);
  return FALSE;
}

/* As make-pack writes it, so that one pack has one text and one hash. */
static char *
write_canonical (const IsgJson *files)
{
  GString *out = g_string_new ("{\"files\":{");

  for (guint i = 0; i < isg_json_length (files); i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    isg_json_append_string (out, isg_json_nth_name (files, i));
    g_string_append_c (out, ':');
    isg_json_append_string (out, isg_json_text (isg_json_nth (files, i)));
  }
  g_string_append (out, "},\"isgpaket\":" FORMAT "}");
  return g_string_free (out, FALSE);
}

static gboolean
judge_files (const IsgJson *files, GError **error)
{
  if (isg_json_length (files) > MAX_FILES)
    return refuse (error, "files", "too many");
  for (guint i = 0; i < isg_json_length (files); i++) {
    if (isg_json_type (isg_json_nth (files, i)) != ISG_JSON_STRING)
      return refuse (error, isg_json_nth_name (files, i), "a text is expected");
    if (i > 0 && strcmp (isg_json_nth_name (files, i - 1), isg_json_nth_name (files, i)) >= 0)
      return refuse (error, isg_json_nth_name (files, i), "not in the order of the names");
  }
  return TRUE;
}

static gboolean
judge_content (GBytes *content, const IsgJson *json, GError **error)
{
  const IsgJson *files;
  g_autofree char *canonical = NULL;

  if (isg_json_type (json) != ISG_JSON_OBJECT || isg_json_length (json) != 2
      || strcmp (isg_json_nth_name (json, 0), "files") != 0
      || strcmp (isg_json_nth_name (json, 1), "isgpaket") != 0
      || isg_json_type (isg_json_nth (json, 0)) != ISG_JSON_OBJECT
      || isg_json_type (isg_json_nth (json, 1)) != ISG_JSON_NUMBER)
    return refuse (error, "content", "files and isgpaket are expected");
  if (strcmp (isg_json_text (isg_json_nth (json, 1)), FORMAT) != 0) {
    g_set_error (error,
                 ISG_RULES_ERROR,
                 ISG_RULES_ERROR_ENGINE,
                 "isgpaket: of form %s, this program reads " FORMAT,
                 isg_json_text (isg_json_nth (json, 1)));
    return FALSE;
  }
  files = isg_json_nth (json, 0);
  if (!judge_files (files, error))
    return FALSE;
  canonical = write_canonical (files);
  if (strlen (canonical) != g_bytes_get_size (content)
      || memcmp (canonical, g_bytes_get_data (content, NULL), strlen (canonical)) != 0)
    return refuse (error, "content", "not in the canonical form");
  return TRUE;
}

static IsgPackSource *
source_of (GBytes *content, GError **error)
{
  g_autoptr (IsgJson) json = NULL;
  g_autoptr (GError) failed = NULL;
  GHashTable *files;

  json = isg_json_parse (g_bytes_get_data (content, NULL), g_bytes_get_size (content), 8, &failed);
  if (json == NULL) {
    refuse (error, "content", failed->message);
    return NULL;
  }
  if (!judge_content (content, json, error))
    return NULL;
  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < isg_json_length (isg_json_nth (json, 0)); i++) {
    const IsgJson *list = isg_json_nth (json, 0);
    const char *text = isg_json_text (isg_json_nth (list, i));

    g_hash_table_insert (files,
                         g_strdup (isg_json_nth_name (list, i)),
                         g_bytes_new (text, strlen (text)));
  }
  return isg_pack_source_new_for_files (files);
}

/* ---- the file ---- */

GBytes *
isg_pack_file_read (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failed = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &failed);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (65536);
  gssize got = -1;

  while (stream != NULL && bytes->len <= ISG_PACK_FILE_MAX
         && (got = g_input_stream_read (G_INPUT_STREAM (stream), block, 65536, NULL, &failed)) > 0)
    g_byte_array_append (bytes, block, (guint) got);
  if (bytes->len > ISG_PACK_FILE_MAX) {
    refuse (error, path, "too large for a rule pack");
    return NULL;
  }
  if (got < 0) {
    g_set_error_literal (error, ISG_RULES_ERROR, ISG_RULES_ERROR_MISSING, failed->message);
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* The certificates that came with the program, and the sandbox's own behind them. */
static GPtrArray *
collect_issuers (GBytes *trial_issuer, guint *out_n_own)
{
  GPtrArray *issuers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (IsgPackSource) own = isg_pack_source_new (NULL);
  g_auto (GStrv) names = isg_pack_source_list (own, "issuer");

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *file = g_strconcat ("issuer/", names[i], NULL);
    GBytes *pem = isg_pack_source_read (own, file, NULL);

    if (pem != NULL)
      g_ptr_array_add (issuers, pem);
  }
  *out_n_own = issuers->len;
  if (trial_issuer != NULL)
    g_ptr_array_add (issuers, g_bytes_ref (trial_issuer));
  return issuers;
}

static IsgRules *
load_file (GBytes *file, GBytes *trial_issuer, GError **error)
{
  guint n_own = 0;
  g_autoptr (GPtrArray) issuers = collect_issuers (trial_issuer, &n_own);
  g_auto (IsgPackContent) content = { NULL };
  g_autoptr (IsgPackSource) source = NULL;
  g_autoptr (IsgRules) rules = NULL;

  if (g_bytes_get_size (file) > ISG_PACK_FILE_MAX) {
    refuse (error, "file", "too large for a rule pack");
    return NULL;
  }
  if (!isg_pack_cms_open (file, issuers, &content, error))
    return NULL;
  source = source_of (content.bytes, error);
  if (source == NULL)
    return NULL;
  rules = isg_rules_load_source (source, error);
  if (rules == NULL)
    return NULL;
  if (!isg_pack_version_is_good (rules->version)) {
    refuse (error, "pack.json: version", "up to four numbers divided by points are expected");
    return NULL;
  }
  rules->signer = g_steal_pointer (&content.signer);
  rules->digest = isg_bytes_sha256_hex (content.bytes);
  rules->is_trial = content.issuer >= n_own;
  return g_steal_pointer (&rules);
}

IsgRules *
isg_pack_file_load (GBytes *file, const char *name, GBytes *trial_issuer, GError **error)
{
  IsgRules *rules;

  g_return_val_if_fail (file != NULL, NULL);

  rules = load_file (file, trial_issuer, error);
  if (rules == NULL && name != NULL)
    g_prefix_error (error, "%s: ", name);
  return rules;
}
