/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/isg-value.h"

G_BEGIN_DECLS

/**
 * IsgRecord:
 *
 * One revision of a record: a kind, a workplace, and an immutable map of field id → value.
 * Immutable, reference counted, usable from any thread.
 */
typedef struct _IsgRecord IsgRecord;

/**
 * isg_record_new:
 * @kind: a kind id of the rule pack
 * @uuid: (nullable): lower-case uuid; %NULL makes a new one
 * @workplace: (nullable): the uuid of the workplace it belongs to; %NULL for workplaces and
 * professionals
 * @fields: the values
 *
 * Thread: any.
 *
 * Returns: (transfer full): revision 0, that is one not yet saved
 */
IsgRecord *isg_record_new (const char *kind,
                           const char *uuid,
                           const char *workplace,
                           IsgFields *fields);

/**
 * isg_record_ref:
 * @record: a record
 *
 * Thread: any.
 *
 * Returns: (transfer full): @record
 */
IsgRecord *isg_record_ref (IsgRecord *record);

/**
 * isg_record_unref:
 * @record: (transfer full): a record
 *
 * Thread: any.
 */
void isg_record_unref (IsgRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRecord, isg_record_unref)

/**
 * isg_record_with_fields:
 * @record: a record
 * @fields: all values
 *
 * Thread: any.
 *
 * Returns: (transfer full): the same record with other values
 */
IsgRecord *isg_record_with_fields (IsgRecord *record, IsgFields *fields);

/**
 * isg_record_with_value:
 * @record: a record
 * @id: a field id
 * @value: (nullable): its value; %NULL takes it out
 *
 * Thread: any.
 *
 * Returns: (transfer full): the same record with another value
 */
IsgRecord *isg_record_with_value (IsgRecord *record, const char *id, IsgValue *value);

/**
 * isg_record_with_revision:
 * @record: a record
 * @revision: 1 and up
 *
 * For the store.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the same record as that revision
 */
IsgRecord *isg_record_with_revision (IsgRecord *record, guint revision);

/**
 * isg_record_with_sealed:
 * @record: a record
 * @sealed: whether fields that its kind seals are left out because they are not seen here
 *
 * For the store. What is not seen is not empty: checks say nothing of it, and saving keeps it.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the same record, marked so
 */
IsgRecord *isg_record_with_sealed (IsgRecord *record, gboolean sealed);

/**
 * isg_record_is_sealed:
 * @record: a record
 *
 * Thread: any.  Source: design.md 5, Health details.
 *
 * Returns: whether fields that its kind seals are left out because they are not seen here
 */
gboolean isg_record_is_sealed (const IsgRecord *record);

/**
 * isg_record_kind:
 * @record: a record
 *
 * Thread: any.
 *
 * Returns: (transfer none): its kind id
 */
const char *isg_record_kind (const IsgRecord *record);

/**
 * isg_record_uuid:
 * @record: a record
 *
 * Thread: any.
 *
 * Returns: (transfer none): its uuid
 */
const char *isg_record_uuid (const IsgRecord *record);

/**
 * isg_record_workplace:
 * @record: a record
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the uuid of its workplace
 */
const char *isg_record_workplace (const IsgRecord *record);

/**
 * isg_record_revision:
 * @record: a record
 *
 * Thread: any.
 *
 * Returns: 0 when not yet saved, else 1 and up
 */
guint isg_record_revision (const IsgRecord *record);

/**
 * isg_record_fields:
 * @record: a record
 *
 * Thread: any.
 *
 * Returns: (transfer none): its values
 */
IsgFields *isg_record_fields (const IsgRecord *record);

/**
 * isg_record_get:
 * @record: a record
 * @id: a field id
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its value
 */
IsgValue *isg_record_get (const IsgRecord *record, const char *id);

/**
 * isg_record_lookup:
 * @record: a record
 * @path: "date", or "topics[2].minutes" (rows count from 0)
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the value at that place
 */
IsgValue *isg_record_lookup (const IsgRecord *record, const char *path);

/**
 * IsgRecordResolver:
 * @uuid: a record's
 * @user_data: the caller's
 *
 * Finds the newest revision of another record, so that pure code can follow references.
 *
 * Returns: (transfer full) (nullable): the record, or %NULL when there is none
 */
typedef IsgRecord *(*IsgRecordResolver) (const char *uuid, gpointer user_data);

/**
 * isg_uuid_new:
 *
 * Thread: any.
 *
 * Returns: (transfer full): a random lower-case uuid
 */
char *isg_uuid_new (void);

/**
 * isg_uuid_is_valid:
 * @text: (nullable): any text
 *
 * Thread: any.
 *
 * Returns: whether it is a lower-case uuid
 */
gboolean isg_uuid_is_valid (const char *text);

G_END_DECLS
