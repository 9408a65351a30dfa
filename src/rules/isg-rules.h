/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-date.h"
#include "base/isg-decimal.h"
#include "base/isg-i18n.h"
#include "model/isg-finding.h"
#include "model/isg-record.h"

G_BEGIN_DECLS

/**
 * ISG_RULES_ERROR:
 *
 * What is wrong with a rule pack, or with a record read by it. The message names file, place and
 * reason.
 */
#define ISG_RULES_ERROR (isg_rules_error_quark ())

/**
 * IsgRulesError:
 * @ISG_RULES_ERROR_MISSING: no pack, or a file of it is missing
 * @ISG_RULES_ERROR_BROKEN: a definition is broken; the pack is refused whole
 * @ISG_RULES_ERROR_ENGINE: made for an engine that this program does not have
 * @ISG_RULES_ERROR_UNKNOWN: a kind or field that the pack does not know
 * @ISG_RULES_ERROR_VALUE: a value that does not fit its field
 * @ISG_RULES_ERROR_DAMAGED: a file that is no whole signed pack
 * @ISG_RULES_ERROR_SIGNATURE: the pack issuer's signature is missing or does not hold
 * @ISG_RULES_ERROR_FOREIGN: signed by somebody else than the pack issuer
 * @ISG_RULES_ERROR_OLDER: not newer than what is there
 */
typedef enum {
  ISG_RULES_ERROR_MISSING,
  ISG_RULES_ERROR_BROKEN,
  ISG_RULES_ERROR_ENGINE,
  ISG_RULES_ERROR_UNKNOWN,
  ISG_RULES_ERROR_VALUE,
  ISG_RULES_ERROR_DAMAGED,
  ISG_RULES_ERROR_SIGNATURE,
  ISG_RULES_ERROR_FOREIGN,
  ISG_RULES_ERROR_OLDER,
} IsgRulesError;

/**
 * isg_rules_error_quark:
 *
 * Thread: any.
 *
 * Returns: the quark of %ISG_RULES_ERROR
 */
GQuark isg_rules_error_quark (void);

/**
 * IsgRules:
 *
 * A rule pack, loaded and checked: kinds, data sets, code lists, terms, texts. Immutable, reference
 * counted, usable from any thread. What it hands out lives as long as it does.
 */
typedef struct _IsgRules IsgRules;
typedef struct _IsgKind IsgKind;
typedef struct _IsgFieldDef IsgFieldDef;
typedef struct _IsgCodeList IsgCodeList;

/**
 * isg_rules_load:
 * @dir: (nullable): a folder with pack.json, kinds/, datasets/, codes/, terms/, texts/,
 * risk-methods/, checklists/; %NULL for the built-in pack, or for the folder named by ISG_RULES_DIR
 * when that is set
 * @error: %ISG_RULES_ERROR _MISSING, _BROKEN or _ENGINE with file, place and reason
 *
 * Loads a pack whole or refuses it whole. Every reference inside it (code lists, kinds, fields
 * named in checks and documents) is checked here, so that nothing can fail later for the pack's
 * sake.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the pack, or %NULL with @error
 */
IsgRules *isg_rules_load (const char *dir, GError **error);

/**
 * isg_rules_ref:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer full): @rules
 */
IsgRules *isg_rules_ref (IsgRules *rules);

/**
 * isg_rules_unref:
 * @rules: (transfer full): a pack
 *
 * Thread: any.
 */
void isg_rules_unref (IsgRules *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRules, isg_rules_unref)

/**
 * isg_rules_id:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none): the pack's id
 */
const char *isg_rules_id (IsgRules *rules);

/**
 * isg_rules_version:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none): its version, e.g. "2026.11.1"
 */
const char *isg_rules_version (IsgRules *rules);

/**
 * isg_rules_issuer:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none): who issued it
 */
const char *isg_rules_issuer (IsgRules *rules);

/**
 * isg_rules_issued:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: the day on which it was issued
 */
IsgDate isg_rules_issued (IsgRules *rules);

/**
 * isg_rules_valid_from:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: the day from which it is in force
 */
IsgDate isg_rules_valid_from (IsgRules *rules);

/**
 * isg_rules_published:
 * @rules: a pack
 *
 * Thread: any.  Source: circular 2018/1, integrators follow within 30 calendar days.
 *
 * Returns: the day on which the Ministry published the change that the pack follows, or
 * %ISG_DATE_NONE
 */
IsgDate isg_rules_published (IsgRules *rules);

/**
 * isg_rules_signer:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the name in the certificate that its file was signed with;
 * %NULL for the built-in pack and for a folder
 */
const char *isg_rules_signer (IsgRules *rules);

/**
 * isg_rules_digest:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): SHA-256 of its content, in hexadecimal; %NULL for the
 * built-in pack and for a folder
 */
