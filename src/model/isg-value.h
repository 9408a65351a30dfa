/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/isg-date.h"
#include "base/isg-decimal.h"

G_BEGIN_DECLS

typedef struct _IsgFields IsgFields;

/**
 * IsgValueType:
 * @ISG_VALUE_TEXT: UTF-8 text
 * @ISG_VALUE_INTEGER: a whole number
 * @ISG_VALUE_DECIMAL: an exact decimal
 * @ISG_VALUE_DATE: a day
 * @ISG_VALUE_TIME: seconds since midnight
 * @ISG_VALUE_DATETIME: a day and seconds since midnight, local time of Istanbul
 * @ISG_VALUE_BOOL: yes or no
 * @ISG_VALUE_CODE: a code of a code list, as text
 * @ISG_VALUE_REF: the uuid of another record
 * @ISG_VALUE_CODES: several codes
 * @ISG_VALUE_GROUPS: a list of groups of fields (topics, participants, hazards …)
 */
typedef enum {
  ISG_VALUE_TEXT,
  ISG_VALUE_INTEGER,
  ISG_VALUE_DECIMAL,
  ISG_VALUE_DATE,
  ISG_VALUE_TIME,
  ISG_VALUE_DATETIME,
  ISG_VALUE_BOOL,
  ISG_VALUE_CODE,
  ISG_VALUE_REF,
  ISG_VALUE_CODES,
  ISG_VALUE_GROUPS,
} IsgValueType;

/**
 * IsgValue:
 *
 * One value of a record: immutable, reference counted, usable from any thread.
 */
typedef struct _IsgValue IsgValue;

/**
 * isg_value_new_text:
 * @text: valid UTF-8
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_text (const char *text);

/**
 * isg_value_new_code:
 * @code: a code as text
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_code (const char *code);

/**
 * isg_value_new_ref:
 * @uuid: another record's
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_ref (const char *uuid);

/**
 * isg_value_new_integer:
 * @number: any
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_integer (gint64 number);

/**
 * isg_value_new_decimal:
 * @number: any
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_decimal (IsgDecimal number);

/**
 * isg_value_new_date:
 * @date: a day
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_date (IsgDate date);

/**
 * isg_value_new_time:
 * @seconds: since midnight
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_time (int seconds);

/**
 * isg_value_new_datetime:
 * @date: a day
 * @seconds: since midnight
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_datetime (IsgDate date, int seconds);

/**
 * isg_value_new_bool:
 * @yes: yes or no
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_bool (gboolean yes);

/**
 * isg_value_new_codes:
 * @codes: (array zero-terminated=1): codes
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_codes (const char *const *codes);

/**
 * isg_value_new_groups:
 * @groups: (element-type IsgFields) (transfer none): each is referenced
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value
 */
IsgValue *isg_value_new_groups (GPtrArray *groups);

/**
 * isg_value_ref:
 * @value: a value
 *
 * Thread: any.
 *
 * Returns: (transfer full): @value
 */
IsgValue *isg_value_ref (IsgValue *value);

/**
 * isg_value_unref:
 * @value: (transfer full): a value
 *
 * Thread: any.
 */
void isg_value_unref (IsgValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgValue, isg_value_unref)

/**
 * isg_value_type:
 * @value: a value
 *
 * Thread: any.
 *
 * Returns: what it is
 */
IsgValueType isg_value_type (const IsgValue *value);

/**
 * isg_value_text:
 * @value: (nullable): a value
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the text of a TEXT, CODE or REF; %NULL for others
 */
const char *isg_value_text (const IsgValue *value);

/**
 * isg_value_integer:
 * @value: an INTEGER, or a BOOL (0, 1)
 *
 * Thread: any.
 *
 * Returns: the number
 */
gint64 isg_value_integer (const IsgValue *value);

/**
 * isg_value_decimal:
 * @value: a DECIMAL or an INTEGER
 *
 * Thread: any.
 *
 * Returns: the number
 */
IsgDecimal isg_value_decimal (const IsgValue *value);

/**
 * isg_value_date:
 * @value: (nullable): a DATE or a DATETIME
 *
 * Thread: any.
 *
 * Returns: the day, or %ISG_DATE_NONE
 */
IsgDate isg_value_date (const IsgValue *value);

/**
 * isg_value_seconds:
 * @value: a TIME or a DATETIME
 *
 * Thread: any.
 *
 * Returns: seconds since midnight
 */
int isg_value_seconds (const IsgValue *value);

/**
 * isg_value_bool:
 * @value: (nullable): a BOOL
 *
 * Thread: any.
 *
 * Returns: %TRUE for yes
 */
