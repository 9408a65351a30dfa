/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-rules-private.h"
#include "rules/isg-sentence.h"

void
isg_kind_free (IsgKind *kind)
{
  g_ptr_array_unref (kind->sections);
  g_hash_table_unref (kind->sealed);
  g_ptr_array_unref (kind->fields);
  g_ptr_array_unref (kind->checks);
  g_free (kind);
}

const char *
isg_kind_id (const IsgKind *kind)
{
  return kind->id;
}

const char *
isg_kind_label (const IsgKind *kind, IsgLanguage language)
{
  return isg_words_in (&kind->label, language);
}

gboolean
isg_kind_has_workplace (const IsgKind *kind)
{
  return kind->has_workplace;
}

gboolean
isg_kind_has_sealed (const IsgKind *kind)
{
  for (guint i = 0; kind != NULL && i < kind->fields->len; i++)
    if (isg_field_def_is_sealed (g_ptr_array_index (kind->fields, i)))
      return TRUE;
  return FALSE;
}

gboolean
isg_kind_is_sent (const IsgKind *kind)
{
  return kind->is_sent;
}

GPtrArray *
isg_kind_fields (const IsgKind *kind)
{
  return kind->fields;
}

const char *
isg_kind_unique_key (const IsgKind *kind)
{
  return kind->unique_key;
}

const IsgFieldDef *
isg_fields_find_def (GPtrArray *fields, const char *id)
{
  for (guint i = 0; i < fields->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (fields, i);

    if (g_str_equal (def->id, id))
      return def;
  }
  return NULL;
}

const IsgFieldDef *
isg_kind_field (const IsgKind *kind, const char *path)
{
  GPtrArray *fields = NULL;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  fields = kind->fields;
  while (fields != NULL) {
    gsize length = strcspn (path, "[.");
    g_autofree char *id = g_strndup (path, length);
    const IsgFieldDef *def = isg_fields_find_def (fields, id);

    path += length;
    if (*path == '[')
      path += strcspn (path, ".");
    if (def == NULL || *path == '\0')
      return def;
    fields = def->fields;
    path++;
  }
  return NULL;
}

/* ---- what the kind says of a record ---- */

typedef struct {
  const IsgKind *kind;
  IsgRules *rules;
  IsgRecord *record;
  IsgRecordResolver resolver;
  gpointer resolver_data;
  IsgLanguage language;
} Title;

static char *
count_rows (IsgValue *value, const char *format, IsgLanguage language)
{
  g_auto (GStrv) parts = g_strsplit (format, ":", -1);
  guint n = isg_value_n_groups (value);
  g_autofree char *digits = g_strdup_printf ("%u", n);
  g_autofree char *number = isg_sentence_number (digits, language);

  if (n == 0 || g_strv_length (parts) != 3)
    return n > 0 ? g_steal_pointer (&number) : NULL;
  return g_strdup_printf ("%s %s", number, parts[n == 1 ? 1 : 2]);
}

static char *
fill_title (const char *name, const char *format, gpointer user_data)
{
  Title *title = user_data;
  g_autoptr (IsgPath) path = isg_path_new (title->rules, title->kind, name, NULL);
  g_autoptr (IsgValue) value = NULL;

  if (path == NULL)
    return NULL;
  if (format != NULL && g_str_has_prefix (format, "count")) {
    value = isg_path_get (path, title->record, 0, title->resolver, title->resolver_data);
    return count_rows (value, format, title->language);
  }
  return isg_path_display (path,
                           title->record,
                           0,
                           title->resolver,
                           title->resolver_data,
                           title->language);
}

char *
isg_kind_title (const IsgKind *kind,
                IsgRules *rules,
                IsgRecord *record,
                IsgRecordResolver resolver,
                gpointer resolver_data,
                IsgLanguage language)
{
  Title title = { kind, rules, record, resolver, resolver_data, language };
  g_autofree char *text = NULL;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (record != NULL, NULL);

  text = isg_sentence_fill (isg_words_in (&kind->title, language), fill_title, &title);
  return *text != '\0' ? g_steal_pointer (&text) : g_strdup (isg_words_in (&kind->label, language));
}

typedef struct {
  IsgRules *rules;
  IsgRecordResolver resolver;
  gpointer resolver_data;
  GString *out; /* (unowned) */
} Search;

static void
append_text (Search *search, const char *text)
{
  if (*text == '\0')
    return;
  if (search->out->len > 0)
    g_string_append_c (search->out, ' ');
  g_string_append (search->out, text);
}

/* Another record is found by the line by which one knows it. */
static void
append_referenced (Search *search, const char *uuid)
{
  g_autoptr (IsgRecord) record
    = search->resolver != NULL ? search->resolver (uuid, search->resolver_data) : NULL;
  const IsgKind *kind
    = record != NULL ? isg_rules_kind (search->rules, isg_record_kind (record)) : NULL;
  g_autofree char *title = NULL;

  if (kind == NULL)
    return;
  title = isg_kind_title (kind,
                          search->rules,
                          record,
                          search->resolver,
                          search->resolver_data,
                          ISG_LANGUAGE_TR);
  append_text (search, title);
}

static void
append_fields (Search *search, GPtrArray *defs, IsgFields *fields)
{
  for (guint i = 0; i < defs->len; i++) {
    const IsgFieldDef *def = g_ptr_array_index (defs, i);
    IsgValue *value = isg_fields_get (fields, def->id);
    g_autofree char *text = NULL;

    if (value != NULL && isg_value_type (value) == ISG_VALUE_GROUPS) {
      /* A list where the kind has none is a finding, and nothing to be found by. */
      for (guint row = 0; def->fields != NULL && row < isg_value_n_groups (value); row++)
        append_fields (search, def->fields, isg_value_group (value, row));
      continue;
    }
    if (value == NULL || !def->search)
      continue;
    if (isg_value_type (value) == ISG_VALUE_REF) {
      append_referenced (search, isg_value_text (value));
      continue;
    }
    text = isg_field_def_display (def, value, fields, ISG_LANGUAGE_TR);
    append_text (search, text);
  }
}

char *
isg_kind_search_text (const IsgKind *kind,
                      IsgRules *rules,
                      IsgRecord *record,
                      IsgRecordResolver resolver,
                      gpointer resolver_data)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Search search = { rules, resolver, resolver_data, out };

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (record != NULL, NULL);

  append_fields (&search, kind->fields, isg_record_fields (record));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

IsgDate
isg_kind_date (const IsgKind *kind, IsgRecord *record)
{
  return kind->date != NULL ? isg_value_date (isg_record_get (record, kind->date)) : ISG_DATE_NONE;
}

static const char *
get_text (IsgRecord *record, const char *field)
{
  return field != NULL ? isg_value_text (isg_record_get (record, field)) : NULL;
}

const char *
isg_kind_employee (const IsgKind *kind, IsgRecord *record)
{
  return get_text (record, kind->employee);
}

const char *
isg_kind_signer (const IsgKind *kind, IsgRecord *record)
{
  return get_text (record, kind->signer);
}

const char *
isg_kind_signer_field (const IsgKind *kind)
{
  return kind->signer;
}
