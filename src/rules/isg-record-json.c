/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-record-json.h"

#include "rules/isg-json.h"

static void write_fields (GString *out, IsgFields *fields);

static void
write_codes (GString *out, const char *const *codes)
{
  g_string_append_c (out, '[');
  for (guint i = 0; codes[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    isg_json_append_string (out, codes[i]);
  }
  g_string_append_c (out, ']');
}

static void
write_groups (GString *out, const IsgValue *value)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < isg_value_n_groups (value); i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    write_fields (out, isg_value_group (value, i));
  }
  g_string_append_c (out, ']');
}

static void
write_value (GString *out, const IsgValue *value)
{
  IsgValueType type = isg_value_type (value);
  g_autofree char *text = NULL;

  if (type == ISG_VALUE_CODES) {
    write_codes (out, isg_value_codes (value));
    return;
  }
  if (type == ISG_VALUE_GROUPS) {
    write_groups (out, value);
    return;
  }
  text = isg_value_to_text (value);
  if (type == ISG_VALUE_INTEGER || type == ISG_VALUE_DECIMAL || type == ISG_VALUE_BOOL)
    g_string_append (out, text);
  else
    isg_json_append_string (out, text);
}

static void
write_fields (GString *out, IsgFields *fields)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i < isg_fields_size (fields); i++) {
    const char *id = NULL;
    IsgValue *value = isg_fields_nth (fields, i, &id);

    if (i > 0)
      g_string_append_c (out, ',');
    isg_json_append_string (out, id);
    g_string_append_c (out, ':');
    write_value (out, value);
  }
  g_string_append_c (out, '}');
}

char *
isg_record_fields_to_json (IsgFields *fields)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (fields != NULL, NULL);

  write_fields (out, fields);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