gboolean isg_value_bool (const IsgValue *value);

/**
 * isg_value_codes:
 * @value: (nullable): a CODES
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the codes
 */
const char *const *isg_value_codes (const IsgValue *value);

/**
 * isg_value_n_groups:
 * @value: (nullable): a GROUPS
 *
 * Thread: any.
 *
 * Returns: how many groups; 0 for anything else
 */
guint isg_value_n_groups (const IsgValue *value);

/**
 * isg_value_group:
 * @value: a GROUPS
 * @index: below isg_value_n_groups ()
 *
 * Thread: any.
 *
 * Returns: (transfer none): the group
 */
IsgFields *isg_value_group (const IsgValue *value, guint index);

/**
 * isg_value_equal:
 * @a: (nullable): a value
 * @b: (nullable): a value
 *
 * Thread: any.
 *
 * Returns: whether type and content are the same, numbers by value
 */
gboolean isg_value_equal (const IsgValue *a, const IsgValue *b);

/**
 * isg_value_to_text:
 * @value: a value that is no GROUPS
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value in the form of design.md 9 (dates YYYY-MM-DD, decimals with a
 * point, true/false); several codes are joined by commas
 */
char *isg_value_to_text (const IsgValue *value);

/* ---- groups of fields ---- */

/**
 * isg_fields_new:
 *
 * Thread: any.
 *
 * Returns: (transfer full): an empty map of field id → value, ordered as filled; immutable,
 * reference counted
 */
IsgFields *isg_fields_new (void);

/**
 * isg_fields_ref:
 * @fields: a map
 *
 * Thread: any.
 *
 * Returns: (transfer full): @fields
 */
IsgFields *isg_fields_ref (IsgFields *fields);

/**
 * isg_fields_unref:
 * @fields: (transfer full): a map
 *
 * Thread: any.
 */
void isg_fields_unref (IsgFields *fields);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgFields, isg_fields_unref)

/**
 * isg_fields_with:
 * @fields: a map
 * @id: a field id
 * @value: (nullable): its value; %NULL takes it out
 *
 * Thread: any.
 *
 * Returns: (transfer full): a new map
 */
IsgFields *isg_fields_with (IsgFields *fields, const char *id, IsgValue *value);

/**
 * isg_fields_get:
 * @fields: (nullable): a map
 * @id: a field id
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its value
 */
IsgValue *isg_fields_get (IsgFields *fields, const char *id);

/**
 * isg_fields_size:
 * @fields: (nullable): a map
 *
 * Thread: any.
 *
 * Returns: how many fields have a value
 */
guint isg_fields_size (IsgFields *fields);

/**
 * isg_fields_nth:
 * @fields: a map
 * @index: below isg_fields_size ()
 * @out_id: (out) (transfer none): the field's id
 *
 * Thread: any.
 *
 * Returns: (transfer none): its value
 */
IsgValue *isg_fields_nth (IsgFields *fields, guint index, const char **out_id);

/**
 * isg_fields_equal:
 * @a: (nullable): a map
 * @b: (nullable): a map
 *
 * Thread: any.
 *
 * Returns: whether they hold the same values, in whatever order
 */
gboolean isg_fields_equal (IsgFields *a, IsgFields *b);

/**
 * IsgFieldsBuilder:
 *
 * Fills a map in linear time; isg_fields_with () copies.
 */
typedef struct _IsgFieldsBuilder IsgFieldsBuilder;

/**
 * isg_fields_builder_new:
 * @from: (nullable): what to start from
 *
 * Thread: one.
 *
 * Returns: (transfer full): a builder
 */
IsgFieldsBuilder *isg_fields_builder_new (IsgFields *from);

/**
 * isg_fields_builder_set:
 * @builder: a builder
 * @id: a field id
 * @value: (transfer full) (nullable): its value; %NULL takes it out
 *
 * Thread: the builder's.
 */
void isg_fields_builder_set (IsgFieldsBuilder *builder, const char *id, IsgValue *value);

/**
 * isg_fields_builder_end:
 * @builder: (transfer full): a builder
 *
 * Thread: the builder's.
 *
 * Returns: (transfer full): the map
 */
IsgFields *isg_fields_builder_end (IsgFieldsBuilder *builder);

/**
 * isg_fields_builder_free:
 * @builder: (transfer full) (nullable): a builder that is not wanted any more
 *
 * Thread: the builder's.
 */
void isg_fields_builder_free (IsgFieldsBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgFieldsBuilder, isg_fields_builder_free)

G_END_DECLS
