/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* 2026-11-23 09:00 in Istanbul. */
#define STORE_FIXTURE_NOW 1795413600

typedef struct {
  char *dir;
  IsgRules *rules;
  IsgClock *clock;
  IsgStore *store;
} StoreFixture;

/**
 * store_fixture_init:
 * @fixture: an empty one
 *
 * An empty sandbox store in a folder of its own, with the pack of data/rules and a clock that
 * stands still.
 *
 * Thread: becomes the owner.
 */
void store_fixture_init (StoreFixture *fixture);

/**
 * store_fixture_clear:
 * @fixture: a fixture
 *
 * Thread: the owner.
 */
void store_fixture_clear (StoreFixture *fixture);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoreFixture, store_fixture_clear)

/**
 * store_fixture_reopen:
 * @fixture: a fixture, whose store may be closed
 *
 * Thread: the owner.
 */
void store_fixture_reopen (StoreFixture *fixture);

/**
 * store_fixture_person:
 * @n: 0 and up
 *
 * Thread: any.
 *
 * Returns: (transfer full): an identity number of nobody whose checksum holds, another for each @n
 */
char *store_fixture_person (guint n);

/**
 * store_fixture_record:
 * @fixture: a fixture
 * @kind: a kind id
 * @workplace: (nullable): uuid
 * @json: its values; ' stands for "
 *
 * Thread: any.
 *
 * Returns: (transfer full): a record that is not yet saved
 */
IsgRecord *store_fixture_record (StoreFixture *fixture,
                                 const char *kind,
                                 const char *workplace,
                                 const char *json);

/**
 * store_fixture_add:
 * @fixture: a fixture
 * @kind: a kind id
 * @workplace: (nullable): uuid
 * @json: its values; ' stands for "
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the uuid of a record that was saved
 */
char *store_fixture_add (StoreFixture *fixture,
                         const char *kind,
                         const char *workplace,
                         const char *json);

/**
 * store_fixture_edit:
 * @fixture: a fixture
 * @uuid: a record's
 * @id: a field
 * @value: (transfer full) (nullable): its value
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the newest revision with that value, not yet saved
 */
IsgRecord *store_fixture_edit (StoreFixture *fixture,
                               const char *uuid,
                               const char *id,
                               IsgValue *value);

/**
 * store_fixture_workplace:
 * @fixture: a fixture
 * @name: its name
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the uuid of a workplace
 */
char *store_fixture_workplace (StoreFixture *fixture, const char *name);

/**
 * store_fixture_employee:
 * @fixture: a fixture
 * @workplace: uuid
 * @n: as store_fixture_person ()
 * @given: given name
 * @family: family name
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the uuid of an employee
 */
char *store_fixture_employee (StoreFixture *fixture,
                              const char *workplace,
                              guint n,
                              const char *given,
                              const char *family);

/**
 * store_fixture_professional:
 * @fixture: a fixture
 * @n: as store_fixture_person ()
 * @given: given name
 * @family: family name
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the uuid of a specialist
 */
char *store_fixture_professional (StoreFixture *fixture,
                                  guint n,
                                  const char *given,
                                  const char *family);

/**
 * store_fixture_training:
 * @fixture: a fixture
 * @workplace: uuid
 * @professional: uuid
 * @...: uuids of participants, ended by %NULL
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the uuid of a training
 */
char *store_fixture_training (StoreFixture *fixture,
                              const char *workplace,
                              const char *professional,
                              ...) G_GNUC_NULL_TERMINATED;

/**
 * store_fixture_submission:
 * @fixture: a fixture
 * @record: uuid
 * @part: the part
 * @state: its state
 * @revision: made from
 *
 * Writes a row as the submission machine would, past its functions.
 *
 * Thread: the owner.
 *
 * Returns: its row
 */
gint64 store_fixture_submission (StoreFixture *fixture,
                                 const char *record,
                                 const char *part,
                                 const char *state,
                                 guint revision);

/**
 * store_fixture_exec:
 * @fixture: a fixture
 * @sql: statements
 *
 * In a transaction of its own, past every function.
 *
 * Thread: the owner.
 */
void store_fixture_exec (StoreFixture *fixture, const char *sql);

/**
 * store_fixture_number:
 * @fixture: a fixture
 * @sql: a question for one number
 *
 * Thread: the owner.
 *
 * Returns: the number
 */
gint64 store_fixture_number (StoreFixture *fixture, const char *sql);

/**
 * store_fixture_text:
 * @fixture: a fixture
 * @sql: a question for one text
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *store_fixture_text (StoreFixture *fixture, const char *sql);

G_END_DECLS
