/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-private.h"

G_BEGIN_DECLS

/**
 * IsgMigration:
 *
 * What brings a file from the version before to this one. The first makes an empty file a store.
 */
typedef struct {
  guint version;
  const char *sql;
} IsgMigration;

/* Written by schema/embed.py from schema/NNN.sql, oldest first. */
extern const IsgMigration isg_store_migrations[];
extern const guint isg_store_n_migrations;

/**
 * isg_migrate_apply:
 * @store: a store in a transaction, with foreign keys off
 * @migrations: (array length=n): oldest first
 * @n: how many
 * @error: %ISG_STORE_ERROR; _CORRUPT when rows refer to nothing afterwards
 *
 * Applies those that are newer than the file.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error; the caller rolls back
 */
gboolean isg_migrate_apply (IsgStore *store,
                            const IsgMigration *migrations,
                            guint n,
                            GError **error);

/**
 * isg_migrate_store:
 * @store: a store in no transaction, with foreign keys off
 * @path: its file
 * @migrations: (array length=n): oldest first
 * @n: how many
 * @error: %ISG_STORE_ERROR
 *
 * Does nothing when the file has the newest version. Else keeps a verified backup,
 * "<file>.v<version>", in the folder of backups (setting "backup.folder") when it is there, else
 * beside the file, and then applies what is newer, in one transaction.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE, and the file as it was, with @error
 */
gboolean isg_migrate_store (IsgStore *store,
                            const char *path,
                            const IsgMigration *migrations,
                            guint n,
                            GError **error);

G_END_DECLS
