/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/isg-identity.h"
#include "rules/isg-check-private.h"

static void
report_digits (IsgCheckRun *run, const char *path, const char *code, const char *text)
{
  guint digits = 0;
  g_autofree char *n = NULL;

  for (const char *at = text; *at != '\0'; at++)
    digits += g_ascii_isdigit (*at) ? 1 : 0;
  n = g_strdup_printf ("%u", digits);
  isg_check_run_report (run, path, ISG_SEVERITY_BLOCK, code, "n", n, NULL);
}

static void
report_identity (IsgCheckRun *run,
                 const char *path,
                 IsgIdentityCheck result,
                 const char *length_code,
                 const char *checksum_code,
                 const char *text)
{
  if (result == ISG_IDENTITY_LENGTH)
    report_digits (run, path, length_code, text);
  else if (result == ISG_IDENTITY_CHECKSUM)
    isg_check_run_report (run, path, ISG_SEVERITY_BLOCK, checksum_code, NULL);
}

static void
check_sgk (IsgCheckRun *run, const char *path, const char *text)
{
  g_autofree char *digits = isg_identity_sgk_digits (text);
  IsgSgkParts parts;

  if (digits == NULL)
    isg_check_run_report (run, path, ISG_SEVERITY_BLOCK, "sgk_characters", NULL);
  else if (!isg_identity_split_sgk (digits, &parts))
    report_digits (run, path, "sgk_length", digits);
}

/* A sole trader's tax number is the owner's identity number (domain.md 1.1). */
static void
check_tax (IsgCheckRun *run, const char *path, const char *text)
{
  IsgIdentityCheck result
    = strlen (text) == 11 ? isg_identity_check_person (text) : isg_identity_check_tax (text);

  report_identity (run, path, result, "vkn_length", "vkn_checksum", text);
}

static void
check_algorithm (IsgCheckRun *run, const IsgFieldDef *def, const char *path, const char *text)
{
  switch (def->check) {
  case ISG_FIELD_CHECK_PERSON:
    report_identity (run,
                     path,
                     isg_identity_check_person (text),
                     "tckn_length",
                     "tckn_checksum",
                     text);
    break;
  case ISG_FIELD_CHECK_SGK:
    check_sgk (run, path, text);
    break;
  case ISG_FIELD_CHECK_TAX:
    check_tax (run, path, text);
    break;
  case ISG_FIELD_CHECK_NONE:
  default:
    break;
  }
}

void
isg_check_text (IsgCheckRun *run, const IsgFieldDef *def, const char *path, const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  if (length > (glong) def->max_length) {
    g_autofree char *most = g_strdup_printf ("%u", def->max_length);
    g_autofree char *more = g_strdup_printf ("%ld", length - (glong) def->max_length);

    isg_check_run_report (run, path, ISG_SEVERITY_BLOCK, "too_long", "n", most, "m", more, NULL);
    return;
  }
  check_algorithm (run, def, path, text);
}
