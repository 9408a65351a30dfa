/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-json.h"
#include "rules/isg-rules-private.h"

G_BEGIN_DECLS

/* One reading of a record's text. */
typedef struct {
  gboolean
    from_store;   /* our own text: nothing is trimmed, and what the pack does not know is kept */
  GError **error; /* the first thing that cannot be read */
  /* (nullable): takes every thing that cannot be read; reading goes on after each */
  GPtrArray *findings;
  IsgRules *rules; /* (nullable): words for @findings */
} IsgRecordRead;

/**
 * isg_record_read_fail:
 * @read: the reading
 * @code: what kind of failure
 * @path: where
 * @reason: id of the reason's words in the pack's texts, after "unread."
 * @text: (nullable): what fills {text} in them
 * @format: the reason, for printf ()
 * @...: its values
 *
 * Thread: the reading's.
 *
 * Returns: %FALSE, with the reading's error set
 */
gboolean isg_record_read_fail (IsgRecordRead *read,
                               IsgRulesError code,
                               const char *path,
                               const char *reason,
                               const char *text,
                               const char *format,
                               ...) G_GNUC_PRINTF (6, 7);

/**
 * isg_record_read_fail_value:
 * @read: the reading
 * @path: where
 * @reason: id of the reason's words in the pack's texts, after "unread."
 * @said: why the value does not fit
 *
 * Thread: the reading's.
 *
 * Returns: %FALSE, with %ISG_RULES_ERROR _VALUE set
 */
gboolean isg_record_read_fail_value (IsgRecordRead *read,
                                     const char *path,
                                     const char *reason,
                                     const char *said);

/**
 * isg_record_read_echo:
 * @text: a text that somebody else wrote
 *
 * Thread: any.
 *
 * Returns: (transfer full): its beginning, to be said back
 */
char *isg_record_read_echo (const char *text);

/**
 * isg_record_json_type_of:
 * @type: the type of a field
 *
 * Thread: any.
 *
 * Returns: the JSON type by which its values are written
 */
IsgJsonType isg_record_json_type_of (IsgValueType type);

/**
 * isg_record_read_known:
 * @read: the reading
 * @def: a field
 * @path: where
 * @json: its value
 *
 * Thread: the reading's.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with the reading's error set
 */
IsgValue *isg_record_read_known (IsgRecordRead *read,
                                 const IsgFieldDef *def,
                                 const char *path,
                                 const IsgJson *json);

/**
 * isg_record_read_string:
 * @read: the reading
 * @def: a field whose values are written as strings
 * @path: where
 * @text: the string
 *
 * Thread: the reading's.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with the reading's error set
 */
IsgValue *isg_record_read_string (IsgRecordRead *read,
                                  const IsgFieldDef *def,
                                  const char *path,
                                  const char *text);

/**
 * isg_record_read_groups:
 * @read: the reading
 * @def: (nullable): a list; %NULL for one that the pack does not know
 * @path: where
 * @json: an array
 *
 * Thread: the reading's.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with the reading's error set
 */
IsgValue *isg_record_read_groups (IsgRecordRead *read,
                                  const IsgFieldDef *def,
                                  const char *path,
                                  const IsgJson *json);

/**
 * isg_record_read_fields:
 * @read: the reading
 * @defs: (nullable) (element-type IsgFieldDef): the fields that there are
 * @json: an object
 * @prefix: what stands before the fields' ids in a place
 * @into: takes the values
 *
 * Thread: the reading's.
 *
 * Returns: %FALSE with the reading's error set
 */
gboolean isg_record_read_fields (IsgRecordRead *read,
                                 GPtrArray *defs,
                                 const IsgJson *json,
                                 const char *prefix,
                                 IsgFieldsBuilder *into);

G_END_DECLS
