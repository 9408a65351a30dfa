/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rules-diff.h"

#include <string.h>

#include "base/isg-i18n.h"
#include "rules/isg-rules-diff-private.h"
#include "rules/isg-rules-private.h"

const char *
isg_change_part_name (IsgChangePart part)
{
  static const char *const names[]
    = { "kind", "field", "code_list", "code", "term", "dataset", "file" };

  return names[part];
}

const char *
isg_change_what_name (IsgChangeWhat what)
{
  static const char *const names[] = { "added", "removed", "changed" };

  return names[what];
}

static void
change_free (gpointer data)
{
  IsgRulesChange *change = data;

  g_free (change->kind);
  g_free (change->id);
  g_free (change->code);
  g_free (change->sentence);
  g_free (change);
}

IsgRulesChange *
isg_diff_add (IsgDiff *diff,
              IsgChangePart part,
              IsgChangeWhat what,
              const char *kind,
              const char *id,
              char *sentence)
{
  IsgRulesChange *change = g_new0 (IsgRulesChange, 1);

  change->part = part;
  change->what = what;
  change->kind = g_strdup (kind);
  change->id = g_strdup (id);
  change->sentence = sentence;
  g_ptr_array_add (diff->changes, change);
  return change;
}

gboolean
isg_diff_has_same_file (IsgDiff *diff, const char *file)
{
  g_autoptr (GBytes) before = isg_pack_source_read (diff->before->source, file, NULL);
  g_autoptr (GBytes) after = isg_pack_source_read (diff->after->source, file, NULL);

  return before != NULL && after != NULL && g_bytes_equal (before, after);
}

/* ---- terms ---- */

static const IsgTerm *
find_term (IsgRules *rules, const char *id)
{
  for (guint i = 0; i < rules->terms->len; i++) {
    const IsgTerm *term = g_ptr_array_index (rules->terms, i);

    if (g_str_equal (term->id, id))
      return term;
  }
  return NULL;
}

static const char *
unit_label (const IsgTerm *term)
{
  static const struct {
    const char *unit;
    const char *label;
  } labels[] = {
    { "lesson_hour", N_ ("lesson hours") },
      { "month", N_ ("months") },
        { "year", N_ ("years") },
          { "day", N_ ("days") },
            { "working_day", N_ ("working days") },
              { "minute", N_ ("minutes") },
            };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].unit, term->unit) == 0)
      return _ (labels[i].label);
  return term->unit;
}

static char *
term_words (const IsgTerm *term)
{
  g_autofree char *value = isg_decimal_to_string (term->value, 0);
  g_autofree char *from
    = term->valid_from != ISG_DATE_NONE ? isg_i18n_date (term->valid_from, FALSE) : NULL;

  if (from == NULL)
    return g_strdup_printf ("%s %s", value, unit_label (term));
  /* Translators: a number with its unit, and the day from which it holds. */
  return g_strdup_printf (_ ("%s %s from %s"), value, unit_label (term), from);
}

static gboolean
is_same_term (const IsgTerm *a, const IsgTerm *b)
{
  return isg_decimal_compare (a->value, b->value) == 0 && g_strcmp0 (a->unit, b->unit) == 0
         && g_strcmp0 (a->topic, b->topic) == 0 && g_strcmp0 (a->hazard_class, b->hazard_class) == 0
         && a->size_min == b->size_min && a->size_max == b->size_max
         && a->valid_from == b->valid_from && a->valid_to == b->valid_to
         && g_strcmp0 (a->article, b->article) == 0;
}

static void
diff_terms (IsgDiff *diff)
{
  for (guint i = 0; i < diff->after->terms->len; i++) {
    const IsgTerm *now = g_ptr_array_index (diff->after->terms, i);
    const IsgTerm *was = find_term (diff->before, now->id);
    g_autofree char *now_words = term_words (now);
    g_autofree char *was_words = was != NULL ? term_words (was) : NULL;

    if (was == NULL)
      isg_diff_add (diff,
                    ISG_CHANGE_TERM,
                    ISG_CHANGE_ADDED,
                    NULL,
                    now->id,
                    g_strdup_printf (_ ("New term %s: %s (%s)"), now->id, now_words, now->article));
    else if (!is_same_term (was, now))
      isg_diff_add (diff,
                    ISG_CHANGE_TERM,
                    ISG_CHANGE_CHANGED,
                    NULL,
                    now->id,
                    /* Translators: a term, what held, what holds now, the article. */
                    g_strdup_printf (_ ("Term %s: %s, before %s (%s)"),
                                        now->id,
                                        now_words,
                                        was_words,
                                        now->article));
  }
  for (guint i = 0; i < diff->before->terms->len; i++) {
    const IsgTerm *was = g_ptr_array_index (diff->before->terms, i);

    if (find_term (diff->after, was->id) == NULL)
      isg_diff_add (diff,
                    ISG_CHANGE_TERM,
                    ISG_CHANGE_REMOVED,
                    NULL,
                    was->id,
                    g_strdup_printf (_ ("Term %s is gone (%s)"), was->id, was->article));
  }
}

/* ---- other files ---- */

static gboolean
is_told_of_elsewhere (const char *file)
{
  static const char *const folders[] = { "kinds/", "codes/", "terms/", "datasets/" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    if (g_str_has_prefix (file, folders[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_file (IsgRules *rules, const char *file)
{
  return g_ptr_array_find_with_equal_func (rules->files, file, g_str_equal, NULL);
}

static void
diff_files (IsgDiff *diff)
{
  for (guint i = 0; i < diff->after->files->len; i++) {
    const char *file = g_ptr_array_index (diff->after->files, i);

    if (is_told_of_elsewhere (file))
      continue;
    if (!has_file (diff->before, file))
      isg_diff_add (diff,
                    ISG_CHANGE_FILE,
                    ISG_CHANGE_ADDED,
                    NULL,
                    file,
                    g_strdup_printf (_ ("New: %s"), file));
    else if (!isg_diff_has_same_file (diff, file))
      isg_diff_add (diff,
                    ISG_CHANGE_FILE,
                    ISG_CHANGE_CHANGED,
                    NULL,
                    file,
                    g_strdup_printf (_ ("Changed: %s"), file));
  }
  for (guint i = 0; i < diff->before->files->len; i++) {
    const char *file = g_ptr_array_index (diff->before->files, i);

    if (!is_told_of_elsewhere (file) && !has_file (diff->after, file))
      isg_diff_add (diff,
                    ISG_CHANGE_FILE,
                    ISG_CHANGE_REMOVED,
                    NULL,
                    file,
                    g_strdup_printf (_ ("No longer there: %s"), file));
  }
}

GPtrArray *
isg_rules_diff (IsgRules *before, IsgRules *after)
{
  IsgDiff diff = { before, after, g_ptr_array_new_with_free_func (change_free) };

  g_return_val_if_fail (before != NULL && after != NULL, diff.changes);

  isg_diff_kinds (&diff);
  isg_diff_datasets (&diff);
  isg_diff_codes (&diff);
  diff_terms (&diff);
  diff_files (&diff);
  return diff.changes;
}
