/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-pack-reader.h"
#include "rules/isg-path.h"
#include "rules/isg-rules.h"

G_BEGIN_DECLS

/*
 * What a pack is inside, for the files of this folder alone. Every const char * is kept by
 * IsgRules.strings.
 */

typedef struct _IsgCheckDef IsgCheckDef;
typedef struct _IsgEntryDef IsgEntryDef;
typedef struct _IsgCalendarDefs IsgCalendarDefs;

/* A text of the program. */
typedef struct {
  const char *tr;
  const char *en;
  const char *en_one; /* (nullable) when the place "n" is 1 */
} IsgText;

/* When a conditional field is needed. */
typedef enum {
  ISG_CONDITION_IN,      /* the field beside it has one of these values */
  ISG_CONDITION_FILLED,  /* the field beside it has a value */
  ISG_CONDITION_SENT,    /* a record that is sent refers to this one */
  ISG_CONDITION_USED_IN, /* a record of one of these kinds refers to this one */
} IsgConditionType;

typedef struct {
  IsgConditionType type;
  const char *field; /* (nullable) the field beside it */
  GPtrArray *values; /* (owned) (nullable) (element-type utf8) codes, or kinds */
} IsgCondition;

struct _IsgFieldDef {
  const char *id;
  guint order; /* among the fields beside it */
  IsgValueType type;
  IsgWords label;
  IsgWords help; /* (nullable) */
  IsgWords hint; /* (nullable) what is to be entered, said when it is missing */
  IsgWords unit; /* (nullable) */
  const char *source;
  const char *section; /* (nullable) */
  IsgObligation obligation;
  IsgCondition *condition; /* (owned) (nullable) */
  IsgFieldCheck check;
  guint limits; /* as isg_field_def_limits () */
  IsgDecimal min;
  IsgDecimal max;
  guint max_length;
  const char *format;       /* (nullable) "99.99.99": 9 is a digit */
  const IsgCodeList *codes; /* (not owned) (nullable) the pack's */
  const char *codes_by;     /* (nullable) the field beside it that decides which list */
  GHashTable *codes_for;    /* (owned) (nullable) its code → IsgCodeList (not owned) */
  const char *ref_kind;     /* (nullable) */
  GPtrArray *fields;        /* (owned) (nullable) (element-type IsgFieldDef) */
  IsgWords row;             /* (nullable) template: how a row of a list is called */
  const char *missing;      /* finding when it is empty */
  gboolean search;
  gboolean sealed;          /* a health detail, or a row of one */
  gboolean frozen;          /* stays as it is once the record was completed */
  const char *default_from; /* (nullable) a path */
  gboolean name;            /* a part of a person's name */
  GPtrArray *headings;      /* (owned) (nullable) (element-type utf8) of lists, besides the label */
  IsgEntryDef *entry;       /* (owned): what helps while it is typed */
};

struct _IsgKind {
  const char *id;
  IsgWords label;
  const char *source;
  gboolean has_workplace;
  gboolean is_sent;
  IsgWords title;         /* template */
  const char *date;       /* (nullable) field ids from here on */
  const char *employee;   /* (nullable) */
  const char *signer;     /* (nullable) */
  const char *unique_key; /* (nullable) */
  GPtrArray *sections;    /* (owned) (element-type utf8) ids */
  GHashTable *sealed;     /* (owned) ids of the sections whose fields are sealed */
  GPtrArray *fields;      /* (owned) (element-type IsgFieldDef) */
  GPtrArray *checks;      /* (owned) (element-type IsgCheckDef) */
};

