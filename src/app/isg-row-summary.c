/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-row-summary.h"

#include "app/isg-pick-source.h"
#include "app/isg-value-words.h"

/* Answers of a row whose layout names none. */
#define MOST 4

struct _IsgRowSummary {
  IsgContext *context; /* (owned) */
  const IsgKind *kind; /* (unowned): the rule pack's */
  GPtrArray *defs;     /* (owned) (element-type IsgFieldDef) (unowned): in their order */
  guint most;
  GHashTable *sources;       /* field id → IsgPickSource (owned) */
  GHashTable *names;         /* uuid → name; "…" while it is asked for */
  GCancellable *cancellable; /* (owned) */
  void (*named) (gpointer data);
  gpointer data;
};

typedef struct {
  IsgRowSummary *self; /* (unowned): asks no longer once it is gone */
  char *uuid;
} Ask;

static const IsgFieldDef *
find_def (GPtrArray *defs, const char *id)
{
  for (guint i = 0; i < defs->len; i++)
    if (g_str_equal (isg_field_def_id (g_ptr_array_index (defs, i)), id))
      return g_ptr_array_index (defs, i);
  return NULL;
}

static GPtrArray *
choose_defs (const IsgFieldDef *list, const char *ids)
{
  GPtrArray *all = isg_field_def_fields (list);
  GPtrArray *chosen = g_ptr_array_new ();
  g_auto (GStrv) parts = ids != NULL ? g_strsplit (ids, ",", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++) {
    const IsgFieldDef *def = find_def (all, parts[i]);

    /* A pack may have taken the field out. */
    if (def != NULL)
      g_ptr_array_add (chosen, (gpointer) def);
  }
  for (guint i = 0; parts == NULL && i < all->len; i++)
    g_ptr_array_add (chosen, g_ptr_array_index (all, i));
  return chosen;
}

IsgRowSummary *
isg_row_summary_new (IsgContext *context,
                     const IsgKind *kind,
                     const IsgFieldDef *list,
                     const char *ids,
                     void (*named) (gpointer data),
                     gpointer data)
{
  IsgRowSummary *self = g_new0 (IsgRowSummary, 1);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->defs = choose_defs (list, ids);
  self->most = ids != NULL ? G_MAXUINT : MOST;
  self->sources
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) isg_pick_source_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
  self->named = named;
  self->data = data;
  return self;
}

void
isg_row_summary_free (IsgRowSummary *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->sources);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->defs);
  g_object_unref (self->context);
  g_free (self);
}

/* ---- names ---- */

static void
found_cb (GPtrArray *items, gpointer data)
{
  Ask *ask = data;
  IsgRowSummary *self = ask->self;

  if (items->len > 0) {
    g_hash_table_insert (self->names,
                         g_strdup (ask->uuid),
                         g_strdup (isg_pick_item_label (g_ptr_array_index (items, 0))));
    self->named (self->data);
  }
  g_ptr_array_unref (items);
}

static void
free_ask (gpointer data, GObject *gone)
{
  Ask *ask = data;

  g_free (ask->uuid);
  g_free (ask);
}

static IsgPickSource *
source_of (IsgRowSummary *self, const IsgFieldDef *def)
{
  const char *id = isg_field_def_id (def);
  IsgPickSource *source = g_hash_table_lookup (self->sources, id);

  if (source == NULL) {
    source = isg_pick_source_new (self->context, def, self->kind);
    g_hash_table_insert (self->sources, (gpointer) id, source);
  }
  return source;
}

static const char *
name_of (IsgRowSummary *self, const IsgFieldDef *def, const char *uuid, IsgRecord *record)
{
  const char *name = g_hash_table_lookup (self->names, uuid);
  Ask *ask;

  if (name != NULL)
    return name;
  g_hash_table_insert (self->names, g_strdup (uuid), g_strdup ("…"));
  ask = g_new0 (Ask, 1);
  ask->self = self;
  ask->uuid = g_strdup (uuid);
  /* An ask that is given up is never answered: its memory goes with the cancellable. */
  g_object_weak_ref (G_OBJECT (self->cancellable), free_ask, ask);
  isg_pick_source_name (source_of (self, def), uuid, record, self->cancellable, found_cb, ask);
  return g_hash_table_lookup (self->names, uuid);
}

/* ---- words ---- */

static char *
words_of (IsgRowSummary *self, const IsgFieldDef *def, IsgFields *row, IsgRecord *record)
{
  IsgValue *value = isg_fields_get (row, isg_field_def_id (def));

  if (value != NULL && isg_value_type (value) == ISG_VALUE_REF)
    return g_strdup (name_of (self, def, isg_value_text (value), record));
  return isg_value_words (def, row, value);
}

char *
isg_row_summary_words (IsgRowSummary *self, IsgFields *row, IsgRecord *record, char **out_detail)
{
  GString *detail = g_string_new (NULL);
  char *title = NULL;
  guint n = 0;

  g_return_val_if_fail (self != NULL && row != NULL, NULL);

  for (guint i = 0; i < self->defs->len && n < self->most; i++) {
    g_autofree char *words = words_of (self, g_ptr_array_index (self->defs, i), row, record);

    if (words == NULL || *words == '\0')
      continue;
    n++;
    if (title == NULL)
      title = g_steal_pointer (&words);
    else
      g_string_append_printf (detail, "%s%s", detail->len > 0 ? " · " : "", words);
  }
  *out_detail = g_string_free (detail, FALSE);
  return title;
}
