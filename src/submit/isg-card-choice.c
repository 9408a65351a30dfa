/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-card.h"

#include <string.h>

static gboolean
fail (GError **error, IsgSubmitError code, const char *what)
{
  g_set_error (error, ISG_SUBMIT_ERROR, code, "token: %s", what);
  return FALSE;
}

gboolean
isg_card_certificate_is_of (const IsgCardCertificate *certificate, const char *identity)
{
  return certificate->use == ISG_CERTIFICATE_PERSON
         && (identity == NULL || g_strcmp0 (certificate->shown->identity, identity) == 0);
}

static gboolean
is_valid (const IsgCardCertificate *certificate, gint64 now)
{
  return certificate->shown->not_before <= now && now <= certificate->shown->not_after;
}

/* The newest first, so that a renewed certificate is taken before the one it replaces. */
static gint
compare_newest (gconstpointer a, gconstpointer b)
{
  const IsgSignerCertificate *first = (*(IsgCardCertificate *const *) a)->shown;
  const IsgSignerCertificate *second = (*(IsgCardCertificate *const *) b)->shown;

  if (first->not_before != second->not_before)
    return first->not_before > second->not_before ? -1 : 1;
  if (first->not_after != second->not_after)
    return first->not_after > second->not_after ? -1 : 1;
  return strcmp (first->fingerprint, second->fingerprint);
}

/* The PIN belongs to one card. When two cards would do equally, it could be tried on the wrong one.
 * A card that two modules show is one card and holds one and the same certificate. */
static gboolean
is_ambiguous (GPtrArray *fitting)
{
  const IsgCardCertificate *first = fitting->pdata[0];

  for (guint i = 1; i < fitting->len; i++) {
    const IsgCardCertificate *other = fitting->pdata[i];

    if (other->shown->not_before != first->shown->not_before
        || other->shown->not_after != first->shown->not_after)
      break;
    if (!g_str_equal (other->token_url, first->token_url)
        && !g_str_equal (other->shown->fingerprint, first->shown->fingerprint))
      return TRUE;
  }

  return FALSE;
}

static gboolean
fail_none_fits (GPtrArray *certificates, const char *identity, GError **error)
{
  gboolean seal = FALSE, other_person = FALSE;

  for (guint i = 0; i < certificates->len; i++) {
    const IsgCardCertificate *certificate = certificates->pdata[i];

    if (isg_card_certificate_is_of (certificate, identity))
      return fail (error, ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED, "the certificate is not valid now");
    other_person = other_person || isg_card_certificate_is_of (certificate, NULL);
    seal = seal || certificate->use == ISG_CERTIFICATE_SEAL;
  }

  if (other_person)
    return fail (error, ISG_SUBMIT_ERROR_OTHER_SIGNER, "it belongs to another person");
  if (seal)
    return fail (error, ISG_SUBMIT_ERROR_SEAL_ONLY, "it holds a seal alone");
  return fail (error, ISG_SUBMIT_ERROR_NO_CERTIFICATE, "it holds no signing certificate");
}

GPtrArray *
isg_card_choose (GPtrArray *certificates, const char *identity, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();
  const char *token_url;

  for (guint i = 0; i < certificates->len; i++) {
    IsgCardCertificate *certificate = certificates->pdata[i];

    if (isg_card_certificate_is_of (certificate, identity) && is_valid (certificate, now))
      g_ptr_array_add (fitting, certificate);
  }
  if (fitting->len == 0) {
    fail_none_fits (certificates, identity, error);
    return NULL;
  }
  g_ptr_array_sort (fitting, compare_newest);
  if (is_ambiguous (fitting)) {
    fail (error, ISG_SUBMIT_ERROR_CERTIFICATE_MANY, "two of them hold such a certificate");
    return NULL;
  }

  token_url = ((IsgCardCertificate *) fitting->pdata[0])->token_url;
  for (guint i = fitting->len; i > 1; i--) {
    if (!g_str_equal (((IsgCardCertificate *) fitting->pdata[i - 1])->token_url, token_url))
      g_ptr_array_remove_index (fitting, i - 1);
  }
  return g_steal_pointer (&fitting);
}