const char *isg_rules_digest (IsgRules *rules);

/**
 * isg_rules_is_trial:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: whether it was signed by an issuer whom the sandbox alone trusts
 */
gboolean isg_rules_is_trial (IsgRules *rules);

/**
 * isg_rules_kinds:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgKind): the kinds in the pack's order
 */
GPtrArray *isg_rules_kinds (IsgRules *rules);

/**
 * isg_rules_kind:
 * @rules: a pack
 * @id: a kind id
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the kind
 */
const IsgKind *isg_rules_kind (IsgRules *rules, const char *id);

/* ---- kinds and fields ---- */

/**
 * isg_kind_id:
 * @kind: a kind
 *
 * Thread: any.
 *
 * Returns: (transfer none): its id
 */
const char *isg_kind_id (const IsgKind *kind);

/**
 * isg_kind_label:
 * @kind: a kind
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): "Eğitim" / "Training"
 */
const char *isg_kind_label (const IsgKind *kind, IsgLanguage language);

/**
 * isg_kind_has_workplace:
 * @kind: a kind
 *
 * Thread: any.
 *
 * Returns: whether its records belong to a workplace
 */
gboolean isg_kind_has_workplace (const IsgKind *kind);

/**
 * isg_kind_has_sealed:
 * @kind: (nullable): a kind
 *
 * Thread: any.  Source: design.md 5, Health details.
 *
 * Returns: whether it has fields that are health details
 */
gboolean isg_kind_has_sealed (const IsgKind *kind);

/**
 * isg_kind_is_sent:
 * @kind: a kind
 *
 * Thread: any.
 *
 * Returns: whether its records go to the Ministry, so that finishing one puts it up for signing
 */
gboolean isg_kind_is_sent (const IsgKind *kind);

/**
 * isg_kind_fields:
 * @kind: a kind
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgFieldDef): its fields in order
 */
GPtrArray *isg_kind_fields (const IsgKind *kind);

/**
 * isg_kind_field:
 * @kind: a kind
 * @path: "date", "topics", "topics.minutes" or "topics[2].minutes"
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the field's definition
 */
const IsgFieldDef *isg_kind_field (const IsgKind *kind, const char *path);

/**
 * isg_kind_title:
 * @kind: a kind
 * @rules: the pack
 * @record: a record of this kind
 * @resolver: (nullable): finds referenced records
 * @resolver_data: for @resolver
 * @language: which
 *
 * The line by which one knows the record in a list, made by the kind's "title" template.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the title; never empty
 */
char *isg_kind_title (const IsgKind *kind,
                      IsgRules *rules,
                      IsgRecord *record,
                      IsgRecordResolver resolver,
                      gpointer resolver_data,
                      IsgLanguage language);

/**
 * isg_kind_search_text:
 * @kind: a kind
 * @rules: the pack of @kind
 * @record: a record of this kind
 * @resolver: (nullable): finds referenced records
 * @resolver_data: for @resolver
 *
 * The values of the fields that the kind marks "search": true, those of its lists too, joined by
 * spaces and not yet folded: a code by its label, another record by its title; never health
 * details.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the text
 */
char *isg_kind_search_text (const IsgKind *kind,
                            IsgRules *rules,
                            IsgRecord *record,
                            IsgRecordResolver resolver,
                            gpointer resolver_data);

/**
 * isg_kind_date:
 * @kind: a kind
 * @record: a record of this kind
 *
 * Thread: any.
 *
 * Returns: the value of the field that the kind names as its "date", or %ISG_DATE_NONE
 */
IsgDate isg_kind_date (const IsgKind *kind, IsgRecord *record);

/**
 * isg_kind_employee:
 * @kind: a kind
 * @record: a record of this kind
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the uuid in the field that the kind names as its "employee"
 */
const char *isg_kind_employee (const IsgKind *kind, IsgRecord *record);

/**
 * isg_kind_signer:
 * @kind: a kind
 * @record: a record of this kind
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the uuid of the professional who signs, in the field that
 * the kind names as its "signer"
 */
const char *isg_kind_signer (const IsgKind *kind, IsgRecord *record);

/**
 * isg_kind_signer_field:
 * @kind: a kind
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the field that the kind names as its "signer"
 */
const char *isg_kind_signer_field (const IsgKind *kind);

/**
 * isg_kind_unique_key:
 * @kind: a kind
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the field whose value may stand once in a workplace
 * (employee, assignment…) or once in the store for kinds without a workplace; a second one is shown
 * before it is made
 */
const char *isg_kind_unique_key (const IsgKind *kind);

/**
 * IsgFieldCheck:
 *
 * An algorithm by which a text is judged beyond its length.
 */
