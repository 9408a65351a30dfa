/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-error-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "base/isg-error.h"
#include "dataset/isg-document.h"
#include "rules/isg-rules.h"
#include "store/isg-store.h"
#include "submit/isg-submit-error.h"

/* A table for each domain, since codes of different domains are the same numbers. */
typedef struct {
  int code;
  const char *sentence;
} Sentence;

/* clang-format off */
static const Sentence store_sentences[] = {
  { ISG_STORE_ERROR_BUSY, N_("The file is open in another window.") },
  { ISG_STORE_ERROR_FULL, N_("The disk is full. Your text is on the screen and is kept once there is room.") },
  { ISG_STORE_ERROR_IO, N_("The disk did not take the change. Your text is on the screen; try again, and look at the disk if it stays.") },
  { ISG_STORE_ERROR_CORRUPT, N_("The file seems damaged; nothing was deleted. Open the newest backup.") },
  { ISG_STORE_ERROR_FOREIGN, N_("This file does not belong to İSG Defteri; it was not touched. Choose another folder.") },
  { ISG_STORE_ERROR_NEWER, N_("This file was written by a newer version; it was not touched. Update the program.") },
  { ISG_STORE_ERROR_ABSENT, N_("This record is not in the file any more. Go back to the list.") },
  { ISG_STORE_ERROR_EXISTS, N_("There already is a file in this folder. Choose another folder.") },
  { ISG_STORE_ERROR_CONFLICT, N_("This record was changed elsewhere in the meantime. Open it again; your text is kept as a draft.") },
  { ISG_STORE_ERROR_INVALID, N_("This cannot be kept as it is. Look over the record, then try again.") },
  { ISG_STORE_ERROR_READ_ONLY, N_("The disk or folder of your records may only be read. You can look at everything; nothing can be changed until it may be written.") },
  { ISG_STORE_ERROR_CANCELLED, N_("Stopped. Nothing half-done was left behind.") },
  { ISG_STORE_ERROR_LOCKED, N_("The file is locked. Enter the passphrase to open it.") },
  { ISG_STORE_ERROR_KEY, N_("The passphrase does not open this file. Nothing was changed.") },
  { ISG_STORE_ERROR_HEALTH, N_("The health details are locked, and this needs them. What you typed is kept; open the health lock and try again.") },
  { ISG_STORE_ERROR_FROZEN, N_("This was completed, and its text stays as it was then. Write what is new into the answer, or a finding of its own.") },
};

static const Sentence submit_sentences[] = {
  { ISG_SUBMIT_ERROR_NOT_FIT, N_("The record cannot be finished yet. The list of missing places says what is needed.") },
  { ISG_SUBMIT_ERROR_METHOD, N_("The address for this kind of notification is not entered. Enter it in Settings › Submission.") },
  { ISG_SUBMIT_ERROR_CANCELLED, N_("Stopped. What was done so far is kept.") },
  { ISG_SUBMIT_ERROR_NO_MODULE, N_("The card's program (PKCS#11 module) could not be opened. Choose another one in Settings › Signing card.") },
  { ISG_SUBMIT_ERROR_NO_CARD, N_("Put the card into the reader.") },
  { ISG_SUBMIT_ERROR_NO_CERTIFICATE, N_("The card holds no certificate with which this person can sign. Put in the card of the person who signs.") },
  { ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED, N_("The card's certificate is not valid today. You can sign with a new card; records wait.") },
  { ISG_SUBMIT_ERROR_CERTIFICATE_MANY, N_("Several certificates on the card would do equally. Leave only one card in the reader.") },
  { ISG_SUBMIT_ERROR_SEAL_ONLY, N_("The card holds only a seal; a person's signature is needed.") },
  { ISG_SUBMIT_ERROR_OTHER_SIGNER, N_("The card in the reader is another person's. Put in the card of the person who signs.") },
  { ISG_SUBMIT_ERROR_PIN_WRONG, N_("The PIN is not right. Nothing was signed.") },
  { ISG_SUBMIT_ERROR_PIN_LOCKED, N_("The card is locked. Open it with the issuer's PUK code; your records wait.") },
  { ISG_SUBMIT_ERROR_TOKEN, N_("The card did not answer. Take it out, put it in again and try once more.") },
  { ISG_SUBMIT_ERROR_CLOCK, N_("The computer's clock seems to be off, and a signature carries its time. Set the clock; your records wait.") },
  { ISG_SUBMIT_ERROR_MAYBE_SENT, N_("The lost copy of this file may have sent this. Open the record and finish it there if you know that it was not sent.") },
  { ISG_SUBMIT_ERROR_SIGNATURE_BAD, N_("The card's signature does not verify and was not kept. Try another reader or card.") },
};

