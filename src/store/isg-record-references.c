/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-record-private.h"

typedef struct {
  IsgStore *store;
  gint64 source;
  IsgStmt *insert;
} Writer;

static gboolean
write_reference (Writer *writer, const char *field, const char *uuid, GError **error)
{
  gint64 target;

  if (!isg_store_record_id (writer->store, uuid, &target, error))
    return FALSE;
  isg_stmt_bind_int64 (writer->insert, 1, writer->source);
  isg_stmt_bind_text (writer->insert, 2, field);
  isg_stmt_bind_int64 (writer->insert, 3, target);
  return isg_stmt_run (writer->insert, error);
}

static gboolean write_of_fields (Writer *writer,
                                 const char *prefix,
                                 IsgFields *fields,
                                 GError **error);

static gboolean
write_of_groups (Writer *writer, const char *prefix, IsgValue *value, GError **error)
{
  for (guint i = 0; i < isg_value_n_groups (value); i++)
    if (!write_of_fields (writer, prefix, isg_value_group (value, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_of_fields (Writer *writer, const char *prefix, IsgFields *fields, GError **error)
{
  for (guint i = 0; i < isg_fields_size (fields); i++) {
    const char *id;
    IsgValue *value = isg_fields_nth (fields, i, &id);
    IsgValueType type = isg_value_type (value);
    g_autofree char *path = NULL;

    if (type != ISG_VALUE_REF && type != ISG_VALUE_GROUPS)
      continue;
    path = prefix != NULL ? g_strconcat (prefix, ".", id, NULL) : g_strdup (id);
    if (type == ISG_VALUE_REF ? !write_reference (writer, path, isg_value_text (value), error)
                              : !write_of_groups (writer, path, value, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
forget_references (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "DELETE FROM reference WHERE source = ?1", error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_record_references_write (IsgStore *store, gint64 id, IsgRecord *record, GError **error)
{
  g_autoptr (IsgStmt) insert = isg_stmt_prepare (store,
                                                 "INSERT OR IGNORE INTO reference (source, field, "
                                                 "target) VALUES (?1, ?2, ?3)",
                                                 error);
  Writer writer = { store, id, insert };

  return insert != NULL && forget_references (store, id, error)
         && write_of_fields (&writer, NULL, isg_record_fields (record), error);
}
