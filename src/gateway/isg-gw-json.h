/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Strict reading of our own JSON files (schema, seed, script). @where names the file and place for
 * messages. A getter leaves its output as it was when the member is absent, so that defaults are
 * set before.
 */

/**
 * isg_gw_json_load:
 * @bytes: a JSON text
 * @where: for messages
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: (transfer full): a node that holds an object, or %NULL with @error
 */
JsonNode *isg_gw_json_load (GBytes *bytes, const char *where, GError **error);

/**
 * isg_gw_json_load_file:
 * @path: a file
 * @error: %ISG_GW_ERROR _FILE or a %G_FILE_ERROR
 *
 * Thread: any.
 *
 * Returns: (transfer full): a node that holds an object, or %NULL with @error
 */
JsonNode *isg_gw_json_load_file (const char *path, GError **error);

/**
 * isg_gw_json_only:
 * @object: an object
 * @where: for messages
 * @names: (array zero-terminated=1): the members it may have
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE when it has another, so that a slip of the pen is not passed over
 */
gboolean isg_gw_json_only (JsonObject *object,
                           const char *where,
                           const char *const *names,
                           GError **error);

/**
 * isg_gw_json_get_string:
 * @object: an object
 * @where: for messages
 * @name: a member
 * @required: whether it must be there
 * @out: (inout) (transfer full): what it holds; the old text is freed
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when it is no string or is missing; null counts as absent
 */
gboolean isg_gw_json_get_string (JsonObject *object,
                                 const char *where,
                                 const char *name,
                                 gboolean required,
                                 char **out,
                                 GError **error);

/**
 * isg_gw_json_get_bool:
 * @object: an object
 * @where: for messages
 * @name: a member
 * @out: (inout): what it holds
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when it is no boolean
 */
gboolean isg_gw_json_get_bool (JsonObject *object,
                               const char *where,
                               const char *name,
                               gboolean *out,
                               GError **error);

/**
 * isg_gw_json_get_int:
 * @object: an object
 * @where: for messages
 * @name: a member
 * @max: the largest value; the smallest is 0
 * @out: (inout): what it holds
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when it is no integer in that range
 */
gboolean isg_gw_json_get_int (JsonObject *object,
                              const char *where,
                              const char *name,
                              gint64 max,
                              gint64 *out,
                              GError **error);

/**
 * isg_gw_json_get_strings:
 * @object: an object
 * @where: for messages
 * @name: a member
 * @out: (inout) (transfer full): the texts of its array
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when it is no array of strings
 */
gboolean isg_gw_json_get_strings (JsonObject *object,
                                  const char *where,
                                  const char *name,
                                  char ***out,
                                  GError **error);

/**
 * IsgGwJsonEach:
 * @object: an element
 * @where: names file, array and index
 * @user_data: the caller's
 * @error: %ISG_GW_ERROR _FILE
 *
 * Reads one element of an array.
 *
 * Returns: %FALSE with @error to stop
 */
typedef gboolean (*IsgGwJsonEach) (JsonObject *object,
                                   const char *where,
                                   gpointer user_data,
                                   GError **error);

/**
 * isg_gw_json_each:
 * @object: an object
 * @where: for messages
 * @name: a member that holds an array of objects; absent is empty
 * @each: called for each
 * @user_data: for @each
 * @error: %ISG_GW_ERROR _FILE
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when it is something else, or @each failed
 */
gboolean isg_gw_json_each (JsonObject *object,
                           const char *where,
                           const char *name,
                           IsgGwJsonEach each,
                           gpointer user_data,
                           GError **error);

/**
 * isg_gw_json_to_line:
 * @builder: a finished builder
 *
 * Thread: any.
 *
 * Returns: (transfer full): its JSON on one line, without a line end
 */
char *isg_gw_json_to_line (JsonBuilder *builder);

G_END_DECLS
