/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-code-set.h"

static gboolean
has (const char *const *codes, const char *code)
{
  return codes != NULL && g_strv_contains (codes, code);
}

static gboolean
is_alone (const IsgCodeList *list, const char *code)
{
  return g_strcmp0 (isg_code_list_extra (list, code, "alone"), "yes") == 0;
}

static gboolean
stays (const char *const *codes, const IsgCodeList *list, const char *code, const char *turned)
{
  gboolean chosen = has (codes, turned);

  if (g_str_equal (code, turned))
    return !chosen;
  if (!has (codes, code))
    return FALSE;
  return chosen || !(is_alone (list, turned) || is_alone (list, code));
}

GStrv
isg_code_set_turn (const char *const *codes, const IsgCodeList *list, const char *code)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < isg_code_list_size (list); i++) {
    const char *at = isg_code_list_nth (list, i)->code;

    g_hash_table_add (listed, (gpointer) at);
    if (stays (codes, list, at, code))
      g_strv_builder_add (builder, at);
  }
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    if (!g_hash_table_contains (listed, codes[i]) && stays (codes, list, codes[i], code))
      g_strv_builder_add (builder, codes[i]);
  return g_strv_builder_end (builder);
}
