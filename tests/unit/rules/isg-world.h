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
  char *dir;          /* (owned) the pack's folder */
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
 * world_new_of:
 * @dir: a pack's folder
 *
 * Thread: one.
 *
 * Returns: (transfer full): a world with that pack and no records
 */
World *world_new_of (const char *dir);

/**
 * world_copy_pack:
 *
 * Thread: one.
 *
 * Returns: (transfer full): a folder with a copy of the source tree's pack, which a test may change
 */
char *world_copy_pack (void);

/**
 * world_read_file:
 * @dir: a folder
 * @file: a file in it
 *
 * Thread: one.
 *
 * Returns: (transfer full): its text
 */
char *world_read_file (const char *dir, const char *file);

/**
 * world_write_file:
 * @dir: a folder
 * @file: a file in it
 * @text: its new text
 *
 * Thread: one.
 */
void world_write_file (const char *dir, const char *file, const char *text);

/**
 * world_change_file:
 * @dir: a folder
 * @file: a file in it
 * @find: a text that must be in the file
 * @replace: what takes its place, once
 *
 * Thread: one.
 */
void world_change_file (const char *dir, const char *file, const char *find, const char *replace);

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
 * world_context:
 * @world: a world
 *
 * Thread: one.
 *
 * Returns: what a check may look at: the world, today
 */
IsgCheckContext world_context (World *world);

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
