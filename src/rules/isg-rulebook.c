/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rulebook.h"

#include <glib/gstdio.h>

#include "rules/isg-pack-file.h"
#include "rules/isg-rulebook-folder.h"

/* Calendar days in which a published change is to be followed. Source: circular 2018/1. */
#define DAYS_TO_FOLLOW 30

/* A kept pack, loaded when it is first asked for. */
typedef struct {
  IsgRules *rules; /* (owned) (nullable) */
  char *trouble;   /* (owned) (nullable) */
} Kept;

struct _IsgRulebook {
  char *folder;       /* (owned) */
  IsgRules *built_in; /* (owned) */
  GBytes *issuer;     /* (owned) (nullable): the sandbox's */
  GPtrArray *chosen;  /* (owned) (element-type utf8): oldest first */
  GHashTable *kept;   /* (owned) (element-type utf8 Kept) */
};

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_clear_pointer (&kept->rules, isg_rules_unref);
  g_free (kept->trouble);
  g_free (kept);
}

static void
entry_free (gpointer data)
{
  IsgPackEntry *entry = data;

  g_clear_pointer (&entry->rules, isg_rules_unref);
  g_free (entry->version);
  g_free (entry->trouble);
  g_free (entry);
}

static void
read_folder (IsgRulebook *book)
{
  g_clear_pointer (&book->chosen, g_ptr_array_unref);
  book->chosen = isg_rulebook_folder_chosen (book->folder);
  g_hash_table_remove_all (book->kept);
}

IsgRulebook *
isg_rulebook_new (const char *data_dir, GError **error)
{
  g_autoptr (IsgRulebook) book = g_new0 (IsgRulebook, 1);

  g_return_val_if_fail (data_dir != NULL, NULL);

  book->folder = g_build_filename (data_dir, "rules", NULL);
  book->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
  book->issuer = isg_rulebook_folder_read (book->folder, "issuer.pem");
  read_folder (book);
  book->built_in = isg_rules_load (NULL, error);
  return book->built_in != NULL ? g_steal_pointer (&book) : NULL;
}

void
isg_rulebook_free (IsgRulebook *book)
{
  if (book == NULL)
    return;

  g_clear_pointer (&book->built_in, isg_rules_unref);
  g_clear_pointer (&book->issuer, g_bytes_unref);
  g_clear_pointer (&book->chosen, g_ptr_array_unref);
  g_hash_table_unref (book->kept);
  g_free (book->folder);
  g_free (book);
}

void
isg_rulebook_set_trial_issuer (IsgRulebook *book, GBytes *pem)
{
  g_return_if_fail (book != NULL);

  if (pem != NULL)
    g_bytes_ref (pem);
  g_clear_pointer (&book->issuer, g_bytes_unref);
  book->issuer = pem;
  g_hash_table_remove_all (book->kept);
}

/* ---- what is kept ---- */

static char *
file_name (const char *version)
{
  return g_strconcat (version, ISG_PACK_FILE_SUFFIX, NULL);
}

static IsgRules *
load_kept (IsgRulebook *book, const char *version, GError **error)
{
  g_autofree char *name = file_name (version);
  g_autoptr (GBytes) file = isg_rulebook_folder_read (book->folder, name);
  g_autoptr (IsgRules) rules = NULL;

  if (file == NULL) {
    g_set_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_MISSING, "%s: it is not there", name);
    return NULL;
  }
  rules = isg_pack_file_load (file, name, book->issuer, error);
  if (rules == NULL)
    return NULL;
  if (!g_str_equal (isg_rules_version (rules), version)) {
    g_set_error (error,
                 ISG_RULES_ERROR,
                 ISG_RULES_ERROR_DAMAGED,
                 "%s: holds version %s",
                 name,
                 isg_rules_version (rules));
    return NULL;
  }
  return g_steal_pointer (&rules);
}

