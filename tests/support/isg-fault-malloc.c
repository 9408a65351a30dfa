/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-fault-malloc.h"

#include <sqlite3.h>

static sqlite3_mem_methods real;
static guint count;
static guint failed;
static guint nth;
static gboolean from_then_on;

static gboolean
says_no (void)
{
  if (nth == 0)
    return FALSE;
  count++;
  if (count != nth && !(from_then_on && count > nth))
    return FALSE;
  failed++;
  return TRUE;
}

static void *
fault_malloc (int size)
{
  return says_no () ? NULL : real.xMalloc (size);
}

static void *
fault_realloc (void *memory, int size)
{
  return says_no () ? NULL : real.xRealloc (memory, size);
}

void
isg_fault_malloc_install (void)
{
  sqlite3_mem_methods mine;

  /* Lookaside memory would hide most askings. */
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real), ==, SQLITE_OK);
  mine = real;
  mine.xMalloc = fault_malloc;
  mine.xRealloc = fault_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &mine), ==, SQLITE_OK);
}

void
isg_fault_malloc_arm (guint the_nth, gboolean all_later)
{
  nth = the_nth;
  from_then_on = all_later;
  count = 0;
  failed = 0;
}

guint
isg_fault_malloc_disarm (void)
{
  nth = 0;
  return failed;
}
