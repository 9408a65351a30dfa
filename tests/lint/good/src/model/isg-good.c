/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-good.h"

#include <string.h>

#define _(text) (text)

struct _IsgGood {
  char *name; /* (owned) */
};

static const char *const names[] = { "g_print (", "strcpy (%%f)" };

/* The library wants a table that it may write to. */
static int table[2]; /* lint-allow L3: the library's own state */

static void free_name (IsgGood *good);

static void
free_name (IsgGood *good)
{
  static gsize once; /* not at the top level */

  /* g_print ("this is a comment"); strtod () as well */
  g_clear_pointer (&good->name, g_free);
  table[0] = (int) strlen (names[0]) + (int) once;
}

IsgGood *
isg_good_new (const char *name, IsgDate date, GError **error)
{
  IsgGood *good = g_new0 (IsgGood, 1);

  good->name = g_ascii_strdown (_ ("A good one"), -1);
  return good;
}

void
isg_good_each (IsgGood *good, IsgGoodFunc func)
{
  func (good);
}

void
isg_good_free (IsgGood *good)
{
  free_name (good);
  g_free (good);
}
