/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-backup-private.h"

#include <string.h>

/* What a backup says of itself, as lines of a word and a value.  Open: what tells how to judge the
 * file with no key at hand.  The rest tells something, and stands sealed in an encrypted one. */

static void
count_free (IsgBackupCount *count)
{
  g_free (count->table);
  g_free (count);
}

IsgBackupInfo *
isg_backup_info_new (void)
{
  IsgBackupInfo *info = g_new0 (IsgBackupInfo, 1);

  info->uuid = g_strdup ("");
  info->environment = g_strdup ("");
  info->program = g_strdup (ISG_VERSION);
  info->journal_hash = g_strdup ("");
  info->sha256 = g_strdup ("");
  info->counts = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  info->sent = g_ptr_array_new_with_free_func (g_free);
  info->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_rulebook_file_free);
  return info;
}

void
isg_backup_info_free (IsgBackupInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->uuid);
  g_free (info->environment);
  g_free (info->program);
  g_free (info->journal_hash);
  g_free (info->sha256);
  g_ptr_array_unref (info->counts);
  g_ptr_array_unref (info->sent);
  g_ptr_array_unref (info->packs);
  g_clear_pointer (&info->seal, isg_backup_seal_free);
  g_free (info);
}

gint64
isg_backup_info_rows (const IsgBackupInfo *info, const char *table)
{
  for (guint i = 0; i < info->counts->len; i++) {
    const IsgBackupCount *count = g_ptr_array_index (info->counts, i);

    if (g_str_equal (count->table, table))
      return count->rows;
  }
  return 0;
}

/* ---- writing ---- */

char *
isg_backup_info_open_lines (const IsgBackupInfo *info)
{
  return g_strdup_printf ("program %s\nmade %" G_GINT64_FORMAT "\nsize %" G_GINT64_FORMAT
                          "\nsha256 %s\n",
                          info->program,
                          info->made,
                          info->size,
                          info->sha256);
}

static void
append_packs (GString *text, GPtrArray *packs)
{
  for (guint i = 0; i < packs->len; i++) {
    const IsgRulebookFile *file = g_ptr_array_index (packs, i);
    gsize length = 0;
    const guint8 *data = g_bytes_get_data (file->bytes, &length);
    g_autofree char *base64 = g_base64_encode (data, length);

    g_string_append_printf (text, "pack %s %s\n", file->name, base64);
  }
}

char *
isg_backup_info_own_lines (const IsgBackupInfo *info)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "uuid %s\n", info->uuid);
  g_string_append_printf (text, "environment %s\n", info->environment);
  g_string_append_printf (text, "schema %" G_GINT64_FORMAT "\n", info->schema);
  g_string_append_printf (text, "epoch %" G_GINT64_FORMAT "\n", info->epoch);
  g_string_append_printf (text,
                          "journal %" G_GINT64_FORMAT ":%s\n",
                          info->journal_seq,
                          info->journal_hash);
  for (guint i = 0; i < info->counts->len; i++) {
    const IsgBackupCount *count = g_ptr_array_index (info->counts, i);

    g_string_append_printf (text, "rows %" G_GINT64_FORMAT ":%s\n", count->rows, count->table);
  }
  append_packs (text, info->packs);
  return g_string_free (text, FALSE);
}

char *
isg_backup_info_sent_lines (const IsgBackupInfo *info)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < info->sent->len; i++)
    g_string_append_printf (text, "sent %s\n", (char *) g_ptr_array_index (info->sent, i));
  return g_string_free (text, FALSE);
}

/* ---- reading ---- */

static gboolean
parse_number (const char *text, gint64 *out_number)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  *out_number = (gint64) number;
  return TRUE;
}

/* "123:text" */
static gboolean
parse_pair (const char *value, gint64 *out_number, char **out_text)
{
  const char *colon = strchr (value, ':');
  g_autofree char *number = colon != NULL ? g_strndup (value, colon - value) : NULL;

  if (!parse_number (number, out_number))
    return FALSE;
  g_free (*out_text);
  *out_text = g_strdup (colon + 1);
  return TRUE;
}

static gboolean
take_rows (IsgBackupInfo *info, const char *value)
{
  IsgBackupCount *count = g_new0 (IsgBackupCount, 1);

  g_ptr_array_add (info->counts, count);
  return parse_pair (value, &count->rows, &count->table);
}

static gboolean
take_pack (IsgBackupInfo *info, const char *value)
{
  const char *space = strchr (value, ' ');
  g_autofree char *name = space != NULL ? g_strndup (value, space - value) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  guchar *data;
  gsize length = 0;

  if (name == NULL || !isg_rulebook_file_is_known (name))
    return FALSE;
  data = g_base64_decode (space + 1, &length);
  bytes = g_bytes_new_take (data, length);
  g_ptr_array_add (info->packs, isg_rulebook_file_new (name, bytes));
  return TRUE;
}

static gboolean
take_text (char **into, const char *value)
{
  g_free (*into);
  *into = g_strdup (value);
  return TRUE;
}

/* A word that is not known is a newer program's. */
static gboolean
take_line (IsgBackupInfo *info, const char *word, const char *value)
{
  if (g_str_equal (word, "uuid"))
    return take_text (&info->uuid, value);
  if (g_str_equal (word, "environment"))
    return take_text (&info->environment, value);
  if (g_str_equal (word, "program"))
    return take_text (&info->program, value);
  if (g_str_equal (word, "sha256"))
    return take_text (&info->sha256, value);
  if (g_str_equal (word, "made"))
    return parse_number (value, &info->made);
  if (g_str_equal (word, "schema"))
    return parse_number (value, &info->schema);
  if (g_str_equal (word, "epoch"))
    return parse_number (value, &info->epoch);
  if (g_str_equal (word, "size"))
    return parse_number (value, &info->size);
  if (g_str_equal (word, "journal"))
    return parse_pair (value, &info->journal_seq, &info->journal_hash);
  if (g_str_equal (word, "rows"))
    return take_rows (info, value);
  if (g_str_equal (word, "pack"))
    return take_pack (info, value);
  if (g_str_equal (word, "sent"))
    g_ptr_array_add (info->sent, g_strdup (value));
  return TRUE;
}

gboolean
isg_backup_info_take_lines (IsgBackupInfo *info, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    char *space = strchr (lines[i], ' ');

    if (space == NULL)
      continue;
    *space = '\0';
    if (!take_line (info, lines[i], space + 1)) {
      g_set_error (error,
                   ISG_STORE_ERROR,
                   ISG_STORE_ERROR_CORRUPT,
                   "backup: what it says of itself does not hold: %s",
                   lines[i]);
      return FALSE;
    }
  }
  return TRUE;
}
