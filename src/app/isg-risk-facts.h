/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * IsgRiskFacts:
 *
 * What is known of a workplace while its risks are assessed.
 */
typedef struct {
  char *hazard_class;    /* (nullable) */
  char *nace;            /* (nullable) */
  char *professional;    /* (nullable): uuid of the only safety expert who serves it today */
  GPtrArray *people;     /* (owned) (element-type utf8): names of those who work there today */
  IsgRecord *assessment; /* (owned) (nullable): its newest other assessment */
  IsgRecord *cause;      /* (owned) (nullable): the event after which that is to be reviewed */
} IsgRiskFacts;

/**
 * IsgRiskQuestion:
 *
 * About which workplace is asked.
 */
typedef struct {
  char *workplace;  /* uuid */
  char *assessment; /* uuid of the one that is typed */
  IsgDate today;
} IsgRiskQuestion;

/**
 * isg_risk_question_free:
 * @question: (type IsgRiskQuestion) (transfer full): a question
 *
 * Thread: any.
 */
void isg_risk_question_free (gpointer question);

/**
 * isg_risk_facts_free:
 * @facts: (type IsgRiskFacts) (transfer full) (nullable): facts
 *
 * Thread: any.
 */
void isg_risk_facts_free (gpointer facts);

/**
 * isg_risk_facts_read:
 * @store: the thread's handle
 * @question: (type IsgRiskQuestion): about what
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (type IsgRiskFacts): what is known, or %NULL with @error
 */
gpointer isg_risk_facts_read (IsgStore *store,
                              gpointer question,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
