/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgChangePart:
 * @ISG_CHANGE_KIND: a kind of record
 * @ISG_CHANGE_FIELD: a field of a kind
 * @ISG_CHANGE_CODE_LIST: a whole code list
 * @ISG_CHANGE_CODE: a code of a list
 * @ISG_CHANGE_TERM: a deadline or another number of the law
 * @ISG_CHANGE_DATASET: a data set by a method
 * @ISG_CHANGE_FILE: any other file of the pack
 *
 * What part of a pack a change concerns.
 */
typedef enum {
  ISG_CHANGE_KIND,
  ISG_CHANGE_FIELD,
  ISG_CHANGE_CODE_LIST,
  ISG_CHANGE_CODE,
  ISG_CHANGE_TERM,
  ISG_CHANGE_DATASET,
  ISG_CHANGE_FILE,
} IsgChangePart;

/**
 * IsgChangeWhat:
 * @ISG_CHANGE_ADDED: was not there before
 * @ISG_CHANGE_REMOVED: is not there any more
 * @ISG_CHANGE_CHANGED: is otherwise
 */
typedef enum {
  ISG_CHANGE_ADDED,
  ISG_CHANGE_REMOVED,
  ISG_CHANGE_CHANGED,
} IsgChangeWhat;

/**
 * IsgRulesChange:
 *
 * One difference between two packs.
 */
typedef struct {
  IsgChangePart part;
  IsgChangeWhat what;
  char *kind;     /* (owned) (nullable): of a KIND, FIELD or DATASET */
  char *id;       /* (owned): kind, path of the field, code list, term's id, method, file */
  char *code;     /* (owned) (nullable): of a CODE */
  char *sentence; /* (owned): in plain words, in the language of the interface */
} IsgRulesChange;

/**
 * isg_rules_diff:
 * @before: a pack
 * @after: another
 *
 * What is otherwise in @after: kinds and their fields, code lists and codes, terms, data sets (also
 * when only the order of their fields is another), and other files. Above 20 codes of one list they
 * are told of as one change of the list.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type IsgRulesChange): the changes, kinds first
 */
GPtrArray *isg_rules_diff (IsgRules *before, IsgRules *after);

/**
 * isg_change_part_name:
 * @part: a part
 *
 * Thread: any.
 *
 * Returns: (transfer none): "kind", "field", "code_list", "code", "term", "dataset" or "file"
 */
const char *isg_change_part_name (IsgChangePart part);

/**
 * isg_change_what_name:
 * @what: what happened
 *
 * Thread: any.
 *
 * Returns: (transfer none): "added", "removed" or "changed"
 */
const char *isg_change_what_name (IsgChangeWhat what);

G_END_DECLS
