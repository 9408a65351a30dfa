/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gateway/isg-gw-schema.h"

G_BEGIN_DECLS

/**
 * IsgGwWord:
 *
 * A word of the schema files and what it stands for; tables end with a NULL word.
 */
typedef struct {
  const char *word;
  int value;
} IsgGwWord;

/**
 * isg_gw_schema_read_word:
 * @object: an object
 * @where: for messages
 * @name: a member
 * @required: whether it must be there
 * @words: what it may be
 * @out: (inout): what it stands for
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when it is another word or is missing
 */
gboolean isg_gw_schema_read_word (JsonObject *object,
                                  const char *where,
                                  const char *name,
                                  gboolean required,
                                  const IsgGwWord *words,
                                  int *out,
                                  GError **error);

/**
 * isg_gw_schema_read_table:
 * @object: an object
 * @where: for messages
 * @name: a member that holds an object of arrays of strings
 * @out: (inout) (transfer full): text -> char **; left as it was when the member is absent
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when it is something else
 */
gboolean isg_gw_schema_read_table (JsonObject *object,
                                   const char *where,
                                   const char *name,
                                   GHashTable **out,
                                   GError **error);

/**
 * isg_gw_field_free:
 * @field: (transfer full): a field and those in it
 *
 * Thread: any.
 */
void isg_gw_field_free (IsgGwField *field);

/**
 * isg_gw_schema_read_field:
 * @object: a field's definition
 * @where: for messages
 * @user_data: the GPtrArray that it is added to
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when it is broken
 */
gboolean isg_gw_schema_read_field (JsonObject *object,
                                   const char *where,
                                   gpointer user_data,
                                   GError **error);

/**
 * isg_gw_operation_free:
 * @operation: (transfer full): an operation
 *
 * Thread: any.
 */
void isg_gw_operation_free (IsgGwOperation *operation);

/**
 * isg_gw_schema_read_operation:
 * @object: an operation's definition
 * @where: for messages
 * @user_data: the IsgGwService that it is added to
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when it is broken
 */
gboolean isg_gw_schema_read_operation (JsonObject *object,
                                       const char *where,
                                       gpointer user_data,
                                       GError **error);

G_END_DECLS
