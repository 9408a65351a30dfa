/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgPath:
 *
 * A way from a record to a value, as a pack writes it: "date", "topics.minutes" (of each row),
 * "professional.certificate_class" (through a reference), "participants.employee.start_date",
 * "workplace.hazard_class" (of the record's workplace).
 */
typedef struct _IsgPath IsgPath;

/**
 * isg_path_new:
 * @rules: a pack
 * @kind: the kind at which it starts
 * @text: as written
 * @out_reason: (out) (transfer full) (optional): why it leads nowhere
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the path, or %NULL when there is no such field
 */
IsgPath *isg_path_new (IsgRules *rules, const IsgKind *kind, const char *text, char **out_reason);

/**
 * isg_path_free:
 * @path: (transfer full) (nullable): a path
 *
 * Thread: any.
 */
void isg_path_free (IsgPath *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgPath, isg_path_free)

/**
 * isg_path_text:
 * @path: a path
 *
 * Thread: any.
 *
 * Returns: (transfer none): as written
 */
const char *isg_path_text (const IsgPath *path);

/**
 * isg_path_list:
 * @path: a path
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the list of groups that it goes through
 */
const char *isg_path_list (const IsgPath *path);

/**
 * isg_path_field:
 * @path: a path
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the definition of the last field; %NULL for the workplace
 * itself
 */
const IsgFieldDef *isg_path_field (const IsgPath *path);

/**
 * isg_path_place:
 * @path: a path
 * @row: the row, when it goes through a list
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the record's own field at which it starts,
 * "participants[3].employee"; %NULL when that is the workplace
 */
char *isg_path_place (const IsgPath *path, guint row);

/**
 * isg_path_rows:
 * @path: a path
 * @record: a record of its kind
 *
 * Thread: any.
 *
 * Returns: how many values it leads to: the rows of its list, or 1
 */
guint isg_path_rows (const IsgPath *path, IsgRecord *record);

/**
 * isg_path_get:
 * @path: a path
 * @record: a record of its kind
 * @row: the row, when it goes through a list
 * @resolver: (nullable): finds referenced records
 * @resolver_data: for @resolver
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL when there is none
 */
IsgValue *isg_path_get (const IsgPath *path,
                        IsgRecord *record,
                        guint row,
                        IsgRecordResolver resolver,
                        gpointer resolver_data);

/**
 * isg_path_display:
 * @path: a path
 * @record: a record of its kind
 * @row: the row, when it goes through a list
 * @resolver: (nullable): finds referenced records
 * @resolver_data: for @resolver
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): the value as a person reads it, or ""
 */
char *isg_path_display (const IsgPath *path,
                        IsgRecord *record,
                        guint row,
                        IsgRecordResolver resolver,
                        gpointer resolver_data,
                        IsgLanguage language);

G_END_DECLS
