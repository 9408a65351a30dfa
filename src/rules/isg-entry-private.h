/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-check-private.h"
#include "rules/isg-entry.h"

G_BEGIN_DECLS

/* Where a suggestion comes from: a day and a term, or a field of another record. */
typedef struct {
  IsgPath *copy;         /* (owned) (nullable) */
  IsgPath *from;         /* (owned) (nullable) the day on which the term begins */
  IsgPath *hazard_class; /* (owned) (nullable) */
  IsgPath *birth;        /* (owned) (nullable) only for persons */
  int below;             /* of less than this age */
  const char *term;      /* (nullable) a topic */
  IsgCondition *when;    /* (owned) (nullable) */
} IsgSuggestion;

/* What a field says of typing. */
struct _IsgEntryDef {
  const char *ordinary; /* (nullable) a code, "true" or "false" */
  IsgWords text;        /* (nullable) of a text field */
  IsgCondition *asked;  /* (owned) (nullable) */
  gboolean carry;
  GPtrArray *fill;      /* (owned) (nullable) (element-type IsgSuggestion): the first that holds */
  IsgWords result;      /* (nullable) what the quotient is called */
  const char *dividend; /* (nullable) a field id */
  const char *divisor;  /* (nullable) a field id */
  guint power;          /* of the divisor */
  gint64 times;
  guint places;
};

G_END_DECLS