static const Kept *
look_up (IsgRulebook *book, const char *version)
{
  Kept *kept = g_hash_table_lookup (book->kept, version);
  g_autoptr (GError) error = NULL;

  if (kept != NULL)
    return kept;
  kept = g_new0 (Kept, 1);
  kept->rules = load_kept (book, version, &error);
  if (kept->rules == NULL)
    kept->trouble = g_strdup (error->message);
  g_hash_table_insert (book->kept, g_strdup (version), kept);
  return kept;
}

static gboolean
is_newer_than_built_in (IsgRulebook *book, const char *version)
{
  return isg_pack_version_compare (version, isg_rules_version (book->built_in)) > 0;
}

static IsgRules *
find_before (IsgRulebook *book, guint n_chosen, IsgDate today)
{
  for (guint i = n_chosen; i > 0; i--) {
    const char *version = g_ptr_array_index (book->chosen, i - 1);
    IsgRules *rules;

    if (!is_newer_than_built_in (book, version))
      break;
    rules = look_up (book, version)->rules;
    if (rules != NULL && isg_rules_valid_from (rules) <= today)
      return rules;
  }
  return book->built_in;
}

IsgRules *
isg_rulebook_active (IsgRulebook *book, IsgDate today)
{
  g_return_val_if_fail (book != NULL, NULL);

  return find_before (book, book->chosen->len, today);
}

static gboolean
has_pack (IsgRulebook *book, const char *version)
{
  g_autofree char *name = file_name (version);
  g_autofree char *path = g_build_filename (book->folder, name, NULL);

  return isg_pack_version_is_good (version) && g_file_test (path, G_FILE_TEST_EXISTS);
}

IsgRules *
isg_rulebook_find (IsgRulebook *book, const char *version)
{
  g_return_val_if_fail (book != NULL, NULL);
  g_return_val_if_fail (version != NULL, NULL);

  if (g_str_equal (isg_rules_version (book->built_in), version))
    return book->built_in;
  return has_pack (book, version) ? look_up (book, version)->rules : NULL;
}

const char *
isg_rulebook_trouble (IsgRulebook *book)
{
  for (guint i = book->chosen->len; i > 0; i--) {
    const Kept *kept = g_hash_table_lookup (book->kept, g_ptr_array_index (book->chosen, i - 1));

    if (kept != NULL && kept->trouble != NULL)
      return kept->trouble;
  }
  return NULL;
}

/* ---- listing ---- */

static gboolean
is_chosen (IsgRulebook *book, const char *version)
{
  return g_ptr_array_find_with_equal_func (book->chosen, version, g_str_equal, NULL);
}

static IsgPackState
state_of (IsgRulebook *book, IsgRules *rules, IsgDate today)
{
  IsgRules *before
    = book->chosen->len > 0 ? find_before (book, book->chosen->len - 1, today) : NULL;

  if (rules == isg_rulebook_active (book, today))
    return ISG_PACK_ACTIVE;
  if (rules != book->built_in && is_chosen (book, isg_rules_version (rules))
      && is_newer_than_built_in (book, isg_rules_version (rules))
      && isg_rules_valid_from (rules) > today)
    return ISG_PACK_WAITING;
  return rules == before ? ISG_PACK_BEFORE : ISG_PACK_KEPT;
}

static void
add_entry (IsgRulebook *book,
           GPtrArray *entries,
           const char *version,
           const Kept *kept,
           IsgDate today)
{
  IsgPackEntry *entry = g_new0 (IsgPackEntry, 1);
  IsgRules *rules = kept != NULL ? kept->rules : book->built_in;

  entry->version = g_strdup (version);
  entry->is_built_in = kept == NULL;
  entry->rules = rules != NULL ? isg_rules_ref (rules) : NULL;
  entry->state = rules != NULL ? state_of (book, rules, today) : ISG_PACK_DAMAGED;
  entry->trouble = kept != NULL ? g_strdup (kept->trouble) : NULL;
  g_ptr_array_add (entries, entry);
}

