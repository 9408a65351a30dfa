/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-recovery-code.h"

#include <string.h>

#include "base/isg-error.h"
#include "store/isg-cipher-header-private.h"

#define N_RANDOM   26
#define N_CHECK    2
#define N_ALL      (N_RANDOM + N_CHECK)
#define GROUP      4
#define SHOWN_SIZE (N_ALL + N_ALL / GROUP) /* with a NUL in place of the last dash */
#define MODULUS    1021

/* Crockford's: without I, L, O and U. */
static const char alphabet[33] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static guint
sum_of (const guint8 *values)
{
  guint sum = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    sum = (sum * 32 + values[i]) % MODULUS;
  return sum;
}

static void
put_check (guint8 *values)
{
  guint sum = sum_of (values);

  values[N_RANDOM] = (guint8) (sum / 32);
  values[N_RANDOM + 1] = (guint8) (sum % 32);
}

static IsgSecret *
show (guint8 values[N_ALL], GError **error)
{
  char shown[SHOWN_SIZE];
  gsize at = 0;
  IsgSecret *code;

  for (guint i = 0; i < N_ALL; i++) {
    if (i > 0 && i % GROUP == 0)
      shown[at++] = '-';
    shown[at++] = alphabet[values[i]];
  }
  shown[at] = '\0';
  code = isg_secret_new (shown, (gssize) at, error);
  isg_secret_wipe (shown, sizeof shown);
  isg_secret_wipe (values, N_ALL);
  return code;
}

IsgSecret *
isg_recovery_code_new (GError **error)
{
  guint8 values[N_ALL];

  if (!isg_cipher_random (values, N_RANDOM)) {
    g_set_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_MEMORY, "no random bytes");
    return NULL;
  }
  for (guint i = 0; i < N_RANDOM; i++)
    values[i] &= 31;
  put_check (values);
  return show (values, error);
}

/* -1: no character of a code. */
static int
value_of (char typed)
{
  char upper = g_ascii_toupper (typed);
  const char *found;

  if (upper == 'O')
    return 0;
  if (upper == 'I' || upper == 'L')
    return 1;
  found = upper != '\0' ? strchr (alphabet, upper) : NULL;
  return found != NULL ? (int) (found - alphabet) : -1;
}

static gboolean
read_values (IsgSecret *typed, guint8 values[N_ALL])
{
  gsize length;
  const char *text = isg_secret_peek (typed, &length);
  guint n = 0;

  for (gsize i = 0; i < length; i++) {
    int value;

    if (g_ascii_isspace (text[i]) || text[i] == '-')
      continue;
    value = value_of (text[i]);
    if (value < 0 || n == N_ALL)
      return FALSE;
    values[n++] = (guint8) value;
  }
  return n == N_ALL;
}

IsgSecret *
isg_recovery_code_read (IsgSecret *typed, GError **error)
{
  guint8 values[N_ALL];

  if (!read_values (typed, values)) {
    g_set_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_FORMAT, "no recovery code");
    return NULL;
  }
  if (sum_of (values) != (guint) values[N_RANDOM] * 32 + values[N_RANDOM + 1]) {
    isg_secret_wipe (values, sizeof values);
    g_set_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_RANGE, "the code's checksum does not hold");
    return NULL;
  }
  return show (values, error);
}