struct _IsgRules {
  gatomicrefcount refs;
  IsgPackSource *source; /* (owned) what it was read from */
  char *signer;          /* (owned) (nullable) whose certificate its file was signed with */
  char *digest;          /* (owned) (nullable) SHA-256 of what was signed */
  gboolean is_trial;     /* that certificate is not one of the program's own */
  GStringChunk *strings; /* (owned) every text of the pack */
  GPtrArray *files;      /* (owned) (nullable) (element-type utf8): those listed in pack.json */
  const char *id;
  const char *version;
  const char *issuer;
  int engine;
  IsgDate issued;
  IsgDate valid_from;
  IsgDate published;             /* ISG_DATE_NONE: it follows no change of the Ministry's */
  GPtrArray *kinds;              /* (owned) (element-type IsgKind) */
  GPtrArray *code_lists;         /* (owned) (element-type IsgCodeList) */
  GPtrArray *terms;              /* (owned) (element-type IsgTerm) */
  GHashTable *topics;            /* (owned) topic → GPtrArray of IsgTerm (not owned) */
  GPtrArray *announcements;      /* (owned) (element-type IsgAnnouncement): newest first */
  GPtrArray *foretold;           /* (owned) (element-type IsgForetold) */
  GHashTable *texts;             /* (owned) id → IsgText */
  GPtrArray *datasets;           /* (owned) (nullable) (element-type IsgMethod) */
  GPtrArray *risk_methods;       /* (owned) (element-type IsgRiskMethod) */
  GPtrArray *checklists;         /* (owned) (element-type IsgChecklist) */
  GPtrArray *offered_checklists; /* (owned) (element-type IsgChecklist) those of them for a trade */
  GHashTable *statements;        /* (owned) id → IsgStatement (not owned) */
  IsgCalendarDefs *calendar;     /* (owned) */
};

/**
 * isg_rules_load_source:
 * @source: (transfer none): where the pack's files come from
 * @error: as isg_rules_load ()
 *
 * Thread: any.
 *
 * Returns: (transfer full): the pack, or %NULL with @error
 */
IsgRules *isg_rules_load_source (IsgPackSource *source, GError **error);

/**
 * isg_words_in:
 * @words: a text in both languages
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): that one
 */
static inline const char *
isg_words_in (const IsgWords *words, IsgLanguage language)
{
  return language == ISG_LANGUAGE_TR ? words->tr : words->en;
}

/**
 * isg_fields_find_def:
 * @fields: (element-type IsgFieldDef): the fields of a kind or of a row
 * @id: a field id
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its definition
 */
const IsgFieldDef *isg_fields_find_def (GPtrArray *fields, const char *id);

/**
 * isg_field_def_display:
 * @field: a field
 * @value: (nullable): its value
 * @beside: (nullable): the values beside it
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value as a person reads it: labels of codes, dates and numbers in
 * the language's form
 */
char *isg_field_def_display (const IsgFieldDef *field,
                             IsgValue *value,
                             IsgFields *beside,
                             IsgLanguage language);

/**
 * isg_field_def_knows:
 * @field: a CODE or BOOL field
 * @text: a code, or "true" or "false"
 *
 * Thread: any.
 *
 * Returns: whether a condition on the field may name it
 */
gboolean isg_field_def_knows (const IsgFieldDef *field, const char *text);

/**
 * isg_value_is_among:
 * @value: (nullable): a CODE or BOOL value
 * @texts: (element-type utf8): codes, or "true" and "false"
 *
 * Thread: any.
 *
 * Returns: whether it is one of them
 */
gboolean isg_value_is_among (IsgValue *value, GPtrArray *texts);

/**
 * isg_condition_free:
 * @condition: (transfer full) (nullable): a condition
 *
 * Thread: any.
 */
void isg_condition_free (IsgCondition *condition);

/**
 * isg_condition_holds:
 * @condition: (nullable): a condition on a field beside it
 * @beside: the values
 *
 * Thread: any.
 *
 * Returns: whether it does; %FALSE for one on what a record is used for
 */
gboolean isg_condition_holds (const IsgCondition *condition, IsgFields *beside);

/**
 * isg_field_condition_load:
 * @node: {"field": …, "equals": … | "in": … | "filled": true}
 * @beside: (element-type IsgFieldDef): the fields that it may name
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full): the condition
 */
IsgCondition *isg_field_condition_load (IsgPackNode *node, GPtrArray *beside);

/**
 * isg_entry_def_load:
 * @node: the object of a field
 * @rules: the pack, with all its kinds
 * @kind: the field's kind
 * @field: the definition; gets its "entry"
 * @beside: (element-type IsgFieldDef): the fields beside it
 *
 * Thread: the reader's.
 */
void isg_entry_def_load (IsgPackNode *node,
                         IsgRules *rules,
                         const IsgKind *kind,
                         IsgFieldDef *field,
                         GPtrArray *beside);

/**
 * isg_entry_def_free:
 * @entry: (transfer full) (nullable): what a field says of typing
 *
 * Thread: any.
 */
void isg_entry_def_free (IsgEntryDef *entry);

