/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-foretold.h"

#include "rules/isg-rules-private.h"

void
isg_foretold_free (gpointer data)
{
  IsgForetold *foretold = data;

  g_strfreev (foretold->twins);
  g_free (foretold);
}

/* A twin is a finding or a gate that the pack has words for: no word can be given to the user of
 * what has none. */
static void
check_twin (IsgPackNode *node, IsgRules *rules, const char *twin)
{
  g_autofree char *id
    = g_str_has_prefix (twin, "gate.") ? g_strconcat (twin, ".sentence", NULL) : g_strdup (twin);

  if (!g_str_has_prefix (twin, "gate.") && !g_str_has_prefix (twin, "finding."))
    isg_pack_node_fail (node, "twins", "“%s” is neither a finding nor a gate", twin);
  else if (!g_hash_table_contains (rules->texts, id))
    isg_pack_node_fail (node, "twins", "there are no words for “%s”", twin);
}

static char **
read_twins (IsgPackNode *node, IsgRules *rules)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) twins = isg_pack_node_strings (node, "twins");

  for (guint i = 0; i < twins->len; i++) {
    check_twin (node, rules, g_ptr_array_index (twins, i));
    g_strv_builder_add (builder, g_ptr_array_index (twins, i));
  }
  return g_strv_builder_end (builder);
}

static void
read_experience (IsgPackNode *node, IsgRules *rules, IsgForetold *foretold)
{
  static const char *const names[] = { "", "signer", "employee", NULL };
  g_autofree char *id = NULL;

  foretold->experience = (IsgExperience) isg_pack_node_choice_or (node, "experience", names, 0);
  foretold->finding = isg_pack_node_string_or (node, "finding", NULL);
  foretold->asked = isg_pack_node_string_or (node, "asked", NULL);
  if ((foretold->experience == ISG_EXPERIENCE_NONE) != (foretold->finding == NULL)) {
    isg_pack_node_fail (node, "finding", "stands with “experience” alone");
    return;
  }
  if (foretold->finding == NULL)
    return;
  id = g_strconcat ("finding.", foretold->finding, NULL);
  check_twin (node, rules, id);
  if (foretold->asked == NULL)
    return;
  g_free (id);
  id = g_strconcat ("finding.", foretold->asked, NULL);
  check_twin (node, rules, id);
  if (foretold->experience != ISG_EXPERIENCE_SIGNER)
    isg_pack_node_fail (node, "asked", "stands with the signer's experience alone");
}

static void
load_reply (IsgPackNode *node, IsgRules *rules)
{
  IsgForetold *foretold = g_new0 (IsgForetold, 1);

  foretold->code = (int) isg_pack_node_integer_or (node, "code", 100, 9999, 0);
  if (isg_pack_node_has (node, "why")) {
    IsgWords why = isg_pack_node_words (node, "why");

    foretold->why[ISG_LANGUAGE_TR] = why.tr;
    foretold->why[ISG_LANGUAGE_EN] = why.en;
    foretold->twins = g_new0 (char *, 1);
  } else {
    foretold->twins = read_twins (node, rules);
    if (*foretold->twins == NULL)
      isg_pack_node_fail (node, "twins", "a twin or “why” is expected");
  }
  read_experience (node, rules, foretold);
  if (foretold->code == 0)
    isg_pack_node_fail (node, "code", "missing");
  else if (isg_rules_foretold (rules, foretold->code) != NULL)
    isg_pack_node_fail (node, "code", "stands twice: %d", foretold->code);
  isg_pack_node_end (node);
  g_ptr_array_add (rules->foretold, foretold);
}

void
isg_foretold_load (IsgPackReader *reader, IsgRules *rules)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "foretold");

  for (guint i = 0; i < files->len && !isg_pack_reader_failed (reader); i++) {
    IsgPackNode *root = isg_pack_reader_json (reader, g_ptr_array_index (files, i));
    IsgPackNode *list = isg_pack_node_array (root, "replies");

    isg_pack_node_string (root, "source");
    for (guint j = 0; j < isg_pack_node_length (list); j++)
      load_reply (isg_pack_node_nth_object (list, j), rules);
    isg_pack_node_end (root);
  }
}

const IsgForetold *
isg_rules_foretold (IsgRules *rules, int code)
{
  for (guint i = 0; i < rules->foretold->len; i++) {
    const IsgForetold *foretold = g_ptr_array_index (rules->foretold, i);

    if (foretold->code == code)
      return foretold;
  }
  return NULL;
}

GPtrArray *
isg_rules_foretold_all (IsgRules *rules)
{
  return rules->foretold;
}

gboolean
isg_foretold_has (const IsgForetold *foretold, const char *finding)
{
  g_autofree char *twin = g_strconcat ("finding.", finding, NULL);

  return g_strv_contains ((const char *const *) foretold->twins, twin);
}
