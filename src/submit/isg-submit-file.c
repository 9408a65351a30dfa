/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-work.h"

#include "submit/isg-package.h"

static IsgPackage
package_of (IsgSubmitWork *work, const IsgMethod *method, const IsgStoredSubmission *row)
{
  gboolean live = isg_store_environment (work->store) == ISG_ENVIRONMENT_LIVE;

  return (IsgPackage){ .dataset = row->dataset,
                       .kind = row->kind,
                       .record = row->uuid,
                       .revision = row->revision,
                       .part = row->part,
                       .number = row->number,
                       .pack = row->pack,
                       .environment = live ? "live" : "sandbox",
                       .extension = isg_method_extension (method),
                       .signed_at = row->signed_at,
                       .document = row->document,
                       .signature = row->signature };
}

IsgSubmissionEvent
isg_submit_hand_over (IsgSubmitWork *work,
                      const IsgMethod *method,
                      const IsgSubmitFirm *firm,
                      const IsgStoredSubmission *row,
                      char **out_trouble)
{
  IsgPackage package = package_of (work, method, row);
  g_autoptr (GError) local = NULL;
  IsgPackageFound found;

  if (!isg_package_write (firm->endpoint, &package, &found, &local)) {
    *out_trouble = g_strdup (local->message);
    return ISG_EVENT_SAVE_ABORTED;
  }
  return found == ISG_PACKAGE_EQUAL ? ISG_EVENT_HANDED_OVER : ISG_EVENT_SAVE_USED;
}

IsgSubmissionEvent
isg_submit_look_up (IsgSubmitWork *work,
                    const IsgMethod *method,
                    const IsgSubmitFirm *firm,
                    const IsgStoredSubmission *row,
                    char **out_trouble)
{
  IsgPackage package = package_of (work, method, row);
  g_autoptr (GError) local = NULL;
  IsgPackageFound found;

  /* What was never signed was never written. */
  if (row->signature == NULL)
    return ISG_EVENT_QUERY_ABSENT;
  if (!isg_package_find (firm->endpoint, &package, &found, &local)) {
    *out_trouble = g_strdup (local->message);
    return ISG_EVENT_QUERY_NO_ANSWER;
  }
  if (found == ISG_PACKAGE_ABSENT)
    return ISG_EVENT_QUERY_ABSENT;
  return found == ISG_PACKAGE_EQUAL ? ISG_EVENT_HANDED_OVER : ISG_EVENT_QUERY_DIFFERS;
}
