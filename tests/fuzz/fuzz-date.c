/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-date.h"

#include "fuzz/isg-fuzz.h"

static void
check_typed (const char *text)
{
  IsgDate today = isg_date_new (2026, 11, 23);
  IsgDate date = ISG_DATE_NONE;
  IsgDate again = ISG_DATE_NONE;
  g_autofree char *written = NULL;
  g_autoptr (GError) error = NULL;

  if (!isg_date_parse_typed (text, today, &date, &error)) {
    g_assert_nonnull (error);
    g_assert_cmpint (date, ==, ISG_DATE_NONE);
    return;
  }
  g_assert_no_error (error);
  written = isg_date_format (date, "dd.MM.yyyy");
  g_assert_true (isg_date_parse_typed (written, today, &again, &error));
  g_assert_cmpint (again, ==, date);
}

static void
check_iso (const char *text)
{
  IsgDate date = ISG_DATE_NONE;
  int seconds = -1;
  g_autofree char *written = NULL;
  g_autoptr (GError) not_a_date = NULL;
  g_autoptr (GError) not_a_moment = NULL;

  if (isg_date_parse_iso (text, &date, &not_a_date)) {
    written = isg_date_to_iso (date);
    g_assert_cmpstr (written, ==, text);
  } else {
    g_assert_nonnull (not_a_date);
  }
  if (isg_datetime_parse_iso (text, &date, &seconds, &not_a_moment)) {
    g_assert_cmpint (date, !=, ISG_DATE_NONE);
    g_assert_cmpint (seconds, >=, 0);
    g_assert_cmpint (seconds, <, 86400);
  } else {
    g_assert_nonnull (not_a_moment);
  }
}

static void
check_time (const char *text)
{
  int seconds = -1;
  g_autoptr (GError) error = NULL;

  if (isg_time_parse (text, &seconds, &error)) {
    g_assert_cmpint (seconds, >=, 0);
    g_assert_cmpint (seconds, <, 86400);
  } else {
    g_assert_nonnull (error);
    g_assert_cmpint (seconds, ==, -1);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = isg_fuzz_text (data, size);

  check_typed (text);
  check_iso (text);
  check_time (text);
  return 0;
}