static const Sentence rules_sentences[] = {
  { ISG_RULES_ERROR_MISSING, N_("The rule pack is missing. Install the program again; your records are kept.") },
  { ISG_RULES_ERROR_BROKEN, N_("The rule pack cannot be read. Install the program again; your records are kept.") },
  { ISG_RULES_ERROR_ENGINE, N_("The rule pack needs a newer version of the program. Update the program.") },
  { ISG_RULES_ERROR_UNKNOWN, N_("This kind of record is not in the rule pack. Install the newest rule pack.") },
  { ISG_RULES_ERROR_VALUE, N_("A value does not fit its field. Look over the record.") },
  { ISG_RULES_ERROR_DAMAGED, N_("Nothing was installed or changed: the file is damaged, or no rule pack.") },
  { ISG_RULES_ERROR_SIGNATURE, N_("Nothing was installed or changed: the signature is not valid.") },
  { ISG_RULES_ERROR_FOREIGN, N_("Nothing was installed or changed: the rule pack is another issuer's.") },
  { ISG_RULES_ERROR_OLDER, N_("Nothing was installed or changed: the rule pack is older than the present one, or the same.") },
};

static const Sentence file_sentences[] = {
  { G_FILE_ERROR_NOSPC, N_("There is no room on this disk; the file was not written. Make room or choose another place.") },
  { G_FILE_ERROR_ACCES, N_("This folder may not be written to; the file was not written. Choose another folder.") },
  { G_FILE_ERROR_PERM, N_("This folder may not be written to; the file was not written. Choose another folder.") },
  { G_FILE_ERROR_ROFS, N_("This folder may not be written to; the file was not written. Choose another folder.") },
};

static const Sentence io_sentences[] = {
  { G_IO_ERROR_NO_SPACE, N_("There is no room on this disk; the file was not written. Make room or choose another place.") },
  { G_IO_ERROR_PERMISSION_DENIED, N_("This folder may not be written to; the file was not written. Choose another folder.") },
  { G_IO_ERROR_READ_ONLY, N_("This folder may not be written to; the file was not written. Choose another folder.") },
};
/* clang-format on */

static const char *
find (const Sentence *sentences, gsize n, int code)
{
  for (gsize i = 0; i < n; i++)
    if (sentences[i].code == code)
      return _ (sentences[i].sentence);
  return NULL;
}

static const char *
find_sentence (const GError *error)
{
  if (error->domain == ISG_STORE_ERROR)
    return find (store_sentences, G_N_ELEMENTS (store_sentences), error->code);
  if (error->domain == ISG_SUBMIT_ERROR)
    return find (submit_sentences, G_N_ELEMENTS (submit_sentences), error->code);
  if (error->domain == ISG_RULES_ERROR)
    return find (rules_sentences, G_N_ELEMENTS (rules_sentences), error->code);
  if (error->domain == ISG_DATASET_ERROR)
    return _ ("The notification could not be built from this record. Look over the record, then try "
              "again.");
  if (error->domain == ISG_BASE_ERROR)
    return _ ("What is written was not understood. Look at it once more.");
  return NULL;
}

static const char *
find_file_sentence (const GError *error)
{
  const char *sentence = NULL;

  if (error->domain == G_FILE_ERROR)
    sentence = find (file_sentences, G_N_ELEMENTS (file_sentences), error->code);
  else if (error->domain == G_IO_ERROR)
    sentence = find (io_sentences, G_N_ELEMENTS (io_sentences), error->code);
  if (sentence == NULL && (error->domain == G_FILE_ERROR || error->domain == G_IO_ERROR))
    return _ ("The file could not be read or written. Choose another place, then try again.");
  return sentence;
}

char *
isg_error_text (const GError *error)
{
  const char *sentence;

  g_return_val_if_fail (error != NULL, NULL);

  sentence = find_sentence (error);
  if (sentence == NULL)
    sentence = find_file_sentence (error);
  if (sentence == NULL)
    sentence = _ ("This did not work. What you typed is kept; try again.");
  return g_strdup (sentence);
}

gboolean
isg_error_is_about_store (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  if (error->domain != ISG_STORE_ERROR)
    return FALSE;
  switch ((IsgStoreError) error->code) {
  case ISG_STORE_ERROR_BUSY:
  case ISG_STORE_ERROR_IO:
  case ISG_STORE_ERROR_CORRUPT:
  case ISG_STORE_ERROR_FOREIGN:
  case ISG_STORE_ERROR_NEWER:
  case ISG_STORE_ERROR_LOCKED:
  case ISG_STORE_ERROR_KEY:
    return TRUE;
  case ISG_STORE_ERROR_FULL:
  case ISG_STORE_ERROR_ABSENT:
  case ISG_STORE_ERROR_EXISTS:
  case ISG_STORE_ERROR_CONFLICT:
  case ISG_STORE_ERROR_INVALID:
  case ISG_STORE_ERROR_READ_ONLY:
  case ISG_STORE_ERROR_CANCELLED:
  case ISG_STORE_ERROR_HEALTH:
  case ISG_STORE_ERROR_FROZEN:
  default:
    return FALSE;
  }
}