static gint
newest_first (gconstpointer a, gconstpointer b)
{
  const IsgPackEntry *entry_a = *(IsgPackEntry *const *) a;
  const IsgPackEntry *entry_b = *(IsgPackEntry *const *) b;

  return isg_pack_version_compare (entry_b->version, entry_a->version);
}

GPtrArray *
isg_rulebook_list (IsgRulebook *book, IsgDate today)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GPtrArray) versions = NULL;

  g_return_val_if_fail (book != NULL, entries);

  versions = isg_rulebook_folder_packs (book->folder);
  add_entry (book, entries, isg_rules_version (book->built_in), NULL, today);
  /* What is chosen and gone is told of, too. */
  for (guint i = 0; i < book->chosen->len; i++)
    if (!has_pack (book, g_ptr_array_index (book->chosen, i)))
      g_ptr_array_add (versions, g_strdup (g_ptr_array_index (book->chosen, i)));
  for (guint i = 0; i < versions->len; i++) {
    const char *version = g_ptr_array_index (versions, i);

    add_entry (book, entries, version, look_up (book, version), today);
  }
  g_ptr_array_sort (entries, newest_first);
  return entries;
}

/* ---- installing ---- */

static const char *
newest_version (IsgRulebook *book)
{
  const char *newest = isg_rules_version (book->built_in);

  for (guint i = 0; i < book->chosen->len; i++)
    if (isg_pack_version_compare (g_ptr_array_index (book->chosen, i), newest) > 0)
      newest = g_ptr_array_index (book->chosen, i);
  return newest;
}

/* What was finalised under a version names it; it cannot become something else. */
static gboolean
is_other_of_same_version (IsgRulebook *book, IsgRules *rules)
{
  const char *version = isg_rules_version (rules);
  IsgRules *kept = has_pack (book, version) ? look_up (book, version)->rules : NULL;

  return kept != NULL && g_strcmp0 (isg_rules_digest (kept), isg_rules_digest (rules)) != 0;
}

static gboolean
refuse (GError **error, IsgRulesError code, const char *name, const char *reason)
{
  g_set_error (error, ISG_RULES_ERROR, (int) code, "%s: pack.json: %s", name, reason);
  return FALSE;
}

static gboolean
judge_order (IsgRulebook *book, const char *name, IsgRules *rules, GError **error)
{
  const char *version = isg_rules_version (rules);
  const char *newest = newest_version (book);
  g_autofree char *reason = NULL;

  if (!g_str_equal (isg_rules_id (rules), isg_rules_id (book->built_in)))
    return refuse (error, ISG_RULES_ERROR_BROKEN, name, "id: a pack of another program");
  if (isg_pack_version_compare (version, newest) <= 0) {
    reason = g_strdup_printf ("version: %s is not newer than %s", version, newest);
    return refuse (error, ISG_RULES_ERROR_OLDER, name, reason);
  }
  if (is_other_of_same_version (book, rules)) {
    reason = g_strdup_printf ("version: %s was installed before with another content", version);
    return refuse (error, ISG_RULES_ERROR_OLDER, name, reason);
  }
  return TRUE;
}

IsgRules *
isg_rulebook_judge (IsgRulebook *book, GBytes *file, const char *name, GError **error)
{
  g_autoptr (IsgRules) rules = NULL;

  g_return_val_if_fail (book != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);

  if (name == NULL)
    name = "pack";
  rules = isg_pack_file_load (file, name, book->issuer, error);
  if (rules == NULL || !judge_order (book, name, rules, error))
    return NULL;
  return g_steal_pointer (&rules);
}

static gboolean
write_chosen (IsgRulebook *book, GPtrArray *chosen, GError **error)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < chosen->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (chosen, i));
  bytes = g_string_free_to_bytes (text);
  return isg_rulebook_folder_write (book->folder, "chosen", bytes, error);
}

