/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-check.h"
#include "rules/isg-record-json.h"

G_BEGIN_DECLS

/* The day on which the tests happen: Monday, 23 November 2026. */
#define WORLD_TODAY isg_date_new (2026, 11, 23)

/**
 * World:
 *
 * A rule pack and a few records that know one another, in memory.
 */
typedef struct {
  IsgRules *rules;    /* (owned) */
  GPtrArray *records; /* (owned) (element-type IsgRecord) */
} World;

/**
 * world_new:
 *
 * Thread: one.
 *
 * Returns: (transfer full): a world with the source tree's pack and no records
 */
World *world_new (void);

/**
 * world_free:
 * @world: (transfer full) (nullable): a world
 *
 * Thread: one.
 */
void world_free (World *world);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/**
 * world_record:
 * @world: a world
 * @kind: a kind
 * @workplace: (nullable): the uuid of its workplace
 * @json: its values; "'" stands for the quotation mark
 *
 * Thread: one.
 *
 * Returns: (transfer full): a record that the world does not know
 */
IsgRecord *world_record (World *world, const char *kind, const char *workplace, const char *json);

/**
 * world_add:
 * @world: a world
 * @kind: a kind
 * @workplace: (nullable): the uuid of its workplace
 * @json: as world_record ()
 *
 * Thread: one.
 *
 * Returns: (transfer none): the uuid of a new record
 */
const char *world_add (World *world, const char *kind, const char *workplace, const char *json);

/**
 * world_check:
 * @world: a world
 * @record: a record
 *
 * Judges it, and asserts of every finding that both languages have a sentence for it in which every
 * place is filled.
 *
 * Thread: one.
 *
 * Returns: (transfer full) (element-type IsgFinding): the findings
 */
GPtrArray *world_check (World *world, IsgRecord *record);

/**
 * world_find:
 * @findings: (element-type IsgFinding): findings
 * @path: (nullable): a place
 * @code: a code
 *
 * Thread: one.
 *
 * Returns: (transfer none) (nullable): the finding of that code at that place
 */
const IsgFinding *world_find (GPtrArray *findings, const char *path, const char *code);

G_END_DECLS
