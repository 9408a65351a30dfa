/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgIdentityCheck:
 * @ISG_IDENTITY_OK: length and check digits are right
 * @ISG_IDENTITY_LENGTH: not the right number of digits, or something other than digits
 * @ISG_IDENTITY_CHECKSUM: a digit must be wrong
 */
typedef enum {
  ISG_IDENTITY_OK,
  ISG_IDENTITY_LENGTH,
  ISG_IDENTITY_CHECKSUM,
} IsgIdentityCheck;

/**
 * isg_identity_check_person:
 * @text: a T.C. kimlik no or a yabancı kimlik no (begins with 99), 11 digits
 *
 * Thread: any.  Source: domain.md 2.1.
 *
 * Returns: what the rule says
 */
IsgIdentityCheck isg_identity_check_person (const char *text);

/**
 * isg_identity_is_foreign:
 * @text: a number that passed isg_identity_check_person ()
 *
 * Thread: any.
 *
 * Returns: whether it is a foreigner's (99…)
 */
gboolean isg_identity_is_foreign (const char *text);

/**
 * isg_identity_check_tax:
 * @text: a vergi kimlik no, 10 digits
 *
 * Thread: any.  Source: domain.md 1.1.
 *
 * Returns: what the rule says
 */
IsgIdentityCheck isg_identity_check_tax (const char *text);

/**
 * isg_identity_make_person:
 * @nine: nine digits, the first not 0
 *
 * For synthetic people in demo and tests.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the number with its two check digits
 */
char *isg_identity_make_person (const char *nine);

/**
 * IsgSgkParts:
 *
 * The parts of an SGK workplace number, each NUL-terminated.
 */
typedef struct {
  char nature[2];        /* mahiyet, 1 digit */
  char activity[5];      /* iş kolu, first four digits of the NACE code */
  char old_unit[3];      /* eski ünite */
  char new_unit[3];      /* yeni ünite */
  char serial[8];        /* işyeri sıra no */
  char province[4];      /* il, 001-081 */
  char district[3];      /* ilçe */
  char control[3];       /* kontrol no; its algorithm is not published */
  char subcontractor[4]; /* aracı no, 000 = asıl işveren */
} IsgSgkParts;

/**
 * isg_identity_sgk_digits:
 * @text: as written, with spaces, dots, dashes or slashes; how many digits is for
 * isg_identity_split_sgk () to say
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the digits alone, or %NULL when something other than digits
 * and separators is in it
 */
char *isg_identity_sgk_digits (const char *text);

/**
 * isg_identity_split_sgk:
 * @digits: 26 digits
 * @out: (out): the parts
 *
 * Thread: any.  Source: domain.md 1.1.
 *
 * Returns: %FALSE, and nothing written, when it is not 26 digits
 */
gboolean isg_identity_split_sgk (const char *digits, IsgSgkParts *out);

G_END_DECLS
