/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-check.h"
#include "rules/isg-rules-private.h"

G_BEGIN_DECLS

/* One run over one record. */
typedef struct {
  IsgRules *rules;
  const IsgKind *kind;
  IsgRecord *record;
  const IsgCheckContext *context;
  GHashTable *resolved; /* (owned) uuid → IsgRecord (nullable): each is looked up once */
  GPtrArray *findings;  /* (owned) (element-type IsgFinding) */
} IsgCheckRun;

/**
 * isg_check_run_resolve:
 * @uuid: another record's
 * @run: the run
 *
 * An #IsgRecordResolver that asks the caller's once for each record.
 *
 * Thread: the run's.
 *
 * Returns: (transfer full) (nullable): the record
 */
IsgRecord *isg_check_run_resolve (const char *uuid, gpointer run);

/**
 * isg_check_run_unref_record:
 * @record: (transfer full) (nullable): a record in a run's "resolved"
 *
 * Thread: the run's.
 */
void isg_check_run_unref_record (gpointer record);

/**
 * isg_check_run_get:
 * @run: a run
 * @path: (nullable): a path from the record
 * @row: the row
 *
 * Thread: the run's.
 *
 * Returns: (transfer full) (nullable): the value
 */
IsgValue *isg_check_run_get (IsgCheckRun *run, const IsgPath *path, guint row);

/**
 * isg_check_run_date:
 * @run: a run
 * @path: (nullable): a path to a day
 * @row: the row
 *
 * Thread: the run's.
 *
 * Returns: the day there, or %ISG_DATE_NONE
 */
IsgDate isg_check_run_date (IsgCheckRun *run, const IsgPath *path, guint row);

/**
 * isg_check_run_record:
 * @run: a run
 * @path: a path to a reference
 * @row: the row
 *
 * Thread: the run's.
 *
 * Returns: (transfer full) (nullable): the record that is referred to
 */
IsgRecord *isg_check_run_record (IsgCheckRun *run, const IsgPath *path, guint row);

/**
 * isg_check_run_find:
 * @run: a run
 * @kind: a kind
 * @workplace: (nullable): a workplace; %NULL for any
 * @field: (nullable): a field of that kind; %NULL: all that are open
 * @value: (nullable): its value as text
 *
 * Thread: the run's.
 *
 * Returns: (transfer full) (element-type IsgRecord): other records than the one that is checked,
 * perhaps none
 */
GPtrArray *isg_check_run_find (IsgCheckRun *run,
                               const char *kind,
                               const char *workplace,
                               const char *field,
                               const char *value);

/**
 * isg_check_run_title:
 * @run: a run
 * @record: (nullable): another record
 * @language: which
 *
 * Thread: the run's.
 *
 * Returns: (transfer full) (nullable): how it is called
 */
char *isg_check_run_title (IsgCheckRun *run, IsgRecord *record, IsgLanguage language);

/**
 * isg_check_run_report:
 * @run: a run
 * @path: (nullable): the field
 * @severity: how grave
 * @code: the finding
 * @...: pairs of place and text, ended by %NULL; a %NULL text leaves its place out
 *
 * In a row the row's name goes along as the place "row".
 *
 * Thread: the run's.
 */
void isg_check_run_report (IsgCheckRun *run,
                           const char *path,
                           IsgSeverity severity,
                           const char *code,
                           ...) G_GNUC_NULL_TERMINATED;

/**
 * isg_check_fields:
 * @run: a run
 *
 * Judges each field by its definition: obligation, type, limits, codes, identity numbers,
 * references.
 *
 * Thread: the run's.
 */
void isg_check_fields (IsgCheckRun *run);

/**
 * isg_check_text:
 * @run: a run
 * @def: a text field
 * @path: where it stands
 * @text: its text
 *
 * Thread: the run's.
 */
void isg_check_text (IsgCheckRun *run, const IsgFieldDef *def, const char *path, const char *text);

