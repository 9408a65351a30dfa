/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-i18n.h"
#include "rules/isg-rules-diff-private.h"
#include "rules/isg-rules-private.h"

/* Above this a list's changes are one sentence: a new NACE list has hundreds. */
#define MAX_TOLD 20

static const IsgCode *
find_exactly (const IsgCodeList *list, const char *code)
{
  for (guint i = 0; i < isg_code_list_size (list); i++) {
    const IsgCode *row = isg_code_list_nth (list, i);

    if (g_str_equal (row->code, code))
      return row;
  }
  return NULL;
}

static const char *
label_of (const IsgCode *code)
{
  return isg_i18n_language () == ISG_LANGUAGE_TR ? code->label_tr : code->label_en;
}

static void
add_code (IsgDiff *diff,
          const IsgCodeList *list,
          IsgChangeWhat what,
          const IsgCode *code,
          char *sentence)
{
  IsgRulesChange *change
    = isg_diff_add (diff, ISG_CHANGE_CODE, what, NULL, isg_code_list_id (list), sentence);

  change->code = g_strdup (code->code);
}

static void
diff_code (IsgDiff *diff, const IsgCodeList *list, const IsgCode *was, const IsgCode *now)
{
  const char *id = isg_code_list_id (list);

  if (was == NULL && now != NULL)
    add_code (diff,
              list,
              ISG_CHANGE_ADDED,
              now,
              g_strdup_printf (_ ("%s: new code %s “%s”"), id, now->code, label_of (now)));
  else if (was != NULL && now == NULL)
    add_code (diff,
              list,
              ISG_CHANGE_REMOVED,
              was,
              g_strdup_printf (_ ("%s: the code %s “%s” is gone"), id, was->code, label_of (was)));
  else if (was == NULL)
    return;
  else if (was->active && !now->active)
    add_code (diff,
              list,
              ISG_CHANGE_CHANGED,
              now,
              g_strdup_printf (_ ("%s: the code %s “%s” is no longer used"),
                                  id,
                                  now->code,
                                  label_of (now)));
  else if (was->active != now->active || g_strcmp0 (was->label_tr, now->label_tr) != 0
           || g_strcmp0 (was->label_en, now->label_en) != 0 || was->valid_from != now->valid_from
           || was->valid_to != now->valid_to)
    add_code (diff,
              list,
              ISG_CHANGE_CHANGED,
              now,
              g_strdup_printf (_ ("%s: the code %s now means “%s”"),
                                  id,
                                  now->code,
                                  label_of (now)));
}

static void
count_changes (IsgDiff *diff, guint from, guint *counts)
{
  for (guint i = from; i < diff->changes->len; i++)
    counts[((IsgRulesChange *) g_ptr_array_index (diff->changes, i))->what]++;
}

static void
diff_list (IsgDiff *diff, const IsgCodeList *was, const IsgCodeList *now)
{
  g_autofree char *file = g_strdup_printf ("codes/%s.tsv", isg_code_list_id (now));
  guint from = diff->changes->len;
  guint counts[3] = { 0 };

  if (isg_diff_has_same_file (diff, file))
    return;
  for (guint i = 0; i < isg_code_list_size (now); i++) {
    const IsgCode *code = isg_code_list_nth (now, i);

    diff_code (diff, now, find_exactly (was, code->code), code);
  }
  for (guint i = 0; i < isg_code_list_size (was); i++) {
    const IsgCode *code = isg_code_list_nth (was, i);

    if (find_exactly (now, code->code) == NULL)
      diff_code (diff, now, code, NULL);
  }
  if (diff->changes->len - from <= MAX_TOLD && diff->changes->len > from)
    return;
  count_changes (diff, from, counts);
  g_ptr_array_set_size (diff->changes, (int) from);
  isg_diff_add (diff,
                ISG_CHANGE_CODE_LIST,
                ISG_CHANGE_CHANGED,
                NULL,
                isg_code_list_id (now),
                /* Translators: the name of a code list and three numbers. */
                g_strdup_printf (_ ("%s: new codes %u, gone %u, changed %u"),
                                    isg_code_list_id (now),
                                    counts[ISG_CHANGE_ADDED],
                                    counts[ISG_CHANGE_REMOVED],
                                    counts[ISG_CHANGE_CHANGED]));
}

void
isg_diff_codes (IsgDiff *diff)
{
  for (guint i = 0; i < diff->after->code_lists->len; i++) {
    const IsgCodeList *now = g_ptr_array_index (diff->after->code_lists, i);
    const IsgCodeList *was = isg_rules_code_list (diff->before, isg_code_list_id (now));

    if (was != NULL)
      diff_list (diff, was, now);
    else
      isg_diff_add (diff,
                    ISG_CHANGE_CODE_LIST,
                    ISG_CHANGE_ADDED,
                    NULL,
                    isg_code_list_id (now),
                    g_strdup_printf (_ ("New code list: %s"), isg_code_list_id (now)));
  }
  for (guint i = 0; i < diff->before->code_lists->len; i++) {
    const char *id = isg_code_list_id (g_ptr_array_index (diff->before->code_lists, i));

    if (isg_rules_code_list (diff->after, id) == NULL)
      isg_diff_add (diff,
                    ISG_CHANGE_CODE_LIST,
                    ISG_CHANGE_REMOVED,
                    NULL,
                    id,
                    g_strdup_printf (_ ("The code list %s is gone"), id));
  }
}