typedef enum {
  ISG_FIELD_CHECK_NONE,
  ISG_FIELD_CHECK_PERSON, /* T.C. kimlik no / yabancı kimlik no */
  ISG_FIELD_CHECK_SGK,    /* 26 digits; separators dropped on entry */
  ISG_FIELD_CHECK_TAX,    /* VKN, or the owner's identity number */
} IsgFieldCheck;

/**
 * IsgObligation:
 *
 * Whether a field must be filled before the record can be finished.
 */
typedef enum {
  ISG_OBLIGATION_OPTIONAL,
  ISG_OBLIGATION_CONDITIONAL,
  ISG_OBLIGATION_REQUIRED,
} IsgObligation;

/**
 * isg_field_def_id:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: (transfer none): its id
 */
const char *isg_field_def_id (const IsgFieldDef *field);

/**
 * isg_field_def_type:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: the type of its values
 */
IsgValueType isg_field_def_type (const IsgFieldDef *field);

/**
 * isg_field_def_label:
 * @field: a field
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): the words beside the input
 */
const char *isg_field_def_label (const IsgFieldDef *field, IsgLanguage language);

/**
 * isg_field_def_help:
 * @field: a field
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): one sentence below the input
 */
const char *isg_field_def_help (const IsgFieldDef *field, IsgLanguage language);

/**
 * isg_field_def_unit:
 * @field: a field
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): "dk" / "min"
 */
const char *isg_field_def_unit (const IsgFieldDef *field, IsgLanguage language);

/**
 * isg_field_def_source:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: (transfer none): law, article or data set section
 */
const char *isg_field_def_source (const IsgFieldDef *field);

/**
 * isg_field_def_obligation:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: whether it must be filled
 */
IsgObligation isg_field_def_obligation (const IsgFieldDef *field);

/**
 * isg_field_def_check:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: by which algorithm its text is judged
 */
IsgFieldCheck isg_field_def_check (const IsgFieldDef *field);

/**
 * isg_field_def_limits:
 * @field: an integer or decimal field, or a list of groups or codes (how many)
 * @out_min: (out) (optional): the least
 * @out_max: (out) (optional): the most
 *
 * Thread: any.
 *
 * Returns: bit 0 set when there is a least, bit 1 when there is a most
 */
guint isg_field_def_limits (const IsgFieldDef *field, IsgDecimal *out_min, IsgDecimal *out_max);

/**
 * isg_field_def_max_length:
 * @field: a text field
 *
 * Thread: any.
 *
 * Returns: characters at most
 */
guint isg_field_def_max_length (const IsgFieldDef *field);

/**
 * isg_field_def_code_list:
 * @field: a CODE or CODES field
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its code list
 */
const IsgCodeList *isg_field_def_code_list (const IsgFieldDef *field);

/**
 * isg_field_def_code_list_for:
 * @field: a CODE or CODES field
 * @beside: (nullable): the values beside it
 *
 * As isg_field_def_code_list (), but where another field decides which list holds (the version of
 * the NACE list), the one that it names.
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the code list
 */
const IsgCodeList *isg_field_def_code_list_for (const IsgFieldDef *field, IsgFields *beside);

/**
 * isg_field_def_section:
 * @field: a field of a kind
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): id of the part of the form in which it stands
 */
const char *isg_field_def_section (const IsgFieldDef *field);

/**
 * isg_field_def_is_sealed:
 * @field: a field
 *
 * Health details (EK-2 sections D–I): kept under the health key, and never in a view, a title or a
 * search key. The field is marked so, or its section, or the list in whose rows it stands.
 *
 * Thread: any. Source: 6331 m.15/5; 6698 m.6.
 *
 * Returns: whether its values are for physicians and health staff alone
 */
gboolean isg_field_def_is_sealed (const IsgFieldDef *field);

/**
 * isg_field_def_is_frozen:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: whether it stays as it is once the record was completed: the text of a finding, which
 * counts as served on the employer
 */
gboolean isg_field_def_is_frozen (const IsgFieldDef *field);

/**
 * isg_field_def_default_from:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): where its value comes from while it is empty:
 * "professional.national_id"
 */
const char *isg_field_def_default_from (const IsgFieldDef *field);

/**
 * isg_field_def_is_name:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: whether it is a part of a person's name; what a list writes in capitals is written as a
 * name then
 */
gboolean isg_field_def_is_name (const IsgFieldDef *field);

/**
 * isg_field_def_headings:
 * @field: a field
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable) (element-type utf8): what stands over its column in lists of
 * others, besides its id and its label
 */
GPtrArray *isg_field_def_headings (const IsgFieldDef *field);

/**
 * isg_field_def_ref_kind:
 * @field: a REF field
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the kind it refers to
 */
const char *isg_field_def_ref_kind (const IsgFieldDef *field);

