/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-dataset-def-tree.h"
#include "rules/isg-pack-reader.h"

G_BEGIN_DECLS

/* One definition while it is read. */
typedef struct {
  IsgRules *rules;
  IsgPackReader *reader;
  IsgMethod *method;
  const IsgKind *kind;      /* (nullable): after a failure */
  const char *const *slots; /* the slots that may stand where we are */
  IsgDefFormat format;      /* of what is being read */
  gboolean query;           /* the nodes of a query know no record */
  const char *lists[2];     /* lists that are being repeated over */
  guint n_lists;
} IsgDatasetLoad;

/**
 * isg_dataset_load_source:
 * @node: an object
 * @inherited: (nullable): the source of what it stands in
 *
 * Reads "source", "chosen" and "comment", which every part of a definition may have. What is marked
 * chosen is our own answer where the Ministry's text is silent.
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): its source, or the inherited one; none at all is a failure
 */
const char *isg_dataset_load_source (IsgPackNode *node, const char *inherited);

/**
 * isg_dataset_load_path:
 * @load: a definition
 * @node: the object
 * @member: the member that holds the path
 * @text: the path
 * @out_field: (out) (optional) (nullable): the field's definition
 *
 * Every step is checked against the kinds; a list must be one that is repeated over here.
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full): the path
 */
IsgDefPath *isg_dataset_load_path (IsgDatasetLoad *load,
                                   IsgPackNode *node,
                                   const char *member,
                                   const char *text,
                                   const IsgFieldDef **out_field);

/**
 * isg_dataset_load_nodes:
 * @load: a definition
 * @array: nodes
 * @inherited: the source of what they stand in
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full) (element-type IsgDefNode): the nodes
 */
GPtrArray *isg_dataset_load_nodes (IsgDatasetLoad *load, IsgPackNode *array, const char *inherited);

/**
 * isg_dataset_load_operation:
 * @load: a definition
 * @parent: the definition's root
 * @member: "save", "query", "probe" or, of a bond, "ask"
 * @slots: (array zero-terminated=1): the slots that it may have
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full): the operation
 */
IsgDefOperation *isg_dataset_load_operation (IsgDatasetLoad *load,
                                             IsgPackNode *parent,
                                             const char *member,
                                             const char *const *slots);

/**
 * isg_dataset_load_bond:
 * @load: a definition
 * @bonds: the questions
 * @id: which of them
 * @slots: (array zero-terminated=1): the slots that it may have
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full): the question
 */
IsgDefBond *isg_dataset_load_bond (IsgDatasetLoad *load,
                                   IsgPackNode *bonds,
                                   const char *id,
                                   const char *const *slots);

/* ---- what frees a definition ---- */

/**
 * isg_def_path_free:
 * @path: (transfer full) (nullable): a path
 *
 * Thread: any.
 */
void isg_def_path_free (IsgDefPath *path);

/**
 * isg_def_node_free:
 * @node: (transfer full) (nullable): a node
 *
 * Thread: any.
 */
void isg_def_node_free (IsgDefNode *node);

/**
 * isg_def_operation_free:
 * @operation: (transfer full) (nullable): an operation
 *
 * Thread: any.
 */
void isg_def_operation_free (IsgDefOperation *operation);

/**
 * isg_def_bond_free:
 * @bond: (transfer full) (nullable): a question
 *
 * Thread: any.
 */
void isg_def_bond_free (IsgDefBond *bond);

/**
 * isg_method_free:
 * @method: (transfer full) (nullable): a method
 *
 * Thread: any.
 */
void isg_method_free (IsgMethod *method);

G_END_DECLS
