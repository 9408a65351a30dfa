/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-record.h"

#include <string.h>

#define MAX_INDEX 1000000

struct _IsgRecord {
  gatomicrefcount refs;
  char *kind;      /* (owned) */
  char *uuid;      /* (owned) */
  char *workplace; /* (owned) (nullable) */
  guint revision;
  gboolean sealed;
  IsgFields *fields; /* (owned) */
};

static IsgRecord *
make_record (const char *kind,
             const char *uuid,
             const char *workplace,
             guint revision,
             IsgFields *fields)
{
  IsgRecord *record = g_new0 (IsgRecord, 1);

  g_atomic_ref_count_init (&record->refs);
  record->kind = g_strdup (kind);
  record->uuid = uuid != NULL ? g_strdup (uuid) : isg_uuid_new ();
  record->workplace = g_strdup (workplace);
  record->revision = revision;
  record->fields = isg_fields_ref (fields);
  return record;
}

static IsgRecord *
remake (IsgRecord *record, guint revision, gboolean sealed, IsgFields *fields)
{
  IsgRecord *made = make_record (record->kind, record->uuid, record->workplace, revision, fields);

  made->sealed = sealed;
  return made;
}

IsgRecord *
isg_record_new (const char *kind, const char *uuid, const char *workplace, IsgFields *fields)
{
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (fields != NULL, NULL);

  return make_record (kind, uuid, workplace, 0, fields);
}

IsgRecord *
isg_record_ref (IsgRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  g_atomic_ref_count_inc (&record->refs);
  return record;
}

void
isg_record_unref (IsgRecord *record)
{
  g_return_if_fail (record != NULL);

  if (!g_atomic_ref_count_dec (&record->refs))
    return;

  g_free (record->kind);
  g_free (record->uuid);
  g_free (record->workplace);
  isg_fields_unref (record->fields);
  g_free (record);
}

IsgRecord *
isg_record_with_fields (IsgRecord *record, IsgFields *fields)
{
  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (fields != NULL, NULL);

  return remake (record, record->revision, record->sealed, fields);
}

IsgRecord *
isg_record_with_value (IsgRecord *record, const char *id, IsgValue *value)
{
  g_autoptr (IsgFields) fields = NULL;

  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  fields = isg_fields_with (record->fields, id, value);
  return isg_record_with_fields (record, fields);
}

IsgRecord *
isg_record_with_revision (IsgRecord *record, guint revision)
{
  g_return_val_if_fail (record != NULL, NULL);

  return remake (record, revision, record->sealed, record->fields);
}

IsgRecord *
isg_record_with_sealed (IsgRecord *record, gboolean sealed)
{
  g_return_val_if_fail (record != NULL, NULL);

  return remake (record, record->revision, sealed, record->fields);
}

gboolean
isg_record_is_sealed (const IsgRecord *record)
{
  g_return_val_if_fail (record != NULL, FALSE);

  return record->sealed;
}

const char *
isg_record_kind (const IsgRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  return record->kind;
}

const char *
isg_record_uuid (const IsgRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  return record->uuid;
}

const char *
isg_record_workplace (const IsgRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  return record->workplace;
}

guint
isg_record_revision (const IsgRecord *record)
{
  g_return_val_if_fail (record != NULL, 0);

  return record->revision;
}

IsgFields *
isg_record_fields (const IsgRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  return record->fields;
}

IsgValue *
isg_record_get (const IsgRecord *record, const char *id)
{
  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return isg_fields_get (record->fields, id);
}

/* Reads "[12]" at *text and moves past it; FALSE when that is not what stands there. */
static gboolean
take_index (const char **text, guint *out_index)
{
  const char *at = *text + 1;
  guint index = 0;

  if (**text != '[' || !g_ascii_isdigit (*at))
    return FALSE;
  for (; g_ascii_isdigit (*at); at++) {
    index = index * 10 + (guint) (*at - '0');
    if (index > MAX_INDEX)
      return FALSE;
  }
  if (*at != ']')
    return FALSE;

  *text = at + 1;
  *out_index = index;
  return TRUE;
}

IsgValue *
isg_record_lookup (const IsgRecord *record, const char *path)
{
  IsgFields *fields = NULL;

  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  fields = record->fields;
  while (TRUE) {
    gsize length = strcspn (path, "[.");
    g_autofree char *id = g_strndup (path, length);
    IsgValue *value = isg_fields_get (fields, id);
    guint index = 0;

    path += length;
    if (*path == '\0' || value == NULL)
      return value;
    if (!take_index (&path, &index) || *path != '.' || index >= isg_value_n_groups (value))
      return NULL;
    fields = isg_value_group (value, index);
    path++;
  }
}

char *
isg_uuid_new (void)
{
  return g_uuid_string_random ();
}

gboolean
isg_uuid_is_valid (const char *text)
{
  static const char pattern[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  if (text == NULL || strlen (text) != strlen (pattern))
    return FALSE;
  for (guint i = 0; pattern[i] != '\0'; i++) {
    if (pattern[i] == '-' ? text[i] != '-'
                          : !g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
      return FALSE;
  }
  return TRUE;
}
