/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-pack-reader.h"
#include "rules/isg-risk-method.h"

G_BEGIN_DECLS

/* One value that may be picked. */
typedef struct {
  IsgDecimal value;
  IsgWords name;
  IsgWords meaning;
} IsgRiskValue;

struct _IsgRiskFactor {
  const char *field;
  const char *after;
  IsgWords label;
  IsgWords symbol;
  GPtrArray *values; /* (owned) (element-type IsgRiskValue) from the least */
};

/* What the upper limit of a level is. */
typedef enum {
  ISG_RISK_EDGE_NONE,
  ISG_RISK_EDGE_BELOW, /* the limit itself belongs to the level above */
  ISG_RISK_EDGE_TO,    /* the limit itself belongs to this level */
} IsgRiskEdge;

struct _IsgRiskLevel {
  const char *id;
  guint rank;
  IsgWords label;
  IsgWords action;
  gboolean needs_measure;
  gboolean is_high;
  gboolean has_from;
  IsgDecimal from; /* belongs to this level */
  IsgRiskEdge edge;
  IsgDecimal upper;
};

struct _IsgRiskMethod {
  const char *id;
  IsgWords label;
  const char *source;
  gboolean needs_score;
  const IsgRiskMethod *scored_by; /* (not owned) (nullable) whose factors and levels hold here */
  GPtrArray *factors;             /* (owned) (element-type IsgRiskFactor) */
  GPtrArray *levels;              /* (owned) (element-type IsgRiskLevel) the gravest first */
};

/**
 * isg_risk_method_free:
 * @method: (transfer full): a method
 *
 * Thread: any.
 */
void isg_risk_method_free (IsgRiskMethod *method);

/**
 * isg_risk_level_holds:
 * @level: a level
 * @score: a score
 *
 * Thread: any.
 *
 * Returns: whether the score lies between its limits
 */
gboolean isg_risk_level_holds (const IsgRiskLevel *level, IsgDecimal score);

/**
 * isg_risk_methods_load:
 * @reader: a reader
 * @rules: the pack
 *
 * Reads "risk-methods/": refuses values that do not rise, a product that lies in no level or in
 * two, and a level that no product reaches.
 *
 * Thread: the reader's.
 */
void isg_risk_methods_load (IsgPackReader *reader, IsgRules *rules);

G_END_DECLS