/**
 * isg_term_end:
 * @term: a term
 * @from: the day on which it begins
 *
 * Thread: any.
 *
 * Returns: its last day, or %ISG_DATE_NONE when its unit is not one of time
 */
IsgDate isg_term_end (const IsgTerm *term, IsgDate from);

/**
 * isg_field_def_free:
 * @field: (transfer full): a definition
 *
 * Thread: any.
 */
void isg_field_def_free (IsgFieldDef *field);

/**
 * isg_kind_free:
 * @kind: (transfer full): a kind
 *
 * Thread: any.
 */
void isg_kind_free (IsgKind *kind);

/**
 * isg_code_list_free:
 * @list: (transfer full): a list
 *
 * Thread: any.
 */
void isg_code_list_free (IsgCodeList *list);

/**
 * isg_code_list_load:
 * @reader: a reader
 * @file: "codes/place.tsv"
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full): the list; a part of it after a failure
 */
IsgCodeList *isg_code_list_load (IsgPackReader *reader, const char *file);

/**
 * isg_code_list_has_column:
 * @list: a list
 * @column: a further column
 *
 * Thread: any.
 *
 * Returns: whether the file has it
 */
gboolean isg_code_list_has_column (const IsgCodeList *list, const char *column);

/**
 * isg_kinds_load:
 * @reader: a reader
 * @rules: the pack, of which code lists, terms and texts are there
 *
 * Thread: the reader's.
 */
void isg_kinds_load (IsgPackReader *reader, IsgRules *rules);

/**
 * isg_field_defs_load:
 * @list: the array of fields
 * @rules: the pack
 * @kind: (nullable): the kind, of which the sections are there; %NULL for the fields of a row
 * @sealed: whether the list of rows is sealed
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full) (element-type IsgFieldDef): the definitions
 */
GPtrArray *isg_field_defs_load (IsgPackNode *list,
                                IsgRules *rules,
                                const IsgKind *kind,
                                gboolean sealed);

/**
 * isg_field_def_link:
 * @node: the object that the definition was read from
 * @rules: the pack, with all its kinds
 * @kind: the field's kind
 * @field: the definition
 * @beside: (element-type IsgFieldDef): the fields beside it
 *
 * Checks what the definition says of kinds and of other fields.
 *
 * Thread: the reader's.
 */
void isg_field_def_link (IsgPackNode *node,
                         IsgRules *rules,
                         const IsgKind *kind,
                         IsgFieldDef *field,
                         GPtrArray *beside);

/**
 * isg_check_def_load:
 * @node: an object of a kind's "checks"
 * @rules: the pack, with all its kinds
 * @kind: the kind
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full) (nullable): the check, or %NULL after a failure
 */
IsgCheckDef *isg_check_def_load (IsgPackNode *node, IsgRules *rules, const IsgKind *kind);

/**
 * isg_check_def_free:
 * @def: (transfer full): a check
 *
 * Thread: any.
 */
void isg_check_def_free (IsgCheckDef *def);

/**
 * isg_terms_load:
 * @reader: a reader
 * @rules: the pack
 *
 * Thread: the reader's.
 */
void isg_terms_load (IsgPackReader *reader, IsgRules *rules);

/**
 * isg_texts_load:
 * @reader: a reader
 * @rules: the pack
 *
 * Thread: the reader's.
 */
void isg_texts_load (IsgPackReader *reader, IsgRules *rules);

/**
 * isg_announcements_load:
 * @reader: a reader
 * @rules: the pack
 *
 * Thread: the reader's.
 */
void isg_announcements_load (IsgPackReader *reader, IsgRules *rules);

/**
 * isg_foretold_load:
 * @reader: a reader
 * @rules: the pack, whose texts are there
 *
 * Reads "foretold/": refuses twins without words, and codes that stand twice.
 *
 * Thread: the reader's.
 */
void isg_foretold_load (IsgPackReader *reader, IsgRules *rules);

/**
 * isg_foretold_free:
 * @data: (transfer full): an IsgForetold
 *
 * Thread: any.
 */
void isg_foretold_free (gpointer data);

/**
 * isg_rules_has_finding:
 * @rules: a pack
 * @code: a finding's code
 *
 * Thread: any.
 *
 * Returns: whether there is a text for it
 */
gboolean isg_rules_has_finding (IsgRules *rules, const char *code);

G_END_DECLS
