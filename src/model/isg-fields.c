/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-value.h"

/* From here on a map is looked up by hash; below it, comparing is quicker and far smaller. */
#define LONG_MAP 16

typedef struct {
  GRefString *id;  /* (owned) interned: the same few ids stand in every record */
  IsgValue *value; /* (owned) */
} Entry;

struct _IsgFields {
  gatomicrefcount refs;
  GArray *entries;    /* (owned) (element-type Entry) */
  GHashTable *places; /* (owned) (nullable) id → index; only for long maps */
};

struct _IsgFieldsBuilder {
  GArray *entries;    /* (owned) (element-type Entry); value %NULL: taken out */
  GHashTable *places; /* (owned) id → index */
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->id, g_ref_string_release);
  g_clear_pointer (&entry->value, isg_value_unref);
}

static GArray *
make_entries (guint reserved)
{
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), reserved);

  g_array_set_clear_func (entries, clear_entry);
  return entries;
}

static void
append_entry (GArray *entries, GRefString *id, IsgValue *value)
{
  Entry entry = { g_ref_string_acquire (id), isg_value_ref (value) };

  g_array_append_val (entries, entry);
}

static GHashTable *
index_entries (GArray *entries)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (places, g_array_index (entries, Entry, i).id, GUINT_TO_POINTER (i));
  return places;
}

static IsgFields *
make_fields (GArray *entries)
{
  IsgFields *fields = g_new0 (IsgFields, 1);

  g_atomic_ref_count_init (&fields->refs);
  fields->entries = entries;
  if (entries->len > LONG_MAP)
    fields->places = index_entries (entries);
  return fields;
}

IsgFields *
isg_fields_new (void)
{
  return make_fields (make_entries (0));
}

IsgFields *
isg_fields_ref (IsgFields *fields)
{
  g_return_val_if_fail (fields != NULL, NULL);

  g_atomic_ref_count_inc (&fields->refs);
  return fields;
}

void
isg_fields_unref (IsgFields *fields)
{
  g_return_if_fail (fields != NULL);

  if (!g_atomic_ref_count_dec (&fields->refs))
    return;

  g_clear_pointer (&fields->places, g_hash_table_unref);
  g_array_unref (fields->entries);
  g_free (fields);
}

IsgFields *
isg_fields_with (IsgFields *fields, const char *id, IsgValue *value)
{
  g_autoptr (IsgFieldsBuilder) builder = NULL;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  builder = isg_fields_builder_new (fields);
  isg_fields_builder_set (builder, id, value != NULL ? isg_value_ref (value) : NULL);
  return isg_fields_builder_end (g_steal_pointer (&builder));
}

IsgValue *
isg_fields_get (IsgFields *fields, const char *id)
{
  gpointer place = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  if (fields == NULL)
    return NULL;
  if (fields->places != NULL) {
    if (!g_hash_table_lookup_extended (fields->places, id, NULL, &place))
      return NULL;
    return g_array_index (fields->entries, Entry, GPOINTER_TO_UINT (place)).value;
  }
  for (guint i = 0; i < fields->entries->len; i++)
    if (g_str_equal (g_array_index (fields->entries, Entry, i).id, id))
      return g_array_index (fields->entries, Entry, i).value;
  return NULL;
}

guint
isg_fields_size (IsgFields *fields)
{
  return fields != NULL ? fields->entries->len : 0;
}

IsgValue *
isg_fields_nth (IsgFields *fields, guint index, const char **out_id)
{
  g_return_val_if_fail (index < isg_fields_size (fields), NULL);

  *out_id = g_array_index (fields->entries, Entry, index).id;
  return g_array_index (fields->entries, Entry, index).value;
}

gboolean
isg_fields_equal (IsgFields *a, IsgFields *b)
{
  if (a == b)
    return TRUE;
  if (isg_fields_size (a) != isg_fields_size (b))
    return FALSE;

  for (guint i = 0; i < isg_fields_size (a); i++) {
    const char *id = NULL;
    IsgValue *value = isg_fields_nth (a, i, &id);

    if (!isg_value_equal (value, isg_fields_get (b, id)))
      return FALSE;
  }
  return TRUE;
}

IsgFieldsBuilder *
isg_fields_builder_new (IsgFields *from)
{
  IsgFieldsBuilder *builder = g_new0 (IsgFieldsBuilder, 1);

  builder->entries = make_entries (isg_fields_size (from) + 1);
  if (from != NULL)
    for (guint i = 0; i < from->entries->len; i++)
      append_entry (builder->entries,
                    g_array_index (from->entries, Entry, i).id,
                    g_array_index (from->entries, Entry, i).value);
  builder->places = index_entries (builder->entries);
  return builder;
}

static Entry *
find_entry (IsgFieldsBuilder *builder, const char *id)
{
  gpointer place = NULL;

  if (!g_hash_table_lookup_extended (builder->places, id, NULL, &place))
    return NULL;
  return &g_array_index (builder->entries, Entry, GPOINTER_TO_UINT (place));
}

void
isg_fields_builder_set (IsgFieldsBuilder *builder, const char *id, IsgValue *value)
{
  Entry *entry = NULL;
  Entry fresh = { NULL, value };

  g_return_if_fail (builder != NULL);
  g_return_if_fail (id != NULL);

  entry = find_entry (builder, id);
  if (entry != NULL) {
    g_clear_pointer (&entry->value, isg_value_unref);
    entry->value = value;
    return;
  }
  if (value == NULL)
    return;
  fresh.id = g_ref_string_new_intern (id);
  g_hash_table_insert (builder->places, fresh.id, GUINT_TO_POINTER (builder->entries->len));
  g_array_append_val (builder->entries, fresh);
}

IsgFields *
isg_fields_builder_end (IsgFieldsBuilder *builder)
{
  GArray *entries = NULL;

  g_return_val_if_fail (builder != NULL, NULL);

  entries = make_entries (builder->entries->len);
  for (guint i = 0; i < builder->entries->len; i++) {
    Entry *entry = &g_array_index (builder->entries, Entry, i);

    if (entry->value != NULL)
      append_entry (entries, entry->id, entry->value);
  }
  isg_fields_builder_free (builder);
  return make_fields (entries);
}

void
isg_fields_builder_free (IsgFieldsBuilder *builder)
{
  if (builder == NULL)
    return;

  g_hash_table_unref (builder->places);
  g_array_unref (builder->entries);
  g_free (builder);
}