/**
 * isg_field_def_fields:
 * @field: a GROUPS field
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgFieldDef) (nullable): the fields of one group
 */
GPtrArray *isg_field_def_fields (const IsgFieldDef *field);

/* ---- code lists ---- */

/**
 * IsgCode:
 *
 * One row of a code list.
 */
typedef struct {
  const char *code;
  const char *label_tr;
  const char *label_en;
  gboolean active;
  IsgDate valid_from; /* ISG_DATE_NONE: always */
  IsgDate valid_to;   /* ISG_DATE_NONE: still */
} IsgCode;

/**
 * isg_rules_code_list:
 * @rules: a pack
 * @id: the list's id, that is its file name without ".tsv"
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the list
 */
const IsgCodeList *isg_rules_code_list (IsgRules *rules, const char *id);

/**
 * isg_code_list_id:
 * @list: a list
 *
 * Thread: any.
 *
 * Returns: (transfer none): its id
 */
const char *isg_code_list_id (const IsgCodeList *list);

/**
 * isg_code_list_is_complete:
 * @list: a list
 *
 * Thread: any.
 *
 * Returns: %FALSE when it is a part of the official list, so that a code may be right and not stand
 * in it
 */
gboolean isg_code_list_is_complete (const IsgCodeList *list);

/**
 * isg_code_list_size:
 * @list: a list
 *
 * Thread: any.
 *
 * Returns: how many rows, inactive ones included
 */
guint isg_code_list_size (const IsgCodeList *list);

/**
 * isg_code_list_nth:
 * @list: a list
 * @index: below isg_code_list_size ()
 *
 * Thread: any.
 *
 * Returns: (transfer none): the row, in the file's order
 */
const IsgCode *isg_code_list_nth (const IsgCodeList *list, guint index);

/**
 * isg_code_list_find:
 * @list: a list
 * @code: a code
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its row; in a list of groups (occupations) that of its group
 */
const IsgCode *isg_code_list_find (const IsgCodeList *list, const char *code);

/**
 * isg_code_list_label:
 * @list: a list
 * @code: a code, perhaps one that the list does not know
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): the row's label, or @code itself, so that old records stay readable
 */
const char *isg_code_list_label (const IsgCodeList *list, const char *code, IsgLanguage language);

/**
 * isg_code_list_extra:
 * @list: a list
 * @code: a code
 * @column: a further column of the file, e.g. "class" or "group"
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what stands there
 */
const char *isg_code_list_extra (const IsgCodeList *list, const char *code, const char *column);

/* ---- terms ---- */

/**
 * IsgTerm:
 *
 * A dated rule with a number: so much, for this class and size, from that day on.
 */
typedef struct {
  const char *id;
  const char *topic;        /* "training.basic.hours" */
  const char *hazard_class; /* (nullable): every class */
  IsgDecimal value;
  const char *unit;    /* "lesson_hour", "month", "year", "day", "working_day", "minute" */
  gint size_min;       /* employees; -1: no least */
  gint size_max;       /* employees; -1: no most */
  IsgDate valid_from;  /* ISG_DATE_NONE: always */
  IsgDate valid_to;    /* ISG_DATE_NONE: still */
  const char *article; /* "Eğitim Yön. m.11" */
  const char *source;
  const char
    *verify; /* (nullable): what is still to be compared with the gazette, shown as a hint */
} IsgTerm;

/**
 * isg_rules_term:
 * @rules: a pack
 * @topic: the term's topic
 * @hazard_class: (nullable): low, high or very_high
 * @size: employees, or -1 when unknown
 * @day: the day on which the rule must be in force
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the term that holds
 */
const IsgTerm *isg_rules_term (IsgRules *rules,
                               const char *topic,
                               const char *hazard_class,
                               int size,
                               IsgDate day);

/**
 * isg_rules_terms:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgTerm): all of them
 */
GPtrArray *isg_rules_terms (IsgRules *rules);

/* ---- texts ---- */

/**
 * isg_rules_text:
 * @rules: a pack
 * @id: a text's id: "state.QUEUED", "gate.NETWORK", "reply.212.sentence", "finding.required" …
 * @language: which
 * @...: pairs of place and text, ended by %NULL
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the sentence with its places filled; an unfilled place is
 * left out; %NULL when there is no such text
 */
char *isg_rules_text (IsgRules *rules, const char *id, IsgLanguage language, ...)
  G_GNUC_NULL_TERMINATED;

/**
 * isg_rules_finding_message:
 * @rules: a pack
 * @kind: (nullable): the kind whose field labels fill {Alan}
 * @finding: a finding
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): its sentence; never %NULL
 */
char *isg_rules_finding_message (IsgRules *rules,
                                 const IsgKind *kind,
                                 const IsgFinding *finding,
                                 IsgLanguage language);

G_END_DECLS
