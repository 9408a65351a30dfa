/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-sign-basket-view.h"

#include <glib/gi18n.h>

#include "app/isg-error-text.h"

/* From here on a new certificate is worth asking for: it takes the issuers some weeks. */
#define EXPIRING_DAYS 30
#define DAY_SECONDS   86400

IsgBasketCard *
isg_basket_card_read (IsgSigner *signer)
{
  IsgBasketCard *card = g_new0 (IsgBasketCard, 1);
  g_autoptr (GError) error = NULL;

  card->code = -1;
  card->certificates = isg_signer_list (signer, &error);
  if (card->certificates == NULL)
    card->code = error->domain == ISG_SUBMIT_ERROR ? error->code : ISG_SUBMIT_ERROR_TOKEN;
  else
    card->tries = isg_signer_pin_tries (signer);
  return card;
}

void
isg_basket_card_free (IsgBasketCard *card)
{
  if (card == NULL)
    return;
  g_clear_pointer (&card->certificates, g_ptr_array_unref);
  g_free (card);
}

static gboolean
holds (const IsgSignerCertificate *certificate, gint64 now)
{
  return certificate->not_before <= now && now <= certificate->not_after;
}

const IsgSignerCertificate *
isg_basket_card_find (const IsgBasketCard *card, const char *identity, gint64 now)
{
  if (card == NULL || card->certificates == NULL)
    return NULL;
  for (guint i = 0; i < card->certificates->len; i++) {
    const IsgSignerCertificate *certificate = g_ptr_array_index (card->certificates, i);

    if (g_strcmp0 (certificate->identity, identity) == 0 && holds (certificate, now))
      return certificate;
  }
  return NULL;
}

/* The certificate that the card line speaks of: one that holds, the longest first. */
static const IsgSignerCertificate *
best_certificate (const IsgBasketCard *card, gint64 now)
{
  const IsgSignerCertificate *best = NULL;

  for (guint i = 0; card->certificates != NULL && i < card->certificates->len; i++) {
    const IsgSignerCertificate *certificate = g_ptr_array_index (card->certificates, i);
    gboolean better = best == NULL || holds (certificate, now) > holds (best, now)
                      || (holds (certificate, now) == holds (best, now)
                          && certificate->not_after > best->not_after);

    if (better)
      best = certificate;
  }
  return best;
}

static int
days_left (const IsgSignerCertificate *certificate, gint64 now)
{
  return (int) ((certificate->not_after - now) / DAY_SECONDS);
}

static char *
trouble_sentence (int code)
{
  g_autoptr (GError) error = NULL;

  if (code == ISG_SUBMIT_ERROR_NO_CARD)
    return g_strdup (_ ("Put the card into the reader. This sheet goes on by itself."));
  error = g_error_new_literal (ISG_SUBMIT_ERROR, code, "");
  return isg_error_text (error);
}

static char *
certificate_line (const IsgSignerCertificate *certificate, gint64 now)
{
  g_autofree char *end = isg_i18n_date (isg_date_from_unix (certificate->not_after), FALSE);
  int days = days_left (certificate, now);

  /* Translators: a card's owner, the last day of the certificate, days until then. */
  return g_strdup_printf (g_dngettext (NULL,
                                       "Card: %s · valid until %s (%d day left)",
                                       "Card: %s · valid until %s (%d days left)",
                                       (gulong) days),
                          certificate->name,
                          end,
                          days);
}

char *
isg_basket_card_line (const IsgBasketCard *card, gint64 now)
{
  const IsgSignerCertificate *best;

  if (card == NULL)
    return g_strdup (_ ("Looking at the card reader…"));
  if (card->code >= 0)
    return trouble_sentence (card->code);
  best = best_certificate (card, now);
  if (best == NULL)
    return trouble_sentence (ISG_SUBMIT_ERROR_NO_CERTIFICATE);
  if (!holds (best, now))
    return trouble_sentence (ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED);
  return certificate_line (best, now);
}

/* The first person who must sign something that this card cannot. */
static const char *
other_signer (const IsgBasketCard *card, GPtrArray *rows, gint64 now)
{
  for (guint i = 0; i < rows->len; i++) {
    const IsgBasketRow *row = g_ptr_array_index (rows, i);

    if (isg_basket_card_find (card, row->signer, now) == NULL)
      return row->signer_name;
  }
  return NULL;
}

char *
isg_basket_notice (const IsgBasketCard *card, GPtrArray *rows, gint64 now)
{
  const IsgSignerCertificate *best;
  const char *other;
  int days;

  if (card == NULL || card->code >= 0)
    return NULL;
  best = best_certificate (card, now);
  if (best == NULL || !holds (best, now))
    return NULL;
  other = other_signer (card, rows, now);
  if (other != NULL)
    return g_strdup_printf (_ ("Card in the reader: %s. These records are signed by %s; they are set apart."),
      best->name,
      other);
  days = days_left (best, now);
  if (days > EXPIRING_DAYS)
    return NULL;
  return g_strdup_printf (g_dngettext (NULL,
                                       "The certificate ends in %d day; ask for a new one now.",
                                       "The certificate ends in %d days; ask for a new one now.",
                                       (gulong) days),
                          days);
}

char *
isg_basket_tries_line (const IsgBasketCard *card)
{
  if (card == NULL || card->code >= 0)
    return g_strdup ("");
  switch (card->tries) {
  case ISG_PIN_TRIES_LAST:
    return g_strdup (_ ("Tries left: 1. If wrong, the card locks; cancel if you are not sure."));
  case ISG_PIN_TRIES_LOCKED:
    return trouble_sentence (ISG_SUBMIT_ERROR_PIN_LOCKED);
  case ISG_PIN_TRIES_UNKNOWN:
  case ISG_PIN_TRIES_LOW:
  default:
    return g_strdup (
      _ ("The card does not tell the tries left. Most lock at the third wrong one."));
  }
}

char *
isg_basket_row_facts (const IsgBasketRow *row, gboolean mine)
{
  g_autofree char *date = isg_i18n_date (row->date, FALSE);
  g_autofree char *where = row->workplace_title != NULL && *row->workplace_title != '\0'
                             ? g_strdup_printf ("%s · %s", row->workplace_title, date)
                             : g_strdup (date);

  if (mine)
    return g_steal_pointer (&where);
  /* Translators: workplace and day of a record, then the person whose card signs it. */
  return g_strdup_printf (_ ("%s — signed by: %s"), where, row->signer_name);
}

static char *
wrong_pin (IsgPinTries tries)
{
  if (tries == ISG_PIN_TRIES_LAST)
    return g_strdup_printf (_ ("The PIN is not right. Tries left: %d. Nothing was signed."), 1);
  if (tries == ISG_PIN_TRIES_LOCKED)
    return trouble_sentence (ISG_SUBMIT_ERROR_PIN_LOCKED);
  return trouble_sentence (ISG_SUBMIT_ERROR_PIN_WRONG);
}

char *
isg_basket_failure (const GError *error, IsgPinTries tries, guint n_signed, guint n_left)
{
  if (g_error_matches (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NO_CARD))
    return g_strdup_printf (_ ("The card was removed: %u signed, %u waiting."), n_signed, n_left);
  if (g_error_matches (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_PIN_WRONG))
    return wrong_pin (tries);
  return isg_error_text (error);
}