static void
tell (IsgRulebookStep step, gpointer data, const char *name)
{
  if (step != NULL)
    step (name, data);
}

static gboolean
keep_and_choose (IsgRulebook *book,
                 GBytes *file,
                 IsgRules *rules,
                 IsgRulebookStep step,
                 gpointer data,
                 GError **error)
{
  g_autofree char *name = file_name (isg_rules_version (rules));
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  if (!isg_rulebook_folder_write (book->folder, name, file, error))
    return FALSE;
  tell (step, data, "pack-kept");
  if (isg_rules_is_trial (rules)
      && !isg_rulebook_folder_write (book->folder, "issuer.pem", book->issuer, error))
    return FALSE;
  tell (step, data, "issuer-kept");
  for (guint i = 0; i < book->chosen->len; i++)
    g_ptr_array_add (chosen, g_ptr_array_index (book->chosen, i));
  g_ptr_array_add (chosen, (gpointer) isg_rules_version (rules));
  if (!write_chosen (book, chosen, error))
    return FALSE;
  tell (step, data, "chosen");
  return TRUE;
}

gboolean
isg_rulebook_install (IsgRulebook *book,
                      GBytes *file,
                      const char *name,
                      IsgRulebookStep step,
                      gpointer step_data,
                      GError **error)
{
  g_autoptr (IsgRules) rules = NULL;
  int lock;
  gboolean done = FALSE;

  g_return_val_if_fail (book != NULL, FALSE);

  /* A file that is refused leaves not even a folder behind. */
  rules = isg_rulebook_judge (book, file, name, error);
  if (rules == NULL)
    return FALSE;
  lock = isg_rulebook_folder_lock (book->folder, error);
  if (lock < 0)
    return FALSE;
  /* Another process may have been quicker. */
  read_folder (book);
  if (judge_order (book, name != NULL ? name : "pack", rules, error))
    done = keep_and_choose (book, file, rules, step, step_data, error);
  read_folder (book);
  g_close (lock, NULL);
  return done;
}

static gboolean
take_out (IsgRulebook *book, char **out_version, GError **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autofree char *last = NULL;

  if (book->chosen->len > 0)
    last = g_strdup (g_ptr_array_index (book->chosen, book->chosen->len - 1));
  if (last == NULL || !is_newer_than_built_in (book, last)) {
    g_set_error_literal (error,
                         ISG_RULES_ERROR,
                         ISG_RULES_ERROR_MISSING,
                         "rules: no installed pack is newer than the built-in one");
    return FALSE;
  }
  for (guint i = 0; i + 1 < book->chosen->len; i++)
    g_ptr_array_add (chosen, g_ptr_array_index (book->chosen, i));
  if (!write_chosen (book, chosen, error))
    return FALSE;
  *out_version = g_steal_pointer (&last);
  return TRUE;
}

gboolean
isg_rulebook_roll_back (IsgRulebook *book, char **out_version, GError **error)
{
  int lock;
  gboolean done;

  g_return_val_if_fail (book != NULL, FALSE);
  g_return_val_if_fail (out_version != NULL, FALSE);

  lock = isg_rulebook_folder_lock (book->folder, error);
  if (lock < 0)
    return FALSE;
  read_folder (book);
  done = take_out (book, out_version, error);
  read_folder (book);
  g_close (lock, NULL);
  return done;
}

/* ---- the 30 days ---- */

gboolean
isg_rules_days_left (IsgRules *rules,
                     IsgDate today,
                     int *out_gone,
                     int *out_left,
                     IsgDate *out_last)
{
  IsgDate published = isg_rules_published (rules);

  if (published == ISG_DATE_NONE)
    return FALSE;
  if (out_gone != NULL)
    *out_gone = today - published;
  if (out_left != NULL)
    *out_left = published + DAYS_TO_FOLLOW - today;
  if (out_last != NULL)
    *out_last = published + DAYS_TO_FOLLOW;
  return TRUE;
}
