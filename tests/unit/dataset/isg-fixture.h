/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dataset/isg-document.h"
#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgFixture:
 *
 * A pack and some records that refer to one another, with no store.
 */
typedef struct {
  IsgRules *rules;     /* (owned) */
  GHashTable *records; /* (owned) (element-type utf8 IsgRecord) */
  IsgRecord *record;   /* (owned) (nullable): the one that becomes a document */
} IsgFixture;

/**
 * isg_fixture_new:
 *
 * Loads the source tree's pack; a broken one fails the test.
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full): a fixture without records
 */
IsgFixture *isg_fixture_new (void);

/**
 * isg_fixture_new_at:
 * @rules_dir: a pack
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full): a fixture without records
 */
IsgFixture *isg_fixture_new_at (const char *rules_dir);

/**
 * isg_fixture_free:
 * @fixture: (transfer full) (nullable): a fixture
 *
 * Thread: the caller's.
 */
void isg_fixture_free (IsgFixture *fixture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgFixture, isg_fixture_free)

/**
 * isg_fixture_load:
 * @fixture: a fixture
 * @name: a file in tests/golden: an array of {"kind", "uuid", "workplace", "fields"}, the last of
 * which becomes a document
 *
 * Thread: the caller's.
 */
void isg_fixture_load (IsgFixture *fixture, const char *name);

/**
 * isg_fixture_add:
 * @fixture: a fixture
 * @kind: a kind
 * @uuid: the record's
 * @workplace: (nullable): the workplace's
 * @json: its fields
 *
 * Adds a record; it becomes @fixture's record.
 *
 * Thread: the caller's.
 */
void isg_fixture_add (IsgFixture *fixture,
                      const char *kind,
                      const char *uuid,
                      const char *workplace,
                      const char *json);

/**
 * isg_fixture_resolve:
 * @uuid: a record's
 * @user_data: an #IsgFixture
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full) (nullable): the record
 */
IsgRecord *isg_fixture_resolve (const char *uuid, gpointer user_data);

/**
 * isg_fixture_make:
 * @fixture: a fixture
 * @method: a method id
 *
 * Makes the documents of the fixture's record as at 2026-11-24 10:11:12.345 in Istanbul; an error
 * fails the test.
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full) (element-type IsgPart): the parts
 */
GPtrArray *isg_fixture_make (IsgFixture *fixture, const char *method);

#define ISG_FIXTURE_NOW G_GINT64_CONSTANT (1795504272345)

/**
 * isg_fixture_training:
 * @fixture: a fixture
 * @n_employees: how many people take part; they have made-up numbers with right checks
 * @n_topics: how many topics, at most 20
 *
 * Adds a training with workplace, professional, employees.
 *
 * Thread: the caller's.
 */
void isg_fixture_training (IsgFixture *fixture, guint n_employees, guint n_topics);

/**
 * isg_fixture_employee:
 * @index: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): the identity number of that employee of isg_fixture_training ();
 * ascending
 */
char *isg_fixture_employee (guint index);

/**
 * isg_fixture_employee_uuid:
 * @index: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): that employee's record
 */
char *isg_fixture_employee_uuid (guint index);

/**
 * isg_fixture_read:
 * @name: a file in tests/golden
 *
 * Thread: any.
 *
 * Returns: (transfer full): its bytes as text
 */
char *isg_fixture_read (const char *name);

/**
 * isg_fixture_copy_pack:
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full): the folder of a copy of the source tree's pack, to be spoilt
 */
char *isg_fixture_copy_pack (void);

/**
 * isg_fixture_edit:
 * @pack: a folder
 * @file: a file in it
 * @from: a text that must be there
 * @to: what comes in the place of the first one
 *
 * Thread: the caller's.
 */
void isg_fixture_edit (const char *pack, const char *file, const char *from, const char *to);

G_END_DECLS
