/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-fast-add-jobs.h"

void
isg_fast_wish_free (IsgFastWish *wish)
{
  if (wish == NULL)
    return;
  g_free (wish->workplace);
  g_free (wish->number);
  g_clear_pointer (&wish->record, isg_record_unref);
  g_free (wish->uuid);
  g_free (wish->reason);
  g_free (wish);
}

void
isg_fast_answer_free (IsgFastAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->here);
  g_clear_pointer (&answer->known, isg_record_unref);
  g_free (answer->workplace);
  g_clear_pointer (&answer->added, isg_record_unref);
  g_clear_pointer (&answer->findings, g_ptr_array_unref);
  g_free (answer);
}

/* Somebody who has left may come again. */
static gboolean
has_left (IsgRecord *record, IsgDate today)
{
  IsgDate left = isg_value_date (isg_record_get (record, "leave_date"));

  return left != ISG_DATE_NONE && left <= today;
}

static void
look (IsgStore *store, const char *workplace, const char *number, IsgFastAnswer *answer)
{
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (GPtrArray) found
    = context.find ("employee", NULL, "national_id", number, context.find_data);

  for (guint i = 0; found != NULL && i < found->len; i++) {
    IsgRecord *record = g_ptr_array_index (found, i);

    if (g_strcmp0 (isg_record_workplace (record), workplace) == 0
        && !has_left (record, context.today)) {
      g_free (answer->here);
      answer->here = g_strdup (isg_record_uuid (record));
    } else if (answer->known == NULL)
      answer->known = isg_record_ref (record);
  }
  if (answer->known != NULL) {
    g_autoptr (IsgRecord) other = isg_store_resolve (isg_record_workplace (answer->known), store);

    answer->workplace
      = g_strdup (other != NULL ? isg_value_text (isg_record_get (other, "name")) : NULL);
  }
}

gpointer
isg_fast_job_look (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgFastWish *wish = data;
  IsgFastAnswer *answer = g_new0 (IsgFastAnswer, 1);

  look (store, wish->workplace, wish->number, answer);
  return answer;
}

gpointer
isg_fast_job_add (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgFastWish *wish = data;
  g_autoptr (IsgFastAnswer) answer = g_new0 (IsgFastAnswer, 1);
  const char *number = isg_value_text (isg_record_get (wish->record, "national_id"));
  IsgCheckContext context = isg_store_check_context (store);

  if (number != NULL)
    look (store, wish->workplace, number, answer);
  if (answer->here != NULL)
    return g_steal_pointer (&answer);
  answer->findings = isg_rules_check (isg_store_rules (store), wish->record, &context);
  if (isg_findings_block (answer->findings) > 0)
    return g_steal_pointer (&answer);
  if (!isg_store_record_save (store, wish->record, &answer->added, error))
    return NULL;
  return g_steal_pointer (&answer);
}

gpointer
isg_fast_job_take_back (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgFastWish *wish = data;

  isg_store_record_close (store, wish->uuid, wish->reason, error);
  return NULL;
}
