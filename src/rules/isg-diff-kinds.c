/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-i18n.h"
#include "rules/isg-rules-diff-private.h"
#include "rules/isg-rules-private.h"

static const char *
label_of (const IsgFieldDef *field)
{
  return isg_field_def_label (field, isg_i18n_language ());
}

static gboolean
is_same_words (const IsgWords *a, const IsgWords *b)
{
  return g_strcmp0 (a->tr, b->tr) == 0 && g_strcmp0 (a->en, b->en) == 0;
}

static const char *
list_id (const IsgFieldDef *field)
{
  return field->codes != NULL ? isg_code_list_id (field->codes) : field->codes_by;
}

static gboolean
is_same_limits (const IsgFieldDef *a, const IsgFieldDef *b)
{
  return a->limits == b->limits && a->max_length == b->max_length
         && ((a->limits & 1) == 0 || isg_decimal_compare (a->min, b->min) == 0)
         && ((a->limits & 2) == 0 || isg_decimal_compare (a->max, b->max) == 0);
}

/* What is otherwise in a field, in words. */
static char *
name_differences (const IsgFieldDef *was, const IsgFieldDef *now)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (was->type != now->type)
    g_ptr_array_add (words, (gpointer) _ ("another kind of answer"));
  if (was->obligation != now->obligation)
    g_ptr_array_add (words,
                     (gpointer) (now->obligation == ISG_OBLIGATION_REQUIRED
                                 ? _ ("now required")
                                 : now->obligation == ISG_OBLIGATION_OPTIONAL
                                 ? _ ("no longer required")
                                 : _ ("now required in some cases")));
  if (!is_same_limits (was, now))
    g_ptr_array_add (words, (gpointer) _ ("other limits"));
  if (g_strcmp0 (list_id (was), list_id (now)) != 0)
    g_ptr_array_add (words, (gpointer) _ ("another code list"));
  if (!is_same_words (&was->label, &now->label))
    g_ptr_array_add (words, (gpointer) _ ("another name"));
  if (was->check != now->check || g_strcmp0 (was->format, now->format) != 0
      || g_strcmp0 (was->ref_kind, now->ref_kind) != 0)
    g_ptr_array_add (words, (gpointer) _ ("another rule for the value"));
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static void
diff_field (IsgDiff *diff,
            const IsgKind *kind,
            const char *path,
            const IsgFieldDef *was,
            const IsgFieldDef *now)
{
  const char *label = isg_kind_label (kind, isg_i18n_language ());
  g_autofree char *words = was != NULL && now != NULL ? name_differences (was, now) : NULL;

  if (was == NULL && now != NULL)
    isg_diff_add (diff,
                  ISG_CHANGE_FIELD,
                  ISG_CHANGE_ADDED,
                  kind->id,
                  path,
                  now->obligation == ISG_OBLIGATION_REQUIRED
                  ? g_strdup_printf (_ ("%s: new field “%s”, required"), label, label_of (now))
                  : g_strdup_printf (_ ("%s: new field “%s”"), label, label_of (now)));
  else if (was != NULL && now == NULL)
    isg_diff_add (diff,
                  ISG_CHANGE_FIELD,
                  ISG_CHANGE_REMOVED,
                  kind->id,
                  path,
                  g_strdup_printf (_ ("%s: the field “%s” is gone"), label, label_of (was)));
  else if (words != NULL)
    isg_diff_add (diff,
                  ISG_CHANGE_FIELD,
                  ISG_CHANGE_CHANGED,
                  kind->id,
                  path,
                  g_strdup_printf (_ ("%s: “%s”: %s"), label, label_of (now), words));
}

static void
diff_fields (IsgDiff *diff, const IsgKind *kind, const char *above, GPtrArray *was, GPtrArray *now)
{
  for (guint i = 0; now != NULL && i < now->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (now, i);
    const IsgFieldDef *old = was != NULL ? isg_fields_find_def (was, field->id) : NULL;
    g_autofree char *path = g_strconcat (above, field->id, NULL);
    g_autofree char *below = g_strconcat (path, ".", NULL);

    diff_field (diff, kind, path, old, field);
    if (old != NULL)
      diff_fields (diff, kind, below, old->fields, field->fields);
  }
  for (guint i = 0; was != NULL && i < was->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (was, i);
    g_autofree char *path = g_strconcat (above, field->id, NULL);

    if (now == NULL || isg_fields_find_def (now, field->id) == NULL)
      diff_field (diff, kind, path, field, NULL);
  }
}

static void
diff_kind (IsgDiff *diff, const IsgKind *was, const IsgKind *now)
{
  g_autofree char *file = g_strdup_printf ("kinds/%s.json", now->id);
  guint before = diff->changes->len;

  if (isg_diff_has_same_file (diff, file))
    return;
  diff_fields (diff, now, "", was->fields, now->fields);
  if (diff->changes->len == before)
    isg_diff_add (diff,
                  ISG_CHANGE_KIND,
                  ISG_CHANGE_CHANGED,
                  now->id,
                  now->id,
                  g_strdup_printf (_ ("%s: checks, help or order changed"),
                                      isg_kind_label (now, isg_i18n_language ())));
}

void
isg_diff_kinds (IsgDiff *diff)
{
  for (guint i = 0; i < diff->after->kinds->len; i++) {
    const IsgKind *now = g_ptr_array_index (diff->after->kinds, i);
    const IsgKind *was = isg_rules_kind (diff->before, now->id);

    if (was != NULL)
      diff_kind (diff, was, now);
    else
      isg_diff_add (diff,
                    ISG_CHANGE_KIND,
                    ISG_CHANGE_ADDED,
                    now->id,
                    now->id,
                    g_strdup_printf (_ ("New kind of record: %s"),
                                        isg_kind_label (now, isg_i18n_language ())));
  }
  for (guint i = 0; i < diff->before->kinds->len; i++) {
    const IsgKind *was = g_ptr_array_index (diff->before->kinds, i);

    if (isg_rules_kind (diff->after, was->id) == NULL)
      isg_diff_add (diff,
                    ISG_CHANGE_KIND,
                    ISG_CHANGE_REMOVED,
                    was->id,
                    was->id,
                    g_strdup_printf (_ ("The kind of record %s is gone"),
                                        isg_kind_label (was, isg_i18n_language ())));
  }
}
