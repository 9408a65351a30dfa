/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-checklist.h"
#include "rules/isg-pack-reader.h"

G_BEGIN_DECLS

typedef struct {
  const char *id;
  IsgWords label;
} IsgChecklistSection;

typedef struct {
  IsgMeasureRank rank;
  IsgWords text;
} IsgOfferedMeasure;

typedef struct {
  const IsgRiskFactor *factor; /* (not owned) the pack's; it belongs to one method */
  IsgDecimal value;
} IsgOfferedScore;

struct _IsgStatement {
  const char *id;
  const IsgChecklistSection *section; /* (not owned) (nullable) the list's; NULL after a failure */
  IsgWords hazard;
  IsgWords risk;
  IsgWords affirmative;
  IsgWords negative;
  const char *source;
  GArray *measures; /* (owned) (element-type IsgOfferedMeasure) */
  GArray *scores;   /* (owned) (element-type IsgOfferedScore) */
};

struct _IsgChecklist {
  const char *id;
  IsgWords label;
  const char *source;
  gboolean offered;    /* FALSE: only a part of other lists */
  GPtrArray *nace;     /* (owned) (element-type utf8) */
  GPtrArray *sections; /* (owned) (element-type IsgChecklistSection) */
  GPtrArray *own;      /* (owned) (element-type IsgStatement) */
  GPtrArray *all;      /* (owned) (element-type IsgStatement) own ones and those of other lists */
};

/**
 * isg_checklist_free:
 * @checklist: (transfer full): a list
 *
 * Thread: any.
 */
void isg_checklist_free (IsgChecklist *checklist);

/**
 * isg_checklists_load:
 * @reader: a reader
 * @rules: the pack, whose risk methods are there
 *
 * Reads "checklists/": refuses statements without measures, measures against the hierarchy, scores
 * outside a method, and sentences that stand twice in a list.
 *
 * Thread: the reader's.
 */
void isg_checklists_load (IsgPackReader *reader, IsgRules *rules);

G_END_DECLS