/**
 * isg_check_used_records:
 * @run: a run over a record of a kind that is sent
 *
 * What the record refers to goes along to the Ministry, so it must be fit as well.
 *
 * Thread: the run's.
 */
void isg_check_used_records (IsgCheckRun *run);

/* ---- named checks ---- */

/* The paths that a check can have; each check's table says which. */
typedef enum {
  ISG_CHECK_PATH,  /* what is judged */
  ISG_CHECK_OTHER, /* against what */
  ISG_CHECK_AT,    /* where the finding stands, when not at what is judged */
  ISG_CHECK_DATE,  /* on which day */
  ISG_CHECK_CLASS, /* in which hazard class */
  ISG_CHECK_FROM,
  ISG_CHECK_UNTIL,
  ISG_CHECK_UNLESS, /* silent when this one has a value */
  ISG_CHECK_N_PATHS,
} IsgCheckPathName;

/* Its other parameters. */
typedef struct {
  const char *kind;        /* (nullable) */
  const char *key;         /* (nullable) a field of that kind */
  const char *from;        /* (nullable) the same */
  const char *until;       /* (nullable) the same */
  const char *column;      /* (nullable) of a code list */
  const IsgCodeList *list; /* (not owned) (nullable) */
  const char *term;        /* (nullable) a term's topic */
  const char *unit_term;   /* (nullable) a term's topic */
  int number;
  IsgDate since;
  const char *elsewhere_code; /* (nullable) */
  IsgSeverity elsewhere_grade;
  GHashTable *allowed; /* (owned) (nullable) text → GPtrArray of texts */
  GPtrArray *lists;    /* (owned) (nullable) (element-type IsgPath) */
  GPtrArray *when;     /* (owned) (nullable) (element-type IsgPath): "when", beside when_in */
  GPtrArray *when_in;  /* (owned) (nullable) (element-type GPtrArray of texts) */
  GArray *maxima;      /* (owned) (nullable) (element-type guint) beside lists */
} IsgCheckParams;

typedef void (*IsgCheckFunc) (const IsgCheckDef *def, IsgCheckRun *run);

struct _IsgCheckDef {
  IsgCheckFunc func;
  const char *code;
  IsgSeverity grade;
  IsgPath *paths[ISG_CHECK_N_PATHS]; /* (owned) (nullable) */
  IsgCheckParams params;
};

/**
 * isg_check_def_applies:
 * @def: a check
 * @run: a run
 *
 * Thread: the run's.
 *
 * Returns: whether each field of its "when" has one of the values named there
 */
gboolean isg_check_def_applies (const IsgCheckDef *def, IsgCheckRun *run);

/**
 * isg_check_def_place:
 * @def: a check
 * @row: the row
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): where its finding stands
 */
char *isg_check_def_place (const IsgCheckDef *def, guint row);

/* Days. */
void isg_check_date_not_future (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_date_not_before (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_date_not_after (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_term_until (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_time_not_before (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_age_below (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_term_sum (const IsgCheckDef *def, IsgCheckRun *run);

/* References and other records. */
void isg_check_ref_active_on (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_ref_same_workplace (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_covered_by (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_duplicate (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_duplicate_record (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_no_overlap (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_term_heads (const IsgCheckDef *def, IsgCheckRun *run);

/* Values against values, lists and codes. */
void isg_check_unique_in_list (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_needs_any (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_needs_none (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_fill_all (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_code_alone (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_split_notice (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_matrix (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_combination (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_matches_code (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_code_successor (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_code_reused (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_person_foreign (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_sgk_nature (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_sgk_province (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_sgk_activity (const IsgCheckDef *def, IsgCheckRun *run);

/* Hazards by the method that the record names, answers of a checklist, review. */
void isg_check_risk_values (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_risk_unused (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_risk_scored (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_risk_needs (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_risk_lower (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_risk_done (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_statement_known (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_statement_hazard (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_row_value (const IsgCheckDef *def, IsgCheckRun *run);
void isg_check_review_due (const IsgCheckDef *def, IsgCheckRun *run);

G_END_DECLS
